"""Whether a word planted in any private field of the example is in anything that is built for an audience.

python benchmarks/canaries.py [board public workshop]

Everything is built and released as the command does, archive included, and every file of it is searched, packed ones
too: pages, notebooks, tables, workbooks, documents, figures, the single page. Prints a line an audience, and each find.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from peerwork.build.archive import write_archive  # noqa: E402
from peerwork.build.run import build_study  # noqa: E402
from peerwork.vocabulary import Audience  # noqa: E402
from release.canaries import find_canaries, plant_canaries  # noqa: E402

SITE = "S01"


def main(*audiences: str) -> None:
    """Plant, build, release, search; exit 1 where a word is found."""
    found = {}
    for audience in map(Audience, audiences or ("board", "public", "workshop")):
        with tempfile.TemporaryDirectory() as folder:
            study, out = Path(folder) / "study", Path(folder) / "built" / "out"
            shutil.copytree(ROOT / "data" / "example", study)
            planted = plant_canaries(study, audience)
            site = SITE if audience == Audience.WORKSHOP else None
            built = build_study(study, audience, out, root=ROOT, site=site, jobs=2, release=True)
            write_archive(built.out, built.figures, out.parent / "all.zip")
            files = [path for path in out.parent.rglob("*") if path.is_file()]
            found[audience] = find_canaries(out.parent, planted, more=(folder,))
            kinds = ", ".join(sorted({path.suffix for path in files}))
            print(f"{audience}: {len(planted)} words, {len(files)} files ({kinds}), found in {len(found[audience])}")
            print(*found[audience][:20], sep="\n")
    sys.exit(any(found.values()))


if __name__ == "__main__":
    main(*sys.argv[1:])
