"""Building and checking the index of one generation: vectors, words, lexical index and Chroma, all from SQL.

The index is disposable. It stands in a folder of its own that nobody reads before its manifest is written, last and
atomically. A small change starts from a copy of the parent's folder; unchanged texts are never embedded again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from catalog.errors import IndexUnusable
from catalog.store import CatalogReader, Member, Names
from retrieval.document import DOCUMENT_FORMAT, document_of, headline_of
from retrieval.embedders import Embedder
from retrieval.lexical import LexicalIndex, LexicalWriter, key_of
from retrieval.vectors import Matrix, map_vectors, save_vectors
from retrieval.words import words_of, words_of_folded

if TYPE_CHECKING:
    from retrieval.chroma_index import ChromaIndex

MANIFEST = "manifest.json"
WORDS = "words.json"
LEXICAL = "lexical"
CHROMA = "chroma"

BATCH = 1_000
SMALL_CHANGE = 0.2
"""Up to this share of changed texts an index starts from a copy of its parent's."""
MOST_COPIES = 10
"""After so many copies in a row an index is made afresh, so that leftovers of deleted entries do not pile up."""

Progress = Callable[[str, int, int], None]


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """For callers that show none."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made an index. `copies` counts how many times in a row it was copied and mended."""

    generation: str
    size: int
    embedder: str
    dimension: int
    document_format: int = DOCUMENT_FORMAT
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Parent:
    """An earlier generation from which unchanged parts are taken: its members in order, its manifest, its folder."""

    members: Sequence[Member]
    manifest: Manifest
    folder: Path


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the parent: positions to index anew, the parent's ids to drop, parent positions to keep."""

    fresh: list[int]
    gone: list[str]
    kept: dict[int, int]
    to_embed: list[int]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index. Raises IndexUnusable where it is missing or broken: then the index is not whole."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable(f"The index in {folder} is not whole; it is made again.") from error


def find_parent(folder: Path, members: Sequence[Member], embedder: Embedder) -> Parent | None:
    """The earlier generation in a folder, if its index is whole and made by the same embedder from the same format."""
    try:
        manifest = read_manifest(folder)
        check_index(folder, len(members))
    except IndexUnusable:
        return None
    same = (manifest.embedder, manifest.document_format) == (embedder.name, DOCUMENT_FORMAT)
    return Parent(members, manifest, folder) if same else None


def compare(members: Sequence[Member], parent: Parent | None) -> Change:
    """Which positions of a new generation need which work. Pure."""
    known = {(m.head.id, m.head.document_hash): at for at, m in enumerate(parent.members)} if parent else {}
    vectors = {m.head.document_hash: at for at, m in enumerate(parent.members)} if parent else {}
    fresh, kept, to_embed = [], {}, []
    for position, member in enumerate(members):
        if (member.head.id, member.head.document_hash) not in known:
            fresh.append(position)
        if (at := vectors.get(member.head.document_hash)) is not None:
            kept[position] = at
        else:
            to_embed.append(position)
    staying = {(m.head.id, m.head.document_hash) for m in members}
    gone = [id_ for id_, hash_ in known if (id_, hash_) not in staying]
    return Change(fresh, gone, kept, to_embed)


