"""A page is the same bytes whether a warm process or a Jupyter kernel drew it, whatever its notebook does."""

import json
import os
import re
import subprocess
import sys

import nbformat
import pytest
from tiny_project import notebook

from peerwork.build.render_processes import DRAW, Drawers, Way, environment, way_here
from peerwork.build.render_task import Task, draw_with

CELLS = {
    "prints, displays and a value keep their order": """
        import sys, pandas as pd
        from IPython.display import display, HTML, Markdown, Image, clear_output, update_display
        print("one"); display(HTML("<b>two</b>")); print("three", end=""); print("on standard error", file=sys.stderr)
        print(" four")
        pd.Series([1.5, None])""",
    "a value that a semicolon hides": "42;",
    "the last value is under its names": "_.shape, Out[3] is _3, In[1][:6]",
    "nothing": "None",
    "a text of several lines": "'one\\ntwo'\n",
    "a long list": "list(range(60))",
    "an object with its own HTML": """
        class Shown:
            def _repr_html_(self): return "<p>shown</p>"
            def __repr__(self): return "Shown()"
        Shown()""",
    "an object with a bundle": """
        class Bundle:
            def _repr_mimebundle_(self, **_):
                return {"text/plain": "b", "text/html": "<i>b</i>"}, {"text/html": {"k": 1}}
        display(Bundle(), Bundle())
        Bundle()""",
    "a display that a later cell changes": "handle = display(Markdown('first'), display_id='d')",
    "the change": "update_display(Markdown('second'), display_id='d')",
    "output that is cleared": "print('gone'); clear_output(); print('kept')",
    "output that is cleared when more comes": "print('gone'); clear_output(wait=True); print('kept'); print('too')",
}
PICTURES = {
    "figures are shown at the end of a cell": """
        import matplotlib.pyplot as plt
        for height in (1, 2):
            figure, axes = plt.subplots(figsize=(2, height)); axes.plot([1, height])
        print("before the figures")""",
    "a figure that is asked for": "plt.plot([3, 1]); plt.show(); print('after the figure')",
    "a figure of seaborn": """
        import seaborn as sns
        sns.set_theme()
        sns.barplot(x=[1, 2], y=[2, 1])""",
    "a figure that was drawn without pyplot": """
        from matplotlib.figure import Figure
        lone = Figure(figsize=(1, 1)); lone.add_subplot().plot([1, 2])
        lone""",
}
CELLS |= {
    "a magic": "%matplotlib inline\n%precision 2\n3.14159",
    "a cell magic": "%%capture kept\nprint('captured')",
    "what it captured": "kept.stdout",
    "a command of the system": "!echo from the shell",
    "a coroutine": "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "a function of the cell above": "def twice(x):\n    return 2 * x\ntwice(21)",
}


FACTS = {"title": "A study", "synthetic": True, "edition": None, "as_of": None, "released": None}
FACTS |= {"framework": {"title": "A framework"}, "versions": {"peerwork": "0"}}


def task_of(cells, **options) -> Task:
    made = notebook(*(_flush(cell) for cell in cells))
    handed = json.dumps({"kind": "findings", "facts": FACTS}).encode()
    words = {"page": "p", "title": "P", "audience": "team", "parameters": {"study": "s"}, "nav": []} | options
    return Task(**words, notebook=nbformat.writes(made).encode(), slice=handed)


def _flush(cell: str) -> str:
    lines = cell.strip("\n").splitlines() or [""]
    indent = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[indent:] for line in lines)


NO_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
WARM = [pytest.param(Way.FORK, marks=NO_FORK), Way.SPAWN]


@pytest.fixture(scope="module", params=WARM)
def warm(request):
    drawers = Drawers(request.param)
    yield drawers
    drawers.stop()


@pytest.fixture(scope="module")
def cold():
    drawers = Drawers(Way.KERNEL)
    yield drawers
    drawers.stop()


@pytest.fixture(scope="module")
def by_kernel(cold):
    return draw_with(cold, task_of(CELLS.values()))


def outputs(drawn) -> dict[str, list]:
    assert not drawn.failed, drawn.log
    cells = nbformat.reads(drawn.files["p.ipynb"].decode(), 4).cells[3:]
    return {name: cell.outputs for name, cell in zip(CELLS, cells, strict=True)}


def test_warm_and_cold_give_the_same_bytes_again_and_again(warm, by_kernel):
    for _ in range(2):
        drawn = draw_with(warm, task_of(CELLS.values()))
        for name, shown in outputs(by_kernel).items():
            assert outputs(drawn)[name] == shown, name
        assert drawn.files == by_kernel.files
        assert "on standard error" in drawn.log and b'"stderr"' not in drawn.files["p.ipynb"]


