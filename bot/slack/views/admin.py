"""What those who look after the catalog read: how far a run is, what it would change, what is in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.advisor import facts
from bot.advisor.catalogs import Example, Outcome, Progress, Read, Status
from bot.advisor.wording import speaking
from bot.slack.views.actions import Action, Catalog, CatalogAct, carried, marked
from bot.slack.views.kit import Block, Element, actions, asking_first, button, header, moment, rich, words
from bot.slack.views.message import Message, beside
from bot.slack.views.text import clean, cut, one_line
from bot.slack.views.words import say_from
from prompts import library

FILE = "slack_admin"
TITLE, SAID = 120, 1000
MOST_SOURCES = 15
MISSING_SCOPE = "missing_scope"


class GroupsRead(NamedTuple):
    """How many user groups stand for groups of the catalog, and those that cannot be read, with Slack's word for why."""

    named: int
    unread: Mapping[str, str]


def fixed(tongue: str, section: str) -> Message:
    """A section of prompts/replies/slack_admin that is always the same."""
    with speaking(tongue):
        return _message([_say(section)])


def unknown_source(names: Sequence[str], tongue: str) -> Message:
    """A name that is none of the known ones."""
    with speaking(tongue):
        known = facts.listed([_name(name) for name in names[:MOST_SOURCES]])
        return _message([_say("unknown_source", sources=known)])


def failed(said: str, tongue: str) -> Message:
    """An error's own sentence."""
    with speaking(tongue):
        return _message([_say("failed", said=_sentence(said))])


def progress(told: Progress, begun: str, tongue: str) -> Message:
    """How far a run is, below the words with which it was `begun`."""
    with speaking(tongue):
        done = facts.number(told.done)
        if told.total is None:
            line = _say("reading", source=_name(told.source or ""), done=done)
        else:
            line = _say("indexing", done=done, total=facts.number(told.total))
        return _message([_say(begun), line])


def preview(outcome: Outcome, source: str | None, tongue: str) -> Message:
    """What a run would change, whether it may serve, and where it may, the buttons that decide."""
    with speaking(tongue):
        buttons: list[Element] = []
        if outcome.refused is not None:
            verdict = _say("refused", said=_sentence(outcome.refused))
        elif outcome.changes_nothing:
            verdict = _say("nothing_changes")
        else:
            verdict, buttons = _say("fit_to_use"), _decision(outcome, source)
        return _message([*_difference(outcome), verdict], title=_say("preview_title"), buttons=buttons)


def used(outcome: Outcome, at: dt.datetime, tongue: str) -> Message:
    """A new catalog serves since a moment; there is a way back."""
    with speaking(tongue):
        lines = [_say("in_use"), *_difference(outcome)]
        return _message(lines, title=_say("used_title"), buttons=[_back(outcome.generation)], at=at)


def gone_back(status: Status, at: dt.datetime, tongue: str) -> Message:
    """The catalog before serves again since a moment."""
    with speaking(tongue):
        return _message([_say("in_use"), *_sources(status)], title=_say("back_title"), at=at)


def offer_back(status: Status, tongue: str) -> Message:
    """What serves, and the way back."""
    with speaking(tongue):
        if status.generation is None:
            return _message([_say("status_empty")])
        offer = _say("back_offer", size=facts.number(status.size))
        return _message([offer], buttons=[_back(status.generation)])


def status(found: Status, tongue: str, *, running: bool, groups: GroupsRead) -> Message:
    """What serves, whether a run is under way, and whether Slack tells who is in which group."""
    with speaking(tongue):
        under_way = [*([_say("status_running")] if running else []), *_groups(groups)]
        if found.generation is None or found.created_at is None:
            return _message([_say("status_empty"), *under_way], title=_say("status_title"))
        whole = found.index == "whole"
        sound = _say("status_sound") if whole else _say("status_trouble", trouble=_sentence(found.index))
        size = _say("status_size", size=facts.number(found.size))
        lines = [size, *_sources(found), sound, *under_way]
        return _message(lines, title=_say("status_title"), at=found.created_at)


