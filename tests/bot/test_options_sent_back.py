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
TONGUES = ("es", "fr", "de")
ENGLISH = Wording("en")
KNOWS_EXCEL = {"es": "sé Excel", "fr": "je connais Excel", "de": "ich kann Excel"}
THAT_KNOWS_EXCEL = {"es": "que sé Excel", "fr": "que je connais Excel", "de": "dass ich Excel kann"}
BOOKKEEPING = {"es": "accounting", "fr": "accounting", "de": "bookkeeping"}
"""What the skill of the examples is in the English reader's words."""
OFFERED = Known(KNOWN["list"].providers, listed=True, offered=True, today=TODAY)


class Offers:
    """What is offered in one language, each beside its English and what is known where it is offered."""

    def __init__(self, tongue: str) -> None:
        self.tongue, self.wording = tongue, Wording(tongue)

    def said(self, file: str, section: str, known: Known, **values: tuple[str, str]) -> Offer:
        english = ENGLISH.say(file, section, **{name: value[0] for name, value in values.items()})
        return english, self.wording.say(file, section, **{name: value[1] for name, value in values.items()}), known

    def listed(self, file: str, section: str) -> list[Offer]:
        options = zip(ENGLISH.options(file, section), self.wording.options(file, section), strict=True)
        return [(english, said, KNOWN["open"]) for english, said in options]

    def quoted(self, file: str, section: str) -> list[Offer]:
        """What a reply quotes as something to say."""
        pairs = (
            re.findall(r"“([^”{…]+)”", library()[f"replies/{folder}{file}"].sections[section])
            for folder in ("", f"{self.tongue}/")
        )
        return [(english, said, KNOWN["list"]) for english, said in zip(*pairs, strict=True)]

    def in_both(self, say: Callable[[], str]) -> tuple[str, str]:
        with speaking(self.tongue):
            said = say()
        return say(), said

    def all(self) -> list[Offer]:
        """Every offer."""
        return [*self._listed(), *self._filled(), *self._quoted()]

    def _listed(self) -> list[Offer]:
        examples = self.listed("chat", "examples")
        return [
            *((english.replace("bookkeeping", BOOKKEEPING[self.tongue]), *rest) for english, *rest in examples),
            *(offer for section in ("options_done", "options_like", "options_spend", "options_time")
              for offer in self.listed("explore", section)),
            *self.listed("pasted", "advert_options"),
            *self.listed("pasted", "cv_options"),
            *self.listed("profile", "next_options"),
        ]  # fmt: skip

    def _filled(self) -> list[Offer]:
        hours = self.in_both(lambda: facts.hours_long(6))
        day = self.in_both(lambda: facts.day(TODAY.replace(month=11, day=3), TODAY))
        low, high = (self.in_both(lambda amount=amount: facts.money(amount, "USD")) for amount in (65, 1200))
        role = self.in_both(lambda: facts.a_role("Data analyst"))
        step = (ENGLISH.say("asking", "step", words=2), self.wording.say("asking", "step", words=2))
        return [
            *(self.said("nothing", f"option_{name}", OFFERED)
              for name in ("any_price", "any_time", "all", "level", "provider", "language", "delivery", "kind", "free",
                           "credit")),
            self.said("nothing", "option_at_most_cost", OFFERED, amount=low),
            self.said("nothing", "option_at_most_hours", OFFERED, hours=hours),
            self.said("path", "offer_by", KNOWN["plan"], date=day),
            self.said("path", "offer_budget", KNOWN["plan"], money=high),
            self.said("path", "offer_hours_per_week", KNOWN["plan"], pace=hours),
            *(self.said("path", f"switch_{name}", KNOWN["plan"]) for name in ("cheapest", "fastest", "fewest")),
            self.said("saved", "open_option", KNOWN["open"], number=("2", "2")),
            self.said("explore", "choose", KNOWN["open"], role=role),
            *(self.said("asking", name, KNOWN["list"]) for name in ("save_plan", "hand_over")),
            self.said("asking", "not_again", KNOWN["list"], words=("2", "2")),
            self.said("asking", "mark_done", KNOWN["list"], words=("Excel", "Excel")),
            self.said("asking", "mark_done", KNOWN["plan"], words=step),
            self.said("asking", "remember", KNOWN["open"], words=("i know Excel", KNOWS_EXCEL[self.tongue])),
            self.said("asking", "forget", KNOWN["open"], words=("that i know Excel", THAT_KNOWS_EXCEL[self.tongue])),
        ]  # fmt: skip

    def _quoted(self) -> list[Offer]:
        places = ("chat help", "find left", "compare need_two", "saved saved", "saved too_many", "saved no_plans",
                  "saved no_progress", "profile kept", "profile more_hint")  # fmt: skip
        return [offer for place in places for offer in self.quoted(*place.split())]


OFFERS = [(tongue, *offer) for tongue in TONGUES for offer in Offers(tongue).all()]


def folded(read: Understanding) -> Understanding:
    """A reading whose words are compared without case."""
    return replace(read, text=read.text.casefold(), goal=read.goal.casefold())


@pytest.mark.parametrize(
    ("tongue", "english", "said", "known"), OFFERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_it_is_read_as_its_english_counterpart(tongue: str, english: str, said: str, known: Known) -> None:
    read, meant = understand(in_english(said, tongue), known), understand(english, known)
    assert folded(read) == folded(meant), in_english(said, tongue)


@pytest.mark.parametrize("tongue", TONGUES)
def test_options_leave_the_language_of_the_conversation(tongue: str) -> None:
    assert all(tongue_of(said, tongue) == tongue for told, _, said, _ in OFFERS if told == tongue)


@pytest.mark.parametrize("tongue", TONGUES)
def test_an_option_stands_for_the_same_in_every_language(tongue: str) -> None:
    wording = Wording(tongue)
    pairs = zip(ENGLISH.options("explore", "options_like"), wording.options("explore", "options_like"), strict=True)
    for english, said in [*pairs][:-1]:
        meant = wording.meaning("explore", "meaning", in_english(said, tongue))
        assert meant == ENGLISH.meaning("explore", "meaning", english) != english
