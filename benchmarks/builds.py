"""How fast builds are, as ratios measured side by side in one run on the machine at hand.

python benchmarks/builds.py [loop floor once cells nothing one page before spawn sites weight cluster killed]

`before` is of the commit whose charts were SVG of our own; it needs the history of the project.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerwork.build.plan import Bundle, PlannedPage
    from peerwork.build.render_processes import Drawers

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests"), str(ROOT / "tests" / "build")]
STUDY = ROOT / "data" / "example"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:3])}
CORES = 2
SITES = (25, 250, 1000)
SETTLED = 10  # seconds after which a cluster has started, and its workers have loaded what they were told to
FIGURE = re.compile('<figure class="chart"|data:image/png;base64')  # of a page, and of a notebook's plain rendering
BEFORE = "25055b1^"  # the last commit whose charts were an SVG of our own
CORRECTED = "S03"  # the site of the rating that is corrected
OWN = f"site-{CORRECTED}"  # its own page


@dataclass(frozen=True)
class Cost:
    """What some work in other processes cost: seconds on the wall, and seconds of processors."""

    wall: float
    cores: float

    def against(self, other: Cost) -> str:
        """The two ratios; where others use the machine, that of processors tells more."""
        walls = f"{self.wall / other.wall:.2f} ({self.wall:.1f} s against {other.wall:.1f} s)"
        return f"{walls}, of processors {self.cores / other.cores:.2f}"


def timed(work: Callable[[], object]) -> Cost:
    """What the work costs. Processes that it ends must be waited for to count."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, used)


def run(*words: str | Path, **options: object) -> str:
    """A process and what it printed; raises when it fails."""
    options = {"env": ENVIRONMENT, "cwd": ROOT, "check": True, "capture_output": True, "text": True} | options
    return subprocess.run([str(word) for word in words], **options).stdout


def build(out: Path, *more: str, study: Path = STUDY) -> str:
    """`peerwork build` as a whole process."""
    return run(sys.executable, "-m", "peerwork", "build", study, "--out", out, *more)


def pages_of(out: Path) -> list[dict]:
    """The pages that the build of an output planned."""
    bundle = out.parent / f".{out.name}.build" / "bundle" / "bundle.json"
    return json.loads(bundle.read_text(encoding="utf-8"))["pages"]


def figures_in(folder: Path) -> int:
    """The figures on all pages of a folder."""
    return sum(len(FIGURE.findall(page.read_text(encoding="utf-8"))) for page in folder.glob("*.html"))


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def full(folder: Path) -> tuple[Path, Cost]:
    """A first build of the example for the team, and what it cost."""
    out = folder / "full"
    return out, timed(lambda: build(out, "--jobs", str(CORES)))


def loop(folder: Path) -> str:
    """papermill, then nbconvert, page after page, as anybody would without peerwork."""
    out, ours = full(folder)
    plain = folder / "loop"
    plain.mkdir()
    bin_ = Path(sys.executable).parent

    def each() -> None:
        for page in pages_of(out):
            given = {**page["parameters"], "study": str(STUDY)}
            options = [word for name, value in given.items() for word in ("-p", name, value)]
            executed = plain / f"{page['name']}.ipynb"
            run(bin_ / "papermill", ROOT / "notebooks" / page["notebook"], executed, "--no-progress-bar", *options)
            run(bin_ / "jupyter", "nbconvert", "--to", "html", executed)

    theirs = timed(each)
    assert figures_in(plain) == figures_in(out) > 0
    return f"a loop of papermill and nbconvert takes this many builds (at least 12): {theirs.against(ours)}"


def floor(folder: Path) -> str:
    """Each notebook's cells as plain Python, a process a core, imports paid once: the loop without its overhead."""
    return f"a build takes this many floors (at most 1.5): {_against_floor(folder, '--study', str(STUDY), '--each')}"


def once(folder: Path) -> str:
    """The same floor where each process reads and scores the study once, for all its notebooks."""
    return f"the same where each process scores the study once: {_against_floor(folder, '--study', str(STUDY))}"


