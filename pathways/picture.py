"""A path as a picture for a phone: its steps one below the other over one line of weeks, and what they cover of the goal.

The only importer of matplotlib, and only while it draws: the import takes a second. All words come from outside.
"""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING, Literal

from pathways.legible import legible
from pathways.plan import Path, Step

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.font_manager import FontProperties

PictureKind = Literal["png", "svg"]

WIDTH = 360
"""The picture's width in the units of its layout: the pixels of a phone on which it has to be legible."""
SHARPNESS = 3
"""Pixels of a PNG to one unit, as many as a phone's screen has."""
POINT = 0.72
"""Points to one unit; a hundred units are an inch."""
MARGIN = 16.0
LEFT, RIGHT = 48.0, WIDTH - MARGIN
"""Where the weeks begin and end."""
DOT = 11.0
BAR = 8.0
CHART = 92.0
LEAST_BAR = 3.0
"""What takes no time still shows."""
MOST_TICKS = 6
TICKS = (1, 2, 4, 6, 8, 12, 26, 52, 104)
LONGEST_TEXT = 300
FONTS = ("DejaVu Sans", "Verdana")
"""The one that matplotlib brings, and for an SVG where that is missing one that is as wide."""

PAPER, INK, GREY, RULE, TRACK = "#ffffff", "#14213d", "#475569", "#dbe2ea", "#e8edf2"
BLUE, WASH, GOLD, BRONZE = "#0b6077", "#d5e8ec", "#f2b134", "#7a4b00"

_ONE_AT_A_TIME = Lock()
"""Matplotlib is not safe to draw with from several threads."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A share of the goal, from 0 to 1, and how it is written."""

    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one picture.

    `lines` and `waits` are one a step: what it costs and takes, and why it does not begin at once ("" where it does).
    `coverage` is what is covered before the first step and after each; `milestones` are one to each of the path's `earns`.
    """

    title: str
    subtitle: str
    week_word: str
    coverage_word: str
    lines: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    coverage: tuple[Reached, ...] = (Reached(0, ""),)
    milestones: tuple[str, ...] = ()


def draw(path: Path, labels: Labels, kind: PictureKind = "png") -> bytes:
    """The picture, 1080 pixels wide as a PNG and 3.6 inches as an SVG; its height grows with the steps.

    The same path and labels give the same bytes. A path without steps shows title and subtitle. Raises ValueError for
    labels that do not fit the path in number.
    """
    _check(path, labels)
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it reports on stderr that it looks for fonts
    with _ONE_AT_A_TIME:
        warnings.filterwarnings("ignore", message=r"Glyph \d+ ", category=UserWarning)
        sheet = _Sheet()
        _Timeline(sheet, path, labels).draw()
        return sheet.printed(kind, legible(labels.title))


def _check(path: Path, labels: Labels) -> None:
    steps = len(path.steps)
    wanted = (steps, steps, steps + 1, len(path.earns))
    given = tuple(len(each) for each in (labels.lines, labels.waits, labels.coverage, labels.milestones))
    if given != wanted:
        raise ValueError(f"lines, waits, coverage and milestones are {wanted} of this path, but {given} were given")


def _wrapped(text: str, fits: Callable[[str], bool], most: int) -> list[str]:
    """The text in up to so many lines that fit, broken at spaces where there are any; an ellipsis ends a cut one."""
    rest, lines = text[:LONGEST_TEXT], list[str]()
    while rest and len(lines) < most:
        head = rest[: _break(rest, fits)]
        rest = rest[len(head) :].lstrip()
        lines.append(head.rstrip())
    if rest or len(text) > LONGEST_TEXT:
        while lines[-1] and not fits(lines[-1] + "…"):
            lines[-1] = lines[-1][:-1]
        lines[-1] = lines[-1].rstrip() + "…"
    return lines


def _break(text: str, fits: Callable[[str], bool]) -> int:
    """How many characters go on this line: at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle - 1)
    if low == len(text):
        return low
    space = text.rfind(" ", 0, low + 1)
    return space if space > 0 else low


