"""The language of a message, and the message in the words of the English reader: pure, one pass over its words."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import groupby

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import plain
from bot.advisor.understand.glossary import ENGLISH, TOKEN, WORD, Frame, Glossary, folded, glossaries
from bot.advisor.understand.spelling import mend
from bot.advisor.understand.topic import is_connector
from bot.advisor.understand.usual import in_usual_words
from retrieval.dictionary import is_english

SURELY = 0.5
"""By how much another language must be told better than that of the conversation to take its place."""
LITTLE = 0.4
"""The most that names of topics and little words tell together: they may be a title."""

FIRST = 2
"""How much more the first telling word counts: what follows it may be a title in another language."""

LONGEST_PART = 6
"""So many words of a message at most are given back as they were written."""

_OPEN, _SHUT = "\ue000", "\ue001"
_NAMED = re.compile("\ue002([^\ue003]*)\ue003")
"""A name that somebody gives, within the English."""
ALONE = 2
"""So many words of English alone make the others English that may be."""
_QUOTED = re.compile(rf"[“\"„«{_OPEN}][^”“\"»{_SHUT}]*[”“\"»{_SHUT}]")
_PARTS = re.compile(rf"({_QUOTED.pattern})")
_LETTERS = (("es", "¿¡ñ"), ("de", "ßäöü"), ("fr", "çèêëîïôûùœ"), ("es", "áíóú"))
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?![\d.]\d|\d)(?:,\d{1,2}(?!\d))?")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])")
_DOLLARS = re.compile(r"\$\s?(CA|US)\b|\b(CA|US)\$")
_JOINING = frozenset(("y", "et", "ou", "und", "oder"))
_INVERTED = re.compile(r"[¿¡]")
_ASKED_AFTER = re.compile(r"(?<=\w)\s*¿")
"""Where a question begins within a sentence: "y ese, ¿cuánto cuesta?"."""
_NO_TOPIC = re.compile(r"(?<=\bdo you have anything) on(?= for (?:beginners|me)\b)")
"""What is asked for by whom it is for, and not by a topic: "gibt es etwas für Anfänger?"."""
_DATE = re.compile(r"(?<![\d./])(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")


def tongue_of(message: str, before: str | None = None) -> str:
    """The language of a message as a BCP 47 tag; `before` is that of the conversation, which stays where the message
    does not tell another one surely: a title, the name of a skill, a word of several languages."""
    said = _QUOTED.sub(" ", message)
    scores = _scores(said)
    if scores[ENGLISH] < max(scores.values()):
        scores = _scores(said, _of_english(said))
    best = max(scores.values())
    if before in scores and best - scores[before] < SURELY:
        return before
    if not best:
        return before or ENGLISH
    return ENGLISH if scores[ENGLISH] == best else max(scores, key=lambda tongue: scores[tongue])


def _of_english(message: str) -> frozenset[str]:
    """The words of a message that English has as well, where several more are of English alone: "bin all of it"."""
    english = [token for token in TOKEN.findall(plain(message)) if is_english(token)]
    alone = sum(set(_told(token)[0]) <= {ENGLISH} for token in english)
    return frozenset(english) if alone >= ALONE else frozenset()


def _scores(message: str, leaving: frozenset[str] = frozenset()) -> dict[str, float]:
    """How much the words of a message tell of each language, but for some that tell of English alone; what several
    languages share is shared out."""
    surely, little = dict.fromkeys(glossaries(), 0.0), dict.fromkeys(glossaries(), 0.0)
    first = FIRST
    for token in dict.fromkeys(TOKEN.findall(plain(message))):
        tongues, weight = _told(token)
        for tongue in (each for each in tongues if each == ENGLISH or token not in leaving):
            (surely if weight == WORD else little)[tongue] += weight * first / len(tongues)
        first = 1 if weight == WORD else first
    lower = message.lower()
    for tongue, letters in _LETTERS:
        if tongue in little and any(letter in lower for letter in letters):
            little[tongue] += 0.2
    return {tongue: surely[tongue] + min(little[tongue], LITTLE) for tongue in surely}


@cache
def _told(token: str) -> tuple[tuple[str, ...], float]:
    """The languages that have a word, and how much it tells of them: no more of one than of another."""
    found = {tongue: glossary.tells[token] for tongue, glossary in glossaries().items() if token in glossary.tells}
    return tuple(found), min(found.values(), default=0.0)


def beside_english(message: str) -> str | None:
    """The language from which an English message borrows words that are none of its own; None for none."""
    borrowed: Counter[str] = Counter()
    for token in dict.fromkeys(TOKEN.findall(plain(message))):
        tongues, weight = _told(token)
        if (
            len(tongues) == 1
            and tongues[0] != ENGLISH
            and weight == WORD
            and not (is_english(token) or mend(token) != token)
        ):
            borrowed[tongues[0]] += 1
    return borrowed.most_common(1)[0][0] if borrowed else None


def without_borrowed(message: str, names: tuple[str, ...] = ()) -> str:
    """An English message with the words that it borrows in English; those that English has as well are left alone."""
    tongue = beside_english(message)
    if tongue is None:
        return message
    tokens = list(TOKEN.finditer(plain(message)))
    own = [ENGLISH in _told(token[0])[0] for token in tokens]
    said, written = "", 0
    for english, run in groupby(range(len(tokens)), own.__getitem__):
        places = [*run]
        start, end = tokens[places[0]].start(), tokens[places[-1]].end()
        part = message[start:end]
        said += message[written:start] + (part if english else in_english(part, tongue, names))
        written = end
    return said + message[written:]


def in_english(message: str, tongue: str, names: tuple[str, ...] = ()) -> str:
    """A message in the words that the English reader knows; what no glossary holds, what stands in quotation marks and
    `names`, of courses above all, is as it was written."""
    glossary = glossaries().get(tongue.partition("-")[0])
    if tongue == ENGLISH or glossary is None:
        return message
    message = _without_asides(_INVERTED.sub("", _ASKED_AFTER.sub(", ", message)), glossary.asides)
    message = _parted(_figures(message, glossary.ordinal), glossary.heads)
    message = _joined(message, glossary.clauses)
    if names:
        message = re.sub("|".join(map(re.escape, names)), rf"{_OPEN}\g<0>{_SHUT}", message, flags=re.IGNORECASE)
    usual = _usual(message, glossary)
    said = glossary.whole(usual) or _in_frames(usual, glossary, glossary.frames)
    said = _NAMED.sub(lambda found: _name_as_written(message, found[1], glossary), said)
    return _NO_TOPIC.sub("", re.sub(f"[{_OPEN}{_SHUT}]", "", said))


def _usual(message: str, glossary: Glossary) -> str:
    """A message in usual words, without those in quotation marks and names."""
    parts = _PARTS.split(message)
    return "".join(part if _QUOTED.fullmatch(part) else in_usual_words(part, glossary) for part in parts)


def _name_as_written(message: str, usual: str, glossary: Glossary) -> str:
    """The fewest words of a message that a name in usual words was made of; the usual ones where none were."""
    if usual in message:
        return usual
    tokens = list(TOKEN.finditer(plain(message)))
    parts = (message[first.start() : last.end()] for at, first in enumerate(tokens) for last in tokens[at:])
    told = folded(usual)
    return next((part for part in sorted(parts, key=len) if folded(_usual(part, glossary)) == told), usual)


def as_written(message: str, tongue: str, english: str) -> str:
    """The end of a message that says `english` to the English reader, as it was written; `english` where none does."""
    if tongue == ENGLISH:
        return english
    ends = [message[token.start() :].rstrip(".!\u00a0 ") for token in TOKEN.finditer(plain(message))]
    meant = {folded(in_english(end, tongue)): end for end in ends}
    told = folded(english)
    return meant.get(told) or meant.get(told.removeprefix("i "), english)


def part_as_written(message: str, tongue: str, english: str) -> str:
    """The fewest words of a message that say `english` to the English reader, as they were written; empty for none."""
    if tongue == ENGLISH or not english:
        return ""
    tokens, told = list(TOKEN.finditer(plain(message))), folded(english)
    parts = (
        message[first.start() : last.end()]
        for at, first in enumerate(tokens)
        for last in tokens[at : at + LONGEST_PART]
    )
    return next((part for part in sorted(parts, key=len) if folded(in_english(part, tongue)) == told), "")


def as_typed(message: str, words: str) -> str:
    """The part of an English message that was read as some words once its shorthand was written out; empty for none."""
    tokens = list(TOKEN.finditer(plain(message)))
    parts = (
        message[first.start() : last.end()]
        for at, first in enumerate(tokens)
        for last in tokens[at : at + LONGEST_PART]
    )
    return next((part for part in parts if folded(mend(part)) == folded(words)), "")


def words_as_written(message: str, tongue: str, english: str) -> str:
    """The words of a message that are among `english` ones or say one of them, as they were written, in their order."""
    told = set(folded(english).split())
    tokens = (message[token.start() : token.end()] for token in TOKEN.finditer(plain(message)))
    return " ".join(word for word in tokens if told & {folded(word), *folded(in_english(word, tongue)).split()})


def telling_words(message: str, tongue: str) -> str:
    """The words of a message that are more than little ones, as they were written."""
    words = [message[token.start() : token.end()] for token in TOKEN.finditer(plain(message))]
    english = ((word, in_english(word, tongue).strip()) for word in words)
    return " ".join(word for word, said in english if said and not is_connector(said))


def name_in(tongue: str, english: str) -> str:
    """The name of a skill or a role in a language; the English one where the glossary has none."""
    glossary = glossaries().get(tongue.partition("-")[0])
    return english if glossary is None else glossary.names.get(english.casefold(), english)


def _figures(message: str, ordinal: str) -> str:
    """Figures written as in English: "1.200,50" is 1200.50, "30/06/2027" the day, "$ CA" the currency."""
    message = _DOLLARS.sub(lambda found: f"{found[1] or found[2]}D", message)
    message = _DATE.sub(lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", message)
    message = _THOUSANDS.sub(lambda found: re.sub(r"[.\s]", "", found[0]), message)
    message = _DECIMAL.sub(r"\1.\2", message)
    return re.sub(rf"(?<![\d.,])(\d{{1,2}}){re.escape(ordinal)}(?=\s+\w)", r"\1", message) if ordinal else message


def _parted(message: str, heads: list[str]) -> str:
    """Compounds in two: "Pflegekurs" is "Pflege-kurs"."""
    pattern = rf"([^\W\d_]{{4,}})({'|'.join(heads)})\b"
    return re.sub(pattern, r"\1-\2", message, flags=re.IGNORECASE) if heads else message


def _without_asides(message: str, asides: list[str]) -> str:
    """A sentence without what stands between two commas and says nothing: "compara, por favor, los dos"."""
    pattern = rf",\s+(?:{'|'.join(asides)})\s*,"
    return re.sub(pattern, "", message, flags=re.IGNORECASE) if asides else message


def _joined(message: str, clauses: list[str]) -> str:
    """Clauses without the comma before them: "vergiss, dass" is "vergiss dass"."""
    pattern = rf",(?=\s+(?:{'|'.join(clauses)})\b)"
    return re.sub(pattern, "", message, flags=re.IGNORECASE) if clauses else message


def _in_frames(text: str, glossary: Glossary, frames: list[Frame]) -> str:
    """Sentences with open places first: what fills them is translated for itself."""
    if quoted := _QUOTED.search(text):
        before, after = text[: quoted.start()], text[quoted.end() :]
        return _in_frames(before, glossary, frames) + quoted[0] + _in_frames(after, glossary, frames)
    flat = plain(text)
    for at, frame in enumerate(frames):
        if found := frame.found_in(flat):
            rest = frames[at:]
            filled = {name: text[slice(*found.span(name))] for name in frame.pattern.groupindex}
            filled = {name: _in_slot(name, said, glossary, rest) for name, said in filled.items()}
            before, after = text[: found.start()], text[found.end() :]
            said = frame.english.format(**filled)
            return _in_frames(before, glossary, rest) + said + _in_frames(after, glossary, rest)
    return _in_phrases(text, flat, glossary)


def _in_slot(name: str, text: str, glossary: Glossary, frames: list[Frame]) -> str:
    """What fills an open place: a name as it is written, a day and a number word by word, other words as a sentence."""
    if name in "dn":
        return _in_phrases(text, plain(text), glossary)
    return f"\ue002{text}\ue003" if name == "w" else _in_frames(text, glossary, frames)


def _in_phrases(text: str, flat: str, glossary: Glossary) -> str:
    """The longest known phrase at each place, everything else as written."""
    found = list(TOKEN.finditer(flat))
    parts: list[str] = []
    written, at = 0, 0
    while at < len(found):
        count, english = _longest(flat, found[at : at + glossary.longest], glossary)
        if count and found[at][0] in _JOINING and _between_unknown(flat, found, at, written, glossary):
            count = 0
        if count:
            between = text[written : found[at].start()]
            parts += (f"{between[:-1]} " if between.endswith("-") else between, english)
            written = found[at + count - 1].end()
            if found[at + count - 1][0].endswith("'"):
                parts.append(" ")
        at += count or 1
    return "".join(parts) + text[written:]


def _between_unknown(flat: str, found: list[re.Match[str]], at: int, written: int, glossary: Glossary) -> bool:
    """Whether a word joins two that no glossary holds: then all three are left as they are written."""
    if not 0 < at < len(found) - 1 or found[at - 1].start() < written:
        return False
    if not (found[at - 1][0].isalpha() and found[at + 1][0].isalpha()):
        return False
    return not _longest(flat, found[at + 1 : at + 1 + glossary.longest], glossary)[0]


def _longest(flat: str, tokens: list[re.Match[str]], glossary: Glossary) -> tuple[int, str]:
    together = 1
    while together < len(tokens) and not flat[tokens[together - 1].end() : tokens[together].start()].strip(" -\n\t"):
        together += 1
    for count in range(together, 0, -1):
        english = glossary.phrases.get(" ".join(token[0] for token in tokens[:count]))
        if english is not None:
            return count, english
    return 0, ""
