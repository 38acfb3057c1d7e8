"""What Slack's events do before they are acknowledged: they are written down, or, where a form has to open, it opens."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.inbox.limits import Limits
from bot.inbox.pace import Pace
from bot.inbox.pool import Pool
from bot.slack import heard as reading
from bot.slack.agent import show_work
from bot.slack.coach_desk import CoachDesk
from bot.slack.handler import KeptPeople
from bot.slack.heard import Heard, event_of, read
from bot.slack.pages import HomePages
from bot.slack.tongue import tongue_of
from bot.slack.views import modals, short
from bot.slack.views.actions import (
    Action,
    Desk,
    DeskAct,
    Feedback,
    Form,
    Menu,
    MenuAct,
    Plain,
    Talk,
    id_of,
    pressed,
)
from bot.slack.views.forms import HandoverForm, Origin, ProfileForm, ReplyForm, filled
from bot.slack.views.message import Message
from people.inbox import Receipt
from people.store import ConversationKey

_LOG = logging.getLogger(__name__)
Json = Mapping[str, Any]
_CHECKED: dict[str, type[ProfileForm | HandoverForm | ReplyForm]] = {
    Form.PROFILE: ProfileForm,
    Form.HANDOVER: HandoverForm,
    Form.REPLY: ReplyForm,
}
"""The forms whose mistakes are shown beside their fields."""


class Door:
    """Takes what Slack tells. Nothing is acknowledged that is not in the inbox; what is no event of ours is passed over.

    Who sends too much is told so once a minute, and the rest is passed over. Each method raises Unreadable for what is not
    Slack's.
    """

    def __init__(
        self,
        pool: Pool,
        pages: HomePages,
        people: KeptPeople,
        desk: CoachDesk,
        clock: Callable[[], dt.datetime],
        is_agent: Callable[[str], bool],
        limits: Limits,
    ) -> None:
        self._pool, self._pages, self._people, self._clock = pool, pages, people, clock
        self._is_agent, self._desk = is_agent, desk
        self._person, self._workspace = Pace(limits.per_person), Pace(limits.per_workspace)
        self._told = Pace(1)

    def message(self, body: Json, client: WebClient) -> None:
        """A message or a mention; where it cannot be taken, the person is told so at once."""
        agent = self._is_agent(str(body.get("team_id")))
        found = read(partial(reading.message_of, agent=agent), body) or self._goes_on(body)
        if found is None:
            return
        refusal, heard = self._keep(*found), found[1]
        if refusal:
            _say_now(client, heard, refusal.arguments())
        elif agent and heard.direct:
            show_work(client, heard, tongue_of(self._people, heard.person))

    def _goes_on(self, body: Json) -> tuple[str, Heard] | None:
        """A message without a mention, in a thread where the person talks with the bot, and where the workspace wants it."""
        found = read(reading.further_message_of, body)
        if found is None or not self._people.workspace_settings(found[1].team).threads_read:
            return None
        heard = found[1]
        key = ConversationKey(heard.team, heard.user, heard.conversation)
        return found if self._people.load(key) is not None else None

    def home(self, body: Json) -> None:
        """Somebody looks at Home."""
        found = read(reading.home_of, body)
        if found:
            self._keep(*found)

    def changed(self, body: Json) -> None:
        """A person of the workspace changed; one who left is forgotten."""
        found = read(reading.left_of, body)
        if found:
            self._keep(*found)

    def command(self, body: Json) -> dict[str, Any] | None:
        """A slash command; what to acknowledge it with, where it cannot be taken now."""
        refusal = self._keep(*read(reading.command_of, body))
        return {"response_type": "ephemeral", **refusal.arguments()} if refusal else None

    def shortcut(self, body: Json, client: WebClient) -> None:
        """Courses for a message."""
        key, heard = read(reading.shortcut_of, body)
        refusal = self._keep(key, heard)
        if refusal:
            _say_now(client, heard, refusal.arguments())

    def press(self, body: Json, client: WebClient) -> None:
        """A button or a menu: a form is opened, anything else is kept."""
        key, heard = read(reading.press_of, body)
        form = self._form_for(heard)
        if form is None:
            refusal = self._keep(key, heard)
        else:
            refusal = self._opened(client, str(body.get("trigger_id") or ""), form, heard)
        if refusal:
            _say_now(client, heard, refusal.arguments())

    def form(self, body: Json) -> dict[str, Any] | None:
        """A submitted form; the mistakes to show beside its fields, where it has any, or why it cannot be taken now."""
        key, heard = read(reading.form_of, body)
        kind = _CHECKED.get(heard.view["callback_id"])
        if kind is not None:
            filled_in = filled(kind, heard.view)
            mistakes = self._pages.mistakes(filled_in) if isinstance(filled_in, ProfileForm) else filled_in
            if isinstance(mistakes, dict) and mistakes:
                return {"response_action": "errors", "errors": mistakes}
        if self._pool.receive(event_of(heard, key, self._clock())) is not Receipt.BUSY:
            return None
        first = next(iter(heard.view["state"]["values"]))
        return {"response_action": "errors", "errors": {first: short.busy(tongue_of(self._people, heard.person)).text}}

    def _keep(self, key: str, heard: Heard) -> Message | None:
        """Keeps an event; else what the person is to be told, once a minute. What is known already is not counted again."""
        person = f"{heard.team}:{heard.user}"
        if not self._person.admits(person, key):
            refusal = short.too_fast
        elif (
            not self._workspace.admits(heard.team, key)
            or self._pool.receive(event_of(heard, key, self._clock())) is Receipt.BUSY
        ):
            refusal = short.busy
        else:
            return None
        return refusal(tongue_of(self._people, heard.person)) if self._told.admits(person, key) else None

    def _opened(self, client: WebClient, trigger: str, form: dict[str, Any], heard: Heard) -> Message | None:
        """Opens a form; what to say where Slack does not."""
        try:
            client.views_open(trigger_id=trigger, view=form)
        except (SlackApiError, OSError) as error:
            reference = secrets.token_hex(4)
            _LOG.warning("A form could not be opened, number %s: %s", reference, type(error).__name__)
            return short.failed(tongue_of(self._people, heard.person), reference)
        return None

    def _form_for(self, heard: Heard) -> dict[str, Any] | None:
        """The form that a press opens."""
        tongue, what = tongue_of(self._people, heard.person), pressed(heard.action)
        where = Origin(channel=heard.channel or None, message=heard.message or None, thread=heard.thread or None)
        match what:
            case Talk(text=text):
                return self._desk.form(heard, text)
            case Desk(act=DeskAct.REPLY, number=number):
                return self._desk.reply_form(heard, number)
            case Plain(action=Action.EDIT_PROFILE):
                return self._pages.profile_form(heard)
            case Feedback(good=False):
                return modals.feedback(where, tongue)
            case Menu(act=MenuAct.WRONG, key=key):
                id_ = id_of(key, heard.ids)
                title = self._pages.title(heard, id_) if id_ else None
                return modals.report(title, where.model_copy(update={"credential": id_}), tongue) if title else None
            case _:
                return None


def _say_now(client: WebClient, heard: Heard, arguments: dict[str, Any]) -> None:
    """Says something without the outbox: to the person alone where others read."""
    said = {"channel": heard.channel or heard.user, "text": arguments["text"], "blocks": arguments["blocks"]}
    said |= {"thread_ts": heard.thread} if heard.thread else {}
    method = "chat.postMessage" if heard.direct else "chat.postEphemeral"
    try:
        client.api_call(method, json=said if heard.direct else said | {"user": heard.user})
    except (SlackApiError, OSError) as error:
        _LOG.warning("A person could not be told why nothing came of it: %s", type(error).__name__)
