"""Set up and run peerwork with nothing but Python 3.11 or newer: python run.py report | test | lab.

Makes `.venv` from requirements.lock the first time (and whenever the lock changes), then runs what was asked in it.
Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MADE = VENV / "made-from.txt"  # written last: a .venv without it was never finished, and is made again
STUDIES = ("data/example", "data/published/*")


def main() -> int:
    """Run the command that was asked for and return its exit status."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="report | test | lab")
    commands.add_parser("report", help="build the example study and the published ones")
    tests = commands.add_parser("test", help="run every test; further words go to pytest")
    tests.add_argument("pytest", nargs=argparse.REMAINDER)
    commands.add_parser("lab", help="open JupyterLab on its start page, notebooks/start.ipynb")
    wanted = parser.parse_args()
    make_environment()
    if wanted.command == "report":
        return report()
    if wanted.command == "lab":
        return in_venv("-m", "jupyterlab", "notebooks/start.ipynb")
    return test(wanted.pytest)


def report() -> int:
    """Build every study that comes with the project, and say where to look."""
    folders = [
        folder for pattern in STUDIES for folder in sorted(ROOT.glob(pattern)) if (folder / "study.yaml").exists()
    ]
    studies = [folder.relative_to(ROOT) for folder in folders]
    worst = 0
    for number, study in enumerate(studies, 1):
        print(f"\n[{number} of {len(studies)}] {study.as_posix()}", flush=True)
        worst = max(worst, in_venv("-m", "peerwork", "build", study.as_posix()))
    print("\nOpen in a browser:")
    for study in studies:
        print(f"  reports/{study.name}/team/index.html")
    return worst


def test(options: list[str]) -> int:
    """Run every test and, through nbval, every notebook, as many at once as there are cores; or only what is named."""
    if options:
        return in_venv("-m", "pytest", *options)
    # In the order of collection: the files of the browser are few tests and long, and must not be left for the end.
    return in_venv("-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def in_venv(*words: str) -> int:
    """Run Python of the environment in the project's folder."""
    try:
        return subprocess.run([PYTHON, *words], cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


def make_environment() -> None:
    """Make `.venv` unless the one that is there was made from this lock by this Python."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may start
        sys.exit(f"peerwork needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    recipe = _recipe()
    if MADE.exists() and MADE.read_text(encoding="utf-8") == recipe:
        return
    print("Making .venv from requirements.lock (once; a few minutes) …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    install("--require-hashes", "-r", str(LOCK))
    install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    MADE.write_text(recipe, encoding="utf-8")


def _recipe() -> str:
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(*words: str) -> None:
    """Run pip, showing how far it is; ends with pip's own words when it fails."""
    total = sum("==" in line for line in LOCK.read_text(encoding="utf-8").splitlines())
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *words]
    said: list[str] = []
    done = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as pip:
        for line in pip.stdout or ():
            said.append(line)
            done += line.startswith("Collecting ")
            _show_progress(done, total, finishing=line.startswith("Installing collected"))
    print(flush=True)
    if pip.returncode:
        sys.exit("".join(said[-25:]) + "\nThe environment could not be made; nothing was changed but .venv.")


def _show_progress(done: int, total: int, *, finishing: bool) -> None:
    if sys.stdout.isatty():
        filled = 30 * min(done, total) // total
        words = "unpacking" if finishing else f"{done} of up to {total} packages"
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {words:<32}", end="", flush=True)
    elif finishing:
        print(f"{done} packages found, unpacking them …", flush=True)


if __name__ == "__main__":
    sys.exit(main())
