"""The planted truth as tables, for tests and for readers."""

from __future__ import annotations

from making.documents import reading_at
from making.factors import conditions
from making.said import planted_mean
from making.sites import INTERVIEWED
from making.truth import planted

Rows = list[dict[str, str]]


def planted_factors() -> Rows:
    """One row a factor: the verdict across sites and the mean importance that were planted."""
    return [
        {
            "factor": truth.factor,
            "replication": truth.replication,
            "pattern": truth.pattern,
            "in_place": truth.place,
            "importance": f"{planted_mean(truth.factor):.3f}",
            "peer_worker_less_manager": f"{truth.tension:g}",
        }
        for truth in planted()
    ]


def planted_cells() -> Rows:
    """One row a factor and site: the status, the pattern and the documents' reading that were planted."""
    return [
        {
            "site": site,
            "factor": truth.factor,
            "status": truth.status_at(site),
            "pattern": truth.pattern_at(site),
            "documents": reading_at(site, truth.factor) if truth.factor in conditions() else "",
        }
        for site in sorted(INTERVIEWED)
        for truth in planted()
    ]
