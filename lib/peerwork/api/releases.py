"""What leaves the team, from a notebook: protect, attack, build."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pandas as pd

from peerwork.api.results import Results
from peerwork.api.studies import as_study
from peerwork.audit import ReleaseRecord as Released
from peerwork.audit import audit_release, open_release
from peerwork.problems import Problem, ProblemsFound
from peerwork.release import neutralise_tables, read_history, release_tables
from peerwork.release import protect as protect_tables
from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables, write_tables
from peerwork.study.find import find_study
from peerwork.study.model import Study
from peerwork.vocabulary import Audience, audience_named


class Release(Results):
    """The tables that one audience may see, as frames: a withheld value is `*`, a bounded one such as `>=4`."""

    def __init__(self, study: Study, tables: Tables, audience: Audience, site: str | None) -> None:
        super().__init__(study, tables)
        self._audience, self._site = audience, site

    @property
    def _has_answers(self) -> bool:
        return self._audience == Audience.TEAM and super()._has_answers

    @property
    def audience(self) -> str:
        """Who may see it."""
        return str(self._audience)

    @property
    def site(self) -> str | None:
        """The site of a workshop."""
        return self._site

    def __repr__(self) -> str:
        of_site = f" of {self._site}" if self._site else ""
        return f"Release(for {self._audience}{of_site}; {self._study.in_brief}; {len(self)} tables)"


def protect(
    study: Study | str | Path, results: Results | None = None, *, audience: str = "board", site: str | None = None
) -> Release:
    """The result tables as an audience may see them: team, workshop (of one `site`), board or public.

    Judged beside every earlier release of the study's folder. `release.release_log` has one row a withheld figure and
    why, `release.release_policy` the rules in words. Nothing is noted as released. Raises ProblemsFound for an audience
    or a site that is not there.

    >>> import peerwork as pw
    >>> study = pw.load_example()
    >>> release = pw.protect(study, audience="public")
    >>> release
    Release(for public; example: 92 people at 10 sites, edition 2012-06, synthetic; ... tables)
    >>> "participant" in release.passages
    False
    """
    known, whom = as_study(study), audience_named(audience)
    tables = results.tables if results is not None else score_study(known)
    history = read_history(known.folder) if whom != Audience.TEAM and known.folder is not None else None
    protected = protect_tables(known, tables, whom, site=site, history=history)
    return Release(known, release_tables(known, protected, whom, site=site, folder=known.folder or Path()), whom, site)


def audit(study: Study | str | Path, released: Release | Path | str | Iterable[Release | Path | str]) -> pd.DataFrame:
    """One row a thing that somebody could learn from what was released: `who`, `learns`, `factor`, `files`.

    Empty is safe. `released` is what `protect` gave, a folder that was built, or several of them, attacked together
    as readers may lay them side by side. `.attrs["tried"]` says how much was tried.

    >>> import peerwork as pw
    >>> study = pw.load_example()
    >>> pw.audit(study, pw.protect(study, audience="board")).empty
    True
    """
    folder = _folder(study)
    several = [released] if isinstance(released, (Release, str, Path)) else list(released)
    with tempfile.TemporaryDirectory() as spare:
        found = audit_release(folder, [_laid_out(one, Path(spare) / str(n)) for n, one in enumerate(several)])
    rows = [[finding.who, finding.learns, finding.factor, ", ".join(finding.files)] for finding in found.findings]
    frame = pd.DataFrame(rows, columns=["who", "learns", "factor", "files"], dtype="str")
    frame.attrs["tried"] = dict(found.tried)
    return frame


def _laid_out(released: Release | Path | str, spare: Path) -> Released:
    if not isinstance(released, Release):
        return open_release(Path(released))
    write_tables(neutralise_tables(released.tables), spare)
    return open_release(spare, released.audience, released.site)


def _folder(study: Study | str | Path) -> Path:
    if not isinstance(study, Study):
        return find_study(study)
    if study.folder is None:
        raise ProblemsFound([Problem("study", None, "", "was not read from a folder", "give the folder itself")])
    return study.folder


def build(
    study: Study | str | Path,
    *,
    audience: str = "team",
    out: str | Path | None = None,
    site: str | None = None,
    jobs: int | None = None,
    quiet: bool = False,
) -> pd.DataFrame:
    """One row a page of the set that was built for an audience: `page`, its `file`, and whether it was drawn.

    `state` is drawn, fresh (nothing in it changed) or failed (`file` is then the log). Without `out` the set lies in
    `reports/<study>/<audience>/`. `quiet` says nothing meanwhile. A set for others than the team is attacked first;
    raises ProblemsFound, with nothing published, where anybody could learn an answer.

    >>> import peerwork as pw
    >>> pages = pw.build("data/published/martinez2017", out=".pytest_cache/martinez2017", quiet=True)
    >>> set(pages["state"]) <= {"drawn", "fresh"}
    True
    """
    from peerwork.build.progress import Lines
    from peerwork.build.run import build_study

    folder, to = _folder(study), Path(out) if out is not None else None
    built = build_study(
        folder, audience_named(audience), to, site=site, jobs=jobs,
        progress=Lines(StringIO()) if quiet else None,
    )  # fmt: skip
    pages = [(page, "drawn", built.out / f"{page}.html") for page in built.drawn]
    pages += [(page, "fresh", built.out / f"{page}.html") for page in built.fresh]
    pages += [(page, "failed", log) for page, log in built.failed.items()]
    rows = [[page, state, file.as_posix()] for page, state, file in sorted(pages)]
    return pd.DataFrame(rows, columns=["page", "state", "file"], dtype="str")
