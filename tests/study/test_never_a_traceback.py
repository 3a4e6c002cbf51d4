"""Whatever bytes a file holds, a study is read, or its problems are said: nothing else is raised."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peerwork.problems import ProblemsFound
from peerwork.study.csv_file import read_file
from peerwork.study.read import read_study
from peerwork.study.schema import FILES, SITES
from study.folders import STUDY, write_study

NAMES = ["study.yaml", *(file.csv for file in FILES)]
HEADERS = {file.csv: ",".join(column.name for column in file.columns) + "\n" for file in FILES}
CELLS = st.sampled_from(
    [
        "",
        "P1",
        "S01",
        "role_flexible",
        "yes",
        "5",
        "nan",
        "1e999",
        "-0",
        "=1+1",
        '"',
        '""',
        "é",
        "\ufeff",
        " ",
        "2011-05-03",
    ]
)
ROWS = st.lists(st.lists(CELLS, max_size=9).map(",".join), max_size=6).map("\n".join)


def read_or_say(folder) -> None:
    try:
        study = read_study(folder)
    except ProblemsFound as found:
        assert found.problems
        assert all("\n" not in str(problem) for problem in found.problems)
    else:
        assert study.frames


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=80), keep=st.booleans())
@example(name="sites.csv", data=b"\xff", keep=True)
@example(name="study.yaml", data=b"\xff\xfea", keep=False)
@example(name="study.yaml", data=b"a: !!python/object:os.system x", keep=False)
def test_any_bytes_in_any_file(tmp_path_factory, name, data, keep):
    folder = write_study(tmp_path_factory.mktemp("study"))
    own = STUDY.get(name, HEADERS.get(name, "")).encode()
    (folder / name).write_bytes(own + data if keep else data)
    read_or_say(folder)


HEAD = "title: A\nframework: peer_worker_roles\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "calendar: &a [*a]\n",
        HEAD + "contact: " + "[" * 3000 + "]" * 3000,
        HEAD + "as_of: 2011-02-30\n",
        HEAD + "? [a]\n: b\n",
        f"title: A\nframework: {'x' * 5000}\n",
        'title: A\nframework: "a\\0b.yaml"\n',
        "- a\n- b\n",
        "---\na: 1\n---\nb: 2\n",
    ],
)
def test_any_settings(tmp_path, text):
    folder = write_study(tmp_path, study=text)
    with pytest.raises(ProblemsFound):
        read_study(folder)


@settings(max_examples=60, deadline=None)
@given(file=st.sampled_from(FILES), rows=ROWS)
def test_any_rows_under_a_right_header(tmp_path_factory, file, rows):
    folder = write_study(tmp_path_factory.mktemp("study"))
    (folder / file.csv).write_text(HEADERS[file.csv] + rows, encoding="utf-8", newline="")
    read_or_say(folder)


@pytest.mark.parametrize("name", NAMES)
def test_any_file_cut_in_half_in_utf_16(tmp_path, name):
    folder = write_study(tmp_path)
    data = STUDY.get(name, HEADERS.get(name, "")).encode("utf-16")
    (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ProblemsFound):
        read_study(folder)


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_in_place_of_any_file(tmp_path, name):
    folder = write_study(tmp_path, **{name.partition(".")[0]: None})
    (folder / name).mkdir()
    with pytest.raises(ProblemsFound):
        read_study(folder)


def test_a_header_whose_quotation_mark_never_closes_is_a_problem(tmp_path):
    (tmp_path / "sites.csv").write_bytes(b'"')
    frame, problems = read_file(tmp_path / "sites.csv", SITES)
    assert frame is None and len(problems) == 1
    assert "never closed" in problems[0].wrong and problems[0].row == 1
