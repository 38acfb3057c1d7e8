"""CTDL in JSON-LD (https://credreg.net/ctdl/terms) as native rows: credentials, programs, pathways, transfer values.

Organizations, addresses and the like are read where a credential names them; they are no rows of their own. A transfer
value becomes the academic credit of what it is transferred from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog_ingest.sources.ctdl_figures import cost_of, hours_of, weeks_of
from catalog_ingest.sources.ctdl_nodes import (
    TRANSFER_VALUE,
    Graph,
    Node,
    Profile,
    codes_of,
    is_id,
    kind_of,
    listed,
    local,
    names_of,
    profiles,
    references,
    text_of,
    types_of,
)
from catalog_ingest.sources.ctdl_rules import Rules
from catalog_ingest.sources.record import Item, Record, Rejected, rejected
from catalog_ingest.sources.stacking import Notes, Row, Translation, link_stacks, warn_of_circles, without_unknown
from catalog_ingest.values.dates import parse_date
from catalog_ingest.values.identity import identity
from catalog_ingest.values.text import clean, clean_paragraphs

_DELIVERY = {"InPerson": "in_person", "BlendedDelivery": "hybrid", "BlendedLearning": "hybrid"}
_ROOTS = ("hasRoot", "hasDestinationComponent")


def ctdl_nodes(document: object) -> list[object] | None:
    """The nodes of a CTDL document; None for any other."""
    if isinstance(document, Mapping):
        graph = document.get("@graph", [document] if "@type" in document else None)
        return graph if isinstance(graph, list) and _is_ctdl(document.get("@context"), graph) else None
    parts = [ctdl_nodes(each) for each in document] if isinstance(document, list) else []
    found = [part for part in parts if part is not None]
    return [node for part in found for node in part] if parts and len(found) == len(parts) else None


def _is_ctdl(context: object, graph: list[object]) -> bool:
    """Its context says so, a type does, or a pathway says what it leads to; and something in it is a credential."""
    nodes = [node for node in graph if isinstance(node, Mapping)]
    if not any(kind_of(types_of(node)) or TRANSFER_VALUE in types_of(node) for node in nodes):
        return False
    contexts = [
        each for value in listed(context) for each in (value.values() if isinstance(value, Mapping) else [value])
    ]
    if any(isinstance(each, str) and "/ctdl" in each for each in contexts):
        return True
    types = [type_ for node in nodes for type_ in listed(node.get("@type")) if isinstance(type_, str)]
    roots = any("Pathway" in types_of(node) and any(local(key) in _ROOTS for key in node) for node in nodes)
    return roots or any(type_.startswith("ceterms:") for type_ in types)


def translate_ctdl(nodes: Mapping[int, object], source: str) -> Translation:
    """The nodes, by their numbers in the document, as native rows."""
    return _Translator(nodes, source).translation()


class _Translator:
    def __init__(self, nodes: Mapping[int, object], source: str) -> None:
        self._source = source
        self._notes = Notes(source)
        self._graph = Graph({row: node for row, node in nodes.items() if isinstance(node, Mapping)})
        self._rules = Rules(self._graph, source, self._notes)
        self._rejected: list[Item] = [
            self._refused(row, "bad_json", "This node is not an object; write one object per node.", node)
            for row, node in nodes.items()
            if not isinstance(node, Mapping)
        ]
        self._claims: dict[Node, list[Row]] = {}
        self._lines: dict[Node, list[str]] = {}

    def translation(self) -> Translation:
        credentials = [node for node in self._graph.nodes if node.kind]
        for node in credentials:
            node.id = self._id(node)
        self._sort_out()
        rows = [(node.row, self._row(node)) for node in credentials]
        stated: dict[str, list[str]] = {}
        for node in credentials:
            for part, larger in (*self._rules.stack_links(node), *self._rules.links_outward(node)):
                stated.setdefault(part, []).append(larger)
        link_stacks([row for _, row in rows], stated)
        warn_of_circles(rows, self._notes)
        items = [*self._rejected, *(Record(number, row) for number, row in rows)]
        return Translation(sorted(items, key=lambda item: item.row), self._notes.problems)

    def _refused(self, row: int, code: str, message: str, value: object) -> Rejected:
        return rejected(self._source, row, code, message, str(value))

    def _id(self, node: Node) -> str:
        """Its own id; a blank one says nothing outside this document, so the address or the title stands in."""
        own = node.ref if node.ref and not node.ref.startswith("_:") else ""
        return identity(self._source, own, _url(node), self._provider(node), node.name)

    def _sort_out(self) -> None:
        """What is no credential is read with what it tells of, or rejected."""
        for node in self._graph.nodes:
            if TRANSFER_VALUE in node.types:
                self._transfer(node)
            elif not node.kind and not node.is_beside:
                message = "This type is no credential; it was left out." if node.types else "This node says no type."
                refused = self._refused(node.row, "not_a_credential", message, " ".join(node.types) or node.ref)
                self._rejected.append(refused)

    # ---- one credential

    def _row(self, node: Node) -> Row:
        values = node.values
        row: dict[str, Any] = {
            "id": node.id,
            "title": node.name,
            "provider": self._provider(node),
            "kind": kind_of((local(text_of(values.get("credentialType"))),)) or node.kind,
            "description": self._description(node),
            "language": [clean(each) for each in listed(values.get("inLanguage")) if isinstance(each, str)],
            "delivery": self._delivery(values),
            "cost": cost_of(values),
            "hours": hours_of(values),
            "weeks": weeks_of(values),
            "place": self._place(node),
            "url": _url(node),
            "skills": self._skills(values),
            "credit": self._own_credit(node) + self._claims.get(node, []),
            "earned_by": self._rules.earned_by(node),
            "prerequisites": self._rules.prerequisites(node),
        }
        return without_unknown(row)

    def _description(self, node: Node) -> str:
        status = names_of(node.values.get("credentialStatusType"))
        ended = [each for each in status if local(each).casefold() != "active"]
        if ended:
            message = "The source says that this is not active; its description says so, too."
            self._notes.warn(node.row, "not_active", "credentialStatusType", ended[0], message)
        lines = [
            text_of(node.values.get("description")),
            *self._lines.get(node, ()),
            *(f"Status: {each}" for each in ended),
        ]
        return clean_paragraphs("\n".join(lines))

    def _provider(self, node: Node) -> str | None:
        for name in ("offeredBy", "ownedBy"):
            for target in self._graph.stated(node, name):
                if isinstance(target, str) and is_id(target):
                    self._notes.dangling(node.row, name, target, self._graph.near(target))
                elif found := self._name_of(target):
                    return found
        return None

    def _name_of(self, target: Node | str | Profile) -> str:
        if isinstance(target, Node):
            return target.name
        return clean(target if isinstance(target, str) else text_of(target.get("name")))

    def _delivery(self, values: Profile) -> str | None:
        codes = codes_of(values.get("deliveryType")) or codes_of(values.get("learningDeliveryType"))
        return _DELIVERY.get(codes[0]) if len(codes) == 1 else None

    def _place(self, node: Node) -> str | None:
        for target in self._graph.stated(node, "availableAt"):
            values = target.values if isinstance(target, Node) else target
            if isinstance(values, Mapping):
                parts = [text_of(values.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry")]
                return clean(", ".join(part for part in parts if part)) or clean(text_of(values.get("name"))) or None
        return None

    def _skills(self, values: Profile) -> list[str]:
        names = [name.strip(" ;,.") for key in ("teaches", "assesses") for name in names_of(values.get(key))]
        return [name for name in dict.fromkeys(names) if name]

    # ---- academic credit

    def _own_credit(self, node: Node) -> list[Row]:
        return self._credit(node, node.values.get("creditValue"), self._provider(node), None)

    def _credit(self, node: Node, value: object, awarded_by: str | None, as_of: str | None) -> list[Row]:
        found = []
        for profile in profiles(value):
            unit = next(iter(names_of(profile.get("creditUnitType"))), None)
            claim = {"amount": profile.get("value"), "unit": unit, "awarded_by": awarded_by, "as_of": as_of}
            found.append(without_unknown(claim))
        return [claim for claim in found if claim.keys() & {"amount", "unit"}]

    def _transfer(self, node: Node) -> None:
        """A transfer value: the credit of each thing that it is transferred from."""
        targets = self._graph.stated(node, "transferValueFrom")
        sources = [target for target in targets if isinstance(target, Node) and target.kind]
        for target in targets:
            if isinstance(target, str):
                self._notes.dangling(node.row, "transferValueFrom", target, self._graph.near(target))
        if not sources:
            message = "Nothing in this document says what this credit is given for; add what it is transferred from."
            self._rejected.append(self._refused(node.row, "credit_without_source", message, node.name))
            return
        start, end = self._date(node, "startDate"), self._date(node, "endDate")
        claims = self._credit(node, node.values.get("transferValue"), self._awarder(node), start)
        if end:
            message = "The native form has no last day of a credit claim; it stands in the description."
            self._notes.warn(node.row, "credit_ends", "endDate", end, message)
        for source in sources:
            self._claims.setdefault(source, []).extend(claims)
            self._lines.setdefault(source, []).append(_transfer_line(node, start, end))

    def _awarder(self, node: Node) -> str | None:
        """Who gives the credit: by name, else by the id that the document has."""
        name, ids = (
            self._provider(node),
            [ref for ref in references(node.values.get("ownedBy")) if isinstance(ref, str)],
        )
        return name or next(iter(ids), None)

    def _date(self, node: Node, name: str) -> str | None:
        written = text_of(node.values.get(name))
        parsed = parse_date(written)
        if parsed.trouble:
            self._notes.warn(node.row, "bad_date", name, written, parsed.trouble)
        return parsed.value.isoformat() if parsed.value else None


def _url(node: Node) -> str | None:
    return next((ref for ref in references(node.values.get("subjectWebpage")) if isinstance(ref, str)), None)


def _transfer_line(node: Node, start: str | None, end: str | None) -> str:
    """What a transfer value says beside its amount, in one line of the description."""
    levels = [
        name
        for profile in profiles(node.values.get("transferValue"))
        for name in names_of(profile.get("creditLevelType"))
    ]
    dates = [f"from {start}" if start else "", f"to {end}" if end else ""]
    about = [node.name, *dict.fromkeys(levels), " ".join(filter(None, dates))]
    said = clean(text_of(node.values.get("description")))
    return f"Academic credit ({', '.join(filter(None, about))}){': ' + said if said else ''}"
