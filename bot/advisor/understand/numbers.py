"""Numbers in digits and in words."""

from __future__ import annotations

from bot.advisor.understand import patterns as re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES: dict[str, float] = {word: number for number, word in enumerate(_SMALL.split())}
VALUES |= {word: 20 + 10 * number for number, word in enumerate(_TENS.split())}
VALUES |= {"a": 1, "an": 1, "half": 0.5, "half a": 0.5, "half an": 0.5, "couple": 2}
_SCALES = {"hundred": 100, "thousand": 1000}

_WORD = "|".join(sorted(filter(lambda word: " " not in word and word not in ("half", "couple"), VALUES), key=len)[::-1])
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SPELLED = (
    rf"(?:a )?couple(?: of)?|half an?|(?:(?:{_WORD})(?:[\s-](?:{_WORD}))? )?(?:hundred"
    rf"|thousand)(?:(?: and)? (?:{_WORD}))?"
    rf"|(?:{'|'.join(_TENS.split())})[\s-](?:{'|'.join(_SMALL.split()[1:10])})|(?:{_WORD})(?:-(?:{_WORD}))?"
)
NUMBER = rf"(?:{DIGITS}|\b(?:{SPELLED})\b)"
NEGATED = (
    r"(?:(?:nothing|not|no|none|never|without|do(?:n't| not)|can(?:'t|not)|won't|shouldn't|must(?:n't| not))\b"
    r"[^,.;!?\x00\d]{0,30}?\b(?:longer than|more than|over|above|exceed(?:s|ing)?|costlier than)|no longer than)"
)
"""A lower bound denied is an upper one: "nothing longer than", "I don't want to spend more than"."""
DENIED_LEAST = (
    r"(?:(?:nothing|none|not|no|never|skip(?:ping)?|hide|drop|exclude|leave (?:out|off|away)|ignore|avoid|filter out"
    r"|(?:do(?:n't| not)|never) (?:want|show|need|give)(?: me)?)"
    r"(?: (?:anything|things?|courses?|class(?:es)?|ones?|stuff|any|all|the|those|these|that|which|is|are|costs?|takes?))*"
    r" (?:(?:shorter|less|fewer|cheaper|quicker|smaller|lower) than|under|below))"
)
"""An upper bound denied is a lower one: "skip anything shorter than", "nothing under"."""
_TOKEN = re.compile(r"[a-z]+")


def value(text: str) -> float:
    """The value of what NUMBER matches."""
    text = text.strip()
    if text[0].isdigit():
        return float(text.replace(",", ""))
    if text.startswith("half"):
        return 0.5
    total = current = 0.0
    for word in _TOKEN.findall(text):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            total, current = total + current, 0.0
        else:
            current += VALUES.get(word, 0) if word != "a" or "couple" not in text else 0
    return total + current


def amount(number: float) -> int | float:
    """Whole numbers as integers."""
    return int(number) if number == int(number) else number
