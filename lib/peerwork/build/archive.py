"""A released set as one archive: unpacked anywhere, it opens from index.html."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from peerwork.atomic import write_atomic
from peerwork.build.manifest import MANIFEST, files_of

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day that an archive can name: no clock is in it


def write_archive(out: Path, figures: Path, archive: Path) -> None:
    """Write every file of a published set, and nothing else, as a ZIP: the same set is the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted([*files_of(out), MANIFEST]):
            folder, _, file = name.partition("/")
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as Unix has it, on every machine
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, (figures / file if folder == "figures" else out / name).read_bytes())
    write_atomic(archive, content.getvalue())
