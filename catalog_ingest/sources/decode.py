"""Bytes to text: encodings, NUL characters and text that was decoded wrongly before."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from catalog.errors import SourceUnreadable
from catalog_ingest.problem import Problem
from catalog_ingest.sources.mojibake import mend

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_GLANCE = 4096
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_LOOKED_AT = 200_000
_NOT_WESTERN = re.compile(r"[À-ÿ]{4,}|[^\W\d_][¡-©«-¹»-¿×÷][^\W\d_]")
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises SourceUnreadable with what to do."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceUnreadable(f"There is no file {path}; check the path.") from None
    except IsADirectoryError:
        raise SourceUnreadable(f"{path} is a folder; name a file in it.") from None
    except PermissionError:
        raise SourceUnreadable(f"{path} may not be read by this user; grant read access to it.") from None
    except OSError as error:
        raise SourceUnreadable(f"{path} could not be read ({error.strerror}); check the disk and the path.") from error
    if not (data[:_GLANCE].strip(_NOTHING) or data.strip(_NOTHING)):
        raise SourceUnreadable(f"{path} is empty; export it again.")
    return data


def text_of(path: Path, data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of a file and the findings about its encoding."""
    problems: list[Problem] = []
    text, encoding = _decoded(path, data)
    if encoding:
        problems.append(_about(name, "encoding", f"The text is not UTF-8; it was read as {encoding}."))
    if "\x00" in text:
        message = "NUL characters were removed; the first stood in this line."
        problems.append(_about(name, "nul_removed", message, row=_line(text, text.index("\x00"))))
        text = text.replace("\x00", "")
    mended = mend(text)
    if mended != text:
        message = "Wrongly decoded characters were mended, first in this line; export the file as UTF-8."
        at = next((i for i, pair in enumerate(zip(text, mended, strict=False)) if pair[0] != pair[1]), 0)
        problems.append(_about(name, "mojibake", message, row=_line(text, at)))
    return mended, problems


def _about(name: str, code: str, message: str, row: int | None = None) -> Problem:
    return Problem(code=code, severity="warning", source=name, row=row, message=message)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _decoded(path: Path, data: bytes) -> tuple[str, str | None]:
    """The text, and the encoding where it is worth a warning."""
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16"), None
        _refuse_binary(path, data)
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        if data.startswith(_UTF16):
            raise _undecodable(path) from None
    return _mixed(data) or _western(data) or _detected(path, data)


def _refuse_binary(path: Path, data: bytes) -> None:
    head = data[:_GLANCE]
    strange = len(head) - len(head.translate(None, _CONTROL))
    if strange * 10 > len(head):
        raise _undecodable(path)


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with some lines in Windows-1252, as files pasted together are."""
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    decoded: list[str] = []
    utf8 = False
    for line in lines:
        try:
            text = line.decode("utf-8")
            utf8 = utf8 or not text.isascii()
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        decoded.append(text)
    return ("\n".join(decoded), "a mixture of UTF-8 and cp1252") if utf8 else None


def _western(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _NOT_WESTERN.search(text) else (text, "cp1252")


def _detected(path: Path, data: bytes) -> tuple[str, str]:
    best = from_bytes(data[:_LOOKED_AT]).best()
    if best is None:
        raise _undecodable(path)
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError:
        raise _undecodable(path) from None


def _undecodable(path: Path) -> SourceUnreadable:
    return SourceUnreadable(f"{path} does not look like text in any known encoding; export it as UTF-8.")
