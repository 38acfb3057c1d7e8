"""The profile in conversation: what is known, told, corrected, forgotten, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.advisor import facts
from bot.advisor.rules.planning import change, step_of
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.forgetting import KINDS
from bot.advisor.understand.reading import PersonAct, PersonAsk, PlanAct, PlanAsk
from bot.advisor.understand.tongues import as_written
from catalog.content import fold
from catalog.language import language_tag
from catalog.learner import Learner
from pathways.request import budget_of

FILE = "profile"
MOST_SHOWN = 12
"""So many skills or titles are listed; more are counted."""


# ---- what is known


def show(turn: Turn, _: PersonAsk) -> None:
    """Everything that is known of the asker, and how it can be changed."""
    lines = known_lines(turn)
    if not lines and not turn.person.plans:
        turn.say(FILE, "nothing_known")
        return
    turn.state.told_profile = True
    turn.say(FILE, "known")
    turn.sentences += lines
    turn.end_paragraph("\n")
    turn.say(FILE, "how_to_change")


def known_lines(turn: Turn) -> list[str]:
    """One line for each thing that is known."""
    learner, plans = turn.person.learner, turn.person.plans
    values: list[tuple[str, str]] = [
        ("role", _role_title(turn, learner.role)),
        ("goal", _role_title(turn, learner.goal)),
        ("skills", _listed(learner.skills)),
        ("done", _listed(_titles(turn, learner.done))),
        ("declined", _listed(_titles(turn, learner.declined))),
        ("budget", _budget(learner)),
        ("pace", "" if learner.hours_per_week is None else facts.hours_long(learner.hours_per_week)),
        ("by", "" if learner.by is None else facts.day(learner.by, turn.today)),
        ("languages", facts.languages(learner.languages) if learner.languages else ""),
        ("avoid", _listed(learner.avoid)),
        ("device", learner.device or ""),
        ("notes", "; ".join(f"“{note}”" for note in learner.notes)),
        ("plans", _listed([plan.title for plan in plans])),
    ]
    return [turn.wording.say(FILE, f"line_{name}", value=value) for name, value in values if value]


def _budget(learner: Learner) -> str:
    if learner.budget is None:
        return ""
    return facts.money(learner.budget, learner.currency or "USD")


def _role_title(turn: Turn, id_: str | None) -> str:
    role = None if id_ is None else turn.tools.role(id_)
    return facts.role(role.title) if role else ""


def _titles(turn: Turn, ids: Sequence[str]) -> list[str]:
    items = turn.tools.details(ids)
    turn.cite(items)
    return [f"“{item.title}”" for item in items]


def _listed(values: Sequence[str]) -> str:
    return facts.listed([*values[:MOST_SHOWN], *([f"+{len(values) - MOST_SHOWN}"] if len(values) > MOST_SHOWN else [])])


def kept(turn: Turn, _: PersonAsk) -> None:
    """What is kept and who sees it, the language model's server where one is asked."""
    turn.say(FILE, "kept")
    if turn.model:
        turn.say(FILE, "kept_model")


# ---- telling and forgetting


def remember(turn: Turn, ask: PersonAsk) -> None:
    """Notes what the person tells of themselves, in the catalog's words where it has any."""
    told = list(_told(turn, ask))
    if not told:
        if ask.words:
            words = as_written(turn.text, turn.wording.tongue, ask.words)
            turn.person.remember(notes=(words,))
            turn.say(FILE, "noted_words", value=words)
        else:
            turn.say(FILE, "not_understood", words=ask.have or ask.role)
        return
    turn.say(FILE, "noted", list=facts.listed(told))
    if turn.state.plan is not None and (ask.have or ask.lack or ask.wanted):
        change(turn, PlanAsk(PlanAct.CHANGE, have=ask.have, lack=ask.lack, wanted=ask.wanted), turn.state.plan)
    elif turn.person.learner.goal is None:
        turn.end_paragraph()
        turn.offer(turn.wording.say(FILE, "what_next"), turn.wording.options(FILE, "next_options"))


