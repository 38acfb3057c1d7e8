"""What an app with Slack's agent view does beside answering: it shows that it is at work, and names the thread.

Only the manifest with `agent_view` asks for the scope `assistant:write`, by which this is known. Workspaces with guests, or
without a paid plan, use the other one.
"""

from __future__ import annotations

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.advisor.wording import prompt_of, speaking
from bot.slack.heard import Heard
from bot.slack.views.text import clean, cut, one_line
from bot.slack.views.words import FILE, say
from catalog.errors import NotUsable

_LOG = logging.getLogger(__name__)
SCOPE = "assistant:write"
TITLE = 60
"""So many characters of the first message name a thread."""


def is_agent(client: WebClient) -> bool:
    """Whether the app was installed as an agent. Raises NotUsable where Slack does not take the token."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        raise NotUsable(f"Slack does not take SLACK_BOT_TOKEN: {error.response['error']}.") from None
    except OSError as error:
        raise NotUsable(f"Slack cannot be reached: {type(error).__name__}.") from None
    scopes = {name.casefold(): value for name, value in answer.headers.items()}.get("x-oauth-scopes", "")
    return SCOPE in scopes.split(",")


def show_work(client: WebClient, heard: Heard, tongue: str) -> None:
    """Says in the thread that an answer is on its way, and names a thread that begins; neither is worth a failure."""
    with speaking(tongue):
        status, loading = (
            say("status"),
            [part.strip() for part in prompt_of(FILE, "loading").sections["loading"].split("|")],
        )
    where = {"channel_id": heard.channel, "thread_ts": heard.thread}
    try:
        client.api_call("assistant.threads.setStatus", json={**where, "status": status, "loading_messages": loading})
        if heard.thread == heard.message and heard.text:
            title = cut(one_line(clean(heard.text)), TITLE)
            client.api_call("assistant.threads.setTitle", json={**where, "title": title})
    except (SlackApiError, OSError) as error:
        _LOG.warning("The status of a thread could not be set: %s", type(error).__name__)
