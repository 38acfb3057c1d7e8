"""Limits of a path in a message: money, time, language, providers, level, delivery."""

from __future__ import annotations

import math

from bot.advisor.understand import patterns as re
from bot.advisor.understand.clearing import read_clearing
from bot.advisor.understand.dates import later, take_bare_day, take_date, take_start
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.facets import read_facets
from bot.advisor.understand.hours import WORKDAYS, read_hours
from bot.advisor.understand.languages import read_language
from bot.advisor.understand.money import read_money
from bot.advisor.understand.numbers import NUMBER, amount, value
from bot.advisor.understand.providers import read_providers
from bot.advisor.understand.reading import Changes, Known

KNOWN = frozenset(
    {
        "max_cost",
        "currency",
        "free",
        "hours_per_week",
        "max_hours",
        "start",
        "by",
        "provider",
        "not_provider",
        "language",
    }
    | {
        "level",
        "delivery",
        "online",
        "more_cost",
        "more_hours_per_week",
        "share_of_hours",
        "share_of_cost",
        "more_language",
    }
)
"""What a message may say of a path; what else it limits belongs to a search."""
_NO_DATE = re.compile(
    r"\b(?:(?:no|without(?: an?| the)?|forget(?: about)? (?:the|that|my)|(?:remove|drop|ignore|scratch|lose"
    r"|bin) (?:the|that|my))"
    r" (?:deadline|(?:\w+ )?date|time limit)"
    r"|(?:take|have) (?:all the|as much) time(?: as i (?:want|need|like))?"
    r"|time (?:until \w+ )?(?:doesn't|does not) matter"
    r"|(?:i am|i'm) (?:in no|not in (?:a|any)) hurry|no (?:hurry|rush))\b"
)
_NO_SUM = re.compile(
    r"\b(?:no|without(?: an?| the| any)?|forget(?: about)? the|(?:remove|drop|ignore) the) (?:budget|price"
    r"|money|cost|limit|cap)"
    r"(?: limit)?\b"
    r"|\b(?:remove|drop|forget|ignore|lift|scrap|delete)(?: about)?(?: the)+ (?:[$€£] ?)?\d+"
    r" ?(?:dollars?|bucks|euros?|usd|pounds?|[$€£])(?: (?:limit|thing|cap))?\b"
    r"|\b(?:remove|drop|forget|ignore|lift|scrap|delete|strike|take out|cross out) the (?:[$€£] ?)?\d+ (?:limit|cap"
    r"|again|out|from)\b"
    r"|\b(?:money|price|cost) is(?:n't| not| no) (?:an? |the )?(?:issue|problem|object|matter|concern)\b"
)
_MORE_MONEY = re.compile(
    rf"(?:\b(?:another|an extra|an additional)\s+\$?\s?(?P<extra>{NUMBER})\s?(?:dollars|bucks|usd)?"
    r"(?!\s*(?:hours?|steps?|weeks?|h\b))"
    rf"|\$\s?(?P<sign>{NUMBER})\s+(?:more|extra)|(?P<unit>{NUMBER})\s?(?:dollars|bucks|usd|\$)\s+(?:more|extra))\b"
)
_LESS_MONEY = re.compile(
    rf"\$\s?(?P<sign>{NUMBER})\s+(?:less|fewer|lower|off)\b"
    rf"|\b(?P<unit>{NUMBER})\s?(?:dollars|bucks|usd|\$)\s+(?:less|fewer|lower|off)\b"
    rf"|\b(?:take|knock|cut|shave|drop)(?: off)? (?:another )?(?:\$\s?(?P<taken>{NUMBER})"
    rf"|(?P<told>{NUMBER})\s?(?:dollars|bucks|usd))"
    r"(?: (?:off|away))?(?: (?:the|my) (?:budget|money|sum|limit))?\b"
)
_MORE_HOURS = re.compile(
    rf"\b(?:another\s+)?(?P<number>{NUMBER}|an)\s+(?:(?:more|extra)\s+hours?|hours?\s+(?:more|extra))"
    r"(?:\s+(?:(?:a|per|each|every)\s+week|weekly))\b"
)


