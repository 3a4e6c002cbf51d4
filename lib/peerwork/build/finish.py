"""What surrounds the pages: tables, index and manifest; old files taken away; a safe set made public."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from peerwork.build.beside import write_beside
from peerwork.build.layout import Layout
from peerwork.build.plan import TABLES, Bundle, PlannedPage
from peerwork.build.write import copy_whole
from peerwork.whole_files import write_whole

MANIFEST, INDEX = "manifest.json", "index.html"


def place_of(layout: Layout, name: str) -> Path:
    """Where a file of the set is written; figures may have a folder of their own."""
    folder, _, file = name.partition("/")
    return layout.drawn_figures / file if folder == "figures" else layout.pages / name


def write_rest(bundle: Bundle, layout: Layout, pages: Iterable[str], missing: tuple[PlannedPage, ...]) -> None:
    """Write tables, index and manifest beside the pages' own files, and remove what an earlier build left."""
    from peerwork.pages.overview import render_index

    spare = layout.work / "spare"
    names = list(pages)
    for table in bundle.tables():
        names.append(f"tables/{table.name}")
        copy_whole(table, layout.pages / "tables" / table.name, spare)
    made = [page for page in bundle.pages if page not in missing]
    beside = write_beside(bundle, layout, made)
    names += [file["href"] for file in beside]
    index = render_index(
        made,
        facts=bundle.facts,
        audience=bundle.audience,
        missing=[page.title for page in missing],
        files=beside,
        conditions=bundle.folder / TABLES / "conditions.csv",
    )
    write_whole(layout.pages / INDEX, index.encode("utf-8"), spare)
    before = files_of_manifest(layout.pages / MANIFEST)
    manifest = _manifest(bundle, layout, [*names, INDEX], missing)
    write_whole(layout.pages / MANIFEST, manifest, spare)
    remove(layout, set(before) - {*names, INDEX})
    for log in layout.logs.glob("*.log"):
        if log.stem not in {page.name for page in bundle.pages}:
            log.unlink()


def files_of_manifest(manifest: Path) -> list[str]:
    """The files of an earlier build; none where there was no such build."""
    try:
        return list(json.loads(manifest.read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError):
        return []


def remove(layout: Layout, names: Iterable[str]) -> None:
    """Take files of the set away; those that are not there are no concern."""
    for name in names:
        place_of(layout, name).unlink(missing_ok=True)


def _manifest(bundle: Bundle, layout: Layout, names: Iterable[str], missing: tuple[PlannedPage, ...]) -> bytes:
    """What the set consists of. A file's plain hash says no more than the file beside it."""
    told: dict[str, object] = {name: bundle.facts[name] for name in ("study", "title", "synthetic", "as_of", "edition")}
    told |= {"audience": bundle.audience, "site": bundle.site, "framework": bundle.facts["framework"]["id"]}
    told |= {"versions": bundle.facts["versions"]}
    told["pages"] = {f"{page.name}.html": page.title for page in bundle.pages if page not in missing}
    told["missing"] = {f"{page.name}.html": page.title for page in missing}
    told["files"] = {name: _facts_of(place_of(layout, name)) for name in sorted(names)}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _facts_of(path: Path) -> Mapping[str, object]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def publish(layout: Layout) -> None:
    """Make the output what the whole set is: every file that differs, then away with what is no longer in it."""
    spare = layout.work / "spare"
    names = [*files_of_manifest(layout.pages / MANIFEST), MANIFEST]
    before = files_of_manifest(layout.out / MANIFEST)
    for name in names:
        copy_whole(place_of(layout, name), _public(layout, name), spare)
    for name in set(before) - set(names):
        _public(layout, name).unlink(missing_ok=True)


def _public(layout: Layout, name: str) -> Path:
    folder, _, file = name.partition("/")
    return layout.figures / file if folder == "figures" else layout.out / name
