"""Catalog text made safe for a terminal: nothing in it may move the cursor, colour, beep or hide."""

from __future__ import annotations

import re

_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x1b\\|\x07|\x9c|$)|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]", re.DOTALL
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def clean(text: str) -> str:
    """A text without escape sequences, control characters and invisible direction marks."""
    return _CONTROL.sub("", _SEQUENCE.sub("", text)).replace("\t", " ")


def escaped(document: str) -> str:
    """A JSON document in which what could act on a terminal is spelled out; its values stay the same."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", document)


def one_line(text: str) -> str:
    """A clean text on one line."""
    return " ".join(clean(text).split())


def safe_link(url: str | None) -> str | None:
    """A web address that may be made clickable; None for anything else."""
    if not url or not url.startswith(("https://", "http://")) or clean(url) != url or re.search(r"\s", url):
        return None
    return url
