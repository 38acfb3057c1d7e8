"""A small whole-number model over scipy's HiGHS: variables, rows, exact optima."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Weights = Mapping[int, float]


class Infeasible(Exception):
    """No values meet all rows."""


class Model:
    """Variables are numbered as they are made; each row says that a weighted sum is at most a bound."""

    def __init__(self) -> None:
        self._upper: list[float] = []
        self._lower: list[float] = []
        self._whole: list[int] = []
        self._rows: list[tuple[Weights, float]] = []
        self.one = self.variable(lower=1)
        self.zero = self.variable(upper=0)

    def variable(self, lower: float = 0, upper: float = 1, whole: bool = True) -> int:
        """A new variable within its bounds."""
        self._lower.append(lower)
        self._upper.append(upper)
        self._whole.append(int(whole))
        return len(self._upper) - 1

    def fix(self, variable: int, value: float) -> None:
        """Give a variable its value."""
        self._lower[variable] = self._upper[variable] = value

    def at_most(self, weights: Weights, bound: float) -> None:
        """The weighted sum is at most the bound; scaled, so that the largest weight is 1."""
        scale = max((abs(weight) for weight in weights.values()), default=1) or 1
        self._rows.append(({at: weight / scale for at, weight in weights.items()}, bound / scale))

    def at_least(self, weights: Weights, bound: float) -> None:
        """The weighted sum is at least the bound."""
        self.at_most({at: -weight for at, weight in weights.items()}, -bound)

    def implies(self, one: int, others: list[int], count: int = 1) -> None:
        """Where `one` is set, at least `count` of the others are."""
        weights = {one: float(count)}
        for other in others:
            weights[other] = weights.get(other, 0) - 1
        self.at_most(weights, 0)

    def minimise(self, weights: Weights) -> np.ndarray:
        """The optimal values, proved without a gap and rounded where they are whole."""
        goal = np.zeros(len(self._upper))
        for at, weight in weights.items():
            goal[at] = weight
        result = milp(
            goal,
            integrality=np.array(self._whole),
            bounds=Bounds(np.array(self._lower), np.array(self._upper)),
            constraints=LinearConstraint(self._matrix(), ub=np.array([bound for _, bound in self._rows])),
            options={"mip_rel_gap": 0},
        )
        if result.status == 2:
            raise Infeasible
        if result.status != 0:
            raise RuntimeError(result.message)
        return np.rint(result.x).astype(int)

    def _matrix(self) -> csr_array:
        entries = [(row, at, weight) for row, (weights, _) in enumerate(self._rows) for at, weight in weights.items()]
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array((values, (rows, columns)), shape=(len(self._rows), len(self._upper)))
