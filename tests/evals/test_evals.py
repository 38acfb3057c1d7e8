"""The form of the dialogues."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from tests.evals.dialogues import Dialogue

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
