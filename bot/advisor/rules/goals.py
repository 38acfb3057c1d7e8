"""A career goal: the role by name, what it asks for, and courses for its core skills."""

from __future__ import annotations

from bot.advisor import facts
from bot.advisor.rules.finding import answer, take_over, wish_of
from bot.advisor.rules.turn import Turn
from catalog.role import Role

SURE = 0.5
"""Below this score the words do not name a role."""
TOP_SKILLS = 5
SEARCHED = 3


def goal(turn: Turn) -> None:
    """Names the role, its core skills and its usual demands, and shows courses; a plan is not made yet."""
    words = turn.understanding.goal
    matches = [match for match in turn.tools.roles(words) if match.score >= SURE]
    take_over(turn)
    if not matches:
        turn.say("goal", "unknown_role", words=words)
        turn.end_paragraph()
    else:
        _role(turn, matches[0].role)
    turn.notice("no_plan_yet", turn.wording.say("goal", "no_plan_yet"))
    answer(turn, wish_of(turn))


def _role(turn: Turn, role: Role) -> None:
    skills = [skill.skill for skill in sorted(role.skills, key=lambda skill: -skill.importance)]
    turn.say(
        "goal",
        "role",
        role=role.title.lower() if role.title[:2].istitle() else role.title,
        skills=facts.listed(skills[:TOP_SKILLS]),
    )
    demands = [demand.text for demand in role.entry_demands if demand.kind != "job_zone"] or [
        demand.text for demand in role.entry_demands
    ]
    if demands:
        turn.say("goal", "demands", demands=demands[0].rstrip("."))
    turn.end_paragraph()
    turn.state.role = role.title
    turn.state.text = " ".join(skills[:SEARCHED])
    turn.state.constraints = turn.state.constraints.changed({"to": role.id})
