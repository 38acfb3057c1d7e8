"""What is said of saved plans: keep this one, show them, open or drop one, how far am I."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.polite import POLITE
from bot.advisor.understand.reading import Known, PersonAct, PersonAsk
from bot.advisor.understand.steps import NUMBER, number_of

_SAVES = (
    r"(?:save|keep|keep hold of|hang on to|hold on to|hold onto|store|remember|bookmark|retain|park|stash|put aside"
    r"|note down|write down|put down)"
)
WHOLE_OF_PLANS = (
    (
        PersonAct.SAVE,
        rf"(?:{_SAVES}(?: (?:this|that|these|those|the|my|both|last|new|whole|\w+))?(?: new| whole)?"
        r" (?:plan|path|one|version|steps)(?: and .{1,40})?"
        r"|(?:you can |can you |could you )?(?:(?:nice|great|good|perfect|lovely|cool|sweet|brilliant|awesome"
        r"|love it)[\s,.!]+)?"
        r"(?:save|bookmark|park|store|retain|stash)(?: (?:it|this|that|them|both|all of it))?"
        r"|(?:keep|hang on to|hold on to|keep hold of|hold onto|remember) (?:it|this|that)(?= (?:too"
        r"|as well|for|till|until|so))"
        r"|(?:(?:nice|great|good|perfect|lovely|cool|sweet|brilliant|awesome|excellent|love it|like it)[\s,.!]+)*"
        r"(?:keep|hang on to|hold on to) (?:it|this|that)(?: one)?(?! as it)"
        r"|(?:put|write|place|add|stick) (?:it|this|that|the (?:plan|path)|what(?:ever)? you .{1,30}) (?:in"
        r"|on|to|into|onto) my"
        r" (?:list|plans|profile)|(?:don't|do not) lose (?:it|this|that|the (?:plan|path)|this one)"
        r"|(?:that|this)(?:'s| is) (?:good|great|fine|perfect|the one),? save it)"
        r"(?:,? (?:for (?:me|later|now)|as (?:it is|well)|too|also|pls|in my (?:profile|list)|(?:will"
        r"|would) you|(?:till|until|so)"
        r" .{1,40}))*",
    ),
    (
        PersonAct.PLANS,
        r"(?:(?:what are |show(?: me)? |list |see |open )?(?:all )?(?:of )?my (?:saved )?(?:plans|paths)"
        r"|(?:which|what|how many) (?:plans|paths)(?: (?:do i have|have i (?:got|saved)?|are (?:saved|there"
        r"|left)|did i save))?(?: saved)?"
        r"|saved (?:plans|paths)|(?:read|tell|give|list|show)(?: me)?(?: back)? what (?:i(?:'ve| have) (?:got )?saved"
        r"|is saved)"
        r"(?:,? would you)?|(?:do|did) i (?:still )?have (?:it|that|the plan|a plan|plans)(?: saved)?"
        r"|is (?:it|that|my plan) (?:still )?saved"
        r"|which (?:ones|plans) are (?:left|saved|there)|which (?:one )?of my (?:\w+ )?(?:saved )?plans\b.{0,40})",
    ),
    (
        PersonAct.PROGRESS,
        r"(?:how far (?:am i|have i (?:come|got(?:ten)?))(?: (?:with|in|on) .*)?|(?:what(?:'s| is)"
        r"|show(?: me)?) my progress"
        r"|my progress|how am i doing|what(?:'s| is| do i do| should i do"
        r"| comes)(?: my)? next(?: step)?(?: for me)?(?: (?:in|on|of) (?:my|the) (?:plan|path|list))?"
        r"|(?:(?:and|so|then|n) )*(?:what(?:'s| is| comes| do i do)|w[h]?ich (?:one |step |course )?(?:is|comes"
        r"|do i (?:do|take|start with))?)"
        r" ?(?:up )?(?:first|number one|the (?:very )?first (?:thing|one|step|course)?|next)(?: (?:up|then))*(?: (?:on|in|of)"
        r" (?:the|my) (?:list|plan|path))?|next up|(?:and |so )?where do i (?:start|begin)"
        r"|(?:what|which)(?: courses?| steps?)? (?:have i|did i|i have|i've) (?:done|finish(?:ed)?"
        r"|complete[d]?|do)(?: so far| already)?|where (?:was|am) i)",
    ),
)
"""What a message is as a whole, by act, without what is polite around it."""
_SAVE_AS = re.compile(
    POLITE
    + r"(?:save|keep|store)(?: (?:it|this|that|the (?:plan|path)|this (?:plan|path)))?(?: (?:as|under|called|named)"
    r"(?: the name)?|[.,;]? (?:the )?(?:name|call)(?: it| is)?:?)[\s:]+[\"'“”]?(?P<name>(?!(?:it|they|that|this) (?:is"
    r"|was|are)\b|[$€£\d]|before\b|usual\b|planned\b|(?:\w+ ){1,2}as (?:possible|you can)\b)"
    r"[^\"“”]{2,60}?)[\"'“”]?\W*$"
)
_IT = r"(?:it|this|that|them|all of (?:it|this|that)|(?:the|this|that|my) (?:whole )?(?:plan|path|one|version|thing))"
_NAME = (
    r"(?:[\"'“‘](?P<quoted>[^\"”’]{2,60}?)[\"'”’]"
    r"|(?P<bare>(?!step|first|last|known|done|finished|given)[a-z0-9][^.,;!?\"“”\x00]{1,40}?))"
)
_KEPT_AS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:save|keep|store|file|remember|park|stash|put|tuck|bookmark|note|log|archive|shelve|record) {_IT}"
        r"(?: (?:away|aside|down|safe|by|somewhere(?: safe)?|for (?:me|later|now)|as well|too))*,?"
        rf" (?:as|under(?: the (?:name|title|label)(?: of)?)?|by the name(?: of)?|called|named|labelled) {_NAME}"
        r"(?=\s*(?:please|thanks|then)?\s*(?:[.,;!?]|$))",
        rf"\b(?:keep|save|store|file)\b.*\b(?:title|name|label)(?: is| it)?:? {_NAME}(?=\s*[.!?]*$)",
        rf"\b(?:that|this)(?: one| plan)? i(?:'d| would|'ll)? (?:like to )?keep(?: as well| too"
        rf"| also)*,? as {_NAME}(?=\s*[.!?]*$)",
        rf"\b(?:keep|save|store|file|hold)\b.*?[,.;:] *{_NAME} is (?:what|how) i(?:'d| would|'ll| will)? (?:call|name) {_IT}",
    )
)
"""A name that is given in passing, which is quoted or written with a capital letter."""
_TO_NAMED = (
    (
        PersonAct.DROP,
        r"(?:delete|remove|drop|forget|throw(?: away| out)?|erase|get rid of|bin|ditch|scrap|chuck|lose|toss)",
    ),
    (
        PersonAct.OPEN,
        r"(?:open|show(?: me)?|load|go(?: back)? to|back to|continue(?: with)?|resume|see|bring up|pull up)",
    ),
)
_OPEN = re.compile(
    POLITE
    + rf"(?:open|show|load|go (?:back )?to|continue with|resume|see)(?: me)? (?:(?:my|the) )?(?:saved )?(?:plan|path)"
    rf" (?:number |nr\.? |#)?(?P<number>{NUMBER})\W*$"
)
_DROP = re.compile(
    POLITE + rf"(?:delete|remove|drop|forget|throw(?: away| out)?|erase|get rid of|bin)(?: (?:my|the|that"
    rf"|this))?(?: saved)? (?:plan|path)"
    rf"(?: (?:number |nr\.? |#)?(?P<number>{NUMBER}))?(?: away| out)?(?:,? please)?(?:\W*$|[,;.!] (?!not\b|no\b))"
    rf"|{POLITE[1:]}(?:i (?:have )?changed my mind,? )(?:delete|throw|drop) (?:the|my|that) plan(?: away)?\W*$"
    rf"|{POLITE[1:]}(?:delete|remove|drop|throw away|bin|ditch|scrap|chuck|toss|lose"
    rf"|get rid of) the (?P<words>[\w /+-]{{2,30}}?) (?:one|plan|path)(?:\W*$|[,;.!-] (?:i|i'd|i'm|my|it|too"
    rf"|since|because)\b)"
)


_ONE_OF_THEM = re.compile(
    POLITE + r"(?:delete|remove|drop|erase|get rid of|bin|throw (?:out|away)|scrap|ditch|chuck) (?:the )?"
    rf"(?:plan )?(?:number |no\.? |#)?(?P<number>{NUMBER}|last)(?: one| plan| path)? of (?:them|those|these|the (?:two"
    rf"|three|plans)"
    r"|my (?:saved )?(?:plans|paths))(?:\W*$|[,;.!-]+ ?(?:yes|please|really|i|i'm|sure|ok|thanks)\b)"
)


def saved_as(draft: Draft) -> PersonAsk | None:
    """The wish to keep a path under a name; None where a message is none."""
    named = _SAVE_AS.match(draft.open)
    words = draft.written(named, "name") if named else _name_in_passing(draft)
    return PersonAsk(PersonAct.SAVE, words=words) if words else None


def _name_in_passing(draft: Draft) -> str:
    match = next((match for pattern in _KEPT_AS if (match := draft.sees(pattern))), None)
    if match is None:
        return ""
    name = draft.written(match, "quoted" if match["quoted"] else "bare")
    return name if match["quoted"] or name[:1].isupper() else ""


def named_plan(draft: Draft, known: Known) -> PersonAsk | None:
    """A saved plan that is opened or dropped, by its name; None where a message names none."""
    for title in known.plan_titles:
        for act, verbs in _TO_NAMED:
            if re.search(rf"\b{verbs} (?:the |my )?[\"'“‘]?{re.escape(plain(title))}\b", draft.open):
                return PersonAsk(act, title)
        if re.search(
            rf"\b{re.escape(plain(title))}\W? (?:can|may|should|must|has to|is to) go\b(?! (?:on|in|first|up))",
            draft.open,
        ):
            return PersonAsk(PersonAct.DROP, title)
    return None


def numbered_plan(draft: Draft, _: Known) -> PersonAsk | None:
    """A saved plan that is opened or dropped, by its number or its words; None where a message names none."""
    for act, pattern in ((PersonAct.OPEN, _OPEN), (PersonAct.DROP, _DROP), (PersonAct.DROP, _ONE_OF_THEM)):
        match = pattern.match(draft.open)
        if match:
            words = match.groupdict().get("words") or ""
            return PersonAsk(act, words, number=number_of(match["number"]) if match["number"] else None)
    return None
