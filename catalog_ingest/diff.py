"""What a new catalog changes in the one that serves. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.credential import Credential
from catalog.store import Member
from catalog_ingest.report import Change


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids by what happens to them; `changed` pairs the old content's hash with the new one's."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: dict[str, tuple[str, str]]
    unchanged: int


def compare(old: Sequence[Member], new: Sequence[Member]) -> Difference:
    """The difference of two catalogs by id and content; a row that only moved in its file is unchanged."""
    before = {member.head.id: member.head.hash for member in old}
    after = {member.head.id: member.head.hash for member in new}
    changed = {id_: (before[id_], hash_) for id_, hash_ in after.items() if id_ in before and before[id_] != hash_}
    return Difference(
        added=tuple(id_ for id_ in after if id_ not in before),
        removed=tuple(id_ for id_ in before if id_ not in after),
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


def _fields(old: Credential, new: Credential) -> tuple[str, ...]:
    return tuple(
        name for name in Credential.model_fields if name != "source" and getattr(old, name) != getattr(new, name)
    )
