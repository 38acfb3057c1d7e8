"""What is awarded at the end."""

from __future__ import annotations

from catalog.credential import Kind
from catalog_ingest.values.parsed import Parsed
from catalog_ingest.values.words import folded_words

_TROUBLE = "This kind of credential is not known; write course, certificate, badge or another kind of the native form."
_WORDS = {
    "professional_certificate": Kind.PROFESSIONAL_CERTIFICATE,
    "professional certificate": Kind.PROFESSIONAL_CERTIFICATE,
    "microcredential": Kind.MICROCREDENTIAL,
    "micro credential": Kind.MICROCREDENTIAL,
    "microcredencial": Kind.MICROCREDENTIAL,
    "badge": Kind.BADGE,
    "insignia": Kind.BADGE,
    "exam": Kind.EXAM,
    "test": Kind.EXAM,
    "degree": Kind.DEGREE,
    "bachelor": Kind.DEGREE,
    "master": Kind.DEGREE,
    "associate": Kind.DEGREE,
    "diploma": Kind.PROGRAM,
    "program": Kind.PROGRAM,
    "programme": Kind.PROGRAM,
    "programa": Kind.PROGRAM,
    "micromasters": Kind.PROGRAM,
    "specialization": Kind.PROGRAM,
    "certificate": Kind.CERTIFICATE,
    "certification": Kind.CERTIFICATE,
    "certificado": Kind.CERTIFICATE,
    "certificat": Kind.CERTIFICATE,
    "zertifikat": Kind.CERTIFICATE,
    "course": Kind.COURSE,
    "class": Kind.COURSE,
    "curso": Kind.COURSE,
    "cours": Kind.COURSE,
    "kurs": Kind.COURSE,
    "workshop": Kind.COURSE,
    "mooc": Kind.COURSE,
}


def parse_kind(text: str) -> Parsed[Kind]:
    """The kind that a word names; the more telling word wins ("Certificate program" is a program)."""
    cell = folded_words(text)
    if not cell.strip():
        return Parsed()
    found = next((kind for word, kind in _WORDS.items() if f" {word} " in cell or f" {word}s " in cell), None)
    return Parsed(found) if found else Parsed(trouble=_TROUBLE)
