"""A re-index from reading to activation: read, merge, compare, build beside what serves, check, move the pointer.

Whatever ends a run early, the catalog that serves is not touched: nothing is seen before the pointer has moved.
"""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalog.content import digest
from catalog.credential import Credential
from catalog.errors import Refused
from catalog.role import Role
from catalog.skill import Skill
from catalog.store import CatalogStore, Draft, Generation, Head, Member, Remembered, Run, SourceState
from catalog_ingest.collect import Collected, SourceSpec, collect
from catalog_ingest.derive import SkillDeriver
from catalog_ingest.diff import Difference, changes, compare, examples, wanted
from catalog_ingest.lock import uninterrupted
from catalog_ingest.merge import Merged, kept_from, merge, missing_from
from catalog_ingest.progress import Watcher
from catalog_ingest.report import Check, Gate, Report, SourceReport
from retrieval.document import DOCUMENT_FORMAT
from retrieval.embedders import Embedder
from retrieval.generation import IndexBuilder, check_index, drop_index, find_parent

KEPT_GENERATIONS = 5


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is to be done, as `catalog-ingest reindex --help` explains; `without` drops these sources.

    `most_removed` is a share of what serves, `expected` the fingerprint of the only catalog that may be made.
    """

    only: bool = False
    additions_only: bool = False
    derive: bool = True
    dry_run: bool = False
    strict: bool = False
    full: bool = False
    force: str | None = None
    most_removed: float | None = None
    expected: str | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """The skill and role tables of a run, and where the roles came from."""

    skills: tuple[Skill, ...]
    roles: tuple[Role, ...]
    roles_from: str


@dataclass(slots=True)
class _Plan:
    """What a run is about to make of the catalog."""

    active: Generation | None
    old: list[Member]
    collected: list[Collected]
    remembered: dict[str, dict[str, Remembered]]
    merged: Merged
    difference: Difference
    sources: tuple[SourceState, ...]
    new: dict[str, tuple[Head, Credential]] = field(default_factory=dict)


class Pipeline:
    """Runs re-indexes on one store; the caller holds the lock of the data folder."""

    def __init__(
        self,
        store: CatalogStore,
        embedder: Embedder,
        generations_dir: Path,
        chroma_url: str | None,
        watcher: Watcher,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._dir = generations_dir
        self._chroma_url = chroma_url
        self._builder = IndexBuilder(store, embedder, chroma_url)
        self._watcher = watcher

    def run(self, specs: Sequence[SourceSpec], tables: Tables, options: Options) -> Report:
        """One run, kept in the history unless it is dry.

        Raises SourceUnreadable or MappingInvalid before anything is written, OSError where the disk refuses.
        A refusal is a report that is not activated, its gate saying why.
        """
        began, started = dt.datetime.now(dt.UTC), time.monotonic()
        if not options.dry_run:
            self._sweep()
        plan = self._plan(specs, tables, options)
        identity = _new_id()
        report = self._report(identity, plan, options)
        if options.dry_run:
            return _timed(report, started)
        embedded = self._build(identity, plan, tables, options) if report.gate.passed else 0
        with uninterrupted():
            if report.gate.passed:
                self._activate(identity)
                report = report.model_copy(update={"activated": True, "embedded": embedded})
            report = _timed(report, started)
            self._keep(report, began)
        return report

    # ---- what the catalog would be

    def _plan(self, specs: Sequence[SourceSpec], tables: Tables, options: Options) -> _Plan:
        active = self._store.active()
        old = self._store.members(active.id) if active else []
        deriver = SkillDeriver(tables.skills) if options.derive else None
        remembered = {spec.name: self._store.remembered(spec.name) for spec in specs}
        collected = [
            collect(spec, {} if options.full else remembered[spec.name], deriver, self._watcher.rows) for spec in specs
        ]
        hidden = self._store.hidden(active.id) if active else []
        merged = self._merge(collected, [*old, *hidden], options)
        new = {hash_: pair for source in collected for hash_, pair in source.new.items()}
        sources = _states(active, collected, merged, options)
        return _Plan(active, old, collected, remembered, merged, compare(old, merged.members), sources, new)

    def _merge(self, collected: Sequence[Collected], old: Sequence[Member], options: Options) -> Merged:
        replaced = options.without.union(source.spec.name for source in collected)
        known = {member.head.hash: member.head for member in old}
        candidates = [] if options.only else kept_from(old, replaced)
        for source in collected:
            heads = known | {hash_: head for hash_, (head, _) in source.new.items()}
            missing = [row.hash for row in source.rows if row.hash not in heads]
            heads |= self._store.heads(missing)
            candidates += [Member(heads[row.hash], source.spec.name, row.row) for row in source.rows]
        if options.additions_only:
            found = {member.head.id: member for member in candidates}
            candidates += missing_from(old, replaced, found)
        return merge(candidates)

    def _report(self, identity: str, plan: _Plan, options: Options) -> Report:
        problems = [problem for source in plan.collected for problem in source.problems] + plan.merged.problems
        gate = _gate(plan, sum(problem.severity == "error" for problem in problems), options)
        contents = self._contents(plan)
        return Report(
            generation=identity,
            activated=False,
            sources=tuple(_source_report(source, plan.merged) for source in plan.collected),
            problems=tuple(problems),
            added=len(plan.difference.added),
            changed=len(plan.difference.changed),
            removed=len(plan.difference.removed),
            unchanged=plan.difference.unchanged,
            embedded=0,
            changes=changes(plan.difference, contents),
            examples=examples(plan.difference, contents),
            fingerprint=_fingerprint(plan),
            gate=gate,
            forced=options.force,
        )

    def _contents(self, plan: _Plan) -> dict[str, Credential]:
        needed = wanted(plan.difference)
        fresh = {hash_: plan.new[hash_][1] for hash_ in needed if hash_ in plan.new}
        return fresh | self._store.contents([hash_ for hash_ in needed if hash_ not in fresh])

    # ---- building it beside what serves

    def _build(self, identity: str, plan: _Plan, tables: Tables, options: Options) -> int:
        skills_hash, roles_hash = self._store.keep_vocabulary(tables.skills, tables.roles)
        generation = Generation(
            id=identity,
            created_at=dt.datetime.now(dt.UTC),
            status="building",
            size=len(plan.merged.members),
            embedder=self._embedder.name,
            document_format=DOCUMENT_FORMAT,
            skills_hash=skills_hash,
            roles_hash=roles_hash,
            roles_from=tables.roles_from,
            sources=plan.sources,
        )
        members = plan.merged.members
        held = {member.head.hash for member in (*members, *plan.merged.hidden)}
        new = [plan.new[hash_] for hash_ in held if hash_ in plan.new]
        lasting = {source.spec.name: _lasting(source.remembered, held) for source in plan.collected}
        folder = self._dir / identity
        try:
            self._store.write(
                Draft(generation, members, new, *_differing(plan.remembered, lasting), plan.merged.hidden)
            )
            parent = None
            if plan.active is not None and not options.full:
                parent = find_parent(self._dir / plan.active.id, plan.old, self._embedder)
            embedded = self._builder.build(identity, members, folder, parent, self._watcher.index)
            check_index(folder, len(members))
        except BaseException:
            self._discard(identity)
            raise
        return embedded

    def _activate(self, identity: str) -> None:
        try:
            self._store.activate(identity)
        except BaseException:
            self._discard(identity)
            raise
        with suppress(Exception):  # it serves: what is left lying is cleared by the next run
            self._retire()

    def _keep(self, report: Report, began: dt.datetime) -> None:
        with suppress(Exception) if report.activated else nullcontext():  # it serves, with or without its line
            self._store.add_run(_run(report, began), report.model_dump_json())

    def _discard(self, identity: str) -> None:
        """Clears a generation that failed; where that is refused too, the next run does it."""
        with suppress(Exception):
            self._store.drop([identity])
        with suppress(Exception):
            drop_index(self._dir / identity, identity, self._chroma_url)

    def _sweep(self) -> None:
        """Clears what a killed run left behind."""
        known = self._store.generations()
        self._store.drop([generation.id for generation in known if generation.status == "building"])
        kept = {generation.id for generation in known if generation.status == "ready"}
        if self._dir.is_dir():
            for folder in self._dir.iterdir():
                if folder.is_dir() and folder.name.partition(".")[0] not in kept:
                    drop_index(folder, folder.name, self._chroma_url)

    def _retire(self) -> None:
        retired = [generation.id for generation in self._store.generations()[KEPT_GENERATIONS:]]
        self._store.drop(retired)
        for generation in retired:
            drop_index(self._dir / generation, generation, self._chroma_url)


def _timed(report: Report, started: float) -> Report:
    return report.model_copy(update={"seconds": round(time.monotonic() - started, 3)})


def _run(report: Report, began: dt.datetime) -> Run:
    outcome = "activated" if report.activated else "refused"
    summary = f"{report.added} added, {report.changed} changed, {report.removed} removed"
    return Run(0, began, dt.datetime.now(dt.UTC), outcome, report.generation if report.activated else None, summary)


def _lasting(outcomes: Mapping[str, Remembered], held: set[str]) -> dict[str, Remembered]:
    """The outcomes whose content is kept: a row that lost its id to another one is worked on again."""
    return {key: outcome for key, outcome in outcomes.items() if outcome.hash is None or outcome.hash in held}


def _differing(
    before: Mapping[str, Mapping[str, Remembered]], after: Mapping[str, Mapping[str, Remembered]]
) -> tuple[dict[str, dict[str, Remembered]], dict[str, list[str]]]:
    """By source: the outcomes that are new or other than before, and the keys that are there no more."""
    fresh = {
        source: {key: outcome for key, outcome in outcomes.items() if before[source].get(key) != outcome}
        for source, outcomes in after.items()
    }
    return fresh, {source: [key for key in before[source] if key not in after[source]] for source in after}


def _new_id() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"


def _states(
    active: Generation | None, collected: Sequence[Collected], merged: Merged, options: Options
) -> tuple[SourceState, ...]:
    fresh = {source.spec.name: _state(source, merged) for source in collected}
    kept = () if options.only or active is None else active.sources
    others = (state for state in kept if state.name not in options.without | fresh.keys())
    return (*(_less(state, merged) for state in others), *fresh.values())


def _less(state: SourceState, merged: Merged) -> SourceState:
    """A source that was left as it was, less the rows that it lost to a source of this run."""
    return replace(state, merged=state.merged + merged.merged.get(state.name, 0))


def _state(source: Collected, merged: Merged) -> SourceState:
    report = _source_report(source, merged)
    return SourceState(
        name=report.name,
        location=report.source,
        format=report.format,
        mapping=None if source.spec.mapping is None else str(source.spec.mapping.resolve()),
        read=report.read,
        accepted=report.accepted,
        rejected=report.rejected,
        merged=report.merged,
        read_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )


def _source_report(source: Collected, merged: Merged) -> SourceReport:
    return SourceReport(
        name=source.spec.name,
        source=str(source.spec.path.resolve()),
        format=source.format,
        read=source.read,
        accepted=len(source.rows),
        rejected=source.rejected,
        merged=merged.merged.get(source.spec.name, 0),
    )


def _gate(plan: _Plan, errors: int, options: Options) -> Gate:
    size, accepted = len(plan.merged.members), sum(len(source.rows) for source in plan.collected)
    checks = [Check(name="not_empty", value=size, limit=1, passed=size >= 1)]
    if plan.collected:
        checks.append(Check(name="something_accepted", value=accepted, limit=1, passed=accepted >= 1))
    if options.strict:
        checks.append(Check(name="no_errors", value=errors, limit=0, passed=errors == 0))
    if options.most_removed is not None:
        share = len(plan.difference.removed) / len(plan.old) if plan.old else 0.0
        limit = options.most_removed
        checks.append(Check(name="few_removed", value=round(share, 4), limit=limit, passed=share <= limit))
    if options.expected is not None:
        same = _fingerprint(plan) == options.expected
        checks.append(Check(name="as_expected", value=same, limit=1, passed=same))
    passed = all(check.passed for check in checks) or bool(options.force and size)
    return Gate(passed=passed, checks=tuple(checks))


def _fingerprint(plan: _Plan) -> str:
    """What names the catalog that a run would make, and the one that it would replace."""
    made = (f"{member.head.id} {member.head.hash}" for member in plan.merged.members)
    return digest("\n".join((plan.active.id if plan.active else "", *made)))


def refusal(report: Report) -> Refused | None:
    """Why a run was refused, as a sentence; None where it was not."""
    failed = {check.name for check in report.gate.checks if not check.passed}
    if report.gate.passed:
        return None
    if "no_errors" in failed:
        return Refused("Some rows could not be used and --strict was asked for; mend them or run without --strict.")
    if "as_expected" in failed:
        return Refused("The sources or the catalog have changed since; look at the changes again before you use them.")
    if "few_removed" in failed:
        return Refused(
            "More would be removed than --most-removed allows; check the sources, or allow more at the terminal."
        )
    return Refused("Nothing that was read can be used as a credential; see the problems of its rows.")
