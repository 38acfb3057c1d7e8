"""Questions about a path that stands: why a step, what it comes to, what is held after it, whether it can be sooner."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.dates import take_date
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.plan_limits import KNOWN, read_limits
from bot.advisor.understand.reading import Known, PlanAct, PlanAsk
from bot.advisor.understand.steps import NUMBER, STEPS, number_of, numbers_of

_WHY = [
    re.compile(pattern)
    for pattern in (
        rf"\bwhy\b.*?{STEPS}",
        rf"\bwhat (?:\w+ (?:earth|hell|world) |exactly |again )?(?:is|'s|was|do i need) (?:that |this |your )?{STEPS}"
        r"\s+(?:even |really |actually )?(?:good )?for\b",
        rf"\bwhat(?:'s| is) (?:the )?(?:use|point|purpose|sense|idea) (?:of|behind|in) (?:that |this "
        rf"|doing )?{STEPS}",
        rf"\bwhat(?:'s| is) (?:that |this )?{STEPS}\s+(?:doing|there)\b",
        rf"\b(?:how|in what way) (?:does|would|will|is) (?:that |this )?{STEPS}\s+(?:help|useful|bring|matter)",
        rf"\bwho (?:asked for|needs|wants) (?:that |this )?{STEPS}",
        rf"\bexplain {STEPS}",
        rf"\b(?:the )?(?:purpose|point|reason|sense|use|idea|thinking|logic) (?:of|for|behind) (?:having "
        rf"|taking )?{STEPS}",
        rf"\b(?:on what grounds|for what reason|how come)\b.*?{STEPS}",
        rf"\b(?:do i|must i|should i)\b.*\b(?:need|take|do)\s+{STEPS}",
        rf"\bis {STEPS}\s+(?:really |truly )?(?:needed|necessary|required|a must|worth it)\b",
    )
]
_WHY_LAST = re.compile(
    r"^\W*(?:(?:but|and|so|ok|okay|hm+) )*(?:why|how come|what for)(?: (?:that|this|these|those|them|in (?:this"
    r"|that) order|is that|is it there|do i need (?:it|that|this)"
    r"|(?:that|this) one))?\W*$"
)
_WHY_SKILL = re.compile(
    r"^\W*(?:and |but |so )?how come (?:there(?:'s| is) |i need |i have to (?:learn|do) )?(?P<why>[^?!.,]{2,40}?)"
    r" (?:shows? up|comes? up|appears?|is (?:in|on) (?:there|it|the \w+)|is there|turns? up)\b.*$"
    r"|\bhow come i(?:'m| am)? (?:supposed|meant|expected|have|need) to (?:know|learn|do"
    r"|take) (?P<supposed>[^?!.,]{2,40})"
    r"|^\W*(?:and |but |so )?(?P<named>[^?!.,]{2,40}?),? why(?: on earth| exactly| though)? (?:do|would|should"
    r"|must) i"
    r" (?:need|have|want|learn|do|take)\b.*$"
    r"|^\W*(?:and |but |so )?why (?:is there |do i need |the |all (?:the|this|that) )?(?:so|that) (?:much"
    r"|many) (?P<much>[^?!.]{2,40}?)"
    r"(?: lol| in (?:there|it|the plan)| stuff)*\W*$"
    r"|^\W*(?:and |but |so )?why (?:do i|would i|should i|must i|is|the)\b ?(?:need"
    r"|have to (?:learn|take)|learn|take)?\s*(?P<what>[^?!.]{2,50}?)(?: (?:in (?:there|it|the plan)|needed"
    r"|necessary))?\W*$"
)
_IN_THERE = re.compile(
    r"^\W*(?:and |so |but |ok )?(?:is|are|does it (?:have|cover|include|teach)"
    r"|do i learn) (?P<what>[^?!.]{2,40}?)(?: (?:in (?:there|it|the (?:plan|path))|included|part of (?:it|that"
    r"|the plan)))\W*$"
)
_MISSING = re.compile(
    r"\b(?:what|which(?: \w+)?)\b.*\b(?:(?:am|would|will|do) i (?:still )?(?:be )?(?:miss(?:ing)?"
    r"|lack(?:ing)?)|(?:still )?(?:do |would )?(?:i )?(?:still )?(?:not know|don't know) (?:at the end|then|after)"
    r"|(?:is|are|stays?) (?:not covered|uncovered|missing)"
    r"|(?:do|will|would) i (?:not|never) (?:get|learn|cover|have)"
    r"|(?:will|would|do|have) i (?:still )?(?:not|never|n't) (?:have |be )?(?:covered|learn(?:ed|t)?|know|able)"
    r"|i (?:do not|don't|won't|will not) (?:learn|get|cover)|(?:does|do|will|would) (?:it|this|that|they|the (?:plan"
    r"|path))"
    r" (?:not|n't|never) (?:cover|teach|include|touch)|(?:doesn't|does not|won't|don't) (?:it|this|that"
    r"|they)? ?(?:cover|teach|include)"
    r"|(?:does|do|will|would) (?:it|this|that|they|the (?:plan|path)) (?:leave out|miss(?: out)?|skip)"
    r"|(?:will|would|am|do) i (?:be )?(?:left without|go without|end up without))\b"
)
_UNTAUGHT = re.compile(
    r"\b(?:anything|something|what|whatever|which \w+)\b[^.!?]*\b(?:you|it|the (?:catalog|courses?|plan|path)|nobody"
    r"|no course)(?: here)?"
    r" (?:can(?:'t|not)|can not|won't|will not|doesn't|does not|do not|don't|couldn't) (?:even )?(?:teach|cover|offer"
    r"|give|have)\b"
    r"|^\W*(?:and |so |but |ok )*what(?:'s|s| is) (?:still |then )?(?:missing|lacking|left out|not covered"
    r"|not in (?:it|there))"
    r"(?: though| tho| then| now| from (?:it|that|this))*\W*$"
    r"|\bwhat (?:won't|will not|wouldn't|don't|do not) i (?:have |be )?(?:learn(?:ed|t)?|covered|know|able)\b"
)
"""What the path or the catalog does not teach."""
_COVERS = re.compile(
    r"\bhow much of (?:the|it|that|this|my) ?\w* ?(?:does|do|will|would) (?:that|it|this|they"
    r"|the plan) (?:cover|give|bring)\b"
)
_LOT = re.compile(
    r"\bhow (?:much|long|many hours)\b.*\b(?:the (?:whole )?lot|all (?:of )?(?:that|it|this)|the whole (?:thing"
    r"|plan|path)|the (?:plan|path))\b"
    r"|\bwhen (?:will|would|am|could|can) i (?:be )?(?:done|finish(?:ed)?|ready|through)\b"
    r"|\bhow (?:much(?: money| time)?|long|many hours) (?:is|are|does|would|will) (?:it|that|this|they)(?: all| be"
    r"| cost| take)*"
    r" (?:all together|altogether|in all|in total|combined)\b"
    r"|\b(?:whole|hole|entire) (?:thing|lot|plan|path)\W+(?:and )?how (?:much|long|many)\b"
    r"|\bhow (?:much|long|many (?:weeks|months|hours|steps|courses))(?: time| money)? (?:are|is|would) (?:we|it|that"
    r"|this|all)"
    r" (?:talking|coming to|all told|be all told|adding up to)\b"
    r"|\b(?:the |and the )?(?:bill|damage|grand total|bottom line) (?:for|of|on) (?:all (?:of )?)?(?:that|this|it"
    r"|them)\b"
)
_NEEDS = re.compile(
    r"\bwhat (?:would|will|does|do) (?:i|it) (?:need|take|have to \w+)(?: \w+)* to (?:cover|reach"
    r"|get|learn) (?:everything|all(?: of it)?|the rest|it all)\b"
)
_STOP = re.compile(
    rf"\b(?:what (?:do|will|would) i (?:have|hold|get|know|be left with)|if i (?:stop|quit|give up)"
    rf"|stop(?:ping)?)\b.*?"
    rf"\b(?:after|at|with)\s+(?:(?:only|just)\s+)?(?:the\s+)?(?:first\s+)?(?:steps?\s+)?(?P<after>{NUMBER})\b"
)
_CAN = re.compile(
    r"\b(?:can|could|will|would|do|am)\s+(?:i|it|we)\b.*\b(?:finish|done|ready|make it|complete|be through|reach"
    r"|manage)\b"
    r"|\bis (?:it|this|that) (?:possible|doable|realistic|feasible|manageable)\b|\bwhat (?:would|could"
    r"|will)\b.*\b(?:get|reach|bring|buy|change|help)\b"
)
_SHOW = re.compile(
    r"^\W*(?:(?:ok|and|so|then|now|please|can you|could you)[\s,]+)*(?:show|tell|see|list)?(?: me)?\s*(?:what(?:'s"
    r"| is| does)?|how much)"
    r" (?:is |still )*(?:left|remains?|missing|to do|open)(?: (?:to do|now|then|of it|in my plan))*\W*$|"
    r"^\W*(?:(?:can you |could you |please )*(?:show|see|give|list|repeat)|what(?:'s| is| was)|where(?:'s| is))\b.*"
    r"\b(?:my |the |that |this )?(?:path|plan|steps)\b(?: (?:again|now|once more|please))*\W*$"
    r"|^\W*(?:the|my) (?:path|plan|steps)(?: (?:again|please))*\W*$"
)
_LAID_OUT = re.compile(
    r"\bwhich (?:of )?(?:my |the )?(?:\w+ )?(?:courses?|classes|certificates|badges|things|skills)\b[^.!?]*\b"
    r"(?:count|help|are counted|do you count|apply)\b"
    r"|\b(?:put|lay|write|set|get|bring) (?:that|it|this|them|these|all(?: of (?:it|that))?)(?: out)? (?:in|into|with)"
    r" (?:an? |the |some |my |our )?(?:right |good )?(?:order|sequence|dates?|timeline|calendar)\b"
    r"|\bshow me the way\b"
    r"|\b(?:show|see|give)(?: me)? (?:the )?(?:whole|full|entire) (?:thing|lot|way|plan|path)\b"
)
_WHOLE = (
    r"(?:(?:it|that|this|they|all(?: (?:of )?(?:it|that|this))?|the (?:whole )?lot|everything"
    r"|the (?:whole )?(?:path|plan|thing))\b)"
)
_IN_ALL = r"(?:take|cost|me|me in all|be|come to|in all|in total|altogether|together|is it|are there|for me|now|then)"
_TOTALS = re.compile(
    rf"^\W*(?:(?:and|so|ok|but)\s+)*how (?:long|much(?: time| money)?|many (?:hours|weeks|months|steps|courses))"
    rf"(?: (?:is|are|will|would|does|do))?(?: {_WHOLE})?(?: {_IN_ALL})*\W*$"
    rf"|^\W*(?:(?:and|so|ok|but)\s+)*what (?:will|would|does|do|is) {_WHOLE}(?: {_IN_ALL})+\W*$"
    r"|^\W*(?:(?:and|so) )?when (?:will|would|am|could|can) i (?:be )?(?:done|finish(?:ed)?|ready|through)\W*$"
    r"|\bwhat(?:'s| is) the (?:total|sum)\b"
    r"|^\W*(?:(?:and|so|ok|but)\s+)*(?:what(?:'s| is)|how much(?:'s| is)?) (?:left|still to (?:do|pay))"
    r"(?: to (?:do|pay|study))?,? in (?:hours|money|time|weeks|dollars)\b"
    r"|^\W*(?:(?:and|so|ok|but)\s+)*is (?:it|this|that)(?: really| even)? (?:possible|doable|realistic|feasible"
    r"|manageable)\W*$"
)
_DEMANDS = re.compile(
    r"\b(?:any|an?|some|which|what) (?:\w+ )?(?:licen[cs]es?|permits?|registrations?|credentials?|certifications?"
    r"|degrees?)\b"
    r".*\b(?:i (?:gotta|have to|need to|must|need|should) ?(?:have|get|hold)?|on top(?: of (?:that|it|all that))?"
    r"|employers? (?:want|ask)"
    r"|needed|required)\b"
    r"|\b(?:do|will|would) (?:the )?(?:employers?|they|the state|bosses|companies) (?:want|ask|expect|require|insist"
    r"|demand)\b"
    r"|\b(?:do|does|will|would|can) (?:any|one|some|all|none|it|this|that|these|they)(?: of (?:these|those|them|it))?"
    r" (?:actually |really )?(?:get|give|earn|bring|make) me (?:the|an?|my|any) (?:[\w']+ ){0,2}"
    r"(?:licen[cs]es?|permit|ticket|diploma|degree|registration)\b"
    r"|\b(?:can|could|may|will|would|am) i (?:then |allowed to |able to |really )*(?:sit|take|write|apply|register)"
    r" (?:for )?(?:the|that|this|my) (?:\w+ ){0,2}(?:exams?|tests?|licen[cs]e|boards)\b"
    r"|\bi (?:can|could|may) (?:then )?(?:sit|take|write) (?:for )?(?:the|that|this|my) (?:\w+ ){0,2}(?:exams?"
    r"|tests?|licen[cs]e|boards)\b"
    r"|\b(?:anything|something) (?:legal|official)(?:ly)? (?:that )?i (?:need|must|have to)\b|"
    r"\b(?:do|will|would|must|should) i (?:also |really |still )*(?:need|have)\b.*\b(?:licen[cs]es?|degrees?"
    r"|diplomas?"
    r"|certifications?|qualifications?|bachelor'?s?|college|experience)\b"
    r"|\b(?:is|are) (?:an? |any |some |the )*(?:licen[cs]es?|degrees?|diplomas?|certifications?|qualifications?"
    r"|bachelor'?s?"
    r"|experience)\b.*\b(?:demanded|required|needed|necessary|a must|expected|asked)\b"
    r"|\b(?:by law|legally|officially)\b.*\b(?:have|need|must|required?|allowed|hold|get)\b|\b(?:have|need|must"
    r"|required?|allowed)\b"
    r"[^.!?]*\b(?:by law|legally|officially)\b"
    r"|\b(?:does|do|will|would|is|are|can|did)\b[^.!?]*\b(?:the |that |this |your )?(?:government|state|law|county"
    r"|irs"
    r"|authorit(?:y|ies)"
    r"|job|trade|ads?|adverts?|postings?|profession)\b[^.!?]*\b(?:want|require[ds]?|ask|need|demand"
    r"|insist)\w*\b[^.!?]*\b(?:numbers?"
    r"|licen[cs]es?|permits?|registration|registered|papers?|tests?|exams?|cards?|degrees?|certificates?"
    r"|certification"
    r"|experience"
    r"|high school|checks?)\b"
    r"|\b(?:do|will|would|must|should)(?: (?:i|you|u|they|one|people|we))?[^.!?]*\b(?:need|have|make (?:you|me|us"
    r"|people) (?:do|take|sit|pass))\b"
    r"[^.!?]*\b(?:papers|licen[cs]es?|permits?|(?:a |an |some )?(?:entry |drug |entrance )?(?:test|exam) (?:when"
    r"|before|to) (?:you|i|get|be)"
    r" ?(?:apply|hired|in)?|background check)\b"
    r"|\b(?:does|do|will|would) (?:this|that|it|these|they|the (?:plan|path)) make me (?:an? )?(?:licen[cs]ed"
    r"|certified|registered"
    r"|qualified|real)\b"
    r"|\b(?:degrees?|diplomas?|bachelor'?s?|licen[cs]es?|certificates?|experience)\b[^.!?]*\b(?:indispensable"
    r"|obligatory|mandatory"
    r"|compulsory|a must|essential|expected)\b"
    r"|\bis that enough\b|\bwhat else (?:do i need|is (?:needed|required)|does it take)\b"
)
_UNDO = re.compile(
    r"^\W*(?:(?:no|nope|nah|ok|please|oh|eh|er|uh|hm+|well|sorry|actually|then|and|worse"
    r"|i lied)[\s,.!]+)*(?:undo(?: (?:that|it|this))?"
    r"|(?:go|change it|switch|put (?:it|that|them|those|the \w+)|bring (?:it|that|them|those"
    r"|the \w+)) back(?: in)?(?: again)?(?: to (?:what|how|where) (?:it|they) (?:was|were)(?: before)?| as it was)?"
    r"|(?:revert|restore|reinstate)(?: (?:it|that|them))?|take (?:that|it) back"
    r"|(?:i (?:want|prefer|liked?)(?: to have)? |give me |back to )?(?:the )?(?:old|previous|earlier|former"
    r"|last|first|original)"
    r" (?:path|plan|one|version)(?: (?:again|back|more|was better|was nicer|before))*"
    r"|as (?:it was|before)(?: before)?|(?:it|that) was better(?: before)?)(?: please| then| again)*\W*$"
)

_LEAVE = re.compile(
    r"^\W*(?:no|nope|nah|no (?:thanks|thank you)|not now|(?:better|rather) not|never ?mind"
    r"|(?:just )?(?:leave it|keep it(?= (?:as it is|that way|like that)))(?: as it is| that way| like that)?)"
    r"(?:[\s,.!]+(?:thanks|thank you|leave it|keep it|that's fine))*\W*$"
)


_IT = r"(?:it|that|this|them|those|these)(?: (?:one|course|class))?"
_MY_PLAN = r"(?:(?:my|the|this|that) (?:plan|path|list)|there)"
_ADD = re.compile(
    rf"\b(?:add|put|get|have|take|squeeze|fit|work|throw|bring) (?:the |that |this "
    rf"|an? )?(?P<in>(?!{_IT}\b)[^.,;!?\x00]{{3,60}}?)"
    r" (?:course|class|one|thing|badge|certificate|training) in(?:to)?\b(?! (?:english|spanish|french|german|person"
    r"|the (?:first|same)))"
    rf"|\b(?:add|put|include|pin|squeeze)\s+(?:(?:{_IT})|(?P<what>[^.,;!?\x00]{{3,80}}?))\s+(?:to|in|into"
    rf"|on) {_MY_PLAN}"
    rf"|^\W*(?:(?:ok|yes|and|so|then|please|can you|could you)[\s,]+)*(?:add|put|include)\s+{_IT}(?: in)?"
    r"(?: (?:too|as well|also|then|please))*\W*$"
)
_HOLDS = re.compile(rf"\b(?:is|are|was) {_IT} (?:already )?(?:in|part of|on|among) {_MY_PLAN}\b")


def read_question(draft: Draft, known: Known) -> PlanAsk | None:
    """A question about the path; None where the message is none."""
    question = _of_a_course(draft) or _of_a_step(draft) or _of_the_whole(draft)
    return question or (_in_focus(draft, known) if known.plan_in_focus else None)


def _of_a_course(draft: Draft) -> PlanAsk | None:
    """A course that shall be a step, or of which it is asked whether it is one."""
    if match := draft.sees(_ADD):
        return PlanAsk(PlanAct.ADD, title=_added(draft, match))
    return PlanAsk(PlanAct.HOLDS) if draft.sees(_HOLDS) else None


def _added(draft: Draft, match: re.Match[str]) -> str:
    """The words for what is added; empty for what was spoken of last."""
    name = next((name for name in ("what", "in") if match[name]), "")
    return draft.written(match, name) if name else ""


def _of_a_step(draft: Draft) -> PlanAsk | None:
    if match := next((match for pattern in _WHY if (match := draft.sees(pattern))), None):
        return PlanAsk(PlanAct.WHY, step=numbers_of(match)[0])
    if match := draft.sees(_STOP):
        return PlanAsk(PlanAct.STOP, step=number_of(match["after"]))
    match = draft.sees(_WHY_SKILL) or draft.sees(_IN_THERE)
    if match is None:
        return None
    named = next(name for name, words in match.groupdict().items() if words)
    return PlanAsk(PlanAct.WHY, have=draft.written(match, named))


def _of_the_whole(draft: Draft) -> PlanAsk | None:
    shows = (_MISSING, _UNTAUGHT, _NEEDS, _LAID_OUT, _COVERS)
    if _SHOW.match(draft.open) or any(draft.sees(pattern) for pattern in shows):
        return PlanAsk(PlanAct.SHOW)
    return PlanAsk(PlanAct.TOTALS) if draft.sees(_LOT) else None


def _in_focus(draft: Draft, known: Known) -> PlanAsk | None:
    """What is a question about the path only while it is the matter."""
    if _WHY_LAST.match(draft.open):
        return PlanAsk(PlanAct.WHY)
    if _LEAVE.match(draft.open):
        return PlanAsk(PlanAct.LEAVE)
    if _UNDO.match(draft.open):
        return PlanAsk(PlanAct.UNDO)
    if not known.focused and _TOTALS.search(draft.open):
        return PlanAsk(PlanAct.TOTALS)
    if draft.sees(_DEMANDS):
        return PlanAsk(PlanAct.DEMANDS)
    if draft.sees(_CAN):
        by = take_date(draft, known.today)
        changes = read_limits(draft, known).wanted | ({"by": by.isoformat()} if by is not None else {})
        if changes and changes.keys() <= KNOWN:
            return PlanAsk(PlanAct.CAN, wanted=changes)
    return None
