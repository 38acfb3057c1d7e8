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
ENGLISH = Wording("en")
TONGUES = ("es", "de")
OFFERED = Known(KNOWN["list"].providers, listed=True, offered=True, today=TODAY)
DATA_ANALYST = {"es": "analista de datos", "de": "Datenanalyst"}


class Offers:
    """What is offered in one language, each beside its English counterpart."""

    def __init__(self, tongue: str) -> None:
        self.tongue, self.words = tongue, Wording(tongue)

    def said(self, file: str, section: str, known: Known, **values: tuple[str, str]) -> Offer:
        english = ENGLISH.say(file, section, **{name: value[0] for name, value in values.items()})
        return english, self.words.say(file, section, **{name: value[1] for name, value in values.items()}), known

    def listed(self, file: str, section: str) -> list[Offer]:
        options = zip(ENGLISH.options(file, section), self.words.options(file, section), strict=True)
        return [(english, other, KNOWN["open"]) for english, other in options]

    def quoted(self, file: str, section: str) -> list[Offer]:
        """What a reply quotes as something to say."""
        pairs = (
            re.findall(r"“([^”{…]+)”", library()[f"replies/{folder}{file}"].sections[section])
            for folder in ("", f"{self.tongue}/")
        )
        return [(english, other, KNOWN["list"]) for english, other in zip(*pairs, strict=True)]

    def in_both(self, say: Callable[[], str]) -> tuple[str, str]:
        with speaking(self.tongue):
            other = say()
        return say(), other

    def all(self) -> list[Offer]:
        hours = self.in_both(lambda: facts.hours_long(6))
        day = self.in_both(lambda: facts.day(TODAY.replace(month=11, day=3), TODAY))
        spent, more = self.in_both(lambda: facts.money(65, "USD")), self.in_both(lambda: facts.money(1200, "USD"))
        return [
            *((english.replace("bookkeeping", self.bookkeeping), *rest)
              for english, *rest in self.listed("chat", "examples")),
            *(offer for section in ("options_done", "options_like", "options_spend", "options_time")
              for offer in self.listed("explore", section)),
            *self.listed("pasted", "advert_options"),
            *self.listed("pasted", "cv_options"),
            *self.listed("profile", "next_options"),
            *(self.said("nothing", f"option_{name}", OFFERED)
              for name in ("any_price", "any_time", "all", "level", "provider", "language", "delivery", "kind", "free",
                           "credit")),
            self.said("nothing", "option_at_most_cost", OFFERED, amount=spent),
            self.said("nothing", "option_at_most_cost", OFFERED, amount=more),
            self.said("nothing", "option_at_most_hours", OFFERED, hours=hours),
            self.said("path", "offer_by", KNOWN["plan"], date=day),
            self.said("path", "offer_budget", KNOWN["plan"], money=spent),
            self.said("path", "offer_hours_per_week", KNOWN["plan"], pace=hours),
            *(self.said("path", f"switch_{name}", KNOWN["plan"]) for name in ("cheapest", "fastest", "fewest")),
            self.said("saved", "open_option", KNOWN["open"], number=("2", "2")),
            self.said("explore", "choose", KNOWN["open"], role=("a data analyst", DATA_ANALYST[self.tongue])),
            *(self.said("asking", name, KNOWN["list"]) for name in ("save_plan", "hand_over")),
            self.said("asking", "not_again", KNOWN["list"], words=("2", "2")),
            self.said("asking", "mark_done", KNOWN["list"], words=("Excel", "Excel")),
            self.said("asking", "forget", KNOWN["list"], words=("Excel", "Excel")),
            *self.quoted("chat", "help"),
            *self.quoted("find", "left"),
            *self.quoted("compare", "need_two"),
            *self.quoted("saved", "saved"),
            *self.quoted("saved", "too_many"),
            *self.quoted("saved", "no_plans"),
            *self.quoted("profile", "kept"),
        ]  # fmt: skip

    @property
    def bookkeeping(self) -> str:
        """What the skill of the examples is called in the English reader's words."""
        return "accounting" if self.tongue == "es" else "bookkeeping"


OFFERS = [(tongue, *offer) for tongue in TONGUES for offer in Offers(tongue).all()]


def folded(read: Understanding) -> Understanding:
    """A reading whose words are compared without case."""
    return replace(read, text=read.text.casefold(), goal=read.goal.casefold())


@pytest.mark.parametrize(
    ("tongue", "english", "other", "known"), OFFERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_it_is_read_as_its_english_counterpart(tongue: str, english: str, other: str, known: Known) -> None:
    read, meant = understand(in_english(other, tongue), known), understand(english, known)
    assert folded(read) == folded(meant), in_english(other, tongue)


@pytest.mark.parametrize("tongue", TONGUES)
def test_options_are_told_as_the_language_of_the_answer(tongue: str) -> None:
    assert [other for told, _, other, _ in OFFERS if told == tongue and tongue_of(other, tongue) != tongue] == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_an_option_stands_for_the_same_in_every_language(tongue: str) -> None:
    words = Wording(tongue)
    pairs = zip(ENGLISH.options("explore", "options_like"), words.options("explore", "options_like"), strict=True)
    for english, other in [*pairs][:-1]:
        meant = words.meaning("explore", "meaning", in_english(other, tongue))
        assert meant == ENGLISH.meaning("explore", "meaning", english) != english
