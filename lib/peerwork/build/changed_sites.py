"""Which sites have other rows than when this output was last built: their pages are what somebody waits for."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from peerwork.build.cache import Keyed
from peerwork.study.model import Study


def changed_sites(study: Study, noted: Path, keyed: Keyed) -> frozenset[str]:
    """The sites whose rows differ from those noted in a file, which notes those of now; none where none were noted.

    Rows are told apart by keyed hashes, and their order does not count. It only decides which pages come first.
    """
    now = {site: keyed(str(total).encode()) for site, total in _rows_by_site(study).items()}
    before = json.loads(noted.read_text(encoding="utf-8")) if noted.is_file() else now
    noted.write_text(json.dumps(now), encoding="utf-8", newline="\n")
    return frozenset(site for site, rows in now.items() if before.get(site) != rows)


def _rows_by_site(study: Study) -> dict[str, int]:
    """The sum of the hashes of each site's own rows and of those of its participants, over all files."""
    places = study.frames["participants"].set_index("participant")["site"] if "participants" in study.frames else None
    totals: dict[str, int] = {}
    for name, rows in sorted(study.frames.items()):
        if "site" in rows:
            sites = rows["site"]
        elif "participant" in rows and places is not None:
            sites = rows["participant"].map(places)
        else:
            continue
        hashes = pd.util.hash_pandas_object(rows.astype("str").assign(file=name), index=False)
        for site, total in hashes.groupby(sites.to_numpy()).sum().items():
            totals[str(site)] = totals.get(str(site), 0) + int(total)
    return totals
