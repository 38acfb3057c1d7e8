"""Opens stores and indexes for the commands: the only place of ingest that does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from sqlalchemy.exc import OperationalError

from catalog.content import fold
from catalog.errors import IndexUnusable, NotFound, Refused, SourceUnreadable, StorageFailed, UsageError
from catalog.role import Role, RoleSkill
from catalog.settings import StoreSettings
from catalog.skill import Skill
from catalog.sql.open import open_catalog
from catalog.store import CatalogStore, Generation, Run
from catalog_ingest.bundled import BUNDLED, SAMPLE, SAMPLE_NAME, bundled_roles, bundled_skills
from catalog_ingest.collect import SourceSpec
from catalog_ingest.lock import run_lock
from catalog_ingest.pipeline import Options, Pipeline, Tables
from catalog_ingest.progress import watching
from catalog_ingest.report import Report
from catalog_ingest.sources import files_in
from catalog_ingest.sources.onet import read_roles
from retrieval.embedders import open_embedder
from retrieval.open import mend_index
from retrieval.settings import IndexSettings


@dataclass(frozen=True, slots=True)
class Request:
    """What `catalog-ingest reindex` was asked for."""

    sources: tuple[str, ...] = ()
    name: str | None = None
    mapping: Path | None = None
    roles: Path | None = None
    options: Options = field(default_factory=Options)
    progress: bool = False


@contextmanager
def opened(settings: StoreSettings) -> Iterator[CatalogStore]:
    """The catalog store, closed afterwards."""
    store = open_catalog(settings)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _writing(settings: StoreSettings, *, wait: bool = False) -> Iterator[CatalogStore]:
    """The catalog store under the lock of the data folder. Raises StorageFailed where the disk refuses."""
    try:
        with run_lock(settings.data_dir, wait=wait), opened(settings) as store:
            yield store
    except Exception as error:
        if not _is_refused_by_disk(error):
            raise
        reason = getattr(error, "strerror", None) or "disk error"
        raise StorageFailed(
            f"The catalog could not be written ({reason}); nothing was activated. Free some space and run it again."
        ) from error


def _is_refused_by_disk(error: Exception) -> bool:
    """Each keeper says it in its own way: SQLite through SQLAlchemy, Chroma, tantivy by a ValueError, a check afterwards."""
    if isinstance(error, OSError | OperationalError | IndexUnusable) or type(error).__module__ == "chromadb.errors":
        return True
    return isinstance(error, ValueError) and re.search(r"os error|io::Error|IoError|IO error", str(error)) is not None


def reindex(settings: IndexSettings, request: Request, console: Console, *, quiet: bool = False) -> Report:
    """One run under the lock of the data folder, kept in the history.

    Raises SourceUnreadable, MappingInvalid, RunUnderWay, or StorageFailed where the disk refuses:
    nothing is activated then.
    """
    with _writing(settings) as store:
        return _reindex_locked(settings, store, request, console, quiet=quiet)


def _reindex_locked(
    settings: IndexSettings, store: CatalogStore, request: Request, console: Console, *, quiet: bool
) -> Report:
    active = store.active()
    specs = [] if request.options.without else specs_of(request, active)
    tables = _tables(store, active, request.roles)
    embedder = open_embedder(settings)
    with watching(console, quiet=quiet, lines=request.progress) as watcher:
        pipeline = Pipeline(store, embedder, settings.generations_dir, settings.chroma_url, watcher)
        return pipeline.run(specs, tables, request.options)


def specs_of(request: Request, active: Generation | None) -> list[SourceSpec]:
    """The sources of a run: those that were named, else all known ones, else the bundled sample."""
    if not request.sources:
        if request.name or request.mapping:
            raise UsageError("--name and --mapping go with a SOURCE; name one.")
        return _known_specs(active)
    paths = [path for source in request.sources for path in _paths(source)]
    if (request.name or request.mapping) and len(paths) > 1:
        raise UsageError("--name and --mapping go with one SOURCE; run the others apart.")
    specs = [SourceSpec(request.name or path.stem, path, request.mapping) for path in paths]
    names = [spec.name for spec in specs]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"Two sources would have the name {', '.join(doubled)}; index one of them with --name.")
    return [_with_known_mapping(spec, active) for spec in specs]


def _known_specs(active: Generation | None) -> list[SourceSpec]:
    if active is None:
        return [SourceSpec(SAMPLE_NAME, SAMPLE)]
    return [
        SourceSpec(state.name, Path(state.location), Path(state.mapping) if state.mapping else None)
        for state in active.sources
    ]


def _with_known_mapping(spec: SourceSpec, active: Generation | None) -> SourceSpec:
    """A source that was read with a mapping file keeps it until another one is given."""
    known = {state.name: state.mapping for state in active.sources} if active else {}
    mapping = known.get(spec.name)
    if spec.mapping or not mapping or not Path(mapping).is_file():
        return spec
    return SourceSpec(spec.name, spec.path, Path(mapping))


def _paths(source: str) -> list[Path]:
    if "://" in source:
        raise SourceUnreadable(f"{source} is a web address; download it and give the file, addresses are not read yet.")
    path = Path(source)
    return files_in(path) if path.is_dir() else [path]


def _tables(store: CatalogStore, active: Generation | None, roles_dir: Path | None) -> Tables:
    if roles_dir is not None:
        roles, skills = read_roles(roles_dir)
        joined = _joined(bundled_skills(), skills)
        return Tables(joined, _in_words_of(joined, roles), str(roles_dir.resolve()))
    if active is None or active.roles_from == BUNDLED:
        return Tables(bundled_skills(), bundled_roles(), BUNDLED)
    return Tables(store.skills(active), store.roles(active), active.roles_from)


def _joined(first: Sequence[Skill], second: Sequence[Skill]) -> tuple[Skill, ...]:
    """Both tables; of two skills with one name the first counts."""
    known = {fold(name) for skill in first for name in (skill.name, *skill.aliases)}
    return (*first, *(skill for skill in second if fold(skill.name) not in known))


def _in_words_of(skills: Sequence[Skill], roles: Sequence[Role]) -> tuple[Role, ...]:
    """The roles with the names that the table gives to their skills; of two that become one the weightier counts."""
    names = {fold(name): skill.name for skill in skills for name in (*skill.aliases, skill.name)}
    renamed = []
    for role in roles:
        needed: dict[str, RoleSkill] = {}
        for skill in sorted(role.skills, key=lambda skill: -skill.importance):
            name = names.get(fold(skill.skill), skill.skill)
            needed.setdefault(name, skill.model_copy(update={"skill": name}))
        renamed.append(role.model_copy(update={"skills": tuple(needed.values())}))
    return tuple(renamed)


def ensure_catalog(settings: IndexSettings, console: Console) -> None:
    """Indexes the bundled sample where nothing was indexed yet; another process that does so is waited for."""
    with opened(settings) as store:
        if store.active() is not None:
            return
    console.print("First use: indexing the bundled sample catalog (a few seconds)...")
    with _writing(settings, wait=True) as store:
        if store.active() is None:
            _reindex_locked(settings, store, Request(), console, quiet=False)


def remove_source(settings: IndexSettings, name: str, console: Console, *, quiet: bool = False) -> Report:
    """A generation without one of the named sources, the others as they are. Raises NotFound."""
    with _writing(settings) as store:
        active = store.active()
        names = [state.name for state in active.sources] if active else []
        if name not in names:
            raise NotFound(f"There is no source named '{name}'; `catalog-ingest sources` lists them.", choices=names)
        request = Request(options=Options(without=frozenset({name})))
        return _reindex_locked(settings, store, request, console, quiet=quiet)


def rollback(settings: IndexSettings, wanted: str | None, serving: str | None = None) -> Generation:
    """Moves the pointer back to an earlier generation, the one before what serves where none is named.

    Raises NotFound with the generations that are kept, and Refused where another one serves than `serving`. An index that
    cannot be used is made again first.
    """
    with _writing(settings) as store:
        active = store.active()
        if serving is not None and (active is None or active.id != serving):
            raise Refused("The catalog has changed since this was offered; look at its status first.")
        target = _earlier(store, wanted)
        mend_index(settings, store, target, open_embedder(settings))
        store.activate(target.id)
        now = dt.datetime.now(dt.UTC)
        store.add_run(Run(0, now, now, "rolled back", target.id, f"{target.size} credentials serve again"), "{}")
        return target


def _earlier(store: CatalogStore, wanted: str | None) -> Generation:
    active = store.active()
    ready = [generation for generation in store.generations() if generation.status == "ready"]
    others = [generation for generation in ready if active is None or generation.id != active.id]
    if wanted is None:
        older = [generation for generation in others if active and generation.created_at < active.created_at]
        if not older:
            raise NotFound("There is no earlier catalog to go back to.")
        return older[0]
    for generation in others:
        if generation.id == wanted:
            return generation
    choices = [generation.id for generation in others]
    raise NotFound(f"No kept catalog has the name '{wanted}'; `catalog-ingest history` lists them.", choices=choices)
