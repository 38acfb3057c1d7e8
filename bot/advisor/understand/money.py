"""Money in words and symbols: at most, at least, between, around."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.numbers import DENIED_LEAST, NEGATED, NUMBER, amount, value
from bot.advisor.understand.reading import Changes
from retrieval.query import Sort

SPELLED_SUM = 50
"""A number in words from this one on may be a sum of money without a currency: "two hundred at most"."""
LEAST_ROUND = 20
"""A bare number from this one on may be a sum where it is "or so"."""
AROUND_ALLOWS = 1.2
"""How far above the sum named a price may be where someone says "around"."""

CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "dollar": "USD",
    "buck": "USD",
    "usd": "USD",
    "€": "EUR",
    "euro": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "quid": "GBP",
    "gbp": "GBP",
}
_AGE = re.compile(
    r"\b(?:i'?m|i am|he'?s|she'?s|they'?re|you'?re|we'?re|is|are|am|aged?|being|anyone|anybody|people|kids?"
    r"|children)[^\w,;.\x00]*$"
)
"""What stands before a number of years: "I'm under 18"."""
_SIGN = r"us\$|\$|€|£|\b(?:usd|eur|gbp)(?= ?\d)"
_UNIT = r"(?:us )?dollars?|bucks?|usd|euros?|eur|pounds?|quid|gbp|\$|€|£"
_MOST = (
    rf"(?:(?:money|price|cost)s? )?(?:{NEGATED}|under|below|less than|no more than|not more than|not over|at most"
    rf"|at max|up to|upto"
    rf"|(?:an? )?max(?:imum)?(?: of)?|(?:let'?s )?say"
    r"|within"
    r"|cheaper than|less expensive than|lower than|<=?|limit(?: of| is)?|(?:for|with) (?:less than|under))"
)
_LEAST = rf"(?:{DENIED_LEAST}|over|above|more than|at least|min(?:imum)?(?: of)?|>=?|starting at|upwards of)"
_ABOUT = r"(?:around|about|roughly|approximately|approx\.?|circa|~|more or less)"
_BUDGET = (
    r"(?:(?:(?:raise|increase|lower|set|change|put|bring) )?(?:my |a |the )?(?:(?:tight|small|tiny|limited|total"
    r"|modest) )?"
    r"budget(?: is| of| to|:| =| like| around| about)?(?: only| like)?"
    r"|(?:the |my |our )?money(?:'s| is|:)(?: only| now| just)?"
    r"|i(?:'ve| have| 've)?(?: only)?(?: have)?(?: got)?"
    r"|(?:i|we) can (?:only |just |maybe )?(?:spend|afford|pay|(?:do|manage|swing|stretch to|go (?:up )?to)(?= \d{3}))"
    r"|(?<!i )got(?= \d{2,5}\W*$)|spend|afford|pay)"
)
_BARE_END = (
    r"(?=\s*(?:$|[,;.!?\x00]|\b(?:for|on|in|and|please|from|with|that|if|to spend|or less|max|tops|at most|but"
    r"|is|are|would be|total|overall|then|now|too|instead|also|still|again|perhaps|maybe|as well|by any chance|each"
    r"|both"
    r"|at all|here|there|all in|in (?:all|total)|altogether|put (?:away|aside|by)|set aside|saved|left)\b))"
)


def _sum(index: int) -> str:
    return (
        rf"(?:(?P<sign{index}>{_SIGN})\s?)?(?P<number{index}>{NUMBER})(?P<kilo{index}>k\b| ?(?:thousand|grand)\b)?"
        rf"(?:\s?(?P<unit{index}>{_UNIT})(?!\w))?"
    )


_RANGE = re.compile(
    rf"(?:\b(?P<between>between)\s+{_sum(1)}\s+and\s+{_sum(2)}"
    rf"|(?:\b(?:from|for)\s+)?(?<![\w-]){_sum(3)}\s?(?:-|to|and|\.\.)\s?{_sum(4)})"
    r"(?!\s?(?:-\s?)?(?:hours?|hrs?|h|weeks?|days?|months?|years?|minutes?|mins?|steps?|lessons?)\b)(?![\w-])"
)
_ONE = re.compile(
    rf"(?:(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<budget>\b{_BUDGET}))\s*)?"
    rf"(?<![\w.-])(?:(?P<about>{_ABOUT})\s*)?{_sum(1)}(?P<monthly>\s?(?:/|a |per |each )\s?mo(?:nth)?\b| monthly\b)?"
    r"(?:\s?(?P<post_most>or less|or under|or below|or cheaper|max(?:imum)?\b|tops\b|at (?:the (?:very )?)?most"
    r"|and under|is (?:the|my|our|her|his) (?:limit|max(?:imum)?|ceiling|cap|most)|is all (?:that )?(?:i"
    r"|we)(?:'ve| can)? ?(?:got|have|spend"
    r"|afford|pay)\b)"
    r"|\s?(?P<saved>(?:saved(?: up)?|put (?:away|aside|by)|set aside|stashed(?: away)?|tucked away|to my name"
    r"|in (?:my )?savings|in the bank)\b)"
    r"|\s?(?P<post_least>or more|and up|or above|minimum\b|at (?:the (?:very )?)?least)|(?P<ish>ish\b"
    r"| or so\b))?(?:\s+to spend)?(?:\s+budget\b)?"
)
_DEAR = re.compile(
    rf"(?<![\w.-]){_sum(1)}(?:(?:'s|s| is| are) (?:(?:way|a bit|a little|rather|quite|pretty|far|really|just"
    rf"|too) )*(?:rich|steep"
    r"|much|expensive|dear|pricey|high|a lot)\b(?: (?:for|to) (?:me|us))?|\s*\?+\W*(?:no way|ouch|wow|yikes|too much"
    r"|jeez|seriously"
    r"|are you (?:serious|kidding)|forget it)\b|(?: a pop| apiece)\b)"
)
"""A price that is complained of: it was shown, and is no limit by itself."""
_FREE = re.compile(
    r"\b(?:(?<!boss )(?<!company )(?<!employer )(?<!firm )(?<!office )(?<!job )(?<!they )(?:do not|don't|won't"
    r"|will not|would not|wouldn't|can't|cannot|rather not|not going to|not gonna|never|not)"
    r" (?:want to |have to |like to |be able to )?(?:pay|spend)(?: (?:a|one|any) (?:single )?(?:cent|dime"
    r"|penny|nickel|dollar|euro"
    r"|buck)| any(?:thing| money)| money| for (?:it|that|this|them|the privilege))?(?=\s*(?:$|[,;.!?\x00]"
    r"|(?:until|unless|before"
    r"|yet|for|if|at all|right now|at first|just now|anything|now)\b))"
    r"|(?:can'?t|cannot|mustn'?t|must not|shouldn'?t|won'?t|may not) cost (?:me |us )?(?:anything"
    r"|(?:a|one|any) (?:single )?(?:cent|dime|penny|dollar|euro|buck))"
    r"|(?:(?:there's|there is|i have|i've(?: got)?) )?nothing (?:left )?in (?:my|the|our) (?:pockets?|wallet"
    r"|purse|account|bank)"
    r"|(?:no|zero) (?:money|cash|savings|funds) (?:at all|whatsoever)|zilch|not a (?:cent|penny"
    r"|dime)(?: to my name)?(?! more)"
    r"|penniless|skint"
    r"|(?:flat|stone|dead) broke"
    r"|(?:no|zero) (?:money down|budget|dollars|bucks|charge|fees?)(?: at all)?|(?:take|do|watch|get|try"
    r"|learn) (?:[a-z]+ ){0,3}?"
    r"for nothing|costs? (?:me )?(?:nothing|nada|zero|0)(?![.,]?\d)"
    r"|for (?:nothing|nada|zero|0)(?![.,]?\d| \w)|on the house"
    r"|(?:nothing|none|not (?:one|anything)) (?:that|which) costs? (?:me )?(?:money|anything|a (?:cent|penny|dime))"
    r"|(?:can|could|will|want to|would|i'll) (?:only )?(?:pay|spend) (?:absolutely )?(?:nothing|zero|no money)"
    r"|for free|free of charge|at no cost|no[- ]cost|zero (?:cost|money|dollars|bucks)|without (?:paying"
    r"|spending)(?: (?:anything|any money|money|a (?:cent|penny|dime)))?|cost(?:s"
    r"|ing)? nothing|gratis"
    r"|(?<![\w-])(?<!i'm )(?<!i am )(?<!we're )(?<!days are )(?<!day is )(?<!evenings )(?<!mornings )(?<!weekends )"
    r"free(?!\s?(?:ones? (?:go|come|be|at|first|up|to)\b|software|trade|speech|will|energy|market|diving|running|kick"
    r"|body|weights|throws?|time"
    r"|to audit|radicals?|week-?ends?|evenings?|days?|afternoons?|mornings?|hours?|slots?|spot|from|on|at|after"
    r"|today|tomorrow|next|this)\b|[-\w]))"
)
_NOT_FREE = re.compile(
    r"\b(?:(?:never|didn't|did not) (?:say|said|mean|meant) (?:that )?(?:it|they|this)? ?(?:had to|has to"
    r"|have to|must|needs? to"
    r"|needed to|should) be free(?: for good)?|not (?:just|only|necessarily) free(?: ones)?|(?:does(?:n't"
    r"| not)|need(?:n't| not)) (?:have to "
    r"|need to )?be free"
    r"|(?:i'?m |i am )?not against paying(?: for (?:it|that))?|(?:willing|ready|happy|prepared) to pay(?: for (?:it"
    r"|that))?"
    r"|(?:i|he|she|we|they) (?:can|could) pay (?:a (?:bit|little)|something)"
    r"|(?:don't|do not|wouldn't|would not) mind paying(?: for (?:it|that))?|(?:paying|paid(?: ones)?) (?:is"
    r"|are) (?:ok|okay|fine|alright)(?: too)?|not free(?: ones)?)\b"
)
_FREE_OR = re.compile(
    r"\bfree(?: if possible)?(?:,? or|,? (?:if not|otherwise|else),?)(?= (?:under|below|less|at most|up to|max"
    r"|no more|<"
    r"|[$€£]|\d))|\bor (?:for )?free\b|\bfree or (?:(?:very|really|dirt|pretty|rather) )?(?=(?:cheap|low[- ]cost"
    r"|inexpensive)\b[^?!]*\b(?:below|under|at most|max|up to|less than)\b)"
)
_IN = re.compile(r"\b(?:priced? |prices |paid )?in (?:us |british )?(?P<unit>dollars?|euros?|pounds?|usd|eur|gbp)\b")
_TAKES = re.compile(
    rf"\b(?:it(?:'s| is) )?(?P<unit>{_UNIT}) (?:(?:are|is|would be) (?:fine|ok|okay|good)(?: too| as well)?|there"
    rf"|here)\b"
)
_AUDIT = re.compile(r"\bfree to audit\b|\b(?:to )?audit for free\b")
_CHEAP = re.compile(
    r"\b(?:(?:the )?(?:cheapest|least expensive|lowest price[ds]?|lowest cost)(?: (?:first|ones?))?|cheap|affordable"
    r"|inexpensive|broke(?! bones?| up| down)|(?:have |got )?(?:no|little|not much) money|low[- ]cost"
    r"|budget[- ]friendly|(?:sort(?:ed)?|order(?:ed)?)(?: (?:them|these|those|it|the list"
    r"|the results))? by (?:price|cost))\b"
)


_STRESSED = re.compile(
    r"(?:[\x00,;.!-]\s*|\b(?:like|really|literally|actually|truly|absolutely|seriously|totally|completely|as in"
    r"|i (?:do )?mean|meaning)[\s,]+)+(?:0|zero|nada|zilch|nix|null|nothing|free)(?![\w$€£%]| \w)"
)
"""Words that only say once more that nothing may be paid: "like really 0", "zero, nada"."""


def complains_of_price(draft: Draft) -> bool:
    """Takes a price that was shown and is too high: "85 is steep"."""
    return bool(draft.take_all(_DEAR))


def read_money(draft: Draft, changes: Changes, around: float = AROUND_ALLOWS) -> None:
    """Takes prices, "free" and the wish for cheap ones out of a message; a sum that is said "around" allows `around` times
    as much."""
    if draft.take(_AUDIT):
        changes.note("audit")
    if draft.take(_FREE_OR):
        changes.sort = Sort.COST
    if draft.take(_NOT_FREE):
        changes.cleared.add("free")
    elif draft.take(_FREE):
        changes.wanted["free"] = True
        draft.take_all(_STRESSED)
    if draft.take(_CHEAP):
        changes.sort = Sort.COST
    if not _read_range(draft, changes):
        _read_one(draft, changes, around)
    unit = draft.take(_IN) or draft.take(_TAKES)
    if unit:
        changes.wanted.setdefault("currency", CURRENCIES[unit["unit"].removeprefix("us ").rstrip("s")])


def _read_range(draft: Draft, changes: Changes) -> bool:
    for match in _RANGE.finditer(draft.open):
        low, high = ("1", "2") if match["between"] else ("3", "4")
        currency = _currency(match, low) or _currency(match, high)
        if currency is None and not match["between"]:
            continue
        numbers = sorted((_number(match, low), _number(match, high)))
        changes.wanted |= {"min_cost": amount(numbers[0]), "max_cost": amount(numbers[1])}
        _set_currency(changes, currency)
        draft.blank(*match.span())
        return True
    return False


def _read_one(draft: Draft, changes: Changes, around: float) -> None:
    for match in [*_ONE.finditer(draft.open)]:
        currency = _currency(match, "1")
        if currency is None and not _is_bare_price(draft.open, match):
            continue
        draft.blank(*match.span())
        if match["monthly"]:
            changes.note("monthly_budget")
        else:
            _set_bound(match, currency, changes, around)


def _set_bound(match: re.Match[str], currency: str | None, changes: Changes, around: float) -> None:
    number = _number(match, "1")
    if match["least"] or match["post_least"]:
        changes.wanted["min_cost"] = amount(number)
    elif (match["about"] and not match["most"]) or match["ish"]:
        changes.wanted["max_cost"] = amount(round(number * around, 2))
        changes.note("around")
    elif number == 0:
        changes.wanted["free"] = True
        return
    else:
        changes.wanted["max_cost"] = amount(number)
    _set_currency(changes, currency)


def _is_bare_price(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a currency is a price: something must say so, and nothing else may be counted."""
    cue = match["most"] or match["budget"] or match["post_most"] or match["least"] or match["saved"]
    spelled = not match["number1"][0].isdigit()
    if match["kilo1"] or "thousand" in match["number1"]:
        cue = match["number1"]
    if match["ish"] and match["number1"] not in ("a", "an", "one") and _number(match, "1") >= LEAST_ROUND:
        cue = match["ish"]
    if match["about"] == "around" and not spelled and _number(match, "1") >= 5:
        cue = match["about"]
    if match["number1"] in ("a", "an", "one") or _AGE.search(text, 0, match.start()):
        return False
    if (
        not cue
        or (spelled and not (match["budget"] or match["saved"]) and _number(match, "1") < SPELLED_SUM)
        or (match["budget"] or "").strip() == "i"
    ):
        return False
    return re.match(_BARE_END, text[match.end() :]) is not None


def _set_currency(changes: Changes, currency: str | None) -> None:
    if currency:
        changes.wanted["currency"] = currency


def _number(match: re.Match[str], index: str) -> float:
    return value(match[f"number{index}"]) * (1000 if match[f"kilo{index}"] else 1)


def _currency(match: re.Match[str], index: str) -> str | None:
    written = (match[f"sign{index}"] or match[f"unit{index}"] or "").removeprefix("us ")
    return CURRENCIES.get(written) or CURRENCIES.get(written.rstrip("s")) if written else None
