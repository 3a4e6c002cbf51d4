"""The floor of a build: the cells of pages as plain Python in this one process: `floor.py BUNDLE NOTEBOOKS PAGE…`."""

import ast
import json
import os
import sys
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
            figures += shown.get("text/html", "").count('<figure class="chart"')
    return figures


def main(bundle: Path, notebooks: Path, pages: list[str]) -> None:
    """Print the number of figures drawn."""
    planned = {page["name"]: page for page in json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))["pages"]}
    figures = 0
    for name in pages:
        os.environ["PEERWORK_SLICE"] = str(bundle / "slices" / f"{name}.json")
        given = "\n".join(f"{key} = {value!r}" for key, value in planned[name]["parameters"].items())
        cells = json.loads((notebooks / planned[name]["notebook"]).read_text(encoding="utf-8"))["cells"]
        code = []
        for cell in cells:
            if cell["cell_type"] == "code":
                code.append("".join(cell["source"]))
                if "parameters" in cell["metadata"].get("tags", []):
                    code.append(given)
        figures += run_notebook(code)
    print(figures)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
