"""Saved plans in conversation: kept, listed, opened, dropped, and mended where the catalog changed under them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.messages import Answer, Intent, PathBlock
from bot.wiring import opened_search
from catalog.credential import Credential
from people.sql.open import open_people
from people.store import PersonKey
from retrieval.ports import CatalogSearch
from tests.bot import plan_truth
from tests.bot.conftest import settings_of
from tests.bot.fake_search import FakeSearch, sample
from tests.bot.people_talk import Voices, options_of, path_in, steps_in, words_of
from tests.conftest import _indexed

ANALYST = "I want to become a data analyst, 6 hours a week, $200"
BOOKS = "I want to become a bookkeeper, $150"
Change = Callable[[dict[str, Any]], dict[str, Any] | None]


@pytest.fixture(scope="module")
def folders(real_search: CatalogSearch, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The people store after Ana saved one path, and after she saved another one."""
    found = {}
    for name, messages in (("one", (ANALYST, "save this plan")), ("two", (BOOKS, "save this plan"))):
        found[name] = tmp_path_factory.mktemp(name)
        if name == "two":
            shutil.copytree(found["one"], found[name], dirs_exist_ok=True)
        store = open_people(settings_of(found[name]))
        for message in messages:
            Voices(real_search, store).say(message)
        store.close()
    return found


@pytest.fixture
def saved(real_search: CatalogSearch, folders: dict[str, Path], tmp_path: Path) -> Iterator[Voices]:
    """Ana after she saved one path."""
    yield from _copied(real_search, folders["one"], tmp_path)


@pytest.fixture
def both(real_search: CatalogSearch, folders: dict[str, Path], tmp_path: Path) -> Iterator[Voices]:
    """Ana after she saved two paths."""
    yield from _copied(real_search, folders["two"], tmp_path)


def _copied(search: CatalogSearch, folder: Path, to: Path) -> Iterator[Voices]:
    shutil.copytree(folder, to / "people")
    store = open_people(settings_of(to / "people"))
    yield Voices(search, store)
    store.close()


def told(answer: Answer) -> bool:
    return any(isinstance(block, PathBlock) for block in answer.blocks)


# ---- saved, listed, opened, dropped


def test_a_saved_plan_holds_the_steps_as_they_stand(voices: Voices) -> None:
    path = path_in(voices.say(ANALYST)).path
    answer = voices.say("save this plan")
    assert answer.intent is Intent.PROGRESS
    (plan,) = voices.plans()
    assert (plan.number, plan.role, plan.title) == (1, "data-analyst", "Path to work as a data analyst")
    assert [(step.id, step.title) for step in plan.steps] == [(step.id, step.title) for step in path.steps]
    charged = [step.charged.amount if not step.charged.unknown_items else None for step in path.steps]
    assert [None if step.cents is None else Decimal(step.cents) / 100 for step in plan.steps] == charged
    assert [step.hours for step in plan.steps] == [step.hours and step.hours.max for step in path.steps]


def test_saved_again_it_takes_the_place_of_the_earlier_one(saved: Voices) -> None:
    saved.say("drop step 2")
    steps = tuple(step.id for step in saved.plans()[0].steps)
    assert "in place of the earlier" in words_of(saved.say("save it"))
    (plan,) = saved.plans()
    assert tuple(step.id for step in plan.steps) != steps
    assert plan.number == 1


def test_another_goal_is_another_plan(both: Voices) -> None:
    assert [(plan.number, plan.role) for plan in both.plans()] == [(1, "data-analyst"), (2, "bookkeeper")]


def test_the_list_offers_each_of_them_to_be_opened(both: Voices) -> None:
    answer = both.say("my plans", conversation="other")
    assert options_of(answer) == ("open plan 1", "open plan 2")
    for option, role in zip(options_of(answer), ("data-analyst", "bookkeeper"), strict=True):
        assert path_in(both.say(option, conversation=option)).goal.role == role


def test_the_numbers_told_in_the_turn_of_saving_are_those_that_stay(saved: Voices) -> None:
    for message in ("delete plan 1", BOOKS):
        saved.say(message)
    answer = saved.say("save this plan and show my plans")
    assert options_of(answer) == ("open plan 2",)
    assert [plan.number for plan in saved.plans()] == [2]


def test_opened_in_another_conversation_it_is_the_same_path_and_goes_on(voices: Voices) -> None:
    steps = steps_in(voices.say(ANALYST))
    voices.say("save this plan")
    voices.later(3)
    opened = voices.say("open plan 1", conversation="other")
    assert steps_in(opened) == steps
    voices.say("I finished step 1", conversation="other")
    assert voices.learner().done == (steps[0],)
    assert "in place of the earlier" in words_of(voices.say("save it", conversation="other"))
    assert len(voices.plans()) == 1