_ALL_BUT = re.compile(
    r"\b(?:everything|anything|all|anybody|everyone|any provider|every school) (?:but"
    r"|except(?: for)?)(?= )"
)
_ALLOWED = re.compile(
    r"\b[a-z]+ (?:is |are )?(?:allowed|fine|ok|okay|welcome)(?: again| after all)?(?=\W"
    r"|$)(?<!that is fine)(?<!it is fine)(?<!is ok)"
)
_LEAVE_OUT = re.compile(
    r"\b(?:leave out|please skip|skip all|avoid all|exclude|anything but|get rid of"
    r"|i don't want|nothing by)\s+(?:the )?"
)
_LEAVES = re.compile(
    r"\b(?:please )?(?:leave|keep|cut|count|take)(?: them,?)? (?P<who>[a-z]+)(?: \w+)? out(?: of (?:it|this"
    r"|that|there|the \w+|my \w+))?\b"
    r"|\b(?:i(?:'ve| have)? (?:had )?(?:enough of|(?:don't|do not|can't) (?:trust|like|stand)|bad experiences? with"
    r"|trouble with)) (?P<whom>[a-z]+)\b"
)
"""A provider that is left out: "leave X out of it"."""
_EVERY = re.compile(
    rf"\b(?:every|each) (?:single )?(?:evening|day|night|morning|lunch ?break)(?: after work)?,? (?:for |of "
    rf"|at )?(?:about )?"
    rf"(?P<hours>{NUMBER}) hours?\b"
)
_EVENINGS = re.compile(
    rf"\b(?P<times>{NUMBER}) (?:evenings?|days?|times|mornings?|nights?|sessions?)(?: (?:a|per|each|every) week"
    rf"| weekly),? (?:for |of |at )?(?P<hours>{NUMBER}|one|two|three) hours?(?: (?:each|a day|at a time"
    rf"|every time))?"
)
_SHARE = re.compile(
    r"\b(?:(?P<half>(?:just |only )?half(?! (?:of )?(?:my|our|the) (?:job|work|day|life|team|ward|shift|class|year)\b)"
    r"(?: of)?(?: (?:of|the|those|that|my))*(?: (?:hours?|time|pace))?)"
    r"|(?P<double>(?:double|twice)(?: (?:of|as much|the|those|that|my))*(?: (?:hours?|time|pace))))\b"
)
_TIME = re.compile(r"\b(?:hours?|time|pace)\b")
_BARE_HOURS = re.compile(
    rf"(?<![\w.$€£-])(?P<number>{NUMBER})\s?(?:hours?|hrs?|h)\b(?!\s*(?:in all|in total"
    rf"|altogether|all in all))"
)
_BARE_SUM = re.compile(
    r"(?:^\W*|\bwhat if (?:it(?:'s| is| was| were)|i (?:had|have)|we (?:had|have))\s+"
    r"|\b(?:borrow|find|manage|afford|pay|lends? me|until|had|have|got|take|took|use|spend|make (?:it|that)"
    r"|with|for|to|at(?! \d\d\W*$)|ok|okay|then|only|just|about"
    r"|around|maybe|than|but|up to|at most|max(?:imum)?)\s+"
    r"|\.{2,}\s*)(?:the |just |only |about |around |maximum )*(?P<number>\d{2,5})(?!\s*(?:%|hours?|hrs?|h\b|weeks?"
    r"|months?|days?|years?|steps?|courses?|skills?|[.,/:-]\d))\b"
)
_OF_MONEY = re.compile(
    r"\b(?:g[ai]v(?:e|es|ing)|l[ea]nds?|lent|got|paid|pays?|spend|sav(?:ed|ings?)|refund|cash|money|wallet|purse"
    r"|afford|on top"
    r"|bonus|payout|severance|scrape|spare|cost|dole|salary|pocket|everything|altogether|budget)\b"
)
_SUM = re.compile(
    r"(?<![\w.$€£#-])(?<!age )(?<!aged )(?<!step )(?<!level )(?<!turn )(?<!i'm )(?<!i am )(?P<number>(?!(?:19"
    r"|20)\d\d\b)[1-9]\d{1,3})"
    r"(?!\s*(?:%|hours?|hrs?|h\b|weeks?|wks?|months?|days?|years?|yrs?|yo\b|steps?|courses?|skills?|minutes?|mins?"
    r"|people|percent"
    r"|st\b|nd\b|rd\b|th\b|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|[.,/:-]\d))\b"
)
"""A number that may be a sum, beside a word of money: "nan gave me 250"."""
_LONE = re.compile(
    r"(?:^|[.!?;:\x00]|,\s)\s*(?:(?:no|sorry|ok|okay|hm+|then|and|so|now|only|just|actually|rather|let's say|say"
    r"|make (?:it|that)"
    r"|go (?:with|back to)|back to|stick (?:w|with|to)|stay (?:at|with)|keep(?: it at)?|leave (?:it|that) at"
    r"|(?:i'll )?do)[\s,.]+)*(?:the )?(?P<number>\d{1,4})(?P<after>(?:[\s,]+(?:now|instead|then|rather|hypothetically"
    r"|only|tops"
    r"|max|at most|please|that is))*)\s*(?=$|[.,;!?])"
)
"""A number that stands alone, as a correction of the one before: "overtime came in, 1000 now"."""
_INSTEAD = re.compile(r"\b(?:instead|rather|hypothetically|make it|make that|stick|stay|keep|leave|do)\b")
_AFTER_ALL = re.compile(r"(?:^|[.!?])\s*(?:ok|okay|no|then|so|actually|fine|alright)[\s,]")
_WERE = re.compile(r"\bif it(?:'s| is| was| were)(?: only| just)? (?P<number>\d{1,2})\W*$")
"""Another number for the hours of a week, as a what-if."""
_ALL_THERE_IS = re.compile(
    rf"(?<![\w.$€£-])(?:[$€£] ?)?(?P<number>{NUMBER})(?: ?(?:dollars|bucks|euros|usd))? (?:is|are|would be)"
    r" (?:(?:all|the most|wh?at|about all) (?:that )?(?:there is|i(?:'ve)?(?: can| have| got| could)?|we)"
    r"|my (?:ceiling|limit|max(?:imum)?))"
    rf"|\b(?:money|cost|price|budget)[- ]?wise:? (?P<wise>{NUMBER})"
    rf"|\b(?:make|call) it (?:[$€£] ?)?(?P<made>{NUMBER})(?= (?:in all|altogether|total|all in all)|\W*$)"
    rf"|(?<![\w.$€£-])(?P<only>{NUMBER}),? (?:and )?(?:not a (?:cent|penny|dollar|dime) more|that's it|thats it"
    rf"|no more)\b"
    rf"|\b(?:so|makes|that makes|=) (?:that's |it's )?(?:[$€£] ?)?(?P<sum>{NUMBER})(?: ?(?:dollars|bucks))?(?: (?:now"
    rf"|in all|total"
    rf"|altogether))*\W*$"
)
"""A sum that is all the money there is."""
_BARE_DAY = re.compile(
    r"\b(?:(?:the )?(?:end|middle|beginning) (?:of )?(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)|christmas|easter)\b"
)
_DONE_BEFORE = re.compile(
    r"\b(?:over|done|finished|ready|through|complete|wrapped up)\b.{0,20}\b(?:before|until|till|by)\b"
)
_BARE_SPAN = re.compile(
    rf"\b(?P<number>{NUMBER}|an?)\s?(?P<unit>months?|weeks?|years?)\b(?:\s+(?:is|are) (?:all|the most|what)\b"
    rf"|\s+(?:at most|max|only|tops)\b|\s*\W*$)"
)
_OF_THE_PAST = re.compile(
    r"\b(?:been|used|worked|did|done|known|was|were|had|drove|drive|use|know|teach|taught)\b[^.;!?]*"
    r"\b(?:for|since)(?: (?:the )?(?:last|past|over|about|almost|nearly))* $"
)
"""What stands before a time that is over: "been using Excel for" ten years."""
_IN_ALL = re.compile(r"\b(?:in all|all in all|in total|altogether|overall|whole|entire|each|course)\b")
LEAST_SUM = 10
FEW_HOURS = 15
"""So few hours, said of a path, are hours a week."""
NOTHING = 0.4
"""How near (in natural logarithms) every number is to a budget of nothing."""
MOST_A_WEEK = 60
"""A bare number of hours up to this one is one of hours a week, where a path is the matter."""


