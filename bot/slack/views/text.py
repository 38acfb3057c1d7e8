"""Text that others wrote, made safe for Slack.

One way for all of it: in blocks it stands only where Slack reads no markup, in `text` elements of rich text, in
`raw_text` cells and in `plain_text` without emoji; links are `link` elements to the address of a record. The text beside
the blocks is escaped and to be sent with `mrkdwn` off. What would act all the same where somebody forwards or quotes it
is written apart: mentions and bare addresses.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

ELLIPSIS = "…"
LONGEST_LINK = 3000
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " ", "\x85": "\n"})
_MARKED = re.compile(r"<(?=[!@#])")
_ALL_OF_THEM = re.compile(r"(?<!\w)@(?=here|channel|everyone)", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|mailto:|[\w-]\.[a-z]{2,24}/|\w@[\w-]+\.", re.IGNORECASE)
_SCHEME = re.compile(r"(?<=mailto):|:(?=//)", re.IGNORECASE)
_DOT = re.compile(r"(?<=\w)\.(?=\w)")


def clean(text: str, *, addresses: bool = False) -> str:
    """A text without control, bidirectional, zero-width and other invisible characters, its mentions and bare addresses
    written so that nothing makes them live; with `addresses` these stay as they are."""
    text = text.replace("\r\n", "\n").translate(_BREAKS)
    if not (text.replace("\n", "").isprintable() and _INVISIBLE.isdisjoint(text)):
        text = "".join(sign for sign in text if sign == "\n" or not _hidden(sign))
    text = _ALL_OF_THEM.sub("@ ", _MARKED.sub("< ", text))
    return text if addresses else _TOKEN.sub(lambda token: _defused(token[0]), text)


def _hidden(sign: str) -> bool:
    return sign in _INVISIBLE or unicodedata.category(sign) in _DROPPED


def _defused(token: str) -> str:
    """A token, and where it is an address, so that nothing makes a link of it: "https[:]//a[.]example/x"."""
    if not _ADDRESS.search(token):
        return token
    return _DOT.sub("[.]", _SCHEME.sub("[:]", token))


def one_line(text: str) -> str:
    """A clean text on one line."""
    return " ".join(clean(text).split())


def cut(text: str, most: int) -> str:
    """At most so many characters, cut behind a word and with an ellipsis where it is longer."""
    if len(text) <= most:
        return text
    head = text[: most - len(ELLIPSIS)]
    whole = head if text[len(head)].isspace() else head[: max(head.rfind(" "), head.rfind("\n")) + 1]
    whole = whole if len(whole) > most // 2 else head
    return whole.rstrip() + ELLIPSIS


def cut_to_sentences(text: str, most: int) -> str:
    """The first sentences and lines of a text within so many characters; empty where not even the first one fits."""
    if len(text) <= most:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?…](?=\s)|(?=\n)", text) if match.end() <= most]
    return text[: ends[-1]].rstrip() if ends else ""


def escaped(text: str) -> str:
    """A text with the three characters that Slack reads as control written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def safe_link(url: str | None) -> str | None:
    """The address of a record where it may be a link: https, with a host and no user, short enough, nothing hidden."""
    if not url or len(url) > LONGEST_LINK or re.search(r"[\s<>|\"\\^`{}]", url) or any(map(_hidden, url)):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme == "https" and parts.hostname and "@" not in parts.netloc else None
    except ValueError:
        return None
