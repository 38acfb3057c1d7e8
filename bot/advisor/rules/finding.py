"""Finding: what is in force after a message, what fits it, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.advisor import facts
from bot.advisor.conversation import Constraints
from bot.advisor.messages import Intent
from bot.advisor.rules.exploring import explore
from bot.advisor.rules.nothing import explain_nothing
from bot.advisor.rules.places import settle_place
from bot.advisor.rules.pointing import bearing
from bot.advisor.rules.relative import apply_relative
from bot.advisor.rules.scope import say_count, scope_in_words
from bot.advisor.rules.talking import unclear
from bot.advisor.rules.telling import tell
from bot.advisor.rules.topics import exactly, is_topic_too, settle_topic
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Found, Wish
from bot.advisor.understand.draft import plain
from bot.advisor.understand.glossary import ENGLISH
from bot.advisor.understand.reading import Note
from bot.advisor.understand.tongues import name_in, part_as_written, telling_words, words_as_written
from bot.advisor.wording import spoken
from catalog.content import fold
from catalog.credential import ONLINE
from retrieval.query import Sort

PAGE = 3


def find(turn: Turn) -> None:
    """Answers a search, new or changed."""
    before = turn.state.model_copy()
    settle_place(turn)
    if not settle_topic(turn):
        turn.intent = Intent.UNCLEAR
        unclear(turn)
        return
    take_over(turn)
    anew = bool(turn.understanding.text) and fold(turn.understanding.text) != fold(before.text)
    if turn.understanding.relative and not apply_relative(turn, anew=anew):
        return
    exact = exactly(turn, turn.state.text)
    if (
        exact
        and not is_topic_too(turn, turn.state.text)
        and turn.understanding.text
        and not turn.understanding.wanted
        and not _names_skill(turn)
    ):
        turn.intent = Intent.DETAILS
        tell(turn, exact[:1])
        return
    _notes(turn)
    if turn.state.text or turn.state.constraints.filters() != Constraints().filters():
        answer(turn, wish_of(turn))
        if not turn.state.found and before.shown and not turn.state.offer and not turn.understanding.changes_something:
            turn.state = before
    else:
        turn.say("chat", "topics")


def _names_skill(turn: Turn) -> bool:
    """Whether the words that a title consists of are written small and name a skill: then others may teach it as well."""
    text = turn.state.text
    return text == text.lower() and any(end - start == len(text) for start, end in turn.tools.skill_places(text))


def wish_of(turn: Turn) -> Wish:
    """What the conversation looks for at this moment."""
    state = turn.state
    said = telling_words(state.said, turn.wording.tongue)
    return Wish(state.text, state.constraints, state.sort, 0, PAGE, state.place, state.unwanted, said)


def take_over(turn: Turn) -> None:
    """Brings the constraints, the text and the order up to what the message says."""
    state, understood = turn.state, turn.understanding
    cleared = set(understood.cleared) | _of_a_path(state.constraints)
    if understood.text:
        if understood.narrows and state.text:
            state.text = f"{state.text} {understood.text}"
        else:
            cleared |= state.relative | {"to"}
            state.text, state.role, state.sort = understood.text, None, Sort.RELEVANCE
        state.said = _as_said(turn, state.text)
    if "not_provider" in cleared or {"provider", "not_provider"} & set(understood.wanted):
        state.unwanted = understood.unwanted
    state.constraints = state.constraints.changed(_named(turn), frozenset(cleared | _outdated(turn)))
    state.relative -= cleared | set(understood.wanted)
    state.sort = understood.sort or state.sort


def _as_said(turn: Turn, text: str) -> str:
    """What is looked for as the person wrote it, where that was in another language than English."""
    tongue = turn.wording.tongue
    if tongue == ENGLISH:
        return ""
    return part_as_written(turn.text, tongue, text) or words_as_written(turn.text, tongue, text)


def _named(turn: Turn) -> dict[str, Any]:
    """What the message wants, the present work by the id of its role where one is meant; a role that is only alike is
    nobody's work."""
    wanted = dict(turn.understanding.wanted)
    work = wanted.get("from", "")
    present = turn.tools.role_meant(work)
    if present is None:
        return wanted
    del wanted["from"]
    same_word = {*fold(work).split()} & {*fold(present.title).split()}
    return wanted | ({"from": present.id} if same_word or turn.tools.role_names().find(plain(work)) else {})


def _of_a_path(constraints: Constraints) -> set[str]:
    """Where a path was told last, its limits: they do not bind a search for something else."""
    return set() if constraints.objective is None else set(constraints.in_force()) - {"hours_per_week", "from"}


def _outdated(turn: Turn) -> set[str]:
    """Constraints in force that the new ones contradict."""
    wanted, held = turn.understanding.wanted, turn.state.constraints
    outdated: set[str] = set()
    if "max_cost" in wanted:
        outdated |= {"free", "min_cost"} - set(wanted)
    if "min_cost" in wanted:
        outdated |= {"free", "max_cost"} - set(wanted)
    if wanted.get("free"):
        outdated |= {"min_cost"} - set(wanted)
    if "max_hours" in wanted and (held.min_hours or 0) > wanted["max_hours"]:
        outdated.add("min_hours")
    if "min_hours" in wanted and (held.max_hours or 1e9) < wanted["min_hours"]:
        outdated.add("max_hours")
    if wanted.get("provider") and wanted["provider"] == held.not_provider:
        outdated.add("not_provider")
    if wanted.get("not_provider") and wanted["not_provider"] == held.provider:
        outdated.add("provider")
    if "delivery" in wanted or held.delivery in ONLINE:
        outdated.add("online")
    if wanted.get("online") and held.delivery not in ONLINE:
        outdated.add("delivery")
    return outdated


