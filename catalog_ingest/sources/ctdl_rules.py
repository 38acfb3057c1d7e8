"""What a CTDL document says about how a credential is earned, and what it takes first.

A `requires` of an award and the parts of a program say how it is earned; the same of a course or an exam, and the
condition of a step in a pathway, say what comes first: holding the step before does not earn the step itself. For what
only holds others together (a pathway, a group of components) the condition is all that there is to earn it.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalog_ingest.sources.ctdl_nodes import (
    Graph,
    Node,
    Profile,
    codes_of,
    is_id,
    listed,
    local,
    names_of,
    text_of,
    words,
)
from catalog_ingest.sources.stacking import Notes, Tree, any_one, every, held, only_words, so_many, unreadable
from catalog_ingest.values.text import clean

_DEEPEST = 20
_TARGETS = ("targetCredential", "targetLearningOpportunity", "targetAssessment")
_RECOMMENDED = ("recommends", "preparationFrom", "precededBy")


class Rules:
    """Reads the rules of one graph's nodes as requirement trees."""

    def __init__(self, graph: Graph, source: str, notes: Notes) -> None:
        self._graph, self._source, self._notes = graph, source, notes

    def earned_by(self, node: Node) -> Tree | None:
        """What earns it; None where the document does not say, or says it only in words."""
        tree = self._earning(node)
        return None if tree is None or only_words(tree) else tree

    def prerequisites(self, node: Node) -> Tree | None:
        """What it takes first, as far as the document says."""
        earning = self._earning(node)
        words_only = earning if earning is not None and only_words(earning) else None
        return every([words_only, *self._first(node), *self._beside(node)])

    def stack_links(self, node: Node) -> Iterable[tuple[str, str]]:
        """Pairs of ids: what the document lists inside a credential, and that credential."""
        for name in ("hasPart", "hasChild", "hasDestinationComponent"):
            for target in self._graph.related(node, name):
                if isinstance(target, Node) and target.kind:
                    yield target.id, node.id

    def links_outward(self, node: Node) -> Iterable[tuple[str, str]]:
        """The same for larger ones that are not in the document, with a warning each."""
        for name in ("isPartOf", "isChildOf", "isDestinationComponentFor", "isRequiredFor"):
            for target in self._graph.stated(node, name):
                if isinstance(target, str):
                    self._warn(node, name, target)
                    yield node.id, f"{self._source}:{target}"

    # ---- earning

    def _earning(self, node: Node) -> Tree | None:
        if "Pathway" in node.types:
            return every(self._destinations(node))
        if node.kind == "exam":
            return None
        conditions = self._conditions(node) if node.is_structure else []
        requires = [] if node.kind == "course" else self._requirements(node, "requires")
        return every([*conditions, *requires, *self._members(node, "hasPart")])

    def _destinations(self, node: Node) -> list[Tree | None]:
        """What a pathway leads to: as it says itself, else as its components say."""
        name = "hasDestinationComponent"
        own, others = self._graph.stated(node, name), node.inverse.get(name, [])
        if own and (besides := [other for other in others if other not in own]):
            message = "Another component says that the pathway leads to it; the pathway's own word counts."
            self._notes.warn(node.row, "contradicting_destination", name, besides[0].name or besides[0].ref, message)
        return [self._leaf(node, name, target) for target in own or others]

    def _members(self, node: Node, name: str) -> list[Tree | None]:
        return [self._leaf(node, name, target) for target in self._graph.related(node, name)]

    # ---- what comes first

    def _first(self, node: Node) -> list[Tree | None]:
        conditions = [] if node.is_structure else self._conditions(node)
        requires = self._requirements(node, "requires") if node.kind in ("course", "exam") else []
        entry = self._requirements(node, "entryCondition") + self._requirements(node, "prerequisite")
        return [*conditions, *requires, *entry]

    def _beside(self, node: Node) -> list[Tree | None]:
        together = [_kinded(tree, "corequisite") for tree in self._requirements(node, "corequisite")]
        advice = [tree for name in _RECOMMENDED for tree in self._requirements(node, name)]
        return [*together, *(_kinded(tree, "recommended") for tree in advice)]

    # ---- trees

    def _conditions(self, node: Node) -> list[Tree | None]:
        return [self._condition(node, each, 0) for each in listed(node.values.get("hasCondition"))]

    def _condition(self, node: Node, value: object, depth: int) -> Tree | None:
        """A component condition: so many of its components and of the conditions inside it."""
        condition = self._profile(value)
        if condition is None or depth > _DEEPEST:
            self._notes.warn(node.row, "bad_condition", "hasCondition", value, "This condition cannot be read.")
            return unreadable()
        if condition.get("hasConstraint"):
            message = "Constraints are not read; look the condition up at its source."
            self._notes.warn(node.row, "constraint", "hasCondition", text_of(condition.get("name")), message)
        members = self._targets(node, condition, ("targetComponent",))
        members += [self._condition(node, each, depth + 1) for each in listed(condition.get("hasCondition"))]
        operator = next(
            iter(codes_of(condition.get("logicalOperator"))), local(text_of(condition.get("logicalOperator")))
        )
        number = condition.get("requiredNumber")
        if operator == "Not":
            return unreadable()
        if number is not None:
            return so_many(number, members)
        return any_one(members) if operator == "Or" else every(members)

    def _requirements(self, node: Node, name: str) -> list[Tree | None]:
        return [self._requirement(node, name, target, 0) for target in self._graph.related(node, name)]

    def _requirement(self, node: Node, name: str, target: Node | str | Profile, depth: int) -> Tree | None:
        """A credential, or a condition profile that names some; what it says only in words is kept as words."""
        if isinstance(target, str) or (isinstance(target, Node) and not _is_condition(target)):
            return self._leaf(node, name, target)
        profile = target.values if isinstance(target, Node) else target
        if depth > _DEEPEST:
            return unreadable()
        members = self._targets(node, profile, _TARGETS)
        members += [{"skill": skill} for skill in names_of(profile.get("targetCompetency"))]
        said = clean(text_of(profile.get("description")) or text_of(profile.get("name")))
        tree = every(members) or ({"text": said} if said else None)
        others = [
            self._requirement(node, name, words(each), depth + 1)
            for each in listed(profile.get("alternativeCondition"))
            if isinstance(each, dict)
        ]
        return any_one([tree, *others])

    def _targets(self, node: Node, profile: Profile, names: Iterable[str]) -> list[Tree | None]:
        holder = Node(node.row, None, (), profile, None)
        return [self._leaf(node, name, target) for name in names for target in self._graph.stated(holder, name)]

    def _leaf(self, node: Node, name: str, target: Node | str | Profile) -> Tree | None:
        if isinstance(target, str):
            if not is_id(target):
                return _said(clean(target))
            self._warn(node, name, target)
            return held(f"{self._source}:{target}")
        if isinstance(target, Node):
            return held(target.id) if target.kind else _said(target.name)
        return _said(clean(text_of(target.get("name")) or text_of(target.get("description"))))

    def _profile(self, value: object) -> Profile | None:
        if isinstance(value, str) or (isinstance(value, dict) and set(value) == {"@id"}):
            ref = value if isinstance(value, str) else value["@id"]
            found = self._graph.find(ref) if isinstance(ref, str) else None
            return found.values if found else None
        return words(value) if isinstance(value, dict) else None

    def _warn(self, node: Node, name: str, ref: str) -> None:
        self._notes.dangling(node.row, name, ref, self._graph.near(ref))


def _is_condition(node: Node) -> bool:
    return any(type_.endswith(("ConditionProfile", "ComponentCondition")) for type_ in node.types)


def _said(text: str) -> Tree | None:
    return {"text": text} if text else None


def _kinded(tree: Tree | None, kind: str) -> Tree | None:
    return {**tree, "kind": kind} if tree else tree
