"""Paths over real stacks and real courses: checked by the rules, and against what their documents say."""

from __future__ import annotations

import json
import time
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.path_writer import PathWriter, linked_ids
from bot.advisor.wording import Wording
from catalog.role import Role
from catalog_ingest.bundled import bundled_roles, bundled_skills
from catalog_ingest.collect import SourceSpec, collect
from catalog_ingest.derive import SkillDeriver
from pathways.plan import Plan
from pathways.planner import Planner
from tests.pathways.oracle import milp
from tests.pathways.oracle.catalogs import ask
from tests.pathways.oracle.checker import document_faults, path_faults
from tests.pathways.oracle.plans import Problem
from tests.pathways.shelves import Row, RowShelf, request_of

START = date(2026, 3, 2)
LONGEST = 40.0
"""Seconds for all roles together."""
BADGES = "badge_pathway_teaching_excellence"
EXPLORE, SCHOLAR, MASTER, ROOT = (
    f"{BADGES}:{key}"
    for key in (
        "5df938a763089a6dd4e9a349",
        "5d6ef0ff926c20f20cca2653",
        "5d6ef343dd7e9754a21f750d",
        "5c0ee7d2be9f4f12c5b8581d",
    )
)


class Catalog:
    """A real file as the planner and the oracle take it."""

    def __init__(self, path: Path, deriver: SkillDeriver | None = None) -> None:
        collected = collect(SourceSpec(path.stem, path), {}, deriver)
        self.rows: list[Row] = [item.model_dump(mode="json") for _, item in collected.new.values()]
        self.shelf = RowShelf(self.rows)
        self.by_title = {row["title"]: row["id"] for row in self.rows}

    def asked(self, of: Role | None = None, **more: Any) -> tuple[Plan, dict[str, Any]]:
        """The plan and its document, after all rules of the contract were checked on it."""
        request = ask() | {"start": START.isoformat()} | more
        plan = Planner(self.shelf).plan(request_of(request))
        names = {item.id: item.title for item in self.shelf.credentials(linked_ids(plan))}
        document = PathWriter(plan, of, names, Wording(), START).document().model_dump(mode="json")
        problem = Problem(self.rows, request)
        assert document_faults(document, problem) == []
        for other in document["alternatives"]:
            assert path_faults(other["path"], problem) == []
        return plan, document

    def ids(self, *titles: str) -> list[str]:
        return [self.by_title[title] for title in titles]


def steps_of(document: dict[str, Any]) -> list[str]:
    return [step["id"] for step in document["path"]["steps"]]


# ---- badges: k of n


@pytest.fixture(scope="module")
def badges(shared: Path) -> Catalog:
    return Catalog(shared / "catalogs" / "ctdl" / f"{BADGES}.json")


def toward(catalog: Catalog, goal: str, **more: Any) -> dict[str, Any]:
    """The document of the path with the fewest steps to a larger credential, prices unknown, proven and fully covered."""
    _, document = catalog.asked(credential=goal, allow_unknown=True, objective="fewest", **more)
    assert document["certificate"]["status"] == "optimal"
    assert document["path"]["coverage"] == 1
    assert goal in document["path"]["earns"] or document["status"] == "nothing_missing"
    return document


def test_without_unknown_prices_there_is_no_way_and_nothing_is_made_up(badges: Catalog) -> None:
    _, document = badges.asked(credential=EXPLORE, objective="fewest")
    assert (document["status"], document["path"]["steps"]) == ("impossible", [])


def test_three_of_three_and_five_of_twenty_three(badges: Catalog) -> None:
    document = toward(badges, EXPLORE)
    three, five = badges.shelf.items[EXPLORE].model_dump(mode="json")["earned_by"]["all_of"]
    steps = set(steps_of(document))
    wanted = [{leaf["credential"] for leaf in rule["of"]} for rule in (three, five)]
    assert (three["at_least"], five["at_least"]) == (3, 5)
    assert wanted[0] <= wanted[1]  # so the three count among the five
    assert (len(steps), steps <= wanted[1], wanted[0] <= steps) == (5, True, True)
    assert document["path"]["totals"]["cost"]["unknown_items"] == 5
    assert all(step["because"] and step["hours"] is None for step in document["path"]["steps"])


@pytest.mark.parametrize("goal", [EXPLORE, SCHOLAR, MASTER, ROOT])
@pytest.mark.parametrize("objective", ["fewest", "cheapest", "fastest"])
def test_exactly_as_many_badges_as_the_rules_ask_for(badges: Catalog, goal: str, objective: str) -> None:
    request = ask() | {"start": START.isoformat(), "credential": goal, "allow_unknown": True, "objective": objective}
    fewest = {EXPLORE: 5, SCHOLAR: 10, MASTER: 20, ROOT: 20}[goal]
    best = milp.best_value(badges.rows, request)
    _, document = badges.asked(credential=goal, allow_unknown=True, objective=objective)
    assert document["certificate"]["status"] == "optimal"
    assert (len(best["ids"]), len(steps_of(document))) == (fewest, fewest)
    earned = {EXPLORE: [], SCHOLAR: [SCHOLAR], MASTER: [SCHOLAR, MASTER], ROOT: [SCHOLAR, MASTER, ROOT]}[goal]
    assert set(earned) <= set(document["path"]["earns"])


