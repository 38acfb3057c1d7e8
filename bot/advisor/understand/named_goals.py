"""Goals by the name of a role, or by one of the roles that were told: "path to data analyst", "plan me the second"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.reading import Changes, Known
from bot.advisor.understand.references import take_references
from bot.advisor.understand.role_names import Named

STEM = 3
SHORT = 9
"""A message of so many words that names a role while a path stands means a path to that role."""

_CUE = re.compile(
    r"\b(?:opening|vacanc(?:y|ies)|post(?:ing)?|paths?|plan(?:s|ned)?|ways?|route|road ?map|becom(?:e|es|ing)"
    r"|turn(?:ing)? (?:me )?into|get(?:ting)? me"
    r"|(?:get|gets|got|go|going) (?:there|into|to(?: be)?)|goal|make me|makes? me|make one|one to|(?:have|need"
    r"|has) to learn|missing|lack(?:ing)?|need(?:ed)? for|takes? to be|still need"
    r"|aim(?:ing)? (?:for|at)|towards?|retrain(?:ing)?|start(?:ing)? (?:out )?as|work(?:ing)? as|career"
    r"|dream(?:ing)?(?: job| of)?|be an?|(?:want|wanna|wants)(?: to)? (?:be|become)|(?:job|work) as"
    r"|switch(?:ing)? to|mov(?:e|ing) (?:in)?to|(?:cross|crossing|chang(?:e|ing)|com(?:e|ing)) over (?:in)?to"
    r"|train(?:ing)? (?:for|to be)|learn(?:ing)? for|ready (?:as|for|to be)|left (?:for|to)|wants? into|stud(?:y"
    r"|ying) for|thinking(?: of| about)?|it is|it shall be|way there"
    r"|(?:is|be) (?:where|what|who) i(?:'d| would)? (?:wanna|want|like|love|hope|see)|sounds? (?:like me|right|good)"
    r"|do me that"
    r"|what (?:would|does|will) (?:it|that|this) take|(?:realistic|doable|possible|too late) for|my options"
    r"|lean(?:ing)? towards?|the (?:new |big |current )?(?:idea|dream|plan)|what(?:'s| is| would)? (?:it|that) take"
    r"|(?:fall short|(?:be )?weak|lacking|struggle|have gaps) as"
    r"|how\W*$|then\W*$|thing then|instead(?=\W*$|\s*[,;.])|altogether)\b|[!?]{2,}"
)
_DATED = re.compile(
    r"\b(?:a week|(?:h|hrs|hours)\s?(?:/|per|a)\s?week|by (?:next|the end|[a-z]+ \d|january|february|march|april"
    r"|may|june|july"
    r"|august|september|october|november|december))\b"
)
_NOT_WANTED = re.compile(
    r"(?:\b(?:i'?m|i am|i was|i've been|been"
    r"|(?<!short )(?<!weak )(?<!lacking )(?<!struggle )(?<!gaps )(?<!ready )(?<!same )(?<!yes )"
    r"(?<!yes, )(?<!sure, )(?<!then )as|work(?:s"
    r"|ed)? as|used to be|currently|my"
    r"|(?<!plan )(?<!path )(?<!way )(?<!missing )(?<!need )(?<!needed )(?<!lacking )(?<!another )(?<!one )(?<!train )"
    r"(?<!training )(?<!retrain )(?<!retraining )(?<!learn )(?<!learning )(?<!study )(?<!studying )(?<!school )"
    r"(?<!prepare )(?<!, )(?<!ready )(?<!left )(?<!like )(?<!and )(?<!about )(?<!go )(?<!going )(?<!went )(?<!settle )for"
    r"|(?<!start )(?<!begin )with"
    r"|by|than|from|not|no|than being|(?:tired|sick) of(?: being)?|(?:done|through|finished) with(?: being)?"
    r"|quit(?:ting)?(?: being)?"
    r"|stop(?:ped)?(?: being)?|leav(?:e|ing)|left|being|trained|former|ex)(?: (?:just|only|currently|now|also|already"
    r"|still|really"
    r"|an?|the|trained|qualified|former|other))*\s+)$"
)
_LIMITED = re.compile(
    r"[$€£]\s?\d|\d\s?(?:[$€£]|dollars?|bucks|usd|euros?|pounds?|hours?|hrs?|h\b|weeks?|months?)|\b(?:no budget"
    r"|for free|free of charge|christmas|all from|only from)\b"
    r"|\bi(?:m\b|'m| am|'ve| have| work| worked| drive| know| was| do| can)\b|^\W*(?:yes|ok|okay|or|no|then|rather"
    r"|maybe|hm+)\b.*\b(?:like|rather|maybe|then)\b"
)
_OPENING = re.compile(
    r"\W*(?:(?:yes|yeah|yep|right|alright|fine|nah|nope|never ?mind|too hard|too much|ok|okay|sure|well|so|hm+"
    r"|maybe|perhaps|possibly|like|rather|say|then|and|or|no|not sure"
    r"|but|another|one|plan|path|for|an?|the|please|correction|actually|sorry|i mean|i meant|what about|how about"
    r"|something like|probably|i guess|i think|let's say)\b\W*)*"
)
"""What may stand before a role that a message begins with: nobody who opens with a job looks for anything else."""
_UNWANTED_ROLE = re.compile(
    r"\b(?:not|never|don't|do not|wouldn't|won't|no longer)(?: \w+){0,3} (?:become|be|becoming|being|turn into"
    r"|work as)"
    r"(?: an?| the)? $"
)
"""What stands before a role that somebody says they do not want."""
_PEOPLE = re.compile(r"\b(?:the|these|those|our|their|all) \S*(?: \S+){0,3}s$")
"""Those who do the work: "what the programmers built"."""
_OF_ROLE = re.compile(
    r"s?\W*(?:courses?|class(?:es)?|trainings?|certificates?|badges?|stuff|things|skills?|salar(?:y|ies))\b"
)
_FROM_TO = re.compile(r"\bfrom\b.*\b(?:to|into)\b")
_FROM = re.compile(r"\bfrom (?:being )?(?:an? |the |my )?$")
_YEARS = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|many|several)(?:-\w+)?"
)
_HELD_FOR = re.compile(
    rf"^(?: (?:at|in|on|for|with|of)\b[^.,;!?\x00]{{2,40}}?)? (?:for |since )?(?:the (?:last|past) )?{_YEARS}"
    r" ?(?:\+ ?)?(?:years?|yrs?)\b"
    r"|^\W*(?:(?:here|by trade|now)\W*)?(?:for |since |these |the last )?(?:\d+|two|three|four|five|six|seven"
    r"|eight|nine|ten|many|several)"
    r" ?(?:\+ ?)?(?:years?|yrs?|months?)\b|^s?\W*(?:here|by trade|at the moment)\b"
)
"""What stands after the work that somebody has: "AP clerk, 6 years", "welder at a shipyard for ten years"."""
_HELD_BEFORE = re.compile(
    rf"\b(?:{_YEARS} ?(?:\+ ?)?(?:years?|yrs?)(?: (?:as|of|in|being)(?: an?)?)?(?: [a-z]+)?"
    r"|\bafter (?:being|working as)(?: an?)?"
    r"|(?:done|through|finished|fed up|tired|sick)(?: with| of)(?: being)?(?: an?| the)?) $"
)
"""What stands before it: "20 years otr trucker", "done with being a teacher"."""
_OTHER = re.compile(
    r"\b(?:courses?|classes|badges?|certificates?|trainings?) (?:for|about|on)\b|\b(?:(?:takes?|brings?) home|earn"
    r"|paid|salar(?:y|ies)"
    r"|get (?:me )?a job|find (?:a )?work|hire|difference|compare)\b"
)
_CHOOSES = re.compile(
    r"\b(?:sounds? (?:ok|okay|good|fine|nice|right|great|interesting|like me)|what (?:would|does|will|do) (?:it|that"
    r"|this|i) (?:take|need)"
    r"|then it(?:'s| is)|it(?:'s| is) (?:going to be )?the|let's say|sold on|going with|plan|path|way|become"
    r"|go (?:for|with)|take|choose|pick|want|like|more about|tell me|interested|get there"
    r"|how)\b"
    r"|\bit is\b|\bthen\b|\bshow me\b|(?:^|[.,;!?]\s*)(?:(?:ok|then|so|lol|right|well"
    r"|hm+) )*the \w+(?: \w+)?(?=\s*(?:$|[.;!?,]))"
    r"|^\W*(?:the )?(?:first|second|third|last|1|2|3)(?: (?:one|role|job))?\W*(?:please|then)?\W*$"
)
_THERE = re.compile(
    r"\b(?:how (?:do|would|can|could|will) i get there|the way there|(?:plan|show me) (?:that|it"
    r"|the way)(?: (?:one|job|role))?)\b"
)


def take_named_goal(draft: Draft, changes: Changes, known: Known) -> str:
    """Takes the role that a message names beside a word of going there; empty where it does not."""
    if not known.roles or _OTHER.search(draft.open):
        return ""
    found = known.roles.find(draft.open)
    nearly = None if found or not _briefly(draft) else known.roles.misspelt(draft.open)
    found = [nearly] if nearly else found
    wanted = [
        name for name in found if _work_agreed_to(draft, name) or not _NOT_WANTED.search(draft.open[: name.start])
    ]
    wanted = [name for name in wanted if not _PEOPLE.search(draft.open[: name.end])]
    wanted = [name for name in wanted if not _OF_ROLE.match(draft.open[name.end :])]
    held = [name for name in found if _is_held(draft, name)]
    negated = {_singular(draft, name) for name in found if _UNWANTED_ROLE.search(draft.open[: name.start])}
    wanted = [name for name in wanted if name not in held and _singular(draft, name) not in negated]
    short = known.planned and _briefly(draft)
    outright = [name for name in wanted if _OPENING.fullmatch(draft.open[: name.start])]
    if not wanted or not (
        outright
        or short
        or nearly
        or _plainly(draft, known, wanted)
        or any(draft.sees(sign) for sign in (_CUE, _DATED, _LIMITED, _FROM_TO))
    ):
        return ""
    cue = re.search(r"\bbecom(?:e|es|ing)\b", draft.open)
    goal = next((name for name in wanted if cue and name.start >= cue.end()), wanted[0])
    for name in found:
        before = name.start < goal.start and "from" not in changes.wanted and _singular(draft, name) not in negated
        if name is not goal and (before or name in held or _FROM.search(draft.open[: name.start])):
            changes.wanted["from"] = draft.text[name.start : name.end]
            draft.blank(name.start, name.end)
    draft.blank(goal.start, goal.end)
    draft.take_all(_CUE)
    return draft.text[goal.start : goal.end]


_AGREES_AS = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|yup|sure|ok|okay|right|exactly|well|rather|better|maybe|please|perhaps)\W+)+as (?:an? |the )?$"
)
_AS = re.compile(r"^\W*(?:(?:ok|so|and|then|or|but|well)\W+)*as (?:an? |the )?$")
_A_PLAN = re.compile(r"\b(?:plan|path|road ?map|route|way there|get there)\b")


def _work_agreed_to(draft: Draft, name: Named) -> bool:
    """Whether a message begins with the work that somebody agrees to or wants a plan for: "Yes, as a private tutor"."""
    before = plain(draft.text)[: name.start]
    return _AGREES_AS.match(before) is not None or bool(_AS.match(before) and _A_PLAN.search(draft.open[name.end :]))


def take_held_role(draft: Draft, changes: Changes, known: Known) -> None:
    """Takes the role that somebody has held for years, or is done with, as their present work."""
    held = next((name for name in known.roles.find(draft.open) if _is_held(draft, name)), None)
    if held is not None and "from" not in changes.wanted:
        changes.wanted["from"] = draft.text[held.start : held.end]
        draft.blank(held.start, held.end)


def _is_held(draft: Draft, name: Named) -> bool:
    after = _HELD_FOR.match(draft.open[name.end :])
    return after is not None or _HELD_BEFORE.search(draft.open[: name.start]) is not None


def _singular(draft: Draft, name: Named) -> str:
    return draft.open[name.start : name.end].removesuffix("s")


_CLAUSE = re.compile(r"[^.,;:!?]+")
_CHOSEN = re.compile(
    r"[\s,]*(?:(?:then|instead|please|now|it is|do me that(?: one)?|that one|that's it|i think|i guess|after all"
    r"|it shall be"
    r"|will do|works?)[\s,]*)*"
)
"""What may stand after a role that is a clause of its own."""


def names_outright(draft: Draft, known: Known) -> bool:
    """Whether a clause of a message is the name of a role and nothing else: "nah. energy auditor, 200 dollars"."""
    for clause in _CLAUSE.finditer(draft.open):
        for name in known.roles.find(clause[0]):
            alone = _OPENING.fullmatch(clause[0][: name.start]) and _CHOSEN.fullmatch(clause[0][name.end :])
            if alone and not _is_held(Draft(draft.open[clause.start() :].strip()), name):
                return True
    return False


def _briefly(draft: Draft) -> bool:
    return len(draft.open.split()) <= SHORT


def _plainly(draft: Draft, known: Known, wanted: Sequence[Named]) -> bool:
    """Whether a title of several words stands there for no other reason: no course, no pay and nothing shown is asked
    about."""
    titled = any(" " in draft.open[name.start : name.end] for name in wanted)
    about = known.listed and not known.told_roles and not known.planned and _OF_SHOWN.search(draft.open)
    return titled and not about and not _COURSES.search(draft.open)


_OF_SHOWN = re.compile(r"\b(?:does|do|would|will|is|are|can|could|should)\b[^.!]*\?")
_WEIGHS = re.compile(
    r"\b(?:or|vs\.?|versus|than|differ\w*|between|compare|which|either|decide|torn|rather|better|doesn't|don't)\b"
)
_SAYS_LESS = re.compile(
    r"\b(?:which|what|who)\b.*\b(?:less|quick(?:er|est)|fast(?:er|est)|short(?:er|est)|cheap(?:er|est)|eas(?:ier"
    r"|iest)"
    r"|soon(?:er|est)|better|fewer|less of)\b"
)
_AGAINST = re.compile(r"\b(?:vs\.?|versus|compared (?:to|with)|as opposed to)")
_WISE = re.compile(
    r"^\W*(?:(?:and|but|so|what about|how about)\s+)*(?:in )?(?:time|money|cost|price|hours?)[- ]?wise\W*$"
    r"|^\W*(?:and|but|so)(?: what)? (?:of|in|for|about|by) (?:my |the |our )?(?:time|hours|weeks|money|evenings?"
    r"|weekends?|price|costs?|purse"
    r"|wallet|budget)\W*$"
)
_IS_ALREADY = re.compile(
    r"\b(?:i'?m|i am|i was|i've been|been|work(?:s|ed|ing)? as|used to be|currently|former|ex|from|not)"
    r"(?: (?:just|only|currently|now|also|already|still|an?|the|trained|qualified|being))*\s+$"
)
_COURSES = re.compile(r"\b(?:courses?|class(?:es)?|trainings?|badges?|certificates?|lessons?|programs?)\b")


_TORN = re.compile(
    r"\b(?:torn|undecided|wavering|deciding|decide|choosing|choose|hesitating"
    r"|between)(?: between)? (?P<one>[a-z][^,.;!?\x00]{1,40}?)"
    r" (?:and|or|vs\.?|versus) (?P<other>[a-z][^,.;!?\x00]{1,40}?)(?: (?:as a (?:job|career)|for (?:work"
    r"|a living)|i think"
    r"|right now|at the moment))*\s*(?:$|[.,;!?])"
)
FIELD = 0.35
"""The score from which words name the field of a role."""


def weighed_fields(draft: Draft, known: Known) -> tuple[str, ...]:
    """The two fields of work between which somebody is torn, in their words; empty where a message names none."""
    match = None if _COURSES.search(draft.open) else draft.sees(_TORN)
    fields = () if match is None else (draft.written(match, "one"), draft.written(match, "other"))
    return fields if all(known.doing(field).score >= FIELD for field in fields) else ()


def weighed_roles(draft: Draft, known: Known) -> tuple[str, ...]:
    """The roles between which somebody weighs, in their words; those told last where it is asked which takes less."""
    if not known.roles or _COURSES.search(draft.open):
        return ()
    found = known.roles.find(draft.open)
    weighed = [name for name in found if not (_IS_ALREADY.search(draft.open[: name.start]) or _is_held(draft, name))]
    said = dict[str, str]()
    for name in weighed:
        said.setdefault(name.role, draft.text[name.start : name.end])
    titles = tuple(said.values())
    if len(titles) > 1:
        return titles if _WEIGHS.search(draft.open) and not _FROM_TO.search(draft.open) else ()
    asks_less = draft.sees(_SAYS_LESS) or _WISE.match(draft.open)
    goal = goal_in_force(known)
    if titles and goal and goal not in said and (asks_less or draft.sees(_AGAINST)):
        return (goal.replace("-", " "), titles[0])
    return known.told_roles if len(known.told_roles) > 1 and not titles and asks_less else ()


def goal_in_force(known: Known) -> str:
    """The id of the role that the path in force leads to; empty for none."""
    return str(known.held.get("to", ""))


def another_role(draft: Draft, known: Known) -> bool:
    """Whether a message names a role that somebody wants instead of the one that the path leads to."""
    trial, changes = draft.copy(), Changes()
    named = take_named_goal(trial, changes, known)
    return bool(named) and all(name.role != goal_in_force(known) for name in known.roles.find(plain(named)))


_THE_THING = re.compile(
    r"\bthe (?P<role>[a-z][^.,;!?\x00]{1,40}?) (?:thing|one|job|role|idea|career|route|direction)\b"
)


def meant_role(draft: Draft, known: Known) -> str:
    """The words for a role beside a question for the way there: "the IT support thing, how do I get there?"."""
    match = draft.sees(_THE_THING) if _THERE.search(draft.open) else None
    if match is None or take_references(Draft(match[0]), True):
        return ""
    told = {word for title in known.told_roles for word in title.casefold().split()}
    return "" if told & set(match["role"].split()) else draft.written(match, "role")


def _alike(word: str, others: Iterable[str]) -> bool:
    """Whether a telling word is among others, whatever its ending: of "medical coder", "coding"."""
    stem = word[: max(STEM, len(word) - 3)]
    return len(word) >= STEM and any(other.startswith(stem) for other in others)


_LED_BY = re.compile(
    r"^\W*(?:(?:ok|okay|so|oh|ah|well|sorry|i mean|i meant|the|as in|as a|rather|yes|right|hm+)[\s,]+)*"
    r"(?P<lead>[a-z][a-z&/-]+(?: [a-z][a-z&/-]+)??)(?: (?:one|thing|i mean|i think|please|then|that))*(?:\s*[,.;:!-].*)?\W*$",
    re.DOTALL,
)


def _led_by(draft: Draft, titles: Sequence[str]) -> str:
    """The one title among those told of which a message begins with a word, and says nothing else of it: "project, the
    one with the budgets"."""
    match = None if "?" in draft.open else _LED_BY.match(draft.open)
    lead = match["lead"].split() if match else []
    named = [title for title in titles if lead and set(lead) & set(plain(title).split()[:-1])]
    return named[0] if len(named) == 1 else ""


def chosen_role(draft: Draft, known: Known) -> str:
    """The title of the role that a message chooses among those told last; empty where it chooses none."""
    leading = _led_by(draft, known.told_roles)
    if leading or not known.told_roles or not (_CHOOSES.search(draft.open) or _THERE.search(draft.open)):
        return leading
    words = {word.strip(".,;!?") for word in draft.open.split()}
    named = [title for title in known.told_roles if any(_alike(word, words) for word in plain(title).split())]
    if len(named) == 1:
        return named[0]
    references = take_references(draft.copy(), True)
    places = [reference.place or reference.number for reference in references if reference.place or reference.number]
    if len(places) == 1:
        place = int(places[0] or 0)
        at = place - 1 if place > 0 else len(known.told_roles) + place
        return known.told_roles[at] if 0 <= at < len(known.told_roles) else ""
    return known.told_roles[0] if _THERE.search(draft.open) else ""
