"""Who sees what: decided before anything is looked up, and in doubt for the public."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.heard import Heard
from retrieval.query import PUBLIC, Asker

_LOG = logging.getLogger(__name__)
FRESH = 300.0
"""So many seconds what Slack says of a person or a channel is relied upon."""
_GUESTS = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
_SHARED = ("is_ext_shared", "is_shared", "is_org_shared", "is_pending_ext_shared")

Look = Callable[[str, str, str], Mapping[str, Any]]
"""Looks up a person, a channel or a user group: a workspace, a method of Slack's, an id."""
Groups = Callable[[str, str], frozenset[str]]
"""The groups of the catalog that somebody is in: a workspace, a person."""


@dataclass(frozen=True, slots=True)
class _Known:
    value: bool
    until: float


class Audiences:
    """Tells which internal courses somebody may see at a place.

    `owners` are the employers by workspace. Internal courses are for full members of the workspace that owns them, those
    for `groups` for the members of these alone, and only where nobody else reads: in direct messages, at home and in
    answers to one person. Slack's fields are those of `users.info` and `conversations.info`.
    """

    def __init__(
        self, owners: Mapping[str, str], groups: Groups, look: Look, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._owners, self._groups, self._look, self._clock = owners, groups, look, clock
        self._known: dict[tuple[str, str], _Known] = {}
        self._lock = threading.Lock()

    def of(self, heard: Heard, *, private: bool) -> Asker:
        """What the person may see in an answer; `private` where nobody else reads it. The public, if a look-up fails."""
        owner = self._owners.get(heard.team)
        if owner is None or not private or not self._is_full_member(heard.team, heard.user):
            return PUBLIC
        if heard.channel and not heard.direct and not self.is_inside(heard.team, heard.channel):
            return PUBLIC
        return Asker(owners=frozenset({owner}), groups=self._groups(heard.team, heard.user))

    def _is_full_member(self, team: str, user: str) -> bool:
        def full(answer: Mapping[str, Any]) -> bool:
            person = answer["user"]
            return person.get("team_id") == team and not any(person.get(name) for name in _GUESTS)

        return self._remembered(team, "users.info", user, full)

    def is_inside(self, team: str, channel: str) -> bool:
        """Whether a channel is known to be the workspace's own and shared with nobody."""

        def inside(answer: Mapping[str, Any]) -> bool:
            return not any(answer["channel"].get(name) for name in _SHARED)

        return self._remembered(team, "conversations.info", channel, inside)

    def _remembered(self, team: str, method: str, id_: str, judge: Callable[[Mapping[str, Any]], bool]) -> bool:
        key, now = (team, id_), self._clock()
        with self._lock:
            known = self._known.get(key)
        if known is not None and known.until > now:
            return known.value
        try:
            value = judge(self._look(team, method, id_))
        except Exception as error:  # noqa: BLE001 whatever fails, it is the public that asks
            _LOG.warning(
                "%s could not be asked, so that only public courses are shown: %s", method, type(error).__name__
            )
            return False
        with self._lock:
            self._known[key] = _Known(value, now + FRESH)
        return value