def _bar(draft: Draft, known: Known) -> None:
    """What is said to be left out is "not from", where it is a provider."""
    names = {plain(name).split()[0] for name in known.providers}
    apart = draft.sees(_LEAVES)
    who = (apart["who"] or apart["whom"]) if apart else ""
    if apart and who in names:
        said = f"not from {who}"
        draft.open = draft.open[: apart.start()] + said.ljust(len(apart[0])) + draft.open[apart.end() :]
    match = draft.sees(_LEAVE_OUT)
    if match is None:
        return
    after = draft.open[match.end() :]
    if after.split() and after.split()[0].strip(",.!") in names:
        draft.open = draft.open[: match.start()] + "not from".ljust(len(match[0])) + after


def _bare(draft: Draft, changes: Changes, known: Known) -> None:
    """Numbers without more, as they are said of a path: a sum, hours a week, a span of time."""
    if match := draft.take(_SHARE):
        share = 0.5 if match["half"] else 2.0
        of_money = "budget" in known.held and not _TIME.search(match[0])
        changes.wanted["share_of_cost" if of_money else "share_of_hours"] = share
    if 0 < changes.wanted.get("max_hours", 0) <= FEW_HOURS and not _IN_ALL.search(draft.text.casefold()):
        few = changes.wanted.pop("max_hours")
        changes.wanted.setdefault("hours_per_week", few)
    timed = {"hours_per_week", "max_hours", "more_hours_per_week", "share_of_hours"} & changes.wanted.keys()
    if not timed and (match := draft.take(_BARE_HOURS)) and 0 < value(match["number"]) <= MOST_A_WEEK:
        changes.wanted["hours_per_week"] = amount(value(match["number"]))
    if not timed and "hours_per_week" in known.held and (match := draft.take(_WERE)):
        changes.wanted["hours_per_week"] = amount(float(match["number"]))
    _bare_days(draft, changes, known)
    if match := draft.take(_ALL_THERE_IS):
        said = next(words for words in match.groupdict().values() if words)
        if value(said) >= LEAST_SUM:
            changes.wanted["max_cost"] = amount(value(said))
    money = {"max_cost", "free", "more_cost", "share_of_cost"}
    if not money & changes.wanted.keys() and (match := draft.take(_BARE_SUM)):
        number = float(match["number"])
        few = number <= MOST_A_WEEK and not _OF_MONEY.search(match[0])
        hours = few and _nearest(number, known) == "hours_per_week"
        changes.wanted["hours_per_week" if hours else "max_cost"] = amount(number)
    _correct(draft, changes, known)
    if not money & changes.wanted.keys():
        read_sum(draft, changes)


