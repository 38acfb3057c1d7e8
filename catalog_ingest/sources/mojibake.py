"""UTF-8 that somebody read as Windows-1252 ("CafÃ©"), and the way back."""

from __future__ import annotations

import re

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_SUSPECT = re.compile(rb"\xc3[\x82-\xb4][\xc2-\xf4]")
"""In UTF-8: a character that stands for the first byte of a sequence, and one beyond ASCII after it."""
_LEADS_OF_TWO = "ÂÃÄÅ"
_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_ESCAPED = re.compile(r"\\u00(?:c[2-5]|e2)", re.IGNORECASE)


def mend(text: str) -> str:
    """The text with every run mended that becomes valid UTF-8 again, byte for byte; others stay as they are."""
    if text.isascii() or not _SUSPECT.search(text.encode("utf-8", "surrogatepass")):
        return text
    return "\n".join(line if line.isascii() else _RUN.sub(_mended_run, line) for line in text.split("\n"))


def mend_all(value: object) -> object:
    """The same for every string inside lists and objects."""
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, list):
        return [mend_all(item) for item in value]
    if isinstance(value, dict):
        return {key: mend_all(item) for key, item in value.items()}
    return value


def may_hide_in_escapes(json_text: str) -> bool:
    """JSON with `\\u00c3` and the like has to be mended after parsing."""
    return _ESCAPED.search(json_text) is not None


def _mended_run(found: re.Match[str]) -> str:
    run = found.group()
    try:
        mended = b"".join(_byte(char) for char in run).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return run
    plausible = len(run) >= 4 or run[0] in _LEADS_OF_TWO or len(mended) * 3 == len(run)
    return mended if plausible else run


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if ord(char) in _UNDEFINED else char.encode("cp1252")
