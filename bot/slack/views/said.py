"""An answer in words alone: what stands beside the blocks, for notifications and for those who see no blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bot.advisor import facts
from bot.advisor.messages import Answer, Block, Choices, Comparison, Credentials, Notice, PathBlock, Prose
from bot.slack.views import cards, comparison, path
from bot.slack.views.message import CONTACTS, beside
from bot.slack.views.text import clean
from bot.slack.views.words import say, say_from


def spoken(answer: Answer, today: dt.date) -> str:
    """The answer as sentences, escaped, in the language that is spoken."""
    told = "\n".join(block.text for block in answer.blocks if isinstance(block, Prose))
    lines = [line for block in answer.blocks for line in _lines(block, told, today) if line.strip()]
    return beside("\n".join(lines)) or say_from("chat", "unclear")


def _lines(block: Block, told: str, today: dt.date) -> Iterator[str]:
    match block:
        case Prose():
            yield clean(block.text)
        case Notice():
            yield clean(block.text, addresses=block.code in CONTACTS)
        case Choices():
            yield clean(block.question)
            options = [f"“{clean(option)}”" for option in block.options]
            if options:
                yield say("say", value=facts.listed(options, "or"))
        case Credentials():
            for number, item in enumerate(block.items, block.first):
                yield (
                    cards.spoken_whole(item, block.names, today)
                    if block.whole
                    else cards.spoken_card(number, item, block.names, today)
                )
        case Comparison():
            yield from comparison.spoken_comparison(block)
        case PathBlock():
            yield from path.spoken_path(block.path, today, told)
