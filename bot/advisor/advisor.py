"""The advisor: a question in, an answer out, the conversation remembered in between."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from bot.advisor import rules_engine
from bot.advisor.at_home import AtHome, at_home
from bot.advisor.conversation import Conversation
from bot.advisor.discretion import Discretion
from bot.advisor.engine import Asked, Engine, EngineFailed, Tell, settled, tell_nobody
from bot.advisor.handing_over import Summary, summary
from bot.advisor.kept_files import FileKind, PathFile, path_file
from bot.advisor.memory import remember
from bot.advisor.messages import FORGOTTEN, Answer, Choices, Notice, Prose, Question, Spoken
from bot.advisor.person import Person, Stranger
from bot.advisor.ports import CatalogSearch, Clock, PeopleStore
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Reading, Toolbox
from bot.advisor.tools.session import readings
from bot.advisor.understand.reading import Act
from bot.advisor.understand.tongues import in_english, tongue_of, without_borrowed
from bot.advisor.wording import ENGLISH, Wording, prompt_of, speaking
from people.store import Answered, ConversationKey
from retrieval.query import Asker


class Advisor:
    """Answers questions over one catalog; several threads may ask at once.

    `kept` is the file in which is kept what the examples teach; advisors over the same catalog may share their `reading`.
    """

    def __init__(
        self,
        search: CatalogSearch,
        people: PeopleStore,
        clock: Clock,
        *,
        contact: str = "",
        engine: Engine | None = None,
        kept: Path | None = None,
        reading: Reading | None = None,
    ) -> None:
        self._search = search
        self._people = people
        self._clock = clock
        self._reading = reading or Reading(search, kept)
        self._contact = contact
        self._engine = engine

    def answer(self, question: Question, tell: Tell = tell_nobody) -> Answer:
        """One turn. The conversation continues only for the same user of the same workspace. `tell` hears the sentences of
        a language model one by one; where the answer comes from the rules after all, it stands for itself. A question that
        was the last one to be answered gets the answer that was kept of it."""
        key = _key(question)
        kept = self._kept(question, key)
        if kept is not None:
            return kept
        turn = self._turn(question, key)
        with speaking(turn.wording.tongue):
            turn, spoken = self._answered(turn, question, key, tell)
            if turn.state.turns == 0 and turn.tools.is_sample():
                turn.notice("illustrative", turn.wording.say("notices", "illustrative"))
            if turn.model and turn.understanding.act is not Act.PASTED:
                remember(turn.state, question.text, "\n\n".join(_words(turn)))
            return self._keep(turn, question, key, spoken)

    def at_home(self, question: Question) -> AtHome:
        """What a person sees who only looks in: nothing is asked, and nothing is kept."""
        turn = self._turn(question, _key(question))
        with speaking(turn.wording.tongue):
            return at_home(turn)

    def path_file(self, question: Question, kind: FileKind) -> PathFile | None:
        """The path of a conversation as a file; None where it has none."""
        key = ConversationKey(question.workspace or "", question.user, question.conversation)
        turn = self._turn(question, key)
        with speaking(turn.wording.tongue):
            return path_file(turn, kind)

    def summary(self, question: Question) -> Summary:
        """What a person would be told of the asker; nothing is kept."""
        turn = self._turn(question, _key(question))
        with speaking(turn.wording.tongue):
            return summary(turn)

    def to_everybody(self, question: Question, tongue: str) -> Answer:
        """The answer that a stranger would get to the words alone, from the rules, in a language; nothing is kept."""
        turn = self._begun(question, Stranger(tongue), Conversation(tongue=tongue))
        with speaking(turn.wording.tongue):
            rules_engine.run(turn, _read(turn, question.text))
            return _answer(question, turn, None)

    def last_answer(self, question: Question) -> Answer | None:
        """The last answer of a conversation; None where there is none, and where the asker may see less now than then."""
        key = _key(question)
        answer = self._unless_hidden(self._people.answered(key), question.asker)
        told_to = _state(self._people.load(key)).told_to
        return answer if question.asker.sees_all_of(told_to) else None

    def _kept(self, question: Question, key: ConversationKey) -> Answer | None:
        """The answer that was kept of a question."""
        kept = None if question.id is None else self._people.answered(key, question.id)
        return self._unless_hidden(kept, question.asker)

    def _unless_hidden(self, kept: str | None, asker: Asker) -> Answer | None:
        """An answer that was kept, unless this version cannot read it or it tells of what the asker may not see now."""
        try:
            answer = Answer.model_validate_json(kept) if kept else None
        except ValidationError:
            return None
        return None if answer is None or Discretion(self._search, asker).hides_answer(answer) else answer

    def _answered(
        self, turn: Turn, question: Question, key: ConversationKey, tell: Tell
    ) -> tuple[Turn, Spoken | str | None]:
        """The turn, answered by the language model, else by the rules on one begun afresh, so that nothing half-done is
        kept; with it how the model spoke, or why it did not."""
        if question.pointing is not None:
            rules_engine.point(turn, question.pointing)
            return turn, None
        why: str | None = None
        message = _read(turn, question.text)
        if self._engine is not None and turn.model:
            asked = Asked(question.text, message, readings(turn, message))
            try:
                if not settled(turn, asked.readings):
                    return turn, self._engine.answer(turn, asked, tell)
            except EngineFailed as failed:
                turn, why = self._turn(question, key), failed.reason
        rules_engine.run(turn, message)
        return turn, why

    def _turn(self, question: Question, key: ConversationKey) -> Turn:
        discretion = Discretion(self._search, question.asker)
        state = _state(self._people.load(key))
        if discretion.hides_conversation(state):
            state = Conversation(tongue=state.tongue, turns=state.turns)
        state = state.for_asker(question.asker)
        return self._begun(question, Person(self._people, key.person, discretion.hides_plan), state)

    def _begun(self, question: Question, person: Person, state: Conversation) -> Turn:
        learner = person.learner
        tools = Toolbox(self._search, question.asker, (*learner.declined, *learner.done), self._reading)
        tools.avoid(learner.avoid)
        state.tongue = tongue_of(question.text, state.tongue or learner.tongue)
        if state.tongue != (learner.tongue or ENGLISH):
            person.remember(tongue=state.tongue)
        if question.pointed:
            shown = tuple(item.id for item in tools.details(question.pointed))
            state.shown, state.first_shown, state.focus = shown, 1, shown[0] if len(shown) == 1 else None
        return Turn(
            state,
            tools,
            person,
            self._clock(),
            wording=Wording(state.tongue),
            contact=self._contact,
            text=question.text,
            private=question.private,
            model=self._engine is not None and question.model,
        )

    def _keep(self, turn: Turn, question: Question, key: ConversationKey, spoken: Spoken | str | None) -> Answer:
        """What is known of the person, the conversation and the answer, all or none; nothing of them where the person is
        forgotten."""
        with self._people.transaction():
            number = turn.person.keep(turn.now)
            if turn.person.forgotten:
                turn.notice(FORGOTTEN, turn.wording.say("notices", "forgotten"))
                return _answer(question, turn, spoken)
            if number is not None and turn.state.plan_number is not None:
                turn.state.plan_number = number
            turn.state.turns += 1
            turn.remember_seen()
            turn.state.told_to = question.asker
            answer = _answer(question, turn, spoken)
            answered = None if question.id is None else Answered(question.id, answer.model_dump_json(by_alias=True))
            self._people.save(key, turn.state.model_dump_json(by_alias=True), turn.now, answered)
        return answer


def _key(question: Question) -> ConversationKey:
    return ConversationKey(question.workspace or "", question.user, question.conversation)


def _state(kept: str | None) -> Conversation:
    """What was kept of a conversation; one that this version cannot read begins anew."""
    try:
        return Conversation.model_validate_json(kept) if kept else Conversation()
    except ValidationError:
        return Conversation()


def _read(turn: Turn, text: str) -> str:
    """A message in the words of the English reader; an English one keeps the titles that it names in other languages."""
    tongue = turn.wording.tongue
    titles = tuple(text[start:end] for start, end in turn.tools.titles_in(text))
    if tongue == ENGLISH:
        return text if titles else without_borrowed(text, turn.names())
    return in_english(text, tongue, (*turn.names(), *titles))


def _answer(question: Question, turn: Turn, spoken: Spoken | str | None) -> Answer:
    facts = prompt_of("facts", "free")
    versions = turn.wording.used | ({facts.name: facts.version} if turn.cited else {})
    return Answer(
        conversation=question.conversation,
        language=turn.wording.tongue,
        text="\n\n".join(_words(turn)),
        intent=turn.intent,
        constraints=turn.state.constraints.in_force(),
        blocks=tuple(turn.blocks),
        citations=tuple(turn.cited),
        generation=turn.tools.generation,
        engine="llm" if isinstance(spoken, Spoken) else "rules",
        spoken=spoken if isinstance(spoken, Spoken) else None,
        fallback=spoken if isinstance(spoken, str) else None,
        prompt_versions=versions,
    )


def _words(turn: Turn) -> list[str]:
    spoken = [block.text for block in turn.blocks if isinstance(block, Prose | Notice)]
    return spoken or [block.question for block in turn.blocks if isinstance(block, Choices)]
