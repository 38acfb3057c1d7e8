"""What those who look after the catalog read: it fits into Slack in every language, whatever sources and titles say."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.advisor.catalogs import Example, Outcome, Progress, Read, Status
from bot.advisor.messages import Answer
from bot.slack.views import admin as views
from bot.slack.views.actions import Catalog, CatalogAct, pressed
from bot.slack.views.kit import MOST_CHARACTERS, size
from bot.slack.views.message import Message
from catalog.credential import Cost
from prompts import library
from tests.bot.slack.views.block_kit import findings, texts

LANGUAGES = ("en", "es", "fr", "de")
NOW = dt.datetime(2026, 11, 23, 12, 5, tzinfo=dt.UTC)
HOSTILE = "<!channel> <@U1> https://evil.example/x\u202e & *bold* " + "long " * 400
SHOWN = Outcome(
    generation="20261123T120000-abcdef",
    fingerprint="0f" * 16,
    activated=False,
    sources=(Read(name="college", accepted=61, rejected=2),),
    added=1,
    changed=1234,
    removed=0,
    unchanged=59,
    examples=(
        Example(
            kind="changed",
            title="Bookkeeping",
            cost_before=Cost(amount=Decimal(10), currency="USD"),
            cost_after=Cost(amount=Decimal(25), currency="USD"),
        ),
        Example(kind="changed", title="Payroll"),
        Example(kind="added", title="Ledgers"),
        Example(kind="removed", title="Abacus"),
    ),
)
STATUS = Status(
    generation="g-1", size=60, created_at=NOW, sources=(Read(name="college", accepted=60, rejected=1),), index="whole"
)


READ, NO_GROUPS = views.GroupsRead(3, {}), views.GroupsRead(0, {})
UNREAD = views.GroupsRead(200, {f"S{number:09d}": "no_such_subteam" for number in range(200)})
NO_SCOPE = views.GroupsRead(2, {"S1": "missing_scope", "S2": "missing_scope"})


def _worst() -> Outcome:
    examples = [Example(kind=kind, title=HOSTILE) for kind in ("added", "changed", "removed") for _ in range(5)]
    sources = [Read(name=f"{number} {HOSTILE}", accepted=1, rejected=1) for number in range(200)]
    return SHOWN.model_copy(update={"examples": tuple(examples), "sources": tuple(sources)})


def _all(tongue: str) -> dict[str, Message]:
    worst = _worst()
    many = STATUS.model_copy(update={"sources": worst.sources, "index": HOSTILE})
    return {
        "preview": views.preview(SHOWN, "college", tongue),
        "worst preview": views.preview(worst, "s" * 300, tongue),
        "refused": views.preview(worst.model_copy(update={"refused": HOSTILE}), None, tongue),
        "used": views.used(SHOWN, NOW, tongue),
        "back": views.gone_back(STATUS, NOW, tongue),
        "offer": views.offer_back(STATUS, tongue),
        "status": views.status(STATUS, tongue, running=True, groups=READ),
        "worst status": views.status(many, tongue, running=False, groups=UNREAD),
        "empty": views.status(Status(generation=None, size=0, index="nothing"), tongue, running=False, groups=NO_SCOPE),
        "unknown": views.unknown_source([HOSTILE] * 200, tongue),
        "failed": views.failed(HOSTILE, tongue),
        "reading": views.progress(Progress(stage="reading", source=HOSTILE, done=500, total=None), "begin", tongue),
        "indexing": views.progress(Progress(stage="indexing", source=None, done=5, total=9), "begin_use", tongue),
        **{name: views.fixed(tongue, name) for name in ("not_admin", "help", "under_way", "left", "broken", "closed")},
    }


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_everything_fits_and_nothing_of_others_is_live(tongue: str) -> None:
    for name, message in _all(tongue).items():
        assert findings(message.blocks) == [], name
        assert size(message.blocks) < MOST_CHARACTERS, name
        whole = json.dumps(message.arguments(), ensure_ascii=False)
        assert not re.search(r"<[!@]|https://evil|\u202e", whole), name


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_says_it_in_its_own_words(tongue: str) -> None:
    english = _all("en")
    for name, message in _all(tongue).items():
        assert tongue == "en" or message.text != english[name].text, name


def test_a_preview_tells_counts_prices_and_rows_that_were_left_out() -> None:
    told = views.preview(SHOWN, None, "en").text.splitlines()
    assert told == [
        "What would change",
        "1 added, 1,234 changed, 0 removed, 59 as before.",
        "Bookkeeping: $10 → $25",
        "Changed: Payroll",
        "New: Ledgers",
        "Gone: Abacus",
        "2 rows of college could not be used.",
        "All checks passed. Nothing is changed yet.",
    ]


def test_buttons_carry_what_was_seen() -> None:
    (row,) = [block for block in views.preview(SHOWN, "college", "en").blocks if block["type"] == "actions"]
    use, leave = (pressed(element) for element in row["elements"])
    assert use == Catalog(act=CatalogAct.USE, seen=SHOWN.fingerprint, source="college")
    assert leave == Catalog(act=CatalogAct.LEAVE, seen=SHOWN.fingerprint)
    (row,) = [block for block in views.used(SHOWN, NOW, "en").blocks if block["type"] == "actions"]
    assert pressed(row["elements"][0]) == Catalog(act=CatalogAct.BACK, seen=SHOWN.generation)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{}",
        '{"act": "use"}',
        '{"act": "drop", "seen": "a"}',
        '{"act": "use", "seen": "--force"}',
        '{"act": "use", "seen": "a b"}',
        '{"act": "use", "seen": ""}',
        '{"act": "use", "seen": "a", "source": ""}',
        '{"act": "use", "seen": "a", "path": "/"}',
    ],
)
def test_a_forged_decision_is_none(value: str) -> None:
    assert pressed({"action_id": "catalog:use", "value": value}) is None


def test_a_moment_is_shown_by_the_readers_clock_and_spoken_beside() -> None:
    used = views.used(SHOWN, NOW, "en")
    (date,) = [part for part in used.blocks[1]["elements"][0]["elements"] if part["type"] == "date"]
    assert date["timestamp"] == int(NOW.timestamp())
    assert "In use since 23 November 2026, 12:05 UTC" in used.text


@pytest.mark.parametrize("name", [name for name in library() if name.endswith("/slack_admin")])
def test_labels_fit_into_the_question_that_a_button_asks(name: str) -> None:
    sections = library()[name].sections
    assert all(len(sections[word]) <= 30 for word in ("use", "leave", "back", "no"))
    assert all(len(sections[word]) <= 300 for word in ("use_sure", "back_sure"))


@pytest.mark.parametrize("words", [words.strip() for words in views.about_themselves()])
def test_what_may_always_be_said_is_about_what_is_kept(words: str, talk: Callable[..., Answer]) -> None:
    assert talk(words).intent in ("privacy", "profile")


def test_home_says_that_there_is_no_catalog_yet() -> None:
    home = views.closed_home("en")
    assert home["type"] == "home"
    assert "not set up" in " ".join(texts(home["blocks"]))


def test_a_status_tells_whether_slack_tells_who_is_in_which_group() -> None:
    def said(read: views.GroupsRead) -> list[str]:
        return views.status(STATUS, "en", running=False, groups=read).text.splitlines()[4:]

    assert said(NO_GROUPS) == []
    assert said(READ) == ["Slack user groups that stand for groups of the catalog: 3. All of them can be read."]
    (missing,) = said(NO_SCOPE)
    assert "has not granted usergroups:read" in missing
    (unread,) = said(views.GroupsRead(2, {"S1": "no_such_subteam"}))
    assert unread.endswith(": S1 (no_such_subteam).")