def test_badges_that_are_held_count(badges: Catalog) -> None:
    whole = steps_of(toward(badges, MASTER))
    for held in (3, 12, 19):
        rest = steps_of(toward(badges, MASTER, done=whole[:held]))
        assert len(rest) == len(whole) - held
        assert not set(rest) & set(whole[:held])
    assert toward(badges, MASTER, done=whole)["status"] == "nothing_missing"


def test_a_badge_beside_the_rule_does_not_count(badges: Catalog) -> None:
    tree = json.dumps(badges.shelf.items[EXPLORE].model_dump(mode="json")["earned_by"])
    beside = [row["id"] for row in badges.rows if row["earned_by"] is None and f'"{row["id"]}"' not in tree]
    assert len(beside) > 50
    assert len(steps_of(toward(badges, EXPLORE, done=beside))) == 5


def test_what_is_earned_on_the_way_is_held_from_then_on(badges: Catalog) -> None:
    document = toward(badges, ROOT)
    stops = document["path"]["if_you_stop"]
    first = {
        goal: next(stop["after_step"] for stop in stops if goal in stop["holds"]) for goal in (SCHOLAR, MASTER, ROOT)
    }
    assert first[SCHOLAR] <= first[MASTER] == first[ROOT] == 20


# ---- CTDL: a pathway of certificates, a degree, a pathway with a broken link


def test_the_certification_pathway_is_climbed_rung_by_rung(shared: Path) -> None:
    catalog = Catalog(shared / "catalogs" / "ctdl" / "comptia_it_networking_specialist.jsonld")
    rungs = ["A+", "Network+", "Security+", "Project+", "Cloud Essentials+", "Linux+", "Server+", "Cloud+"]
    for goal in catalog.ids("IT Networking Specialist Pathway", "IT Networking Specialist"):
        document = toward(catalog, goal)
        assert steps_of(document) == catalog.ids(*(f"CompTIA {rung}" for rung in rungs))
    held = toward(catalog, goal, done=catalog.ids("CompTIA Project+"))
    assert steps_of(held) == catalog.ids(*(f"CompTIA {rung}" for rung in rungs[4:]))


def test_the_degree_is_earned_through_the_courses_of_its_program(shared: Path) -> None:
    catalog = Catalog(shared / "catalogs" / "ctdl" / "program_with_courses.json")
    degree, program, *courses = [row["id"] for row in catalog.rows]
    document = toward(catalog, degree)
    assert sorted(steps_of(document)) == sorted(courses)
    assert sorted(document["path"]["earns"]) == sorted([degree, program])
    assert len(steps_of(toward(catalog, degree, done=courses[1:3]))) == 2


def test_a_pathway_whose_root_is_not_there_cannot_be_reached(shared: Path) -> None:
    catalog = Catalog(shared / "catalogs" / "ctdl" / "illinois_it.json")
    pathway = catalog.rows[0]["id"]
    _, document = catalog.asked(credential=pathway, allow_unknown=True)
    assert (document["status"], steps_of(document)) == ("impossible", [])


def test_a_prerequisite_of_the_degree_pathway_comes_first(shared: Path) -> None:
    catalog = Catalog(shared / "catalogs" / "ctdl" / "illinois_it.json")
    first, second = catalog.ids("Computer Operations and Programming I", "Computer Operations and Programming II")
    _, document = catalog.asked(credential=second, allow_unknown=True)
    assert steps_of(document) == [first, second]


def test_an_exam_with_credit_is_a_goal_of_one_step(shared: Path) -> None:
    catalog = Catalog(shared / "catalogs" / "ctdl" / "transfer_value_intro_sociology.json")
    [exam] = catalog.rows
    _, document = catalog.asked(credential=exam["id"], allow_unknown=True)
    assert steps_of(document) == [exam["id"]]


# ---- courses with derived skills


WISHES: tuple[dict[str, Any], ...] = (
    {},
    {"objective": "fastest", "budget": 300},
    {"objective": "fewest", "hours": 120, "language": "en"},
    {"objective": "balanced", "hours_per_week": 10, "by": "2026-12-31"},
)


def test_paths_to_roles_over_real_courses(shared: Path) -> None:
    catalog = Catalog(shared / "catalogs" / "edx_2020.csv", SkillDeriver(bundled_skills()))
    assert len(catalog.rows) == 974
    assert sum(bool(row["derived_skills"]) for row in catalog.rows) > 600
    roles = bundled_roles()[::5]
    began, lengths = time.monotonic(), []
    for role, wish in zip(roles, cycle(WISHES), strict=False):
        skills = {each.skill: int(each.importance) for each in role.skills}
        _, document = catalog.asked(role, skills=skills, **wish)
        assert document["certificate"]["status"] == "optimal", role.id
        assert document["goal"]["role"] == role.id
        lengths.append(len(steps_of(document)))
    assert len(lengths) >= 20
    assert sum(length > 0 for length in lengths) >= 15
    assert time.monotonic() - began < LONGEST
