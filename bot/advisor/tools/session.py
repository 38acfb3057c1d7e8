"""The tools during one turn: what they did, and what may be done at the asker's own word only."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from bot.advisor.engine import Asked
from bot.advisor.messages import Block, Intent
from bot.advisor.rules.turn import Turn
from bot.advisor.rules_engine import known_of, offered
from bot.advisor.tools.arguments import Fact, Finished, Several
from bot.advisor.tools.registry import BY_NAME, ROLES, Tool, do
from bot.advisor.tools.results import Data, data_of
from bot.advisor.understand import understand
from bot.advisor.understand.parts import parts_of
from bot.advisor.understand.reading import Act, Understanding
from catalog.content import fold

MOST_MISTAKES = 2
"""So many calls with arguments that cannot be are borne with."""


class BadCalls(Exception):
    """The model called tools that do not exist, or with arguments that cannot be, too often."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the tool, the blocks that it left and the ids of the records that it fetched."""

    tool: str
    blocks: tuple[Block, ...]
    ids: tuple[str, ...]
    intent: Intent


@dataclass(slots=True)
class Session:
    """Runs tools on one turn. Nothing is written down that was not `asked` for; `begun` blocks stood before the first
    tool ran."""

    turn: Turn
    asked: Asked
    calls: list[Call] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    versions: dict[str, str] = field(default_factory=dict)
    mistakes: int = 0
    begun: int = 0

    def __post_init__(self) -> None:
        self.begun = len(self.turn.blocks)

    def call(self, name: str, arguments: dict[str, Any]) -> str:
        """What a tool hands back, as JSON. Raises BadCalls where the model cannot handle its tools."""
        tool = BY_NAME[name]
        self.versions[tool.prompt.name] = tool.prompt.version
        try:
            values = tool.arguments.model_validate(arguments)
        except ValidationError as error:
            return _json(self._mistaken(error))
        return _json(self._roles(values) if tool is ROLES else self._done(tool, values))

    def _mistaken(self, error: ValidationError) -> Data:
        self.mistakes += 1
        if self.mistakes > MOST_MISTAKES:
            raise BadCalls
        problems = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors(include_input=False)]
        return {"error": "These arguments cannot be used.", "problems": problems[:6]}

    def _roles(self, values: Any) -> Data:
        matches = self.turn.tools.roles(values.text, 4)
        self.names |= {match.role.title for match in matches}
        self.names |= {skill.skill for match in matches for skill in match.role.skills}
        self.calls.append(Call(ROLES.name, (), (), Intent.EXPLORE))
        roles = [
            {"title": match.role.title, "summary": match.role.summary, "skills": [s.skill for s in match.role.skills]}
            for match in matches
        ]
        return {"roles": roles}

    def _done(self, tool: Tool, values: Any) -> Data:
        meant = tool.means(values, self.turn)
        if meant is None:
            return {"error": tool.unless}
        if tool.writes:
            meant = self._own_word(meant)
            if meant is None:
                return self._ask_first(tool, values)
            if any(call.tool == tool.name for call in self.calls):
                return {"said": ["That is done already."]}
        return self._act(tool, meant)

    def _act(self, tool: Tool, meant: Understanding) -> Data:
        turn = self.turn
        begin, before = len(turn.blocks), turn.cited
        turn.cited = {}
        do(turn, meant)
        blocks, ids = tuple(turn.blocks[begin:]), tuple(turn.cited)
        turn.cited = before | turn.cited
        self.calls.append(Call(tool.name, blocks, ids, turn.intent))
        items = turn.tools.details(ids)
        return data_of(blocks, items, turn.tools.names(items), turn.today)

    def _own_word(self, meant: Understanding) -> Understanding | None:
        """What the asker's own message was read to ask for, where it asks for that at all."""
        for understood in self.asked.readings:
            if meant.person is not None and understood.person is not None and understood.person.act is meant.person.act:
                return understood
            if meant.refused and understood.refused == meant.refused:
                return understood
        return None

    def _ask_first(self, tool: Tool, values: Any) -> Data:
        """Nothing is written down: the asker is offered to say so, in words that are not the model's."""
        words = _words(self.turn, self.asked.text, values)
        if words is None:
            return {"error": "Not done: the learner did not ask for it."}
        wording = self.turn.wording
        option = wording.say("asking", tool.name, **words)
        self.turn.offer(wording.say("asking", "shall_i"), [option])
        self.turn.state.offer = option
        self.calls.append(Call(tool.name, tuple(self.turn.blocks[-1:]), (), self.turn.intent))
        return {"error": "Not done: the learner did not ask for it. The learner was asked whether they want it."}


def _words(turn: Turn, message: str, values: Any) -> dict[str, str] | None:
    """What stands in an offer for the arguments of a tool; None for what neither the asker said nor the catalog holds."""
    if isinstance(values, Fact):
        own = set(re.findall(r"\w+", fold(message)))
        return {"words": " ".join(values.fact.split())} if set(re.findall(r"\w+", fold(values.fact))) <= own else None
    if isinstance(values, Several):
        shown = [str(turn.state.shown.index(id_) + 1) for id_ in values.ids if id_ in turn.state.shown]
        return {"words": shown[0]} if shown else None
    if isinstance(values, Finished):
        steps = [turn.wording.say("asking", "step", words=number) for number in values.steps or ()]
        named = [*steps, *(item.title for item in turn.tools.details(values.ids or ()))]
        return {"words": named[0]} if named else None
    return {}


def readings(turn: Turn, message: str) -> tuple[Understanding, ...]:
    """What a message asks for, part by part; a plain yes asks for what was offered."""
    known = known_of(turn)
    found = [understand(part, known) for part in parts_of(message, known, understand)]
    return tuple(offered(turn) if each.act is Act.AGREE and turn.state.offer else each for each in found)


def _json(data: Data) -> str:
    """Data for the model; what could pass for a mark of its own format is broken up."""
    return json.dumps(data, ensure_ascii=False, default=str).replace("<|", "< |").replace("|>", "| >")


def spoken_of(calls: Sequence[Call], ids: frozenset[str]) -> list[Call]:
    """The calls whose blocks belong to an answer: the last of each tool, and of the earlier ones those which alone hold
    something that the answer speaks of."""
    kept = []
    for number, call in enumerate(calls):
        later = [other for other in calls[number + 1 :] if other.tool == call.tool]
        if not later or ids & (set(call.ids) - {id_ for other in later for id_ in other.ids}):
            kept.append(call)
    return kept
