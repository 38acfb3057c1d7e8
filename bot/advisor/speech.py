"""A model's words on their way to the learner: cut into sentences, verified, mended, told, and at the end made blocks."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor.briefing import known_of_learner
from bot.advisor.engine import Tell, joined
from bot.advisor.grounding.check import Verdict, check
from bot.advisor.grounding.cut import Cutter
from bot.advisor.grounding.figures import Kind
from bot.advisor.grounding.gather import Fetched, grounds_of
from bot.advisor.grounding.grounds import Grounds
from bot.advisor.grounding.mend import mended
from bot.advisor.messages import Block, Credentials, PathBlock, Prose
from bot.advisor.rules.limits import limits_in_words
from bot.advisor.tools.session import Session, spoken_of


class NoLookup(Exception):
    """The model answered without having looked anything up."""


class Speech:
    """What is said in one turn. Nothing is told before a tool has fetched something."""

    def __init__(self, session: Session, tell: Tell, secret: frozenset[str], heard: tuple[str, ...] = ()) -> None:
        self._session, self._tell, self._secret, self._heard = session, tell, secret, heard
        self._profile = known_of_learner(session.turn)
        self._cutter = Cutter()
        self._held = ""
        self._carried: frozenset[str] = frozenset()
        self._named: frozenset[str] = frozenset()
        self._known: tuple[int, Grounds] | None = None
        self.sentences: list[str] = []
        self.replaced = self.dropped = 0

    def hear(self, piece: str) -> None:
        """A further piece of the model's text."""
        if not self._session.calls:
            self._held += piece
            return
        for sentence in self._cutter.feed(piece):
            self._say(sentence)

    def pause(self) -> None:
        """The model stops to call tools: what it said before it looked anything up does not count."""
        self._held = ""
        self._flush()

    def finish(self) -> None:
        """The model is done. Raises NoLookup where it looked nothing up."""
        if not self._session.calls:
            raise NoLookup
        self._flush()

    def _flush(self) -> None:
        for sentence in self._cutter.rest():
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        grounds = self._grounds()
        verdict = self._without_skills(check(sentence, grounds, self._carried))
        said: str | None = sentence
        if not verdict.holds:
            said = self._mended(verdict, grounds)
        self._carried = frozenset(id_ for id_ in verdict.subjects if id_ in grounds.records)
        self._named |= self._carried
        if said and said not in self.sentences:
            self.sentences.append(said)
            self._tell(said)

    def _without_skills(self, verdict: Verdict) -> Verdict:
        """A name that is a skill of the catalog claims nothing about a record."""
        tools = self._session.turn.tools
        left = tuple(each for each in verdict.failures if each.kind is not Kind.NAME or not tools.skills_in(each.words))
        return replace(verdict, failures=left)

    def _mended(self, verdict: Verdict, grounds: Grounds) -> str | None:
        turn = self._session.turn
        names = turn.tools.names([record.item for record in grounds.records.values()])
        built = mended(verdict, grounds, names, turn.wording)
        if built is None:
            self.dropped += 1
        else:
            self.replaced += 1
        return built

    def _grounds(self) -> Grounds:
        """What may be said by now; gathered anew when a tool has fetched more."""
        number = len(self._session.calls)
        if self._known is None or self._known[0] != number:
            grounds = grounds_of(self._fetched())
            self._known = (number, grounds)
            self._cutter.name([record.item.title for record in grounds.records.values()])
        return self._known[1]

    def _fetched(self) -> Fetched:
        turn = self._session.turn
        items = turn.tools.details(tuple(turn.cited))
        limits = limits_in_words(turn.state.constraints, turn.state.relative, turn.wording)
        return Fetched(
            blocks=tuple(turn.blocks),
            items=items,
            today=turn.today,
            names=turn.tools.names(items),
            words=frozenset(self._session.names),
            providers=turn.tools.providers(),
            counts=frozenset({turn.state.found, len(items)}),
            said=(*self._heard, self._session.asked.text, ", ".join(limits), *self._profile),
            secret=self._secret,
        )

    # ---- the end

    def settle(self) -> None:
        """Makes what was said and what the tools left the blocks of the turn, in this order."""
        turn = self._session.turn
        turn.end_paragraph()
        calls = spoken_of(self._session.calls, self._named)
        left = _one_path([block for call in calls for block in call.blocks])
        if self.sentences:
            left = [block for block in left if not isinstance(block, Prose)]
            left.insert(0, Prose(text=joined(self.sentences)))
        turn.blocks[self._session.begun :] = self._numbered(left)
        turn.cited = {id_: None for call in calls for id_ in call.ids}

    def _numbered(self, blocks: list[Block]) -> list[Block]:
        """Lists numbered through, so that "the fourth" means one thing, and remembered as shown."""
        lists = [block for block in blocks if isinstance(block, Credentials) and not block.whole]
        if len(lists) < 2:
            return blocks
        shown: list[str] = []
        numbered: list[Block] = []
        for block in blocks:
            if isinstance(block, Credentials) and not block.whole:
                numbered.append(block.model_copy(update={"first": len(shown) + 1}))
                shown += [item.id for item in block.items]
            else:
                numbered.append(block)
        state = self._session.turn.state
        state.shown, state.first_shown = tuple(shown), 1
        return numbered


def _one_path(blocks: list[Block]) -> list[Block]:
    """Of several paths only the last one stands."""
    paths = [block for block in blocks if isinstance(block, PathBlock)]
    return [block for block in blocks if not isinstance(block, PathBlock) or block is paths[-1]]
