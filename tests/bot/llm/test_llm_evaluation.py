"""The evaluation with a real model, here with one that plays a script."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

from bot.advisor.llm_engine import LlmEngine
from bot.advisor.messages import Answer, Intent, Spoken
from tests.bot.fake_search import FakeSearch, sample
from tests.bot.llm.calling import calling
from tests.bot.llm.conftest import PATIENT
from tests.bot.llm.model_server import ModelServer, Says
from tests.bot.workbench import Memory
from tests.evals import hearing
from tests.evals.dialogues import Dialogue
from tests.evals.with_model import Spent, worded_by


def answer(seconds: float | None, fallback: str | None = None) -> Answer:
    spoken = None
    if seconds is not None:
        spoken = Spoken(sentences=3, replaced=1, dropped=0, calls=2, tokens=1000, seconds=seconds)
    return Answer(conversation="c", text="", intent=Intent.FIND, generation="g", spoken=spoken, fallback=fallback)


def test_figures_of_a_run() -> None:
    spent = Spent.of([answer(1.0), answer(3.0), answer(None, "timeout"), answer(None)])
    assert (spent.turns, spent.worded, spent.fallbacks) == (4, 2, Counter(timeout=1))
    lines = "\n".join(spent.lines(price=2.0))
    assert "tokens a turn: 1000" in lines
    assert "sentences 6, of these built from records 2; dropped 0" in lines
    assert "longest 3.0" in lines
    assert "cost: 0.00 USD, 0.0020 a turn" in lines


def test_a_run_without_a_model_has_no_times() -> None:
    assert list(Spent.of([answer(None)]).lines(price=2.0)) == [
        "turns 1, worded by the model 0, by the rules after a failure {}"
    ]


def test_a_dialogue_is_held_with_the_model(server: ModelServer) -> None:
    looking = calling("search_courses", text="python")
    server.script = lambda request: Says("Look.") if request["messages"][-1]["role"] == "tool" else looking
    turn = {"say": "python courses", "intent": ["find"], "constraints": {}}
    dialogue = Dialogue.model_validate({"name": "d", "catalog": "sample", "turns": [turn, turn, turn]})
    catalog = SimpleNamespace(search=FakeSearch(sample()))
    with worded_by(LlmEngine("m", "k", server.url, PATIENT)) as answers:
        heard = list(hearing.speak(dialogue, catalog, Memory()))  # type: ignore[arg-type]
    assert [each.engine for each in answers] == ["llm"] * 3
    assert heard[0].answer is answers[0]
