"""Facts that a message asks for in whatever words: beside those that name a fact it holds nothing but talk."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.chatter import is_chatter
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.languages import LANGUAGES
from bot.advisor.understand.numbers import DIGITS, NUMBER, value
from bot.advisor.understand.reading import Aspect
from bot.advisor.understand.topic import is_connector, topic_of

_PAPER = r"(?:card|licen[cs]e|paper|ticket|cert(?:ificate)?|badge|diploma|qualification)s?"
_DEVICES = (
    r"(?:smart|cell|mobile )?phones?|mobiles?|telephones?|tablets?|ipads?|iphones?|macs?|macbooks?|chromebooks?|pcs?"
    r"|computers?|laptops?|notebooks?|devices?"
)
_SUM = rf"(?:[$€£] ?)?(?:{DIGITS})(?: ?(?:[$€£]|dollars?|bucks|quid|euros?|usd))?"
_NAMES: tuple[tuple[Aspect, str], ...] = (
    (
        Aspect.VALIDITY,
        r"valid(?:ity)?|expir\w+|runs? out|renew\w*|laps(?:e|es|ing)|for(?: )?ever|for life|wears? off|(?:how long"
        r"|(?:till|until) when)\b.*\b(?:good(?: for)?|valid|count)|good (?:until|till|to)|(?:redo|repeat|refresh"
        r"|retake) (?:it|this|that)\b"
        rf"|how long .*\b{_PAPER} (?:last|hold|count|stay)s?|{_PAPER} (?:last|hold)s? (?:for )?how long",
    ),
    (
        Aspect.CREDIT,
        r"how (?:much|many) (?:\w+ )?credits?|(?:college |university |uni |academic )*credits?(?: (?:hours|points))?"
        r"|ects|counts? (?:for|at|toward|towards) (?:college|uni|university|a degree)",
    ),
    (
        Aspect.HOURS,
        r"(?:for )?how (?:long|much (?:of my )?time|many (?:hours|weeks|months|days))|hours?(?:[ -]wise)?|duration"
        r"|length|(?:time )?commitment|workload|work ?load|through with|wrapped up|over and done",
    ),
    (
        Aspect.DEVICE,
        rf"{_DEVICES}|android|hardware|windows|linux|memory|ram"
        r"|\d+ ?(?:gb|gigs?|gigabytes?)|gb|gigs?|(?:what|which) (?:sort|kind|type) of machine",
    ),
    (
        Aspect.PRICE,
        r"prices?|costs?|costing|fees?|tuition|how much|what do (?:i|we) owe|pay|paying|paid|payable|charge[sd]?"
        r"|charging|billed|billing|the bill|invoice|the damage|(?:sets?|setting) (?:me|us|him|her|them|one) back"
        r"|(?:what|how much)\b[^.?!]*\b(?:comes?|amounts?|adds? up) to|comes? to (?:how much|what)|all[- ]in|all up"
        rf"|expensive|pricey|per month|(?:a|each|every|by the|by) month|monthly|{_SUM} ?/ ?mo(?:nth)?"
        r"|(?:the )?whole (?:thing|lot|amount|sum|bill)|the lot|run (?:me|us)\b|shell out|fork out|cough up",
    ),
    (
        Aspect.START,
        r"by when|(?:till|until|til) when|when|what days?|which days?|(?:the |which |what )?(?:start(?:ing)?|first|next"
        r"|last|latest|closing|soonest|earliest|following|other|later|exact|opening) (?:possible )?(?:dates?|days?"
        r"|sessions?|class|intakes?|rounds?|runs?|start|ones?|cohorts?)|dates?|deadlines?|soonest|earliest|(?:sign"
        r"|signing|signed) up|enrol\w*|regist\w+|(?:put|get) (?:my|our|his|her) names? (?:down|in)|get in(?:to)?"
        r"|kick(?:s|ed|ing)? off|cut[- ]?off",
    ),
    (
        Aspect.PLACE,
        r"where ?abouts?|where(?:'s)?(?: at)?|(?:what|which) (?:town|city|place|state|campus|site|school|building"
        r"|address)|towns?|cit(?:y|ies)|venue|location|held|hold|how far",
    ),
    (
        Aspect.BEFORE,
        r"pre-?req\w*|requirements?|required|entry|beforehand|in advance|up ?front|under my belt|eligible|qualify"
        r"|let (?:me|us|him|her|you|them|people) (?:in|on|join|start|take part)|(?:before|till|until) (?:i|we|they|you"
        r"|one|he|she) (?:can |could |may |'?d )?(?:start|begin|join|enrol|enroll|take|let|get)|before (?:it|the|that"
        r"|this|class|my)(?: \w+)? (?:starts?|begins?)|before (?:the )?(?:class|start|first (?:day|class|lesson))"
        r"|(?:(?:need|have|has|got|must|gotta|should|ought|expected|supposed|required) (?:to )?(?:already )?(?:have "
        r"|be |know |show |bring )?(?:do|done|take|taken|know|known|learn|learnt|learned|study|studied|finish|finished"
        r"|pass|passed|hold)|expect|assume)\b(?=.*\b(?:first|before|already|prior|let|know|have)\b)|(?:papers|diplomas?"
        r"|degrees?|certificates?|grades|proof) from (?:school|college|university|before)|(?:high school|school"
        r"|college) (?:diploma|degree|papers|leaving certificate)",
    ),
    (
        Aspect.CERTIFICATE,
        r"(?:a|any|the|some) (?:cert(?:ificate)?|diploma|badge|paper|proof)|certificat(?:es?|ion)|cert|certified"
        r"|diploma|badge",
    ),
    (Aspect.FREE, r"free(?: of charge)?|for nothing|gratis|no catch|the catch|any catch|zero"),
    (
        Aspect.DELIVERY,
        r"online|remote(?:ly)?|in[- ]person|self[- ]paced|(?:my|your|own|at my own) pace|live|recorded|on(?: |-)?site"
        r"|face[- ]to[- ]face|over zoom|on zoom|from home|on the (?:bus|train|tram|subway|metro|sofa|couch)|offline",
    ),
    (
        Aspect.LEVEL,
        r"level|(?:total |complete |absolute |utter )?(?:beginners?|newbies?|novices?|dummies|rookies)|hard|difficult"
        r"|easy|advanced|too (?:hard|difficult|easy|basic)",
    ),
    (
        Aspect.LANGUAGE,
        rf"(?:what|which) languages?|(?:taught |all |only |held |given )*in (?:{'|'.join(LANGUAGES)})(?: only)?"
        rf"|(?:{'|'.join(LANGUAGES)}) only|only (?:{'|'.join(LANGUAGES)})|(?:the|its) language",
    ),
)
_EACH = [(aspect, re.compile(rf"(?<![\w'])(?:{names})(?![\w'])")) for aspect, names in _NAMES]
_TALK = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b|\b(?:class|classes|courses?|lessons?|training|workshop|program(?:me)?|thing"
    r"|stuff)\b|\b(?:old|new|spare|own|cheap|crappy|ancient|dead|broken|boss(?:es)?|wife|husband|kids?|mum|mom|dad|mate"
    r"|died|broke)\b|\b(?:that|which)? ?(?:i|we|you|one) (?:can|could) (?:show|give|hand|put|hang|bring)\b[^.?!]*"
    rf"|\b(?:{_PAPER}|exam|total|overall|whole|final|exact|full|enough|suffice|does the (?:job|trick)|cuts? it"
    rf"|good enough|by any chance)\b|[\d$€£+/&.-]+"
)
"""What may stand beside the name of a fact without being a topic."""
_FIGURE = re.compile(
    rf"(?<![\w.,-])(?P<sum>{NUMBER})(?![\w.,-]*\d)(?= ?(?:[$€£]|dollars?|bucks|quid|euros?|usd|(?:a|per|each"
    rf"|every) month|monthly|/ ?mo|,? (?:right|huh|hm+|really|ok|okay|total|altogether|all in|in all|the whole"
    rf"|for the whole))|\W*\?)|[$€£] ?(?P<sum2>{DIGITS})"
)
_ON_DEVICE = re.compile(
    r"\b(?:can|could|may|will|would|possible|is|does|do|able|works?|ok|okay|fine|enough)\b[^?!]*\b(?:on|with|w|from"
    r"|using|via|over)"
    rf" (?:(?:only|just|my|a|an|the|his|her|our|any|old|own|work|one|telephone|smart|cell|android) )*(?:{_DEVICES})\b"
    rf"|\b(?:my|an?|this|old) (?:\w+ ){{0,2}}(?:{_DEVICES})\b[^?!]*\b(?:enough|ok|okay|cut it|cuts it|work|works|do"
    rf"|manage|handle|suffice|fine)\b"
)
"""A device that would be used, whatever else is said of it."""
_HOW_PAID = re.compile(
    r"\b(?:can|could|may|might|should|possible|able|allowed|let|want|rather)\b[^.?!]*\bpay\b|\bpay(?:ing"
    r"|able)?(?: (?:it|this|that|for it))? (?:in|with|later|off|cash|half|weekly|back|afterwards"
    r"|by (?!(?:the )?month))\b"
)
"""A question how a price may be paid, which no record tells."""
_NEEDS_PAPERS = re.compile(
    r"\b(?:do|does|did|will|would|must|should|is|are|can)\b[^?!]*\b(?:need|have|show|bring|want|require|ask for|without"
    r"|needed|required)(?: to (?:have|show|bring|hold))? (?:(?:me|any|some|my|a|an|the|of|school|high|college|other"
    r"|previous|prior|work) )*(?:papers|diplomas?|degrees?|grades|qualifications?|licen[cs]es?|experience"
    r"|background(?: check)?|ged|a-levels|clearance)\b"
)
"""What would have to be shown before, whatever else is said of it."""
_FRAMES = ((Aspect.DEVICE, _ON_DEVICE), (Aspect.BEFORE, _NEEDS_PAPERS))
_LIMITS = re.compile(
    r"\b(?:under|below|within|max(?:imum)?|up to|less than|more than|at (?:the )?(?:most|least)|no(?:t)? (?:more|over)"
    r"|cheaper|over|above|between|budget|spend|i (?:only )?(?:have|got|can|'ve)|than|for less|instead)\b"
)


def fact_framed(draft: Draft) -> Aspect | None:
    """The fact that a message asks for by its form, whatever else it holds; None for none."""
    return next((aspect for aspect, frame in _FRAMES if draft.sees(frame)), None)


def facts_in_words(draft: Draft) -> tuple[Aspect, ...]:
    """The facts that a message asks for, where all its other words are talk; none where one may be a topic."""
    if draft.sees(_HOW_PAID):
        return ()
    rest, found = draft.copy(), list[tuple[int, Aspect]]()
    for aspect, names in _EACH:
        taken = rest.take_all(names)
        if taken:
            found.append((taken[0].start(), aspect))
    if not found or _topic(rest):
        return ()
    told = tuple(aspect for _, aspect in sorted(found, key=lambda each: each[0]))
    return tuple(aspect for aspect in told if aspect is not Aspect.CERTIFICATE or Aspect.VALIDITY not in told)


def names_nothing(words: str) -> bool:
    """Whether words are only talk and names of facts: no title."""
    rest = Draft(words)
    for _, names in _EACH:
        rest.take_all(names)
    return not _topic(rest)


def _topic(rest: Draft) -> str:
    rest.take_all(_TALK)
    words = topic_of(rest).split()
    return " ".join(word for word in words if not (is_chatter(word) or is_connector(word)))


def price_named(draft: Draft) -> str:
    """The figure of a price that a message speaks of and limits nothing by; empty for none."""
    match = None if draft.sees(_LIMITS) else draft.sees(_FIGURE)
    return f"{value(match['sum'] or match['sum2']):g}" if match else ""
