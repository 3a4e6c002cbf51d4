"""From how many people on an audience sees a figure, and what its pages say of that (METHOD 14).

Who sees which column of which table stands with the table: `scoring/access.py`.
"""

from __future__ import annotations

from peerwork.rules import Rules
from peerwork.vocabulary import Audience


def least_people(rules: Rules, audience: Audience) -> int:
    """People below whom the audience sees no figure."""
    return {
        Audience.WORKSHOP: rules.min_people_workshop,
        Audience.BOARD: rules.min_people_board,
        Audience.PUBLIC: rules.min_people_public,
    }[audience]


def describe_policy(rules: Rules, audience: Audience) -> tuple[str, ...]:
    """What a page of this audience states about what it shows and what it leaves out, a sentence each."""
    people = least_people(rules, audience)
    said = [f"No figure is shown on fewer than {people} people; what is left out is marked with an asterisk."]
    if audience != Audience.PUBLIC:
        said.append(
            "A site's mean, and any mean of people of one site, is shown to the nearest half and bounded at “4 or "
            "more” and “2 or less”."
        )
    if audience != Audience.WORKSHOP:
        said.append(
            "Means of the study, a sector or a group are shown to one decimal, bounded at 4.5 and 1.5, over the people "
            "of those sites whose own figure for that factor can be shown. Where it could show somebody's answer, "
            "also beside an earlier release, it is bounded earlier, such as “4.1 or more”."
        )
        said.append("Shares are shown to the nearest 5 % and bounded at 10 and 90 %.")
        said.append(
            "Counts are left out where they are small, and others where a small one could be worked out from them."
        )
    if audience == Audience.PUBLIC:
        said.append("Means and shares rest on so many people that two who compare notes learn nothing of a third.")
    said.append(
        "Statuses and verdicts are those that the research team found, or not shown: of a site, where whom was asked "
        "is such that they could show somebody's answer. Counts beside a verdict are of what is shown. Two colleagues "
        "of a site who tell each other what they answered could still learn from a status what a third one answered."
    )
    return tuple(said)
