"""Small catalogs made by hand, written and indexed as a run of the ingest would."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from langchain_core.embeddings import Embeddings

from catalog.credential import Credential
from catalog.role import Role
from catalog.skill import Skill
from catalog.sql.open import open_catalog
from catalog.sql.rows import head_of
from catalog.sql.store import SqlCatalogStore
from catalog.store import Draft, Generation, Member
from retrieval.document import DOCUMENT_FORMAT, document_hash
from retrieval.embedders import Embedder, WordLlamaEmbeddings
from retrieval.generation import IndexBuilder, Parent, find_parent
from retrieval.open import LiveSearch
from retrieval.query import PUBLIC, Asker, Filters, Page, Query
from retrieval.settings import IndexSettings
from retrieval.view import View, load_view
from tests.conftest import settings_in

MODEL = WordLlamaEmbeddings()
EMBEDDER = Embedder("wordllama/l2_supercat/256", 256, MODEL, floor=0.4, language=MODEL)

SKILLS = (
    Skill(name="Python", aliases=("python programming", "programación en Python")),
    Skill(name="Machine learning", aliases=("ML", "aprendizaje automático")),
    Skill(name="Machine learning operations", aliases=("MLOps",), broader=("Machine learning",)),
    Skill(name="Deep learning", broader=("Machine learning",)),
    Skill(name="Data visualization", aliases=("dataviz", "visualización de datos"), broader=("Data analysis",)),
    Skill(name="Data analysis", aliases=("análisis de datos",)),
    Skill(name="SQL"),
    Skill(name="React"),
    *(Skill(name=name) for name in ("C", "C++", "C#", ".NET", "R", "Go")),
)


class CountingEmbeddings(Embeddings):
    """The built-in embeddings, and which texts they were asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += texts
        return MODEL.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def counting(name: str = "counting", dimension: int = 256) -> tuple[Embedder, CountingEmbeddings]:
    embeddings = CountingEmbeddings()
    return Embedder(name, dimension, embeddings, floor=0.4, language=MODEL), embeddings


def course(id_: str, title: str | None = None, **facts: object) -> Credential:
    return Credential.model_validate({"id": id_, "title": title or f"Course {id_}"} | facts)


def members_of(courses: Sequence[Credential]) -> list[Member]:
    heads = [head_of(credential, document_hash(credential)) for credential in courses]
    return [Member(head, "test", row) for row, head in enumerate(heads, 1)]


@dataclass
class SmallCatalog:
    """A data folder with a store, to which generations are published."""

    folder: Path
    embedder: Embedder = EMBEDDER
    skills: Sequence[Skill] = SKILLS
    roles: Sequence[Role] = ()
    embedded: int = 0
    settings: IndexSettings = field(init=False)
    store: SqlCatalogStore = field(init=False)

    def __post_init__(self) -> None:
        self.settings = settings_in(self.folder)
        self.store = open_catalog(self.settings)

    def path(self, generation: str) -> Path:
        return self.settings.generations_dir / generation

    def write(self, id_: str, courses: Sequence[Credential]) -> Generation:
        ordered = sorted(courses, key=lambda credential: (members_of([credential])[0].head.title_key, credential.id))
        members = members_of(ordered)
        hashes = self.store.keep_vocabulary(self.skills, self.roles)
        made = Generation(
            id_, dt.datetime.now(dt.UTC), "building", len(members), self.embedder.name, DOCUMENT_FORMAT, *hashes, "test"
        )
        new = [(member.head, credential) for member, credential in zip(members, ordered, strict=True)]
        self.store.write(Draft(made, members, new))
        return made

    def build(self, id_: str, parent: str | None = None) -> None:
        members = self.store.members(id_)
        found = self.parent(parent) if parent else None
        builder = IndexBuilder(self.store, self.embedder)
        self.embedded = builder.build(id_, members, self.path(id_), found)

    def parent(self, id_: str) -> Parent | None:
        return find_parent(self.path(id_), self.store.members(id_), self.embedder)

    def publish(self, id_: str, courses: Sequence[Credential], parent: str | None = None) -> Generation:
        made = self.write(id_, courses)
        self.build(id_, parent)
        self.store.activate(id_)
        return made

    def view(self, id_: str) -> View:
        return load_view(self.store, self.store.generation(id_), self.path(id_), self.embedder)

    def live(self) -> LiveSearch:
        return LiveSearch(self.settings, open_catalog(self.settings), self.embedder)


def copied(folder: Path, to: Path) -> IndexSettings:
    """A data folder of one's own, to be broken."""
    shutil.copytree(folder, to)
    return settings_in(to)


def ids(page: Page) -> list[str]:
    return [hit.credential.id for hit in page.hits]


def titles(page: Page) -> list[str]:
    return [hit.credential.title for hit in page.hits]


def asked(search: object, text: str = "", asker: Asker = PUBLIC, **more: object) -> Page:
    """One page; keywords of a query go to the query, all others to its filters."""
    paging = {name: more.pop(name) for name in ("also", "limit", "offset", "sort") if name in more}
    return search.search(Query(text=text, filters=Filters(**more), **paging), asker)
