"""What is left to search for, once everything else is understood."""

from __future__ import annotations

from itertools import pairwise

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import BLANK, Draft, plain, words

_PHRASES = re.compile(
    r"\b(?:(?:(?:i|we)(?:'d| would)? (?:really |also |just |only )*(?:want|wanna|would like|like|need|wish|love"
    r"|hope|plan|am trying|'m trying|have)|i'd (?:really )?(?:like|love))"
    r"(?: (?:to|a|an|some))*(?: (?:learn|study|take|do|find|know|get|see|understand|improve|start|have|pick up"
    r"|become better|practi[cs]e|brush up))?(?: (?:about|on|up|better|started|more|good|into|how to))*"
    r"|(?:get|getting|become|becoming) (?:better|good|started|into)(?: (?:at|in|with|on))?|(?:i'?m|i am|we're"
    r"|we are) (?:currently |just |also )?(?:looking|searching|interested|trying|thinking|hoping)(?: (?:for|in|to"
    r"|of|about|at))?"
    r"|(?:would|could|will) you (?:please )?(?:be (?:so (?:kind|good) as to|(?:so )?(?:kind|good) enough to|able to)"
    r"|mind)|(?:keep|keeping|make|making|leave|leaving) (?:it|them|that)"
    r"|i(?:'d| would) (?:really )?(?:appreciate|be (?:most |very |so |really )*(?:grateful|thankful|glad"
    r"|happy))(?: it)?"
    r"(?: if you (?:could|would|can))?|if you (?:do not|don't|would not|wouldn't) mind|if you (?:please|would|could)"
    r"|(?:(?:i'm |i am )?sorry )?(?:to|for) (?:bother|disturb)(?:ing)? you"
    r"|(?:i'm |i am )?not (?:really |quite |so )?sure\b"
    r"|my (?:daughter|son|kid|child|wife|husband|partner|mother|mom|mum|father|dad|sister|brother|friend|boss|team)s?"
    r" (?:want|need|would like|has|have|love|hope)s?(?: to)?(?: (?:learn|study|do|take|know"
    r"|start))?(?: (?:about|how to))?"
    r"|(?:he|she|they|who|my [a-z]+)(?:'s| is|'re| are) \d+(?: years? old)?(?! (?:hours|dollars|bucks))"
    r"|(?:it'?s |it has )?been (?:\d+|a few|many|some) (?:years?|yrs?|months?)(?: (?:ago|now|since))?"
    r"|(?:i'?m |i am |aged? )?\d{2} ?(?:years?|yrs?|y/?o)\.? ?(?:old|of age|young)\b|(?:i'?m|i am) \d{2}(?= (?:and|now"
    r"|already)\b|[,.;!])"
    r"|(?:feel(?:s|ing)? like|like) (?:an? |total |complete )*(?:garbage|crap|shit|trash|rubbish|failure|fool|loser"
    r"|idiot|fraud)"
    r"|(?:my |the |our )?budget (?:(?:just )?(?:got|was|has been|is|been) )?(?:revised|changed|increased|raised|cut"
    r"|reduced|updated"
    r"|bumped|slashed|doubled|approved)|(?:the )?same otherwise|otherwise (?:the )?same|(?:the )?rest (?:stays|is|can stay)"
    r"(?: the same)?|everything else (?:stays|is|as)(?: the same| before)?"
    r"|(?:i )?(?:don't|do not) (?:really |even )?know why i(?:'m| am)(?: even)? (?:writing|here|asking|telling"
    r"|doing)[^.,;!?\x00]*"
    r"|this (?:morning|afternoon|evening)|last (?:night|week|month|year|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)|yesterday"
    r"|i (?:really )?(?:hate|dislike|can't stand) [^,.;!?\x00]{1,30}?(?= but\b|[,.;!?\x00]|$)|(?:i'll|i will|i'd"
    r"|i would|let's|let me) (?:rather )?(?:take|choose|pick|go (?:for|with))"
    r"|(?:can|could|would|will) you (?:please |maybe )?(?:help me|find|show|recommend|suggest|give|tell"
    r"|list)?(?: me)?(?: (?:find|with|to find|learn|to learn))?|help me (?:find|learn|with|choose(?: between)?|to find"
    r"|to learn|get|get better)"
    r"|do you (?:have|offer|know|know of|teach)|have you (?:got|any)|(?:is|are) there(?: any(?:thing)?"
    r"| some(?:thing)?)?|what(?:'s|s| is| are)? (?:available|on offer|(?:out )?there)|what (?:courses|classes|options"
    r"|do you have|have you got|else)?(?: do you (?:have|offer)| are there| can i take)?"
    r"|which (?:courses?|ones?)?(?: (?:do you have|are there|would you recommend))?|(?:show|find|give|recommend"
    r"|suggest|teach|get) me|look(?:ing)? (?:for|up)|search(?:ing)? for|i'?m after|let's see"
    r"|(?:because |and |but |so )*(?:i'?m|im|i am|i feel|and|so) (?:so |a bit |really |very |quite |too "
    r"|just )?(?:broke|poor|scared|afraid|nervous|worried"
    r"|bad|terrible|rubbish|not (?:very )?good|unemployed|jobless|out of work|stuck|overwhelmed|lost"
    r"|fed up|burn(?:ed|t) out|tired|exhausted|bored|sick|unhappy)(?: (?:of|about|at|with|by))?"
    r"(?: (?:in |with )?my (?:job|work|career)\b)?"
    r"|(?:for|of|about|start|like|with|enjoy) learning|(?:i|we)(?: have|'ve)? had (?:an? )?(?:\w+ )?experiences?"
    r"|(?:please )?(?:don'?t|do not) (?:laugh|judge|be (?:mad|angry)|make fun|tell (?:any(?:one|body)"
    r"|my [a-z]+))(?: (?:at|of|on))?(?: me)?"
    r"|on (?:reflection|second thoughts?)|come to think of it|(?:that|this|it) (?:would|will|should|might) (?:suit|do"
    r"|work)(?: me)?"
    r"|my (?:boss|manager|supervisor|colleagues?|co-?workers?|company|team)(?: always| still)? (?:bull(?:y|ies)"
    r"|yells? at|shouts? at"
    r"|hates?|harass(?:es)?|mobs?|picks? on|screams? at) me(?: (?:every|all) (?:single )?(?:day|time|the time|week))?"
    r"|i (?:need|want|have) (?:to get )?out(?: of (?:here|there|this|it))?"
    r"|my (?:boss|manager|supervisor|teacher|company|team|friends?|wife|husband|doctor|coach)s? (?:(?:has"
    r"|have) )?(?:just )?(?:suggest(?:ed|s)?"
    r"|sa(?:ys|id)|told me|tells me|recommend(?:ed|s)?|wants?|asked?|thinks?)(?: me)?(?: that)?(?: i| to"
    r"| me to)?(?: should| must| could)?"
    r"(?: (?:learn|study|take|do|know|get|look into))?"
    r"|(?:whatever|anything|what) else (?:you(?:'ve)? (?:have|got)|there is)|(?:along|in) (?:those|these"
    r"|the same|similar|that)"
    r" (?:lines?|area|vein|direction|field|department|kind)|(?:as )?a taster|(?:the )?same(?: (?:thing|one|course"
    r"|class|kind of thing|stuff))? (?:but|only|just)"
    r"|skip(?=\s*[,.;!?\x00])|(?:something )?lighter|to save my life"
    r"|(?:look(?:s|ed|ing)?|car(?:e|es|ed|ing)) after|in particular|in the first place"
    r"|(?:so |and )?(?:please )?(?:nothing|not (?:one|anything)) (?:that|which) (?:assumes?|expects?|presupposes?|presumes?)"
    r"\b[^.,;!?\x00]*"
    r"|(?:the|my|our|his|her|their) (?:(?:little|old|elderly|dear|small|whole) )?(?!(?:child|kid|wom[ae]n|m[ae]n|bab|infant"
    r"|toddler|teen|elder|senior|master|bachelor|driver|world)\w*')\w+(?:'s|s') (?=\w)"
    r"|what(?:'s|s| is) the damage|how much (?:is|are|would) (?:it|that|they)(?: be)?"
    r"|for a living|the proper way|(?:deal|dealing|cope|coping) with"
    r"|(?:(?:has|have|had) )?never (?:even |ever |once )?(?:held|owned|seen) (?:an? |any )?(?:mouse|keyboard)"
    r"|(?:(?:i )?(?:had|have) )?(?:an? )?(?:bad|terrible|awful|horrible|poor|good"
    r"|great) experiences?(?: with (?:it|them|that))?"
    r"|(?:i )?(?:left|quit|leaving|(?:dropped|drop) out of|never finished) (?:high |middle )?(?:school|college|university)"
    r"(?: (?:at|when i was) \d+)?(?: to work)?"
    r"|before (?:i )?(?:pay(?:ing)?|spend(?:ing)?|commit(?:ting)?)(?: (?:for|to))?"
    r"(?: (?:any(?:body|one|thing)|(?:any |real |more )?money|a (?:cent|dime|penny)))?"
    r"|not (?:only|just|all|merely) (?:the )?(?:theory|slides|videos|reading|lectures)\b|mind you|to (?:begin|start) with"
    r"|for (?:my|our|his|her|the) (?:little |older |younger |best |whole |entire )?(?:daughter|son|kids?|child(?:ren)?|wife"
    r"|husband|partner|mother|mom|mum|father|dad|sister|brother|friend|cousin|boss|team|staff|family|colleagues?)s?"
    r"(?:,? (?:aged? )?\d{1,2}(?=\s*[,.;!?]))?"
    r"|(?:(?:let'?s )?(?:go |switch )?back to|let'?s (?:go on|continue) in) (?:english|spanish|french|german)"
    r"|no worries|never mind then|(?:i |we )?(?:manage|live|get by|survive) on (?:an? |my |our )?(?:small |tiny )?(?:pension"
    r"|benefits|student loan|minimum wage|part-time wage)|(?:would|will) be (?:the|my) (?:very )?most"
    r"|by any chance|let us\b|(?:can(?:'t|not)?|could(?:n't)?) spare|to spare"
    r"|my [a-z]+ (?:is )?(?:n't|not) (?:so |very |that |too |really )?(?:good|great|strong)"
    r"|(?:for )?(?:the )?same (?:money|price|budget|limits?|hours)|(?:i )?(?:just )?(?:got |was "
    r"|been )+(?:just )?(?:laid off"
    r"|fired|made redundant|let go)"
    r"(?: (?:from|on|in|by|at|after) [^.,;!?\x00]{0,50}(?=[.,;!?]))?|(?:am i|i'?m) too (?:old"
    r"|late|young|busy|stupid)(?: (?:to|for))?|how to|how do i|how can i|in my (?:free"
    r"|spare) time|from home|at home|if possible|right now"
    r"|as soon as possible|asap|for me|for my(?:self)?|of all|at all|or so|(?:money|cash|budget|things)(?:'s| is"
    r"| are) (?:very |really |a bit )?(?:tight|short)|or something|or similar|or (?:whatever"
    r"|anything)|a (?:bit|little|lot)(?: (?:of|about))?|some kind of|kind of|sort of|to spend|per person|in total"
    r"|that (?:i can|can i)|i can(?:'t|not)?|can i|i could(?:n't)?|i only have|i have|i've got"
    r"|what about|how about|instead|as well|too|i (?:meant|mean)|make (?:it|that)|change (?:it|that) to|switch to"
    r"|now|actually|rather|free to audit|(?:sounds?|looks?) (?:good|great|fine|nice)|(?:what"
    r"|which) .{1,30} offer(?= in\b)"
    r"|\d(?:[ -]?\d){11,18})\b"
)
_STARTERS = re.compile(
    r"(?:^|(?<=[\x00,.;!?:])|(?<=please)|(?<=just))\W*\b(?:show|find|give|search|list|recommend|suggest|see"
    r"|look at|teach|try|study|learn)(?: me)?\b"
    r"|(?:^|(?<=[\x00,.;!?:]))\W*\b(?:want|need|wanna|would like|trying|hoping)(?: to)?"
    r"(?: (?:learn|study|take|do|find|know|improve|practi[cs]e|brush up|get better))?(?: (?:on|about|at|in|my))*\b"
)
_FROM = re.compile(
    r"^\W*(?:(?:hi+|hello|hey|hiya|good (?:morning|afternoon|evening|day)|morning|evening)[\s,.!]+)*"
    r"(?!(?:what|which|how|where|who|is|are|do|does|any\w*|some\w*|nothing|i|i'm|im|the|my|not|all|more|free|cheap)\b)"
    r"(?:(?!(?:for|on|about|with|in|to|courses?|class(?:es)?)\b)[a-z0-9'-]+ ){1,5}here(?=\s*[.,;!-])"
)
"""Where or who somebody is who begins to speak: "north depot here, ..."."""
_FILLER = words(
    """
    fyi btw tbh imo imho lol haha hahaha gonna kinda sorta
    courses course classes class training trainings lessons lesson tutorial tutorials workshop workshops program
    programs programme programmes option options certs offering offerings curriculum ones one something anything
    everything some any stuff thing good best great nice decent suitable fitting perfect helpful please thanks
    thank hi hello hey okay ok yes yeah no not hmm just really very also maybe perhaps well so then but again
    please i me my we our us you your it its it's is are was be been being am i'm i've i'd we're what what's
    which who that this these those there here have has had do does did can could would will should may might
    want wanted need needs like learn learned taught teaches teaching-me take taking get getting looking
    interested available offered offer if when only more other others another else all every each different
    brush refresh freshen revise
    finish complete possible easy simple friendly online-only let lets let's tell try trying got going go-to
    dear kindly exactly topic topics subject subjects area field related regarding concerning called named actually instead
    sir madam suggestions recommendations recommend advice whats lol haha btw tho and-or etc im learners finishing completing
    don't nothing none
    crap damn bloody suggest um uh uhm er erm aight afterwards basically plain besides tops grand ta
    never either neither he she they his her their theirs himself herself themselves
    that's doesn't how's where's who's proper still them him general
    alright anymore tbh lol yet pls buenas
    actual licence license licences licenses lame boring meh bleh yikes whoa woah jeez geez omg gosh blimey crikey even hm
    ah oh ouch phew wow ugh typo meanwhile k yo jesus christ dang sheesh oof welp yep yup nope ty thx bro dude smth sth
    similar mate suggested prefer said scratch
    cursos curso tienen quiero aprender busco necesito cours je voudrais apprendre kurs kurse suche somebody someone
    """
)
_CONNECTORS = words(
    """
    of for and in at with to the & a an or as by from without on about around into vs + / - under over y et und ou oder de
    para pour
    """
)
_IT = re.compile(r"it (?:support|help ?desk|technicians?|specialists?|security|infrastructure|skills|jobs?|careers?)\b")
_TOKEN = re.compile(r"[^\s\x00,;:!?¿¡()\"“”|]+")
_BREAK = re.compile(r"[,;:!?¿¡()\"\x00|]|\.(?=\s|$)")


