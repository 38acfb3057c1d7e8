"""The plans behind an answer: each held against the records by the oracle, and every figure that it gives."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any

from bot.advisor.messages import PathBlock
from bot.advisor.path_document import PathDocument
from bot.advisor.paths import tell_path
from bot.advisor.wording import Wording
from pathways.plan import Plan
from tests.bot import plan_truth
from tests.bot.sample_arithmetic import Row
from tests.evals.catalogs import Catalog
from tests.evals.hearing import TODAY, Heard
from tests.pathways.oracle.rules import speaks

Document = dict[str, Any]


class Planned:
    """Everything that was planned while one question was answered."""

    def __init__(self, heard: Heard) -> None:
        self._heard, self._catalog = heard, heard.catalog

    @cached_property
    def documents(self) -> list[Document]:
        """Each plan as a document."""
        return [self._document(plan).model_dump(mode="json") for plan in self._heard.overheard.plans]

    def _document(self, plan: Plan) -> PathDocument:
        search, asker = self._catalog.search, self._heard.asker
        role = search.role(plan.request.role) if plan.request.role else None
        return tell_path(plan, role, search, asker, Wording(), TODAY).document

    def faults(self) -> Iterator[str]:
        """What is not true of the plans, and paths that are told although nobody planned them."""
        for plan, document in zip(self._heard.overheard.plans, self.documents, strict=True):
            yield from _untrue(self._catalog, self._heard, plan, document)
        made = [_wordless(document) for document in self.documents]
        for block in self._heard.answer.blocks:
            if isinstance(block, PathBlock) and _wordless(block.path.model_dump(mode="json")) not in made:
                yield "a path that was not planned"


def _wordless(document: Document) -> Document:
    """A path without its reasons, which are said in the learner's language."""
    steps = [step | {"because": "", "note": ""} for step in document["path"]["steps"]]
    return document["path"] | {"steps": steps}


def _untrue(catalog: Catalog, heard: Heard, plan: Plan, document: Document) -> Iterator[str]:
    """What the oracle finds wrong; a document that was found right once is not read again."""
    request = plan.request.model_dump_json()
    key = (heard.asker, request, json.dumps(document, sort_keys=True))
    if key in catalog.proven:
        return
    try:
        rows = _in_one_language(catalog.seen(heard.asker), plan.request.language)
        plan_truth.check_document(document, _request(plan), rows)
        catalog.proven.add(key)
    except Exception as error:  # noqa: BLE001 what cannot be checked is not passed
        yield f"a path that is not true: {type(error).__name__} {error}"


def _request(plan: Plan) -> Document:
    """The request as the oracle reads it, which counts in fractions."""
    request = plan_truth.oracle_request(plan.request)
    return request | {"skills": {skill: Fraction(str(weight)) for skill, weight in request["skills"].items()}}


def _in_one_language(rows: list[Row], wanted: Collection[str]) -> list[Row]:
    """The records, those in any wanted language as if they were in the first, the only one that the oracle asks for."""
    if len(wanted) < 2:
        return rows
    first = next(iter(wanted))
    return [row | {"language": [first]} if any(speaks(row, each) for each in wanted) else row for row in rows]
