"""docs/security.md says what the manifests and the code do."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bot.advisor.messages import Question
from bot.slack.audience import FRESH
from bot.slack.http import LATEST
from people.inbox import REMEMBERED
from tests.bot.slack.office import AGENT, MANIFEST, optional_scopes_of, scopes_of

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "security.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (`[^|]+`) \| ([^|]+) \|$", PAGE, re.MULTILINE))


def scopes_told(only_agent: bool) -> set[str]:
    return {
        scope
        for named, why in ROWS.items()
        if ("manifest-agent.json" in why) is only_agent
        for scope in re.findall(r"`([a-z_]+:[a-z]+|commands)`", named)
    }


def test_every_scope_is_told_with_its_reason() -> None:
    assert scopes_told(only_agent=False) == set(scopes_of(MANIFEST))
    assert scopes_told(only_agent=False) | scopes_told(only_agent=True) == set(scopes_of(AGENT))


def test_the_times_are_those_of_the_code() -> None:
    assert REMEMBERED.total_seconds() == 24 * 3600
    assert "keys for 24 hours" in PAGE
    assert (LATEST, FRESH) == (300, 300.0)
    assert "five minutes old" in PAGE
    assert re.search(r"who is in a user group \| five minutes, in memory", PAGE)


def test_what_is_optional_is_told_to_be() -> None:
    (why,) = [why for named, why in ROWS.items() if why.startswith("optional")]
    assert {
        scope for named, told in ROWS.items() if told == why for scope in re.findall(r"`([a-z_:]+)`", named)
    } == set(optional_scopes_of(MANIFEST))
    assert optional_scopes_of(MANIFEST) == optional_scopes_of(AGENT)


def test_a_channel_is_not_private_unless_somebody_says_so() -> None:
    assert Question(text="", conversation="c", user="u").private is True
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    assert not [
        event for event in manifest["settings"]["event_subscriptions"]["bot_events"] if event.startswith("message.c")
    ]
