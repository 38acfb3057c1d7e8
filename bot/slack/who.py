"""What Slack says of a person, where something has to name them or to know their time of day."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from bot.slack.audience import Look

_LOG = logging.getLogger(__name__)


class Who:
    """Asks Slack each time, as it is asked for rarely; what cannot be learned is left blank."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def name(self, team: str, user: str) -> str:
        """The name by which others know somebody; empty where it is not known."""
        person = self._person(team, user)
        profile = person.get("profile") or {}
        return str(profile.get("display_name") or profile.get("real_name") or person.get("name") or "")

    def tz(self, team: str, user: str) -> str:
        """The time zone (IANA name); UTC where it is not known."""
        return str(self._person(team, user).get("tz") or "UTC")

    def _person(self, team: str, user: str) -> Mapping[str, Any]:
        try:
            found: Mapping[str, Any] = self._look(team, "users.info", user)["user"]
        except Exception as error:  # noqa: BLE001 a name that is missing keeps nothing from being done
            _LOG.warning("users.info could not be asked: %s", type(error).__name__)
            return {}
        return found
