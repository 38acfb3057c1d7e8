"""A course as a card: who gives it, what it costs and takes, what it leads to, and what can be done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from bot.advisor import facts
from bot.advisor.fact_lines import card_lines, whole_facts
from bot.slack.views.actions import (
    LONGEST_ID,
    MOST_COMPARED,
    Action,
    Compare,
    Details,
    Menu,
    MenuAct,
    carried,
    key_of,
)
from bot.slack.views.kit import BUTTON_VALUE, Block, Element, actions, button, link, option, overflow, rich, words
from bot.slack.views.text import clean, cut, one_line, safe_link
from bot.slack.views.words import say
from catalog.credential import Credential

TITLE, LINE, SUMMARY, DESCRIPTION, FACT = 250, 400, 200, 1200, 600
"""So many characters of each are shown."""
FEW_SKILLS, SKILL = 5, 60


def title_of(text: str) -> str:
    """A title as it is shown."""
    return cut(one_line(text), TITLE) or say("untitled")


def linked_title(title: str, url: str | None) -> Element:
    """A title that leads to its page where the record has a safe address."""
    target = safe_link(url)
    return link(target, title_of(title)) if target else words(title_of(title), bold=True)


def lines(item: Credential, names: Mapping[str, str], today: dt.date) -> Iterator[str]:
    """What a card says below its title, a line each."""
    yield from (cut(one_line(line), LINE) for line in card_lines(item, names, today))
    taught = [cut(one_line(skill), SKILL) for skill in item.taught[:FEW_SKILLS]]
    if taught:
        rest = len(item.taught) - len(taught)
        yield say("skills", skills=", ".join([*taught, *([f"+{rest}"] if rest else [])]))


def card(
    number: int, item: Credential, names: Mapping[str, str], today: dt.date, beside: Sequence[str] = ()
) -> list[Block]:
    """A course and its buttons; `beside` are the ids of the others shown, to compare it with."""
    said = [f"\n{line}" for line in lines(item, names, today)]
    text = rich(
        words(f"{number}. "),
        linked_title(item.title, item.url),
        words("".join(said)),
        words(f"\n{cut(one_line(item.summary), SUMMARY)}" if item.summary else "", italic=True),
    )
    return [text, *controls(item, beside)]


def short(number: int, item: Credential) -> Block:
    """A course in one line."""
    figures = cut(one_line(f"{facts.price(item.cost, item.hours)} · {facts.hours(item.hours)}"), LINE)
    return rich(words(f"{number}. "), linked_title(item.title, item.url), words(f" · {figures}"))


def whole(item: Credential, names: Mapping[str, str], today: dt.date) -> list[Block]:
    """Everything that the record states, one fact a line, then what it says of itself."""
    said: list[Element] = [linked_title(item.title, item.url)]
    address = safe_link(item.url)
    for named, value in whole_facts(item, names, today):
        if value != address:
            said += [words(f"\n{named}: ", bold=True), words(cut(one_line(value), FACT))]
    if address:
        said += [words("\n"), link(address, say("page"))]
    blocks = [rich(*said)]
    text = item.description or item.summary
    if text:
        blocks.append(rich(words(cut(clean(text).strip(), DESCRIPTION))))
    return [*blocks, *controls(item, details=False)]


def controls(item: Credential, beside: Sequence[str] = (), *, details: bool = True) -> list[Block]:
    """The buttons of a course; none for one whose id is too long to be carried."""
    if len(item.id) > LONGEST_ID:
        return []
    title = title_of(item.title)
    elements: list[Element] = []
    if details:
        label = say("details")
        elements.append(button(Action.DETAILS, label, carried(Details(id=item.id)), spoken=f"{label}: {title}"))
    comparison = _compared(item.id, beside)
    if comparison:
        elements.append(button(Action.COMPARE, say("compare"), comparison, spoken=f"{say('compare')}: {title}"))
    key = key_of(item.id)
    entries = [option(say(f"menu_{act}"), carried(Menu(act=act, key=key))) for act in MenuAct]
    return [actions([*elements, overflow(Action.MENU, entries)])]


def _compared(id_: str, beside: Sequence[str]) -> str:
    ids = [id_, *(other for other in beside if other != id_ and len(other) <= LONGEST_ID)][:MOST_COMPARED]
    value = carried(Compare(ids=tuple(ids))) if len(ids) > 1 else ""
    return value if len(value) <= BUTTON_VALUE else ""


def spoken_whole(item: Credential, names: Mapping[str, str], today: dt.date) -> str:
    """A whole record as sentences."""
    said = [f"{named}: {cut(one_line(value), FACT)}" for named, value in whole_facts(item, names, today)]
    return f"{title_of(item.title)}. {'; '.join(said)}."


def spoken_card(number: int, item: Credential, names: Mapping[str, str], today: dt.date) -> str:
    """A course as sentences, for those who see no blocks."""
    return f"{number}. {title_of(item.title)}: {'; '.join(lines(item, names, today))}."
