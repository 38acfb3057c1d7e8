"""A CV or a job advert pasted into the conversation, told from a message by its length, its lines and its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain

LEAST_CHARACTERS = 160
MOST_TITLES = 12
"""So many of the first lines may name a role."""


class PastedKind(StrEnum):
    """What was pasted."""

    ADVERT = "advert"
    CV = "cv"


_ADVERT = re.compile(
    r"\b(?:we(?:'re| are) (?:looking|hiring|seeking)|(?:looking for|seeking|hiring) an?|job (?:description|posting"
    r"|advert|ad|title)|responsibilities|requirements|qualifications|your (?:profile|tasks|responsibilities)"
    r"|you (?:will|have|bring|are)|must[- ]have|nice[- ]to[- ]have|benefits|apply|salary range|full[- ]?time"
    r"|part[- ]?time|vacancy|the role|required skills|candidate|join our)\b"
)
_CV = re.compile(
    r"\b(?:curriculum vitae|cv|resume|work(?:ing)? (?:experience|history)|professional (?:experience|summary)"
    r"|employment|education|references|hobbies|date of birth|skills\s*:|languages\s*:"
    r"|objective|certifications?|experience\s*:|(?:19|20)\d\d\s*(?:-|to|until)\s*(?:(?:19|20)\d\d|now|present"
    r"|today)|since (?:19|20)\d\d|volunteer\w*)\b"
)
_LEAD_CV = re.compile(r"\b(?:cv|c\.v\.|resume|curriculum|(?:linkedin|my) profile|my experience)\b")
_LEAD_ADVERT = re.compile(
    r"\b(?:job (?:ad(?:vert)?|posting|description|offer)|advert|vacancy|posting|saw this|found this|this (?:job"
    r"|role|says|one)|for this)\b"
)
_QUOTED = re.compile(r"[“\"«](?P<text>[^”\"»]{60,})[”\"»]", re.DOTALL)
LEAD = 80
"""So many of the first characters may announce what follows."""
LEAST_BODY = 60


@dataclass(frozen=True, slots=True)
class Pasted:
    """What kind of text it is, and its lines and clauses that may name a role, the likeliest first."""

    kind: PastedKind
    titles: tuple[str, ...]


def pasted(message: str) -> Pasted | None:
    """Reads a message as something pasted; None where it is an ordinary one."""
    quoted = _QUOTED.search(message)
    body = quoted["text"] if quoted else message
    lead = plain(message[: quoted.start()] if quoted and quoted.start() else message[:LEAD])
    text, lines = plain(body), [line for line in body.splitlines() if line.strip()]
    cv, advert = _LEAD_CV.search(lead) is not None, _LEAD_ADVERT.search(lead) is not None
    announced = (cv or advert) and len(body) >= LEAST_BODY and (quoted is not None or len(lines) > 1 or ":" in lead)
    long = len(message) >= LEAST_CHARACTERS and (len(lines) >= 3 or len(message) >= 2 * LEAST_CHARACTERS)
    adverts, cvs = len(set(_ADVERT.findall(text))), len(set(_CV.findall(text)))
    if not announced and not (long and max(adverts, cvs) >= 2):
        return None
    is_cv = cv or (not advert and cvs > adverts)
    return Pasted(PastedKind.CV if is_cv else PastedKind.ADVERT, tuple(_titles(lines)))


_LEAD = re.compile(
    r"^\W*(?:here(?:'s| is) (?:my|the|a) \w+:?|(?:job )?(?:title|position|role)\s*:|(?:we(?:'re"
    r"| are) )?(?:looking for|hiring|seeking)(?: an?)?|vacancy:?|(?:19|20)\d\d\s*(?:-|–|to)\s*\w+:?"
    r"|since (?:19|20)\d\d:?"
    r"|cv:?|resume:?|job advert:?|(?:i )?(?:saw|found|read|got)(?: \w+){0,3}[^:]{0,20}:)[\s'\"“‘]*",
    re.IGNORECASE,
)


_ASKS_WAY = re.compile(
    r"\bwhat(?:'s| is| would be)(?: my)? (?:realistic|next|possible|the next step)\b"
    r"|\bwhat (?:else )?(?:jobs?|work|roles?|careers?)"
    r" (?:come close|could|can|would|fits?|suits?|are)\b|\bwhat (?:would )?(?:suits?|fits?) me\b"
    r"|\bwhat (?:do|would|should|must|will) i (?:still |have to |need to )*(?:need|learn|lack|miss|study|take)\b"
    r"|\bwhat(?:'s| is| am| i'?m)(?: i| it| am)? (?:still )?(?:missing|lacking|in reach|short)|\b(?:in"
    r"|within) reach\b|\bhow far (?:off )?am i\b"
    r"|\b(?:could|can|would) i (?:do|get|manage) (?:this|that|it)\b|\bwhat would it take\b"
    r"|\bdo i stand a chance\b|\bam i missing\b"
    r"|\bwhat (?:would|will|could|can|does) (?:get|bring|take) me there\b|\bwhat (?:could|can) (?:i"
    r"|someone like me) (?:turn into|become|be)\b"
    r"|\bhow (?:do|can|could|would) i (?:get|become|qualify)\b|\b(?:plan|path|way) (?:to|there|for) (?:it|that"
    r"|this|there)?"
)
_OWN = re.compile(
    r"\bi (?:only |just |already |do )*(?:have|know|can do|bring)\s+(?:only |just )?(?:the )?"
    r"(?P<skills>(?!\d)[^.;!?\x00]{2,80})"
)


def asks_for_the_way(draft: Draft) -> bool:
    """Whether somebody who pastes an advert asks in the same breath what they would have to learn for it."""
    return draft.sees(_ASKS_WAY) is not None


def take_own(draft: Draft) -> str:
    """The skills that somebody says they have beside an advert, in their words; empty for none."""
    match = draft.take(_OWN)
    return draft.written(match, "skills") if match else ""


_WANTED = re.compile(r"\s+(?:wanted|needed|sought|required|\((?:m|f|d|w|x)[^)]*\)).*$", re.IGNORECASE)
"""What stands after the title of a job."""


_LATEST = re.compile(
    r"\b(?:since (?:19|20)\d\d|(?:19|20)\d\d\s*(?:-|–|to|until)\s*(?:now|present|today|date)|currently|present job)\b",
    re.IGNORECASE,
)
"""A line of a CV that tells the work somebody has now."""


def _titles(lines: list[str]) -> list[str]:
    """The short lines and the beginnings of others, without dates and lead words."""
    found = []
    latest = sorted(lines[: 4 * MOST_TITLES], key=lambda line: _LATEST.search(line) is None)
    for line in (_LEAD.sub("", line) for line in latest):
        for part in re.split(r"[;|•·]|,\s|\s[-–—@]\s|\bat\b|\bto join\b|\bwith\b|\bwho\b|\. ", line)[:3]:
            bare = _WANTED.sub("", _LEAD.sub("", _LEAD.sub("", part))).strip(" \t.:-–—*•'\"")
            if 3 <= len(bare) <= 50 and len(bare.split()) <= 5:
                found.append(bare)
    return found[:MOST_TITLES]
