"""The names of a sentence: titles, providers, links, quotations, and capitals that nothing known stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.advisor.grounding.figures import Claim, Kind
from bot.advisor.grounding.grounds import Grounds
from bot.advisor.understand.draft import Draft, plain


@dataclass(frozen=True, slots=True)
class Mention:
    """A credential named at a place: the ids that the title stands for, none where it is only referred to."""

    start: int
    end: int
    ids: tuple[str, ...]


_QUOTED = re.compile(
    r"“([^”]+)”|„([^“”]+)[“”]|«\s?([^»]+?)\s?»|\"([^\"]+)\"|\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\](?=\()"
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\[\]()“”\"]*[^\s<>\[\]()“”\".,;:!?*'`]|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|io|gov|info|dev|app|ai|co|uk|eu|example|test|ly|me|biz|xyz)\b(?:/[^\s<>\[\]()“”\"]*[^\s<>\[\]()“”\".,;:!?*'`])?",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\bstep (?P<number>\d+)\b(?! ?%)|\b(?:the |your )?(?P<ordinal>first|second|third|fourth|fifth|sixth|last|final) step\b"
)
_ORDINALS = {name: number for number, name in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)}
_JOINS = r"(?:of|for|the|to|in|with|on|at|from|de|la|del|des|du|para|y|et|und|a|an)"
_WORD = r"[A-ZÀ-Þ][\w’'&+#-]*(?:\.[A-Za-z]+)*"
_CAPITALS = re.compile(rf"(?<![\w\x00]){_WORD}(?:,? (?:{_JOINS} ){{0,2}}{_WORD})*")
_SPLIT = re.compile(rf",? (?:{_JOINS} )+|, ")
_ORDINARY = frozenset(
    plain(
        "I OK English Spanish French German Monday Tuesday Wednesday Thursday Friday Saturday Sunday AM PM PDF URL FAQ ID "
        "Yes No January February March April May June July August September October November December USD EUR GBP AI IT HR CV"
    ).split()
)
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "your",
        "de",
        "la",
        "el",
        "y",
        "para",
        "et",
        "le",
        "les",
        "und",
        "der",
        "die",
        "das",
    ]
)


_STARTERS = frozenset(
    [
        "A",
        "After",
        "All",
        "Also",
        "Although",
        "An",
        "And",
        "Any",
        "As",
        "At",
        "Because",
        "Before",
        "Between",
        "Both",
        "But",
        "By",
        "Check",
        "Choose",
        "Consider",
        "Do",
        "Each",
        "Either",
        "For",
        "Every",
        "Everything",
        "First",
        "Finally",
        "From",
        "Here",
        "How",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Let",
        "Next",
        "No",
        "None",
        "Nothing",
        "Note",
        "Now",
        "Of",
        "On",
        "Once",
        "One",
        "Only",
        "Or",
        "Please",
        "See",
        "Since",
        "So",
        "Some",
        "Start",
        "Step",
        "Take",
        "Thank",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "To",
        "Together",
        "Try",
        "Two",
        "Unlike",
        "What",
        "When",
        "Where",
        "Which",
        "While",
        "With",
        "Would",
        "Yes",
        "You",
        "Your",
    ]
)


def links(draft: Draft) -> list[Claim]:
    """Addresses of the web and of mail."""
    return [
        Claim(Kind.LINK, match.start(), match.end(), draft.written(match), frozenset({(draft.written(match),)}))
        for match in draft.take_all(_LINK)
    ]


def quotations(draft: Draft, grounds: Grounds) -> tuple[list[Mention], list[Claim]]:
    """Titles in quotation marks, and quotations of nothing known."""
    mentions, unknown = [], []
    titles, known = grounds.titles, grounds.known_text
    for match in _QUOTED.finditer(draft.text):
        group = match.lastindex or 0
        words = plain(match[group]).strip(" .,;:!?")
        exact = titles.get(words, titles.get(plain(match[group]).strip()))
        if exact is not None:
            mentions.append(Mention(match.start(), match.end(), exact))
            draft.blank(match.start(), match.end())
        elif words and not _within(words, known) and (match[0][0] not in "*`" or _is_name(match[group])):
            unknown.append(Claim(Kind.TITLE, match.start(), match.end(), match[group], frozenset()))
            draft.blank(match.start(), match.end())
    return mentions, unknown


def _is_name(words: str) -> bool:
    """Whether words in bold are meant as a name and not as stress."""
    return len(re.findall(r"\b[A-ZÀ-Þ]", words)) > 1


def _within(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def titles(draft: Draft, grounds: Grounds) -> list[Mention]:
    """Titles without quotation marks; a title of one word counts only as written."""
    found = []
    for title, ids in sorted(grounds.titles.items(), key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"(?<![\w\x00]){re.escape(title)}(?!\w)", draft.open) if title in draft.open else ():
            if " " in title or draft.text[match.start()].isupper():
                if ids or " " in title:
                    found.append(Mention(match.start(), match.end(), ids))
                draft.blank(match.start(), match.end())
    return found


def steps(draft: Draft, grounds: Grounds) -> list[Mention]:
    """Steps of the path named by their numbers."""
    if not grounds.paths or not grounds.paths[0].steps:
        return []
    order, found = grounds.paths[0].steps, []
    for match in draft.take_all(_STEP):
        number = int(match["number"]) if match["number"] else _ORDINALS.get(match["ordinal"], len(order))
        ids = order[number - 1 : number] if number > 0 else ()
        found.append(Mention(match.start(), match.end(), ids or ("",)))
    return found


def altered(draft: Draft, grounds: Grounds) -> list[Claim]:
    """Known titles with a word changed: most of a title's words stand in their places, not all."""
    tokens = [(match[0], match.start(), match.end()) for match in re.finditer(r"[^\W_][\w’'+#-]*", draft.open)]
    found = []
    for title, ids in grounds.titles.items():
        words = re.findall(r"[^\W_][\w’'+#-]*", title)
        content = [at for at, word in enumerate(words) if word not in _STOP]
        if not ids or len(content) < 3:
            continue
        for first in range(len(tokens) - len(words) + 1):
            window = tokens[first : first + len(words)]
            same = sum(window[at][0] == words[at] for at in content)
            if draft.text[window[0][1]].isupper() and same >= 2 and same >= 0.6 * len(content):
                span = (window[0][1], window[-1][2])
                found.append(Claim(Kind.TITLE, *span, draft.text[slice(*span)], frozenset()))
                draft.blank(*span)
                break
    return found


