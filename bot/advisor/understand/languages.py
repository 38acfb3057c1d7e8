"""In which language it is taught; a language that is the subject stays a subject."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Changes

LANGUAGES = {
    "english": "en",
    "spanish": "es",
    "espanol": "es",
    "castellano": "es",
    "french": "fr",
    "francais": "fr",
    "german": "de",
    "deutsch": "de",
    "portuguese": "pt",
    "italian": "it",
    "chinese": "zh",
    "mandarin": "zh",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "russian": "ru",
    "dutch": "nl",
    "polish": "pl",
    "turkish": "tr",
    "hindi": "hi",
    "ukrainian": "uk",
    "vietnamese": "vi",
    "swedish": "sv",
    "hebrew": "he",
}
_NAME = "|".join(LANGUAGES)
_AFTER = (
    r"(?=\s*(?:$|[,;.!?)\x00/&]|(?:please|instead|only|language|if|for|under|from|at|by|and|or|but|with|about|on"
    r"|that|which|less"
    r"|more|no|max|up|then|now|too|ones?|courses?|class(?:es)?|trainings?|if possible|over|below|around|to learn"
    r"|between|not|even|also|as well|maybe|perhaps|possibly|still|again|by any chance|though|pls"
    r"|this time|beginners?|intermediate|advanced|any level|(?:do|have) you|(?:is|are) there)\b))"
)
_TAUGHT = re.compile(
    rf"\b(?:(?:taught|given|held|available|offered|exists?|comes?|is|are|it|one|ones|something|anything|all"
    rf"|everything) )?(?:only )?(?:in|en|auf|in the) "
    rf"(?P<name>{_NAME})(?: language)?{_AFTER}(?:\s+(?:instead|only|please|if possible))*"
)
_SPEAKER = re.compile(
    rf"\b(?:i|he|she|they|(?:(?:two|three|four|five|six|some|most|half|all|many|\d+) of (?:them|us|my [a-z]+))|(?:my"
    rf"|our) [a-z]+)"
    rf" (?:only |just )?(?:can )?(?:only )?(?:speaks?|understands?|reads?"
    rf"|talks?)(?: only"
    rf"| just)? (?P<name>{_NAME})(?: only)?\b(?! course| class| better)"
    rf"|\bmy (?:native |first )?language is (?P<name2>{_NAME})\b"
)
_OF_OTHERS = re.compile(
    rf"\bspeaks? (?:only )?(?:{_NAME})\b[^.!?]{{0,12}}\b(?:and|but) i (?:don'?t|do not|can'?t|cannot)\b"
    rf"|\b(?:{_NAME})\b.*\b(?:learn|study|understand|follow|talk to) (?:it|them|him|her|some)\b"
)
"""Others speak it, and somebody wants to learn it."""
_MADE = re.compile(rf"\b(?P<name>{_NAME})(?:-| )(?:language|taught|speaking|version)(?: version)?\b")
_INSTEAD = re.compile(
    rf"^\W*(?:(?:and|or|ok|okay|no|maybe|only|just|but|what about"
    rf"|how about)[\s,]+)*(?P<name>{_NAME})(?:\s+(?:instead|only|please|then|ones(?: only)?|version))+\W*(?:$"
    rf"|(?<=[.!?;])\s)"
)
_ONLY = re.compile(
    rf"^\W*(?:(?:ok|okay|and|but|no)[\s,]+)*(?:only|just) (?P<name>{_NAME})(?: (?:ones?|courses?|please))*\W*$"
)
_FINE = re.compile(
    rf"(?:^|(?<=[,.;!?\x00]))\s*(?:(?:and|or|but|ok|then|actually) )*(?P<name>{_NAME})(?: ?'?s| is| would be"
    rf"| will do)?"
    r" (?:only|ones?|fine|ok|okay|good|versions?|please|instead)"
    r"(?!,? (?:but )?(?:not|never|so[- ]so)\b)"
    r"(?: (?:for|with) (?:me|us|him|her|them|it|(?:that|this)(?: one)?))?"
    r"(?:,? (?:tho|though|then|now|pls))?(?=\s*(?:$|[,.;!?]))"
)
_TOO = re.compile(
    rf"\b(?P<name>{_NAME})(?: courses?| class(?:es)?| ones?)? (?:(?:also|too|as well|can|could|may|would|is|are"
    rf"|be) )+"
    r"(?:possible|fine|ok|okay|inside|included|in there|there|welcome|all ?right|good)\b(?!,? (?:for|enough|at"
    r"|in|(?:but )?not|never|so[- ]so)\b)"
)
"""A language that may be there beside others: "English can also be inside"."""
_SURELY = re.compile(
    rf"(?:^|(?<=[,.;!?\x00]))\s*(?:(?:and|but|ok|now|then|in) )*(?P<name>{_NAME})(?: ones?| courses?)?"
    r" (?:only |just )?(?:if (?:that's |thats |it's |that is )?possible|obviously|of course|preferably|naturally"
    r"|for (?:me|my|him"
    r"|her|us|them)\b)"
    rf"|\b(?:ones?|courses?|class(?:es)?) in (?P<name2>{_NAME})\b"
)
_POORLY = re.compile(
    rf"\b(?:my|his|her|their) (?:{_NAME}) is (?:\w+ )?(?:nil|zero|bad|poor|rusty|basic|terrible|weak|awful|shaky"
    rf"|nonexistent|not \w+)"
)
"""Why a language is asked for: another one is spoken badly."""
_COURSES_ONLY = re.compile(
    rf"\b(?P<name5>{_NAME}) (?:is|would be|works) (?:much |a lot |far )?(?:better|easier|best|easiest) for (?:me|us"
    rf"|him|her|them)\b"
    rf"|\b(?:only|just) (?P<name>{_NAME}) (?:courses?|class(?:es)?|ones|stuff|material|lessons)\b"
    rf"|\b(?P<name2>{_NAME}) (?:courses?|class(?:es)?|ones|stuff|material|lessons) only\b"
    rf"|\b(?P<name3>{_NAME})[- ]only\b|\b(?:so|again|back to) (?P<name4>{_NAME})(?=\s*[:,])"
)
_LAST = re.compile(rf"(?<=[,;.\x00])\s*(?P<name>{_NAME})\s*$")
_STATED = re.compile(
    rf"\b(?:these|those|they|all|it|that)(?: (?:all|both))?(?:'re| are|'s| is) (?:all )?(?:in )?(?:{_NAME})\b"
    rf"|\bi (?:don'?t|do not|can'?t|cannot) (?:really )?(?:read|speak|understand|know)(?: any)? (?P<name>{_NAME})\b"
)
_CORRECTS = re.compile(r"\b(?:scratch that|make that|(?:no|oh)[, ]+wait|wait[, ]+no|correction|i mean)\b")
_NOT = re.compile(
    rf"\b(?:not|no|nothing|none|without|except|don't want|do not want)(?: (?:any|more|courses?|class(?:es)?|ones?"
    rf"|stuff|things?"
    rf"|lessons?|trainings?|the|those|these|that are|taught|given))* in (?P<name>{_NAME})\b"
    rf"|\b(?:no|without) (?P<name2>{_NAME})(?: ones?| courses?| class(?:es)?| stuff| lessons?)?(?=\s*(?:$|[,.;!?]"
    rf"|please\b|and\b))"
)


def read_language(draft: Draft, changes: Changes, in_force: str | None) -> None:
    """Takes the language of teaching out of a message."""
    unwanted = list[str]()
    for match in draft.take_all(_NOT):
        name = match["name"] or match["name2"]
        if LANGUAGES[name] == in_force:
            changes.cleared.add("language")
        else:
            unwanted.append(name.capitalize())
    for match in draft.take_all(_STATED):
        if match["name"] and LANGUAGES[match["name"]] == in_force:
            changes.cleared.add("language")
    names = _wanted(draft)
    for name in unwanted if not names else ():
        changes.note("cannot_exclude", what=name)
    if names:
        changes.wanted["language"] = LANGUAGES[names[0]]
        also = re.match(rf"[\s,/]*(?:or|and|&)\s+(?P<name>{_NAME})\b", draft.open[_end_of_blank(draft.open) :])
        if len({LANGUAGES[name] for name in names}) > 1 or also:
            changes.note("one_language", language=names[0].capitalize())
        if also:
            end = _end_of_blank(draft.open)
            draft.blank(end, end + also.end())


def _wanted(draft: Draft) -> list[str]:
    """The languages asked for; where the message corrects itself, the last one alone."""
    found = []
    speaker = () if draft.sees(_OF_OTHERS) else (_SPEAKER,)
    for pattern in (_TAUGHT, *speaker, _MADE, _INSTEAD, _ONLY, _FINE, _TOO, _SURELY, _COURSES_ONLY, _LAST):
        for match in draft.take_all(pattern):
            name = next(filter(None, match.groupdict().values()))
            found.append((match.start(), name))
    if found:
        draft.take_all(_POORLY)
    corrected = draft.take(_CORRECTS) if found else None
    if corrected:
        return [max(found)[1]]
    return [name for _, name in found]


def _end_of_blank(text: str) -> int:
    return text.rfind("\x00") + 1
