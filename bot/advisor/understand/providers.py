"""Whose courses: names of the catalog's providers, typing errors forgiven, and kinds such as "a university"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain, words
from bot.advisor.understand.reading import SAME, Changes
from bot.advisor.understand.topic import is_connector
from retrieval.dictionary import is_english, is_word

_KINDS = {
    "universities": "university",
    "university": "university",
    "community colleges": "community college",
    "community college": "community college",
    "colleges": "college",
    "college": "college",
    "institutes": "institute",
    "institute": "institute",
    "academies": "academy",
    "academy": "academy",
    "schools": "school",
    "school": "school",
}
PROVIDER_KINDS = frozenset(_KINDS.values())
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_COURSES = r"(?:courses?|class(?:es)?|trainings?|badges?|certificates?|programs?|programmes?|microcredentials?|ones)"
_OF_A_KIND = re.compile(
    rf"(?P<no>\b(?:not|no|without|except"
    rf"|but not)\s+)?(?<!out )(?<!finished )(?<!left )(?<!studied )(?<!went )(?<!graduated )"
    rf"(?<!was )(?<!year )(?<!student )(?<!degree )\b(?:from|by|at|offered by|given by|of)\s+(?:an?|any|some"
    rf"|the)?\s*(?:real |actual |proper )?(?P<kind>{_KIND})(?!\s+(?:of|in|yet|so far|any ?more|already)\b)\b"
    rf"|\b(?P<kind2>{_KIND})(?=\s+{_COURSES}\b)"
)
_AT_SCHOOL = re.compile(r"(?:at|of) (?:school|college|university)$|from (?:school|college)$")
"""Where somebody is or was, and not whose courses are meant."""
_OUT = (
    r"(?:but not|not|without|except(?: for| from)?|excluding|other than|anything but|(?:anywhere|any ?one"
    r"|any ?body|every ?one|any school|any provider)"
    r" (?:but|except)|no|nothing|none|avoid|skip"
    r"|(?:leave out|leave off|keep out|cut out|disregard|ignore|exclude|omit|reject|rule out|cross out|cross off"
    r"|strike|ban|boycott|stay away from|keep away from"
    r"|steer clear of|nothing (?:at all|whatsoever)|fed up with|done with)"
    r"(?: (?:everything|anything|all|whatever|any|courses?|offers?|stuff|things?))*"
    r"|(?:do not|don't|dont|never(?: ever)?) (?:give|show|send|offer|suggest|recommend)(?: me| us)?(?: (?:anything"
    r"|stuff|things?|courses?))*"
    r"|(?:do not|don't|dont|never) (?:want|like)(?: any| an?)?(?: courses?| classes| class| training| one"
    r"| anything)?)"
    r"(?: from| by| at| with)?(?: the)?"
)
_OFFERS = re.compile(
    r"\bwhat(?: courses| classes| else)? (?:does|do|can|could) (?P<name>[\w'&.-]+(?: [\w'&.-]+){0,4}?) (?:offer"
    r"|have|teach|give|do)\b"
)
_DOES_OFFER = re.compile(
    r"\b(?:does|do) (?P<name>[\w'&.-]+(?: [\w'&.-]+){0,4}?) (?:offer|have|teach|give)\b"
    r"|(?:^|(?<=[,.;!?]))\W*(?P<name2>[\w'&.-]+(?: [\w'&.-]+){0,4}?) (?:has|offers|teaches|gives)\b"
)
_FROM = r"(?:offered by|given by|made by|from|by|at|de|von|chez)(?: the)?"
_BARRED = re.compile(rf"\b{_OUT}\s+(?=(?P<name>[\w'&.-]+(?:\s+[\w'&.-]+){{0,5}}))")
_JOINED = re.compile(
    r"\s*(?:,|/|&|\bor\b|\bnor\b|\band\b)(?:\s+(?:from|by|at|the))*\s+(?P<name>[\w'&.-]+(?:\s+[\w'&.-]+){0,5})"
)
ONE_PROVIDER = "one_provider"
"""The note that only the first of several unwanted providers can be left out, as it is of a path."""
_CUED = re.compile(rf"\b(?P<cue>{_FROM})\s+(?P<name>[\w'&.-]+(?:\s+[\w'&.-]+){{0,5}})")
_ALONE = re.compile(
    r"\b(?:only|just|nothing but|(?:make|do|have|keep|want|take) (?:it|them|that|this) all(?: (?:at|from|with"
    r"|by))?)\s+(?:the\s+)?(?P<name>[\w'&.-]+(?:\s+[\w'&.-]+){0,5})(?=\s*(?:$|[,;.!?]))"
)
_NO_OTHER = re.compile(r"(?:^|(?<=[,;.!?]))\W*(?P<name>[\w'&-]+(?:\s+[\w'&-]+){0,4}?)\s+only(?=\s*(?:$|[,;.!?]))")
_WELCOME = re.compile(
    r"(?:^|\b(?:ok|fine|and|so)\b|(?<=[,.;!?]))\W*(?P<name>[\w'&.-]+(?:\s+[\w'&.-]+){0,4}?)\s+(?:is"
    r"|are)\s+(?:allowed|fine|ok|okay|all right|alright|no problem"
    r"|welcome|good)(?:\s+(?:again|too|after all|as well))"
    r"|(?:confused|mixed up|mistook|mistaken|wrong about|unfair to) (?P<mistaken>[\w'&.-]+(?:\s+[\w'&.-]+){0,3}?)"
    r"(?=\s*(?:$|[,.;!?]|with\b|for\b))"
    r"|\b(?:got|had|have|got the) (?P<mixed>[\w'&.-]+(?:\s+[\w'&.-]+){0,3}?) (?:confused|mixed up|muddled(?: up)?|wrong)\b"
    r"(?: with (?:an)?other \w+)?"
    r"|(?:lift(?:ed)?|drop(?:ped)?|remove[d]?|undo|forget) the (?:ban|block|veto|boycott) (?:on|of|against) (?:the )?"
    r"(?P<lifted>[\w'&.-]+(?:\s+[\w'&.-]+){0,4})"
    r"|(?:consider|include|count|allow|let|take|use|bring|put|add) (?:in )?(?P<again>[\w'&.-]+(?:\s+[\w'&.-]+){0,4}?)"
    r"(?: courses)?(?: (?:in|back|back in))? (?:again|after all|once more)\b"
    r"|(?:^|(?<=[,.;!?]))\W*(?:(?:ok|and|so|then)\W+)*(?P<stays>[\w'&.-]+(?:\s+[\w'&.-]+){0,4}?) (?:can|may|could"
    r"|should|might)"
    r"(?: (?:well|just))? (?:stay|come back|be (?:in|used|considered|included|back))(?: in)?\b"
)
_UNKNOWN = re.compile(
    r"\b(?<!i am )(?<!i'm )(?<!i come )(?<!we are )(?<!she is )(?<!he is )(?P<no>not )?(?P<cue>from|(?:offered"
    r"|given|taught|run|made|provided) by|by|at)\s+(?P<the>the )?"
    r"(?P<name>(?!(?:scratch|zero|home|here|there|abroad|beginning|start|the|a|an|my|your|our|now|today|nothing"
    r"|anywhere|any|anyone|notebook|work|where|that|this|these|those|it|them|you|me|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|monday|beginner|basics?|english|spanish|french"
    r"|german|(?:school|college|university) (?:yet|any ?more|now|already"
    r"|before))\b)[a-z][\w&.'-]*(?:\s+[a-z][\w&.'-]*){0,4}?)(?:\s+online)?"
    r"(?=\s*(?:$|[,;.!?\x00]|(?:please|on|about|in|for|under|and|or|that|with|if|only)\b))"
)
_PERSONS = re.compile(
    r"\b(?:guests?|customers?|clients?|people|folks|visitors?|tourists?|patients?|kids?|children|men|women|family"
    r"|in-laws?"
    r"|son|daughter|wife|husband|mother|father|mom|mum|dad|friends?|mates?|neighbou?rs?|colleagues?|boss|crew|team"
    r"|moved?"
    r"|moving|came|come|coming|fled|flew|originally|calls?|letters?|emails?|orders?|far|away|back|home"
    r"|up) (?:\w+ ){0,2}$"
)
_THEY_ARE = re.compile(
    r"\b(?:i|he|she|they|who|we|law|wife|husband|friend|dad|mum|mom|mother|father|boss|family)(?:'s|'m|'re| is| am"
    r"| are| was| were)"
    r"(?: \w+){0,2} $"
)
"""Words of where somebody comes from or is: no provider."""
_WHERE_FROM = re.compile(
    r"\b(?:do|take|join|attend|access|follow|start|study|learn|participate|enrol|enroll|live|work)"
    r"(?: (?:it|this|that|them|one|these|those|online|too))* from$"
)
"""Words for where somebody is: "can I do it from Colombia"."""
_INSTITUTION = words(
    "academy university college institute institut school schools college centre center polytechnic universidad"
)
_COMMON = words(
    """
    the of and de le a an academy university institute institut college community school training learning state
    cloud health design trades design técnico technical center centre group company online education
    professional international national collective city data business digital language language norte
    """
)
_PECULIAR = re.compile(r"(?<![\w'/-])[^\W\d_]{6,}(?![\w'/-])")
_ASKING = re.compile(r"^\W*(?:and |so |but |ok |then )*(?:which|who|whose|how|is|are|does|do|did|was|why|compare)\b")
_SHORT_FOR = words("tech univ inst coll acad comm")
"""Words of names that are often cut short."""
SURE = 88
"""How alike (of 100) a whole name and its misspelling must be."""


_WHOEVER = (
    r"(?:people|provider|school|university|college|place|company|institute|academy|lot|guys|folks|crowd|outfit)s?"
)
_SAME = re.compile(
    rf"\b(?:from|by|at|with|of) (?:the|that|this) (?:very )?same {_WHOEVER}\b(?: if (?:they|you|it)(?: \w+){{1,3}})?"
    rf"|\b(?:more|else|others?|(?:any|some)thing|ones?|courses?) (?:from|by) (?:them|that {_WHOEVER})\b"
)
_OTHERS = re.compile(
    r"\b(?:who|anyone|anybody|someone|somebody) else (?:has|have|had|does|do|offers?|teach(?:es)?|gives?|runs?|got"
    r"|provides?"
    rf"|sells?)\b|\b(?:from|by|at) (?:an|some |any )?other {_WHOEVER}\b|\b(?:a different|another) {_WHOEVER}\b"
    r"|\b(?:from|by|at) (?:someone|somebody|anyone|anybody|somewhere|anywhere) else\b"
)
"""Others than those whose courses were shown: "who else offers it?"."""
NamesSkill = Callable[[str], bool]


def read_providers(draft: Draft, changes: Changes, providers: tuple[str, ...], names_skill: NamesSkill) -> None:
    """Takes the wanted and the unwanted provider out of a message."""
    _read_welcome(draft, changes, providers)
    read_barred(draft, changes, providers)
    _read_kind(draft, changes)
    if "provider" not in changes.wanted:
        _read_named(draft, changes, providers)
    if changes.wanted.get("provider", "university") in PROVIDER_KINDS:
        _read_peculiar(draft, changes, providers, names_skill)
    _read_unknown(draft, changes)


def read_whose(draft: Draft, changes: Changes, providers: tuple[str, ...], names_skill: NamesSkill) -> None:
    """Takes the wanted and the unwanted provider out of a message that may mean that of what was spoken of."""
    others, same = draft.take(_OTHERS), draft.take(_SAME)
    read_providers(draft, changes, providers, names_skill)
    if others and "not_provider" not in changes.cleared:
        changes.wanted.setdefault("not_provider", changes.wanted.pop("provider", SAME))
    elif same:
        changes.wanted.setdefault("provider", SAME)


def _read_kind(draft: Draft, changes: Changes) -> None:
    match = draft.sees(_OF_A_KIND)
    if match and not _AT_SCHOOL.match(match[0]):
        draft.blank(*match.span())
        name = "not_provider" if match["no"] else "provider"
        changes.wanted[name] = _KINDS[match["kind"] or match["kind2"]]


def _read_welcome(draft: Draft, changes: Changes, providers: tuple[str, ...]) -> None:
    """ "Nimbora is allowed again": nobody is wanted or unwanted any more."""
    match = draft.sees(_WELCOME)
    words = next(name for name in match.groupdict().values() if name).split() if match else []
    if match and any(_leading_name(" ".join(words[at:]), providers) for at in range(len(words))):
        draft.blank(*match.span())
        changes.cleared |= {"provider", "not_provider"}


def read_barred(draft: Draft, changes: Changes, providers: tuple[str, ...]) -> None:
    """Takes the providers that are not wanted: "nothing by Nimbora"."""
    barred: list[str] = []
    for match in [*_BARRED.finditer(draft.open)]:
        found = _leading_name(match["name"], providers)
        if found:
            barred.append(found[0])
            end = match.start("name") + found[1]
            draft.blank(match.start(), end)
            barred += _also_barred(draft, end, providers)
    if barred:
        changes.wanted["not_provider"] = barred[0]
        changes.unwanted = tuple(dict.fromkeys(name for name in barred if name != barred[0]))
        if changes.unwanted:
            changes.note(ONE_PROVIDER, provider=barred[0])


def _also_barred(draft: Draft, at: int, providers: tuple[str, ...]) -> list[str]:
    """Takes the providers that "or" and commas join to one that is not wanted."""
    found: list[str] = []
    while match := _JOINED.match(draft.open, at):
        named = _leading_name(match["name"], providers)
        if named is None:
            break
        found.append(named[0])
        at = match.start("name") + named[1]
        draft.blank(match.start(), at)
    return found


def _read_named(draft: Draft, changes: Changes, providers: tuple[str, ...]) -> None:
    cued = (match for pattern in (_CUED, _ALONE, _NO_OTHER, _OFFERS) for match in pattern.finditer(draft.open))
    if any(_take_name(draft, match, "name", changes, providers) for match in [*cued]):
        return
    for match in _DOES_OFFER.finditer(draft.open):
        if match["name2"] and all(is_word(word) for word in match["name2"].split()):
            continue
        if _take_name(draft, match, "name" if match["name"] else "name2", changes, providers):
            return
    _read_uncued(draft, changes, providers)


def _take_name(draft: Draft, match: re.Match[str], group: str, changes: Changes, providers: tuple[str, ...]) -> bool:
    """Takes the provider that the words of a group begin with, and what stands before it in the match."""
    found = _leading_name(match[group], providers)
    if found:
        changes.wanted["provider"] = found[0]
        draft.blank(match.start(), match.start(group) + found[1])
    return found is not None


def _read_uncued(draft: Draft, changes: Changes, providers: tuple[str, ...]) -> None:
    """A full name of two words or more, or one telling word right before "courses", needs no "from"."""
    for name in providers:
        at = draft.open.find(plain(name))
        if at >= 0 and " " in name:
            changes.wanted["provider"] = name
            draft.blank(at, at + len(name))
            return
    match = re.search(rf"\b(?P<name>[\w'&.-]+)(?='s\s|\s+{_COURSES}\b)", draft.open)
    found = _leading_name(match["name"], providers) if match and match["name"] not in _SHORT_FOR else None
    if match and found and (not is_word(match["name"]) or (plain(found[0]) == match["name"] and found[0] in providers)):
        changes.wanted["provider"] = found[0]
        draft.blank(*match.span("name"))


def _read_peculiar(draft: Draft, changes: Changes, providers: tuple[str, ...], names_skill: NamesSkill) -> None:
    """A word that is none of any language, names one provider alone and no skill, needs no "from": "Larkmoor was
    recommended to me"."""
    if "not_provider" in changes.wanted or _ASKING.match(draft.open):
        return
    for match in _PECULIAR.finditer(draft.open):
        if not draft.text[match.start()].isupper():
            continue
        bearing = [name for name in providers if match[0] in _tokens(name)]
        if len(bearing) == 1 and match[0] not in _COMMON and not is_word(match[0]) and not names_skill(match[0]):
            changes.wanted["provider"] = bearing[0]
            draft.take_all(re.compile(rf"\b{re.escape(match[0])}\b(?: (?:was|is|were|got|came) [a-z]+(?: to me)?)?"))
            return


