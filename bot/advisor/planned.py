"""Plans that were made before: what many ask for of a catalog is planned once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import TYPE_CHECKING

from catalog.shelf import Shelf
from pathways.plan import Plan
from pathways.request import PathRequest
from retrieval.ports import CatalogSearch
from retrieval.query import Asker

if TYPE_CHECKING:
    from pathways.planner import Planner

MOST = 256
"""So many plans are kept, those that were asked for last."""


class Planned:
    """The plans of a catalog. A plan is told again only for the same request of who may see the same, over the same
    generation, and only where it is proven; several threads may ask at once."""

    def __init__(self, search: CatalogSearch) -> None:
        self._search = search
        self._plans: OrderedDict[Hashable, Plan] = OrderedDict()
        self._lock = threading.Lock()

    def plan(self, request: PathRequest, asker: Asker, *, alternatives: int, relax: bool) -> Plan:
        """The best path for a request. Raises NotFound and UsageError."""
        shelf = self._search.shelf(asker)
        key = (shelf.generation, asker, request, alternatives, relax)
        with self._lock:
            if key in self._plans:
                self._plans.move_to_end(key)
                return self._plans[key]
        plan = planner_over(shelf).plan(request, alternatives=alternatives, relax=relax)
        if plan.path.certificate is None or plan.path.certificate.proven:
            self._keep(key, plan)
        return plan

    def _keep(self, key: Hashable, plan: Plan) -> None:
        with self._lock:
            self._plans[key] = plan
            while len(self._plans) > MOST:
                self._plans.popitem(last=False)


def planner_over(shelf: Shelf) -> Planner:
    """A planner over what somebody may see."""
    from pathways.planner import Planner  # noqa: PLC0415 the solver takes its time to import

    return Planner(shelf)
