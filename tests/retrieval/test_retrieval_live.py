"""What happens while it runs: broken indexes mended, new generations followed, nothing ever half."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from catalog.credential import Credential
from catalog.errors import NotUsable
from retrieval.generation import LEXICAL, MANIFEST, WORDS
from retrieval.open import LiveSearch, open_search
from retrieval.query import OPERATOR, PUBLIC, Asker, Query
from retrieval.vectors import FILE
from tests.conftest import ROOT, settings_in
from tests.retrieval.small import EMBEDDER, SmallCatalog, asked, counting, course, ids

COURSES = [
    course("w1", "Welding basics", skills=["Welding"]),
    course("p1", "Python from Zero", skills=["Python"], summary="Programs for people who never wrote one"),
    course("n1", "Night shifts in nursing"),
    course("s1", "Secret sauce", audience={"visibility": "internal", "owner": "Copperline"}),
]


@pytest.fixture
def catalog(tmp_path: Path) -> SmallCatalog:
    made = SmallCatalog(tmp_path)
    made.publish("g1", COURSES)
    return made


def save(folder: Path, vectors: np.ndarray) -> None:
    np.save(folder / FILE, vectors)


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00garbage\xff" * 50)


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def reembed(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {"embedder": "openai/other/512"}))


SPOILS: dict[str, Callable[[Path], object]] = {
    "vectors deleted": lambda folder: (folder / FILE).unlink(),
    "vectors truncated": lambda folder: halve(folder / FILE),
    "vectors emptied": lambda folder: (folder / FILE).write_bytes(b""),
    "vectors of another length": lambda folder: save(folder, np.zeros((4, 128), np.float32)),
    "vectors of other rows": lambda folder: save(folder, np.zeros((9, 256), np.float32)),
    "vectors of another type": lambda folder: save(folder, np.zeros((4, 256), np.float64)),
    "vectors garbage": lambda folder: garbage(folder / FILE),
    "lexical deleted": lambda folder: shutil.rmtree(folder / LEXICAL),
    "lexical garbage": lambda folder: garbage(folder / LEXICAL / "meta.json"),
    "lexical halved": lambda folder: [halve(path) for path in (folder / LEXICAL).glob("*.idx")],
    "word list deleted": lambda folder: (folder / WORDS).unlink(),
    "word list garbage": lambda folder: garbage(folder / WORDS),
    "manifest deleted": lambda folder: (folder / MANIFEST).unlink(),
    "manifest garbage": lambda folder: garbage(folder / MANIFEST),
    "another embedder": reembed,
    "folder deleted": shutil.rmtree,
    "all folders deleted": lambda folder: shutil.rmtree(folder.parent),
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_broken_index_answers_by_words_and_is_whole_again(catalog: SmallCatalog, spoil: Callable) -> None:
    healthy = catalog.live()
    before = [ids(asked(healthy, text)) for text in ("python", "nursing", "")]
    spoil(catalog.path("g1"))
    live = catalog.live()
    page = asked(live, "python")
    assert (ids(page)[0], page.total, page.relevant) == ("p1", 3, 1)
    assert asked(live, "welding", max_cost=5).unknown == {"cost": 3}
    live.close()
    assert live.whole
    again = catalog.live()
    assert again.whole
    assert [ids(asked(again, text)) for text in ("python", "nursing", "")] == before
    assert not list(catalog.path("g1").parent.glob("*.mending"))
    for opened in (healthy, again):
        opened.close()


def test_internal_courses_stay_internal_while_words_answer_alone(catalog: SmallCatalog) -> None:
    shutil.rmtree(catalog.path("g1"))
    live = catalog.live()
    assert "s1" not in ids(asked(live, "secret sauce"))
    assert ids(asked(live, "secret sauce", OPERATOR))[0] == "s1"
    live.close()


def test_an_open_catalog_keeps_answering_when_its_folder_goes(catalog: SmallCatalog) -> None:
    live = catalog.live()
    shutil.rmtree(catalog.path("g1"))
    assert ids(asked(live, "python"))[0] == "p1"
    live.close()


def test_another_embedder_makes_its_own_index(catalog: SmallCatalog) -> None:
    embedder, calls = counting("another", 256)
    live = replace(catalog, embedder=embedder).live()
    assert not live.whole or calls.texts
    live.close()
    assert live.whole
    assert len([text for text in calls.texts if "Welding basics" in text]) == 1


def test_an_embedder_that_fails_leaves_words(catalog: SmallCatalog) -> None:
    class Silent:
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise NotUsable("The server does not answer.")

        embed_query = embed_documents

    silent = replace(EMBEDDER, embeddings=Silent())
    live = LiveSearch(catalog.settings, catalog.store, silent)
    assert live.whole
    assert ids(asked(live, "python"))[0] == "p1"
    live.close()
    shutil.rmtree(catalog.path("g1"))
    live = LiveSearch(catalog.settings, catalog.store, silent)
    assert ids(asked(live, "python"))[0] == "p1"
    live.close()
    assert not live.whole


def test_a_disk_that_refuses_leaves_words(catalog: SmallCatalog, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    shutil.rmtree(catalog.path("g1"))
    monkeypatch.setattr("retrieval.generation.save_vectors", full)
    live = catalog.live()
    live.close()
    assert not live.whole
    assert ids(asked(live, "python"))[0] == "p1"


def test_nothing_indexed_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="catalog-ingest reindex"):
        open_search(settings_in(tmp_path))


MEND = """
from retrieval.open import open_search
from retrieval.query import PUBLIC, Query
from retrieval.settings import IndexSettings
live = open_search(IndexSettings())
first = live.search(Query(text="python"), PUBLIC).hits[0].credential.id
live.close()
print(first, live.whole)
"""


def test_two_processes_that_mend_at_once_both_end_whole(catalog: SmallCatalog) -> None:
    shutil.rmtree(catalog.path("g1"))
    environment = {"PATH": os.environ["PATH"], "ADVISOR_DATA_DIR": str(catalog.folder), "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", MEND], env=environment, cwd=catalog.folder, text=True, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    assert [process.communicate(timeout=60)[0].strip() for process in started] == ["p1 True"] * 2
    live = catalog.live()
    assert live.whole
    live.close()


# ---- following


def of_generation(number: int) -> list[Credential]:
    """Courses that say in every fact of which generation they are."""
    return [course(f"c{at}", f"Course {at}", summary=f"of generation g{number}") for at in range(12)]


class Askers:
    """Threads that ask all the time, and what they saw."""

    def __init__(self, live: LiveSearch, count: int) -> None:
        self.failures: list[BaseException] = []
        self.seen: list[tuple[str, frozenset[str]]] = []
        self._live = live
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(count)]

    def __enter__(self) -> Askers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        while not self._stop.is_set():
            try:
                page = self._live.search(Query(text="course of generation"), PUBLIC)
            except Exception as error:  # noqa: BLE001 - whatever it is, it counts as a failed query
                self.failures.append(error)
                return
            self.seen.append((page.generation, frozenset(hit.credential.summary for hit in page.hits)))


def wait_for(holds: Callable[[], bool], seconds: float) -> float:
    started = time.monotonic()
    while not holds() and time.monotonic() - started < seconds:
        time.sleep(0.02)
    return time.monotonic() - started


def test_new_generations_are_followed_while_threads_ask(tmp_path: Path) -> None:
    catalog = SmallCatalog(tmp_path)
    catalog.publish("g1", of_generation(1))
    live = catalog.live()
    live.start_following()
    with Askers(live, 4) as askers:
        for number in (2, 3):
            catalog.publish(f"g{number}", of_generation(number), parent=f"g{number - 1}")
            assert wait_for(lambda wanted=f"g{number}": live.generation == wanted, 5) < 5
        catalog.store.activate("g1")
        assert wait_for(lambda: live.generation == "g1", 5) < 5
    live.close()
    assert askers.failures == []
    assert {generation for generation, _ in askers.seen} == {"g1", "g2", "g3"}
    assert {summaries for generation, summaries in askers.seen if len(summaries) > 1} == set()
    assert all(summaries == {f"of generation {generation}"} for generation, summaries in askers.seen)


def test_places_are_those_of_the_generation_that_serves_and_of_the_asker(catalog: SmallCatalog) -> None:
    inside = {"visibility": "internal", "owner": "Copperline", "groups": ["night"]}
    catalog.publish("g2", [course("a", place="Bisbee Flats, AZ"), course("b", place="Vault Hill", audience=inside)])
    live = catalog.live()
    live.start_following()
    assert live.places(PUBLIC) == ("Bisbee Flats, AZ",)
    assert live.places(OPERATOR) == ("Bisbee Flats, AZ", "Vault Hill")
    mates = [Asker(frozenset({"Copperline"}), frozenset(groups)) for groups in ([], ["night"])]
    assert [live.places(mate) for mate in mates] == [("Bisbee Flats, AZ",), ("Bisbee Flats, AZ", "Vault Hill")]
    catalog.publish("g3", [course("c", place="Harlow Quay, OH")])
    assert wait_for(lambda: live.generation == "g3", 5) < 5
    assert live.places(OPERATOR) == ("Harlow Quay, OH",)
    live.close()


def test_following_survives_a_generation_with_a_broken_index(catalog: SmallCatalog) -> None:
    live = catalog.live()
    live.start_following()
    catalog.publish("g2", [*COURSES, course("b1", "Beekeeping at home")])
    shutil.rmtree(catalog.path("g2"))
    assert wait_for(lambda: live.generation == "g2", 5) < 5
    assert ids(asked(live, "beekeeping"))[0] == "b1"
    assert wait_for(lambda: live.whole, 10) < 10
    live.close()


def test_following_survives_a_database_that_does_not_answer_for_a_while(catalog: SmallCatalog) -> None:
    live = catalog.live()
    live.start_following()
    catalog.write("g2", [course("b1", "Beekeeping at home")])
    with catalog.store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE pointer RENAME TO pointer_away")
    time.sleep(1.3)
    with catalog.store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE pointer_away RENAME TO pointer")
    catalog.build("g2")
    catalog.store.activate("g2")
    assert wait_for(lambda: live.generation == "g2", 5) < 5
    live.close()
