"""Questions about one fact in forms that name another one by the way: the level that is asked for is none that is taught, to
get in is no date, and a second part is no second entry of a list."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.reading import Aspect

_X = r"(?P<x>[^?!,;]+?)"
_END = r"(?:[,;]? (?:please|then|again|exactly|though|at all|by the way|btw|actually|really))*[\s?!.]*$"
_WHO = r"(?:i|we|you|one|he|she|they|people|somebody|someone)"
_NEED = (
    r"(?:(?:have|need|got|ought|be supposed|are supposed) to |gotta |already |all )*(?:need|have|bring|show|know|be|do|take"
    r"|done|taken|finish|finished|complete|completed|pass|passed|studied|learn|learnt|learned)(?: (?:to (?:have|be|know|do))"
    r"| already| done| finished| passed)*"
)
_ENTER = (
    r"(?:(?:get (?:in|on)|be (?:let|allowed|accepted|admitted|taken)(?: on| in)?)(?:to)?|join|enrol+|sign up|apply|start"
    r"|begin|qualify|get a (?:place|seat|spot)|take part|be eligible)(?: (?:in|for|on|with|to|it))*"
)
_PART = (
    r"(?:second|third|next|further|follow(?:ing|[- ]?up)|continuing|advanced|more advanced|higher|another|subsequent|later"
    r"|bigger|level (?:2|two|3|three))"
)
_UNIT = r"(?:parts?|course|class|levels?|steps?|modules?|ones?|stages?|badge|things?)"
_AFTER = r"(?:after|to follow|that follows|following|beyond|on top of|building on|that builds? on|to go on from)"
_SEQUEL = r"(?:follow[- ]?ups?|sequels?|continuations?|part (?:two|2|ii))"
NEXT_PART = re.compile(rf"\b{_PART} {_UNIT} {_AFTER}\b")
"""What would come after something, and no place in a list."""


def _asks(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form + _END) for form in forms)


_NAMED = r"^[\W\x00]*(?:(?:and|so|but|ok|okay|what about|how about|what(?:'s| is| are))\W+)*(?:the |its |their )?"
WONDERING = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|also|then|thanks|great|good|hm+)\W+)*(?:do you (?:happen to |also )?know(?! (?:of )?(?:an?"
    r"|any|some|one|anything|something|how to)\b)|(?:can|could|would|will) you (?:please |also |maybe )*(?:tell|say|let)"
    r"(?: to)?(?: me)?(?: know)?(?! (?:more |all |everything |a bit )?about)|any idea"
    r"|i(?:'d| would)? (?:like|want|need|love) to know(?! (?:more |all |everything )?(?:about|how to))"
    r"|may i (?:ask|know))\b,?"
)
"""What leads a question politely: "do you know the price of ...?"."""
FURTHER_ASPECTS: tuple[tuple[Aspect, tuple[re.Pattern[str], ...]], ...] = (
    (
        Aspect.BEFORE,
        _asks(
            rf"\bwhat (?:all |else |exactly )?(?:do|does|would|will|must|should) {_WHO} {_NEED} (?:in order )?to {_ENTER}"
            r"(?: (?P<x>it|this|that|them|(?:the|that|this) (?:course|class|certificate|badge|program|first|second|third"
            r"|last)(?: one)?))?",
            rf"\b(?:what|which|how (?:high|good|low|much of) an?) (?:\w+ )?level(?: of \w+)? (?:do|does|must|should|would"
            rf"|will) {_WHO} {_NEED}(?: (?:for|in|to (?:start|join|take|enter|begin|get into?)) {_X})?"
            rf"(?: (?:first|before(?:hand)?|in advance|to (?:start|join|begin|get in)))?",
            rf"\bis there (?:anything|something|a (?:course|class|badge)) (?:that )?{_WHO}(?:'d| would|'ve|'ll| will)?"
            rf" (?:have|need|got|ought|had) to (?:have )?(?:do(?:ne)?|taken?|finish(?:ed)?|know|completed?|learn(?:ed)?"
            rf"|pass(?:ed)?)"
            rf"(?: (?:first|before(?:hand)?|already|in advance))*(?: (?:for|before|to start|to take) {_X})?",
        ),
    ),
    (Aspect.LEVEL, _asks(rf"{_NAMED}(?:level|difficulty) (?:of|for) {_X}")),
    (Aspect.HOURS, _asks(rf"{_NAMED}(?:hours|length|duration|workload) (?:of|for) {_X}")),
    (Aspect.LANGUAGE, _asks(rf"{_NAMED}languages? (?:of|for) {_X}")),
    (
        Aspect.TOWARD,
        _asks(
            rf"\b(?:is|are|will|would) there (?:be )?(?:an? |any |some )?{_PART} {_UNIT} {_AFTER} {_X}",
            rf"\b(?:is|are|will|would) there (?:be )?(?:an? |any )?{_SEQUEL}"
            rf"(?: (?:to|of|for|after) {_X})?",
            rf"\b(?:does|do|will) {_X} (?:have|come with) (?:an? |any )?(?:{_PART} {_UNIT}|{_SEQUEL})",
            rf"\b(?:what|which {_UNIT}) (?:can|could|should|would|do) {_WHO} (?:do|take|learn|study) (?:next )?after {_X}",
            rf"\bwhich {_UNIT} (?:comes?|follows?|is) (?:next )?after {_X}",
        ),
    ),
)
"""Read before the forms of `aspects.py`, most of which they would be taken for."""
