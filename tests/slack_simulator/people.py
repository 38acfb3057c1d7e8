"""People: what somebody does in Slack, and what the app hears of it."""

from __future__ import annotations

import copy
from typing import Any

from tests.slack_simulator import events, forms, payloads, posting
from tests.slack_simulator.journal import Delivery
from tests.slack_simulator.refusal import CannotDo
from tests.slack_simulator.state import State
from tests.slack_simulator.typed import as_sent
from tests.slack_simulator.world import Channel, Installation, Message, User

Json = dict[str, Any]


class Person:
    """One user who acts. What they cannot do raises CannotDo."""

    def __init__(self, state: State, user: User) -> None:
        self.state, self.user = state, user

    @property
    def id(self) -> str:
        """The user's id."""
        return self.user.id

    def bot(self, channel: Channel | None = None) -> Installation:
        """The installation that this person meets: their workspace's, or that of a shared channel."""
        world = self.state.world
        found = (events.installed_in(self.state, channel) if channel else None) or world.installations.get(
            self.user.team
        )
        if found is None:
            raise CannotDo(f"{self.user.name} does not meet the app there.")
        return found

    def direct(self) -> Channel:
        """The direct conversation with the bot."""
        with self.state.journal.changed:
            return self.state.world.direct(self.user.team, self.id, self.bot().bot.id)

    def says(self, channel: Channel, text: str, thread_ts: str | None = None) -> Message:
        """Write a message; the app gets its text as Slack escapes it."""
        with self.state.journal.changed:
            if self.id not in channel.members or self.user.deleted or channel.archived:
                raise CannotDo(f"{self.user.name} cannot write in {channel.name}.")
            if thread_ts is not None and channel.find(thread_ts) is None:
                raise CannotDo("There is no such thread.")
            return posting.post(self.state, channel, self.user, as_sent(text), thread_ts=thread_ts)

    def mentions(self, channel: Channel, text: str, thread_ts: str | None = None) -> Message:
        """Write a message to the bot in a channel."""
        return self.says(channel, f"<@{self.bot(channel).bot.id}> {text}", thread_ts)

    def edits(self, channel: Channel, message: Message, text: str) -> None:
        """Change one's own message."""
        with self.state.journal.changed:
            if message.user != self.id:
                raise CannotDo("People edit only what they wrote.")
            posting.change(self.state, channel, message, text=as_sent(text))

    def takes_back(self, channel: Channel, message: Message) -> None:
        """Delete one's own message."""
        with self.state.journal.changed:
            if message.user != self.id:
                raise CannotDo("People delete only what they wrote.")
            posting.remove(self.state, channel, message)

    def runs(self, command: str, text: str = "", channel: Channel | None = None) -> Delivery:
        """Run a slash command."""
        with self.state.journal.changed:
            place = channel or self.direct()
            if self.id not in place.members:
                raise CannotDo(f"{self.user.name} is not in {place.name}.")
            team = self.bot(place).team
            if team != self.user.team:
                raise CannotDo("Commands are for the people of a workspace that has the app.")
            payload = payloads.command(self.state, team, self.user, place, command, text)
            return self.state.hand_over("command", payload)

    def clicks(self, place: Message | Json, action_id: str, value: Any = None) -> Delivery:
        """Press a button of a message or view; `value` tells apart what one element offers."""
        with self.state.journal.changed:
            blocks = place.blocks if isinstance(place, Message) else self._live(place)["blocks"]
            block, element = forms.find_element(blocks, action_id)
            if self.id not in element.get("visible_to_user_ids", [self.id]):
                raise CannotDo("That button is for others.")
            done = forms.acted(element, value)
            action = done | {"action_id": action_id, "block_id": block["block_id"]}
            return self._tell(place, block, element, action, done)

    def selects(self, place: Message | Json, action_id: str, value: Any) -> Delivery:
        """Choose or type something; in an input block the app hears of it only where `dispatch_action` is set."""
        return self.clicks(place, action_id, value)

    def _tell(self, place: Message | Json, block: Json, element: Json, action: Json, done: Json) -> Delivery:
        keeps = element["type"] in forms.SINGLE
        if isinstance(place, Message):
            if keeps:
                place.values.setdefault(block["block_id"], {})[element["action_id"]] = done
            channel = self._where(place)
            team = self.bot(channel).team
            payload = payloads.actions_on_message(self.state, team, self.user, channel, place, action)
            return self.state.hand_over("interaction", payload)
        view = self._live(place)
        if keeps:
            view["state"]["values"].setdefault(block["block_id"], {})[element["action_id"]] = done
        shown = copy.deepcopy(view)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise CannotDo("An input without dispatch_action says nothing before the view is submitted.")
        payload = payloads.actions_in_view(self.state, view["team_id"], self.user, shown, action)
        return self.state.hand_over("interaction", payload)

    def searches(self, place: Message | Json, action_id: str, typed: str) -> Delivery:
        """Type into a menu whose options the app is asked for."""
        with self.state.journal.changed:
            blocks = place.blocks if isinstance(place, Message) else self._live(place)["blocks"]
            block, element = forms.find_element(blocks, action_id)
            if len(typed) < element.get("min_query_length", 3):
                raise CannotDo("Slack asks for options only after more characters.")
            if isinstance(place, Message):
                channel = self._where(place)
                team, where = (
                    self.bot(channel).team,
                    {"message": place.as_json(), "channel": payloads.place_of(channel)},
                )
            else:
                team, where = place["team_id"], {"view": copy.deepcopy(self._live(place))}
            payload = payloads.suggestion(self.state, team, self.user, where, block, element, typed)
            return self.state.hand_over("interaction", payload)

    def submits(self, view: Json, values: Json | None = None) -> Delivery:
        """Fill in a modal by action ids and submit it."""
        with self.state.journal.changed:
            live = self._live(view)
            for action_id, value in (values or {}).items():
                block, element = forms.find_element(live["blocks"], action_id)
                held = live["state"]["values"].setdefault(block["block_id"], {})
                held[action_id] = forms.entered(element, value)
            missing = forms.missing_inputs(live)
            if missing:
                raise CannotDo(f"Slack asks for {missing} first.")
            live.pop("errors", None)
            payload = payloads.submission(self.state, live["team_id"], self.user, copy.deepcopy(live))
            return self.state.hand_over("interaction", payload)

    def closes(self, view: Json) -> Delivery | None:
        """Close a modal; the app hears of it where `notify_on_close` is set."""
        with self.state.journal.changed:
            live = self.state.views.pop(view["id"])
            stack = self.state.stacks.get((live["team_id"], self.id), [])
            stack[:] = [name for name in stack if name != live["id"]]
            if not live["notify_on_close"]:
                return None
            payload = payloads.closed(self.state, live["team_id"], self.user, live, not stack)
            return self.state.hand_over("interaction", payload)

    def uses_shortcut(self, callback_id: str, message: Message | None = None) -> Delivery:
        """A global shortcut, or one on a message."""
        with self.state.journal.changed:
            if message is None:
                payload = payloads.global_shortcut(self.state, self.bot().team, self.user, callback_id)
            else:
                channel = self._where(message)
                team = self.bot(channel).team
                payload = payloads.message_shortcut(self.state, team, self.user, callback_id, channel, message)
            return self.state.hand_over("interaction", payload)

    def opens_home(self) -> Delivery | None:
        """Open the app's Home tab."""
        return self._opens("home")

    def opens_agent_pane(self) -> Delivery | None:
        """Open the app where agents are spoken to; guests cannot. Under assistant_view a thread begins."""
        with self.state.journal.changed:
            if self.state.app.agent is None:
                raise CannotDo("The app is no agent.")
            if self.user.is_restricted or self.user.is_ultra_restricted:
                raise CannotDo("Guests cannot use agent apps.")
            if self.state.app.agent == "agent_view":
                return self._opens("messages")
            channel, bot = self.direct(), self.bot()
            root = posting.post(self.state, channel, bot.bot, "New Assistant Thread", subtype="assistant_app_thread")
            thread = {"user_id": self.id, "channel_id": channel.id, "thread_ts": root.ts, "context": {}}
            event = {"type": "assistant_thread_started", "assistant_thread": thread}
            return events.announce(self.state, bot.team, event, channel)

    def _opens(self, tab: str) -> Delivery | None:
        with self.state.journal.changed:
            bot, channel = self.bot(), self.direct()
            event: Json = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": tab}
            shown = self.state.homes.get((bot.team, self.id))
            if shown and tab == "home":
                event["view"] = copy.deepcopy(shown)
            return events.announce(self.state, bot.team, event)

    def joins(self, channel: Channel) -> Delivery | None:
        """Become a member of a channel."""
        with self.state.journal.changed:
            channel.members.add(self.id)
            event = {"type": "member_joined_channel", "user": self.id, "channel": channel.id, "team": self.user.team}
            return events.announce(self.state, self.bot(channel).team, event, channel)

    def _where(self, message: Message) -> Channel:
        for channel in self.state.world.channels.values():
            if message in channel.messages or message in channel.ephemerals:
                if self.id not in channel.members or message.only_for not in (None, self.id):
                    raise CannotDo(f"{self.user.name} does not see that message.")
                return channel
        raise CannotDo("The message is gone.")

    def _live(self, view: Json) -> Json:
        if view["id"] not in self.state.views:
            raise CannotDo("That view is not open.")
        return self.state.views[view["id"]]
