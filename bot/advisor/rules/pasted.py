"""A pasted CV or job advert: what is read in it is shown for correction, and kept only where the person says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.advisor import facts
from bot.advisor.conversation import Pasted
from bot.advisor.messages import Intent
from bot.advisor.path_request import Asked
from bot.advisor.rules.exploring import explore
from bot.advisor.rules.goals import limits_asked, tell_request
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.pasted import PastedKind
from bot.advisor.understand.reading import Act, PersonAct, PersonAsk, Understanding
from catalog.role import Role

FILE = "pasted"
MOST_SKILLS = 20
NAMED = 0.8
"""A line of a text names a role only from this score on: many lines are tried."""


def read(turn: Turn) -> None:
    """Reads roles and skills in the text and shows them; the text itself is not kept."""
    said = turn.understanding
    role = _role(turn, said.titles)
    skills = turn.tools.skills_in(said.text)[:MOST_SKILLS]
    if not skills and role is None:
        turn.say(FILE, "nothing")
        return
    turn.state.pasted = Pasted(kind=said.pasted, role=None if role is None else role.id, skills=skills)
    goal = turn.tools.role_meant(said.goal)
    if goal is not None and said.pasted == PastedKind.CV.value:
        _show_what(turn, turn.state.pasted)
        turn.say(FILE, "not_kept")
        turn.end_paragraph()
        turn.intent = Intent.PATH
        tell_request(turn, Asked(to=goal.title, from_=None if role is None else role.title, have=skills))
        return
    if said.asks and role is not None and said.pasted == PastedKind.ADVERT.value:
        _show_what(turn, turn.state.pasted)
        turn.say(FILE, "not_kept")
        turn.end_paragraph()
        turn.intent = Intent.PATH
        tell_request(turn, Asked(to=role.title, have=turn.tools.skills_told(said.have)))
        return
    if said.asks and role is not None:
        _show_what(turn, turn.state.pasted)
        turn.end_paragraph()
        turn.intent = Intent.EXPLORE
        turn.understanding = Understanding(Act.EXPLORE, wanted={"from": role.title})
        explore(turn)
        return
    _show(turn)


def _role(turn: Turn, titles: Sequence[str]) -> Role | None:
    for words in titles:
        role = turn.tools.role_meant(words, NAMED)
        if role is not None:
            return role
    return None


def _show(turn: Turn) -> None:
    if turn.state.pasted is None:
        return
    _show_what(turn, turn.state.pasted)
    turn.say(FILE, "correct_me")
    turn.say(FILE, "not_kept")
    kind = turn.state.pasted.kind
    turn.offer(turn.wording.say(FILE, "what_now"), turn.wording.options(FILE, f"{kind}_options"))


def _show_what(turn: Turn, found: Pasted) -> None:
    """What was read: a role and skills, and which of them the person has."""
    role = turn.tools.role(found.role) if found.role else None
    if role:
        turn.say(FILE, f"{found.kind}_role", role=facts.a_role(role.title))
    else:
        turn.say(FILE, f"{found.kind}_no_role")
    if found.skills:
        turn.say(FILE, f"{found.kind}_skills", skills=facts.listed(found.skills))
    held = [skill for skill in found.skills if skill in turn.person.learner.skills]
    if found.kind == PastedKind.ADVERT.value and held:
        turn.say(FILE, "held", skills=facts.listed(held))


def correct(turn: Turn, ask: PersonAsk) -> None:
    """Adds or removes skills of what was read."""
    found = turn.state.pasted
    if found is None:
        turn.say(FILE, "gone")
        return
    more, less = turn.tools.skills_told(ask.have), turn.tools.skills_told(ask.lack)
    if not more and not less:
        turn.say("profile", "not_understood", words=ask.have or ask.lack)
        return
    skills = tuple(dict.fromkeys(skill for skill in (*found.skills, *more) if skill not in less))
    turn.state.pasted = found.model_copy(update={"skills": skills})
    _show(turn)


def keep(turn: Turn, _: PersonAsk) -> None:
    """Keeps what was read: of a CV work and skills, of an advert the role as a goal."""
    found = turn.state.pasted
    if found is None:
        turn.say(FILE, "gone")
        return
    turn.state.pasted = None
    if found.kind == PastedKind.CV.value:
        turn.person.remember(skills=found.skills, **({"role": found.role} if found.role else {}))
        turn.say(FILE, "kept_cv", skills=facts.listed(found.skills) or "–")
        turn.offer(turn.wording.say("profile", "what_next"), turn.wording.options("profile", "next_options"))
        return
    if found.role:
        turn.person.remember(goal=found.role)
    turn.say(FILE, "kept_advert" if found.role else "gone")


def drop(turn: Turn, _: PersonAsk) -> None:
    """Nothing that was read stays."""
    turn.state.pasted = None
    turn.say(FILE, "dropped")


def plan(turn: Turn, ask: PersonAsk) -> None:
    """A path to the skills that a text asks for. Raises LearnerError."""
    found = turn.state.pasted
    if found is None:
        turn.say(FILE, "gone")
        return
    turn.state.pasted = None
    role = turn.tools.role(found.role) if found.role else None
    use_role = role is not None and not found.skills
    goal = Asked(to=role.title if role and use_role else None, skills=() if use_role else found.skills)
    tell_request(turn, replace(goal, **limits_asked(ask.wanted)))


ACTIONS: dict[PersonAct, Callable[[Turn, PersonAsk], None]] = {
    PersonAct.KEEP_READ: keep,
    PersonAct.CORRECT_READ: correct,
    PersonAct.PLAN_READ: plan,
    PersonAct.DROP_READ: drop,
}
