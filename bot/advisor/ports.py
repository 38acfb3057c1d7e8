"""What the advisor needs of the rest of the house."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from people.store import PeopleStore
from retrieval.ports import CatalogSearch

__all__ = ["CatalogSearch", "Clock", "PeopleStore"]


class Clock(Protocol):
    """Says what time it is, with a time zone."""

    def __call__(self) -> dt.datetime:
        """Now."""
