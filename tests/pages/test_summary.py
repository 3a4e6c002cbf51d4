"""The summary and the release page: what they say of small tables."""

import pytest

from pages import made_up
from peerwork.pages.sections.release import WithheldFigures
from peerwork.pages.sections.summary import Summary
from peerwork.vocabulary import Audience
from small_tables import table


def summary(**tables) -> Summary:
    return Summary(made_up.context("summary", Audience.BOARD, **tables))


def release(**tables) -> WithheldFigures:
    return WithheldFigures(made_up.context("release", Audience.BOARD, **tables))


def test_without_patterns_nobody_is_sure_or_unsure():
    assert summary().say().role == "missing"


def test_fragile_means_what_robustness_says_it_means():
    robustness = table("""kind    | site | factor               | verdict             | flips | fragile
                          pattern | S01  | role_job_description | replicated          | 1     | yes
                          pattern | S02  | role_job_description | replicated          | 3     | yes
                          pattern | S03  | role_job_description | replicated          | 3     | no
                          pattern | S04  | role_job_description | too_little_evidence |       |
                          status  | S01  | role_job_description | in_place            |       | yes""")
    assert summary(robustness=robustness).say().sentences == ("Of 3 verdicts at single sites, 2 are fragile.",)


def test_outside_the_team_nothing_is_said_of_fragility():
    patterns = table("""site | factor               | n | verdict    | flips_to_change
                        S01  | role_job_description | * | replicated | *""")
    assert summary(patterns=patterns).say().role == "missing"


def test_what_cannot_be_judged_and_what_is_not_shown_are_told_apart():
    replication = table("""factor               | sites_with_evidence | literal | verdict
                           role_job_description | 6                   |         | generic
                           role_flexible        | 2                   |         | too_little_evidence
                           role_specific_tasks  | *                   |         | *""")
    assert summary(replication=replication).say().sentences[0] == (
        "Of 3 conditions, 1 can be judged across sites; on 1 there is too little evidence and 1 is not shown."
    )


@pytest.mark.parametrize(
    ("literal", "words"), [("", "Every verdict is as people"), ("2", "For 1 condition shown the outcome")]
)
def test_what_no_outcome_confirms_is_perceived_only(literal, words):
    replication = table(f"""factor               | sites_with_evidence | literal   | verdict
                            role_job_description | 6                   | {literal} | generic""")
    told = summary(replication=replication).say().sentences
    assert told[:2] == (
        "Of 1 condition, 1 can be judged across sites.",
        "Those verdicts rest on evidence from 6 sites shown each.",
    )
    assert told[2].startswith(words)


def test_withheld_figures_are_counted_by_what_they_are_about_and_why():
    log = table("""table      | scope | place | factor               | kind   | why
                   conditions | site  | S01   | role_job_description |        | few
                   conditions | site  | S02   | role_job_description |        | few
                   importance | study |       | role_job_description | either | few""")
    made = release(release_log=log, release_policy=table("says\n Nothing below five."))
    assert str(made.say()).startswith("3 figures are withheld")
    assert made.list().rows["Figures withheld"].tolist() == [2, 1]
    assert made.list().rows["Of"].tolist() == ["one site", "the whole study"]


def test_the_team_is_told_that_nothing_is_withheld():
    assert release().say().role == "missing"
