"""What shall be forgotten of the person, or is no longer so."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.polite import POLITE
from bot.advisor.understand.reading import Known, PersonAct, PersonAsk
from bot.advisor.understand.statements import ASKS, read_statement

_NOT_THAT = re.compile(
    r"^\W*(?:(?:correction|sorry|no|oops|wait|actually|i meant?|but)[\s,:.-]+)*"
    r"not (?P<what>[^.,;!?\x00]{1,40}?)\s*(?:$|[.,;!?])"
)
_FORGET = re.compile(
    POLITE + r"(?:forget|delete|remove|erase|wipe|clear|strike|scrap|don't remember"
    r"|do not remember)(?: about)? (?:that |the fact that )?"
    r"(?P<what>(?:i|my|me|(?:that )?(?:thing )?about|what i said about"
    r"|(?:what(?:ever)?|everything|all)(?: that)? you(?:'ve)? (?:know|have|keep|kept|noted|wrote|got)(?: down)? (?:about"
    r"|of|on) my)\b[^.;!?\x00]{2,80})\W*$"
)
_A_LIMIT = re.compile(
    r"^(?:that )?about the (?P<limit>date|deadline|budget|price|money|hours|limit|language|level|provider|credits?"
    r"|certificate"
    r"|delivery)"
)
_CLAUSE_END = re.compile(r"[,;:] | but | because | since | as i ", re.IGNORECASE)
"""Where the reason begins, or what shall stay: it is not forgotten."""
_FORGET_LIMIT = re.compile(
    POLITE + r"(?:forget|delete|erase|remove)(?: about)? (?:the|that|my) (?P<what>budget|money|deadline|date"
    r"|languages?|hours|pace)"
    r"(?: (?:thing|bit|part|note|entry|stuff))?(?: (?:please|now|again))*\W*$"
)
_STRIKE = re.compile(
    POLITE + r"(?:forget|delete|erase|remove|strike|scratch|scrap|take (?:off|out)|drop)(?: about)? (?:the |that |my )?"
    r"(?P<what>[a-z+#][^.,;!?\x00]{0,40}?)(?: (?:again|please|from (?:it|there|my \w+|the list)))*\s*(?:[.,;!?-].*)?$"
)
"""A skill that was told and shall be forgotten: "delete SQL, I barely know it"."""
KINDS: dict[str, tuple[str, ...]] = {
    "budget": ("budget", "money", "spend"),
    "currency": ("budget", "money", "spend"),
    "hours_per_week": ("pace", "hours", "time"),
    "by": ("date", "deadline"),
    "goal": ("goal", "become", "plan"),
    "role": ("job", "work", "role", "occupation"),
    "languages": ("language", "languages", "speak"),
    "device": ("device", "phone", "laptop", "computer", "tablet"),
    "notes": ("note", "notes"),
    "avoid": ("provider", "providers"),
}
"""The kinds of facts that are kept of a person, and the words for them."""
_FORGET_THING = re.compile(
    POLITE + r"forget(?: about)? (?:the|that) (?!(?:hours?|time|price|money|budget|cost|level|language|provider|credit"
    r"|(?:\w+ )?own pace"
    r"|self[- ]paced|online|in[- ]person|classroom|certificate|badge|free|cheap|beginner)s? )"
    r"(?P<what>[\w+#. -]{2,30}?) (?:thing|one|bit|part|stuff)\b"
)
_NO_LONGER = re.compile(
    r"\b(?:i'?m|i am|i) (?:not |no longer |don'?t |do not )+(?P<what>(?:an? |the |work as |working as |employed as )"
    r"[a-z][a-z' /-]{2,40}?)(?: (?:any ?more|any longer|now)\b.*| since\b.*|\W*$)"
)


def forgotten(draft: Draft, known: Known) -> PersonAsk | None:
    """One thing that shall be forgotten, or that is no longer so."""
    match = _FORGET.match(draft.open)
    limit = _A_LIMIT.search(match["what"]) if match else None
    if match and not (limit and (known.plan_in_focus or limit["limit"].rstrip("s") in known.held)):
        what = _CLAUSE_END.split(draft.written(match, "what"))[0]
        said = read_statement(Draft(what), known)
        lost = PersonAsk(PersonAct.FORGET, words=what)
        return lost if said is None else replace(lost, role=said.role, have=said.have, device=said.device)
    named = _fact_named(draft, known)
    if named:
        return PersonAsk(PersonAct.FORGET, words=draft.written(named, "what"))
    match = _NO_LONGER.search(draft.open)
    if match and not ASKS.search(draft.open):
        role = re.sub(r"^(?:(?:work\w*|employed) as )?(?:an? |the )?", "", draft.written(match, "what"))
        return PersonAsk(PersonAct.FORGET, words=role, role=role)
    return None


def _fact_named(draft: Draft, known: Known) -> re.Match[str] | None:
    """A skill that is known of the person, a limit that is kept of them, or anything that is called a thing."""
    skill = _STRIKE.match(draft.open)
    if skill and known.holds(draft.written(skill, "what")):
        return skill
    limit = _FORGET_LIMIT.match(draft.open)
    pace = limit is not None and limit["what"] in KINDS["hours_per_week"]
    if limit and (pace or not known.plan_in_focus) and any(limit["what"] in KINDS[kind] for kind in known.kept):
        return limit
    return _FORGET_THING.match(draft.open)


def taken_back(draft: Draft, known: Known) -> PersonAsk | None:
    """A skill that was told and is not theirs after all: "sorry, not Tableau"."""
    match = _NOT_THAT.match(draft.open)
    words = draft.written(match, "what") if match else ""
    return PersonAsk(PersonAct.REMEMBER, lack=words) if words and known.holds(words) else None
