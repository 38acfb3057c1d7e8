"""Paths in a conversation: telling one, and changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.advisor import facts
from bot.advisor.conversation import Constraints
from bot.advisor.messages import PathBlock
from bot.advisor.paths import Told
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.reading import PlanAsk
from catalog.content import fold
from catalog.credential import Credential
from catalog.errors import LearnerError, UsageError
from catalog.role import Role
from pathways import adjust as what_if
from pathways.plan import Plan
from pathways.request import HeldSkill, Objective, PathRequest, budget_of

READ_IN = "en"
"""The language in which courses are planned beside that of the answers while nobody asks for another one."""
MOST_NAMED = 5
"""So many changed steps are named; more are counted."""
FILE = "path"


def read_in(turn: Turn) -> tuple[str, ...]:
    """The languages in which courses are planned while nobody asks for another one: the learner's own."""
    learner = turn.person.learner
    return learner.languages or tuple(dict.fromkeys((turn.wording.tongue, READ_IN)))


def tell_plan(turn: Turn, plan: Plan) -> None:
    """Tells and remembers a path."""
    told = told_of(turn, plan)
    show(turn, told, told.sentences)


# ---- telling


def told_of(turn: Turn, plan: Plan) -> Told:
    """A plan in words."""
    return turn.tools.tell(plan, _role(turn), turn.wording, turn.today)


def _role(turn: Turn) -> Role | None:
    return None if turn.state.plan_roles[0] is None else turn.tools.role(turn.state.plan_roles[0])


def show(turn: Turn, told: Told, paragraphs: Sequence[str]) -> None:
    """The first paragraph, the steps, and the other paragraphs."""
    first, *others = paragraphs or ("",)
    turn.sentences += [first] if first else []
    turn.end_paragraph()
    if told.plan.path.steps:
        turn.blocks.append(PathBlock(path=told.document))
    for paragraph in others:
        turn.sentences.append(paragraph)
        turn.end_paragraph()
    turn.cite([step.credential for step in told.plan.path.steps])
    turn.cite([other.credential for other in told.plan.path.earns])
    _remember(turn, told.plan)


def _remember(turn: Turn, plan: Plan) -> None:
    """The path is what the conversation is about now: its limits are those in force."""
    state, request = turn.state, plan.request
    state.plan, state.plan_steps = request.changed(keep=()), plan.path.ids
    state.shown, state.first_shown, state.focus = plan.path.ids, 1, None
    state.text, state.relative = "", frozenset()
    values: dict[str, Any] = {
        "to": state.plan_roles[0],
        "from": state.plan_roles[1],
        "budget": request.budget,
        "currency": request.currency if request.budget is not None else None,
        "hours": request.hours,
        "hours_per_week": request.hours_per_week,
        "by": request.by,
        "objective": request.objective.value,
        "have": tuple(skill.skill for skill in request.have if skill.role is None),
        "done": request.done,
        "skill": () if request.role or request.credential else tuple(skill.skill for skill in request.skills),
        "provider": request.provider,
        "not_provider": next(reversed(request.without), None),
        "language": next(iter(request.language), None) if request.language != read_in(turn) else None,
        "level": request.level,
        "delivery": request.delivery,
        "online": request.online or None,
    }
    limits = {name: value for name, value in values.items() if value not in (None, ())}
    state.constraints = Constraints().changed(limits)


# ---- changing


_FACTS = {"max_cost": ("budget", "currency"), "by": ("by",), "hours_per_week": ("hours_per_week",)}
"""The facts of a person that a limit is kept as: lifted, they are not kept either."""


def change(turn: Turn, ask: PlanAsk, request: PathRequest) -> None:
    """Plans again after a message, and says what that changes. Raises LearnerError for what cannot be."""
    plan, held = _planned(turn, *_changed(turn, ask, request))
    turn.person.forget([fact for limit, facts_of in _FACTS.items() if limit in ask.cleared for fact in facts_of])
    told = told_of(turn, plan)
    before = turn.state.plan_steps
    keep_before(turn, request)
    turn.state.plan_held = held
    if before and told.plan.path.ids == before:
        _say_same(turn, ask, told)
    else:
        show_changed(turn, told, [step_of(turn, number) for number in ask.done])


def add(turn: Turn, item: Credential, request: PathRequest) -> None:
    """Plans again with a course in the path, and says what that changes. Raises LearnerError where it cannot be in it."""
    base = loose(turn, request)
    plan = turn.tools.plan(what_if.pinned(base, turn.state.plan_steps, item.id))
    keep_before(turn, request)
    turn.state.plan_held = ()
    show_changed(turn, told_of(turn, plan), ())


def _planned(turn: Turn, request: PathRequest, held: tuple[str, ...]) -> tuple[Plan, tuple[str, ...]]:
    """The path, and the steps held in their places: none where they cannot stay without the one that was swapped."""
    try:
        return turn.tools.plan(request), held
    except UsageError:
        if not held:
            raise
        free = request.changed(pin=tuple(id_ for id_ in request.pin if id_ not in held))
        return turn.tools.plan(free), ()


