"""The real stacking documents, against a reading of the files that uses nothing of the ingest."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from catalog_ingest.wiring import Request, reindex
from tests.catalog_ingest.sources.stacks import Took, took
from tests.conftest import settings_in
from tests.pathways.oracle import rules

FILES = {
    "badge_pathway_teaching_excellence.json": 94,
    "comptia_it_networking_specialist.jsonld": 10,
    "illinois_it.json": 38,
    "program_with_courses.json": 6,
    "transfer_value_intro_sociology.json": 1,
}
Element = dict[str, Any]


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "catalogs" / "ctdl"


def plain(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def closed(found: Took, *ids: str) -> frozenset[str]:
    """Everything that is held once these are, by the trees of the catalog."""
    rows = [item.model_dump(mode="json") for item in found.items.values()]
    held = rules.closure(rules.stacks_of(rows), frozenset(), [f"{found.name}:{id_}" for id_ in ids])
    return frozenset(map(found.short, held.credentials))


# ---- Badgr


@pytest.fixture(scope="module")
def badgr(folder: Path) -> Took:
    return took(folder / "badge_pathway_teaching_excellence.json")


@pytest.fixture(scope="module")
def root(folder: Path) -> Element:
    return plain(folder / "badge_pathway_teaching_excellence.json")


def elements(root: Element) -> Iterator[Element]:
    yield root
    for child in root["children"]:
        yield from elements(child)


def badges_of(element: Element) -> list[str]:
    listed = element["requirements"]["badgeRequirements"]["requiredBadges"]
    return [badge["badgeUrl"].removeprefix("https://") for badge in listed]


def complete(element: Element, all_: dict[str, Element], badges: set[str]) -> bool:
    """Badgr's rule as its JSON says it: each group that asks for something counts what is there."""
    wants = element["requirements"]
    groups = [
        (wants["childElementRequirements"], [complete(child, all_, badges) for child in element["children"]]),
        (
            wants["nonChildElementRequirements"],
            [complete(all_[id_], all_, badges) for id_ in wants["nonChildElementRequirements"]["elementIds"]],
        ),
        (wants["badgeRequirements"], [badge in badges for badge in badges_of(element)]),
    ]
    return all(
        all(met) if wanted["countRule"]["@type"] == "all" else sum(met) >= wanted["countRule"]["requiredCount"]
        for wanted, met in groups
        if met
    )


def test_every_element_with_an_award_or_parts_and_every_badge(badgr: Took, root: Element) -> None:
    larger = [each for each in elements(root) if each["completionBadge"] or each["children"]]
    badges = list(dict.fromkeys(badge for each in elements(root) for badge in badges_of(each)))
    assert (len(list(elements(root))), len(larger), len(badges)) == (15, 6, 88)
    assert list(badgr.items) == [*(each["elementId"] for each in larger), *badges]
    assert badgr.collected.problems == []
    for each in larger:
        item = badgr.items[each["elementId"]]
        assert item.title == each["name"]
        assert item.kind == ("badge" if each["completionBadge"] else "program")
        assert item.url == (each["completionBadge"] or {}).get("badgeUrl")
        assert (item.description or "").startswith(each["description"] or "")
    for badge in badges:
        item = badgr.items[badge]
        assert (item.title, item.kind, item.url) == (badge.rsplit("/", 1)[1], "badge", f"https://{badge}")
        assert item.model_dump(exclude_defaults=True).keys() == {"id", "title", "kind", "url", "stacks_into", "source"}


