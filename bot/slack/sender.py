"""Delivering posts to Slack: once each, whatever the connection does."""

from __future__ import annotations

import logging
import re
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
from bot.slack.clients import NotInstalled
from bot.slack.posts import POST_MESSAGE, RESPOND, UPDATE, UPLOAD, Body, Posted
from people.inbox import Owed

_LOG = logging.getLogger(__name__)
UPLOAD_SECONDS = 30
EVENT_TYPE = "course_advisor_post"
LOOKED_AT, PAGES = 200, 10
"""So many messages of a conversation, page by page, are looked through for one that may have arrived."""
_PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)
_FIXED = frozenset({"cant_update_message", "edit_window_closed", "message_not_found"})
_UNREADABLE = frozenset({"invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format"})
_PERSON = ("U", "W")
_A_CODE = re.compile(r"[a-z0-9_]+")
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
            client = self._client_of(body.team)
            if post.uncertain and post.post.method == POST_MESSAGE:
                found = _found(client, body.arguments, post.key)
                if found:
                    return Delivered(found)
            return _deliver(client, post, body.arguments)
        except NotInstalled:
            return Refused("not_installed")
        except SlackApiError as error:
            return _outcome(error)
        except (OSError, HTTPException) as error:
            return Later(uncertain=not _never_left(error))


def _deliver(client: WebClient, owed: Owed, arguments: dict[str, Any]) -> Delivered:
    if owed.post.method == UPLOAD:
        return _upload(client, arguments)
    if owed.post.method == UPDATE:
        return _update(client, arguments)
    if owed.post.method != POST_MESSAGE:
        client.api_call(owed.post.method, json=arguments)
        return Delivered("")
    marked = arguments | {"metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": owed.key}}}
    try:
        answer = client.api_call(POST_MESSAGE, json=marked)
    except SlackApiError as error:
        if _code(error) not in _UNREADABLE:
            raise
        _LOG.error("Slack refuses the blocks of post %s: %s; its words are sent alone", owed.key, _code(error))
        answer = client.api_call(POST_MESSAGE, json={k: v for k, v in marked.items() if k != "blocks"})
    return Delivered(str(Posted(str(answer["channel"]), str(answer["ts"]))))


def _update(client: WebClient, arguments: dict[str, Any]) -> Delivered:
    """A message in place of another; below it where that one cannot be changed any more."""
    try:
        return Delivered(str(client.api_call(UPDATE, json=arguments)["ts"]))
    except SlackApiError as error:
        if _code(error) not in _FIXED:
            raise
        beside = {name: value for name, value in arguments.items() if name != "ts"}
        return Delivered(str(client.api_call(POST_MESSAGE, json=beside)["ts"]))


def _upload(client: WebClient, arguments: Mapping[str, Any]) -> Delivered:
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


def _found(client: WebClient, arguments: Mapping[str, Any], key: str) -> str:
    """The place of the message that bears a key; empty where there is none, or where the app may not look."""
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
                metadata = message.get("metadata") or {}
                if (metadata.get("event_payload") or {}).get("key") == key:
                    return str(Posted(where["channel"], str(message["ts"])))
    except SlackApiError as error:
        if isinstance(_outcome(error), Later):
            raise
    return ""


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


def _outcome(error: SlackApiError) -> Later | Refused:
    response = error.response
    status = getattr(response, "status_code", 200)
    if status == 429 or _code(error) in ("ratelimited", "rate_limited"):
        return Later(float(response.headers.get("Retry-After", 1)))
    if status >= 500 or _code(error) in _PASSING or not _code(error):
        return Later(uncertain=True)
    return Refused(_code(error))


def _code(error: SlackApiError) -> str:
    """Slack's word for what is wrong; empty where the answer was not Slack's."""
    response = error.response
    answer = response.get("error") if hasattr(response, "get") else None
    return answer if isinstance(answer, str) and _A_CODE.fullmatch(answer) else ""


def _never_left(error: BaseException) -> bool:
    """Whether a call surely did not reach Slack: nobody took the connection."""
    reason = error.reason if isinstance(error, URLError) and not isinstance(error, HTTPError) else error
    return isinstance(reason, _NO_CONNECTION)
