"""Whose courses "the same people" are, and who "who else" leaves out: the provider of what was spoken of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.advisor.rules.turn import Turn
from bot.advisor.understand.reading import SAME, Reference, Understanding


def named(turn: Turn, read: Understanding) -> Understanding:
    """What was understood, with the name of the provider that is meant; without it where nothing was spoken of."""
    if SAME not in read.wanted.values():
        return read
    name = _provider(turn)
    wanted = {key: name if value == SAME else value for key, value in read.wanted.items()}
    return replace(read, wanted={key: value for key, value in wanted.items() if value is not None})


def _provider(turn: Turn) -> str | None:
    """Who gives what is in focus, else most of what was shown; the first of those who give as many."""
    items = turn.pointed_at((Reference(),)) or turn.listed()
    names = Counter(item.provider for item in items if item.provider)
    return names.most_common(1)[0][0] if names else None
