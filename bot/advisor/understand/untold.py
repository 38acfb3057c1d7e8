"""What people ask of every catalog and none can tell: prices of other days, and whom employers think more of."""

from __future__ import annotations

_SEASON = (
    r"(?:spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
)
_COUNT = r"(?:an?|one|two|three|four|five|ten|\d+|(?:a )?few|(?:a )?couple(?: of)?|some|several|many)"
_AGO = (
    rf"(?:last (?:year|month|week|semester|term|time around|{_SEASON})|{_COUNT} (?:years?|months?|weeks?|semesters?)"
    rf" (?:ago|back|earlier)|(?:in|back in|during) (?:19|20)\d\d|back then|in the past|years (?:ago|back)|previously"
    rf"|formerly|before (?:covid|the pandemic|inflation)|(?:in|back in) {_SEASON} (?:last year|20\d\d))"
)
_LATER = (
    rf"(?:next (?:year|month|week|semester|term|{_SEASON})|in (?:the )?(?:near )?future|in (?:the )?{_SEASON}"
    rf"|in 20\d\d|{_COUNT} (?:years?|months?) from now|in {_COUNT} years(?: time)?|later(?: on)?(?: this year)?"
    r"|(?:after|from) (?:new year|christmas|the holidays)|soon|any ?time soon|if i wait|when i(?:'m| am) ready)"
)
_DEARER = (
    r"(?:(?:any |much |even |a bit |a lot )*(?:cheaper|dearer|pricier|costlier|(?:more|less) expensive)|dear|expensive"
    r"|up|down|on sale|discounted|reduced)"
)
_IT = (
    r"(?:it|this|that|they|these|those|(?:the|this|that|their|its) (?:\w+ ){1,3}?|[^?.!,;]{3,60}? )"
    r"(?:ever |always |once |really |probably |maybe |likely |still |just )*"
)
_PRICE = r"(?:the |its |their |these |those |that |this |your |course )*(?:prices?|costs?|fees?|tuition|rates?)"
_MOVES = (
    r"(?:go(?:es|ne|ing)? (?:up|down)|went (?:up|down)|rises?|risen|rising|rose|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?"
    r"|chang(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|climb(?:s|ed|ing)?|come(?:s)? down|came down"
    r"|stay(?:s|ed)?|hold|remain|be (?:raised|lowered|put up|the same|higher|lower)"
    r"|been (?:raised|lowered|put up|higher|lower|the same|different|that|this)|(?:used to|use to) be)"
)
_CONDITION = r"(?! (?:if(?! i wait)|when(?! i(?:'m| am) ready)|with|without|to|by|for|than|as)\b)"
"""What makes a question one for another price of today: a condition, or what is compared."""
PRICES_OF_OTHER_DAYS = (
    rf"(?:what|how much|how expensive|(?:was|were|did|has|have|had|is|are)(?! (?:you|i|we)\b))\b"
    rf"(?![^?.!]*\b(?:you|we) (?:showed|said|told|named|listed|found|mentioned))"
    rf"[^?.!]*\b(?:costs?|prices?|priced|fees?|tuition|charged?|cheap(?:er)?|dear(?:er)?|expensive|how much)\b"
    rf"[^?.!]*\b{_AGO}"
    rf"|how much (?:was|were|did) (?![^?.!]*\b(?:you|we|i)\b)[^?.!]*\b{_AGO}|what (?:was|were) (?:it|that|this|they) {_AGO}"
    rf"|(?:was|were|wasn't|weren't|has|have|did) {_IT} ?(?:(?:been|be|used to be|use to be|cost) )?"
    rf"(?:any |much |even |a bit |a lot )*(?:cheaper|dearer|pricier|(?:more|less) expensive|less|more)"
    r" (?:before(?! (?:that|this|it)\b)|once|earlier|in the past|in former times|back then|at some point)\b"
    rf"|(?:was|were) {_IT} ?(?:always|ever) (?:that |this |so )?(?:cheap|dear|expensive|cheaper|dearer|(?:more|less)"
    r" expensive|free)\b"
    r"|(?:did|didn't) [^?.!]{1,60} use(?:d)? to (?:be (?:cheaper|dearer|free|less|more|pricier)|cost)\b"
    r"|(?:what|how much) (?:did|was) [^?.!]{1,60}(?:use(?:d)? to (?:be|cost)|(?:cost|priced at|be)? ?(?:before(?= now\b|\W*$)"
    r"|originally))"
    rf"|(?:has|have|had|did|will|do|does|is|are|was|were|can|might|may) {_PRICE} (?:\w+ ){{0,3}}?{_MOVES}\b{_CONDITION}"
    r"|(?:did|have|has|will|are|do) (?:they|the \w+|[^?.!,;]{3,40}?) (?:ever |recently |just |be |going to |likely to )*"
    r"(?:raised?|raising|lower(?:ed|ing)?|put(?:ting)? (?:up|down)|increas(?:e|ed|ing)|cut(?:ting)?|chang(?:e|ed|ing))"
    rf" {_PRICE}\b"
    r"|(?:will|is|are|'s) "
    rf"{_IT} ?(?:going to |gonna |likely to |about to |expected to |supposed to )?(?:get|become|go|turn|come) {_DEARER}\b"
    rf"{_CONDITION}"
    rf"|(?:will|would|is|are) {_IT} ?(?:going to |gonna |likely to )?(?:be|cost) (?:\w+ ){{0,2}}?(?:cheaper|dearer|more"
    rf"|less|pricier|expensive|the same)\b[^?.!]{{0,20}}\b{_LATER}"
    rf"|(?:what|how much) (?:will|would|is) {_IT} ?(?:going to |gonna )?(?:cost|be)(?: me)? {_LATER}(?=\W*(?:$|[?!.,]))"
    r"|when (?:does|do|will|is|are) [^?.!]{1,60} (?:go(?:ing)?|come|be|get)(?:ing)? (?:on sale|cheaper|discounted|reduced)"
    r"|(?:price|fee) (?:history|drops?|rises?|increases?|hikes?|cuts?|changes?)\b"
    rf"|(?:how long|(?:un)?till? when) (?:is|are|does|do|will|can) {_PRICE} (?:\w+ ){{0,2}}?(?:hold|valid|last|stay"
    r"|good|guaranteed|fixed|remain)\b"
    r"|(?:what (?:is|was)|what's) the (?:old|former|previous|earlier|original) (?:price|cost|fee)\b"
    r"|last year'?s? (?:price|cost|fee)"
)
"""What something did cost or will cost: the catalog names the prices of one day."""

