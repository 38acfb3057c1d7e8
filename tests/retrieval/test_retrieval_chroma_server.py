"""The vectors on a Chroma server of their own, as ADVISOR_CHROMA_URL says."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from catalog.errors import IndexUnusable, NotUsable
from catalog_ingest.wiring import Request, reindex
from retrieval.chroma_index import ChromaIndex
from retrieval.open import open_search
from retrieval.query import PUBLIC, Query
from tests.conftest import settings_in

ROWS = "title,provider,price\nWelding at Night,Northside,$40\nKnitting,Northside,$10\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    chroma = Path(sys.executable).parent / "chroma"
    command = [str(chroma), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the Chroma server did not start")


def test_each_generation_has_its_collection_and_a_retired_one_loses_it(server: str, tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "data", ADVISOR_CHROMA_URL=server)
    courses = tmp_path / "courses.csv"
    generations = []
    for run in range(7):
        courses.write_text(f"{ROWS}Course {run},Northside,$1\n", encoding="utf-8")
        report = reindex(settings, Request(sources=(str(courses),)), Console(stderr=True), quiet=True)
        generations.append(report.generation)
    counts = [_count(server, generation) for generation in generations]
    assert counts == [None, None, 3, 3, 3, 3, 3]
    search = open_search(settings)
    assert search.search(Query(text="welding"), PUBLIC).hits[0].credential.title == "Welding at Night"
    search.close()


def _count(server: str, generation: str) -> int | None:
    try:
        return ChromaIndex.served(server, generation).count()
    except IndexUnusable:
        return None


def test_a_server_that_does_not_answer_is_said_plainly(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "data", ADVISOR_CHROMA_URL="http://127.0.0.1:9")
    courses = tmp_path / "courses.csv"
    courses.write_text(ROWS, encoding="utf-8")
    with pytest.raises(NotUsable, match="No Chroma server answers"):
        reindex(settings, Request(sources=(str(courses),)), Console(stderr=True), quiet=True)