class _Sheet:
    """A sheet of paper 360 units wide; y grows downward, and the paper is cut to its length when it is printed."""

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._figure = Figure(figsize=(WIDTH / 100, 1), dpi=100 * SHARPNESS, facecolor=PAPER)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_autoscale_on(False)
        self.y = MARGIN
        """How far the sheet is filled."""

    def printed(self, kind: PictureKind, title: str) -> bytes:
        """The sheet as a file."""
        from matplotlib import rc_context

        height = ceil(self.y)
        self._figure.set_size_inches(WIDTH / 100, height / 100)
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        silent = {"Software": None} if kind == "png" else {"Title": title, "Date": None, "Creator": None}
        file = BytesIO()
        with rc_context(
            {
                "svg.hashsalt": "pathways",
                "svg.fonttype": "none",
                "font.sans-serif": list(FONTS),
                "savefig.bbox": None,
            }
        ):
            self._figure.savefig(file, format=kind, metadata=silent, facecolor=PAPER)
        return file.getvalue()

    def paragraph(
        self, text: str, size: float, *, most: int, x: float = MARGIN, color: str = INK, bold: bool = False
    ) -> None:
        """Wrapped lines below what is there."""
        font = _font(size, bold=bold)
        for line in _wrapped(legible(text), lambda part: self._width(part, font) <= RIGHT - x, most):
            self.y += size * 1.25
            self.text(x, self.y - size * 0.25, line, size, color=color, bold=bold)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str = INK,
        bold: bool = False,
        at: Literal["left", "center", "right"] = "left",
    ) -> None:
        """One line on the baseline y."""
        self._axes.text(
            x, y, text, ha=at, va="baseline", color=color, fontproperties=_font(size, bold=bold), parse_math=False
        )

    def width(self, text: str, size: float) -> float:
        """How wide a line is."""
        return self._width(text, _font(size, bold=True))

    def _width(self, text: str, font: FontProperties) -> float:
        renderer: RendererBase = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        return float(renderer.get_text_width_height_descent(text, font, False)[0]) / SHARPNESS

    def box(self, left: float, right: float, top: float, height: float, color: str, order: float = 1) -> None:
        """A filled rectangle."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(Rectangle((left, top), right - left, height, facecolor=color, linewidth=0, zorder=order))

    def shape(self, corners: list[tuple[float, float]], color: str, edge: str) -> None:
        """A filled shape with an edge."""
        from matplotlib.patches import Polygon

        self._axes.add_patch(Polygon(corners, facecolor=color, edgecolor=edge, linewidth=POINT * 1.4, zorder=4))

    def dot(self, x: float, y: float, color: str) -> None:
        """A filled circle."""
        from matplotlib.patches import Circle

        self._axes.add_patch(Circle((x, y), DOT, facecolor=color, linewidth=0, zorder=3))

    def line(
        self, points: list[tuple[float, float]], color: str, width: float, *, dotted: bool = False, order: float = 0
    ) -> None:
        """A line through points."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        style: Literal["-"] | tuple[float, Sequence[float]] = (0, (1.5, 1.5)) if dotted else "-"
        self._axes.add_line(Line2D(xs, ys, color=color, linewidth=width * POINT, linestyle=style, zorder=order))


def _font(size: float, *, bold: bool) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=[FONTS[0], "sans-serif"], size=size * POINT, weight="bold" if bold else "normal")


