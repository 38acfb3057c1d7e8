"""The advisor on the dialogues: what it has to reach on the open set and on the blind one, and the form of the files."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from tests.evals.catalogs import Shelf
from tests.evals.dialogues import Dialogue, files, load
from tests.evals.scoring import score


def dialogues(*, blind: bool) -> list[Dialogue]:
    return [dialogue for path in files(blind=blind) for dialogue in load(path)]


EVERY = 80
"""One dialogue in so many is spoken here; `make eval` speaks all of them and prints what BENCHMARKS.md reports."""
FLOORS = {"constraints": 0.6, "properties": 0.6}
"""Far below what is reached, so that a slice of a few dozen turns does not fail by chance: a guard, not the measure."""


@pytest.mark.parametrize("blind", [False, True], ids=["open", "blind"])
def test_a_slice_of_the_dialogues_is_understood(shelf: Shelf, people: Any, blind: bool) -> None:
    """Compares figures alone, so that nothing of the blind set is told where one falls short."""
    total, _ = score(dialogues(blind=blind)[::EVERY], shelf, people)
    parts, counts = total.parts(), total.counts()
    assert counts["crashed"] == 0
    assert counts["invented"] <= 1
    assert all(parts[name] >= floor for name, floor in FLOORS.items()), parts


def test_there_is_enough_to_judge_by() -> None:
    everything = dialogues(blind=False) + dialogues(blind=True)
    assert len(everything) >= 150
    assert sum(len(dialogue.turns) for dialogue in everything) >= 600
    assert len(dialogues(blind=True)) * 3 >= 150
    assert len({dialogue.name for dialogue in everything}) == len(everything)


TURN = {"say": "x", "intent": ["find"], "constraints": {}, "expect": {"shows": [1, 3]}}
RIGHT = {"name": "a", "catalog": "sample", "turns": [TURN, TURN, TURN | {"expect": {"refers_to": [1, 2]}}]}


def _with(place: str, value: Any) -> dict[str, Any]:
    changed: Any = copy.deepcopy(RIGHT)
    *way, last = place.split(".")
    inner = changed
    for step in way:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = value
    return changed


def test_the_form_takes_what_is_right() -> None:
    assert len(Dialogue.model_validate(RIGHT).turns) == 3
    assert Dialogue.model_validate(_with("turns.0.expect.path", None)).turns[0].expect.named()[-1] == ("path", None)
    assert Dialogue.model_validate(
        _with("turns.0.constraints", {"max_cost": None, "level": {"any": ["beginner", None]}})
    )


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("mood", "good"),
        ("name", ""),
        ("catalog", "coursera"),
        ("audience", "public"),
        ("turns", [TURN] * 2),
        ("turns", [TURN] * 13),
        ("turns.0.hint", "x"),
        ("turns.0.intent", []),
        ("turns.0.intent", ["search"]),
        ("turns.0.constraints", "none"),
        ("turns.0.constraints", {"cost": 5}),
        ("turns.0.constraints", {"level": {"one_of": ["beginner"]}}),
        ("turns.0.expect.show", [1, 3]),
        ("turns.0.expect.shows", 3),
        ("turns.0.expect.shows", None),
        ("turns.0.expect.says", ["flat"]),
        ("turns.0.expect.topic", []),
        ("turns.0.expect.meets", {"budget": 5}),
        ("turns.0.expect.knows", {"age": 5}),
        ("turns.0.expect.path", {"cost": 5}),
        ("turns.0.expect.in_language", "it"),
        ("turns.0.expect.order", "title"),
        ("turns.1.expect.same_as", 2),
        ("turns.1.expect.refers_to", [1]),
        ("turns.1.expect.refers_to", [1, 0]),
    ],
)
def test_the_form_refuses_what_is_wrong_without_repeating_it(place: str, value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        Dialogue.model_validate(_with(place, value))
    assert "input_value" not in str(refused.value)
