"""Encrypting what must not be read from a file: Fernet, https://cryptography.io/en/latest/fernet/.

The first key encrypts, every key decrypts, so that keys can be changed one after another.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from catalog.errors import NotUsable
from people.installations import MAKE_KEY


class Encryption:
    """Texts that only whoever has one of the keys can read. Neither keys nor texts stand in what it raises or shows."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises NotUsable where there is no key or one that is none."""
        if not keys:
            raise NotUsable(f"ADVISOR_TOKEN_KEYS is not set; set it to a key, which is what this prints: {MAKE_KEY}")
        try:
            made = [Fernet(key) for key in keys]
        except ValueError:
            raise NotUsable(
                f"ADVISOR_TOKEN_KEYS holds something that is no key; separate keys by commas, and make one with: {MAKE_KEY}"
            ) from None
        self._first, self._all = made[0], MultiFernet(made)

    def encrypt(self, text: str) -> str:
        """The text as only the keys open it."""
        return self._first.encrypt(text.encode()).decode()

    def decrypt(self, encrypted: str) -> str | None:
        """The text again; None where none of the keys opens it."""
        try:
            return self._all.decrypt(encrypted.encode()).decode()
        except InvalidToken:
            return None

    def is_current(self, encrypted: str) -> bool:
        """Whether the first key opens it."""
        try:
            self._first.decrypt(encrypted.encode())
        except InvalidToken:
            return False
        return True
