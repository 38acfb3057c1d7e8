"""How long does a re-index take, as a whole command: from nothing, after a change of 1 %, after no change?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from tests.benchmarks.catalogs import Took, reindex
from tests.benchmarks.large import NAME, indexed
from tests.benchmarks.metrics import timing
from tests.benchmarks.result import Bench, Row, Section, Table, Target, in_seconds
from tests.benchmarks.synthetic import change_rows, write_catalog

TITLE = "Re-indexing"
SMALL, LARGE = 1_500, 100_000
SMALL_BOUND, LARGE_BOUND = 5.0, 240.0
CHANGED, CHANGED_BOUND = 0.01, 0.10
SMALL_RUNS, RUNS = 5, 3


def indexing(bench: Bench) -> Section:
    """Whole commands, each in a process of its own."""
    small = _small(bench)
    full = [indexed(bench.folder, LARGE).took]
    changed, unchanged = _again(bench, CHANGED), _again(bench, 0)
    share = _median(changed) / _median(full)
    rows = (
        _row(f"{SMALL:,} from nothing", small, Target.at_most(_median(small), SMALL_BOUND, " s")),
        _row(f"{LARGE:,} from nothing", full, Target.at_most(_median(full), LARGE_BOUND, " s")),
        _row(f"{LARGE:,}, 1 % of the rows changed", changed, _within(share)),
        _row(f"{LARGE:,}, nothing changed", unchanged),
    )
    used = statistics.median(took.processor for took in changed) / full[0].processor
    remark = (
        f"The change of 1 % (new texts and prices, one title in three) costs {share:.1%} of the full re-index by the "
        f"clock and {used:.1%} of its processor time. Processor time counts both cores, and not the waiting for a busy one."
    )
    columns = ("what", "n", "median", "p95", "processor: median")
    return Section("indexing", TITLE, (Table("Whole commands", columns, rows, remark),))


def _small(bench: Bench) -> list[Took]:
    source = write_catalog(bench.folder / "small.jsonl", SMALL)
    several = [reindex(source, bench.folder / f"small-{run}")[0] for run in range(SMALL_RUNS)]
    bench.say(f"{SMALL:,}: {_said(several)}")
    return several


def _again(bench: Bench, share: float) -> list[Took]:
    """Re-indexes the large catalog, of which a share of the rows changed since the last time."""
    catalog = indexed(bench.folder, LARGE)
    source = bench.folder / f"{NAME}-{LARGE}.jsonl"
    several = []
    for edition in range(1, RUNS + 1):
        touched = change_rows(source, share, edition) if share else 0
        took, report = reindex(source, catalog.data_dir, "--name", NAME)
        if report["changed"] != touched:
            raise RuntimeError(f"{touched} rows changed, the report says {report['changed']}")
        several.append(took)
    bench.say(f"{LARGE:,}, {share:.0%} changed: {_said(several)}")
    return several


def _said(several: Sequence[Took]) -> str:
    return ", ".join(in_seconds(took.clock) for took in several)


def _median(several: Sequence[Took]) -> float:
    return statistics.median(took.clock for took in several)


def _within(share: float) -> Target:
    return Target(f"≤ {CHANGED_BOUND:.0%} of the full one", share <= CHANGED_BOUND)


def _row(what: str, several: Sequence[Took], *targets: Target) -> Row:
    found = timing([[took.clock for took in several]])
    processor = timing([[took.processor for took in several]])
    return Row((what, str(found.n), *map(in_seconds, (found.median, found.p95, processor.median))), targets)
