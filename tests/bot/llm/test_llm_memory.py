"""What a conversation keeps for a language model: the last exchanges, and a summary of those before."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from bot.advisor.conversation import Conversation
from bot.advisor.memory import LONG, MOST, remember, summed_up, to_sum_up, transcript
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker
from tests.bot.llm.calling import calling
from tests.bot.llm.conftest import Dialogue
from tests.bot.llm.model_server import Fails, Reply, Request, Says, Silent
from tests.bot.workbench import Talk

PYTHON = calling("search_courses", text="python")


def state(dialogue: Dialogue) -> Conversation:
    (kept,) = dialogue.memory.kept.values()
    return Conversation.model_validate_json(kept)


def sums_up(request: Request) -> bool:
    return str(request["messages"][0]["content"]).startswith("Sum up")


def script(summary: Reply) -> Any:
    """Answers every question after one search, and every wish for a summary with the same."""

    def play(request: Request) -> Reply:
        if sums_up(request):
            return summary
        return Says("Have a look.") if request["messages"][-1]["role"] == "tool" else PYTHON

    return play


def test_few_exchanges_are_kept_word_by_word() -> None:
    kept = Conversation()
    for number in range(LONG - 1):
        remember(kept, f"q{number}", f"a{number}")
    assert kept.exchanges == tuple((f"q{number}", f"a{number}") for number in range(LONG - 1))
    assert not to_sum_up(kept)


def test_many_exchanges_are_bounded_even_without_a_summary() -> None:
    kept = Conversation()
    for number in range(50):
        remember(kept, f"q{number}" * 900, f"a{number}" * 900)
    assert len(kept.exchanges) == MOST
    assert sum(len(text) for pair in kept.exchanges for text in pair) <= MOST * 2000
    assert kept.exchanges[-1][0].startswith("q49")


def test_a_summary_takes_the_place_of_what_it_sums_up() -> None:
    kept = Conversation(summary="Before.")
    for number in range(LONG):
        remember(kept, f"q{number}", f"a{number}")
    older = to_sum_up(kept)
    assert transcript(kept, older).startswith("Before.\nLearner: q0\nAdvisor: a0")
    summed_up(kept, older, "  Wants Python.  ")
    assert kept.summary == "Wants Python."
    assert [question for question, _ in kept.exchanges] == ["q3", "q4", "q5"]


def test_an_empty_summary_loses_nothing() -> None:
    kept = Conversation(exchanges=tuple(("q", str(number)) for number in range(LONG)))
    summed_up(kept, to_sum_up(kept), " \n")
    assert len(kept.exchanges) == LONG


def test_the_model_reads_the_earlier_exchanges(dialogue: Dialogue) -> None:
    dialogue.say("python courses", PYTHON, Says("Have a look."))
    dialogue.say("and for beginners?", PYTHON, Says("These."))
    roles = [message["role"] for message in dialogue.server.requests[-2]["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
    earlier = dialogue.server.requests[-2]["messages"]
    assert earlier[1]["content"] == "python courses"
    assert earlier[2]["content"].startswith("Have a look.")
    assert earlier[3]["content"].endswith("\nand for beginners?")


def test_what_holds_in_the_conversation_is_handed_over_as_data(dialogue: Dialogue) -> None:
    dialogue.say("python under $100 for beginners", Fails(401))
    dialogue.say("the second one?", PYTHON, Says("Have a look."))
    question = dialogue.server.requests[-2]["messages"][-1]["content"]
    data = json.loads(question.splitlines()[1])
    assert data["limits_in_force"] == {"max_cost": 100, "currency": "USD", "level": "beginner"}
    assert set(data["shown_by_number"]) == {"1", "2", "3"}


def test_a_long_conversation_is_summed_up_while_the_answer_is_made(dialogue: Dialogue) -> None:
    dialogue.server.script = script(Says("The learner wants Python."))
    for number in range(LONG + 1):
        dialogue.say(f"python courses, number {number}")
    kept = state(dialogue)
    assert kept.summary == "The learner wants Python."
    assert len(kept.exchanges) <= LONG
    assert sum(map(sums_up, dialogue.server.requests)) == 1
    dialogue.say("python courses again")
    assert "The learner wants Python." in dialogue.server.requests[-1]["messages"][-3]["content"]


@pytest.mark.parametrize("trouble", [Fails(500), Silent(3), Says("")])
def test_a_summary_that_fails_holds_nothing_up(dialogue: Dialogue, trouble: Reply) -> None:
    dialogue.server.script = script(trouble)
    answers = [dialogue.say(f"python courses, number {number}") for number in range(LONG + 2)]
    assert {answer.engine for answer in answers} == {"llm"}
    assert state(dialogue).summary == ""
    assert len(state(dialogue).exchanges) == MOST


def test_without_a_model_no_words_are_kept(fake_search: CatalogSearch) -> None:
    talk = Talk(fake_search)
    talk.say("a violet elephant, python courses")
    assert talk.state.exchanges == ()
    assert "violet" not in talk.state.model_dump_json().replace(talk.state.text, "")


def test_starting_over_forgets_the_words_too(dialogue: Dialogue) -> None:
    dialogue.say("a violet elephant, python courses", PYTHON, Says("Have a look."))
    dialogue.say("start over", Says("no"))
    assert "violet" not in str(dialogue.memory.kept)


def test_forgetting_a_person_forgets_the_words(dialogue: Dialogue) -> None:
    dialogue.say("a violet elephant, python courses", PYTHON, Says("Have a look."))
    dialogue.say("forget everything about me", Says("no"))
    assert "violet" not in str(dialogue.memory.kept)


def test_how_many_sentences_failed_is_logged(dialogue: Dialogue, caplog: pytest.LogCaptureFixture) -> None:
    dialogue.say("python courses", PYTHON, Says("Have a look. Take “Mauve Zebra”. “ETL with Plain Python” costs $5."))
    assert "2 sentences of the language model stood in no record, 2 were said" in caplog.text


def test_no_words_of_anybody_reach_the_log(dialogue: Dialogue, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        dialogue.say("a violet elephant, python courses", PYTHON, Says("Take “Mauve Zebra”.", cut=1))
    ours = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(("bot", "catalog", "people", "retrieval"))
    ]
    assert any("gave no answer: broken_reply" in message for message in ours)
    assert not [message for message in ours if "violet" in message or "Mauve" in message or "python" in message]


MEMBER, COLLEAGUE = Asker(frozenset({"brightwater"}), frozenset({"finance"})), Asker(frozenset({"brightwater"}))


@pytest.mark.parametrize("later", [COLLEAGUE, PUBLIC])
def test_what_was_for_somebody_who_saw_more_is_not_told_to_the_model(dialogue: Dialogue, later: Asker) -> None:
    dialogue.say("python courses", PYTHON, Says("Have a look."), asker=MEMBER)
    dialogue.say("and for beginners?", PYTHON, Says("These."), asker=later)
    assert "Have a look." not in json.dumps(dialogue.server.requests[-2:])
    assert [question for question, _ in state(dialogue).exchanges] == ["and for beginners?"]


def test_who_sees_more_than_before_is_remembered(dialogue: Dialogue) -> None:
    dialogue.say("python courses", PYTHON, Says("Have a look."))
    dialogue.say("and for beginners?", PYTHON, Says("These."), asker=MEMBER)
    assert len(state(dialogue).exchanges) == 2
