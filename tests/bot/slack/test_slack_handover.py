"""From the advisor to a person and back: what the learner approves, who takes it, and what each of the two reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack.views.actions import DeskAct
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import MANIFEST, Office, office, scopes_of
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.people import Person
from tests.slack_simulator.world import Channel, Message

ASKED = "I want to talk to a person about my visa papers"
TAKE, REPLY, RESOLVE, END = (f"desk:{act}" for act in DeskAct)


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        with office(real_search, tmp_path, sim, deputy=True) as made:
            yield made
        assert sim.violations == []


def coach(here: Office, name: str) -> Person:
    made = here.sim.person(here.team, name)
    made.joins(here.coaches)
    return made


def boss(here: Office) -> tuple[Person, Channel]:
    user = next(user for user in here.sim.state.world.users.values() if user.name == "boss")
    return Person(here.sim.state, user), here.sim.state.world.direct(
        here.team.id, user.id, here.sim.installation(here.team).bot.id
    )


def form_of(here: Office, person: Person) -> dict[str, Any]:
    return here.sim.wait_for(lambda: here.sim.view(person), timeout=20)


def said_in(message: Message) -> list[str]:
    return [
        element["action_id"] for block in message.blocks for element in block.get("elements", ()) if "value" in element
    ]


def asks(here: Office, **changes: str) -> Message:
    """Ann asks for a person and sends the form; the message that the coaches get."""
    before = len(here.sim.bot_messages(here.coaches))
    answer = here.tells(here.ann, ASKED, count=1 if here.people.knows(here.key(here.ann)) else 2)
    told = len(here.answers(here.ann.direct(), 1))
    here.ann.clicks(answer, "talk")
    here.ann.submits(form_of(here, here.ann), changes)
    here.answers(here.ann.direct(), told + 1)
    return here.answers(here.coaches, before + 1)[-1]


def takes(here: Office, person: Person, card: Message) -> None:
    told = len(here.answers(here.ann.direct(), 1))
    person.clicks(card, TAKE)
    here.answers(here.ann.direct(), told + 1)


def replies(here: Office, person: Person, card: Message, text: str) -> None:
    told = len(here.answers(here.ann.direct(), 1))
    person.clicks(card, REPLY)
    person.submits(form_of(here, person), {"reply": text})
    here.answers(here.ann.direct(), told + 1)


def test_nothing_is_sent_before_the_learner_approves_it(here: Office) -> None:
    here.tells(here.ann, "I want to become a data analyst with $200", count=2)
    answer = here.tells(here.ann, ASKED)
    assert "talk" in said_in(answer)
    here.ann.clicks(answer, "talk")
    shown = str(form_of(here, here.ann))
    for words in ("data analyst", "$200", ASKED):
        assert words in shown
    assert here.sim.messages(here.coaches) == []
    here.ann.submits(here.sim.view(here.ann), {"limits": "none", "question": "May I study here?"})
    (card,) = here.answers(here.coaches, 1)
    assert "ann would like to talk to a person." in card.text
    assert "Goal: data analyst" in card.text
    assert "Limits: none" in card.text
    assert "Question: May I study here?" in card.text
    assert "$200" not in card.text
    assert ASKED not in card.text
    assert "one of them will write to you here" in here.answers(here.ann.direct(), 4)[-1].text


def test_coach_and_learner_write_to_each_other_until_it_is_resolved(here: Office) -> None:
    ben = coach(here, "ben")
    card = asks(here)
    takes(here, ben, card)
    assert "ben, a person, has your question" in here.answers(here.ann.direct(), 1)[-1].text
    here.sim.wait_for(lambda: "ben has this." in card.text)
    assert said_in(card) == [REPLY, RESOLVE]
    replies(here, ben, card, "See https://office.example/visa & ask for me")
    told = here.answers(here.ann.direct(), 1)[-1]
    assert told.text.startswith("ben, a person, writes: See https://office.example/visa &amp; ask")
    count = len(here.answers(here.ann.direct(), 1))
    here.ann.says(here.ann.direct(), "find python courses")
    notes = here.answers(here.coaches, 2, card.ts)
    assert [note.text for note in notes] == [
        "ben wrote: See https[:]//office[.]example/visa &amp; ask for me",
        "ann wrote: find python courses",
    ]
    ben.clicks(card, RESOLVE)
    assert "ben has marked your question as resolved" in here.answers(here.ann.direct(), count + 1)[-1].text
    here.sim.wait_for(lambda: "This one is closed." in card.text and said_in(card) == [])
    assert "Python" in here.tells(here.ann, "find python courses").text
    assert len(here.answers(here.coaches, 2, card.ts)) == 2


def test_each_reply_arrives_once_though_slack_fails(here: Office) -> None:
    ben = coach(here, "ben")
    card = asks(here)
    takes(here, ben, card)
    here.sim.faults.add("drop_after", "chat.postMessage", times=1)
    here.sim.faults.add("redeliver", "event", times=1)
    replies(here, ben, card, "first")
    replies(here, ben, card, "second")
    here.sim.wait_for(lambda: here.service.report()["to_send"] == 0, timeout=20)
    written = [one.text for one in here.answers(here.ann.direct(), 1) if "writes:" in one.text]
    assert written == ["ben, a person, writes: first", "ben, a person, writes: second"]


def test_a_second_coach_is_told_who_has_it(here: Office) -> None:
    ben, cleo = coach(here, "ben"), coach(here, "cleo")
    card = asks(here)
    before = Message(**{name: getattr(card, name) for name in ("ts", "user", "team", "text")}, blocks=[*card.blocks])
    takes(here, ben, card)
    here.sim.wait_for(lambda: REPLY in said_in(card))
    card.blocks, after = before.blocks, card.blocks
    cleo.clicks(card, TAKE)
    alone = here.sim.wait_for(lambda: here.sim.ephemerals(here.coaches, cleo), timeout=20)
    assert alone[-1].text == "ben has this already."
    card.blocks = after
    cleo.clicks(card, REPLY)
    here.sim.wait_for(lambda: len(here.sim.ephemerals(here.coaches, cleo)) == 2, timeout=20)
    assert here.sim.view(cleo) is None
    cleo.clicks(card, RESOLVE)
    here.sim.wait_for(lambda: len(here.sim.ephemerals(here.coaches, cleo)) == 3, timeout=20)
    assert here.outreach.handovers.open_of(here.key(here.ann)) is not None


def test_two_coaches_at_once_do_not_both_get_it(here: Office) -> None:
    hands = [coach(here, name) for name in ("ben", "cleo", "dan")]
    card = asks(here)
    for hand in hands:
        hand.clicks(card, TAKE)
    here.sim.wait_for(lambda: sum(len(here.sim.ephemerals(here.coaches, hand)) for hand in hands) == 2, timeout=20)
    here.sim.wait_for(lambda: here.service.report()["to_send"] == 0, timeout=20)
    assert len([one for one in here.answers(here.ann.direct(), 1) if "has your question" in one.text]) == 1


def test_a_learner_can_go_back_to_the_advisor(here: Office) -> None:
    ben = coach(here, "ben")
    card = asks(here)
    takes(here, ben, card)
    told = here.answers(here.ann.direct(), 1)
    here.ann.clicks(told[-1], END)
    assert here.answers(here.ann.direct(), len(told) + 1)[-1].text == "From here on I answer again."
    (note,) = here.answers(here.coaches, 1, card.ts)
    assert note.text == "ann went back to the course advisor."
    assert "Excel" in here.tells(here.ann, "find excel courses").text
    here.sim.wait_for(lambda: "This one is closed." in card.text)


def test_until_somebody_takes_it_the_advisor_answers(here: Office) -> None:
    asks(here)
    assert "Excel" in here.tells(here.ann, "find excel courses").text


def test_a_command_is_answered_while_a_coach_has_the_conversation(here: Office) -> None:
    ben = coach(here, "ben")
    takes(here, ben, asks(here))
    told = len(here.sim.ephemerals(here.ann.direct(), here.ann))
    here.ann.runs("/advise", "find excel", here.ann.direct())
    here.sim.wait_for(lambda: len(here.sim.ephemerals(here.ann.direct(), here.ann)) > told, timeout=20)


def test_what_nobody_takes_goes_to_the_deputy(here: Office) -> None:
    deputy, desk = boss(here)
    asks(here)
    here.clock.advance(hours=3.9)
    assert "Excel" in here.tells(here.ann, "find excel courses").text
    assert here.sim.bot_messages(desk) == []
    here.clock.advance(hours=0.2)
    (card,) = here.answers(desk, 1)
    assert "No coach has taken this in time" in card.text
    assert ASKED in card.text
    assert "I gave it to boss directly" in here.answers(here.ann.direct(), 5)[-1].text
    takes(here, deputy, card)
    replies(here, deputy, card, "I am here")
    assert here.answers(here.ann.direct(), 1)[-1].text == "boss, a person, writes: I am here"
    here.ann.says(here.ann.direct(), "thank you")
    assert [one.text for one in here.answers(desk, 2, card.ts)] == ["boss wrote: I am here", "ann wrote: thank you"]
    here.clock.advance(hours=100)
    ben = coach(here, "ben")
    ben.clicks(here.sim.bot_messages(here.coaches)[0], TAKE)
    alone = here.sim.wait_for(lambda: here.sim.ephemerals(here.coaches, ben), timeout=20)
    assert alone[0].text == "boss has this already."
    assert len(here.sim.bot_messages(desk)) == 3


def test_a_new_question_takes_the_place_of_one_that_nobody_took(here: Office) -> None:
    ben = coach(here, "ben")
    first = asks(here)
    second = asks(here, question="Another thing")
    ben.clicks(first, TAKE)
    alone = here.sim.wait_for(lambda: here.sim.ephemerals(here.coaches, ben), timeout=20)
    assert alone[0].text == "This one is closed."
    takes(here, ben, second)


def test_a_further_question_goes_to_the_coach_who_has_it(here: Office) -> None:
    ben = coach(here, "ben")
    answer = here.tells(here.ann, ASKED, count=2)
    card = asks(here)
    takes(here, ben, card)
    told = len(here.answers(here.ann.direct(), 1))
    here.ann.clicks(answer, "talk")
    here.ann.submits(form_of(here, here.ann), {"question": "And my fees?"})
    assert "ben, a person, has your question" in here.answers(here.ann.direct(), told + 1)[-1].text
    assert here.answers(here.coaches, 1, card.ts)[0].text == "ann wrote: And my fees?"
    assert len([one for one in here.sim.bot_messages(here.coaches) if one.thread_ts in (None, one.ts)]) == 1


def test_a_mention_in_a_channel_is_handed_over_in_direct_messages(here: Office) -> None:
    ben = coach(here, "ben")
    general = here.sim.channel(here.team, "general", here.ann)
    said = here.ann.mentions(general, ASKED)
    (answer,) = here.answers(general, 1, said.ts)
    here.ann.clicks(answer, "talk")
    here.ann.submits(form_of(here, here.ann))
    (card,) = here.answers(here.coaches, 1)
    here.answers(here.ann.direct(), 1)
    takes(here, ben, card)
    replies(here, ben, card, "hello")
    assert len(here.answers(general, 1, said.ts)) == 1
    assert here.answers(here.ann.direct(), 3)[-1].text == "ben, a person, writes: hello"


def test_nobody_else_can_do_what_coaches_do(here: Office) -> None:
    card = asks(here)
    eve = here.sim.person(here.team, "eve")
    public = here.sim.channel(here.team, "general", eve)
    public.messages.append(card)
    here.coaches.messages.remove(card)
    here.sim.done(eve.clicks(card, TAKE))
    here.sim.wait_for(lambda: here.service.report()["waiting"] == here.service.report()["under_way"] == 0)
    found = here.outreach.handovers.open_of(here.key(here.ann))
    assert found is not None
    assert found.coach is None


def test_a_reply_to_what_was_closed_meanwhile_comes_back_to_the_coach(here: Office) -> None:
    ben = coach(here, "ben")
    card = asks(here)
    takes(here, ben, card)
    here.sim.wait_for(lambda: REPLY in said_in(card))
    ben.clicks(card, REPLY)
    form = form_of(here, ben)
    here.people.forget_person(here.key(here.ann))
    ben.submits(form, {"reply": "too late"})
    told = here.answers(ben.direct(), 1)
    assert told[0].text == "This one is closed, so your reply was not sent: too late"


def test_long_messages_reach_the_coach_whole(here: Office) -> None:
    ben = coach(here, "ben")
    card = asks(here)
    takes(here, ben, card)
    text = "".join(f"{number:05d}." for number in range(1200))
    here.ann.says(here.ann.direct(), text)
    notes = here.answers(here.coaches, 3, card.ts)
    assert "".join(note.text.removeprefix("ann wrote: ") for note in notes) == text


def test_no_channel_is_read_for_it() -> None:
    assert not {"channels:history", "groups:history"} & set(scopes_of(MANIFEST))
