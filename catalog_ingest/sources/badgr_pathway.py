"""Badgr's own pathways: elements inside elements, each with a rule over elements and badges.

An element that awards a completion badge or holds further elements becomes a larger credential, earned by exactly its
rule; any other element is only a part of the rules that name it. Badges become credentials of which mostly the address
is all that is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from catalog_ingest.sources.record import Item, Record, rejected
from catalog_ingest.sources.stacking import (
    Notes,
    Row,
    Translation,
    Tree,
    any_one,
    every,
    held,
    link_stacks,
    only_words,
    so_many,
    unreadable,
    warn_of_circles,
    without_unknown,
)
from catalog_ingest.values.identity import identity
from catalog_ingest.values.text import clean, clean_paragraphs
from catalog_ingest.values.url import address_key, parse_url

MOST_MEMBERS = 50_000
"""Members of rules that may be written out again inside other rules, before the rest is only named."""
DEEPEST_RULE = 15
"""Rules inside each other that are written out."""

_CHILDREN = "childElementRequirements"
_OTHERS = "nonChildElementRequirements"
_BADGES = "badgeRequirements"
_NO_OBJECT = "This is not an object; Badgr writes one object per element."


def badgr_roots(document: object) -> list[object] | None:
    """The outermost elements of a Badgr pathway; None for any other document."""
    if _is_element(document):
        return [document]
    if isinstance(document, Mapping) and len(lists := [each for each in document.values() if _is_list(each)]) == 1:
        document = lists[0]
    return (
        list(document)
        if isinstance(document, list) and _is_list(document) and all(map(_is_element, document))
        else None
    )


def _is_element(value: object) -> bool:
    return isinstance(value, Mapping) and "elementId" in value and ("children" in value or "requirements" in value)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def translate_badgr(roots: list[object], source: str) -> Translation:
    """The pathway as native rows: its larger credentials first, then the badges, in the order of their appearance."""
    return _Translator(source).translation(roots)


@dataclass(slots=True, eq=False)
class _Element:
    row: int
    id: str
    title: str | None
    data: Mapping[str, object]
    children: list[_Element] = field(default_factory=list)
    broken: bool = False

    @property
    def is_larger(self) -> bool:
        return bool(self.data.get("completionBadge")) or bool(self.data.get("children"))

    @property
    def counts(self) -> bool:
        """Whether its parent's rule is about it."""
        return self.data.get("requiredForParentCompletion") is not False

    def group(self, name: str) -> object:
        requirements = self.data.get("requirements")
        return requirements.get(name) if isinstance(requirements, Mapping) else None


