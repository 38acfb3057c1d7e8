"""The advisor's own words, and which version of them an answer used."""

from __future__ import annotations

from prompts import library


class Wording:
    """Says things in the words of prompts/replies, and remembers which files it used."""

    def __init__(self) -> None:
        self.used: dict[str, str] = {}

    def say(self, file: str, section: str, **values: object) -> str:
        """A section of `replies/<file>` with its variables filled in."""
        prompt = library()[f"replies/{file}"]
        self.used[prompt.name] = prompt.version
        return prompt.render(section, **values)
