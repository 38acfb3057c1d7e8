"""A message in the usual words of its language: short forms written out, word forms that no glossary has as those that
one has."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import plain
from bot.advisor.understand.glossary import TOKEN, Glossary

LONG = 4
"""Shorter words than this are as they are."""
_UNIT = re.compile(r"(?<=\d)(?=(?:h|hs|hrs?|std|stdn|min|mins|eur|euros?|usd)\b)", re.IGNORECASE)
_HELD = re.compile(r"([^\W\d_])\1{2,}")
"""A letter that is held: "holaaaa"."""


def in_usual_words(message: str, glossary: Glossary) -> str:
    """A message in the words that the keys of a glossary are made of; what stands between them is as written."""
    message = _HELD.sub(r"\1", _UNIT.sub(" ", message))
    flat = plain(message)
    tokens = list(TOKEN.finditer(flat))
    words = [_known(token[0], glossary) for token in tokens]
    parts: list[str] = []
    written, at = 0, 0
    while at < len(tokens):
        count, usual = _longest(flat, tokens[at:], words[at : at + glossary.spans.get(words[at], 1)], glossary)
        if usual != tokens[at][0]:
            parts += (message[written : tokens[at].start()], usual)
            written = tokens[at + count - 1].end()
            parts += " " if tokens[at + count - 1][0].endswith("'") else ""
        at += count
    return "".join(parts) + message[written:]


def _longest(flat: str, tokens: list[re.Match[str]], words: list[str], glossary: Glossary) -> tuple[int, str]:
    """How many of the words that follow stand for others, and for which; the first as it is known where none do."""
    together = 1
    while together < len(words) and not flat[tokens[together - 1].end() : tokens[together].start()].strip(" -"):
        together += 1
    for count in range(together, 0, -1):
        usual = glossary.same.get(" ".join(words[:count]))
        if usual is not None:
            return count, usual
    return 1, words[0]


def _known(word: str, glossary: Glossary) -> str:
    """A word as the glossary has it, whatever its form; as written where it has none."""
    if word in glossary.words or len(word) < LONG or not word.isalpha():
        return word
    return _base(word, glossary) or word


def _base(word: str, glossary: Glossary) -> str:
    once = [re.sub(worn, usual, word) for worn, usual in glossary.worn]
    twice = (re.sub(worn, usual, form) for form in dict.fromkeys(once) if form != word for worn, usual in glossary.worn)
    forms = (form for form in (*once, *twice) if form != word and len(form) > 2)
    return next((form for form in forms if all(part in glossary.words for part in form.split())), "")
