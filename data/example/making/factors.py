"""What the framework asks of whom, read from the framework itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FRAMEWORK = Path(__file__).resolve().parents[2] / "frameworks" / "peer_worker_roles.yaml"


@cache
def _domains() -> tuple[dict, ...]:
    return tuple(yaml.safe_load(_FRAMEWORK.read_text(encoding="utf-8"))["domains"])


@cache
def asked(group: str) -> frozenset[str]:
    """The factors that a stakeholder group is asked about."""
    factors = [factor for domain in _domains() for factor in domain["factors"]]
    return frozenset(factor["id"] for factor in factors if group in factor.get("asked_of", [group]))


@cache
def domain_of() -> dict[str, str]:
    """The domain of each factor."""
    return {factor["id"]: domain["id"] for domain in _domains() for factor in domain["factors"]}


@cache
def conditions() -> tuple[str, ...]:
    """The factors of kind condition, in the framework's order."""
    factors = [factor for domain in _domains() for factor in domain["factors"]]
    return tuple(factor["id"] for factor in factors if factor.get("kind", "condition") == "condition")
