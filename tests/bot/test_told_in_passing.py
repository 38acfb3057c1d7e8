"""What people say beside what they ask: who was left out by mistake, what they have no money for, where they once were."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.advisor.messages import Answer, Credentials, Intent
from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import Act, PersonAct, PlanAct
from catalog.learner import Learner
from retrieval.query import PUBLIC
from tests.bot.people_talk import Voices, path_in, shown_in, steps_in, words_of

# ---- limits in the words of a story


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("welding, 1000 bucks is the ceiling", {"max_cost": 1000, "currency": "USD"}),
        ("welding, it has to be 60 hours at the least", {"min_hours": 60}),
        ("welding, 20 hours at the very most", {"max_hours": 20}),
        ("welding, my sister chips in, we can do 2500", {"max_cost": 2500}),
        ("welding. there's nothing in my pocket", {"free": True}),
        ("welding, and it can't cost me one cent", {"free": True}),
        ("welding courses, English ok for that one", {"language": "en"}),
    ],
)
def test_a_limit_is_read_in_other_words(sample_known: Known, message: str, wanted: dict[str, Any]) -> None:
    assert understand(message, sample_known).wanted == wanted


def test_a_number_of_something_else_is_no_sum(sample_known: Known) -> None:
    assert "max_cost" not in understand("I can do 3 lessons of welding", sample_known).wanted


def test_who_could_come_in_person_takes_the_limit_back(sample_known: Known) -> None:
    held = dataclasses.replace(sample_known, held={"delivery": "self_paced"})
    found = understand("wound care? for that I could show up in person a couple of times", held)
    assert "delivery" in found.cleared
    assert "delivery" not in found.wanted


@pytest.mark.parametrize(
    "message", ["quit school at 16. welding please", "welding, do I need papers from school for that"]
)
def test_where_somebody_went_to_school_is_no_provider(sample_known: Known, message: str) -> None:
    assert not {"provider", "not_provider"} & understand(message, sample_known).wanted.keys()


def test_little_words_are_part_of_no_provider(sample_known: Known) -> None:
    known = dataclasses.replace(sample_known, providers=("Learning in Motion", "Institute of Technology"))
    assert understand("welding, there's nothing in my town", known).wanted == {}
    assert "provider" not in understand("an EKG tech class", known).wanted


# ---- providers


def test_a_goal_told_by_what_is_done_leaves_a_provider_out(voices: Voices) -> None:
    answer = voices.say("i wanna do ux research for a living. just dont give me anything by formwell")
    assert answer.constraints["not_provider"] == "Formwell Design School"


@pytest.mark.parametrize(
    "message",
    [
        "oops, i got Marketlane confused with another school",
        "sorry, I was wrong about Marketlane",
        "I mixed up Marketlane with somebody else",
        "they're back in",
        "ok, let them back in",
    ],
)
def test_a_provider_left_out_by_mistake_is_welcome_again(voices: Voices, message: str) -> None:
    before = voices.say("copywriting, but nothing from Marketlane")
    assert before.constraints["not_provider"] == "Marketlane Institute"
    after = voices.say(message)
    assert "not_provider" not in after.constraints
    assert set(shown_in(after)) - set(shown_in(before))


# ---- topics


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("k. autism, and who'd pay for that", "autism"),
        ("jesus. anything on welding", "welding"),
        ("copywriting, had a bad experience", "copywriting"),
    ],
)
def test_talk_is_no_topic(sample_known: Known, message: str, topic: str) -> None:
    assert understand(message, sample_known).text.split()[0] == topic
    assert "experience" not in understand(message, sample_known).text


def test_of_a_long_story_only_what_is_known_is_looked_for(voices: Voices) -> None:
    answer = voices.say(
        "12 years of laundry and school runs and now I'm going back to an office, help. Word & Outlook, I remember nothing"
    )
    assert shown_in(answer)
    assert "remember" not in words_of(answer)


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("i want to learn to speak in front of people without dying", "Stand Up and Speak: Presentation Weekend"),
        ("something on excel while the kids sleep", "Excel Essentials for New Analysts"),
        ("teach me to weld before my uncle retires", "MIG and TIG on Thin Metal"),
    ],
)
def test_a_clause_beside_the_topic_is_not_looked_for(voices: Voices, message: str, first: str) -> None:
    answer = voices.say(message)
    assert voices.search.show(shown_in(answer)[0], PUBLIC).title == first
    assert message.rsplit(maxsplit=1)[-1] not in words_of(answer)


def test_a_skill_is_found_beside_a_word_that_nothing_holds(voices: Voices) -> None:
    assert shown_in(voices.say("zeppelin building bookkeeping"))
    assert not shown_in(voices.say("zeppelin steering"))


@pytest.mark.parametrize("message", ["what's there from Quillstack about SQL", "what is there on SQL, data and so on"])
def test_a_question_for_what_there_is_is_a_search(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).act is Act.FIND


def test_pills_for_somebody_else_are_no_danger(sample_known: Known) -> None:
    assert understand("I do all his meals and pills at home", sample_known).act is not Act.DANGER
    assert understand("I'm going to take all my pills", sample_known).act is Act.DANGER


# ---- what lies outside


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("can you tell me if he's dyslexic", "medical"),
        ("do I give him juice or what", "medical"),
        ("what's a welder bring home", "salary"),
        ("would Volvo recognise it", "job_outcome"),
        ("what must I write there", "writing"),
        ("help me with the paper for asylum", "visa"),
    ],
)
def test_what_the_catalog_cannot_know_is_said_to_be_outside(sample_known: Known, message: str, code: str) -> None:
    found = understand(message, sample_known)
    assert (found.act, found.refused) == (Act.REFUSED, code)


@pytest.mark.parametrize("message", ["immigration paperwork course", "a course on how to write letters"])
def test_a_course_about_it_is_not_outside(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).act is Act.FIND


# ---- paths and plans


def test_a_path_to_another_role_is_taken_back(voices: Voices) -> None:
    first = path_in(voices.say("I want to become a tax preparer"))
    voices.say("what about bookkeeper instead")
    back = voices.say("nah back to the first one")
    assert path_in(back).path == first.path
    assert voices.state().constraints.to == "tax-preparer"
    again = voices.say("undo that")
    assert again.constraints["to"] == "bookkeeper"


def test_a_role_told_beside_another_is_chosen_by_a_part_of_its_name(voices: Voices) -> None:
    voices.say("solar installer or energy auditor, which is the shorter road?")
    chosen = voices.say("auditor it is. 250 for everything, 12 hours a week")
    assert chosen.constraints["to"] == "energy-auditor"
    assert chosen.constraints["hours_per_week"] == 12


@pytest.mark.parametrize("message", ["nice. keep it", "keep it", "love it! keep that one"])
def test_a_path_that_shall_be_kept_is_saved(planner: Voices, message: str) -> None:
    planner.say(message)
    assert len(planner.plans()) == 1


def test_a_saved_plan_is_dropped_with_a_reason(planner: Voices) -> None:
    planner.say("save it")
    planner.say("chuck the tax preparer one, I'd hate the forms")
    assert planner.plans() == ()


@pytest.mark.parametrize("message", ["whats left, in hours and in money", "how much is left to do in weeks"])
def test_what_is_left_of_a_path_is_summed_up(planner: Voices, message: str) -> None:
    answer = planner.say(message)
    assert answer.intent is Intent.EXPLAIN
    assert "steps for" in words_of(answer)


def test_whether_an_exam_may_be_taken_is_asked_of_the_role(sample_known: Known) -> None:
    planning = dataclasses.replace(sample_known, planned=True, plan_in_focus=True)
    plan = understand("so if I take your courses I can sit that exam?", planning).plan
    assert plan is not None
    assert plan.act is not PlanAct.CHANGE


# ---- the person


def test_who_does_not_know_is_asked_questions(voices: Voices) -> None:
    answer = voices.say("honestly idk. 41, cashier forever, feet hurt. something sitting down?")
    assert answer.intent is Intent.EXPLORE


def test_days_and_hours_are_noted_together(voices: Voices) -> None:
    voices.say("keep in mind please: I am a preschool teacher and I have only Sundays, say 3 hours weekly")
    assert (voices.learner().role, voices.learner().hours_per_week) == ("preschool-teacher", 3)


def test_all_is_erased_at_a_word_after_it_was_told(planner: Voices) -> None:
    planner.say("what do you know about me?")
    planner.say("good. now erase the lot, I am leaving")
    assert planner.learner() == Learner()


def test_nothing_is_erased_at_a_vague_word_alone(planner: Voices) -> None:
    assert planner.say("bin all of it").intent is Intent.PRIVACY
    assert planner.learner().goal == "tax-preparer"
    planner.say("what do you know about me?")
    planner.say("welding")
    planner.say("bin all of it")
    assert planner.learner().goal == "tax-preparer"


def test_wiping_is_understood_in_one_reading(sample_known: Known) -> None:
    told = dataclasses.replace(sample_known, told_profile=True)
    for words, known in (("delete it all", told), ("bin all of it", told)):
        person = understand(words, known).person
        assert person is not None
        assert person.act is PersonAct.FORGET_ALL


# ---- online


GO_TO = {"in_person", "hybrid"}


def deliveries(answer: Answer) -> set[str | None]:
    return {item.delivery for block in answer.blocks if isinstance(block, Credentials) for item in block.items}


@pytest.mark.parametrize("message", ["SQL online", "SQL over the internet", "SQL, from my couch"])
def test_online_leaves_out_what_one_has_to_go_to(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert "online" in words_of(answer).split("\n")[0]
    assert deliveries(answer)
    assert not deliveries(answer) & GO_TO


def test_online_holds_for_the_next_page_and_the_next_topic(voices: Voices) -> None:
    voices.say("first aid")
    voices.say("online please")
    pages = [voices.say(message) for message in ("excel", "more", "more")]
    assert not set().union(*map(deliveries, pages)) & GO_TO


def test_online_falls_with_a_way_of_teaching(voices: Voices) -> None:
    voices.say("wiring online")
    assert deliveries(voices.say("in person please")) == {"in_person"}
    voices.say("any format is fine")
    assert "online" not in voices.say("excel").constraints


def test_online_leaves_a_narrower_wish_as_it_is(voices: Voices) -> None:
    voices.say("excel, self paced")
    assert voices.say("online please").constraints["delivery"] == "self_paced"


def test_what_is_not_online_is_shown_with_a_word_on_it(voices: Voices) -> None:
    answer = voices.say("welding online")
    assert deliveries(answer) <= GO_TO | {None}
    assert "Nothing that fits is stated to be online" in words_of(answer)


@pytest.mark.parametrize(
    "message",
    [
        "only online please",
        "make it all online",
        "i can only do things online",
        "so just what i can do online",
        "I will not travel anywhere for it",
        "online courses only, I have no car",
    ],
)
def test_a_path_is_online_where_one_cannot_go_anywhere(voices: Voices, message: str) -> None:
    voices.say("I want to become a welder")
    answer = voices.say(message)
    assert answer.constraints.get("online"), words_of(answer)
    steps = [voices.search.show(id_, PUBLIC) for id_ in steps_in(answer)]
    assert steps
    assert not {item.delivery for item in steps} & (GO_TO | {None})
    assert " online: " in words_of(answer)


def test_a_path_tells_what_going_there_would_add_and_takes_it_in_again(voices: Voices) -> None:
    answer = voices.say("I want to become a welder, only online courses")
    assert "Courses that you have to go to as well" in words_of(answer)
    assert "online" not in voices.say("in person is fine too").constraints


# ---- who tells their work


@pytest.mark.parametrize("asked", ["is that realistic?", "could someone like me get there?", "is it still doable"])
def test_other_work_is_meant_where_it_is_asked_whether_it_can_be_done(voices: Voices, asked: str) -> None:
    answer = voices.say(f"I've been a truck driver for 9 years and my knees are done. medical coding, {asked}")
    assert answer.constraints["to"] == "medical-coder"
    assert answer.constraints["from"] == "truck-driver"


def test_a_day_in_a_story_is_no_wish_for_a_date(voices: Voices) -> None:
    assert "search by date" not in words_of(voices.say("i cried at work today honestly"))
    assert "search by date" in words_of(voices.say("SQL courses that start in January"))


def test_an_apology_is_no_topic(voices: Voices) -> None:
    assert voices.say("sorry for before").intent is Intent.GREETING


# ---- what was taken for something else


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("excel, 8ish hours a week", {"hours_per_week": 8}),
        ("excel, an hour or two max", {"max_hours": 2}),
        ("excel, my english is ok not great", {}),
    ],
)
def test_time_and_tongue_told_loosely(sample_known: Known, message: str, wanted: dict[str, Any]) -> None:
    assert understand(message, sample_known).wanted == wanted


@pytest.mark.parametrize("message", ["gotta be a saturday or online", "something with a desk, maybe payroll?"])
def test_a_day_or_a_thing_is_no_role(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).goal == ""


def test_it_in_capitals_is_no_pronoun(voices: Voices) -> None:
    answer = voices.say("warehouse guy here. wanna get into IT, what's the cheapest way in")
    assert any("IT " in item.title for block in answer.blocks if isinstance(block, Credentials) for item in block.items)


@pytest.mark.parametrize("message", ["I've got CPR and vital signs from service", "CPR I have from work"])
def test_a_common_word_is_no_provider(planner: Voices, message: str) -> None:
    assert "provider" not in planner.say(message).constraints


def test_the_first_is_the_one_that_was_offered(voices: Voices) -> None:
    voices.say("angry customers, 1 hour at most")
    answer = voices.say("the first looks fine")
    assert "have not shown" not in words_of(answer)


def test_what_is_different_between_two_is_compared(voices: Voices) -> None:
    voices.say("sql")
    assert voices.say("whats different between the first two").intent is Intent.COMPARE


def test_a_test_at_the_end_is_no_pass_rate(voices: Voices) -> None:
    voices.say("budgeting")
    assert "pass rates" not in words_of(voices.say("the first one, is there a test at the end"))


def test_how_old_somebody_is_is_no_topic(sample_known: Known) -> None:
    assert understand("my daughter's 16. something on photography", sample_known).text == "photography"
