"""The words of this door, in the language that is spoken."""

from __future__ import annotations

from bot.advisor.wording import prompt_of

FILE = "slack"


def say(section: str, **values: object) -> str:
    """A section of prompts/replies/slack."""
    return say_from(FILE, section, **values)


def say_from(file: str, section: str, **values: object) -> str:
    """A section of another file of prompts/replies."""
    return prompt_of(file, section).render(section, **values)
