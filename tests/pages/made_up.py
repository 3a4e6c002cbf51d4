"""A slice of made-up results, of every kind of cell a protected table may hold: enough to draw each chart from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from peerwork.framework import load_framework
from peerwork.pages.context import Context
from peerwork.pages.slice import Slice
from peerwork.rules import Rules
from peerwork.vocabulary import Audience, Kind, Pattern, Replication, Status

ROOT = Path(__file__).parent.parent.parent
FRAMEWORK = load_framework(ROOT / "data" / "frameworks" / "peer_worker_roles.yaml")
SITES = [f"S{number:02d}" for number in range(1, 11)]
SECTORS = ["statutory"] * 4 + ["voluntary"] * 3 + ["partnership"] * 3


def context(kind: str = "site", audience: Audience = Audience.TEAM, **tables: pd.DataFrame) -> Context:
    """The context of a page about the made-up study (about S01 where it is a site's)."""
    subject = {"site": {"site": "S01"}, "stakeholder_group": {"group": "peer_worker"}}.get(kind, {})
    return Context(Slice(kind, audience, subject, facts(), {"sites": sites(), **tables}))


def facts(synthetic: bool = True) -> dict:
    """What a page says of the study."""
    return {
        "study": "example", "title": "Introducing peer workers <script>", "synthetic": synthetic, "as_of": "2011-11-30",
        "edition": "2", "released": None, "contact": None, "framework": FRAMEWORK.model_dump(mode="json"),
        "factors": [factor.id for factor in FRAMEWORK.factors], "planned": {}, "planned_sites": {},
        "site_attributes": [], "outcome": None,
        "targets": {}, "calendar": [], "rules": Rules().model_dump(mode="json"), "overridden": [],
        "versions": {"peerwork": "0"},
    }  # fmt: skip


def sites() -> pd.DataFrame:
    """One row a site."""
    return pd.DataFrame({"site": SITES, "name": [f"Service {site[1:]}" for site in SITES], "sector": SECTORS})


def importance(seed: int = 1) -> pd.DataFrame:
    """One row a factor, kind and group of the study, and one a factor and kind of site S01."""
    random, rows = np.random.default_rng(seed), []
    for factor in FRAMEWORK.factors:
        high = random.random() * 0.55 + 0.35
        for scope, site, groups, people in (("site", "S01", [None], 9), ("group", None, FRAMEWORK.groups, 18)):
            for group in groups:
                for kind, share in ((Kind.EITHER, 1.0), (Kind.FACILITATOR, 0.6), (Kind.BARRIER, 0.3)):
                    ratings = 1 + random.binomial(4, high, size=random.binomial(people, share))
                    rows.append(_importance(scope, site, group, factor.id, kind, ratings))
    return pd.DataFrame(rows)


def _importance(scope, site, group, factor, kind, ratings) -> dict:
    counts = {f"n_{point}": int((ratings == point).sum()) for point in range(1, 6)}
    mean = ratings.mean() if len(ratings) else np.nan
    spread = 0.5 if scope == "group" and len(ratings) else np.nan
    known = {"scope": scope, "sector": None, "site": site, "group": group, "factor": factor, "kind": kind}
    return (
        known
        | {"n": len(ratings), "mean": mean, "ci_low": max(1, mean - spread), "ci_high": min(5, mean + spread)}
        | counts
    )


def board_importance(seed: int = 2) -> pd.DataFrame:
    """The same for a board: means to the nearest half, bounded or withheld, no counts of answers."""
    rows = importance(seed)
    rows = rows[(rows["scope"] == "site") & (rows["kind"] == Kind.EITHER)].reset_index(drop=True)
    half = (rows["mean"] * 2).round() / 2
    text = half.map(lambda mean: ">=4" if mean >= 4 else "<=2" if mean <= 2 else f"{mean:g}")
    withheld = rows.index % 7 == 3
    hidden = {name: "*" for name in ("ci_low", "ci_high", *(f"n_{point}" for point in range(1, 6)))}
    return rows.assign(mean=text.mask(withheld, "*"), n=rows["n"].astype("str").mask(withheld, "*"), **hidden)


def conditions(seed: int = 3) -> pd.DataFrame:
    """One row a factor at a site, and at S01 one for each group too."""
    random, rows = np.random.default_rng(seed), []
    for factor in FRAMEWORK.factors:
        for site in SITES:
            share = random.choice([0.0, 0.25, 0.5, 0.8, 1.0], p=[0.1, 0.15, 0.2, 0.3, 0.25])
            status = Status.IN_PLACE if share >= 2 / 3 else Status.NOT_IN_PLACE if share <= 1 / 3 else Status.MIXED
            status = random.choice([status, Status.CONTESTED, Status.TOO_LITTLE], p=[0.8, 0.08, 0.12])
            rows.append(
                {"site": site, "group": None, "factor": factor.id, "n": 7, "share_in_place": share, "status": status}
            )
            for group in FRAMEWORK.groups if site == "S01" else ():
                near = float(np.clip(random.choice([0.0, 0.5, 1.0, share]), 0, 1))
                rows.append(
                    {"site": site, "group": group, "factor": factor.id, "n": 2, "share_in_place": near, "status": None}
                )
    return pd.DataFrame(rows).assign(n_asked=8, n_unsure=1)


def patterns(seed: int = 4) -> pd.DataFrame:
    """One row a condition at a site."""
    random, rows = np.random.default_rng(seed), []
    verdicts = list(Pattern)
    for factor in FRAMEWORK.factors:
        for site in SITES if factor.kind == "condition" else ():
            counts = random.multinomial(random.integers(2, 10), [0.5, 0.15, 0.1, 0.05, 0.2])
            names = ["present_helps", "absent_hinders", "present_hinders", "absent_helps", "no_difference"]
            verdict = verdicts[random.choice(len(verdicts), p=[0.5, 0.08, 0.12, 0.2, 0.1])]
            known = {"site": site, "factor": factor.id, "n": int(counts.sum()), "verdict": verdict}
            rows.append(known | dict(zip(names, counts, strict=True)) | {"flips_to_change": random.integers(1, 4)})
    return pd.DataFrame(rows)


def replication() -> pd.DataFrame:
    """One row a condition: counts that agree with `patterns()`."""
    verdicts = list(Replication)
    rows = []
    for place, (factor, part) in enumerate(patterns().groupby("factor", sort=False)):
        known = part["verdict"] != Pattern.TOO_LITTLE
        there = {
            "sites_with_evidence": int(known.sum()),
            "sites_replicated": int((part["verdict"] == Pattern.REPLICATED).sum()),
        }
        rows.append({"factor": factor, **there, "verdict": verdicts[place % 5]})
    return pd.DataFrame(rows)


def replication_by_sector() -> pd.DataFrame:
    """One row a condition and sector."""
    rows = patterns().merge(sites(), on="site")
    known = rows[rows["verdict"] != Pattern.TOO_LITTLE]
    counted = known.assign(there=known["verdict"] == Pattern.REPLICATED).groupby(["factor", "sector"], sort=False)[
        "there"
    ]
    counts = counted.agg(sites_with_evidence="size", sites_replicated="sum").reset_index()
    return counts.rename(columns={"sector": "value"}).assign(attribute="sector")


def top_three(seed: int = 5) -> pd.DataFrame:
    """One row a factor and kind at S01."""
    random, rows = np.random.default_rng(seed), []
    for place, factor in enumerate(FRAMEWORK.factors):
        helped, hindered = (int(random.binomial(9, 0.5 / (1 + place % 9))) for _ in range(2))
        for kind, named in ((Kind.FACILITATOR, helped), (Kind.BARRIER, hindered), (Kind.EITHER, helped + hindered)):
            rows.append({"scope": "site", "site": "S01", "group": None, "factor": factor.id, "kind": kind,
                         "n_named": named, "n_participants": 18, "share": named / 18})  # fmt: skip
    return pd.DataFrame(rows)


def fieldwork() -> pd.DataFrame:
    """One row a stakeholder group at a site."""
    rows = [
        {"site": site, "group": group, "planned_min": 2 - (place > 2), "planned_max": 2, "done": (number + place) % 4}
        for number, site in enumerate(SITES)
        for place, group in enumerate(FRAMEWORK.groups)
    ]
    return pd.DataFrame(rows).assign(status="started")


def told(shown) -> pd.DataFrame:
    """The numbers of what a section's `table()` shows, whether it is coloured or not."""
    return shown.rows if hasattr(shown, "rows") else shown.table
