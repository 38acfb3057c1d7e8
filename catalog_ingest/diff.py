"""What a new catalog changes in the one that serves. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from catalog.credential import Credential
from catalog.store import Member
from catalog_ingest.report import Change, Example

MOST_EXAMPLES = 5
"""So many of each kind are shown with their titles."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The contents' hashes by id and by what happens to them; `changed` pairs the old one with the new one."""

    added: dict[str, str]
    removed: dict[str, str]
    changed: dict[str, tuple[str, str]]
    unchanged: int


def compare(old: Sequence[Member], new: Sequence[Member]) -> Difference:
    """The difference of two catalogs by id and content; a row that only moved in its file is unchanged."""
    before = {member.head.id: member.head.hash for member in old}
    after = {member.head.id: member.head.hash for member in new}
    changed = {id_: (before[id_], hash_) for id_, hash_ in after.items() if id_ in before and before[id_] != hash_}
    return Difference(
        added={id_: hash_ for id_, hash_ in after.items() if id_ not in before},
        removed={id_: hash_ for id_, hash_ in before.items() if id_ not in after},
        changed=changed,
        unchanged=len(after.keys() & before.keys()) - len(changed),
    )


def changes(difference: Difference, contents: Mapping[str, Credential]) -> tuple[Change, ...]:
    """The difference as lines of the report; `contents` holds old and new contents of what changed, by hash."""
    changed = (
        Change(id=id_, kind="changed", fields=_fields(contents[old], contents[new]))
        for id_, (old, new) in difference.changed.items()
    )
    return (
        *(Change(id=id_, kind="added") for id_ in difference.added),
        *changed,
        *(Change(id=id_, kind="removed") for id_ in difference.removed),
    )


def wanted(difference: Difference) -> list[str]:
    """The hashes of the contents that `changes` and `examples` look at."""
    pairs = [hash_ for pair in difference.changed.values() for hash_ in pair]
    return [*_first(difference.added).values(), *_first(difference.removed).values(), *pairs]


def examples(difference: Difference, contents: Mapping[str, Credential]) -> tuple[Example, ...]:
    """A few of each kind; of those that changed, the ones with another price first."""
    pairs = [(contents[old], contents[new]) for old, new in difference.changed.values()]
    repriced = sorted(pairs, key=lambda pair: pair[0].cost == pair[1].cost)[:MOST_EXAMPLES]
    added = [contents[hash_] for hash_ in _first(difference.added).values()]
    removed = [contents[hash_] for hash_ in _first(difference.removed).values()]
    return (
        *(_repriced(old, new) for old, new in repriced),
        *(Example(id=item.id, kind="added", title=item.title) for item in added),
        *(Example(id=item.id, kind="removed", title=item.title) for item in removed),
    )


def _first(hashes: Mapping[str, str]) -> dict[str, str]:
    return dict(islice(hashes.items(), MOST_EXAMPLES))


def _repriced(old: Credential, new: Credential) -> Example:
    if old.cost == new.cost:
        return Example(id=new.id, kind="changed", title=new.title)
    return Example(id=new.id, kind="changed", title=new.title, cost_before=old.cost, cost_after=new.cost)


def _fields(old: Credential, new: Credential) -> tuple[str, ...]:
    return tuple(
        name for name in Credential.model_fields if name != "source" and getattr(old, name) != getattr(new, name)
    )
