"""What the planner came to while a question was answered: figures in prose may come from there alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from pathways.plan import Plan
from pathways.planner import Planner


@contextmanager
def overheard() -> Iterator[list[Plan]]:
    """Every plan that is made meanwhile."""
    plans: list[Plan] = []
    plan = Planner.plan

    def listening(self: Planner, *arguments: Any, **options: Any) -> Plan:
        plans.append(plan(self, *arguments, **options))
        return plans[-1]

    with patch.object(Planner, "plan", listening):
        yield plans
