"""Building an index: what is taken over, what is made anew, what is never trusted."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from catalog.credential import Credential
from catalog.errors import IndexUnusable
from retrieval.generation import (
    CHROMA,
    LEXICAL,
    MANIFEST,
    MOST_COPIES,
    WORDS,
    Parent,
    check_index,
    compare,
    find_parent,
    read_manifest,
    read_words,
)
from retrieval.vectors import FILE, map_vectors
from tests.retrieval.small import SmallCatalog, asked, counting, course, ids, members_of

TOPICS = ("Python", "welding", "nursing", "Spanish grammar", "cloud security", "bookkeeping", "photography")


def courses(count: int = 40) -> list[Credential]:
    return [
        course(
            f"c{number:03}", f"{TOPICS[number % 7]} part {number}", summary=f"All about {TOPICS[number % 7]} {number}"
        )
        for number in range(count)
    ]


@pytest.fixture
def catalog(tmp_path: Path) -> SmallCatalog:
    return SmallCatalog(tmp_path)


def changed(all_courses: list[Credential]) -> list[Credential]:
    """Two gone, two rewritten, two new."""
    rewritten = [one.model_copy(update={"summary": "Now about beekeeping"}) for one in all_courses[2:4]]
    return [*rewritten, *all_courses[4:], course("n1", "Beekeeping at home"), course("n2", "Cheese making")]


QUESTIONS = ("python", "beekeeping", "welding part 8", "how to take pictures", "cheese", "part")


def test_a_copy_that_was_mended_answers_as_a_fresh_build(catalog: SmallCatalog) -> None:
    catalog.publish("g1", courses())
    catalog.publish("g2", changed(courses()), parent="g1")
    catalog.publish("g3", changed(courses()))
    assert [read_manifest(catalog.path(id_)).copies for id_ in ("g2", "g3")] == [1, 0]
    mended, fresh = catalog.view("g2").search, catalog.view("g3").search
    for question in QUESTIONS:
        one, other = asked(mended, question, limit=50), asked(fresh, question, limit=50)
        assert (one.total, one.relevant) == (other.total, other.relevant)
        assert set(ids(one)[: one.relevant]) == set(ids(other)[: one.relevant])
        scores = {hit.credential.id: hit.score for hit in other.hits}
        assert {hit.credential.id: hit.score for hit in one.hits} == pytest.approx(scores, abs=0.05)


def test_vectors_of_a_mended_copy_are_those_of_a_fresh_build(catalog: SmallCatalog) -> None:
    catalog.publish("g1", courses())
    catalog.publish("g2", changed(courses()), parent="g1")
    catalog.publish("g3", changed(courses()))
    one, other = (map_vectors(catalog.path(id_), 40, 256) for id_ in ("g2", "g3"))
    assert np.allclose(one, other, atol=1e-6)
    assert np.allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)


def test_words_of_a_mended_copy_are_those_of_a_fresh_build(catalog: SmallCatalog) -> None:
    secret = {"visibility": "internal", "owner": "Acme"}
    old = [course(f"x{at}", f"Widget {at}", provider="Zebra School", skills=["SQL"]) for at in range(3)]
    new = [old[0], course("x1", "Gadget 1", provider="Okapi School"), course("x2", old[2].title, audience=secret)]
    catalog.publish("g1", [*courses(), *old])
    catalog.publish("g2", [*changed(courses()), *new], parent="g1")
    catalog.publish("g3", [*changed(courses()), *new])
    assert [read_manifest(catalog.path(id_)).copies for id_ in ("g2", "g3")] == [1, 0]
    one, other = (read_words(catalog.path(id_)) for id_ in ("g2", "g3"))
    assert one == other
    assert (one["zebra"], one["okapi"], one["school"], one["sql"], one["widget"]) == (1, 1, 2, 1, 1)


@pytest.mark.parametrize("text", ["", "[1, 2", "[[1]]", "3"])
def test_a_parent_whose_words_are_broken_does_not_end_a_run(catalog: SmallCatalog, text: str) -> None:
    catalog.publish("g1", courses(10))
    (catalog.path("g1") / WORDS).write_text(text)
    catalog.publish("g2", courses(11), parent="g1")
    assert read_manifest(catalog.path("g2")).copies == 0
    assert read_words(catalog.path("g2"))["part"] == 11


def test_only_new_texts_are_embedded(tmp_path: Path) -> None:
    embedder, calls = counting()
    catalog = SmallCatalog(tmp_path, embedder)
    catalog.publish("g1", courses())
    assert len(calls.texts) == catalog.embedded == 40
    calls.texts.clear()
    catalog.publish("g2", changed(courses()), parent="g1")
    assert sorted(text.split(".")[0] for text in calls.texts) == [
        "Beekeeping at home",
        "Cheese making",
        "Spanish grammar part 3",
        "nursing part 2",
    ]
    assert catalog.embedded == 4


def test_a_large_change_is_built_afresh_but_embeds_only_new_texts(tmp_path: Path) -> None:
    embedder, calls = counting()
    catalog = SmallCatalog(tmp_path, embedder)
    catalog.publish("g1", courses(20))
    calls.texts.clear()
    catalog.publish("g2", courses(40), parent="g1")
    assert read_manifest(catalog.path("g2")).copies == 0
    assert len(calls.texts) == 20


@pytest.mark.parametrize(
    "facts", [{"cost": {"amount": 5, "currency": "USD"}}, {"level": "beginner"}, {"url": "https://example.org"}]
)
def test_a_change_outside_the_indexed_text_embeds_nothing(tmp_path: Path, facts: dict[str, object]) -> None:
    embedder, calls = counting()
    catalog = SmallCatalog(tmp_path, embedder)
    catalog.publish("g1", courses(10))
    calls.texts.clear()
    repriced = [course(one.id, one.title, summary=one.summary, **facts) for one in courses(10)]
    catalog.publish("g2", repriced, parent="g1")
    assert (calls.texts, catalog.embedded) == ([], 0)
    found = asked(catalog.view("g2").search, "welding").hits[0].credential
    assert found.model_dump(mode="json", include=set(facts)).keys() == facts.keys()
    assert getattr(found, next(iter(facts))) is not None


def test_equal_texts_under_other_ids_share_their_vector(tmp_path: Path) -> None:
    embedder, calls = counting()
    catalog = SmallCatalog(tmp_path, embedder)
    catalog.publish("g1", courses(10))
    calls.texts.clear()
    catalog.publish("g2", [one.model_copy(update={"id": f"new-{one.id}"}) for one in courses(10)], parent="g1")
    assert calls.texts == []
    assert ids(asked(catalog.view("g2").search, "welding part 1"))[0] == "new-c001"


def test_after_many_copies_an_index_is_made_afresh(catalog: SmallCatalog) -> None:
    catalog.publish("g0", courses(10))
    manifest = read_manifest(catalog.path("g0"))
    path = catalog.path("g0") / MANIFEST
    for copies, wanted in ((MOST_COPIES - 1, MOST_COPIES), (MOST_COPIES, 0)):
        path.write_text(
            json.dumps({**{name: getattr(manifest, name) for name in manifest.__slots__}, "copies": copies})
        )
        catalog.publish(f"after-{copies}", courses(10), parent="g0")
        assert read_manifest(catalog.path(f"after-{copies}")).copies == wanted


# ---- whom to take over from


def spoilt(folder: Path, how: str) -> None:
    vectors = folder / FILE
    match how:
        case "no manifest":
            (folder / MANIFEST).unlink()
        case "manifest garbage":
            (folder / MANIFEST).write_text("[1, 2")
        case "manifest of another form":
            (folder / MANIFEST).write_text('{"colour": "red"}')
        case "no vectors":
            vectors.unlink()
        case "cut vectors":
            vectors.write_bytes(vectors.read_bytes()[:1000])
        case "no words":
            shutil.rmtree(folder / LEXICAL)
        case "another embedder":
            change_manifest(folder, embedder="other/model")
        case "another format":
            change_manifest(folder, document_format=99)
        case "another size":
            change_manifest(folder, size=7)


def change_manifest(folder: Path, **values: object) -> None:
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


SPOILT = (
    "no manifest",
    "manifest garbage",
    "manifest of another form",
    "no vectors",
    "cut vectors",
    "no words",
    "another embedder",
    "another format",
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> SmallCatalog:
    made = SmallCatalog(tmp_path_factory.mktemp("published"))
    made.publish("g1", courses(10))
    return made


@pytest.mark.parametrize("how", SPOILT)
def test_nothing_is_taken_over_from_an_index_that_is_not_whole_or_not_ours(
    published: SmallCatalog, tmp_path: Path, how: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(published.path("g1"), folder)
    members = published.store.members("g1")
    assert find_parent(folder, members, published.embedder) is not None
    spoilt(folder, how)
    assert find_parent(folder, members, published.embedder) is None


def test_nothing_is_taken_over_from_another_number_of_members(published: SmallCatalog) -> None:
    assert find_parent(published.path("g1"), published.store.members("g1")[1:], published.embedder) is None
    assert find_parent(published.path("none"), [], published.embedder) is None


@pytest.mark.parametrize("how", ["no chroma", "chroma emptied", "chroma garbage"])
def test_a_parent_whose_chroma_is_broken_does_not_end_a_run(catalog: SmallCatalog, how: str) -> None:
    catalog.publish("g1", courses(10))
    chroma = catalog.path("g1") / CHROMA
    shutil.rmtree(chroma)
    if how != "no chroma":
        chroma.mkdir()
    if how == "chroma garbage":
        (chroma / "chroma.sqlite3").write_text("no database" * 1000)
    catalog.publish("g2", [*courses(10), course("n1", "Beekeeping at home")], parent="g1")
    assert read_manifest(catalog.path("g2")).copies == 0
    assert ids(asked(catalog.view("g2").search, "beekeeping"))[0] == "n1"


# ---- whole or not


@pytest.mark.parametrize("how", [*SPOILT[:6], "another size"])
def test_the_check_before_activation_sees_what_is_missing(published: SmallCatalog, tmp_path: Path, how: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(published.path("g1"), folder)
    check_index(folder, 10)
    if how == "another size":
        with pytest.raises(IndexUnusable):
            check_index(folder, 11)
        return
    spoilt(folder, how)
    with pytest.raises(IndexUnusable):
        check_index(folder, 10)


def test_an_index_that_was_not_finished_is_not_opened(catalog: SmallCatalog) -> None:
    class PowerCut(BaseException):
        pass

    def fail(_stage: str, done: int, _total: int) -> None:
        raise PowerCut

    made = catalog.write("g1", courses(10))
    from retrieval.generation import IndexBuilder

    members = catalog.store.members("g1")
    with pytest.raises(PowerCut):
        IndexBuilder(catalog.store, catalog.embedder).build(made.id, members, catalog.path("g1"), None, fail)
    assert catalog.path("g1").is_dir()
    view = catalog.view("g1")
    assert not view.whole
    assert ids(asked(view.search, "welding part 1"))[0] == "c001"
    catalog.build("g1")
    assert catalog.view("g1").whole


def test_an_empty_generation_is_built_and_opened(catalog: SmallCatalog) -> None:
    catalog.publish("g1", [])
    view = catalog.view("g1")
    assert view.whole
    assert (asked(view.search, "python").total, asked(view.search).hits) == (0, ())
    catalog.publish("g2", courses(3), parent="g1")
    assert asked(catalog.view("g2").search).total == 3


# ---- what differs


def test_comparing_without_a_parent_makes_everything_anew() -> None:
    change = compare(members_of(courses(3)), None)
    assert (change.fresh, change.gone, change.kept, change.to_embed) == ([0, 1, 2], [], {}, [0, 1, 2])


def test_comparing_tells_moved_from_changed(published: SmallCatalog) -> None:
    old = members_of(courses(5))
    parent = Parent(old, replace(read_manifest(published.path("g1")), size=5), published.path("g1"))
    rewritten = members_of([courses(5)[1].model_copy(update={"summary": "other"})])
    change = compare([old[4], *rewritten, old[0], *members_of([course("new")])], parent)
    assert change.fresh == change.to_embed == [1, 3]
    assert change.kept == {0: 4, 2: 0}
    assert sorted(change.gone) == ["c001", "c002", "c003"]
