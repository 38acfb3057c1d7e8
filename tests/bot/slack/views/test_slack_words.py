"""The words of the Slack door in every language: they fit where they stand, and what they offer to say is understood."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.advisor.messages import Answer
from bot.advisor.wording import speaking
from bot.slack.views import short
from bot.slack.views.message import Message
from bot.slack.views.words import say
from prompts import library
from tests.bot.slack.views.block_kit import findings, texts

LANGUAGES = ("en", "es", "fr", "de")
GOALS = {
    "en": "I want to become a data analyst",
    "es": "quiero ser analista de datos",
    "fr": "je veux devenir analyste de données",
    "de": "ich möchte Datenanalyst werden",
}
SEARCHES = {"en": "find python courses", "es": "cursos de python", "fr": "cours de python", "de": "Python-Kurse"}
LABELS = re.compile(
    r"details|compare|menu_\w+|more|read_all|good|bad|good_spoken|bad_spoken|edit_profile|privacy|nudges_o\w+"
    r"|nudge_(?:done|later|stop)|desk_(?:take|reply|resolve)|handover_back|share|save|reason_\w+|wrong_\w+|stop_option|page"
)
MODAL_LABELS = re.compile(r"(profile|feedback|report|handover|desk_reply)_title|save|send|cancel")
FILES = [prompt for name, prompt in library().items() if name.endswith("/slack")]


@pytest.mark.parametrize("prompt", FILES, ids=lambda prompt: prompt.name)
def test_labels_fit_where_they_stand(prompt: object) -> None:
    sections: dict[str, str] = prompt.sections  # type: ignore[attr-defined]
    for name, text in sections.items():
        assert text
        if LABELS.fullmatch(name):
            assert len(text) <= 75, name
        if MODAL_LABELS.fullmatch(name):
            assert len(text) <= 24, name


def test_every_language_has_the_words() -> None:
    assert {prompt.language for prompt in FILES} == set(LANGUAGES)


@pytest.mark.parametrize("prompt", FILES, ids=lambda prompt: prompt.name)
def test_no_internal_word(prompt: object) -> None:
    text = "\n".join(prompt.sections.values())  # type: ignore[attr-defined]
    assert not re.search(r"\b(engine|generation|index|score|token|database|API|JSON|bot)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_more_is_understood(tongue: str, talk: Callable[..., Answer]) -> None:
    with speaking(tongue):
        message = say("more_message")
    first, second = talk(SEARCHES[tongue]), talk(SEARCHES[tongue], message)
    assert second.intent == "find"
    assert second.citations
    assert not set(first.citations) & set(second.citations)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_question_about_stopping_is_understood(tongue: str, talk: Callable[..., Answer]) -> None:
    with speaking(tongue):
        message = say("stop_message", number=2)
    assert talk(GOALS[tongue], message).intent == "explain"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_welcome_names_words_that_erase_everything(tongue: str, talk: Callable[..., Answer]) -> None:
    with speaking(tongue):
        (quoted,) = re.findall(r"“([^”]+)”", say("welcome"))
    assert talk(quoted).intent == "privacy"
    assert any(getattr(block, "code", "") == "forgotten" for block in talk(quoted).blocks)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_welcome_is_two_sentences(tongue: str) -> None:
    (text,) = texts(list(short.welcome(tongue).blocks))
    assert len(re.findall(r"[.!?](?:\s|$)", text)) == 2


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("make", [short.busy, short.too_fast, short.working, short.welcome])
def test_short_messages(tongue: str, make: Callable[[str], Message]) -> None:
    made = make(tongue)
    assert findings(made.blocks) == []
    assert texts(list(made.blocks)) == [made.text]
    assert made != make("en") or tongue == "en"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_failure_names_its_reference(tongue: str) -> None:
    made = short.failed(tongue, "7f3a-21")
    assert "7f3a-21" in made.text
    assert "7f3a-21" in texts(list(made.blocks))[0]


def test_an_unknown_language_gets_english() -> None:
    assert short.busy("tlh") == short.busy("en")
    assert short.busy("es-MX") == short.busy("es")