class _Timeline:
    """Draws one path on a sheet."""

    def __init__(self, sheet: _Sheet, path: Path, labels: Labels) -> None:
        self._sheet, self._path, self._labels = sheet, path, labels
        self._weeks = max([1.0, *(step.end_week for step in path.steps)])
        self._earned: dict[int, list[str]] = defaultdict(list)
        for larger, words in zip(path.earns, labels.milestones, strict=True):
            self._earned[larger.after_step].append(words)

    def draw(self) -> None:
        """The whole picture."""
        sheet, labels = self._sheet, self._labels
        sheet.paragraph(labels.title, 19, most=3, bold=True)
        sheet.y += 3
        sheet.paragraph(labels.subtitle, 13.5, most=3, color=GREY)
        if self._path.steps:
            sheet.y += 14
            self._scale()
            top = sheet.y
            self._rows()
            self._coverage()
            self._grid(top, sheet.y)
            self._scale()
        sheet.y += MARGIN

    def _x(self, week: float) -> float:
        return LEFT + (RIGHT - LEFT) * week / self._weeks

    # ---- the line of weeks

    def _ticks(self) -> Iterator[int]:
        every = next((each for each in TICKS if self._weeks / each <= MOST_TICKS), ceil(self._weeks / MOST_TICKS))
        yield from range(0, int(self._weeks) + 1, every)

    def _scale(self) -> None:
        sheet, word, size = self._sheet, legible(self._labels.week_word), 11.5
        sheet.y += 14
        sheet.text(MARGIN, sheet.y, word, size, color=GREY)
        free = MARGIN + sheet.width(word, size)
        for week in self._ticks():
            if self._x(week) - sheet.width(str(week), size) / 2 > free:
                sheet.text(self._x(week), sheet.y, str(week), size, color=GREY, at="center")
        sheet.y += 6

    def _grid(self, top: float, bottom: float) -> None:
        for week in self._ticks():
            self._sheet.line([(self._x(week), top), (self._x(week), bottom)], RULE, 0.8)

    # ---- the steps

    def _rows(self) -> None:
        before, dots = 0.0, list[float]()
        for at, step in enumerate(self._path.steps):
            self._sheet.y += 10
            self._wait(at)
            dots.append(self._sheet.y + DOT)
            self._step(at, step, before)
            before = max(before, step.end_week)
            for words in self._earned[step.order]:
                self._milestone(words)
        waits = self._labels.waits[1:]
        for (upper, lower), wait in zip(pairwise(dots), waits, strict=True):
            self._sheet.line([(MARGIN + DOT, upper), (MARGIN + DOT, lower)], GREY, 1.5, dotted=bool(wait), order=2)
        self._sheet.y += 14

    def _wait(self, at: int) -> None:
        if self._labels.waits[at]:
            self._sheet.paragraph(self._labels.waits[at], 12, most=2, x=LEFT, color=GREY)
            self._sheet.y += 8

    def _step(self, at: int, step: Step, before: float) -> None:
        sheet, top = self._sheet, self._sheet.y
        sheet.dot(MARGIN + DOT, top + DOT, BLUE)
        sheet.text(MARGIN + DOT, top + DOT + 4.5, str(step.order), 12.5, color=PAPER, bold=True, at="center")
        sheet.paragraph(step.credential.title, 14.5, most=3, x=LEFT)
        sheet.paragraph(self._labels.lines[at], 13, most=2, x=LEFT, color=GREY)
        sheet.y += 4
        left, right = self._x(step.start_week), self._x(step.end_week)
        sheet.box(LEFT, RIGHT, sheet.y, BAR, TRACK)
        if self._labels.waits[at]:
            middle = sheet.y + BAR / 2
            sheet.line([(self._x(before), middle), (left, middle)], GREY, 2, dotted=True, order=2)
        sheet.box(min(left, RIGHT - LEAST_BAR), max(right, left + LEAST_BAR), sheet.y, BAR, BLUE, order=3)
        sheet.y += BAR

    def _milestone(self, words: str) -> None:
        sheet = self._sheet
        sheet.y += 8
        x, y, size = MARGIN + DOT, sheet.y + DOT - 1, DOT - 1.5
        sheet.shape([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], GOLD, BRONZE)
        sheet.paragraph(words, 13, most=3, x=LEFT, color=BRONZE, bold=True)
        sheet.y = max(sheet.y + 2, y + DOT)

    # ---- what is covered

    def _coverage(self) -> None:
        sheet = self._sheet
        sheet.paragraph(self._labels.coverage_word, 13, most=2, bold=True)
        sheet.y += 20
        bottom = sheet.y + CHART
        points = [(self._x(week), bottom - CHART * each.share) for week, each in self._reached()]
        stairs = [points[0]]
        for (_, low), (x, high) in pairwise(points):
            stairs += [(x, low), (x, high)]
        stairs.append((RIGHT, points[-1][1]))
        for (left, y), (right, _) in pairwise(stairs):
            if right > left:
                sheet.box(left, right, y, bottom - y, WASH, order=-1)
        sheet.line([(LEFT, bottom - CHART), (RIGHT, bottom - CHART)], RULE, 0.8)
        sheet.line([(LEFT, bottom), (RIGHT, bottom)], GREY, 1, order=1)
        sheet.line(stairs, BLUE, 2.5, order=3)
        self._shares(points)
        sheet.y = bottom

    def _reached(self) -> Iterator[tuple[float, Reached]]:
        """What is covered from which week on."""
        week = 0.0
        yield week, self._labels.coverage[0]
        for step, reached in zip(self._path.steps, self._labels.coverage[1:], strict=True):
            week = max(week, step.end_week)
            yield week, reached

    def _shares(self, points: list[tuple[float, float]]) -> None:
        """The shares in figures: the first, the last, and of the others those that stand long enough to be written on."""
        sheet, size = self._sheet, 12.0
        words = [legible(each.words) for each in self._labels.coverage]
        sheet.text(LEFT - 5, points[0][1], words[0], size, color=BLUE, bold=True, at="right")
        sheet.text(RIGHT, points[-1][1] - 5, words[-1], size, color=BLUE, bold=True, at="right")
        end = RIGHT - sheet.width(words[-1], size) - 4
        for (x, y), (later, _), text in list(zip(points, points[1:], words, strict=False))[1:]:
            if x + 4 + sheet.width(text, size) <= min(later, end):
                sheet.text(x + 2, y - 5, text, size, color=BLUE, bold=True)
