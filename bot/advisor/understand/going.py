"""Whether one has to go somewhere for a course or a path: a question how it is taught, and no wish to stay at home."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.aspects import asked
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Act, Aspect, Known, Reference, Understanding
from bot.advisor.understand.references import points_at_all, take_references

_LEAD = (
    r"^[\W\x00]*(?:(?:and|so|but|ok|okay|k|well|then|also|oh|hm+|now|plus|btw|by the way|wait|right|great|thanks|cool)"
    r"[\s,.:;!-]+)*"
)
_WHO = r"(?:i|we|he|she|you|one)"
_MUST = r"(?:(?:really|actually|ever|even|then|still|also|physically) |(?:have|need|got|expected|supposed) to |gotta )*"
_THEM = r"(?: of (?:it|this|that|these|those|them|the (?:steps|courses|classes|path|plan)))?"
_PLACE = (
    r"(?:(?:the|a|any|some|their|your) )?(?:\w+ )?(?:places?|sites?|buildings?|locations?|campus|schools?|class ?rooms?|class"
    r"|lessons?|labs?|cent(?:er|re)|office|college)"
)
_GO = (
    rf"(?:(?:go|come|drive|head|get|travel)(?: all the way)? (?:to {_PLACE}|somewhere|anywhere|there|out|places|in)\b"
    r"|(?:go|come|attend|be there|show up|turn up|take part|be present|be (?:somewhere|anywhere|there))"
    r"(?: [a-z]+){0,3}? (?:in person|physically|on site)|travel\b|commute\b|show up\b|turn up\b|physically\b"
    r"|be (?:somewhere|anywhere)\b|leave (?:the|my|our) (?:house|home|flat|apartment|sofa|desk))"
)
_ON_SITE = r"(?:in[- ]person|on[- ]?site|on[- ]campus|face[- ]to[- ]face|in a (?:class ?room|school|real room))"
_PARTS = r"(?: (?:ones?|bits?|parts?|steps?|courses?|class(?:es)?|pieces?|things?|stuff))?"
_ASKS_GOING = re.compile(
    rf"{_LEAD}(?:do|does|would|will|must|should|have|am|are) {_WHO} {_MUST}{_GO}"
    rf"|{_LEAD}(?:which|what){_PARTS}{_THEM}(?: is it that)? (?:do|would|will|must|should) {_WHO} {_MUST}{_GO}"
    rf"|{_LEAD}(?:which|what){_PARTS}{_THEM} (?:is|are|happens?|takes? place|runs?) (?:not (?:online|remote|at home)"
    rf"|{_ON_SITE}|offline)"
    rf"|{_LEAD}(?:is|are) (?:any|some|all|parts?|much|none|most|everything|anything){_PARTS}{_THEM} (?:really |only )?"
    rf"{_ON_SITE}"
)
_HOW_MUCH = re.compile(rf"{_LEAD}how much{_THEM} (?:is|are) (?:{_ON_SITE}|hands[- ]on|practical|online|remote)\b")
_OF_IT = re.compile(r"\b(?:there|for (?:it|this|that)|is it|is that)\b")
_CONDITION = re.compile(r"\b(?:to (?:become|be|work|get) (?:an? )?|for (?:work|the job|that job|my job))")
"""What somebody would have to do in work, and not in a course."""


def read_going(draft: Draft, known: Known) -> Understanding | None:
    """A question whether one has to be anywhere for what is spoken of; None where nothing is."""
    spoken = known.plan_in_focus or known.focused or known.listed or draft.sees(_OF_IT)
    asks = draft.sees(_ASKS_GOING) or (known.plan_in_focus and draft.sees(_HOW_MUCH))
    if not spoken or known.exploring or not asks:
        return None
    if draft.sees(_CONDITION) or known.titles_in(draft.text) or (asked(draft) and not known.plan_in_focus):
        return None
    return Understanding(Act.DETAILS, aspects=(Aspect.DELIVERY,), references=_pointed(draft.copy(), known))


def _pointed(draft: Draft, known: Known) -> tuple[Reference, ...]:
    found = take_references(draft, known.listed, known.compared) if known.listed or known.plan_in_focus else ()
    if found or known.plan_in_focus or not known.listed:
        return found
    return (Reference(place=0, told=True),) if points_at_all(draft) else ()
