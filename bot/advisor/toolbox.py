"""What the advisor can do, as typed functions: both engines call these and nothing else. No text is parsed here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.advisor.conversation import Constraints
from bot.advisor.path_request import SURE, Asked, RequestBuilder, Resolved
from bot.advisor.paths import Told, tell_path
from bot.advisor.planned import Planned, planner_over
from bot.advisor.suggesting import Suited, liked_skills, suited
from bot.advisor.understand.deeds import Deeds
from bot.advisor.understand.likeness import Likely, Likeness
from bot.advisor.understand.plain_skills import PlainSkills
from bot.advisor.understand.role_names import RoleNames
from bot.advisor.wording import Wording
from catalog.credential import Credential, Kind
from catalog.errors import NotFound
from catalog.requirement import credentials_in
from catalog.role import Role
from pathways.plan import Plan
from pathways.request import PathRequest
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker, Page, Query, RoleMatch, SkillMention, Sort

if TYPE_CHECKING:
    from pathways.relax import Point

NO_CONSTRAINTS = Constraints()
LIKED, FEW_LIKED = 30, 12
"""So many courses about a liking are looked at, at most and at least."""
TASTER_HOURS = 5
ALL = 1000
"""So many are looked through where only those in one town are wanted."""
MANY = 200
"""So many of the answers to a text are looked through to count those of unknown price."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: a text that orders, constraints that decide, an order and a page; in one of the towns of `place`
    where there are any, and from none of the `unwanted` providers. `said` is the text in the words of another language."""

    text: str = ""
    constraints: Constraints = NO_CONSTRAINTS
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 3
    place: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    said: str = ""

    def without(self, names: frozenset[str]) -> Wish:
        """The same wish with some constraints dropped."""
        return replace(self, constraints=self.constraints.changed({}, names), offset=0)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found: `total` counts what fits the filters and, where there is a text, answers it."""

    items: tuple[Credential, ...]
    total: int
    corrections: dict[str, str]
    other_currency: int


_EITHER = re.compile(r"\s+(?:and/or|or|oder)\s+", re.IGNORECASE)
"""What joins two topics either of which will do; the search ranks by both."""


def town_of(place: str) -> str:
    """The town of a place, as it is named: "Harlow Quay" of "Harlow Quay, OH"; empty for none."""
    return place.partition(",")[0].strip()


class Reading:
    """What messages need of a catalog, made once: the names of its roles and towns, example sentences, plans."""

    def __init__(self, search: CatalogSearch, kept: Path | None = None) -> None:
        self._search = search
        self._kept = None if kept is None else kept.with_name("deeds.npz")
        self._roles: tuple[tuple[Role, ...], RoleNames, Deeds] = ((), RoleNames(), self._deeds(()))
        self._towns: tuple[str, frozenset[str]] = ("", frozenset())
        self.likeness = Likeness(search.sentence_vectors, kept)
        self.plain_skills = PlainSkills(
            search.sentence_vectors, None if kept is None else kept.with_name("plain_skills.npz")
        )
        self.planned = Planned(search)

    def _deeds(self, roles: tuple[Role, ...]) -> Deeds:
        return Deeds(self._search.sentence_vectors, roles, self._kept)

    def towns(self) -> frozenset[str]:
        """The towns in which everybody may see a course of the catalog that serves now."""
        generation, known = self._search.generation, self._towns
        if generation != known[0]:
            known = self._towns = (generation, frozenset(map(town_of, self._search.places(PUBLIC))) - {""})
        return known[1]

    def role_names(self) -> RoleNames:
        """The names of the roles of the catalog that serves now."""
        return self._of_table()[1]

    def deeds(self) -> Deeds:
        """What is done in the roles of the catalog that serves now."""
        return self._of_table()[2]

    def _of_table(self) -> tuple[tuple[Role, ...], RoleNames, Deeds]:
        table = self._search.role_table()
        if table is not self._roles[0]:
            self._roles = (table, RoleNames(table), self._deeds(table))
        return self._roles


