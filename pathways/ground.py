"""What the questions of one plan share: neither a limit nor a filter changes a rule, nor what a course offers at one pace."""

from __future__ import annotations

from functools import cached_property

from catalog.credential import Credential
from catalog.shelf import Shelf
from pathways.offer import Offer, Pace, PriceOf, effort_of, least_effort, list_price, offer_of
from pathways.rule import Rule, needs_in, rule_of


class Ground:
    """A shelf with what was found on it, each once; `price_of` is what a credential costs this learner."""

    def __init__(self, shelf: Shelf, price_of: PriceOf = list_price) -> None:
        self.shelf, self._price_of = shelf, price_of
        self._offers: dict[tuple[str, Pace], Offer | None] = {}
        self._leaves: dict[str, frozenset[str]] = {}
        self._least: dict[str, int] = {}

    @cached_property
    def larger(self) -> dict[str, Credential]:
        """The larger credentials, by id."""
        return {item.id: item for item in self.shelf.stacks()}

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by which larger credentials are earned, by id."""
        return {id_: rule_of(item.earned_by, self.shelf.canonical) for id_, item in self.larger.items()}

    def offer(self, item: Credential, pace: Pace) -> Offer | None:
        """The offer of a credential at its price for this learner; None where its dates have passed."""
        key = (item.id, pace)
        if key not in self._offers:
            self._offers[key] = offer_of(item, self._price_of(item), pace, self.shelf.canonical)
        return self._offers[key]

    def leaves(self, larger: str) -> frozenset[str]:
        """The credentials by which a larger one is earned, through larger ones between them."""
        if larger not in self._leaves:
            found, open_ = set[str](), [larger]
            while open_:
                for need in needs_in(self.rules[open_.pop()]):
                    if not need.is_skill and need.name not in found:
                        found.add(need.name)
                        open_.extend([need.name] if need.name in self.rules else [])
            self._leaves[larger] = frozenset(found)
        return self._leaves[larger]

    def least(self, larger: str) -> int:
        """The minutes that the parts of a larger credential take at least."""
        if larger not in self._least:
            whole = self.larger[larger]
            parts = {item.id: effort_of(item) or 0 for item in self.shelf.credentials(whole.parts)}
            tree = whole.earned_by
            self._least[larger] = 0 if tree is None else least_effort(tree, lambda id_: parts.get(id_, 0))
        return self._least[larger]
