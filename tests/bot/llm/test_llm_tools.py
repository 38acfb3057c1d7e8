"""Each tool does what the rules engine does for a message of the same meaning, and leaves the conversation the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from bot.advisor.messages import Answer, Block, Intent, Notice, Prose
from bot.advisor.tools.registry import BY_NAME
from prompts import library
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC
from tests.bot.llm.calling import calling
from tests.bot.llm.conftest import Dialogue
from tests.bot.llm.model_server import Calls, Fails, ModelServer, Says, tool_results
from tests.bot.workbench import Talk

NO_MODEL = Fails(401)
PYTHON = "python courses under $100"
BOOKKEEPER = "I want to become a bookkeeper with $300"

SAME: tuple[tuple[tuple[str, ...], Calls, str], ...] = (
    ((), calling("search_courses", text="python", max_cost=100, currency="USD"), PYTHON),
    ((), calling("search_courses", text="bookkeeping", free=True, level="beginner"), "free bookkeeping for beginners"),
    ((), calling("search_courses", text="excel", sort="cost"), "cheapest excel courses"),
    ((PYTHON,), calling("search_courses", text="python", max_hours=20), "python up to 20 hours, any price"),
    ((PYTHON,), Calls((("more_results", {}),)), "more"),
    ((PYTHON,), calling("compare_courses", ids=[0, 1]), "compare the first two"),
    ((PYTHON,), calling("course_details", ids=[1]), "tell me about the second one"),
    ((), calling("plan_path", role="bookkeeper", max_cost=300, currency="USD"), BOOKKEEPER),
    ((), calling("plan_path", role="data analyst", have=["Excel"], max_cost=200),
     "I want to become a data analyst with $200, I know Excel"),
    ((), calling("plan_path", role="xylophone tuner"), "I want to become a xylophone tuner"),
    ((BOOKKEEPER,), calling("change_path", drop=[2]), "drop step 2"),
    ((BOOKKEEPER,), calling("change_path", swap=[1]), "swap step 1"),
    ((BOOKKEEPER,), calling("change_path", objective="fastest"), "faster"),
    ((BOOKKEEPER,), calling("change_path", hours_per_week=10), "10 hours a week"),
    ((BOOKKEEPER, "drop step 2"), calling("change_path", undo=True), "undo"),
    ((BOOKKEEPER,), calling("explain_path", question="show"), "show me the path again"),
    ((BOOKKEEPER,), calling("explain_path", question="others"), "alternatives?"),
)  # fmt: skip


def unsaid(answer: Answer) -> list[Block]:
    """The blocks but the sentences, and but the offer that a plain yes would take."""
    return [block for block in answer.blocks if not isinstance(block, Prose | Notice)]


def with_ids(reply: Calls, shown: tuple[str, ...]) -> Calls:
    """A call whose ids are places in what was shown."""
    name, given = reply.calls[0]
    assert isinstance(given, dict)
    ids = given.get("ids")
    return Calls(((name, given | ({"ids": [shown[place] for place in ids]} if ids else {})),))


def state_of(dialogue: Dialogue) -> Any:
    (kept,) = dialogue.memory.kept.values()
    return kept


Talks = Callable[[tuple[str, ...]], Talk]


@pytest.fixture(scope="module")
def talks(fake_search: CatalogSearch) -> Talks:
    """A talk in which these messages were answered by the rules engine, whose paths are planned once."""

    @cache
    def led(before: tuple[str, ...]) -> Talk:
        talk = led(before[:-1]).again() if before else Talk(fake_search)
        if before:
            talk.say(before[-1])
        return talk

    return lambda before: led(before).again()


@pytest.mark.parametrize(("before", "reply", "message"), SAME, ids=[message for _, _, message in SAME])
def test_a_tool_and_a_message_of_the_same_meaning(
    talks: Talks, server: ModelServer, fake_search: CatalogSearch, before: tuple[str, ...], reply: Calls, message: str
) -> None:
    talk = talks(before)
    dialogue = Dialogue(fake_search, server, memory=talk.memory)
    shown = talk.state.shown
    told = talk.say(message)
    answer = dialogue.say("go on then, you choose", with_ids(reply, shown), Says("Have a look."))
    assert answer.engine == "llm"
    assert unsaid(answer) == unsaid(told)
    assert (answer.constraints, answer.intent) == (told.constraints, told.intent)
    assert set(answer.citations) == set(told.citations)
    follow_up = "more" if talk.state.plan is None else "what does it come to in all?"
    assert dialogue.say(follow_up, NO_MODEL).blocks == talk.say(follow_up).blocks


SAYING: tuple[tuple[tuple[str, ...], Calls, str], ...] = (
    ((PYTHON,), calling("course_details", ids=[1], facts=["price", "hours"]), "how much is the second one?"),
    ((PYTHON,), calling("stacking_and_credit", ids=[0]), "what does the first one count toward?"),
    ((BOOKKEEPER,), calling("explain_path", question="why", step=2), "why step 2?"),
    ((BOOKKEEPER,), calling("explain_path", question="stop", step=1), "what do I have if I stop after step 1?"),
    ((BOOKKEEPER,), calling("explain_path", question="totals"), "what does it come to in all?"),
    ((BOOKKEEPER,), calling("explain_path", question="demands"), "do I need a degree?"),
    ((BOOKKEEPER,), calling("explain_path", question="can", by="2027-03-01"), "can I finish by 1 March 2027?"),
)


@pytest.mark.parametrize(("before", "reply", "message"), SAYING, ids=[message for _, _, message in SAYING])
def test_what_a_tool_hands_back_is_what_the_rules_engine_says(
    talks: Talks, server: ModelServer, fake_search: CatalogSearch, before: tuple[str, ...], reply: Calls, message: str
) -> None:
    talk = talks(before)
    dialogue = Dialogue(fake_search, server, memory=talk.memory)
    shown = talk.state.shown
    told = talk.say(message)
    dialogue.say("go on then, you choose", with_ids(reply, shown), Says("Have a look."))
    (result,) = tool_results(dialogue.server.requests[-1])
    first = next(block.text for block in told.blocks if isinstance(block, Prose))
    assert first in " ".join(result["said"])


def test_roles_are_found_with_their_skills(dialogue: Dialogue) -> None:
    answer = dialogue.say(
        "what is a data analyst?", calling("find_roles", text="data analyst"), Says("A data analyst works with SQL.")
    )
    (result,) = tool_results(dialogue.server.requests[-1])
    assert result["roles"][0]["title"] == "Data analyst"
    assert "SQL" in result["roles"][0]["skills"]
    assert "A data analyst works with SQL." in answer.text


def test_without_a_path_nothing_can_be_changed_or_explained(dialogue: Dialogue) -> None:
    calls = Calls((*calling("change_path", drop=[1]).calls, *calling("explain_path", question="totals").calls))
    dialogue.say("drop something for me", calls, calling("search_courses", text="python"), Says("Fine."))
    first, second, _ = tool_results(dialogue.server.requests[-1])
    assert first == second == {"error": "There is no path yet. Call plan_path first."}


def test_what_the_asker_may_not_see_is_not_there(dialogue: Dialogue, fake_search: CatalogSearch) -> None:
    internal = next(item for item in fake_search._items if item.audience.visibility == "internal")  # type: ignore[attr-defined]
    assert not PUBLIC.may_see(internal.audience)
    answer = dialogue.say("tell me about it", calling("course_details", ids=[internal.id]), Says("Here it is."))
    assert internal.id not in answer.citations
    assert internal.title not in answer.text + str(dialogue.server.requests[-1]["messages"][-1])


def test_every_tool_is_described_and_every_argument_of_it() -> None:
    for tool in BY_NAME.values():
        schema = tool.schema()
        assert tool.prompt.sections["tool"]
        assert set(schema.get("required", ())) == set(schema["properties"])
        assert set(tool.prompt.sections) == {"tool", *schema["properties"]}, tool.name
        assert schema["additionalProperties"] is False
    assert {name for name in library() if name.startswith("tools/")} == {f"tools/{name}" for name in BY_NAME}


# ---- what concerns the person


def test_a_plan_is_saved_listed_opened_and_marked(dialogue: Dialogue) -> None:
    dialogue.say(BOOKKEEPER, NO_MODEL)
    saved = dialogue.say("save this plan", Calls((("save_plan", {}),)), Says("It is kept."))
    assert (saved.engine, saved.intent) == ("llm", Intent.PROGRESS)
    listed = dialogue.say("which plans did I save?", Calls((("list_plans", {}),)), Says("Here they are."))
    assert [block.options for block in listed.blocks if block.type == "choices"] == [("open plan 1",)]
    done = dialogue.say("I finished step 1", calling("mark_done", steps=[1]), Says("Well done."))
    assert done.intent is Intent.PROGRESS
    (learner,) = dialogue.memory.learners.values()
    assert len(learner.done) == 1
    opened = dialogue.say("please show my plan 1", calling("open_plan", number=1), Says("Here it is."))
    assert opened.intent is Intent.PATH
    assert any(block.type == "path" for block in opened.blocks)


def test_facts_are_remembered_and_forgotten_in_the_words_of_the_learner(dialogue: Dialogue) -> None:
    dialogue.say(
        "remember that I prefer mornings", calling("remember", fact="The learner is a surgeon."), Says("Noted.")
    )
    (learner,) = dialogue.memory.learners.values()
    assert learner.notes == ("I prefer mornings",)
    dialogue.say("forget my notes", calling("forget", fact="everything"), Says("Gone."))
    assert not [learner for learner in dialogue.memory.learners.values() if not learner.is_blank]


def test_a_tool_that_writes_does_so_once_a_turn(dialogue: Dialogue) -> None:
    dialogue.say(BOOKKEEPER, NO_MODEL)
    twice = Calls((("save_plan", {}), ("save_plan", {})))
    dialogue.say("save this plan", twice, Says("It is kept."))
    assert [len(plans) for plans in dialogue.memory.saved.values()] == [1]
