"""What people ask of a course that no field of its record states: its text may tell it, in words of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Aspect


class Matter(StrEnum):
    """A matter that only the text of a record tells of."""

    WAGE = "wage"
    AGE = "age"
    REPEAT = "repeat"
    EXAM = "exam"
    FEEDBACK = "feedback"
    COMPANY = "company"
    PRACTICE = "practice"
    VISITS = "visits"
    INCLUDED = "included"
    GEAR = "gear"
    WHO = "who"
    TEACHER = "teacher"
    OUTCOME = "outcome"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class _Told:
    """How a matter is asked for, how a text tells of it, and which fact answers in its place where no text does."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    fact: Aspect | None = None


_SOMEBODY = (
    r"(?:some(?:body|one)|any(?:body|one)|(?:an? |the |some |any |actual |real |live |human )*(?:person"
    r"|human(?: being)?|people|teachers?|tutors?|trainers?|instructors?|coach(?:es)?|mentors?|pros?|experts?"
    r"|professionals?)|they|who)"
)
_LOOKS = (
    r"(?:look|watch|listen|check|read|correct|mark|grade|go(?:es)? (?:over|through)|comment|review|assess|critique"
    r"|judge|see|score|rate)(?:s|es|ed|ing)?"
)
_MINE = (
    r"(?:my|our|what (?:i|we)|how (?:i|we)|me\b|mine|us\b|the (?:homework|exercises|assignments|work|tasks|results?))"
)
_TIMES = (
    r"(?:times|afternoons|evenings|mornings|nights|saturdays|sundays|weekends|campus days|meetings|sessions|visits"
    r"|trips)"
)
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+|each|every|weekly|once|twice|single|several)"
_THINGS = (
    r"(?:boots?|shoes?|helmets?|gloves?|goggles|glasses|uniforms?|scrubs|aprons?|clothes|clothing|outfits?|tools?|kits?"
    r"|gear|cameras?|microphones?|mics?|headphones?|headsets?|materials?|supplies|books?|textbooks?|notes|footage"
    r"|photos?|files?|software|licen[cs]es?|programs?|apps?|boards?|parts|car|vehicle|truck|instruments?|paints?"
    r"|brushes|lunch|food|meals?|parking|equipment|machine|data|projects?|topics?|examples?|templates?|accounts?"
    r"|subscriptions?)"
)
_US = (
    rf"(?:(?:all|both|each|everyone|every one|{_COUNT})(?: {_COUNT})? of (?:us|them|you)|us (?:all|both)|all of us"
    r"|(?:the|my|our|a) (?:whole |entire |full )?(?:team|group|crew|family|department|staff|office|lot of us))"
)
_FEE = r"(?:prices?|fees?|costs?|payments?|tuition|ticket|enrolments?|sums?|amounts?|[$€£] ?\d+|\d+ ?(?:dollars|bucks|euros))"
_MATTERS = {
    Matter.EACH: _Told(
        re.compile(
            rf"\b{_FEE}\b[^?]*\b(?:for|per|cover|covers|of|do) (?:{_US}\b|(?:a |one |each )?(?:person|head|seat|nose)\b)"
            rf"|\b(?:pay|paying|charged?|cost|costs|is (?:it|that|this)|are (?:they|those)|counted)\b[^?]*\b(?:per|for"
            r" each|a) (?:person|head|seat|nose)\b"
            r"|\bpay (?:for (?:it|this|that) )?(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)"
            r" times(?: over)?|separately for each|once (?:for|and)\b[^?]*\b(?:us|all|everyone|everybody|team|group))"
            r"|\b(?:do|does|must|would|will|has|have|should) (?:we|each|everyone|everybody|they|every one)\b"
            r"[^?]*\b(?:each|separately|one by one|of us|individually|own)\b[^?]*\bpay\b"
            r"|\b(?:do|must|would|will|should) we (?:all|both|each) (?:have to |need to )?(?:pay|buy)\b"
        ),
        re.compile(
            r"\b(?:per (?:person|head|seat|learner|participant)|(?:one|single) (?:price|fee) for|each (?:person|learner"
            r"|participant) pays|whole (?:team|group|school|crew)s?|seats)\b",
            re.IGNORECASE,
        ),
    ),
    Matter.WAGE: _Told(
        re.compile(
            r"\b(?:do|will|would|can|could|are|am|is) (?:i|we|you|they|one|the \w+)\b(?: (?:actually|even"
            r"|really))? (?:get |be |getting |being )?(?:paid|reimbursed|compensated)\b(?! (?:for|by) (?:it|that|this"
            r"|the course))|\bpay (?:me|us|you)\b(?: .*)?|\bpaid (?:for (?:my|the|that|those) )?(?:time|hours|days?"
            r"|afternoons?|leave)\b|\b(?:unpaid|on (?:the clock|company time|paid time))\b"
        ),
        re.compile(
            r"\b(?:wages?|stipend|paid (?:training|time|leave|hours|shift)|working time|salary)\b", re.IGNORECASE
        ),
    ),
    Matter.AGE: _Told(
        re.compile(
            r"\b(?:how old (?:do|must|should|does|have|need)\b|(?:min(?:imum)?|max(?:imum)?|lowest|any) age\b"
            r"|age limits?\b|what age\b|old enough|too (?:young|old) for (?:it|this|that)|(?:under|over) (?:16|18|21)\b"
            r"|which age\b)"
        ),
        re.compile(
            r"\b(?:age \d+|aged|years old|years of age|eighteen|sixteen|twenty-one|minors?|adults? only)\b",
            re.IGNORECASE,
        ),
    ),
    Matter.REPEAT: _Told(
        re.compile(
            r"\b(?:second|another|2nd|one more|extra) (?:go|try|chance|shot|attempt)\b|\b(?:if|when|what if) (?:i|you"
            r"|we|he|she) (?:fail|flunk|mess up|blow it|screw up|do(?:n't| not) pass)\b|\b(?:retake|resit|re-?sit"
            r"|re-?take|try again)\b"
        ),
        re.compile(
            r"\b(?:second attempt|attempts?|retake|resit|repeated?|try again|again within|refresher)\b", re.IGNORECASE
        ),
    ),
    Matter.EXAM: _Told(
        re.compile(
            r"\b(?:what|how|is|are|do|does|will|would|can|could|may|any|which|who)\b(?![^?]*\b(?:share|rates?|per ?cent"
            r"|chances?|odds|people|students|learners|most|average)\b)[^?]*\b(?:exams?|tests?|quiz(?:zes)?|finals?"
            r"|assessments?)\b|\bhow (?:am i|are we|will i be|is it|do they) (?:be )?(?:tested|graded|marked|assessed"
            r"|examined)\b"
        ),
        re.compile(
            r"\b(?:exams?|examiner\w*|quiz\w*|assess(?:ed|or|ors|ment|es)|(?:final|closing|graded|practical|written"
            r"|skills|bend|badge|nurse aide|eyesight|placement|timed|multiple-choice) (?:test|check|tests)|test under"
            r"|attempts?|sit (?:the|a)|proctored|(?:the|a) final(?= (?:is|takes|counts|covers)\b|[.,;])"
            r"|must be passed|\w+-question)\b",
            re.IGNORECASE,
        ),
    ),
    Matter.FEEDBACK: _Told(
        re.compile(
            rf"\b{_SOMEBODY}\b(?: (?:will|would|does|do|actually|really|ever|even|also|else|there|gonna|going to|who"
            rf"|that|be|is|are|gets? to|at all))* {_LOOKS}(?: (?:at|to|over|on|through|into))? {_MINE}|\b(?:is|are|will"
            rf"|would|does|do|gets?)\b[^?]*\b(?:corrected|marked|graded|checked|reviewed|commented)\b|\b(?:feedback"
            rf"|comments? on|corrections?|critique)\b|\b(?:am i|are you|is one|or) (?:all )?(?:on my own|alone"
            r"|left alone|by myself)\b|\b(?:only|just) (?:videos?|recordings?|an app|a video|slides|reading)\b"
        ),
        re.compile(
            r"\b(?:feedback|for comment|comments?|commented|critiques?|tutors?|mentors?|coach(?:es)?|marked|graded"
            r"|corrected|checked by|reviews? (?:your|two|five|his|each)|reviewed|looks? (?:through|once)|reads (?:every"
            r"|your)|reads?\b.*\byour|partner|teacher|enseignante|adviser|send(?:s)? them back|return your)\b",
            re.IGNORECASE,
        ),
    ),
    Matter.COMPANY: _Told(
        re.compile(
            r"\b(?:who|whom)\b[^?]*\b(?:practi[cs]e|train|rehearse|speak|talk|work|study|role-?play|chat|pair)(?:d|ing"
            r"|s)?\b(?:[^?]* with| on)?\b|\b(?:practi[cs]e|train|rehearse|work|try it|do it|speak|talk)(?:d|ing"
            r"|s)? (?:\w+ )?(?:with|on|to) (?:an? |the |some |any )?(?:real|actual|live|other|living|native|somebody"
            r"|someone|anybody|anyone|humans?|people|dolls?|dummies|each other)\b|\b(?:real|actual|live"
            r"|living) (?:\w+ )?(?:patients?|people|humans?|persons?|kids?|children|pupils?|students?|customers?"
            r"|clients?|animals?|speakers?|cars?|vehicles?|houses?|machines?|hackers?|families|residents?)\b"
            r"|\b(?:on my own or|in (?:a )?(?:groups?|pairs?|teams?)|with others|with other people|group work"
            r"|talk to (?:somebody|someone|anybody|anyone|people)|just an app|alone or)\b"
        ),
        re.compile(
            r"\b(?:partner|in pairs|pair reviews|groups? of|in groups|small groups?|classmates|role[- ]?plays?|rehearse"
            r"|actors?|on models|models until|manikins?|volunteers|live sessions?|guests|together|tutor|families"
            r"|supervision|real|donated|practice ward|people who live|listeners|teams?)\b",
            re.IGNORECASE,
        ),
    ),
    Matter.PRACTICE: _Told(
        re.compile(
            r"\b(?:is|are|do|does|will|would|can|could|how much|any|get|gets|or)\b[^?]*\b(?:hands[- ]?on|practi[cs]e"
            r"|practical(?:s| work| part| exercises?)?|exercises?|(?:try|do) (?:it|things|something)"
            r" (?:out|myself|for real))\b"
            r"|\b(?:only|just|all|mostly|nothing but|purely|pure) (?:theory|theoretical|slides|lectures?|talk(?:ing)?|reading"
            r"|watching|listening|videos)\b"
        ),
        re.compile(
            r"\b(?:hands[- ]?on|practi[cs]\w+|practical\w*|exercises?|rehearse|workshops?|labs?|in pairs|on models|manikins?"
            r"|simulat\w+|you (?:build|make|draw|write|map|set up|install|sort|cut|edit|plan|design|fit|wire|solder|repair)"
            r"|own project|real (?:data|parts|tools))\b",
            re.IGNORECASE,
        ),
        Aspect.PROJECT,
    ),
    Matter.VISITS: _Told(
        re.compile(
            rf"\bhow many {_TIMES}\b|\bhow often\b|\b(?:one|a single|1) (?:day|evening|weekend|session"
            rf"|afternoon)(?: only)?\b"
            r"(?= (?:or|rly|really|enough)|\W*\?)|\b(?:every|each|all) (?:single )?(?:weekend|saturday|sunday|evening"
            r"|day|week|night|afternoon)\b|\b(?:several|more than one|multiple) (?:days?|evenings?|weekends?)\b|\b(?:be"
            r"|come|go|show up|turn up|travel) (?:to|on|at|in) (?:the )?(?:campus|school|site|person|class)\b"
        ),
        re.compile(
            rf"\b{_COUNT}\b[^.]{{0,25}}\b(?:saturdays?|sundays?|evenings?|weekends?|afternoons?|mornings?|days?"
            rf"|meetings?|sessions?"
            r"|nights?|workshops?|seminars?|classes|lessons)\b|\bon campus\b|\b(?:saturday|weekend) with\b|\bmorning,",
            re.IGNORECASE,
        ),
        Aspect.HOURS,
    ),
    Matter.INCLUDED: _Told(
        re.compile(
            rf"\b(?:is|are|comes?|does|do|will|would) [^?]*\b(?:included|in the (?:price|fee|cost)|extra|on top"
            rf"|supplied|provided|separate(?:ly)?|lent|handed out|thrown in|lend)\b|\b(?:pay|buy|get) (?:for )?(?:the "
            rf"|my own |my |any )?{_THINGS} (?:extra|on top|separately|myself|too)\b|\b(?:hand|give)s? (?:me |us "
            rf"|you )?out\b|\b(?:get|allowed|able|can i|do i|may i) (?:to )?(?:keep|take home)\b"
        ),
        re.compile(
            r"\b(?:included?|supplied|provided|covers?|yours|yours to keep|keep (?:the|it)|take home|borrow(?:ed)?"
            r"|come with|free software|materials fee|tools)\b",
            re.IGNORECASE,
        ),
        Aspect.PARTS,
    ),
    Matter.GEAR: _Told(
        re.compile(
            rf"\b(?:need|bring|buy|get|have|own|use|want|wear|require|provide|borrow|lend|rent)(?:s"
            rf"|ed)?\b(?: to)?(?: (?:bring|buy|get|have|own|use|wear))?(?: (?:me|us|a|an|any|my|our|own|the|some|special"
            rf"|fancy|expensive|proper|extra|certain|your|good|new|particular|real))* {_THINGS}\b|\b(?:what"
            rf"|which)(?: (?:sort|kind|type)s? of)? {_THINGS}\b"
            r"|\bbring (?:anything|something|along|with me)\b|\bwhat (?:do i|should i|must i|to) (?:bring|wear|pack"
            r"|buy)\b|\banything to (?:bring|wear|buy|pack)\b"
        ),
        re.compile(
            r"\b(?:bring|required|boots?|shoes|helmet|gloves|gloved?|camera|equipment|supplied|provided|included"
            r"|borrowed|tools|kit|pouch|harness|footage|headphones|software|subscription|mask|notes|materials|board"
            r"|files?)\b",
            re.IGNORECASE,
        ),
    ),
    Matter.WHO: _Told(
        re.compile(
            r"\bwho (?:can|may|is allowed to|gets to|is it (?:for|open to|meant for)|is this (?:for|meant for))\b"
            r"|\b(?:can|could|may) (?:just )?(?:i|anyone|anybody|outsiders|everyone|non-?\w+|we|he|she) (?:just |even "
            r"|also )?(?:join|enrol|enroll|take part|sign up|apply|attend|come)\b(?: (?:by myself|alone|on my own"
            r"|or only|as an?|if|without|even).*|\W*$)|\bis (?:it|this|that) (?:open to|only for|just for|meant for"
            r"|for (?:people|anyone|anybody|everyone|everybody))\b|\bdo i (?:have to|need to|gotta) (?:be an?"
            r"|work (?:at|for|in)|live in|belong)\b"
        ),
        re.compile(
            r"\b(?:open to|only for|enrol+ together|must be|aimed at|employees|members|meant for|anyone|everyone"
            r"|everybody|substitutes|for family|at least three|whole school|hold the|must hold|may (?:join|take"
            r"|enrol+))\b",
            re.IGNORECASE,
        ),
        Aspect.BEFORE,
    ),
    Matter.TEACHER: _Told(
        re.compile(
            r"\b(?:is|are|was|were|does|do|has|have|they're|he's|she's)\b[^?]*\b(?:teachers?|instructors?|trainers?"
            r"|tutors?|lecturers?|she|he|teach|taught|teaches|themselves|herself|himself)\b"
        ),
        re.compile(
            r"\b(?:teachers?|instructors?|lecturers?|tutors?|trainers?|trains|taught|given by|specialist"
            r"|demonstrates)\b",
            re.IGNORECASE,
        ),
    ),
    Matter.OUTCOME: _Told(
        re.compile(
            r"\bhow (?:good|fluent|well|far|much)\b[^?]*\b(?:will|would|can|could) (?:i|we|he|she|my \w+) (?:be|get"
            r"|speak|know|come|understand)|\b(?:will|would|can|could) (?:i|we|he|she) (?:be (?:able|fluent|good|ready"
            r"|fit)|understand|manage|hold)\b|\bwhere (?:will|would) (?:i|we|he|she|that) (?:be|leave|get)\b"
        ),
        re.compile(
            r"\b(?:after finishing|by the (?:last|end)|by then|you (?:can|will(?: not)?|leave|finish)|at the end"
            r"|graduates|whoever|learners finish|people leave|leave with|finishers|completing)\b",
            re.IGNORECASE,
        ),
        Aspect.SKILLS,
    ),
}


def matters_of(draft: Draft) -> tuple[Matter, ...]:
    """The matters that a message may ask about, the likeliest first."""
    return tuple(matter for matter, each in _MATTERS.items() if draft.sees(each.asked))


def names_things(matter: Matter) -> bool:
    """Whether a matter is one of things that are named beside it: "are the books included?"."""
    return matter in (Matter.INCLUDED, Matter.GEAR, Matter.TEACHER)


def names_itself(matter: Matter, word: str) -> bool:
    """Whether a word of a question only names the matter and no thing: "included" of "are books included?"."""
    return tells_of(matter, word) and re.fullmatch(_THINGS, word) is None


def tells_of(matter: Matter, sentence: str) -> bool:
    """Whether a sentence of a record tells of a matter."""
    return _MATTERS[matter].told.search(sentence) is not None


def fact_beside(matter: Matter) -> Aspect | None:
    """The fact that answers where no text tells of a matter."""
    return _MATTERS[matter].fact
