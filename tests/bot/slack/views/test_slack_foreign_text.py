"""Whatever stands in a catalog or in a message: nothing of it acts in Slack, and the blocks stay valid."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.advisor.messages import (
    Answer,
    Choices,
    Comparison,
    ComparisonRow,
    Credentials,
    Intent,
    Notice,
    PathBlock,
    Prose,
)
from bot.advisor.path_document import PathDocument
from bot.slack.views.actions import pressed
from bot.slack.views.answer import message
from bot.slack.views.message import PLAIN, Message, Surface
from catalog.credential import Credential
from tests.bot.slack.views.block_kit import elements, findings, texts, urls

TODAY = dt.date(2026, 11, 23)
PAGE = "https://catalog.example/page"
NAUGHTY = [
    "<!channel> <!here> <!everyone>",
    "@here @channel @everyone",
    "<@U0123ABCD> <#C0123ABCD|general> <!subteam^S123|team>",
    "<https://evil.example|Free course>",
    "https://evil.example/login http://evil.example www.evil.example",
    "mailto:ana@evil.example ana@evil.example evil.example/x",
    "*bold* _it_ ~no~ `code` ```block``` > quote\n• list",
    "&lt;!channel&gt; &amp;",
    "<\u200b!chan\u200bnel>",
    "\u202eelif.exe\u2066",
    "\x1b[31mred\x00\x07",
    "\u3164",
    ":rotating_light: :x:",
    "<!date^1392734382^{date}|x>",
    "{limits} {0} %s ${x}",
    "z" * 5000,
    "word " * 2000,
    "“" * 300,
    "Z\u0351\u036b\u0343\u036a" * 50,
    "مرحبا \u200f結び目 🪢👩\u200d💻",
    '"}],"type":"button',
]
LIVE = re.compile(
    r"<[!@#]|(?<!\w)@(?:here|channel|everyone)|://|\bwww\.\w|mailto:|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    "|[\x00-\x08\x0b-\x1f\x7f]",
    re.IGNORECASE,
)
ANY = st.one_of(
    st.sampled_from(NAUGHTY), st.text(max_size=300), st.builds("".join, st.lists(st.sampled_from(NAUGHTY), max_size=4))
)
NAMED = ANY.map(lambda text: text or "x")
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def answer_of(*blocks: Any, intent: Intent = Intent.FIND, language: str = "en") -> Answer:
    return Answer(conversation="c", text="", intent=intent, blocks=blocks, language=language, generation="g")


def item_of(text: str, *, id_: str = "a", url: str | None = PAGE) -> Credential:
    """A record in which every text is the given one."""
    return Credential.model_validate(
        {
            "id": id_,
            "title": text,
            "provider": text,
            "summary": text,
            "description": text,
            "place": text,
            "device": text,
            "skills": [text] * 7,
            "cost": {"amount": 5, "currency": "USD", "parts": {text: 5}},
            "prerequisites": {"all_of": [{"text": text}, {"credential": "b"}]},
            "earned_by": {"any_of": [{"skill": text}, {"credential": text}]},
            "stacks_into": [{"credential": "b"}],
            "credit": [{"amount": 1, "unit": text, "awarded_by": text}],
            "language": [text],
            "audience": {"visibility": "internal", "owner": text},
            "url": url,
        }
    )


def path_of(text: str, steps: int = 3) -> PathDocument:
    """A path in which every text is the given one."""
    money = {"amount": 10, "currency": "USD"}
    step = {
        "title": text,
        "provider": text,
        "url": PAGE,
        "cost": {"amount": 10, "currency": "USD"},
        "charged": money,
        "hours": {"min": 5, "max": 6},
        "starts_on": "2026-11-23",
        "ends_on": "2026-11-30",
        "teaches": [text],
        "because": text,
        "note": text,
        "as_of": "2026-11-03",
    }
    made = [step | {"order": n, "id": f"s{n}", "start_week": n - 1, "end_week": n} for n in range(1, steps + 1)]
    path = {
        "steps": made,
        "totals": {"cost": money, "hours": 6 * steps, "weeks": steps},
        "coverage": 0.5,
        "covered": [text],
        "uncovered": [{"skill": text, "reason": "not_taught"}],
        "earns": ["e"],
        "earned": [{"id": "e", "title": text, "after_step": steps, "stacks_as_of": "2026-11-01"}],
        "if_you_stop": [{"after_step": n, "holds": [f"s{n}"], "skills": [text]} for n in range(1, steps + 1)],
    }
    certificate = {"objective": "cheapest", "status": "optimal", "value": 10, "bound": 10, "generation": "g"}
    document = {
        "goal": {"role": text, "skills": [{"skill": text, "importance": 1, "held": False}] * 2},
        "status": "partial",
        "path": path,
        "certificate": certificate,
        "alternatives": [{"label": "another_provider", "path": path, "certificate": certificate}],
        "relaxations": [{"change": "provider", "before": [text], "after": None, "coverage": 0.7}],
    }
    return PathDocument.model_validate(document)


def full_answer(text: str) -> Answer:
    """Every kind of block, full of one text."""
    items = (item_of(text), item_of(text, id_="b", url=text or None), item_of(text, id_="c", url=None))
    rows = (ComparisonRow(label=text, values=(text,) * 3), ComparisonRow(label="Price", values=("$5",) * 3))
    return answer_of(
        Prose(text=text),
        Credentials(items=items, names={"b": text}),
        Credentials(items=items[:1], whole=True, names={"b": text}),
        Comparison(items=items, rows=rows),
        Comparison(items=items, rows=rows),
        PathBlock(path=path_of(text)),
        Choices(question=text, options=(text, "plain") if text else ("plain",)),
        Notice(code="nothing_fits", text=text),
    )


def check_harmless(made: Message) -> None:
    assert findings(made.blocks) == []
    assert set(urls(list(made.blocks))) <= {PAGE}
    for text in texts(list(made.blocks)):
        assert not LIVE.search(text), repr(text[:200])
    assert "<" not in made.text
    assert ">" not in made.text
    assert not LIVE.search(re.sub("&lt;", "<", made.text)), made.text[:300]
    json.dumps(made.arguments(), ensure_ascii=False).encode("utf-8")
    assert all(pressed(element) is not None for element in elements(list(made.blocks)))


@pytest.mark.parametrize("surface", [Surface(), PLAIN], ids=["new", "plain"])
@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_texts_everywhere(text: str, surface: Surface) -> None:
    answer = full_answer(text)
    for brief in (True, False):
        check_harmless(message(answer, surface, TODAY, brief=brief))


def test_the_naughty_strings_of_others(shared: Path) -> None:
    for text in json.loads((shared / "hostile" / "naughty_strings.json").read_text("utf-8")):
        if text.strip():
            check_harmless(message(full_answer(text), PLAIN, TODAY))


@SLOW
@given(ANY.filter(lambda text: text.strip() != ""), st.sampled_from([Surface(), PLAIN]), st.booleans())
def test_any_text_everywhere(text: str, surface: Surface, brief: bool) -> None:
    check_harmless(message(full_answer(text), surface, TODAY, brief=brief))


BLOCKS = st.one_of(
    st.builds(lambda text: Prose(text=text), ANY),
    st.builds(lambda text, code: Notice(code=code, text=text), ANY, st.sampled_from(["illustrative", "refused"])),
    st.builds(lambda text, texts_: Choices(question=text, options=tuple(texts_)), ANY, st.lists(NAMED, max_size=30)),
    st.builds(
        lambda text, count, first, whole, more: Credentials(
            items=tuple(item_of(text or "x", id_=f"{n}") for n in range(count)), first=first, whole=whole, more=more
        ),
        ANY, st.integers(0, 12), st.integers(1, 999), st.booleans(), st.integers(0, 3),
    ),
    st.builds(lambda text, steps: PathBlock(path=path_of(text, steps)), ANY, st.integers(0, 40)),
    st.builds(
        lambda text, count, rows: Comparison(
            items=tuple(item_of(text or "x", id_=f"{n}") for n in range(count)),
            rows=tuple(ComparisonRow(label=text, values=(text,) * count) for _ in range(rows)),
        ),
        ANY, st.integers(2, 25), st.integers(0, 120),
    ),
)  # fmt: skip


@SLOW
@given(
    st.lists(BLOCKS, max_size=8),
    st.sampled_from(Intent),
    st.sampled_from([Surface(), PLAIN]),
    st.sampled_from(["en", "es", "fr", "de"]),
    st.booleans(),
)
def test_any_answer_of_any_length(
    blocks: list[Any], intent: Intent, surface: Surface, language: str, brief: bool
) -> None:
    check_harmless(message(answer_of(*blocks, intent=intent, language=language), surface, TODAY, brief=brief))


# ---- the longest answers


@pytest.mark.parametrize("surface", [Surface(), PLAIN], ids=["new", "plain"])
def test_what_does_not_fit_is_said_to_be_missing(surface: Surface) -> None:
    items = tuple(item_of(f"{n} " + "word " * 60, id_=f"{n}") for n in range(40))
    made = message(answer_of(Prose(text="Here:"), Credentials(items=items)), surface, TODAY, brief=False)
    assert "Not all of it fits into one message; ask about one part to see the rest." in texts(list(made.blocks))
    assert findings(made.blocks) == []


@pytest.mark.parametrize("surface", [Surface(), PLAIN], ids=["new", "plain"])
def test_a_long_path_names_how_many_steps_are_missing(surface: Surface) -> None:
    made = message(answer_of(PathBlock(path=path_of("word " * 6, 40)), intent=Intent.PATH), surface, TODAY)
    said = "\n".join(texts(list(made.blocks)))
    shown = len(re.findall(r"^\d+\. ", said, re.MULTILINE))
    assert 5 < shown < 40
    assert f"{40 - shown} more steps follow; they do not fit into one message." in said
    assert findings(made.blocks) == []


def test_a_notice_is_never_crowded_out() -> None:
    items = tuple(item_of("word " * 50, id_=f"{n}") for n in range(40))
    help_ = Notice(code="danger", text="Please talk to somebody now: help@uni.example or https://uni.example/help.")
    made = message(answer_of(Credentials(items=items), Prose(text="w " * 5000), help_), Surface(), TODAY, brief=False)
    assert help_.text in texts(list(made.blocks))


def test_an_answer_of_nothing_still_says_something() -> None:
    for answer in (answer_of(), answer_of(Prose(text="\u200b")), answer_of(Credentials(items=()))):
        made = message(answer, Surface(), TODAY)
        assert made.text
        assert findings(made.blocks) == []


def test_more_courses_than_cards_are_named_in_a_line_each() -> None:
    items = tuple(item_of(f"Course {n}", id_=f"{n}") for n in range(1, 7))
    said = texts(list(message(answer_of(Credentials(items=items)), Surface(), TODAY).blocks))
    assert "Also here:" in said
    for n in range(1, 7):
        assert f"Course {n}" in said
