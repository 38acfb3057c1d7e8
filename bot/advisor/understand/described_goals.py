"""Goals that are described and not named: what somebody wants to do for work, or the field in which they want to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Known
from bot.advisor.understand.unnamed import work_without_name

FIRM = 0.14
"""The score from which a description beside plain words of wanting work is like what is done in a role."""
LIKE = 0.2
"""The same, where only its likeness to other messages says that a message wants work."""
DOING = 0.2
"""The same, where a message only says what somebody wants to do."""
OTHERWISE = 0.3
"""The score from which a message is like something else than a goal or a search."""

_WANT = (
    r"(?:(?:want|wanna|like|love|hope|plan|wish|fancy|dream|aim|prefer|mean|try|trying|hoping|planning|aiming"
    r"|thinking"
    r"|dreaming|interested|considering|imagine|fancied|wanting|ready|keen|tempted|rather|see myself|picture myself"
    r"|imagine myself|should|could|might)(?: (?:to|of|about|on|in))*)"
)
_FOR_WORK = re.compile(
    r"\b(?:as (?:a|my) (?:real |proper |new |day |second |full[- ]time )?(?:job|career|profession|living|work)"
    r"|for (?:a|my) (?:living|job|career)|professionally|(?:get|getting|be|being) paid (?:for|to|doing)"
    r"|(?:make|making|earn|earning) (?:a|my) living|(?:make|making|earn|earning) (?:my |some )?money (?:with|by"
    r"|from|out of)"
    r"|(?:turn|make|making) (?:it|this|that|my \w+|what i \w+) (?:in)?to (?:a |my |her |his |their )?(?:\w+ )?(?:business|job"
    r"|career|living)"
    r"|make (?:it|this|that) (?:a |my |her |his |their |our )(?:\w+ )?(?:business|job|career|living)"
    r"|(?:make|give|draw up|write|draft) me an? (?:plan|path|road ?map)"
    r"|live (?:from|off|on) (?:my|it|that|this)"
    r"|(?:that|it|this|which|to) (?:\w+ ){0,2}(?:be|become|were|was) (?:my|a|the) (?:\w+ )?(?:job|work|career|living)"
    r"|be paid work|do (?:it|that|this) (?:for money|full[- ]time)|for money)\b"
)
"""Words for earning one's living with something."""
_TOWARDS = r"(?:lean(?:ing)? towards?|drawn to(?:wards)?|set on|heading (?:for|towards))"
_INTO = re.compile(
    rf"\b{_WANT} (?:get(?:ting)? into|go(?:ing)? into|mov(?:e|ing) (?:in)?to|break(?:ing)? into"
    rf"|switch(?:ing)? (?:in)?to"
    r"|end(?:ing)? up in|work(?:ing)? (?:in|with|on|for|at)(?! (?:my|our|this|that|it|improving)\b)"
    r"|help(?:ing)? (?:out )?(?:in|at|on)|be(?:ing)? (?:up |out |back |down )?(?:in|on|at|with|around|near|outside"
    r"|outdoors|behind|among)"
    r"|retrain(?:ing)? in|earn(?:ing)? my living"
    r"|start(?:ing)? (?:my own|a|an own|up) (?:\w+ )?(?:business|company|shop|cafe|firm|place)"
    r"|open(?:ing)? (?:my own|an?) (?!account|file)|be(?:ing)? my own boss|go(?:ing)? (?:self-employed|freelance)"
    r"|do(?:ing)? something (?:with|in|for|around)|be(?:ing)? (?:in charge of"
    r"|responsible for|the (?:one|person|guy|woman|man|boss) (?!in\b)"
    r"|(?:(?:among |one of )?(?:those|the people)|some(?:one|body)) (?:who|that)))\b"
    rf"|\b(?:{_TOWARDS}|the one who (?:gets|is) paid to) "
    r"|\b(?:a |my )?(?:new )?(?:job|career|role|position|future) (?:in|with|where|that|around|doing)"
    r" (?!(?:this|that|it|these|them)\b)"
    r"|\b(?:thinking|dreaming) (?:of|about) (?!learning|studying|taking|doing (?:a|an|this|that|the|some) )\w+ing\b"
    r"|\b(?:what(?:'s|s| does| would| is)? it take to|be(?:ing)?|become) one of (?:those|them|the|these)\b"
    r"|\bhow (?:do|can|could|would|might) (?:i|someone|somebody|one) (?:ever |one day |best )?(?:get|come|manage) to"
    r" (?!know\b|see\b|that\b|the\b|it\b|step\b|my\b)\w+"
    r"|\bbecom(?:e|ing) (?:the|an?|one of the) (?:person|one|guy|woman|man|lady|people|ones|folks) (?:who|that|to)\b"
    r"|\bwhat (?:do|would|will|should|must) i need (?:for|to|if i) (?:want to )?(?:get(?:ting)? "
    r"|start(?:ing)? )?(?:work(?:ing)?|a job)"
    r" (?:in|at|with|on|for)\b"
    r"|\b(?:way|route|road|path|door) (?:in)?to (?!bring\b)\w+ing\b"
    r"|\b(?:want|like|love|hope) (?:to )?(?:have )?the (?:desk|office|inside|indoor|day) (?:job|work)\b"
    r"|\b(?:somebody|someone|the (?:person|one|people|guy|guys|woman|women|man|men|lady|ladies)) (?:who"
    r"|that) \w+s?\b.*"
    r"\b(?:want|wanna|like|love) (?:to )?(?:be|do|that)\b"
)
"""Words for wanting to work in a field, or as those who do something."""
_DO = re.compile(
    rf"\b{_WANT} do(?:ing)? (?!(?:an?|the|this|that|it|some|one|my|more|well|better|something|anything|all)\b)"
)
"""The same, where the message asks for the way there as well."""
_WAY = re.compile(
    r"\bhow (?:do|can|could|would|will) (?:i|one|somebody|someone) (?:get (?:there|in|started)\b|get into (?:it"
    r"|that)\b|start\b"
    r"|begin\b)|\bwhat (?:would|do|will) i need\b|\bwhat (?:does|would|will) (?:it|that) take\b"
    r"|\bwhere (?:do|would|should|can) i (?:start|begin)\b|\b(?:the|my) way there\b"
)
_NOT_DONE = (
    r"(?:be|to|learn|study|brush|refresh|freshen|polish|deepen|revise|catch up|pick up|build (?:up )?(?:on|my)"
    r"|get better|know|understand|see|get|take|find(?! out)|improve|practi[sc]e|try|use|read|have|pay|spend"
    r"|look(?:ing)? (?:for|at)|do (?:with|next|now)|book|enrol|compare|hear|ask|change|delete|save|skip|go back|speak"
    r"|learning|studying|reading|taking|talk to|an?|the|it|that|this|something|some|more|my|your?|no|one)\b"
)
"""What somebody wants of a catalog or of this conversation, and not to do for work."""
_DOES = re.compile(
    r"\b(?:(?:like|love|want|prefer|hope|wish) to|i'd (?:rather|sooner)|would rather|wanna)(?: be)? "
    rf"(?!{_NOT_DONE})\w+"
    r"|\b(?:like|love|fancy|wouldn't mind|enjoy(?:ed)?|happ(?:y|iest)|(?:good|great|best) at|(?:see|picture) myself) "
    rf"(?!{_NOT_DONE})\w+ing\b"
    rf"|\b(?:my|the) (?:dream|goal|aim|wish|idea) (?:is|was|would be|has always been)(?: to)? (?!{_NOT_DONE})\w+"
    r"|\b(?:people|ones|those|folks|somebody|someone|guys?|person|man|woman|lady|chap|bloke) (?:who|that) \w+"
    r"|\b(?:job|work|something|somewhere) (?:where|in which|that involves)\b"
)
"""What somebody wants to do, and not to learn or to see."""
_FOR_ONESELF = re.compile(
    r"\bfor (?:my|our) (?!living|career|jobs?|future|work|life|next|new|first|cv|resume)[a-z]+"
    r"|\b(?:myself|ourselves|for fun|hobb(?:y|ies)|as a gift|on (?:the |my )?weekends?"
    r"|my (?:own )?(?:neighbou?rs?|kids?|children|daughter|son|grand\w+|house|car|bike|garden|job|boss|team"
    r"|colleagues"
    r"|current))\b"
)
"""What is done beside work, or for the work somebody has."""
_COURSES = re.compile(
    r"\b(?:courses?|class(?:es)?|badges?|certificates?|lessons?|tutorials?|workshops?|steps?|trainings?|learn(?:ing)?"
    r"|do you (?:offer|teach|have)|study(?:ing)?|exams?|refunds?|my (?:boss|manager|employer)|salar(?:y|ies)"
    r"|earn per)\b"
)
"""Words of a search, or of a question about something shown."""
_ASKS_WHICH = re.compile(
    r"\b(?:what|which) (?:else )?(?:could|can|should|might|would) (?:i|someone like me) (?:become|be|do)\b(?! to\b)"
    r"|\b(?:which|what)(?: kind of| sort of| other)? (?:jobs?|careers?|roles?|work)\b"
    r"|\bwhat (?:would )?(?:suits?|fits?) me\b"
)
"""A question for what to become: it names no goal."""
_MAKES_COURSES = re.compile(
    r"\b(?:mak|build|creat|design|produc|writ|sell|develop|giv|teach|run)\w* (?:\w+ ){0,2}"
    r"(?:courses|classes|lessons|tutorials|workshops|trainings?)\b"
)
"""Work of which courses are the outcome."""
_DOUBTS = re.compile(
    r"^\W*(?:and |so |but |ok )*(?:will|would|does|do|can|could|is|are) (?:it|this|that|they|these|those|the \w+)\b"
)
_NOISE = re.compile(
    rf"^\W*(?:i(?:'d| would)?\s+)?(?:(?:really|always|also)\s+)?(?:{_WANT}|{_TOWARDS})\s+|{_FOR_WORK.pattern}",
    re.IGNORECASE,
)
"""What says that work is wanted, and nothing of what is done in it."""
_WISHING = re.compile(rf"^\W*(?:{_WANT}|{_TOWARDS})\s+", re.IGNORECASE)
SENTENCES = re.compile(r"[.!?\n]+")
_CLAUSES = re.compile(
    r"[.!?;\n:(),]+|\b(?:but|because|instead of|so that|when|cos|figured|honestly|though|rather than)\b"
)
LEAST_WORDS = 2


