"""The properties of an answer: each check says what is wrong with it, or nothing where it is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from bot.advisor.messages import Choices
from tests.bot import plan_truth
from tests.bot import sample_arithmetic as file
from tests.evals.catalogs import linked
from tests.evals.dialogues import PathWish
from tests.evals.hearing import Heard, shown_in, steps_in
from tests.evals.languages import language_of
from tests.evals.matching import matches
from tests.evals.refusing import refuses

Check = Callable[[Any, Heard], str]

NOTHING = "nothing is shown"
SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


# ---- the items


def _shows(value: tuple[int, int], heard: Heard) -> str:
    return "" if value[0] <= len(heard.shown) <= value[1] else f"{len(heard.shown)} shown"


def _each(heard: Heard, fault: Callable[[file.Row], str]) -> str:
    """What is wrong with the items; that there is none is wrong too unless the author allows it."""
    if not heard.rows:
        return "" if heard.turn.expect.allows_nothing else NOTHING
    return "; ".join(f"{row['title']}: {why}" for row in heard.rows if (why := fault(row)))


def breaks(row: file.Row, limits: dict[str, Any]) -> list[str]:
    """The limits that a record does not surely meet; where there are alternatives, one is enough."""
    asked = {name: value for name, value in limits.items() if value not in (None, False)}
    costs = {name: asked[name] for name in ("max_cost", "min_cost", "currency") if name in asked}
    hours = {name: asked[name] for name in ("max_hours", "min_hours") if name in asked}
    groups = [costs, hours, *({name: asked[name]} for name in asked if name not in costs | hours)]
    return [next(iter(group)) for group in groups if group and not any(map(_met(row), _alternatives(group)))]


def _met(row: file.Row) -> Callable[[dict[str, Any]], bool]:
    return lambda limits: all(file.verdicts(row, limits).values())


def _alternatives(group: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One limit in all the ways in which it may be met."""
    (name, value), *more = group.items()
    several = value["any"] if isinstance(value, dict) else [value]
    for each in several:
        if name == "skill":
            yield {name: each if isinstance(each, list) else [each]}
        elif isinstance(each, list):
            yield from ({name: one} for one in each)
        else:
            yield {name: each, **dict(more)}


def _meets(value: dict[str, Any], heard: Heard) -> str:
    return _each(heard, lambda row: ", ".join(breaks(row, value)))


def _is_about(row: file.Row, words: Collection[str]) -> str:
    there = [row["title"], row.get("summary") or "", row.get("description") or "", *row["skills"]]
    text = file.plain(" ".join(there))
    found = any(re.search(rf"(?<!\w){re.escape(file.plain(word))}", text) for word in words)
    return "" if found else "another topic"


def _topic(value: tuple[str, ...], heard: Heard) -> str:
    return _each(heard, lambda row: _is_about(row, value))


def _first_topic(value: tuple[str, ...], heard: Heard) -> str:
    return _each(heard, lambda row: _is_about(row, value) if row is heard.rows[0] else "")


def _order(value: str, heard: Heard) -> str:
    measured = [file.paid(row) if value == "cost" else (row.get("hours") or {}).get("max") for row in heard.rows]
    known = [each for each in measured if each is not None]
    if not measured:
        return _each(heard, lambda _: "")
    return "" if measured[: len(known)] == sorted(known) else f"{value}: {measured}"


# ---- earlier turns


def _told(heard: Heard, turn: int) -> list[str]:
    """What an earlier turn showed, or the steps of the path that it told."""
    answer = heard.before[turn - 1]
    return shown_in(answer) or steps_in(answer)


def _at(told: list[str], places: Collection[int]) -> list[str] | None:
    return [told[place - 1] for place in places] if max(places) <= len(told) else None


def _refers_to(value: tuple[int, ...], heard: Heard) -> str:
    """Cited beside what is meant may only be what that leads to or builds on."""
    turn, *places = value
    meant = _at(_told(heard, turn), places)
    if meant is None:
        return f"turn {turn} shows too few"
    about = heard.shown or list(heard.answer.citations)
    beside = {id_ for each in meant for id_ in linked(heard.catalog.rows[each])} if not heard.shown else set()
    right = set(meant) <= set(about) and set(about) - set(meant) <= beside
    return "" if right else f"about {about}, not {meant}"


def _same_as(value: int, heard: Heard) -> str:
    now = heard.shown or steps_in(heard.answer)
    if not now:
        return NOTHING
    return "" if set(now) == set(_told(heard, value)) else f"{now}, not {_told(heard, value)}"


def _new_since(value: int, heard: Heard) -> str:
    old = {id_ for answer in heard.before[value - 1 :] for id_ in shown_in(answer)}
    return _each(heard, lambda row: "shown before" if row["id"] in old else "")


# ---- words


def _folded(text: str) -> str:
    """One case, no accents, plain quotation marks, numbers without separators."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", " ".join(file.plain(text.translate(SIGNS)).split()))


def says(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text; a number only as a whole."""
    wanted = re.escape(_folded(phrase))
    before = r"(?<!\d)(?<!\d\.)" if phrase[:1].isdigit() else ""
    after = r"(?!\d|\.\d)" if phrase[-1:].isdigit() else ""
    return re.search(before + wanted + after, _folded(text)) is not None


def _says(value: tuple[tuple[str, ...], ...], heard: Heard) -> str:
    missing = [phrases for phrases in value if not any(says(heard.words, phrase) for phrase in phrases)]
    return f"not said: {missing}" if missing else ""


def _never_says(value: tuple[str, ...], heard: Heard) -> str:
    said = [phrase for phrase in value if says(heard.words, phrase)]
    return f"said: {said}" if said else ""