def providers(draft: Draft, grounds: Grounds) -> list[Claim]:
    """Providers of the catalog, whether or not the turn fetched anything of theirs."""
    found = []
    for words, name in grounds.givers:
        for match in re.finditer(rf"(?<![\w\x00]){re.escape(words)}(?!\w)", draft.open) if words in draft.open else ():
            found.append(Claim(Kind.PROVIDER, match.start(), match.end(), name, frozenset({(name,)})))
            draft.blank(match.start(), match.end())
    return found


_NAMED = rf"(?P<name>{_WORD}(?: (?:{_JOINS} ){{0,2}}{_WORD})*)"
_DOES = r"\s(?:also )?(?:offers|gives|teaches|provides|runs|awards|publishes|issues|lists|(?:is|stands) behind)\b"
_GIVERS = (
    re.compile(
        r"(?:\b(?:by|from|through|prefer|provider(?: is|,|:)?|(?:kommt|stammt|angeboten|gegeben) von|ofrece|ofrecido por"
        r"|propose par)\s|\|\s|(?<=[\x00”\"*)])\s?\(?(?:(?:from|von|de|por|par)\s)?)(?:the )?" + _NAMED
    ),
    re.compile(r"(?<=[\x00”\"*)])\s[–—-]\s" + _NAMED + r"(?=\s[–—|-]\s)"),
    re.compile(rf"(?<![\w\x00]){_NAMED}(?={_DOES})"),
)
"""Where a provider stands: "by X", "comes from X", "“A” (X)", "| X |", "“A” – X –", "X gives"."""


def givers(draft: Draft, grounds: Grounds) -> list[Claim]:
    """Names that stand where a provider does and are none of the catalog's: "given by Harvard", "“A” (Google)"."""
    found = []
    for pattern in _GIVERS:
        for match in pattern.finditer(draft.left):
            name = match["name"]
            if name in _STARTERS or plain(name) in _ORDINARY or f"\n{plain(name)}\n" in grounds.known_text:
                continue
            found.append(Claim(Kind.PROVIDER, match.start("name"), match.end("name"), name, frozenset({(name,)})))
            draft.blank(*match.span("name"))
    return found


def protect(draft: Draft, grounds: Grounds) -> None:
    """Blanks known names that hold digits, so that these are not read as figures: "Windows 11"."""
    named = {name for record in grounds.records.values() for name in record.names}
    named |= grounds.names | grounds.linked
    for name in sorted((plain(name) for name in named if re.search(r"\d", name)), key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w\x00]){re.escape(name)}(?!\w)", draft.open):
            draft.blank(match.start(), match.end())


def capitals(draft: Draft, grounds: Grounds) -> Iterator[Claim]:
    """Capitalised names that nothing known stands behind."""
    if _is_german(draft.text):
        return
    shown = draft.left
    known, beginning = grounds.known_text, _beginning(draft.text)
    for match in _CAPITALS.finditer(shown):
        first = match.start() == beginning
        for number, part in enumerate(re.split(r"(?<=\S),? (?:and|or|&) ", match[0])):
            rest = _unknown_in(part, first and number == 0, known)
            if rest:
                yield Claim(Kind.NAME, match.start(), match.end(), rest, frozenset())
                break


def _beginning(text: str) -> int:
    match = re.search(r"[^\W_]", text)
    return match.start() if match else 0


def _unknown_in(words: str, first: bool, known: str) -> str:
    """The part of capitalised words that is no known name; the word that begins a sentence is mostly none."""
    if _within(plain(words), known):
        return ""
    words = " ".join(word for word in words.split(" ") if plain(word) not in _ORDINARY)
    head, _, rest = words.partition(" ")
    if first and not rest:
        return ""
    if first and (head in _STARTERS or f"\n{plain(rest)}\n" in known or (" " in rest and _within(plain(rest), known))):
        words = rest
    for piece in _SPLIT.split(words):
        if piece and piece[0].isupper() and plain(piece) not in _ORDINARY and not _within(plain(piece), known):
            return piece
    return ""


def _is_german(text: str) -> bool:
    words = set(plain(text).split())
    return (
        len(
            words & {"der", "die", "das", "und", "ist", "fur", "mit", "nicht", "ein", "eine", "kostet", "dauert", "sie"}
        )
        > 1
    )
