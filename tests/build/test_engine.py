"""A page is the same bytes whether a forked process or a Jupyter kernel drew it, whatever its notebook does."""

import json

import nbformat
import pytest
from tiny_project import notebook

from peerwork.build.draw import Task, draw_page, stop_drawers
from peerwork.build.warm import COLD, can_fork

CELLS = {
    "prints, displays and a value keep their order": """
        import sys, pandas as pd
        from IPython.display import display, HTML, Markdown, Image, clear_output, update_display
        print("one"); display(HTML("<b>two</b>")); print("three", end=""); print("on standard error", file=sys.stderr)
        print(" four")
        pd.DataFrame({"a": [1.5, None], "b": ["x", "y"]})""",
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
    "a magic": "%matplotlib inline\n%precision 2\n3.14159",
    "a cell magic": "%%capture kept\nprint('captured')",
    "what it captured": "kept.stdout",
    "a command of the system": "!echo from the shell",
    "a coroutine": "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "a function of the cell above": "def twice(x):\n    return 2 * x\ntwice(21)",
}


def task_of(cells, **options) -> Task:
    made = notebook(*(_flush(cell) for cell in cells))
    handed = json.dumps({"facts": {"title": "A study"}}).encode()
    words = {"page": "p", "title": "P", "audience": "team", "parameters": {"study": "s"}, "nav": []} | options
    return Task(**words, notebook=nbformat.writes(made).encode(), slice=handed)


def _flush(cell: str) -> str:
    lines = cell.strip("\n").splitlines() or [""]
    indent = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[indent:] for line in lines)


@pytest.fixture(autouse=True)
def own_drawers():
    stop_drawers()
    yield
    stop_drawers()


def outputs(drawn) -> dict[str, list]:
    assert not drawn.failed, drawn.log
    cells = nbformat.reads(drawn.files["p.ipynb"].decode(), 4).cells[3:]
    return {name: cell.outputs for name, cell in zip(CELLS, cells, strict=True)}


@pytest.mark.skipif(not can_fork(), reason="this system draws with kernels only")
def test_warm_and_cold_give_the_same_bytes(monkeypatch):
    warm = draw_page(task_of(CELLS.values()))
    stop_drawers()
    monkeypatch.setenv(COLD, "1")
    cold = draw_page(task_of(CELLS.values()))
    for name, shown in outputs(cold).items():
        assert outputs(warm)[name] == shown, name
    assert warm.files == cold.files
    shown = outputs(warm)
    assert sum("image/png" in output.get("data", {}) for cell in shown.values() for output in cell) == 5
    assert "on standard error" in warm.log and b'"stderr"' not in warm.files["p.ipynb"]


@pytest.mark.skipif(not can_fork(), reason="this system draws with kernels only")
@pytest.mark.parametrize("failing", ["1 / 0", "import os; os.abort()", "raise SystemExit(3)", "def f(:\n  pass"])
def test_what_fails_warm_fails_cold(failing, monkeypatch):
    warm = draw_page(task_of([failing]))
    stop_drawers()
    monkeypatch.setenv(COLD, "1")
    cold = draw_page(task_of([failing]))
    assert warm.failed and cold.failed and not warm.files and not cold.files
    assert warm.log and cold.log


WHO = "type(get_ipython()).__module__.split('.')[0]"


@pytest.mark.parametrize(("cold", "who"), [("0", "peerwork"), ("1", "ipykernel")])
@pytest.mark.skipif(not can_fork(), reason="this system draws with kernels only")
def test_it_is_warm_unless_it_must_be_cold(cold, who, monkeypatch):
    monkeypatch.setenv(COLD, cold)
    assert f"'{who}'" in draw_page(task_of([WHO])).files["p.ipynb"].decode()


@pytest.mark.skipif(not can_fork(), reason="this system draws with kernels only")
@pytest.mark.parametrize(
    "breaking",
    ["os.kill(os.getppid(), signal.SIGKILL)", "os.kill(os.getpid(), signal.SIGSEGV)"],
    ids=["the warm process is killed", "the forked process crashes"],
)
def test_where_the_warm_way_breaks_a_kernel_draws_the_page(breaking):
    cell = f"import os, signal, time\nif {WHO} == 'peerwork': {breaking}; time.sleep(60)\n{WHO}"
    assert "'ipykernel'" in draw_page(task_of([cell])).files["p.ipynb"].decode()


def test_each_page_starts_afresh():
    first = draw_page(task_of(["import pandas\npandas.mine = 1\nkept = 2"]))
    again = draw_page(task_of(["import pandas\n(hasattr(pandas, 'mine'), 'kept' in globals())"]))
    assert not first.failed and "(False, False)" in again.files["p.ipynb"].decode()


def test_a_notebook_for_others_keeps_no_source_no_parameters_and_no_counts():
    drawn = draw_page(task_of(["secret = 'kept'\nprint('shown')\n1"], audience="board"))
    text = drawn.files["p.ipynb"].decode()
    assert "secret" not in text and "study" not in text and "shown" in text
    assert all(cell.get("execution_count") is None for cell in json.loads(text)["cells"])
