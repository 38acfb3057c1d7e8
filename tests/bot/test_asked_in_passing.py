"""Questions about a course as people type them to a colleague: facts in whatever words, figures put forward, and what only
the text of a record tells."""

from __future__ import annotations

import dataclasses

import pytest

from bot.advisor.messages import Answer, Intent, Prose
from bot.advisor.understand import Known, understand
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.fact_words import facts_in_words, price_named
from bot.advisor.understand.reading import Act, Aspect, Measure
from bot.advisor.understand.references import asks_which
from bot.advisor.understand.spelling import mend
from retrieval.ports import CatalogSearch
from tests.bot.workbench import Talk


@pytest.fixture
def talk(real_search: CatalogSearch) -> Talk:
    return Talk(real_search)


@pytest.fixture(scope="module")
def shown(sample_known: Known) -> Known:
    """The same after a list was shown, one of which is spoken of."""
    return dataclasses.replace(sample_known, listed=True, focused=True)


def prose(answer: Answer) -> str:
    return " ".join(block.text for block in answer.blocks if isinstance(block, Prose))


# ---- facts in whatever words


@pytest.mark.parametrize(
    ("message", "aspects"),
    [
        ("total price pls", [Aspect.PRICE]),
        ("so whats the damage all in", [Aspect.PRICE]),
        ("what does that come to by the time im finished", [Aspect.PRICE]),
        ("is it paid by month", [Aspect.PRICE]),
        ("whereabouts do they run it", [Aspect.PLACE]),
        ("which town would i have to go to", [Aspect.PLACE]),
        ("when r the dates", [Aspect.START]),
        ("whats the soonest i could start", [Aspect.START]),
        ("last day to put my name down?", [Aspect.START]),
        ("can i still get into the december date??", [Aspect.START]),
        ("need anything beforehand?", [Aspect.BEFORE]),
        ("do they want papers from school for that", [Aspect.BEFORE]),
        ("what must I have under my belt before they'd let me in", [Aspect.BEFORE]),
        ("till when is the licence good", [Aspect.VALIDITY]),
        ("and the paper you get, is that good forever?", [Aspect.VALIDITY]),
        ("how long does the card last b4 i gotta redo it", [Aspect.VALIDITY]),
        ("can i do it on the bus on my phone", [Aspect.DEVICE]),
        ("will my old chromebook cut it", [Aspect.DEVICE]),
        ("my laptop has only 4 gigs, enough?", [Aspect.DEVICE]),
        ("where n when", [Aspect.PLACE, Aspect.START]),
    ],
)
def test_a_fact_is_read_where_all_else_is_talk(shown: Known, message: str, aspects: list[Aspect]) -> None:
    found = understand(message, shown)
    assert (found.act, list(found.aspects), found.titles) == (Act.DETAILS, aspects, ())


@pytest.mark.parametrize(
    "message", ["pricing courses", "a pottery class on my phone", "where do potters meet", "cheap watercolour lessons"]
)
def test_a_word_that_may_be_a_topic_is_no_talk(message: str) -> None:
    assert facts_in_words(Draft(message)) == ()


@pytest.mark.parametrize(
    "message",
    [
        "and sign language?",
        "is there anything on photography",
        "courses with an exam in June",
        "is there an exam for project management",
    ],
)
def test_a_new_topic_is_searched_for_and_no_fact_of_what_was_shown(shown: Known, message: str) -> None:
    assert understand(message, shown).act is Act.FIND


@pytest.mark.parametrize("message", ["can i pay it in 3 goes", "could I pay later"])
def test_how_a_price_may_be_paid_is_no_fact(shown: Known, message: str) -> None:
    assert understand(message, shown).refused == "payment"


def test_an_exam_that_no_text_tells_of_is_answered_by_the_certificate(talk: Talk) -> None:
    talk.say("Spanish from Zero for Customer Work")
    assert talk.say("does it come with a certification exam?").intent is Intent.DETAILS


def test_before_anything_was_shown_nothing_is_asked_about(sample_known: Known) -> None:
    assert understand("an excel class that works on my phone", sample_known).act is Act.FIND


# ---- figures put forward


@pytest.mark.parametrize(
    ("message", "figure"),
    [
        ("17 a month right?", "17"),
        ("540 quid?!", "540"),
        ("eighteen a month, for how long", "18"),
        ("is that $1,200 in all?", "1200"),
        ("under 50 dollars?", ""),
        ("i have 200 dollars", ""),
        ("one month", ""),
    ],
)
def test_a_figure_put_forward_is_told_from_a_limit(message: str, figure: str) -> None:
    assert price_named(Draft(message)) == figure


def test_the_price_that_is_put_forward_is_told_and_limits_nothing(talk: Talk) -> None:
    talk.say("Spanish from Zero for Customer Work")
    answer = talk.say("hang on is that 18 bucks every month till i die? what does it come to")
    assert "$18 a month (about $36 for 2 months" in prose(answer)
    assert "max_cost" not in answer.constraints


# ---- which of those


@pytest.mark.parametrize(
    ("message", "measure"),
    [
        ("which of those two is less hours", Measure.HOURS),
        ("n which one's fewer weeks", Measure.HOURS),
        ("which of them's over quicker", Measure.HOURS),
        ("which one costs me less in the end", Measure.COST),
        ("which of these sets me back more", Measure.COST),
    ],
)
def test_the_one_with_less_is_asked_for_in_other_words(message: str, measure: Measure) -> None:
    found = asks_which(Draft(mend(message)))
    assert found is not None
    assert found.measure is measure


