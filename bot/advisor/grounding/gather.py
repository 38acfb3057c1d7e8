"""The grounds of a turn: gathered from the blocks that its tools left, never from what a model wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.advisor.grounding.cut import sentences
from bot.advisor.grounding.figures import Claim
from bot.advisor.grounding.grounds import SUPPOSING, Grounds, Stated, counts_of, names_of, records_of, sums_of
from bot.advisor.grounding.reading import read
from bot.advisor.messages import Block, Choices, Comparison, Credentials, Notice, PathBlock, Prose
from catalog.credential import Credential


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a turn has fetched. `names` are titles by id of what records refer to, `words` other names that may be
    written, `counts` numbers that were counted, `said` the words and limits of the asker."""

    blocks: Sequence[Block]
    items: Sequence[Credential]
    today: dt.date
    names: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    providers: tuple[str, ...] = ()
    counts: frozenset[int] = frozenset()
    said: Sequence[str] = ()
    secret: frozenset[str] = frozenset()


def grounds_of(fetched: Fetched, *, prose: bool = True) -> Grounds:
    """What may be said. `prose`: also what sentences that were built from records say."""
    documents = [block.path for block in fetched.blocks if isinstance(block, PathBlock)]
    built = [block.text for block in fetched.blocks if isinstance(block, Prose | Notice)]
    offered = [option for block in fetched.blocks if isinstance(block, Choices) for option in block.options]
    items = {item.id: item for item in (*_shown(fetched.blocks), *fetched.items)}
    linked = {title for id_, title in fetched.names.items() if id_ not in items}
    counts = {Decimal(number) for number in (*fetched.counts, *range(1, len(items) + 1))}
    grounds = Grounds(
        today=fetched.today,
        records=records_of(items.values(), documents),
        paths=sums_of(documents),
        providers=fetched.providers,
        linked=frozenset(linked),
        names=names_of(documents) | fetched.words,
        texts=(*(built if prose else ()), *offered, *_quotable(items.values())),
        said_text="\n".join(fetched.said),
        counts=counts_of(documents) | counts,
        secret=fetched.secret,
    )
    grounds = replace(grounds, said=tuple(_claims("\n".join(fetched.said), grounds)))
    return replace(grounds, stated=tuple(_stated(built, grounds))) if prose else grounds


def _shown(blocks: Iterable[Block]) -> Iterable[Credential]:
    for block in blocks:
        if isinstance(block, Credentials | Comparison):
            yield from block.items


def _quotable(items: Iterable[Credential]) -> Iterable[str]:
    return [text for item in items for text in (item.summary,) if text]


def _claims(text: str, grounds: Grounds) -> Iterable[Claim]:
    return [claim for sentence in sentences(text) for claim in read(sentence, grounds).claims]


def _stated(texts: Iterable[str], grounds: Grounds) -> Iterable[Stated]:
    titles = [record.item.title for record in grounds.records.values()]
    for text in texts:
        carried: frozenset[str] = frozenset()
        for sentence in sentences(text, titles):
            found = read(sentence, grounds, carried)
            supposing = SUPPOSING.search(found.bare) is not None
            yield from (Stated(claim, found.known(claim), supposing, sentence) for claim in found.claims)
            carried = frozenset(id_ for mention in found.mentions for id_ in mention.ids) or carried
