"""What the commands of ingest show to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from catalog_ingest.console import print_json
from catalog_ingest.problem import Problem
from catalog_ingest.report import Report

MOST_SHOWN = 10


def print_report(report: Report, console: Console, *, dry_run: bool) -> None:
    """A run in a few lines: what each source gave, the findings by kind, the difference, the outcome."""
    if report.sources:
        console.print(_sources_table(report))
    _print_problems(report, console)
    console.print(
        f"{report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged."
    )
    if dry_run:
        for change in report.changes[:MOST_SHOWN]:
            fields = f" ({', '.join(change.fields)})" if change.fields else ""
            console.print(f"  {change.kind}: {escape(change.id)}{fields}", highlight=False)
        if len(report.changes) > MOST_SHOWN:
            console.print(f"  and {len(report.changes) - MOST_SHOWN} more (all with --json)")
        console.print("Nothing was changed.")
    elif report.activated:
        console.print(f"Active after {report.seconds:.1f} s; {report.embedded} texts were embedded anew.")


def _sources_table(report: Report) -> Table:
    table = Table("Source", "Format", "Read", "Accepted", "Rejected", "Merged")
    for source in report.sources:
        figures = (source.read, source.accepted, source.rejected, source.merged)
        table.add_row(escape(source.name), source.format, *map(str, figures))
    return table


def _print_problems(report: Report, console: Console) -> None:
    counts = Counter((problem.severity, problem.code) for problem in report.problems)
    first: dict[tuple[str, str], Problem] = {}
    for problem in report.problems:
        first.setdefault((problem.severity, problem.code), problem)
    for key, count in counts.most_common():
        problem = first[key]
        where = f" (first: {problem.source}, row {problem.row})" if problem.row is not None else ""
        console.print(f"{key[0]} {key[1]} x {count}{escape(where)}: {escape(problem.message)}", highlight=False)


def print_status(status: dict[str, Any]) -> None:
    """What serves, in a few lines."""
    console = Console()
    if status["generation"] is None:
        console.print("Nothing is indexed yet; run `catalog-ingest reindex`.")
        return
    console.print(f"{status['size']} items since {status['created_at']} ({status['generation']})", highlight=False)
    for source in status["sources"]:
        console.print(f"  {escape(source['name'])}: {source['accepted']} from {escape(source['location'])}")
    console.print(f"Index: {escape(status['index'])} ({status['embedder']})", highlight=False)


def print_rows(rows: Sequence[dict[str, Any]], columns: Sequence[str], as_json: bool, *, key: str) -> None:
    """Rows as one JSON document under a key, or as a table."""
    if as_json:
        print_json({key: list(rows)})
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*(escape("" if row[column] is None else str(row[column])) for column in columns))
    Console().print(table if rows else "None.")
