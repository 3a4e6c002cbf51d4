"""Which passages an audience may read: those whose text was made quotable and released so far (METHOD 8 and 14)."""

from __future__ import annotations

import pandas as pd

from peerwork.vocabulary import Audience, MayQuote

RELEASED = {  # what `may_quote` must say, or wider
    Audience.WORKSHOP: (MayQuote.WORKSHOP, MayQuote.BOARD, MayQuote.YES),
    Audience.BOARD: (MayQuote.BOARD, MayQuote.YES),
    Audience.PUBLIC: (MayQuote.YES,),
}


def released_passages(passages: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """One row a passage that the audience may read, in the order of its words, which says nothing of where it is from.

    A passage without a quotable text is for the research team only, whatever `may_quote` says.
    """
    released = passages["may_quote"].isin(list(RELEASED[audience])) & passages["quotable_text"].notna()
    return passages[released].sort_values(["factor", "theme", "quotable_text"]).reset_index(drop=True)
