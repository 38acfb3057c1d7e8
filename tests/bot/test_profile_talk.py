"""The profile in conversation, over the indexed sample and the people store: told, shown, forgotten, carried along."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from bot.advisor.messages import Intent
from catalog.learner import Learner
from tests.bot import sample_arithmetic as file
from tests.bot.people_talk import Voices, codes_of, exported, options_of, path_in, shown_in, steps_in, words_of

FREE_EXCEL = "openfurrow/spreadsheets-from-zero"
ANALYST = "I want to become a data analyst, 6 hours a week, $200"


# ---- told


@pytest.mark.parametrize(
    ("message", "known"),
    [
        ("I am a bookkeeper and I know SQL", {"role": "bookkeeper", "skills": ("SQL",)}),
        ("I know Excel and I can spend $200", {"skills": ("Microsoft Excel",), "budget": 200, "currency": "USD"}),
        ("I speak Spanish and English", {"languages": ("es", "en")}),
        ("I only have a phone", {"device": "phone"}),
        ("never show me anything from Lingua Norte again", {"avoid": ("Lingua Norte",)}),
        ("Remember that I have a bad back", {"notes": ("I have a bad back",)}),
        ("remember that I know Tableau", {"skills": ("Tableau",)}),
        (ANALYST, {"goal": "data-analyst", "budget": 200, "currency": "USD", "hours_per_week": 6.0}),
    ],
)
def test_what_is_told_is_kept_in_the_words_of_the_catalog(
    voices: Voices, message: str, known: dict[str, object]
) -> None:
    voices.say(message)
    assert voices.learner().model_dump(exclude_defaults=True) == known


def test_several_facts_told_one_by_one_come_together_and_are_shown(voices: Voices) -> None:
    for message in ("I am a bookkeeper", "I know SQL and Python", "I speak Spanish", "I only have a phone"):
        assert voices.say(message).intent is Intent.PROFILE
    said = words_of(voices.say("what do you know about me?"))
    for fact in ("bookkeeper", "SQL", "Python", "Spanish", "phone"):
        assert fact in said


def test_a_stranger_is_told_that_nothing_is_known_and_nothing_is_written(voices: Voices) -> None:
    answer = voices.say("what do you know about me?")
    assert "nothing of you yet" in words_of(answer)
    assert voices.learner() == Learner()


def test_words_that_mean_nothing_here_are_said_to_be_not_noted(voices: Voices) -> None:
    said = words_of(voices.say("I know Glimbolization"))
    assert voices.learner() == Learner()
    assert "Noted" not in said


def test_a_note_beside_a_goal_is_kept_as_well(voices: Voices) -> None:
    answer = voices.say("I want to become a data analyst. Remember that I have a bad back")
    assert path_in(answer).path.steps
    assert voices.learner().notes == ("I have a bad back",)


def test_a_search_alone_tells_nothing_of_the_person(voices: Voices) -> None:
    voices.say("free Excel courses in Spanish under 10 hours")
    assert voices.learner() == Learner()


# ---- forgotten


@pytest.mark.parametrize(
    ("told", "message", "left"),
    [
        ("I know SQL and Python", "forget that I know SQL", {"skills": ("Python",)}),
        ("I am a bookkeeper and I know SQL", "forget that I am a bookkeeper", {"skills": ("SQL",)}),
        ("I know SQL and I can spend $200", "forget my budget", {"skills": ("SQL",)}),
        ("never show me anything from Lingua Norte again", "forget what I said about Lingua Norte", {}),
        ("Remember that I have a bad back", "forget that I have a bad back", {}),
    ],
)
def test_one_fact_is_forgotten_and_the_others_stay(
    voices: Voices, told: str, message: str, left: dict[str, object]
) -> None:
    voices.say(told)
    assert voices.learner() != Learner()
    assert "Forgotten" in words_of(voices.say(message))
    assert voices.learner().model_dump(exclude_defaults=True) == left


def test_what_was_never_told_cannot_be_forgotten(voices: Voices) -> None:
    voices.say("I know SQL")
    said = words_of(voices.say("forget that I know Python"))
    assert "Forgotten" not in said
    assert voices.learner().skills == ("SQL",)


def test_a_forgotten_skill_no_longer_counts_for_the_path(voices: Voices) -> None:
    with_it = path_in(voices.say("I want to become a data analyst and I know SQL"))
    assert "SQL" in {skill.skill for skill in with_it.goal.skills if skill.held}
    voices.say("forget that I know SQL")
    again = path_in(voices.say("I want to become a data analyst"))
    assert "SQL" not in {skill.skill for skill in again.goal.skills if skill.held}
    assert voices.learner().skills == ()


def test_forget_me_leaves_nothing_in_this_or_another_conversation(voices: Voices) -> None:
    voices.say(ANALYST)
    voices.say("save this plan")
    voices.say("show me SQL courses", conversation="other")
    voices.say("I know SQL", user="ben")
    assert codes_of(voices.say("forget me")) == ["forgotten"]
    assert voices.learner() == Learner()
    assert voices.plans() == ()
    assert voices.state().plan is None
    assert voices.state(conversation="other").shown == ()
    assert voices.learner("ben").skills == ("SQL",)
    assert "nothing of you yet" in words_of(voices.say("what do you know about me?"))


# ---- carried along


def test_a_profile_goes_into_another_conversation_of_the_same_person(voices: Voices) -> None:
    voices.say("I am a bookkeeper, I know SQL and I can spend $150")
    told = path_in(voices.say("I want to become a data analyst", conversation="tomorrow"))
    held = {skill.skill for skill in told.goal.skills if skill.held}
    assert "SQL" in held
    assert told.path.totals.cost.amount <= 150
    request = voices.state(conversation="tomorrow").plan
    assert request is not None
    assert request.budget == Decimal(150)


def test_a_profile_goes_to_nobody_else(voices: Voices) -> None:
    voices.say("I am a bookkeeper, I know SQL and I can spend $150")
    for user, workspace in (("ben", None), ("ana", "T1")):
        told = path_in(voices.say("I want to become a data analyst", user=user, workspace=workspace))
        assert not any(skill.held for skill in told.goal.skills)
        known = words_of(voices.say("what do you know about me?", user=user, workspace=workspace))
        assert "data analyst" in known
        assert "bookkeeper" not in known
        assert "SQL" not in known


def test_a_later_message_corrects_what_was_known(voices: Voices) -> None:
    voices.say(ANALYST)
    voices.say("I want to become a data analyst for $90, 3 hours a week", conversation="later")
    learner = voices.learner()
    assert (learner.budget, learner.hours_per_week) == (Decimal(90), 3.0)


def test_a_day_in_the_past_no_longer_binds(voices: Voices) -> None:
    voices.say("I want to become a data analyst by May 2027")
    assert voices.learner().by is not None
    voices.later(400)
    voices.say("I want to become a data analyst", conversation="next year")
    request = voices.state(conversation="next year").plan
    assert request is not None
    assert request.by is None or request.by > dt.date(2027, 12, 1)


def test_the_languages_of_the_person_bind_a_path(voices: Voices) -> None:
    voices.say("I speak Spanish and English")
    for id_ in steps_in(voices.say("I want to become a bookkeeper")):
        assert {tag[:2] for tag in file.by_id()[id_]["language"]} & {"es", "en"}


# ---- not suggested again


def test_a_declined_course_does_not_come_up_again_anywhere(voices: Voices) -> None:
    assert shown_in(voices.say("free Excel courses")) == [FREE_EXCEL]
    assert "will not suggest" in words_of(voices.say("I'm not interested in the first one"))
    assert voices.learner().declined == (FREE_EXCEL,)
    assert FREE_EXCEL not in shown_in(voices.say("free Excel courses"))
    assert FREE_EXCEL not in shown_in(voices.say("free Excel courses", conversation="other"))
    assert shown_in(voices.say("free Excel courses", user="ben")) == [FREE_EXCEL]


def test_counts_and_pages_are_those_without_the_declined(voices: Voices) -> None:
    first = shown_in(voices.say("bookkeeping courses"))
    found = voices.state().found
    voices.say("I'm not interested in the first one")
    again = shown_in(voices.say("bookkeeping courses"))
    assert voices.state().found == found - 1
    assert again[:2] == first[1:3]


def test_a_finished_course_is_not_suggested_again_and_counts(voices: Voices) -> None:
    voices.say("SQL courses")
    (id_,) = shown_in(voices.say("tell me more about SQL Quick Start"))
    voices.say("I finished SQL Quick Start")
    assert voices.learner().done == (id_,)
    assert id_ not in shown_in(voices.say("SQL courses", conversation="other"))
    told = path_in(voices.say("I want to become a data analyst", conversation="other"))
    assert id_ not in {step.id for step in told.path.steps}
    assert next(skill for skill in told.goal.skills if skill.skill == "SQL").held


def test_a_declined_course_is_no_step_of_a_path(voices: Voices) -> None:
    steps = steps_in(voices.say(ANALYST))
    title = file.by_id()[steps[0]]["title"]
    voices.say(f"tell me more about {title}", conversation="other")
    voices.say("not interested", conversation="other")
    assert voices.learner().declined == (steps[0],)
    assert steps[0] not in steps_in(voices.say(ANALYST, conversation="new"))


def test_nothing_of_an_avoided_provider_is_suggested_until_it_is_allowed(voices: Voices) -> None:
    before = voices.say(ANALYST)
    providers = {file.by_id()[id_]["provider"] for id_ in steps_in(before)}
    assert "Quillstack Academy" in providers
    voices.say("never show me anything from Quillstack Academy again", conversation="other")
    listed = shown_in(voices.say("spreadsheet courses", conversation="other"))
    assert listed
    assert "Quillstack Academy" not in {file.by_id()[id_]["provider"] for id_ in listed}
    steps = steps_in(voices.say(ANALYST, conversation="new"))
    assert "Quillstack Academy" not in {file.by_id()[id_]["provider"] for id_ in steps}
    voices.say("forget what I said about Quillstack", conversation="other")
    again = shown_in(voices.say("tell me more about Google Sheets in an Evening", conversation="other"))
    assert [file.by_id()[id_]["provider"] for id_ in again] == ["Quillstack Academy"]
    assert voices.learner().avoid == ()


def test_an_avoided_provider_is_hidden_in_the_turn_that_says_so(voices: Voices) -> None:
    answer = voices.say("never show me anything from Quillstack Academy again. Show me spreadsheet courses")
    assert voices.learner().avoid == ("Quillstack Academy",)
    assert shown_in(answer)
    assert "Quillstack Academy" not in {file.by_id()[id_]["provider"] for id_ in shown_in(answer)}


# ---- money


def test_what_a_finished_step_cost_is_no_longer_there_to_spend(voices: Voices) -> None:
    first = path_in(voices.say(ANALYST)).path.steps[0]
    assert first.charged.amount > 0
    said = words_of(voices.say("I finished step 1"))
    left = Decimal(200) - first.charged.amount
    assert f"Of your budget ${left} is left" in said
    request = voices.state().plan
    assert request is not None
    assert (request.budget, request.done) == (left, (first.id,))
    assert voices.learner().budget == left


def test_a_free_step_leaves_the_budget_as_it_was(voices: Voices) -> None:
    steps = path_in(voices.say(ANALYST)).path.steps
    free = next(step for step in steps if not step.charged.amount)
    said = words_of(voices.say(f"I finished step {free.order}"))
    assert "is left" not in said
    assert voices.learner().budget == Decimal(200)
    assert voices.learner().done == (free.id,)


# ---- taken along


def test_the_export_is_everything_that_is_kept_and_nothing_of_others(voices: Voices) -> None:
    voices.say("I know Tableau", user="ben")
    voices.say("Remember that I have a bad back")
    voices.say(ANALYST)
    voices.say("save this plan")
    answer = voices.say("export my data")
    assert answer.intent is Intent.PRIVACY
    document = str(exported(answer))
    for kept in ("I have a bad back", "data-analyst", "Path to work as a data analyst", "200"):
        assert kept in document
    assert "Tableau from" in document
    assert "ben" not in {str(value) for value in exported(answer).values()}


def test_who_sees_it_is_told_without_keeping_anything(voices: Voices) -> None:
    answer = voices.say("will my boss see this?")
    assert answer.intent is Intent.PRIVACY
    assert "whoever runs it can reach it" in words_of(answer)
    assert voices.learner() == Learner()


def test_every_option_of_the_profile_leads_somewhere(voices: Voices) -> None:
    for option in options_of(voices.say("I know SQL")):
        answer = voices.say(option, conversation=option)
        assert answer.intent in (Intent.EXPLORE, Intent.PATH, Intent.FIND), option
