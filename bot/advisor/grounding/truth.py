"""Whether one claim is true: of one record, of several together, of a path, or of what the asker said."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.advisor import facts
from bot.advisor.grounding.figures import Claim, Kind, Reading, same_date
from bot.advisor.grounding.grounds import PACE, Grounds, Record, Sums
from catalog.content import fold

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a claim stands: the sentence in lower case without what it names and claims, what comes after the claim, and
    whether the claim is a limit ("most", "least", "own", "about", or empty)."""

    text: str
    after: str
    bound: str


def true_of(claim: Claim, id_: str, grounds: Grounds, context: Context) -> bool:
    """Whether some reading of a claim is true of one credential; of something without a record nothing is."""
    record = grounds.records.get(id_)
    if claim.kind in _ANYWHERE:
        return true_alone(claim, grounds, context) or (record is not None and _numbered(claim, record))
    if record is None:
        return False
    if context.bound and _within(claim, record, context.bound):
        return True
    return any(_TRUE[claim.kind](reading, record, grounds, context.text) for reading in claim.values)


_ANYWHERE = {Kind.PACE, Kind.SHARE, Kind.NUMBER}


def _numbered(claim: Claim, record: Record) -> bool:
    return claim.kind is Kind.NUMBER and any(reading[0] in record.numbers for reading in claim.values)


def _money(reading: Reading, record: Record, _: Grounds, text: str) -> bool:
    low, high, currency, each = reading
    if currency != record.currency:
        return False
    values = {low, high}
    if each:
        return bool(each == record.each and values == {record.price})
    if record.parts and _PART.search(text) and values <= record.parts:
        return True
    stated = {record.price} if record.price is not None and not record.each else set()
    return values <= record.sums | stated


_PART = re.compile(
    r"\b(?:fee|fees|part|parts|exam|tuition|materials?|deposit|books?|of which|includ\w+|made up|plus|kit|registration)\b"
)
_CREDIT = re.compile(r"\b(?:credits?|ects|awards?|awarded|recogni[sz]\w+|counts|points|units?)\b")


def _free(reading: Reading, record: Record, *_: object) -> bool:
    cost = record.item.cost
    if cost is None or cost.amount is None:
        return False
    said = reading[0]
    if said == "not":
        return not cost.is_free
    return (cost.is_free or Decimal(0) in record.charged) if said == "free" else cost.audit_free or cost.is_free


def _time(reading: Reading, record: Record, *_: object) -> bool:
    low, high, unit = reading
    if unit != "hours":
        return {low, high} <= record.lasting(unit)
    if record.hours is None:
        return False
    return bool(abs(low - record.hours[0]) < CENT and abs(high - record.hours[1]) < CENT)


def _week(reading: Reading, record: Record, *_: object) -> bool:
    if record.weeks_of is None:
        return False
    span = facts.weeks_span(*record.weeks_of)
    return {str(value) for value in reading} == set(re.findall(r"\d+", span))


def _date(reading: Reading, record: Record, grounds: Grounds, _: str) -> bool:
    return any(same_date(reading, date, grounds.today) for date in record.dates)


def _link(reading: Reading, record: Record, *_: object) -> bool:
    return _same_link(reading[0], record.item.url)


def _same_link(said: str, url: str | None) -> bool:
    bare = re.compile(r"^https?://|/$")
    return url is not None and said in {url, url.rstrip("/"), bare.sub("", url), bare.sub("", url).rstrip("/")}


def _provider(reading: Reading, record: Record, _: Grounds, text: str) -> bool:
    bodies = {claim.awarded_by for claim in record.item.credit} if _CREDIT.search(text) else set()
    return reading[0] in {record.item.provider, *bodies}


def _level(reading: Reading, record: Record, *_: object) -> bool:
    return record.item.level is not None and record.item.level.value == reading[0]


def _language(reading: Reading, record: Record, *_: object) -> bool:
    return reading[0] in record.languages


def _skill(reading: Reading, record: Record, *_: object) -> bool:
    item, skill = record.item, fold(reading[0])
    text = fold(" ".join([item.title, item.summary or "", item.description or ""]))
    return skill in {fold(taught) for taught in item.taught} or skill in text


_TRUE: dict[Kind, Callable[[Reading, Record, Grounds, str], bool]] = {
    Kind.MONEY: _money,
    Kind.FREE: _free,
    Kind.TIME: _time,
    Kind.WEEK: _week,
    Kind.DATE: _date,
    Kind.LINK: _link,
    Kind.PROVIDER: _provider,
    Kind.LEVEL: _level,
    Kind.LANGUAGE: _language,
    Kind.SKILL: _skill,
}


