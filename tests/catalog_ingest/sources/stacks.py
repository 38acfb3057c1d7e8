"""Stacking documents as the ingest reads them, and small ones to build on."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.credential import Credential
from catalog_ingest.collect import Collected, SourceSpec, collect

Document = Any
CONTEXT = "https://credreg.net/ctdl/schema/context/json"


@dataclass(frozen=True)
class Took:
    """What a document became; ids without the name of the source."""

    collected: Collected
    name: str

    @property
    def items(self) -> dict[str, Credential]:
        """The credentials by their own ids, in the order of the document."""
        found = {row.hash: row.row for row in self.collected.rows}
        order = sorted(self.collected.new.items(), key=lambda pair: found[pair[0]])
        return {self.short(credential.id): credential for _, (_, credential) in order}

    @property
    def codes(self) -> Counter[str]:
        """How often each finding was made."""
        return Counter(problem.code for problem in self.collected.problems)

    def short(self, id_: str) -> str:
        assert id_.startswith(f"{self.name}:")
        return id_.removeprefix(f"{self.name}:")

    def tree(self, id_: str, field: str = "earned_by") -> Any:
        """A tree of a credential as JSON, its ids short."""
        return self._shortened(self.items[id_].model_dump(mode="json")[field])

    def stacks(self, id_: str) -> list[str]:
        return [self.short(link.credential) for link in self.items[id_].stacks_into]

    def _shortened(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._shortened(each) for each in node]
        if isinstance(node, dict):
            return {
                key: self.short(value) if key == "credential" else self._shortened(value) for key, value in node.items()
            }
        return node


def took(path: Path) -> Took:
    """A file read as the source that is called like it; every row is accounted for."""
    collected = collect(SourceSpec(path.stem, path), {}, None)
    errors = sum(problem.severity == "error" for problem in collected.problems)
    assert collected.read == len(collected.rows) + collected.rejected
    assert errors == collected.rejected
    return Took(collected, path.stem)


def written(folder: Path, document: Document, name: str = "doc.json") -> Took:
    """A document written to a file and read."""
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return took(path)


# ---- Badgr


def badge(key: str) -> dict[str, str]:
    return {"badgeUrl": f"https://badges.example/public/badges/{key}"}


def badge_id(key: str) -> str:
    return f"badges.example/public/badges/{key}"


def rule(count: int | None) -> dict[str, Any]:
    return {"countRule": {"@type": "all"} if count is None else {"@type": "atLeastN", "requiredCount": count}}


def element(
    key: str,
    *children: Any,
    of_children: int | None = None,
    others: tuple[str, ...] = (),
    of_others: int | None = None,
    badges: tuple[str, ...] = (),
    of_badges: int | None = None,
    award: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """An element of a Badgr pathway; None for all of them."""
    requirements = {
        "childElementRequirements": rule(of_children),
        "nonChildElementRequirements": rule(of_others) | {"elementIds": list(others)},
        "badgeRequirements": rule(of_badges) | {"requiredBadges": [badge(each) for each in badges]},
        "shortcutBadges": [],
    }
    plain = {
        "elementId": key,
        "name": f"Name of {key}",
        "description": None,
        "completionBadge": badge(award) if award else None,
        "requirements": requirements,
        "requiredForParentCompletion": True,
        "children": list(children),
    }
    return plain | more


# ---- CTDL


def graph(*nodes: Any, context: Any = CONTEXT) -> dict[str, Any]:
    return {"@context": context, "@graph": list(nodes)}


def node(key: str, type_: str = "Course", **words: Any) -> dict[str, Any]:
    """A node with an id of its own; its words get the usual prefix."""
    plain = {"@id": f"ex:{key}", "@type": f"ceterms:{type_}", "ceterms:name": {"en-US": f"Name of {key}"}}
    return plain | {f"ceterms:{word}": value for word, value in words.items()}


def ref(key: str) -> dict[str, str]:
    return {"@id": f"ex:{key}"}


def condition(number: int | None, *targets: str, **more: Any) -> dict[str, Any]:
    """A component condition over nodes of the graph."""
    words = {"@type": "ceterms:ComponentCondition", "ceterms:targetComponent": [f"ex:{key}" for key in targets]}
    count = {} if number is None else {"ceterms:requiredNumber": number}
    return words | count | {f"ceterms:{word}": value for word, value in more.items()}
