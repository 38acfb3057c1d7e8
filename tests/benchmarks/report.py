"""BENCHMARKS.md: one part a benchmark. A run of some of them leaves the parts of the others as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tests.benchmarks.result import Row, Section, Table, Target

HEAD = """\
# Benchmarks

`make bench` measures all of this and writes this page; `make bench` is `python -m tests.benchmarks`, which takes names
of parts (`python -m tests.benchmarks search indexing`) and then replaces these parts only. Parts that need labelled
data say so where it is absent: it is expected in `shared/` beside or above the project, or in `ADVISOR_BENCH_SHARED`.

How to read it. Every figure was measured on the machine that is named above its part, whose cores may have been shared
with other work: the busier, the slower, so the ratios within a part say more than its milliseconds. `n` is how many
single measurements a line rests on; p95 is the time that 95 of 100 stay under. "Beside" means in the same run,
alternating question by question, over the same texts with the same embedder. ✓ and ✗ stand before each target; a target
that was missed stays in the table. The synthetic catalogs are seeded: the same rows come out on every machine.
"""


def render(sections: Iterable[Section], conditions: str, previous: str) -> str:
    """The page: fresh parts in place of their predecessors, the other ones as they stood."""
    parts = _parts(previous)
    for section in sections:
        if section.tables or section.name not in parts:
            parts[section.name] = _section(section, conditions)
    return "\n".join([HEAD, *(f"<!-- {name} -->\n{text}" for name, text in parts.items())]).rstrip() + "\n"


def _parts(page: str) -> dict[str, str]:
    pieces = re.split(r"<!-- (\w+) -->\n", page)
    return {name: text.rstrip() + "\n" for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def _section(section: Section, conditions: str) -> str:
    if section.skipped:
        return f"## {section.title}\n\nNot measured: {section.skipped}.\n"
    return "\n\n".join([f"## {section.title}", conditions, *map(_table, section.tables)]) + "\n"


def _table(table: Table) -> str:
    head = [*table.columns, "target"]
    lines = [f"### {table.title}", "", _line(head), _line(["---"] * len(head)), *map(_row, table.rows)]
    return "\n".join([*lines, *(["", table.remark] if table.remark else [])])


def _row(row: Row) -> str:
    return _line([*row.cells, "; ".join(map(_target, row.targets))])


def _target(target: Target) -> str:
    return f"{'✓' if target.met else '✗'} {target.text}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
