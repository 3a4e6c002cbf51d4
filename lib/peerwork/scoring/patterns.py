"""METHOD 3: did the condition, or its absence, work as the framework proposes?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.rules import TOLERANCE, Rules, at_least
from peerwork.scoring.access import ALL, Access, Protection
from peerwork.scoring.counts import CodedAnswers, count_cells, keys, share
from peerwork.scoring.table_spec import FACTOR, SITE, choice, proportion, result_table, whole
from peerwork.vocabulary import Effect, InPlace, Pattern

VERDICTS = tuple(str(verdict) for verdict in Pattern)
ANSWERS = (
    "present_helps",
    "absent_hinders",
    "present_hinders",
    "absent_helps",
    "present_same",
    "absent_same",
    "n_partly",
)


PATTERNS_TABLE = result_table(
    "patterns", "a factor at a site", section=3, files="answers",
    pages="community findings patterns site site_evidence sites start_here summary summary_plain workshop",
    score=lambda found: score_patterns(found.answers, found.conditions, rules=found.study.rules), by=(SITE, FACTOR),
    columns=(
        whole("n", "answers with yes or no"), whole("present_helps", "answers: yes, facilitator (as proposed)"),
        whole("absent_hinders", "answers: no, barrier (as proposed)"),
        whole("present_hinders", "answers: yes, barrier (contrary)"),
        whole("absent_helps", "answers: no, facilitator (contrary)"),
        whole("no_difference", "answers: yes or no, neither"),
        whole("n_partly", "answers: partly, with facilitator, barrier or neither (shown apart)"),
        proportion("expected_share", "share as proposed if the two answers had nothing to do with each other"),
        choice("verdict", "did the proposed pattern hold", Pattern),
        whole("flips_to_change", "answers that would have to move for the verdict to change", blank="where none can"),
    ),
    access=Access(
        {ALL: "site factor verdict"},
        starred="n present_helps absent_hinders present_hinders "
        "absent_helps no_difference n_partly expected_share flips_to_change",
        protection=Protection.VERDICTS,
    ),
)  # fmt: skip


def score_patterns(answers: CodedAnswers, conditions: tuple[str, ...], *, rules: Rules) -> pd.DataFrame:
    """One row a factor (of those named, of kind condition) at a site: the pattern that its people's answers make.

    Counted are answers of yes or no with facilitator, barrier or neither; partly is counted apart in `n_partly`;
    unsure and blank say nothing. `expected_share` is the share as proposed if the two answers had nothing to do with
    each other, blank without answers. `flips_to_change` is the least number of these answers that would have to move
    between as proposed, contrary and no difference for another verdict, blank with too little evidence. METHOD 3.
    """
    axes = answers.axes
    kept = [axes.factors.index(factor) for factor in conditions]
    counts = count_cells(answers.cell, axes, category=category_of(answers), size=len(ANSWERS))[..., kept]
    groups = (counts[:-1].sum(axis=0) > 0).sum(axis=1)
    found = dict(zip(ANSWERS, counts.sum(axis=2, dtype=np.int32), strict=True))
    proposed, contrary, same = columns_of(found)
    n = proposed + contrary + same
    verdict = judge_pattern(proposed, contrary, same, groups, rules)
    site, factor = np.indices(n.shape).reshape(2, -1)
    columns = {"site": keys(site, axes.sites), "factor": keys(factor, conditions), "n": n.reshape(-1)}
    columns |= {name: found[name].reshape(-1) for name in ANSWERS[:4]}
    columns |= {"no_difference": same.reshape(-1), "n_partly": found["n_partly"].reshape(-1)}
    columns["expected_share"] = _expected(found, n).reshape(-1)
    columns["verdict"] = keys(verdict.reshape(-1), VERDICTS)
    columns["flips_to_change"] = pd.array(_flips(proposed, contrary, same, rules).reshape(-1), dtype="Int32")
    too_little = verdict.reshape(-1) == VERDICTS.index(Pattern.TOO_LITTLE)
    return pd.DataFrame(columns).assign(flips_to_change=lambda f: f["flips_to_change"].mask(too_little))


def least_to_reach(n: np.ndarray, threshold: float) -> np.ndarray:
    """The least whole number that is at least this share of n."""
    return np.maximum(np.ceil(n * (threshold - TOLERANCE)), 1).astype(np.int32)


def category_of(answers: CodedAnswers) -> np.ndarray:
    """The place in ANSWERS of each answer, -1 where it says nothing."""
    place = np.full((len(InPlace) + 1, len(Effect) + 1), -1, dtype=np.int8)
    place[0, :3] = [ANSWERS.index(name) for name in ("present_helps", "present_hinders", "present_same")]
    place[1, :3] = ANSWERS.index("n_partly")
    place[2, :3] = [ANSWERS.index(name) for name in ("absent_helps", "absent_hinders", "absent_same")]
    return place[answers.in_place, answers.effect]


def columns_of(found: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As proposed, contrary, no difference."""
    return (
        found["present_helps"] + found["absent_hinders"],
        found["present_hinders"] + found["absent_helps"],
        found["present_same"] + found["absent_same"],
    )


def _expected(found: dict[str, np.ndarray], n: np.ndarray) -> np.ndarray:
    """The share as proposed when effect does not depend on presence: the product of the margins."""
    present = found["present_helps"] + found["present_hinders"] + found["present_same"]
    helps = found["present_helps"] + found["absent_helps"]
    hinders = found["present_hinders"] + found["absent_hinders"]
    return share(present.astype(float) * helps + (n - present).astype(float) * hinders, n.astype(float) ** 2)


def judge_pattern(
    proposed: np.ndarray, contrary: np.ndarray, same: np.ndarray, groups: np.ndarray, rules: Rules
) -> np.ndarray:
    """The place in VERDICTS of each verdict, from so many answers as proposed, contrary and of no difference.

    `groups` that gave any of them; arrays of one shape. METHOD 3.
    """
    n = proposed + contrary + same
    tests = [
        ((n < rules.min_answers) | (groups < rules.min_groups), Pattern.TOO_LITTLE),
        (at_least(share(proposed, n), rules.pattern_share), Pattern.REPLICATED),
        (at_least(share(contrary, n), rules.pattern_share), Pattern.ALTERNATIVE),
        (at_least(share(same, n), rules.pattern_share), Pattern.NO_DIFFERENCE),
    ]
    codes = [np.int8(VERDICTS.index(verdict)) for _, verdict in tests]
    return np.select([test for test, _ in tests], codes, np.int8(VERDICTS.index(Pattern.MIXED)))


def _flips(proposed: np.ndarray, contrary: np.ndarray, same: np.ndarray, rules: Rules) -> np.ndarray:
    """A verdict falls when its column drops below the share; mixed becomes one when its largest column reaches it."""
    most = np.maximum(np.maximum(proposed, contrary), same)
    need = least_to_reach(proposed + contrary + same, rules.pattern_share)
    return np.where(most >= need, most - need + 1, need - most)
