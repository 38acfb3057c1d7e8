"""The catalogs that dialogues are spoken over, indexed as the command does it, and their records as plain rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from catalog.credential import Credential
from retrieval.open import LiveSearch, open_search
from retrieval.query import OPERATOR, PUBLIC, Asker, Query
from tests.bot import plan_truth
from tests.bot import sample_arithmetic as file
from tests.conftest import settings_in

FILES = {"sample": (), "edx": ("edx_2020.csv",), "new_jersey": ("nj_training_2021_after.csv",)}
PAGE = 1000


@dataclass(frozen=True, eq=False)
class Catalog:
    """One catalog that serves."""

    search: LiveSearch
    proven: set[Any] = field(default_factory=set)
    """Documents of paths that were found true."""

    @cached_property
    def items(self) -> dict[str, Credential]:
        """Every record, by id."""
        total = self.search.search(Query(limit=0), OPERATOR).total
        pages = (self.search.search(Query(limit=PAGE, offset=at), OPERATOR) for at in range(0, total, PAGE))
        return {hit.credential.id: hit.credential for page in pages for hit in page.hits}

    @cached_property
    def rows(self) -> dict[str, file.Row]:
        """Every record in the native form, by id; `skills` are all that it teaches."""
        return {id_: item.model_dump(mode="json") | {"skills": list(item.taught)} for id_, item in self.items.items()}

    @cached_property
    def titles(self) -> dict[str, set[str]]:
        """The ids behind each title."""
        found: dict[str, set[str]] = {}
        for row in self.rows.values():
            found.setdefault(row["title"], set()).add(row["id"])
        return found

    @cached_property
    def providers(self) -> frozenset[str]:
        """The names of all providers, whoever may see what they give."""
        return frozenset(row["provider"] for row in self.rows.values() if row["provider"])

    @cached_property
    def called(self) -> frozenset[str]:
        """The names of roles and skills, which are nobody's offer even where a title is the same."""
        roles = set(plan_truth.roles())
        return frozenset(roles.union(*(row["skills"] for row in self.rows.values())))

    def seen(self, asker: Asker) -> list[file.Row]:
        """The records that an asker may see."""
        return [row for row in self.rows.values() if asker is not PUBLIC or file.is_public(row)]


def linked(row: file.Row) -> set[str]:
    """The ids that a record names: what it needs first, is earned by, and counts toward."""
    trees = f"{row.get('prerequisites')} {row.get('earned_by')}"
    named = re.findall(r"'credential': '([^']+)'", trees)
    return {*named, *(link["credential"] for link in row.get("stacks_into") or ())}


class Missing(Exception):
    """The file of a catalog is not here."""


class Shelf:
    """Opens each catalog once. `indexed` gives the data folder of a name and its source files."""

    def __init__(self, shared: Path, indexed: Callable[..., Path]) -> None:
        self._shared, self._indexed = shared, indexed
        self._open: dict[str, Catalog] = {}

    def __getitem__(self, name: str) -> Catalog:
        """The catalog of this name. Raises Missing where its file is not here."""
        if name not in self._open:
            sources = [self._shared / "catalogs" / source for source in FILES[name]]
            if gone := [source for source in sources if not source.is_file()]:
                raise Missing(f"{name}: no {gone[0]}")
            self._open[name] = Catalog(open_search(settings_in(self._indexed(name, *sources))))
        return self._open[name]

    def close(self) -> None:
        """Closes what was opened."""
        for catalog in self._open.values():
            catalog.search.close()


@contextmanager
def opened(shared: Path, indexed: Callable[..., Path]) -> Iterator[Shelf]:
    """The catalogs, closed at the end."""
    shelf = Shelf(shared, indexed)
    try:
        yield shelf
    finally:
        shelf.close()


def index(folder: Path, *sources: Path) -> Path:
    """Indexes sources, the bundled sample where there are none, into a data folder."""
    from rich.console import Console

    from catalog_ingest.wiring import Request, reindex

    request = Request(sources=tuple(map(str, sources)))
    assert reindex(settings_in(folder), request, Console(stderr=True), quiet=True).activated
    return folder
