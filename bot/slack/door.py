"""What Slack's events do before they are acknowledged: they are written down, or, where a form has to open, it opens."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.advisor.wording import ENGLISH
from bot.inbox.pool import Pool
from bot.slack import heard as reading
from bot.slack.agent import show_work
from bot.slack.coach_desk import CoachDesk
from bot.slack.handler import KeptPeople
from bot.slack.heard import Heard, event_of
from bot.slack.pages import HomePages
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
from catalog.errors import NotFound
from people.inbox import Receipt
from people.store import ConversationKey
from retrieval.ports import CatalogSearch
from retrieval.query import OPERATOR

_LOG = logging.getLogger(__name__)
Json = Mapping[str, Any]
_CHECKED: dict[str, type[ProfileForm | HandoverForm | ReplyForm]] = {
    Form.PROFILE: ProfileForm,
    Form.HANDOVER: HandoverForm,
    Form.REPLY: ReplyForm,
}
"""The forms whose mistakes are shown beside their fields."""


class Door:
    """Takes what Slack tells. Nothing is acknowledged that is not in the inbox; what is no event of ours is passed over."""

    def __init__(
        self,
        pool: Pool,
        pages: HomePages,
        people: KeptPeople,
        search: CatalogSearch,
        desk: CoachDesk,
        clock: Callable[[], dt.datetime],
        is_agent: Callable[[str], bool],
    ) -> None:
        self._pool, self._pages, self._people, self._search, self._clock = pool, pages, people, search, clock
        self._is_agent = is_agent
        self._desk = desk

    def message(self, body: Json, client: WebClient) -> None:
        """A message or a mention; where too many wait, the person is told so at once."""
        agent = self._is_agent(str(body.get("team_id")))
        found = reading.message_of(body, agent=agent) or self._goes_on(body)
        if found is None:
            return
        receipt, heard = self._keep(*found), found[1]
        if receipt is Receipt.BUSY:
            _say_now(client, heard, short.busy(self._tongue(heard)).arguments())
        elif receipt is Receipt.NEW and agent and heard.direct:
            show_work(client, heard, self._tongue(heard))

    def _goes_on(self, body: Json) -> tuple[str, Heard] | None:
        """A message without a mention, in a thread where the person talks with the bot, and where the workspace wants it."""
        found = reading.further_message_of(body)
        if found is None or not self._people.workspace_settings(found[1].team).threads_read:
            return None
        heard = found[1]
        key = ConversationKey(heard.team, heard.user, heard.conversation)
        return found if self._people.load(key) is not None else None

    def home(self, body: Json) -> None:
        """Somebody looks at Home."""
        found = reading.home_of(body)
        if found:
            self._keep(*found)

    def changed(self, body: Json) -> None:
        """A person of the workspace changed; one who left is forgotten."""
        found = reading.left_of(body)
        if found:
            self._keep(*found)

    def command(self, body: Json) -> dict[str, Any] | None:
        """A slash command; what to acknowledge it with, where it cannot be answered now."""
        key, heard = reading.command_of(body)
        if self._keep(key, heard) is Receipt.BUSY:
            return {"response_type": "ephemeral", **short.busy(self._tongue(heard)).arguments()}
        return None

    def shortcut(self, body: Json, client: WebClient) -> None:
        """Courses for a message."""
        key, heard = reading.shortcut_of(body)
        if self._keep(key, heard) is Receipt.BUSY:
            _say_now(client, heard, short.busy(self._tongue(heard)).arguments())

    def press(self, body: Json, client: WebClient) -> None:
        """A button or a menu: a form is opened, anything else is kept."""
        key, heard = reading.press_of(body)
        form = self._form_for(heard)
        if form is not None:
            client.views_open(trigger_id=body["trigger_id"], view=form)
        elif self._keep(key, heard) is Receipt.BUSY:
            _say_now(client, heard, short.busy(self._tongue(heard)).arguments())

    def form(self, body: Json) -> dict[str, Any] | None:
        """A submitted form; the mistakes to show beside its fields, where it has any."""
        view = body["view"]
        kind = _CHECKED.get(view["callback_id"])
        if kind is not None:
            read = filled(kind, view)
            mistakes = self._pages.mistakes(read) if isinstance(read, ProfileForm) else read
            if isinstance(mistakes, dict) and mistakes:
                return {"response_action": "errors", "errors": mistakes}
        self._keep(*reading.form_of(body))
        return None

    def _keep(self, key: str, heard: Heard) -> Receipt:
        return self._pool.receive(event_of(heard, key, self._clock()))

    def _form_for(self, heard: Heard) -> dict[str, Any] | None:
        """The form that a press opens."""
        tongue, what = self._tongue(heard), pressed(heard.action)
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
                about = where.model_copy(update={"credential": id_})
                return modals.report(self._title(id_), about, tongue) if id_ else None
            case _:
                return None

    def _title(self, id_: str) -> str:
        try:
            return self._search.show(id_, OPERATOR).title
        except NotFound:
            return id_

    def _tongue(self, heard: Heard) -> str:
        return self._people.learner(heard.person).tongue or ENGLISH


def _say_now(client: WebClient, heard: Heard, arguments: dict[str, Any]) -> None:
    """Says something without the outbox: to the person alone where others read."""
    said = {"channel": heard.channel or heard.user, "text": arguments["text"], "blocks": arguments["blocks"]}
    said |= {"thread_ts": heard.thread} if heard.thread else {}
    method = "chat.postMessage" if heard.direct else "chat.postEphemeral"
    try:
        client.api_call(method, json=said if heard.direct else said | {"user": heard.user})
    except (SlackApiError, OSError) as error:
        _LOG.warning("Nobody could be told that too many wait: %s", type(error).__name__)