def undo(turn: Turn, _: PlanAsk, request: PathRequest) -> None:
    """The path before the last change; undone twice, the change holds again."""
    if turn.state.plan_before is None:
        turn.say(FILE, "nothing_to_undo")
        return
    state = turn.state
    before, steps, held = turn.state.plan_before
    plan, roles = turn.tools.plan(before.changed(keep=steps)), state.plan_roles_before
    other = roles != state.plan_roles
    keep_before(turn, request)
    state.plan_held, state.plan_roles = held, roles
    told = told_of(turn, plan)
    if other:
        show(turn, told, told.sentences)
    else:
        show_changed(turn, told, ())


def keep_before(turn: Turn, request: PathRequest | None) -> None:
    """Keeps the path as it is, for one who takes the next change back; nothing where there is none."""
    state = turn.state
    state.plan_before = None if request is None else (request, state.plan_steps, state.plan_held)
    state.plan_roles_before = state.plan_roles


def show_changed(turn: Turn, told: Told, done: Sequence[str]) -> None:
    """What went and what came, and the path that stands now."""
    before, now = turn.state.plan_steps, told.plan.path.ids
    if before and now == before:
        _say_as_before(turn, told)
        return
    if before and set(now) == set(before):
        turn.say(FILE, "changed_order")
        turn.end_paragraph()
    elif before and now:
        _say_changed(turn, before, told.plan, done)
    show(turn, told, told.change if now else told.sentences)


def _changed(turn: Turn, ask: PlanAsk, request: PathRequest) -> tuple[PathRequest, tuple[str, ...]]:
    """The request after a message, and the steps that it holds in their places only until the next change.

    Raises LearnerError for what cannot be.
    """
    steps, base = turn.state.plan_steps, request if ask.pin else loose(turn, request)
    changed = what_if.changed(base, steps, **(_cleared(ask.cleared) | limits_of(ask.wanted, request)))
    if ask.objective is not None:
        changed = changed.changed(objective=ask.objective)
    changed = changed.changed(have=_held(turn, ask, changed))
    for numbers, apply in (
        (ask.done, what_if.with_step_done),
        (ask.drop, what_if.without_step),
        (ask.swap, what_if.swapped),
        (ask.pin, what_if.pinned),
    ):
        for number in numbers:
            changed = apply(changed, changed.keep or steps, step_of(turn, number))
    if ask.without or ask.without_it:
        step = _step_spoken_of(turn) if ask.without_it else step_about(turn, ask.without)
        changed = what_if.without_step(changed, changed.keep or steps, step)
    meant = {*loose(turn, request).pin, *(step_of(turn, number) for number in ask.pin)}
    return changed, tuple(id_ for id_ in changed.pin if id_ not in meant)


def _held(turn: Turn, ask: PlanAsk, request: PathRequest) -> tuple[HeldSkill, ...]:
    """The skills that are held after a message. Raises LearnerError where it names none that is known."""
    more, less = turn.tools.skills_told(ask.have), turn.tools.skills_told(ask.lack)
    alone = not (ask.wanted or ask.cleared or ask.objective)
    for words, skills in ((ask.have, more), (ask.lack, less)):
        if words and not skills and alone:
            raise LearnerError(turn.wording.say(FILE, "unknown_skill", words=words))
    kept = [skill for skill in request.have if skill.skill not in (*more, *less)]
    return (*kept, *(HeldSkill(skill=skill) for skill in more))


def loose(turn: Turn, request: PathRequest) -> PathRequest:
    """The request without the steps that only a swap held in their places."""
    return request.changed(pin=tuple(id_ for id_ in request.pin if id_ not in turn.state.plan_held))


def step_of(turn: Turn, number: int) -> str:
    """The id of a step by its number, from the end where it is negative. Raises LearnerError where there is none."""
    steps = turn.state.plan_steps
    at = number - 1 if number > 0 else len(steps) + number
    if not 0 <= at < len(steps):
        raise LearnerError(turn.wording.say(FILE, "no_such_step", steps=facts.steps(len(steps)), number=number))
    return steps[at]


def _step_spoken_of(turn: Turn) -> str:
    """The id of the step that was spoken of last. Raises LearnerError where that was none."""
    focus = turn.state.focus
    if focus is None or focus not in turn.state.plan_steps:
        raise LearnerError(turn.wording.say(FILE, "no_step_about", words="it"))
    return focus


def step_about(turn: Turn, words: str) -> str:
    """The id of the step that teaches what some words name, or whose title holds them. Raises LearnerError."""
    skills, named = set(turn.tools.skills_told(words)), set(fold(words).split())
    steps = turn.tools.details(turn.state.plan_steps)
    titled = [item.id for item in steps if named <= set(fold(item.title).split())]
    for id_ in (*titled, *(item.id for item in steps if skills & set(item.skills))):
        return id_
    raise LearnerError(turn.wording.say(FILE, "no_step_about", words=words))


