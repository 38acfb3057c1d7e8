"""The catalog as one asker may see it: the port through which paths are planned."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from catalog.credential import Credential


class Shelf(Protocol):
    """The credentials that serve, narrowed to one asker's audience: nothing else ever enters a path."""

    @property
    def generation(self) -> str:
        """The id of the generation that answers."""

    def canonical(self, skill: str) -> str:
        """The name by which a skill is compared: its aliases, and other spellings of it, give the same one."""

    def teaching(self, skills: Collection[str]) -> list[Credential]:
        """The credentials that teach any of these skills, given by their canonical names."""

    def credentials(self, ids: Collection[str]) -> list[Credential]:
        """The credentials with these ids; those that are not there or not for the asker are left out."""

    def stacks(self) -> tuple[Credential, ...]:
        """The larger credentials: all that are earned by others."""
