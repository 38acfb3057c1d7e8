"""The towns in which somebody wants a course to be, where the catalog has some there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.advisor.rules.turn import Turn
from bot.advisor.understand.chatter import sifted
from bot.advisor.understand.draft import plain, words
from catalog.content import fold

_BEFORE = r"(?:in|near|around|close to|next to|en|cerca de|a|pres de|bei|nahe)"
_AFTER = (
    r"(?:side|area|region|is (?:the )?(?:closest|nearest|close|near|nearer|best)|would be (?:closest|nearest|best))"
)
_ANYWHERE = re.compile(
    r"\b(?:anywhere|any (?:place|town|city|location)|wherever|statewide|(?:i )?(?:can|could|don't mind|do not mind)"
    r" (?:driv|travel|commut|mov)\w*|en cualquier (?:lugar|sitio)|n'importe ou|egal wo)\b"
)
_OF_A_PLACE = words("closest nearest close near nearer side area region live based around best drive travel commute")
"""Words that only say how a town is meant."""


def settle_place(turn: Turn) -> None:
    """Takes the towns out of what is searched for, and keeps them as where it should be."""
    said = plain(turn.text)
    towns = tuple(sorted(_towns(turn, said), key=lambda town: said.find(plain(town))))
    anywhere = _ANYWHERE.search(said) is not None
    if towns or anywhere:
        turn.state.place = () if anywhere else towns
    if towns:
        names = {word for town in towns for word in fold(town).split()} | _OF_A_PLACE
        text = sifted(turn.understanding.text, lambda _start, _end, word: fold(word) not in names)
        turn.understanding = replace(turn.understanding, text=text)


def _towns(turn: Turn, said: str) -> Iterator[str]:
    """The towns that a message names as such: a name of one word needs to be said to be a place."""
    there = (town for town in turn.tools.towns() if plain(town) in said)
    named = [town for town in there if re.search(rf"\b{re.escape(plain(town))}\b", said)]
    provider = fold(f"{turn.understanding.wanted.get('provider', '')} {turn.state.constraints.provider or ''}")
    names = "|".join(re.escape(plain(town)) for town in named)
    for town in named:
        name = re.escape(plain(town))
        beside = (
            rf"\b{_BEFORE} (?:(?:{names})(?:,| or| and) )*{name}\b|\b{name}(?:(?:,| or| and) (?:{names}))* {_AFTER}\b"
        )
        if fold(town) not in provider and (" " in town or re.search(beside, said)):
            yield town
