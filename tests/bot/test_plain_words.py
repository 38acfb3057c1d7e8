"""Who does not know what a skill is called: what they say is looked for by its name, and only where one skill stands out."""

from __future__ import annotations

import json

import pytest

from bot.advisor.messages import Intent
from bot.advisor.understand.plain_skills import PlainSkills, phrases, texts
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC
from tests.bot.people_talk import shown_in, words_of
from tests.bot.workbench import Talk
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def plain(real_search: CatalogSearch) -> PlainSkills:
    return PlainSkills(real_search.sentence_vectors)


def test_every_skill_has_phrases_and_no_phrase_is_of_two() -> None:
    told = phrases(texts())
    table = json.loads((ROOT / "catalog/sample/skills.json").read_text("utf-8"))
    assert sorted(told) == sorted(entry["name"] for entry in table)
    assert min(map(len, told.values())) >= 6
    said = [phrase.casefold() for each in told.values() for phrase in each]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("looking after old folks", "Caregiving"),
        ("how computers talk to each other", "Networking"),
        ("cutting together the films of our holidays", "Video editing"),
        ("what to keep and what to throw away of old papers", "Records management"),
        ("teach grown-ups at their place of work", "Adult learning"),
    ],
)
def test_other_words_mean_the_same(said: str, skill: str, plain: PlainSkills) -> None:
    assert plain.ranking(said, 1)[0].label == skill


@pytest.mark.parametrize(
    "said",
    ["dog grooming", "guitar lessons", "a pilot licence", "the weather tomorrow", "cat on keyboard", "horoscopes"],
)
def test_what_no_skill_is_about_means_none(said: str, plain: PlainSkills) -> None:
    assert plain.meant(said) == ""


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("looking after old folks", "Caregiving"),
        ("courses on keeping papers in order", "Records management"),
        ("caring for old people under $100", "Caregiving"),
    ],
)
def test_it_is_looked_for_by_its_name_and_said_so(said: str, skill: str, real_search: CatalogSearch) -> None:
    talk = Talk(real_search)
    answer = talk.say(said)
    assert answer.intent is Intent.FIND
    assert talk.state.text == skill
    assert f"I took that as {skill}." in words_of(answer)
    assert skill in real_search.show(shown_in(answer)[0], PUBLIC).skills


@pytest.mark.parametrize(
    "said", ["wound care and skin checks", "excel for office work", "guitar lessons", "data analysis", "dog grooming"]
)
def test_what_is_named_or_not_here_is_left_as_it_is(said: str, real_search: CatalogSearch) -> None:
    assert "I took that as" not in words_of(Talk(real_search).say(said))


@pytest.mark.parametrize(
    "said", ["buying supplies for the company from vendors", "how many heart beats a minute a patient has"]
)
def test_what_means_a_skill_is_not_refused(said: str, real_search: CatalogSearch) -> None:
    assert Talk(real_search).say(said).intent is not Intent.OUT_OF_SCOPE


def test_a_title_that_bears_the_rarest_word_comes_first(real_search: CatalogSearch) -> None:
    talk = Talk(real_search)
    answer = talk.say("I'm looking after two kids with autism. is there a course that could help me with it?")
    assert "autism" in real_search.show(shown_in(answer)[0], PUBLIC).title.casefold()
