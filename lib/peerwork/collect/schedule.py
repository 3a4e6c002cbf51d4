"""Interview schedules to print: a Word document a stakeholder group, in the framework's words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peerwork.atomic import replace_files
from peerwork.collect.paper import Paper
from peerwork.framework import Factor, Framework
from peerwork.problems import Problem, ProblemsFound
from peerwork.study.model import Study
from peerwork.vocabulary import FactorKind

IN_PLACE = ("yes", "partly", "no", "unsure", "does not apply")
EFFECT = ("helped", "hindered", "made no difference", "unsure")
CONSENT = (
    "I have been told what the study is for and who runs it, and could ask questions.",
    "I know that I need not take part, may leave out any question, and may stop at any time without giving a reason.",
    "I agree that the interview is recorded and written down.",
    "I agree that words of mine are quoted without my name, my site or anything else that would tell who I am.",
    "I know that I may withdraw afterwards: my answers are then taken out, save from what was published before.",
    "I agree to take part.",
)
ABOUT = (
    ("Team", ()),
    ("Role or profession", ()),
    ("How you have to do with peer support", ()),
    ("Years in the role", ()),
    ("Gender, in your own words", ()),
    ("Age", ("under 25", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 or over")),
    ("Ethnicity, in your own words", ()),
)
ON = ("a service user", "a peer worker", "the team", "the organisation")
CODES = (
    ("helped", "effect: facilitator"),
    ("hindered", "effect: barrier"),
    ("made no difference", "effect: neither"),
    ("does not apply", "in_place: not_applicable"),
    ("asked and left open", "asked: yes, the rest blank"),
)


def write_schedules(study: Study, out: Path) -> list[Path]:
    """The documents written, `schedule-<group>.docx`, one a stakeholder group of the framework.

    Asked are the factors that the study and the framework ask of the group. The same study gives the same bytes.
    Raises ProblemsFound, with nothing written, where the framework has no groups, or where a document that is there
    was changed: nobody's own questions are written over.
    """
    if not study.framework.groups:
        right = "add stakeholder_groups to the framework"
        raise ProblemsFound([Problem("the framework", None, "", "has no stakeholder groups to interview", right)])
    made = {f"schedule-{group}.docx": make_schedule(study, group) for group in study.framework.groups}
    right = "move it away to have a new one"
    wrong = "is there already, and differs from what would be written"
    changed = [out / name for name, data in made.items() if (out / name).exists() and (out / name).read_bytes() != data]
    if changed:
        raise ProblemsFound([Problem(path.as_posix(), None, "", wrong, right) for path in changed])
    out.mkdir(parents=True, exist_ok=True)
    replace_files(out, made)
    return [out / name for name in made]


def make_schedule(study: Study, group: str) -> bytes:
    """The schedule of one stakeholder group, as a file."""
    label = study.framework.stakeholder_groups[group]
    paper = Paper(f"Interview schedule: {label}", study.config.title)
    _add_head(paper)
    _add_consent(paper)
    _add_about(paper)
    _add_opening(paper)
    numbers = _add_questions(paper, study, group)
    _add_most_important(paper, study, numbers)
    _add_impacts(paper)
    _add_closing(paper)
    _add_card(paper, study)
    _add_codes(paper)
    return paper.as_bytes()


def _add_head(paper: Paper) -> None:
    paper.blanks("Interviewee's code", "Site", "Date")
    paper.blanks("Interviewer", "Began", "Ended")
    paper.note(
        "Write no name on this schedule: the list of names and codes is kept apart. Copy the answers into the data "
        "sheet of this interviewee; the last page says how they are called there."
    )


def _add_consent(paper: Paper) -> None:
    paper.heading("Consent")
    paper.note("Read out, and have each line initialled. Change the wording to what your ethics committee approved.")
    for line in CONSENT:
        paper.initialled(line)
    paper.blanks("Signed (kept apart from the answers)", "Date")


def _add_about(paper: Paper) -> None:
    paper.heading("About you", new_page=True)
    paper.note("Every line may be left blank. Only the research team sees these answers.")
    for question, choices in ABOUT:
        if choices:
            paper.ticks(f"{question}:", choices)
        else:
            paper.blanks(question)


def _add_opening(paper: Paper) -> None:
    paper.heading("To begin with")
    paper.open_question("Please tell me about your part in this service.")
    paper.open_question("What has gone well here so far, and what has been difficult?")


def _add_questions(paper: Paper, study: Study, group: str) -> dict[str, int]:
    """Every factor asked of the group, domain by domain; the number that each has on the paper."""
    numbers: dict[str, int] = {}
    for domain in study.framework.domains:
        asked = [factor for factor in domain.factors if factor in study.factors and is_asked(factor, group)]
        if not asked:
            continue
        paper.heading(domain.label)
        for factor in asked:
            numbers[factor.id] = len(numbers) + 1
            _add_factor(paper, study, factor, numbers[factor.id])
        paper.open_question(f"{domain.label}: what else matters here, and why?")
    return numbers


def is_asked(factor: Factor, group: str | None) -> bool:
    """Whether the framework asks this group about the factor; of an unknown group every factor is asked."""
    return group is None or not factor.asked_of or group in factor.asked_of


def _add_factor(paper: Paper, study: Study, factor: Factor, number: int) -> None:
    lines: list[tuple[str, Sequence[str]]] = [("Is this so here?", IN_PLACE)]
    if factor.kind is FactorKind.CONDITION:  # what is hoped for neither helps nor hinders itself
        lines += [
            ("If yes or partly: as things are here, it has", EFFECT),
            ("If no: as things are here, its absence has", EFFECT),
        ]
    if study.framework.scale:
        lines.append(("How important is it?", _ends_in_words(study.framework)))
    paper.question(f"{number}. {factor.label}", factor.condition, lines)


def _ends_in_words(framework: Framework) -> list[str]:
    """The points of the importance scale, the first and the last with their words: the card has all of them."""
    first, last = framework.scale[0], framework.scale[-1]
    return [f"{point} {framework.importance_scale[point]}" if point in (first, last) else str(point)
            for point in framework.scale]  # fmt: skip


def _add_most_important(paper: Paper, study: Study, numbers: dict[str, int]) -> None:
    most = study.rules.top_max
    paper.heading("What matters most", new_page=True)
    paper.note(f"Hand over the questions. Which of them matter most here? At most {most}; fewer is an answer too.")
    for _ in range(most):
        paper.choice_with_reason(f"Number (1 to {len(numbers)})", ("helped", "hindered"), "Why?")
    paper.heading("What the questions left out")
    paper.note("Is there anything else that has to be in place, or has been in the way?")
    for _ in range(3):
        paper.choice_with_reason("", ("helps", "hinders"), "What?")


def _add_impacts(paper: Paper) -> None:
    paper.heading("What it has brought about")
    paper.note("Think of one person or one event. What changed, for whom, for better or worse?")
    for _ in range(4):
        paper.impact(ON, ("better", "worse", "both"), "the interviewee would call this success")


def _add_closing(paper: Paper) -> None:
    paper.heading("To end with")
    paper.open_question("Is there anything that I should have asked?")
    paper.note("Thank the interviewee. Say what happens next, and how to withdraw.")


def _add_card(paper: Paper, study: Study) -> None:
    if study.framework.scale:
        paper.heading("Card to hand over: how important is it?", new_page=True)
        paper.card(f"{point}   {words}" for point, words in sorted(study.framework.importance_scale.items()))


def _add_codes(paper: Paper) -> None:
    paper.heading("For the data sheet", new_page=True)
    paper.note("How the answers on this schedule are called in the data sheet. An answer of unsure is recorded; a "
               "question that was not asked is left blank.")  # fmt: skip
    paper.table(("On this schedule", "In the data sheet"), CODES)
