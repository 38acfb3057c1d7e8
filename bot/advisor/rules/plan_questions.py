"""What is said of a path that stands, and answers to questions about it; the path itself stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.advisor import facts
from bot.advisor.conversation import Constraints
from bot.advisor.messages import Intent
from bot.advisor.rules.planning import FILE, add, change, limits_of, loose, show, step_about, step_of, told_of, undo
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from bot.advisor.understand.reading import PlanAct, PlanAsk
from catalog.credential import Credential, Kind
from pathways import adjust as what_if
from pathways.plan import Plan, Status
from pathways.request import PathRequest
from retrieval.query import Sort

MANY = 20
"""So many courses about a skill are looked through for one that shall be a step."""
SKILL_WORDS = 2
"""So few words that name a skill mean it, whatever title they stand in."""
SWITCHES = ("cheapest", "fastest", "fewest")
"""The labels of alternatives to which a word changes the path."""


def adjust(turn: Turn) -> None:
    """Does what a message says of the path that stands. Raises LearnerError for what cannot be."""
    ask = turn.understanding.plan
    assert ask is not None
    if turn.state.plan is None:
        turn.say(FILE, "no_plan_yet")
        return
    _ACTS[ask.act](turn, ask, turn.state.plan)


def _why(turn: Turn, ask: PlanAsk, request: PathRequest) -> None:
    plan = _again(turn, request)
    turn.intent = Intent.EXPLAIN
    document = told_of(turn, plan).document
    id_ = _step_meant(turn, ask, plan)
    step = next(step for step in document.path.steps if step.id == id_)
    turn.cite([each.credential for each in plan.path.steps if each.credential.id == id_])
    turn.state.focus = id_
    turn.say(FILE, "step", number=step.order, title=f"“{step.title}”", because=step.because)
    if step.note:
        turn.sentences.append(step.note)


def _step_meant(turn: Turn, ask: PlanAsk, plan: Plan) -> str:
    """The id of the step that is asked about: by its number, by a skill or title, else the last. Raises LearnerError."""
    if ask.step is not None or not ask.have:
        return step_of(turn, ask.step if ask.step is not None else len(plan.path.steps))
    return step_about(turn, ask.have)


def _spoken_of(turn: Turn, ask: PlanAsk) -> Credential | None:
    """The course that is named, else the one that was spoken of last."""
    if ask.title:
        skill = _teaching(turn, ask.title) if len(ask.title.split()) <= SKILL_WORDS else None
        return skill or next(iter(turn.tools.titled(ask.title)), None) or _teaching(turn, ask.title)
    apart = turn.state.shown if turn.state.shown != turn.state.plan_steps else ()
    one = turn.state.focus or next(iter(apart), None)
    return next(iter(turn.tools.details([one])), None) if one else None


def _teaching(turn: Turn, words: str) -> Credential | None:
    """The course that teaches first of all what some words name: nothing beyond the limits of the path."""
    skills = turn.tools.skills_told(words)
    held = turn.state.constraints
    limits = {"level": held.level, "delivery": held.delivery, "provider": held.provider, "skill": skills[:1]}
    wanted = Constraints().changed({name: value for name, value in limits.items() if value})
    found = turn.tools.find(Wish("", wanted, Sort.COST, 0, MANY)).items if skills else ()
    first = [item for item in found if item.skills[:1] == skills[:1] and item.kind is not Kind.EXAM]
    return next(iter((*first, *found)), None)


def _add(turn: Turn, ask: PlanAsk, request: PathRequest) -> None:
    item = _spoken_of(turn, ask)
    if item is None:
        turn.say(FILE, "add_which")
    elif item.id in turn.state.plan_steps:
        _holds(turn, ask, request)
    else:
        turn.cite([item])
        add(turn, item, request)


def _holds(turn: Turn, ask: PlanAsk, _: PathRequest) -> None:
    turn.intent = Intent.EXPLAIN
    item = _spoken_of(turn, ask)
    if item is None:
        turn.say(FILE, "add_which")
        return
    turn.cite([item])
    steps = turn.state.plan_steps
    if item.id in steps:
        turn.say(FILE, "is_step", title=item.title, number=steps.index(item.id) + 1)
    else:
        turn.say(FILE, "is_no_step", title=item.title)


def _cannot(turn: Turn, _: PlanAsk, __: PathRequest) -> None:
    turn.say(FILE, "cannot_limit")


def _stop(turn: Turn, ask: PlanAsk, request: PathRequest) -> None:
    plan = _again(turn, request)
    turn.intent = Intent.EXPLAIN
    step_of(turn, ask.step or 0)
    stop = next(
        stop for stop in plan.path.if_you_stop if stop.after_step == (ask.step or 0) % (len(plan.path.steps) + 1)
    )
    items = turn.tools.details(stop.holds)
    turn.cite(items)
    turn.say(FILE, "stop_after", number=stop.after_step, holds=facts.listed([f"“{item.title}”" for item in items]))
    wanted = plan.gap.wanted
    if wanted:
        named = facts.listed(stop.skills) or turn.wording.say(FILE, "no_skills")
        turn.say(FILE, "stop_skills", covered=len(stop.skills), total=len(wanted), skills=named)


def _can(turn: Turn, ask: PlanAsk, request: PathRequest) -> None:
    """What would be reached within other limits; a plain yes then makes them those of the path."""
    limits = limits_of(ask.wanted, request)
    if not limits:
        turn.say(FILE, "no_budget")
        return
    trial = what_if.changed(loose(turn, request), turn.state.plan_steps, **limits)
    plan = turn.tools.plan(trial)
    path = plan.path
    turn.cite([step.credential for step in path.steps])
    verdict, sums = _verdict(turn, ask, plan, request), _sums(turn, plan)
    turn.say(FILE, verdict, **{name: sums[name] for name in _SAID[verdict]})
    turn.sentences += [told_of(turn, plan).words.relaxation(each) for each in plan.relaxations]
    if path.steps and trial.changed(keep=()) != loose(turn, request):
        _offer_change(turn, limits, trial)


def _verdict(turn: Turn, ask: PlanAsk, plan: Plan, request: PathRequest) -> str:
    """The section that answers whether a trial leads as far as the path."""
    if not plan.path.steps and plan.status is not Status.NOTHING_MISSING:
        return "can_nothing"
    if not told_of(turn, plan).words.sums.complete:
        return "can_unsure"
    if any(name.startswith("more_") for name in ask.wanted):
        return "can_with_more"
    if plan.status in (Status.FOUND, Status.NOTHING_MISSING):
        return "can_yes"
    return "can_as_far" if plan.path.coverage >= _again(turn, request).path.coverage else "can_no"


_SAID = {
    "can_yes": ("steps", "money", "pace", "date"),
    "can_as_far": ("covered", "total", "steps", "money", "pace", "date"),
    "can_with_more": ("covered", "total", "steps", "money", "pace", "date"),
    "can_unsure": ("sums",),
    "can_no": ("covered", "total"),
    "can_nothing": (),
}


def _offer_change(turn: Turn, limits: Mapping[str, object], trial: PathRequest) -> None:
    """A plain yes makes the limits of the question those of the path."""
    values: dict[str, dict[str, str]] = {"hours_per_week": {"pace": facts.hours_long(trial.hours_per_week)}}
    if trial.by is not None:
        values["by"] = {"date": facts.day(trial.by, turn.today)}
    if trial.budget is not None:
        values["budget"] = {"money": facts.money(trial.budget, trial.currency)}
    parts = [turn.wording.say(FILE, f"offer_{name}", **values[name]) for name in limits if name in values]
    if parts and len(parts) == len(limits.keys() - {"currency"}):
        words = ", ".join(parts)
        words = words[:1].upper() + words[1:]
        turn.offer(turn.wording.say(FILE, "shall_i"), [words])
        turn.state.offer = words


def _sums(turn: Turn, plan: Plan) -> dict[str, Any]:
    sums = told_of(turn, plan).words.sums
    return {
        "money": sums.money(),
        "date": sums.done(),
        "steps": sums.steps(),
        "pace": sums.pace(),
        "covered": len(plan.path.covered),
        "total": len(plan.gap.wanted),
        "sums": sums.line(),
    }


def _totals(turn: Turn, _: PlanAsk, request: PathRequest) -> None:
    turn.intent = Intent.EXPLAIN
    plan = _again(turn, request)
    turn.cite([step.credential for step in plan.path.steps])
    sums = told_of(turn, plan).words.sums
    turn.say(FILE, "totals", sums=sums.line(), hours=sums.hours())


def _leave(turn: Turn, _: PlanAsk, __: PathRequest) -> None:
    turn.say(FILE, "as_it_is")


def _demands(turn: Turn, _: PlanAsk, request: PathRequest) -> None:
    turn.intent = Intent.EXPLAIN
    sentences = list(told_of(turn, _again(turn, request)).words.demands())
    turn.sentences += sentences or [turn.wording.say(FILE, "no_demands")]


def _others(turn: Turn, _: PlanAsk, request: PathRequest) -> None:
    plan = turn.tools.plan(request.changed(keep=turn.state.plan_steps), alternatives=4)
    turn.cite([step.credential for other in plan.alternatives for step in other.path.steps])
    sentences = list(told_of(turn, plan).words.others())
    turn.sentences += sentences or [turn.wording.say(FILE, "no_others")]
    labels = [other.label for other in plan.alternatives if other.label in SWITCHES]
    words = [turn.wording.say(FILE, f"switch_{label}") for label in labels]
    if words:
        turn.offer(turn.wording.say(FILE, "switch"), words)


def _again_shown(turn: Turn, _: PlanAsk, request: PathRequest) -> None:
    turn.intent = Intent.PATH
    told = told_of(turn, _again(turn, request, alternatives=2))
    show(turn, told, told.sentences)


def _again(turn: Turn, request: PathRequest, alternatives: int = 0) -> Plan:
    """The path that was told, from the catalog of now."""
    return turn.tools.plan(
        request.changed(keep=turn.state.plan_steps), alternatives=alternatives, relax=alternatives > 0
    )


_ACTS: dict[PlanAct, Callable[[Turn, PlanAsk, PathRequest], None]] = {
    PlanAct.CHANGE: change,
    PlanAct.WHY: _why,
    PlanAct.STOP: _stop,
    PlanAct.CAN: _can,
    PlanAct.OTHERS: _others,
    PlanAct.SHOW: _again_shown,
    PlanAct.TOTALS: _totals,
    PlanAct.DEMANDS: _demands,
    PlanAct.UNDO: undo,
    PlanAct.LEAVE: _leave,
    PlanAct.ADD: _add,
    PlanAct.HOLDS: _holds,
    PlanAct.CANNOT: _cannot,
}
