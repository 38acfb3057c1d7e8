"""Text: markup, entities and characters that nobody should see are removed, white space is folded."""

from __future__ import annotations

import html
import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_TAGS = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|"
    "footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|object|ol|"
    "option|p|pre|q|s|samp|section|select|small|span|strike|strong|sub|sup|svg|table|tbody|td|tfoot|th|thead|title|"
    "tr|tt|u|ul|var|video"
)
_HIDDEN = re.compile(r"<(script|style)\b[^>]{0,2000}>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6]|/?ul|/?ol)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_TAGS}|script|style)(?:\s[^<>]{{0,2000}}|/)?>", re.IGNORECASE)
_LINE_END = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_ROUNDS = 5


def clean(text: str) -> str:
    """One line of plain text."""
    return _unquoted(" ".join(_plain(text).split()))


def clean_paragraphs(text: str) -> str:
    """Plain text that keeps its line breaks, without blank lines."""
    lines = (" ".join(line.split()) for line in _LINE_END.split(_plain(text)))
    return _unquoted("\n".join(line for line in lines if line))


def scrubbed(text: str) -> str:
    """The text without control, zero-width, bidirectional and unpaired surrogate characters, otherwise as it is."""
    return _UNSEEN.sub("", text)


def _plain(text: str) -> str:
    for _ in range(_ROUNDS):
        before = text
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub(" ", text)))
        if "&" in text:
            text = html.unescape(text)
        text = _UNSEEN.sub("", text)
        if text == before:
            break
    return text


def _unquoted(text: str) -> str:
    """Without a pair of double quotes around the whole, or a single stray one at an end."""
    count = text.count('"')
    if not count:
        return text
    if len(text) > 1 and text[0] == text[-1] == '"' and not _two_quotations(text[1:-1]):
        return text[1:-1].strip()
    if count % 2 and text[0] == '"':
        return text[1:].strip()
    if count % 2 and text[-1] == '"':
        return text[:-1].strip()
    return text


def _two_quotations(inner: str) -> bool:
    """`"A" and "B"` begins and ends with a quote without being one quotation."""
    at = inner.find('"')
    return inner.count('"') % 2 == 0 and at > 0 and not inner[at - 1].isspace()
