"""The nodes of a CTDL document (https://credreg.net/ctdl/terms): their words without prefixes, and their relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalog_ingest.values.text import clean

Profile = Mapping[str, object]

_SAME = {
    "hasRoot": "hasDestinationComponent",
    "isRootOf": "isDestinationComponentFor",
    "isParentOf": "hasChild",
    "preceeds": "precedes",
    "preceededBy": "precededBy",
    "source": "subjectWebpage",
    "targetName": "targetNodeName",
}
"""Older or local spellings of a property."""
INVERSE = {
    "isPartOf": "hasPart",
    "isChildOf": "hasChild",
    "isDestinationComponentFor": "hasDestinationComponent",
    "isRequiredFor": "requires",
    "isRecommendedFor": "recommends",
    "isPreparationFor": "preparationFrom",
    "precedes": "precededBy",
}
"""What one side of a relation says, and what the other would."""
STRUCTURES = frozenset(
    {"Pathway", "Basic", "BasicComponent", "CollectionComponent", "SelectionComponent", "MultiComponent"}
)
"""Types that only hold others together: nobody sits an exam for them."""
_KINDS = {
    **dict.fromkeys(("Course", "CourseComponent", "LearningOpportunity", "LearningOpportunityProfile"), "course"),
    **dict.fromkeys(("Assessment", "AssessmentProfile", "AssessmentComponent"), "exam"),
    **dict.fromkeys(("Badge", "DigitalBadge", "OpenBadge"), "badge"),
    **dict.fromkeys(("LearningProgram", *sorted(STRUCTURES)), "program"),
    **dict.fromkeys(("Certification", "Credential", "CredentialComponent", "License"), "certificate"),
    "CertificateOfCompletion": "certificate",
    "MicroCredential": "microcredential",
}
_ENDINGS = {"Degree": "degree", "Diploma": "program", "Certificate": "certificate"}
TRANSFER_VALUE = "TransferValueProfile"
_BESIDE = re.compile(
    r"\w*(?:Organization|Agent|Address|Place|ContactPoint|Profile|Condition|Constraint|Alignment\w*|IdentifierValue|"
    r"Progression\w+|ComponentLevel|Competency\w*|Concept\w*|Manifest|JobComponent|ExperienceComponent|"
    r"\w*[Cc]urricularComponent)"
)
"""Types that say something about a credential and are none."""


@dataclass(slots=True, eq=False)
class Node:
    """One node: `row` is its number in the document, `ref` its own id there, `id` the credential's."""

    row: int
    ref: str | None
    types: tuple[str, ...]
    values: Profile
    kind: str | None
    id: str = ""
    inverse: dict[str, list[Node]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called; nothing where the document does not say."""
        return clean(text_of(self.values.get("name")))

    @property
    def is_structure(self) -> bool:
        """Whether it only holds others together."""
        return not STRUCTURES.isdisjoint(self.types)

    @property
    def is_beside(self) -> bool:
        """Whether it tells of credentials without being one."""
        return any(_BESIDE.fullmatch(type_) for type_ in self.types)


class Graph:
    """The nodes of one document, found by their ids."""

    def __init__(self, numbered: Mapping[int, Profile]) -> None:
        self.nodes = [node for row, data in numbered.items() for node in _nodes(row, data)]
        self._by_ref: dict[str, Node] = {}
        for node in self.nodes:
            if node.ref is not None:
                self._by_ref.setdefault(node.ref, node)
        self._by_end: dict[str, str] = {_end(ref): ref for ref in reversed(self._by_ref)}
        for node in self.nodes:
            self._mirror(node)

    def find(self, ref: str) -> Node | None:
        """The node with this id."""
        return self._by_ref.get(ref)

    def near(self, ref: str) -> str | None:
        """The id that ends like one that is not there."""
        return self._by_end.get(_end(ref))

    def stated(self, node: Node, name: str) -> list[Node | str | Profile]:
        """What a property of a node refers to: nodes, ids of what is not here, and objects without an id."""
        found: dict[object, Node | str | Profile] = {}
        for ref in references(node.values.get(name)):
            target = (self.find(ref) or ref) if isinstance(ref, str) else ref
            found.setdefault(target if isinstance(target, Node | str) else id(target), target)
        return list(found.values())

    def related(self, node: Node, name: str) -> list[Node | str | Profile]:
        """The same, with the nodes that state the relation from their side."""
        found = self.stated(node, name)
        return found + [other for other in node.inverse.get(name, ()) if other not in found]

    def _mirror(self, node: Node) -> None:
        for own, other in INVERSE.items():
            for target in self.stated(node, own):
                if isinstance(target, Node) and node not in target.inverse.setdefault(other, []):
                    target.inverse[other].append(node)


def local(word: str) -> str:
    """A name without its prefix or address."""
    return re.split(r"[:/#]", word)[-1]


def words(data: Profile) -> Profile:
    """The properties by their local names; the first of several spellings counts."""
    found: dict[str, object] = {}
    for key, value in data.items():
        name = local(key)
        found.setdefault(_SAME.get(name, name), value)
    return found


def references(value: object) -> Iterator[str | Profile]:
    """The ids that a value refers to; an object without an id stands for itself, with its local names."""
    for each in listed(value):
        if isinstance(each, str) and each.strip():
            yield each
        elif isinstance(each, Mapping):
            ref = each.get("@id")
            yield ref if isinstance(ref, str) and ref else words(each)


def is_id(text: str) -> bool:
    """Whether a text is an id: an address or a prefixed name, not words."""
    return re.fullmatch(r"[A-Za-z_][\w+.-]*:\S+", text) is not None


def profiles(value: object) -> list[Profile]:
    """The objects in a value, by their local names."""
    return [words(each) for each in listed(value) if isinstance(each, Mapping)]


def listed(value: object) -> list[object]:
    """A list as it is, one value as a list of one, nothing as none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(value: object) -> str:
    """A text: as it is, in English or the first language of a language map, or the first of a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), "")
    if isinstance(value, Mapping):
        texts = {key: text for key, text in value.items() if isinstance(text, str) and key not in ("@id", "@type")}
        return next(
            (text for key, text in texts.items() if str(key).lower().startswith("en")), next(iter(texts.values()), "")
        )
    return ""


def names_of(value: object) -> list[str]:
    """What alignments point to, by its name, else by the last word of its id; each once."""
    found = []
    for profile in profiles(value):
        target = next(references(profile.get("targetNode")), "")
        found.append(
            clean(text_of(profile.get("targetNodeName"))) or (local(target) if isinstance(target, str) else "")
        )
    return [name for name in dict.fromkeys(found) if name]


def codes_of(value: object) -> list[str]:
    """The terms that alignments point to, without their prefix."""
    targets = (ref for profile in profiles(value) for ref in references(profile.get("targetNode")))
    return [local(ref) for ref in targets if isinstance(ref, str)]


def kind_of(types: tuple[str, ...]) -> str | None:
    """The kind of credential that a type names; None for what is no credential."""
    for type_ in types:
        ending = next((kind for end, kind in _ENDINGS.items() if type_.endswith(end)), None)
        if kind := _KINDS.get(type_) or ending:
            return kind
    return None


def types_of(data: Profile) -> tuple[str, ...]:
    """The types of a node by their local names."""
    return tuple(local(type_) for type_ in listed(data.get("@type")) if isinstance(type_, str))


def _nodes(row: int, data: Profile) -> Iterator[Node]:
    """A node, and the credentials with ids of their own that are written inside it."""
    yield _node(row, data)
    open_ = list(data.values())
    while open_:
        value = open_.pop()
        if isinstance(value, Mapping):
            if isinstance(value.get("@id"), str) and kind_of(types_of(value)) and len(value) > 2:
                yield _node(row, value)
            open_.extend(value.values())
        elif isinstance(value, list):
            open_.extend(value)


def _node(row: int, data: Profile) -> Node:
    ref, types = data.get("@id"), types_of(data)
    return Node(row, ref if isinstance(ref, str) and ref else None, types, words(data), kind_of(types))


def _end(ref: str) -> str:
    return ref.rstrip("/").rsplit("/", 1)[-1]
