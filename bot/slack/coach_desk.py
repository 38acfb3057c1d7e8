"""Handing a learner over to a person, and back.

The learner approves a summary, the coaches of the workspace read it in their channel, and one of them takes it. From then on
the two write to each other through the bot: the learner in direct messages, the coach by a button under the summary. The
bot reads no channel for that and needs no further scope.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Intent, Question
from bot.slack.audience import Audiences
from bot.slack.heard import Heard, Kind
from bot.slack.posts import in_place_of, to_channel, to_person, to_place, to_presser
from bot.slack.views import desk, modals
from bot.slack.views.actions import Desk, DeskAct, Form, pressed
from bot.slack.views.forms import HandoverForm, Origin, ReplyForm, filled, origin
from bot.slack.views.kit import Element
from bot.slack.who import Who
from people.desk import Coach, Handover, Handovers, Place, Wish
from people.inbox import Post

NOTHING: tuple[Post, ...] = ()


class CoachDesk:
    """`desks` are the coaches' channels and `deputies` the users who stand in for them, both by workspace."""

    def __init__(
        self,
        advisor: Advisor,
        audiences: Audiences,
        handovers: Handovers,
        who: Who,
        desks: Mapping[str, str],
        deputies: Mapping[str, str],
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._advisor, self._audiences, self._handovers, self._who = advisor, audiences, handovers, who
        self._desks, self._deputies, self._clock = desks, deputies, clock

    # ---- before anything is sent

    def offers(self, heard: Heard, answer: Answer) -> list[Element]:
        """The button to a person, where one was asked for and there are coaches."""
        wanted = answer.intent is Intent.HANDOVER and heard.team in self._desks
        return [desk.talk_button(heard.text)] if wanted else []

    def form(self, heard: Heard, asked: str) -> dict[str, Any] | None:
        """What would be sent, to be changed and approved; None where there are no coaches."""
        if heard.team not in self._desks:
            return None
        known = self._advisor.summary(
            Question(
                text="",
                conversation=heard.conversation,
                user=heard.user,
                workspace=heard.team,
                asker=self._audiences.of(heard, private=True),
            )
        )
        told = modals.Handover(known.goal, known.limits, known.plan, asked)
        where = Origin(channel=heard.channel or None, thread=heard.thread or None)
        return modals.handover(told, where, known.tongue)

    def reply_form(self, heard: Heard, number: int) -> dict[str, Any] | None:
        """The form in which a coach answers; None for whoever does not have it."""
        found = self._of(heard, number)
        if found is None or not found.is_open or not _has(found, heard):
            return None
        return modals.reply(found.wish.name, Origin(handover=number))

    # ---- events

    def __call__(self, heard: Heard, key: str) -> Sequence[Post] | None:
        """What is owed for what concerns a hand-over; None for everything else."""
        match heard.kind:
            case Kind.FORM if heard.view.get("callback_id") == Form.HANDOVER:
                return self._sent(heard, key)
            case Kind.FORM if heard.view.get("callback_id") == Form.REPLY:
                return self._replied(heard)
            case Kind.OVERDUE:
                return self._overdue(heard, key)
            case Kind.PRESS:
                what = pressed(heard.action)
                return self._pressed(heard, what, key) if isinstance(what, Desk) else None
            case Kind.MESSAGE:
                return self._relayed(heard)
            case _:
                return None

    def _sent(self, heard: Heard, key: str) -> Sequence[Post]:
        form, channel = filled(HandoverForm, heard.view), self._desks.get(heard.team)
        if not isinstance(form, HandoverForm) or channel is None:
            return NOTHING
        earlier = self._handovers.open_of(heard.person)
        if earlier is not None and earlier.coach is not None:
            notes = self._passed_to_coach(heard, earlier, form.question)
            known = desk.to_learner(earlier, "handover_taken")
            return (*notes, to_place(heard, earlier.wish.place, known, len(notes) + 1))
        if earlier is not None and earlier.wish.key != key:
            self._handovers.close(earlier.number, self._clock(), key)
        kept = self._handovers.ask(self._wish(heard, key, form), self._clock())
        return (
            to_channel(heard, channel, desk.asks(kept)),
            to_place(heard, kept.wish.place, desk.to_learner(kept, "handover_sent"), 2),
        )

    def _wish(self, heard: Heard, key: str, form: HandoverForm) -> Wish:
        where, name = origin(heard.view), self._who.name(heard.team, heard.user)
        direct = bool(where.channel and where.channel.startswith("D"))
        place = Place(where.channel or "", where.thread or "") if direct else Place(heard.user)
        return Wish(key, heard.person, name, desk.told(name, form), place, self._tongue(heard))

    def _tongue(self, heard: Heard) -> str:
        question = Question(text="", conversation=heard.user, user=heard.user, workspace=heard.team)
        return self._advisor.summary(question).tongue

    def _pressed(self, heard: Heard, what: Desk, key: str) -> Sequence[Post]:
        found = self._of(heard, what.number)
        if found is not None and what.act is DeskAct.END:
            return self._left(heard, found, key) if found.person == heard.person else NOTHING
        if not self._is_coach(heard):
            return NOTHING
        if found is None or not (found.is_open or found.by == key):
            return (to_presser(heard, desk.to_coach("desk_closed")),)
        if what.act is DeskAct.TAKE:
            return self._taken(heard, what.number, key)
        if found.coach is None:
            return (to_presser(heard, desk.to_coach("desk_nobody")),)
        if not _has(found, heard):
            return (to_presser(heard, desk.to_coach("desk_has_it", found)),)
        return self._resolved(heard, found, key) if what.act is DeskAct.RESOLVE else NOTHING

    def _taken(self, heard: Heard, number: int, key: str) -> Sequence[Post]:
        coach = Coach(heard.user, self._who.name(heard.team, heard.user))
        found = self._handovers.take(number, coach, Place(heard.channel, heard.message), key)
        if found is None or not found.is_open:
            return (to_presser(heard, desk.to_coach("desk_closed")),)
        if found.by != key:
            return (to_presser(heard, desk.to_coach("desk_has_it", found)),)
        return (
            in_place_of(heard, found.desk, desk.taken(found)),
            to_place(heard, found.wish.place, desk.to_learner(found, "handover_taken"), 2),
        )

    def _resolved(self, heard: Heard, found: Handover, key: str) -> Sequence[Post]:
        closed = self._handovers.close(found.number, self._clock(), key)
        if closed is None or closed.by != key:
            return (to_presser(heard, desk.to_coach("desk_closed")),)
        return (
            in_place_of(heard, closed.desk, desk.closed(closed)),
            to_place(heard, closed.wish.place, desk.to_learner(closed, "handover_resolved"), 2),
        )

    def _left(self, heard: Heard, found: Handover, key: str) -> Sequence[Post]:
        """The learner wants the advisor back."""
        closed = self._handovers.close(found.number, self._clock(), key)
        if closed is None or closed.by != key:
            return NOTHING
        (note,) = desk.noted("desk_left", closed.wish.name, "")
        return (
            to_place(heard, closed.wish.place, desk.to_learner(closed, "handover_ended")),
            to_place(heard, closed.desk, note, 2),
            in_place_of(heard, closed.desk, desk.closed(closed), 3),
        )

    def _replied(self, heard: Heard) -> Sequence[Post]:
        form, number = filled(ReplyForm, heard.view), origin(heard.view).handover
        found = self._of(heard, number) if number else None
        if not isinstance(form, ReplyForm):
            return NOTHING
        if found is None or not found.is_open or not _has(found, heard):
            return (to_person(heard, desk.to_coach("desk_not_sent", said=form.reply)),)
        assert found.coach is not None
        notes = desk.noted("desk_wrote", found.coach.name, form.reply)
        return (
            to_place(heard, found.wish.place, desk.coach_writes(found, form.reply)),
            *(to_place(heard, found.desk, note, at) for at, note in enumerate(notes, 2)),
        )

    def _relayed(self, heard: Heard) -> Sequence[Post] | None:
        """A message of a learner whose conversation a coach has; the bot keeps silent there."""
        found = self._handovers.open_of(heard.person) if heard.direct else None
        if found is None or found.coach is None or heard.thread != found.wish.place.thread:
            return None
        return self._passed_to_coach(heard, found, heard.text)

    def _passed_to_coach(self, heard: Heard, found: Handover, said: str) -> Sequence[Post]:
        notes = desk.noted("desk_wrote", found.wish.name, said)
        return tuple(to_place(heard, found.desk, note, at) for at, note in enumerate(notes, 1))

    def _overdue(self, heard: Heard, key: str) -> Sequence[Post]:
        """Nobody took it in time: the deputy gets it, and the learner hears of that."""
        found = self._handovers.pass_on(int(heard.text), self._clock(), key)
        if found is None or found.by != key:
            return NOTHING
        deputy = self._deputies.get(heard.team)
        if deputy is None:
            return (to_place(heard, found.wish.place, desk.to_learner(found, "handover_waits")),)
        name = self._who.name(heard.team, deputy)
        return (
            to_channel(heard, deputy, desk.asks(found, deputy=True)),
            to_place(heard, found.wish.place, desk.to_learner(found, "handover_late", name), 2),
        )

    # ---- who may do what

    def _of(self, heard: Heard, number: int) -> Handover | None:
        found = self._handovers.handover(number)
        return found if found is not None and found.person.workspace == heard.team else None

    def _is_coach(self, heard: Heard) -> bool:
        """Whoever presses in the coaches' channel, and the deputy in direct messages."""
        at_desk = heard.channel == self._desks.get(heard.team)
        return at_desk or (heard.direct and heard.user == self._deputies.get(heard.team))


def _has(handover: Handover, heard: Heard) -> bool:
    return handover.coach is not None and handover.coach.user == heard.user
