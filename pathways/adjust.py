"""What if: pure functions from a plan to the request for another one, and what the two plans differ in.

Every changed request keeps what it can of the old plan: among equally good paths the one with most of its steps wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.errors import UsageError
from pathways.plan import Path, Step
from pathways.request import PathRequest


@dataclass(frozen=True, slots=True)
class Difference:
    """Between an old and a new path: steps that went and came, and how many cents and weeks more the new one takes."""

    kept: tuple[str, ...]
    dropped: tuple[Step, ...]
    added: tuple[Step, ...]
    cents: int
    weeks: float


def difference(old: Path, new: Path) -> Difference:
    """What a new path changes in an old one."""
    before, after = set(old.ids), set(new.ids)
    return Difference(
        kept=tuple(id_ for id_ in new.ids if id_ in before),
        dropped=tuple(step for step in old.steps if step.credential.id not in after),
        added=tuple(step for step in new.steps if step.credential.id not in before),
        cents=new.totals.cents - old.totals.cents,
        weeks=round(new.totals.weeks - old.totals.weeks, 2),
    )


def changed(request: PathRequest, steps: Iterable[str], **values: object) -> PathRequest:
    """The request with new limits, keeping what it can of these steps."""
    return request.changed(keep=tuple(steps), **values)


def without_step(request: PathRequest, steps: Iterable[str], step: str) -> PathRequest:
    """Without one step: it is left out from now on."""
    rest = _others(steps, step)
    return request.changed(
        keep=rest, exclude=_with(request.exclude, step), pin=tuple(id_ for id_ in request.pin if id_ != step)
    )


def swapped(request: PathRequest, steps: Iterable[str], step: str) -> PathRequest:
    """Another credential in the place of one step, the others as they are."""
    rest = _others(steps, step)
    without = without_step(request, rest, step)
    return without.changed(pin=tuple(dict.fromkeys((*without.pin, *rest))))


def with_step_done(request: PathRequest, steps: Iterable[str], step: str) -> PathRequest:
    """One step is done already."""
    return request.changed(
        keep=_others(steps, step), done=_with(request.done, step), pin=tuple(i for i in request.pin if i != step)
    )


def pinned(request: PathRequest, steps: Iterable[str], id_: str) -> PathRequest:
    """One credential has to be a step. Raises UsageError for one that was left out."""
    if id_ in request.exclude:
        raise UsageError("That course was left out before; ask for a new path to have it again.")
    return request.changed(keep=tuple(steps), pin=_with(request.pin, id_))


def _others(steps: Iterable[str], step: str) -> tuple[str, ...]:
    return tuple(id_ for id_ in steps if id_ != step)


def _with(ids: tuple[str, ...], id_: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ids, id_)))