def test_an_opened_plan_is_a_right_path(real_search: CatalogSearch, saved: Voices) -> None:
    opened = saved.say("open plan 1", conversation="other")
    request = saved.state(conversation="other").plan
    assert request is not None
    plan_truth.check_answer(opened, request)


def test_what_was_spent_on_finished_steps_is_not_spent_again(voices: Voices) -> None:
    first = path_in(voices.say(ANALYST)).path.steps[0]
    voices.say("save this plan")
    voices.say("I finished step 1")
    opened = path_in(voices.say("open plan 1", conversation="other")).path
    assert first.id not in {step.id for step in opened.steps}
    assert opened.totals.cost.amount + first.charged.amount <= 200
    request = voices.state(conversation="other").plan
    assert request is not None
    assert request.budget == 200 - first.charged.amount


@pytest.mark.parametrize("message", ["delete plan 1", "delete the data one", "throw away the data analyst plan"])
def test_one_is_dropped_by_its_number_or_its_words(both: Voices, message: str) -> None:
    assert "Deleted: “Path to work as a data analyst”" in words_of(both.say(message))
    assert [plan.number for plan in both.plans()] == [2]


def test_which_one_is_asked_where_it_is_not_said(both: Voices) -> None:
    assert options_of(both.say("delete the plan")) == ("open plan 1", "open plan 2")
    assert len(both.plans()) == 2


@pytest.mark.parametrize("message", ["open plan 1", "my plans", "delete plan 1", "open plan 3"])
def test_where_there_are_none_it_is_said(voices: Voices, message: str) -> None:
    assert "no saved plans" in words_of(voices.say(message))


def test_a_number_that_is_not_there_changes_nothing(saved: Voices) -> None:
    for message in ("open plan 7", "delete plan 7"):
        assert "no plan 7" in words_of(saved.say(message))
    assert len(saved.plans()) == 1


def test_there_is_nothing_to_save_without_a_path(voices: Voices) -> None:
    voices.say("SQL courses")
    voices.say("save this plan")
    assert voices.plans() == ()


def test_saved_plans_are_those_of_one_person(saved: Voices) -> None:
    assert "no saved plans" in words_of(saved.say("my plans", user="ben"))
    assert "no saved plans" in words_of(saved.say("open plan 1", user="ben"))


def test_a_request_that_cannot_be_read_is_said_and_stays(saved: Voices) -> None:
    (plan,) = saved.plans()
    saved.store.replace_plan(PersonKey("", "ana"), plan.model_copy(update={"request": {"wheels": 4}}))
    answer = saved.say("open plan 1", conversation="other")
    assert "cannot read" in words_of(answer)
    assert not told(answer)
    assert len(saved.plans()) == 1


# ---- progress


def test_progress_counts_the_finished_steps_and_names_the_next(voices: Voices) -> None:
    steps = path_in(voices.say(ANALYST)).path.steps
    voices.say("save this plan")
    assert f"0 of {len(steps)} steps done" in words_of(voices.say("how far am I?"))
    voices.say("I finished step 1")
    said = words_of(voices.say("how far am I?", conversation="other"))
    assert f"1 of {len(steps)} steps done" in said
    assert f"Next: “{steps[1].title}”" in said


def test_all_steps_done_is_said(saved: Voices) -> None:
    ana = PersonKey("", "ana")
    done = tuple(step.id for step in saved.plans()[0].steps)
    saved.store.keep_learner(ana, saved.learner().model_copy(update={"done": done}), saved.now)
    assert "All of it is done" in words_of(saved.say("how far am I?"))


def test_what_is_not_done_after_all_is_to_do_again_and_its_money_is_back(voices: Voices) -> None:
    first = steps_in(voices.say(ANALYST))[0]
    voices.say("I finished step 1")
    answer = voices.say("I haven't finished it yet")
    assert first in steps_in(answer)
    assert voices.learner().done == ()
    request = voices.state().plan
    assert request is not None
    assert request.budget == 200


# ---- under a changed catalog


def changed(changes: dict[str, Change]) -> FakeSearch:
    """The sample after some of its entries changed; None withdraws one."""
    items = []
    for item in sample():
        row = item.model_dump(mode="json")
        after = changes[item.id](row) if item.id in changes else row
        if after is not None:
            items.append(Credential.model_validate(after))
    return FakeSearch(items)


def dearer(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"cost": row["cost"] | {"amount": 95}}


def longer(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"hours": {"min": 30, "max": 40}}


def needing(id_: str) -> Change:
    return lambda row: row | {"prerequisites": {"credential": id_}}


def withdrawn(_: dict[str, Any]) -> None:
    return None


@pytest.fixture
def later(saved: Voices) -> Callable[[dict[str, Change]], Voices]:
    """Ana, who saved a path, after the catalog changed."""
    return lambda changes: Voices(changed(changes), saved.store)


def saved_steps(voices: Voices) -> dict[str, str]:
    """The titles of the saved steps, by id."""
    return {step.id: step.title for step in voices.plans()[0].steps}


