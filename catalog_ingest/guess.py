"""A mapping for a source of unknown shape, from the names of its columns and, where names fail, from its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from catalog.content import fold
from catalog.errors import MappingInvalid
from catalog_ingest.cells import as_text, cell
from catalog_ingest.column_mapping import ColumnMapping
from catalog_ingest.header_names import NAMES
from catalog_ingest.sources.record import Record
from catalog_ingest.values.currency import currency
from catalog_ingest.values.delivery import parse_delivery
from catalog_ingest.values.kind import parse_kind
from catalog_ingest.values.language import parse_language
from catalog_ingest.values.level import parse_level
from catalog_ingest.values.parsed import Parsed
from catalog_ingest.values.url import address_key

_NEAR_ENOUGH = 89
_SHORTEST_NEAR = 5
_MOSTLY = 0.7
_BY_NAME = {name: field for field, names in NAMES.items() for name in names}
_RANK = {name: place for names in NAMES.values() for place, name in enumerate(names)}
_UNITS = {
    "minutes": "minutes", "minuten": "minutes", "minutos": "minutes", "mins": "minutes", "min": "minutes",
    "hours": "hours", "hrs": "hours", "stunden": "hours", "horas": "hours", "heures": "hours", "h": "hours",
    "days": "days", "tage": "days", "dias": "days", "jours": "days",
    "weeks": "weeks", "wks": "weeks", "wochen": "weeks", "semanas": "weeks", "semaines": "weeks",
    "months": "months", "monate": "months", "meses": "months", "mois": "months",
}  # fmt: skip
_WORDS_OF_COST = re.compile(r"\b(?:per (?:month|year)|monthly|yearly|pro monat|al mes|par mois|in)\b")

_ByValue = Callable[[str], bool]
_VALUES: dict[str, _ByValue] = {
    "url": lambda text: text.startswith(("http://", "https://")),
    "level": lambda text: _understood(parse_level(text)),
    "delivery": lambda text: _understood(parse_delivery(text)),
    "language": lambda text: len(text) > 1 and _understood(parse_language(text)),
}
_TITLES = ("title", "titel", "titulo", "titre")


def guess(headers: Sequence[str], sample: Sequence[Record], name: str = "guessed") -> ColumnMapping:
    """The likeliest mapping; raises MappingInvalid where no column can be the title.

    `headers` may name nested values with dots (`provider.name`).
    """
    found = _by_names(headers)
    if "title" not in found:
        listed = ", ".join(headers) or "none"
        raise MappingInvalid(
            f"No column can be the title (columns found: {listed}); write one with `catalog-ingest mapping guess` "
            "as an example and give it with --mapping FILE.",
            choices=tuple(headers),
        )
    _leave_unlikely(found, sample)
    _by_values(found, [header for header in headers if header not in found.values()], sample)
    identity = "title" if "id" not in found and _shared_addresses(found, sample) else "url"
    return ColumnMapping.model_validate({"name": name, "identity": identity, "fields": _fields(found)})


def _by_names(headers: Sequence[str]) -> dict[str, str]:
    """Field to column: the best name wins, each column serves one field."""
    scored = sorted(
        (-score, _RANK[known], place, _BY_NAME[known], header)
        for place, header in enumerate(headers)
        for known, score in _candidates(header)
    )
    found: dict[str, str] = {}
    for _, _, _, field, header in scored:
        if field not in found and header not in found.values():
            found[field] = header
    return found


def _candidates(header: str) -> list[tuple[str, float]]:
    """Usual names that a header equals or nearly equals, with a score up to 100."""
    names = list(dict.fromkeys([_words(header), _bare(header), _words(header.rsplit(".", 1)[-1])]))
    names += [word for word in names[0].split()[-1:] if word in _TITLES]
    for penalty, name in enumerate(names):
        if name in _BY_NAME:
            return [(name, 100 - penalty)]
    if names[0].endswith("id"):
        return []
    best = process.extractOne(names[0], list(_BY_NAME), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return [(best[0], best[1] - len(names))] if best and len(names[0]) >= _SHORTEST_NEAR else []


def _words(header: str) -> str:
    """A header as folded words: `Course_URL`, `courseUrl` and `course-url` are `course url`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.sub(r"[\W_]+", " ", fold(spaced)).split())


