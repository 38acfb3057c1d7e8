"""Reading one source: every row becomes an accepted content or a problem, and known rows are not worked on again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalog.content import digest
from catalog.credential import Credential
from catalog.sql.rows import head_of
from catalog.store import Head, Remembered
from catalog_ingest.derive import SkillDeriver
from catalog_ingest.mapping import ColumnMapping, choose_mapping
from catalog_ingest.normalise import normalise
from catalog_ingest.problem import Problem
from catalog_ingest.sources import Record, Rejected, Unparsed, read_source
from retrieval.document import document_hash

NORMALISER = 1
"""Raised when the same raw row would become another credential, so that remembered rows are worked on again."""

RowProgress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source to read: its name, its file, and the mapping file that was given for it."""

    name: str
    path: Path
    mapping: Path | None = None


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row of a source that is in the catalog, by the hash of its content."""

    row: int
    hash: str


@dataclass(slots=True)
class Collected:
    """What a source gave: `new` holds the contents that were not known, `remembered` the outcome of every row."""

    spec: SourceSpec
    format: str
    read: int = 0
    rows: list[AcceptedRow] = field(default_factory=list)
    new: dict[str, tuple[Head, Credential]] = field(default_factory=dict)
    remembered: dict[str, Remembered] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that are not in the catalog."""
        return self.read - len(self.rows)


def collect(
    spec: SourceSpec,
    known: Mapping[str, Remembered],
    deriver: SkillDeriver | None,
    progress: RowProgress = lambda _name, _rows: None,
) -> Collected:
    """Reads a whole source. Raises SourceUnreadable or MappingInvalid where the source as a whole cannot be read."""
    reading = read_source(spec.path, spec.name)
    mapping = choose_mapping(reading, spec.mapping)
    salt = digest(f"{NORMALISER}\n{spec.name}\n{mapping.model_dump_json()}\n{deriver and deriver.fingerprint}")
    collected = Collected(spec, reading.format)
    for row in reading.rows:
        collected.read += 1
        if isinstance(row, Rejected):
            collected.problems.append(row.problem)
        else:
            _take(collected, row, digest(salt + row.written), mapping, known, deriver)
        if collected.read % 500 == 0:
            progress(spec.name, collected.read)
    collected.problems.extend(reading.problems)
    progress(spec.name, collected.read)
    return collected


def _take(
    collected: Collected,
    row: Record | Unparsed,
    key: str,
    mapping: ColumnMapping,
    known: Mapping[str, Remembered],
    deriver: SkillDeriver | None,
) -> None:
    outcome = collected.remembered.get(key) or known.get(key)
    if outcome is None:
        item = row.parsed()
        if isinstance(item, Rejected):
            collected.problems.append(item.problem)
            return
        outcome = _work_on(collected, item, mapping, deriver)
    collected.remembered[key] = outcome
    if outcome.problems:
        found = [{**problem, "row": row.row} for problem in json.loads(outcome.problems)]
        collected.problems.extend(map(Problem.model_validate, found))
    if outcome.hash is not None:
        collected.rows.append(AcceptedRow(row.row, outcome.hash))


def _work_on(collected: Collected, record: Record, mapping: ColumnMapping, deriver: SkillDeriver | None) -> Remembered:
    normalised = normalise(record, mapping, collected.spec.name)
    credential, hash_ = normalised.credential, None
    if credential is not None:
        credential = deriver.derive(credential) if deriver else credential
        head = head_of(credential, document_hash(credential))
        collected.new[head.hash], hash_ = (head, credential), head.hash
    problems = [problem.model_dump(exclude={"row"}) for problem in normalised.problems]
    return Remembered(hash_, json.dumps(problems) if problems else None)