def means_something(turn: Turn, ask: PersonAsk) -> bool:
    """Whether what is told names a role, a skill, a language or a device that is known here."""
    skills = turn.tools.skills_told(ask.have) or turn.tools.skills_told(ask.lack)
    roles = turn.tools.role_meant(ask.role) or turn.tools.role_meant(ask.goal)
    return bool(ask.device or ask.languages or ask.wanted or skills or roles or ask.words)


def _told(turn: Turn, ask: PersonAsk) -> list[str]:
    role, goal = turn.tools.role_meant(ask.role), turn.tools.role_meant(ask.goal)
    have, lack = turn.tools.skills_told(ask.have), turn.tools.skills_told(ask.lack)
    if role:
        turn.person.remember(role=role.id)
        if turn.state.plan is not None:
            turn.state.plan_roles = (turn.state.plan_roles[0], role.id)
    if goal:
        turn.person.remember(goal=goal.id)
    if ask.languages:
        turn.person.remember(languages=ask.languages)
    if have:
        turn.person.remember(skills=have)
    if lack:
        turn.person.forget(skills=lack)
    if ask.device:
        turn.person.remember(device=ask.device)
    told = [
        ("told_role", facts.a_role(role.title) if role else ""),
        ("told_skills", facts.listed(have)),
        ("told_lack", facts.listed(lack)),
        ("told_goal", facts.a_role(goal.title) if goal else ""),
        ("told_languages", facts.languages(ask.languages) if ask.languages else ""),
        ("told_device", ask.device),
        *_told_limits(turn, ask.wanted),
    ]
    return [turn.wording.say(FILE, section, value=value) for section, value in told if value]


def _told_limits(turn: Turn, wanted: dict[str, Any]) -> list[tuple[str, str]]:
    """Money, time and providers of the person, remembered and named."""
    told: list[tuple[str, str]] = []
    if wanted.get("free") or "max_cost" in wanted:
        budget = budget_of(0 if wanted.get("free") else wanted["max_cost"])
        currency = wanted.get("currency", "USD")
        turn.person.remember(budget=budget, currency=currency)
        told.append(("told_budget", facts.money(budget, currency)))
    if "hours_per_week" in wanted:
        turn.person.remember(hours_per_week=float(wanted["hours_per_week"]))
        told.append(("told_pace", facts.hours_long(float(wanted["hours_per_week"]))))
    if "by" in wanted:
        day = dt.date.fromisoformat(wanted["by"])
        turn.person.remember(by=day)
        told.append(("told_by", facts.day(day, turn.today)))
    if "not_provider" in wanted:
        turn.person.remember(avoid=(wanted["not_provider"],))
        turn.tools.avoid((wanted["not_provider"],))
        told.append(("told_avoid", wanted["not_provider"]))
    return told


_ALL_SKILLS = re.compile(r"\bmy (?:\w+ )?skills\b")


def forget(turn: Turn, ask: PersonAsk) -> None:
    """Forgets single facts: skills that are named, or the kind of fact that the words speak of."""
    learner = turn.person.learner
    skills = [skill for skill in turn.tools.skills_told(ask.have or ask.words) if skill in learner.skills]
    if _ALL_SKILLS.search(ask.words.casefold()):
        skills = list(learner.skills)
    names = [name for name, words in KINDS.items() if any(word in ask.words.casefold().split() for word in words)]
    role = turn.tools.role_meant(ask.role)
    if role and learner.role == role.id:
        names.append("role")
    avoided = [name for name in learner.avoid if set(fold(name).split()) & set(fold(ask.words).split())]
    notes = [note for note in learner.notes if note.casefold() in f"{ask.words}\n{turn.text}".casefold()]
    tags = [tag for word in ask.words.split() if (tag := language_tag(word)) in learner.languages]
    if skills:
        turn.person.forget(skills=skills)
        _unlearn(turn, skills)
    elif avoided:
        turn.person.forget(avoid=avoided)
        turn.tools.allow(avoided)
    elif tags:
        turn.person.forget(languages=tags)
    elif names:
        turn.person.forget(names)
        turn.state.untold = tuple(dict.fromkeys((*turn.state.untold, *names)))
    elif notes:
        turn.person.forget(notes=notes)
    else:
        turn.say(FILE, "not_known", words=as_written(turn.text, turn.wording.tongue, ask.words))
        return
    spoken = [facts.languages(tags)] if tags else []
    kinds = [turn.wording.say(FILE, f"kind_{name}") for name in names]
    named = facts.listed([*skills, *avoided, *spoken, *kinds]) or facts.listed([f"“{note}”" for note in notes])
    turn.say(FILE, "forgotten", list=named or as_written(turn.text, turn.wording.tongue, ask.words))


