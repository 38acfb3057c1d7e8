"""Languages of a row: names and tags as `catalog.language` knows them."""

from __future__ import annotations

from catalog.language import language_tag
from catalog_ingest.values.parsed import Parsed


def parse_language(text: str) -> Parsed[str]:
    """The BCP 47 tag of a language name or tag: "Español" is es, "Portuguese (Brazilian)" pt-BR, "EN_us" en-US."""
    tag = language_tag(text)
    if tag is None and text.strip():
        return Parsed(trouble="This language is not known; give its English name or a tag such as es.")
    return Parsed(tag)
