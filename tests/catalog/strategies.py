"""Random credentials, whole ones: every field known or unknown, requirement trees included."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from catalog.credential import (
    Audience,
    Basis,
    Cost,
    Credential,
    CreditClaim,
    Delivery,
    DerivedSkill,
    Effort,
    Kind,
    Level,
    SourceRow,
    StackLink,
    Visibility,
)
from catalog.requirement import AllOf, AnyOf, AtLeast, CredentialHeld, Requirement, RequirementKind, SkillHeld, Stated

words = st.text(min_size=1, max_size=30)
places = words.filter(lambda text: "\x00" not in text)
"""A NUL never comes in; SQLite's JSON functions would end the text there."""
dates = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 1, 1))
amounts = st.decimals(min_value=0, max_value=10**8, places=2)
durations = st.floats(min_value=0.01, max_value=10_000, allow_nan=False)
kinds = st.sampled_from(RequirementKind)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """The value, or unknown."""
    return st.none() | strategy


def several(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategy, max_size=3).map(tuple)


leaves = st.one_of(
    st.builds(CredentialHeld, credential=words, kind=kinds),
    st.builds(SkillHeld, skill=words, kind=kinds),
    st.builds(Stated, text=words, kind=kinds),
)


@st.composite
def _nodes(draw: st.DrawFn, children: st.SearchStrategy[Requirement]) -> Requirement:
    below = tuple(draw(st.lists(children, min_size=1, max_size=3)))
    kind = draw(kinds)
    match draw(st.sampled_from(("all", "any", "some"))):
        case "all":
            return AllOf(all_of=below, kind=kind)
        case "any":
            return AnyOf(any_of=below, kind=kind)
        case _:
            return AtLeast(at_least=draw(st.integers(1, len(below))), of=below, kind=kind)


requirements = st.recursive(leaves, _nodes, max_leaves=8)

costs = st.builds(
    Cost,
    amount=maybe(amounts),
    currency=maybe(st.sampled_from(("USD", "EUR", "MXN"))),
    basis=st.sampled_from(Basis),
    parts=st.dictionaries(words, amounts, max_size=3),
    audit_free=st.booleans(),
)
efforts = st.tuples(durations, durations).map(lambda pair: Effort(min=min(pair), max=max(pair)))
audiences = st.one_of(
    st.builds(Audience, groups=several(words)),
    st.builds(Audience, visibility=st.just(Visibility.INTERNAL), owner=words, groups=several(words)),
)

credentials = st.builds(
    Credential,
    id=words,
    title=words,
    provider=maybe(words),
    kind=st.sampled_from(Kind),
    summary=maybe(words),
    description=maybe(words),
    level=maybe(st.sampled_from(Level)),
    language=several(st.sampled_from(("en", "es", "es-MX", "zh-Hans"))),
    delivery=maybe(st.sampled_from(Delivery)),
    cost=maybe(costs),
    hours=maybe(efforts),
    weeks=maybe(durations),
    starts=several(dates),
    enrol_by=maybe(dates),
    place=maybe(places),
    device=maybe(words),
    skills=several(words),
    derived_skills=several(st.builds(DerivedSkill, skill=words, confidence=st.floats(0, 1), because=words)),
    prerequisites=maybe(requirements),
    earned_by=maybe(requirements),
    stacks_into=several(st.builds(StackLink, credential=words, as_of=maybe(dates))),
    credit=several(
        st.builds(CreditClaim, amount=maybe(amounts), unit=maybe(words), awarded_by=maybe(words), as_of=maybe(dates))
    ),
    validity_months=maybe(st.integers(1, 1200)),
    project=maybe(st.booleans()),
    career_support=maybe(st.booleans()),
    verified_badge=maybe(st.booleans()),
    audience=audiences,
    url=maybe(words),
    as_of=maybe(dates),
    source=maybe(st.builds(SourceRow, name=words, row=st.integers(1, 10**6))),
)