def _unlearn(turn: Turn, skills: Sequence[str]) -> None:
    """The path no longer counts on these skills."""
    plan = turn.state.plan
    if plan is not None:
        have = tuple(skill for skill in plan.have if skill.skill not in skills)
        turn.state.plan = plan.changed(have=have)
    held = turn.state.constraints
    left = tuple(skill for skill in held.have if skill not in skills)
    turn.state.constraints = held.changed({"have": left} if left else {}, frozenset({"have"}))


def forget_all(turn: Turn, _: PersonAsk) -> None:
    """Everything that is kept of the person goes; the conversation begins anew."""
    turn.person.forget_all()
    turn.begin_anew()
    turn.say(FILE, "forgotten_all")


def export(turn: Turn, _: PersonAsk) -> None:
    """Everything that is kept, as JSON that can be copied."""
    turn.say(FILE, "export")
    turn.end_paragraph()
    document: dict[str, Any] = turn.person.export()
    turn.sentences.append(json.dumps(document, ensure_ascii=False, indent=1))
    turn.end_paragraph()


# ---- what is not wanted


def decline(turn: Turn, ask: PersonAsk) -> None:
    """What was pointed at is not suggested again; a step of the path leaves it."""
    steps = turn.tools.details([step_of(turn, number) for number in ask.steps])
    items = steps or turn.pointed_at(ask.references) or turn.listed()[:1]
    if not items:
        turn.say("details", "nothing_listed")
        return
    turn.person.remember(declined=tuple(item.id for item in items))
    turn.cite(items)
    turn.hide(item.id for item in items)
    turn.say(FILE, "declined", titles=facts.listed([f"“{item.title}”" for item in items]))
    if steps and turn.state.plan is not None:
        turn.end_paragraph()
        change(turn, PlanAsk(PlanAct.CHANGE, drop=ask.steps), turn.state.plan)
    else:
        turn.say(FILE, "more_hint")


# ---- learning from what is said


def learn(turn: Turn) -> None:
    """Keeps what a career goal or a path says of the person: work, goal, skills, money, time, languages."""
    state, plan = turn.state, turn.state.plan
    if plan is None or state.constraints.objective is None:
        held = state.constraints
        if held.hours_per_week is not None:
            turn.person.remember(hours_per_week=held.hours_per_week)
        return
    told: dict[str, Any] = {
        "role": state.plan_roles[1],
        "goal": state.plan_roles[0],
        "budget": plan.budget,
        "currency": plan.currency if plan.budget is not None else None,
        "hours_per_week": state.constraints.hours_per_week,
        "by": plan.by,
    }
    told = {name: value for name, value in told.items() if value is not None and name not in state.untold}
    skills = tuple(skill.skill for skill in plan.have if skill.role is None)
    turn.person.remember(**told, skills=skills, done=plan.done, avoid=plan.without)


ACTIONS: dict[PersonAct, Callable[[Turn, PersonAsk], None]] = {
    PersonAct.SHOW: show,
    PersonAct.KEPT: kept,
    PersonAct.REMEMBER: remember,
    PersonAct.FORGET: forget,
    PersonAct.FORGET_ALL: forget_all,
    PersonAct.EXPORT: export,
    PersonAct.DECLINE: decline,
}
