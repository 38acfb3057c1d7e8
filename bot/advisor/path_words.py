"""A plan in a few sentences: what it comes to, how far it leads, what stays open, what would help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bot.advisor import facts
from bot.advisor.path_sums import PathSums
from bot.advisor.path_writer import PathWriter
from bot.advisor.wording import ENGLISH, spoken
from catalog.role import Role
from pathways.gap import Source
from pathways.plan import Alternative, Plan, Relaxation, Status

MOST_NAMED = 4
"""So many open skills are named before the rest is counted."""


class PathWords:
    """Says things about one plan."""

    def __init__(self, writer: PathWriter, plan: Plan, role: Role | None, today: dt.date) -> None:
        self._writer, self._plan, self._role, self._today = writer, plan, role, today
        self.sums = PathSums(plan.path, plan.request, today, writer.wording)

    def opening(self) -> Iterator[str]:
        """What the path comes to, how far it leads, and how surely nothing is better."""
        plan, path = self._plan, self._plan.path
        if plan.status is Status.NOTHING_MISSING:
            yield from self._nothing_missing()
            return
        if not path.steps:
            yield self._say("impossible", goal=self.goal(), within=self._within())
        else:
            section = "partial" if plan.status is Status.PARTIAL else "found_now" if self._brings() else "found"
            yield self._say(section, goal=self.goal(), within=self._within(), sums=self.sums.line())
            yield from self.coverage()
            if path.certificate is not None:
                yield self.best(path.certificate.objective.value)
        yield from self._open()

    def beside(self) -> Iterator[str]:
        """What the learner brings, what is earned on the way, and what such work asks for that courses do not give."""
        yield from self._held()
        yield from self._earned()
        if self._plan.whole is not None:
            cost = self._plan.whole.cost
            yield self._say("whole", money=facts.price(cost, self._plan.whole.hours))
        yield from self.demands()

    def others(self) -> Iterator[str]:
        """The alternatives, and where the path falls short what would lead further."""
        for other in self._plan.alternatives:
            yield self._alternative(other)
        for relaxation in self._plan.relaxations:
            yield self.relaxation(relaxation)

    def goal(self) -> str:
        """The goal in words."""
        parts = [] if self._role is None else [self._say("work", role=facts.a_role(self._role.title))]
        if self._plan.gap.credential is not None:
            parts.append(f"“{self._plan.gap.credential.title}”")
        if not parts:
            parts = [wanted.skill.skill for wanted in self._plan.gap.wanted[:MOST_NAMED]]
        return facts.listed(parts)

    def best(self, objective: str) -> str:
        """How surely nothing is better in what was asked for."""
        certificate = self._plan.path.certificate
        if certificate is None or not certificate.proven:
            return self._say("not_proven")
        return self._say(f"best_{objective}" if self.sums.complete else "best_as_stated")

    def _within(self) -> str:
        """The limits in force, so that people see how they were understood; empty for none."""
        request = self._plan.request
        named: list[tuple[str, dict[str, str]]] = []
        if request.budget is not None:
            free = {"money": facts.money(request.budget, request.currency)}
            named.append(("within_budget", free) if request.budget else ("within_free", {}))
        if request.by is not None:
            named.append(("within_date", {"date": self._day(request.by)}))
        if request.start > self._today:
            named.append(("within_start", {"date": self._day(request.start)}))
        if request.hours is not None:
            named.append(("within_hours", {"hours": facts.hours_long(request.hours)}))
        if request.language and request.language not in ((ENGLISH,), (spoken(), ENGLISH)):
            named.append(("within_language", {"words": facts.languages(request.language)}))
        if request.provider is not None:
            named.append(("within_provider", {"words": request.provider}))
        if request.without:
            named.append(("within_without", {"words": facts.listed(request.without, "or")}))
        limits = facts.listed([*(self._say(section, **values) for section, values in named), *self._taste()])
        return self._say("within", limits=limits) if limits else ""

    def _taste(self) -> Iterator[str]:
        """How and for whom the courses have to be, in the words of a search."""
        request = self._plan.request
        if request.level is not None:
            yield self._writer.wording.say("limits", f"level_{request.level.value}")
        if request.delivery is not None:
            yield self._writer.wording.say("limits", f"delivery_{request.delivery.value}")
        if request.online:
            yield self._writer.wording.say("limits", "online")

    def _say(self, section: str, **values: object) -> str:
        return self._writer.say(section, **values)

    def _day(self, day: dt.date) -> str:
        return facts.day(day, self._today)

    def _pace(self, hours: float | None = None) -> str:
        return facts.hours_long(self._plan.request.hours_per_week if hours is None else hours)

    def _brings(self) -> bool:
        return any(wanted.held is not None for wanted in self._plan.gap.wanted)

    def _nothing_missing(self) -> Iterator[str]:
        goal = self._plan.gap.credential
        if goal is not None and not self._plan.gap.wanted:
            yield self._say("nothing_missing_credential", title=f"“{goal.title}”")
        else:
            yield self._say("nothing_missing", goal=self.goal())

    def coverage(self) -> Iterator[str]:
        """How far the path leads."""
        path = self._plan.path
        total = len(self._plan.gap.wanted)
        if total == 1 and path.covered:
            yield self._say("covers_one", skill=path.covered[0])
        elif total and len(path.covered) == total:
            yield self._say("covers_both") if total == 2 else self._say("covers_all", total=total)
        elif total:
            yield self._say("covers_some", covered=len(path.covered), total=total)
        goal = self._plan.gap.credential
        if goal is not None:
            earned = path.coverage >= 1 or any(goal.id in stop.holds for stop in path.if_you_stop)
            yield self._say("covers_credential" if earned else "misses_credential", title=f"“{goal.title}”")

    def _open(self) -> Iterator[str]:
        gone = self._plan.path.uncovered
        if gone:
            named = [self._say(f"open_{each.reason.value}", skill=each.skill) for each in gone[:MOST_NAMED]]
            rest = len(gone) - len(named)
            yield self._say(
                "open", list=facts.listed([*named, *([self._say("open_rest", count=rest)] if rest else [])])
            )

    def _held(self) -> Iterator[str]:
        held = [(wanted.skill.skill, wanted.held) for wanted in self._plan.gap.wanted if wanted.held is not None]
        stated = [skill for skill, why in held if why.source is not Source.ROLE]
        through = [skill for skill, why in held if why.source is Source.ROLE]
        if stated:
            yield self._say("held", skills=facts.listed(stated))
        if through:
            role = next(why.of for _, why in held if why.source is Source.ROLE)
            yield self._say("held_role", role=facts.a_role(role), skills=facts.listed(through))

    def _earned(self) -> Iterator[str]:
        earns = self._plan.path.earns
        if earns:
            yield self._say("earns", titles=facts.listed([f"“{each.credential.title}”" for each in earns]))
        for each in earns:
            if each.credit:
                yield self._say(
                    "earns_credit", title=f"“{each.credential.title}”", credit=facts.credit(each.credit, self._today)
                )

    def demands(self) -> Iterator[str]:
        """What such work asks for beside skills."""
        if self._role is None:
            return
        every = self._role.entry_demands
        demands = [demand.text.rstrip(".") for demand in every if demand.kind != "job_zone"] or [
            demand.text.rstrip(".").split("preparation: ")[-1] for demand in every
        ]
        if demands:
            yield self._say("demands", demands="; ".join(_small(text) for text in demands))
        yield self._say("no_job")

    def _alternative(self, other: Alternative) -> str:
        sums = PathSums(other.path, self._plan.request, self._today, self._writer.wording)
        return self._say(f"other_{other.label}", steps=sums.steps(), money=sums.money(), weeks=sums.weeks())

    # ---- what would help

    def relaxation(self, relaxation: Relaxation) -> str:
        """One change and what it reaches."""
        values = _RELAXED[relaxation.change](self, relaxation)
        return self._say(f"relax_{relaxation.change}", coverage=self._reach(relaxation.coverage), **values)

    def _reach(self, coverage: float) -> str:
        total, goal = len(self._plan.gap.wanted), self._plan.gap.credential
        if coverage >= 1:
            return (
                self._say("reach_all", total=total)
                if total
                else self._say("reach_credential", title=goal and goal.title)
            )
        return self._say("reach_part", share=facts.percent(coverage))

    def _more_money(self, each: Relaxation) -> dict[str, Any]:
        currency = self._plan.request.currency
        amount = facts.money(Decimal(str(each.after)) - Decimal(str(each.before)), currency)
        return {"amount": amount, "value": facts.money(Decimal(str(each.after)), currency)}

    def _until(self, each: Relaxation) -> dict[str, Any]:
        return {"date": self._day(dt.date.fromisoformat(str(each.after)))}

    def _more_hours(self, each: Relaxation) -> dict[str, Any]:
        return {"count": facts.number(float(str(each.after)) - float(str(each.before)))}

    def _pace_change(self, each: Relaxation) -> dict[str, Any]:
        return {"pace": self._pace(float(str(each.after))), "before": self._pace(float(str(each.before)))}

    def _both(self, each: Relaxation) -> dict[str, Any]:
        after = dict(each.after) if isinstance(each.after, dict) else {}
        money = facts.money(Decimal(str(after["budget"])), self._plan.request.currency)
        return {"value": money, "date": self._day(dt.date.fromisoformat(str(after["by"])))}

    def _other_language(self, each: Relaxation) -> dict[str, Any]:
        return {"value": facts.language(str(each.after))}

    def _left_behind(self, each: Relaxation) -> dict[str, Any]:
        before = each.before
        return {"before": facts.listed(before) if isinstance(before, tuple) else str(before)}


def _nothing(_: PathWords, __: Relaxation) -> dict[str, Any]:
    return {}


_RELAXED = {
    "budget": PathWords._more_money,
    "by": PathWords._until,
    "hours": PathWords._more_hours,
    "hours_per_week": PathWords._pace_change,
    "budget_and_by": PathWords._both,
    "language": PathWords._other_language,
    "provider": PathWords._left_behind,
    "without": PathWords._left_behind,
    "level": _nothing,
    "delivery": _nothing,
    "online": _nothing,
    "allow_unknown": _nothing,
}


def _small(text: str) -> str:
    """A sentence's words inside another sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
