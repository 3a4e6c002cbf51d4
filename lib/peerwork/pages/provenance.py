"""How a page ends: what its figures do not show, and where they came from."""

from __future__ import annotations

from peerwork.pages.context import Context
from peerwork.pages.prose import Prose, bullet_list, count
from peerwork.vocabulary import Audience


def describe_limits(context: Context) -> Prose:
    """What nobody should read into the page."""
    told = [
        "Sites and people were chosen on purpose, not at random: nothing here says how common anything is elsewhere.",
        "Answers are what people perceived; a pattern is not proof that one thing brought about another.",
        "With a handful of people at a site, one answer can change a verdict.",
    ]
    if context.audience is not Audience.TEAM:
        told.append("Figures that rest on few people are withheld or rounded so that nobody can be recognised.")
    return bullet_list(told, role="limits")


def describe_provenance(context: Context) -> Prose:
    """Study, day and edition, framework, rules changed for this study, versions."""
    facts = context.facts
    told = [f"Study: {facts['title']}{' (synthetic data)' if facts['synthetic'] else ''}."]
    if facts["as_of"]:
        told.append(f"Speaks of: {facts['as_of']}.")
    if facts["edition"]:
        told.append(f"Edition: {facts['edition']}.")
    if facts["released"]:
        told.append(f"{facts['released']}.")
    asked = count(len(context.factors), "factor")
    told.append(f"Framework: {context.framework.title} ({context.framework.id}), {asked}.")
    if context.framework.citation:
        told.append(context.framework.citation)
    told += [_rule(context, name) for name in facts["overridden"]] or ["Rules: all thresholds as the method sets them."]
    told.append(f"Made with peerwork {facts['versions']['peerwork']}.")
    return bullet_list(told, role="provenance")


def _rule(context: Context, name: str) -> str:
    field = type(context.rules).model_fields[name]
    return (
        f"Rule changed for this study: {field.description}: {getattr(context.rules, name)} (method: {field.default})."
    )
