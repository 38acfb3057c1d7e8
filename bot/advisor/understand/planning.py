"""What is said about a path that stands: changes of it; questions are read next door."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor.understand import patterns as re
from bot.advisor.understand.aspects import asked
from bot.advisor.understand.claims import claimed, disclaimed
from bot.advisor.understand.dates import take_date
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.goals import take_goal
from bot.advisor.understand.named_goals import another_role, names_outright
from bot.advisor.understand.numbers import NUMBER
from bot.advisor.understand.plan_limits import KNOWN, read_limits, takes_no_date
from bot.advisor.understand.plan_questions import read_question
from bot.advisor.understand.reading import Changes, Known, PlanAct, PlanAsk
from bot.advisor.understand.steps import BARE, STEPS, take_steps
from bot.advisor.understand.topic import topic_of

_DROPPING = (
    r"\b(?:without|leave out|leave(?= (?:the |step |number |course )?(?:\w+ )?(?:\w+ )?out\b)|drop|skip"
    r"|remove|not|no|except|delete|take out|get rid of|don't (?:want|like|need)"
    r"|do not (?:want|like|need)|minus|hate"
    r"|not interested in|cut|lose|kick out|throw out|bored (?:by|with))\s+"
)
_SWAPPING = (
    r"\b(?:swap|replace|exchange|change|another(?: course| one)? (?:for|instead of)|something else (?:for|instead of)"
    r"|(?:an )?alternatives? (?:to|for)|instead of|other (?:course|option)s? for)\s+"
)
_IN_ITS_PLACE = re.compile(
    rf"{STEPS}\b[^?]*\b(?:something|anything|another(?: one| course)?|one) (?:else )?(?:in its place|instead"
    rf"|in place of it|for it)\b"
)
_KEEPING = r"\b(?:keep|pin|i want|must have|stick with|definitely)\s+"
_DROP, _SWAP, _KEEP = (re.compile(words + STEPS) for words in (_DROPPING, _SWAPPING, _KEEPING))
_DROP_ABOUT = re.compile(
    r"(?:\b(?:without|leave out|drop|skip|remove|take out|cut|throw out|get rid of|(?:don't|do not) (?:need"
    r"|want)(?: any)?)\s+"
    r"(?:the |that |this )?"
    r"(?P<what>[a-z+#][^.,;!?\x00]{1,40}?) (?:thing|part|bit|course|class|step|one|stuff)s?\b"
    r"|\b(?:i(?:'m| am) not interested in|i (?:have|got) (?:no|not) interest (?:in"
    r"|for))\s+(?P<topic>[^.,;!?\x00]{2,40}))"
)
"""A step that is named by what it is about: "without the anatomy thing"."""
_WITHOUT_IT = re.compile(
    r"\b(?:(?:do|go|get by|manage|plan|path|version|way) without|leave out|drop|skip|take out)(?: (?:it|that"
    r"|this)(?: one| step"
    r"| course)?)?(?=\W*$|\s*[.,;!?])"
    r"|\b(?:take|leave|throw|kick|cut) (?:it|that|this)(?: one)? out\b|\b(?:lose|ditch|scrap|bin) (?:it|that"
    r"|this)(?: one)?(?=\W*$|\s*[.,;!?])"
)
_OUT = re.compile(
    rf"{STEPS}\s+(?:bores me|is (?:boring|not for me|nothing for me|useless|too \w+)|(?:has to|must|should|can) go"
    rf"|out\b|is out\b|(?:i )?(?:don't|do not) (?:want|like|need)\b)"
)
_DONE = re.compile(
    r"\b(?:(?:i(?:'ve| have)?\s+)?(?:already|just)?\s*(?:did|done|finished|completed|took|taken|have|passed))\s+"
    rf"(?:already\s+)?{STEPS}"
)
_BARE_DROP, _BARE_SWAP, _BARE_KEEP = (
    re.compile(rf"(?:^|[,.;\x00]|\b(?:and|but|please|then)\b)\s*(?:{words})\s+{BARE}")
    for words in ("leave out|drop|skip|remove|delete|take out", "swap|replace|exchange", "keep|pin")
)
_TOO = r"(?:that(?:'s| is)|it(?:'s| is)|those are|takes?|way)? ?too"
_OBJECTIVES = (
    (
        "cheapest",
        r"(?:as (?:cheap(?:ly)?|little money) as (?:possible|it gets|can be|(?:you|i) can)"
        r"|care (?:more )?about (?:the )?(?:cost|price|money)|(?:cost"
        r"|price|money) (?:matters|counts)(?: (?:most|more))?|cheap(?:er|est)|less (?:money|expensive)"
        r"|save money"
        rf"|lower (?:price|cost)s?|costs? less|{_TOO} (?:expensive|pricey|much(?: money)?)"
        r"|can(?:'t|not) afford (?:that|it|this))",
    ),
    (
        "fewest",
        r"(?:as few (?:steps|courses|things|of them)?(?: as (?:possible|you can))?|few(?:er|est) (?:steps|courses"
        r"|classes|badges|things)"
        rf"|less (?:steps|courses)|{_TOO} many(?: steps| courses)?)",
    ),
    (
        "fastest",
        r"(?:as (?:fast|quick(?:ly)?|soon) as (?:possible|it gets|can be|(?:you|i) can)"
        r"|care (?:more )?about (?:the )?time|time (?:matters"
        r"|counts)(?: (?:most|more))?|fast(?:er|est)|quick(?:er|est)|soon(?:er|est)|less time"
        rf"|short(?:er|est)|speed (?:it|this|that) up|{_TOO} (?:long|slow))",
    ),
    ("balanced", r"(?:balanced?|a good mix|in between|compromise)"),
)
_OBJECTIVE = [(name, re.compile(rf"(?<!\w){pattern}\b")) for name, pattern in _OBJECTIVES]
_PUTS_IN = re.compile(
    r"\b(?:add|include|throw in|squeeze in|fit in)\b"
    r"|\b(?:put|throw|squeeze|fit|work|get|slip)\b.*\b(?:in|into (?:it|the (?:plan|path)))\b"
)
"""Words that bring a course, named by its title, into a path."""
_WHICH = re.compile(
    r"\bwhich\b|\bwhat (?:takes|costs) (?:the )?(?:most|least|longest|shortest)|\bwhat(?:'s| is) the (?:cheapest"
    r"|fastest|shortest|quickest)\b"
)
_WHAT_IF = re.compile(
    rf"\bif (?:i|we)\b|^\W*(?:(?:and|so|but|then|ok) )*(?:with|at|on|for) (?:only |just |about |like )*{NUMBER}"
    r" ?(?:hours?|hrs?|h\b|\$|dollars|bucks)"
)
"""A question of what would be: "if I had 10 hours", "with 6 hours a week, how long is that?"."""
_BESIDES = re.compile(r"\b(?:also|too|as well)\b")
"""Beside these words a language comes to those that hold."""
_ONLY_THOSE = re.compile(
    r"\bonly (?:take|use|plan|pick|choose|include|have|give me)?\s*(?:those|these|them|such|ones)\b"
)
_OTHERS = re.compile(
    r"\b(?:(?:what are |any )?(?:the |my )?(?:alternatives?|options)|other (?:paths?|plans?|ways?|options?)"
    r"|another (?:path|plan|way)|something else|i (?:do not|don't) like (?:it|this|that)(?: (?:path|plan))?)"
    r"(?!\s+(?:to|for)\b)\b"
)
_SKILLS = (
    r"(?P<skills>(?!\d|by heart\b|inside out\b|just\b|only\b|half\b|about\b|around\b|at most\b|maybe\b|all of\b"
    r"|hardly\b|at all\b|without\b|it\b|that\b"
    r"|this\b|them\b)[^.;!?\x00]{1,80}?)(?=\s*(?:$|[.;!?\x00]|\b(?:and|but|,)\s+(?:i|want|would|have|not)\b"
    r"|\b(?:already|obviously|of course|anyway|inside out|from (?:my |the |a )?(?:work|job|school|college|university)"
    r"|at (?:work|school|college|university|home))\b"
    r"|\b(?:until|by|so|what|which|how)\b))"
)
_SCHOOL = r"(?:school|college|university|uni|work|home|(?:my |the |a )?(?:old |last )?job)"
_FROM_THERE = rf"(?:,?\s+(?:already\s+)?(?:from|at|in|on) {_SCHOOL}\b)?"
"""Where a skill comes from: no provider, and no part of its name."""
_HAVE = re.compile(
    r"\b(?:i (?:already |also |do |only |just )*(?:know|(?<!only )(?<!just )speak|can (?:do|use)(?!\s+(?:\d|on"
    r"|at|from|in|by|alone|online|remotely|live|self[- ]paced)\b)"
    r"|can(?=\s+(?:code|program|weld|cook|draw|type|write|drive|sew)\b)|am (?:pretty |quite |very "
    r"|really )?good (?:at|with|in)|have (?:learn(?:ed|t)"
    r"|experience (?:with|in)|skills in)|learn(?:ed|t)|use)|i'?m (?:pretty |quite |very |really )?good (?:at|with"
    r"|in)|already know|(?:and|but|,) know"
    r"|knowing|i have used|i'?m (?:fine|ok|okay|comfortable|confident|at home|fluent|solid|experienced"
    r"|familiar) (?:with|in|at)"
    r"|comfortable (?:with|in)|i(?:'ve)? (?:already )?(?:got|have) (?:the |some )?(?:basics|experience"
    r"|background) (?:of|in|with)"
    r")\s+" + _SKILLS + _FROM_THERE
)
_GIVEN = re.compile(
    r"\b(?:(?:put|mark|count|note|take|treat|assume|consider|tick off)(?: down| off)?|assume|say|suppose)"
    r" (?:that |my |the |i know )?(?P<skills>(?!\d|it\b|that\b|this\b|step)[^.;!?\x00]{2,80}?)"
    r" (?:(?:to be |as |are |is )+(?:a )?(?:known|given|done|mine|covered|there|familiar|something i (?:know"
    r"|have))|for granted)\b"
    r"|(?:^|[.,;\x00]\s*)(?:and |also |ok )?(?:my )?(?P<pass>(?!(?:i|we|it|that|this"
    r"|step)\b)[a-z+#][^.;!?,\x00]{1,40}?)"
    r" (?:pass|ticket|licen[cs]e|certificate|card) is (?:current|valid|up to date|fresh)\b"
    r"|\b(?:i(?:'ve)? (?:already )?(?:have |had |got )|got )(?:a |an |my |the )?(?:current |valid )?"
    r"(?P<ticket>(?!(?:to|no|not|never|an?|any)\b)[a-z+#][^.;!?,\x00]{1,30}?) (?:pass|ticket|licen[cs]e"
    r"|certificate|card)\b"
    r"|\b(?:i(?:'ve)? (?:already )?(?:have |got )|got )(?P<down>(?!(?:to|no|not|never|an?"
    r"|any)\b)[a-z+#][^.;!?,\x00]{1,30}?) (?:down|covered"
    r"|sorted|nailed|in the bag)\b"
)
"""What counts as known: "put X down as known", "X is a given", "my forklift pass is current", "I've got Photoshop down"."""
_NOT_TO_TEACH = re.compile(
    r"\b(?:needn't|need not|don't need to|no need to|don't have to|never mind|not necessary to) teach(?:ing)? me"
    r" (?P<skills>(?!that\b|it\b|this\b)[^.;!?,\x00]{2,40}?)(?=\s*(?:$|[.,;!?\x00]))"
)
_STUDIED = re.compile(
    rf"\bi (?:already )?(?:did|had|studied|took)\s+(?P<skills>[^.;!?\x00]{{2,60}}?)\s+(?:at|in|from) {_SCHOOL}\b"
)
_HAVE_ALREADY = re.compile(
    r"\bi (?:already )?have (?:make|made|do|done|did|take|taken|learn|learnt"
    r"|learned) already\s+(?P<made>[^.;!?\x00]{2,60})"
    r"|\bi (?:already )?(?:have|had)\s+(?P<skills>(?!\d|an?\b|the\b|no\b|to\b"
    r"|been\b)[^.;!?\x00]{2,60}?)\s+already\b"
)
_NO_PROBLEM = re.compile(
    r"(?:^|[.,;:\x00]\s*|\b(?:so|and|but) )(?P<skills>(?!(?:i|we|and|but"
    r"|so)\b)[a-z+#][^.;!?,\x00]{1,40}?),?\s+(?:(?:is |are )?no problem"
    r"|i(?:'ve| have) (?:already )?(?:used|done|worked with|known|lived in)(?: \w+){1,6}|i (?:already )?have"
    r"|i (?:already )?had before"
    r"|(?:you )?(?:may|can|could|should) (?:take|treat|count|consider|assume|tick off|put down) (?:as "
    r"|for )?(?:an? )?(?:given|known"
    r"|read|granted|done|covered)|i can (?:already |obviously |of course )?(?:do|drive|operate|handle|run|use|speak"
    r"|read and write)"
    r"|i can already"
    r"|i (?:already )?know(?: (?:that|it|my way around|by heart"
    r"|inside out))?|i use (?:daily|every day|all the time|at work)|i(?:'ve| have) been (?:doing|using)"
    r"|(?:is|are) my (?:bread and butter|thing|strong suit|forte))"
    r"(?=\s*(?:$|[.,;!?\x00]|\b(?:already|obviously|of course|anyway|too|as well|since|for (?:years|ages"
    r"|\w+ years))\b))"
)
_ADDED = re.compile(r"^\W*(?:oh |and |also |ah |plus )+(?P<skills>(?!\d)[^.;!?\x00]{2,60}?)\s+(?:too|as well|also)\W*$")
"""What is added to the skills that were told: "and pivot tables too"."""
_LACK = re.compile(
    r"\b(?:i (?:actually |really )*(?:(?:do not|don't|dont) (?:actually |really |even )*(?:know|use|have)"
    r"|(?:can't|cannot|can not) (?:do |use )?|never (?:learn(?:ed|t)|used|did)|have (?:no"
    r"|never)(?: experience (?:with|in)"
    r"|(?: learn(?:ed|t)| used| done)))|forgot(?:ten)?(?! to\b))\s+" + _SKILLS
)
_RUSTY = re.compile(
    r"\b(?:the |my )?(?P<skills>[a-z+#][^.,;!?\x00]{0,30}?) (?:is|are|has|have) (?:\w+ ){0,2}(?:rusty|weak"
    r"|forgotten|faded"
    r"|gone)\b(?:[\s,.]+(?:so )?(?:don't|do not|dont) count (?:it|that|them))?"
    r"|\b(?:don't|do not|dont) count (?:the |my )?(?P<made>(?!it\b|that\b|this\b|on\b)[a-z+#][^.,;!?\x00]{0,30})"
)
"""What is no longer known well enough: "my SQL is rusty", "don't count the Excel"."""
_TASTER = re.compile(
    r"\b(?:is there|are there|got|have you|do you have) (?:something|anything) (?:else )?(?:(?:and|or|really|very"
    r"|that's|,) ?)*"
    r"(?:free|cheap|short|quick|small)\b"
    r"|\b(?:is there|are there|got|any|have you|what's) (?:an? |any |some )*(?:free|cheap|short|quick|small)"
    r" (?:things?|ones?|tasters?|intros?|courses?)\b"
)
"""Something small that is looked for beside the path."""
SEARCHES = re.compile(
    r"\b(?:courses?|class(?:es)?|badges?|certificates?|trainings?) (?:on|in|about|for|to|that|with)\b"
    r"|\b\w+ (?:courses|classes|badges)\b"
    r"|\b(?:show|find|search|list|look for|recommend|suggest)(?: me)?\b(?!.*\b(?:plan|path|steps?|whole|full"
    r"|everything)\b)"
    r"|\b(?:anything|something) (?:on|about|for)\b"
    rf"|{_TASTER.pattern}|\bi (?:also )?(?:want|would like|need) to learn\b"
)
_ASKS = re.compile(r"\?|^\W*(?:and |so |but |ok )*(?:what|which|who|how|where|when|why|do|does|did|can|could|is|are)\b")
_FILLER = re.compile(
    r"\b(?:what|if|how|about|and|then|i(?:'ve|'d|'m)?|got|had|have|only|just|could|can|do|study|spend|with|make|it"
    r"|that|this|the|a|an|ok|okay"
    r"|please|instead|now|actually|path|plan|whole|thing|is|are|there|any|something|way|for|me|give|show|want|would"
    r"|like|need|let's|let|us|be|same|but|to|of|in|at|on|my|try|weekly|more|budget|limit|finish|by|steps?|courses?"
    r"|get"
    r"|use|so|too|really|maybe|rather|possible|money|time|all|hours|take|taking|start|go|going)\b"
)


def objective_in(draft: Draft) -> str | None:
    """What a path shall have least of, as far as a message says: the first that it names."""
    return next((name for name, pattern in _OBJECTIVE if draft.sees(pattern)), None)


def take_have(draft: Draft) -> str:
    """Takes the skills that somebody says they have, in their words; empty for none."""
    return (
        _given(draft)
        or _taken(draft, _NO_PROBLEM)
        or _taken(draft, _NOT_TO_TEACH)
        or _taken(draft, _STUDIED)
        or _taken(draft, _HAVE)
        or _taken(draft, _HAVE_ALREADY)
    )


def _given(draft: Draft) -> str:
    match = draft.take(_GIVEN)
    return (
        "" if match is None else draft.written(match, next(name for name, words in match.groupdict().items() if words))
    )


def take_lack(draft: Draft) -> str:
    """Takes the skills that somebody says they do not have, in their words; empty for none."""
    return _taken(draft, _LACK) or _taken(draft, _RUSTY)


def _taken(draft: Draft, pattern: re.Pattern[str]) -> str:
    match = draft.take(pattern)
    groups = match.groupdict() if match else {}
    return "" if match is None else draft.written(match, "made" if groups.get("made") else "skills")


def read_plan(draft: Draft, known: Known) -> PlanAsk | None:
    """What a message says about the path that stands; None where it is about something else."""
    title = known.only_title(draft.text) if known.plan_in_focus and draft.sees(_PUTS_IN) else ""
    if title:
        return PlanAsk(PlanAct.ADD, title=title)
    question = read_question(draft.copy(), known)
    sums = question is not None and question.act is PlanAct.TOTALS
    if question is None or sums or question.act is PlanAct.SHOW:
        return _change(draft.copy(), known, sums=sums) or question
    return question


def _change(draft: Draft, known: Known, *, sums: bool = False) -> PlanAsk | None:
    """A change of the path; None for none, and for a question about one fact that is not what the path comes to."""
    asks = asked(draft.copy()) is not None and not (sums or _WHAT_IF.search(draft.open))
    fact = asks or _WHICH.search(draft.open) is not None
    other_role = _names_role(draft, known) or draft.sees(_TASTER) is not None
    steps = _steps(draft, known)
    named_steps = any(steps.values())
    objective = next((name for name, pattern in _OBJECTIVE if draft.take(pattern)), None)
    others = draft.take(_OTHERS) is not None
    have, lack = _skills_told(draft, known)
    without_it, without = False, ""
    if known.plan_in_focus and not named_steps:
        without_it = known.focused and draft.take(_WITHOUT_IT) is not None
        without = "" if without_it else _left_out(draft)
    undated = takes_no_date(draft)
    by = take_date(draft, known.today)
    changes = read_limits(draft, known, bare=known.plan_in_focus and not named_steps)
    changes.cleared |= {"by"} if undated else set()
    besides = "language" in changes.wanted and _BESIDES.search(draft.text.casefold()) is not None
    if besides:
        changes.wanted["more_language"] = changes.wanted.pop("language")
    wanted = changes.wanted | ({"by": by.isoformat()} if by else {})
    something = bool(objective or have or lack or without_it or without or wanted or changes.cleared)
    named = any(steps.values())
    if not named and ((fact and not changes.cleared) or not known.plan_in_focus or not (something or others)):
        return None
    if not named and other_role:
        return None
    if known.plan_in_focus and not wanted.keys() <= KNOWN and draft.sees(_ONLY_THOSE):
        return PlanAsk(PlanAct.CANNOT)
    if not wanted.keys() <= KNOWN or (not besides and SEARCHES.search(draft.open) and _elsewhere(draft)):
        return None
    if not (something or named):
        return PlanAsk(PlanAct.OTHERS)
    cleared = frozenset(changes.cleared)
    change = PlanAsk(PlanAct.CHANGE, objective=objective, have=have, lack=lack, wanted=wanted, cleared=cleared)
    change = replace(change, without=without, without_it=without_it)
    return replace(change, swap=steps["swap"], done=steps["done"], drop=steps["drop"], pin=steps["pin"])


def _skills_told(draft: Draft, known: Known) -> tuple[str, str]:
    """The words for what somebody has and for what they lack; in words of their own only where a path is the matter."""
    said = draft.copy()
    lack, have = take_lack(draft), take_have(draft)
    if not known.plan_in_focus or asked(said.copy()) is not None:
        return have, lack
    have = have or _taken(draft, _ADDED)
    own = claimed(said, known)
    if not known.names_skill(have) and (own or _asked_in(said, have)):
        have = ""
    told = ", ".join(filter(None, (have, own)))
    return told, lack or ("" if told else disclaimed(said, known))


def _asked_in(draft: Draft, words: str) -> bool:
    """Whether the sentence in which some words stand asks."""
    said = plain(draft.text)
    at = max(draft.text.rfind(words), 0)
    start = max(said.rfind(end, 0, at) for end in ".?!") + 1
    end = re.search(r"[.?!]", said[at:])
    return _ASKS.search(said[start : at + end.end() if end else len(said)]) is not None


def _left_out(draft: Draft) -> str:
    """What the step is about that a message leaves out, in its words; empty for none."""
    match = draft.take(_DROP_ABOUT)
    return draft.written(match, "what" if match["what"] else "topic") if match else ""


def _names_role(draft: Draft, known: Known) -> bool:
    """Whether a message names what the person wants to become: that is a goal, whatever limits stand beside it."""
    goal = take_goal(draft.copy(), Changes())
    return bool(goal and known.roles.find(plain(goal))) or names_outright(draft, known) or another_role(draft, known)


def _steps(draft: Draft, known: Known) -> dict[str, tuple[int, ...]]:
    """The steps that a message swaps, has done, drops and keeps; numbers alone are steps while the path is the matter."""
    bare = known.plan_in_focus
    return {
        "swap": take_steps(draft, _IN_ITS_PLACE, _SWAP, *([_BARE_SWAP] if bare else [])),
        "done": take_steps(draft, _DONE),
        "drop": take_steps(draft, _DROP, _OUT, *([_BARE_DROP] if bare else [])),
        "pin": take_steps(draft, _KEEP, *([_BARE_KEEP] if bare else [])),
    }


def _elsewhere(draft: Draft) -> bool:
    """Whether a message has a topic of its own beside what was understood."""
    rest = draft.copy()
    rest.open = _FILLER.sub(lambda match: "\x00" * len(match[0]), draft.open)
    return bool(topic_of(rest))
