"""Whether a word planted in any private field of a study is in anything that is built for an audience.

python benchmarks/canaries.py [small example] [workshop public board]

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

from made_studies import make_study, write_study  # noqa: E402
from peerwork.build.archive import write_archive  # noqa: E402
from peerwork.build.run import build_study  # noqa: E402
from peerwork.vocabulary import Audience  # noqa: E402
from release.canaries import find_canaries, plant_canaries  # noqa: E402
from release.test_canaries import with_meaning  # noqa: E402

SITE = "S01"
AUDIENCES = ("workshop", "public", "board")


def small(folder: Path) -> Path:
    """Four sites and three factors, with every file of METHOD 16."""
    return with_meaning(write_study(make_study(3, sites=4, people=2, factors=3), folder / "study"))


def example(folder: Path) -> Path:
    """The example study."""
    return Path(shutil.copytree(ROOT / "data" / "example", folder / "study"))


def main(*asked: str) -> None:
    """Plant, build, release, search; exit 1 where a word is found."""
    found = []
    for study in [made for made in (small, example) if made.__name__ in asked] or [small]:
        for audience in [one for one in AUDIENCES if one in asked] or AUDIENCES:
            found += _search(study, Audience(audience))
    sys.exit(bool(found))


def _search(make, audience: Audience) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study, out = make(folder), folder / "built" / "out"
        planted = plant_canaries(study, audience)
        site = SITE if audience == Audience.WORKSHOP else None
        built = build_study(study, audience, out, root=ROOT, site=site, jobs=1, release=True)
        write_archive(built.out, built.figures, out.parent / "all.zip")
        files = [path for path in out.parent.rglob("*") if path.is_file()]
        found = find_canaries(out.parent, planted, more=(name,))
    kinds = ", ".join(sorted({path.suffix for path in files} - {""}))
    print(
        f"{make.__name__}, {audience}: {len(planted)} words in {len(files)} files ({kinds}): found {len(found)} times"
    )
    print(*found[:20], sep="\n", flush=True)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
