"""METHOD 16: what sites did with their results since: done, due, overdue, on the study's day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.scoring.access import NOT_PUBLIC, ONLY_WORKSHOP, Access
from peerwork.scoring.table_spec import FACTOR, NONE, SITE, choice, date, result_table, text
from peerwork.study.model import Study
from peerwork.vocabulary import ActionState, YesNo

FOLLOWUPS_TABLE = result_table(
    "followups", "what a site did with one of its results", section=16, files="followups",
    pages="site start_here workshop",
    score=lambda found: list_followups(found.study),
    by=(SITE, FACTOR, text("action", "what is done")),
    columns=(
        choice("done", "whether it is done", YesNo),
        choice("state", "where it stands on the study's day (as_of)", ActionState),
        text("owner", "who sees to it", blank=NONE), date("due", "by when"), date("done_on", "when it was done"),
        text("note", "a note", blank=NONE),
    ),
    # Its action names nobody; who sees to it is the site's own affair.
    access=Access({NOT_PUBLIC: "site factor action done", ONLY_WORKSHOP: "state owner due done_on note"}),
)  # fmt: skip


def list_followups(study: Study) -> pd.DataFrame:
    """One row an action of a site on a factor: whether it is done (yes, no), and where it stands on the study's day.

    done with a `done_on` no later than that day; else overdue where `due` is before it, due where it is not, no_date
    without one. No page reads the clock. METHOD 16.
    """
    rows = study.frames["followups"]
    day = pd.Timestamp(study.as_of) if study.as_of else pd.Timestamp.max
    done = rows["done_on"] <= day
    sides = [done, rows["due"] < day, rows["due"].notna()]
    state = np.select(
        sides, [str(ActionState.DONE), str(ActionState.OVERDUE), str(ActionState.DUE)], ActionState.NO_DATE
    )
    days = {name: rows[name].dt.strftime("%Y-%m-%d") for name in ("due", "done_on")}
    listed = rows.assign(**days, done=done.map({True: "yes", False: "no"}), state=state)[FOLLOWUPS_TABLE.names].astype(
        "str"
    )
    return listed.sort_values(["site", "factor", "action"], ignore_index=True)
