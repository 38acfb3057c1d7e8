"""Problems to solve: small and rich ones for hypothesis, large and seeded ones for linear models and for speed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product
from random import Random
from typing import Any

from hypothesis import strategies as st

from .rules import Request, Row, Tree

START = date(2026, 3, 2)
IDS = tuple("abcdefg")
SKILLS = ("Python", "SQL", "Statistics", "Writing", "Design")
PROVIDERS = ("North Academy", "South Academy", "North", None)
LEVELS = ("beginner", "intermediate", "advanced", None)
LANGUAGES: tuple[list[str], ...] = (["en"], ["es-MX"], ["en-GB", "es"], [])
DELIVERIES = ("self_paced", "online_scheduled", "in_person", "hybrid", None)
KINDS = ("badge", "microcredential", "course", "certificate", "professional_certificate", "program", "degree", "exam")
OBJECTIVES = ("cheapest", "fastest", "fewest", "balanced")


def day(offset: int) -> str:
    """The date so many days from the start of the plan."""
    return (START + timedelta(days=offset)).isoformat()


def cost(amount: float | None, basis: str = "one_time", currency: str | None = "USD", **parts: float) -> dict[str, Any]:
    """A cost in the native form."""
    return {"amount": amount, "currency": currency, "basis": basis, "parts": parts, "audit_free": False}


def row(key: str, *skills: str, **more: Any) -> Row:
    """A credential: self-paced, 10 dollars and 10 hours, unless told otherwise."""
    plain = {
        "id": key,
        "title": f"Title of {key}",
        "provider": "North Academy",
        "kind": "course",
        "level": "beginner",
        "language": ["en"],
        "delivery": "self_paced",
        "cost": cost(10),
        "hours": {"min": 5, "max": 10},
        "weeks": None,
        "starts": [],
        "enrol_by": None,
        "skills": list(skills),
        "derived_skills": [],
        "prerequisites": None,
        "earned_by": None,
        "url": f"https://catalog.example/{key}",
    }
    return plain | more


def ask(*skills: str, **more: Any) -> Request:
    """A request for skills of importance 1 at 5 hours a week, cheapest first, unless told otherwise."""
    plain = {
        "skills": dict.fromkeys(skills, 1),
        "credential": None,
        "have": [],
        "done": [],
        "budget": None,
        "currency": "USD",
        "hours": None,
        "hours_per_week": 5,
        "start": START.isoformat(),
        "by": None,
        "objective": "cheapest",
        "provider": None,
        "without": [],
        "pin": [],
        "language": None,
        "level": None,
        "delivery": None,
        "allow_unknown": False,
        "exclude": [],
    }
    return plain | more


# Small and rich: what is drawn comes from lists that begin with the usual, so that failures shrink to it

PAID = (1, 2, 3, 4, 5, 6, 8, 10)
COSTS = (
    *(cost(amount) for amount in PAID),
    cost(0),
    *(cost(amount, "per_month") for amount in (1, 2, 3) for _ in range(3)),
    *(cost(amount, "per_year") for amount in (3, 6)),
    cost(0, currency=None),
    cost(0, exam=0),
)
ODD_COSTS = (None, cost(None), cost(0, exam=4), cost(3, currency=None), cost(2, currency="EUR"), cost(1.255))
SETS: tuple[list[str], ...] = (
    *([skill] for skill in SKILLS),
    *(list(pair) for pair in combinations(SKILLS, 2)),
    *(list(three) for three in combinations(SKILLS[:4], 3)),
    [],
)
LEAVES: tuple[Tree, ...] = (
    *({"skill": skill} for skill in SKILLS),
    *({"credential": key} for key in (*IDS, "ghost")),
    {"text": "a driving licence"},
)


def _weighted(*choices: tuple[int, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """One of these, each as often as its weight says."""
    slots = [at for at, (weight, _) in enumerate(choices) for _ in range(weight)]
    return st.sampled_from(slots).flatmap(lambda at: choices[at][1])


ODD_KINDS = (None, None, None, None, "corequisite", "corequisite", "required", "recommended")


def _kinded(nodes: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """The same trees, some with a kind."""
    return st.tuples(nodes, st.sampled_from(ODD_KINDS)).map(
        lambda each: each[0] | ({"kind": each[1]} if each[1] else {})
    )


def _branching(nodes: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Trees of up to three such branches."""
    forms = st.sampled_from(("all_of", "any_of", 1, 2, 2, 3))
    return st.tuples(forms, st.lists(nodes, min_size=1, max_size=3)).map(_branch)


