"""Make the synthetic example study: `python data/example/make_example.py [FOLDER]` writes the same bytes every time."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from making import (
    answers,
    documents,
    indicators,
    invitations,
    mapping,
    meaning,
    passages,
    people,
    said,
    sites,
    workshops,
)
from making.plan import planted_cells, planted_factors

HERE = Path(__file__).resolve().parent
File = tuple[Sequence[str], list[dict[str, str]]]


def write_csv(path: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    """A CSV file of the rows: UTF-8, LF, a blank where a row has nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def interviews() -> dict[str, File]:
    """The files of the interviews: columns and rows of each."""
    everybody = people.participants()
    told = answers.answers(everybody)
    return {
        "sites": (sites.COLUMNS, sites.sites()),
        "participants": (people.COLUMNS, everybody),
        "invitations": (invitations.COLUMNS, invitations.invitations(everybody)),
        "answers": (answers.COLUMNS, told),
        "top_three": (("participant", "factor", "kind", "why"), said.top_three(everybody, told)),
        "other_factors": (("participant", "text", "kind"), said.other_factors(everybody)),
        "impacts": (
            ("participant", "on", "direction", "text", "success", "cause"),
            meaning.with_causes(said.impacts(everybody)),
        ),
        "outcomes": (("site", "outcome", "membership", "reason"), sites.outcomes()),
    }


def beside_the_interviews() -> dict[str, File]:
    """The files of everything else: documents, passages, workshops, the mapping and the indicators."""
    return {
        "documents": (documents.DOCUMENT_COLUMNS, documents.documents()),
        "extracts": (documents.EXTRACT_COLUMNS, documents.extracts()),
        "excerpts": (passages.COLUMNS, passages.excerpts(people.participants())),
        "themes": (("theme", "label", "parent"), passages.themes()),
        "workshops": (workshops.COLUMNS, workshops.workshops()),
        "mapping": (mapping.COLUMNS, mapping.mapping()),
        "indicators": (indicators.INDICATOR_COLUMNS, indicators.indicators()),
        "indicator_ratings": (indicators.RATING_COLUMNS, indicators.ratings()),
        "measurements": (indicators.MEASUREMENT_COLUMNS, indicators.measurements()),
        "events": (indicators.EVENT_COLUMNS, indicators.events()),
    }


def what_it_means() -> dict[str, File]:
    """The files of what the team made of it, and of what sites did since."""
    return {
        "readings": (meaning.READING_COLUMNS, meaning.readings()),
        "summaries": (meaning.SUMMARY_COLUMNS, meaning.summaries()),
        "rivals": (meaning.RIVAL_COLUMNS, meaning.rivals()),
        "followups": (meaning.FOLLOWUP_COLUMNS, meaning.followups()),
    }


def truth() -> dict[str, File]:
    """The files of the planted truth, in a folder of their own: no reader of a study mistakes them for data."""
    tables = {
        "factors": planted_factors(),
        "cells": planted_cells(),
        "priorities": indicators.planted_priorities(),
        "shifts": indicators.planted_shifts(),
    }
    return {f"truth/{name}": (tuple(rows[0]), rows) for name, rows in tables.items()}


def main(folder: Path = HERE) -> None:
    """Write every file."""
    for name, (columns, rows) in (interviews() | beside_the_interviews() | what_it_means() | truth()).items():
        write_csv(folder / f"{name}.csv", columns, rows)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
