"""An audience's result tables as CSV files, without pages: as safe as a whole set, by the same steps."""

from __future__ import annotations

import tempfile
from pathlib import Path

from peerwork.atomic import copy_atomic, write_atomic
from peerwork.build.bundle import ProtectedStudy, lay_out, protect_study
from peerwork.build.gate import Attack
from peerwork.build.layout import refuse_study
from peerwork.build.manifest import MANIFEST, files_of, make_manifest, read_manifest
from peerwork.problems import Problem, ProblemsFound
from peerwork.vocabulary import Audience


def build_tables(
    study: Path, audience: Audience, out: Path, *, site: str | None = None, attack: Attack | None = None
) -> list[str]:
    """Write the tables of an audience to a folder, with a manifest; the names of the tables.

    Tables of an earlier run that are no longer among them are taken away. For any audience but the team they are a
    draft, attacked first, as a build is. Raises ProblemsFound, with nothing written, as a build does, and where the
    folder holds other files of those names.
    """
    refuse_study(out)
    protected = protect_study(study, audience, site=site, attack=attack)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".peerwork-", dir=out.parent) as spare:
        made = _lay_out(protected, Path(spare))
        _refuse_others(out, files_of(made))
        return _publish(made, out, Path(spare) / "beside")


def _lay_out(protected: ProtectedStudy, folder: Path) -> Path:
    """The folder of the tables and their manifest."""
    bundle = lay_out(protected, folder / "bundle", catalogue=())
    files = {table.name: table for table in bundle.tables()}
    manifest = make_manifest(bundle.facts, bundle.audience, bundle.site, files)
    made = bundle.tables()[0].parent
    write_atomic(made / MANIFEST, manifest)
    return made


def _refuse_others(out: Path, names: list[str]) -> None:
    """Raise ProblemsFound where the folder holds a set of pages, or files of these names that we did not write."""
    if "pages" in read_manifest(out):
        wrong = f"{out.as_posix()} holds a set of pages"
        raise ProblemsFound([Problem("--out", None, "", wrong, "name another folder")])
    ours = [*files_of(out), MANIFEST] if read_manifest(out) else []
    others = [name for name in [*names, MANIFEST] if name not in ours and (out / name).exists()]
    wrong, right = "is there already, and peerwork tables did not write it", "name another folder, or move it away"
    if others:
        raise ProblemsFound([Problem((out / name).as_posix(), None, "", wrong, right) for name in others])


def _publish(made: Path, out: Path, spare: Path) -> list[str]:
    names, before = files_of(made), files_of(out)
    for name in [*names, MANIFEST]:
        copy_atomic(made / name, out / name, spare)
    for name in set(before) - set(names):
        (out / name).unlink(missing_ok=True)
    return names