def cells(folder: Path) -> str:
    """The cells alone, from slices that lie ready: nothing read, scored or cut, no Word, Excel or HTML page."""
    return f"a build against the cells alone, from slices that lie ready: {_against_floor(folder)}"


def _against_floor(folder: Path, *options: str) -> str:
    out, _ = full(folder)
    bundle = out.parent / f".{out.name}.build" / "bundle"
    names = [page["name"] for page in pages_of(out)]

    def both() -> list[str]:
        script = str(ROOT / "benchmarks" / "floor.py")
        command = [sys.executable, script, *options, str(bundle), str(ROOT / "notebooks")]
        parts = [
            subprocess.Popen([*command, *names[core::CORES]], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
            for core in range(CORES)
        ]
        return [part.communicate()[0] for part in parts]

    def theirs() -> Cost:
        drawn: list[str] = []
        cost = timed(lambda: drawn.extend(both()))
        assert sum(map(int, drawn)) == figures_in(out)
        return cost

    return median_of(lambda turn: (full(folder / str(turn))[1], theirs()))


def median_of(measured: Callable[[int], tuple[Cost, Cost]]) -> str:
    """Of three turns, each side by side, the one whose ratio is in the middle: one alone may meet a busy moment."""
    turns = sorted((measured(turn) for turn in range(3)), key=lambda costs: costs[0].wall / costs[1].wall)
    return turns[1][0].against(turns[1][1])


def nothing(folder: Path) -> str:
    """The same build again."""
    out, _ = full(folder)
    costs = sorted((timed(lambda: build(out)) for _ in range(5)), key=lambda cost: cost.wall)
    return f"when nothing changed (median of 5, at most 0.5): {costs[2].wall:.2f} s; processors {costs[2].cores:.2f} s"


def one(folder: Path) -> str:
    """One importance rating of a site corrected: the whole build, and when the site's own page is on disk."""
    said: list[str] = []
    first: list[float] = []

    def turn(number: int) -> tuple[Cost, Cost]:
        study, out = folder / str(number) / "study", folder / str(number) / "full"
        shutil.copytree(STUDY, study)
        whole = timed(lambda: build(out, "--jobs", str(CORES), study=study))
        _correct(study)
        again = timed(lambda: said.append(_watched(out, study, first)))
        first[-1] /= whole.wall
        return again, whole

    costs = median_of(turn)
    drawn = re.findall(r"^([\w-]+): its data changed$", said[0], flags=re.M)
    return (
        f"one rating changed, of a full build (at most 0.5): {costs}; {OWN} on disk after (at most 0.25 of the build): "
        f"{', '.join(f'{share:.2f}' for share in first)}; drawn: {len(drawn)} pages, {', '.join(drawn)}"
    )


def _correct(study: Path) -> None:
    """The first importance of 5 at the site becomes a 4."""
    answers, people = study / "answers.csv", (study / "participants.csv").read_text(encoding="utf-8")
    person = re.search(rf"(?m)^([^,\n]+),{CORRECTED},", people)
    text = answers.read_text(encoding="utf-8")
    changed = re.sub(rf"(?m)^({person[1]},[^\n]*?),5(,|$)", r"\1,4\2", text, count=1) if person else text
    assert changed != text
    answers.write_text(changed, encoding="utf-8", newline="\n")


def _watched(out: Path, study: Path, first: list[float]) -> str:
    """What a build says; `first` gets the seconds until the corrected site's own page was another."""
    page, start = out / f"{OWN}.html", time.perf_counter()
    before = page.stat().st_mtime_ns
    words = [sys.executable, "-m", "peerwork", "build", study, "--out", out, "--explain", "--jobs", str(CORES)]
    options = {"env": ENVIRONMENT, "cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(list(map(str, words)), **options)
    while process.poll() is None and page.stat().st_mtime_ns == before:
        time.sleep(0.02)
    first.append(time.perf_counter() - start)
    told, errors = process.communicate()
    assert process.returncode == 0, errors
    return told


def page(folder: Path) -> str:
    """One page of the corrected study by itself: `--page site-S03`."""

    def turn(number: int) -> tuple[Cost, Cost]:
        study, out = folder / str(number) / "study", folder / str(number) / "full"
        shutil.copytree(STUDY, study)
        whole = timed(lambda: build(out, "--jobs", str(CORES), study=study))
        _correct(study)
        return timed(lambda: build(out, "--page", OWN, study=study)), whole

    return f"{OWN} alone, of a full build (at most 0.25): {median_of(turn)}"


def before(folder: Path) -> str:
    """A full build of the commit before charts were matplotlib's, and of this one: each has pages of its own number."""
    old = folder / "before"
    archive = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(old, filter="data")
    paths = os.pathsep.join(map(str, (old / "lib", old / "tests")))
    build_old = [sys.executable, "-m", "peerwork", "build", old / "data" / "example", "--jobs", str(CORES), "--out"]
    pages: list[tuple[int, int]] = []

    def turn(number: int) -> tuple[Cost, Cost]:
        theirs = folder / str(number) / "theirs"
        cost = timed(lambda: run(*build_old, theirs, cwd=old, env={**os.environ, "PYTHONPATH": paths}))
        out, own = full(folder / str(number))
        pages.append((len(list(out.glob("*.html"))), len(list(theirs.glob("*.html")))))
        return own, cost

    turns = sorted((turn(number) for number in range(3)), key=lambda costs: costs[0].cores / costs[1].cores)
    now, then = pages[0]
    ours, theirs = turns[1]
    each = (ours.cores / now) / (theirs.cores / then)
    return (
        f"processors against the commit before ({then} pages, now {now}; at most 1.4): {ours.cores / theirs.cores:.2f} "
        f"({ours.cores:.1f} s against {theirs.cores:.1f} s), a page {each:.2f}"
    )


def spawn(folder: Path) -> str:
    """Where there is no fork: the same build, and one page of it."""
    out, whole = full(folder)
    with_fork = timed(lambda: build(folder / "page", "--page", "site-S03"))
    ENVIRONMENT["PEERWORK_DRAW"] = "spawn"
    try:
        spawned = timed(lambda: build(folder / "spawned", "--jobs", str(CORES)))
        alone = timed(lambda: build(folder / "spawned page", "--page", "site-S03"))
    finally:
        del ENVIRONMENT["PEERWORK_DRAW"]
    same = files_in(folder / "spawned") == files_in(out)
    told = f"without fork a build takes (at most 3) {spawned.against(whole)}; the same bytes: {same}"
    return (
        f"{told}; --page site-S03 of it (at most 0.25) {alone.against(spawned)}; with fork {with_fork.against(whole)}"
    )


def weight(folder: Path) -> str:
    """Pages of whole studies of more and more sites: what they weigh, and what reading and scoring costs a site."""
    from made_studies import make_study, write_study
    from peerwork.build.bundle import cut_page, plan_pages, protect_study
    from peerwork.build.render_processes import Drawers, way_here
    from peerwork.pages.catalogue import CATALOGUE
    from peerwork.vocabulary import Audience

    drawers, told = Drawers(way_here()), []
    drawers.start()
    for number in SITES:
        study = write_study(make_study(1, sites=number, people=1, factors=6), folder / f"made{number}")
        start = time.process_time()
        protected = protect_study(study, Audience.TEAM, site=None)
        each = 1000 * (time.process_time() - start) / number
        bundle, weights = plan_pages(protected, folder / f"bundle{number}", catalogue=CATALOGUE), []
        for page in bundle.pages:
            if page.name in ("index", "findings", "sites", f"site-S{number:02}"):
                cut_page(bundle, page, protected, catalogue=CATALOGUE)
                weights.append(f"{page.name} {_weight_of(bundle, page, drawers):.0f} kB")
        told.append(f"{number} sites, {len(bundle.pages)} pages: {each:.0f} ms a site to score; {', '.join(weights)}")
        print(told[-1], flush=True)
    drawers.stop()
    return "; ".join(told)


def _weight_of(bundle: Bundle, page: PlannedPage, drawers: Drawers) -> float:
    """The kilobytes of one page of a bundle, drawn now."""
    from peerwork.build.plan import nav_of
    from peerwork.build.render_task import Task, draw_with

    notebook, handed = ROOT / "notebooks" / page.notebook, bundle.slice_of(page)
    given = {"page": page.name, "title": page.title, "audience": bundle.audience, "parameters": page.parameters}
    task = Task(**given, nav=nav_of(bundle, page), notebook=notebook.read_bytes(), slice=handed.read_bytes())
    drawn = draw_with(drawers, task)
    assert not drawn.failed, drawn.log
    return len(drawn.files[f"{page.name}.html"]) / 1000


def sites(folder: Path) -> str:
    """A light page for each of many made sites: time a site, and memory."""
    from tiny_project import Project

    from made_studies import make_study, write_study

    told = []
    for number in (100, 300, 1000):
        project = Project(folder / str(number), new=False)
        project.root.mkdir()
        (project.root / "notebooks").mkdir()
        project.write_notebooks()
        write_study(make_study(1, sites=number, people=1, factors=12), project.study)
        code = (
            f"import sys; sys.path[:0] = {sys.path[:3]!r}; from pathlib import Path; from tiny_project import Project; "
        )
        code += f"Project(Path({str(project.root)!r}), new=False).build(jobs={CORES}); import resource; "
        code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        printed: list[str] = []
        cost = timed(lambda code=code, printed=printed: printed.append(run(sys.executable, "-c", code)))
        told.append(f"{number} sites {1000 * cost.cores / number:.0f} ms each, {int(printed[0]) // 1024} MB")
    return "; ".join(told)


def cluster(folder: Path) -> str:
    """Two Dask workers in their own processes over TCP, that load our module when they start, and that do not."""
    told = []
    for name, loaded in (("with", ["peerwork.build.worker"]), ("without", [])):
        first, later, same = _on_cluster(folder / name, loaded)
        told.append(f"{name} our module loaded: the first build {first}; warm {later}; the same bytes: {same}")
    return f"Dask against local (at most 1.15 on the wall): {'. '.join(told)}"


def _on_cluster(folder: Path, loaded: list[str]) -> tuple[str, str, bool]:
    """The ratios of the first build of new workers and of later ones; whether the bytes are the same."""
    from distributed import LocalCluster

    settings = {"n_workers": CORES, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    outs: list[Path] = []

    def over_tcp(address: str) -> Cost:
        outs.append(folder / f"cluster{len(outs)}")
        return timed(lambda: build(outs[-1], "--scheduler", address))

    def new(turn: int) -> tuple[Cost, Cost]:
        with LocalCluster(**settings, preload=loaded) as workers:
            time.sleep(SETTLED)
            return over_tcp(workers.scheduler_address), full(folder / f"new{turn}")[1]

    first = median_of(new)
    with LocalCluster(**settings, preload=loaded) as workers:
        over_tcp(workers.scheduler_address)
        later = median_of(lambda turn: (over_tcp(workers.scheduler_address), full(folder / f"later{turn}")[1]))
    local = files_in(folder / "new0" / "full")
    return first, later, all(files_in(out) == local for out in outs)


def killed(folder: Path) -> str:
    """`kill -9` at random moments, then the build again."""
    out, whole = full(folder)
    undisturbed = files_in(out)
    moments, halves, other = random.Random(20), 0, folder / "killed"
    for _ in range(20):
        words = [sys.executable, "-m", "peerwork", "build", str(STUDY), "--out", str(other)]
        process = subprocess.Popen(words, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, whole.wall))
        process.kill()
        process.wait()
        found = files_in(other) if other.exists() else {}
        halves += sum(content != undisturbed[name] for name, content in found.items())
    build(other)
    return f"{halves} half files after 20 kills; the same bytes in the end: {files_in(other) == undisturbed}"


ROWS = (loop, floor, once, cells, nothing, one, page, before, spawn, sites, weight, cluster, killed)


def main(wanted: list[str]) -> None:
    """Print a line a row of the table."""
    for row in ROWS:
        if not wanted or row.__name__ in wanted:
            with tempfile.TemporaryDirectory() as folder:
                print(f"{row.__name__:8} {row(Path(folder))}", flush=True)
    print(f"on {CORES} of {os.cpu_count()} cores; peak of one process {_peak()} MB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
