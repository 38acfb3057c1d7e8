"""How fast is a proven path, beside an independent model and a greedy cover; and does it equal that model?"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pathways.planner import Planner
from pathways.request import GoalSkill, PathRequest
from retrieval.open import LiveSearch
from retrieval.query import PUBLIC
from tests.benchmarks.catalogs import opened, reindex
from tests.benchmarks.greedy import greedy_cover
from tests.benchmarks.metrics import Timing, timing
from tests.benchmarks.path_catalogs import goals, rows, write_path_catalog
from tests.benchmarks.path_picture import draw_frontiers
from tests.benchmarks.result import Bench, Row, Section, Table, Target, milliseconds
from tests.pathways.comparing import solved
from tests.pathways.oracle import milp
from tests.pathways.oracle.catalogs import random_problem

TITLE = "Paths"
START = dt.date(2026, 11, 25)
SIZES = (1_500, 10_000, 100_000)
BOUNDS = {1_500: 0.3, 10_000: 1.0, 100_000: 3.0}
GOALS, PROVEN = 200, 0.95
PEER_SIZE, PEER_GOALS = 1_500, 30
EXACT, EXACT_SIZE = 200, 300


def paths(bench: Bench) -> Section:
    """Speed at each size, beside its peers, exactness, and coverage against money for five roles."""
    speed = tuple(_speed(bench, size) for size in SIZES)
    return Section(
        "paths", TITLE, (_speed_table(speed), _peer_table(bench), _exact_table(bench), _frontier_table(bench))
    )


def _speed_table(speed: tuple[Row, ...]) -> Table:
    remark = (
        f"{GOALS} goals of 12 skills each, cheapest, without limits. Each is the whole way: reading what can serve from the "
        "database, solving, proving, explaining every step. 8 % of the rows need something first, 2 % are larger "
        "credentials of three others, 12 % are paid by the month."
    )
    columns = ("credentials", "n", "median", "p95", "longest", "proven best", "target")
    return Table("A proven path, warm", columns[:-1], speed, remark)


def _request(goal: dict[str, int]) -> PathRequest:
    skills = tuple(GoalSkill(skill=skill, importance=importance) for skill, importance in goal.items())
    return PathRequest(skills=skills, start=START)


def _speed(bench: Bench, size: int) -> Row:
    with _opened(bench, size) as search:
        planner = Planner(search.shelf(PUBLIC))
        planner.plan(_request(goals(1)[0]), alternatives=0)
        times, proven = [], 0
        for goal in goals(GOALS):
            started = time.perf_counter()
            plan = planner.plan(_request(goal), alternatives=0)
            times.append(time.perf_counter() - started)
            proven += bool(plan.path.certificate and plan.path.certificate.proven)
    found: Timing = timing([times])
    share = proven / GOALS
    bench.say(f"{size:,}: median {milliseconds(found.median)}, p95 {milliseconds(found.p95)}, proven {share:.0%}")
    cells = (f"{size:,}", str(found.n), milliseconds(found.median), milliseconds(found.p95), milliseconds(max(times)))
    targets = (Target.at_most(found.p95, BOUNDS[size], " s p95"), Target.at_least(share, PROVEN))
    return Row((*cells, f"{share:.1%}"), targets)


def _opened(bench: Bench, size: int) -> Any:
    folder: Path = bench.folder / f"paths-{size}"
    if not folder.exists():
        source = write_path_catalog(bench.folder / f"paths-{size}.jsonl", size)
        took, _ = reindex(source, folder, "--name", "paths", "--no-derive")
        bench.say(f"{size:,}: indexed in {took.clock:.0f} s")
    return opened(folder)


# ---- beside others


def _peer_table(bench: Bench) -> Table:
    catalog = [row for row in rows(PEER_SIZE) if row["audience"]["visibility"] == "public"]
    ours, theirs, dearer, longer, equal = [], [], [], [], 0
    with _opened(bench, PEER_SIZE) as search:
        for goal in goals(PEER_GOALS):
            request = _oracle_request(search, goal)
            mine, cents = _timed(_cents, search, goal)
            other, found = _timed(milp.best_value, catalog, request)
            ours.append(mine)
            theirs.append(other)
            equal += abs(float(found["objective"]) * 100 - cents) < 1e-6
            greedy = greedy_cover(catalog, request)
            dearer.append(greedy.cents / max(cents, 1))
            longer.append(greedy.seconds)
    bench.say(f"peers: {equal} of {PEER_GOALS} equal, greedy {statistics.median(dearer):.2f} times dearer")
    lines = (
        Row(("this project (CP-SAT), whole way", milliseconds(statistics.median(ours)), "1.00")),
        Row(
            (
                "HiGHS on an independent model",
                milliseconds(statistics.median(theirs)),
                f"{equal} of {PEER_GOALS} equal",
            ),
            (Target(f"all {PEER_GOALS} equal", equal == PEER_GOALS),),
        ),
        Row(
            ("greedy cover", milliseconds(statistics.median(longer)), f"{statistics.mean(dearer):.2f} times the money")
        ),
    )
    remark = (
        f"{PEER_GOALS} goals at {PEER_SIZE:,} credentials. The independent model is given the rows in memory and imports "
        "nothing of the planner. The greedy cover takes what teaches most missing weight per dollar, again and again; at "
        f"worst it paid {max(dearer):.2f} times as much."
    )
    return Table("Beside an independent model and a greedy cover", ("way", "median", "money"), lines, remark)


def _oracle_request(search: LiveSearch, goal: dict[str, int]) -> dict[str, Any]:
    skills = {search.skill_named(skill): importance for skill, importance in goal.items()}
    return {"skills": skills, "currency": "USD", "start": START.isoformat(), "objective": "cheapest"}


def _cents(search: LiveSearch, goal: dict[str, int]) -> int:
    return Planner(search.shelf(PUBLIC)).plan(_request(goal), alternatives=0).path.totals.cents


def _timed(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    started = time.perf_counter()
    result = work(*arguments)
    return time.perf_counter() - started, result


def _exact_table(bench: Bench) -> Table:
    outcomes = list(_compared())
    equal = sum(same for same, _, _ in outcomes)
    bench.say(f"exactness: {equal} of {EXACT} equal")
    row = Row(
        (
            f"{EXACT} random catalogs of {EXACT_SIZE}",
            f"{equal} of {EXACT}",
            milliseconds(statistics.median(mine for _, mine, _ in outcomes)),
            milliseconds(statistics.median(other for _, _, other in outcomes)),
        ),
        (Target(f"all {EXACT}", equal == EXACT),),
    )
    columns = ("problems", "same optimum, proven", "median", "HiGHS: median")
    remark = "All objectives and limits, prerequisites of all kinds, larger credentials, subscriptions, tight budgets."
    return Table("Equal to an independent model", columns, (row,), remark)


def _compared() -> Iterator[tuple[bool, float, float]]:
    for number in range(EXACT):
        catalog, request = random_problem(number, EXACT_SIZE)
        other, expected = _timed(milp.best_value, catalog, request)
        mine, found = _timed(solved, catalog, request)
        if expected.get("impossible"):
            yield found.best is None, mine, other
            continue
        best = found.best
        value = best and best.in_units(best.value, found.question.problem)
        yield bool(best and best.proven and abs(value - float(expected["objective"])) < 1e-6), mine, other


def _frontier_table(bench: Bench) -> Table:
    lines = tuple(Row(cells) for cells in draw_frontiers(Path("docs") / "coverage.png"))
    bench.say("drawn: coverage against money for five roles")
    remark = "![Coverage of five roles against money](docs/coverage.png)\n\nOver the bundled, invented sample."
    return Table("What money reaches", ("role", "all of it", "half the money reaches"), lines, remark)