def described_goal(draft: Draft, known: Known) -> str:
    """The words that describe the work somebody wants, where a message says so; empty where it does not."""
    searches = draft.sees(_COURSES) is not None and draft.sees(_MAKES_COURSES) is None
    if draft.sees(_DOUBTS) or draft.sees(_ASKS_WHICH) or searches:
        return ""
    if unnamed := work_without_name(draft):
        return likeliest((unnamed,), known, FIRM)
    if wishes := draft.sees(_INTO) or (draft.sees(_WAY) and draft.sees(_DO)):
        if not draft.text[wishes.end() :].strip(" .!?") or wishes[0].endswith(("job", "work")):
            return likeliest((draft.text,), known, FIRM)
        told = SENTENCES.split(draft.text[wishes.start() :])[0]
        first = _WISHING.sub("", _CLAUSES.split(told)[0])
        return likeliest((first,), known, LIKE) or likeliest((told, draft.text), known, FIRM)
    if draft.sees(_FOR_WORK):
        return likeliest((draft.text,), known, FIRM)
    return likeliest((draft.text,), known, DOING) if _tells_what_to_do(draft, known) else ""


def _tells_what_to_do(draft: Draft, known: Known) -> bool:
    """Whether a message says what somebody wants to do, without those who do it, and is not rather something else."""
    does = draft.sees(_DOES)
    if does is None or for_oneself(draft) or any(name.start >= does.start() for name in known.roles.find(draft.open)):
        return False
    likely = known.like(draft.text)
    return likely.score < OTHERWISE or likely.label in ("goal", "explore", "find")