class Toolbox:
    """The catalog as one asker may see it; `hidden` are ids that are not suggested to them."""

    def __init__(
        self, search: CatalogSearch, asker: Asker, hidden: Sequence[str] = (), reading: Reading | None = None
    ) -> None:
        self._search = search
        self._asker = asker
        self._hidden = tuple(hidden)
        self._avoided: tuple[str, ...] = ()
        self._records: dict[str, Credential | None] = {}
        self._titles_in: dict[str, tuple[tuple[int, int], ...]] = {}
        self._mentions: dict[str, tuple[SkillMention, ...]] = {}
        self._likely: dict[str, Likely] = {}
        self._meant: dict[str, str] = {}
        self._reading = reading or Reading(search)
        self.generation = search.generation

    def role_names(self) -> RoleNames:
        """The names of all roles."""
        return self._reading.role_names()

    def like(self, message: str) -> Likely:
        """What a message is most like."""
        if message not in self._likely:
            self._likely[message] = self._reading.likeness.of(message)
        return self._likely[message]

    def doing(self, words: str) -> Likely:
        """The id of the role in which is done what some words describe, with its score."""
        return next(iter(self._reading.deeds().of(words)), Likely("", 0.0))

    def role_doing(self, words: str) -> Role | None:
        """The role in which most likely is done what some words describe."""
        return next((role for role, _ in self.roles_doing(words, 1)), None)

    def roles_doing(self, words: str, most: int) -> list[tuple[Role, float]]:
        """The roles in which is done what some words describe, the likeliest first, with their scores."""
        found = [(self.role(likely.label), likely.score) for likely in self._reading.deeds().of(words, most)]
        return [(role, score) for role, score in found if role is not None]

    def skill_meant(self, words: str) -> str:
        """The skill that plain words mean, whatever it is called; empty where none stands out."""
        if words not in self._meant:
            self._meant[words] = self._reading.plain_skills.meant(words)
        return self._meant[words]

    def avoid(self, providers: Iterable[str]) -> None:
        """Nothing of these providers is suggested from now on."""
        self._avoided = tuple(dict.fromkeys((*self._avoided, *providers)))

    def allow(self, providers: Iterable[str]) -> None:
        """These providers are no longer avoided."""
        self._avoided = tuple(name for name in self._avoided if name not in set(providers))

    def hide(self, ids: Iterable[str]) -> None:
        """These are not suggested from now on."""
        self._hidden = tuple(dict.fromkeys((*self._hidden, *ids)))

    def find(self, wish: Wish) -> Found:
        """Credentials that meet the constraints and answer the text."""
        if wish.place:
            return self._find_there(wish)
        page = self._page(wish)
        total = page.relevant if wish.text else page.total
        hits = page.hits[: max(0, total - wish.offset)]
        corrections = {read: meant for read, meant in page.corrections.items() if read != meant}
        return Found(tuple(hit.credential for hit in hits), total, corrections, page.other_currency)

    def _find_there(self, wish: Wish) -> Found:
        """The same in some towns: the index knows no places, so all that fits is looked through."""
        found = self.find(replace(wish, place=(), offset=0, limit=ALL))
        there = tuple(item for item in found.items if town_of(item.place or "") in wish.place)
        return replace(found, items=there[wish.offset : wish.offset + wish.limit], total=len(there))

    def _page(self, wish: Wish) -> Page:
        query = Query(
            text=_EITHER.sub(" ", wish.text),
            also=wish.said,
            filters=wish.constraints.filters(),
            exclude=self._hidden,
            avoid=(*self._avoided, *wish.unwanted),
            sort=wish.sort,
            limit=wish.limit,
            offset=wish.offset,
        )
        return self._search.search(query, self._asker)

    def count(self, wish: Wish) -> int:
        """How many credentials a wish finds."""
        return self.find(replace(wish, limit=0, offset=0)).total

    def unknown_price(self, wish: Wish) -> int:
        """How many would answer the wish if their price were known to fit."""
        unlimited = wish.without(frozenset({"max_cost", "min_cost", "currency", "free"}))
        if wish.text:
            return sum(not item.price_known for item in self._all(unlimited))
        asked = unlimited.constraints.changed({"free": True})
        return self._page(replace(unlimited, constraints=asked, limit=0)).unknown.get("cost", 0)

    def unknown_hours(self, wish: Wish) -> int:
        """How many would answer the wish if their hours were known to fit."""
        if wish.text:
            return sum(item.hours is None for item in self._all(wish.without(frozenset({"max_hours", "min_hours"}))))
        return self._page(replace(wish, limit=0, offset=0)).unknown.get("hours", 0)

    def _all(self, wish: Wish) -> tuple[Credential, ...]:
        return self.find(replace(wish, limit=MANY, offset=0)).items

    def details(self, ids: Sequence[str]) -> tuple[Credential, ...]:
        """The credentials with these ids; one that is gone or not for the asker is left out."""
        return tuple(item for id_ in ids if (item := self._record(id_)) is not None)

    def _record(self, id_: str) -> Credential | None:
        """One record, looked up once in a turn: a message is held against all that was told of, again and again."""
        if id_ not in self._records:
            try:
                self._records[id_] = self._search.show(id_, self._asker)
            except NotFound:
                self._records[id_] = None
        return self._records[id_]

    def titled(self, words: str) -> tuple[Credential, ...]:
        """The credentials whose title some words name, the best first."""
        return tuple(self._search.titled(words, self._asker))

    def titles_in(self, words: str) -> tuple[tuple[int, int], ...]:
        """Where in some words titles stand."""
        if words not in self._titles_in:
            self._titles_in[words] = tuple(self._search.titles_in(words, self._asker))
        return self._titles_in[words]

    def names(self, items: Sequence[Credential]) -> dict[str, str]:
        """The titles of everything that these credentials refer to, by id."""
        wanted = dict.fromkeys(id_ for item in items for id_ in _linked(item))
        return {item.id: item.title for item in self.details(tuple(wanted))}

    def roles(self, text: str, limit: int = 3) -> list[RoleMatch]:
        """The roles that some words mean, the likeliest first."""
        return self._search.roles(text, limit)

    def role_meant(self, words: str, least: float = SURE) -> Role | None:
        """The role that words surely mean: from this score on."""
        matches = self.roles(words, 1) if words else []
        return matches[0].role if matches and matches[0].score >= least else None

    def role(self, id_: str) -> Role | None:
        """The role with this id."""
        return self._search.role(id_)

    def suited_roles(self, liking: str, held: Sequence[str]) -> list[Suited]:
        """The roles that may suit somebody who likes this and has these skills, the most suitable first."""
        table = self._search.role_table()
        if not liking:
            return suited(table, {}, {}, frozenset(held))
        page = self._search.search(Query(text=liking, limit=LIKED), self._asker)
        hits = page.hits[: max(page.relevant, FEW_LIKED)]
        most = max((hit.score for hit in hits), default=1.0) or 1.0
        likes = liked_skills(((hit.credential.skills, hit.score / most) for hit in hits), self.skills_in(liking))
        titles = {match.role.id: match.score for match in self._search.roles(liking, 8)}
        return suited(table, likes, titles, frozenset(held))

    def taster(self, skills: Sequence[str], language: str | None = None, **within: object) -> Credential | None:
        """Something free or of under five hours that teaches the first of these skills for which there is one: no exam,
        and nothing beyond what limits by name allow."""
        for skill in skills:
            for limits in ({"free": True, "max_hours": 10}, {**within, "max_hours": TASTER_HOURS}):
                wanted = NO_CONSTRAINTS.changed(
                    limits | {"skill": (skill,)} | ({"language": language} if language else {})
                )
                found = self.find(Wish("", wanted, Sort.HOURS, 0, FEW_LIKED)).items
                taster = next((item for item in found if item.kind is not Kind.EXAM), None)
                if taster is not None:
                    return taster
        return None

    def skills_in(self, words: str) -> tuple[str, ...]:
        """The skills that some words name, each once."""
        return tuple(dict.fromkeys(mention.skill for mention in self._skills_mentioned(words)))

    def skills_told(self, words: str) -> tuple[str, ...]:
        """The skills that somebody tells of themselves: "Word" is Microsoft Word."""
        return tuple(self._search.skills_told(words))

    def skill_places(self, words: str) -> tuple[tuple[int, int], ...]:
        """Where in some words the names of skills begin and end."""
        return tuple((mention.start, mention.end) for mention in self._skills_mentioned(words))

    def _skills_mentioned(self, words: str) -> tuple[SkillMention, ...]:
        if words not in self._mentions:
            self._mentions[words] = tuple(self._search.skills_in(words))
        return self._mentions[words]

    def request(self, asked: Asked, today: dt.date) -> Resolved:
        """The request for a path that people's words mean. Raises NotFound and UsageError."""
        return RequestBuilder(self._search, self._asker, today).build(asked)

    def plan(self, request: PathRequest, *, alternatives: int = 2, relax: bool = True) -> Plan:
        """The best path for a request. Raises NotFound and UsageError."""
        return self._reading.planned.plan(request, self._asker, alternatives=alternatives, relax=relax)

    def frontier(self, request: PathRequest) -> tuple[Point, ...]:
        """What each sum of money reaches of a request's goal."""
        return planner_over(self._search.shelf(self._asker)).frontier(request)

    def tell(self, plan: Plan, role: Role | None, wording: Wording, today: dt.date) -> Told:
        """A plan in words, and as a document."""
        return tell_path(plan, role, self._search, self._asker, wording, today)

    def towns(self) -> frozenset[str]:
        """The towns in which there are courses."""
        return self._reading.towns()

    def providers(self) -> tuple[str, ...]:
        """The names of all providers of what the asker may see."""
        return self._search.providers(self._asker)

    def is_sample(self) -> bool:
        """Whether everything in the catalog is invented for illustration."""
        return set(self._search.sources()) == {"sample"}


def _linked(item: Credential) -> list[str]:
    trees = [tree for tree in (item.prerequisites, item.earned_by) if tree is not None]
    return [link.credential for link in item.stacks_into] + [id_ for tree in trees for id_ in credentials_in(tree)]
