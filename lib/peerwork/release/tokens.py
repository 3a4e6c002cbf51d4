"""Who was asked and who answered what, as opaque tokens: whose answers are new, changed or gone, and no answer."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from peerwork.release.keys import token
from peerwork.study.model import Study

PEOPLE = ["person", "site", "group", "factor", "asked", "rating", "answer", "pick"]


def people_of(study: Study, key: bytes) -> pd.DataFrame:
    """One row a person and factor that they were asked about or named; all text, blank where nothing was said.

    `person` is a token, `site` and `group` codes, `asked` "yes" for a row in `answers.csv`; `rating`, `answer` (in
    place and effect together) and `pick` (as what it was named) are tokens: the same token is the same answer. Somebody
    asked nothing has one row with a blank factor. `participant` is whose it is, in the clear: it stays in memory.
    """
    if not study.has("participants"):
        return pd.DataFrame(columns=["participant", *PEOPLE], dtype="str")
    people = study.frames["participants"][["participant", "site", "group"]]
    said = _said(study, "answers", ["importance", "in_place", "effect"]).assign(asked="yes")
    picks = _said(study, "top_three", ["kind"])
    rows = people.merge(said.merge(picks, on=["participant", "factor"], how="outer"), on="participant", how="left")
    rows = rows.sort_values(["participant", "factor"]).reset_index(drop=True)
    whose = list(zip(rows["participant"], rows["factor"], strict=True))
    told = {
        "rating": _tokens(key, "rating", whose, rows[["importance"]]),
        "answer": _tokens(key, "answer", whose, rows[["in_place", "effect"]]),
        "pick": _tokens(key, "pick", whose, rows[["kind"]]),
        "person": [token(key, "person", person) for person in rows["participant"]],
    }
    named = rows.assign(**told)[["participant", *PEOPLE]]
    return named.astype("str").fillna("").sort_values(PEOPLE).reset_index(drop=True)


def _said(study: Study, name: str, columns: list[str]) -> pd.DataFrame:
    keys = ["participant", "factor"]
    frame = study.frames[name] if study.has(name) else pd.DataFrame(columns=[*keys, *columns], dtype="str")
    return frame.reindex(columns=[*keys, *columns]).dropna(subset="factor").astype("str")


def _tokens(key: bytes, what: str, whose: Iterable[tuple[str, str]], said: pd.DataFrame) -> list[str]:
    """A token of what each said, blank where they said nothing."""
    answered = said.notna().any(axis=1)
    values = said.astype("str").fillna("").itertuples(index=False, name=None)
    return [
        token(key, what, *who, *value) if any_said else ""
        for who, value, any_said in zip(whose, values, answered, strict=True)
    ]
