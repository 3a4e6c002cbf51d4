"""Studies and results as a researcher meets them: labelled, ordered, short when printed."""

from pathlib import Path

import pandas as pd
import pytest

import peerwork as pw
from peerwork.problems import ProblemsFound

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@pytest.fixture(scope="module")
def study():
    return pw.read_study(EXAMPLE)


@pytest.fixture(scope="module")
def results(study):
    return pw.score(study)


def test_every_table_is_there_by_name_and_by_attribute(results):
    assert all(results[name].equals(getattr(results, name)) for name in results)
    assert len(results) == len(list(results)) == len(dict(results))


def test_every_key_of_every_table_is_in_order_and_has_its_label(results, study):
    labels = {factor.id: factor.label for factor in study.framework.factors}
    for name, frame in results.items():
        if "factor" in frame and name != "coder_agreement":  # whose row of all factors is of no factor
            factors = frame["factor"].dropna()
            assert list(factors.cat.categories) == list(labels), name
            assert (
                frame.loc[factors.index, "label"].astype("str").tolist() == factors.astype("str").map(labels).tolist()
            )
        if "group" in frame and frame["group"].dropna().isin(study.framework.groups).all():
            assert list(frame["group"].cat.categories) == list(study.framework.groups), name


def test_no_id_and_no_value_is_lost(results):
    for name in results:
        plain, met = results.tables[name], results[name]
        assert set(plain) <= set(met), name
        for column in plain:
            assert met[column].astype("object").equals(plain[column].astype("object")), (name, column)


@pytest.mark.parametrize(
    "table, column, first, last",
    [
        ("conditions", "status", "in_place", "too_little_evidence"),
        ("patterns", "verdict", "replicated", "too_little_evidence"),
        ("replication", "verdict", "generic", "too_little_evidence"),
        ("hypotheses", "verdict", "challenged", "too_little_evidence"),
        ("fidelity", "fidelity", "as_specified", "too_little_evidence"),
        ("indicator_priorities", "zone", "monitor_now", "leave"),
    ],
)
def test_verdicts_are_in_the_order_of_the_method(results, table, column, first, last):
    assert results[table][column].cat.ordered
    assert list(results[table][column].cat.categories)[:: len(results[table][column].cat.categories) - 1] == [
        first,
        last,
    ]


def test_answers_know_who_gave_them(results, study):
    answers = results.answers
    people = study.participants.set_index("participant")
    for column in ("site", "group"):
        assert (
            answers[column].astype("str").tolist() == people.loc[answers["participant"], column].astype("str").tolist()
        )


def test_a_frame_that_its_owner_changes_changes_no_other(results):
    mine = results.patterns
    mine["verdict"] = "changed"
    mine.loc[:, "n"] = -1
    assert "changed" not in set(results.patterns["verdict"]) and results.patterns["n"].min() >= 0


def test_select_leaves_no_empty_category(results):
    rows = results.select(site="S03", domain="support")
    assert set(rows["site"]) == {"S03"} and set(rows["domain"]) == {"support"}
    for name in ("site", "label", "group_label"):
        assert set(rows[name].cat.categories) == set(rows[name].dropna())


def test_select_of_nothing_is_the_rows_of_all_groups_together(results):
    rows = results.select("conditions", site="S03", group=None)
    assert rows["group"].isna().all() and len(rows) == rows["factor"].nunique()


@pytest.mark.parametrize(
    "ask, near",
    [
        (lambda r: r["importence"], "importance"),
        (lambda r: r.importence, "importance"),
        (lambda r: r.select("patterns", sit="S03"), "site"),
        (lambda r: r.select("patterns", site="S003"), "S03"),
        (lambda r: r.select("patterns", verdict="replicate"), "replicated"),
    ],
)
def test_an_unknown_name_says_the_nearest(results, ask, near):
    with pytest.raises((AttributeError, ProblemsFound), match=f'did you mean "{near}"'):
        ask(results)


def test_an_unknown_file_of_a_study_says_the_nearest(study):
    with pytest.raises(AttributeError, match='did you mean "answers"'):
        _ = study.answer


def test_tab_completes_files_tables_and_keys(study, results):
    assert {"answers", "participants"} <= set(dir(study))
    assert {"answers", "patterns", "describe"} <= set(dir(results))
    assert {"answers", "patterns"} <= set(results._ipython_key_completions_())


def test_printing_is_short_and_says_whose_and_whether_it_is_made_up(study, results):
    for shown in (study, results, study.framework):
        assert len(repr(shown)) < 120
    for shown in (study, results):
        for words in ("92 people", "10 sites", "edition 2012-06", "synthetic"):
            assert words in repr(shown) and words in shown._repr_html_()


def test_a_title_is_text_in_html(study):
    from dataclasses import replace

    config = study.config.model_copy(update={"title": "<script>alert(1)</script>"})
    assert "<script>" not in replace(study, config=config)._repr_html_()


def test_every_column_of_every_table_is_described(results):
    for name in results:
        described = results.describe(name)
        assert described["column"].tolist() == list(results[name])
    assert results.describe("patterns")["says"].ne("").all()
    assert results.describe()["table"].tolist() == list(results)


def test_seaborn_draws_the_answers_as_they_are(results):
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    import seaborn as sns

    with mpl.rc_context({"backend": "agg"}):
        rows = results.select(domain="support")
        grid = sns.catplot(rows, x="importance", y="label", col="group_label", height=2)
        assert list(grid.col_names) == [
            label for label in results.answers["group_label"].cat.categories if label in set(rows["group_label"])
        ]
        labels = [tick.get_text() for tick in grid.axes.flat[0].get_yticklabels()]
        plt.close("all")
    assert "Regular supervision" in labels


def test_a_comment_in_a_table_to_search_is_whole_and_text(study):
    from peerwork.api.searchable import Searchable

    longest = "<b>so</b> " + "long " * 100
    html = Searchable(pd.DataFrame({"comment": [longest]})).table()
    assert "long " * 50 in html and "<b>so" not in html


def test_rules_for_once_change_what_they_decide(study):
    strict = pw.score(study, rules={"in_place_share": 0.9})
    assert (strict.conditions["status"] == "in_place").sum() < (
        pw.score(study).conditions["status"] == "in_place"
    ).sum()


def test_a_broken_study_in_a_notebook_shows_its_problems_and_no_traceback(tmp_path):
    (tmp_path / "study.yaml").write_text("title: T\nframework: nowhere\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        pw.read_study(tmp_path)
    assert caught.value._render_traceback_() == [str(problem) for problem in caught.value.problems]


def test_problems_are_one_row_each(tmp_path):
    (tmp_path / "study.yaml").write_text("title: T\nframework: nowhere\n", encoding="utf-8")
    found = pw.check_study(tmp_path)
    assert list(found) == ["file", "row", "column", "found", "expected", "level"]
    assert set(found["file"]) == {"study.yaml", "sites.csv"}
