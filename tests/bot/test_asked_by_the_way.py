"""Questions about a course that were read as something else: by a path that is the matter, a place, a language, several
facts at once, and what is left of a larger one."""

from __future__ import annotations

import dataclasses

import pytest

from bot.advisor.messages import Answer, Comparison, Credentials, Intent, Prose
from bot.advisor.understand import Known, understand
from bot.advisor.understand.aspect_names import asked_in_a_row
from bot.advisor.understand.aspects import asked
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Act, Aspect
from bot.advisor.understand.tongues import without_borrowed
from retrieval.ports import CatalogSearch
from tests.bot.workbench import Talk


@pytest.fixture
def talk(real_search: CatalogSearch) -> Talk:
    return Talk(real_search)


@pytest.fixture(scope="module")
def listed(sample_known: Known) -> Known:
    """The same after a list was shown, none of which is spoken of."""
    return dataclasses.replace(sample_known, listed=True)


@pytest.fixture(scope="module")
def focused(listed: Known) -> Known:
    """The same when one of the list is spoken of."""
    return dataclasses.replace(listed, focused=True)


def prose(answer: Answer) -> str:
    return " ".join(block.text for block in answer.blocks if isinstance(block, Prose))


def titles(answer: Answer) -> list[str]:
    return [item.title for block in answer.blocks if isinstance(block, Credentials) for item in block.items]


# ---- the exam, told or not


@pytest.mark.parametrize(
    ("title", "question", "told"),
    [
        ("Tutoring One to One", "any exam at the end?", "does not say whether Tutoring One to One has an exam"),
        ("Generative AI at Your Desk", "do i have to pass a test", "The badge test asks you"),
        ("Accounting Principles I", "is there some exam", "The final is proctored"),
        ("Nimbora Cloud Practitioner Exam", "what's the exam like", "Ninety minutes"),
    ],
)
def test_an_exam_is_told_or_said_to_be_unstated(talk: Talk, title: str, question: str, told: str) -> None:
    talk.say(title)
    answer = talk.say(question)
    assert answer.intent is Intent.DETAILS
    assert told in prose(answer)


# ---- several facts at once


@pytest.mark.parametrize(
    ("message", "aspects"),
    [
        ("price and length of that, in short", (Aspect.PRICE, Aspect.HOURS)),
        ("quickly: level + language pls", (Aspect.LEVEL, Aspect.LANGUAGE)),
        ("just the dates & the price thanks", (Aspect.START, Aspect.PRICE)),
        ("provider, link, deadline for it please", (Aspect.PROVIDER, Aspect.LINK, Aspect.START)),
        ("price hours level", (Aspect.PRICE, Aspect.HOURS, Aspect.LEVEL)),
        ("courses on price and hours", ()),
        ("hours of sign language", ()),
        ("time management and skills", ()),
    ],
)
def test_facts_are_asked_for_by_bare_names(message: str, aspects: tuple[Aspect, ...]) -> None:
    assert asked_in_a_row(Draft(message)) == aspects


@pytest.mark.parametrize(
    ("topic", "question", "told"),
    [
        (
            "linux exam",
            "how much is the linux administrator exam, how long does it take, what happens if i fail",
            ("$120", "2 hours", "one free retake"),
        ),
        (
            "accounting",
            "Accounting Principles I: who gives the credit, when does it start and is there an exam",
            ("University of Larkmoor", "11 January 2027", "The final is proctored"),
        ),
        (
            "tutoring",
            "Tutoring One to One: what must one know for it, does it have a test?",
            ("names nothing", "an exam"),
        ),
        ("HVAC Service Calls", "and its price, what's in it", ("tuition $420", "materials $60")),
    ],
)
def test_each_question_of_a_row_is_answered(talk: Talk, topic: str, question: str, told: tuple[str, ...]) -> None:
    talk.say(topic)
    answer = talk.say(question)
    assert answer.intent is Intent.DETAILS
    assert all(each in prose(answer) for each in told)


def test_a_search_with_an_afterthought_is_one_search(talk: Talk) -> None:
    assert talk.say("what do you have on excel, is there anything under 30 dollars?").constraints["max_cost"] == 30


# ---- facts in other words