def test_no_picture_is_lost_and_none_without_words_reaches_a_page(warm, cold):
    for drawers in (warm, cold):
        drawn = draw_with(drawers, task_of(PICTURES.values()))
        assert drawn.failed and drawn.log.count("a picture without alt text") == 5


@pytest.mark.parametrize("failing", ["1 / 0", "import os; os.abort()", "raise SystemExit(3)", "def f(:\n  pass"])
def test_what_fails_warm_fails_cold(failing, warm, cold):
    for drawers in (warm, cold):
        drawn = draw_with(drawers, task_of([failing]))
        assert drawn.failed and drawn.log and not drawn.files


WHO = "type(get_ipython()).__module__.split('.')[0]"


def test_it_is_warm_unless_it_must_be_cold(warm, cold, monkeypatch):
    assert "'peerwork'" in draw_with(warm, task_of([WHO])).files["p.ipynb"].decode()
    assert "'ipykernel'" in draw_with(cold, task_of([WHO])).files["p.ipynb"].decode()
    assert way_here() == (Way.FORK if hasattr(os, "fork") else Way.SPAWN)
    monkeypatch.setenv(DRAW, "kernel")
    assert way_here() == Way.KERNEL


CRASH = "os.kill(os.getpid(), signal.SIGSEGV)"


@pytest.mark.parametrize(
    "way, breaking",
    [
        pytest.param(Way.FORK, "os.kill(os.getppid(), signal.SIGKILL)", marks=NO_FORK, id="the warm process is killed"),
        pytest.param(Way.FORK, CRASH, marks=NO_FORK, id="the forked process crashes"),
        pytest.param(Way.SPAWN, CRASH, id="the spawned process crashes"),
    ],
)
def test_where_the_warm_way_breaks_a_kernel_draws_the_page(way, breaking):
    cell = f"import os, signal, time\nif {WHO} == 'peerwork': {breaking}; time.sleep(60)\n{WHO}"
    drawers = Drawers(way)
    for _ in range(2):
        assert "'ipykernel'" in draw_with(drawers, task_of([cell])).files["p.ipynb"].decode()
    drawers.stop()


def test_each_page_starts_afresh(warm):
    changed = "import matplotlib\nmatplotlib.rcParams['font.size'] = 30\nkept = 2"
    first = draw_with(warm, task_of([changed]))
    again = draw_with(warm, task_of(["import matplotlib\n(matplotlib.rcParams['font.size'], 'kept' in globals())"]))
    assert not first.failed and "(10.0, False)" in again.files["p.ipynb"].decode()


@NO_FORK
def test_a_forked_page_knows_nothing_of_what_another_did_to_a_library():
    drawers = Drawers(Way.FORK)
    draw_with(drawers, task_of(["import pandas\npandas.mine = 1"]))
    again = draw_with(drawers, task_of(["import pandas\nhasattr(pandas, 'mine')"]))
    drawers.stop()
    assert "False" in again.files["p.ipynb"].decode()


def test_a_process_that_has_drawn_for_the_team_draws_for_nobody_else():
    drawers = Drawers(Way.SPAWN)
    numbers = [process_of(drawers, audience) for audience in ("team", "team", "board")]
    drawers.stop()
    assert numbers[0] == numbers[1] != numbers[2]


def process_of(drawers: Drawers, audience: str) -> str:
    """The number of the process that draws a page."""
    drawn = draw_with(drawers, task_of(["import os\nprint(f'process {os.getpid()}.')"], audience=audience))
    return re.search(r"process (\d+)\.", drawn.files["p.ipynb"].decode())[1]


def test_a_notebook_for_others_keeps_no_source_no_parameters_and_no_counts(warm):
    drawn = draw_with(warm, task_of(["secret = 'kept'\nprint('shown')\n1"], audience="board"))
    text = drawn.files["p.ipynb"].decode()
    assert "secret" not in text and "study" not in text and "shown" in text
    assert all(cell.get("execution_count") is None for cell in json.loads(text)["cells"])


@NO_FORK
def test_a_process_with_a_thread_does_not_fork():
    code = (
        "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); import pathlib;"
    )
    code += "from peerwork.build.render_server import fork_for; fork_for(pathlib.Path('x'), ())"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False)
    assert ended.returncode == 1 and "must not fork" in ended.stderr
