"""The summary and the findings as a Word document: what stands on the pages, its tables numbered."""

import io

import docx

from peerwork.office.report import make_report, read_parts

PAGE = """<header><p>Not this</p></header><main id="main"><h1><span class="eye">Summary</span>Four things</h1>
<nav><ul><li>Nor this</li></ul></nav><ul class="nums"><li><b>26</b>mattered</li></ul>
<section><h2>Two are &lt;everywhere&gt;</h2><ul class="key k2"><li>in place</li></ul>
<svg><text>drawn</text></svg>
<table><caption>who has what</caption><thead><tr><th>Factor<th colspan=2>Services<tr><th><th>S01<th>S02<tbody>
<tr><th>A mentor<td>in place<td>not shown</table>
<table><tr><th>Fair pay</th><td><span></span></td><td>at 4 of 5</td></tr></table>
<table><tr><td></td></tr></table>
<details><summary>The numbers</summary><p>Folded</p></details></section></main><footer><p>Nor that</p></footer>"""


def test_parts_are_the_words_and_tables_of_the_page_in_order():
    parts = read_parts(PAGE)
    assert [(part.style, part.text) for part in parts if not part.rows] == [
        ("Heading 1", "Summary Four things"), ("List Bullet", "26 mattered"), ("Heading 2", "Two are <everywhere>"),
        ("Normal", "Folded"),
    ]  # fmt: skip
    grid, bars = (part for part in parts if part.rows)
    assert (grid.caption, grid.heads) == ("who has what", 2)
    assert grid.rows == [["Factor", "Services", ""], ["", "S01", "S02"], ["A mentor", "in place", "not shown"]]
    assert (bars.rows, bars.heads) == ([["Fair pay", "at 4 of 5"]], 0)


def test_tables_are_numbered_under_their_captions_and_the_bytes_are_the_same():
    made = make_report([PAGE, PAGE], title="A study", lines=["For the board"])
    assert made == make_report([PAGE, PAGE], title="A study", lines=["For the board"])
    read = docx.Document(io.BytesIO(made))
    captions = [part.text for part in read.paragraphs if part.style.name == "Caption"]
    first, second = "Who has what", "Two are <everywhere>"
    assert captions == [f"Table 1. {first}", f"Table 2. {second}", f"Table 3. {first}", f"Table 4. {second}"]
    assert [cell.text for cell in read.tables[0].rows[2].cells] == ["A mentor", "in place", "not shown"]