_JUDGES = (
    r"(?:the |most |many |any |some |local |future |potential |real |actual |big |hiring |other )*(?:employers?"
    r"|compan(?:y|ies)|recruiters?|managers|bosses|firms|businesses|hospitals|clients|agencies|industry|hr"
    r"(?: (?:people|departments?|managers?))?|people (?:who hire|in the (?:trade|field|industry|business)))"
)
_AWARD = (
    r"(?:schools?|providers?|colleges?|universit(?:y|ies)|academ(?:y|ies)|certificates?|certs?|badges?|diplomas?|courses?"
    r"|programs?|credentials?|names?|papers?|degrees?)"
)
_OF_THEM = rf"(?: of (?:them|these|those|the (?:two|three|four))(?: {_AWARD})?)?"
_WHICH = rf"(?:(?:which|whose)(?: ones?| {_AWARD})?|what (?:ones?|{_AWARD})){_OF_THEM}"
_ESTEEM = (
    r"(?:respect|value|rate|rank|trust|prefer|favou?r|like|recogni[sz]e|appreciate|care|take|think|regard|esteem|rather"
    r"|want|look|pick|choose|hire)"
)
_KNOWN = (
    r"(?:known|respected|regarded|recogni[sz]ed|reputed|reputable|prestigious|renowned|thought of|valued|trusted|famous"
    r"|established|credible)"
)
_GOOD = r"(?:good|serious|real|proper|reputable|respected|decent|famous|well[- ]known|trustworthy|legit(?:imate)?)"
ESTEEM = (
    rf"{_WHICH} (?:do|does|would|will|might) {_JUDGES} (?:\w+ ){{0,2}}?{_ESTEEM}\b"
    rf"|who(?:m|se \w+)? (?:do|does|would|will) {_JUDGES} (?:\w+ ){{0,2}}?{_ESTEEM}\b"
    rf"|(?<!what )(?<!skills )(?<!tools )(?<!languages )(?<!subjects )(?:do|does|would|will) {_JUDGES}"
    rf" (?:\w+ ){{0,2}}?{_ESTEEM}\b[^?.!]*\b(?:more|most|better|best|over|than|seriously"
    r"|highly|one of (?:them|these|those)|either)\b"
    rf"|(?:{_WHICH}|whose {_AWARD}|who)(?: is|'s| are| has| have| gives?)?[^?.!,;]{{0,40}}? (?:the )?(?:better|best|more|most"
    rf"|less|higher|widely)[ -](?:highly |widely )?{_KNOWN}\b(?! (?:{_AWARD} )?(?:in|for|on|about|as)\b)"
    rf"|(?:is|are) (?!there\b)[^?.!]{{1,60}}? (?:better|more|less|as|so|well|widely|highly|really|very)"
    rf"[ -](?:highly |widely |well )?{_KNOWN}\b"
    rf"|(?:what|how)(?:'s| is| are| about) [^?.!]{{0,40}}\b(?:reputation|prestige|standing)\b"
    rf"|(?:(?:does|do) (?!i\b|we\b|you\b)[^?.!]{{1,60}} have|has [^?.!]{{1,60}})"
    rf" (?:an? |any )?(?:\w+ )?(?:reputation|prestige)\b"
    rf"|how (?:well |highly |widely )?(?:{_KNOWN}|trustworthy|serious|legit) (?:is|are)\b"
    rf"|(?:is|are) (?!there\b)[^?.!]{{1,50}}? (?:legit(?:imate)?|reputable|prestigious|renowned|an? scam"
    rf"|an? {_GOOD} (?:school|provider|college|university|academy|name))\b"
    rf"|(?:which|whose|what (?:one|{_AWARD})|does|do|would|will)\b[^?.!]{{0,60}} looks? (?:any |the |more )*(?:better|best"
    r"|good|impressive) (?:on|in) (?:my|a|an|the|your) (?:cv|resume|application|linkedin|profile)\b"
    rf"|(?:(?:counts?|worth|means?|matters?|weighs?) (?:\w+ )?|carr(?:y|ies) )(?:the )?(?:more|most|any"
    rf"|better)(?: (?:weight|value))? (?:with|to|for|among|in the eyes of) {_JUDGES}\b"
    rf"|(?:more|most) valu(?:able|ed) (?:to|for|by|in the eyes of) {_JUDGES}\b"
    rf"|(?:which|whose|what|would|will|does|do)\b[^?.!]{{0,60}} impress(?:es)? (?:an? |the |my )?(?:\w+ )?{_JUDGES}\b"
)
"""Whom employers or others think more of: nobody here ranks providers or what they award."""
