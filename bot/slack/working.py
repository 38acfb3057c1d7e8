"""A sign that an answer is on its way, where it takes longer than people wait without one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.slack.heard import Heard
from bot.slack.views import short

_LOG = logging.getLogger(__name__)
SOON = 0.4
"""So many seconds without a sign are not felt as waiting."""
PATIENCE = 2.0

Clients = Callable[[str], WebClient]


class Working:
    """Shows that the bot works, and takes it back. It is a status of the thread, which needs `chat:write` alone and is no
    message; to a command it is a line for the person alone. Where it fails the answer comes all the same.

    Source: https://docs.slack.dev/reference/methods/assistant.threads.setStatus
    """

    def __init__(self, clients: Clients, after: float = SOON) -> None:
        self._clients, self._after = clients, after

    @contextmanager
    def __call__(self, heard: Heard, tongue: str) -> Iterator[None]:
        """Shows it from `after` seconds on until the block ends."""
        ended, shown = threading.Event(), threading.Event()

        def show() -> None:
            if not ended.wait(self._after):
                shown.set()
                self._say(heard, short.working(tongue).text)

        teller = threading.Thread(target=show, daemon=True)
        teller.start()
        try:
            yield
        finally:
            ended.set()
            teller.join(PATIENCE)
            if shown.is_set() and not heard.command:
                self._say(heard, "")

    def _say(self, heard: Heard, status: str) -> None:
        try:
            if heard.command:
                said = {"response_type": "ephemeral", "text": status, "mrkdwn": False}
                WebhookClient(heard.response_url, retry_handlers=[], timeout=int(PATIENCE)).send_dict(said)
            elif heard.channel and heard.message:
                where = {"channel_id": heard.channel, "thread_ts": heard.thread or heard.message}
                self._clients(heard.team).api_call("assistant.threads.setStatus", json=where | {"status": status})
        except (SlackApiError, OSError, HTTPException) as error:
            _LOG.info("No sign of work could be shown: %s", type(error).__name__)
