"""Every checkable claim in an answer's prose, each held against records and counts made independently."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.advisor.messages import Answer, Comparison, Credentials, Notice, Prose
from tests.bot import sample_arithmetic as file
from tests.bot.workbench import TODAY

MONEY = re.compile(r"(?:[$€£]|\bUS\$)\s?(?P<number>\d[\d,]*(?:\.\d+)?)")
HOURS = re.compile(r"(?P<low>\d[\d,.]*\d|\d)(?:–(?P<high>\d[\d,.]*\d|\d))? (?P<unit>hours?|minutes)\b(?! a week)")
MONTHS = re.compile(r"(?P<number>\d+) months?\b")
WEEKS = re.compile(r"(?P<number>\d+) weeks?\b")
DATE = re.compile(r"\b(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+)(?: (?P<year>\d{4}))?\b")
COUNTS = re.compile(
    r"I found (?P<total>\d+) that fit|the (?P<few>\d+) that fit|the first (?P<shown>\d+)|see the other (?P<rest>\d+)"
    r"|(?P<price>\d+) (?:more )?might fit, but (?:their|its) price|(?P<time>\d+) (?:more )?might fit, but (?:their|its) hours"
    r"|without (?:it|any of them), (?P<freed>\d+) fit|Here are (?P<first>\d+) to (?P<last>\d+) of (?P<all>\d+)"
)
QUOTED = re.compile(r"“([^”]*)”")
FIXED = ("at 5 hours a week", "“compare 1 and 2”")


@dataclass(frozen=True)
class Counts:
    """What an independent search counts; each is asked for only where the prose states it."""

    total: Callable[[], int]
    unpriced: Callable[[], int]
    untimed: Callable[[], int]
    freed: Callable[[int], bool]
    shown_before: int = 0


def prose_of(answer: Answer) -> str:
    return " ".join(block.text for block in answer.blocks if isinstance(block, Prose | Notice))


def ids_in_blocks(answer: Answer) -> list[str]:
    blocks = (block for block in answer.blocks if isinstance(block, Credentials | Comparison))
    return [item.id for block in blocks for item in block.items]


def cited(answer: Answer) -> list[file.Row]:
    return [file.by_id()[id_] for id_ in answer.citations]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _dates(row: file.Row) -> Iterator[dt.date]:
    stated = [row.get("as_of"), row.get("enrol_by"), *row.get("starts", [])]
    stated += [claim.get("as_of") for claim in row.get("credit", [])]
    yield from (dt.date.fromisoformat(each) for each in stated if each)


def allowed_money(rows: list[file.Row], constraints: dict[str, Any]) -> set[Decimal]:
    """Sums that records state or come to, and those that the asker named."""
    found = {Decimal(str(constraints[name])) for name in ("max_cost", "min_cost") if name in constraints}
    found |= {Decimal(round(amount)) for amount in found}
    for row in rows:
        if file.amount(row) is not None:
            found |= {Decimal(str(file.amount(row))), Decimal(str(file.paid(row) or 0))}
            found |= {Decimal(str(part)) for part in row["cost"].get("parts", {}).values()}
    return found


def allowed_hours(rows: list[file.Row], constraints: dict[str, Any]) -> set[Decimal]:
    found = {Decimal(str(constraints[name])) for name in ("max_hours", "min_hours") if name in constraints}
    found |= {round(hours, 1) for hours in found}
    for row in rows:
        if row.get("hours"):
            found |= {Decimal(str(row["hours"]["min"])), Decimal(str(row["hours"]["max"]))}
    return {hours.normalize() for hours in found}


def check_figures(answer: Answer, counts: Counts, said: str) -> None:
    """Every figure in the prose is a value of a cited record, of the asker, or a true count; none is left over."""
    rows = cited(answer)
    text = prose_of(answer)
    for fixed in FIXED:
        text = text.replace(fixed, " ")
    for title in sorted((row["title"] for row in file.rows()), key=len, reverse=True):
        text = text.replace(title, " ")
    text = _check_quoted(text, said)
    text = _check_money_and_time(text, rows, answer.constraints)
    text = _check_counts(text, counts)
    left = re.findall(r"\d+", text)
    assert not left, f"nothing stands behind {left} in: {text}"


def _check_money_and_time(text: str, rows: list[file.Row], constraints: dict[str, Any]) -> str:
    sums, hours = allowed_money(rows, constraints), allowed_hours(rows, constraints)
    for match in MONEY.finditer(text):
        assert _number(match["number"]) in sums, f"{match[0]} in: {text}"
    text = MONEY.sub(" ", text)
    for low, high in re.findall(r"\((?:[^()]*, )?(\d+) to (\d+) hours?", text):
        assert {Decimal(low), Decimal(high)} <= {Decimal(each) for each in hours}, text
    text = re.sub(r"\b\d+ to (?=\d+ hours?)", "", text)
    for match in HOURS.finditer(text):
        shares = 60 if match["unit"] == "minutes" else 1
        values = {(_number(each) / shares).normalize() for each in (match["low"], match["high"]) if each}
        assert values <= hours, f"{match[0]} in: {text}"
    text = HOURS.sub(" ", text)
    for match in DATE.finditer(text):
        said = dt.datetime.strptime(f"{match['day']} {match['month']} {match['year'] or TODAY.year}", "%d %B %Y")  # noqa: DTZ007
        assert said.date() in {date for row in rows for date in _dates(row)}, f"{match[0]} in: {text}"
    text = DATE.sub(" ", text)
    for pattern, values in (
        (MONTHS, {row.get("validity_months") for row in rows} | {file.months(row) for row in rows}),
        (WEEKS, {row.get("weeks") for row in rows}),
    ):
        for match in pattern.finditer(text):
            assert int(match["number"]) in values, f"{match[0]} in: {text}"
        text = pattern.sub(" ", text)
    return text


def _check_counts(text: str, counts: Counts) -> str:
    for match in COUNTS.finditer(text):
        stated = {name: int(value) for name, value in match.groupdict().items() if value}
        for name in ("total", "few", "all"):
            if name in stated:
                assert stated[name] == counts.total(), text
        if "shown" in stated:
            assert stated["shown"] == 3
        if "rest" in stated:
            assert stated["rest"] == counts.total() - counts.shown_before - 3, text
        if "price" in stated:
            assert stated["price"] == counts.unpriced(), text
        if "time" in stated:
            assert stated["time"] == counts.untimed(), text
        if "freed" in stated:
            assert counts.freed(stated["freed"]), text
        if "first" in stated:
            assert stated["first"] == counts.shown_before + 1, text
            assert stated["last"] <= min(stated["first"] + 2, stated["all"]), text
    return COUNTS.sub(" ", text)


OWN_WORDS = {"more", "around", "short", "quick", "brief", "online", "free to audit", "start over", "compare 1 and 2"}


def _check_quoted(text: str, said: str) -> str:
    """What stands in quotation marks was said, is a title, or is a word of ours."""
    known = {file.plain(word) for word in re.findall(r"[^\s,;?!()]+", said)}
    corrected = {match[2]: match[1] for match in re.finditer(r"I read “([^”]*)” as “([^”]*)”", text)}
    for quoted in QUOTED.findall(text):
        if quoted in OWN_WORDS or quoted in corrected or re.fullmatch(r"\s*", quoted):
            continue
        words = {file.plain(word) for word in re.findall(r"[^\s,;?!()]+", quoted)}
        limit = re.search(rf"[Ll]imit “{re.escape(quoted)}”", text)
        assert limit or words <= known | {file.plain(word) for word in corrected}, f"nobody said “{quoted}”: {text}"
    return QUOTED.sub(lambda match: match[1] if re.search(r"[$€£]|hour", match[1]) else " ", text)


def check_names(answer: Answer, said: str) -> None:
    """Every provider and every title in the prose belongs to a record that is cited or linked from one."""
    text, rows = QUOTED.sub(" ", prose_of(answer)), cited(answer)
    linked = " ".join(str([row.get("stacks_into"), row.get("prerequisites"), row.get("earned_by")]) for row in rows)
    titles = {row["title"]: row["id"] for row in file.rows()}
    for title in sorted(titles, key=len, reverse=True):
        if len(title) > 11 and title in text and title.casefold() not in said.casefold():
            assert titles[title] in answer.citations or f"'{titles[title]}'" in linked, f"{title} in: {text}"
            text = text.replace(title, " ")
    asked = str(answer.constraints.get("provider", "")) + str(answer.constraints.get("not_provider", ""))
    public = {row["provider"] for row in file.rows() if file.is_public(row)}
    for provider in {row["provider"] for row in file.rows()}:
        if provider in text and "No provider here is called" not in text:
            held = {row["provider"] for row in rows} | {
                claim.get("awarded_by") for row in rows for claim in row.get("credit", [])
            }
            assert provider in held or provider in asked, f"{provider} in: {text}"
        assert provider in public or provider not in text


def check_answer(answer: Answer, counts: Counts, said: str, *, first: bool) -> None:
    """All that holds for every answer."""
    shown = ids_in_blocks(answer)
    assert set(shown) <= set(answer.citations)
    for id_ in set(answer.citations) - set(shown):
        row, text = file.by_id()[id_], prose_of(answer)
        assert row["title"] in text or MONEY.search(text) or HOURS.search(text), f"{id_} stands behind nothing: {text}"
    if first and shown:
        assert list(answer.citations) == shown
    for block in answer.blocks:
        if isinstance(block, Credentials) and not block.whole:
            assert len(block.items) <= 3
            for item in block.items:
                broken = [
                    name
                    for name, met in file.verdicts(file.by_id()[item.id], answer.constraints).items()
                    if met is not True
                ]
                assert not broken, f"{item.id} breaks {broken}"
    if first:
        assert len(prose_of(answer)) <= 600
    check_figures(answer, counts, said)
    check_names(answer, said)
