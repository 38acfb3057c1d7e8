"""A career goal: a path to the role that is meant, from what the person brings and may spend."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.advisor import facts
from bot.advisor.conversation import Constraints
from bot.advisor.messages import Intent
from bot.advisor.path_request import Asked, Resolved
from bot.advisor.rules.exploring import ROLES, let_choose, weigh
from bot.advisor.rules.finding import answer, take_over, wish_of
from bot.advisor.rules.planning import keep_before, read_in, tell_plan
from bot.advisor.rules.telling import details
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from bot.advisor.understand.reading import Act
from bot.advisor.understand.topic import is_connector
from catalog.content import fold
from catalog.credential import Credential
from catalog.role import Role
from pathways.plan import Plan, Status
from retrieval.query import Sort

AHEAD = 0.06
"""So far ahead of the next one, a role is meant, and nobody has to choose."""


def goal(turn: Turn) -> None:
    """Plans a path to a role; where the words name none, courses about them are looked for. Raises LearnerError."""
    words = turn.understanding.goal
    if turn.understanding.skills_wanted and (item := _entitled(turn, words)) is not None:
        _to_earn(turn, item)
        return
    role = turn.tools.role_meant(words)
    if role is None and turn.understanding.described:
        roles = _described(turn, words)
        if len(roles) > 1:
            _let_weigh(turn, roles)
            return
        role = roles[0] if roles else None
    if role is None and (roles := _cut_short(turn, words)):
        if len(roles) > 1:
            _let_weigh(turn, roles)
            return
        role = roles[0]
    if role is not None:
        turn.understanding = replace(turn.understanding, goal=role.title)
        resolved, plan = _planned(turn, _asked(turn))
        if _is_untaught(turn, plan):
            _search(turn, "no_path", role=facts.a_role(role.title))
        else:
            _tell(turn, resolved, plan)
    elif not _plan_skills(turn, words):
        _search(turn, "unknown_role", words=words)


def _entitled(turn: Turn, words: str) -> Credential | None:
    """The credential that bears exactly these words for a title."""
    return next((item for item in turn.tools.titled(words)[:1] if fold(item.title) == fold(words)), None)


def _to_earn(turn: Turn, item: Credential) -> None:
    """A path to a larger credential; of another one what it asks for and how it is earned."""
    if item.earned_by is not None:
        tell_request(turn, replace(_asked(turn), to=None, credential=item.id))
        return
    turn.understanding = replace(turn.understanding, act=Act.DETAILS, titles=(item.title,))
    turn.intent = Intent.DETAILS
    details(turn)


def _described(turn: Turn, words: str) -> tuple[Role, ...]:
    """The role in which is done what some words describe; the likeliest ones where none stands out."""
    found = [each for each in turn.tools.roles_doing(words, ROLES) if not _is_ruled_out(turn, each[0])]
    clear = len(found) < 2 or found[0][1] - found[1][1] >= AHEAD
    return tuple(role for role, _ in (found[:1] if clear else found))


def _cut_short(turn: Turn, words: str) -> tuple[Role, ...]:
    """The roles whose title some words cut short."""
    found = (turn.tools.role(id_) for id_ in turn.tools.role_names().cut_short(words))
    return tuple(role for role in found if role is not None)


_RULED_OUT = re.compile(
    r"\b(?:not|never|no|but not|anything but|rather not)(?: (?:as|be|become|being|to be|want to be))*(?: an?| the)?"
    r" (?P<what>[a-z]+(?: [a-z]+)?)"
)


def _is_ruled_out(turn: Turn, role: Role) -> bool:
    """Whether a message says of a role, or of what it is a kind of, that it is not wanted: "but not as a teacher"."""
    ruled_out = {word.rstrip("s") for match in _RULED_OUT.finditer(fold(turn.text)) for word in match["what"].split()}
    return fold(role.title).split()[-1] in ruled_out


def _let_weigh(turn: Turn, roles: Sequence[Role]) -> None:
    """Tells of the roles that may be meant, for the person to choose one."""
    turn.understanding = replace(turn.understanding, act=Act.WEIGH, titles=tuple(role.title for role in roles))
    turn.intent = Intent.EXPLORE
    if len(roles) > ROLES:
        let_choose(turn, roles)
    else:
        weigh(turn)


def _is_untaught(turn: Turn, plan: Plan) -> bool:
    """Whether nothing in the catalog is known to lead to a role, whatever the limits, though there are courses about it."""
    if plan.status is not Status.IMPOSSIBLE or plan.relaxations:
        return False
    return turn.tools.count(Wish(turn.understanding.text, Constraints(), Sort.RELEVANCE, 0, 0)) > 0


def _search(turn: Turn, why: str, **values: str) -> None:
    """Looks for courses about the words of a goal, and says why."""
    take_over(turn)
    turn.say("goal", why, **values)
    turn.end_paragraph()
    turn.intent = Intent.FIND
    answer(turn, wish_of(turn))


def _plan_skills(turn: Turn, words: str) -> bool:
    """Plans a path to a larger credential or to skills where the words name them; False where they do not."""
    titled = [
        item for item in turn.tools.titled(words)[:1] if item.earned_by is not None and _shares(item.title, words)
    ]
    skills = turn.tools.skills_in(words) if turn.understanding.skills_wanted else ()
    if not titled and not skills:
        return False
    asked = replace(_asked(turn), to=None, credential=titled[0].id if titled else None, skills=() if titled else skills)
    tell_request(turn, asked)
    return True


def _shares(title: str, words: str) -> bool:
    """Whether a title holds a telling word of some others."""
    return any(word in fold(title).split() and not is_connector(word) for word in fold(words).split())


def limits_asked(wanted: dict[str, Any]) -> dict[str, Any]:
    """Limits of a message as the parts of what is asked of a path."""
    names = ("hours_per_week", "start", "by", "provider", "level", "delivery", "online")
    rest = {name: wanted[name] for name in names if name in wanted} | _spoken(wanted)
    budget = 0 if wanted.get("free") else wanted.get("max_cost")
    return {"budget": budget, "language": wanted.get("language"), "rest": rest}


def tell_request(turn: Turn, asked: Asked) -> None:
    """Plans and tells a path for what is asked, with what is known of the person. Raises LearnerError."""
    _tell(turn, *_planned(turn, asked))


def _planned(turn: Turn, asked: Asked) -> tuple[Resolved, Plan]:
    resolved = turn.tools.request(_with_what_is_known(turn, asked), turn.today)
    request = resolved.request.changed(fitting=True, exclude=turn.person.learner.declined)
    return resolved, turn.tools.plan(request)


def _tell(turn: Turn, resolved: Resolved, plan: Plan) -> None:
    _remember(turn, resolved)
    tell_plan(turn, plan)


def _with_what_is_known(turn: Turn, asked: Asked) -> Asked:
    """Skills and finished courses of the person count; their languages hold where the message names none."""
    learner = turn.person.learner
    finished = (item.id for item in turn.tools.details(learner.done))
    rest = {"without": learner.avoid} if learner.avoid else {}
    rest |= {} if asked.language else {"language": read_in(turn)}
    return replace(
        asked,
        have=tuple(dict.fromkeys((*asked.have, *learner.skills))),
        done=tuple(dict.fromkeys((*asked.done, *finished))),
        rest=rest | (asked.rest or {}),
    )


def _asked(turn: Turn) -> Asked:
    said, before = turn.understanding.wanted, turn.state.plan
    wanted = {**_standing(turn), **said}
    present = wanted.get("from")
    known = present is not None and turn.tools.role_meant(present) is not None
    had = () if before is None else tuple(skill.skill for skill in before.have if skill.role is None)
    return Asked(
        to=turn.understanding.goal,
        from_=present if known else None,
        have=tuple(dict.fromkeys((*had, *turn.tools.skills_told(turn.understanding.have)))),
        done=() if before is None else before.done,
        **limits_asked(wanted),
    )


def _standing(turn: Turn) -> dict[str, Any]:
    """What was said before of the person, their money and their time; it holds for another goal as well."""
    held, before = turn.state.constraints, turn.state.plan
    work = turn.tools.role(held.from_) if held.from_ else None
    said = {
        "hours_per_week": held.hours_per_week,
        "from": held.from_ if work is None else work.title,
        "not_provider": held.not_provider,
    }
    values = _from_profile(turn) | _stated(said)
    if before is not None:
        present = turn.tools.role(turn.state.plan_roles[1]) if turn.state.plan_roles[1] else None
        values |= _stated(
            {
                "hours_per_week": before.hours_per_week,
                "from": present and present.title,
                "max_cost": before.budget,
                "currency": before.currency,
                "by": before.by if before.by and before.by > turn.today else None,
                "language": next(iter(before.language), None) if before.language != read_in(turn) else None,
            }
        )
    return values


def _from_profile(turn: Turn) -> dict[str, Any]:
    """What earlier conversations told of the person's work, money and time."""
    learner = turn.person.learner
    present = turn.tools.role(learner.role) if learner.role else None
    return _stated(
        {
            "hours_per_week": learner.hours_per_week,
            "from": present and present.title,
            "max_cost": learner.budget,
            "currency": learner.currency if learner.budget is not None else None,
            "by": learner.by if learner.by and learner.by > turn.today else None,
        }
    )


def _stated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _spoken(wanted: dict[str, Any]) -> dict[str, Any]:
    spoken: dict[str, Any] = {}
    if wanted.get("currency"):
        spoken["currency"] = wanted["currency"]
    if wanted.get("not_provider"):
        spoken["without"] = (wanted["not_provider"],)
    if "max_hours" in wanted:
        spoken["hours"] = wanted["max_hours"]
    if wanted.get("objective"):
        spoken["objective"] = wanted["objective"]
    return spoken


def _remember(turn: Turn, resolved: Resolved) -> None:
    """Makes the goal what the conversation is about; limits of an earlier search do not bind the path."""
    role, present = resolved.role, resolved.present
    state = turn.state
    keep_before(turn, state.plan)
    state.plan_roles = (None if role is None else role.id, None if present is None else present.id)
    state.plan_held, state.plan_number, state.untold = (), None, ()
    state.role = role.title if role else None
