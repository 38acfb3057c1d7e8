"""What the translators of stacking documents share: requirement trees, stack links and findings, in the native form.

A translator turns one parsed document into native rows. A rule that a document states in a way that cannot be read
becomes a tree that the native form refuses, so that the credential's rule is unknown and reported, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from catalog_ingest.problem import Problem
from catalog_ingest.sources.record import Item

Tree = dict[str, object]
Row = dict[str, object]

_MOST_CIRCLES = 20


@dataclass(frozen=True, slots=True)
class Translation:
    """A document as native rows, and what was noticed about it beside single values."""

    items: list[Item]
    problems: list[Problem]


@dataclass(slots=True)
class Notes:
    """Collects warnings, each once."""

    source: str
    _found: dict[tuple[object, ...], Problem] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        """The warnings, in the order in which they were noticed."""
        return list(self._found.values())

    def warn(self, row: int, code: str, about: str, value: object, message: str) -> None:
        """Add a warning about a field of a row."""
        key = (row, code, about, repr(value))
        if key not in self._found:
            self._found[key] = Problem(
                code=code,
                severity="warning",
                source=self.source,
                row=row,
                field=about,
                value=None if value is None else str(value),
                message=message,
            )

    def dangling(self, row: int, about: str, ref: str, near: str | None = None) -> None:
        """Add a warning about an id that nothing in the document has."""
        hint = f"{near} is the nearest; correct one of the two." if near else "it was kept as it is written."
        self.warn(row, "unknown_reference", about, ref, f"Nothing in this document has this id: {hint}")


# ---- requirement trees


def unreadable() -> Tree:
    """Stands for what cannot be read: the native form refuses any tree that holds it."""
    return {}


def held(id_: str) -> Tree:
    """The credential with this id."""
    return {"credential": id_}


def every(members: Iterable[Tree | None]) -> Tree | None:
    """All of these; None where nothing is asked."""
    asked = _each_once(members)
    return {"all_of": asked} if len(asked) > 1 else next(iter(asked), None)


def any_one(members: Iterable[Tree | None]) -> Tree | None:
    """One of these; None where nothing is asked."""
    asked = _each_once(members)
    return {"any_of": asked} if len(asked) > 1 else next(iter(asked), None)


def so_many(count: object, members: Iterable[Tree | None]) -> Tree | None:
    """At least so many of these, exactly as stated; None where 0 are asked or there is nothing to choose from."""
    asked = _each_once(members)
    number = _whole(count)
    if number == 0 or not asked:
        return None
    if number == len(asked) == 1:
        return asked[0]
    return {"at_least": number, "of": asked} if number is not None else unreadable()


def credentials_in(tree: object) -> Iterator[str]:
    """The ids that a tree asks for, from left to right; what is only recommended is left out."""
    return (leaf["credential"] for leaf in _leaves(tree) if isinstance(leaf.get("credential"), str))


def only_words(tree: Tree) -> bool:
    """Whether a tree asks for nothing but what words say: that never blocks, so nothing is earned by it."""
    return all("text" in leaf for leaf in _leaves(tree))


def _leaves(tree: object) -> Iterator[Mapping[str, Any]]:
    open_ = [tree]
    while open_:
        node = open_.pop()
        if not isinstance(node, Mapping) or node.get("kind") == "recommended":
            continue
        branches = next((node[key] for key in ("all_of", "any_of", "of") if key in node), None)
        if branches is None:
            yield node
        else:
            open_.extend(reversed(branches))


def _each_once(members: Iterable[Tree | None]) -> list[Tree]:
    return list({repr(member): member for member in members if member is not None}.values())


def _whole(count: object) -> int | None:
    if isinstance(count, bool) or not isinstance(count, int | float):
        return None
    return int(count) if isinstance(count, int) or count.is_integer() else None


# ---- rows


def link_stacks(rows: Sequence[Row], stated: Mapping[str, Iterable[str]]) -> None:
    """Gives every row its `stacks_into`: what the document states by id, and the rows that are earned by it."""
    larger: dict[str, dict[str, None]] = {id_: dict.fromkeys(links) for id_, links in stated.items()}
    for row in rows:
        for part in credentials_in(row.get("earned_by")):
            larger.setdefault(part, {})[str(row["id"])] = None
    for row in rows:
        links = [{"credential": id_} for id_ in larger.get(str(row["id"]), ()) if id_ != row["id"]]
        if links:
            row["stacks_into"] = links


def warn_of_circles(rows: Iterable[tuple[int, Row]], notes: Notes) -> None:
    """A warning for each circle: credentials, with the numbers of their rows, that are earned by, or need, each other."""
    listed = list(rows)
    numbers = {str(row["id"]): number for number, row in listed}
    needs = {str(row["id"]): _needs(row) & numbers.keys() for _, row in listed}
    for _ in range(_MOST_CIRCLES):
        circle = _circle(needs)
        if not circle:
            return
        message = "These lead back to themselves, so perhaps nobody can get there; correct one of their rules."
        notes.warn(numbers[circle[0]], "circle", "earned_by", " <- ".join(circle), message)
        for id_ in circle:
            needs.pop(id_, None)


def _needs(row: Row) -> set[str]:
    return {*credentials_in(row.get("earned_by")), *credentials_in(row.get("prerequisites"))}


def _circle(needs: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter({id_: sorted(others) for id_, others in needs.items()}).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def without_unknown(row: Mapping[str, object]) -> Row:
    """The row without what is unknown."""
    return {key: value for key, value in row.items() if value is not None and value not in ("", [])}