def topic_of(draft: Draft) -> str:
    """The words to search for, as written: fillers fall away, little words stay between two topic words."""
    draft.take(_FROM)
    draft.take_all(_PHRASES)
    draft.take_all(_STARTERS)
    parts = [_segment(draft, start, end) for start, end in _segments(draft.open)]
    return " ".join(part for part in parts if part)


def is_connector(word: str) -> bool:
    """Whether a word is one of the little ones that only join others."""
    return plain(word) in _CONNECTORS


def _segments(text: str) -> list[tuple[int, int]]:
    edges = [0, *(match.start() for match in _BREAK.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(edges) if start < end]


def _segment(draft: Draft, start: int, end: int) -> str:
    kept: list[tuple[str, bool]] = []
    for match in _TOKEN.finditer(draft.open, start, end):
        written = _bare(draft.text[match.start() : match.end()])
        folded = plain(written)
        filler = _is_filler(written, folded) and not _IT.match(draft.open, match.start())
        if written and BLANK not in folded and not filler:
            kept.append((written, folded in _CONNECTORS))
    while kept and kept[0][1]:
        kept.pop(0)
    while kept and kept[-1][1]:
        kept.pop()
    return " ".join(word for word, _ in kept)


def _bare(word: str) -> str:
    word = word.strip("'‘’`*_~").rstrip(".")
    return word if re.search(r"[^\W_]", word) or word in ("&", "+", "/", "-") else ""


def _is_filler(written: str, folded: str) -> bool:
    """Whether a word is none of a topic, a pronoun with a verb ("who'd") as the pronoun alone."""
    return (folded in _FILLER or folded.partition("'")[0] in _FILLER) and not (written.isupper() and len(written) > 1)
