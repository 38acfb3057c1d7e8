"""A role of which a message tells the field and the kind of job apart: "HR, the assistant kind of job", "the front end,
to be exact" beside a path to web development, "not graphic design. UX."."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.described_goals import SURELY
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.goals import take_present
from bot.advisor.understand.named_goals import goal_in_force
from bot.advisor.understand.reading import Changes, Known

_FIELD = r"(?P<field>[a-z][a-z&+-]*(?: [a-z][a-z&+-]*){0,4})"
_NOUN = r"(?:jobs?|work|roles?|position|career|thing|stuff)"
_HALVES = (
    re.compile(
        rf"\b{_FIELD},? (?:but |as |more )*(?:the |an? )?(?P<head>[a-z]+) (?:kind|sort|type|side)(?: of)? {_NOUN}\b"
    ),
    re.compile(rf"\b(?:the |an? )(?P<head>[a-z]+) (?:kind of |sort of )?{_NOUN} (?:in|at|for) {_FIELD}"),
    re.compile(rf"\b{_FIELD},? (?:but )?as an? (?P<head>[a-z]+)(?=\W*$|\s*[.,;!?])"),
)
_DENIED = re.compile(r"\b(?:not|no|never|hate|without|left|quit|worked|used to)\b[^.;!?]*$")
MOST = 3
"""A field is named in so many words."""
_SPECIFIES = re.compile(
    r"\b(?:specifically|exactly|precisely|to be (?:exact|precise|specific|clear)|in particular|i mean|i meant|that is"
    r"|rather|instead|only|more the|the (?:bit|part|side|end|kind|sort)|not the)\b"
)
_OPENS = re.compile(
    r"^\W*(?:(?:ok|okay|well|so|oh|no|nah|yes|yeah|sorry|actually|hm+|rather|i mean|i meant|more|more like|make it"
    r"|let's say|and|but|the|for|as|an?)[\s,]+)*"
    r"(?P<field>[a-z][a-z&+-]*(?: [a-z][a-z&+-]*){0,2}?)"
    r"(?:[\s,]+(?:specifically|exactly|precisely|to be (?:exact|precise|specific|clear)|in particular|i mean|i meant"
    r"|that is|rather|instead|side|part|only))*(?=\W*$|\s*[,.;:!?]|\s+-)"
)
_CONTRASTS = re.compile(
    r"^\W*(?:(?:no|nah|sorry|well|ok)[\s,.]+)*not (?P<out>[a-z][^.,;:!?\x00]{2,40}?)\s*[.,;:!]\s*(?:but |rather |i mean )?"
    r"(?:the |an? )?(?P<field>[a-z][a-z&+/ -]{1,30}?)\s*(?=$|[.,;:!?\x00])"
)


def halved_role(draft: Draft, known: Known) -> str:
    """The name of the role that a message tells in two halves, or beside the path in force; empty for none."""
    return _told_apart(draft, known) or _specified(draft, known)


def contrasted_field(draft: Draft, known: Known) -> str:
    """The field that somebody wants and not another one, where work is the matter: "not graphic design. UX."."""
    match = _CONTRASTS.match(draft.open)
    if match is None or len(match["field"].split()) > MOST or not _of_work(draft, known):
        return ""
    field = draft.written(match, "field")
    fields = (field, draft.written(match, "out"))
    return field if all(known.doing(each).score >= SURELY for each in fields) else ""


def _of_work(draft: Draft, known: Known) -> bool:
    changes = Changes()
    take_present(draft.copy(), changes)
    return bool("from" in changes.wanted or known.exploring or known.told_roles or goal_in_force(known))


def _told_apart(draft: Draft, known: Known) -> str:
    for pattern in _HALVES:
        match = draft.sees(pattern)
        if match and not _DENIED.search(draft.open[: match.end("field")]):
            words = match["field"].split()
            tails = (words[-length:] for length in range(min(MOST, len(words)), 0, -1))
            heads = (words[:length] for length in range(min(MOST, len(words)), 0, -1))
            for field in (*tails, *heads):
                if name := _named(" ".join((*field, match["head"])), known):
                    return name
    return ""


def _specified(draft: Draft, known: Known) -> str:
    """The narrower role of the same kind as the goal in force: "mobile, to be exact" beside a path to web developer."""
    goal = goal_in_force(known)
    match = _OPENS.match(draft.open) if goal and known.plan_in_focus and draft.sees(_SPECIFIES) else None
    if match is None:
        return ""
    name = _named(f"{match['field']} {goal.split('-')[-1]}", known)
    return "" if any(each.role == goal for each in known.roles.find(name)) else name


def _named(words: str, known: Known) -> str:
    """These words, where they are the name of a role."""
    found = known.roles.find(words)
    return words if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)) else ""
