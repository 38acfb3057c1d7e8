"""Skills that somebody tells in words of their own while a path is the matter: "CPR I do in my sleep".

No list of phrases is long enough. A sentence that names a skill, speaks of the one who writes and wishes for nothing tells
what they bring; where it says no to it, what they lack.
"""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.reading import Known

_SENTENCE = re.compile(r"[^.!?;\n\x00]+[.!?;\n]*")
_OWN = re.compile(
    r"\b(?:i|i'?ve|i'?m|i'?d|myself)\b|\bwe (?:use|run|do|have|work with)\b.*\b"
    r"(?:at (?:my |the )?(?:work|office|job)|every day|daily)\b|^\W*(?:been|used|done|did|worked with|learned|learnt)\b"
    r"|\bmy \S+(?: \S+){0,3} (?:is|are)\b|\b(?:in (?:my|the) sleep|blindfold(?:ed)?"
    r"|second nature|every (?:single )?day"
    r"|daily|for (?:years|ages|decades|a decade)|down (?:cold|pat)|inside out|by heart|old hat|a breeze|no problem"
    r"|(?:not|n't|aren't|isn't) (?:needed|necessary)|obviously|already|covered|sorted)\b"
)
"""Words of one who tells of themselves, or of what they have."""
_OTHERWISE = re.compile(
    r"\?|^\W*(?:(?:and|so|but|ok|well|then)\W+)*(?:what|which|who|how|where|when|why|do|does|did|will|would|can|could"
    r"|should|is|are)\b"
    r"|\b(?:hate[ds]?|dislike|afraid|scared|bored?|boring|boss|wife|husband|son|daughter|mother|father|mom|mum|dad"
    r"|friend)\b"
    r"|\b(?:want|wanna|wish|learn(?!ed|t)|teach me|show|find|search|add|include|rather|instead|hop(?:e|ing)|looking"
    r"|(?:i|we|i'd|would|you) like|(?:i|we|do i|still|also|really) need|become|interested|start|stud(?:y|ying)|path"
    r"|plan|job"
    r"|more (?:of|on|about)|love to|courses?|class(?:es)?|steps?)\b"
)
_NEEDLESS = re.compile(
    r"\b(?:no (?:need|lessons?|courses?|class(?:es)?|teaching)|(?:don't|do not|doesn't|needn't"
    r"|need not) (?:\w+ )?(?:need|have to|want)"
    r"|not (?:needed|necessary)|(?:leave|take|keep|cut|throw|kick) (?:\w+ ){1,4}(?:out|off)|(?:skip|drop|lose|cut"
    r"|leave out|bin)"
    r" (?:those|them|these|em|that|both|it|what\b.*))\b"
)
"""What a path shall not teach, because they have it."""
_OF_WORK = re.compile(
    r"\b(?:(?:that|which|it|this)(?:'s| is)|is|are) (?:basically |about |literally )?"
    r"(?:half|most|all|part|a (?:big |large )?part|what i do|the (?:main|biggest) part)?(?: of)?"
    r" (?:my|the|our) (?:\w+ )?(?:jobs?|work|day|working day)\b"
    r"|\b(?:that|which)(?:'s| is) what i do (?:all day|every day|for a living|at work)\b"
)
"""What says of a skill that somebody's work is made of it."""
_LACKS = re.compile(
    r"\b(?:don't|do not|dont|didn't|never|not|no|can't|cannot|couldn't|hardly|barely|zero|nothing|forgot(?:ten)?"
    r"|rusty|lost|nil"
    r"|weak|thin|shaky|bad|terrible|hopeless|rubbish|useless|clueless)\b"
)


_DONE_THAT = re.compile(
    r"(?P<skills>[a-z+#][^.,;!?\x00]{0,40}?)\?+ (?:(?:i(?:'ve)?|been there,?|yeah,?|yes,?|already|had|have) )*"
    r"(?:done|did|know|knew|learn(?:ed|t)|had|have|used|use|can do|studied|got)"
    r" (?:that|it|this|them)\b(?! (?:mean|take|cost))"
)
"""A skill that somebody asks themselves about and has: "Python? done that at uni"."""


def done_that(draft: Draft, known: Known) -> str:
    """The skill that somebody asks themselves about and has; empty for none."""
    match = draft.sees(_DONE_THAT)
    return draft.written(match, "skills") if match and known.names_skill(match["skills"]) else ""


def claimed(draft: Draft, known: Known) -> str:
    """The sentences in which somebody tells skills that they have; empty for none."""
    return done_that(draft, known) or " ".join(
        each for each in _telling(draft, known) if not _LACKS.search(_unneeded(each))
    )


def disclaimed(draft: Draft, known: Known) -> str:
    """The sentences in which somebody tells skills that they do not have; empty for none."""
    return " ".join(each for each in _telling(draft, known) if _LACKS.search(_unneeded(each)))


def _telling(draft: Draft, known: Known) -> list[str]:
    told = list[str]()
    for match in _SENTENCE.finditer(draft.open):
        said = _unneeded(match[0])
        if (
            (_OWN.search(plain(match[0])) or _OF_WORK.search(plain(match[0])))
            and not _OTHERWISE.search(said)
            and known.names_skill(match[0])
        ):
            told.append(draft.text[match.start() : match.end()].strip())
    return told


def _unneeded(sentence: str) -> str:
    return _OF_WORK.sub(" ", _NEEDLESS.sub(" ", plain(sentence)))
