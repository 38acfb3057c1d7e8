"""The port of what holds for a workspace, whoever of its people asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """What the admins of a workspace chose; what they did not choose is off.

    `model_allowed`: a language model may be asked. `threads_read`: later messages of a thread are read though they do not
    mention the app. `coach_channel` is the id of the channel that questions for a human go to, "" for none. `admins` are
    the ids of the users who may change all this.
    """

    model_allowed: bool = False
    threads_read: bool = False
    coach_channel: str = ""
    admins: frozenset[str] = frozenset()


class Workspaces(Protocol):
    """Keeps the settings of workspaces."""

    def workspace_settings(self, workspace: str) -> WorkspaceSettings:
        """What was chosen for a workspace; all off for one that is not known."""

    def keep_workspace_settings(self, workspace: str, settings: WorkspaceSettings) -> None:
        """Keeps settings in place of earlier ones."""

    def erase_workspace(self, workspace: str) -> None:
        """Removes a workspace, to the last byte of the file: its people and all that is kept of them, its settings and
        its installation. Raises NotErased."""
