"""The programme logic as data: from inputs to impacts, what leads to what, and the indicators of each."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated

from pydantic import Field

from peerwork.framework import Identifier, Text
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.strict_yaml import FrozenModel, load_model, read_yaml
from peerwork.vocabulary import Beneficiary, Better, Stage


class Element(FrozenModel):
    """One box of the model. `leads_to` names elements of the same stage or a later one."""

    id: Identifier
    label: Text
    stage: Stage
    beneficiaries: tuple[Beneficiary, ...] = Field(default=(), alias="for")
    leads_to: tuple[Identifier, ...] = ()
    sources: tuple[str, ...] = ()


class Measure(FrozenModel):
    """An indicator of one element, whose stage it shares; a study's `indicators.csv` may hold it under the same id."""

    id: Identifier
    label: Text
    measures: Identifier
    unit: Text
    better: Better


class LogicModel(FrozenModel):
    """How a programme is expected to bring about what is hoped of it."""

    id: Identifier
    title: Text
    elements: Annotated[tuple[Element, ...], Field(min_length=1)]
    indicators: tuple[Measure, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """Every element under its id."""
        return {element.id: element for element in self.elements}

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Every link as (from, to), in the order of the file."""
        return tuple((element.id, target) for element in self.elements for target in element.leads_to)

    def measures_of(self, element: str) -> tuple[Measure, ...]:
        """The indicators of one element."""
        return tuple(measure for measure in self.indicators if measure.measures == element)


def load_logic(path: Path) -> LogicModel:
    """The logic model of a YAML file; raises ProblemsFound with every problem, each with its line and its mend.

    Refused are an id used twice, a link or an indicator to an element that is not there, a link to an earlier stage,
    and links that run in a circle.
    """
    model = load_model(LogicModel, path)
    _, lines, _ = read_yaml(path, name=path.name)
    found = [*_repeated(model), *_unknown_references(model), *_backwards(model), *_circles(model)]
    if found:
        raise ProblemsFound(
            Problem(path.name, lines.get((part, place)), column, wrong, right)
            for part, place, column, wrong, right in found
        )
    return model


_Found = list[tuple[str, int, str, str, str]]  # elements or indicators, the place in the list, the key, wrong, right


def _repeated(model: LogicModel) -> _Found:
    parts = [("elements", place, element.id) for place, element in enumerate(model.elements)]
    parts += [("indicators", place, measure.id) for place, measure in enumerate(model.indicators)]
    times = Counter(name for _, _, name in parts)
    first = {name: (part, place) for part, place, name in reversed(parts)}
    return [
        (part, place, "id", f"the id {quoted(name)} is used {times[name]} times", "give each its own")
        for part, place, name in parts
        if first[name] != (part, place)
    ]


def _unknown_references(model: LogicModel) -> _Found:
    right = "use the id of an element, or add it"
    links = [
        ("elements", place, "leads_to", target)
        for place, element in enumerate(model.elements)
        for target in element.leads_to
    ]
    measures = [("indicators", place, "measures", measure.measures) for place, measure in enumerate(model.indicators)]
    return [
        (part, place, key, f"{quoted(name)} is not an element of the model", right)
        for part, place, key, name in (*links, *measures)
        if name not in model.by_id
    ]


def _backwards(model: LogicModel) -> _Found:
    order = list(Stage)
    return [
        ("elements", place, "leads_to", f"{element.id} ({element.stage}) leads back to {target}", "link forwards only")
        for place, element in enumerate(model.elements)
        for target in element.leads_to
        if target in model.by_id and order.index(model.by_id[target].stage) < order.index(element.stage)
    ]


def _circles(model: LogicModel) -> _Found:
    places = {element.id: place for place, element in enumerate(model.elements)}
    links = {
        element.id: [
            target for target in element.leads_to if target in places and model.by_id[target].stage is element.stage
        ]
        for element in model.elements
    }
    try:
        TopologicalSorter(links).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]
        wrong = f"the links run in a circle: {' → '.join(circle)}"
        return [("elements", places[circle[0]], "leads_to", wrong, "take one of these links out")]
    return []