def _within(claim: Claim, record: Record, bound: str) -> bool:
    """Whether a limit holds: "costs less than $50" of something for $40; "about" allows either end of a range."""
    if bound == "about":
        ends = record.hours or ()
        return claim.kind is Kind.TIME and any(abs(reading[0] - end) < CENT for reading in claim.values for end in ends)
    if bound not in ("most", "least"):
        return False
    if claim.kind is Kind.MONEY:
        value = facts.whole_price(record.item)
        readings = [reading for reading in claim.values if reading[2] == record.currency]
    elif claim.kind is Kind.TIME:
        value = record.hours[1] if record.hours and bound == "most" else record.hours[0] if record.hours else None
        readings = [reading for reading in claim.values if reading[2] == "hours"]
    else:
        return False
    if value is None:
        return False
    return any(bool(value <= reading[0] if bound == "most" else value >= reading[0]) for reading in readings)


# ---- several


def true_of_sum(claim: Claim, ids: Sequence[str], grounds: Grounds) -> bool:
    """Whether a figure is what several come to together."""
    records = [grounds.records[id_] for id_ in ids if id_ in grounds.records]
    if len(records) < len(ids):
        return False
    return bool(_totals(claim.kind, records) & {tuple(reading) for reading in _shapes(claim)})


def _shapes(claim: Claim) -> Iterable[Reading]:
    for reading in claim.values:
        yield (reading[0], reading[1], reading[2])


def _totals(kind: Kind, records: Sequence[Record]) -> set[Reading]:
    if kind is Kind.TIME:
        hours = [record.hours for record in records]
        if any(each is None for each in hours):
            return set()
        low, high = (sum(each[at] for each in hours if each) for at in (0, 1))
        return {(low, high, "hours"), (low, low, "hours"), (high, high, "hours")}
    prices = [facts.whole_price(record.item) for record in records]
    currencies = {record.currency for record in records}
    charged = [max(record.charged) if record.charged else None for record in records]
    if len(currencies) > 1:
        return set()
    known = [[amount for amount in each if amount is not None] for each in (prices, charged)]
    sums = [sum(each, Decimal(0)) for each in known if len(each) == len(records)]
    return {(total, total, currency) for total in sums for currency in currencies}


def true_of_two(claim: Claim, ids: Iterable[str], grounds: Grounds) -> bool:
    """Whether a figure is the difference between two of some credentials, or between two paths."""
    named = [grounds.records[id_] for id_ in ids if id_ in grounds.records]
    pairs = list(itertools.combinations(named if len(named) > 1 else grounds.records.values(), 2))
    known = {difference for one, other in pairs for difference in _differences(claim.kind, one, other)}
    if len(named) < 2:
        known |= _between_paths(claim.kind, grounds.paths)
    return any(shape in known for shape in _shapes(claim))


def _differences(kind: Kind, one: Record, other: Record) -> set[Reading]:
    if kind is Kind.TIME:
        if one.hours is None or other.hours is None:
            return set()
        apart = {abs(one.hours[at] - other.hours[at]) for at in (0, 1)}
        return {(each, each, "hours") for each in apart}
    prices = (facts.whole_price(one.item), facts.whole_price(other.item))
    if prices[0] is None or prices[1] is None or one.currency != other.currency:
        return set()
    apart_by = abs(prices[0] - prices[1])
    return {(apart_by, apart_by, one.currency)}


def _between_paths(kind: Kind, paths: Sequence[Sums]) -> set[Reading]:
    found: set[Reading] = set()
    for one, other in itertools.combinations(paths, 2):
        if kind is Kind.MONEY:
            apart = abs(one.money - other.money)
            found.add((apart, apart, one.currency))
        else:
            weeks = {abs(a - b) for a in one.weeks for b in other.weeks}
            found |= {(each, each, "weeks") for each in weeks} | {(abs(one.hours - other.hours),) * 2 + ("hours",)}
    return found


# ---- nothing named


def true_alone(claim: Claim, grounds: Grounds, context: Context) -> bool:
    """Whether a claim that is about nothing in particular is true of the path, of what was asked, or of what was found."""
    if any(claim.kind is said.kind and claim.values & said.values for said in grounds.said):
        return True
    if claim.kind is Kind.NUMBER:
        return any(_counted(reading, grounds, context) for reading in claim.values)
    return any(_ALONE[claim.kind](reading, grounds, context.text) for reading in claim.values)


_LEAST = re.compile(r"\b(?:cheapest|least|lowest|shortest|quickest|fastest|smallest)\b")
_MOST = re.compile(r"\b(?:most expensive|dearest|highest|longest|most)\b")
_ONE_OF = re.compile(
    r"\b(?:one|some|several|all|each|every|any|they|these|those|them|both|from|prices?|costs? (?:between|from)|courses?"
    r"|options?|results?|badges?|certificates?|there (?:is|are)|another|nothing|only)\b"
)
_OTHER = re.compile(r"\b(?:alternative|another|other|cheaper|faster|fewer|instead|option|quicker)\b")


