"""What the planner came to while a question was answered: figures in prose may come from there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from pathways.plan import Plan
from pathways.planner import Planner


@dataclass
class Overheard:
    """The plans that were made, and the sums whose reach was looked for."""

    plans: list[Plan] = field(default_factory=list)
    sums: set[Decimal] = field(default_factory=set)


@contextmanager
def overheard() -> Iterator[Overheard]:
    """Listens to the planner meanwhile."""
    heard, plan, frontier = Overheard(), Planner.plan, Planner.frontier

    def planning(self: Planner, *arguments: Any, **options: Any) -> Plan:
        heard.plans.append(plan(self, *arguments, **options))
        return heard.plans[-1]

    def looking(self: Planner, *arguments: Any, **options: Any) -> Any:
        points = frontier(self, *arguments, **options)
        heard.sums |= {Decimal(point.cents) / 100 for point in points}
        return points

    with patch.object(Planner, "plan", planning), patch.object(Planner, "frontier", looking):
        yield heard
