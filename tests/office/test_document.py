"""The handbook as a Word document, read back; and its chapters."""

import io

import docx
import pytest

from pages import made_up
from peerwork.framework import Framework
from peerwork.office.document import make_handbook
from peerwork.pages.sections.handbook import Handbook
from peerwork.vocabulary import Audience
from small_tables import table

FACTOR = "role_job_description"
WIDER = [(Audience.BOARD, ["We said =<it>.", "For everybody."]), (Audience.PUBLIC, ["For everybody."])]


def context(audience: Audience = Audience.BOARD):
    tables = {
        "replication": f"""factor   | sites_with_evidence | sites_replicated | verdict
                           {FACTOR} | 6                   | 5                | generic""",
        "conditions": f"""site | group | factor   | status
                          S01  |       | {FACTOR} | in_place
                          S02  |       | {FACTOR} | mixed
                          S03  |       | {FACTOR} | *""",
        "passages": f"""factor   | group   | quotable_text    | may_quote
                        {FACTOR} | manager | We said =<it>.   | board
                        {FACTOR} |         | For everybody.   | yes
                        {FACTOR} | manager | For a workshop.  | workshop
                        {FACTOR} | manager |                  | no""",
        "shared_documents": f"""site | type            | title   | factor
                                S01  | job_description | Our job | {FACTOR}""",
    }
    return made_up.context("handbook", audience, **{name: table(text) for name, text in tables.items()})


def chapters(audience: Audience = Audience.BOARD):
    return Handbook(context(audience)).make_chapters()


def test_the_chapters_are_those_of_the_framework():
    titles = [chapter.title for chapter in chapters()]
    assert titles == ["Recruiting", "Training", "Supporting", "Working in teams", "Leading"]


def test_a_domain_that_no_chapter_names_is_a_chapter_of_its_own():
    plain = made_up.FRAMEWORK.model_dump() | {"handbook": {"Recruiting": ["employment", "role"]}}
    titles = list(Framework.model_validate(plain).chapters)
    assert titles[:2] == ["Recruiting", "A distinct body of peer practice"]
    assert len(titles) == len(made_up.FRAMEWORK.domains) - 1


@pytest.mark.parametrize(
    ("handbook", "wrong"),
    [({"A": ["nowhere"]}, "unknown domain nowhere"), ({"A": ["role"], "B": ["role"]}, "role 2 times")],
)
def test_a_chapter_names_domains_that_exist_and_each_once(handbook, wrong):
    with pytest.raises(ValueError, match=wrong):
        Framework.model_validate(made_up.FRAMEWORK.model_dump() | {"handbook": handbook})


def test_a_factor_says_what_was_found_and_in_how_many_sites():
    entry = chapters()[0].entries[0]
    assert entry.found == (
        "Generic, holding across settings: worked as proposed at 5 of 6 sites shown with evidence.",
        "In place at 1 of 2 sites shown that can be judged.",
    )
    assert entry.documents == ("Our job (job description, S01)",)


@pytest.mark.parametrize(("audience", "texts"), WIDER)
def test_only_passages_that_the_audience_may_read_are_quoted(audience, texts):
    assert [text for text, _ in chapters(audience)[0].entries[0].quotes] == texts


def test_a_factor_without_anything_to_show_says_so():
    assert chapters()[0].entries[1].found == ("Nothing that was found about this may be shown here.",)


def test_the_page_escapes_what_people_said():
    assert "We said =&lt;it&gt;." in str(Handbook(context()).chapters().html())


@pytest.fixture(scope="module")
def written() -> bytes:
    return make_handbook(context().slice)


def test_the_document_has_the_chapters_their_tables_and_their_words(written):
    made = docx.Document(io.BytesIO(written))
    headings = [part.text for part in made.paragraphs if part.style.name == "Heading 1"]
    assert headings[:2] == ["Recruiting", "Training"] and len(made.tables) == 5
    assert [cell.text for cell in made.tables[0].rows[1].cells][:3] == ["Clear job structure", "generic", "5 of 6"]
    assert any(part.text == "We said =<it>. (Team or service manager)" for part in made.paragraphs)


def test_the_first_row_of_each_table_is_repeated_on_every_page(written):
    assert all(made.rows[0]._tr.trPr is not None for made in docx.Document(io.BytesIO(written)).tables)


def test_the_same_slice_is_the_same_document(written):
    assert make_handbook(context().slice) == written
