"""A plan told: its sentences, its document, and the files that it can be kept as."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.advisor.path_document import PathDocument
from bot.advisor.path_words import PathWords
from bot.advisor.path_writer import PathWriter, linked_ids
from bot.advisor.wording import Wording
from catalog.role import Role
from pathways.plan import Plan
from retrieval.ports import CatalogSearch
from retrieval.query import Asker

if TYPE_CHECKING:
    from bot.advisor.path_files import PathFiles


@dataclass(frozen=True, slots=True)
class Told:
    """A plan in words. `sentences` are three paragraphs: the path, what stands beside it, what else there is."""

    plan: Plan
    role: Role | None
    document: PathDocument
    writer: PathWriter
    words: PathWords
    today: dt.date

    @property
    def files(self) -> PathFiles:
        """The plan as a picture, a calendar and a page of Markdown."""
        from bot.advisor.path_files import PathFiles  # noqa: PLC0415 calendars and pictures take their time to import

        return PathFiles(self.plan, self.document, self.writer, self.words, self.today)

    @property
    def change(self) -> tuple[str, ...]:
        """The paragraphs after a change: what stays as it was is not said again."""
        paragraphs = (self.words.opening(), self.words.others())
        return tuple(text for text in (" ".join(sentences) for sentences in paragraphs) if text)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The paragraphs; empty ones left out."""
        paragraphs = (self.words.opening(), self.words.beside(), self.words.others())
        return tuple(text for text in (" ".join(sentences) for sentences in paragraphs) if text)


def tell_path(
    plan: Plan, role: Role | None, search: CatalogSearch, asker: Asker, wording: Wording, today: dt.date
) -> Told:
    """A plan in words; the titles that it refers to are looked up as the asker may see them."""
    names = {item.id: item.title for item in search.shelf(asker).credentials(linked_ids(plan))}
    writer = PathWriter(plan, role, names, wording, today)
    return Told(plan, role, writer.document(), writer, PathWords(writer, plan, role, today), today)
