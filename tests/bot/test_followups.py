"""Questions about what is shown, told from new searches; and what the text of a record says, quoted."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from bot.advisor.understand import Known, understand
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.followups import asks_of_shown, refused_or_quoted
from bot.advisor.understand.likeness import Likely
from bot.advisor.understand.reading import Act, Understanding
from catalog.credential import Credential
from tests.bot.claims import prose_of
from tests.bot.fake_search import FakeSearch
from tests.bot.workbench import Talk

SHOWN = Known(listed=True, focused=True)
SEARCH = Understanding(Act.FIND)
SKILLS = Known(listed=True, focused=True, names_skill=lambda words: "welding" in words.lower())


@pytest.mark.parametrize(
    "message",
    [
        "do they lend overalls",
        "Would I need to own a van?",
        "gotta pay for the train myself?",
        "ok, and can my nephew sit in",
        "does either of them have a lift",
        "when are they closed over summer?",
        "is it noisy in there",
        "hm, must I shave for it?",
        "which is nearest to Toledo?",
        "any of them in a church hall",
        "uniform included?",
        "they do refills on the coffee",
        "is there any minimum number of sign-ups",
        "btw, are we allowed to smoke",
    ],
)
def test_a_question_by_its_form_is_about_what_is_shown(message: str) -> None:
    assert asks_of_shown(Draft(message), SHOWN, SEARCH)


@pytest.mark.parametrize(
    "message",
    [
        "do you have pottery",
        "is there anything on roofing",
        "something for my mother",
        "can you recommend a sewing class",
        "could it also cover payroll",
        "what about knitting",
        "roofing and gutters",
        "where can I learn to weld",
        "are there others",
        "I want to become a roofer",
        "is there a cheaper one",
    ],
)
def test_a_wish_is_a_search_whatever_is_shown(message: str) -> None:
    assert not asks_of_shown(Draft(message), SHOWN, SEARCH)


def test_nothing_is_asked_of_what_is_not_shown_or_of_a_path() -> None:
    draft = Draft("do they lend overalls")
    assert not asks_of_shown(draft, Known(), SEARCH)
    assert not asks_of_shown(draft, Known(listed=True, planned=True), SEARCH)
    assert not asks_of_shown(draft, Known(listed=True, exploring=True), SEARCH)
    assert not asks_of_shown(draft, SHOWN, Understanding(Act.FIND, wanted={"max_cost": 20}))


def test_the_name_of_a_skill_makes_it_a_search_unless_it_is_asked_of_something() -> None:
    named = Understanding(Act.FIND, text="welding")
    assert not asks_of_shown(Draft("is welding hard on the eyes"), SKILLS, named)
    assert asks_of_shown(Draft("does it touch on welding"), SKILLS, named)


@pytest.mark.parametrize(
    ("likely", "refused"),
    [
        (Likely("find", 0.3, "refuse.payment", 0.15), "payment"),
        (Likely("find", 0.3, "refuse.payment", 0.05), "inside"),
        (Likely("find", 0.3, "detail.price", 0.15), "inside"),
        (Likely("", 0.0), "inside"),
    ],
)
def test_what_is_refused_bears_the_likeliest_name(likely: Likely, refused: str) -> None:
    read = refused_or_quoted(Draft("do they lend overalls"), Known(like=lambda _: likely))
    assert (read.act, read.refused, read.text) == (Act.REFUSED, refused, "lend overalls")


ROOFS = Credential.model_validate(
    {
        "id": "a",
        "title": "Roofs That Hold",
        "skills": ["Roofing"],
        "place": "Toledo, OH",
        "summary": "Slate and shingle.",
        "description": "You lay a small roof in pairs. Overalls and harnesses are lent for the week. Nobody climbs in rain.",
    }
)
TALES = Credential.model_validate(
    {"id": "b", "title": "Roofing Tales", "skills": ["Roofing"], "description": "Old roofers “tell” of overalls."}
)


def asked(question: str, *items: Credential) -> tuple[Intent, str]:
    talk = Talk(FakeSearch([*items]))
    talk.say("roofing")
    answer = talk.say(question)
    return answer.intent, prose_of(answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("do they lend overalls", "“Overalls and harnesses are lent for the week.”"),
        ("would I climb in the rain?", "“Nobody climbs in rain.”"),
        ("will they have a harness for us?", "“Overalls and harnesses are lent for the week.”"),
        ("do they deal with slate", "“Slate and shingle.”"),
        ("are they in Toledo?", "takes place in Toledo, OH"),
    ],
)
def test_the_sentence_that_tells_of_it_is_quoted(question: str, told: str) -> None:
    intent, prose = asked(question, ROOFS)
    assert intent is Intent.DETAILS
    assert told in prose


@pytest.mark.parametrize("question", ["do they serve lunch", "can my nephew sit in", "is it ok past 65"])
def test_what_no_sentence_tells_of_is_refused(question: str) -> None:
    intent, prose = asked(question, ROOFS)
    assert intent is Intent.OUT_OF_SCOPE
    assert "“" not in prose


def test_a_sentence_that_quotes_is_not_quoted() -> None:
    assert asked("do they lend overalls", TALES)[0] is Intent.OUT_OF_SCOPE


def test_of_several_those_speak_that_say_something() -> None:
    intent, prose = asked("do they lend overalls", ROOFS, TALES)
    assert intent is Intent.DETAILS
    assert "Roofs That Hold: “" in prose
    assert "Tales" not in prose


@pytest.mark.parametrize("message", ["price?", "fees?", "hrs", "deadline?", "location?", "equipment?", "tuition?"])
def test_one_noun_asks_for_one_fact(message: str) -> None:
    assert understand(message, SHOWN).act is Act.DETAILS


@pytest.mark.parametrize(
    "message", ["so it's 90 altogether, right?", "250 right?", "ok the second one is $80 in total, yes?"]
)
def test_a_sum_that_is_to_be_confirmed_asks_for_the_price(message: str) -> None:
    read = understand(message, SHOWN)
    assert (read.act, [each.value for each in read.aspects], read.wanted) == (Act.DETAILS, ["price"], {})


@pytest.mark.parametrize("message", ["when could I start?", "when can we begin"])
def test_who_starts_is_no_title(message: str) -> None:
    read = understand(message, SHOWN)
    assert (read.act, read.titles) == (Act.DETAILS, ())
