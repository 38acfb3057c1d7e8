"""Names of roles in a message: exact, the longest first, none over another."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor.understand.draft import plain
from bot.advisor.understand.role_names import RoleNames
from catalog.role import Role
from tests.bot.fake_search import FOLDER

ROLES = [Role.model_validate(role) for role in json.loads((FOLDER / "roles.json").read_text("utf-8"))]
NAMES = RoleNames(ROLES)
ALL = [name for role in ROLES for name in (role.title, *role.aliases)]


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in NAMES.find(plain(text))]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_every_title_and_alias_is_found_alone_and_within_a_sentence(role: Role) -> None:
    for name in (role.title, *role.aliases):
        if len(name.split()) <= 6:
            assert found(name) == [name]
            assert name in found(f"I want to become a {name}, please")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from bookkeeper to data analyst", ["bookkeeper", "data analyst"]),
        ("Data Analysts, and truck drivers!", ["Data Analysts", "truck drivers"]),
        ("certified nursing assistant", ["certified nursing assistant"]),
        ("a data analyst.", ["data analyst."]),
        ("data courses for an analysis", []),
        ("bookkeeping", []),
        ("", []),
        ("?!", []),
    ],
)
def test_names_are_whole_words_and_the_longest(text: str, names: list[str]) -> None:
    assert [name.rstrip(".") for name in found(text)] == [name.rstrip(".") for name in names]


def test_without_roles_there_is_nothing_to_find() -> None:
    assert not RoleNames()
    assert RoleNames().find("data analyst") == []
    assert RoleNames(ROLES)


@given(st.lists(st.sampled_from(ALL) | st.text(max_size=8) | st.sampled_from(["and", "the", "to", ","]), max_size=6))
def test_places_rise_do_not_overlap_and_hold_names(pieces: list[str]) -> None:
    text = plain(" ".join(pieces))
    names = NAMES.find(text)
    known = {plain(name) for name in ALL}
    assert all(first.end <= second.start for first, second in itertools.pairwise(names))
    for name in names:
        written = text[name.start : name.end].rstrip(".")
        assert written in known or written.removesuffix("s") in known
