"""The engine that needs no key: it acts on what was understood, in words from prompts/replies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.advisor.messages import Intent, Pointing
from bot.advisor.rules import pasted, profile, saved_plans
from bot.advisor.rules.care import danger, hear
from bot.advisor.rules.comparing import compare
from bot.advisor.rules.exploring import explore, weigh
from bot.advisor.rules.finding import find, more
from bot.advisor.rules.goals import goal
from bot.advisor.rules.plan_questions import adjust
from bot.advisor.rules.profile import learn
from bot.advisor.rules.same import named
from bot.advisor.rules.talking import goodbye, hello, outside, reset, terms, thanks, unclear, usage
from bot.advisor.rules.telling import details
from bot.advisor.rules.turn import Turn
from bot.advisor.understand import understand
from bot.advisor.understand.forgetting import KINDS
from bot.advisor.understand.parts import parts_of
from bot.advisor.understand.reading import (
    PRIVATE_ACTS,
    Act,
    Known,
    PersonAct,
    PersonAsk,
    PlanAct,
    PlanAsk,
    Reference,
    Understanding,
)
from bot.advisor.understand.tongues import in_english
from catalog.errors import LearnerError

_MAIN = (
    Intent.PATH,
    Intent.ADJUST_PATH,
    Intent.EXPLORE,
    Intent.COMPARE,
    Intent.FIND,
    Intent.DETAILS,
    Intent.EXPLAIN,
    Intent.PROGRESS,
    Intent.PROFILE,
    Intent.PRIVACY,
    Intent.HANDOVER,
    Intent.OUT_OF_SCOPE,
    Intent.HELP,
)
"""The intents by weight: of a message with several, the first is the main one."""
_STILL_EXPLORING = {Act.EXPLORE, Act.PERSON, Act.HELP, Act.REFUSED, Act.DANGER, Act.HELLO, Act.THANKS, Act.UNCLEAR}
_NEW_MATTER = {Act.FIND, Act.COMPARE, Act.RESET}
_PATHS = {Act.GOAL, Act.PLAN, Act.RESET}
_STILL_PASTED = {Act.PASTED, Act.PERSON, Act.HELP, Act.REFUSED, Act.TERMS}


def run(turn: Turn, message: str) -> None:
    """Answers one message, part by part: blocks, citations and the next state are left in the turn."""
    hear(turn, message)
    intents: list[Intent] = []
    for part in parts_of(message, known_of(turn), understand):
        act(turn, understand(part, known_of(turn)))
        intents.append(turn.intent)
    turn.intent = main_of(intents)
    if not turn.person.forgotten:
        learn(turn)


def point(turn: Turn, pointing: Pointing) -> None:
    """Does something with the courses that were pointed at without a word."""
    act(turn, _POINTED[pointing])
    learn(turn)


_ALL = (Reference(place=0),)
_POINTED = {
    Pointing.DETAILS: Understanding(Act.DETAILS, references=_ALL),
    Pointing.COMPARE: Understanding(Act.COMPARE, references=_ALL),
    Pointing.DONE: Understanding(Act.PERSON, person=PersonAsk(PersonAct.DONE, references=_ALL)),
    Pointing.NOT_FOR_ME: Understanding(Act.PERSON, person=PersonAsk(PersonAct.DECLINE, references=_ALL)),
    Pointing.ADD: Understanding(Act.PLAN, plan=PlanAsk(PlanAct.ADD)),
}


def main_of(intents: Sequence[Intent]) -> Intent:
    """The main one of several intents."""
    return min(intents, key=lambda intent: _MAIN.index(intent) if intent in _MAIN else len(_MAIN))


def act(turn: Turn, understanding: Understanding) -> None:
    """Does one thing that was understood, whoever understood it."""
    turn.understanding = named(turn, offered(turn) if understanding.act is Act.AGREE else understanding)
    turn.intent = turn.understanding.intent
    turn.state.offer = None
    turn.state.told_profile = False
    wanted = turn.understanding.act
    if wanted not in _STILL_EXPLORING:
        turn.state.exploring = None
    told = turn.state.told_roles
    if wanted in _NEW_MATTER:
        turn.state.told_roles = ()
    if wanted in _PATHS:
        turn.state.told = ()
    if wanted not in _STILL_PASTED:
        turn.state.pasted = None
    try:
        _ACTS[wanted](turn)
    except LearnerError as error:
        turn.notice("refused", error.message)
    if wanted is Act.FIND and not turn.state.found:
        turn.state.told_roles = turn.state.told_roles or told
    turn.end_paragraph()


def _person(turn: Turn) -> None:
    """Acts on what is said of the person, and of what is kept of them."""
    ask = turn.understanding.person
    if ask is None:
        return
    if ask.act in PRIVATE_ACTS and not turn.private:
        turn.say("profile", "between_us")
        return
    if turn.understanding.instead is not None and not profile.means_something(turn, ask):
        _search_instead(turn)
    else:
        _PERSON_ACTS[ask.act](turn, ask)


def offered(turn: Turn) -> Understanding:
    """What a plain yes stands for: the message that was offered, in the language of the answers."""
    return understand(in_english(turn.state.offer or "", turn.wording.tongue), known_of(turn))


def _details(turn: Turn) -> None:
    """Tells of what is meant; where the words named no title they are what to search for."""
    if not details(turn):
        _search_instead(turn)


def _search_instead(turn: Turn) -> None:
    """The words named no title: they are what to search for."""
    turn.understanding = turn.understanding.instead or turn.understanding
    if not turn.understanding.text:
        unclear(turn)
        return
    turn.intent = Intent.FIND
    find(turn)


_ACTS: dict[Act, Callable[[Turn], None]] = {
    Act.FIND: find,
    Act.MORE: more,
    Act.DETAILS: _details,
    Act.COMPARE: compare,
    Act.GOAL: goal,
    Act.WEIGH: weigh,
    Act.PLAN: adjust,
    Act.HELP: usage,
    Act.TERMS: terms,
    Act.HELLO: hello,
    Act.THANKS: thanks,
    Act.GOODBYE: goodbye,
    Act.RESET: reset,
    Act.REFUSED: outside,
    Act.UNCLEAR: unclear,
    Act.EXPLORE: explore,
    Act.PASTED: pasted.read,
    Act.DANGER: danger,
    Act.PERSON: _person,
}
_PERSON_ACTS: dict[PersonAct, Callable[[Turn, PersonAsk], None]] = (
    profile.ACTIONS | saved_plans.ACTIONS | pasted.ACTIONS
)


def _held(turn: Turn) -> set[str]:
    """The skills that the person told, of themselves or for the path."""
    plan = turn.state.plan
    return {*turn.person.learner.skills, *(skill.skill for skill in (plan.have if plan else ()) if skill.role is None)}


def known_of(turn: Turn) -> Known:
    """What reading a message may rely on at this moment."""
    state = turn.state
    return Known(
        providers=turn.tools.providers(),
        listed=bool(state.shown) or len(state.told) > 1,
        compared=len(state.shown) > 1 and state.shown == state.compared,
        focused=state.focus is not None,
        offered=state.offer is not None,
        exploring=state.exploring is not None,
        pasted=state.pasted is not None,
        roles=turn.tools.role_names(),
        told_roles=state.told_roles,
        told_profile=state.told_profile,
        like=turn.tools.like,
        doing=turn.tools.doing,
        holds=lambda words: bool(set(turn.tools.skills_told(words)) & _held(turn)),
        names_skill=lambda words: bool(turn.tools.skills_in(words)),
        means_skill=lambda words: bool(turn.tools.skill_meant(words)),
        planned=state.plan is not None,
        plan_titles=tuple(plan.title for plan in turn.person.plans),
        plan_in_focus=state.plan is not None and state.constraints.objective is not None,
        today=turn.today,
        language=state.constraints.language,
        describes=lambda words: bool(turn.shown_as(words)),
        titles_in=turn.tools.titles_in,
        held=state.constraints.in_force(),
        facts=turn.person.learner.model_dump(include={"budget", "currency", "hours_per_week"}, exclude_none=True),
        kept=frozenset(kind for kind in KINDS if getattr(turn.person.learner, kind)),
    )