def for_oneself(draft: Draft) -> bool:
    """Whether a message tells of something beside work."""
    return draft.sees(_FOR_ONESELF) is not None


def likeliest(texts: Sequence[str], known: Known, least: float) -> str:
    """The text that describes a role best; empty where none reaches a score."""
    told = [text.strip() for text in texts if len(text.split()) >= LEAST_WORDS]
    score, best = max(((known.doing(text).score, text) for text in told), default=(0.0, ""))
    return best if score >= least else ""


def parts_of(text: str) -> tuple[str, ...]:
    """A text and its clauses, without what only says that work is wanted."""
    bare = (_NOISE.sub(" ", part).strip() for part in (text, *_CLAUSES.split(text)))
    return tuple(dict.fromkeys(part for part in bare if len(part.split()) >= LEAST_WORDS)) or (text,)


SURELY = 0.35
"""The score from which a few words name the field of a role."""
MOST_WORDS = 5
_CHOICE = re.compile(
    r"^\W*(?P<before>(?:(?:ok|okay|right|nvm|never ?mind|well|then|hm+|no|nah|nope|yes|yeah|and|so|but|now"
    r"|actually|sorry|too hard"
    r"|too much|fine|alright|maybe|please|let'?s|lets|let us|try|do|see|take|(?:i'?m )?go(?:ing)?(?: for| with)?"
    r"|make it"
    r"|switch to"
    r"|change to|rather|i'?ll|i'?d|i would|pick|choose|(?:what|how) about|show me|tell me|plan|how to get into"
    r"|how do i get"
    r" (?:into|to)|the way (?:in)?to|(?:i )?(?:want|like)|prefer)[\s,.:;!-]+)*)"
    r"(?:the |an? |that |to |into )*(?P<field>(?!(?:i|i'm|we|my) )[a-z][a-z0-9+#&/' -]{1,40}?)"
    r"(?P<after>(?:[\s,.!?-]+(?:one|thing|job|role|route|way|career|idea|first|then|instead|please|now"
    r"|what (?:would|do|will)"
    r" (?:i|it) (?:need|take)|how do i get there|sounds? (?:good|ok|okay|fine|nice|great|interesting)"
    r"|what does it take|what(?:'s| is) needed|after all|show me (?:how|the way|what it takes)|go on|let'?s go"
    r"|how (?:do|would|can|could) (?:i|one) (?:get (?:in(?:to (?:it|that))?|started|there)|start"
    r"|begin)|what(?:'s| is| would)? it take|specifically|exactly))*)\W*$"
)
"""A field chosen in a few words: "the payroll one", "ok welding then", "bookkeeping, what would I need"."""
_NEEDS = re.compile(r"\b(?:what|how)\b(?! about\b)")


def chosen_field(draft: Draft, known: Known) -> str:
    """The field of work that a few words choose, where work or a path is the matter or the way is asked for."""
    match = _CHOICE.match(draft.open)
    if match is None or draft.sees(_COURSES) or len(match["field"].split()) > MOST_WORDS:
        return ""
    between = known.plan_in_focus or known.exploring or bool(known.told_roles)
    asks = _NEEDS.search(f"{match['before']} {match['after']}") is not None
    if not (match["before"].strip() or match["after"].strip()) or not (between or asks):
        return ""
    field = draft.written(match, "field")
    return field if known.doing(field).score >= SURELY else ""