def _in_language(value: str, heard: Heard) -> str:
    """Titles, and what a role demands, stand in the catalog's own language."""
    titles = [heard.catalog.rows[id_]["title"] for id_ in heard.answer.citations if id_ in heard.catalog.rows]
    demands = [demand["text"] for role in plan_truth.roles().values() for demand in role["entry_demands"]]
    found = language_of(heard.spoken, *titles, *(text[1:].rstrip(".") for text in demands))
    return "" if found == value else f"written in {found}"


# ---- what the answer is


def _asks_back(value: bool, heard: Heard) -> str:
    asks = any(isinstance(block, Choices) for block in heard.answer.blocks)
    return "" if asks is value else ("asks back" if asks else "does not ask back")


def _refuses(value: bool, heard: Heard) -> str:
    refused = refuses(heard.answer)
    return "" if refused is value else ("refuses" if refused else "does not refuse")


# ---- paths


def _path(value: PathWish | None, heard: Heard) -> str:
    if value is None:
        return "a path is told" if steps_in(heard.answer) else ""
    if heard.path is None:
        return "no path"
    if not heard.path.path.steps and value.status is None:
        return "no steps"
    wanted = ((name, getattr(value, name)) for name in value.model_fields_set)
    return "; ".join(why for name, each in wanted if each is not None and (why := PATH_CHECKS[name](each, heard)))


def _status(value: Any, heard: Heard) -> str:
    allowed = [value] if isinstance(value, str) else value
    return "" if heard.path.status in allowed else f"status {heard.path.status}"


def _to(value: Any, heard: Heard) -> str:
    return "" if matches(value, heard.path.goal.role) else f"to {heard.path.goal.role}"


def _max_cost(value: float, heard: Heard) -> str:
    cost = heard.path.path.totals.cost
    fits = cost.amount <= value and not cost.unknown_items
    return "" if fits else f"costs {cost.amount}, {cost.unknown_items} without a price"


def _max_weeks(value: float, heard: Heard) -> str:
    totals = heard.path.path.totals
    fits = totals.weeks <= value and not totals.unknown_hours_items
    return "" if fits else f"{totals.weeks} weeks, {totals.unknown_hours_items} without hours"


def _steps(value: tuple[int, int], heard: Heard) -> str:
    count = len(heard.path.path.steps)
    return "" if value[0] <= count <= value[1] else f"{count} steps"


def _all_steps(name: str) -> Check:
    def check(value: Any, heard: Heard) -> str:
        rows = [heard.catalog.rows[id_] for id_ in steps_in(heard.answer)]
        broken = [row["title"] for row in rows if breaks(row, {name: value})]
        return f"{name} broken by {broken}" if broken else ""

    return check


PATH_CHECKS: dict[str, Check] = {
    "status": _status,
    "to": _to,
    "max_cost": _max_cost,
    "max_weeks": _max_weeks,
    "steps": _steps,
    "provider": _all_steps("provider"),
    "not_provider": _all_steps("not_provider"),
    "language": _all_steps("language"),
}


def _path_steps(value: tuple[int, ...], heard: Heard) -> tuple[list[str], list[str]] | None:
    """The steps that are meant, and those of now; None where there are no such steps."""
    turn, *places = value
    meant, now = _at(steps_in(heard.before[turn - 1]), places), steps_in(heard.answer)
    return (meant, now) if meant and now else None


def _path_lacks(value: tuple[int, ...], heard: Heard) -> str:
    steps = _path_steps(value, heard)
    if steps is None:
        return "no such steps"
    return f"still there: {kept}" if (kept := [id_ for id_ in steps[0] if id_ in steps[1]]) else ""


def _path_has(value: tuple[int, ...], heard: Heard) -> str:
    steps = _path_steps(value, heard)
    if steps is None:
        return "no such steps"
    return f"gone: {gone}" if (gone := [id_ for id_ in steps[0] if id_ not in steps[1]]) else ""


# ---- what is kept of the person


def _knows(value: dict[str, Any], heard: Heard) -> str:
    learner = heard.learner
    if not value:
        return "" if learner.is_blank else f"knows {learner.model_dump(exclude_defaults=True)}"
    known = {name: getattr(learner, name) for name in value}
    return "; ".join(
        f"{name}: {known[name]!r}"
        for name, wanted in value.items()
        if not (matches(wanted, known[name]) or (name == "done" and matches(wanted, _titles(known[name], heard))))
    )


def _titles(ids: Collection[str], heard: Heard) -> list[str]:
    return [heard.catalog.rows[id_]["title"] for id_ in ids]


def _plans(value: int, heard: Heard) -> str:
    return "" if len(heard.saved) == value else f"{len(heard.saved)} saved"


CHECKS: dict[str, Check] = {
    "shows": _shows,
    "meets": _meets,
    "topic": _topic,
    "first_topic": _first_topic,
    "refers_to": _refers_to,
    "same_as": _same_as,
    "new_since": _new_since,
    "order": _order,
    "says": _says,
    "never_says": _never_says,
    "asks_back": _asks_back,
    "refuses": _refuses,
    "path": _path,
    "path_lacks": _path_lacks,
    "path_has": _path_has,
    "in_language": _in_language,
    "knows": _knows,
    "plans": _plans,
}


def fault(name: str, value: Any, heard: Heard) -> str:
    """What is wrong with one property; a check that cannot be made is not passed."""
    if heard.crashed:
        return "crashed"
    try:
        return CHECKS[name](value, heard)
    except Exception as error:  # noqa: BLE001 whatever breaks is told as what it is
        return f"{type(error).__name__}: {error}"
