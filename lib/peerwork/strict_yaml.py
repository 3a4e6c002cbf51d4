"""YAML read strictly: duplicate and unknown keys refused, every problem with its line and its mend."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from peerwork.problems import Problem, ProblemsFound, perhaps, quoted

Model = TypeVar("Model", bound=BaseModel)
Where = tuple[str | int | float | dt.date, ...]
DEEPEST = 100  # lists and mappings within one another


class Index(int):
    """A place in a list, counted from 0 and told from 1; a key of a mapping may be a plain number."""


class FrozenModel(BaseModel):
    """What a YAML file, or a part of one, is read as: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast one where it is built
    """YAML 1.2's booleans: with YAML 1.1's a calendar's key `on` would be read as true."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":value", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def load_model(model: type[Model], path: Path, *, name: str = "") -> Model:
    """The YAML file as `model`; raises ProblemsFound with every problem, each with its line."""
    file = name or path.name
    data, lines, problems = read_yaml(path, name=file)
    if problems:
        raise ProblemsFound(problems)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        if _take_as_written(data, [item["loc"] for item in error.errors() if item["type"] == "string_type"], path):
            return _validated(model, data, file, lines)
        raise _found(error, file, lines, model) from None


def _validated(model: type[Model], data: Any, file: str, lines: dict[Where, int]) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _found(error, file, lines, model) from None


def _found(error: ValidationError, file: str, lines: dict[Where, int], model: type[BaseModel]) -> ProblemsFound:
    return ProblemsFound(_problem(item, file, lines, model) for item in error.errors())


def _take_as_written(data: Any, places: list[Where], path: Path) -> bool:
    """Put the text that stands there where a text is wanted and YAML read a number: a site 01 is not 1."""
    root, taken = _compose(path.read_text(encoding="utf-8-sig")), False
    for where in places:
        node, home = root, data
        for place, part in enumerate(where):
            node = _child(node, part)
            home = home if node is None or place == len(where) - 1 else home[part]
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith((":int", ":float")):
            home[where[-1]], taken = node.value, True
    return taken


def _child(node: yaml.Node | None, part: Any) -> yaml.Node | None:
    """What stands under a key of a mapping, or at a place of a list; None where nothing does."""
    if isinstance(node, yaml.SequenceNode):
        return node.value[part] if isinstance(part, int) and part < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((child for key, child in node.value if _plain(key, (), {}, [], "") == part), None)
    return None


def read_yaml(path: Path, *, name: str) -> tuple[Any, dict[Where, int], list[Problem]]:
    """The plain values of a YAML file, the line of each, and its problems (duplicate keys, not YAML at all)."""
    lines: dict[Where, int] = {}
    problems: list[Problem] = []
    try:
        node = _compose(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return None, lines, [Problem(name, None, "", f"cannot be read ({error.strerror})", "a YAML file is needed")]
    except UnicodeDecodeError as error:
        wrong = f"is not UTF-8 text (byte {error.start + 1})"
        return None, lines, [Problem(name, None, "", wrong, "save it as UTF-8")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        wrong = f"is not YAML: {getattr(error, 'problem', None) or 'a character that YAML does not allow'}"
        return None, lines, [Problem(name, mark.line + 1 if mark else None, "", wrong, "correct that line")]
    except RecursionError:
        return None, lines, [Problem(name, None, "", "is nested too deeply to be read", "write it flatter")]
    if node is None:
        return None, lines, [Problem(name, None, "", "is empty", "write its keys; see docs/data-dictionary.md")]
    data = _plain(node, (), lines, problems, name)
    return data, lines, problems


def _compose(text: str) -> yaml.Node | None:
    """The document as nodes. Aliases are refused, for they can loop, and so is what recursion would not survive."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            error = yaml.MarkedYAMLError(problem=f"an alias (*{event.anchor}) is not read")
            error.problem_mark = event.start_mark  # type: ignore[assignment]  # the stubs know two kinds of mark
            raise error
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise RecursionError
    return yaml.compose(text, Loader=_Loader)


def _plain(node: yaml.Node, where: Where, lines: dict[Where, int], problems: list[Problem], file: str) -> Any:
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*where, Index(index)), lines, problems, file) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(node, where, lines, problems, file)
    try:
        return _Loader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        wrong = f"{quoted(node.value)} cannot be read as a value"
        problems.append(Problem(file, node.start_mark.line + 1, dotted(where), wrong, "correct it, or quote it"))
        return None


def _plain_mapping(
    node: yaml.MappingNode, where: Where, lines: dict[Where, int], problems: list[Problem], file: str
) -> dict[Any, Any]:
    plain: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _plain(key_node, (*where, "?"), {}, problems, file)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str | int | float | dt.date):
            problems.append(Problem(file, line, dotted(where), "a key is a list or a mapping", "write a plain key"))
            continue
        if key in plain:
            wrong = f"the key {quoted(key)} stands twice, first in line {lines[(*where, key)]}"
            problems.append(Problem(file, line, dotted((*where, key)), wrong, "keep one of the two"))
            continue
        lines[(*where, key)] = line
        plain[key] = _plain(value_node, (*where, key), lines, problems, file)
    return plain


def _problem(error: Any, file: str, lines: dict[Where, int], model: type[BaseModel]) -> Problem:
    where = tuple(error["loc"])
    known = {place: place for place in lines}  # in a YAML file's own places, an index is told from a key
    while where and where not in lines:
        where = where[:-1]
    column = dotted((*known.get(where, ()), *error["loc"][len(where) :]))
    wrong, right = _words(error, model)
    return Problem(file, lines.get(where, 1), column, wrong, right)


def _words(error: Any, model: type[BaseModel]) -> tuple[str, str]:
    key = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "missing":
        return f"the key {quoted(key)} is missing", "add it"
    if error["type"] == "extra_forbidden":
        return f"the key {quoted(key)} is not known", perhaps(key, _all_keys(model), "remove it")
    if error["type"] == "value_error":
        wrong, _, right = str(error["ctx"]["error"]).partition("; ")
        return wrong, right or "correct it"
    return f"{quoted(error['input'])} does not fit", error["msg"][:1].lower() + error["msg"][1:]


def _all_keys(model: type[BaseModel]) -> list[str]:
    keys = []
    for name, field in model.model_fields.items():
        keys.append(field.alias or name)
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                keys += _all_keys(part)
    return keys


def dotted(where: Where) -> str:
    """A place in a YAML file as a person writes it: `calendar.2.site`."""
    return ".".join(str(part + 1) if isinstance(part, Index) else str(part) for part in where)