@pytest.mark.parametrize(
    ("message", "aspect"),
    [
        ("who grants the college credit", Aspect.CREDIT),
        ("where do the credits come from", Aspect.CREDIT),
        ("who gives it", Aspect.PROVIDER),
        ("the exam, is that included in the price", Aspect.PARTS),
        ("and the books are they extra", Aspect.PARTS),
        ("what are its four different parts", Aspect.PIECES),
        ("what does it ask of me beforehand", Aspect.BEFORE),
        ("what level of spanish do they expect for it", Aspect.BEFORE),
        ("how good an english does one need", Aspect.BEFORE),
        ("is it entirely online", Aspect.DELIVERY),
        ("are they mostly on site", Aspect.DELIVERY),
        ("does it come with any help finding work afterwards", Aspect.SUPPORT),
        ("does the badge include some support with the job search", Aspect.SUPPORT),
        ("which parts are still left for it", Aspect.LEFT),
        ("what do i still need to get the certificate", Aspect.LEFT),
        ("is there anything left to do for it", Aspect.LEFT),
        ("what am i missing for the badge", Aspect.LEFT),
        ("how much english do they want for it", Aspect.BEFORE),
        ("what do i need for it", Aspect.BEFORE),
    ],
)
def test_a_fact_is_asked_for(message: str, aspect: Aspect) -> None:
    found = asked(Draft(message))
    assert found is not None
    assert found[0] is aspect


@pytest.mark.parametrize("message", ["can you help me find a job", "do you give me help finding work"])
def test_help_of_the_advisor_is_no_fact(message: str) -> None:
    found = asked(Draft(message))
    assert found is None or found[0] is not Aspect.SUPPORT


def test_help_with_finding_work_is_no_wish_to_explore(talk: Talk) -> None:
    talk.say("compare Your First Project Plan with Project Coordinator Certificate")
    answer = talk.say("does the certificate offer any support finding a position later")
    assert answer.intent is Intent.DETAILS
    assert "Project Coordinator Certificate comes with help for your career" in prose(answer)


@pytest.mark.parametrize("question", ["Where's the workshop?", "and how far is the school", "where is your garage"])
def test_where_a_course_is_held_is_its_place(talk: Talk, question: str) -> None:
    talk.say("MIG and TIG on Thin Metal")
    assert "Bisbee Flats" in prose(talk.say(question))


@pytest.mark.parametrize("question", ["do they lend computers", "she has no laptop, could she borrow one?"])
def test_a_device_that_is_lent_is_told(talk: Talk, question: str) -> None:
    talk.say("Computer Basics: Files, Web and Email")
    assert "partner libraries lend them" in prose(talk.say(question))


# ---- what is left of a larger one


def test_what_is_left_is_what_was_not_done(talk: Talk) -> None:
    talk.say("I finished Writing at Work: Emails, Notes and Short Reports")
    told = prose(talk.say("what is still missing for Office Ready"))
    assert "Spreadsheets from Zero" in told
    assert "Writing at Work" not in told


def test_nothing_may_be_left(talk: Talk) -> None:
    talk.say("I finished Office Ready")
    assert "nothing is left to do for Office Ready" in prose(talk.say("how many courses are left for Office Ready"))


def test_what_is_left_of_a_path_is_the_path(talk: Talk) -> None:
    talk.say("I want to become a tax preparer")
    assert talk.say("what is left?").intent is Intent.PATH


# ---- a path is the matter, and a course is asked about


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("is HVAC Service Calls only in person?", "partly online, partly in person"),
        ("what does the Instructional Design Studio expect first?", "How Adults Learn"),
        ("Medical Billing and Coding Certificate: does it need a high school diploma", "High school diploma or GED"),
        ("for Nurse Aide Preparation, do they want a background check", "background check"),
    ],
)
def test_a_named_course_is_told_of_and_leaves_the_path(talk: Talk, question: str, told: str) -> None:
    before = talk.say("I want to become a tax preparer").constraints
    answer = talk.say(question)
    assert answer.intent is Intent.DETAILS
    assert told in prose(answer)
    assert answer.constraints == before


@pytest.mark.parametrize(
    "message",
    ["leave out Pivot Tables at Work", "could you add Pivot Tables at Work to it", "only in person please"],
)
def test_what_is_said_of_the_path_stays_said_of_it(talk: Talk, message: str) -> None:
    talk.say("I want to become a data analyst")
    assert talk.say(message).intent is Intent.ADJUST_PATH


def test_a_price_that_is_complained_of_is_no_budget_where_something_else_is_sought(talk: Talk) -> None:
    talk.say("I want to become a nursing assistant")
    answer = talk.say("380 is too much. is there a short course on dementia, below 60?")
    assert answer.intent is Intent.FIND
    assert answer.constraints["max_cost"] == 60


# ---- the language of a list


