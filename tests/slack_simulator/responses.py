"""Response URLs: up to five answers to one interaction, within thirty minutes."""

from __future__ import annotations

from typing import Any

from tests.slack_simulator import posting
from tests.slack_simulator.args import Args, parse_body
from tests.slack_simulator.journal import Violation
from tests.slack_simulator.methods.content import read_content
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import ResponseUrl, State
from tests.slack_simulator.world import Channel, Message, User

MOST_USES, LASTS = 5, 1800.0
KNOWN = {
    "text",
    "blocks",
    "attachments",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "mrkdwn",
    "unfurl_links",
    "unfurl_media",
    "metadata",
    "reply_broadcast",
    "markdown_text",
    "parse",
    "link_names",
}


def take(state: State, name: str, content_type: str, body: bytes) -> tuple[int, str]:
    """One use of a response URL: status and body as Slack answers."""
    with state.journal.changed:
        place = state.responses.get(name)
        try:
            _admit(state, place)
            assert place is not None
            given = parse_body(content_type or "application/json", body)
            respond(state, place, given)
        except Refused as refused:
            state.journal.violations.append(Violation("response_url", refused.error, refused.details))
            return (404 if refused.error in ("expired_url", "used_url") else 400), refused.error
        finally:
            state.journal.changed.notify_all()
        return 200, "ok"


def _admit(state: State, place: ResponseUrl | None) -> None:
    if place is None or state.clock.now() - place.made > LASTS:
        raise Refused("expired_url")
    if place.uses >= MOST_USES:
        raise Refused("used_url")
    place.uses += 1


def respond(state: State, place: ResponseUrl, given: dict[str, Any]) -> None:
    """Do what an answer asks for; the body of a command's acknowledgement asks in the same way.

    Raises:
        Refused: it has a field that is not known, or content that is over a limit.
    """
    args = Args(given)
    unknown = sorted(args.values.keys() - KNOWN)
    if unknown:
        raise Refused("invalid_payload", [f"unknown field {name}" for name in unknown])
    channel, original = state.world.channels[place.channel], _original(state, place)
    state.journal.response_uses.append(given)
    if args.flag("delete_original"):
        if original:
            posting.remove(state, channel, original)
        return
    content = read_content(args)
    if args.flag("replace_original") and original:
        posting.change(state, channel, original, text=content.text, blocks=content.blocks)
        return
    bot = _bot(state, place)
    private = args.text("response_type", "ephemeral") == "ephemeral"
    posting.post(
        state,
        channel,
        bot,
        content.text,
        blocks=content.blocks,
        thread_ts=args.maybe("thread_ts"),
        only_for=place.user if private else None,
    )


def _original(state: State, place: ResponseUrl) -> Message | None:
    channel: Channel = state.world.channels[place.channel]
    return next((one for one in channel.messages + channel.ephemerals if one.ts == place.message_ts), None)


def _bot(state: State, place: ResponseUrl) -> User:
    return state.world.installations[place.team].bot