def read_sum(draft: Draft, changes: Changes) -> None:
    """Takes a bare number beside a word of money, the last of several: "nan gave me 250"."""
    if draft.sees(_OF_MONEY) and (sums := draft.take_all(_SUM)):
        changes.wanted["max_cost"] = amount(float(sums[-1]["number"]))


def _bare_days(draft: Draft, changes: Changes, known: Known) -> None:
    """Days and spans of time without "by", as they are said of a path."""
    if "by" not in changes.wanted and (days := draft.take_all(_BARE_DAY)):
        day = take_date(Draft(f"by {days[-1][0]}"), known.today)
        changes.wanted |= {"by": day.isoformat()} if day else {}
    if (
        "by" not in changes.wanted
        and (moved := take_bare_day(draft, known.today)) is not None
        and ("by" in known.held or draft.sees(_DONE_BEFORE))
    ):
        changes.wanted["by"] = moved.isoformat()
    match = draft.sees(_BARE_SPAN)
    if match and not _OF_THE_PAST.search(draft.text[: match.start()].lower()):
        draft.blank(*match.span())
        day = later(match["number"], match["unit"], known.today)
        changes.wanted["by"] = day.isoformat()


def _correct(draft: Draft, changes: Changes, known: Known) -> None:
    """A number alone takes the place of the money, or, where it is small, of the hours a week that hold."""
    numbers = [*_LONE.finditer(draft.open)]
    if not numbers:
        return
    number, last = float(numbers[-1]["number"]), numbers[-1][0]
    if number >= LEAST_SUM and "max_cost" in changes.wanted and _AFTER_ALL.match(last):
        changes.wanted["max_cost"] = amount(number)
    if not changes.wanted.keys().isdisjoint({"max_cost", "hours_per_week", "max_hours", "more_cost"}):
        return
    if _nearest(number, known) == "budget" and number >= LEAST_SUM:
        changes.wanted["max_cost"] = amount(number)
    elif 0 < number <= MOST_A_WEEK and ("budget" in known.held or (number < LEAST_SUM and _INSTEAD.search(last))):
        changes.wanted["hours_per_week"] = amount(number)


