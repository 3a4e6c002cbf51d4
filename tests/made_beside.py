"""What stands beside the interviews of a made study: documents, passages, workshops, indicators, the mapping."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.framework import Framework


def make_beside(
    names: tuple[str, ...],
    framework: Framework,
    sites: pd.DataFrame,
    participants: pd.DataFrame,
    rng: np.random.Generator,
) -> dict[str, pd.DataFrame]:
    """Documents and readings of them, passages, workshops, indicators and the national mapping, a frame each."""
    documents = pd.DataFrame(
        {
            "document": [f"D{number + 1:03d}" for number in range(2 * len(sites))],
            "site": np.repeat(sites["site"].to_numpy(), 2),
            "type": np.resize(np.array(["job_description", "policy"]), 2 * len(sites)), "title": names[0],
            "may_share": np.resize(np.array(["yes", "no"]), 2 * len(sites)),
        }
    )  # fmt: skip
    return {
        "documents": documents, "extracts": _extracts(documents, framework, rng),
        "themes": pd.DataFrame({"theme": ["T1", "T2"], "label": [names[0], "Another"], "parent": [None, "T1"]}),
        "excerpts": _excerpts(names, framework, participants, rng), "workshops": _workshops(sites, framework, rng),
    } | make_programme(names, sites, rng)  # fmt: skip


def make_programme(names: tuple[str, ...], sites: pd.DataFrame, rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Indicators, how raters class them, monthly measurements, the mapping: what needs no interview, a frame each."""
    indicators = _indicators(names)
    return {
        "indicators": indicators,
        "measurements": _measurements(sites, rng),
        "indicator_ratings": _indicator_ratings(indicators, rng),
        "mapping": _mapping(names, rng),
    }


def _extracts(documents: pd.DataFrame, framework: Framework, rng: np.random.Generator) -> pd.DataFrame:
    factors = pd.DataFrame({"factor": [factor.id for factor in framework.factors]})
    coders = pd.DataFrame({"coder": ["A", "B", "agreed"]})
    rows = documents[["document"]].merge(factors, how="cross").merge(coders, how="cross")
    kept = rows[rng.random(len(rows)) < rows["coder"].map({"A": 0.7, "B": 0.4, "agreed": 0.15})].reset_index(drop=True)
    evidence = rng.choice(
        np.array(["specified", "partly", "absent", "contradicted"]), len(kept), p=[0.4, 0.2, 0.3, 0.1]
    )
    return kept.assign(evidence=evidence)[["document", "factor", "evidence", "coder"]]


def _excerpts(
    names: tuple[str, ...], framework: Framework, participants: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    size = len(participants)
    factors = rng.choice(np.array([factor.id for factor in framework.factors]), size)
    by_theme = rng.random(size) < 0.2
    return pd.DataFrame(
        {
            "excerpt": [f"E{number + 1:05d}" for number in range(size)], "source": "interview",
            "participant": participants["participant"],
            "factor": np.where(by_theme, None, factors), "theme": np.where(by_theme, "T1", None),
            "text": [f"Secret words of {person}" for person in participants["participant"]],
            "quotable_text": [f"Words that may be read, {names[0]}"] * size,
            "may_quote": rng.choice(np.array(["no", "workshop", "board", "yes"]), size),
        }
    )  # fmt: skip


def _workshops(sites: pd.DataFrame, framework: Framework, rng: np.random.Generator) -> pd.DataFrame:
    first = (
        sites[["site"]]
        .head(2)
        .merge(pd.DataFrame({"factor": [factor.id for factor in framework.factors[:3]]}), how="cross")
    )
    response = rng.choice(np.array(["agree", "refine", "dispute"]), len(first))
    return first.assign(held_on=pd.Timestamp("2012-05-01"), response=response)[
        ["site", "held_on", "factor", "response"]
    ]


def _indicators(names: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": ["people_supported", "vacancy_rate"], "label": ["People supported", names[0]],
            "stage": ["output", "output"], "leads_to": None, "unit": ["people", "%"], "better": ["higher", "lower"],
            "target": [30.0, np.nan],
        }
    )  # fmt: skip


def _measurements(sites: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    periods = pd.DataFrame({"period": pd.date_range("2010-07-01", periods=24, freq="MS")})
    rows = sites[["site"]].head(3).merge(pd.DataFrame({"indicator": ["people_supported", "vacancy_rate"]}), how="cross")
    rows = rows.merge(periods, how="cross")
    return rows.assign(value=np.round(rng.normal(25, 5, len(rows)), 1))


def _indicator_ratings(indicators: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    raters = pd.DataFrame({"rater": ["R1", "R2", "R3", "R4"], "group": ["peer_worker", "manager"] * 2})
    rows = raters.merge(indicators[["indicator"]], how="cross")
    importance, feasibility = rng.integers(1, 6, (2, len(rows))).astype(float)
    return rows.assign(importance=importance, feasibility=feasibility)


def _mapping(names: tuple[str, ...], rng: np.random.Generator) -> pd.DataFrame:
    size = 6
    return pd.DataFrame(
        {
            "organisation": [f"{names[number % len(names)]}, organisation {number + 1}" for number in range(size)],
            "sector": np.resize(np.array(["statutory", "voluntary", "partnership"]), size),
            "region": np.resize(np.array(["London", "North"]), size),
            "peer_workers": np.where(rng.random(size) < 0.3, np.nan, rng.integers(1, 20, size)),
            "roles": names[0],
            "since": "2009",
        }
    )
