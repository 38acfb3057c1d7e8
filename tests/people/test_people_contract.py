"""What every people store promises, whatever keeps it: the port of `people.store`."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from catalog.errors import NotFound
from catalog.learner import Learner
from people.store import Answered, PeopleStore, PersonKey
from tests.people.conftest import ANA, FULL, NOW, OTHERS, conversation, plan


@pytest.fixture(params=["sql"])
def store(request: pytest.FixtureRequest) -> PeopleStore:
    found: PeopleStore = request.getfixturevalue(f"{request.param}_store")
    return found


def fill(store: PeopleStore, person: PersonKey, mark: str) -> None:
    store.keep_learner(person, Learner(goal=mark, notes=(mark,)), NOW)
    store.save_plan(person, plan(mark))
    store.save(conversation(person), json.dumps({"said": mark}), NOW)


def test_a_stranger_is_blank(store: PeopleStore) -> None:
    assert store.learner(ANA) == Learner()
    assert store.plans(ANA) == ()
    assert store.load(conversation(ANA)) is None
    assert store.last_plan_number(ANA) == 0


def test_a_profile_comes_back_as_it_was(store: PeopleStore) -> None:
    store.keep_learner(ANA, FULL, NOW)
    assert store.learner(ANA) == FULL


def test_a_profile_takes_the_place_of_the_earlier_one(store: PeopleStore) -> None:
    store.keep_learner(ANA, FULL, NOW)
    later = Learner(goal="role:nurse", tongue="en")
    store.keep_learner(ANA, later, NOW - dt.timedelta(days=1))
    assert store.learner(ANA) == later


@pytest.mark.parametrize("blank", [Learner(), Learner(tongue="es")], ids=["nothing", "only a tongue"])
def test_a_blank_profile_is_removed(store: PeopleStore, blank: Learner) -> None:
    store.keep_learner(ANA, blank, NOW)
    store.keep_learner(ANA, FULL, NOW)
    store.keep_learner(ANA, blank, NOW)
    assert store.learner(ANA) == Learner()
    assert store.export(ANA)["profile"] is None


def test_plans_come_back_by_number_as_they_were(store: PeopleStore) -> None:
    kept = [store.save_plan(ANA, plan(title, number=77)) for title in ("zebra", "apple", "mango")]
    assert [one.number for one in kept] == [1, 2, 3]
    assert kept[1] == plan("apple", number=2)
    assert store.plans(ANA) == tuple(kept)


def test_more_than_nine_plans_stand_in_the_order_of_numbers(store: PeopleStore) -> None:
    for _ in range(12):
        store.save_plan(ANA, plan())
    assert [one.number for one in store.plans(ANA)] == [*range(1, 13)]


@pytest.mark.parametrize("dropped", [[3], [1, 2, 3]], ids=["the last", "all"])
def test_the_number_of_a_dropped_plan_is_not_used_again(store: PeopleStore, dropped: list[int]) -> None:
    for _ in range(3):
        store.save_plan(ANA, plan())
    for number in dropped:
        store.drop_plan(ANA, number)
    assert store.last_plan_number(ANA) == 3
    assert store.save_plan(ANA, plan()).number == 4
    assert {one.number for one in store.plans(ANA)} == {1, 2, 3, 4} - {*dropped}


def test_a_plan_is_replaced_where_it_stands(store: PeopleStore) -> None:
    first, second = store.save_plan(ANA, plan("one")), store.save_plan(ANA, plan("two"))
    store.replace_plan(ANA, plan("better", number=1))
    assert store.plans(ANA) == (first.model_copy(update={"title": "better"}), second)
    assert store.save_plan(ANA, plan()).number == 3


def test_a_plan_that_is_not_there_is_said_and_nothing_changes(store: PeopleStore) -> None:
    kept = store.save_plan(ANA, plan("mine"))
    for number in (0, 2, -1):
        with pytest.raises(NotFound, match=rf"no saved plan {number};"):
            store.drop_plan(ANA, number)
    with pytest.raises(NotFound, match="no saved plan 2;"):
        store.replace_plan(ANA, plan(number=2))
    assert store.plans(ANA) == (kept,)
    assert store.save_plan(ANA, plan()).number == 2


@pytest.mark.parametrize("other", OTHERS)
def test_nobody_touches_what_is_somebody_elses(store: PeopleStore, other: PersonKey) -> None:
    fill(store, ANA, "hers")
    assert (store.learner(other), store.plans(other), store.load(conversation(other))) == (Learner(), (), None)
    for act in (lambda: store.drop_plan(other, 1), lambda: store.replace_plan(other, plan())):
        with pytest.raises(NotFound):
            act()
    store.keep_learner(other, Learner(), NOW)
    store.forget_person(other)
    fill(store, other, "theirs")
    assert store.plans(other)[0].number == 1
    assert (store.learner(ANA).goal, store.plans(ANA)[0].title) == ("hers", "hers")
    assert store.load(conversation(ANA)) == '{"said": "hers"}'


def test_a_forgotten_person_is_a_stranger_again(store: PeopleStore) -> None:
    for person in (ANA, *OTHERS):
        fill(store, person, person.user)
    before = [store.export(person) for person in OTHERS]
    store.save(conversation(ANA, "another"), "{}", NOW)
    store.forget_person(ANA)
    store.forget_person(ANA)
    assert store.export(ANA) == {
        "workspace": "T1",
        "user": "ana",
        "profile": None,
        "plans": [],
        "last_plan_number": 0,
        "conversations": [],
        "answers": [],
        "events": [],
        "posts": [],
        "admin": False,
        "handovers": [],
        "reminder": None,
    }
    assert store.save_plan(ANA, plan()).number == 1
    assert [store.export(person) for person in OTHERS] == before


def test_the_last_answer_alone_is_kept_of_a_conversation(store: PeopleStore) -> None:
    key, other = conversation(ANA), conversation(ANA, "other")
    assert store.answered(key, "q1") is None
    store.save(key, "{}", NOW, Answered("q1", "first"))
    store.save(other, "{}", NOW, Answered("q9", "elsewhere"))
    assert (store.answered(key, "q1"), store.answered(other, "q1")) == ("first", None)
    store.save(key, "{}", NOW)
    assert store.answered(key, "q1") == "first"
    store.save(key, "{}", NOW, Answered("q2", "second"))
    assert (store.answered(key, "q1"), store.answered(key, "q2")) == (None, "second")
    store.forget(key)
    assert (store.answered(key, "q2"), store.answered(other, "q9")) == (None, "elsewhere")
    store.forget_person(ANA)
    assert store.answered(other, "q9") is None


@pytest.mark.parametrize("other", OTHERS)
def test_nobody_gets_the_answer_to_somebody_elses_question(store: PeopleStore, other: PersonKey) -> None:
    store.save(conversation(ANA), "{}", NOW, Answered("q", "hers"))
    assert store.answered(conversation(other), "q") is None


class Interrupted(Exception):
    """Something that happens in the middle."""


def change_everything_and_break_off(store: PeopleStore) -> None:
    with store.transaction():
        store.keep_learner(ANA, FULL, NOW)
        assert store.save_plan(ANA, plan("new")).number == 2
        assert store.save_plan(ANA, plan("newer")).number == 3
        store.replace_plan(ANA, plan("changed", number=1))
        store.drop_plan(ANA, 2)
        store.save(conversation(ANA), "{}", NOW, Answered("q", "answer"))
        store.forget_person(ANA)
        raise Interrupted


def test_what_was_begun_and_not_ended_leaves_everything_as_it_was(store: PeopleStore) -> None:
    fill(store, ANA, "before")
    before = store.export(ANA)
    with pytest.raises(Interrupted):
        change_everything_and_break_off(store)
    assert store.export(ANA) == before
    assert store.save_plan(ANA, plan()).number == 2


def test_what_was_ended_is_kept_as_a_whole_and_not_seen_before(store: PeopleStore) -> None:
    fill(store, ANA, "before")
    with store.transaction():
        store.keep_learner(ANA, Learner(tongue="es"), NOW)
        store.drop_plan(ANA, 1)
        store.save_plan(ANA, plan("new"))
        assert (store.learner(ANA).goal, store.plans(ANA)[0].title) == ("before", "before")
    assert store.learner(ANA) == Learner()
    assert [(one.number, one.title) for one in store.plans(ANA)] == [(2, "new")]


def test_an_export_holds_everything_as_json(store: PeopleStore) -> None:
    store.keep_learner(ANA, FULL, NOW)
    kept = [store.save_plan(ANA, plan(title)) for title in ("one", "two")]
    store.drop_plan(ANA, 1)
    store.save(conversation(ANA, "b"), '{"turns": 2, "cart": ["c1", null]}', NOW)
    store.save(conversation(ANA, "a"), "half a { state", NOW.astimezone(dt.timezone(dt.timedelta(hours=5))))
    found = json.loads(json.dumps(store.export(ANA), allow_nan=False))
    assert Learner.model_validate(found["profile"]["learner"]) == FULL
    assert dt.datetime.fromisoformat(found["profile"]["updated_at"]) == NOW
    assert found["plans"] == [kept[1].model_dump(mode="json")]
    assert found["last_plan_number"] == 2
    when = NOW.isoformat()
    assert found["conversations"] == [
        {"conversation": "a", "updated_at": when, "state": "half a { state"},
        {"conversation": "b", "updated_at": when, "state": {"turns": 2, "cart": ["c1", None]}},
    ]


@pytest.mark.parametrize("user", ["", "'; DROP TABLE profile; --", "_", "e\u0301", "🪢", "a\nb", "A" * 3000])
def test_odd_names_are_names_like_any_other(store: PeopleStore, user: str) -> None:
    odd, plain = PersonKey(user, user), PersonKey("é", "b")
    fill(store, plain, "plain")
    fill(store, odd, "odd")
    assert (store.learner(odd).goal, store.plans(odd)[0].title) == ("odd", "odd")
    store.forget_person(odd)
    assert store.learner(odd) == Learner()
    assert store.learner(plain).goal == "plain"