@lru_cache(maxsize=4096)
def _tokens(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w&]+", plain(name)))


def _read_unknown(draft: Draft, changes: Changes) -> None:
    """Words after "from" that no provider bears: a name all the same, and the answer will say that it is not here."""
    for match in _UNKNOWN.finditer(draft.open):
        if _WHERE_FROM.search(draft.open[: match.end("cue")]):
            continue
        name = draft.written(match, "name")
        if not _of_courses(draft, match):
            continue
        surely = (match["cue"] == "from" and not match["the"]) or (match["cue"] == "at" and _is_proper(draft, match))
        if _may_be_a_name(name, surely) and (match["no"] or "provider" not in changes.wanted):
            changes.wanted["not_provider" if match["no"] else "provider"] = name
            draft.blank(*match.span())
            return


def _of_courses(draft: Draft, match: re.Match[str]) -> bool:
    """Whether it is courses that come from there: "guests from Quebec" do not, nor is a school a name by itself."""
    before = draft.open[: match.start()]
    clause = re.split(r"[.;!?\x00]", before)[-1]
    return not (plain(match["name"]) in PROVIDER_KINDS or _THEY_ARE.search(clause) or _PERSONS.search(clause))


def _is_proper(draft: Draft, match: re.Match[str]) -> bool:
    """Whether only the name is written with capitals: "cybersecurity at Stanford", not "Writing at Work"."""
    name, rest = draft.written(match, "name"), draft.text[: match.start()]
    return all(word[0].isupper() for word in name.split()) and not any(word[0].isupper() for word in rest.split()[1:])


