"""What the advisor offers to be sent back is in the language of the answer, and read as its English counterpart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.advisor import facts
from bot.advisor.understand import Known, Understanding, understand
from bot.advisor.understand.tongues import in_english, tongue_of
from bot.advisor.wording import Wording, speaking
from prompts import library
from tests.bot.test_tongues import KNOWN, TODAY

Offer = tuple[str, str, Known]
ENGLISH, SPANISH = Wording("en"), Wording("es")
OFFERED = Known(KNOWN["list"].providers, listed=True, offered=True, today=TODAY)


def _said(file: str, section: str, known: Known, **values: tuple[str, str]) -> Offer:
    english = ENGLISH.say(file, section, **{name: value[0] for name, value in values.items()})
    return english, SPANISH.say(file, section, **{name: value[1] for name, value in values.items()}), known


def _listed(file: str, section: str) -> list[Offer]:
    options = zip(ENGLISH.options(file, section), SPANISH.options(file, section), strict=True)
    return [(english, spanish, KNOWN["open"]) for english, spanish in options]


def _quoted(file: str, section: str) -> list[Offer]:
    """What a reply quotes as something to say."""
    pairs = (
        re.findall(r"“([^”{…]+)”", library()[f"replies/{folder}{file}"].sections[section]) for folder in ("", "es/")
    )
    return [(english, spanish, KNOWN["list"]) for english, spanish in zip(*pairs, strict=True)]


def _in_both(say: Callable[[], str]) -> tuple[str, str]:
    with speaking("es"):
        spanish = say()
    return say(), spanish


HOURS = _in_both(lambda: facts.hours_long(6))
DAY = _in_both(lambda: facts.day(TODAY.replace(month=11, day=3), TODAY))
OFFERS: list[Offer] = [
    *((english.replace("bookkeeping", "accounting"), *rest) for english, *rest in _listed("chat", "examples")),
    *(offer for section in ("options_done", "options_like", "options_spend", "options_time")
      for offer in _listed("explore", section)),
    *_listed("pasted", "advert_options"),
    *_listed("pasted", "cv_options"),
    *_listed("profile", "next_options"),
    *(_said("nothing", f"option_{name}", OFFERED)
      for name in ("any_price", "any_time", "all", "level", "provider", "language", "delivery", "kind", "free", "credit")),
    _said("nothing", "option_at_most_cost", OFFERED, amount=("$65", "$65")),
    _said("nothing", "option_at_most_hours", OFFERED, hours=HOURS),
    _said("path", "offer_by", KNOWN["plan"], date=DAY),
    _said("path", "offer_budget", KNOWN["plan"], money=("$200", "$200")),
    _said("path", "offer_hours_per_week", KNOWN["plan"], pace=HOURS),
    *(_said("path", f"switch_{name}", KNOWN["plan"]) for name in ("cheapest", "fastest", "fewest")),
    _said("saved", "open_option", KNOWN["open"], number=("2", "2")),
    _said("explore", "choose", KNOWN["open"], role=("a data analyst", "analista de datos")),
    *(_said("asking", name, KNOWN["list"]) for name in ("save_plan", "hand_over")),
    _said("asking", "not_again", KNOWN["list"], words=("2", "2")),
    _said("asking", "mark_done", KNOWN["list"], words=("Excel", "Excel")),
    *_quoted("chat", "help"),
    *_quoted("find", "left"),
    *_quoted("compare", "need_two"),
    *_quoted("saved", "too_many"),
    *_quoted("saved", "no_plans"),
    *_quoted("profile", "kept"),
]  # fmt: skip


def folded(read: Understanding) -> Understanding:
    """A reading whose words are compared without case."""
    return replace(read, text=read.text.casefold(), goal=read.goal.casefold())


@pytest.mark.parametrize(
    ("english", "spanish", "known"), OFFERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_it_is_read_as_its_english_counterpart(english: str, spanish: str, known: Known) -> None:
    read, meant = understand(in_english(spanish, "es"), known), understand(english, known)
    assert folded(read) == folded(meant), in_english(spanish, "es")


def test_options_are_told_as_spanish() -> None:
    assert all(tongue_of(spanish, "es") == "es" for _, spanish, _ in OFFERS)


def test_an_option_stands_for_the_same_in_every_language() -> None:
    pairs = zip(ENGLISH.options("explore", "options_like"), SPANISH.options("explore", "options_like"), strict=True)
    for english, spanish in [*pairs][:-1]:
        meant = SPANISH.meaning("explore", "meaning", in_english(spanish, "es"))
        assert meant == ENGLISH.meaning("explore", "meaning", english) != english
