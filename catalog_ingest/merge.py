"""From the rows of all sources to one catalog: one credential an id, in the order of titles. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.store import Head, Member
from catalog_ingest.problem import Problem


@dataclass(frozen=True, slots=True)
class Merged:
    """The members in the order of positions, what each source lost to another row, and the findings about it.

    `hidden` are the rows that lost their id to another source: they come back when that one gives it up.
    """

    members: list[Member]
    hidden: list[Member]
    merged: dict[str, int]
    problems: list[Problem]


def merge(candidates: Iterable[Member]) -> Merged:
    """One member an id: the latest `as_of` wins, then the one that comes first."""
    chosen: dict[str, Member] = {}
    merged: dict[str, int] = {}
    hidden: list[Member] = []
    problems = []
    for candidate in candidates:
        holder = chosen.get(candidate.head.id)
        if holder is None:
            chosen[candidate.head.id] = candidate
            continue
        winner, loser = (candidate, holder) if _later(candidate.head, holder.head) else (holder, candidate)
        chosen[candidate.head.id] = winner
        merged[loser.source] = merged.get(loser.source, 0) + 1
        problems.append(_finding(winner, loser))
        hidden.append(loser)
    members = sorted(chosen.values(), key=lambda member: (member.head.title_key, member.head.id))
    elsewhere = [loser for loser in hidden if chosen[loser.head.id].source != loser.source]
    return Merged(members, elsewhere, merged, problems)


def _later(candidate: Head, holder: Head) -> bool:
    return (candidate.as_of or dt.date.min) > (holder.as_of or dt.date.min)


def _finding(winner: Member, loser: Member) -> Problem:
    same = winner.head.hash == loser.head.hash
    kept = f"row {winner.row} of {winner.source}"
    return Problem(
        code="duplicate_row" if same else "duplicate_id",
        severity="warning",
        source=loser.source,
        row=loser.row,
        field="id",
        value=loser.head.id,
        message=f"The same credential stands in {kept}, which is kept."
        if same
        else f"Another row has this id with other values; {kept} is kept: give each its own id or remove one.",
    )


def kept_from(members: Iterable[Member], replaced: frozenset[str]) -> list[Member]:
    """The members of the sources that a run does not replace."""
    return [member for member in members if member.source not in replaced]


def missing_from(members: Iterable[Member], replaced: frozenset[str], found: Mapping[str, Member]) -> list[Member]:
    """The members of replaced sources that the run did not find again."""
    return [member for member in members if member.source in replaced and member.head.id not in found]
