"""Who is in the groups of the catalog: those in the Slack user groups that an admin lets stand for them.

A user group is asked for as a whole, whoever wants to know and however many do, and what Slack said is relied upon for a
while; one that could not be asked for is left alone for a while. In doubt nobody is in it.
https://docs.slack.dev/reference/methods/usergroups.users.list
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

from bot.slack.audience import FRESH, Look
from bot.slack.clients import code_of, patience_of

_LOG = logging.getLogger(__name__)
MEMBERS, SCOPE, MISSING_SCOPE = "usergroups.users.list", "usergroups:read", "missing_scope"
PAUSE = 60.0
"""At least so many seconds lie between two look-ups of a user group of which the first failed."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids of the members, or what stood in the way; relied upon until then."""

    people: frozenset[str]
    trouble: str
    until: float


class UserGroups:
    """`standing` are pairs of the id of a user group and the group of the catalog that it stands for, by workspace."""

    def __init__(
        self,
        standing: Mapping[str, Sequence[tuple[str, str]]],
        look: Look,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._standing, self._look, self._clock = standing, look, clock
        self._asking = {(team, id_): threading.Lock() for team in standing for id_ in self.ids(team)}
        self._known: dict[tuple[str, str], _Known] = {}
        self._told: dict[tuple[str, str], str] = {}
        self._telling = threading.Lock()

    def ids(self, team: str) -> tuple[str, ...]:
        """The user groups that stand for something in a workspace."""
        return tuple(dict.fromkeys(id_ for id_, _ in self._standing.get(team, ())))

    def of(self, team: str, user: str) -> frozenset[str]:
        """The groups of the catalog that somebody is in."""
        pairs = self._standing.get(team, ())
        return frozenset(group for id_, group in pairs if user in self._read(team, id_).people)

    def unread(self, team: str) -> dict[str, str]:
        """The user groups of a workspace that cannot be read, with Slack's word for why, or the class of the error."""
        read = {id_: self._read(team, id_) for id_ in self.ids(team)}
        return {id_: known.trouble for id_, known in read.items() if known.trouble}

    def _read(self, team: str, id_: str) -> _Known:
        """What is known of a user group; the first who wants to know asks, the others wait for what comes of it."""
        key = (team, id_)
        with self._asking[key]:
            known = self._known.get(key)
            if known is None or known.until <= self._clock():
                known = self._known[key] = self._asked(team, id_)
                self._tell(team, id_, known.trouble)
        return known

    def _asked(self, team: str, id_: str) -> _Known:
        pause, trouble = PAUSE, ""
        try:
            people = frozenset(self._look(team, MEMBERS, id_)["users"])
            return _Known(people, "", self._clock() + FRESH)
        except SlackApiError as error:
            pause, trouble = max(PAUSE, patience_of(error, PAUSE)), code_of(error) or type(error).__name__
        except Exception as error:  # noqa: BLE001 whatever fails, nobody is taken to be in the group
            trouble = type(error).__name__
        return _Known(frozenset(), trouble, self._clock() + pause)

    def _tell(self, team: str, id_: str, trouble: str) -> None:
        """Logs what stands in the way once, until it is something else; a missing scope is missing to the workspace."""
        about = (team, "") if trouble == MISSING_SCOPE else (team, id_)
        with self._telling:
            if trouble == self._told.get(about, ""):
                return
            self._told[about] = trouble
        if trouble == MISSING_SCOPE:
            _LOG.warning("Workspace %s has not granted %s: nobody there is shown courses for groups", team, SCOPE)
        elif trouble:
            _LOG.warning("User group %s of %s cannot be read, so that nobody is in it: %s", id_, team, trouble)
