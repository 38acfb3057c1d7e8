"""The language model's engine against a server that plays every way in which a model may go right or wrong."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer, Credentials, Intent, PathBlock, Prose, Question
from retrieval.ports import CatalogSearch
from tests.bot.claims import ids_in_blocks, prose_of
from tests.bot.llm.calling import arguments, calling
from tests.bot.llm.conftest import PATIENT, QUICK, Dialogue
from tests.bot.llm.model_server import Calls, Fails, ModelServer, Reply, Request, Says, Silent, tool_results
from tests.bot.workbench import Talk

PYTHON = calling("search_courses", text="python")
ETL = "“ETL with Plain Python” costs $89 and takes 18–20 hours."


def same_as_rules(answer: Answer, search: CatalogSearch, *said: str) -> bool:
    """Whether an answer is what the rules engine says at the end of such a conversation."""
    talk = Talk(search)
    told = [talk.say(text) for text in said][-1]
    return (answer.blocks, answer.intent, answer.constraints) == (told.blocks, told.intent, told.constraints)


# ---- a model that does as it should


def test_a_lookup_and_true_sentences(dialogue: Dialogue) -> None:
    answer = dialogue.say("python courses", PYTHON, Says(f"Two stand out. {ETL}"))
    assert (answer.engine, answer.intent) == ("llm", Intent.FIND)
    assert answer.fallback is None
    assert answer.blocks[0] == Prose(text=f"Two stand out. {ETL}")
    assert len(ids_in_blocks(answer)) == 3
    assert set(ids_in_blocks(answer)) <= set(answer.citations)
    assert answer.spoken is not None
    assert (answer.spoken.sentences, answer.spoken.replaced, answer.spoken.dropped, answer.spoken.calls) == (2, 0, 0, 2)
    assert {"advisor/system", "tools/search_courses"} <= answer.prompt_versions.keys()


def test_sentences_are_told_one_by_one_while_the_model_still_speaks(dialogue: Dialogue) -> None:
    began = time.monotonic()
    at: list[float] = []
    dialogue.told = Stamped(at)
    dialogue.server.play(PYTHON, Says(f"{ETL} It is given by Quillstack Academy.", pause=0.05))
    answer = dialogue.say("python courses")
    assert len(at) == 2
    assert at[0] - began < time.monotonic() - began - 0.2
    assert answer.text.startswith(" ".join(dialogue.told))


class Stamped(list[str]):
    """Notes when each sentence came."""

    def __init__(self, at: list[float]) -> None:
        super().__init__()
        self._at = at

    def append(self, sentence: str) -> None:
        self._at.append(time.monotonic())
        super().append(sentence)


def test_the_model_gets_typed_data_and_never_the_learners_place(dialogue: Dialogue) -> None:
    dialogue.say("python courses", PYTHON, Says(ETL))
    first, second = dialogue.server.requests
    assert first["stream"] is True
    search = next(tool["function"] for tool in first["tools"] if tool["function"]["name"] == "search_courses")
    assert set(search["parameters"]["required"]) == set(search["parameters"]["properties"])
    assert all("description" in field for field in search["parameters"]["properties"].values())
    (result,) = tool_results(second)
    assert [record["title"] for record in result["records"]][1] == "ETL with Plain Python"
    assert result["records"][1]["price"] == "$89"


def test_several_calls_at_once_are_done_in_their_order(dialogue: Dialogue) -> None:
    both = Calls((("search_courses", arguments("search_courses", text="python")), ("more_results", {})))
    answer = dialogue.say("python, and more of it", both, Says("Here you are."))
    lists = [block for block in answer.blocks if isinstance(block, Credentials)]
    assert [block.first for block in lists] == [1, 4]
    follow_up = dialogue.say("tell me about number 5", Fails(500))
    assert follow_up.engine == "rules"
    assert follow_up.citations == (lists[1].items[1].id,)


def test_two_searches_are_both_shown_where_both_are_spoken_of(dialogue: Dialogue) -> None:
    dialogue.server.play(
        calling("search_courses", text="bookkeeping"),
        calling("search_courses", text="figma"),
        Says(
            "“Bookkeeping Assistant Certificate” is one. “Components, Variables and Design Systems in Figma” is another."
        ),
    )
    answer = dialogue.say("something with books and something with figma")
    lists = [block for block in answer.blocks if isinstance(block, Credentials)]
    assert [block.first for block in lists] == [1, 4]


def test_of_two_searches_only_the_last_is_shown_where_none_is_spoken_of(dialogue: Dialogue) -> None:
    answer = dialogue.say("hm", calling("search_courses", text="xylophone"), PYTHON, Says("Have a look at these."))
    assert [type(block) for block in answer.blocks[:2]] == [Prose, Credentials]
    assert "xylophone" not in answer.text


def test_a_path_is_planned_by_the_solver(dialogue: Dialogue) -> None:
    plan = calling("plan_path", role="bookkeeper", have=["Microsoft Excel"], hours_per_week=6)
    answer = dialogue.say("how do I get into bookkeeping?", plan, Says("This path fits. It starts at once."))
    (path,) = [block.path for block in answer.blocks if isinstance(block, PathBlock)]
    assert answer.intent is Intent.PATH
    assert path.goal.role == answer.constraints["to"]
    assert answer.constraints["hours_per_week"] == 6
    again = dialogue.say("why is step 1 in it?", Fails(500))
    assert again.engine == "rules"
    assert path.path.steps[0].title in again.text


def test_the_same_search_twice_is_shown_once(dialogue: Dialogue) -> None:
    answer = dialogue.say("python courses", PYTHON, PYTHON, Says(ETL))
    (shown,) = [block for block in answer.blocks if isinstance(block, Credentials)]
    assert shown.first == 1
    assert list(answer.citations) == [item.id for item in shown.items]


def test_of_two_paths_the_last_one_stands(dialogue: Dialogue) -> None:
    plan, change = calling("plan_path", role="bookkeeper"), calling("change_path", drop=[1])
    answer = dialogue.say("bookkeeper, but drop the first step", plan, change, Says("Have a look."))
    (path,) = [block.path.path for block in answer.blocks if isinstance(block, PathBlock)]
    again = dialogue.say("show me the path again", Fails(401))
    (same,) = [block.path.path for block in again.blocks if isinstance(block, PathBlock)]
    assert [step.id for step in same.steps] == [step.id for step in path.steps]
    assert {step.id for step in path.steps} <= set(answer.citations)


def test_what_was_fetched_and_is_not_spoken_of_is_not_cited(dialogue: Dialogue) -> None:
    answer = dialogue.say("hm", calling("search_courses", text="figma"), PYTHON, Says(ETL))
    assert list(answer.citations) == ids_in_blocks(answer)
    assert len(answer.citations) == 3


def test_an_old_offer_does_not_outlive_the_turn(dialogue: Dialogue) -> None:
    dialogue.say("xylophone courses under $5", Fails(401))
    dialogue.say("and what is a data analyst?", calling("find_roles", text="data analyst"), Says("That is a job."))
    (kept,) = dialogue.memory.kept.values()
    assert Conversation.model_validate_json(kept).offer is None


# ---- wrong words


@pytest.mark.parametrize(
    ("sentence", "instead"),
    [
        ("“ETL with Plain Python” costs $79.", "ETL with Plain Python: $89 (prices of 5 November)."),
        ("“ETL with Plain Python” costs 89 €.", "ETL with Plain Python: $89 (prices of 5 November)."),
        ("“ETL with Plain Python” takes nineteen hours.", "ETL with Plain Python takes 18–20 hours."),
        ("“ETL with Plain Python” is given by Coursera.", "ETL with Plain Python is given by Quillstack Academy."),
        (
            "“ETL with Plain Python” is at https://quillstack.example/free.",
            "https://quillstack.example/etl-with-plain-python",
        ),
        ("More about it is at https://example.com/python.", "https://quillstack.example/etl-with-plain-python"),
        ("Write to help@quillstack.example for a discount.", "https://quillstack.example/etl-with-plain-python"),
        ("“ETL with Plain Python” is free.", "ETL with Plain Python: $89 (prices of 5 November)."),
        ("“ETL with Plain Python” is for beginners.", "ETL with Plain Python is intermediate level."),
        ("“ETL with Plain Python” is taught in Spanish.", "ETL with Plain Python is taught in English."),
    ],
)
def test_a_wrong_fact_is_replaced_from_the_record(dialogue: Dialogue, sentence: str, instead: str) -> None:
    answer = dialogue.say("python courses", PYTHON, Says(f"Look at “ETL with Plain Python”. {sentence} Good luck."))
    assert answer.engine == "llm"
    assert sentence not in answer.text
    assert instead in answer.text
    assert answer.text.startswith("Look at “ETL with Plain Python”. ")
    assert answer.spoken is not None
    assert (answer.spoken.replaced, answer.spoken.dropped) == (1, 0)
    assert dialogue.told[1] in answer.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Take “Google Data Analytics Certificate” as well.",
        "Harvard University has something too.",
        "You may also like Python for Wizards.",
        "There are 57 reasons to begin.",
    ],
)
def test_what_no_record_holds_is_dropped(dialogue: Dialogue, sentence: str) -> None:
    answer = dialogue.say("python courses", PYTHON, Says(f"{ETL} {sentence}"))
    assert prose_of(answer).startswith(ETL)
    assert sentence not in answer.text
    assert answer.spoken is not None
    assert (answer.spoken.replaced, answer.spoken.dropped) == (0, 1)


def test_sums_and_order_of_a_path(dialogue: Dialogue) -> None:
    plan = calling("plan_path", role="data analyst")
    true = dialogue.say("I want to become a data analyst", plan, Says("Have a look."))
    (path,) = [block.path for block in true.blocks if isinstance(block, PathBlock)]
    one, two = path.path.steps[:2]
    wrong = f"In all the path costs $7. First comes “{two.title}”, then “{one.title}”."
    answer = Dialogue(dialogue.advisor._search, dialogue.server).say("become a data analyst", plan, Says(wrong))
    assert "$7." not in answer.text
    assert f"for ${path.path.totals.cost.amount}" in answer.text
    assert f"1 “{one.title}”, 2 “{two.title}”" in answer.text


def test_a_model_whose_every_word_is_wrong_leaves_what_the_tools_say(dialogue: Dialogue) -> None:
    answer = dialogue.say("python courses", PYTHON, Says("Take “Python for Wizards”."))
    assert answer.text.startswith("I found 19 that fit")
    assert len(ids_in_blocks(answer)) == 3


# ---- failures: the rules engine answers in the same turn

BROKEN: dict[str, tuple[tuple[Any, ...], str]] = {
    "no lookup": ((Says("Try “ETL with Plain Python” for $89."),), "no_lookup"),
    "nothing said": ((Says(""),), "no_lookup"),
    "looping": ((PYTHON,), "looping"),
    "silence": ((Silent(10),), "timeout"),
    "kept alive": ((Silent(10, comments=True),), "timeout"),
    "drip": ((PYTHON, Says("word " * 200, pause=0.2)), "timeout"),
    "429 at length": ((Fails(429, {"Retry-After": "30"}),), "rate_limited"),
    "500 again and again": ((Fails(500),), "server_error"),
    "a wrong key": ((Fails(401),), "refused"),
    "no such model": ((Fails(404),), "server_error"),
    "no JSON": ((Fails(200, body="<html>welcome</html>"),), "broken_reply"),
    "cut in its words": ((PYTHON, Says(f"{ETL} And then", cut=4)), "broken_reply"),
    "cut in a call": ((Calls((("search_courses", '{"text": "python", "max_cost": 5'),)),), "broken_reply"),
    "arguments that are no JSON": ((Calls((("search_courses", "python please"),)),), "broken_reply"),
    "too long": ((PYTHON, Says("word " * 30, stop="length")), "broken_reply"),
    "missing arguments, stubbornly": ((Calls((("search_courses", {"text": "python"}),)),), "bad_calls"),
    "wrong arguments, stubbornly": ((calling("search_courses", text="python", max_cost=-5),), "bad_calls"),
    "endless words": ((PYTHON, Says("word " * 450)), "too_much"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_the_rules_engine_answers_when_the_model_does_not(
    hasty: Dialogue, fake_search: CatalogSearch, name: str
) -> None:
    replies, reason = BROKEN[name]
    began = time.monotonic()
    answer = hasty.say("python courses", *replies)
    assert time.monotonic() - began < QUICK.seconds + 4
    assert (answer.engine, answer.fallback, answer.spoken) == ("rules", reason, None)
    assert same_as_rules(answer, fake_search, "python courses")


@pytest.mark.parametrize("name", ["drip", "looping", "cut in its words"])
def test_nothing_half_done_is_kept(hasty: Dialogue, fake_search: CatalogSearch, name: str) -> None:
    hasty.say("bookkeeping courses", Fails(401))
    replies, _ = BROKEN[name]
    hasty.say("cheaper", *replies)
    answer = hasty.say("more", Fails(401))
    assert same_as_rules(answer, fake_search, "bookkeeping courses", "cheaper", "more")


def test_a_plan_is_saved_once_though_the_model_fails_after_saving(dialogue: Dialogue) -> None:
    dialogue.say("I want to become a bookkeeper", calling("plan_path", role="bookkeeper"), Says("Here it is."))
    answer = dialogue.say("save this plan", Calls((("save_plan", {}),)), Says("Saved", cut=0))
    assert answer.engine == "rules"
    assert [len(plans) for plans in dialogue.memory.saved.values()] == [1]


@pytest.mark.parametrize("fault", [Fails(429, {"Retry-After": "0"}), Fails(500), Fails(503)])
def test_a_passing_fault_is_tried_again(dialogue: Dialogue, fault: Fails) -> None:
    answer = dialogue.say("python courses", fault, PYTHON, fault, Says(ETL))
    assert answer.engine == "llm"
    assert answer.blocks[0] == Prose(text=ETL)


def test_a_failure_that_stays_is_tried_three_times_and_no_more(dialogue: Dialogue) -> None:
    dialogue.say("python courses", Fails(500))
    assert len(dialogue.server.requests) == PATIENT.retries + 1


def test_a_call_that_lacks_arguments_may_be_mended(dialogue: Dialogue) -> None:
    answer = dialogue.say("python courses", Calls((("search_courses", {"text": "python"}),)), PYTHON, Says(ETL))
    assert answer.engine == "llm"
    (error, _) = tool_results(dialogue.server.requests[-1])
    assert any(problem.startswith("max_cost") for problem in error["problems"])


def test_too_many_tokens(fake_search: CatalogSearch, server: ModelServer) -> None:
    frugal = Dialogue(fake_search, server, replace(PATIENT, tokens=1))
    assert frugal.say("python courses", PYTHON, Says(ETL)).fallback == "too_much"


def test_a_server_that_is_not_there(fake_search: CatalogSearch, server: ModelServer) -> None:
    dialogue = Dialogue(fake_search, server)
    server.server_close()
    answer = dialogue.say("python courses")
    assert (answer.engine, answer.fallback) == ("rules", "server_error")


def test_a_tool_that_does_not_exist(dialogue: Dialogue) -> None:
    buying = Calls((("buy_course", {"id": "1"}),))
    assert dialogue.say("python courses", buying, PYTHON, Says(ETL)).engine == "llm"
    assert dialogue.say("python courses", buying).fallback == "looping"


def test_a_listener_that_breaks_costs_nobody_an_answer(fake_search: CatalogSearch, server: ModelServer) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("gone")

    server.play(PYTHON, Says(ETL))
    question = Question(text="python courses", conversation="c", user="ana")
    answer = Dialogue(fake_search, server).advisor.answer(question, broken)
    assert (answer.engine, answer.fallback) == ("rules", "failed")
    assert answer.citations


def test_many_ask_at_once(fake_search: CatalogSearch, server: ModelServer) -> None:
    dialogue = Dialogue(fake_search, server)
    topics = ("python", "bookkeeping", "figma", "excel", "statistics", "docker")

    def play(request: Request) -> Reply:
        topic = request["messages"][-1]["content"].split()[-1] if request["messages"][-1]["role"] == "user" else ""
        return calling("search_courses", text=topic) if topic else Says("Have a look at these.")

    server.script = play
    with ThreadPoolExecutor(len(topics)) as pool:
        asked = [Question(text=f"courses about {topic}", conversation="c", user=topic) for topic in topics]
        answers = list(pool.map(dialogue.advisor.answer, asked))
    for topic, answer in zip(topics, answers, strict=True):
        assert answer.engine == "llm"
        (shown,) = [block for block in answer.blocks if isinstance(block, Credentials)]
        assert any(
            topic in f"{item.title} {item.skills} {item.summary} {item.description}".casefold() for item in shown.items
        )


# ---- what needs no model


@pytest.mark.parametrize(
    "message",
    [
        "hello",
        "thanks!",
        "help",
        "start over",
        "what do you know about me?",
        "forget everything about me",
        "I want to die",
    ],
)
def test_no_model_is_asked(dialogue: Dialogue, fake_search: CatalogSearch, message: str) -> None:
    answer = dialogue.say(message, Says("I am a model."))
    assert dialogue.server.requests == []
    assert (answer.engine, answer.fallback) == ("rules", None)
    assert answer.blocks == Talk(fake_search).say(message).blocks


# ---- the connection


def test_a_gateways_address_may_hold_a_query_and_gets_its_key_twice(
    fake_search: CatalogSearch, server: ModelServer
) -> None:
    from bot.advisor.llm_engine import LlmEngine

    dialogue = Dialogue(fake_search, server)
    dialogue.advisor._engine = LlmEngine("m", "secret", f"{server.url}?api-version=preview", PATIENT)
    assert dialogue.say("python courses", PYTHON, Says(ETL)).engine == "llm"
    assert server.paths[0] == "/v1/chat/completions?api-version=preview"
    headers = {name.lower(): value for name, value in server.headers[0].items()}
    assert (headers["authorization"], headers["api-key"]) == ("Bearer secret", "secret")
