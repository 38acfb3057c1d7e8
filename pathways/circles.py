"""What can lead back to itself: the strongly connected parts of a directed graph (Kosaraju's algorithm)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(edges: Iterable[tuple[Node, Node]]) -> dict[Node, int]:
    """The number of each node's part: two nodes lead to one another exactly if they have the same number."""
    forward: dict[Node, list[Node]] = defaultdict(list)
    backward: dict[Node, list[Node]] = defaultdict(list)
    nodes: dict[Node, None] = {}
    for start, end in edges:
        forward[start].append(end)
        backward[end].append(start)
        nodes |= {start: None, end: None}
    part: dict[Node, int] = {}
    for number, root in enumerate(reversed(list(_finished(nodes, forward)))):
        open_ = [root]
        while open_:
            node = open_.pop()
            if node not in part:
                part[node] = number
                open_.extend(backward[node])
    return part


def _finished(nodes: Iterable[Node], forward: Mapping[Node, list[Node]]) -> Iterator[Node]:
    """The nodes in the order in which a depth-first search leaves them."""
    seen: set[Node] = set()
    for root in nodes:
        path: list[tuple[Node, Iterator[Node]]] = []
        if root not in seen:
            seen.add(root)
            path.append((root, iter(forward.get(root, ()))))
        while path:
            following = path[-1][1]
            after = next((each for each in following if each not in seen), None)
            if after is None:
                yield path.pop()[0]
            else:
                seen.add(after)
                path.append((after, iter(forward.get(after, ()))))
