"""The advisor: a question in, an answer out, the conversation remembered in between."""

from __future__ import annotations

from pydantic import ValidationError

from bot.advisor import rules_engine
from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer, Choices, Notice, Prose, Question
from bot.advisor.ports import CatalogSearch, Clock, ConversationStore
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Toolbox
from bot.advisor.understand import understand
from people.store import ConversationKey
from prompts import library


class Advisor:
    """Answers questions over one catalog; several threads may ask at once."""

    def __init__(self, search: CatalogSearch, conversations: ConversationStore, clock: Clock) -> None:
        self._search = search
        self._conversations = conversations
        self._clock = clock

    def answer(self, question: Question) -> Answer:
        """One turn. The conversation continues only for the same user of the same workspace."""
        key = ConversationKey(question.workspace or "", question.user, question.conversation)
        kept = self._conversations.load(key)
        state = _state(kept)
        turn = self._turn(question, state)
        rules_engine.run(turn)
        if state.turns == 0 and turn.tools.is_sample():
            turn.notice("illustrative", turn.wording.say("notices", "illustrative"))
        turn.state.turns += 1
        self._conversations.save(key, turn.state.model_dump_json(by_alias=True), self._clock())
        return _answer(question, turn)

    def _turn(self, question: Question, state: Conversation) -> Turn:
        tools, now = Toolbox(self._search, question.asker), self._clock()
        understanding = understand(question.text, rules_engine.known_of(state, tools, now.date()))
        return Turn(understanding, state, tools, now, understanding.intent)


def _state(kept: str | None) -> Conversation:
    """What was kept of a conversation; one that this version cannot read begins anew."""
    try:
        return Conversation.model_validate_json(kept) if kept else Conversation()
    except ValidationError:
        return Conversation()


def _answer(question: Question, turn: Turn) -> Answer:
    facts = library()["replies/facts"]
    versions = turn.wording.used | ({facts.name: facts.version} if turn.cited else {})
    return Answer(
        conversation=question.conversation,
        text="\n\n".join(_words(turn)),
        intent=turn.intent,
        constraints=turn.state.constraints.in_force(),
        blocks=tuple(turn.blocks),
        citations=tuple(turn.cited),
        generation=turn.tools.generation,
        prompt_versions=versions,
    )


def _words(turn: Turn) -> list[str]:
    spoken = [block.text for block in turn.blocks if isinstance(block, Prose | Notice)]
    return spoken or [block.question for block in turn.blocks if isinstance(block, Choices)]
