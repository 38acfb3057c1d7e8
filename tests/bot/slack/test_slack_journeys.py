"""What people do in Slack, from end to end: over HTTP and over Socket Mode, with nothing in between replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from people.workspaces import WorkspaceSettings
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import Office, office
from tests.slack_simulator import SlackSimulator


@pytest.fixture(params=["http", "socket"])
def here(request: pytest.FixtureRequest, real_search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        with office(real_search, tmp_path, sim, mode=request.param, admins=True) as made:
            yield made
        assert sim.violations == []


def test_somebody_asks_follows_up_compares_plans_and_saves(here: Office) -> None:
    answer = here.tells(here.ann, "python courses under $100", count=2)
    assert "forget me" in here.sim.messages(here.ann.direct())[1].text
    assert "Python" in answer.text
    more = here.tells(here.ann, "more")
    assert more.text != answer.text
    compared = here.tells(here.ann, "compare the first two")
    assert any(block["type"] == "table" for block in compared.blocks)
    path = here.tells(here.ann, "I want to become a data analyst with $200")
    assert any(block["type"] == "plan" for block in path.blocks)
    assert "Saved" in here.tells(here.ann, "save it").text
    assert "Well done" in here.tells(here.ann, "I finished step 1").text
    assert len(here.people.learner(here.key(here.ann)).done) == 1
    assert here.people.plans(here.key(here.ann))[0].request["budget"] == 200


def test_a_mention_is_answered_in_its_thread(here: Office) -> None:
    general = here.sim.channel(here.team, "general", here.ann)
    said = here.ann.mentions(general, "first aid courses")
    (told,) = here.answers(general, 1, said.ts)
    assert "First Aid" in told.text


def test_a_command_is_answered_to_the_person_alone(here: Office) -> None:
    general = here.sim.channel(here.team, "general", here.ann)
    here.ann.runs("/advise", "find excel", general)
    here.sim.wait_for(lambda: here.alone(general, here.ann), timeout=20)
    assert "Excel" in here.alone(general, here.ann)[0].text
    assert here.sim.bot_messages(general) == []


def test_buttons_show_details_compare_and_mark_as_done(here: Office) -> None:
    answer = here.tells(here.ann, "excel courses", count=2)
    here.ann.clicks(answer, "details")
    details = here.answers(here.ann.direct(), 3)[-1]
    assert "what the catalog says" in details.text
    here.ann.clicks(answer, "compare")
    compared = here.answers(here.ann.direct(), 4)[-1]
    assert any(block["type"] == "table" for block in compared.blocks)
    done = next(entry["value"] for entry in _menu(answer) if entry["value"].startswith("done:"))
    here.ann.selects(answer, "menu", done)
    assert "marked as done" in here.answers(here.ann.direct(), 5)[-1].text
    assert len(here.people.learner(here.key(here.ann)).done) == 1


def test_what_is_wrong_reaches_the_admins(here: Office) -> None:
    answer = here.tells(here.ann, "excel courses", count=2)
    wrong = next(entry["value"] for entry in _menu(answer) if entry["value"].startswith("wrong:"))
    here.ann.selects(answer, "menu", wrong)
    form = here.sim.wait_for(lambda: here.sim.view(here.ann))
    here.ann.submits(form, {"what": "price", "more": "It costs $90 now"})
    boss = next(user for user in here.sim.state.world.users.values() if user.name == "boss")
    desk = here.sim.state.world.direct(here.team.id, boss.id, here.sim.installation(here.team).bot.id)
    (told,) = here.answers(desk, 1)
    assert "The price" in told.text
    assert "$90 now" in told.text
    assert "Thank you" in here.answers(here.ann.direct(), 3)[-1].text


def test_home_shows_the_profile_that_its_form_sets(here: Office) -> None:
    here.ann.opens_home()
    home = here.sim.wait_for(lambda: here.sim.home(here.ann), timeout=20)
    here.ann.clicks(home, "edit_profile")
    form = here.sim.wait_for(lambda: here.sim.view(here.ann), timeout=20)
    refused = here.ann.submits(form, {"goal": "zzqx"})
    assert "goal" in str(here.sim.done(refused).body)
    here.ann.submits(here.sim.view(here.ann), {"goal": "data analyst", "budget": "150", "hours_per_week": "6"})
    shown = here.sim.wait_for(
        lambda: (view := here.sim.home(here.ann)) and "data analyst" in str(view) and view, timeout=20
    )
    assert "$150" in str(shown)
    assert here.people.learner(here.key(here.ann)).goal == "data-analyst"


def test_forget_me_leaves_nothing(here: Office, tmp_path: Path) -> None:
    here.tells(here.ann, "remember that my lucky word is xylophonist", count=2)
    here.tells(here.ann, "forget me")
    here.sim.wait_for(lambda: not here.people.knows(here.key(here.ann)))

    def left() -> list[Path]:
        return [file for file in tmp_path.rglob("*") if file.is_file() and b"xylophonist" in file.read_bytes()]

    here.sim.wait_for(lambda: not left(), timeout=20)


def _menu(message):
    return next(
        element["options"]
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "overflow"
    )


def test_a_shortcut_finds_courses_for_what_somebody_else_wrote(here: Office) -> None:
    bob = here.sim.person(here.team, "bob")
    general = here.sim.channel(here.team, "general", here.ann, bob)
    said = bob.says(general, "I never know how to build a pivot table from our sales list")
    here.ann.uses_shortcut("which_course", said)
    (told,) = here.sim.wait_for(lambda: here.alone(general, here.ann), timeout=20)
    assert "Pivot" in told.text
    assert here.alone(general, bob) == []
    assert here.sim.bot_messages(general) == []


def test_a_path_is_given_as_a_picture_and_as_a_calendar(here: Office) -> None:
    path = here.tells(here.ann, "I want to become a data analyst with $200", count=2)
    here.ann.clicks(path, "picture")
    (picture,) = here.sim.wait_for(lambda: [file for file in here.sim.files if file.complete], timeout=30)
    assert picture.content.startswith(b"\x89PNG")
    assert "1. Charts That Explain" in picture.alt_text
    assert picture.channels == [here.ann.direct().id]
    here.ann.clicks(path, "calendar")
    here.sim.wait_for(lambda: len([file for file in here.sim.files if file.complete]) == 2, timeout=30)
    assert here.sim.files[-1].content.startswith(b"BEGIN:VCALENDAR")


def test_what_is_pressed_on_an_answer_to_one_person_is_answered_to_that_person(here: Office) -> None:
    general = here.sim.channel(here.team, "general", here.ann)
    here.ann.runs("/advise", "find excel", general)
    (answer,) = here.sim.wait_for(lambda: here.alone(general, here.ann), timeout=20)
    here.ann.clicks(answer, "details")
    here.sim.wait_for(lambda: len(here.alone(general, here.ann)) == 2, timeout=20)
    assert "what the catalog says" in here.alone(general, here.ann)[1].text
    assert here.sim.bot_messages(general) == []


def test_a_what_if_changes_the_path_where_it_stands(here: Office) -> None:
    path = here.tells(here.ann, "I want to become a data analyst with $200", count=2)
    before, count = path.text, len(here.sim.bot_messages(here.ann.direct()))
    pace = next(
        option["value"]
        for block in path.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element.get("action_id") == "say:pace"
        for option in element["options"]
        if "10" in option["value"]
    )
    here.ann.selects(path, "say:pace", pace)
    here.sim.wait_for(lambda: here.sim.bot_messages(here.ann.direct())[-1].text != before, timeout=20)
    changed = here.sim.bot_messages(here.ann.direct())
    assert len(changed) == count
    assert "10 hours a week" in changed[-1].text


def test_who_leaves_is_forgotten(here: Office, tmp_path: Path) -> None:
    here.tells(here.ann, "remember that my lucky word is xylophonist", count=2)
    gone = {"id": here.ann.id, "team_id": here.team.id, "deleted": True}
    here.sim.deliver_event(here.team, {"type": "user_change", "user": gone})
    here.sim.wait_for(lambda: not here.people.knows(here.key(here.ann)), timeout=20)

    def left() -> list[Path]:
        return [file for file in tmp_path.rglob("*") if file.is_file() and b"xylophonist" in file.read_bytes()]

    here.sim.wait_for(lambda: not left(), timeout=20)


def test_a_thread_goes_on_without_a_mention_where_the_workspace_wants_it(here: Office) -> None:
    general = here.sim.channel(here.team, "general", here.ann)
    said = here.ann.mentions(general, "excel courses")
    here.answers(general, 1, said.ts)
    here.ann.says(general, "only free ones", said.ts)
    here.sim.done(here.sim.deliveries[-1])
    here.people.keep_workspace_settings(here.team.id, WorkspaceSettings(threads_read=True))
    here.ann.says(general, "under $50", said.ts)
    told = here.answers(general, 2, said.ts)
    assert "up to $50" in told[1].text
    assert "free, " not in told[1].text
    bob = here.sim.person(here.team, "bob")
    general.members.add(bob.id)
    bob.says(general, "python courses", said.ts)
    here.ann.says(general, "more", said.ts)
    assert "ython" not in here.answers(general, 3, said.ts)[2].text
    assert len(here.sim.thread(general, said.ts)) == 8