def _sums_meant(grounds: Grounds, text: str) -> Iterable[Sums]:
    """The path, and its alternatives where the text speaks of another one."""
    return [path for path in grounds.paths if not path.label or _OTHER.search(text)]


def _money_alone(reading: Reading, grounds: Grounds, text: str) -> bool:
    low, high, currency, each = reading
    if not each and any(low == high == path.money and currency == path.currency for path in _sums_meant(grounds, text)):
        return True
    prices = [facts.whole_price(record.item) for record in grounds.records.values() if record.currency == currency]
    known = [price for price in prices if price is not None]
    if known and _LEAST.search(text):
        return bool(low == min(known))
    if known and _MOST.search(text):
        return bool(high == max(known))
    if grounds.paths or not (_ONE_OF.search(text) or len(grounds.records) == 1):
        return False
    return any(_money((low, high, currency, each), record, grounds, text) for record in grounds.records.values()) or (
        low < high and {low, high} <= set(known)
    )


def _free_alone(reading: Reading, grounds: Grounds, text: str) -> bool:
    if any(path.money == 0 for path in grounds.paths):
        return True
    return any(_free(reading, record, grounds, text) for record in grounds.records.values())


def _time_alone(reading: Reading, grounds: Grounds, text: str) -> bool:
    low, high, unit = reading
    paths = list(_sums_meant(grounds, text))
    if low == high and any(
        low in path.weeks if unit == "weeks" else unit == "hours" and low == path.hours for path in paths
    ):
        return True
    if grounds.paths:
        return False
    known = [record.hours for record in grounds.records.values() if record.hours]
    if unit == "hours" and known and (_LEAST.search(text) or _MOST.search(text)):
        least, most = min(each[1] for each in known), max(each[1] for each in known)
        return bool(low == (least if _LEAST.search(text) else most)) or any({low, high} == set(each) for each in known)
    if not (_ONE_OF.search(text) or len(grounds.records) == 1):
        return False
    return any(_time(reading, record, grounds, text) for record in grounds.records.values())


def _pace_alone(reading: Reading, *_: object) -> bool:
    return bool(reading[0] == reading[1] == PACE)


def _date_alone(reading: Reading, grounds: Grounds, text: str) -> bool:
    ends = [path.done for path in _sums_meant(grounds, text) if path.done]
    dates = [grounds.today, *ends]
    if not grounds.paths:
        dates += [date for record in grounds.records.values() for date in record.dates]
    else:
        dates += [record.item.as_of for record in grounds.records.values() if record.item.as_of]
    return any(same_date(reading, date, grounds.today) for date in dates)


def _week_alone(reading: Reading, grounds: Grounds, _: str) -> bool:
    return any(_week(reading, record, grounds, "") for record in grounds.records.values())


def _share_alone(reading: Reading, grounds: Grounds, _: str) -> bool:
    return any(reading[0] == path.share for path in grounds.paths)


def _counted(reading: Reading, grounds: Grounds, context: Context) -> bool:
    """Whether a bare number is one that was counted: of steps the path's, of skills the covered ones, else any."""
    number, noun, every = reading
    paths = list(_sums_meant(grounds, context.text))
    if paths and noun in ("step", "schritt", "schritte", "paso", "etape") and not _SOME.search(context.text):
        return any(number == len(path.steps) for path in paths)
    if paths and noun == "of":
        return any((number, every) in path.pairs for path in grounds.paths)
    return number in grounds.counts and every in grounds.counts


_SOME = re.compile(r"\b(?:first|next|last|other|remaining|these|those|more)\b")


def _link_alone(reading: Reading, grounds: Grounds, _: str) -> bool:
    return any(_same_link(reading[0], record.item.url) for record in grounds.records.values())


def _some(holds: Callable[[Reading, Record, Grounds, str], bool]) -> Callable[[Reading, Grounds, str], bool]:
    return lambda reading, grounds, text: any(
        holds(reading, record, grounds, text) for record in grounds.records.values()
    )


_ALONE: dict[Kind, Callable[[Reading, Grounds, str], bool]] = {
    Kind.MONEY: _money_alone,
    Kind.FREE: _free_alone,
    Kind.TIME: _time_alone,
    Kind.PACE: _pace_alone,
    Kind.DATE: _date_alone,
    Kind.WEEK: _week_alone,
    Kind.SHARE: _share_alone,
    Kind.LINK: _link_alone,
    Kind.PROVIDER: _some(_provider),
    Kind.LEVEL: _some(_level),
    Kind.LANGUAGE: _some(_language),
    Kind.SKILL: _some(_skill),
}
