"""Questions about one fact of one credential, and what they are asked about."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.further_aspects import FURTHER_ASPECTS, WONDERING
from bot.advisor.understand.languages import LANGUAGES
from bot.advisor.understand.reading import Aspect

_IT = (
    r"(?:it|this|that|they|these|those|them|this one|that one|the course|the certificate|the badge|the class"
    r"|the program)"
)
_X = r"(?P<x>[^?!]+?)"
_AT_LAST = (
    r"(?:please|then|again|exactly|now|though|(?:at )?(?:the )?least|technically|in the end|roughly"
    r"|approximately|anyway"
    r"|the|an?|is|are|overall|total|in all|all in all|in total|altogether|by any chance|really|actually|precisely"
    r"|by the way|btw|realistically|honestly)"
)
_END = rf"(?:[,;]?\s+{_AT_LAST})*[\s?!.]*$"
_SUM = r"(?:(?:the|that|its|this) )?(?:whole |full )?(?:price|cost|fee|sum|total|[$€£]? ?\d[\d.,]*(?: dollars| bucks)?)"
_PAID = (
    r"(?:tuition|(?:text)?books?|materials?|supplies|tools?|fees?|exams?|tests?|uniforms?|everything|kits?|equipment)"
)
_LANGUAGE = "|".join(LANGUAGES)
_PIECE = r"(?:\w+ )?(?:parts?|pieces?|bits?|courses?|badges?|ones?)"
_MADE = r"(?:made (?:up )?(?:of|from)|composed of|built (?:up )?(?:of|from)|put together from|consists? of)"
_TOWARD = r"(?:for|of|until|till|from|to (?:get|finish|complete|earn)|before i (?:get|have|earn))"
_NOTHING = re.compile(rf"\W*(?:{_AT_LAST}\W*)*")
"""What stands where something could be asked about, and names nothing: "how long then?"."""


def _asks(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form.replace("{x}", _X).replace("{it}", _IT) + _END) for form in forms)


ASPECTS: tuple[tuple[Aspect, tuple[re.Pattern[str], ...]], ...] = (
    (
        Aspect.LEFT,
        _asks(
            rf"\b(?:what(?:'s|s| is| are| else is| am i)?|which(?: {_PIECE})?(?: is| are| am i)?|how (?:much|many)"
            rf"(?: {_PIECE})?(?: is| are)?|(?:is|are) (?:there )?(?:any(?:thing| {_PIECE})?|something|much))"
            r"(?: (?:still|then|now|there))* (?:left|missing|remaining|outstanding|to go)(?: to (?:do|take|get|finish))?"
            rf" {_TOWARD} (?P<x>{{it}})",
            rf"\b(?:what(?: else)?|which(?: {_PIECE})?) (?:do|must|would) i (?:still|yet) (?:need|lack|miss|have to (?:do"
            rf"|take|finish))(?: to (?:do|take|finish))? {_TOWARD} (?P<x>{{it}})",
        ),
    ),
    (
        Aspect.PARTS,
        _asks(
            rf"\bwhat(?:'s| is| are| does| do)? (?:in )?{_SUM}(?: (?:of|for) {{x}})? (?:made (?:up )?of|composed of"
            rf"|include"
            r"|cover|consist of|buy me|for)",
            rf"\b(?:is|are|does|do) {_SUM}(?: (?:of|for) {{x}})? (?:just |only |also |already )*"
            rf"(?:include |cover |with |for )?(?:the |any |all |my )?{_PAID}\b.*",
            rf"\b(?:is|are) (?:the |any |my )?{_PAID}(?: and {_PAID})? (?:already )?"
            rf"(?:included|in|part of|covered by|on top of) (?:in )?{_SUM}.*",
            rf"\bwhat(?:'s| is) (?:included |contained )?in {_SUM}",
            r"\b(?:price|cost|fee)s?\b(?: and)?,? what(?:'s|s| is) (?:included )?in (?:it|that)",
            rf"^\W*(?:and |so |but |ok )*(?:the |any |my |its )?{_PAID},? (?:is|are) (?:it|that|they|this|those)"
            rf" (?:already |also )?(?:(?:included )?in|included|part of|covered by|on top(?: of)?|extra)(?: {_SUM})?",
            rf"\b(?:how|what) (?:does|do|is) {_SUM}(?: (?:of|for) {{x}})? (?:split|break down|broken down"
            rf"|divided)(?: up)?",
        ),
    ),
    (
        Aspect.PRICE,
        _asks(
            r"^\W*(?:what(?:'s| is) )?(?:the )?(?:price|cost) (?:of|for|on) {x}",
            r"\bwhat (?:do|would|must|will|did) (?:i|we|you) (?:have to )?pay(?: for {x})?",
            rf"\bhow (?:much|expensive)(?! (?:{_LANGUAGE}|of|(?:\w+ )?credits?)\b)(?: (?:is|are|does|do|would|will))? {{x}}"
            r"(?: costs?)?",
            r"\b(?:what|how much) (?:does|do|would|will) {x} (?:really |actually )?cost",
            r"\bwhat (?:does|do|would|will) {x} (?:come to|set me back|run me|work out (?:at|to)|amount to)(?: (?:an?"
            r"|per) (?:month|week|year))?",
            r"^\W*(?:and |so |ok )*what(?:'s| is) the damage",
            r"\bwhat {x} costs?",
            r"^\W*(?:and |but |so |ok |okay )*(?:does|do|will) {x} cost (?:more|less|much|a lot|anything)",
            r"^\W*(?:and )?(?:(?:the |its |what's the |what is the )?(?:price|cost)|how much|costs)",
            r"^\W*(?:and |so |ok |then )*(?:(?P<x>{it}|the \w+(?: one)?|number \d)(?:'s)? )?(?:is |costs? "
            r"|for )?(?:just |only )?[$€£]?\d+"
            r"(?:[.,]\d+)? ?(?:dollars|bucks|euros|[$€£])?(?: (?:all in|in total|total|altogether"
            r"|in all))?,? (?:right|correct|yes"
            r"|yeah|huh|is that right|that's (?:with everything|all|it)|thats (?:with everything|all|it))\b.*",
        ),
    ),
    (
        Aspect.FREE,
        _asks(
            r"^\W*(?:and |but |so |ok |okay )*(?:is|are) (?P<x>it|this|that|they|{it}|(?!there\b).+) (?:really "
            r"|completely )?free(?: of charge)?",
            r"\bcould i (?:just |only |simply )?(?:look at|try|see|audit|watch|follow) {x} (?:for free|without paying)",
            r"\bcan i (?:just |only |simply )?(?:look at|try|see|audit|start|take|watch|do|follow) {x} (?:for free"
            r"|without paying)(?: first)?",
            r"\b(?:(?:can|could|may) (?:i|we|one|you|she|he) (?:just |simply |only |also )*|(?:any |no )?way (?:of|to) )"
            r"(?:read|follow|sit|watch|listen|audit|look)(?:ing)? (?:along|in|on|through|{it})(?: (?:on )?{it})?"
            r"(?: (?:and|but))? (?:for (?:free|nothing)|without paying|not pay|free of charge)(?: .*)?",
        ),
    ),
    (
        Aspect.HOURS,
        _asks(
            r"\bhow (?:long|much time|many hours)(?! of (?:college |academic )?credits?)(?![^?!]* valid\b)(?: (?:is"
            r"|does|do|will|are|would))? {x}(?: (?:take|last|need|run))?(?: (?:me|to finish|to complete))?",
            r"\bhow many hours (?:for|of) (?!(?:college |academic )?credits?\b){x}",
            r"\bhow many (?:weeks|months|days|evenings|sessions) (?:is|are|does|do|would|will) {x}(?: (?:take"
            r"|last|run|need))?",
            r"\bwhat are (?:the )?hours (?:for|of|in) {x}",
            r"^\W*(?:and )?(?:the )?hours",
            r"^\W*(?:and )?(?:how long|how many (?:hours|hrs)(?: (?:each|is (?:that|it)))?|duration|(?:weeks"
            r"|hours) or (?:hours|weeks))",
        ),
    ),
    (
        Aspect.DEVICE,
        _asks(
            r"\b(?:what|which)(?: (?:kind|sort|type)s? of)? (?:device|computer|machine|equipment|laptop|hardware"
            r"|software|phone) (?:do i need|is needed|must i have|would i need)(?: for {x})?",
            r"\bwhat do i need (?:for {it}|on my (?:laptop|computer|phone|tablet))(?: for {it})?,? (?:technically"
            r"|on my (?:laptop|computer|phone|tablet))",
            r"\bwhat do i need on my (?:laptop|computer|pc|phone|tablet)(?: for {x})?",
            r"\b(?:what (?:device|computer|equipment|laptop|hardware|software) do i need|do i need (?:a"
            r"|my own) (?:laptop|computer|pc|mac|tablet)|can i (?:do|take) {it} on (?:my|a) (?:phone|mobile"
            r"|tablet))(?: for {x})?",
        ),
    ),
    (
        Aspect.BEFORE,
        _asks(
            r"\bwhat (?:do|does|should|must|would) (?:i|one) (?:need|know|have|take|learn|do|need to know|have to know"
            r"|need to take)(?: to (?:know|take|do|have))? (?:before|for|to start|to take|first for)(?: (?:taking"
            r"|doing|starting))? {x}",
            r"\b(?:are there |does {it} have |is there |what are the |any |has it )(?:any )?(?:pre-?requisites?"
            r"|requirements?|entry requirements)(?: (?:for|of|to) {x})?",
            r"\bthe (?:pre-?req(?:uisite)?s?|(?:entry )?requirements?) (?:for|of|to) {x}",
            r"^\W*(?:and |any )*(?:the )?pre-?req(?:uisite)?s?(?: (?:for|of) {x})?",
            r"\bdo i need (?:anything|something|any experience|experience|to know anything)(?: (?:before|for"
            r"|first for|to start) {x})?",
            r"\b(?:do|does) {x} (?:need|require|want|ask for|demand) (?:anything|something|any(?: \w+)? experience)"
            r"(?: (?:first|before(?:hand)?|up front|in advance|to start|from me))*(?: i (?:start|begin|take it))?",
            r"\b(?:what|anything|something|a thing|another(?: one| course)?|one) (?:that )?(?:must i|do i have to"
            r"|i (?:gotta|got to|have to|must|need to"
            r"|should)) (?:have|do|know|take|finish|pass)\b[^?]*\b(?:first|before(?:hand)?|let me in|get in|to start"
            r"|to begin)\b.*",
            r"\bcan i (?:start|take|do) {x} without (?:experience|anything)",
            r"\bwhat (?:does|do|would) {x} (?:ask(?: for)?|want|expect|demand|presuppose|assume)(?: (?:of|from) (?:me|you"
            r"|us|people))?(?: (?:first|before(?:hand)?|up ?front|in advance|to (?:start|begin|join|get in)))+",
            rf"\b(?:what|which|how (?:much|good|high)) (?:an? )?(?:level of )?(?:{_LANGUAGE})(?: level| skills)? (?:do|does"
            rf"|would|must|should|is|are)\b[^?]*\b(?:need|needed|want|ask(?:ed)? for|require[ds]?|expect(?:ed)?|have)"
            rf"(?: (?:for|in|to (?:join|take|start)) {{x}})?",
            r"\bdo(?:es)? (?:i|he|she|they|we|one) (?:need|have) to (?:have )?(?:done|taken|finished|completed"
            r"|learned|studied|know)"
            r"(?: (?:anything|something|any|much))?(?: (?:already|first|before(?:hand)?|prior to))*(?: {x})?",
            r"\b(?:must|should) (?:i|we|one|he|she) (?:already )?(?:have (?:already )?)?(?:done|passed|taken|finished|learned"
            r"|know|do|pass|take) (?:any(?:thing)?|something)(?: (?:already|first|before(?:hand)?|in advance))+(?: {x})?",
            r"\bis there (?:anything|something) (?:that )?(?:i|we|one) (?:must|have to|need to"
            r"|should) (?:have )?(?:done|completed|taken"
            r"|finished|do|know|take)(?: (?:first|before(?:hand)?))?(?: .*)?",
            r"\b(?:do|does) (?:they|it|that|the course) (?:assume|expect|presuppose)(?: (?:anything|something|any"
            r"|much|that|me|of) ?.*)?",
            r"\bwhat (?:do i need|must i know|should i know|does {x} (?:take|need|require)|is (?:needed|required))"
            r" (?:beforehand|in advance|first|before(?: that| it| i start)?)",
        ),
    ),
    (
        Aspect.TOWARD,
        _asks(
            r"\b(?:does|do|will|would|can) (?!i\b|we\b|[^?]*\b(?:need|have) to\b){x} (?:count|stack|lead|go)(?:s)?"
            r" (?:toward|towards|to|into|for|on to)(?: (?:something|anything|a (?:bigger|larger)?.*))?",
            r"\b(?:does|do|will|can) {x} stack(?: up)?",
            r"^\W*(?:and )?(?:then|what(?:'s| is| comes)? next|after (?:that|this|it))",
            r"\bwhat (?:does|do|can|would) {x} (?:count|stack|lead|go)(?:s)? (?:toward|towards|to|into"
            r"|for)(?: later(?: on)?"
            r"| afterwards| in the end)?",
            r"^\W*(?:and |but |so |ok |okay )*is {x} part of (?:something|anything|a .*)",
            r"\bwhat(?:'s| is| comes) (?:next )?after {x}",
        ),
    ),
    (
        Aspect.PIECES,
        _asks(
            rf"\b(?:what|which)(?: {_PIECE})?(?:'s| is| are| does| do) {{x}} {_MADE}",
            rf"\b(?P<x>{{it}})(?:'s| is| are)? {_MADE}(?: exactly)? (?:what|which)(?: {_PIECE})?",
            r"\bwhat are (?:the|its|their) (?:single |different |individual |\d+ |(?:two|three|four|five|six) )*(?:parts"
            r"|pieces|courses|modules|components)(?: of {x})?",
        ),
    ),
    (
        Aspect.CREDIT,
        _asks(
            r"\bwho (?:really |actually )?(?:awards?|gives?|grants?|issues?|recogni[sz]es?|accepts?|takes|backs"
            r"|stands behind) (?:me )?(?:the|those|these|that|its|any)? ?(?:college |academic |university )*credits?"
            r"(?: hours)?(?: (?:for|of|from) {x})?",
            r"\bwho(?:se| is|'s| are)? (?:the |those |these )?credits?(?: hours)? (?:is (?:it|that|this)|from|by)",
            r"\b(?:where|whom?) (?:do|does|are|is) (?:the|those|these|its) credits? (?:come |awarded |given )?(?:from|by)",
            r"\b(?:does|do|will|can|is) {x} (?:give|earn|carry|have|worth|come with|offer|for)(?: me)?(?: any"
            r"| some| an?)? ?(?:(?:certificate|badge) with )?(?:college |academic |university )?(?:credits?"
            r"|ects)(?: .*)?",
            r"\bhow (?:many|much) (?:hours of |college |academic |university )*credits?(?: hours)? (?:is|are|does|do"
            r"|would|will) {x}"
            r"(?: (?:worth|give|carry|bring|earn|count for))?",
            r"\b(?:which|what) (?:university|college|school) (?:grants|awards|gives) (?:it|them|that|the credits?"
            r"|those credits?)",
            r"\b(?:is|are) {x} (?:accredited|recogni[sz]ed|accepted|approved)(?: .*)?",
            r"\bdo i get (?:any |college |academic )*credits?(?: (?:for|from) {x})?",
        ),
    ),
    (
        Aspect.CERTIFICATE,
        _asks(
            r"\b(?:does|do|will) {x} (?:give|include|come with|end (?:in|with)"
            r"|lead to)(?: me)? (?:an? )?(?:certificate|badge"
            r"|diploma)",
            r"\b(?:do|would|will) (?:i|you|we|they) (?:actually |really )?(?:get|receive|earn) (?:like "
            r"|even )*(?:an? |any |some )"
            r"(?:certificate|badge|diploma|paper)(?: or (?:any|some)thing)?(?: (?:for|from|with|after) {it})?",
            r"\b(?:is there|do i get|will i get|does {it} (?:come with|include|have|give)|are there"
            r"|would i get) (?:an? |any )?(?:verified |digital |real )*(?:certificate|badge|diploma"
            r"|proof)(?: (?:at the end|for it|with it|afterwards|for (?:this|that)|when i finish|in the end|(?:of"
            r"|for|with) (?P<x>the [^?]+|it|number \d+|#\d+)))?",
            r"\bwhat (?:do|will) i (?:get|earn|have)(?: at the end| after(?:wards)?| when i finish| for it"
            r"| from it)+",
        ),
    ),
    (
        Aspect.PROVIDER,
        _asks(
            r"\bwho (?:gives|grants|offers|provides|runs|makes|is behind|sells|made|awards|issues|organi[sz]es) {x}",
            r"\bwho(?:'s| is) (?:the provider|it from|it by|offering {it})(?: of {x})?",
            r"\b(?:which|what) (?:school|university|provider|college|company|academy)(?: is it)?(?: (?:gives"
            r"|offers|runs|is|was|provides) {x}| from| (?:is it )?from)?",
        ),
    ),
    (
        Aspect.START,
        _asks(
            r"\bwhen is the next (?:start )?(?:date|start|session|class|intake|one|round)(?: (?:of|for) {x})?",
            r"\bdoes {x} start when",
            r"\b(?:what|which) (?:day|date) (?:does|do|is|will|can|would) {x}(?: (?:start|begin|kick off|take place"
            r"|happen|run|on))?",
            r"\bby when (?:must|do|should|would|can|could) (?:i|we|one) (?:have to |need to )?(?:enrol|enroll|sign up"
            r"|register|apply"
            r"|decide)(?: (?:for|in) {x})?",
            r"\b(?:the )?(?:last|latest) (?:day|date) (?:to|for|i can) (?:sign|enrol|enroll|register|apply|join).*",
            r"\b(?:can|could) (?:i|we|one) (?:start|begin|take|do) {x} (?:right away|straight ?away|now|today"
            r"|tomorrow|at once"
            r"|(?:at )?any ?time"
            r"|whenever)",
            r"\b(?:is|are) {x} (?:tied|bound|limited) to (?:particular|fixed|certain|set|any)? ?dates?",
            r"\b(?:is|are) there (?:an? |any )?(?:later|another|next|other|earlier|fixed|particular|set) (?:start"
            r"|intake|date|round"
            r"|session|run|cohort|one)s?(?: (?:of|for|in) .*)?",
            r"\b(?:does|do|has|have) {it} (?:have )?(?:set|fixed) (?:start )?(?:dates?|times?)",
            r"\bwhen (?:does|do|can|is|will|could|are)(?: i)? {x} ?(?:start|begin|run|offered|enrol|enroll|open"
            r"|sign up)?(?: (?:for|with) .*)?",
            r"\b(?:what(?:'s| is) the )?(?:start date|starting date|deadline|enrolment deadline)s?(?: (?:of"
            r"|for) {x})?",
        ),
    ),
    (
        Aspect.PLACE,
        _asks(
            r"\bwhere did you say (?P<x>{it}|the [^?]+?) (?:is|was|takes place)",
            r"\b(?:would|will|do|must|should) (?:i|we|one) (?:have to |need to )?(?:turn up|show up|be|go"
            r"|travel) (?:anywhere"
            r"|somewhere|in person)(?: .*)?",
            r"^\W*(?:and |so )?where(?:abouts)?(?: at)?(?: (?:and|n|&|or) when)?(?: (?:is|would|do|does) (?:{it}"
            r"|i (?:have to "
            r"|need to )?(?:go|be)))?",
            r"\bwhere (?:is|does|do|are|will|would)(?! i (?:sign|enrol|register|apply|join|buy|even|start|begin|find"
            r"|learn|get|look|turn"
            r"|book))(?: i)? {x}(?: (?:take place|happen|held|taught|located|given"
            r"|offered))?",
        ),
    ),
    (
        Aspect.LANGUAGE,
        _asks(
            r"^\W*(?:and )?(?:what(?:'s| is) )?(?:the |its )language",
            r"\b(?:what|which) language(?:s)? (?:is|are) {x}(?: in| taught in)?",
            rf"^\W*(?:and |but |so |ok |okay )*(?:is|isn't) {{x}} (?:taught |available |held "
            rf"|given )?in (?:{_LANGUAGE})",
            rf"^\W*(?:and |but |so |ok |okay )*(?P<x>{{it}}) (?:is|isn't|is not|'s) (?:not )?(?:taught |available "
            rf"|held |given )?"
            rf"in (?:{_LANGUAGE}),? (?:is it|right|or|is that right)",
        ),
    ),
    (
        Aspect.SKILLS,
        _asks(
            r"\bwhat (?:else )?(?:will|do|would|can|does|skills (?:will|do|does|would)) (?:i|it|this|that|they)"
            r" (?:learn|teach|cover|get out of|gain)(?: (?:in|from|with|there|me|by|at) {x}| {it})?"
            r"(?: (?:besides|apart from|other than|beyond|except) .+)?",
            r"\bwhat (?:will|do|would) i (?:know|be able to do|understand)(?: (?:afterwards?|after (?:it|that)"
            r"|at the end))?",
            r"\bwhat(?:'s| is) {x} about",
            r"^\W*(?:and |so |ok )*what(?:'s| is) in (?P<x>{it}|the \w+(?: one)?)",
            r"\bwhat (?:will|do|would) they teach me(?: (?:in|at) {x})?",
            r"\bwhat does {x} (?:teach|cover)",
        ),
    ),
    (
        Aspect.DELIVERY,
        _asks(
            r"^\W*(?:and |but |so |ok |okay )*is {x} (?:really |fully |completely )?(?:online|in[- ]person"
            r"|self[- ]paced|live|on campus|hybrid"
            r"|at my own pace)",
            r"^\W*(?:and |but |so |ok |okay )*(?:is|are) (?!there\b){x} (?:all |only |entirely |mostly |partly |always "
            r"|taught |given |held )+(?:online|remote|in[- ]person|live|on[- ]campus|on[- ]?site"
            r"|face[- ]to[- ]face|self[- ]paced|hybrid)",
            r"\bhow is {x} (?:taught|given|delivered)",
            r"\bcan i (?:do|take) {x} (?:online|from home|at my own pace|at home"
            r"|(?:at )?any ?time(?: (?:that )?i (?:like|want))?|whenever i (?:like|want))",
        ),
    ),
    (
        Aspect.LEVEL,
        _asks(
            r"\b(?:would|could|can|will) (?:an? )?(?:total |complete |absolute )?(?:novice|beginner|newbie"
            r"|newcomer)s? (?:cope|manage"
            r"|follow|keep up|do|handle|get on)(?: (?:in|with|at))?(?: {x})?",
            r"^\W*(?:and |but |so |ok |okay )*is {x} (?:for |good for |ok for "
            r"|suitable for )?(?:an? )?(?:absolute |complete )?(?:beginners?"
            r"|advanced|intermediate|hard|difficult|easy|too hard|too difficult)(?: (?:people|level|for me))?",
            r"\b(?:what|which) level is {x}",
            r"\bhow (?:hard|difficult|easy) is {x}",
        ),
    ),
    (
        Aspect.PROJECT,
        _asks(
            r"\b(?:is there|does {it} (?:have|include|come with)|do i do|will i do) (?:an? )?(?:project"
            r"|portfolio)(?: .*)?",
        ),
    ),
    (
        Aspect.VALIDITY,
        _asks(
            r"\b(?:does|do|will) {x} expire",
            r"\bhow long is {x} valid",
            r"^\W*(?:and |but |so |ok |okay )*is {x} valid forever",
        ),
    ),
    (
        Aspect.SUPPORT,
        _asks(
            r"\b(?:is there|does {it} (?:have|include|offer|come with)|do (?:they|you) (?:help"
            r"|offer)) (?:any )?(?:career|job|placement)(?: (?:support|help|services|coaching|with .*))",
            r"\b(?:does|do|will|would) (?!(?:you|u|i|we)\b){x} (?:come with|include|offer|give|provide|have)(?: (?:me|you"
            r"|us|people))?(?: (?:any|some|a|an))? (?:help|support|assistance|guidance|hand)\b[^?]*\b(?:jobs?|work|career"
            r"|position|hired)\b.*",
            r"\b(?:they|the (?:school|college|provider|academy)) (?:also |actually |really )?help (?:you |me |us "
            r"|people )?"
            r"(?:with |to |in )*(?:get|find|land|look for)(?:t?ing)? (?:hired|(?:an? |the |some )?(?:job|work"
            r"|position))\b.*",
        ),
    ),
    (
        Aspect.LINK,
        _asks(
            r"\b(?:can|could|will|would) you (?:sign|enrol|enroll|register|book|put) (?:(?:all )?(?:\w+ of )?(?:me|us"
            r"|them|him|her)|"
            r"(?P<x>{it}))(?: (?:up|in|down))?(?: for {it})?",
            r"\b(?:where|how) (?:can|do|could) i (?:sign up|enrol|enroll|register|apply|buy|book|find|join)(?: (?:for"
            r"|in|to) {x}| {it})?",
            r"^\W*(?:(?:can i have |give me |what's |what is |send me )?(?:the |a )?(?:link|url|website"
            r"|address)(?: or (?:link|url|website|address))?)(?: (?:of|to|for) {x})?",
        ),
    ),
)

IT = re.compile(_IT)
TELL = re.compile(
    r"^\W*(?:(?:please|ok|okay|can you|could you|and|now|so|yes|sure)[\s,]+)*(?:(?:tell|show|give) me (?:some "
    r"|a bit |a little |the )?(?:more |everything )?(?:details |info(?:rmation)? )?(?:about|on|of|for)"
    r"|(?:some |more )?(?:details|info|information)(?: (?:about|on|of|for))?|more (?:about|on|info on|info about"
    r"|details on|details about)|describe|explain(?: (?:to )?me)?"
    r"|what(?:'s| is)(?= (?:(?:the |my |that |this )?(?:first|second|third|fourth|fifth|last) (?:step|one|course)"
    r"|step \d)\b)|open|what about|how about"
    r"|what do you know about|what is in|what's in|i(?:'m| am) interested in|show(?: me)?|show details of)\s+"
    r"(?:the (?:course|certificate|badge|program|class)(?: called)? (?=\w)(?!(?:in|on|about|for|from|with)\b))?"
)


def asked(draft: Draft) -> tuple[Aspect, str] | None:
    """The fact that a message asks for, and the words about whose fact it is, as written ("it", a title, "the second")."""
    said = draft.copy()
    said.take(WONDERING)
    for aspect, forms in (*FURTHER_ASPECTS, *ASPECTS):
        for form in forms:
            match = said.sees(form)
            if match:
                about = match.groupdict().get("x")
                named = about and not _NOTHING.fullmatch(about)
                return aspect, draft.written(match, "x") if named else ""
    return None