def _nearest(number: float, known: Known) -> str:
    """The limit in force, of money or of hours a week, to whose size a bare number is nearest; empty where no money is
    limited."""
    held = {name: float(known.held[name]) for name in ("budget", "hours_per_week") if name in known.held}
    if "budget" not in held or number <= 0:
        return ""
    return min(held, key=lambda name: abs(math.log(number / held[name])) if held[name] else NOTHING)


def takes_no_date(draft: Draft) -> bool:
    """Takes the words by which the day to be done by falls."""
    return draft.take(_NO_DATE) is not None


def read_limits(draft: Draft, known: Known, *, bare: bool = False) -> Changes:
    """Takes the limits that a message sets or drops, by their names in a search; `bare` takes numbers without a unit."""
    changes = Changes()
    start = take_start(draft, known.today)
    if start is not None:
        changes.wanted["start"] = start.isoformat()
    _bar(draft, known)
    if match := draft.take(_EVENINGS):
        changes.wanted["hours_per_week"] = amount(value(match["times"]) * value(match["hours"]))
    if match := draft.take(_EVERY):
        days = 5 if draft.take(WORKDAYS) else 7
        changes.wanted["hours_per_week"] = amount(value(match["hours"]) * days)
    draft.open = _ALL_BUT.sub(lambda match: "not from".ljust(len(match[0])), draft.open)
    _read_more(draft, known, changes)
    if takes_no_date(draft):
        changes.cleared.add("by")
    if draft.take(_NO_SUM):
        changes.cleared.add("max_cost")
    read_clearing(draft, changes, known.held)
    read_language(draft, changes, known.language)
    if draft.take(_ALLOWED):
        changes.cleared.add("not_provider")
    read_facets(draft, changes, None)
    read_providers(draft, changes, known.providers, known.names_skill)
    read_hours(draft, changes)
    read_money(draft, changes, around=1)
    if bare:
        _bare(draft, changes, known)
    return changes


def _read_more(draft: Draft, known: Known, changes: Changes) -> None:
    """Takes more hours, and more or less money, than what holds."""
    if match := draft.take(_MORE_HOURS):
        changes.wanted["more_hours_per_week"] = 1 if match["number"] == "an" else amount(value(match["number"]))
    if match := draft.take(_MORE_MONEY):
        changes.wanted["more_cost"] = amount(value(match["extra"] or match["sign"] or match["unit"]))
    elif "budget" in known.held and (match := draft.take(_LESS_MONEY)):
        changes.wanted["more_cost"] = -amount(value(next(words for words in match.groupdict().values() if words)))
