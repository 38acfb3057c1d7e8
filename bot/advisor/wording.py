"""The advisor's own words in the language of the answer, and which version of them an answer used.

The language is set once for a turn, as gettext's is activated: within `with speaking("es"):` whatever is worded without
being told a language, the facts of a record above all, is said in Spanish. It holds for one thread or task alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from prompts import Prompt, library

ENGLISH = "en"
_SPOKEN = ContextVar("spoken", default=ENGLISH)


@contextmanager
def speaking(tongue: str) -> Iterator[None]:
    """Within it, words are said in a language, by its BCP 47 tag."""
    token = _SPOKEN.set(tongue)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> str:
    """The language in which words are said."""
    return _SPOKEN.get()


def prompt_of(file: str, section: str, tongue: str | None = None) -> Prompt:
    """The file that words a section: that of the language where it has one, else the English one."""
    prompt = library().get(f"replies/{(tongue or spoken()).partition('-')[0]}/{file}")
    return prompt if prompt is not None and section in prompt.sections else library()[f"replies/{file}"]


class Wording:
    """Says things in the words of prompts/replies, and remembers which files it used; without a language in the one
    that is spoken."""

    def __init__(self, tongue: str | None = None) -> None:
        self.tongue = tongue or spoken()
        self.used: dict[str, str] = {}

    def say(self, file: str, section: str, **values: object) -> str:
        """A section of `replies/<language>/<file>`, else of `replies/<file>`, with its variables filled in."""
        prompt = prompt_of(file, section, self.tongue)
        self.used[prompt.name] = prompt.version
        return prompt.render(section, **values)

    def options(self, file: str, section: str) -> tuple[str, ...]:
        """A section that lists messages which may be sent as they stand, with bars between them."""
        return tuple(option.strip() for option in self.say(file, section).split("|"))

    def meaning(self, file: str, prefix: str, option: str) -> str:
        """What an option stands for, from the section that bears its name; the option itself where there is none."""
        section = f"{prefix}_{'_'.join(re.findall(r'[a-z]+', option.casefold()))}"
        return self.say(file, section) if section in library()[f"replies/{file}"].sections else option
