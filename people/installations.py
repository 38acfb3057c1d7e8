"""The ports of what is kept of the app in many workspaces: its installations, and those that were only begun."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

MAKE_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
"""What an operator types to get a key for ADVISOR_TOKEN_KEYS."""


class Installations(Protocol):
    """Keeps one installation a workspace as JSON text, tokens among it: encrypted wherever it is kept, and in no log."""

    def keep(self, workspace: str, body: str) -> None:
        """Keeps an installation in place of an earlier one."""

    def find(self, workspace: str) -> str | None:
        """The installation of a workspace; None where there is none. Raises NotUsable where no key opens it."""

    def remove(self, workspace: str) -> None:
        """Removes an installation, to the last byte. Raises NotErased."""

    def workspaces(self) -> tuple[str, ...]:
        """The workspaces that have an installation, in order of their ids."""


class InstallStates(Protocol):
    """Keeps which installations were begun, each by a secret name that works once. All moments have a time zone."""

    def begin(self, state: str, expires_at: dt.datetime, now: dt.datetime) -> None:
        """Keeps a new state until it is ended or expires; what has expired is removed."""

    def end(self, state: str, now: dt.datetime) -> bool:
        """Whether the state was begun, has not expired and was not ended before; it is gone after that."""
