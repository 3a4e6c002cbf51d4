"""METHOD 13: what a feedback workshop said of each result. It marks a verdict and never changes it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from peerwork.rules import first_that_holds
from peerwork.scoring.access import ALL, ONLY_WORKSHOP, Access
from peerwork.scoring.table_spec import FACTOR, NONE, SITE, choice, result_table, text, whole
from peerwork.vocabulary import Feedback, Response

WORKSHOP_MARKS_TABLE = result_table(
    "workshop_marks", "a factor at a site", section=13, files="workshops",
    pages="site site_evidence workshop workshops",
    score=lambda found: score_workshop_marks(found.file("workshops"), sites=found.sites, factors=found.factors),
    by=(SITE, FACTOR),
    columns=(
        choice("mark", "how the result stands after the workshops", Feedback), whole("n_agree", "responses that agree"),
        whole("n_refine", "responses that refine"), whole("n_dispute", "responses that dispute"),
        text("note", "notes in order of their days", blank=NONE), text("action", "what is to be done", blank=NONE),
    ),
    access=Access({ALL: "site factor mark", ONLY_WORKSHOP: "note action"}),
)  # fmt: skip


def score_workshop_marks(workshops: pd.DataFrame, *, sites: Iterable[str], factors: Iterable[str]) -> pd.DataFrame:
    """One row a factor at a site: its mark, how many responses, and the notes and actions in order of their days.

    disputed where any response disputes it, else refined where any refines it, else agreed; unchecked without one. A
    later workshop does not take back what an earlier one said: both notes stand. METHOD 13.
    """
    cells = pd.MultiIndex.from_product([list(sites), list(factors)], names=["site", "factor"]).to_frame(index=False)
    said = workshops.dropna(subset=["response"]).sort_values(["site", "factor", "held_on"], kind="stable")
    keys = [said["site"].astype("str"), said["factor"].astype("str")]
    counts = pd.DataFrame({f"n_{response}": said["response"].eq(response) for response in Response}).groupby(keys).sum()
    words = said[["note", "action"]].astype("str").groupby(keys).agg(_joined)
    feedback = cells.astype("str").merge(counts.join(words).reset_index(), on=["site", "factor"], how="left")
    for response in Response:
        feedback[f"n_{response}"] = feedback[f"n_{response}"].fillna(0).astype("int64")
    feedback["mark"] = _feedback(feedback)
    return feedback[WORKSHOP_MARKS_TABLE.names].astype({"note": "str", "action": "str"})


def _joined(texts: pd.Series) -> str | float:
    """The texts one after the other, each once; missing where there is none."""
    said = list(dict.fromkeys(texts.dropna()))
    return " / ".join(said) if said else np.nan


def _feedback(feedback: pd.DataFrame) -> pd.Series:
    kinds = {Feedback.DISPUTED: Response.DISPUTE, Feedback.REFINED: Response.REFINE, Feedback.AGREED: Response.AGREE}
    some = {mark: feedback[f"n_{response}"] > 0 for mark, response in kinds.items()}
    return pd.Series(first_that_holds(some, Feedback.UNCHECKED), index=feedback.index, dtype="str")