def answer(turn: Turn, wish: Wish) -> None:
    """Shows what a wish finds, or says why nothing does."""
    wish = _elsewhere(turn, wish, replace(wish, place=()), "not_there", place=facts.listed(wish.place, "or"))
    wish = _elsewhere(turn, wish, wish.without(frozenset({"online"})), "not_online")
    found = turn.tools.find(wish)
    if not found.items:
        wish, found = _in_own_words(turn, wish, found)
    turn.state.found = found.total
    _corrections(turn, found)
    if not found.items:
        turn.state.shown, turn.state.focus, turn.state.first_shown = (), None, 1
        if _tells_only(turn, wish):
            turn.intent = Intent.EXPLORE
            explore(turn)
            return
        explain_nothing(turn, wish)
        return
    _opening(turn, wish, found)
    _remember(turn, found, 1)
    turn.show(found.items, more=_rest(wish, found))
    _closing(turn, wish, found)


def _elsewhere(turn: Turn, wish: Wish, anywhere: Wish, section: str, **values: str) -> Wish:
    """The wish; where nothing of it is there, or online, but something is anywhere, that, with a word on it."""
    if anywhere == wish or turn.tools.count(wish) or not turn.tools.count(anywhere):
        return wish
    turn.say("find", section, **values)
    turn.state.place, turn.state.constraints = anywhere.place, anywhere.constraints
    return anywhere


def _in_own_words(turn: Turn, wish: Wish, found: Found) -> tuple[Wish, Found]:
    """A wish that finds nothing in English words, in those of the person, or of the language that is asked for where one
    of the best bears them: titles are in many languages."""
    said = telling_words(turn.state.said, turn.wording.tongue)
    named = name_in(wish.constraints.language or "", wish.text)
    for text in (said, named) if wish.text == turn.state.text else ():
        so = replace(wish, text=text)
        found_so = turn.tools.find(so) if text and text != wish.text else found
        if found_so.items and (text != named or bearing(found_so.items, text)):
            turn.state.text, turn.state.said = text, turn.state.said or wish.text
            return so, found_so
    return wish, found


def _tells_only(turn: Turn, wish: Wish) -> bool:
    """Whether the message, of which nothing is found, only speaks of the person: then they are asked what they want."""
    limits = set(wish.constraints.in_force()) - {"hours_per_week", "from"}
    return turn.understanding.tells and not turn.understanding.goal and not limits


def _opening(turn: Turn, wish: Wish, found: Found) -> None:
    scope = scope_in_words(turn, wish, _read(wish.text, found))
    order = turn.wording.say("find", f"order_{wish.sort.value}") if wish.sort in (Sort.COST, Sort.HOURS) else ""
    if found.total == 1:
        turn.say("find", "one", **scope)
    elif found.total > len(found.items):
        turn.say("find", "many", total=found.total, shown=len(found.items), order=order, **scope)
    else:
        turn.say("find", "few", total=found.total, order=order, **scope)


def _read(text: str, found: Found) -> str:
    return " ".join(found.corrections.get(fold(word), word) for word in text.split())


def _corrections(turn: Turn, found: Found) -> None:
    """Says once how a word was read: in the answer to the message that holds it."""
    for name, read in found.corrections.items() if turn.understanding.text else ():
        turn.say("find", "corrected", name=name_in(spoken(), name), read=name_in(spoken(), read))


def _remember(turn: Turn, found: Found, first: int) -> None:
    state = turn.state
    ids = tuple(item.id for item in found.items)
    state.shown = (*state.shown[: first - 1], *ids)
    state.first_shown = first
    state.told = ()
    state.focus = ids[0] if len(ids) == 1 and first == 1 else None


def _closing(turn: Turn, wish: Wish, found: Found) -> None:
    held = wish.constraints
    _left(turn, wish, found)
    if held.max_cost is not None or held.min_cost is not None or held.free:
        say_count(turn, "find", "unknown_cost", turn.tools.unknown_price(wish))
    if held.max_hours is not None or held.min_hours is not None:
        say_count(turn, "find", "unknown_hours", turn.tools.unknown_hours(wish))
    turn.end_paragraph()


def _rest(wish: Wish, found: Found) -> int:
    return found.total - wish.offset - len(found.items)


def _left(turn: Turn, wish: Wish, found: Found) -> None:
    rest = _rest(wish, found)
    if rest == 1:
        turn.say("find", "left_one")
    elif rest > 1:
        turn.say("find", "left", rest=rest)


def _notes(turn: Turn) -> None:
    for note in turn.understanding.notes:
        if note.code == "dates" and turn.understanding.tells and turn.understanding.text:
            continue
        turn.say("notes", note.code, **_values(turn, note))


def _values(turn: Turn, note: Note) -> dict[str, str]:
    if note.code == "around":
        held = turn.state.constraints
        return {"amount": facts.money(held.max_cost or Decimal(0), held.currency or "USD")}
    return dict(note.values)


def more(turn: Turn) -> None:
    """Shows the next page of the last search."""
    state = turn.state
    if not state.shown:
        turn.say("details", "nothing_listed")
        return
    wish = replace(wish_of(turn), offset=len(state.shown))
    found = turn.tools.find(wish)
    if not found.items:
        turn.say("find", "no_more")
        return
    first = len(state.shown) + 1
    turn.say("find", "next", first=first, last=len(state.shown) + len(found.items), total=found.total)
    _remember(turn, found, first)
    turn.show(found.items, first, more=_rest(wish, found))
    _left(turn, wish, found)
    turn.end_paragraph()
