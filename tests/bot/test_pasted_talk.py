"""Pasted CVs and adverts: read, shown, corrected, and kept only where the person says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.messages import Intent
from bot.advisor.understand import Known, understand
from bot.advisor.understand.pasted import PastedKind, pasted
from bot.advisor.understand.reading import Act
from catalog.learner import Learner
from people.sql.open import open_people
from retrieval.ports import CatalogSearch
from tests.bot.conftest import settings_of
from tests.bot.people_talk import Voices, options_of, path_in, words_of

MARKER = "ZEBRAXQ"
ADVERT = f"""Data Analyst at {MARKER} Ltd
We are looking for somebody to join our team.
Requirements: SQL, Tableau and Microsoft Excel. Reference {MARKER}-77.
Benefits: full-time, salary range 50k. Apply now; qualifications matter less than curiosity."""
CV = f"""My CV
Bookkeeper
Work experience: 2015 - 2020 at {MARKER} Ltd, {MARKER} Street 4
Education: trade school
Skills: Bookkeeping, Microsoft Excel, Payroll
Hobbies: chess. References on request."""


@pytest.fixture
def voices(real_search: CatalogSearch, tmp_path: Path) -> Voices:
    return Voices(real_search, open_people(settings_of(tmp_path)))


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


# ---- told from a message


@pytest.mark.parametrize(("text", "kind"), [(ADVERT, PastedKind.ADVERT), (CV, PastedKind.CV)])
def test_what_was_pasted_is_told_by_its_form(text: str, kind: PastedKind) -> None:
    found = pasted(text)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I am looking for a job as a data analyst",
        "we are hiring",
        "short Python courses under $100, in Spanish, that I can apply at work",
        "What are the requirements and qualifications for a bookkeeper?",
        "I have work experience in retail and hobbies. " * 3,
        "What is in my CV that I could use?",
    ],
)
def test_an_ordinary_message_is_none(text: str) -> None:
    assert pasted(text) is None
    assert understand(text, Known()).act is not Act.PASTED


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_one_or_the_other(text: str) -> None:
    found = pasted(text)
    assert found is None or all(3 <= len(title) <= 50 for title in found.titles)


# ---- read, and not kept


def test_an_advert_is_read_and_shown(voices: Voices) -> None:
    answer = voices.say(ADVERT)
    said = words_of(answer)
    assert answer.intent is Intent.PROFILE
    for words in ("data analyst", "SQL", "Tableau", "Microsoft Excel", "I keep none of it"):
        assert words in said
    assert MARKER not in said
    assert voices.learner() == Learner()


@pytest.mark.parametrize("text", [ADVERT, CV], ids=["advert", "cv"])
@pytest.mark.parametrize(
    "after",
    [
        (),
        ("do not keep it",),
        ("also Python", "not SQL"),
        ("show me SQL courses",),
        ("Keep these skills",),
        ("Keep it in mind",),
        ("Plan a path to these skills",),
    ],
    ids=str,
)
def test_no_word_of_the_text_itself_ever_reaches_the_disk(
    voices: Voices, tmp_path: Path, text: str, after: tuple[str, ...]
) -> None:
    voices.say("hello")
    voices.say(text)
    for message in after:
        voices.say(message)
    voices.store.close()
    assert MARKER.encode() not in on_disk(tmp_path)
    assert b"hobbies" not in on_disk(tmp_path).lower()


@pytest.mark.parametrize("message", ["do not keep it", "show me SQL courses", "I want to become a bookkeeper"])
def test_what_was_read_is_gone_after_another_matter(voices: Voices, message: str) -> None:
    voices.say(CV)
    voices.say(message)
    assert voices.state().pasted is None
    assert {"Bookkeeping", "Payroll"}.isdisjoint(voices.learner().skills)


def test_saying_nothing_keeps_nothing(voices: Voices) -> None:
    voices.say(CV)
    voices.say("what do you know about me?", conversation="other")
    assert voices.learner() == Learner()


# ---- corrected and kept


def test_it_is_corrected_before_it_is_kept(voices: Voices) -> None:
    voices.say(CV)
    assert "Python" in words_of(voices.say("also Python"))
    assert "Payroll" not in words_of(voices.say("not payroll"))
    voices.say("keep these skills")
    assert voices.learner().skills == ("Bookkeeping", "Microsoft Excel", "Python")
    assert voices.state().pasted is None


def test_of_a_cv_work_and_skills_are_kept(voices: Voices) -> None:
    voices.say(CV)
    answer = voices.say("Keep these skills")
    assert "Kept: Bookkeeping, Microsoft Excel and Payroll" in words_of(answer)
    assert voices.learner() == Learner(role="bookkeeper", skills=("Bookkeeping", "Microsoft Excel", "Payroll"))


def test_of_an_advert_the_role_is_kept_as_a_goal_and_its_skills_are_not_held(voices: Voices) -> None:
    voices.say(ADVERT)
    voices.say("Keep it in mind")
    assert voices.learner() == Learner(goal="data-analyst")


def test_what_is_held_of_an_advert_is_said(voices: Voices) -> None:
    voices.say("I know SQL")
    assert "Of these you know SQL already" in words_of(voices.say(ADVERT))


def test_a_path_to_an_advert_leads_to_its_skills_within_what_is_said(voices: Voices) -> None:
    voices.say(ADVERT)
    path = path_in(voices.say("Plan a path to these skills for $150"))
    assert {skill.skill for skill in path.goal.skills} >= {"SQL", "Tableau", "Microsoft Excel"}
    assert path.path.totals.cost.amount <= 150
    assert voices.state().pasted is None


@pytest.mark.parametrize("message", ["keep it", "also Python", "plan a path to these skills"])
def test_without_a_text_there_is_nothing_to_keep_or_correct(voices: Voices, message: str) -> None:
    voices.say("hello")
    voices.say(message)
    assert voices.learner().skills == ()
    assert voices.state().pasted is None


def test_a_text_without_skills_is_said_to_be_empty(voices: Voices) -> None:
    text = "My CV\nEducation: none that matters here\nHobbies: stamps and pigeons\nReferences: my aunt in the country"
    assert "have not kept it" in words_of(voices.say(text))
    assert voices.state().pasted is None


def test_every_option_leads_on(voices: Voices) -> None:
    for text in (ADVERT, CV):
        for option in options_of(voices.say(text, conversation=f"{text[:4]} first")):
            conversation = f"{text[:4]} {option}"
            voices.say(text, conversation=conversation)
            assert voices.say(option, conversation=conversation).intent is not Intent.UNCLEAR, option
