"""Translating between the domain's values and the rows that keep them."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from catalog.content import digest, fold
from catalog.credential import Credential
from catalog.store import Facets, Generation, Head, SourceState

FACET_COLUMNS = (
    "title_key",
    "provider",
    "kind",
    "level",
    "delivery",
    "language",
    "skills",
    "cost_amount",
    "currency",
    "basis",
    "free",
    "credit",
    "hours_min",
    "hours_max",
    "visibility",
    "owner",
    "groups",
)


def body_of(credential: Credential) -> str:
    """The content of a credential as JSON: everything but the row that it came from."""
    return credential.model_dump_json(exclude={"source"}, exclude_defaults=True)


def head_of(credential: Credential, document_hash: str) -> Head:
    """The head of a credential: its content's address, and what orders it."""
    return Head(digest(body_of(credential)), credential.id, document_hash, fold(credential.title), credential.as_of)


def credential_values(head: Head, credential: Credential) -> dict[str, Any]:
    """The row of one credential content."""
    facets = facets_of(credential)
    values = {name: getattr(facets, name) for name in FACET_COLUMNS}
    return values | {
        "hash": head.hash,
        "id": head.id,
        "document_hash": head.document_hash,
        "as_of": head.as_of,
        "body": body_of(credential),
        "language": json.dumps(facets.language),
        "skills": json.dumps(facets.skills),
        "groups": json.dumps(facets.groups),
    }


def facets_of(credential: Credential) -> Facets:
    """The filter columns of a credential."""
    cost, hours, audience = credential.cost, credential.hours, credential.audience
    return Facets(
        id=credential.id,
        title_key=fold(credential.title),
        provider=credential.provider,
        kind=credential.kind.value,
        level=credential.level and credential.level.value,
        delivery=credential.delivery and credential.delivery.value,
        language=credential.language,
        skills=credential.taught,
        cost_amount=None if cost is None or cost.amount is None else float(cost.amount),
        currency=None if cost is None else cost.currency,
        basis=None if cost is None else cost.basis.value,
        free=cost is not None and cost.is_free,
        credit=bool(credential.credit),
        hours_min=None if hours is None else hours.min,
        hours_max=None if hours is None else hours.max,
        visibility=audience.visibility.value,
        owner=audience.owner,
        groups=audience.groups,
    )


def facets_from(id_: str, columns: tuple[Any, ...]) -> Facets:
    """The filter columns as they were read back, in the order of FACET_COLUMNS."""
    values = dict(zip(FACET_COLUMNS, columns, strict=True))
    return Facets(id=id_, **values | {name: tuple_from(values[name]) for name in ("language", "skills", "groups")})


@lru_cache(maxsize=65_536)
def tuple_from(text: str) -> tuple[str, ...]:
    """A list of words as it was read back."""
    return () if text == "[]" else tuple(json.loads(text))


def sources_json(sources: tuple[SourceState, ...]) -> str:
    """The named sources of a generation as JSON."""
    return json.dumps([asdict(source) for source in sources])


def generation_values(generation: Generation) -> dict[str, Any]:
    """The row of one generation."""
    return {name: getattr(generation, name) for name in Generation.__slots__} | {
        "sources": sources_json(generation.sources)
    }