# ---- several questions at once, and what is said beside them


@pytest.mark.parametrize(
    ("topic", "question", "told"),
    [
        (
            "brake service",
            "where do they hold the brake course, and whats the first date",
            ("Bisbee Flats", "23 January"),
        ),
        (
            "sign language courses",
            "the level 1 class, where's it at and what day does it kick off",
            ("Puerto Llano", "26 January"),
        ),
        ("American Sign Language 2", "what town, and till when can i sign up", ("Puerto Llano", "26 January")),
        ("dyslexia", "how many hrs is that in total, and is it paid by month", ("24–28 hours", "$32 a month")),
        ("french classes", "17 a month right? can i do it on the bus on my phone", ("$17 a month", "any phone")),
    ],
)
def test_each_of_several_questions_is_answered(talk: Talk, topic: str, question: str, told: tuple[str, ...]) -> None:
    talk.say(topic)
    answer = talk.say(question)
    assert answer.intent is Intent.DETAILS
    assert all(each in prose(answer) for each in told)


def test_what_somebody_does_without_is_no_search(talk: Talk) -> None:
    answer = talk.say("Writing at Work, can I make it with only my telephone? I dont have computer")
    assert answer.intent is Intent.DETAILS
    assert "any phone" in prose(answer)


def test_surprise_at_a_fact_limits_nothing(talk: Talk) -> None:
    talk.say("survey design")
    answer = talk.say("ugh in person?? where and when is Surveys That Hold Up")
    assert "delivery" not in answer.constraints
    assert "Larkmoor" in prose(answer)


# ---- what is pointed at


def test_what_is_needed_before_may_be_asked_about_next(talk: Talk) -> None:
    talk.say("Wound Care and Skin Checks at the Bedside")
    talk.say("is there another one i gotta do first")
    assert "Infection Control for Care Settings you need any phone" in prose(
        talk.say("ok and that infection one, can i do it w just a phone")
    )


def test_a_skill_before_a_question_is_what_is_asked_about(talk: Talk) -> None:
    talk.say("video editing")
    assert "$79" in prose(talk.say("And Photoshop, what would that set me back?"))


def test_whether_one_is_needed_for_another_is_answered_by_the_other(talk: Talk) -> None:
    talk.say("airflow")
    assert "Before Airflow" in prose(
        talk.say("i write python daily, do i really need that ETL with Plain Python course for airflow?")
    )


# ---- what only the text tells


@pytest.mark.parametrize(
    ("title", "question", "quoted"),
    [
        (
            "Spanish from Zero for Customer Work",
            "who do u practise with, like an actual human?",
            "role-play with a partner",
        ),
        ("Spanish from Zero for Customer Work", "how good will my spanish be afterwards", "You will not be fluent"),
        (
            "Helping Readers with Dyslexia",
            "does an actual person listen to what I do or is it only videos",
            "upload audio",
        ),
        ("Wound Care and Skin Checks at the Bedside", "how many afternoons in person", "On two afternoons"),
        ("Wound Care and Skin Checks at the Bedside", "do i work on real patients there", "on models"),
        ("Forklift Operator Day", "Need my own boots?", "Steel-toed shoes are required and can be borrowed."),
        (
            "Photoshop: Repair and Compositing",
            "is the software included or extra",
            "A subscription to the software is not included.",
        ),
        ("Autism in the Everyday Classroom", "are the teachers autistic themselves", "are autistic adults"),
        ("Electric Vehicle Systems for Mechanics", "what happens at the exam", "The practical exam is"),
    ],
)
def test_the_sentence_of_the_record_is_quoted(talk: Talk, title: str, question: str, quoted: str) -> None:
    talk.say(title)
    answer = talk.say(question)
    assert answer.intent is Intent.DETAILS
    assert f"{title}" in prose(answer)
    assert quoted in prose(answer).partition("“")[2]


def test_a_named_course_speaks_for_itself(talk: Talk) -> None:
    told = prose(talk.say("Photography with the Camera You Have: what camera do they want, and what's the damage?"))
    assert "a phone or an old camera" in told
    assert "free" in told


def test_an_age_that_is_required_is_told_as_what_is_needed(talk: Talk) -> None:
    talk.say("Nurse Aide Preparation")
    assert "Age 16 or older" in prose(talk.say("min age?"))


@pytest.mark.parametrize("question", ["do i get paid for those 2 afternoons or is that on me", "do they feed us lunch"])
def test_what_no_sentence_tells_is_refused(talk: Talk, question: str) -> None:
    talk.say("Wound Care and Skin Checks at the Bedside")
    answer = talk.say(question)
    assert answer.intent is Intent.OUT_OF_SCOPE
    assert "“" not in answer.text


def test_who_teaches_is_not_named(talk: Talk) -> None:
    talk.say("American Sign Language 2")
    assert "does not name instructors" in talk.say("who teaches it").text


def test_how_something_is_done_is_no_question_about_a_device(shown: Known) -> None:
    assert Aspect.DEVICE not in understand("how do I talk to customers on the phone", shown).aspects