def test_the_rules_one_by_one(badgr: Took, root: Element) -> None:
    by_name = {each["name"]: each for each in elements(root)}

    def ids(name: str) -> str:
        return by_name[name]["elementId"]

    def some(count: int, name: str) -> dict[str, Any]:
        return {"at_least": count, "of": [{"credential": badge} for badge in badges_of(by_name[name])]}

    def every(name: str) -> dict[str, Any]:
        return {"all_of": [{"credential": badge} for badge in badges_of(by_name[name])]}

    scholar = {"credential": ids("Teaching Scholar Certificate")}
    tracks = {name.split(" ")[0]: every(name) for name in by_name if name.endswith("Track")}
    assert badgr.tree(ids("ETE Pathways")) == {"credential": ids("Master Teacher Certificate")}
    assert badgr.tree(ids("Master Teacher Certificate")) == {
        "all_of": [
            {
                "all_of": [
                    {"all_of": [scholar, some(4, "Master Contribute Level")]},
                    {"credential": ids("Master Implement Level")},
                    {"all_of": [scholar, some(10, "Master Engage Level")]},
                ]
            },
            scholar,
        ]
    }
    assert badgr.tree(ids("Master Implement Level")) == {"all_of": [scholar, some(6, "Master Implement Level")]}
    assert badgr.tree(ids("Teaching Scholar Certificate")) == {
        "all_of": [
            {
                "at_least": 3,
                "of": [
                    some(1, "Scholar Contribute Level"),
                    {"credential": ids("Scholar Implement Level")},
                    some(6, "Scholar Engage Level"),
                ],
            },
            {
                "at_least": 1,
                "of": [tracks[name] for name in ("Foundations", "Individualized", "Digital-Age", "Evidence-Based")],
            },
            {"credential": badges_of(by_name["Teaching Scholar Certificate"])[0]},
        ]
    }
    assert badgr.tree(ids("Scholar Implement Level")) == {
        "all_of": [
            {
                "at_least": 1,
                "of": [
                    {"credential": ids("Explore College Teaching Certificate")},
                    *(tracks[name] for name in ("Individualized", "Foundations", "Evidence-Based", "Digital-Age")),
                ],
            },
            some(3, "Scholar Implement Level"),
        ]
    }
    assert badgr.tree(ids("Explore College Teaching Certificate")) == {
        "all_of": [some(3, "Graduate Student Track"), some(5, "Explore College Teaching Certificate")]
    }


def test_badges_add_up_as_badgr_adds_them_up(badgr: Took, root: Element) -> None:
    all_ = {each["elementId"]: each for each in elements(root)}
    badges = sorted({badge for each in elements(root) for badge in badges_of(each)})
    chance = random.Random(1)
    seen: set[frozenset[str]] = set()
    for _ in range(300):
        some = set(chance.sample(badges, chance.randrange(10, len(badges) + 1)))
        right = {id_ for id_ in set(all_) & badgr.items.keys() if complete(all_[id_], all_, some)}
        assert closed(badgr, *some) - some == right
        seen.add(frozenset(right))
    assert len(seen) >= 5


def test_links_mirror_the_rules(badgr: Took) -> None:
    for id_ in badgr.items:
        named = [larger for larger in badgr.items if f'"{id_}"' in json.dumps(badgr.tree(larger))]
        assert badgr.stacks(id_) == named


# ---- CTDL

REGISTRY = "https://credentialengineregistry.org/resources/"


def test_the_certification_pathway(folder: Path) -> None:
    path = folder / "comptia_it_networking_specialist.jsonld"
    found, nodes = took(path), plain(path)["@graph"]
    way, goal, *certificates = (node["@id"] for node in nodes)
    assert list(found.items) == [node["@id"] for node in nodes]
    assert len(certificates) == 8
    for node, item in zip(nodes, found.items.values(), strict=True):
        assert item.title == next(iter(node["ceterms:name"].values())).strip()
        assert item.description == next(iter(node["ceterms:description"].values())).strip()
        assert item.url == node["ceterms:subjectWebpage"]
        assert item.kind == ("certificate" if node["@type"] == "ceterms:Certification" else "program")
        assert (item.provider, item.cost, item.hours, item.level, item.skills, item.credit) == (
            None,
            None,
            None,
            None,
            (),
            (),
        )
    assert found.tree(way) == {"credential": nodes[0]["ceterms:hasDestinationComponent"]}
    assert found.tree(goal) == {"credential": certificates[0]}
    for before, key in zip([*certificates[1:], None], certificates, strict=True):
        assert found.tree(key) is None
        assert found.tree(key, "prerequisites") == ({"credential": before} if before else None)
        assert way in found.stacks(key)
    assert found.stacks(certificates[0]) == [way, goal]
    assert found.stacks(certificates[-1]) == [way, certificates[-2]]
    assert found.codes == {"unknown_reference": 1, "contradicting_destination": 1}