class _Translator:
    def __init__(self, source: str) -> None:
        self._source = source
        self._notes = Notes(source)
        self._elements: list[_Element] = []
        self._by_id: dict[str, _Element] = {}
        self._completed_by: dict[str, _Element] = {}
        self._badges: dict[str, Row] = {}
        self._badge_ids: dict[str, str] = {}
        self._rejected: list[Item] = []
        self._read = 0
        self._left = MOST_MEMBERS

    def translation(self, roots: list[object]) -> Translation:
        for root in roots:
            self._take(root)
        self._collect_badges()
        larger = {element.row: self._larger(element) for element in self._elements if element.is_larger}
        badges = dict(enumerate(self._badges.values(), start=self._read + 1))
        rows = larger | badges
        link_stacks(list(rows.values()), {})
        warn_of_circles(rows.items(), self._notes)
        items: list[Item] = [*self._rejected, *(Record(number, row) for number, row in rows.items())]
        return Translation(sorted(items, key=lambda item: item.row), self._notes.problems)

    # ---- reading the elements

    def _take(self, data: object) -> _Element | None:
        self._read += 1
        if not isinstance(data, Mapping):
            self._rejected.append(rejected(self._source, self._read, "bad_element", _NO_OBJECT, str(data)))
            return None
        address = _address(data.get("completionBadge"))
        title = clean(_text(data.get("name"))) or (_last_part(address) if address else "")
        own = _text(data.get("elementId"))
        id_ = identity(self._source, own, address or None, None, title)
        element = _Element(self._read, id_, title or None, data)
        self._elements.append(element)
        if own:
            self._by_id.setdefault(own, element)
        if address:
            self._completed_by.setdefault(self._badge_id(address), element)
        self._take_children(element)
        return element

    def _take_children(self, element: _Element) -> None:
        children = element.data.get("children") or []
        if not isinstance(children, list):
            self._notes.warn(
                element.row, "bad_element", "children", children, "This is no list of elements; correct it."
            )
            element.broken = True
            return
        for data in children:
            child = self._take(data)
            if child is not None:
                element.children.append(child)
            element.broken |= child is None

    # ---- badges

    def _collect_badges(self) -> None:
        for element in self._elements:
            for entry in (*self._required(element), *self._shortcuts(element)):
                address = _address(entry)
                if not address:
                    message = "This badge has no address; it cannot be told from others: add its badgeUrl."
                    self._notes.warn(element.row, "bad_badge", "requirements", entry, message)
                elif self._badge_id(address) not in self._completed_by:
                    self._add_badge(address, entry)

    def _add_badge(self, address: str, entry: object) -> None:
        id_ = self._badge_id(address)
        if id_ in self._badges:
            return
        name = clean(_text(entry.get("name"))) if isinstance(entry, Mapping) else ""
        row = {"id": id_, "title": name or _last_part(address), "kind": "badge", "url": parse_url(address).value}
        self._badges[id_] = without_unknown(row)

    def _badge_id(self, address: str) -> str:
        if address not in self._badge_ids:
            own = "" if address_key(address) else address
            self._badge_ids[address] = identity(self._source, own, address, None, "")
        return self._badge_ids[address]

    def _required(self, element: _Element) -> list[object]:
        group = element.group(_BADGES)
        return _members(group, "requiredBadges")

    def _shortcuts(self, element: _Element) -> list[object]:
        return _members(element.data.get("requirements"), "shortcutBadges")

    def _badge(self, entry: object) -> Tree:
        address = _address(entry)
        if not address:
            return unreadable()
        id_ = self._badge_id(address)
        return held(self._completed_by[id_].id if id_ in self._completed_by else id_)

    # ---- rules

    def _larger(self, element: _Element) -> Row:
        address = _address(element.data.get("completionBadge"))
        rule = self._rule(element, (element,))
        parts = [child.title for child in element.children if not child.is_larger and child.title]
        described = [_text(element.data.get("description")), f"Parts: {', '.join(parts)}" if parts else ""]
        row = {
            "id": element.id,
            "title": element.title,
            "kind": "badge" if address else "program",
            "description": clean_paragraphs("\n".join(described)),
            "url": parse_url(address).value,
            "earned_by": None if rule is None or only_words(rule) else rule,
        }
        return without_unknown(row)

    def _rule(self, element: _Element, path: tuple[_Element, ...]) -> Tree | None:
        children = [self._member(child, path) for child in element.children if child.counts]
        children += [unreadable()] if element.broken else []
        others = [self._other(element, own, path) for own in _members(element.group(_OTHERS), "elementIds")]
        badges = [self._badge(entry) for entry in self._required(element)]
        rule = every(
            [
                self._counted(element, _CHILDREN, children),
                self._counted(element, _OTHERS, others),
                self._counted(element, _BADGES, badges),
            ]
        )
        return any_one([rule, *map(self._badge, self._shortcuts(element))])

    def _counted(self, element: _Element, name: str, members: Sequence[Tree | None]) -> Tree | None:
        """The rule of one group; unreadable where members are listed but not how many of them count."""
        asked = [member for member in members if member is not None]
        self._left -= len(asked)
        group = element.group(name)
        rule = group.get("countRule") if isinstance(group, Mapping) else None
        type_, count = (rule.get("@type"), rule.get("requiredCount")) if isinstance(rule, Mapping) else (None, None)
        if not asked:
            if type_ == "atLeastN" and count != 0:
                message = "The rule asks for some of nothing; it was left out: list what counts."
                self._notes.warn(element.row, "rule_without_members", name, count, message)
            return None
        if type_ == "all":
            return every(asked)
        return so_many(count, asked) if type_ == "atLeastN" else unreadable()

    def _other(self, element: _Element, own: object, path: tuple[_Element, ...]) -> Tree | None:
        if not isinstance(own, str):
            return unreadable()
        if own in self._by_id:
            return self._member(self._by_id[own], path)
        self._notes.dangling(element.row, _OTHERS, own)
        return held(f"{self._source}:{own}")

    def _member(self, element: _Element, path: tuple[_Element, ...]) -> Tree | None:
        """An element in the rule of another: by its id, or its own rule where it is no credential."""
        if element.is_larger:
            return held(element.id)
        self._left -= 1
        if element in path or self._left <= 0 or len(path) > DEEPEST_RULE:
            code, why = ("circle", "leads back to itself") if element in path else ("large_rule", "is too large")
            self._notes.warn(element.row, code, "requirements", element.id, f"This rule {why}; simplify it.")
            return held(element.id)
        rule = self._rule(element, (*path, element))
        return {"text": element.title} if rule is None and element.title else rule


def _members(group: object, name: str) -> list[object]:
    found = group.get(name) if isinstance(group, Mapping) else None
    return found if isinstance(found, list) else [found] if found else []


def _address(badge: object) -> str:
    address = badge.get("badgeUrl") if isinstance(badge, Mapping) else badge
    return _text(address).strip()


def _last_part(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return next((part for part in reversed(path.split("/")) if part), address)


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) and value is not True else ""
