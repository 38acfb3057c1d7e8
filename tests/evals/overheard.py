"""What was planned while a question was answered, now or before: figures in prose may come from there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from bot.advisor.planned import Planned
from pathways.plan import Plan
from pathways.planner import Planner


@dataclass
class Overheard:
    """The plans that were told, and the sums whose reach was looked for."""

    plans: list[Plan] = field(default_factory=list)
    sums: set[Decimal] = field(default_factory=set)


@contextmanager
def overheard() -> Iterator[Overheard]:
    """Listens to the planner meanwhile."""
    heard, plan, frontier = Overheard(), Planned.plan, Planner.frontier

    def planning(self: Planned, *arguments: Any, **options: Any) -> Plan:
        heard.plans.append(plan(self, *arguments, **options))
        return heard.plans[-1]

    def looking(self: Planner, *arguments: Any, **options: Any) -> Any:
        points = frontier(self, *arguments, **options)
        heard.sums |= {Decimal(point.cents) / 100 for point in points}
        return points

    with patch.object(Planned, "plan", planning), patch.object(Planner, "frontier", looking):
        yield heard
