"""Ends re-indexes at chosen points, each in a process of its own, and says what serves afterwards.

Run as `python -m tests.catalog_ingest.pipeline.disasters FOLDER SOURCE WORK`: FOLDER holds an indexed catalog, SOURCE is a
later state of it. One process imports everything and is forked for each point: a fork starts in no time. Nothing is run
before the forks, because threads do not survive them. Prints one JSON document: what happened at each point.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

import chromadb.api.rust
import chromadb.telemetry.product.posthog  # noqa: F401

from catalog.sql.store import SqlCatalogStore
from catalog_ingest import cli, collect, pipeline
from catalog_ingest.inspect import status_of
from retrieval import chroma_index, generation
from retrieval.embedders import WordLlamaEmbeddings
from retrieval.generation import IndexBuilder
from retrieval.lexical import LexicalWriter
from retrieval.open import open_search
from retrieval.query import Asker, Query
from tests.catalog_ingest.pipeline.keeper import Keeper

STAGES: dict[str, tuple[Any, str]] = {
    "read": (collect, "read_source"),
    "normalise": (collect, "normalise"),
    "keep vocabulary": (SqlCatalogStore, "keep_vocabulary"),
    "write": (SqlCatalogStore, "write"),
    "write members": (SqlCatalogStore, "_write_members"),
    "write remembered": (SqlCatalogStore, "_write_remembered"),
    "start folder": (generation, "_start_folder"),
    "open words": (LexicalWriter, "__init__"),
    "add words": (LexicalWriter, "add"),
    "commit words": (LexicalWriter, "commit"),
    "save vectors": (generation, "save_vectors"),
    "write chroma": (chroma_index.ChromaIndex, "write"),
    "write spelling": (IndexBuilder, "_write_words"),
    "write manifest": (generation, "_write_manifest"),
    "check": (pipeline, "check_index"),
    "activate": (SqlCatalogStore, "activate"),
    "retire": (SqlCatalogStore, "drop"),
    "history": (SqlCatalogStore, "add_run"),
}
ALSO_BEFORE = ("write remembered", "write chroma", "write manifest", "activate")
INTERRUPTED = ("write", "add words", "write chroma", "activate", "history")
WRITING = tuple(name for name in STAGES if name not in ("read", "normalise", "check", "write members", "open words"))
LIMITS = (4_000, 90_000)
TIMED, TRIES = 8, 5
SLOWEST = 60.0

Disaster = Callable[[], None]


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def fill_disk(limit: int = 0) -> None:
    """From now on no file of this process grows beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


def points() -> Iterator[tuple[str, Disaster]]:
    """Every point by its name, with what sets it up in a fork."""
    for stage in STAGES:
        yield f"kill after {stage}", partial(_around, stage, kill, False)
    for stage in ALSO_BEFORE:
        yield f"kill before {stage}", partial(_around, stage, kill, True)
    for stage in INTERRUPTED:
        yield f"interrupt after {stage}", partial(_around, stage, interrupt, False)
    for stage in WRITING:
        yield f"full at {stage}", partial(_around, stage, fill_disk, True)
    for limit in LIMITS:
        yield f"full from {limit} bytes", partial(fill_disk, limit)


def kill_midway(number: int, seconds: float, base: Path, source: Path, work: Path) -> dict[str, object]:
    """One of the kills that are spread over the whole length of a run, of so many seconds; a run that ended before its kill
    tells how long runs are by now, and is run again."""
    outcome: dict[str, object] = {}
    for attempt in range(TRIES):
        set_up = partial(_later, seconds * (number + 0.5) / TIMED)
        outcome = suffer((f"kill timed {number}.{attempt}", set_up), base, source, work)
        if outcome["ended"] == -signal.SIGKILL:
            break
        seconds = min(seconds, float(str(outcome["seconds"])))
    return outcome


def _around(stage: str, disaster: Disaster, before: bool) -> None:
    owner, name = STAGES[stage]
    real = getattr(owner, name)

    def ending(*args: Any, **more: Any) -> Any:
        if before:
            disaster()
        result = real(*args, **more)
        if not before:
            disaster()
        return result

    setattr(owner, name, ending)


def _later(delay: float) -> None:
    timer = Timer(delay, kill)
    timer.daemon = True
    timer.start()


def _forked(work: Callable[[], int]) -> tuple[int, str]:
    """Runs it in a fork; returns how it ended and what it printed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        os.dup2(writer, 2)
        os._exit(work())
    os.close(writer)
    watchdog = Timer(SLOWEST, os.kill, (child, signal.SIGKILL))
    watchdog.start()
    with os.fdopen(reader) as stream:
        printed = stream.read()
    _, status = os.waitpid(child, 0)
    watchdog.cancel()
    return os.waitstatus_to_exitcode(status), printed


def _command(folder: Path, set_up: Disaster, *words: str) -> int:
    sys.argv = ["catalog-ingest", *words]
    os.environ["ADVISOR_DATA_DIR"] = str(folder)
    set_up()
    try:
        cli.main()
    except SystemExit as ended:
        sys.stdout.flush()
        return int(ended.code or 0)
    return 70


def _look(folder: Path, source: Path) -> int:
    """What serves, what was left lying, and whether the next run needs any help."""
    keeper = Keeper(folder)
    seen = {"served": _served(keeper), "index": status_of(keeper.settings)["index"], "left": _left(keeper)}
    report = keeper.run(source)
    seen["next"] = {
        "activated": report.activated,
        "prices": sorted(set(keeper.prices().values())),
        "left": _left(keeper),
    }
    os.write(1, json.dumps(seen).encode())
    return 0


def _left(keeper: Keeper) -> dict[str, int]:
    """Rows that never became ready, and folders of none that is."""
    known = keeper.generations()
    ready = {item.id for item in known if item.status == "ready"}
    return {"rows": len(known) - len(ready), "folders": len(keeper.folders() - ready)}


def _served(keeper: Keeper) -> dict[str, object]:
    search = open_search(keeper.settings)
    everyone = Asker()
    listed = search.search(Query(text="", limit=500), everyone)
    found = search.search(Query(text="course about subject", limit=500), everyone)
    served = {
        "whole": search.whole,
        "ids": sorted(int(hit.credential.id.partition(":")[2]) for hit in listed.hits),
        "prices": sorted({float(hit.credential.cost.amount) for hit in listed.hits}),
        "found": len(found.hits),
    }
    search.close()
    return served


def suffer(point: tuple[str, Disaster], base: Path, source: Path, work: Path) -> dict[str, object]:
    """One disaster on a copy of the catalog."""
    name, set_up = point
    folder = Path(shutil.copytree(base, work / name.replace(" ", "-")))
    started = time.monotonic()
    ended, printed = _forked(lambda: _command(folder, set_up, "reindex", str(source)))
    seconds = time.monotonic() - started
    looked, seen = _forked(lambda: _look(folder, source))
    outcome = {"point": name, "ended": ended, "printed": printed, "seconds": seconds}
    return outcome | (json.loads(seen) if looked == 0 else {"broken": seen})


def main() -> None:
    base, source, work = map(Path, sys.argv[1:])
    WordLlamaEmbeddings._model = WordLlamaEmbeddings()._model  # loaded once for all forks
    whole = suffer(("nothing", lambda: None), base, source, work)
    seconds = float(str(whole["seconds"]))
    with ThreadPoolExecutor(2) as pool:
        at_points = pool.map(lambda point: suffer(point, base, source, work), points())
        midway = pool.map(lambda number: kill_midway(number, seconds, base, source, work), range(TIMED))
        print(json.dumps([whole, *at_points, *midway]))


if __name__ == "__main__":
    main()