def about_themselves() -> Iterator[str]:
    """What people say, in any language, about what is kept of them."""
    for prompt in library().values():
        if prompt.name.endswith(f"/{FILE}"):
            yield from prompt.sections["about_me"].split("|")


def closed_home(tongue: str) -> dict[str, Any]:
    """Home while there is no catalog to speak of."""
    return {"type": "home", "blocks": list(fixed(tongue, "closed").blocks)}


def _message(
    lines: Sequence[str], *, title: str = "", buttons: Sequence[Element] = (), at: dt.datetime | None = None
) -> Message:
    """A message of lines; `at` is a moment behind the first of them."""
    spoken = "" if at is None else f" {facts.day(at.date(), at.date())} {at.year}, {at:%H:%M} UTC"
    first, rest = lines[0], [f"\n{line}" for line in lines[1:]]
    when = [] if at is None else [words(" "), moment(at, spoken.strip())]
    blocks: list[Block] = [header(title)] if title else []
    blocks.append(rich(words(first), *when, *map(words, rest)))
    if buttons:
        blocks.append(actions(buttons))
    said = [title] if title else []
    return Message(beside("\n".join([*said, f"{first}{spoken}{''.join(rest)}"])), tuple(blocks))


def _difference(outcome: Outcome) -> Iterator[str]:
    names = ("added", "changed", "removed", "unchanged")
    yield _say("counts", **{name: facts.number(getattr(outcome, name)) for name in names})
    for example in outcome.examples:
        yield _example(example)
    for source in [source for source in outcome.sources if source.rejected][:MOST_SOURCES]:
        yield _say("rejected", count=facts.number(source.rejected), source=_name(source.name))


def _example(example: Example) -> str:
    title = _name(example.title)
    if example.cost_before == example.cost_after:
        return _say(example.kind, title=title)
    before, after = facts.price(example.cost_before), facts.price(example.cost_after)
    return _say("repriced", title=title, before=before, after=after)


def _sources(found: Status) -> list[str]:
    return [_source(source) for source in found.sources[:MOST_SOURCES]]


def _source(source: Read) -> str:
    name, count = _name(source.name), facts.number(source.accepted)
    if source.rejected:
        return _say("status_rejected", source=name, count=count, rejected=facts.number(source.rejected))
    return _say("status_source", source=name, count=count)


def _groups(read: GroupsRead) -> list[str]:
    if not read.named:
        return []
    if MISSING_SCOPE in read.unread.values():
        return [_say("status_groups_scope")]
    if read.unread:
        listed = facts.listed([f"{id_} ({why})" for id_, why in read.unread.items()][:MOST_SOURCES])
        return [_say("status_groups_unread", groups=listed)]
    return [_say("status_groups_read", count=facts.number(read.named))]


def _decision(outcome: Outcome, source: str | None) -> list[Element]:
    use = Catalog(act=CatalogAct.USE, seen=outcome.fingerprint, source=source)
    leave = Catalog(act=CatalogAct.LEAVE, seen=outcome.fingerprint)
    return [_sure(use, "use", primary=True), button(marked(Action.CATALOG, "leave"), _say("leave"), carried(leave))]


def _back(generation: str) -> Element:
    return _sure(Catalog(act=CatalogAct.BACK, seen=generation), "back")


def _sure(decision: Catalog, word: str, *, primary: bool = False) -> Element:
    label = _say(word)
    made = button(marked(Action.CATALOG, decision.act), label, carried(decision), primary=primary)
    return asking_first(made, label, _say(f"{word}_sure"), label, _say("no"))


def _name(text: str) -> str:
    return cut(one_line(text), TITLE)


def _sentence(text: str) -> str:
    return cut(clean(text).strip(), SAID)


def _say(section: str, **values: object) -> str:
    return say_from(FILE, section, **values)
