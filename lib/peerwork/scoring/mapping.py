"""The national mapping of peer worker initiatives, and how this study's sites compare as plain counts."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.access import NOT_WORKSHOP, ONLY_PUBLIC, Access, Protection
from peerwork.scoring.table_spec import NONE, proportion, result_table, text, whole

BY = ("region", "sector", "role")


MAPPING_COUNTS_TABLE = result_table(
    "mapping_counts", "a region, sector or role of the national mapping", section=13, files="mapping",
    pages="about",
    score=lambda found: score_mapping(found.file("mapping"), found.file("sites")),
    by=(text("by", "region, sector or roles"), text("value", "the region, sector or role")),
    columns=(
        whole("initiatives", "initiatives found"), proportion("share", "share of the initiatives"),
        whole("n_with_number", "initiatives that give a number of peer workers"),
        whole("peer_workers", "peer workers in those that give a number", blank=NONE),
        whole("sites", "sites of the study", blank=NONE), proportion("share_sites", "share of the study's sites"),
    ),
    access=Access(
        {NOT_WORKSHOP: "by value initiatives share n_with_number peer_workers"},
        rows={ONLY_PUBLIC: ("by", "sector role")},  # by region it counts the study's own sites too
        protection=Protection.MAPPING,
    ),
)  # fmt: skip


def score_mapping(mapping: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """One row a region, a sector or a role (`by` says which): initiatives found there, and this study's sites.

    `share` is of all initiatives; `peer_workers` is the sum over those that gave a number (`n_with_number`), blank
    where none did. An initiative with several `roles`, separated by `;`, counts under each; one with a blank counts
    under `not recorded`. `sites` and `share_sites` are this study's, blank for roles: its sites do not record one.
    """
    found = mapping.assign(peer_workers=mapping["peer_workers"].astype("float64"))
    parts = [_counts(_one_a_role(found) if by == "role" else found, sites, by, len(mapping)) for by in BY]
    return pd.concat(parts, ignore_index=True)


def _one_a_role(mapping: pd.DataFrame) -> pd.DataFrame:
    if "roles" not in mapping:
        return mapping.iloc[:0].assign(role=pd.array([], dtype="str"))
    roles = mapping.assign(role=mapping["roles"].fillna("").str.split(";")).explode("role")
    named = roles.assign(role=roles["role"].str.strip().str.lower().replace("", None).astype("str"))
    return named[~named.duplicated(["organisation", "role"]) | named["role"].isna()]


def _counts(mapping: pd.DataFrame, sites: pd.DataFrame, by: str, total: int) -> pd.DataFrame:
    where = mapping[by].fillna("not recorded")
    counts = mapping.groupby(where)["peer_workers"].agg(
        initiatives="size", n_with_number="count", peer_workers=lambda numbers: numbers.sum(min_count=1)
    )
    ours = sites[by].value_counts() if by in sites else pd.Series(dtype=float)
    places = sorted(set(counts.index) | set(ours.index))
    rows = counts.reindex(places).rename_axis("value").reset_index()
    rows.insert(0, "by", by)
    rows[["initiatives", "n_with_number"]] = rows[["initiatives", "n_with_number"]].fillna(0).astype(int)
    rows.insert(3, "share", rows["initiatives"] / total)
    rows["sites"] = rows["value"].map(ours).fillna(0.0) if by in sites else float("nan")
    return rows.assign(share_sites=rows["sites"] / len(sites))
