"""The lay summary: at most 500 words, words and sentences that a child of twelve reads, every number checked."""

from __future__ import annotations

import re

import pytest
from audiences import words_of_study
from checker import untrue
from drawn_pages import draw_pages
from lxml import html
from released import Released, read_tables
from veiled import veil

from example.example_study import example, scored
from made_studies import make_study
from peerwork.scoring import score_study

MOST_WORDS, OLDEST = 500, 12  # years: Flesch and Kincaid's grade of a United States school, and five
VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Groups of vowels, without a last e that is not heard: near enough over a text."""
    plain = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)\Z", "", word.lower())
    return max(1, len(VOWELS.findall(plain)))


def reading_age(text: str) -> float:
    """The age at which a text can be read, by Flesch and Kincaid's grade level (1975): 0.39 w/s + 11.8 y/w - 15.59."""
    words = re.findall(r"[A-Za-z’']+", text)
    sentences = max(1, len(re.findall(r"[.?!](?=\s|\Z)", text)))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def own_words(page: str) -> str:
    """The page without the labels that it quotes from the framework: theirs is another's English."""
    parts = html.document_fromstring(page).xpath("//p | //h2")
    return " ".join(" ".join(part.text_content().split()) for part in parts)


def test_reading_age_knows_an_easy_text_from_a_hard_one():
    assert reading_age("The cat sat on the mat. It was wet. The dog ran off.") < 8
    assert reading_age(
        "Implementation fidelity constitutes a multidimensional phenomenon requiring considerable organisational "
        "commitment throughout successive institutional reconfigurations."
    ) > 20  # fmt: skip


@pytest.mark.parametrize("audience", ["team", "board", "public"])
def test_of_the_example_it_is_short_easy_and_true(audience):
    study, tables = example(), scored() if audience == "team" else veil(scored(), audience, 5)
    drawn = draw_pages(study, tables, audience, only=("summary_plain",))
    text = own_words(drawn.pages["summary-plain"])
    assert len(text.split()) <= MOST_WORDS
    assert reading_age(re.sub(r"“[^”]*”", "it", text)) <= OLDEST
    own = Released(audience, read_tables(drawn.tables), words_of_study(study))
    written = {name: scored()[name].to_csv(index=False, lineterminator="\n") for name in scored()}
    team = Released("team", read_tables(written), own.words)
    assert list(untrue("summary-plain", drawn.pages["summary-plain"], own, team)) == []


@pytest.mark.parametrize("shape", ["plain", "one_site", "consensus_only", "indicators_only", "no_answers"])
def test_of_any_study_it_is_short_and_easy(shape):
    study = make_study(7, shape, factors=6)
    drawn = draw_pages(study, score_study(study), "team", only=("summary_plain",))
    if "summary-plain" in drawn.pages:
        text = own_words(drawn.pages["summary-plain"])
        assert len(text.split()) <= MOST_WORDS
        assert not text or reading_age(re.sub(r"“[^”]*”", "it", text)) <= OLDEST
