"""Thirty studies made at random, of every shape: no page of theirs says a nonsensical sentence."""

import re

import pytest

from made_studies import SHAPES, make_study
from peerwork.pages.answers.answer import Answer
from peerwork.pages.catalogue import CATALOGUE
from peerwork.pages.cut import cut_slice
from peerwork.pages.facts import study_facts
from peerwork.pages.make import subjects
from peerwork.pages.page import SECTIONS, Page
from peerwork.pages.prose import count
from peerwork.scoring import score_study
from peerwork.vocabulary import Audience

SHAPE_NAMES = sorted(SHAPES)
NONSENSE = re.compile(
    r"\bnan\b|\bNone\b(?! of)|\bNaN\b|\bTrue\b|\bFalse\b|<NA>|\bno_|_"
    r"|\b1 (?:sites|factors|conditions|people|answers|times)\b|  | ,|\(\)|\.\.|: \.|^[^\w“]|\bof 0\b|[a-z]$"
)


def pages_of(study):
    """One page of every kind that the study has data for."""
    tables, facts = score_study(study), study_facts(study)
    for kind in CATALOGUE:
        if any(name in tables for name in kind.needs):
            for subject in subjects(kind, study)[:1]:
                about = {kind.about: subject} if kind.about else {}
                yield Page(cut_slice(kind, about, tables, facts, Audience.TEAM))


def sentences_of(page):
    for name in SECTIONS:
        section = getattr(page, name)
        said = section.say().sentences
        if isinstance(section, Answer):  # says its title alone, which ends without a full stop
            yield from (f"{title.removesuffix('.')}." for title in said if title)
            continue
        yield from said
        if section.finding():
            yield section.finding()
        if hasattr(section, "how_to_read"):
            yield from section.how_to_read().sentences
    yield from page.limits().sentences
    yield from page.provenance().sentences


@pytest.mark.parametrize("seed", range(30))
def test_no_sentence_is_nonsense(seed):
    study = make_study(seed, shape=SHAPE_NAMES[seed % len(SHAPE_NAMES)])
    for page in pages_of(study):
        own = data_words(study)
        for sentence in sentences_of(page):
            plain = sentence
            for word in own:
                plain = plain.replace(word, "Something")
            assert not NONSENSE.search(plain), f"{page!r}: {sentence}"


def data_words(study) -> list[str]:
    """Names that came from data may hold anything: only what the project wrote around them is judged."""
    words = [
        study.config.title,
        study.framework.id,
        study.framework.title,
        *study.framework.stakeholder_groups.values(),
    ]
    words += [factor.label for factor in study.framework.factors]
    words += list(study.frames["sites"]["name"].dropna()) + list(study.framework.stakeholder_groups)
    return sorted((word for word in words if word), key=len, reverse=True)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no sites"), (1, "1 site"), (2, "2 sites"), (999, "999 sites"), (1003, "1,003 sites")]
)
def test_a_count_is_said_as_people_say_it(number, words):
    assert count(number, "site") == words
