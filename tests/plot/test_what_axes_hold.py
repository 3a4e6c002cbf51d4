"""What an Axes holds is what the frame says: places, words, ticks; what is withheld leaves no mark."""

import ast
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from peerwork import plot
from peerwork.plot.palette import COLOURS, ROLES, SHADES, SIGNS, STRONG, answer_roles, text_on
from peerwork.plot.rows import blocks_of, in_columns
from peerwork.plot.svg import drawn, inline_svg
from peerwork.plot.text import _letter_width, _width, text_width

LIBRARY = Path(plot.__file__).parent.parent


def axes():
    return Figure(dpi=72).add_axes((0.2, 0.1, 0.6, 0.8))


def conditions() -> pd.DataFrame:
    rows = [
        ("a", "Regular supervision", "Support", 0.8, "in_place", 9),
        ("b", "A mentor", "Support", 0.2, "not_in_place", 5),
        ("c", "Fair pay", "Recruitment", "*", "*", "*"),
        ("d", "Career pathway", "Recruitment", ">=0.9", "in_place", 6),
    ]
    return pd.DataFrame(rows, columns=["factor", "label", "domain", "share_in_place", "status", "n"])


def spans(ax, points: int = 5) -> list[tuple[float, float]]:
    """From where to where the boxes on an Axes reach."""
    boxes = [path.get_extents() for part in ax.collections for path in part.get_paths() if len(path.vertices) == points]
    return sorted((round(box.x0, 3), round(box.x1, 3)) for box in boxes)


