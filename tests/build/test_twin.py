"""Two studies that differ in protected answers only are the same to everybody outside the team (METHOD 14).

Whatever is made of protected tables is made of nothing else: the twin of a study, with other answers and the same
protected tables, builds the same bytes in every format.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from made_studies import make_study, write_study
from peerwork.build.bundle import protect_study, write_bundle
from peerwork.build.run import build_study
from peerwork.pages.catalogue import CATALOGUE, page_kind
from peerwork.release import decide_all, protect
from peerwork.scoring import score_study
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience
from release.test_canaries import with_meaning

ROOT = Path(__file__).parents[2]
READERS = [(Audience.BOARD, None), (Audience.PUBLIC, None), (Audience.WORKSHOP, "S01")]
ALIKE = {  # two rows of the same factor change places in one column where these are the same
    "importance": ["factor", "group"],
    "in_place": ["factor", "site"],
    "effect": ["factor", "importance"],
    "kind": ["factor"],
}
PAGES = ("findings", "indicators", "handbook", "release")  # together of every format; drawn from the same as others
TRIED = 8  # changes of each kind, until one is seen by nobody


def shown(study: Study) -> str:
    """All that anybody outside the team sees, as text."""
    scored, decisions = score_study(study), decide_all(study)
    parts = [protect(study, scored, audience, site=site, decisions=decisions) for audience, site in READERS]
    frames = [frame for part in parts for frame in (*part.tables.frames.values(), part.log)]
    return "\n".join(frame.to_csv() for frame in frames)


def twin_of(study: Study) -> tuple[Study, list[str]]:
    """The study with other answers where nobody sees it, and the columns in which there are some."""
    draw, before, changed = np.random.default_rng(1), shown(study), []
    people = study.frames["participants"][["participant", "site", "group"]]
    for column, alike in ALIKE.items():
        name = "top_three" if column == "kind" else "answers"
        for _ in range(TRIED):
            made = exchanged(study.frames[name], people, column, alike, draw)
            twin = replace(study, frames=dict(study.frames) | {name: made})
            if not made.equals(study.frames[name]) and shown(twin) == before:
                study, changed = twin, [*changed, column]
                break
    return study, changed


def exchanged(rows: pd.DataFrame, people: pd.DataFrame, column: str, alike: list[str], draw: np.random.Generator):
    """The rows with two different values of a column in each other's place."""
    told = rows.merge(people, on="participant", how="left").set_index(rows.index).dropna(subset=[column])
    first = draw.choice(told.index)
    same = (told[alike] == told.loc[first, alike]).all(axis=1) & (told[column] != told.loc[first, column])
    if not same.any():
        return rows
    second = draw.choice(told.index[same])
    made = rows.copy()
    made.loc[[first, second], column] = rows.loc[[second, first], column].to_numpy()
    return made


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of a study and of its twin: the same in name, and in all but answers."""
    folder = tmp_path_factory.mktemp("twins")
    first = with_meaning(write_study(make_study(3, sites=4, people=2, factors=3), folder / "one" / "study"))
    second, changed = twin_of(read_study(first))
    assert changed == list(ALIKE)
    return first, write_study(second, folder / "two" / "study")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_team_sees_two_studies(twins):
    one, two = (score_study(read_study(folder)) for folder in twins)
    for name, column in (("importance", "mean"), ("conditions", "share_in_place")):
        assert not pd.Series(one[name][column]).equals(pd.Series(two[name][column]))


@pytest.mark.parametrize(("audience", "site"), READERS)
def test_what_pages_are_drawn_from_is_the_same(twins, tmp_path, audience, site):
    made = []
    for number, folder in enumerate(twins):
        protected = protect_study(folder, audience, site=site)
        made.append(files(write_bundle(protected, tmp_path / str(number), catalogue=CATALOGUE).folder))
    assert len(made[0]) > 20 and made[0] == made[1]


def test_what_is_built_is_the_same_in_every_format(twins, tmp_path):
    made = []
    for number, folder in enumerate(twins):
        out = tmp_path / str(number) / "out"
        assert build_study(folder, Audience.BOARD, out, root=ROOT, jobs=2, catalogue=map(page_kind, PAGES)).whole
        made.append(files(out))
    endings = {name.rpartition(".")[2] for name in made[0]}
    assert {"html", "ipynb", "csv", "xlsx", "docx", "svg", "json"} <= endings and made[0] == made[1]
