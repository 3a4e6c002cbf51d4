"""The wheel alone: installed in an empty environment, in folders with spaces in their names, it does a study's work."""

import os
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from made_studies import make_study, write_study

ROOT = Path(__file__).resolve().parents[1]
# The new environment finds other packages, and what Jupyter keeps beside them, in ours; peerwork only in the wheel.
OURS = {"JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"), "PYTHONNOUSERSITE": "1"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | OURS


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, words)), cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def peerwork(wheel, tmp_path_factory) -> Path:
    """The command of an environment that holds the wheel and nothing else of ours."""
    folder = tmp_path_factory.mktemp("an empty environment")
    venv.create(folder, with_pip=False)
    places = {name: sysconfig.get_path(name, "venv", {"base": str(folder)}) for name in ("purelib", "scripts")}
    python = next(Path(places["scripts"]).glob("python.exe" if os.name == "nt" else "python"))
    options = ("--no-deps", "--no-index", "--disable-pip-version-check")
    installed = run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    Path(places["purelib"], "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return next(Path(places["scripts"]).glob("peerwork*"))


def test_a_wheel_holds_notebooks_frameworks_studies_and_types(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    inside = ["py.typed", "pages/templates/page.css", "plot/peerwork.mplstyle"]
    inside += [f"{path.parent.name}/{path.name}" for path in (ROOT / "data" / "frameworks").glob("*.yaml")]
    inside += [path.relative_to(ROOT).as_posix() for path in (ROOT / "notebooks").rglob("*.ipynb")]
    inside += ["example/study.yaml", "published/martinez2017/study.yaml"]
    assert {f"peerwork/{name}" for name in inside} <= held


def test_new_check_build_and_lab_from_any_folder(peerwork, tmp_path):
    here = tmp_path / "my work é"
    here.mkdir()
    assert "begin with study.yaml" in run(peerwork, "new", "our study", cwd=here).stdout
    write_study(make_study(3, sites=2, people=2, factors=3), here / "a study")
    for study in ("our study", "a study"):
        checked = run(peerwork, "check", study, cwd=here)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    for words, said in ((["our study"], "No pages"), (["a study", "--page", "site-S01"], "Pages drawn: 1")):
        built = run(peerwork, "build", *words, cwd=here)
        assert built.returncode == 0 and said in built.stdout, built.stdout + built.stderr
    assert (here / "reports" / "our study" / "team" / "manifest.json").exists()
    assert "<h1>" in (here / "reports" / "a study" / "team" / "site-S01.html").read_text(encoding="utf-8")
    assert lab_answers(peerwork, here)
    assert sorted(path.name for path in (here / "data").iterdir()) == ["example", "published"]
    assert run(peerwork, "check", "data/example", cwd=here).returncode == 0


def lab_answers(peerwork: Path, here: Path) -> bool:
    """Whether JupyterLab starts and hands out the start page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", f"--ServerApp.port={port}", "--ServerApp.token=t", "--ServerApp.allow_root=True"]
    with subprocess.Popen([peerwork, "lab", *options], cwd=here, env=ENVIRONMENT, stderr=subprocess.DEVNULL) as lab:
        address = f"http://127.0.0.1:{port}/api/contents/start.ipynb?content=0&token=t"
        stop = f"http://127.0.0.1:{port}/api/shutdown?token=t"
        try:
            answer = answered(address)
            with urllib.request.urlopen(urllib.request.Request(stop, method="POST"), timeout=10):
                lab.wait(timeout=20)
        finally:
            lab.kill()
    return b'"notebook"' in answer


def answered(address: str, seconds: float = 60) -> bytes:
    """What stands at an address, as soon as somebody answers there."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            raise
        except OSError:
            assert time.monotonic() < end, "nobody answers"
            time.sleep(0.5)
