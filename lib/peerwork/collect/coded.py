"""Codes, passages and cases of a REFI-QDA project as rows of a study, by a map; nothing of it may be quoted yet."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from peerwork.collect.mapping import ATTRIBUTE, WHO, Line, Offer, Target, check_factors, nearest_factor
from peerwork.collect.origin import Origin
from peerwork.collect.records import Values
from peerwork.collect.refi_qda import Case, Code, Passage, Project, Source, guid_of
from peerwork.collect.workbook import Filled
from peerwork.framework import Framework
from peerwork.problems import Level, Problem, quoted
from peerwork.vocabulary import MayQuote

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


def offer_project(project: Project, framework: Framework | None) -> list[Offer]:
    """What a first map offers: every code with the nearest factor, the sources that are coded, cases, attributes."""
    coded = Counter(passage.code for passage in project.passages)
    spoken = Counter(passage.source.guid for passage in project.passages)
    codes = _named({code.guid: code.name for code in project.codes})
    offers = []
    for code in project.codes:
        near = nearest_factor(code.path[-1], framework)
        offers.append(Offer(codes[code.guid], f"factor:{near}" if near else "", "code", coded[code.guid]))
    sources = _named({source.guid: source.name for source in project.sources})
    offers += [Offer(sources[one.guid], "", "source", spoken[one.guid]) for one in project.sources if spoken[one.guid]]
    offers += [Offer(name, "", "case", 1) for name in _named({one.guid: one.name for one in project.cases}).values()]
    attributes = Counter(name for case in project.cases for name in case.values)
    return offers + [Offer(f"{ATTRIBUTE}{name}", "", "attribute", count) for name, count in sorted(attributes.items())]


def _named(names: Mapping[str, str]) -> dict[str, str]:
    """Each by its name, or by its guid where another has the same."""
    twice = Counter(names.values())
    return {guid: name if name and twice[name] == 1 else guid for guid, name in names.items()}


@dataclass
class _Coded:
    """A project while it becomes rows."""

    project: Project
    file: Path
    lines: list[Line]
    map_file: Path
    people: Mapping[str, str]  # each interviewee known already, and the site
    problems: list[Problem] = field(default_factory=list)

    def by_name(self, names: Mapping[str, Iterable[str]], kinds: Iterable[str]) -> dict[str, Line]:
        """The line of each thing, found by any of its names; `names` by guid."""
        lines = {_key(line.source): line for line in self.lines if line.target.kind in set(kinds)}
        return {guid: lines[_key(name)] for guid, own in names.items() for name in own if _key(name) in lines}


def coded_rows(
    project: Project, file: Path, lines: list[Line], map_file: Path, *,
    people: Mapping[str, str], factors: Iterable[str], themes: Iterable[str], recorded: Iterable[Values],
) -> Filled:  # fmt: skip
    """The rows of themes, excerpts and participants that the map makes of a project; its problems and notes.

    `people` are the interviewees known already, with their sites; `themes` those known already, which stay as they are;
    `recorded` the excerpts known already, whose quotable text and permission stay.
    """
    coded = _Coded(project, file, lines, map_file, people)
    coded.problems += check_factors(lines, map_file, factors)
    codes = coded.by_name({code.guid: [code.guid, *_names_of(code)] for code in project.codes}, ("factor", "theme"))
    _note_strangers(coded)
    who = _who(coded)
    earlier = {name: row for row in recorded if (name := row.get("excerpt"))}
    rows, origins = _excerpts(coded, codes, who, earlier)
    frames = {
        "themes": _frame(_themes(coded, codes, set(themes))),
        "excerpts": _frame(rows),
        "participants": _frame(_cases(coded)),
    }
    frames = {name: frame for name, frame in frames.items() if len(frame)}
    return Filled(file.name, frames, tuple(coded.problems), origins={"excerpts": origins}, one_person=False)


def _names_of(code: Code) -> list[str]:
    return [code.name, "/".join(code.path), "\\".join(code.path), code.path[-1]]


def _key(name: str) -> str:
    return name.strip().strip("{}").casefold()


def _note_strangers(coded: _Coded) -> None:
    """Lines about what the project has not: a slip of the pen, or a code that nobody used."""
    project = coded.project
    known = {_key(name) for code in project.codes for name in (code.guid, *_names_of(code))}
    named: list[Source | Case] = [*project.sources, *project.cases]
    known |= {_key(name) for one in named for name in (one.guid, one.name)}
    known |= {_key(f"{ATTRIBUTE}{name}") for case in project.cases for name in case.values}
    strange = [line for line in coded.lines if _key(line.source) not in known]
    if strange:
        more = f", nor {len(strange) - 1} more of its lines" if len(strange) > 1 else ""
        wrong = f"{quoted(strange[0].source)} is not in {coded.file.name}{more}"
        right = "nothing to do, unless it should be"
        coded.problems.append(Problem(coded.map_file.name, strange[0].row, "from", wrong, right, Level.NOTE))


def _who(coded: _Coded) -> dict[str, Line | None]:
    """Who speaks in each source: as the map says of it, or of a case that it belongs to, or by a code in its name."""
    sources = {source.guid: [source.guid, source.name] for source in coded.project.sources}
    who: dict[str, Line | None] = dict(coded.by_name(sources, WHO))
    for case, line in _mapped_cases(coded):
        for source in case.sources:
            who.setdefault(source, line)
    return who


def _mapped_cases(coded: _Coded) -> list[tuple[Case, Line]]:
    lines = coded.by_name({case.guid: [case.guid, case.name] for case in coded.project.cases}, ("participant",))
    return [(case, lines[case.guid]) for case in coded.project.cases if case.guid in lines]


def _excerpts(
    coded: _Coded, codes: Mapping[str, Line], who: Mapping[str, Line | None], recorded: Mapping[str, Values]
) -> tuple[list[Values], dict[int, Origin]]:
    rows: dict[tuple[str | None, ...], Values] = {}
    left_out: Counter[str] = Counter()
    strangers: dict[str, Source] = {}
    ours = {guid_of(f"excerpt/{name}"): name for name in recorded}  # that went out, and came back from another program
    seen: set[tuple[str, str, str]] = set()
    for passage in coded.project.passages:
        if passage.code not in codes:
            left_out["of codes that the map leaves out"] += 1
        elif not (passage.text or "").strip():
            left_out["that hold no text (a picture, a recording, or a text that was not packed)"] += 1
        elif (passage.selection, passage.code, passage.coder) not in seen:  # a PDF's passage stands twice
            seen.add((passage.selection, passage.code, passage.coder))
            said_by = who.get(passage.source.guid) or _by_code(passage.source, coded.people)
            if said_by is None:
                strangers[passage.source.guid] = passage.source
            else:
                row = _excerpt(passage, codes[passage.code], said_by, recorded, ours)
                rows.setdefault(tuple(row[name] for name in ("excerpt", "factor", "theme", "coder")), row)
    coded.problems += [
        Problem(coded.file.name, None, "", f"{count} passages {why} are not read", "nothing to do", Level.NOTE)
        for why, count in sorted(left_out.items())
    ]
    right = "map it to participant:<code>, or to focus_group:, workshop: or document:<site>"
    coded.problems += [
        Problem(coded.map_file.name, None, "from", f"nobody is said to speak in {quoted(one.name)}", right)
        for one in strangers.values()
    ]
    made = list(rows.values())
    return made, {
        number: Origin(row["place"] or f"passage {row['excerpt']}") for number, row in enumerate(made, start=2)
    }


def _by_code(source: Source, people: Mapping[str, str]) -> Line | None:
    """The one interviewee whose code stands in the source's name."""
    tokens = set(re.split(r"[^\w]+", source.name))
    named = [code for code in people if code in tokens]
    return Line(0, source.name, Target("participant", named[0])) if len(named) == 1 else None