def test_an_unchanged_catalog_is_not_said_to_have_changed(later: Callable[[dict[str, Change]], Voices]) -> None:
    voices = later({})
    assert "changed under it" not in words_of(voices.say("my plans"))
    opened = voices.say("open plan 1")
    assert steps_in(opened) == list(saved_steps(voices))
    assert " now " not in words_of(opened)


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (dearer, "“{title}” now costs $95 instead of $59."),
        (longer, "“{title}” now takes 40 hours instead of 14 hours."),
        (withdrawn, "“{title}” is no longer in the catalog."),
        (
            needing("larkmoor/describing-data-few-numbers"),
            "“{title}” now needs “Describing Data with a Few Good Numbers” first.",
        ),
    ],
)
def test_a_difference_is_told_and_the_path_is_mended(
    later: Callable[[dict[str, Change]], Voices], change: Change, difference: str
) -> None:
    id_ = next(id_ for id_, title in saved_steps(later({})).items() if title.startswith("Power BI"))
    number_ids = {item.title: item.id for item in sample()}
    if "needs" in difference:
        change = needing(number_ids["Describing Data with a Few Good Numbers"])
    voices = later({id_: change})
    title = saved_steps(voices)[id_]
    assert "has changed under it" in words_of(voices.say("my plans"))
    opened = voices.say("open plan 1")
    assert difference.format(title=title) in words_of(opened)
    path = path_in(opened).path
    assert path.totals.cost.amount <= 200
    ids = [step.id for step in path.steps]
    if change is withdrawn:
        assert id_ not in ids
    if "needs" in difference and id_ in ids:
        assert number_ids["Describing Data with a Few Good Numbers"] in ids[: ids.index(id_)]


def test_steps_stay_where_a_change_does_not_matter(later: Callable[[dict[str, Change]], Voices]) -> None:
    steps = list(saved_steps(later({})))
    voices = later({steps[1]: longer})
    assert set(steps_in(voices.say("open plan 1"))) == set(steps)


def test_several_differences_are_each_told_once(later: Callable[[dict[str, Change]], Voices]) -> None:
    steps = saved_steps(later({}))
    first, second = list(steps)[:2]
    voices = later({first: withdrawn, second: lambda row: longer(dearer(row))})
    said = words_of(voices.say("open plan 1"))
    assert said.count(f"“{steps[first]}” is no longer in the catalog.") == 1
    assert said.count(f"“{steps[second]}” now costs") == said.count(f"“{steps[second]}” now takes") == 1


def test_a_finished_step_that_is_gone_is_no_matter(later: Callable[[dict[str, Change]], Voices]) -> None:
    before = later({})
    first = next(iter(saved_steps(before)))
    before.say("I finished step 1")
    voices = later({first: withdrawn})
    assert "has changed under it" not in words_of(voices.say("my plans"))
    opened = voices.say("open plan 1")
    assert "no longer in the catalog" not in words_of(opened)
    assert told(opened)
    assert f"1 of {len(saved_steps(voices))} steps done" in words_of(voices.say("how far am I?"))


def test_everything_withdrawn_is_told_without_a_path_of_ghosts(later: Callable[[dict[str, Change]], Voices]) -> None:
    steps = saved_steps(later({}))
    voices = later(dict.fromkeys(steps, withdrawn))
    answer = voices.say("open plan 1")
    assert words_of(answer).count("no longer in the catalog") == len(steps)
    assert not set(steps) & set(answer.citations)


def test_saved_after_mending_it_has_not_changed_any_more(later: Callable[[dict[str, Change]], Voices]) -> None:
    first = next(iter(saved_steps(later({}))))
    voices = later({first: withdrawn})
    voices.say("open plan 1")
    voices.say("save it")
    assert "changed under it" not in words_of(voices.say("my plans"))
    assert len(voices.plans()) == 1


def test_a_catalog_indexed_anew_is_noticed_as_well(saved: Voices, tmp_path: Path) -> None:
    steps = [step for step in saved.plans()[0].steps if step.cents]
    gone, dear = steps[0], steps[1]
    lines = []
    for item in sample():
        row = json.loads(item.model_dump_json(exclude={"source"}, exclude_none=True))
        if item.id == dear.id:
            row["cost"]["amount"] = 111
        if item.id != gone.id:
            lines.append(json.dumps(row))
    (tmp_path / "anew.jsonl").write_text("\n".join(lines), encoding="utf-8")
    _indexed(tmp_path / "data", tmp_path / "anew.jsonl")
    with opened_search(settings_of(tmp_path / "data")) as search:
        opened = Voices(search, saved.store).say("open plan 1", conversation="other")
    said = words_of(opened)
    assert f"“{gone.title}” is no longer in the catalog." in said
    assert f"“{dear.title}” now costs $111 instead of" in said
    assert gone.id not in steps_in(opened)
