"""What a tool hands back to the model: the records that it fetched, as short JSON-able data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.advisor import facts
from bot.advisor.messages import Block, Choices, Comparison, Credentials, Notice, PathBlock, Prose
from bot.advisor.path_document import PathDocument, PathJson, StepDocument
from catalog.credential import Credential

Data = dict[str, Any]
SUMMARY = 200
MOST_RECORDS = 12


def data_of(blocks: Sequence[Block], items: Sequence[Credential], names: Mapping[str, str], today: dt.date) -> Data:
    """The blocks that a tool left, and the records behind them; `names` are titles by id of what these refer to."""
    in_paths = {step.id for block in blocks if isinstance(block, PathBlock) for step in block.path.path.steps}
    records = {item.id: item for item in (*_shown(blocks), *items) if item.id not in in_paths}
    found: Data = {
        "said": [block.text for block in blocks if isinstance(block, Prose)],
        "notices": [{"code": block.code, "text": block.text} for block in blocks if isinstance(block, Notice)],
        "question": [{"text": b.question, "options": list(b.options)} for b in blocks if isinstance(b, Choices)],
        "records": [record(item, names, today) for item in list(records.values())[:MOST_RECORDS]],
        "path": [_path(block.path, today) for block in blocks if isinstance(block, PathBlock)],
    }
    return {name: value for name, value in found.items() if value}


def _shown(blocks: Iterable[Block]) -> Iterable[Credential]:
    for block in blocks:
        if isinstance(block, Credentials | Comparison):
            yield from block.items


def record(item: Credential, names: Mapping[str, str], today: dt.date) -> Data:
    """One record in the words in which its facts are said; what is not stated is left out, but price and hours."""
    values: Data = {
        "id": item.id,
        "title": item.title,
        "provider": item.provider,
        "price": facts.price(item.cost, item.hours),
        "prices_of": facts.day(item.as_of, today) if item.as_of else None,
        "hours": facts.hours(item.hours),
        "weeks": facts.weeks(item.weeks) if item.weeks else None,
        "kind": item.kind.value,
        "level": item.level.value if item.level else None,
        "delivery": item.delivery.value if item.delivery else None,
        "language": facts.languages(item.language),
        "skills": list(item.skills),
        "needs_first": facts.requirement(item.prerequisites, names) if item.prerequisites else None,
        "counts_toward": facts.larger(item, names),
        "credit": facts.credit(item.credit, today),
        "url": item.url,
        "summary": (item.summary or "")[:SUMMARY],
    }
    return {name: value for name, value in values.items() if value}


def _path(document: PathDocument, today: dt.date) -> Data:
    path = document.path
    return {
        "status": document.status,
        "role": document.goal.role_title,
        "steps": [_step(step, today) for step in path.steps],
        "in_all": _sums(path, today),
        "skills_covered": f"{len(path.covered)} of {len(document.goal.skills)}",
        "not_covered": [each.skill for each in path.uncovered],
        "earns": [each.title for each in path.earned],
        "alternatives": [{"label": other.label, **_sums(other.path, today)} for other in document.alternatives],
    }


def _step(step: StepDocument, today: dt.date) -> Data:
    values: Data = {
        "step": step.order,
        "id": step.id,
        "title": step.title,
        "provider": step.provider,
        "price": facts.price(step.cost),
        "hours": facts.hours(step.hours),
        "when": facts.weeks_span(step.start_week, step.end_week),
        "url": step.url,
        "because": step.because,
        "note": step.note,
    }
    return {name: value for name, value in values.items() if value}


def _sums(path: PathJson, today: dt.date) -> Data:
    totals = path.totals
    money = facts.money(totals.cost.amount, totals.cost.currency)
    return {
        "money": money
        if not totals.cost.unknown_items
        else f"{money} and {totals.cost.unknown_items} of unknown price",
        "weeks": max(1, round(totals.weeks)),
        "hours": facts.hours_long(totals.hours),
        "steps": len(path.steps),
        "done_by": facts.day(path.steps[-1].ends_on, today) if path.steps else None,
    }
