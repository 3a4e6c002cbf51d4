"""The site of docs: `python -m sphinx -W --keep-going docs reports/docs`, with no network to build or to read it.

`-t run` runs the tutorials and shows what they answer; without it they are shown as they are stored.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "lib"), str(HERE)]

import peerwork  # noqa: E402 - found by the line above

project = "peerwork"
author = "the peerwork maintainers"
release = version = peerwork.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "made_pages"]
exclude_patterns = ["pictures"]
nitpicky = False  # docstrings name columns and values of other libraries in the same quotes as ours

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
default_role = "code"  # a docstring's `name` is code, as in Markdown
autodoc_typehints = "none"  # signatures are read by people: what a value is, the docstring says
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True}  # what has no docstring is a warning

html_theme = "pydata_sphinx_theme"
html_title = f"peerwork {release}"
html_theme_options = {
    "show_prev_next": True,
    "navigation_with_keys": False,
    "show_toc_level": 2,
    "footer_start": [],
    "footer_end": [],
}
html_sidebars = {"index": []}
html_copy_source = False
html_show_sphinx = False
