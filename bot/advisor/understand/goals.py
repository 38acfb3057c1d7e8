"""Career goals and present work: "I'm a nurse and want to become a data analyst"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Changes

_WANT = (
    r"(?:(?:he|she|they|who|(?:my|our) \w+) (?:wants?|would like|hopes?|plans?|needs?|dreams?)(?: to)?|(?:i"
    r"|we)(?:'d| would)?(?: really| also)? (?:want|wanna|like|love|hope|plan|wish|need|am trying|am going"
    r"|dream)(?: to)?|i'd (?:like|love) to|i'm (?:trying|hoping|planning|looking) to|want to|wanna|how (?:do|can"
    r"|could|would|to) (?:i )?|(?:courses?|path|way|what (?:do i need|should i (?:learn|take|study|do))"
    r"|what does it take|help me|training|can i|could i)(?: to)?|to)\s*"
)
_ROLE = r"(?P<role>[^,.;!?\x00]{2,60}?)"
_END = (
    r"(?=\s*(?:$|[,.;!?\x00]|(?:but|and i|with(?:out)?|in under|for under|within|if|because|please|someday"
    r"|one day|what|how|which|where|can you|from scratch|now|instead|by|under|at most)\b))"
)
_BECOME = re.compile(
    rf"(?:\b{_WANT})(?:become|be(?=\s+an?\b)|turn into|work as|get (?:a )?job as|get hired as|get work as"
    rf"|qualify as|train as|retrain as)\s+(?:an?\s+|the\s+)?{_ROLE}{_END}"
)
_SWITCH = re.compile(
    rf"\b(?<!she is )(?<!he is )(?<!they are )(?<!she's )(?<!he's )(?<!they're )"
    rf"(?:switch(?:ing)?|chang(?:e|ing)|mov(?:e|ing)|transition(?:ing)?|pivot(?:ing)?)\s+(?:my )?(?:(?:careers?"
    rf"|jobs?)\s+)?(?:from (?:an?\s+)?(?P<from>[^,.;!?\x00]{{2,40}}?)\s+)?(?:to|into)\s+(?:(?:being"
    rf"|becoming)\s+)?(?:an?\s+)?{_ROLE}{_END}"
    rf"|\b(?:want|wants|wanna|like|love|hope|hoping|trying|plan|planning|looking)(?: to)? (?:get|go|break"
    rf"|move) into\s+(?:an?\s+)?(?P<role5>[^,.;!?\x00]{{2,60}}?){_END}"
    rf"|\b(?:a |my )?(?:new )?(?:career|job|(?<!i )(?<!who )work)\s+(?:as"
    rf"|in)\s+(?:an?\s+)?(?P<role2>[^,.;!?\x00]{{2,60}}?){_END}"
    rf"|\bmy (?:dream |target )?(?:goal|job|dream job|aim) is (?:to (?:become|be"
    rf"|work as)\s+)?(?:an?\s+)?(?P<role3>[^,.;!?\x00]{{2,60}}?){_END}"
    rf"|\b(?:get|take|bring|move) (?:me|us|her|him|them|somebody|someone) from (?:an?\s+)?(?P<from6>[^,.;!?\x00]{{2,40}}?)"
    rf"\s+(?:in)?to\s+(?:an?\s+)?(?P<role6>[^,.;!?\x00]{{2,60}}?){_END}"
    rf"|\b(?:from|was"
    rf"|been) (?:an?\s+)?(?P<from4>[a-z][a-z -]{{2,30}}?) to (?:an?\s+)?(?P<role4>[a-z][a-z -]*(?:analyst"
    rf"|developer|engineer|designer|manager|technician|assistant|accountant|bookkeeper|nurse|clerk|teacher"
    rf"|programmer|administrator|specialist|scientist|tester))\b"
)
_PRESENT = re.compile(
    r"\b(?:i'?m|i am|i work as|i've been|i was|i used to be|currently)\s+(?:currently |now "
    r"|working as )?(?:an?\s+|(?=(?:[a-z]+ )?(?:helper|assistant|clerk|nurse|teacher|driver|cashier|cook"
    r"|mechanic|electrician"
    r"|welder|bookkeeper|accountant|engineer|technician|secretary|receptionist|waiter|waitress|cleaner"
    r"|carpenter|plumber)\b))"
    r"(?P<role>(?!(?:(?:single|stay[- ]at[- ]home|working|full[- ]time|young|new|busy|proud|retired|old|older"
    r"|expecting) )*"
    r"(?:mum|mom|mommy|mummy|mother|dad|daddy|father|parent|grandma|grandpa|grandmother|grandfather|woman|man|girl"
    r"|guy|boy|kid|child|baby|toddler"
    r"|lady|person|human|widow|widower|immigrant|refugee|foreigner|pensioner|retiree|adult|teen|teenager)\b"
    r"|beginner|newbie|novice|complete|total|absolute|bit|little|student of|fan"
    r"|quick|slow|lot|fast)[a-z][a-z' -]{2,40}?)"
    r"(?:\s+(?=(?:already|today|now|and|who|but|looking|wanting|trying|searching|with|that|now|hoping|seeking)\b"
    r"|for (?:\d+|(?:over |almost |nearly |about )?[a-z]+(?:-[a-z]+)?) (?:years?|yrs?|months?)\b|since \d{4})"
    r"|\s*(?=[,.;!?\x00]|$))"
)
_PRESENT_AT = re.compile(
    r"\bi work (?:in|at|for) (?:an? |the )?(?P<where>[a-z]+) as an? (?P<role>[a-z][a-z' -]{2,30}?)(?=\s*(?:$"
    r"|[,.;!?\x00]|\b(?:and|but)\b))"
)
_YEARS_AS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|many|several) (?:years?|yrs?"
    r"|months?)"
    r" (?:\w+ )?as (?:an? |the )?(?P<role>[a-z][a-z' -]{2,30}?)(?=\s*(?:$|[,.;!?\x00]|\b(?:and|but|now|in|at|so)\b))"
)
_EVENT = re.compile(
    r"\b(?<!make )(?<!making )(?<!made )(?:the|our|their|this|last|that) (?:(?!career|job)\w+ )?(?:move|switch|change"
    r"|transition|moving|switching|changing) (?:in)?to\b"
)
"""Something that happened, and no wish: "the move to the new building"."""
_MOVES = re.compile(r"\bmov(?:e|ing) (?:in)?to\b")
_PLACE = re.compile(
    r" (?:in|next|this|by|before|soon|with|over) ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer"
    r"|autumn|fall"
    r"|winter|week|month|year|my|him|her|the|\d|$)|\bto (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?$|\b(?:city|town|country"
    r"|house|flat"
    r"|apartment|abroad|home)\b"
)
"""Where somebody moves to live: "moving to Montreal in January"."""
_NOT_A_ROLE = re.compile(
    r"^(?:better|good|great|more|able|fluent|certified|free|careful|sure|it|something|anything|somewhere|this|that|part|online|faster"
    r"|confident|rich|happy|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|evening|morning|weekday)s?\b"
    r"|\b(?:courses?|class(?:es)?|better at)\b"
)


_UNWANTED = re.compile(
    r"\b(?:not|never|no longer|don't|do not|wouldn't|would not|didn't)(?: \w+)? (?:trying|looking|hoping|planning"
    r"|aiming|going|want(?:ed)?|wish(?:ed)?|like|mean(?:t)?)"
    r"(?: to)? (?:become|be|turn into|work as)\b[^,.;!?\x00]*"
)
"""What somebody says they do not want to become."""
TITLE_WORDS = 4
"""What somebody wants to become is a title, known or not, up to so many words."""


def names_title(draft: Draft) -> bool:
    """Whether a message says what its writer wants to become, in as few words as a title has."""
    wished = draft.copy()
    wished.take_all(_UNWANTED)
    match = wished.sees(_BECOME)
    return match is not None and len(match["role"].split()) < TITLE_WORDS


_LEFT_OVER = re.compile(r"(?:\s+(?:for|with|within|by|in|on|at|under|and|in less than|up to))+$", re.IGNORECASE)
"""What leads to money or time that was understood before: "a bookkeeper for" $150."""


def take_present(draft: Draft, changes: Changes) -> None:
    """Takes the present work of the person: it is not a topic."""
    match = draft.take(_PRESENT_AT)
    if match:
        changes.wanted["from"] = f"{draft.written(match, 'where')} {draft.written(match, 'role')}"
        return
    match = draft.take(_YEARS_AS) or draft.take(_PRESENT)
    if match:
        changes.wanted["from"] = draft.written(match, "role")


_ROLES = ("role", "role2", "role3", "role4", "role5", "role6")


def take_goal(draft: Draft, changes: Changes) -> str:
    """Takes the role that the person wants; empty where none is named."""
    draft.take_all(_UNWANTED)
    draft.take_all(_EVENT)
    match = draft.sees(_BECOME) or draft.sees(_SWITCH)
    if match is None or (_MOVES.search(match[0]) and _PLACE.search(draft.text[match.start() : match.end()])):
        return ""
    groups = match.groupdict()
    name = next((name for name in _ROLES if groups.get(name)), "")
    role = _LEFT_OVER.sub("", draft.written(match, name)) if name else ""
    if not role or (_NOT_A_ROLE.search(role.lower()) and not (role == "IT" or role.startswith("IT "))):
        return ""
    for origin in ("from", "from4", "from6"):
        if groups.get(origin):
            changes.wanted["from"] = draft.written(match, origin)
    draft.blank(*match.span())
    return role