def _bare(header: str) -> str:
    """The words without units, currencies and what a price is for."""
    words = _words_of_unit(header)
    return " ".join(word for word in words if word not in _UNITS and not _is_code(word)) or _words(header)


def _words_of_unit(header: str) -> list[str]:
    return _WORDS_OF_COST.sub(" ", _words(header)).split()


def _is_code(word: str) -> bool:
    return len(word) == 3 and word not in _BY_NAME and currency(word) is not None


def _understood(parsed: Parsed[Any]) -> bool:
    return parsed.value is not None and parsed.trouble is None


def _leave_unlikely(found: dict[str, str], sample: Sequence[Record]) -> None:
    """Take back a field whose column mostly holds something else, whatever it is called."""
    for field, fits in {**_VALUES, "kind": lambda text: _understood(parse_kind(text))}.items():
        texts = _texts(found.get(field), sample)
        if field != "url" and texts and 2 * sum(map(fits, texts)) < len(texts):
            del found[field]


def _texts(header: str | None, sample: Sequence[Record]) -> list[str]:
    if header is None:
        return []
    return [text for record in sample if (text := as_text(cell(record.cells, header)).strip())]


def _by_values(found: dict[str, str], free: Sequence[str], sample: Sequence[Record]) -> None:
    """Give the fields that no name showed to columns whose values mostly look like them."""
    for field, fits in _VALUES.items():
        if field in found:
            continue
        for header in free:
            texts = _texts(header, sample)
            if header not in found.values() and len(texts) > 1 and sum(map(fits, texts)) >= _MOSTLY * len(texts):
                found[field] = header
                break


def _shared_addresses(found: Mapping[str, str], sample: Sequence[Record]) -> bool:
    """One address stands beside several titles: it cannot tell credentials apart."""
    titles: dict[str, set[str]] = {}
    for record in sample if "url" in found else ():
        key = address_key(as_text(cell(record.cells, found["url"])).strip())
        if key:
            titles.setdefault(key, set()).add(fold(as_text(cell(record.cells, found["title"]))))
    return any(len(several) > 1 for several in titles.values())


def _fields(found: Mapping[str, str]) -> dict[str, Any]:
    apart = {"cost", "currency", "hours", "effort", "length", "visibility", "owner", "groups", "credit"}
    fields: dict[str, Any] = {field: header for field, header in found.items() if field not in apart}
    fields |= _time(found)
    if "cost" in found:
        fields["cost"] = _cost(found)
    if "credit" in found:
        fields["credit"] = {"amount": found["credit"], "unit": "ECTS" if "ects" in fold(found["credit"]) else "credits"}
    if "visibility" in found:
        fields["audience"] = {key: found[key] for key in ("visibility", "owner", "groups") if key in found}
    return fields


def _time(found: Mapping[str, str]) -> dict[str, Any]:
    """Hours and weeks; a single column of durations may say either."""
    length, effort, hours = found.get("length"), found.get("effort"), found.get("hours")
    unit = _unit(length) if length else None
    fields: dict[str, Any] = {}
    if length and unit not in ("hours", "minutes"):
        fields["weeks"] = {"total": length, "unit": unit or "weeks"}
    if hours:
        fields["hours"] = {"total": hours, "unit": "minutes" if _unit(hours) == "minutes" else "hours"}
    elif effort and length:
        fields["hours"] = {"effort": effort, "length": length}
    elif effort or length:
        fields["hours"] = {"total": effort or length, "unit": unit or ("hours" if effort else "weeks")}
    return fields


def _unit(header: str) -> str | None:
    return next((_UNITS[word] for word in _words(header).split() if word in _UNITS), None)


def _cost(found: Mapping[str, str]) -> dict[str, Any]:
    header = found["cost"]
    codes = [
        code
        for word in re.split(r"[\s_()\[\]/]+", header)
        if _is_code(word.lower()) or word in "$€£¥₹"
        for code in [currency(word)]
        if code
    ]
    cost: dict[str, Any] = {"text": header}
    if codes:
        cost["currency"] = codes[0]
    if "currency" in found:
        cost["currency_column"] = found["currency"]
    words = _words(header)
    if re.search(r"\bmonth|monat|\bmes\b|\bmois\b", words):
        cost["basis"] = "per_month"
    elif re.search(r"\byear|\bannual|\bjahr", words):
        cost["basis"] = "per_year"
    return cost
