"""Delivering posts to Slack: once each, whatever the connection does."""

from __future__ import annotations

import logging
from base64 import b64decode
from collections.abc import Callable, Mapping
from http.client import HTTPException
from itertools import islice
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.inbox.sending import Delivered, Later, Refused
from bot.slack.clients import NotInstalled, code_of, patience_of
from bot.slack.posts import COMPLETE, POST_MESSAGE, RESPOND, UPDATE, UPLOAD, Body, Posted, opening_key
from people.inbox import Owed

_LOG = logging.getLogger(__name__)
UPLOAD_SECONDS = 30
EVENT_TYPE = "course_advisor_post"
LOOKED_AT, PAGES = 200, 10
"""So many messages of a conversation, page by page, are looked through for one that may have arrived."""
STOP = "chat.stopStream"
_PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "streaming_state_conflict",
    }
)
_FIXED = frozenset({"cant_update_message", "edit_window_closed", "message_not_found"})
_CHANGED = ("channel", "ts", "text", "blocks", "parse", "link_names", "metadata")
_UNREADABLE = frozenset({"invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format"})
_PERSON = ("U", "W")
FAILURES = (NotInstalled, SlackApiError, OSError, HTTPException)
"""How a call of Slack's fails."""
_NO_CONNECTION = (ConnectionRefusedError,)

Client = Callable[[str], WebClient]
"""The client of a workspace, by its id; it must not retry by itself. Raises NotInstalled."""


class Sender:
    """Sends what is owed. A message whose fate is unknown is looked for by its key before it is sent again: in direct
    messages always, in channels where the app may read their history; where it may not, it is sent again, as a message
    that comes twice harms less than one that never comes."""

    def __init__(self, client_of: Client) -> None:
        self._client_of = client_of

    def __call__(self, post: Owed) -> Delivered | Later | Refused:
        """What became of a post."""
        body = Body.model_validate_json(post.post.body)
        if post.post.method == RESPOND:
            return _respond(body)
        try:
            return _deliver(self._client_of(body.team), post, body.arguments)
        except FAILURES as error:
            return outcome_of(error)


def _deliver(client: WebClient, owed: Owed, arguments: dict[str, Any]) -> Delivered:
    way = _WAYS.get(owed.post.method)
    if way is not None:
        return way(client, owed, arguments)
    client.api_call(owed.post.method, json=arguments)
    return Delivered("")


def _posted(client: WebClient, owed: Owed, arguments: dict[str, Any]) -> Delivered:
    """A message that bears the key of its post, unless it stands there already."""
    found = _found(client, arguments, owed.key) if owed.uncertain else None
    return Delivered(str(found or _taken(client, POST_MESSAGE, owed, _marked(owed, arguments))))


def _changed(client: WebClient, owed: Owed, arguments: dict[str, Any]) -> Delivered:
    """A message in place of another; below it where that one cannot be changed any more."""
    try:
        return Delivered(str(_taken(client, UPDATE, owed, changing(arguments))))
    except SlackApiError as error:
        if code_of(error) not in _FIXED:
            raise
        return _posted(client, owed, {name: value for name, value in arguments.items() if name != "ts"})


def _completed(client: WebClient, owed: Owed, arguments: dict[str, Any]) -> Delivered:
    """An answer in place of the message that was opened for it; as a message of its own where that is not found or cannot
    be changed. A stream is stopped before: stopping alone would leave what was streamed, and has no words beside blocks.
    Both may be done again, and a stream that has ended by itself is changed all the same."""
    place = Posted(arguments["channel"], arguments["ts"]) if "ts" in arguments else None
    place = place or _found(client, arguments, opening_key(owed.event_key))
    if place is None:
        return _posted(client, owed, arguments)
    if "thread_ts" in arguments:
        _stopped(client, place)
    return _changed(client, owed, _marked(owed, arguments | place._asdict()))


def _stopped(client: WebClient, place: Posted) -> None:
    """Whatever Slack has against stopping a stream, whether the message can be changed shows by itself."""
    try:
        client.api_call(STOP, json=place._asdict())
    except SlackApiError as error:
        if isinstance(outcome_of(error), Later):
            raise


def _marked(owed: Owed, arguments: dict[str, Any]) -> dict[str, Any]:
    return arguments | {"metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": owed.key}}}


def _taken(client: WebClient, method: str, owed: Owed, arguments: dict[str, Any]) -> Posted:
    """Where a message stands that Slack took, its words alone where the blocks are refused."""
    try:
        return called(client, method, arguments)
    except SlackApiError as error:
        if code_of(error) not in _UNREADABLE:
            raise
        _LOG.error("Slack refuses the blocks of post %s: %s; its words are sent alone", owed.key, code_of(error))
        return called(client, method, arguments | {"blocks": []})


