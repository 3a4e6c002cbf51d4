"""What surrounds the pages: tables, index and manifest; old files taken away; a safe set made public."""

from __future__ import annotations

from collections.abc import Iterable

from peerwork.atomic import copy_atomic, write_atomic
from peerwork.build.attachments import write_attachments
from peerwork.build.layout import Layout
from peerwork.build.manifest import MANIFEST, files_of, make_manifest
from peerwork.build.plan import Bundle, PlannedPage
from peerwork.vocabulary import Audience


def write_rest(bundle: Bundle, layout: Layout, pages: Iterable[str], missing: tuple[PlannedPage, ...]) -> None:
    """Write tables, index and manifest beside the pages' own files, and remove what an earlier build left."""
    spare = layout.work / "spare"
    names = list(pages)
    for table in bundle.tables():
        names.append(f"tables/{table.name}")
        copy_atomic(table, layout.pages / "tables" / table.name, spare)
    made = [page for page in bundle.pages if page not in missing]
    beside = write_attachments(bundle, layout, made)
    names += [file["href"] for file in beside]
    names += _write_single(bundle, layout, {page.name for page in made})
    before = files_of(layout.pages)
    manifest = _manifest(bundle, layout, names, missing)
    write_atomic(layout.pages / MANIFEST, manifest, spare)
    remove(layout, set(before) - {*names})
    for log in layout.logs.glob("*.log"):
        if log.stem not in {page.name for page in bundle.pages}:
            log.unlink()


def _write_single(bundle: Bundle, layout: Layout, made: set[str]) -> list[str]:
    """The summary and the findings in one file, for those outside the team who share by e-mail."""
    if Audience(bundle.audience) in (Audience.TEAM, Audience.WORKSHOP) or not {"index", "findings"} <= made:
        return []
    from peerwork.build.single import in_one_file

    first, second = ((layout.pages / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "findings"))
    name = f"{bundle.audience}.html"
    write_atomic(layout.pages / name, in_one_file(first, second).encode("utf-8"), layout.work / "spare")
    return [name]


def remove(layout: Layout, names: Iterable[str]) -> None:
    """Take files of the set away; those that are not there are no concern."""
    for name in names:
        layout.place_of(name).unlink(missing_ok=True)


def _manifest(bundle: Bundle, layout: Layout, names: Iterable[str], missing: tuple[PlannedPage, ...]) -> bytes:
    pages = {f"{page.name}.html": page.title for page in bundle.pages if page not in missing}
    lost = {f"{page.name}.html": page.title for page in missing}
    files = {name: layout.place_of(name) for name in names}
    return make_manifest(bundle.facts, bundle.audience, bundle.site, files, pages=pages, missing=lost)


def publish(layout: Layout) -> None:
    """Make the output what the whole set is: every file that differs, then away with what is no longer in it."""
    names = [*files_of(layout.pages), MANIFEST]
    before = files_of(layout.out)
    publish_files(layout, names)
    for name in set(before) - set(names):
        layout.public_place_of(name).unlink(missing_ok=True)


def publish_files(layout: Layout, names: Iterable[str]) -> None:
    """Copy these files of the set to where they are read."""
    for name in names:
        copy_atomic(layout.place_of(name), layout.public_place_of(name), layout.work / "spare")
