"""One generation opened: everything that answers for it, as one value that is swapped whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.errors import IndexUnusable
from catalog.store import CatalogReader, Generation
from retrieval.dense import DenseIndex
from retrieval.document import DOCUMENT_FORMAT, document_of, headline_of
from retrieval.embedders import Embedder
from retrieval.facets import FacetTable
from retrieval.generation import LEXICAL, open_chroma, read_manifest, read_words
from retrieval.lexical import LexicalIndex, LexicalWriter, key_of
from retrieval.recent import RecentlyRead
from retrieval.resolve import Resolver
from retrieval.roles import RoleFinder
from retrieval.search import OpenIndex, Search
from retrieval.shelf import Shelves
from retrieval.spelling import Speller, count_words
from retrieval.vectors import map_vectors
from retrieval.vocabulary import SkillVocabulary

if TYPE_CHECKING:
    from retrieval.chroma_index import ChromaIndex


@dataclass(frozen=True, slots=True)
class View:
    """What answers for one generation. `whole` is false where its index has to be made again."""

    generation: Generation
    facets: FacetTable
    search: Search
    resolver: Resolver
    roles: RoleFinder
    shelves: Shelves
    whole: bool


def load_view(
    reader: CatalogReader, generation: Generation, folder: Path, embedder: Embedder, chroma_url: str | None = None
) -> View:
    """Opens a generation; where its index cannot be used, words answer from an index made in memory."""
    chroma = partial(open_chroma, folder, generation.id, chroma_url)
    facets = FacetTable(reader.facets(generation.id))
    try:
        index, counts = _open_index(folder, facets.ids, embedder, chroma)
    except IndexUnusable:
        index, counts = _index_of_words(reader, generation, facets)
    vocabulary = SkillVocabulary(reader.skills(generation))
    resolver = Resolver(facets, index.lexical, vocabulary, Speller(counts))
    recent = RecentlyRead(reader, generation.id)
    search = Search(reader, generation, recent, facets, index, embedder, resolver)
    roles = RoleFinder(reader.roles(generation), embedder.language)
    shelves = Shelves(reader, generation.id, recent, facets, vocabulary)
    return View(generation, facets, search, resolver, roles, shelves, whole=index.dense is not None)


def _open_index(
    folder: Path, ids: Sequence[str], embedder: Embedder, chroma: Callable[[], ChromaIndex]
) -> tuple[OpenIndex, dict[str, int]]:
    manifest = read_manifest(folder)
    if (manifest.embedder, manifest.document_format, manifest.size) != (embedder.name, DOCUMENT_FORMAT, len(ids)):
        raise IndexUnusable(f"The index in {folder} was made otherwise than is configured; it is made again.")
    lexical = LexicalIndex.open(folder / LEXICAL)
    if len(lexical) != len(ids):
        raise IndexUnusable(f"The lexical index in {folder} is not whole; it is made again.")
    vectors = map_vectors(folder, len(ids), embedder.dimension)
    return OpenIndex(lexical, DenseIndex(vectors, ids, chroma)), read_words(folder)


def _index_of_words(
    reader: CatalogReader, generation: Generation, facets: FacetTable
) -> tuple[OpenIndex, dict[str, int]]:
    writer = LexicalWriter(None)
    for credential in reader.all_credentials(generation.id):
        writer.add(key_of(credential.id), headline_of(credential), document_of(credential))
    return OpenIndex(writer.commit(), None), count_words(facets.titles)
