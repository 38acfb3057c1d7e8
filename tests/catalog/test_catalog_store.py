"""The port of the catalog store, on real SQLite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.credential import Audience, Credential, SourceRow
from catalog.role import EntryDemand, Role, RoleSkill
from catalog.skill import Skill
from catalog.sql.open import open_catalog
from catalog.sql.rows import facets_of, head_of
from catalog.sql.store import BULK, CHUNK, SqlCatalogStore
from catalog.store import Draft, Generation, Member, Remembered, Run, SourceState
from tests.catalog.strategies import credentials
from tests.conftest import settings_in

START = dt.datetime(2026, 11, 3, 12, 0, tzinfo=dt.UTC)
SKILLS = (Skill(name="SQL", aliases=("structured query language",)), Skill(name="Joins", broader=("SQL",)))
ROLES = (
    Role(
        id="analyst",
        title="Data Analyst",
        job_zone=4,
        skills=(RoleSkill(skill="SQL", importance=3),),
        entry_demands=(EntryDemand(kind="degree", text="a bachelor's degree", source="O*NET"),),
    ),
)
SOURCE = SourceState("edx", "/data/edx.csv", "csv", None, 12, 10, 2, 1, "2026-11-03T12:00:00+00:00")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlCatalogStore]:
    opened = open_catalog(settings_in(tmp_path))
    yield opened
    opened.close()


def course(id_: str, **facts: object) -> Credential:
    return Credential.model_validate({"id": id_, "title": f"Course {id_}"} | facts)


def member(credential: Credential, row: int = 1, source: str = "edx") -> Member:
    return Member(head_of(credential, f"document of {credential.title}"), source, row)


def generation(store: SqlCatalogStore, id_: str, size: int, age: int = 0) -> Generation:
    skills_hash, roles_hash = store.keep_vocabulary(SKILLS, ROLES)
    created = START - dt.timedelta(hours=age)
    return Generation(id_, created, "building", size, "words", 1, skills_hash, roles_hash, "bundled", (SOURCE,))


def written(
    store: SqlCatalogStore, id_: str, courses: Sequence[Credential], age: int = 0, **more: object
) -> Generation:
    made = generation(store, id_, len(courses), age)
    members = [member(credential, row) for row, credential in enumerate(courses, 1)]
    new = [(member.head, credential) for member, credential in zip(members, courses, strict=True)]
    store.write(Draft(made, members, new, **more))
    return made


def ids(found: Sequence[Credential] | Iterator[Credential]) -> list[str]:
    return [credential.id for credential in found]


# ---- serving


def test_a_new_store_serves_nothing(store: SqlCatalogStore) -> None:
    assert store.active() is None
    assert store.generations() == []
    assert store.runs(5) == []
    assert store.remembered("edx") == {}
    assert store.generation("none") is None


def test_what_is_written_does_not_serve_before_it_is_activated(store: SqlCatalogStore) -> None:
    made = written(store, "g1", [course("a")])
    assert store.active() is None
    assert store.generation("g1") == made
    store.activate("g1")
    active = store.active()
    assert active is not None
    assert (active.id, active.status, active.sources, active.created_at) == ("g1", "ready", (SOURCE,), START)


def test_the_pointer_moves_on_and_back(store: SqlCatalogStore) -> None:
    written(store, "g1", [course("a")], age=1)
    written(store, "g2", [course("b")])
    for serving in ("g1", "g2", "g1"):
        store.activate(serving)
        assert store.active().id == serving
    assert [made.id for made in store.generations()] == ["g2", "g1"]
    assert ids(store.all_credentials("g2")) == ["b"]


@pytest.mark.parametrize("size", [0, 1, CHUNK + 1, BULK + 3])
def test_positions_are_kept_at_every_size(store: SqlCatalogStore, size: int) -> None:
    courses = [course(f"c{number:05}") for number in range(size)]
    written(store, "g", courses)
    wanted = [credential.id for credential in courses]
    assert ids(store.all_credentials("g")) == wanted
    assert [facets.id for facets in store.facets("g")] == wanted
    assert [(m.head.id, m.row) for m in store.members("g")] == list(zip(wanted, range(1, size + 1), strict=True))


def test_credentials_come_in_the_order_asked_for(store: SqlCatalogStore) -> None:
    written(store, "g", [course(id_) for id_ in "abcde"])
    assert ids(store.credentials("g", ["d", "a", "zzz", "c", "a"])) == ["d", "a", "c", "a"]
    assert store.credentials("g", []) == []
    assert store.credentials("elsewhere", ["a"]) == []


def test_a_credential_knows_the_row_it_came_from_in_each_generation(store: SqlCatalogStore) -> None:
    same = course("a")
    written(store, "g1", [same], age=1)
    made = generation(store, "g2", 1)
    store.write(Draft(made, [member(same, 77, "other")]))
    sources = [store.credentials(id_, ["a"])[0].source for id_ in ("g1", "g2")]
    assert sources == [SourceRow(name="edx", row=1), SourceRow(name="other", row=77)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(credentials, max_size=4, unique_by=lambda credential: credential.id))
def test_whole_credentials_come_back_as_they_went(store: SqlCatalogStore, several: list[Credential]) -> None:
    store.drop(["g"])
    written(store, "g", several)
    back = [credential.model_copy(update={"source": None}) for credential in store.all_credentials("g")]
    assert back == [credential.model_copy(update={"source": None}) for credential in several]
    assert list(store.facets("g")) == [facets_of(credential) for credential in several]
    stated = {(credential.place, credential.audience) for credential in several if credential.place}
    assert set(store.places("g")) == stated
    assert len(store.places("g")) == len(stated)


def test_the_vocabulary_belongs_to_the_generation(store: SqlCatalogStore) -> None:
    made = written(store, "g", [])
    assert (store.skills(made), store.roles(made)) == (SKILLS, ROLES)
    assert store.keep_vocabulary(SKILLS, ROLES) == (made.skills_hash, made.roles_hash)
    assert store.keep_vocabulary(SKILLS[:1], ROLES)[0] != made.skills_hash


def test_an_empty_vocabulary_is_a_vocabulary(store: SqlCatalogStore) -> None:
    hashes = store.keep_vocabulary((), ())
    made = Generation("g", START, "building", 0, "words", 1, *hashes, "bundled")
    store.write(Draft(made, []))
    assert (store.skills(made), store.roles(made)) == ((), ())


# ---- writing is all or nothing


def broken_rows(store: SqlCatalogStore) -> Iterator[tuple[object, Credential]]:
    yield member(course("b")).head, course("b")
    raise OSError("the disk is full")


def test_a_write_that_fails_half_way_leaves_nothing(store: SqlCatalogStore) -> None:
    made = generation(store, "g", 1)
    with pytest.raises(OSError, match="full"):
        store.write(Draft(made, [member(course("b"))], broken_rows(store)))
    assert store.generation("g") is None
    assert store.heads([member(course("b")).head.hash]) == {}


def test_a_content_that_is_known_is_kept_once(store: SqlCatalogStore) -> None:
    written(store, "g1", [course("a"), course("b")], age=1)
    written(store, "g2", [course("a"), course("c")])
    assert ids(store.all_credentials("g2")) == ["a", "c"]
    assert len(store.contents([member(course(id_)).head.hash for id_ in "abc"])) == 3


def test_heads_and_contents_of_what_is_known(store: SqlCatalogStore) -> None:
    known = course("a", as_of="2026-11-03")
    written(store, "g", [known])
    head = member(known).head
    assert store.heads([head.hash, "unknown"]) == {head.hash: head}
    assert head.as_of == dt.date(2026, 11, 3)
    assert store.contents([head.hash, "unknown"]) == {head.hash: known}
    assert store.heads([]) == store.contents([]) == {}


# ---- dropping


def test_dropping_removes_what_nobody_else_holds(store: SqlCatalogStore) -> None:
    written(store, "g1", [course("a"), course("b")], age=1)
    written(store, "g2", [course("b"), course("c")])
    store.activate("g2")
    store.drop(["g1"])
    hashes = {id_: member(course(id_)).head.hash for id_ in "abc"}
    assert set(store.heads(list(hashes.values()))) == {hashes["b"], hashes["c"]}
    assert store.generation("g1") is None
    assert store.members("g1") == []
    assert ids(store.all_credentials("g2")) == ["b", "c"]


@pytest.mark.parametrize("doomed", [["g1"], ["g1", "g2"]])
def test_dropping_keeps_what_another_one_holds_or_hides(store: SqlCatalogStore, doomed: list[str]) -> None:
    a, b, c, d = (course(id_) for id_ in "abcd")
    written(store, "g1", [a, b], age=2, hidden=[member(c, 9, "nj")])
    written(store, "g2", [b], age=1, remembered={"edx": {"a": Remembered(member(a).head.hash, None)}})
    written(store, "g3", [d, c], hidden=[member(b, 7, "nj")])
    store.activate("g3")
    store.drop(doomed)
    kept = set(store.heads([member(credential).head.hash for credential in (a, b, c, d)]))
    assert kept == {member(credential).head.hash for credential in (b, c, d)}
    assert store.hidden("g1") == []
    assert store.remembered("edx") == {}


def test_what_serves_is_never_dropped(store: SqlCatalogStore) -> None:
    written(store, "g1", [course("a")])
    store.activate("g1")
    store.drop(["g1", "never made"])
    assert store.active().id == "g1"
    assert ids(store.all_credentials("g1")) == ["a"]


def test_dropping_forgets_vocabularies_that_nobody_uses(store: SqlCatalogStore) -> None:
    kept = written(store, "g1", [], age=1)
    hashes = store.keep_vocabulary((Skill(name="Welding"),), ())
    other = Generation("g2", START, "building", 0, "words", 1, *hashes, "bundled")
    store.write(Draft(other, []))
    store.drop(["g2"])
    assert store.skills(kept) == SKILLS
    assert store.keep_vocabulary((), ()) != hashes


# ---- what a re-index remembers


def test_outcomes_are_remembered_by_source_until_they_change_or_are_forgotten(store: SqlCatalogStore) -> None:
    hash_ = member(course("a")).head.hash
    first = {"k1": Remembered(hash_, None), "k2": Remembered(None, '[{"code": "no_title"}]')}
    written(store, "g1", [course("a")], age=1, remembered={"edx": first, "nj": {"k1": Remembered(None, "[]")}})
    assert store.remembered("edx") == first
    later = {"k2": Remembered(hash_, None), "k3": Remembered(hash_, None)}
    written(store, "g2", [course("a")], remembered={"edx": later}, forgotten={"edx": ["k1", "never known"]})
    assert store.remembered("edx") == later
    assert set(store.remembered("nj")) == {"k1"}


def test_what_everybody_may_know_by_name(store: SqlCatalogStore) -> None:
    inside = course("b", audience={"visibility": "internal", "owner": "Acme"}, skills=["Secrecy"])
    several = [course("a", provider="North", skills=["SQL", "Joins"]), inside, course("c", title="Çourse C")]
    written(store, "g", several)
    hashes = [member(credential).head.hash for credential in several]
    names = sorted(store.public_names([*hashes, "unknown"]))
    assert names == [("course a", "North", ("SQL", "Joins")), ("course c", None, ())]
    assert store.public_names([]) == store.public_names(hashes[1:2]) == []


def test_places_are_told_once_for_each_audience(store: SqlCatalogStore) -> None:
    inside = {"visibility": "internal", "owner": "Acme", "groups": ["night shift", "día"]}
    courses = [
        course("a", place="Harlow Quay, OH"),
        course("b", place="Harlow Quay, OH", title="Another one"),
        course("c", place="Harlow Quay, OH", audience=inside),
        course("d", place="Bisbee “Flats” \\ Ñ, AZ"),
        course("e", summary='Its text says "place":"Nowhere"'),
    ]
    written(store, "g", courses)
    everybody, some = Audience(), Audience.model_validate(inside)
    told = [("Bisbee “Flats” \\ Ñ, AZ", everybody), ("Harlow Quay, OH", everybody), ("Harlow Quay, OH", some)]
    assert sorted(store.places("g"), key=str) == sorted(told, key=str)


def test_places_are_those_of_one_generation_and_of_nothing_withdrawn_or_hidden(store: SqlCatalogStore) -> None:
    stays, goes, hides = (course(id_, place=f"Town {id_}") for id_ in "abc")
    written(store, "g1", [stays, goes], age=1)
    written(store, "g2", [stays], hidden=[member(hides, 9, "nj")])
    written(store, "g3", [hides], age=2)
    assert [sorted(name for name, _ in store.places(id_)) for id_ in ("g1", "g2", "g3")] == [
        ["Town a", "Town b"],
        ["Town a"],
        ["Town c"],
    ]


def test_an_outcome_is_forgotten_with_its_content(store: SqlCatalogStore) -> None:
    outcomes = {"k1": Remembered(member(course("a")).head.hash, None), "k2": Remembered(None, "[]")}
    written(store, "g1", [course("a")], age=1, remembered={"edx": outcomes})
    written(store, "g2", [course("b")])
    store.drop(["g1"])
    assert set(store.remembered("edx")) == {"k2"}


# ---- the history


def test_the_latest_runs_come_first(store: SqlCatalogStore) -> None:
    for number in range(4):
        moment = START + dt.timedelta(minutes=number)
        store.add_run(Run(0, moment, moment, "activated", f"g{number}", f"{number} added"), "{}")
    store.add_run(Run(0, START, None, "refused", None, "nothing"), "{}")
    latest = store.runs(3)
    assert [run.generation for run in latest] == [None, "g3", "g2"]
    assert latest[0].finished_at is None
    assert latest[1].started_at == START + dt.timedelta(minutes=3)
    assert len({run.id for run in store.runs(100)}) == 5


@pytest.mark.parametrize("read", ["members", "facets", "all_credentials", "places"])
def test_reading_a_generation_that_is_not_there_gives_nothing(store: SqlCatalogStore, read: str) -> None:
    method: Callable[[str], Sequence[object]] = getattr(store, read)
    assert list(method("none")) == []
