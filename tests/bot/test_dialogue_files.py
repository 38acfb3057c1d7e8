"""Conversations kept as data in `dialogues/*.json`, spoken turn by turn over the indexed sample.

A file holds a list of dialogues: `{"name", "audience"?, "turns": [{"say", "intent", "constraints", ...}]}`. A turn may
also expect: `shown` (how many items are shown or compared), `least` (at least so many), `meets` (limits that every item
meets), `all` (a check of every item by name), `order` (cost or hours), `same_as`/`new_since` (the number of an earlier
turn), `refers_to` ([turn, place, ...]: the records cited are those), `title`, `code` (of a notice), `options`, `facts`
(words that the prose must hold), `not` (words that it must not hold). Of a path: `steps` (how many it tells, 0 for no
path), `costs` and `weeks` (at most), `status`, `has` and `lacks` (ids of steps), `same_path` (the
steps of an earlier turn), `kept` (what is remembered of its request).
Every path that is told is held against the catalog file.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.messages import Answer, Choices, Notice, PathBlock
from bot.advisor.path_document import PathDocument
from retrieval.ports import CatalogSearch
from retrieval.query import OPERATOR, PUBLIC
from tests.bot import plan_truth
from tests.bot import sample_arithmetic as file
from tests.bot.claims import ids_in_blocks, prose_of
from tests.bot.workbench import Talk, printed

FOLDER = Path(__file__).parent / "dialogues"
DIALOGUES: list[dict[str, Any]] = [
    dialogue for path in sorted(FOLDER.glob("*.json")) for dialogue in json.loads(path.read_text("utf-8"))
]
Turn = dict[str, Any]
Check = Callable[[Any, Turn, Answer, list[Answer]], None]

ITEM_CHECKS: dict[str, Callable[[file.Row], bool]] = {
    "public": file.is_public,
    "internal": lambda row: not file.is_public(row),
    "priced": lambda row: file.paid(row) is not None,
    "timed": lambda row: bool(row.get("hours")),
    "free": file.is_free,
}


def rows_of(answer: Answer) -> list[file.Row]:
    return [file.by_id()[id_] for id_ in ids_in_blocks(answer)]


def _meets(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    for row in rows_of(answer):
        broken = [name for name, met in file.verdicts(row, value).items() if not met]
        assert not broken, f"{row['id']} breaks {broken}"


def _all(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert rows_of(answer)
    assert all(ITEM_CHECKS[value](row) for row in rows_of(answer))


def _order(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    measured = [file.paid(row) if value == "cost" else (row.get("hours") or {}).get("max") for row in rows_of(answer)]
    known = [each for each in measured if each is not None]
    assert known == sorted(known)
    assert measured[: len(known)] == known


def _refers_to(value: Any, _: Turn, answer: Answer, before: list[Answer]) -> None:
    turn, *places = value
    earlier = before[turn - 1]
    shown = ids_in_blocks(earlier) or _ids(earlier)
    assert list(answer.citations) == [shown[place - 1] for place in places]


def _below(value: Any, _: Turn, answer: Answer, before: list[Answer]) -> None:
    """Everything shown lies below the least that an earlier turn showed."""
    turn, name = value
    measure = file.paid if name == "cost" else lambda row: (row.get("hours") or {}).get("max")
    earlier = [measure(row) for row in rows_of(before[turn - 1])]
    least = min(each for each in earlier if each is not None)
    shown = [measure(row) for row in rows_of(answer)]
    assert shown
    assert all(each is not None and each < least for each in shown)


def _same_as(value: Any, _: Turn, answer: Answer, before: list[Answer]) -> None:
    assert ids_in_blocks(answer) == ids_in_blocks(before[value - 1])


def _new_since(value: Any, _: Turn, answer: Answer, before: list[Answer]) -> None:
    assert ids_in_blocks(answer)
    assert not set(ids_in_blocks(answer)) & {id_ for each in before[value - 1 :] for id_ in ids_in_blocks(each)}


def _code(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert value in [block.code for block in answer.blocks if isinstance(block, Notice)]


def _options(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    offered = [option for block in answer.blocks if isinstance(block, Choices) for option in block.options]
    assert set(value) <= set(offered)


def _count(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert len(ids_in_blocks(answer)) == value


def _least(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert len(ids_in_blocks(answer)) >= value


def _title(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert value in [file.by_id()[id_]["title"] for id_ in answer.citations]


def _facts(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert all(words in prose_of(answer) for words in value)


def _not(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert not [words for words in value if words in printed(answer)]


def _path(answer: Answer) -> PathDocument:
    (found,) = (block.path for block in answer.blocks if isinstance(block, PathBlock))
    return found


def _steps(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    told = [len(block.path.path.steps) for block in answer.blocks if isinstance(block, PathBlock)]
    assert told == ([value] if value else [])


def _costs(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert _path(answer).path.totals.cost.amount <= value


def _weeks(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert _path(answer).path.totals.weeks <= value


def _status(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert _path(answer).status == value


def _has(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert set(value) <= {step.id for step in _path(answer).path.steps}


def _lacks(value: Any, _: Turn, answer: Answer, __: list[Answer]) -> None:
    assert not set(value) & {step.id for step in _path(answer).path.steps}


def _same_path(value: Any, _: Turn, answer: Answer, before: list[Answer]) -> None:
    assert _ids(answer) == _ids(before[value - 1])


def _ids(answer: Answer) -> list[str]:
    return [step.id for step in _path(answer).path.steps]


CHECKS: dict[str, Check] = {
    "same_path": _same_path,
    "steps": _steps,
    "costs": _costs,
    "weeks": _weeks,
    "status": _status,
    "has": _has,
    "lacks": _lacks,
    "meets": _meets,
    "all": _all,
    "order": _order,
    "refers_to": _refers_to,
    "below": _below,
    "same_as": _same_as,
    "new_since": _new_since,
    "code": _code,
    "options": _options,
    "shown": _count,
    "least": _least,
    "title": _title,
    "facts": _facts,
    "not": _not,
}


def check(turn: Turn, answer: Answer, before: list[Answer]) -> None:
    assert answer.intent.value == turn["intent"], prose_of(answer)
    if turn["constraints"] != "any":
        assert answer.constraints == turn["constraints"], prose_of(answer)
    assert set(ids_in_blocks(answer)) <= set(answer.citations)
    for name, value in turn.items():
        if name in CHECKS:
            CHECKS[name](value, turn, answer, before)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["name"])
def test_a_dialogue(real_search: CatalogSearch, dialogue: dict[str, Any]) -> None:
    talk = Talk(real_search, OPERATOR if dialogue.get("audience") == "internal" else PUBLIC)
    answers: list[Answer] = []
    for number, turn in enumerate(dialogue["turns"], 1):
        answer = talk.say(turn["say"])
        try:
            check(turn, answer, answers)
            if talk.state.plan is not None:
                plan_truth.check_answer(answer, talk.state.plan)
                kept = talk.state.plan.model_dump(mode="json")
                assert {name: kept[name] for name in turn.get("kept", {})} == turn.get("kept", {})
        except AssertionError as error:
            raise AssertionError(f"turn {number}, {turn['say']!r}: {error}") from error
        if dialogue.get("audience") != "internal":
            assert all(file.is_public(file.by_id()[id_]) for id_ in answer.citations)
        answers.append(answer)


def test_the_files_are_what_they_should_be() -> None:
    names = [dialogue["name"] for dialogue in DIALOGUES]
    assert len(names) == len(set(names)) >= 30
    for dialogue in DIALOGUES:
        assert 3 <= len(dialogue["turns"]) <= 8
        for turn in dialogue["turns"]:
            assert set(turn) <= {"say", "intent", "constraints", "kept", *CHECKS}, turn
