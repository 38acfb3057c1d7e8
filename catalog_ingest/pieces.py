"""Pieces of a mapping as functions of a row's cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from catalog.content import fold
from catalog_ingest.cells import as_text, cell
from catalog_ingest.column_mapping import Piece
from catalog_ingest.values.lists import parse_list

Cells = Mapping[str, object]
Reader = Callable[[Cells], str]
ListReader = Callable[[Cells], tuple[str, ...]]

_NULLS = {
    *("", "-", "--", "---", "–", "—", ".", "?", "null", "(null)", "none", "nan", "nil", "na", "n/a", "#n/a", "n.a."),
    *("undefined", "unknown", "not available", "not applicable", "tbd", "tba"),
}


@lru_cache(maxsize=20_000)
def _folded_short(text: str) -> str:
    return fold(text)


class Words:
    """The words that mean unknown, by their folded form."""

    def __init__(self, nulls: Iterable[str]) -> None:
        self._nulls = _NULLS | {fold(word) for word in nulls}
        self._longest = max(map(len, self._nulls)) + 10

    def known(self, text: str) -> str:
        """The text without white space around it, or nothing where it means unknown."""
        text = text.strip()
        return "" if len(text) <= self._longest and _folded_short(text) in self._nulls else text


def text_reader(piece: Piece, nulls: tuple[str, ...]) -> Reader:
    """A piece as text; empty where unknown."""
    constant, column = piece.value, piece.column
    if constant is not None or column is None:
        return lambda cells: constant or ""
    words = Words((*nulls, *piece.nulls))
    if piece.item:
        wanted = fold(piece.item)
        return lambda cells: next((i for i in parse_list(cell(cells, column)) if wanted in fold(i)), "")
    if piece.values:
        return _translator(piece, column, words)
    if "." not in column:
        return lambda cells: words.known(as_text(cells.get(column)))
    return lambda cells: words.known(as_text(cell(cells, column)))


def list_reader(pieces: tuple[Piece, ...], nulls: tuple[str, ...]) -> ListReader:
    """The items of all pieces, each once."""
    words = Words((*nulls, *(word for piece in pieces for word in piece.nulls)))

    def read(cells: Cells) -> tuple[str, ...]:
        found = (item for piece in pieces for item in _items(piece, cells))
        return tuple(dict.fromkeys(item for item in map(words.known, found) if item))

    return read


def first_reader(
    pieces: tuple[Piece, ...], nulls: tuple[str, ...], cleaner: Callable[[str], str] = str.strip
) -> Reader:
    """The first piece that says something, cleaned."""
    readers = [text_reader(piece, nulls) for piece in pieces]
    return lambda cells: next((text for text in (cleaner(read(cells)) for read in readers) if text), "")


def joined_reader(
    pieces: tuple[Piece, ...], nulls: tuple[str, ...], between: str, cleaner: Callable[[str], str]
) -> Reader:
    """All pieces that say something, each cleaned and behind its label."""
    readers = [(f"{piece.label}: " if piece.label else "", text_reader(piece, nulls)) for piece in pieces]

    def read(cells: Cells) -> str:
        texts = ((label, cleaner(reader(cells))) for label, reader in readers)
        return between.join(label + text for label, text in texts if text)

    return read


def _items(piece: Piece, cells: Cells) -> tuple[str, ...]:
    if piece.column is None:
        return parse_list(piece.value, piece.separator)
    items = parse_list(cell(cells, piece.column), piece.separator)
    if not piece.values:
        return items
    table = {fold(key): value for key, value in piece.values.items()}
    return tuple(table.get(fold(item), piece.otherwise or item) for item in items)


def _translator(piece: Piece, column: str, words: Words) -> Reader:
    table = {fold(key): value for key, value in piece.values.items()}

    def read(cells: Cells) -> str:
        value = cell(cells, column)
        text = as_text(value).strip()
        is_list = isinstance(value, list) or text.startswith(("[", "{"))
        items = parse_list(value) if is_list else (text,)
        for item in items:
            translated = table.get(_folded_short(item))
            if translated is not None:
                return translated
        if not words.known(text):
            return piece.empty or ""
        return piece.otherwise or ("" if is_list else text)

    return read
