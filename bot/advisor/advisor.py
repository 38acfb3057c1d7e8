"""The advisor: a question in, an answer out, the conversation remembered in between."""

from __future__ import annotations

from pydantic import ValidationError

from bot.advisor import rules_engine
from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer, Choices, Notice, Prose, Question
from bot.advisor.person import Person
from bot.advisor.ports import CatalogSearch, Clock, PeopleStore
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Toolbox
from people.store import ConversationKey
from prompts import library


class Advisor:
    """Answers questions over one catalog; several threads may ask at once."""

    def __init__(self, search: CatalogSearch, people: PeopleStore, clock: Clock, *, contact: str = "") -> None:
        self._search = search
        self._people = people
        self._clock = clock
        self._contact = contact

    def answer(self, question: Question) -> Answer:
        """One turn. The conversation continues only for the same user of the same workspace."""
        key = ConversationKey(question.workspace or "", question.user, question.conversation)
        turn = self._turn(question, key)
        first = turn.state.turns == 0
        rules_engine.run(turn, question.text)
        if first and turn.tools.is_sample():
            turn.notice("illustrative", turn.wording.say("notices", "illustrative"))
        self._keep(turn, key)
        return _answer(question, turn)

    def _turn(self, question: Question, key: ConversationKey) -> Turn:
        person = Person(self._people, key.person)
        learner = person.learner
        tools = Toolbox(self._search, question.asker, (*learner.declined, *learner.done))
        return Turn(_state(self._people.load(key)), tools, person, self._clock(), contact=self._contact)

    def _keep(self, turn: Turn, key: ConversationKey) -> None:
        """What is known of the person, then the conversation; nothing of either where the person is forgotten."""
        number = turn.person.keep(turn.now)
        if turn.person.forgotten:
            turn.notice("forgotten", turn.wording.say("notices", "forgotten"))
            return
        if number is not None and turn.state.plan_number is not None:
            turn.state.plan_number = number
        turn.state.turns += 1
        self._people.save(key, turn.state.model_dump_json(by_alias=True), turn.now)


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
