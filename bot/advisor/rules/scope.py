"""What a search was about, in words: its topic and its limits."""

from __future__ import annotations

from bot.advisor import facts
from bot.advisor.rules.limits import limits_in_words
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from bot.advisor.understand.glossary import ENGLISH
from bot.advisor.understand.tongues import as_typed, name_in, part_as_written, words_as_written
from catalog.content import fold


def scope_in_words(turn: Turn, wish: Wish, words: str | None = None) -> dict[str, str]:
    """The topic and the limits, each with a space before it, or empty; `words` are the topic as it was read."""
    phrases = limits_in_words(wish.constraints, turn.state.relative, turn.wording)
    phrases += [turn.wording.say("limits", "not_provider", name=name) for name in wish.unwanted]
    if wish.place:
        phrases.append(turn.wording.say("find", "at_place", place=facts.listed(wish.place, "or")))
    limits = f" {turn.wording.say('find', 'within', limits=', '.join(phrases))}" if phrases else ""
    return {"topic": topic_in_words(turn, wish, words), "limits": limits}


def topic_in_words(turn: Turn, wish: Wish, words: str | None = None) -> str:
    """The topic with a space before it; empty where there is none."""
    if not wish.text:
        return ""
    if turn.state.role:
        return f" {turn.wording.say('find', 'about_role', words=named(turn, turn.state.role))}"
    return f" {turn.wording.say('find', 'about', words=named(turn, words or wish.text))}"


def named(turn: Turn, words: str) -> str:
    """What was read as English words, as the person wrote it; the name of a role in the language of the answer."""
    state, tongue = turn.state, turn.wording.tongue
    if state.said and words == state.text:
        return state.said
    name = name_in(tongue, words)
    written = part_as_written(turn.text, tongue, words)
    if written or fold(name) in fold(turn.text) or words == state.role:
        return written or name
    if tongue == ENGLISH:
        return as_typed(turn.text, words) or words
    return words_as_written(turn.text, tongue, words) or words


def say_count(turn: Turn, file: str, section: str, count: int) -> None:
    """Says how many, where there are any."""
    if count == 1:
        turn.say(file, f"{section}_one")
    elif count:
        turn.say(file, section, count=count)
