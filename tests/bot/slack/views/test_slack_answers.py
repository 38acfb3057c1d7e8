"""Real answers as messages: every limit kept, every fact as the record has it, nothing of the machinery shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.advisor import facts
from bot.advisor.messages import Answer, Choices, Credentials, PathBlock, Prose
from bot.advisor.wording import prompt_of, speaking
from bot.slack.views.actions import Action, Details, Plain, Say, ids_in, pressed
from bot.slack.views.answer import BRIEF, message
from bot.slack.views.message import PLAIN, Message, Surface
from catalog.credential import Credential
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Query
from tests.bot.slack.views.block_kit import elements, findings, known_to_the_sdk, nodes, reading, texts
from tests.bot.workbench import TODAY

CONVERSATIONS = [
    ("find python courses",),
    ("find python courses", "more"),
    ("find python courses", "tell me about 1"),
    ("find python courses", "compare 1 and 2"),
    ("find python courses", "compare 1, 2 and 3"),
    ("find python courses", "which is cheaper?"),
    ("find python courses", "cheaper"),
    ("find python courses", "what do I need before the second one?"),
    ("find python courses", "does the first one earn credit?"),
    ("free sql",),
    ("sql under $30",),
    ("at most 5 hours of accounting",),
    ("spanish courses about security",),
    ("advanced welding in person",),
    ("underwater basket weaving",),
    ("what does SQL Quick Start cost?",),
    ("I want to become a data analyst",),
    ("I want to become a data analyst, 300 dollars, 6 hours a week",),
    ("I want to become a data analyst", "what if I had 100 dollars"),
    ("I want to become a data analyst", "why step 2?"),
    ("I want to become a data analyst", "if I stop after step 1?"),
    ("I want to become a data analyst", "faster"),
    ("I want to become a data analyst", "fewer courses"),
    ("I want to become a data analyst", "save this plan"),
    ("I want to become a data analyst", "save this plan", "my plans"),
    ("I want to become a data analyst", "save this plan", "I finished step 1"),
    ("I want to become a data analyst", "save this plan", "how am I doing"),
    ("I want to become an astronaut",),
    ("I work in a shop and want to become a bookkeeper with 50 dollars",),
    ("I want the Larkmoor Data Analyst Program",),
    ("I know Python and SQL", "what do you know about me?"),
    ("what could I become?",),
    ("what could I become?", "Shop work", "Working with numbers", "Up to $100", "5 hours a week"),
    ("what do you keep about me?",),
    ("export my data",),
    ("forget me",),
    ("hello",),
    ("help",),
    ("thanks",),
    ("weather tomorrow?",),
    ("I want to talk to a human",),
    ("I lost my job and feel useless",),
    ("what is a microcredential?",),
    ("asdf qwer",),
    ("cursos gratis de sql",),
    ("quiero ser analista de datos con 100 dólares",),
    ("cursos de python", "compara 1 y 2"),
    ("je veux apprendre le python",),
    ("ich möchte Buchhaltung lernen",),
]  # fmt: skip
SURFACES = {"new": Surface(), "plain": PLAIN}
MACHINERY = re.compile(
    r"generation|optimal|feasible|one_time|self_paced|per_month|audit_free|action_id|not_taught|\bNone\b|\bnull\b"
    r"|[{}]|\bengine\b|\bscore\b|\bintent\b"
)
MONEY = re.compile(r"\$[\d,.]*\d")
LANGUAGES = ("en", "es", "fr", "de")


def _said(answer: Answer) -> str:
    return "\n".join(block.text for block in answer.blocks if isinstance(block, Prose))


@pytest.fixture(scope="module")
def records(real_search: CatalogSearch) -> dict[str, Credential]:
    hits = real_search.search(Query(limit=1000), PUBLIC).hits
    return {hit.credential.url: hit.credential for hit in hits if hit.credential.url}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("turns", CONVERSATIONS, ids=" / ".join)
def test_real_answers(
    turns: tuple[str, ...], surface: str, talk: Callable[..., Answer], records: dict[str, Credential]
) -> None:
    answer = talk(*turns)
    for brief in (True, False):
        made = message(answer, SURFACES[surface], TODAY, brief=brief)
        assert findings(made.blocks) == []
        assert known_to_the_sdk(made.blocks)
        assert made.text.strip()
        assert len(made.text) < 4000
        _check_words(made, answer)
        _check_titles(made, records)
        _check_buttons(made)


def _check_words(made: Message, answer: Answer) -> None:
    if "export my data" not in answer.constraints and answer.intent.value != "privacy":
        for text in (*texts(made.blocks), made.text):
            assert not MACHINERY.search(text), text
            assert answer.generation not in text


def _check_titles(made: Message, records: dict[str, Credential]) -> None:
    page_labels = {prompt_of("slack", "page", tongue).sections["page"] for tongue in LANGUAGES}
    for node in nodes(list(made.blocks)):
        if node.get("type") == "link" and node["text"] not in page_labels:
            assert node["text"] == records[node["url"]].title
        if node.get("type") == "task_card":
            (address,) = [part["url"] for part in nodes(node) if part.get("type") == "link"]
            assert node["title"].partition(". ")[2] == records[address].title


def _check_buttons(made: Message) -> None:
    for element in elements(list(made.blocks)):
        assert pressed(element) is not None, element


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=" / ".join)
def test_the_first_answer_is_brief(turns: tuple[str, ...], talk: Callable[..., Answer]) -> None:
    answer = talk(*turns)
    made = message(answer, Surface(), TODAY)
    prose = [text for text in texts(made.blocks) if text.rstrip("…") and text.rstrip("…") in _said(answer)]
    assert sum(map(len, prose)) <= BRIEF + 100
    details = [pressed(element) for element in elements(list(made.blocks))]
    assert sum(isinstance(what, Details) for what in details) <= 3


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=" / ".join)
def test_the_words_beside_the_blocks_hold_the_same(turns: tuple[str, ...], talk: Callable[..., Answer]) -> None:
    answer = talk(*turns)
    made = message(answer, Surface(), TODAY)
    for block in answer.blocks:
        titles = []
        if isinstance(block, Credentials):
            titles = [item.title for item in block.items]
        elif isinstance(block, PathBlock):
            titles = [step.title for step in block.path.path.steps]
        elif isinstance(block, Choices):
            titles = [block.question, *block.options]
        for title in titles:
            assert title.replace("&", "&amp;") in made.text or made.text.endswith("…")


@pytest.mark.parametrize("turns", CONVERSATIONS[:16], ids=" / ".join)
def test_a_card_prices_as_the_record_does(
    turns: tuple[str, ...], talk: Callable[..., Answer], records: dict[str, Credential]
) -> None:
    answer = talk(*turns)
    with speaking(answer.language):
        for block in message(answer, Surface(), TODAY).blocks:
            linked = [node for node in nodes(block) if node.get("type") == "link"]
            if block["type"] == "rich_text" and linked:
                item = records[linked[0]["url"]]
                stated = facts.price(item.cost, item.hours) + str(item.summary) + str(item.description)
                assert set(MONEY.findall(reading([block]))) <= set(MONEY.findall(stated))


# ---- what is shown, and what can be done


def test_three_courses_and_more_of_them(talk: Callable[..., Answer]) -> None:
    answer = talk("find python courses")
    made = message(answer, Surface(), TODAY)
    assert ids_in(made.blocks) == answer.citations
    assert Say(text="more") in [pressed(element) for element in elements(list(made.blocks))]
    assert message(talk("find python courses", "more"), Surface(), TODAY).blocks != made.blocks


def test_no_more_where_there_are_none(talk: Callable[..., Answer]) -> None:
    answer = talk("what does SQL Quick Start cost?")
    assert Say(text="more") not in [pressed(element) for element in elements(message(answer, Surface(), TODAY).blocks)]


def test_pressing_more_is_saying_more(talk: Callable[..., Answer]) -> None:
    made = message(talk("find python courses"), Surface(), TODAY)
    (more,) = [what for what in map(pressed, elements(list(made.blocks))) if what == Say(text="more")]
    assert isinstance(more, Say)
    assert talk("find python courses", more.text) == talk("find python courses", "more")


def test_options_are_buttons_that_send_themselves(talk: Callable[..., Answer]) -> None:
    answer = talk("hello")
    (choices,) = [block for block in answer.blocks if isinstance(block, Choices)]
    made = message(answer, Surface(), TODAY)
    assert [pressed(element) for element in elements(list(made.blocks))] == [Say(text=text) for text in choices.options]


def test_thumbs_only_where_something_was_answered(talk: Callable[..., Answer]) -> None:
    for turns, rated in (
        (("find python courses",), True),
        (("underwater basket weaving",), True),
        (("what could I become?",), False),
        (("hello",), False),
        (("forget me",), False),
    ):
        made = message(talk(*turns), Surface(), TODAY)
        assert any(block["type"] == "context_actions" for block in made.blocks) is rated
        plain = message(talk(*turns), PLAIN, TODAY)
        assert not any(block["type"] == "context_actions" for block in plain.blocks)
        assert ("Helpful" in reading(plain.blocks)) is rated


def test_all_of_a_long_answer_can_be_asked_for(talk: Callable[..., Answer]) -> None:
    answer = talk("quiero ser analista de datos con 100 dólares")
    brief, whole = (message(answer, PLAIN, TODAY, brief=flag) for flag in (True, False))
    read_all = Plain(action=Action.READ_ALL)
    assert read_all in [pressed(element) for element in elements(list(brief.blocks))]
    assert "pulsa “Leerlo todo”" in reading(brief.blocks)
    assert read_all not in [pressed(element) for element in elements(list(whole.blocks))]
    for block in answer.blocks:
        if isinstance(block, Prose):
            assert block.text in reading(whole.blocks)


def test_what_is_sent_turns_everything_live_off(talk: Callable[..., Answer]) -> None:
    sent = message(talk("hello"), Surface(), TODAY).arguments()
    quiet = {"mrkdwn": False, "parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
    assert {name: sent[name] for name in quiet} == quiet
    assert isinstance(sent["blocks"], list)