def limits_of(wanted: Mapping[str, Any], request: PathRequest) -> dict[str, object]:
    """Limits of a message by their names in a request."""
    same = ("hours_per_week", "start", "by", "provider", "level", "delivery", "online")
    limits: dict[str, object] = {name: wanted[name] for name in same if name in wanted}
    if "max_cost" in wanted:
        limits["budget"] = budget_of(wanted["max_cost"])
        limits["currency"] = wanted.get("currency", request.currency)
    if wanted.get("free"):
        limits["budget"] = Decimal(0)
    limits |= _relative(wanted, request)
    if "max_hours" in wanted:
        limits["hours"] = wanted["max_hours"]
    if "language" in wanted:
        limits["language"] = (wanted["language"],)
    if "more_language" in wanted:
        limits["language"] = tuple(dict.fromkeys((*request.language, wanted["more_language"])))
    if "not_provider" in wanted:
        limits["without"] = (*request.without, wanted["not_provider"])
    return limits


def _relative(wanted: Mapping[str, Any], request: PathRequest) -> dict[str, object]:
    """Limits that are measured against those in force: more money, half the hours."""
    limits: dict[str, object] = {}
    if "more_cost" in wanted and request.budget is not None:
        limits["budget"] = max(Decimal(0), request.budget + Decimal(str(wanted["more_cost"])))
    if "share_of_cost" in wanted and request.budget is not None:
        limits["budget"] = budget_of(float(request.budget) * wanted["share_of_cost"])
    if "more_hours_per_week" in wanted:
        limits["hours_per_week"] = request.hours_per_week + wanted["more_hours_per_week"]
    if "share_of_hours" in wanted:
        limits["hours_per_week"] = max(0.5, request.hours_per_week * wanted["share_of_hours"])
    return limits


def _cleared(names: frozenset[str]) -> dict[str, object]:
    """Limits that no longer hold, by their names in a request."""
    return {_LIMITS[name][0]: _LIMITS[name][1] for name in names if name in _LIMITS}


_LIMITS: dict[str, tuple[str, object]] = {
    "max_cost": ("budget", None),
    "max_hours": ("hours", None),
    "by": ("by", None),
    "provider": ("provider", None),
    "not_provider": ("without", ()),
    "language": ("language", ()),
    "level": ("level", None),
    "delivery": ("delivery", None),
    "online": ("online", False),
}


def _say_same(turn: Turn, ask: PlanAsk, told: Told) -> None:
    """The same steps in the same order, whatever they come to now."""
    plan = told.plan
    if ask.objective:
        turn.sentences.append(told.words.best(ask.objective))
    _say_as_before(turn, told, ask)
    if ask.objective == Objective.CHEAPEST.value:
        _say_less(turn, plan)


_MOVES_DAYS = {"hours_per_week", "start", "more_hours_per_week", "share_of_hours"}
"""Limits that move the days of the same steps: the path is shown again."""


def _say_as_before(turn: Turn, told: Told, ask: PlanAsk | None = None) -> None:
    if ask is not None and ask.wanted.keys() & _MOVES_DAYS:
        turn.say(FILE, "changed_days")
        turn.end_paragraph()
        show(turn, told, told.change)
        return
    turn.say(FILE, "changed_nothing", sums=told.words.sums.line())
    show(turn, told, ())


def _say_changed(turn: Turn, before: Sequence[str], plan: Plan, done: Sequence[str]) -> None:
    out = [id_ for id_ in before if id_ not in plan.path.ids]
    came = [step.credential.title for step in plan.path.steps if step.credential.id not in before]
    if len(out) + len(came) > MOST_NAMED:
        stay = len(before) - len(out)
        kept = {"kept": facts.steps(stay)} if stay else {}
        turn.say(FILE, "changed_many" if stay else "changed_all", count=len(out), number=len(came), **kept)
    else:
        names = {item.id: item.title for item in turn.tools.details(out)}
        gone = [(names[id_], "changed_done" if id_ in done else "changed_dropped") for id_ in out if id_ in names]
        changes = [(title, section) for title, section in (*gone, *((title, "changed_added") for title in came))]
        turn.say(FILE, "changed", changes=facts.listed([turn.wording.say(FILE, s, title=t) for t, s in changes]))
    turn.end_paragraph()


def _say_less(turn: Turn, plan: Plan) -> None:
    """What less money would reach, where nothing cheaper does all of it."""
    points = [
        point for point in turn.tools.frontier(plan.request) if point.cents < plan.path.totals.cents and point.steps
    ]
    if points:
        best = points[-1]
        turn.say(
            FILE,
            "less_money",
            money=facts.money(Decimal(best.cents) / 100, plan.request.currency),
            share=facts.percent(best.coverage),
        )
