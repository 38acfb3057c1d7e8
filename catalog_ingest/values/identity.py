"""The id of a credential: the source's own, else from its address, else from provider and title."""

from __future__ import annotations

import hashlib

from catalog.content import fold
from catalog_ingest.values.url import address_key

_DIGITS = 16


def identity(source: str, own: str, url: str | None, provider: str | None, title: str) -> str:
    """The id behind the source's name; never from the file's path or the row."""
    key = own or (address_key(url) if url else None) or _hashed(provider, title)
    return f"{source}:{key}"


def _hashed(provider: str | None, title: str) -> str:
    said = f"{fold(provider or '')}\n{fold(title)}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
