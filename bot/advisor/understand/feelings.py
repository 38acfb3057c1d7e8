"""Fear, shame, loss and danger in a message: heard before anything else is answered."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft

_DANGER = re.compile(
    r"\b(?:kill(?:ing)? my ?self|suicid\w*(?! (?:prevention|awareness|intervention|risk assessment))"
    r"|end (?:my life|it all)|(?:want|wanna|going|ready) to die"
    r"|don'?t want to (?:live|be here|wake up)"
    r"|(?:no|not any) (?:reason|point) (?:to|in) liv\w+|hurt(?:ing)? my ?self|self[- ]?harm\w*|better off (?:dead"
    r"|without me)"
    r"|can(?:'?t|not) go on (?:any ?more|living|like this)|not worth living|(?:nobody|no one|no-one) would (?:miss"
    r"|notice|care if) (?:me|i)\b|want to end it\b|(?:he|she|they|my (?:husband|wife"
    r"|partner|boyfriend|girlfriend|father|boss))"
    r" (?:hits?|beats?|is (?:hitting|beating)|threatens? to (?:kill|hurt)) me)\b"
)
_LOSS = (
    r"\b(?:(?:i |we )?(?:(?:just |recently )?(?:got |was |been |were |have been |i've been "
    r"|getting )(?:just |recently )?"
    r"(?:laid off|fired|made redundant|let go|sacked|dismissed)|lost (?:my|our) (?:job|work|business"
    r"|income|position))"
    r"|my (?:job|position|company|plant|factory|shop|store) (?:is|was|has been|just|is being) ?(?:just "
    r"|been )?(?:closed|closing|cut|eliminated|gone"
    r"|shut(?:ting)? down|automated)|(?:they|my (?:boss|company|employer)) (?:just )?(?:laid me off"
    r"|fired me|let me go))\b"
)
_WITHOUT_WORK = r"(?:unemployed|out of work|jobless|redundant)\b"
_FEELINGS = (
    ("loss", re.compile(rf"{_LOSS}|\b{_WITHOUT_WORK}")),
    (
        "shame",
        re.compile(
            r"\b(?:(?:am i|i'?m|i am|feel(?:ing)?|maybe i'?m|probably) (?:just |probably |maybe |really |so "
            r"|a bit |such a )*(?:too )?"
            r"(?:old|stupid|dumb|slow|late|ashamed|embarrassed|useless|a failure|failure|an idiot|not smart"
            r"|not clever|worthless)\b(?! (?:bank|town))"
            r"|feel(?:s|ing)? like (?:an? |such a |total |complete )*(?:garbage|crap|shit|trash|rubbish|dirt|failure"
            r"|fool|loser"
            r"|idiot|fraud|nothing)\b"
            r"|(?:i )?never finished (?:high )?school|dropped out|no (?:degree|diploma|education)|school dropout"
            r"|don'?t laugh|stupid question|embarrass\w+)"
        ),
    ),
    (
        "fear",
        re.compile(
            r"\b(?:(?:i'?m|i am|feel(?:ing)?|a bit|so|really|very) (?:just |really |so |a bit |quite |pretty "
            r"|very )*(?:scared|afraid|nervous|worried|anxious"
            r"|terrified|overwhelmed|desperate|stressed|lost and alone|hopeless|frightened)|scares me"
            r"|(?:bull(?:y|ies|ied|ying)|harass(?:es|ed|ing)?|yell(?:s|ed|ing)? at|shout(?:s|ed|ing)? at) me"
            r"|panick?(?:ing)?|afraid (?:of|that|i)"
            r"|what if i fail|burn(?:ed|t) out|can'?t sleep)\b"
        ),
    ),
)
_ABOUT_LOSS = re.compile(
    rf"(?:\b(?:so|and|but|well|because|since|as|i|i'm|we|have|am)[\s,]+)*"
    rf"(?:{_LOSS}|\b(?:i'?m|i am|am|was|we are|been|being|became|now|still|currently) {_WITHOUT_WORK})"
    r"(?:[\s,]+(?:yesterday|today|recently|again|(?:last|this|next) \w+|in (?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|\d{4})|(?:an?|\w+|\d+) (?:days?|weeks?|months?|years?) ago"
    r"|since (?:an? |the |last )?\w+|(?:after|for) (?:almost |nearly |over )?(?:\w+|\d+) (?:days?|weeks?|months?|years?)"
    r"|(?:from|at|by) (?:an?|the|my|our) [\w-]+(?: [\w-]+){0,5}?(?=\s*(?:[.,;!?]|$)|\s+(?:and|but|so|in|last|after|before"
    r"|because|since)\b)))*"
)
"""The loss of work with when it was: no topic."""

_IDIOM = re.compile(
    r"\b(?:(?:can|could|will|would)(?: well| easily| just)? live with(?:out)?|live (?:off|on) (?:it|that|this)"
    r"|(?:die|kill|dying) for (?:an?|the|that|this|it|one|some)|(?:is|are|was|were)(?: really| just)? killing (?:me|us)"
    r"|kill(?:s|ed|ing)? (?:off |step |two birds|time|the (?!pain)|that|it\b)|(?:was|were) (?:slowly )?dying(?: of)?"
    r"|dead (?:serious|easy|sure|end|line|slow|boring)"
    r"|bored to death|scared to death of"
    r"|(?:car(?:e|es|ing) (?:for|of)|look(?:ing)? after|(?:sit|be|work)(?:ting|ing)? with"
    r"|comfort(?:ing)?|nurs(?:e|ing)|support(?:ing)?)"
    r" (?:[\w-]+ ){0,5}?(?:dying|terminally ill|end of (?:their|his|her) li(?:fe|ves)))\b"
)
"""Words of death and life that speak of neither, or of looking after others."""


def idiomatic(draft: Draft) -> bool:
    """Whether a message speaks of living or dying as a figure of speech: "I can live with this"."""
    return draft.sees(_IDIOM) is not None


def danger_in(draft: Draft) -> bool:
    """Whether a message speaks of danger to life or limb."""
    return draft.sees(_DANGER) is not None


def feeling_in(draft: Draft) -> str:
    """`loss`, `shame` or `fear` where a message speaks of one; empty for none."""
    return next((name for name, pattern in _FEELINGS if draft.sees(pattern)), "")


def take_loss(draft: Draft) -> bool:
    """Blanks out what a message says of work that was lost; whether it says so."""
    return bool(draft.take_all(_ABOUT_LOSS))


def take_feelings(draft: Draft) -> None:
    """Blanks out what a message says of loss, shame and fear."""
    take_loss(draft)
    for _, pattern in _FEELINGS:
        draft.take_all(pattern)