class IndexBuilder:
    """Builds the index of a generation that SQL holds already."""

    def __init__(self, reader: CatalogReader, embedder: Embedder, chroma_url: str | None = None) -> None:
        self._reader = reader
        self._embedder = embedder
        self._chroma_url = chroma_url

    def build(
        self,
        generation: str,
        members: Sequence[Member],
        folder: Path,
        parent: Parent | None = None,
        progress: Progress = no_progress,
    ) -> int:
        """Builds the index in a folder that serves nobody; returns how many texts were embedded.

        A parent whose index turns out to be broken is not copied. Raises OSError where the disk refuses.
        """
        change = compare(members, parent)
        try:
            base = parent if parent and _is_small(change, parent) else None
            self._build(generation, members, folder, change, parent, base, progress)
        except IndexUnusable:
            if base is None:
                raise
            self._build(generation, members, folder, change, parent, None, progress)
        return len(change.to_embed)

    def _build(
        self,
        generation: str,
        members: Sequence[Member],
        folder: Path,
        change: Change,
        parent: Parent | None,
        base: Parent | None,
        progress: Progress,
    ) -> None:
        _start_folder(folder, base, with_chroma=self._chroma_url is None)
        work = change if base else replace(change, fresh=list(range(len(members))), gone=[])
        vectors = self._kept_vectors(len(members), change, parent)
        with ThreadPoolExecutor(max_workers=1) as beside:
            words = beside.submit(self._write_words, members, folder, base)
            beside.submit(import_module, "retrieval.chroma_index")  # while texts are embedded, which leaves time for it
            self._index_texts(generation, members, work, vectors, folder, progress)
            save_vectors(folder, vectors)
            self._write_chroma(generation, members, work, vectors, folder)
            words.result()
        copies = base.manifest.copies + 1 if base else 0
        _write_manifest(
            folder, Manifest(generation, len(members), self._embedder.name, self._embedder.dimension, copies=copies)
        )

    def _kept_vectors(self, size: int, change: Change, parent: Parent | None) -> Matrix:
        vectors = np.zeros((size, self._embedder.dimension), dtype=np.float32)
        if parent and change.kept:
            old = map_vectors(parent.folder, parent.manifest.size, parent.manifest.dimension)
            vectors[list(change.kept)] = old[list(change.kept.values())]
        return vectors

    def _index_texts(
        self,
        generation: str,
        members: Sequence[Member],
        work: Change,
        vectors: Matrix,
        folder: Path,
        progress: Progress,
    ) -> None:
        writer = LexicalWriter(folder / LEXICAL)
        try:
            self._add_texts(generation, members, work, vectors, writer, progress)
            writer.commit()
        except BaseException:
            writer.discard()
            raise

    def _add_texts(
        self,
        generation: str,
        members: Sequence[Member],
        work: Change,
        vectors: Matrix,
        writer: LexicalWriter,
        progress: Progress,
    ) -> None:
        to_embed = set(work.to_embed)
        writer.drop([key_of(id_) for id_ in work.gone])
        for start in range(0, len(work.fresh), BATCH):
            positions = work.fresh[start : start + BATCH]
            ids = [members[position].head.id for position in positions]
            credentials = self._reader.credentials(generation, ids)
            texts = [document_of(credential) for credential in credentials]
            for credential, text in zip(credentials, texts, strict=True):
                writer.add(key_of(credential.id), headline_of(credential), text)
            new = {position: text for position, text in zip(positions, texts, strict=True) if position in to_embed}
            vectors[list(new)] = self._embedder.documents(list(new.values()))
            progress("index", start + len(positions), len(work.fresh))

    def _write_chroma(
        self, generation: str, members: Sequence[Member], work: Change, vectors: Matrix, folder: Path
    ) -> None:
        if self._chroma_url:
            work = replace(work, fresh=list(range(len(members))), gone=[])
        index = open_chroma(folder, generation, self._chroma_url)
        try:
            if self._chroma_url:
                index.drop()
            index.write([members[position].head.id for position in work.fresh], vectors[work.fresh], work.gone)
            if (found := index.count()) != len(members):
                raise IndexUnusable(f"The Chroma collection holds {found} of {len(members)} entries; it is made again.")
        finally:
            index.close()

    def _write_words(self, members: Sequence[Member], folder: Path, base: Parent | None) -> None:
        """The words by which typing errors are corrected: those of public rows, since a correction shows a word to all."""
        before = {member.head.hash for member in base.members} if base else set()
        now = {member.head.hash for member in members}
        counts = read_words(base.folder) if base else Counter()
        counts.update(_words_in(self._reader.public_names(list(now - before))))
        counts.subtract(_words_in(self._reader.public_names(list(before - now))))
        (folder / WORDS).write_text(json.dumps(+counts), encoding="utf-8")


def read_words(folder: Path) -> Counter[str]:
    """How often each word stands in the names of public rows. Raises IndexUnusable."""
    try:
        return Counter(json.loads((folder / WORDS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable(f"The word list in {folder} cannot be read; it is made again.") from error


def _words_in(held: Sequence[Names]) -> Counter[str]:
    counts = Counter(words_of_folded("\n".join(names.title_key for names in held)))
    others = Counter(name for names in held for name in (names.provider, *names.skills) if name)
    for name, times in others.items():
        for word in words_of(name):
            counts[word] += times
    return counts


def _is_small(change: Change, parent: Parent) -> bool:
    differing = max(len(change.fresh), len(change.gone))
    return differing <= SMALL_CHANGE * parent.manifest.size and parent.manifest.copies < MOST_COPIES


def _start_folder(folder: Path, base: Parent | None, *, with_chroma: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in (LEXICAL, CHROMA) if with_chroma else (LEXICAL,):
        if base and not (base.folder / part).is_dir():
            raise IndexUnusable(f"The index in {base.folder} is not whole; nothing is copied from it.")
        if base:
            shutil.copytree(base.folder / part, folder / part)


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    draft = folder / f"{MANIFEST}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / MANIFEST)


def open_chroma(folder: Path, generation: str, url: str | None) -> ChromaIndex:
    """The generation's collection: on the server, else in its folder. Imports chromadb, which takes its time."""
    from retrieval.chroma_index import ChromaIndex

    return ChromaIndex.served(url, generation) if url else ChromaIndex.embedded(folder / CHROMA)


def lock_of(folder: Path) -> Path:
    """The file that whoever mends an index holds."""
    return folder.with_name(f"{folder.name}.lock")


def drop_index(folder: Path, generation: str, chroma_url: str | None) -> None:
    """Removes the index of a generation, on a Chroma server too; what is not there is fine."""
    shutil.rmtree(folder, ignore_errors=True)
    lock_of(folder).unlink(missing_ok=True)
    if chroma_url:
        index = open_chroma(folder, generation, chroma_url)
        index.drop()
        index.close()


def check_index(folder: Path, size: int) -> None:
    """Opens every part of an index and compares its size. Raises IndexUnusable."""
    manifest = read_manifest(folder)
    map_vectors(folder, size, manifest.dimension)
    if (found := len(LexicalIndex.open(folder / LEXICAL))) != size:
        raise IndexUnusable(f"The lexical index in {folder} holds {found} of {size} entries; it is made again.")
