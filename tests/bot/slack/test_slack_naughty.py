"""Strings that break programs, as questions and as the text of a catalog: nothing becomes live, everything is answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.wiring import opened_search
from retrieval.ports import CatalogSearch
from tests.bot.conftest import settings_of
from tests.bot.slack.office import QUICK, Office, office
from tests.conftest import _indexed
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.world import Message

LIVE = re.compile(r"<[@!#]|<(?:https?|mailto|tel|javascript):")
URL = "https://courses.example/"
PATIENT = replace(QUICK, per_person=10_000, per_workspace=10_000)
QUIET = {"text", "link"}


@pytest.fixture(scope="module")
def naughty(shared: Path) -> list[str]:
    found = json.loads((shared / "hostile" / "naughty_strings.json").read_text("utf-8"))
    return [one for one in found if one.strip()]


@pytest.fixture(scope="module")
def search(naughty: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogSearch]:
    """A catalog in which every title, provider, summary and skill is such a string."""
    folder = tmp_path_factory.mktemp("naughty")
    rows = [
        {
            "id": f"n{number}",
            "title": f"Excel {text}",
            "provider": naughty[-number],
            "summary": text,
            "description": text,
            "skills": ["Microsoft Excel", text[:60]],
            "cost": {"amount": number, "currency": "USD", "basis": "one_time"},
            "url": f"{URL}{number}",
        }
        for number, text in enumerate(naughty[::6])
    ]
    source = folder / "naughty.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    _indexed(folder / "data", source)
    with opened_search(settings_of(folder / "data")) as found:
        yield found


@pytest.fixture
def here(search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    with SlackSimulator() as sim, office(search, tmp_path, sim, limits=PATIENT) as made:
        yield made
        assert sim.violations == []


def elements(value: Any) -> Iterator[dict[str, Any]]:
    """Every element of rich text, and everything else that has a type."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for each in value.values():
            yield from elements(each)
    elif isinstance(value, list):
        for each in value:
            yield from elements(each)


def is_quiet(message: Message) -> bool:
    """Whether nothing of a message is live but links to the catalog."""
    found = list(elements(message.blocks))
    links = [one["url"] for one in found if "url" in one]
    live = [one for one in found if one["type"] in ("mrkdwn", "user", "usergroup", "broadcast", "channel", "markdown")]
    return not LIVE.search(message.text) and not live and all(link.startswith(URL) for link in links)


def test_a_naughty_question_is_answered_and_wakes_nobody(here: Office, naughty: list[str]) -> None:
    desk = here.ann.direct()
    asked = naughty[::9]
    for text in asked:
        here.ann.says(desk, text)
    here.settled(120)
    told = here.sim.bot_messages(desk)
    assert len(told) == len(asked) + 1
    assert [one.text for one in told if not is_quiet(one)] == []


def test_a_naughty_catalog_is_shown_and_wakes_nobody(here: Office) -> None:
    answer = here.tells(here.ann, "excel courses", count=2)
    for text in (*["more"] * 25, "show the first", "compare the first two", "path to learn Microsoft Excel", "save it"):
        answer = here.tells(here.ann, text)
    for action in ("details", "compare"):
        here.ann.clicks(here.tells(here.ann, "excel courses"), action)
        here.settled()
    here.ann.opens_home()
    here.settled()
    told = here.sim.bot_messages(here.ann.direct())
    assert len(told) >= 30
    assert answer.text
    assert [one.text for one in told if not is_quiet(one)] == []