def _may_be_a_name(name: str, surely: bool) -> bool:
    """Anything that is called an academy, a college and so on; where it surely is somebody, also one word or capitals."""
    rest = name.split()
    if len(rest) == 1 and name.islower() and is_english(plain(name)):
        return False
    called = plain(rest[0]) in _INSTITUTION or plain(rest[-1]) in _INSTITUTION
    return called and len(rest) > 1 if called or not surely else all(word[0].isupper() for word in rest[1:])


def _leading_name(words: str, providers: tuple[str, ...]) -> tuple[str, int] | None:
    """The provider that the first of some words name, and how many characters name it."""
    spans = [match.end() for match in re.finditer(r"[\w'&.-]+", words)]
    for end in reversed(spans):
        written = words[:end].removesuffix("'s").rstrip(".'")
        name = _whole(written, providers) or (_partial(written, providers))
        if name:
            return name, end
    return None


@lru_cache(maxsize=64)
def _folded(providers: tuple[str, ...]) -> dict[str, str]:
    return {plain(name): name for name in providers}


@lru_cache(maxsize=64)
def _initials(providers: tuple[str, ...]) -> dict[str, str]:
    """Names by their initials, where those of three words or more belong to one name alone."""
    found: dict[str, list[str]] = {}
    for name in providers:
        letters = [word[0] for word in re.findall(r"\w+", plain(name)) if word not in ("of", "the", "and", "for")]
        if len(letters) > 2:
            found.setdefault("".join(letters), []).append(name)
    return {short: names[0] for short, names in found.items() if len(names) == 1}


