"""A question whose topic is what was told before it in the same message: "... anything on that?"."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.reading import Act, Known, Understanding
from bot.advisor.understand.wishes import names_goal, names_role, read_wish

_KIND = (
    r"(?:(?:any|some)thing|any|some|one|stuff|things?|an? (?!(?:day|week|month|year|hour|minute|evening|night|lot"
    r"|bit)\b)\w+|(?:an? |any |some |the |short |online |free )*(?:courses?"
    r"|class(?:es)?|trainings?|lessons?|workshops?|badges?|certificates?|help))"
)
_HAVE = (
    r"(?:is there|are there|do you have|have you(?: got)?|you got|got|do you (?:know|offer)|i (?:want|need)"
    r"|i'd (?:like|love|need)|give me|show me|find me|what about|would there be|can i (?:do|learn))"
)
_WHAT = r"what (?:is there|have you(?: got)?|do you have|do you offer|can i learn|is there to learn)"
_TO_DO = r"(?:here|there|at all|maybe|i (?:can|could) (?:do|take|learn)|to (?:do|take|learn))"
_ON = (
    r"(?:on|about|for|against|to do with|that helps?(?: me)? with|which helps?(?: me)? with|to help(?: me)? with"
    r"|around)"
)
_THAT = r"(?:that|this|it|them|those|these|such (?:things|people|cases)|all (?:that|this))"
_WHO_HAS = (
    r"(?:which|what|any) (?:schools?|providers?|colleges?|places?|courses?|class(?:es)?)(?: here| there)?"
    r"(?: that| who)? (?:have|has|offers?|teach(?:es)?|gives?|do|does|covers?|runs?)"
)
_ON_THAT = re.compile(
    rf"(?P<asks>\b(?:(?:(?:{_HAVE} )?{_KIND}|{_WHAT})(?: {_TO_DO})* {_ON} {_THAT}"
    rf"|{_WHO_HAS} (?:this|that|these|such things)))\b"
    r"(?! (?:topic|subject|one|course|class|list)\b)"
)
_STORY = 4
"""Words of a sentence that tells something."""
_SENTENCE = re.compile(r"[.!?;\n]+|,\s+(?=(?:any|is there|are there|do you|have you|got|what|some)\b)")
_ASKS = re.compile(
    r"\?|^\W*(?:(?:and|but|so|ok|okay|then|now|well|oh)\W+)*(?:wh\w+|how|is|are|do|does|did|can|could|will|would|any|show"
    r"|tell|find|compare)\b"
)


def asks_on_that(draft: Draft) -> bool:
    """Whether a message asks what there is on something that it does not name."""
    match = draft.sees(_ON_THAT)
    return match is not None and not re.search(r"\w{3,}", _before(draft, match))


def read_on_that(draft: Draft, known: Known) -> Understanding | None:
    """A search for what somebody tells before they ask what there is on it; None where nothing was told."""
    match = draft.sees(_ON_THAT)
    told = draft.text[: match.start()].strip(" .!;,") if match else ""
    last = _SENTENCE.split(told)[-1]
    if match is None or len(told.split()) < _STORY or _ASKS.search(plain(last)):
        return None
    if names_goal(draft, known) or names_role(draft, known):
        return None
    asked = draft.copy()
    asked.blank(*match.span("asks"))
    found = read_wish(asked, known)
    if found.act is not Act.FIND or not found.text:
        return None
    nearest = read_wish(Draft(last), known).text if len(last.split()) >= _STORY else ""
    return replace(found, text=nearest or found.text)


def _before(draft: Draft, match: re.Match[str]) -> str:
    """What stands before the question, without the words that lead to it."""
    return re.sub(r"\b(?:and|but|so|well|now|then|okay|please|maybe|the)\b", " ", draft.open[: match.start()])