@pytest.mark.parametrize(
    "message",
    [
        "any of those in spanish?",
        "and which ones are in spanish",
        "do you have the same in spanish please",
        "the same course but in spanish",
        "got them in spanish?",
        "is one of them in spanish",
    ],
)
def test_a_list_is_narrowed_by_a_language(listed: Known, message: str) -> None:
    found = understand(message, listed)
    assert (found.act, found.wanted) == (Act.FIND, {"language": "es"})


@pytest.mark.parametrize("message", ["are they all in spanish?", "is that one in spanish?", "is the second in spanish"])
def test_the_language_of_what_is_pointed_at_is_told(listed: Known, message: str) -> None:
    found = understand(message, listed)
    assert (found.act, found.aspects) == (Act.DETAILS, (Aspect.LANGUAGE,))


def test_all_that_was_found_is_looked_through(talk: Talk) -> None:
    talk.say("excel")
    assert titles(talk.say("which of these is in spanish")) == ["Excel intermedio: tablas dinámicas y búsquedas"]


def test_side_by_side_the_language_of_each_is_told(talk: Talk) -> None:
    talk.say("compare SQL Quick Start with SQL for Asking Questions")
    assert talk.say("which of them is in spanish").intent is Intent.DETAILS


def test_a_greeting_in_another_language_leaves_english_english() -> None:
    said = "hola, no, english is fine for me. a course on excel"
    assert without_borrowed(said) == "hello, no, english is fine for me. a course on excel"


# ---- comparing what is spoken of


@pytest.mark.parametrize(
    "question", ["how does that compare to Start Small", "so how would it stack up against Start Small"]
)
def test_what_is_spoken_of_is_compared_with_a_title(talk: Talk, question: str) -> None:
    talk.say("A Small Business, on Paper First")
    (compared,) = (block for block in talk.say(question).blocks if isinstance(block, Comparison))
    assert [item.title.partition(":")[0] for item in compared.items] == [
        "A Small Business, on Paper First",
        "Start Small",
    ]


# ---- what nobody can know


@pytest.mark.parametrize(
    "question", ["would my bakery turn a profit", "will a food truck make me rich?", "can i make a living from that?"]
)
def test_what_a_venture_will_bring_is_not_guessed(talk: Talk, question: str) -> None:
    talk.say("A Small Business, on Paper First")
    answer = talk.say(question)
    assert answer.intent is Intent.OUT_OF_SCOPE
    assert "“" not in answer.text


def test_a_course_on_making_money_is_looked_for(talk: Talk) -> None:
    assert talk.say("is there a course on how my shop will make money").intent is Intent.FIND


# ---- what a search is about


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("packing hall here, anything on excel", "excel"),
        ("hello, reception desk here. what is there on sign language", "sign language"),
        ("sign language for people here, cheap", "sign language"),
        ("front desk here, have you anything on dealing with conflict", "conflict"),
    ],
)
def test_where_somebody_works_is_no_topic(sample_known: Known, message: str, text: str) -> None:
    said = understand(message, sample_known).text
    assert text in said
    assert not {"hall", "desk", "dealing"} & {*said.split()}


@pytest.mark.parametrize(
    "message",
    [
        "bookkeeping for free, literally zero",
        "bookkeeping, and free. i mean free",
        "bookkeeping that costs 0, nada",
        "bookkeeping that costs zero now",
        "bookkeeping for nothing, like really free",
    ],
)
def test_nothing_said_twice_is_nothing(sample_known: Known, message: str) -> None:
    found = understand(message, sample_known)
    assert (found.text, found.wanted) == ("bookkeeping", {"free": True})


@pytest.mark.parametrize("message", ["python, own pace", "python at my own speed", "python, his own pace"])
def test_ones_own_pace_is_a_way_of_teaching(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).wanted == {"delivery": "self_paced"}


@pytest.mark.parametrize(
    ("message", "wants"),
    [
        ("since the move to the new building I do all the paperwork. a course on scheduling?", False),
        ("after our switch to a new phone system nobody answers. anything on customer service?", False),
        ("I want to switch to bookkeeping", True),
        ("a career change to nursing", True),
    ],
)
def test_what_happened_at_work_is_no_goal(sample_known: Known, message: str, wants: bool) -> None:
    assert bool(understand(message, sample_known).goal) is wants


def test_years_are_told_from_a_limit_by_the_comma(sample_known: Known) -> None:
    assert understand("meals for older people, under 70", sample_known).wanted == {"max_cost": 70}
    assert understand("first aid for kids under 12", sample_known).wanted == {}


def test_whom_a_course_is_for_is_no_topic(talk: Talk) -> None:
    answer = talk.say(
        "a free computer course for my mum, 68, who has never held a mouse, she is so keen to write emails"
    )
    assert any("Computer Basics" in title for title in titles(answer))
