"""For people who do not know what they want: at most four questions, then three roles with what each would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.advisor import facts
from bot.advisor.conversation import Exploring
from bot.advisor.path_request import SURE, Asked
from bot.advisor.path_sums import PathSums
from bot.advisor.rules.planning import read_in
from bot.advisor.rules.turn import Turn
from bot.advisor.suggesting import Suited, suited_to
from catalog.credential import Credential
from catalog.errors import LearnerError
from catalog.role import Role
from pathways.plan import Plan
from pathways.request import budget_of
from retrieval.query import Sort

FILE = "explore"
QUESTIONS = ("done", "like", "spend", "time")
ROLES = 3
MOST_OWN = 4
"""So many skills that only one of the weighed roles asks for are named."""
PLANNED = 6
"""Paths are planned for so many of the most suitable roles; the best of these are told."""
NAMED = 0.8
"""A bare answer names the present work only from this score on: "shop work" is not that of a shop's owner."""
MOST_HOURS = 60
"""A number above this one is no answer to how many hours there are in a week."""
ENOUGH = 0.5
"""A role of whose goal less than this share can be reached within the limits is told only where nothing better is."""


def explore(turn: Turn) -> None:
    """Takes what the message says, then asks the next question or tells the roles."""
    state = turn.state
    asking = state.exploring or Exploring()
    if turn.understanding.likes and not asking.like:
        asking = asking.model_copy(update={"like": turn.understanding.likes})
    first = state.exploring is None
    asking = _taken(turn, asking)
    following = next(
        (question for question in QUESTIONS if question not in asking.asked and not _known(turn, asking, question)),
        None,
    )
    stop = any(note.code == "stop" for note in turn.understanding.notes)
    if following is None or stop:
        state.exploring = None
        _tell_roles(turn, asking)
        return
    state.exploring = asking.model_copy(update={"asked": (*asking.asked, following)})
    if first:
        turn.say(FILE, "opening")
    question = turn.wording.say(FILE, f"ask_{following}")
    turn.offer(question, turn.wording.options(FILE, f"options_{following}"))


def _taken(turn: Turn, asking: Exploring) -> Exploring:
    """The answer to the last question, and what else the message says of money, time, work and skills."""
    said = turn.understanding
    question = asking.asked[-1] if asking.asked else ""
    named = str(said.wanted.get("from", ""))
    work = named or (said.text if question == "done" else "")
    role = turn.tools.role_meant(work, SURE if named else NAMED)
    if role:
        turn.person.remember(role=role.id)
    if role and named:
        turn.state.constraints = turn.state.constraints.changed({"from": role.id})
    turn.person.remember(skills=turn.tools.skills_told(said.have))
    _take_limits(turn)
    _take_bare(turn, question)
    if work:
        turn.person.remember(skills=turn.tools.skills_in(work))
        asking = asking.model_copy(update={"done": work})
    return asking.model_copy(update={"like": said.likes or said.text}) if question == "like" else asking


def _take_bare(turn: Turn, question: str) -> None:
    """A number, or nothing at all, as an answer to what can be spent, or to how many hours there are in a week."""
    numbers = [dict(note.values)["number"] for note in turn.understanding.notes if note.code == "number"]
    number = float(numbers[0]) if numbers else 0.0
    if question == "spend" and _spends_nothing(turn):
        turn.person.remember(budget=Decimal(0))
    elif question == "spend" and numbers:
        turn.person.remember(budget=budget_of(number), currency="USD")
    elif question == "time" and 0 < number <= MOST_HOURS:
        turn.person.remember(hours_per_week=number)


def _spends_nothing(turn: Turn) -> bool:
    """Whether the answer to what could be spent is that there is nothing, or too little to name."""
    said = turn.understanding
    nothing = any(note.code == "nothing" for note in said.notes)
    return "max_cost" not in said.wanted and (nothing or said.sort is Sort.COST)


def _take_limits(turn: Turn) -> None:
    wanted = turn.understanding.wanted
    if wanted.get("free"):
        turn.person.remember(budget=Decimal(0))
    elif "max_cost" in wanted:
        turn.person.remember(budget=budget_of(wanted["max_cost"]), currency=wanted.get("currency", "USD"))
    pace = wanted.get("hours_per_week") or wanted.get("max_hours")
    if pace and (wanted.get("hours_per_week") or turn.state.exploring is not None):
        turn.person.remember(hours_per_week=float(pace))


def _known(turn: Turn, asking: Exploring, question: str) -> bool:
    learner = turn.person.learner
    if question == "done":
        return learner.role is not None or bool(learner.skills or asking.done)
    if question == "like":
        return bool(asking.like)
    return learner.budget is not None if question == "spend" else learner.hours_per_week is not None


# ---- the roles


@dataclass(frozen=True, slots=True)
class _Way:
    """A role, the path to it, and something small to try it with."""

    suited: Suited
    plan: Plan
    taster: Credential | None


def _tell_roles(turn: Turn, asking: Exploring) -> None:
    ways = _ways(turn, asking)
    if not ways:
        turn.say(FILE, "nothing")
        return
    turn.say(FILE, "found")
    turn.end_paragraph()
    for way in ways:
        turn.sentences += list(_in_words(turn, way))
        turn.end_paragraph()
    _show_tasters(turn, ways)
    let_choose(turn, [way.suited.role for way in ways])