def _whole(words: str, providers: tuple[str, ...]) -> str | None:
    names = _folded(providers)
    if words in names:
        return names[words]
    if words in (initials := _initials(providers)):
        return initials[words]
    if " " not in words or len(words) < 8:
        return None
    best = process.extractOne(words, list(names), scorer=fuzz.ratio, score_cutoff=SURE)
    return names[best[0]] if best else None


def _partial(words: str, providers: tuple[str, ...]) -> str | None:
    """A part of a name: telling words of one or more providers, each typed with at most one or two errors."""
    tokens = re.findall(r"[\w&]+", words)
    telling = [token for token in tokens if token not in _COMMON and not is_connector(token)]
    if not telling:
        return None
    fitting = [name for name in providers if _holds(name, tokens, telling)]
    if not fitting:
        return None
    return fitting[0] if len(fitting) == 1 else " ".join(_canonical(fitting[0], token) for token in tokens)


def _holds(name: str, tokens: list[str], telling: list[str]) -> bool:
    there = re.findall(r"[\w&]+", plain(name))
    return all(any(_same(token, word) for word in there) for token in tokens) and bool(telling)


def _canonical(name: str, token: str) -> str:
    there = re.findall(r"[\w&]+", name)
    return next((word for word in there if _same(token, plain(word))), token)


def _same(token: str, word: str) -> bool:
    if token == word or (token in _SHORT_FOR and word.startswith(token)):
        return True
    if len(token) < 5 or token[0] != word[0]:
        return False
    return OSA.distance(token, word) <= (2 if len(token) >= 9 else 1)
