"""What turns have fetched: the grounds of real answers of the rules engine over the sample."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.advisor.grounding.check import check
from bot.advisor.grounding.cut import sentences
from bot.advisor.grounding.gather import Fetched, grounds_of
from bot.advisor.grounding.grounds import Grounds
from bot.advisor.messages import Answer, Notice, PathBlock, Prose
from bot.advisor.path_document import PathDocument
from bot.advisor.toolbox import Toolbox
from catalog.credential import Credential
from retrieval.query import PUBLIC
from tests.bot.fake_search import FakeSearch, sample
from tests.bot.workbench import TODAY, Talk


@dataclass(frozen=True)
class Context:
    """One turn: what was answered, the records behind it and what may be said."""

    answer: Answer
    items: tuple[Credential, ...]
    grounds: Grounds

    @property
    def path(self) -> PathDocument | None:
        return next((block.path for block in self.answer.blocks if isinstance(block, PathBlock)), None)


@cache
def search() -> FakeSearch:
    return FakeSearch(sample())


def context_of(answer: Answer, said: list[str], found: int = 0, *, prose: bool = True) -> Context:
    """The grounds of an answer; without `prose` only its records and paths count."""
    tools = Toolbox(search(), PUBLIC)
    items = tools.details(answer.citations)
    fetched = Fetched(
        blocks=answer.blocks,
        items=items,
        today=TODAY,
        names=tools.names(items),
        providers=tools.providers(),
        counts=frozenset({found}),
        said=said,
    )
    return Context(answer, items, grounds_of(fetched, prose=prose))


@cache
def context(*said: str) -> Context:
    """The grounds after a conversation in which these things were said."""
    talk = Talk(search())
    answer = [talk.say(text) for text in said][-1]
    return context_of(answer, list(said), talk.state.found)


def sentences_that_hold(answer: Answer, here: Context) -> int:
    """How many sentences an answer of the rules has; each of them holds against its grounds."""
    titles, read = [item.title for item in here.items], 0
    for block in answer.blocks:
        carried: frozenset[str] = frozenset()
        for sentence in sentences(block.text, titles) if isinstance(block, Prose | Notice) else ():
            verdict = check(sentence, here.grounds, carried)
            assert verdict.holds, (sentence, verdict.failures)
            carried, read = verdict.subjects, read + 1
    return read
