"""Looking at the catalog that serves: its state, its history, its findings, its export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from catalog.errors import IndexUnusable, NotFound
from catalog.store import CatalogStore, Generation
from catalog_ingest.lint import lint
from catalog_ingest.problem import Problem
from catalog_ingest.wiring import opened
from retrieval.generation import check_index
from retrieval.settings import IndexSettings


def status_of(settings: IndexSettings) -> dict[str, Any]:
    """What serves now; `index` is "whole", or the sentence that says what is wrong with it."""
    with opened(settings) as store:
        active = store.active()
    if active is None:
        return {"generation": None, "size": 0, "sources": [], "index": "nothing is indexed yet"}
    try:
        check_index(settings.generations_dir / active.id, active.size)
        index = "whole"
    except IndexUnusable as error:
        index = error.message
    return {
        "generation": active.id,
        "created_at": active.created_at.isoformat(),
        "size": active.size,
        "embedder": active.embedder,
        "roles_from": active.roles_from,
        "sources": [asdict(source) for source in active.sources],
        "index": index,
    }


def history_of(settings: IndexSettings, limit: int) -> list[dict[str, Any]]:
    """The latest runs, the newest first; `kept` says whether its catalog can be gone back to."""
    with opened(settings) as store:
        runs, kept = store.runs(limit), {generation.id for generation in store.generations()}
    return [
        {
            "started_at": run.started_at.isoformat(timespec="seconds"),
            "finished_at": run.finished_at and run.finished_at.isoformat(timespec="seconds"),
            "outcome": run.outcome,
            "generation": run.generation,
            "summary": run.summary,
            "kept": run.generation in kept,
        }
        for run in runs
    ]


def lint_of(settings: IndexSettings) -> list[Problem]:
    """The findings in the catalog that serves. Raises NotFound where nothing serves."""
    with opened(settings) as store:
        active = _serving(store)
        return lint(list(store.all_credentials(active.id)), store.skills(active), store.roles(active))


def export_lines(settings: IndexSettings) -> Iterator[str]:
    """The catalog that serves in the native form, one credential a line, by title. Raises NotFound."""
    with opened(settings) as store:
        for credential in store.all_credentials(_serving(store).id):
            yield credential.model_dump_json()


def _serving(store: CatalogStore) -> Generation:
    active = store.active()
    if active is None:
        raise NotFound("Nothing is indexed yet; run `catalog-ingest reindex` first.")
    return active