def _branch(drawn: tuple[str | int, list[Tree]]) -> Tree:
    form, branches = drawn
    return {form: branches} if isinstance(form, str) else {"at_least": min(form, len(branches)), "of": branches}


LEAF = _kinded(st.sampled_from(LEAVES))
INNER = _kinded(_branching(LEAF))
TREES = _weighted((5, LEAF), (4, INNER), (1, _kinded(_branching(st.one_of(LEAF, INNER)))))
PARTS = st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)
CHAINS = st.tuples(st.sampled_from(("all_of", 2, 1)), PARTS.map(lambda ids: [{"credential": key} for key in ids])).map(
    _branch
)
STACKS = _weighted((3, CHAINS), (1, TREES))

PLAIN_TIMES = [{"delivery": delivery, "weeks": weeks} for delivery in DELIVERIES for weeks in (None, 2)]
STARTS = ([-5], [0], [9], [30], [2, 16], [-5, 23], [11, 45])
DATED_TIMES = [
    {"delivery": delivery, "weeks": weeks, "starts": [day(each) for each in starts], "enrol_by": enrol_by}
    for delivery in ("online_scheduled", "in_person", "self_paced", None)
    for weeks, starts in product((None, 1, 3), STARTS)
    for enrol_by in (None, None, None, day(-1), day(10))
]
ENROL_BY = [{"delivery": delivery, "enrol_by": day(at)} for delivery in (None, "hybrid") for at in (-2, 0, 8, 15, 30)]
TIMES = _weighted((10, st.sampled_from(PLAIN_TIMES)), (3, st.sampled_from(DATED_TIMES)), (1, st.sampled_from(ENROL_BY)))

ROW = st.fixed_dictionaries(
    {
        "skills": st.sampled_from(SETS).map(list),
        "hours": st.integers(1, 12).map(lambda most: {"min": 1, "max": most}),
        "cost": st.sampled_from((*COSTS, *COSTS, *ODD_COSTS)),
        "provider": st.sampled_from(PROVIDERS),
        "level": st.sampled_from(LEVELS),
        "language": st.sampled_from(LANGUAGES).map(list),
        "prerequisites": _weighted((5, st.none()), (2, TREES)),
    }
)
DERIVED = [
    {"derived_skills": [{"skill": skill, "confidence": sure, "because": "its syllabus"}]}
    for skill, sure in zip(SKILLS, (0.4, 0.5, 0.9, 0.49, 1.0), strict=True)
]
WHOLE = [{"hours": {"min": 10, "max": most}} for most in (10, 16, 24, 40)]
LARGER = st.tuples(STACKS, st.sampled_from(({"hours": None, "cost": None}, *WHOLE)), st.sampled_from(KINDS)).map(
    lambda each: {"earned_by": each[0], "kind": each[2]} | each[1]
)
EXTRAS = _weighted((9, st.just({})), (1, st.just({"hours": None})), (1, st.sampled_from(DERIVED)), (3, LARGER))
FILTERS: tuple[Request, ...] = (
    *({"provider": words} for words in ("north", "academy", "north academy")),
    *({"without": words} for words in (["North Academy"], ["south"])),
    *({"language": tag} for tag in ("es", "en", "en-GB")),
    *({"level": level} for level in LEVELS[:2]),
    *({"delivery": delivery} for delivery in DELIVERIES[:2]),
)


