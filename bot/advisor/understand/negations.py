"""What a person does not want and no filter can leave out: said in the answer, never searched for."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Changes

_REFUSES = (
    r"except(?: for)?|excluding|anything but|other than|(?:i )?(?:don'?t|do not|didn'?t) (?:want|like|need|mean)"
    r"|not interested in|forget(?: about)?"
)
_NEED = (
    r"(?:no|without(?: an?)?|(?:do(?:es)?n'?t|do(?:es)? not|never|not) (?:have|need(?:ing)?|requir(?:e|ing)"
    r"|want)(?: an?| any)?)"
)
_NOT_THERE = re.compile(
    r"\b(?:nothing|not|n't|no|never|without|avoid|rather not|hate|can't|cannot|don't)\b[^.,;!?\x00]{0,45}?"
    r"\b(?P<what>in[- ]person|face to face|on campus|on[- ]site|go(?:ing)? (?:in)?to (?:a |any |the )?(?:class(?:es"
    r"|room)?|school|campus|college)|turn(?:ing)? up(?: somewhere| for| in person)*"
    r"|show(?:ing)? up(?: somewhere| for| in person)*|commut(?:e|ing)|in a classroom)\b"
)
"""What nobody has to go to."""
_NO_DEGREE = re.compile(rf"\b(?:that |which )?{_NEED} (?:[a-z]+ )?degrees?\b")
_FEARED = re.compile(
    r"\b(?:panic (?:in|at|before)|(?:afraid|scared|terrified) of|fear(?: of)?|bad at|nervous (?:in|at|about"
    r"|before)|hate|fail(?:ed)?|pass(?:ing|ed)?)"
    r" (?:the |my |an? |all )?(?:[a-z]+ ){0,2}exams?\b"
)
_BUSY = re.compile(
    r"\b(?:because|cos|cuz|due to|thanks to|with)(?: of)? (?:my |the |all the |school "
    r"|uni )*exams?(?: (?:coming up|on|now))?\b"
)
"""Exams for which somebody has no time."""
_COMPLAINT = re.compile(
    r"\bi(?:'m| am) (?:so |really |very )?(?:bored|tired|sick|fed up|annoyed) (?:by|of|with) (?:these|those|all"
    r"|the|your)\b"
    r"[^.,;!?\x00]{1,50}(?=[.,;!?])"
)
_NO_EXAM = re.compile(r"\b(?:without|no) (?:an? |any )?(?P<what>(?:final |closing )exams?)\b")
_FACET = re.compile(
    rf"\b(?:but not|not|without|no|{_REFUSES})(?: (?:any|an?|the|for|in))* (?P<what>(?:digital )?badges?"
    rf"|(?:professional )?"
    r"certificat(?:e|ion)s?|micro-?credentials?|degrees?|exams?|in[- ]person|self[- ]paced)\b"
)
_NOT_WHOLE = re.compile(
    r"\b(?:not|no|rather than|instead of|without) (?:an? |the )?(?:whole|full|entire|complete|big|long) "
    r"(?:professional )?(?:certificate|degree|program(?:me)?|badge)s?\b"
)
_TOPIC = re.compile(
    rf"(?:(?:^|[,;.!?\x00]|\b(?:but|and))\s*not|\b(?:{_REFUSES}))\s+(?:(?:to (?:learn|do|study|take)|any|the|an?)\s+)*"
    r"(?P<what>(?!(?:i|what|sure|really|yet|now|only|just|too|that|this|it|bad|interested|so|for|in|from|at|free|because|to"
    r"|necessarily|good|great|much|helpful|what|quite|exactly|at all|very|anything|something|more|less)\b)"
    r"[^\W\d_](?:[\w+#'-]|\.(?=\w))*(?: [^\W\d_](?:[\w+#'-]|\.(?=\w))*){0,2}?)(?: (?:stuff|courses?|things?|ones?"
    r"|please))*\s*(?=$|[,;.!?\x00])"
)

_SLIP = re.compile(
    r"\bi (?:meant|mean|said)\b [^,.;!?\x00]{2,40}?(?P<not>,? (?:and )?not (?!(?:to|in|too|so|only|just|very"
    r"|sure|from|by)\b)"
    r"[^,.;!?\x00]{2,30})(?=\s*(?:$|[,.;!?]))"
)


def read_negated_facets(draft: Draft, changes: Changes) -> None:
    """Takes "no exams", "except badges": before the same words are read as a wish."""
    draft.take_all(_NO_DEGREE)
    draft.take_all(_FEARED)
    draft.take_all(_BUSY)
    draft.take_all(_COMPLAINT)
    for match in draft.take_all(_NO_EXAM):
        changes.note("cannot_exclude", what=draft.written(match, "what"))
    if draft.sees(_NOT_THERE):
        draft.take_all(_NOT_THERE)
        changes.note("cannot_exclude", what="in person")
    if draft.take_all(_NOT_WHOLE):
        changes.cleared.add("kind")
    for match in draft.take_all(_FACET):
        changes.note("cannot_exclude", what=draft.written(match, "what"))


def read_negated_topics(draft: Draft, changes: Changes) -> None:
    """Takes "not python", "I don't want Microsoft stuff"; of "I meant excel not word" the second is only a slip."""
    slip = draft.sees(_SLIP)
    if slip:
        draft.blank(*slip.span("not"))
    for match in draft.take_all(_TOPIC):
        changes.note("cannot_exclude", what=draft.written(match, "what"))
