"""Strongly connected parts, against following every edge by hand."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pathways.circles import circles

Edges = list[tuple[int, int]]
NODES = range(9)


def reachable(edges: Edges) -> set[tuple[int, int]]:
    """All pairs of which the first leads to the second (Warshall)."""
    found = {(node, node) for edge in edges for node in edge} | set(edges)
    for middle, start, end in product(NODES, repeat=3):
        if (start, middle) in found and (middle, end) in found:
            found.add((start, end))
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=24))
def test_two_nodes_share_a_part_if_each_leads_to_the_other(edges: Edges):
    part, leads = circles(edges), reachable(edges)
    assert set(part) == {node for edge in edges for node in edge}
    for one, other in product(part, repeat=2):
        assert (part[one] == part[other]) == ((one, other) in leads and (other, one) in leads)


def test_a_chain_has_a_part_for_each_and_a_ring_one_for_all():
    assert len(set(circles([("a", "b"), ("b", "c")]).values())) == 3
    assert len(set(circles([("a", "b"), ("b", "c"), ("c", "a")]).values())) == 1
    assert circles([]) == {}


def test_a_long_chain_does_not_exhaust_the_stack():
    ring = [(at, at + 1) for at in range(20_000)] + [(20_000, 0)]
    assert len(set(circles(ring).values())) == 1
    assert len(set(circles(ring[:-1]).values())) == 20_001
