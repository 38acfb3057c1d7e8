"""Requirement trees as rules: what is dropped, what is counted, and that a rule says what its tree says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from catalog.content import fold
from catalog.requirement import Requirement
from pathways.rule import (
    ALWAYS,
    NEVER,
    Count,
    Holdings,
    Need,
    Rule,
    close,
    holds,
    needs_in,
    rule_of,
    without_impossible,
    without_met,
)
from tests.pathways.oracle import rules
from tests.pathways.oracle.catalogs import IDS, SKILLS, TREES

Tree = dict[str, Any]
PARSER = TypeAdapter(Requirement)
HELD = st.tuples(st.frozensets(st.sampled_from(SKILLS)), st.frozensets(st.sampled_from((*IDS, "ghost")))).map(
    lambda each: Holdings(frozenset(map(fold, each[0])), each[1])
)
A, B, C = ({"credential": key} for key in "abc")
NEED_A, NEED_B, NEED_C = (Need(key, is_skill=False) for key in "abc")


def ruled(tree: Tree | None) -> Rule:
    return rule_of(None if tree is None else PARSER.validate_python(tree), fold)


def state(held: Holdings) -> rules.State:
    return rules.State(held.skills, held.credentials)


def both(one: Holdings, other: Holdings) -> Holdings:
    return one.plus(other.skills, other.credentials)


# ---- trees to rules


@pytest.mark.parametrize(
    "tree",
    [
        None,
        {"text": "a driving licence"},
        A | {"kind": "recommended"},
        {"all_of": [{"text": "a licence"}, B | {"kind": "recommended"}]},
        {"any_of": [A, {"text": "a licence"}]},
        {"at_least": 2, "of": [A, B | {"kind": "recommended"}, {"text": "a licence"}]},
        {"all_of": [A, B], "kind": "recommended"},
        {"all_of": [{"any_of": [A, {"all_of": [{"text": "a licence"}]}]}]},
    ],
)
def test_what_never_blocks_is_no_rule(tree: Tree | None):
    assert ruled(tree) == ALWAYS


@pytest.mark.parametrize(
    ("tree", "rule"),
    [
        ({"all_of": [A, B]}, Count(2, (NEED_A, NEED_B))),
        ({"any_of": [A, B]}, Count(1, (NEED_A, NEED_B))),
        ({"at_least": 2, "of": [A, B, C]}, Count(2, (NEED_A, NEED_B, NEED_C))),
        ({"at_least": 2, "of": [A, B, {"text": "a licence"}]}, Count(1, (NEED_A, NEED_B))),
        ({"all_of": [A, {"text": "a licence"}]}, NEED_A),
        ({"any_of": [{"all_of": [A, B]}, C]}, Count(1, (Count(2, (NEED_A, NEED_B)), NEED_C))),
    ],
)
def test_branches_are_counted(tree: Tree, rule: Rule):
    assert ruled(tree) == rule


def test_skills_go_by_their_canonical_names():
    assert ruled({"skill": "PYTHON"}) == Need("python", is_skill=True)
    assert rule_of(PARSER.validate_python({"skill": "py"}), {"py": "Python"}.__getitem__) == Need("Python", True)


def test_everything_under_a_corequisite_may_come_later():
    tree = {"all_of": [A, {"any_of": [B, {"all_of": [C]}], "kind": "corequisite"}]}
    assert [(need.name, need.together) for need in needs_in(ruled(tree))] == [("a", False), ("b", True), ("c", True)]


def test_a_corequisite_asks_the_whole_plan_and_nothing_else_does():
    now, whole = Holdings(), Holdings(credentials=frozenset("ab"))
    assert holds(ruled(A | {"kind": "corequisite"}), now, whole)
    assert not holds(ruled({"all_of": [A | {"kind": "corequisite"}, B]}), now, whole)
    assert not holds(ruled(A | {"kind": "corequisite"}), now)


@settings(deadline=None)
@given(TREES, HELD, HELD)
def test_a_rule_holds_where_its_tree_does(tree: Tree, now: Holdings, more: Holdings):
    whole = both(now, more)
    assert holds(ruled(tree), now, whole) == rules.holds(tree, state(now), state(whole))
    assert holds(ruled(tree), now) == rules.holds(tree, state(now))


# ---- simpler rules


@settings(deadline=None)
@given(TREES, HELD, HELD, HELD)
def test_taking_out_what_is_held_changes_nothing(tree: Tree, held: Holdings, more: Holdings, later: Holdings):
    rule, now = ruled(tree), both(held, more)
    whole, left = both(now, later), without_met(ruled(tree), held.has)
    assert holds(left, now, whole) == holds(rule, now, whole)
    assert not any(held.has(need) for need in needs_in(left))
    assert (left == ALWAYS) == holds(rule, held)


@settings(deadline=None)
@given(TREES, HELD, HELD)
def test_taking_out_what_is_impossible_changes_nothing(tree: Tree, possible: Holdings, drawn: Holdings):
    rule, left = ruled(tree), without_impossible(ruled(tree), possible.has)
    now = Holdings(drawn.skills & possible.skills, drawn.credentials & possible.credentials)
    assert holds(left, now) == holds(rule, now)
    assert all(possible.has(need) for need in needs_in(left))
    assert (left == NEVER) == (not holds(rule, possible))


def test_simpler_rules_by_example():
    two = ruled({"at_least": 2, "of": [A, B, C]})
    assert without_met(two, Holdings(credentials=frozenset("b")).has) == Count(1, (NEED_A, NEED_C))
    assert without_met(two, Holdings(credentials=frozenset("bc")).has) == ALWAYS
    assert without_impossible(two, lambda need: need.name != "b") == Count(2, (NEED_A, NEED_C))
    assert without_impossible(two, lambda need: need.name == "b") == NEVER
    assert without_impossible(ALWAYS, lambda _: False) == ALWAYS
    assert without_met(NEVER, Holdings(credentials=frozenset("abc")).has) == NEVER


# ---- what follows from what


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("tuvwxyz"), TREES), HELD)
def test_holdings_close_over_the_stacks_that_they_earn(stacks: dict[str, Tree], held: Holdings):
    closed = close(held, {key: ruled(tree) for key, tree in stacks.items()}.items())
    expected = rules.closure(stacks, held.skills, held.credentials)
    assert closed == Holdings(expected.skills, expected.credentials)


def test_a_stack_of_stacks_follows_and_a_circle_does_not():
    chain = {"x": ruled({"credential": "y"}), "y": ruled(A)}
    assert close(Holdings(credentials=frozenset("a")), chain.items()).credentials == {"a", "x", "y"}
    circle = {"x": ruled({"credential": "y"}), "y": ruled({"credential": "x"})}
    assert close(Holdings(), circle.items()) == Holdings()
    assert close(Holdings(credentials=frozenset("x")), circle.items()).credentials == {"x", "y"}
