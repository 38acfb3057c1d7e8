"""The credential: what is said is kept to the letter, what is not said stays unknown, nonsense is refused."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from catalog.credential import Audience, Cost, Credential, Effort, Kind, Visibility
from catalog.requirement import AllOf, CredentialHeld, Requirement, branches, credentials_in, leaves, still_open
from catalog.sql.rows import FACET_COLUMNS, body_of, credential_values, facets_from, facets_of, head_of
from tests.catalog.strategies import amounts, credentials, requirements

SPARSE = {"id": "a", "title": "A"}
few = settings(max_examples=15, deadline=None)


def credential(**facts: object) -> Credential:
    return Credential.model_validate(SPARSE | facts)


# ---- the native form


@few
@given(credentials)
def test_json_gives_back_the_same_credential(given_one: Credential) -> None:
    assert Credential.model_validate_json(given_one.model_dump_json()) == given_one


@few
@given(credentials)
def test_the_body_that_sql_keeps_gives_back_all_but_the_source_row(given_one: Credential) -> None:
    kept = Credential.model_validate_json(body_of(given_one))
    assert kept == given_one.model_copy(update={"source": None})


@few
@given(credentials)
def test_equal_contents_have_equal_bodies_wherever_they_come_from(given_one: Credential) -> None:
    moved = given_one.model_copy(update={"source": None})
    assert body_of(moved) == body_of(given_one)


def test_only_id_and_title_are_required_and_the_rest_is_unknown() -> None:
    sparse = Credential.model_validate_json('{"id": "a", "title": "A"}')
    document = json.loads(sparse.model_dump_json())
    unknown = {name for name, value in document.items() if value is None}
    empty = {name for name, value in document.items() if value == []}
    assert unknown >= {"provider", "level", "delivery", "cost", "hours", "weeks", "project", "career_support", "url"}
    assert empty >= {"language", "skills", "starts", "stacks_into", "credit", "derived_skills"}
    assert sparse.kind is Kind.COURSE
    assert document["audience"] == {"visibility": "public", "owner": None, "groups": []}


@pytest.mark.parametrize("name", ["project", "career_support", "verified_badge"])
def test_false_is_not_unknown(name: str) -> None:
    assert json.loads(credential(**{name: False}).model_dump_json())[name] is False
    assert json.loads(body_of(credential(**{name: False})))[name] is False
    assert name not in json.loads(body_of(credential()))


@pytest.mark.parametrize(
    ("amount", "written"),
    [("79.99", "79.99"), ("79.00", "79"), ("79", "79"), ("0", "0"), ("0.10", "0.1"), ("41984198", "41984198")],
)
def test_prices_are_written_as_people_write_them(amount: str, written: str) -> None:
    body = Cost(amount=Decimal(amount), currency="USD").model_dump_json()
    assert f'"amount":{written},' in body


@pytest.mark.parametrize(("hours", "written"), [(6, "6"), (6.0, "6"), (2.5, "2.5")])
def test_hours_are_written_without_a_needless_fraction(hours: float, written: str) -> None:
    assert Effort(min=hours, max=hours).model_dump_json() == f'{{"min":{written},"max":{written}}}'


@given(amounts)
def test_every_price_survives_json_to_the_cent(amount: Decimal) -> None:
    assert Cost.model_validate_json(Cost(amount=amount).model_dump_json()).amount == amount


def test_a_credential_is_a_value() -> None:
    with pytest.raises(ValidationError):
        credential().title = "B"


# ---- money


@pytest.mark.parametrize(
    ("cost", "free"),
    [
        ({"amount": 0}, True),
        ({"amount": 0, "parts": {"tuition": 0, "exam": 0}}, True),
        ({"amount": 0, "parts": {"tuition": 0, "exam": 45}}, False),
        ({"amount": 49, "audit_free": True}, False),
        ({"amount": None}, False),
        ({"amount": None, "parts": {"tuition": 0}}, False),
        ({"amount": "0.01"}, False),
    ],
)
def test_free_is_only_what_costs_nothing_in_every_part(cost: dict[str, object], free: bool) -> None:
    assert Cost.model_validate(cost).is_free is free
    assert facets_of(credential(cost=cost)).free is free


def test_an_unknown_cost_is_neither_free_nor_known() -> None:
    assert not credential().price_known
    assert not credential(cost={"currency": "USD", "audit_free": True}).price_known
    assert credential(cost={"amount": 0}).price_known
    assert not facets_of(credential()).free


@pytest.mark.parametrize(
    ("cost", "agree"),
    [
        ({"amount": 100, "parts": {"tuition": 80, "books": 20}}, True),
        ({"amount": 41984198, "parts": {"tuition": 4198}}, False),
        ({"amount": 100}, True),
        ({"parts": {"tuition": 80}}, True),
        ({"amount": "0.3", "parts": {"a": "0.1", "b": "0.2"}}, True),
    ],
)
def test_parts_are_compared_with_the_stated_total(cost: dict[str, object], agree: bool) -> None:
    assert Cost.model_validate(cost).parts_agree is agree
    assert Cost.model_validate(cost).amount == (None if "amount" not in cost else Decimal(str(cost["amount"])))


# ---- what is refused


@pytest.mark.parametrize(
    "facts",
    [
        {"id": ""},
        {"title": ""},
        {"provider": ""},
        {"kind": "diploma"},
        {"level": "expert"},
        {"surprise": 1},
        {"cost": {"amount": -1}},
        {"cost": {"amount": "NaN"}},
        {"cost": {"amount": "Infinity"}},
        {"cost": {"amount": 5, "currency": "dollars"}},
        {"cost": {"amount": 5, "currency": "usd"}},
        {"cost": {"parts": {"tuition": -5}}},
        {"hours": {"min": 0, "max": 0}},
        {"hours": {"min": 5, "max": 3}},
        {"hours": {"min": 5}},
        {"hours": {"min": -1, "max": 3}},
        {"weeks": 0},
        {"validity_months": 0},
        {"audience": {"visibility": "internal"}},
        {"audience": {"visibility": "internal", "owner": ""}},
        {"audience": {"visibility": "secret"}},
        {"derived_skills": [{"skill": "SQL", "confidence": 1.5, "because": "x"}]},
        {"starts": ["soon"]},
        {"skills": [""]},
    ],
    ids=lambda facts: json.dumps(facts)[:50],
)
def test_values_that_mean_nothing_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        credential(**facts)


@pytest.mark.parametrize(
    "tree",
    [
        {"all_of": []},
        {"any_of": []},
        {"at_least": 0, "of": [{"skill": "SQL"}]},
        {"at_least": 3, "of": [{"skill": "SQL"}, {"skill": "R"}]},
        {"at_least": 1},
        {"skill": ""},
        {"credential": ""},
        {"text": ""},
        {},
        {"skill": "SQL", "credential": "a"},
        {"none_of": [{"skill": "SQL"}]},
        {"skill": "SQL", "kind": "optional"},
        {"all_of": [{"any_of": [{}]}]},
        "SQL",
        ["SQL"],
    ],
    ids=str,
)
def test_trees_that_can_never_hold_or_mean_nothing_are_refused(tree: object) -> None:
    with pytest.raises(ValidationError):
        credential(prerequisites=tree)


def test_a_tree_of_a_thousand_levels_is_refused_and_not_a_crash() -> None:
    tree = '{"all_of": [' * 1000 + '{"skill": "SQL"}' + "]}" * 1000
    with pytest.raises(ValidationError):
        Credential.model_validate_json('{"id": "a", "title": "A", "earned_by": ' + tree + "}")


# ---- requirement trees


def test_a_tree_is_read_as_the_native_form_writes_it() -> None:
    written = {
        "all_of": [
            {"credential": "a/first"},
            {"at_least": 2, "of": [{"credential": "a/x"}, {"credential": "a/y"}, {"skill": "SQL"}]},
            {"any_of": [{"text": "a driving licence"}, {"skill": "R"}], "kind": "recommended"},
        ]
    }
    tree = credential(earned_by=written).earned_by
    assert json.loads(tree.model_dump_json()) == written
    assert credential(earned_by=written).parts == ("a/first", "a/x", "a/y")
    assert len(list(leaves(tree))) == 6


@given(requirements)
def test_leaves_are_all_that_has_no_branches(tree: Requirement) -> None:
    found = list(leaves(tree))
    assert found
    assert all(not branches(leaf) for leaf in found)
    assert list(leaves(AllOf(all_of=(tree, tree)))) == found * 2
    assert set(credentials_in(tree)) <= {getattr(leaf, "credential", None) for leaf in found}


@pytest.mark.parametrize(
    ("held", "left"),
    [
        ((), ["a/first", "a/x", "a/y", "a/z", "a/p", "a/q"]),
        (("a/first", "a/x"), ["a/y", "a/z", "a/p", "a/q"]),
        (("a/first", "a/x", "a/z"), ["a/p", "a/q"]),
        (("a/q",), ["a/first", "a/x", "a/y", "a/z"]),
        (("a/first", "a/x", "a/y", "a/p"), None),
    ],
)
def test_what_is_held_is_no_longer_open(held: tuple[str, ...], left: list[str] | None) -> None:
    two_of_three = {"at_least": 2, "of": [{"credential": f"a/{name}"} for name in "xyz"]}
    one_of_two = {"any_of": [{"credential": "a/p"}, {"credential": "a/q"}]}
    tree = credential(earned_by={"all_of": [{"credential": "a/first"}, two_of_three, one_of_two]}).earned_by
    rest = still_open(tree, held)
    assert (None if rest is None else list(credentials_in(rest))) == left


@given(requirements)
def test_nothing_that_is_held_is_open(tree: Requirement) -> None:
    assert still_open(tree, ()) == tree
    rest = still_open(tree, {*credentials_in(tree)})
    assert rest is None or not any(isinstance(leaf, CredentialHeld) for leaf in leaves(rest))


# ---- filter columns


@few
@given(credentials)
def test_filter_columns_say_what_the_credential_says(given_one: Credential) -> None:
    facets = facets_of(given_one)
    assert (facets.cost_amount is None) == (not given_one.price_known)
    assert (facets.hours_max is None) == (given_one.hours is None)
    assert facets.credit == bool(given_one.credit)
    assert facets.language == given_one.language
    assert facets.skills == given_one.taught


def test_a_derived_skill_counts_as_taught_where_it_is_sure() -> None:
    derived = [{"skill": skill, "confidence": sure, "because": "title"} for skill, sure in (("SQL", 1), ("R", 0.1))]
    both = credential(skills=["Excel", "SQL"], derived_skills=[*derived, derived[0] | {"skill": "Python"}])
    assert both.taught == facets_of(both).skills == ("Excel", "SQL", "Python")


@few
@given(credentials)
def test_lists_come_out_of_their_columns_unchanged(given_one: Credential) -> None:
    values = credential_values(head_of(given_one, "x"), given_one)
    assert facets_from(given_one.id, tuple(values[name] for name in FACET_COLUMNS)) == facets_of(given_one)


def test_an_internal_audience_names_its_owner() -> None:
    audience = Audience(visibility=Visibility.INTERNAL, owner="Copperline", groups=("engineers",))
    assert Audience.model_validate_json(audience.model_dump_json()) == audience
