"""What a benchmark reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is to reach: a bound and whether it was kept."""

    text: str
    met: bool

    @classmethod
    def at_most(cls, value: float, bound: float, unit: str = "") -> Target:
        """The figure must not be above the bound."""
        return cls(f"≤ {bound:g}{unit}", value <= bound)

    @classmethod
    def at_least(cls, value: float, bound: float, unit: str = "") -> Target:
        """The figure must not be below the bound."""
        return cls(f"≥ {bound:g}{unit}", value >= bound)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; the targets of its figures stand beside it."""

    cells: tuple[str, ...]
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, its lines, and a remark below it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What one benchmark found, or why it did not run."""

    name: str
    title: str
    tables: tuple[Table, ...] = ()
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a benchmark is given: a folder of its own, the folder of shared data, and a way to say how far it is."""

    folder: Path
    shared: Path
    say: Say = field(default=print)


Benchmark = Callable[[Bench], Section]


def milliseconds(seconds: float) -> str:
    """Milliseconds as text, with as many decimals as are worth reading."""
    value = seconds * 1000
    return f"{value:.2f} ms" if value < 10 else f"{value:.1f} ms" if value < 100 else f"{value:,.0f} ms"


def in_seconds(seconds: float) -> str:
    """Seconds as text."""
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.1f} s"