def _goal(weights: tuple[int, ...]) -> dict[str, int]:
    return {skill: weight for skill, weight in zip(SKILLS, weights, strict=True) if weight} or {"Python": 1}


FEW_IDS = st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True)
REQUEST = st.fixed_dictionaries(
    {
        "skills": st.tuples(*[st.sampled_from((0, 1, 1, 2, 4))] * len(SKILLS)).map(_goal),
        "objective": st.sampled_from(OBJECTIVES),
        "credential": st.sampled_from((*[None] * 8, *IDS)),
        "have": st.sampled_from((*[[]] * 6, ["Python"], ["Writing", "Welding"], ["SQL", "Design"])).map(list),
        "done": st.sampled_from((*[[]] * 9, ["a"], ["g", "ghost"], ["b", "c"])).map(list),
        "hours_per_week": st.sampled_from((5, 1, 2, 3)),
        "allow_unknown": st.sampled_from((True, False, True)),
        "budget": _weighted((2, st.none()), (1, st.integers(2, 25))),
        "hours": _weighted((2, st.none()), (1, st.integers(6, 45))),
        "by": _weighted((2, st.none()), (1, st.integers(7, 120).map(day))),
        "pin": _weighted((11, st.just([])), (1, FEW_IDS)),
        "exclude": _weighted((11, st.just([])), (1, FEW_IDS)),
        "filters": _weighted((11, st.just({})), (2, st.sampled_from(FILTERS))),
    }
)


def _credential(key: str) -> st.SearchStrategy[Row]:
    return st.tuples(ROW, TIMES, EXTRAS).map(lambda each: row(key) | each[0] | each[1] | each[2])


CREDENTIALS = [_credential(key) for key in IDS]
SMALL = st.sampled_from((2, 3, 4, 5, 5, 6, 6, 7, 7, 7, 7)).flatmap(lambda size: st.tuples(*CREDENTIALS[:size]))


def _problem(drawn: tuple[tuple[Row, ...], Request]) -> tuple[list[Row], Request]:
    """A request asks only for credentials that are there."""
    catalog, request = list(drawn[0]), dict(drawn[1])
    there = {each["id"] for each in catalog}
    for key in ("pin", "exclude"):
        request[key] = [each for each in request[key] if each in there]
    if request["credential"] not in there:
        request["credential"] = None
    return catalog, ask() | request.pop("filters") | request


def small_problem() -> st.SearchStrategy[tuple[list[Row], Request]]:
    """Two to seven credentials over five skills, with everything that the rules speak of, and a request."""
    return st.tuples(SMALL, REQUEST).map(_problem)


# Large and seeded


