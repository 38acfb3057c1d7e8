"""What if: each change of a plan leads to the request for another one, and the two are compared."""

from __future__ import annotations

import pytest

from catalog.errors import UsageError
from pathways import adjust
from pathways.adjust import Difference, difference
from pathways.plan import Path
from pathways.request import Objective
from tests.pathways.oracle.catalogs import cost, day, row
from tests.pathways.planning import asked, hours, plainly

CATALOG = [
    row("a", "Python"),
    row("b", "Python", cost=cost(20)),
    row("c", "SQL", provider="South"),
    row("d", "SQL", cost=cost(20)),
    row("e", "Python", "SQL", cost=cost(25)),
]
TIES = [row(key, skill) for skill, keys in (("Python", "ax"), ("SQL", "by")) for key in keys]
ASKED = asked("Python", "SQL")
STEPS = ("a", "c")


def ids(request: adjust.PathRequest, rows: list[dict[str, object]] = CATALOG) -> tuple[str, ...]:
    return plainly(rows, request).path.ids


def test_the_path_that_is_changed():
    assert ids(ASKED) == STEPS


def test_a_step_left_out_stays_out():
    request = adjust.without_step(ASKED.changed(pin=("a", "c")), STEPS, "a")
    assert (request.exclude, request.pin, request.keep) == (("a",), ("c",), ("c",))
    assert ids(request) == ("b", "c")
    assert ids(adjust.without_step(ASKED, STEPS, "a")) == ("e",)
    again = adjust.without_step(request, ("b", "c"), "b")
    assert again.exclude == ("a", "b")
    assert ids(again) == ("e", "c")


def test_a_swapped_step_leaves_the_others_where_they_are():
    request = adjust.swapped(ASKED, STEPS, "a")
    assert (request.exclude, request.pin) == (("a",), ("c",))
    assert ids(request) == ("b", "c")
    assert ids(adjust.swapped(ASKED.changed(pin=("a",)), STEPS, "a")) == ("b", "c")


def test_a_swapped_step_that_nothing_replaces_leaves_the_rest():
    assert ids(adjust.swapped(ASKED, STEPS, "a"), [CATALOG[0], CATALOG[2]]) == ("c",)


def test_a_step_that_is_done_is_no_step_and_teaches():
    request = adjust.with_step_done(ASKED.changed(pin=("a",)), STEPS, "a")
    assert (request.done, request.pin) == (("a",), ())
    plan = plainly(CATALOG, request)
    assert (plan.path.ids, plan.path.coverage) == (("c",), 1)
    assert adjust.with_step_done(request, ("c",), "a").done == ("a",)


def test_a_pinned_credential_is_a_step_from_now_on():
    request = adjust.pinned(ASKED, STEPS, "b")
    assert ids(request) == ("b", "c")
    assert adjust.pinned(request, STEPS, "b").pin == ("b",)
    assert ids(adjust.changed(request, ("b", "c"), objective=Objective.FEWEST)) == ("b", "c")
    with pytest.raises(UsageError, match="was left out before"):
        adjust.pinned(adjust.without_step(ASKED, STEPS, "b"), STEPS, "b")


def test_new_limits_change_what_they_must():
    assert ids(adjust.changed(ASKED, STEPS, budget=10)) == ("a",)
    request = adjust.changed(ASKED, STEPS, by=asked("x", by=day(14)).by)
    assert ids(request) == ("e",)
    assert request.changed(by=None, keep=()) == ASKED


@pytest.mark.parametrize("kept", ["ab", "ay", "xb", "xy"])
def test_among_equals_the_steps_that_are_there_stay(kept: str):
    assert set(ids(adjust.changed(ASKED, kept, budget=20), TIES)) == set(kept)


def test_keeping_never_costs_anything():
    rows = [*TIES, row("z", "Python", cost=cost(9))]
    assert set(ids(adjust.changed(ASKED, ("x", "y")), rows)) == {"z", "y"}
    whole = row("w", "Python", "SQL", cost=cost(20))
    assert ids(adjust.changed(ASKED, ("x", "y")), [*TIES, whole]) == ("w",)


def test_the_difference_of_two_paths():
    old = plainly(CATALOG, ASKED).path
    new = plainly([*CATALOG, row("f", "Python", **hours(15))], adjust.pinned(ASKED, STEPS, "f")).path
    found = difference(old, new)
    assert (found.kept, found.cents, found.weeks) == (("c",), 0, 1)
    assert [step.credential.id for step in found.dropped] == ["a"]
    assert [step.credential.id for step in found.added] == ["f"]
    assert difference(old, old) == Difference(STEPS, (), (), 0, 0)
    assert difference(old, Path()).cents == -2000