def words(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_conditions_are_bars_of_their_shares_and_a_withheld_one_leaves_none():
    ax = plot.conditions(conditions(), ax=axes())
    tracks = [(0, 1)] * 3
    assert spans(ax) == sorted([*tracks, (0, 0.8), (0, 0.2), (0, 0.9), (0.9, 1)])
    assert {"Regular supervision", "✓ in place", "n 9", "* not shown"} <= set(words(ax))


def test_without_labels_a_chart_shows_ids():
    ax = plot.conditions(conditions().drop(columns=["label", "domain"]), ax=axes())
    assert {"a", "b", "c", "d"} <= set(words(ax))


def test_importance_is_centred_on_the_middle_answer():
    rows = pd.DataFrame({"factor": ["a", "b"], "mean": [4.0, "*"], "n": [4, "*"]})
    counts = pd.DataFrame({f"n_{point}": [n, "*"] for point, n in zip(range(1, 6), (0, 1, 0, 1, 2), strict=True)})
    ax = plot.importance(pd.concat([rows, counts], axis=1), ax=axes())
    starts = [start for start, _ in spans(ax)]
    assert starts == [-0.25, 0, 0.25] and "not shown" in words(ax)


def test_two_means_are_joined_only_where_both_are_known():
    rows = pd.DataFrame({"factor": list("abc"), "x": [4.0, "*", ">=4"], "y": [2.0, 3.0, 2.5]})
    ax = plot.dumbbells(rows, first="x", second="y", ax=axes())
    thick = [part for part in ax.collections if part.get_linewidth()[0] == 4]
    assert [path.vertices[:, 0].tolist() for part in thick for path in part.get_paths()] == [[4, 2]]
    assert [line.get_xdata().tolist() for line in ax.lines] == [[4.0], [2.0, 3.0, 2.5]]


def test_an_indicator_is_drawn_month_by_month_with_gaps_and_flags():
    data = pd.DataFrame({
        "period": pd.date_range("2011-01-01", periods=4, freq="MS"), "value": [3.0, np.nan, 5.0, 9.0], "mean": 4.0,
        "lower": 1.0, "upper": 7.0, "target": 6.0, "rebase_group": 0,
        "point_type": ["common_cause", None, "common_cause", "special_cause_concern"],
    })  # fmt: skip
    ax = plot.xmr(data, label="Posts vacant", ax=axes())
    marks = {line.get_marker(): line.get_ydata().tolist() for line in ax.lines if line.get_marker() in ("o", "D")}
    assert marks == {"o": [3.0, 5.0], "D": [9.0]}
    assert [text.get_text() for text in ax.get_xticklabels()] == ["Jan 2011", "Apr 2011"]
    assert {"target 6", "mean 4", "last 9", "Posts vacant"} <= set(words(ax))


def test_what_happened_to_an_indicator_is_a_letter_at_its_day_and_a_line_under_its_name():
    months = pd.date_range("2011-01-01", periods=6, freq="MS")
    data = pd.DataFrame({
        "period": months, "value": 3.0, "mean": 4.0, "lower": 1.0, "upper": 7.0, "point_type": "common_cause",
        "rebase_group": [0, 0, 0, 1, 1, 1],
    })  # fmt: skip
    days = pd.to_datetime(["2011-02-03", "2011-02-04", "2011-04-01"])
    labels = ["A storm", "Then a flood", None]
    events = pd.DataFrame({"on": days, "rebase": [False, False, True], "label": labels})
    ax = plot.xmr(data, label="Posts vacant", events=events, ax=axes())
    told = {"A. February 2011: A storm", "B. February 2011: Then a flood"}
    assert told <= set(words(ax)) and "New limits from April 2011: no reason" in " ".join(words(ax))
    x = [text.xy[0] for text in ax.texts if text.get_text() in ("A", "B", "C")]
    assert x == sorted(x) and x[1] - x[0] > 1, "letters of two neighbouring days stand apart"


def test_tiles_show_a_sign_for_each_value_and_nothing_for_what_is_missing():
    rows = pd.DataFrame(
        {"factor": ["a", "a", "b"], "site": ["S1", "S2", "S1"], "status": ["in_place", "contested", "*"]}
    )
    ax = plot.tiles(rows, ax=axes())
    assert words(ax) == ["✓", "!", "*", ""] and [t.get_text() for t in ax.get_yticklabels()] == ["a", "b"]


def test_sectors_show_a_mark_for_each_site_and_none_where_counts_are_withheld():
    rows = pd.DataFrame({
        "factor": ["a", "a", "b"], "value": ["statutory", "voluntary", "statutory"],
        "sites_with_evidence": [4, 2, "*"], "sites_replicated": [3, 0, "*"],
    })  # fmt: skip
    ax = plot.by_sector(rows, ax=axes())
    assert [len(line.get_xdata()) for line in ax.lines] == [3, 1, 2] and "3 of 4" in words(ax)


def test_groups_have_their_labels_in_their_own_order():
    order = ["peer_worker", "manager"]
    data = pd.DataFrame({
        "factor": "a", "group": pd.Categorical(["manager", "peer_worker"], order), "mean": [2.0, 4.0],
        "group_label": ["Managers", "Peer workers"],
    })  # fmt: skip
    notes = plot.by_group(data, ax=axes()).key[1]
    assert notes == ("● Peer workers", "◆ Managers")


def test_columns_never_break_a_domain_and_share_their_scale():
    figure = in_columns(plot.conditions, conditions(), figure=Figure(dpi=72), columns=2)
    assert [name for name, _ in blocks_of(figure)] == ["Support", "Recruitment"] and len(figure.axes) == 2


def test_the_pass_writes_each_text_once_and_only_what_stands_in_the_box():
    figure = in_columns(plot.conditions, conditions(), figure=Figure(dpi=72), columns=2)
    marks = drawn(figure)
    svgs = [inline_svg(marks, alt=name, box=box) for name, box in blocks_of(figure)]
    for label, there in (("Regular supervision", 0), ("Fair pay", 1)):
        assert [svg.count(f">{label}<") for svg in svgs] == [1 - there, there]


def test_how_wide_a_letter_is_does_not_depend_on_what_was_drawn_before():
    before = text_width("Ω")
    Figure(dpi=300).text(0.5, 0.5, "Ω", size=40).get_window_extent(FigureCanvasAgg(Figure()).get_renderer())
    _letter_width.cache_clear()
    _width.cache_clear()
    assert text_width("Ω") == before and 0.5 < text_width("Ω", 1) < 1


def test_the_same_figure_is_the_same_bytes():
    one, two = (drawn(plot.conditions(conditions(), ax=axes()).figure) for _ in range(2))
    assert inline_svg(one, alt="A") == inline_svg(two, alt="A")


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_words_can_be_read_on_paper_and_on_every_mark(shade):
    for role in ("ink", "muted", "high", "low", "contested_ink"):
        assert contrast(ROLES[role][shade], ROLES["paper"][shade]) >= 4.5, role
    for role in {look.role for look in SIGNS.values()} & set(ROLES) | STRONG:
        assert contrast(ROLES[text_on(role)][shade], ROLES[role][shade]) >= 4.5, role


# Viénot, Brettel and Mollon (1999): what people without red or green cones see of linear RGB.
BLIND = {
    "protan": [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
    "deutan": [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
}


@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_colours_of_a_status_stay_apart_for_colour_blind_readers(kind, shade):
    def seen(role: str) -> np.ndarray:
        linear = np.array(
            [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(ROLES[role][shade])]
        )
        return np.clip(np.array(BLIND[kind]) @ linear, 0, 1) ** (1 / 2.2)

    for one, other in combinations(("high", "low", "contested", "middle"), 2):
        assert np.linalg.norm(seen(one) - seen(other)) > 0.1, (one, other)


def test_every_colour_is_unlike_every_other_so_that_a_rule_can_find_it():
    lights = [light for light, _ in ROLES.values()]
    assert len(set(lights)) == len(lights)


def test_no_module_writes_svg_by_hand_but_the_pass():
    for path in LIBRARY.rglob("*.py"):
        strings = [
            n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)
        ]
        writes = any(isinstance(text, str) and ("<svg" in text or "<path" in text) for text in strings)
        docs = path.relative_to(LIBRARY).as_posix() in ("plot/svg.py",)
        assert not writes or docs, path


def test_a_plot_knows_no_page_no_release_and_no_build():
    for path in (LIBRARY / "plot").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not any(f"peerwork.{room}" in text for room in ("pages", "release", "build", "audit", "study")), path


@pytest.mark.parametrize("points", range(2, 12))
def test_a_scale_has_as_many_colours_as_points(points):
    roles = answer_roles(points)
    assert len(roles) == len({ROLES[role] for role in roles}) == len({COLOURS[role] for role in roles}) == points


@pytest.mark.parametrize("role", [side + shade for side in ("high", "low") for shade in SHADES[5]])
@pytest.mark.parametrize("shade", [0, 1])
def test_words_on_every_shade_can_be_read(role, shade):
    assert contrast(ROLES[text_on(role)][shade], ROLES[role][shade]) >= 4.5
