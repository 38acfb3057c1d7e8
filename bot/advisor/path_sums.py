"""What a plan comes to, in phrases that never pass off what is unknown as nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from bot.advisor import facts
from bot.advisor.wording import Wording
from pathways.plan import Path
from pathways.request import PathRequest

FILE = "path"


class PathSums:
    """The sums of one path that was planned for one request."""

    def __init__(self, path: Path, request: PathRequest, today: dt.date, wording: Wording) -> None:
        self._path, self._totals, self._request, self._today = path, path.totals, request, today
        self._wording = wording

    @property
    def complete(self) -> bool:
        """Whether every price and every hour in the sums is stated."""
        return not (self._totals.unknown_costs or self._totals.unknown_hours)

    def steps(self) -> str:
        """The number of steps."""
        return facts.steps(len(self._path.steps))

    def money(self) -> str:
        """The money, as "$79", "at least $79 (2 without a stated price)" or "a price that is not stated"."""
        totals = self._totals
        known = facts.money(Decimal(totals.cents) / 100, self._request.currency) if totals.cents else facts.free()
        if not totals.unknown_costs:
            return known
        if not totals.cents:
            return self._say("price_unknown")
        return self._say("price_partly", money=known, count=totals.unknown_costs)

    def hours(self) -> str:
        """The hours of study, as "9 hours", "at least 9 hours (1 without stated hours)" or "hours ... not stated"."""
        totals = self._totals
        known = facts.hours_long(totals.hours)
        if not totals.unknown_hours:
            return known
        if not totals.hours:
            return self._say("hours_unknown")
        return self._say("hours_partly", hours=known, count=totals.unknown_hours)

    def weeks(self) -> str:
        """The time, as "5 weeks", "at least 5 weeks" or "a time that is not stated"."""
        known = facts.weeks(max(1, round(self._totals.weeks)))
        if not self._totals.unknown_hours:
            return known
        return self._say("weeks_partly", weeks=known) if self._totals.hours else self._say("weeks_unknown")

    def pace(self) -> str:
        """The learner's hours a week."""
        return facts.hours_long(self._request.hours_per_week)

    def done(self) -> str:
        """The day on which the last step ends, as far as hours are stated."""
        return facts.day(self._path.steps[-1].ends_on if self._path.steps else self._today, self._today)

    def short(self) -> str:
        """Steps, money and time."""
        return self._say("sums_short", steps=self.steps(), money=self.money(), weeks=self.weeks(), pace=self.pace())

    def line(self) -> str:
        """Steps, money, time and the last day in one phrase."""
        section = "sums" if not self._totals.unknown_hours else "sums_partly" if self._totals.hours else "sums_untimed"
        said = {"steps": self.steps(), "money": self.money()}
        if section != "sums_untimed":
            said |= {"weeks": self.weeks(), "pace": self.pace()}
        if section == "sums":
            said["done"] = self.done()
        elif section == "sums_partly":
            said["count"] = str(self._totals.unknown_hours)
        return self._say(section, **said)

    def _say(self, section: str, **values: object) -> str:
        return self._wording.say(FILE, section, **values)
