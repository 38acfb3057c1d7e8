"""Languages: names in the usual languages and BCP 47 tags (https://www.rfc-editor.org/info/bcp47), with CLDR's names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale

from catalog.content import fold

_NAMED_IN = ("en", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "tr", "ar", "zh", "ja", "ko", "hi", "sv", "he", "uk")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
_OTHER_NAMES = {
    "chinese simplified": "zh-Hans", "chinese traditional": "zh-Hant", "mandarin": "zh", "mandarin chinese": "zh",
    "simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant", "简体中文": "zh-Hans", "繁體中文": "zh-Hant",
    "portuguese brazilian": "pt-BR", "portuguese brazil": "pt-BR", "brazilian portuguese": "pt-BR",
    "portuguese european": "pt-PT", "portuguese portugal": "pt-PT", "spanish latin america": "es-419",
    "english us": "en-US", "english uk": "en-GB", "american english": "en-US", "british english": "en-GB",
    "castellano": "es", "castilian": "es", "farsi": "fa", "اللغة العربية": "ar", "tagalog": "fil",
}  # fmt: skip


@lru_cache(maxsize=4096)
def language_tag(text: str) -> str | None:
    """The BCP 47 tag of a language's name or tag: "Español" is es, "EN_us" en-US; None where it is neither."""
    text = text.strip()[:100]
    if (found := _TAG.fullmatch(text)) and found[1].lower() in _codes():
        language, script, region = found.groups()
        parts = (language.lower(), script and script.title(), region and region.upper())
        return "-".join(part for part in parts if part)
    key = _key(text)
    return _names().get(key) or (_names().get(key.split(" ")[0]) if "(" in text or ";" in text else None)


@cache
def _names() -> dict[str, str]:
    """Folded language names to tags; the name in English wins where two languages share one."""
    names: dict[str, str] = {}
    for locale in _NAMED_IN:
        for code, name in Locale(locale).languages.items():
            names.setdefault(_key(str(name)), str(code).replace("_", "-"))
    for code in _NAMED_IN:
        names.setdefault(_key(str(Locale(code).get_display_name(code))), code)
    return names | {_key(name): tag for name, tag in _OTHER_NAMES.items()}


@cache
def _codes() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").languages)


def _key(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())
