"""METHOD 2: was the condition in place?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from peerwork.rules import Rules, at_least, at_most
from peerwork.scoring.access import ALL, Access, Protection
from peerwork.scoring.counts import CodedAnswers, count_cells, keys, share
from peerwork.scoring.table_spec import ANY_GROUP, FACTOR, SITE, choice, proportion, result_table, whole
from peerwork.vocabulary import Status

STATUSES = tuple(str(status) for status in Status)


CONDITIONS_TABLE = result_table(
    "conditions", "a factor at a site, of all groups (`group` blank) or one", section=2, files="answers",
    pages=("community conditions findings handbook handbook_domain site site_evidence sites start_here summary "
           "summary_plain workshop"),
    score=lambda found: score_conditions(found.answers, rules=found.study.rules), by=(SITE, ANY_GROUP, FACTOR),
    columns=(
        whole("n_asked", "people asked"), whole("n", "informative answers"), whole("n_unsure", "answers: unsure"),
        proportion("share_in_place", "0 to 1; of the site, the mean of its groups' shares"),
        choice("status", "was the condition in place", Status, blank="where the row is about one group"),
    ),
    access=Access(
        {ALL: "site group factor n_asked status"},
        starred="n n_unsure share_in_place", protection=Protection.VERDICTS,
    ),
)  # fmt: skip


def score_conditions(answers: CodedAnswers, *, rules: Rules) -> pd.DataFrame:
    """One row a factor at a site, of all groups (`group` blank) or of one: the share who say it is in place (0 to 1).

    yes 1, partly 0.5, no 0; unsure, not applicable and blank are not informative. A group's share is its mean, the
    site's the mean of its groups' shares. Every site and factor has a row of all groups, a group only where it was
    asked. `n` counts the informative answers; with none the share is blank. `status` is of all groups: TOO_LITTLE
    below `rules.min_answers` informative answers, `rules.min_groups` groups or `rules.min_share_asked` of those
    asked. METHOD 2.
    """
    axes = answers.axes
    asked = count_cells(answers.cell, axes)[0]
    yes, partly, no, unsure = count_cells(answers.cell, axes, category=answers.in_place, size=4)
    n = yes + partly + no
    shares = share(yes + 0.5 * partly, n)
    mean = _mean(shares, n)
    status = _status(shares, n, asked, mean, rules)
    with_all = [_all_first(counts.sum(axis=1, dtype=np.int32), counts) for counts in (asked, n, unsure)]
    site, group, factor = np.nonzero(_all_first(np.ones_like(mean, dtype=bool), asked > 0))
    columns: dict[str, Any] = {
        "site": keys(site, axes.sites),
        "group": keys(group - 1, axes.groups),
        "factor": keys(factor, axes.factors),
    }
    for name, counts in zip(("n_asked", "n", "n_unsure"), with_all, strict=True):
        columns[name] = counts[site, group, factor]
    columns["share_in_place"] = _all_first(mean, shares)[site, group, factor]
    columns["status"] = keys(_all_first(status, np.full_like(shares, -1, dtype=np.int8))[site, group, factor], STATUSES)
    return pd.DataFrame(columns, copy=False)


def status_of_counts(
    yes: np.ndarray, partly: np.ndarray, no: np.ndarray, asked: np.ndarray, rules: Rules
) -> np.ndarray:
    """The place in STATUSES of each status, from counts whose second axis is the groups: one entry the rest of them."""
    n = yes + partly + no
    shares = share(yes + 0.5 * partly, n)
    return _status(shares, n, asked, _mean(shares, n), rules)


def _mean(shares: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Of all groups together: the mean of the shares of those with an informative answer."""
    return share(np.nansum(shares, axis=1), (n > 0).sum(axis=1))


def _status(shares: np.ndarray, n: np.ndarray, asked: np.ndarray, mean: np.ndarray, rules: Rules) -> np.ndarray:
    """The code of the status of each site and factor, from shares and counts by site, group and factor."""
    says_yes, says_no = lean(shares, n, rules)
    any_yes, any_no = (said.sum(axis=1) > 0 for said in (says_yes, says_no))
    return judge_status(n.sum(axis=1), (n > 0).sum(axis=1), asked.sum(axis=1), any_yes, any_no, mean, rules)


def lean(shares: np.ndarray, n: np.ndarray, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """Whether each group, of this share and number of informative answers, can contest with a yes, and with a no."""
    can_contest = n >= rules.contested_min_answers
    return (
        can_contest & at_least(shares, rules.in_place_share),
        can_contest & at_most(shares, rules.not_in_place_share),
    )


def judge_status(
    n: np.ndarray,
    groups: np.ndarray,
    asked: np.ndarray,
    says_yes: np.ndarray,
    says_no: np.ndarray,
    mean: np.ndarray,
    rules: Rules,
) -> np.ndarray:
    """The place in STATUSES of each site's status: arrays of one shape, an entry a site and factor.

    `n` informative answers of `groups` groups out of those `asked`; whether any group says yes, any no (see `lean`);
    `mean` of the groups' shares, NaN without any. METHOD 2.
    """
    enough = (n >= rules.min_answers) & (groups >= rules.min_groups)
    enough &= at_least(share(n, asked), rules.min_share_asked)
    tests = [
        (~enough, Status.TOO_LITTLE),
        (says_yes & says_no, Status.CONTESTED),
        (at_least(mean, rules.in_place_share), Status.IN_PLACE),
        (at_most(mean, rules.not_in_place_share), Status.NOT_IN_PLACE),
    ]
    found = [np.int8(STATUSES.index(status)) for _, status in tests]
    return np.select([test for test, _ in tests], found, np.int8(STATUSES.index(Status.MIXED)))


def _all_first(of_all: np.ndarray, by_group: np.ndarray) -> np.ndarray:
    """The values of all groups together before those of each group."""
    return np.concatenate([of_all[:, None], by_group], axis=1)
