"""A translated file says the same sections as the English one, with no variable that it does not have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prompts import FOLDER, Prompt, PromptError, library, parse

COMPLETE = ("es", "fr", "de")
TRANSLATED = [prompt for prompt in library().values() if prompt.language != "en"]


def _variables(text: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", text))


def _original(prompt: Prompt) -> Prompt:
    return library()[f"replies/{prompt.name.rsplit('/', 1)[-1]}"]


@pytest.mark.parametrize("prompt", TRANSLATED, ids=lambda prompt: prompt.name)
def test_a_translation_has_the_sections_of_the_original(prompt: Prompt) -> None:
    original = _original(prompt)
    assert prompt.sections.keys() == original.sections.keys()
    for name, text in prompt.sections.items():
        assert _variables(text) <= _variables(original.sections[name]), name


@pytest.mark.parametrize("prompt", TRANSLATED, ids=lambda prompt: prompt.name)
def test_a_translation_lists_as_many_options(prompt: Prompt) -> None:
    for name, text in _original(prompt).sections.items():
        assert prompt.sections[name].count(" | ") == text.count(" | "), name


@pytest.mark.parametrize("tongue", COMPLETE)
def test_every_reply_is_translated(tongue: str) -> None:
    original = {path.name for path in (FOLDER / "replies").glob("*.md")}
    assert {path.name for path in (FOLDER / "replies" / tongue).glob("*.md")} == original


def test_a_translation_may_say_it_without_a_variable_but_not_with_another() -> None:
    front = '---\nname: replies/es/test\nversion: "1"\nlanguage: es\nvariables: [who]\n---\n'
    prompt = parse(front + "## hello\n¡Hola!\n\n## bye\nAdiós, {who}.\n", Path("a.md"))
    assert prompt.render("hello", who="Ana") == "¡Hola!"
    with pytest.raises(PromptError):
        prompt.render("bye", whom="Ana")


def test_french_keeps_a_double_mark_with_the_word_before_it() -> None:
    for prompt in TRANSLATED:
        if prompt.language == "fr":
            loose = [
                name for name, text in prompt.sections.items() if re.search(r"(?<!\u00a0)[;?!%]|\w:(?= )| :", text)
            ]
            assert not loose, (prompt.name, loose)