def test_the_degree_pathway(folder: Path) -> None:
    path = folder / "illinois_it.json"
    found, nodes = took(path), plain(path)["@graph"]
    assert list(found.items) == [node["@id"] for node in nodes]
    way, root = nodes[0], nodes[1]
    kinds = {"Pathway": "program", "Basic": "program", "Course": "course", "Certification": "certificate"}
    for node, item in zip(nodes, found.items.values(), strict=True):
        assert item.title == " ".join(node["name"].split())
        assert item.kind == kinds.get(node["@type"], "exam")
        assert item.url == node.get("source")
        assert (item.description is None) == ("description" not in node)
        assert (item.level, item.provider, item.cost, item.hours) == (None, None, None, None)
    assert len(root["isParentOf"]) == 36
    assert all(found.stacks(part) == [root["@id"]] for part in root["isParentOf"])
    assert found.tree(root["@id"]) is None
    assert found.stacks(root["@id"]) == [root["isRootOf"]]  # one host name is written twice in the file
    assert found.tree(way["@id"]) == {"credential": way["hasRoot"]}
    needing = {node["@id"]: node["prerequisite"] for node in nodes if "prerequisite" in node}
    assert len(needing) == 1
    for key in found.items:
        expected = {"credential": needing[key]} if key in needing else None
        assert found.tree(key, "prerequisites") == expected
    assert found.codes == {"unknown_reference": 2}


def test_the_program_with_courses(folder: Path) -> None:
    found = took(folder / "program_with_courses.json")
    key = "res:1ca80f84-9331-4855-a746-13613a08c"
    degree, program, *courses = (f"{key}{number}" for number in (100, 101, 201, 202, 203, 204))
    assert list(found.items) == [degree, program, *courses]
    assert found.tree(degree) == {"credential": program}
    assert found.tree(program) == {"all_of": [{"credential": course} for course in courses]}
    assert [found.stacks(id_) for id_ in (degree, program, *courses)] == [[], [degree], *([[program]] * 4)]
    assert {item.provider for item in found.items.values()} == {"UC Sunnydale"}
    assert [item.kind for item in found.items.values()] == ["degree", "program", *["course"] * 4]
    assert {item.place for id_, item in found.items.items() if id_ != degree} == {"Sunnydale, California"}
    assert (found.items[degree].place, found.items[degree].language) == (None, ())  # its inLanguage is misspelt
    assert (found.items[degree].description or "").endswith("\nStatus: Deprecated")
    assert found.codes == {"not_active": 1}


def test_the_transfer_value(folder: Path) -> None:
    path = folder / "transfer_value_intro_sociology.json"
    found, (value, exam, _) = took(path), plain(path)["@graph"]
    [(id_, item)] = found.items.items()
    assert id_ == "clep.collegeboard.org?t=introductorySocialogy"
    assert (item.title, item.kind, item.delivery) == ("Introductory Sociology", "exam", "in_person")
    assert item.provider == "College Board's College-Level Examination Program (CLEP)"
    assert item.language == ("en-US",)
    [claim] = item.credit
    assert (claim.amount, claim.unit, claim.as_of) == (Decimal(3), "Degree Credit", date(2018, 12, 1))
    assert [claim.awarded_by] == value["ceterms:ownedBy"]
    said = [each["ceterms:targetNodeName"]["en-US"].rstrip("; ") for each in exam["ceterms:assesses"]]
    assert list(item.skills) == said
    assert len(said) == 10
    assert "from 2018-12-01 to 2023-11-30): Credit is recommended" in (item.description or "")
    assert (item.cost, item.hours, item.earned_by, item.prerequisites, item.stacks_into) == (None, None, None, None, ())
    assert found.codes == {"unknown_reference": 1, "credit_ends": 1}


# ---- the whole way in


def test_the_folder_as_sources_of_one_catalog(folder: Path, tmp_path: Path) -> None:
    settings, console = settings_in(tmp_path / "data"), Console(stderr=True)
    first = reindex(settings, Request(sources=(str(folder),)), console, quiet=True)
    assert first.activated
    read = {source.source: (source.read, source.accepted, source.rejected) for source in first.sources}
    assert {Path(name).name: counts for name, counts in read.items()} == {
        name: (count, count, 0) for name, count in FILES.items()
    }
    assert first.added == sum(FILES.values())
    again = reindex(settings, Request(sources=(str(folder),)), console, quiet=True)
    assert (again.added, again.changed, again.removed, again.embedded) == (0, 0, 0, 0)
    assert again.problems == first.problems
