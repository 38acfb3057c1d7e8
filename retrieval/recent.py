"""The credentials of one generation that were read lately: turns ask for the same ones again and again."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.credential import Credential
from catalog.store import CatalogReader

MOST_KEPT = 4_000
"""When it would keep more than so many it begins anew."""


class RecentlyRead:
    """Reads credentials of a generation, which never changes; several threads may ask at once."""

    def __init__(self, reader: CatalogReader, generation: str) -> None:
        self._reader, self._generation = reader, generation
        self._kept: dict[str, Credential] = {}

    def credentials(self, ids: Sequence[str]) -> list[Credential]:
        """The credentials with these ids that there are, in their order."""
        found = self._kept
        if missing := [id_ for id_ in ids if id_ not in found]:
            read = {item.id: item for item in self._reader.credentials(self._generation, missing)}
            found = found | read
            self._kept = found if len(found) <= MOST_KEPT else read
        return [found[id_] for id_ in ids if id_ in found]
