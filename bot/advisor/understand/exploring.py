"""People who do not know yet what they want, and their answers to the questions that find it out."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.feelings import take_feelings, take_loss
from bot.advisor.understand.numbers import NUMBER, value
from bot.advisor.understand.topic import topic_of

_KNOW = (
    r"(?:(?:i |we )?(?:really |still |honestly |just )*(?:don'?t|do not|dont|have no) (?:really |even |yet "
    r"|actually )*(?:know|idea|clue)|no (?:idea|clue)|idk|dunno|not (?:really )?sure|unsure|i'?m (?:lost|clueless))"
)
_WANTS = re.compile(
    rf"\b(?:{_KNOW}(?: at all)?,? (?:about )?(?:what|which|where|how)(?! (?:[\w+#.-]+ (?:is|are|means?|does)"
    rf"|is|are|that|this|it)\b)(?: (?:kind|sort|type) of)?(?: (?:job|jobs"
    rf"|career|direction|work|course|path|field|thing))?(?: (?:i|to|would|could|else|suits?|fits?|really"
    rf"|even))*\b(?!.*\bcompare\b)"
    r"|(?:what|which)(?: (?:kind|sort)s? of)? (?:job|jobs|career|careers|work|profession|occupation|direction"
    r"|field|role|roles)s? (?:can|could|should|would|might|do|are|is|suits?|fits?|match(?:es)?)\b.*"
    r"\b(?:i|me|for me|someone like me|people like me|my)\b"
    r"|what (?:can|could|should|else can|else could) (?:i|someone like me) (?:become|do(?: with my life| next"
    r"| instead| for (?:work|a living)| as a job)?|be|work as|turn to)(?=\W*$|\s*[?.!])"
    r"|(?:help me )?(?:find|finding|figure out|choose|decide|work out|discover)(?: out)?(?: what| which)? (?:a "
    r"|the |my |right |new |what )*(?:career|job|direction|path|way|i want|suits me|fits me"
    r"|to do(?: with my life)?)\b"
    r"|(?:stuck|trapped|unhappy|miserable|bored|fed up|sick|tired|burn(?:ed|t) out)(?: (?:in|with|of|by"
    r"|from))? (?:my |a |this |the )?(?:\w+ )?(?:job|work|career|retail|office|warehouse|hospitality"
    r"|call cent(?:er|re))\b"
    r"|(?:want|need|looking for|thinking (?:about|of)|ready for|time for) (?:(?:a|some"
    r"|to) )?(?:change (?:of )?(?:my )?(?:careers?|jobs?|direction)|career change|new (?:career|job|start"
    r"|direction|beginning)|change|something (?:new|different|else))\b"
    r"(?!\s+(?:as|in|to|from)\b)|(?:switch|change) (?:careers?|jobs)\b(?! (?:to|from|into))|what (?:suits|fits"
    r"|would suit|would fit) me\b|start over in life|career advice|where (?:do|should|could) i (?:start"
    r"|begin)\W*$)"
)
_SKIP = re.compile(
    r"^\W*(?:skip(?: (?:it|this|that|this one))?|next|pass|(?:i )?(?:don'?t|do not|dont) (?:know|care|mind"
    r"|want to (?:say|tell))|no idea|not sure|no|nope|none|whatever|doesn'?t matter"
    r"|does not matter|anything|any|rather not(?: say)?|prefer not to (?:say|answer)|idk|dunno|hard to say"
    r"|nothing(?: really)?(?: special)?|nada|nil|zero|0)(?: (?:really|please|yet))*\W*$"
)
_NOTHING = re.compile(r"^\W*(?:nothing|none|nada|nil|zero|0)\b")
_STOP = re.compile(
    r"^\W*(?:stop|cancel|quit|enough(?: questions)?|never ?mind|forget it|no more questions"
    r"|(?:just )?show me(?: (?:the )?(?:results?|roles?|jobs?|ideas))?|leave it)\W*$"
)
_WISH = re.compile(
    r"\bi(?:'d| would)? (?:want|need|like|wish|am looking|wanna)\b|\b(?:learn|study|course"
    r"|looking for|interested)"
)
_SEARCHES = re.compile(
    r"^\W*(?:please |ok |actually |just )*(?:show|find|search|list|look for|give|recommend"
    r"|suggest)\b.*\b(?:courses?|badges?|class(?:es)?|certificates?|trainings?)\b"
    r"|\b(?:any|are there|do you have)\b.*\b(?:courses?|badges?|class(?:es)?|certificates?)\b"
    r"|^\W*[\w+#. -]{2,40} (?:courses|classes|badges)\b"
    r"|^\W*(?:please |ok |actually |just |then )*(?:show|find|give|recommend|suggest) (?:me|us) (?:something|anything|some"
    r"|what)\b|\b(?:what|anything|something) do you have (?:on|about|in|for)\b|\bdo you have (?:any|some)thing (?:on|about)\b"
)


_MORE_WANTS = re.compile(
    r"\b(?:which|what)(?: (?:other|kind of|kinds of|sort of|sorts of|else for))? (?:jobs?|roles?|careers?"
    r"|positions?|occupations?|professions?|lines? of work)\b(?! (?:does|do) (?:the|this|that) course)"
    r"|\bwhat (?:are|would be) my (?:options|choices|chances|possibilities)\b|\bwhat else (?:could|can"
    r"|might) i (?:be|become|do)\b"
    r"|\bwhat (?:else )?(?:comes|is there|can (?:one|you|people) do) after (?:being|working as)\b"
    r"|\bwhat do (?:people|those|others|ex-?\w+|former \w+)(?: like me)? (?:do|become|turn into)(?: who\b|,|\W*$)"
    r"|\bwhat (?:suits|fits|would suit|would fit) (?:me|us|somebody|someone)\b|\bcan'?t (?:decide|choose)\b(?! between)"
    r"|\b(?:point|sense|use) (?:in|of) (?:starting|beginning) (?:over|again|anew)\b|\b(?:start|starting) (?:over"
    r"|again) at my age\b"
    r"|\b(?:the|your|these|more|some) questions (?:about|for) me\b|\bwhat do you need to know (?:about|of|from) me\b"
    r"|\b(?:ask|quiz) me(?: some| a few| your)? questions\b"
)
_NO_IDEA = re.compile(
    r"^\W*(?:(?:honestly|tbh|lol|well|hey|hi|hello|ok|so|hm+|ugh|idk|um+|uh+)[\s,.]+)*"
    r"(?:idk|(?:i )?(?:dunno|don'?t know|(?:have |got )?no (?:idea|clue)|haven'?t (?:a|got a) clue|am lost)"
    r"|i'm lost|clueless)"
    r"(?: (?:what (?:i want|to do)|really|honestly|tbh|lol|anymore|any more))*\s*(?:[.!?…]|$)"
)
"""A message that begins by saying that its writer does not know."""
_LIKES = re.compile(
    r"\b(?:i (?:really |always |also |do |still )*(?:like|liked|love|loved|enjoy|enjoyed|am good at|am into)"
    r"|what i (?:liked|like|loved|enjoyed|enjoy) (?:was|is)|i'm (?:good at|into))"
    r"(?: to)?\s+(?P<like>[^.;!?\x00]{3,120}?)(?=\s*(?:$|[.;!?\x00]|,? (?:and|but) i\b|, i\b))"
)


def liking_in(draft: Draft) -> str:
    """What somebody says they like, in their words; empty for nothing."""
    match = draft.sees(_LIKES)
    return draft.written(match, "like") if match else ""


def wants_exploring(draft: Draft) -> bool:
    """Whether somebody asks what they could become, or says that they do not know."""
    return any(draft.sees(pattern) for pattern in (_WANTS, _MORE_WANTS, _NO_IDEA))


_ASKS = re.compile(
    r"\?|^\W*(?:and |so |but |ok |well )*(?:what|which|who|when|where|why|how|is|are|do|does|did"
    r"|can|could|will|would|should)\b"
)
_SELF = re.compile(r"\b(?:i|i'm|i've|my|me|we)\b")


def tells_of_self(draft: Draft) -> bool:
    """Whether a message speaks of the person, asks nothing and looks for no courses."""
    return (
        _SELF.search(draft.open) is not None
        and not _ASKS.search(draft.open)
        and not searches(draft)
        and not _WISH.search(draft.open)
    )


def skips(draft: Draft) -> bool:
    """Whether a question is left open: "skip", "I don't know"."""
    return _SKIP.match(draft.open) is not None


def has_nothing(draft: Draft) -> bool:
    """Whether an answer is "nothing": of money it is a sum, of anything else it is none."""
    return _NOTHING.match(draft.open) is not None


def bare_number(draft: Draft) -> str:
    """The one number of an answer that does not say of what: "about 150"; empty for none, and for several."""
    found = re.findall(
        rf"(?<![\w.])(?<!first )(?<!second )(?<!third )(?<!last )(?<!other ){NUMBER}(?![\w%])", draft.open
    )
    return f"{value(found[0]):g}" if len(found) == 1 else ""


def stops(draft: Draft) -> bool:
    """Whether no more questions are wanted."""
    return _STOP.match(draft.open) is not None


def searches(draft: Draft) -> bool:
    """Whether a message looks for courses and is no answer to a question about the person."""
    return _SEARCHES.search(draft.open) is not None


def tells_only_loss(draft: Draft) -> bool:
    """Whether all that a message says is that work was lost, and how that feels."""
    rest = draft.copy()
    if not (tells_of_self(draft) and take_loss(rest)):
        return False
    take_feelings(rest)
    return not topic_of(rest)
