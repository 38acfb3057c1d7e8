"""Generated questions over the indexed sample: nothing in an answer that no record and no count stands behind."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bot.advisor.messages import Answer, Credentials, Intent
from catalog.credential import Credential
from retrieval.ports import CatalogSearch
from retrieval.query import OPERATOR, PUBLIC, Asker, Filters, Query
from tests.bot import sample_arithmetic as file
from tests.bot.claims import Counts, check_answer, ids_in_blocks, prose_of
from tests.bot.workbench import Talk

TOPICS = (
    "excel", "python", "sql", "bookkeeping", "customer service", "welding", "first aid", "cloud computing",
    "project management", "data visualization", "business writing", "networking", "cybersecurity", "spanish",
    "user research", "figma", "payroll",
    "machine learning", "supply chain", "negotiation", "c++", "statistics", "social media", "linux", "xylophone tuning",
)  # fmt: skip
LIMITS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("under $50", {"max_cost": 50, "currency": "USD"}),
    ("under $12", {"max_cost": 12, "currency": "USD"}),
    ("at most 90 dollars", {"max_cost": 90, "currency": "USD"}),
    ("between $30 and $80", {"min_cost": 30, "max_cost": 80, "currency": "USD"}),
    ("over $100", {"min_cost": 100, "currency": "USD"}),
    ("under 60 euros", {"max_cost": 60, "currency": "EUR"}),
    ("for free", {"free": True}),
    ("up to 8 hours", {"max_hours": 8}),
    ("at least 15 hours", {"min_hours": 15}),
    ("between 5 and 12 hours", {"min_hours": 5, "max_hours": 12}),
    ("for beginners", {"level": "beginner"}),
    ("advanced", {"level": "advanced"}),
    ("in Spanish", {"language": "es"}),
    ("in French", {"language": "fr"}),
    ("from a university", {"provider": "university"}),
    ("from Quillstack Academy", {"provider": "Quillstack Academy"}),
    ("not from Nimbora Cloud Academy", {"not_provider": "Nimbora Cloud Academy"}),
    ("self-paced", {"delivery": "self_paced"}),
    ("in person", {"delivery": "in_person"}),
    ("with college credit", {"credit": True}),
)
FOLLOW_UPS = (
    "more",
    "cheaper",
    "shorter",
    "only free ones",
    "what about beginners?",
    "compare the first two",
    "easier",
)


def _facets(values: dict[str, Any]) -> set[str]:
    return {name for name, (options, _) in file.TESTS.items() if any(option in values for option in options)}


def questions(count: int, seed: int) -> list[tuple[str, dict[str, Any], str]]:
    """A topic (or none), none to three limits that do not speak of the same thing, and a follow-up."""
    dice = random.Random(seed)
    made: list[tuple[str, dict[str, Any], str]] = []
    while len(made) < count:
        topic = dice.choice(("courses", *TOPICS, *TOPICS))
        phrases: list[str] = []
        asked: dict[str, Any] = {}
        for phrase, values in dice.sample(LIMITS, dice.choice((0, 1, 1, 2, 2, 3))):
            clash = _facets(values) & _facets(asked) or {"cost", "free"} <= _facets(asked | values)
            if not clash:
                phrases.append(phrase)
                asked |= values
        if topic != "courses" or asked:
            made.append((", ".join([topic, *phrases]), asked, dice.choice(FOLLOW_UPS)))
    return made


QUESTIONS = questions(110, seed=394)


class Searched:
    """Counts made without the advisor: filters over the file, topics straight from the index."""

    def __init__(self, search: CatalogSearch, asker: Asker = PUBLIC) -> None:
        self._search = search
        self._asker = asker

    def rows(self, text: str, asks: dict[str, Any]) -> list[file.Row]:
        """Every row that meets the limits and, where there is a topic, answers it."""
        filters = {name: value for name, value in asks.items() if name in Filters.model_fields}
        if not text:
            return file.meeting(filters, internal=self._asker is OPERATOR)
        page = self._search.search(Query(text=text, filters=Filters(**filters), limit=1000), self._asker)
        return [file.by_id()[hit.credential.id] for hit in page.hits[: page.relevant]]

    def _without(self, text: str, asks: dict[str, Any], *names: str) -> list[file.Row]:
        return self.rows(text, {name: value for name, value in asks.items() if name not in names})

    def unpriced(self, text: str, asks: dict[str, Any]) -> int:
        rows = self._without(text, asks, "max_cost", "min_cost", "currency", "free")
        return sum(file.amount(row) is None for row in rows)

    def untimed(self, text: str, asks: dict[str, Any]) -> int:
        return sum(not row.get("hours") for row in self._without(text, asks, "max_hours", "min_hours"))

    def freed(self, text: str, asks: dict[str, Any], stated: int) -> bool:
        """Whether dropping one limit, or all of them, leaves so many."""
        groups = [("max_cost", "min_cost", "currency"), ("max_hours", "min_hours")]
        groups += [(name,) for name in asks if not name.startswith(("max", "min", "curr"))]
        return stated in {len(self._without(text, asks, *group)) for group in [*groups, tuple(asks)]}

    def counts(self, text: str, asks: dict[str, Any], before: int = 0) -> Counts:
        return Counts(
            total=lambda: len(self.rows(text, asks)),
            unpriced=partial(self.unpriced, text, asks),
            untimed=partial(self.untimed, text, asks),
            freed=partial(self.freed, text, asks),
            shown_before=before,
        )


def _topic(question: str) -> str:
    topic = question.split(",", maxsplit=1)[0]
    return "" if topic == "courses" else topic


@pytest.mark.parametrize(("question", "asked", "follow_up"), QUESTIONS, ids=[question for question, _, _ in QUESTIONS])
def test_nothing_is_said_that_nothing_stands_behind(
    real_search: CatalogSearch, question: str, asked: dict[str, Any], follow_up: str
) -> None:
    talk, searched, topic = Talk(real_search), Searched(real_search), _topic(question)
    first = talk.say(question)
    assert first.constraints == asked
    check_answer(first, searched.counts(topic, asked), question, first=True)
    assert len(ids_in_blocks(first)) == min(3, len(searched.rows(topic, asked)))
    second = talk.say(follow_up)
    before = len(ids_in_blocks(first)) if follow_up == "more" else 0
    check_answer(second, searched.counts(topic, second.constraints, before), f"{question} {follow_up}", first=False)
    if follow_up == "more":
        assert not set(ids_in_blocks(first)) & set(ids_in_blocks(second))
        assert second.constraints == asked


@pytest.mark.parametrize("question", [question for question, _, _ in QUESTIONS[::5]])
def test_the_same_question_has_the_same_answer(real_search: CatalogSearch, question: str) -> None:
    assert Talk(real_search).say(question) == Talk(real_search).say(question)


@pytest.mark.parametrize(("question", "asked"), [(question, asked) for question, asked, _ in questions(25, seed=46)])
def test_an_operator_reads_true_counts_too(real_search: CatalogSearch, question: str, asked: dict[str, Any]) -> None:
    answer = Talk(real_search, OPERATOR).say(question)
    counts = Searched(real_search, OPERATOR).counts(_topic(question), asked)
    shown = ids_in_blocks(answer)
    assert list(answer.citations) == shown or not shown
    assert len(shown) == min(3, counts.total())
    assert not [id_ for id_ in shown if not all(file.verdicts(file.by_id()[id_], asked).values())]


def test_more_reaches_every_one_of_them_once(real_search: CatalogSearch) -> None:
    talk = Talk(real_search)
    asked = {"max_cost": 60, "currency": "USD", "level": "beginner", "language": "es"}
    read = ids_in_blocks(talk.say("courses, at most 60 dollars, for beginners, in Spanish"))
    while page := ids_in_blocks(talk.say("more")):
        read += page
    assert sorted(read) == sorted(row["id"] for row in file.meeting(asked))


def _counted(number: int | None, unit: str) -> str:
    return f"{number} {unit}" if number else ""


def _offers(row: file.Row) -> str:
    price, basis = file.amount(row), (row.get("cost") or {}).get("basis")
    return f"{price:,}" if price and basis else ""


ASKED: tuple[tuple[str, Callable[[file.Row], str], str], ...] = (
    ("how much is {title}?", lambda row: "free" if file.is_free(row) else _offers(row), "not stated"),
    (
        "how long does {title} take?",
        lambda row: f"{row['hours']['max']} hour" if row.get("hours") else "",
        "does not say",
    ),
    ("who gives {title}?", lambda row: row.get("provider") or "", "does not say"),
    ("what level is {title}?", lambda row: (row.get("level") or "").removesuffix("ate"), "does not state a level"),
    (
        "does {title} expire?",
        lambda row: f"{row['validity_months']} months" if row.get("validity_months") else "",
        "does not say",
    ),
    ("where can I sign up for {title}?", lambda row: row.get("url") or "", "gives no address"),
)
SOME = random.Random(12).sample(
    [row for row in file.rows() if file.is_public(row) and len(row["title"].split()) > 2], 45
)
GAPS = [row for row in file.rows() if file.is_public(row) and (file.amount(row) is None or not row.get("hours"))]


def _plainly_named(row: file.Row) -> bool:
    """Whether a title can be told from a topic: "your first programs" may be either."""
    return not set(row["title"]) & set("?!:") and "programs" not in row["title"].lower()


@pytest.mark.parametrize("row", [row for row in [*SOME, *GAPS[::3]] if _plainly_named(row)], ids=lambda row: row["id"])
def test_an_asked_fact_is_the_records_or_called_unknown(real_search: CatalogSearch, row: file.Row) -> None:
    talk = Talk(real_search)
    for form, value, unknown in ASKED:
        answer = talk.say(form.format(title=row["title"]))
        assert answer.intent is Intent.DETAILS
        assert answer.citations == (row["id"],)
        stated = value(row)
        assert (stated or unknown) in prose_of(answer)
        if stated:
            assert unknown not in prose_of(answer)


def test_a_card_is_the_record(real_search: CatalogSearch) -> None:
    for question, _, _ in QUESTIONS[::10]:
        answer: Answer = Talk(real_search).say(question)
        for block in answer.blocks:
            for item in block.items if isinstance(block, Credentials) else ():
                stored = Credential.model_validate(file.by_id()[item.id])
                assert item.model_copy(update={"source": None, "derived_skills": ()}) == stored
