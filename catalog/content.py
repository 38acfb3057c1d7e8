"""The address of a content: hashes and the folded forms that order and compare text."""

from __future__ import annotations

import hashlib
import unicodedata


def digest(text: str) -> str:
    """32 hexadecimal digits of BLAKE2b over the UTF-8 form of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def fold(text: str) -> str:
    """Case and accents folded, white space single: the form in which words are compared."""
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
