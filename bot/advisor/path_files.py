"""A plan as files to keep: a picture, a calendar and a page of Markdown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import quote

from bot.advisor import facts
from bot.advisor.path_document import EarnedDocument, PathDocument, StepDocument
from bot.advisor.path_words import PathWords
from bot.advisor.path_writer import PathWriter
from bot.advisor.wording import Wording
from pathways.calendar_file import CalendarWords, EventWords, calendar_of
from pathways.legible import legible
from pathways.picture import Labels, PictureKind, Reached, draw
from pathways.plan import Larger, Plan, Step
from pathways.problem import GOAL_CREDENTIAL

FILE = "path_files"
WORTH_TELLING = 4
"""Days of waiting from which a picture says so."""

_SPECIAL = re.compile(r"[\\`*_\[\]()#<>|~&@]|:(?=//)|(?<=www)\.|^[-+=]|(?<=^\d)\.(?= )|(?<=^\d\d)\.(?= )")
"""What Markdown reads as markup, makes a link of, or takes at the beginning of a line for a list."""


class Marked(str):
    """Text that is Markdown already."""

    __slots__ = ()


def escaped(text: str) -> Marked:
    """A text on one line that Markdown shows as it stands."""
    return text if isinstance(text, Marked) else Marked(_SPECIAL.sub(r"\\\g<0>", legible(text)))


def web_address(url: str | None) -> str | None:
    """An address that may be made a link, its brackets and foreign characters encoded; None for anything else."""
    if not url or not url.startswith(("https://", "http://")) or len(url.split()) != 1 or legible(url) != url:
        return None
    return quote(url, safe=":/?#@!$&'*+,;=%-._~")


class PathFiles:
    """The files of one plan; `document` and `words` are of the same plan."""

    def __init__(
        self, plan: Plan, document: PathDocument, writer: PathWriter, words: PathWords, today: dt.date
    ) -> None:
        self._plan, self._document, self._writer, self._words, self._today = plan, document, writer, words, today
        self._path = plan.path
        self._wording = Wording()

    def picture(self, kind: PictureKind) -> bytes:
        """The plan's timeline, as a PNG 1080 pixels wide or as an SVG."""
        path = self._path
        labels = Labels(
            title=self._title(),
            subtitle=self._subtitle(),
            week_word=self._say("week"),
            coverage_word=self._say("covered"),
            lines=tuple(self._say("line", money=self._money(step), hours=self._hours(step)) for step in path.steps),
            waits=tuple(self._waits()),
            coverage=tuple(Reached(share, facts.percent(share)) for share in shares(self._plan)),
            milestones=tuple(self._say("earned", title=each.credential.title) for each in path.earns),
        )
        return draw(path, labels, kind)

    def calendar(self, stamp: dt.datetime) -> bytes:
        """The plan as an iCalendar file; `stamp`, with a time zone, is when it was made."""
        steps = zip(self._path.steps, self._document.path.steps, strict=True)
        events = tuple(self._event(step, document) for step, document in steps)
        return calendar_of(self._path, CalendarWords(self._title(), events), stamp)

    def markdown(self) -> str:
        """The plan as a page; what comes from the catalog is escaped."""
        return "\n\n".join("\n".join(block) for block in self._blocks() if block) + "\n"

    def _say(self, section: str, **values: object) -> str:
        return self._wording.say(FILE, section, **values)

    def _day(self, day: dt.date) -> str:
        return facts.day(day, self._today)

    # ---- what several of them say

    def _title(self) -> str:
        return self._say("title", goal=self._words.goal())

    def _subtitle(self) -> str:
        if not self._path.steps:
            return " ".join(self._words.opening())
        sums = self._words.sums
        return self._say("subtitle", money=sums.money(), weeks=sums.weeks(), pace=sums.pace())

    def _money(self, step: Step) -> str:
        if not step.priced:
            return facts.price(None)
        if step.months and not step.cents:
            return self._say("in_subscription")
        return self._writer.money(step.cents)

    def _hours(self, step: Step) -> str:
        return facts.hours(step.credential.hours)

    # ---- the picture and the calendar

    def _waits(self) -> Iterator[str]:
        free = self._plan.request.start
        for step in self._path.steps:
            days = (step.starts_on - free).days
            yield self._say("wait", days=days, date=self._day(step.starts_on)) if days >= WORTH_TELLING else ""
            free = max(free, step.ends_on)

    def _event(self, step: Step, document: StepDocument) -> EventWords:
        title, url = step.credential.title, web_address(step.credential.url)
        price = self._say("line", money=self._money(step), hours=self._hours(step))
        lines = [document.because, price, document.note or "", url or ""]
        return EventWords(
            summary=self._say("event", number=step.order, title=title),
            description="\n".join(line for line in map(legible, lines) if line),
            url=url or "",
            sign_up="" if step.credential.enrol_by is None else self._say("sign_up", title=title),
        )

    # ---- the page

    def _mark(self, section: str, **values: str | int) -> Marked:
        return Marked(
            self._say(
                section,
                **{
                    name: escaped(str(value)) if not isinstance(value, Marked) else value
                    for name, value in values.items()
                },
            )
        )

    def _blocks(self) -> Iterator[list[str]]:
        """The paragraphs and lists of the page, in lines."""
        yield [f"# {self._mark('title', goal=self._words.goal())}"]
        if self._path.steps:
            yield list(self._sums())
            yield self._heading("steps_heading")
            steps = zip(self._path.steps, self._document.path.steps, strict=True)
            yield [line for step, document in steps for line in self._step(step, document)]
        else:
            yield [escaped(self._subtitle())]
        yield from self._part("open_heading", self._open())
        yield from self._part("earned_heading", self._earned())
        yield from self._part("stop_heading", self._stops())
        yield from self._part("demands_heading", self._demands())
        yield [self._mark("catalog", date=self._day(self._today))]

    def _heading(self, section: str) -> list[str]:
        return [f"## {self._mark(section)}"]

    def _part(self, heading: str, items: Iterator[Marked]) -> Iterator[list[str]]:
        lines: list[str] = [self._mark("item", words=words) for words in items]
        if lines:
            yield self._heading(heading)
            yield lines

    def _sums(self) -> Iterator[str]:
        steps, wanted = self._path.steps, len(self._plan.gap.wanted)
        sums = self._words.sums
        yield self._mark("cost", money=sums.money())
        yield self._mark("study", hours=sums.hours())
        begins, ends = self._day(steps[0].starts_on), self._day(max(step.ends_on for step in steps))
        if self._path.totals.hours:
            yield self._mark("time", weeks=sums.weeks(), pace=sums.pace(), **{"from": begins, "to": ends})
        share = facts.percent(self._path.coverage)
        if wanted:
            yield self._mark("coverage_skills", share=share, covered=len(self._path.covered), total=wanted)
        else:
            yield self._mark("coverage", share=share)

    def _step(self, step: Step, document: StepDocument) -> Iterator[str]:
        title, url = escaped(document.title), web_address(document.url)
        named = Marked(f"[{title}]({url})") if url else title
        if document.provider:
            yield self._mark("step_provider", number=step.order, title=named, provider=document.provider)
        else:
            yield self._mark("step", number=step.order, title=named)
        days = {"from": self._day(step.starts_on), "to": self._day(step.ends_on)}
        said = self._mark(
            "step_facts",
            money=self._dated_money(step),
            hours=self._hours(step),
            weeks=facts.weeks(max(0.1, round(step.end_week - step.start_week, 1))),
            **days,
        )
        indent = " " * (len(str(step.order)) + 2)
        for line in (said, document.because, document.note):
            if line:
                yield indent + self._mark("item", words=line)

    def _dated_money(self, step: Step) -> str:
        money = self._money(step)
        if not step.priced:
            return money
        return self._say("dated", money=money, priced=facts.prices_of(step.credential.as_of, self._today))

    def _open(self) -> Iterator[Marked]:
        for each in self._document.path.uncovered:
            yield escaped(self._writer.say(f"open_{each.reason}", skill=each.skill))

    def _earned(self) -> Iterator[Marked]:
        for larger, document in zip(self._path.earns, self._document.path.earned, strict=True):
            yield self._one_earned(larger, document)

    def _one_earned(self, larger: Larger, document: EarnedDocument) -> Marked:
        if document.stacks_as_of is None:
            said = self._mark("earned_after", title=document.title, number=document.after_step)
        else:
            stated = self._day(document.stacks_as_of)
            said = self._mark("earned_stated", title=document.title, number=document.after_step, date=stated)
        credit = facts.credit(larger.credit, self._today)
        return Marked(f"{said}; {self._mark('earned_credit', credit=credit)}") if credit else said

    def _stops(self) -> Iterator[Marked]:
        """What each step but the last adds to what is held and covered by then."""
        titles = {step.credential.id: step.credential.title for step in self._path.steps}
        titles |= {each.credential.id: each.credential.title for each in self._path.earns}
        seen: set[str] = set()
        for stop, share in zip(self._path.if_you_stop[:-1], shares(self._plan)[1:], strict=False):
            holds = facts.listed([f"“{titles.get(id_, id_)}”" for id_ in stop.holds if id_ not in seen])
            skills = facts.listed([skill for skill in stop.skills if skill not in seen])
            held = self._mark("stop_more" if seen else "stop", number=stop.after_step, holds=holds)
            covers = self._mark(
                "covers_new" if skills else "covers", share=facts.percent(share), **_given(skills=skills)
            )
            seen.update(stop.holds, stop.skills)
            yield Marked(f"{held} {covers}")

    def _demands(self) -> Iterator[Marked]:
        goal = self._document.goal
        yield from (escaped(demand.text) for demand in goal.entry_demands)
        if goal.role is not None:
            yield escaped(self._writer.say("no_job"))


def shares(plan: Plan) -> list[float]:
    """The share of the goal's importance that is covered before the first step and after each, from 0 to 1."""
    gap, goal = plan.gap, plan.gap.credential
    held = frozenset(wanted.skill.skill for wanted in gap.wanted if wanted.held is not None)
    states = [(held, gap.held.credentials)]
    states += [(held.union(stop.skills), gap.held.credentials.union(stop.holds)) for stop in plan.path.if_you_stop]
    parts = [(wanted.skill.importance, wanted.skill.skill) for wanted in gap.wanted]
    whole = sum(importance for importance, _ in parts) + (GOAL_CREDENTIAL if goal else 0)
    return [
        round((sum(value for value, skill in parts if skill in skills) + _earns(plan, ids)) / whole, 6)
        if whole
        else 1.0
        for skills, ids in states
    ]


def _earns(plan: Plan, ids: frozenset[str]) -> float:
    goal = plan.gap.credential
    return GOAL_CREDENTIAL if goal is not None and goal.id in ids else 0.0


def _given(**values: str) -> dict[str, str]:
    """The values that are not empty."""
    return {name: value for name, value in values.items() if value}
