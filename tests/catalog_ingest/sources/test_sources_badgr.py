"""Badgr's own pathways: rules exactly as stated, and documents that cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_ingest.column_mapping import NATIVE
from catalog_ingest.normalise import normalise
from catalog_ingest.sources.record import Record
from catalog_ingest.sources.translated import translated
from tests.catalog_ingest.sources.stacks import badge, badge_id, element, took, written


def held(*keys: str) -> list[dict[str, str]]:
    return [{"credential": badge_id(key)} for key in keys]


def test_a_rule_over_badges_stays_what_it_is(tmp_path: Path) -> None:
    found = written(
        tmp_path, element("top", badges=("a", "b", "c"), of_badges=2, award="done", description="Two  of\nthree")
    )
    assert list(found.items) == ["top", badge_id("a"), badge_id("b"), badge_id("c")]
    top, a = found.items["top"], found.items[badge_id("a")]
    assert (top.title, top.kind, top.url) == ("Name of top", "badge", "https://badges.example/public/badges/done")
    assert top.description == "Two of\nthree"
    assert found.tree("top") == {"at_least": 2, "of": held("a", "b", "c")}
    assert (a.title, a.kind, a.url) == ("a", "badge", "https://badges.example/public/badges/a")
    assert found.stacks(badge_id("a")) == ["top"]
    said = {"id", "title", "kind", "url", "stacks_into", "source"}
    assert a.model_dump(exclude_defaults=True).keys() == said
    assert found.collected.problems == []


@pytest.mark.parametrize(
    ("count", "badges", "tree"),
    [
        (None, ("a",), held("a")[0]),
        (None, ("a", "b"), {"all_of": held("a", "b")}),
        (1, ("a",), held("a")[0]),
        (2, ("a", "b"), {"at_least": 2, "of": held("a", "b")}),
        (1, ("a", "b", "a"), {"at_least": 1, "of": held("a", "b")}),
        (0, ("a", "b"), None),
        (0, (), None),
        (None, (), None),
    ],
)
def test_counts(tmp_path: Path, count: int | None, badges: tuple[str, ...], tree: Any) -> None:
    found = written(tmp_path, element("top", badges=badges, of_badges=count, award="done"))
    assert found.tree("top") == tree
    assert found.collected.problems == []


def test_some_of_nothing_is_no_rule_and_is_told(tmp_path: Path) -> None:
    found = written(tmp_path, element("top", badges=("a",), of_children=3, award="done"))
    assert found.tree("top") == held("a")[0]
    assert found.codes == {"rule_without_members": 1}


def test_more_than_there_are_is_refused_not_eased(tmp_path: Path) -> None:
    found = written(tmp_path, element("top", badges=("a", "b"), of_badges=3, award="done"))
    assert found.tree("top") is None
    assert found.codes == {"bad_earned_by": 1}


def test_elements_inside_elements(tmp_path: Path) -> None:
    part = element("part", badges=("a", "b"), of_badges=1)
    smaller = element("smaller", badges=("c",), award="small")
    optional = element("optional", badges=("d",), award="extra", requiredForParentCompletion=False)
    found = written(tmp_path, element("top", part, smaller, optional, badges=("e",)))
    assert list(found.items)[:3] == ["top", "smaller", "optional"]
    assert found.items["top"].kind == "program"
    assert found.items["top"].description == "Parts: Name of part"
    assert found.tree("top") == {
        "all_of": [
            {"all_of": [{"at_least": 1, "of": held("a", "b")}, {"credential": "smaller"}]},
            held("e")[0],
        ]
    }
    assert [found.stacks(id_) for id_ in ("smaller", "optional", badge_id("a"))] == [["top"], [], ["top"]]
    assert found.collected.problems == []


def test_other_elements_by_their_ids(tmp_path: Path) -> None:
    tracks = [element(key, badges=(key,)) for key in ("x", "y")]
    inner = element("inner", *tracks, of_children=1)
    found = written(tmp_path, element("top", inner, others=("x", "inner", "gone"), of_others=1))
    assert found.tree("inner") == {"at_least": 1, "of": held("x", "y")}
    rule = {"at_least": 1, "of": [held("x")[0], {"credential": "inner"}, {"credential": "gone"}]}
    assert found.tree("top") == {"all_of": [{"credential": "inner"}, rule]}
    assert [(problem.code, problem.value) for problem in found.collected.problems] == [("unknown_reference", "gone")]


def test_a_completion_badge_is_the_element_that_awards_it(tmp_path: Path) -> None:
    first = element("first", badges=("a",), award="one")
    found = written(tmp_path, element("top", first, badges=("one", "b"), of_badges=1))
    assert list(found.items) == ["top", "first", badge_id("b"), badge_id("a")]
    rule = {"at_least": 1, "of": [{"credential": "first"}, *held("b")]}
    assert found.tree("top") == {"all_of": [{"credential": "first"}, rule]}


def test_shortcuts_are_another_way(tmp_path: Path) -> None:
    top = element("top", badges=("a", "b"), award="done")
    top["requirements"]["shortcutBadges"] = [badge("quick")]
    found = written(tmp_path, top)
    assert found.tree("top") == {"any_of": [{"all_of": held("a", "b")}, *held("quick")]}


def test_names_that_badges_have_are_kept(tmp_path: Path) -> None:
    top = element("top", award="done")
    top["requirements"]["badgeRequirements"]["requiredBadges"] = [badge("a") | {"name": "Good teaching"}]
    assert written(tmp_path, top).items[badge_id("a")].title == "Good teaching"


def test_a_part_that_only_has_a_name_is_shown_and_earns_nothing(tmp_path: Path) -> None:
    found = written(tmp_path, element("top", element("talk"), award="done"))
    assert found.tree("top") is None
    assert found.items["top"].description == "Parts: Name of talk"


@pytest.mark.parametrize("wrap", [lambda top: [top], lambda top: {"status": "ok", "result": [top]}])
def test_lists_and_answers_of_the_service(tmp_path: Path, wrap: Any) -> None:
    assert list(written(tmp_path, wrap(element("top", badges=("a",)) | {"completionBadge": badge("b")})).items) == [
        "top",
        badge_id("a"),
    ]


def test_ids_follow_the_name_of_the_source(tmp_path: Path) -> None:
    found = written(tmp_path, element("top", badges=("a",), award="z"), "riverside.json")
    assert [item.id for item in found.items.values()] == ["riverside:top", f"riverside:{badge_id('a')}"]


# ---- documents that cannot be


def test_elements_that_ask_for_each_other(tmp_path: Path) -> None:
    one = element("one", others=("two",), award="1")
    two = element("two", others=("one",), award="2")
    found = written(tmp_path, element("top", one, two))
    assert found.tree("one") == {"credential": "two"}
    assert found.codes == {"circle": 1}


def test_parts_that_ask_for_each_other(tmp_path: Path) -> None:
    found = written(tmp_path, element("top", element("a", others=("b",)), element("b", others=("a",))))
    assert found.codes["circle"] >= 1
    assert list(found.items) == ["top"]


def test_rules_that_would_grow_without_end(tmp_path: Path) -> None:
    parts = [
        element(f"e{n}", others=tuple({f"e{n + 1}", f"e{n + 2}", f"e{n + 3}"}), badges=(f"b{n}",)) for n in range(60)
    ]
    found = written(tmp_path, element("top", *parts))
    assert found.codes["large_rule"] >= 1
    assert len(found.items) == 61


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"requirements": None}, set()),
        ({"requirements": [1]}, set()),
        ({"children": {"a": 1}}, {"bad_element", "bad_earned_by"}),
        ({"children": [3, None, element("fine", award="f")]}, {"bad_element", "bad_earned_by"}),
        ({"name": None, "completionBadge": None, "children": [element("x")]}, {"no_title"}),
        ({"name": {"a": 1}, "completionBadge": badge("z")}, set()),
        ({"elementId": None}, set()),
        ({"elementId": {"a": 1}}, set()),
        ({"completionBadge": {"badgeUrl": 7}}, set()),
        ({"completionBadge": {"badgeUrl": "javascript:alert(1)"}}, set()),
        ({"completionBadge": "https://[broken"}, set()),
        ({"description": ["x"]}, set()),
    ],
)
def test_elements_of_wrong_types(tmp_path: Path, change: dict[str, Any], codes: set[str]) -> None:
    found = written(tmp_path, element("top", badges=("a",), award="done") | change)
    assert set(found.codes) == codes


@pytest.mark.parametrize(
    "group",
    [
        {"requiredBadges": [badge("a")]},
        {"countRule": {"@type": "some"}, "requiredBadges": [badge("a")]},
        {"countRule": {"@type": "atLeastN"}, "requiredBadges": [badge("a")]},
        {"countRule": {"@type": "atLeastN", "requiredCount": "two"}, "requiredBadges": [badge("a")]},
        {"countRule": {"@type": "atLeastN", "requiredCount": True}, "requiredBadges": [badge("a"), badge("b")]},
        {"countRule": {"@type": "atLeastN", "requiredCount": -1}, "requiredBadges": [badge("a"), badge("b")]},
        {"countRule": {"@type": "atLeastN", "requiredCount": 1.5}, "requiredBadges": [badge("a"), badge("b")]},
        {"countRule": {"@type": "all"}, "requiredBadges": [badge("a"), {"badgeUrl": ""}]},
        {"countRule": {"@type": "all"}, "requiredBadges": [badge("a"), 3.5]},
    ],
)
def test_a_rule_that_cannot_be_read_is_unknown_and_told(tmp_path: Path, group: dict[str, Any]) -> None:
    top = element("top", award="done")
    top["requirements"]["badgeRequirements"] = group
    found = written(tmp_path, top)
    assert found.tree("top") is None
    assert found.codes["bad_earned_by"] == 1
    assert badge_id("a") in found.items


def test_two_elements_with_one_id_are_both_read(tmp_path: Path) -> None:
    found = written(tmp_path, element("top", element("same", award="x"), element("same", badges=("a",), award="y")))
    assert found.collected.read == 4
    assert [row.row for row in found.collected.rows] == [1, 2, 3, 4]


def test_a_pathway_nested_too_deeply(tmp_path: Path) -> None:
    deep = element("end", award="z")
    for n in range(200):
        deep = element(f"e{n}", deep)
    found = written(tmp_path, deep)
    assert found.codes == {"bad_json": 1}
    assert (found.collected.read, found.collected.rejected) == (1, 1)


def test_wrongly_decoded_names_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "doc.json"
    path.write_text(json.dumps(element("top", award="z", name="Caf\u00c3\u00a9")), encoding="utf-8")
    assert took(path).items["top"].title == "Café"


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from(["a", "b", "all", "atLeastN", "", "https://x.example/a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("elementId", "name", "children", "requirements", "completionBadge", "badgeUrl", "requiredBadges"),
                    *(
                        "elementIds",
                        "countRule",
                        "@type",
                        "requiredCount",
                        "badgeRequirements",
                        "childElementRequirements",
                    ),
                    *("nonChildElementRequirements", "shortcutBadges", "requiredForParentCompletion"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(_ANY, _ANY, _ANY)
def test_nothing_that_is_written_there_crashes(children: object, requirements: object, award: object) -> None:
    root = {"elementId": "a", "name": "A", "children": children, "requirements": requirements, "completionBadge": award}
    done = translated(root, "x", mending=False)
    assert done is not None
    for item in done.items:
        if isinstance(item, Record):
            normalise(item, NATIVE, "x")
