"""The catalog store on SQLModel: the port of `catalog.store`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, bindparam, delete, func, insert, select, union_all, update
from sqlmodel import col

from catalog.content import digest
from catalog.credential import Audience, Credential, Visibility
from catalog.role import Role
from catalog.skill import Skill
from catalog.sql.rows import FACET_COLUMNS, credential_values, facets_from, generation_values, tuple_from
from catalog.sql.tables import (
    CredentialRow,
    GenerationRow,
    HiddenRow,
    MemberRow,
    NormalisedRow,
    PointerRow,
    RunRow,
    VocabularyRow,
    catalog_metadata,
)
from catalog.store import Draft, Facets, Generation, Head, Member, Names, Place, Remembered, Run, SourceState

T = TypeVar("T")

CHUNK = 500
BULK = 5_000
WRITING = {"begin": "BEGIN IMMEDIATE"}
"""Execution options of transactions that write: each waits for other writers before it reads anything.

SQLite refuses a transaction, without waiting, that has read before another one wrote.
"""
_CREDENTIALS, _MEMBERS, _OUTCOMES = (
    catalog_metadata.tables[str(table.__tablename__)] for table in (CredentialRow, MemberRow, NormalisedRow)
)
"""Tables into which a hundred thousand rows go: without their classes SQLAlchemy does less for each."""
_HEAD = (
    col(CredentialRow.hash),
    col(CredentialRow.id),
    col(CredentialRow.document_hash),
    col(CredentialRow.title_key),
    col(CredentialRow.as_of),
)
_BODIES = (
    select(col(CredentialRow.body), col(MemberRow.source), col(MemberRow.row))
    .join(MemberRow, col(CredentialRow.hash) == col(MemberRow.hash))
    .where(col(MemberRow.generation) == bindparam("generation"))
)
_SOME_BODIES = _BODIES.where(col(MemberRow.credential_id).in_(bindparam("ids", expanding=True)))
"""Made once: to make a statement costs more than to run it."""
_PLACE = func.json_extract(col(CredentialRow.body), "$.place")
_PLACES = (
    select(_PLACE, col(CredentialRow.visibility), col(CredentialRow.owner), col(CredentialRow.groups))
    .join(MemberRow, col(CredentialRow.hash) == col(MemberRow.hash))
    .where(col(MemberRow.generation) == bindparam("generation"), _PLACE.is_not(None))
    .distinct()
)
"""Few rows of a place and an audience, read from the bodies without making a credential of each."""
_EARNED = '"earned_by":{'
"""What the body of a larger credential holds; a text may hold it, too."""
_SKILLS = TypeAdapter(tuple[Skill, ...])
_ROLES = TypeAdapter(tuple[Role, ...])


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


class SqlCatalogStore:
    """Generations, their members and contents in one database. Each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**WRITING)

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    # ---- reading what serves

    def active(self) -> Generation | None:
        with self._engine.connect() as connection:
            row = connection.execute(
                select(GenerationRow).join(PointerRow, col(PointerRow.generation) == col(GenerationRow.id))
            ).first()
        return row and _generation(row)

    def generation(self, generation: str) -> Generation | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(GenerationRow).where(col(GenerationRow.id) == generation)).first()
        return row and _generation(row)

    def credentials(self, generation: str, ids: Sequence[str]) -> list[Credential]:
        found: dict[str, Credential] = {}
        with self._engine.connect() as connection:
            for chunk in _chunks(dict.fromkeys(ids), CHUNK):
                for row in connection.execute(_SOME_BODIES, {"generation": generation, "ids": chunk}):
                    credential = _credential(row)
                    found[credential.id] = credential
        return [found[id_] for id_ in ids if id_ in found]

    def all_credentials(self, generation: str) -> Iterator[Credential]:
        query = _BODIES.order_by(col(MemberRow.position))
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=BULK).execute(query, {"generation": generation}):
                yield _credential(row)

    def stacks(self, generation: str) -> Iterator[Credential]:
        query = _BODIES.where(col(CredentialRow.body).contains(_EARNED)).order_by(col(MemberRow.position))
        with self._engine.connect() as connection:
            for row in connection.execute(query, {"generation": generation}):
                credential = _credential(row)
                if credential.earned_by is not None:
                    yield credential

    def facets(self, generation: str) -> Iterator[Facets]:
        columns = [getattr(CredentialRow, name) for name in FACET_COLUMNS]
        query = (
            select(col(MemberRow.credential_id), *columns)
            .join(CredentialRow, col(CredentialRow.hash) == col(MemberRow.hash))
            .where(col(MemberRow.generation) == generation)
            .order_by(col(MemberRow.position))
        )
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=BULK).execute(query):
                yield facets_from(row[0], tuple(row[1:]))

    def places(self, generation: str) -> list[Place]:
        with self._engine.connect() as connection:
            rows = connection.execute(_PLACES, {"generation": generation})
            return [
                Place(name, Audience(visibility=visibility, owner=owner, groups=tuple_from(groups)))
                for name, visibility, owner, groups in rows
            ]

    def public_names(self, hashes: Sequence[str]) -> list[Names]:
        query = select(col(CredentialRow.title_key), col(CredentialRow.provider), col(CredentialRow.skills)).where(
            col(CredentialRow.visibility) == Visibility.PUBLIC.value
        )
        names: list[Names] = []
        with self._engine.connect() as connection:
            for chunk in _chunks(hashes, CHUNK):
                rows = connection.execute(query.where(col(CredentialRow.hash).in_(chunk)))
                names.extend(Names(title_key, provider, tuple_from(skills)) for title_key, provider, skills in rows)
        return names

    def skills(self, generation: Generation) -> tuple[Skill, ...]:
        return _SKILLS.validate_json(self._vocabulary(generation.skills_hash))

    def roles(self, generation: Generation) -> tuple[Role, ...]:
        return _ROLES.validate_json(self._vocabulary(generation.roles_hash))

    def _vocabulary(self, hash_: str) -> str:
        with self._engine.connect() as connection:
            query = select(col(VocabularyRow.body)).where(col(VocabularyRow.hash) == hash_)
            return str(connection.execute(query).scalar_one())

    # ---- what a re-index compares with

    def members(self, generation: str) -> list[Member]:
        query = (
            select(*_HEAD, col(MemberRow.source), col(MemberRow.row))
            .join(MemberRow, col(CredentialRow.hash) == col(MemberRow.hash))
            .where(col(MemberRow.generation) == generation)
            .order_by(col(MemberRow.position))
        )
        with self._engine.connect() as connection:
            return [Member(_head(row), row[5], row[6]) for row in connection.execute(query)]

    def hidden(self, generation: str) -> list[Member]:
        query = (
            select(*_HEAD, col(HiddenRow.source), col(HiddenRow.row))
            .join(HiddenRow, col(CredentialRow.hash) == col(HiddenRow.hash))
            .where(col(HiddenRow.generation) == generation)
            .order_by(col(HiddenRow.source), col(HiddenRow.row))
        )
        with self._engine.connect() as connection:
            return [Member(_head(row), row[5], row[6]) for row in connection.execute(query)]

    def heads(self, hashes: Sequence[str]) -> dict[str, Head]:
        heads: dict[str, Head] = {}
        with self._engine.connect() as connection:
            for chunk in _chunks(hashes, CHUNK):
                query = select(*_HEAD).where(col(CredentialRow.hash).in_(chunk))
                heads.update((row[0], _head(row)) for row in connection.execute(query))
        return heads

    def contents(self, hashes: Sequence[str]) -> dict[str, Credential]:
        found: dict[str, Credential] = {}
        with self._engine.connect() as connection:
            for chunk in _chunks(hashes, CHUNK):
                query = select(col(CredentialRow.hash), col(CredentialRow.body)).where(
                    col(CredentialRow.hash).in_(chunk)
                )
                found.update((row[0], Credential.model_validate_json(row[1])) for row in connection.execute(query))
        return found

    def remembered(self, source: str) -> dict[str, Remembered]:
        query = select(col(NormalisedRow.key), col(NormalisedRow.hash), col(NormalisedRow.problems)).where(
            col(NormalisedRow.source) == source
        )
        with self._engine.connect() as connection:
            return {key: Remembered(hash_, problems) for key, hash_, problems in connection.execute(query)}

    # ---- writing

    def keep_vocabulary(self, skills: Sequence[Skill], roles: Sequence[Role]) -> tuple[str, str]:
        bodies = (_SKILLS.dump_json(tuple(skills)).decode(), _ROLES.dump_json(tuple(roles)).decode())
        hashes = (digest(bodies[0]), digest(bodies[1]))
        with self._writer.begin() as connection:
            known = set(connection.scalars(select(col(VocabularyRow.hash))))
            for hash_, body in zip(hashes, bodies, strict=True):
                if hash_ not in known:
                    known.add(hash_)
                    connection.execute(insert(VocabularyRow), {"hash": hash_, "body": body})
        return hashes

    def write(self, draft: Draft) -> None:
        with self._writer.begin() as connection:
            connection.execute(insert(GenerationRow), generation_values(draft.generation))
            self._write_credentials(connection, draft)
            self._write_members(connection, draft)
            self._write_hidden(connection, draft)
            self._write_remembered(connection, draft)

    def _write_credentials(self, connection: Connection, draft: Draft) -> None:
        for chunk in _chunks(draft.new_credentials, BULK):
            rows = {head.hash: credential_values(head, credential) for head, credential in chunk}
            known = self._known_contents(connection, list(rows))
            if fresh := [values for hash_, values in rows.items() if hash_ not in known]:
                connection.execute(insert(_CREDENTIALS), fresh)

    def _known_contents(self, connection: Connection, hashes: Sequence[str]) -> set[str]:
        known: set[str] = set()
        for chunk in _chunks(hashes, CHUNK):
            known.update(connection.scalars(select(col(CredentialRow.hash)).where(col(CredentialRow.hash).in_(chunk))))
        return known

    def _write_members(self, connection: Connection, draft: Draft) -> None:
        generation = draft.generation.id
        for chunk in _chunks(enumerate(draft.members), BULK):
            rows = [
                {
                    "generation": generation,
                    "position": position,
                    "credential_id": member.head.id,
                    "hash": member.head.hash,
                    "source": member.source,
                    "row": member.row,
                }
                for position, member in chunk
            ]
            connection.execute(insert(_MEMBERS), rows)

    def _write_hidden(self, connection: Connection, draft: Draft) -> None:
        for chunk in _chunks(draft.hidden, BULK):
            rows = [
                {"generation": draft.generation.id, "source": each.source, "row": each.row, "hash": each.head.hash}
                for each in chunk
            ]
            connection.execute(insert(HiddenRow), rows)

    def _write_remembered(self, connection: Connection, draft: Draft) -> None:
        for source, keys in draft.forgotten.items():
            self._forget(connection, source, keys)
        for source, outcomes in draft.remembered.items():
            self._forget(connection, source, outcomes)
            for pairs in _chunks(outcomes.items(), BULK):
                rows = [
                    {"source": source, "key": key, "hash": outcome.hash, "problems": outcome.problems}
                    for key, outcome in pairs
                ]
                connection.execute(insert(_OUTCOMES), rows)

    @staticmethod
    def _forget(connection: Connection, source: str, keys: Iterable[str]) -> None:
        for chunk in _chunks(keys, CHUNK):
            connection.execute(
                delete(NormalisedRow).where(col(NormalisedRow.source) == source, col(NormalisedRow.key).in_(chunk))
            )

    def activate(self, generation: str) -> None:
        moved = {"generation": generation, "moved_at": dt.datetime.now(dt.UTC)}
        with self._writer.begin() as connection:
            if connection.execute(update(PointerRow).values(moved)).rowcount == 0:
                connection.execute(insert(PointerRow), {"id": 1, **moved})
            connection.execute(update(GenerationRow).where(col(GenerationRow.id) == generation).values(status="ready"))

    def generations(self) -> list[Generation]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(GenerationRow).order_by(col(GenerationRow.created_at).desc()))
            return [_generation(row) for row in rows]

    def drop(self, generations: Sequence[str]) -> None:
        with self._writer.begin() as connection:
            serving = set(connection.scalars(select(col(PointerRow.generation))))
            doomed = [generation for generation in generations if generation not in serving]
            if not doomed:
                return
            orphans = self._held_by_these_alone(connection, doomed)
            connection.execute(delete(MemberRow).where(col(MemberRow.generation).in_(doomed)))
            connection.execute(delete(HiddenRow).where(col(HiddenRow.generation).in_(doomed)))
            connection.execute(delete(GenerationRow).where(col(GenerationRow.id).in_(doomed)))
            for chunk in _chunks(orphans, CHUNK):
                connection.execute(delete(CredentialRow).where(col(CredentialRow.hash).in_(chunk)))
            self._drop_leftovers(connection)

    @staticmethod
    def _held_by_these_alone(connection: Connection, generations: Sequence[str]) -> Sequence[str]:
        """The contents that no other generation holds."""
        tables = (MemberRow, HiddenRow)
        here = [select(col(row.hash)).where(col(row.generation).in_(generations)) for row in tables]
        elsewhere = [select(col(row.hash)).where(col(row.generation).not_in(generations)) for row in tables]
        return connection.scalars(select(union_all(*here).subquery().c.hash).except_(*elsewhere)).all()

    def _drop_leftovers(self, connection: Connection) -> None:
        contents = select(col(CredentialRow.hash))
        connection.execute(
            delete(NormalisedRow).where(col(NormalisedRow.hash).is_not(None), col(NormalisedRow.hash).not_in(contents))
        )
        kept = [source.name for row in connection.execute(select(GenerationRow)) for source in _generation(row).sources]
        connection.execute(delete(NormalisedRow).where(col(NormalisedRow.source).not_in(kept)))
        used = select(col(GenerationRow.skills_hash)).union(select(col(GenerationRow.roles_hash)))
        connection.execute(delete(VocabularyRow).where(col(VocabularyRow.hash).not_in(used)))

    # ---- the history

    def add_run(self, run: Run, report: str) -> None:
        values = {name: getattr(run, name) for name in Run.__slots__ if name != "id"}
        with self._writer.begin() as connection:
            connection.execute(insert(RunRow), values | {"report": report})

    def runs(self, limit: int) -> list[Run]:
        columns = [getattr(RunRow, name) for name in Run.__slots__]
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns).order_by(col(RunRow.id).desc()).limit(limit))
            return [Run(*row) for row in rows]


def _head(values: Sequence[Any]) -> Head:
    return Head(values[0], values[1], values[2], values[3], values[4])


def _credential(row: Sequence[Any]) -> Credential:
    """A body with the row that it came from, in one parse: a copy of the parsed one would take as long again."""
    body, source, number = row[0], row[1], row[2]
    return Credential.model_validate_json(f'{body[:-1]},"source":{{"name":{json.dumps(source)},"row":{number}}}}}')


def _generation(row: Row[Any]) -> Generation:
    values = dict(row._mapping)
    values["sources"] = tuple(SourceState(**source) for source in json.loads(values["sources"]))
    return Generation(**values)