def called(client: WebClient, method: str, arguments: Mapping[str, Any]) -> Posted:
    """Where a message stands that a call made or changed. Raises what FAILURES names."""
    answer = client.api_call(method, json=dict(arguments))
    return Posted(str(answer["channel"]), str(answer["ts"]))


def changing(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What `chat.update` takes of the arguments of a message."""
    return {name: arguments[name] for name in _CHANGED if name in arguments}


def _uploaded(client: WebClient, _: Owed, arguments: Mapping[str, Any]) -> Delivered:
    """A file in Slack's three steps; only the last one shows it: https://docs.slack.dev/messaging/working-with-files"""
    content = b64decode(arguments["content"])
    about = {"filename": arguments["filename"], "length": len(content), "alt_txt": arguments["alt_txt"]}
    place = client.api_call("files.getUploadURLExternal", params=about)
    with urlopen(Request(place["upload_url"], content, method="POST"), timeout=UPLOAD_SECONDS):  # noqa: S310 Slack's address
        pass
    where = {name: arguments[name] for name in ("channel_id", "thread_ts") if name in arguments}
    shown = [{"id": place["file_id"], "title": arguments["filename"]}]
    client.api_call("files.completeUploadExternal", json={"files": shown, **where})
    return Delivered(str(place["file_id"]))


_WAYS: Mapping[str, Callable[[WebClient, Owed, dict[str, Any]], Delivered]] = {
    POST_MESSAGE: _posted,
    UPDATE: _changed,
    COMPLETE: _completed,
    UPLOAD: _uploaded,
}
"""What is more than one call."""


def _found(client: WebClient, arguments: Mapping[str, Any], key: str) -> Posted | None:
    """The place of the message that bears a key; None where there is none, or where the app may not look."""
    try:
        where: dict[str, Any] = {
            "channel": _place(client, arguments["channel"]),
            "limit": LOOKED_AT,
            "include_all_metadata": True,
        }
        thread = arguments.get("thread_ts")
        pages = client.conversations_replies(ts=thread, **where) if thread else client.conversations_history(**where)
        for page in islice(pages, PAGES):
            for message in page.get("messages") or ():
                if key in _keys(message):
                    return Posted(where["channel"], str(message["ts"]))
    except SlackApiError as error:
        if isinstance(outcome_of(error), Later):
            raise
    return None


def _keys(message: Mapping[str, Any]) -> set[Any]:
    """The keys that a message bears: in its metadata, and as the names of its blocks while it is not whole."""
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return {payload.get("key"), *(block.get("block_id") for block in message.get("blocks") or ())}


def _place(client: WebClient, channel: str) -> str:
    """A conversation, the direct one where a person is named: what is sent to a person lies there."""
    if not channel.startswith(_PERSON):
        return channel
    for page in islice(client.conversations_list(types="im", limit=LOOKED_AT), PAGES):
        for one in page.get("channels") or ():
            if one.get("user") == channel:
                return str(one["id"])
    return channel


def _respond(body: Body) -> Delivered | Later | Refused:
    """An answer to one person through the address that came with a command."""
    try:
        answer = WebhookClient(body.url, retry_handlers=[]).send_dict(body.arguments)
    except (OSError, HTTPException) as error:
        return Later(uncertain=not _never_left(error))
    if answer.status_code == 429:
        return Later(float(answer.headers.get("Retry-After", 1)))
    if answer.status_code >= 500:
        return Later(uncertain=True)
    return Delivered("") if answer.status_code == 200 else Refused(f"http_{answer.status_code}")


def outcome_of(error: BaseException) -> Later | Refused:
    """What a call that failed with one of FAILURES came to."""
    if isinstance(error, NotInstalled):
        return Refused("not_installed")
    if not isinstance(error, SlackApiError):
        return Later(uncertain=not _never_left(error))
    status = getattr(error.response, "status_code", 200)
    if status == 429 or code_of(error) in ("ratelimited", "rate_limited"):
        return Later(patience_of(error, 1.0))
    if status >= 500 or code_of(error) in _PASSING or not code_of(error):
        return Later(uncertain=True)
    return Refused(code_of(error))


def _never_left(error: BaseException) -> bool:
    """Whether a call surely did not reach Slack: nobody took the connection."""
    reason = error.reason if isinstance(error, URLError) and not isinstance(error, HTTPError) else error
    return isinstance(reason, _NO_CONNECTION)
