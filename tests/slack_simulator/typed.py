"""What becomes of the words that people type: Slack escapes three characters and marks addresses."""

from __future__ import annotations

import re

MARKED = re.compile(r"(<[@#!][^<>\s]+>)")
ADDRESS = re.compile(r"(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)\]'\"])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


def as_sent(text: str) -> str:
    """The text of a message as the app gets it: `& < >` escaped, addresses in angle brackets, mentions left alone."""
    return "".join(part if MARKED.fullmatch(part) else _escaped(part) for part in MARKED.split(text))


def _escaped(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ADDRESS.sub(_linked, safe)


def _linked(found: re.Match[str]) -> str:
    whole = found.group()
    return f"<{whole}>" if found["url"] else f"<mailto:{whole}|{whole}>"