def _excerpt(
    passage: Passage, code: Line, said_by: Line, recorded: Mapping[str, Values], ours: Mapping[str, str]
) -> Values:
    place = passage.selection if passage.start is None else f"{passage.start}-{passage.end}"
    own = passage.excerpt or ours.get(passage.selection)
    name = own or f"{source_mark(passage.source)}-{place}"
    known = recorded.get(name, {})
    person = said_by.target.kind == "participant"
    return {
        "excerpt": name,
        "source": known.get("source") or WHO[said_by.target.kind],
        "participant": said_by.target.of if person else None,
        "site": None if person else said_by.target.of,
        "factor": code.target.of if code.target.kind == "factor" else None,
        "theme": code.target.of if code.target.kind == "theme" else None,
        "text": _CONTROL.sub("", (passage.text or "").replace("\r\n", "\n").replace("\r", "\n")).strip(),
        "quotable_text": known.get("quotable_text"),
        "may_quote": known.get("may_quote") or MayQuote.NO.value,
        "coder": passage.coder or None,
        "place": known.get("place", passage.place) if own else f"{passage.source.name}, {place}",
    }


def source_mark(source: Source) -> str:
    """What the codes of all passages of one source begin with."""
    return "q" + hashlib.sha256(source.guid.encode()).hexdigest()[:8]


def _themes(coded: _Coded, codes: Mapping[str, Line], known: set[str]) -> list[Values]:
    """A row a theme that is new: its first code's name, and the nearest theme above that code."""
    by_path = {code.path: codes[code.guid].target.of for code in coded.project.codes if _is_theme(codes, code)}
    rows: dict[str, Values] = {}
    for code in coded.project.codes:
        if _is_theme(codes, code):
            theme = codes[code.guid].target.of
            above = [by_path[code.path[:n]] for n in range(len(code.path) - 1, 0, -1) if code.path[:n] in by_path]
            parent = next((one for one in above if one != theme), None)
            rows.setdefault(theme, {"theme": theme, "label": code.path[-1], "parent": parent})
    return [row for theme, row in rows.items() if theme not in known]


def _is_theme(codes: Mapping[str, Line], code: Code) -> bool:
    return code.guid in codes and codes[code.guid].target.kind == "theme"


def _cases(coded: _Coded) -> list[Values]:
    """A row an interviewee who is a case with attributes that the map takes over."""
    wanted = {line.source: line for line in coded.lines if line.target.kind.startswith("participants.")}
    columns = {line.target.kind.partition(".")[2]: line for line in wanted.values()}
    rows = []
    for case, person in _mapped_cases(coded) if columns else ():
        told = {column: case.values.get(line.source.removeprefix(ATTRIBUTE)) for column, line in columns.items()}
        told = {column: columns[column].values.get(value or "", value) for column, value in told.items()}
        rows.append({"participant": person.target.of, **told})
    return rows


def _frame(rows: list[Values]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, index=range(2, len(rows) + 2), dtype="str")
    return frame.astype(dict.fromkeys(frame.columns, "category"))
