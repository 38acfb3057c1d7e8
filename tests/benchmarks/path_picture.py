"""What money reaches: coverage against money for five roles of the bundled sample, as a picture."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pathways.planner import Planner
from pathways.relax import Point
from pathways.request import GoalSkill, PathRequest
from retrieval.query import PUBLIC
from tests.benchmarks.catalogs import opened, run

ROLES = ("data analyst", "bookkeeper", "web developer", "project coordinator", "it support specialist")
MARKS = "osD^v"
START = dt.date(2026, 11, 25)


def draw_frontiers(path: Path) -> Iterator[tuple[str, str, str]]:
    """Draws the picture, and says of each role what all of it costs and how far half of that leads."""
    figure = Figure(figsize=(7, 4.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for mark, (role, points) in zip(MARKS, _frontiers(), strict=True):
        axes.step(
            [p.cents / 100 for p in points], [p.coverage * 100 for p in points], where="post", marker=mark, label=role
        )
        yield _said(role, points)
    axes.set_xlabel("money, $")
    axes.set_ylabel("coverage of the role's skills, %")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="lower right")
    figure.savefig(path, metadata={"Software": None})


def _frontiers() -> Iterator[tuple[str, tuple[Point, ...]]]:
    with tempfile.TemporaryDirectory(prefix="frontiers-") as folder:
        run("catalog-ingest", "reindex", "--json", data_dir=Path(folder) / "data")
        with opened(Path(folder) / "data") as search:
            planner = Planner(search.shelf(PUBLIC))
            for words in ROLES:
                role = search.roles(words, 1)[0].role
                skills = tuple(GoalSkill(skill=each.skill, importance=each.importance) for each in role.skills)
                request = PathRequest(role=role.id, skills=skills, start=START, language=("en",))
                yield role.title, planner.frontier(request, most=40)


def _said(role: str, points: tuple[Point, ...]) -> tuple[str, str, str]:
    whole = points[-1]
    half = max((point for point in points if point.cents <= whole.cents / 2), key=lambda point: point.coverage)
    return role, f"{whole.coverage:.0%} for ${whole.cents / 100:,.0f}", f"{half.coverage:.0%}"
