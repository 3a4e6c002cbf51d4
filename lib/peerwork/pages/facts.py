"""What every page may say of its study: titles, labels, plan, thresholds, versions. Nothing that anybody answered."""

from __future__ import annotations

from typing import Any

import peerwork
from peerwork.study.model import Study


def study_facts(study: Study, released: str | None = None) -> dict[str, Any]:
    """Plain JSON values, the same for every page of a build.

    `released` says of pages for others whether they are a draft or which release.
    """
    config = study.config.model_dump(mode="json", by_alias=True)
    return {
        "study": study.name,
        "title": study.config.title,
        "synthetic": study.config.synthetic,
        "as_of": study.as_of.isoformat() if study.as_of else None,
        "edition": study.config.edition,
        "released": released,
        "contact": study.config.contact,
        "framework": study.framework.model_dump(mode="json"),
        "factors": [factor.id for factor in study.factors],
        "planned": config["planned"],
        "planned_sites": config["planned_sites"],
        "site_attributes": config["site_attributes"],
        "outcome": study.config.outcome,
        "targets": config["targets"],
        "calendar": config["calendar"],
        "rules": study.rules.model_dump(mode="json"),
        "overridden": sorted(study.rules.model_fields_set),
        "versions": {"peerwork": peerwork.__version__},
    }
