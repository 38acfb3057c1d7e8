"""Opening the catalog that serves, following the pointer, and mending an index that cannot be used.

A reader never sees two generations at once: each answer comes from one `View`, and views are swapped whole. An index that
is missing, broken or made by another embedder is made again from SQL in the background, words answering meanwhile.
"""

from __future__ import annotations

import fcntl
import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from catalog.credential import Credential
from catalog.errors import AdvisorError, NotFound, NotUsable
from catalog.role import Role
from catalog.shelf import Shelf
from catalog.sql.open import open_catalog
from catalog.store import CatalogStore, Generation
from retrieval.embedders import Embedder, open_embedder
from retrieval.generation import IndexBuilder, lock_of
from retrieval.query import Asker, Page, Query, RoleMatch, SkillMention
from retrieval.settings import IndexSettings
from retrieval.vectors import Matrix
from retrieval.view import View, load_view

POLL_SECONDS = 1.0

log = logging.getLogger(__name__)


def open_search(settings: IndexSettings) -> LiveSearch:
    """Opens what serves. Raises NotUsable where nothing was indexed yet or the database cannot be opened."""
    store = open_catalog(settings)
    return LiveSearch(settings, store, open_embedder(settings))


class LiveSearch:
    """The catalog that serves, whichever generation that is at the moment: the port `retrieval.ports.CatalogSearch`."""

    def __init__(self, settings: IndexSettings, store: CatalogStore, embedder: Embedder) -> None:
        self._settings = settings
        self._store = store
        self._embedder = embedder
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._serve(self._active())

    # ---- answering

    @property
    def generation(self) -> str:
        """The id of the generation that answers."""
        return self._view.generation.id

    @property
    def whole(self) -> bool:
        """Whether the index is complete; false while it is being made again and words answer alone."""
        return self._view.whole

    def sentence_vectors(self, sentences: list[str]) -> Matrix:
        """One unit vector a sentence, by the built-in embedder."""
        return self._embedder.language.embed_matrix(sentences)

    def sources(self) -> tuple[str, ...]:
        """The names of the sources behind the catalog."""
        return tuple(source.name for source in self._view.generation.sources)

    def search(self, query: Query, asker: Asker) -> Page:
        """One page of what the asker may see. Raises UsageError for a language that does not exist."""
        return self._view.search.search(query, asker)

    def show(self, credential: str, asker: Asker) -> Credential:
        """One credential by its id. Raises NotFound with the nearest ids."""
        view = self._view
        for found in view.search.credentials([credential], asker):
            return found
        choices = view.resolver.nearest_ids(credential, asker)
        raise NotFound(f"No course here has the id '{credential}'; search for it by its title.", choices=choices)

    def titled(self, words: str, asker: Asker, limit: int = 5) -> list[Credential]:
        """The credentials whose title these words name, the likeliest first."""
        view = self._view
        positions = view.resolver.positions_like(words, asker, limit)
        return view.search.credentials([view.facets.ids[position] for position in positions], asker)

    def titles_in(self, text: str, asker: Asker) -> list[tuple[int, int]]:
        """Where titles stand in a text."""
        return self._view.resolver.titles_in(text, asker)

    def roles(self, text: str, limit: int = 5) -> list[RoleMatch]:
        """The roles that these words mean, the likeliest first."""
        return self._view.roles.find(text, limit)

    def role_table(self) -> tuple[Role, ...]:
        """Every role that the catalog knows."""
        return self._view.roles.table

    def role(self, id_: str) -> Role | None:
        """The role with this id."""
        return self._view.roles.with_id(id_)

    def skills_in(self, text: str) -> list[SkillMention]:
        """The skills that a text names."""
        return self._view.resolver.skills_in(text)

    def skills_told(self, text: str) -> list[str]:
        """The skills that somebody tells of themselves."""
        return self._view.resolver.skills_told(text)

    def skill_named(self, words: str) -> str:
        """The skill that words name, typing errors forgiven. Raises NotFound with the nearest names."""
        resolver = self._view.resolver
        if (skill := resolver.skill_named(words)) is not None:
            return skill
        raise NotFound(f"No skill here is called “{words}”.", choices=resolver.nearest_skills(words))

    def providers(self, asker: Asker) -> tuple[str, ...]:
        """The providers of what the asker may see."""
        return self._view.resolver.providers(asker)

    def places(self, asker: Asker) -> tuple[str, ...]:
        """The places of what the asker may see."""
        return self._view.search.places(asker)

    def shelf(self, asker: Asker) -> Shelf:
        """The catalog as the asker may see it, for planning; it stays with the generation that serves now."""
        return self._view.shelves.for_asker(asker)

    # ---- following and mending

    def start_following(self) -> None:
        """From now on a new generation answers within a few seconds of its activation."""
        self._start(self._follow)

    def close(self) -> None:
        """Ends following, waits for an index that is being mended, and closes the store."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._store.close()

    def _active(self) -> Generation:
        generation = self._store.active()
        if generation is None:
            raise NotUsable("Nothing is indexed yet; run `catalog-ingest reindex` first.")
        return generation

    def _serve(self, generation: Generation) -> None:
        self._view = self._load(generation)
        if not self._view.whole:
            log.warning("the index of the catalog cannot be used; it is made again, words answer meanwhile")
            self._start(lambda: self._mend(generation))

    def _load(self, generation: Generation) -> View:
        return load_view(self._store, generation, self._folder(generation), self._embedder, self._settings.chroma_url)

    def _folder(self, generation: Generation) -> Path:
        return self._settings.generations_dir / generation.id

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="catalog", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _follow(self) -> None:
        while not self._stop.wait(POLL_SECONDS):
            try:
                active = self._active()
                if active.id != self.generation:
                    self._serve(active)
            except (AdvisorError, SQLAlchemyError) as error:
                log.warning("the catalog could not be followed: %s", type(error).__name__)

    def _mend(self, generation: Generation) -> None:
        try:
            mend_index(self._settings, self._store, generation, self._embedder)
            if self.generation == generation.id:
                self._view = self._load(generation)
        except (AdvisorError, OSError, SQLAlchemyError) as error:
            log.warning("the index could not be made again: %s", type(error).__name__)


def mend_index(settings: IndexSettings, store: CatalogStore, generation: Generation, embedder: Embedder) -> None:
    """Makes the index of a generation again from SQL, in a folder beside it, and puts it in its place.

    Two processes do not do it at once; the second finds it done. Raises OSError where the disk refuses.
    """
    folder = settings.generations_dir / generation.id
    with _locked(lock_of(folder)):
        if load_view(store, generation, folder, embedder).whole:
            return
        draft = folder.with_suffix(".mending")
        IndexBuilder(store, embedder, settings.chroma_url).build(generation.id, store.members(generation.id), draft)
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
