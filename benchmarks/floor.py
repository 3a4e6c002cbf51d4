"""The floor of a build: the cells of pages as plain Python in this one process.

`floor.py BUNDLE NOTEBOOKS PAGE…` draws from slices that a build has cut. With `--study STUDY` the process first does
what a build does too: it reads and scores the study, once, and cuts the slices of its pages. With `--each` besides, it
makes no slice: every notebook opens the study itself, as it does under papermill or by hand.
"""

import argparse
import ast
import json
import os
import tempfile
from pathlib import Path

os.environ["MPLBACKEND"] = "agg"


def run_notebook(cells: list[str]) -> int:
    """Run the cells in a namespace of their own, show what each ends in, and count the figures shown."""
    space: dict[str, object] = {}
    figures = 0
    for source in cells:
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            shown = getattr(value, "_repr_mimebundle_", dict)()
            data = shown[0] if isinstance(shown, tuple) else shown  # with metadata beside it
            figures += data.get("text/html", "").count('<figure class="chart"')
    return figures


def cut_own(study: Path, planned: list[dict], folder: Path) -> None:
    """Read and score the study, and write the slice of each of these pages to the folder."""
    from peerwork.pages.catalogue import page_kind
    from peerwork.pages.cut import cut_slice
    from peerwork.pages.facts import study_facts
    from peerwork.pages.slice import write_slice
    from peerwork.scoring import score_study
    from peerwork.study.read import read_study
    from peerwork.vocabulary import Audience

    recorded = read_study(study)
    tables, facts = score_study(recorded), study_facts(recorded)
    for page in planned:
        subject = {name: value for name, value in page["parameters"].items() if name in ("site", "group")}
        cut = cut_slice(page_kind(page["kind"]), subject, tables, facts, Audience.TEAM)
        write_slice(cut, folder / f"{page['name']}.json")


def main(given: argparse.Namespace) -> None:
    """Print the number of figures drawn."""
    known = json.loads((given.bundle / "bundle.json").read_text(encoding="utf-8"))["pages"]
    planned = [page for page in known if page["name"] in given.pages]
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as figures:
        os.environ["PEERWORK_FIGURES"] = figures  # as a build does: charts are drawn as a page shows them
        slices = Path(made) if given.study else given.bundle / "slices"
        if given.study and not given.each:
            cut_own(given.study, planned, slices)
        print(sum(draw(page, given.notebooks, None if given.each else slices, given.study) for page in planned))


def draw(page: dict, notebooks: Path, slices: Path | None, study: Path | None) -> int:
    """Run the cells of a page; the number of figures shown."""
    parameters = dict(page["parameters"])
    if slices:
        os.environ["PEERWORK_SLICE"] = str(slices / f"{page['name']}.json")
    else:
        parameters["study"] = str(study)
    given = "\n".join(f"{key} = {value!r}" for key, value in parameters.items())
    cells = json.loads((notebooks / page["notebook"]).read_text(encoding="utf-8"))["cells"]
    code = []
    for cell in cells:
        if cell["cell_type"] == "code":
            code.append("".join(cell["source"]))
            if "parameters" in cell["metadata"].get("tags", []):
                code.append(given)
    return run_notebook(code)


if __name__ == "__main__":
    words = argparse.ArgumentParser()
    words.add_argument("--study", type=Path)
    words.add_argument("--each", action="store_true")
    words.add_argument("bundle", type=Path)
    words.add_argument("notebooks", type=Path)
    words.add_argument("pages", nargs="+")
    main(words.parse_args())