def weigh(turn: Turn) -> None:
    """Tells of the roles between which somebody weighs what each would take, and what only one of them asks for."""
    named = [turn.tools.role_meant(words) or turn.tools.role_doing(words) for words in turn.understanding.titles]
    roles = list({role.id: role for role in named if role is not None}.values())[:ROLES]
    if len(roles) < 2:
        turn.say(FILE, "nothing")
        return
    _take_limits(turn)
    learner = turn.person.learner
    told = turn.tools.role_meant(str(turn.understanding.wanted.get("from", "")))
    if told is not None:
        turn.state.constraints = turn.state.constraints.changed({"from": told.id})
    present = told or (turn.tools.role(learner.role) if learner.role else None)
    held = frozenset((*learner.skills, *(skill.skill for skill in present.skills)) if present else learner.skills)
    for role in roles:
        each = suited_to(role, held)
        plan = _plan(turn, each, present)
        if plan is not None:
            turn.sentences += _in_words(turn, _Way(each, plan, None))
            turn.sentences += _beyond(turn, role, [other for other in roles if other is not role])
            turn.end_paragraph()
    let_choose(turn, roles)


def _beyond(turn: Turn, role: Role, others: Sequence[Role]) -> list[str]:
    """What a role asks for and none of the others does, the weightiest first."""
    shared = {skill.skill for other in others for skill in other.skills}
    own = [skill.skill for skill in sorted(role.skills, key=lambda s: -s.importance) if skill.skill not in shared]
    return [turn.wording.say(FILE, "beyond", skills=facts.listed(own[:MOST_OWN]))] if own else []


def _show_tasters(turn: Turn, ways: Sequence[_Way]) -> None:
    tasters = list({way.taster.id: way.taster for way in ways if way.taster is not None}.values())
    if tasters:
        turn.say(FILE, "tasters")
        turn.show(tasters)
        turn.state.shown, turn.state.first_shown, turn.state.focus = tuple(item.id for item in tasters), 1, None


def let_choose(turn: Turn, roles: Sequence[Role]) -> None:
    """Asks back which of some roles is wanted."""
    turn.state.told_roles = tuple(role.title for role in roles)
    options = [turn.wording.say(FILE, "choose", role=facts.a_role(role.title)) for role in roles]
    turn.offer(turn.wording.say(FILE, "which"), options)


def _ways(turn: Turn, asking: Exploring) -> list[_Way]:
    learner = turn.person.learner
    present = turn.tools.role(learner.role) if learner.role else None
    held = (*learner.skills, *(skill.skill for skill in present.skills)) if present else learner.skills
    liking = turn.wording.meaning(FILE, "meaning", asking.like) or asking.done
    ranked = [each for each in turn.tools.suited_roles(liking, held) if present is None or each.role.id != present.id]
    planned = [(each, plan) for each in ranked[:PLANNED] if (plan := _plan(turn, each, present)) is not None]
    planned.sort(key=lambda pair: (pair[1].path.coverage < ENOUGH, -pair[0].score))
    return [_Way(each, plan, _taster(turn, each)) for each, plan in planned[:ROLES]]


def _plan(turn: Turn, each: Suited, present: Role | None) -> Plan | None:
    learner = turn.person.learner
    rest = {"hours_per_week": learner.hours_per_week, "currency": learner.currency, "without": learner.avoid}
    asked = Asked(
        to=each.role.title,
        from_=None if present is None else present.title,
        have=learner.skills,
        budget=None if learner.budget is None else str(learner.budget),
        rest={name: value for name, value in rest.items() if value} | {"language": read_in(turn)},
    )
    try:
        request = turn.tools.request(asked, turn.today).request
        return turn.tools.plan(request.changed(fitting=True, exclude=learner.declined), alternatives=0, relax=False)
    except LearnerError:
        return None


def _taster(turn: Turn, each: Suited) -> Credential | None:
    missing = [
        skill.skill
        for skill in sorted(each.role.skills, key=lambda skill: -skill.importance)
        if skill.skill not in each.holds
    ]
    learner = turn.person.learner
    within = {} if learner.budget is None else {"max_cost": learner.budget, "currency": learner.currency or "USD"}
    return turn.tools.taster(missing, read_in(turn)[0], **within)


def _in_words(turn: Turn, way: _Way) -> list[str]:
    role, path = way.suited.role, way.plan.path
    turn.cite([step.credential for step in path.steps])
    total = len(role.skills)
    brings = len(way.suited.holds)
    said = [
        turn.wording.say(
            FILE,
            "role_brings" if brings else "role",
            role=facts.titled(facts.role(role.title)),
            **({"count": brings, "total": total} if brings else {}),
        )
    ]
    if path.steps:
        sums = PathSums(path, way.plan.request, turn.today, turn.wording)
        part = {} if path.coverage >= 1 else {"count": len(path.covered), "total": len(way.plan.gap.wanted)}
        section = "way_part" if part else "way" if brings else "way_all"
        said.append(turn.wording.say(FILE, section, sums=sums.short(), **part))
    elif path.coverage < 1:
        said.append(turn.wording.say(FILE, "no_way"))
    demand = next((demand.text.rstrip(".") for demand in role.entry_demands if demand.kind != "job_zone"), None)
    if demand:
        said.append(turn.wording.say(FILE, "demand", demand=demand[:1].lower() + demand[1:]))
    return said
