"""The tools by name: each turns its arguments into what a message would have been understood as, and has that done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.advisor import rules_engine
from bot.advisor.rules.turn import Turn
from bot.advisor.tools import arguments as given
from bot.advisor.tools.arguments import Arguments
from bot.advisor.understand.reading import (
    Act,
    Aspect,
    PersonAct,
    PersonAsk,
    PlanAct,
    PlanAsk,
    Reference,
    Understanding,
)
from prompts import Prompt, library
from retrieval.query import Filters, Sort

Means = Callable[[Any, Turn], Understanding | None]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. `means` gives what its arguments stand for, or None where that cannot be done now: then `else_` says why.

    A tool that `writes` does only what the asker's own message was read to ask for, and in the words of that message.
    """

    name: str
    arguments: type[Arguments]
    means: Means
    writes: bool = False
    unless: str = ""

    @property
    def prompt(self) -> Prompt:
        """The file that describes it."""
        return library()[f"tools/{self.name}"]

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments, described in the words of its file."""
        return _schema(self)


@cache
def _schema(tool: Tool) -> dict[str, Any]:
    schema = tool.arguments.model_json_schema()
    schema.pop("description", None)
    for name, field in schema["properties"].items():
        field.pop("title", None)
        if name in tool.prompt.sections:
            field["description"] = tool.prompt.sections[name]
    return schema


def _references(ids: list[str]) -> tuple[Reference, ...]:
    return tuple(Reference(id=id_) for id_ in ids)


# ---- the catalog


def _search(arguments: given.Search, turn: Turn) -> Understanding:
    wanted = arguments.given("text", "sort")
    turn.state.text, turn.state.role = "", None
    return Understanding(
        Act.FIND,
        wanted=wanted,
        cleared=frozenset(Filters.model_fields) - set(wanted),
        sort=arguments.sort or Sort.RELEVANCE,
        text=arguments.text.strip(),
    )


def _more(_: Arguments, __: Turn) -> Understanding:
    return Understanding(Act.MORE)


def _details(arguments: given.Details, _: Turn) -> Understanding:
    return Understanding(Act.DETAILS, references=_references(arguments.ids), aspects=tuple(arguments.facts or ()))


def _stacking(arguments: given.Several, _: Turn) -> Understanding:
    aspects = (Aspect.BEFORE, Aspect.TOWARD, Aspect.CREDIT)
    return Understanding(Act.DETAILS, references=_references(arguments.ids), aspects=aspects)


def _compare(arguments: given.Several, _: Turn) -> Understanding:
    return Understanding(Act.COMPARE, references=_references(arguments.ids))


# ---- paths


def _goal(arguments: given.PathGoal, _: Turn) -> Understanding:
    wanted = arguments.given("role", "from_role", "have")
    if arguments.from_role:
        wanted["from"] = arguments.from_role
    return Understanding(Act.GOAL, goal=arguments.role, text=arguments.role, wanted=wanted, have=_said(arguments.have))


def _said(names: list[str] | None) -> str:
    return ", ".join(names or ())


def _change(arguments: given.PathChange, turn: Turn) -> Understanding | None:
    if turn.state.plan is None:
        return None
    if arguments.undo:
        return Understanding(Act.PLAN, plan=PlanAsk(PlanAct.UNDO))
    left_out = ("drop", "swap", "pin", "objective", "have", "lack", "no_longer", "undo")
    ask = PlanAsk(
        PlanAct.CHANGE,
        drop=tuple(arguments.drop or ()),
        swap=tuple(arguments.swap or ()),
        pin=tuple(arguments.pin or ()),
        objective=arguments.objective and arguments.objective.value,
        have=_said(arguments.have),
        lack=_said(arguments.lack),
        wanted=_limits(arguments, *left_out),
        cleared=frozenset(limit.value for limit in arguments.no_longer or ()),
    )
    return Understanding(Act.PLAN, wanted=ask.wanted, plan=ask)


def _limits(arguments: given.PathChange | given.PathQuestion, *left_out: str) -> dict[str, Any]:
    """Limits as a message gives them: dates are dates, amounts are numbers."""
    wanted = arguments.given(*left_out)
    return wanted | ({"by": arguments.by} if arguments.by is not None else {})


def _ask(arguments: given.PathQuestion, turn: Turn) -> Understanding | None:
    if turn.state.plan is None:
        return None
    wanted = _limits(arguments, "question", "step")
    ask = PlanAsk(PlanAct(arguments.question.value), step=arguments.step, wanted=wanted)
    return Understanding(Act.PLAN, wanted=wanted, plan=ask)


# ---- the person


def _person(act: PersonAct) -> Means:
    return lambda _, __: Understanding(Act.PERSON, person=PersonAsk(act))


def _open(arguments: given.PlanNumber, _: Turn) -> Understanding:
    return Understanding(Act.PERSON, person=PersonAsk(PersonAct.OPEN, number=arguments.number))


def _hand_over(_: Arguments, __: Turn) -> Understanding:
    return Understanding(Act.REFUSED, refused="human")


NO_PATH = "There is no path yet. Call plan_path first."
TOOLS: tuple[Tool, ...] = (
    Tool("search_courses", given.Search, _search),
    Tool("more_results", given.Nothing, _more),
    Tool("course_details", given.Details, _details),
    Tool("compare_courses", given.Several, _compare),
    Tool("stacking_and_credit", given.Several, _stacking),
    Tool("plan_path", given.PathGoal, _goal),
    Tool("change_path", given.PathChange, _change, unless=NO_PATH),
    Tool("explain_path", given.PathQuestion, _ask, unless=NO_PATH),
    Tool("save_plan", given.Nothing, _person(PersonAct.SAVE), writes=True),
    Tool("list_plans", given.Nothing, _person(PersonAct.PLANS)),
    Tool("open_plan", given.PlanNumber, _open),
    Tool("mark_done", given.Finished, _person(PersonAct.DONE), writes=True),
    Tool("progress", given.Nothing, _person(PersonAct.PROGRESS)),
    Tool("show_profile", given.Nothing, _person(PersonAct.SHOW)),
    Tool("remember", given.Fact, _person(PersonAct.REMEMBER), writes=True),
    Tool("forget", given.Fact, _person(PersonAct.FORGET), writes=True),
    Tool("not_again", given.Several, _person(PersonAct.DECLINE), writes=True),
    Tool("hand_over", given.Nothing, _hand_over, writes=True),
)
ROLES = Tool("find_roles", given.Roles, lambda _, __: None)
"""Roles are looked up without anything being said or shown."""
BY_NAME: Mapping[str, Tool] = {tool.name: tool for tool in (*TOOLS, ROLES)}


def do(turn: Turn, understanding: Understanding) -> None:
    """Has it done by the rules engine."""
    rules_engine.act(turn, understanding)
