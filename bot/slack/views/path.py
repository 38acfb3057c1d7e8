"""A path: its steps as a plan of task cards or as text, what it comes to, and what can be changed about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any

from bot.advisor import facts
from bot.advisor.fact_lines import earned_line, step_line
from bot.advisor.path_document import PathDocument, StepDocument
from bot.slack.views.actions import Action, Say, carried, marked
from bot.slack.views.cards import LINE, linked_title, title_of
from bot.slack.views.kit import (
    OPTION_VALUE,
    Block,
    Element,
    actions,
    button,
    link,
    option,
    rich,
    select,
    size,
    words,
)
from bot.slack.views.path_lines import conclusions, heading
from bot.slack.views.text import clean, cut, one_line, safe_link
from bot.slack.views.words import say, say_from

MOST_STEPS, MOST_STOPS = 20, 6
SENTENCE = 1500
PACES = (2, 5, 10, 20)
SHARES = (Decimal("0.5"), Decimal("0.75"), Decimal("1.5"), Decimal(2))
FIRST_BUDGETS = (Decimal(50), Decimal(100), Decimal(200))
USUAL_PACE = 5


def steps(document: PathDocument, today: dt.date, room: int, *, plans: bool) -> list[Block]:
    """The steps within so many characters: with all reasons where they fit, with the first reason of each, with none, and
    at last the first steps alone."""
    every = document.path.steps
    frame = size(_framed(document, [], len(every), plans=plans))
    for reason in (_every_reason, _first_reason, _no_reason):
        made = [_step(document, step, today, reason(step), plans=plans) for step in every[:MOST_STEPS]]
        ends = accumulate(size([step]) for step in made)
        shown = sum(end <= room - frame for end in ends)
        if shown == len(every):
            break
    return _framed(document, made[:shown], len(every) - shown, plans=plans) if shown else []


def _framed(document: PathDocument, made: Sequence[Block], left: int, *, plans: bool) -> list[Block]:
    """Steps with what they come to above them, and below them how many more there are."""
    title = heading(document.path)
    rest = [rich(words(say("steps_left", count=left)))] if left else []
    if plans:
        return [{"type": "plan", "title": one_line(title), "tasks": list(made)}, *rest]
    return [rich(words(title, bold=True)), *made, *rest]


def _every_reason(step: StepDocument) -> str:
    return step.because


def _first_reason(step: StepDocument) -> str:
    return step.because.partition(". ")[0].rstrip(".") + "."


def _no_reason(_: StepDocument) -> str:
    return ""


def _step(document: PathDocument, step: StepDocument, today: dt.date, reason: str, *, plans: bool) -> Block:
    lines = list(_said(document, step, today, reason))
    return _task(step, lines) if plans else _section(step, lines)


def _said(document: PathDocument, step: StepDocument, today: dt.date, reason: str) -> Iterator[str]:
    yield step_line(step, today)
    if reason:
        yield reason
    if step.note:
        yield step.note
    for earned in document.path.earned:
        if earned.after_step == step.order:
            yield earned_line(earned, today)


def _task(step: StepDocument, lines: Sequence[str]) -> Block:
    address = safe_link(step.url)
    details = [words(_joined(lines)), *([words("\n"), link(address, say("page"))] if address else [])]
    return {
        "type": "task_card",
        "task_id": f"step-{step.order}",
        "title": f"{step.order}. {title_of(step.title)}",
        "status": "pending",
        "details": rich(*details),
    }


def _section(step: StepDocument, lines: Sequence[str]) -> Block:
    return rich(words(f"{step.order}. "), linked_title(step.title, step.url), words(f"\n{_joined(lines)}"))


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(cut(one_line(line), LINE) for line in lines)


def sentences(document: PathDocument, today: dt.date, told: str) -> list[Block]:
    """What is to be said of the path and was not told already."""
    new = [clean(sentence) for sentence in conclusions(document, today) if sentence not in told]
    return [rich(words(cut("\n".join(new), SENTENCE)))] if new else []


def controls(document: PathDocument, constraints: Mapping[str, Any]) -> list[Block]:
    """What-if menus and the button that saves; every one of them sends a message."""
    if not document.path.steps:
        return []
    save = say_from("asking", "save_plan")
    elements = [
        button(marked(Action.SAY, "save"), save, carried(Say(text=save)), primary=True),
        *_menu("budget", "change_budget", _budgets(document, constraints)),
        *_menu("pace", "change_pace", _paces(document, constraints)),
        *_menu("objective", "change_objective", _objectives(document)),
        *_stops(document),
        button(Action.PICTURE, say("as_picture"), Action.PICTURE),
        button(Action.CALENDAR, say("for_calendar"), Action.CALENDAR),
    ]
    return [actions(elements)]


def _menu(mark: str, placeholder: str, messages: Sequence[str]) -> Iterator[Element]:
    options = [option(message, message) for message in messages if len(message) <= OPTION_VALUE]
    if options:
        yield select(marked(Action.SAY, mark), say(placeholder), options)


def _budgets(document: PathDocument, constraints: Mapping[str, Any]) -> list[str]:
    cost, given = document.path.totals.cost, constraints.get("budget")
    base = Decimal(str(given)) if given else cost.amount
    amounts = {_round(base * share) for share in SHARES} if base else set(FIRST_BUDGETS)
    amounts |= {Decimal(str(each.after)) for each in document.relaxations if each.change == "budget"}
    wanted = sorted(amount for amount in amounts if amount > 0 and amount != base)
    return [say_from("path", "offer_budget", money=facts.money(amount, cost.currency)) for amount in wanted]


def _round(amount: Decimal) -> Decimal:
    """A sum that people would name."""
    grain = 10 if amount >= 100 else 5
    return Decimal(round(amount / grain) * grain)


def _paces(document: PathDocument, constraints: Mapping[str, Any]) -> list[str]:
    now = float(constraints.get("hours_per_week") or USUAL_PACE)
    paces = {float(pace) for pace in PACES}
    paces |= {float(each.after) for each in document.relaxations if each.change == "hours_per_week"}
    wanted = sorted(paces - {now})
    return [say_from("path", "offer_hours_per_week", pace=facts.hours_long(pace)) for pace in wanted]


def _objectives(document: PathDocument) -> list[str]:
    names = ("cheapest", "fastest", "fewest")
    return [say_from("path", f"switch_{name}") for name in names if name != document.certificate.objective]


def _stops(document: PathDocument) -> Iterator[Element]:
    total = len(document.goal.skills)
    stops = [stop for stop in document.path.if_you_stop if stop.after_step < len(document.path.steps)][:MOST_STOPS]
    options = []
    for stop in stops:
        message = say("stop_message", number=stop.after_step)
        words_ = say("stop_option", number=stop.after_step, covered=len(stop.skills), total=total)
        options.append(option(words_ if total else message, message))
    if options:
        yield select(marked(Action.SAY, "stop"), say("stop"), options)


def spoken_path(document: PathDocument, today: dt.date, told: str) -> Iterator[str]:
    """The path as sentences, for those who see no blocks."""
    if document.path.steps:
        yield f"{heading(document.path)}."
    for step in document.path.steps:
        why = " ".join(part for part in (step.because, step.note) if part)
        yield f"{step.order}. {title_of(step.title)}: {one_line(f'{step_line(step, today)}. {why}')}"
    yield from (one_line(sentence) for sentence in conclusions(document, today) if sentence not in told)