class _Maker:
    """A seeded catalog of a size, over a vocabulary that grows with it to 40 skills."""

    def __init__(self, seed: int, size: int, with_dates: bool) -> None:
        self.random = Random(seed)
        self.with_dates = with_dates
        self.ids = [f"item-{number:04}" for number in range(size)]
        self.skills = [f"Skill {number:02}" for number in range(min(40, max(5, size // 7)))]
        self.providers = [f"Provider {number}" for number in range(max(3, min(30, size // 12)))]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def leaf(self) -> Tree:
        draw = self.random.random()
        if draw < 0.45:
            return {"credential": self.random.choice(self.ids)}
        if draw < 0.9:
            return {"skill": self.random.choice(self.skills)}
        return {"text": "a driving licence"} if draw < 0.95 else {"credential": "ghost"}

    def tree(self, depth: int = 2) -> Tree:
        node = self.leaf()
        if depth and self.chance(0.5):
            branches = [self.tree(depth - 1) for _ in range(self.random.randint(1, 3))]
            form = self.random.choice(("all_of", "any_of", "at_least"))
            count = self.random.randint(1, len(branches))
            node = {"at_least": count, "of": branches} if form == "at_least" else {form: branches}
        if self.chance(0.2):
            node["kind"] = self.random.choice(("required", "recommended", "corequisite", "corequisite"))
        return node

    def price(self) -> dict[str, Any] | None:
        basis = self.random.choices(("one_time", "per_month", "per_year"), (60, 35, 5))[0]
        if self.chance(0.06):
            return self.random.choice(ODD_COSTS)
        if self.chance(0.1):
            return cost(0)
        amounts = {"one_time": range(19, 400), "per_month": (29, 39, 49), "per_year": (299, 399)}
        return cost(self.random.choice(amounts[basis]), basis)

    def credential(self, key: str) -> Row:
        most = self.random.randint(3, 60)
        made = row(
            key,
            *self.random.sample(self.skills, self.random.choice((1, 1, 2, 2, 3))),
            provider=self.random.choice((*self.providers, None)),
            delivery=self.random.choices(DELIVERIES, (60, 15, 10, 10, 5))[0],
            level=self.random.choice(LEVELS),
            cost=self.price(),
            hours=None if self.chance(0.06) else {"min": most // 2, "max": most},
            weeks=self.random.randint(1, 12) if self.chance(0.5) else None,
            prerequisites=self.tree() if self.chance(0.35) else None,
        )
        if self.chance(0.1):
            made |= self.larger()
        return made | (self.dates() if self.with_dates else {})

    def larger(self) -> Row:
        """A stack of others, sometimes sold as a whole, in which case it is seldom cheaper than they are."""
        parts = [{"credential": key} for key in self.random.sample(self.ids, min(len(self.ids), 3))]
        tree = self.random.choice(({"all_of": parts}, {"at_least": 2, "of": parts}, {"any_of": [*parts, self.tree()]}))
        whole = {"cost": cost(self.random.randint(200, 900)), "hours": {"min": 60, "max": self.random.randint(60, 200)}}
        return {"earned_by": tree, "kind": "program"} | (whole if self.chance(0.5) else {"cost": None, "hours": None})

    def dates(self) -> Row:
        starts = sorted(self.random.sample(range(-30, 400), 3)) if self.chance(0.3) else []
        enrol_by = day(self.random.randint(0, 300)) if self.chance(0.1) else None
        return {"starts": [day(offset) for offset in starts], "enrol_by": enrol_by}

    def request(self) -> Request:
        wanted = self.random.sample(self.skills, min(12, max(3, len(self.skills) // 3)))
        return ask(
            objective=self.random.choice(OBJECTIVES),
            skills={skill: self.random.randint(1, 5) for skill in wanted},
            credential=self.random.choice(self.ids) if self.chance(0.3) else None,
            have=self.random.sample(self.skills, 2) if self.chance(0.5) else [],
            done=self.random.sample(self.ids, 2) if self.chance(0.3) else [],
            budget=self.random.randint(15, 120) * len(wanted) if self.chance(0.4) else None,
            hours=self.random.randint(4, 20) * len(wanted) if self.chance(0.3) else None,
            by=day(self.random.randint(7, 42) * len(wanted)) if self.chance(0.3) else None,
            hours_per_week=self.random.choice((3, 5, 8)),
            allow_unknown=self.chance(0.3),
            pin=[self.random.choice(self.ids)] if self.chance(0.1) else [],
            without=[self.random.choice(self.providers)] if self.chance(0.2) else [],
            level=self.random.choice(LEVELS[:3]) if self.chance(0.05) else None,
        )


def random_problem(seed: int, size: int, with_dates: bool = False) -> tuple[list[Row], Request]:
    """A seeded catalog of so many credentials and a request: at 300 about 40 skills, of which 12 are wanted."""
    maker = _Maker(seed, size, with_dates)
    return [maker.credential(key) for key in maker.ids], maker.request()
