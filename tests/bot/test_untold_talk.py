"""What no catalog tells: what something cost on other days, and whom employers think more of. Neither is answered with
what is stated of today, nor searched for."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import Act
from tests.bot.people_talk import Voices, words_of


@pytest.mark.parametrize(
    "message",
    [
        "what did it cost last year?",
        "will it get dearer?",
        "was it cheaper before?",
        "has the price gone up?",
        "how much was it in 2024",
        "is it going to cost more next year",
        "do prices change often",
        "did it use to be cheaper",
        "what will it cost in spring",
        "when does it go on sale",
        "was this ever free",
        "did they raise the price recently",
        "how long does that price hold",
        "what was the old price",
        "is it cheaper than last year",
    ],
)
@pytest.mark.parametrize("spoken_of", ["Android Apps in Kotlin", "I want to become a data analyst"])
def test_the_price_of_another_day_is_not_that_of_today(voices: Voices, spoken_of: str, message: str) -> None:
    voices.say(spoken_of)
    answer = voices.say(message)
    assert answer.intent is Intent.OUT_OF_SCOPE, words_of(answer)
    assert "not what something cost before or will cost later" in words_of(answer)
    assert "$" not in words_of(answer)


@pytest.mark.parametrize(
    "message",
    ["what does it cost", "how much is it in total", "is the price up to date", "how much is it if I pay now"],
)
def test_the_price_of_today_is_told(voices: Voices, message: str) -> None:
    voices.say("Android Apps in Kotlin")
    assert "$120" in words_of(voices.say(message))


@pytest.mark.parametrize(
    "message",
    [
        "is there a cheaper one",
        "anything cheaper than that",
        "is it cheaper than the other one",
        "how much was the one you showed me last week",
        "what did I tell you about my budget last week",
        "courses on the history of prices",
        "what would that cost me in January in total",
        "will it cost more than $100",
        "does it get cheaper without step 3",
        "I did a python course last year",
        "the price of milk went up, so I want to learn budgeting",
        "is it harder later on",
    ],
)
def test_what_only_sounds_like_another_day_is_read_as_before(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).refused != "other_days"


@pytest.mark.parametrize(
    "message",
    [
        "which one do employers respect more, Ledgerly or Tannery Creek?",
        "is Ledgerly better known than Caldera State University?",
        "whose certificates count for more with employers",
        "which of these would look best on my cv",
        "what's the reputation of Ledgerly",
        "which school do companies prefer",
        "do employers prefer Ledgerly over Quillstack",
        "who do recruiters trust more",
        "is the first one more prestigious than the second",
        "is it worth more to employers than the other",
        "how respected is this badge",
        "is Ledgerly a reputable school",
    ],
)
@pytest.mark.parametrize("spoken_of", ["bookkeeping courses", "I want to become a data analyst"])
def test_whom_employers_think_more_of_is_not_guessed(voices: Voices, spoken_of: str, message: str) -> None:
    voices.say(spoken_of)
    answer = voices.say(message)
    assert answer.intent is Intent.OUT_OF_SCOPE, words_of(answer)
    assert "no rankings" in words_of(answer)


@pytest.mark.parametrize(
    "message",
    [
        "what do employers want in a bookkeeper",
        "something that looks good on my CV",
        "is there a well known course on python",
        "a recognised certificate in welding",
        "courses on brand reputation",
        "how do I improve the reputation of my shop",
        "how to impress clients",
        "which is cheaper",
        "is it more advanced than the first",
    ],
)
def test_what_employers_ask_for_is_no_ranking(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).act is not Act.REFUSED
