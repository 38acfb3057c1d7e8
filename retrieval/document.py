"""Which text of a credential is indexed, and the hash by which an unchanged text is known."""

from __future__ import annotations

from catalog.content import digest
from catalog.credential import Credential

DOCUMENT_FORMAT = 1
"""Raised whenever the text below changes, so that no index of an older form is taken for a current one."""

LONGEST = 2_000
"""Characters of a document that are indexed: beyond them a description says nothing new about its topic."""


def headline_of(credential: Credential) -> str:
    """What a row states at its head: title, provider and skills."""
    return " ".join((credential.title, credential.provider or "", *credential.skills))


def document_of(credential: Credential) -> str:
    """Title, skills, summary, description and provider, as one text."""
    parts = (
        credential.title,
        ", ".join(credential.skills),
        credential.summary,
        credential.description,
        credential.provider,
    )
    return ". ".join(part for part in parts if part)[:LONGEST]


def document_hash(credential: Credential) -> str:
    """The address of the indexed text: equal texts have equal vectors and equal postings."""
    return digest(f"{DOCUMENT_FORMAT}\n{headline_of(credential)}\n{document_of(credential)}")
