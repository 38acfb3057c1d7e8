"""What lies outside the catalog, by name, so that it can be refused by name."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.untold import ESTEEM, PRICES_OF_OTHER_DAYS

_LEARNING = re.compile(
    r"\b(?:courses?|class(?:es)?|trainings?|lessons?|learn(?:ing)?|stud(?:y|ying)|certificates?|badges?|badge"
    r"|microcredentials?|workshops?)\b"
)
ORDER = "rules"
"""The code of what would change the advisor or the facts of the catalog."""
_ORDERS = (
    r"(?:^|(?<=[.!?:;,] ))(?:please |can you |now |ok |so |and |let's )*(?:pretend (?:that )?(?:you|to be|i"
    r"|every|all|the)\b"
    r"|you are now\b|from now on,? (?:you|every|all|each)\b|act as (?:if|though) (?:you|i)\b|play the (?:role"
    r"|part) of"
    r"|(?:every|each) (?:course|certificate|badge|program) (?:now |only )?(?:costs?|is) (?:now )?(?:[$€£]? ?\d|free)"
    r"|(?:please )?confirm(?: that)?:? .*\b(?:costs?|is (?:free|[$€£]))|system ?:)"
    r"|i(?:'m| am) (?:the|your) (?:system )?(?:admin|administrator|developer|operator)\b(?! (?:of|at|in|for|and|who))"
)
_ALWAYS = (
    (ORDER, _ORDERS),
    (
        "instructor",
        r"(?<!anybody )(?<!anyone )(?<!someone )(?<!somebody )who(?:'s| is| are)? (?:teach(?:es|ing)?"
        r"|the (?:instructor|teacher|professor|lecturer)s?)"
        r"|(?:name of the |which )(?:instructor|teacher|professor)|instructors?'? names?|(?:is|are|what about"
        r"|how is) (?:the |your )?(?:instructor|teacher|professor)s?\b|(?:the|your|their) (?:instructor|teacher"
        r"|professor)s?,?"
        r" (?:she |he |they )?(?:speaks?|is|are|has|have|knows?|teach(?:es)?)\b",
    ),
    (
        "reviews",
        r"reviews?(?: of| for)?$|ratings?\W*$|(?:best|good|any|top|read|the|what|bad) (?:reviews?|ratings?)"
        r"|(?:highest|best"
        r"|top)[- ]rated|star rating|is (?:it|this|that|this one|that one) (?:any good|worth it|good(?! (?:for|until"
        r"|till)))|how good is"
        r"|how many stars|(?:which|what) (?:provider|school|college|university)(?: here)? is (?:the )?(?:best"
        r"|better)|what do (?:people|students|others) (?:say|think)|do (?:most )?(?:people|students|others"
        r"|learners) (?:like|prefer"
        r"|enjoy|recommend)|(?:has|have|did|does) (?:any|some|every)(?:body|one) (?:who )?.{0,40}"
        r"\b(?:th(?:ink|ought)|liked?|s(?:ay|aid)|wr(?:ote|itten)|recommend(?:ed)?)\b",
    ),
    (
        "pass_rate",
        r"(?:pass|completion|success|drop-?out|placement|acceptance|failure) rates?|how many (?:of (?:the|their"
        r"|your|its|these|those) )?(?:people|ppl|students"
        r"|learners|participants|graduates)\b|(?:more|most|fewer) (?:participants|students|learners)\b"
        r"|(?:how many|what|which) per ?cent(?:age)?\b|(?:odds|chances?|likelihood) (?:of|that|for|to) (?:me |my "
        r"|us )?(?:i |we |one )?"
        r"(?:(?:will|would|can) )?(?:pass|fail|finish|complet|mak(?:e|ing) it)\w*",
    ),
    (
        "job_outcome",
        r"(?:will|would|can|could|does|do) (?:i|it|this|that|they|the course|(?:either|any|one|both|all)"
        r"(?: of (?:them|these|those))?) (?:really |actually )?(?:get|find"
        r"|land|guarantee|lead to|help me (?:get|find))(?: me)?(?: a| an| the| any)? (?:\w+ )?(?:job|work|hired"
        r"|employed|interview|promotion)|(?:could|can|will|would|may) (?:i|he|she|we) (?:then "
        r"|legally |officially )?(?:work|practi[cs]e|call (?:my|him|her|our)sel(?:f|ves)|get licensed"
        r"|be licensed)\b.*"
        r"\b(?:after|with|through) (?:it|this|that)|will i be hired"
        r"|(?:will|would|do|could|can|might) (?:they|anyone|anybody|any (?:employer|company|firm|boss)|somebody|someone"
        r"|employers|companies|people|a (?:company|firm|boss|hospital)) (?:really |even |actually |ever |still )*"
        r"(?:take|hire|want|employ|have|accept|invite|consider) (?:me|someone like me|somebody like me|a \w+ like me"
        r"|people like me)\b"
        r"|guarantee(?:d)? (?:me )?(?:a )?job|job guarantee"
        r"|(?:would|will|does|do) (?!you\b|they\b|it\b|any\b|\w* ?(?:universit|college|school))(?:\w+ ){1,3}?"
        r"(?:recogni[sz]e|respect|value|care about|look at) (?:it|this|that|these|them|the (?:badge|certificate|course))\b"
        r"|chances? of (?:a |getting )|(?:are|is) (?:they|there|anyone|anybody|companies|employers|people|places"
        r"|firms"
        r"|hospitals)\b[^?!.]{0,20}\b(?:hiring|recruiting)\b|(?:a )?shortage of (?:them|those|these|\w+s)\b"
        r"|in (?:high |big |great )?demand\b|(?:demand|market) for (?:them|those|these|that)\b|job market",
    ),
    (
        "salary",
        r"how much (?:do|does|would|will|can|could) (?:an? |the |i |you |they )?[\w /-]*?\b(?:earn|make|get paid)\b"
        r"|what (?:do|does|would|will) (?!i\b)(?:an? |the )?[\w /-]*?\b(?:earn|get paid)\b|(?:well|badly|better"
        r"|best)[- ]paid"
        r"|what(?:'s| is| are) (?:the |an? |typical |average )*(?:salar(?:y|ies)|wages?|pay)\b"
        r"|what(?:'s| do| does| would| could) [^?!.,;]{2,40} (?:(?:take|bring)(?:s|ing)? home|pull in|get paid"
        r"|earn(?:ing)?)\b|what salar(?:y|ies)\b|salar(?:y"
        r"|ies) (?:of|for|as) (?:an? )?\w+|(?:starting|average|typical"
        r"|expected) salary|how (?:well"
        r"|much) (?:is|are) .* paid"
        r"|\bpays? (?:well|best|better)\b",
    ),
    (
        "payment",
        r"(?:do|does|can|could|will) (?:you|they|i|it) (?:offer|give|have|get|accept|take)(?: me)?(?: an?"
        r"| any)? (?:refunds?"
        r"|discounts?|scholarships?|financial aid|student loans?|vouchers?|coupons?)|(?:is|are) there (?:an? "
        r"|any )?(?:refunds?"
        r"|discounts?|scholarships?|financial aid|coupons?|payment plans?)|is financial aid|(?:pay|paying) (?:in|by"
        r"|with|on) (?:instal\w+|credit card|paypal|invoice|card)|money[- ]back|(?:about|get|want|need) (?:my|a"
        r"|the) (?:\w+ )?refund\b|(?:is|are|was|would|will|does|do|gets?) (?:it|that|this|they"
        r"|the \w+)(?: \w+)? (?:be |get |come |work "
        r"out )?(?:cheaper|less|reduced) (?:if|for|when|with|as)\b|(?:knock|take|get) (?:any(?:thing)?|something|some"
        r"|a bit|money)"
        r"(?: money)? off\b|payment plans?|pay (?:for (?:it"
        r"|this|that|them) )?(?:with|by) (?:my )?(?:card|paypal|credit card)|get (?:a refund"
        r"|my money back)",
    ),
    (
        "ranking",
        r"(?:is|are|was|how (?:high|well|good) (?:is|are)) .{1,60} ranked\b|how .{1,60} ranks?\b|ranked (?:better"
        r"|higher|above|first|best)|(?:world|university|school|college) rankings?\b",
    ),
    ("ranking", ESTEEM),
    ("other_days", PRICES_OF_OTHER_DAYS),
    (
        "inside",
        r"(?:will|would|does|can|could) (?:it|this|that|they|the (?:course|class|first|second|third)(?: one)?) (?:really "
        r"|actually )?(?:get|carry|see|bring) (?:me|us|him|her|my \w+) through\b|(?:is|will|would) (?:it|this|that)"
        r" (?:really |alone |be )*(?:enough|sufficient) (?:for (?:me|us|him|her) )?(?:to (?:pass|get through|survive)|for the"
        r" (?:\w+ )?(?:exam|test))\b"
        r"|how (?:big|large|small) (?:are|is) (?:the |these |those |your |their )?(?:groups?|class(?:es)?)\b"
        r"|(?:class|group) sizes?\b|(?:why|how come) (?:is |are |does |do )?(?:it|they|one"
        r"|(?:this|that) (?:one|course)|this|that|the \w+(?: one)?)(?: of them)?"
        r" (?:is |are )?(?:so|that|much|this) (?:cheap|expensive|short|long|much cheaper|much more)\b"
        r"|(?:do|does|will) (?:they|the (?:staff|school|provider|tutors?)) (?:answer|reply|respond)\b",
    ),
    (
        "human",
        r"who(?:m)? (?:(?:in|at|of|from) (?:the|our|my) \w+ )?(?:should|do|can|could|would|must) i"
        r" (?:ask|talk to|speak (?:to|with)|write to|contact|turn to|go to)\b"
        r"|(?:speak|talk|chat) (?:to|with) (?:an? )?(?:real |actual )?(?:human|person|agent|advisor"
        r"|adviser|someone real|somebody"
        r" real|people)\b|(?<!like an )(?<!does an )(?<!is an )(?<!an )(?<!with a )(?:real|actual) (?:human"
        r"|person)(?! (?:listen|look|read|check|teach|answer"
        r"|grad|mark|watch|correct|give|comment)\w*)|human (?:being|advisor|please)|call me back|phone number"
        r"|(?:is|are) (?:an? |any |some )?(?:real |actual |live )*(?:humans?|persons?|people|someone|somebody|anybody|anyone)"
        r" (?:really |actually |even )?(?:(?:in )?there|here|behind (?:this|it|that)),? or (?:only|just|am i|is it|are you)\b"
        r"|(?:please )?(?:pass|forward|send|hand) (?:it|this|that|my (?:question|message|case|request))"
        r" (?:on|along|over|to (?:them|him|her|somebody|someone|a human|a person))\b"
        r"|(?:(?<=^)|(?<=[.!?] ))(?:please |ok |no |then )*(?:(?:i (?:want|need|demand)|give me|get me"
        r"|bring me) )?(?:an? |the )?"
        r"(?:real |human |live |actual )*(?:coach|counsell?or|human|person|advis[eo]r|representative"
        r"|operator)(?: to (?:talk|speak) to)?"
        r"(?:[\s,.!]+(?:now|please|here|immediately|right now|today))*[\s.!]*$",
    ),
    (
        "visa",
        r"(?:need|get|apply for|require|extend|have) (?:an? |my |the )?(?:student |work )?visa\b"
        r"|(?:asylum|immigration|residency?|citizenship) (?:papers?|forms?|applications?|requests?|permits?"
        r"|claims?)\b(?! courses?| class)"
        r"|(?:papers?|forms?|applications?) (?:for|of) (?:asylum|residency?|citizenship|immigration)"
        r"|visa (?:requirements|application|rules|be|status|issue)|(?:my|a|the) visa\b|work permit|green card",
    ),
    (
        "medical",
        r"i (?:have|feel|got) (?:an? |some |my )?(?:\w+ )?(?:headache|fever|pain|flu|cold|cough|depress\w*|sick"
        r"|rash)|(?:do|should|can|shall|must|may|could) (?:i|we) (?:still )?(?:give|feed) (?:him|her|them|it|my \w+)\b"
        r"|(?:tell|say|know|check|see|judge) (?:me |us )?(?:if|whether) (?:he|she|they|i|it|my \w+)(?:'s| is| are| has"
        r"| have|'m| am)? (?:really |also )?(?:got |have )?(?:an? )?(?:dyslexi|autis|adhd|diabet|depress|sick"
        r"|ill\b|infect|demen)\w*"
        r"|medical advice|what (?:should|can) i take for|diagnos(?:e|is) (?:me|my)|is (?:my"
        r"|this) (?:\w+ )?(?:dangerous|infected)|my (?:back|head|stomach|knee|chest) hurts",
    ),
    (
        "legal",
        r"can my (?:boss|employer|landlord|company)|legal advice|(?:should|can|could) i sue|is it (?:legal"
        r"|illegal) (?:to|for)|am i allowed to|my rights",
    ),
    (
        "writing",
        r"what (?:must |should |do |shall |can )?i (?:must |should |have to |need to )?(?:write|put|fill in"
        r"|fill out)\b(?!.*\bif i\b)"
        r"|(?:finish|complete|correct|edit|improve) (?:my|the|this) (?:essay|homework|paper|thesis|text|letter|cv"
        r"|r[e\u0301]?sume)\b"
        r"|(?<!hardly )(?<!barely )(?<!can't )(?<!cannot )(?<!not )(?<!to )(?<!never )(?:write|proofread"
        r"|translate) (?:me )?(?:my|an? essay|the essay"
        r"|this|my own|for me|an? (?:poem|email|letter|story|song|cover letter))(?! (?:skills|better))[\w ]*"
        r"|(?<!how )(?<!to )(?<!learn )(?:write|draft|compose|make|prepare) (?:me|us) (?:an?|the|my|our"
        r"|some) (?:[\w-]+ )?"
        r"(?:e-?mails?|letters?|messages?|lists?|speech|meal plan|invoice)\b|proofread (?:the following|these)\b"
        r"|(?:solve|calculate|compute)\b[^?!]*[=^]|write (?:me )?\d+ (?:words|pages|lines)\b|(?:do"
        r"|solve) my (?:\w+ ){0,2}(?:homework|assignment|exam|test|essay|coursework)",
    ),
)
_UNLESS_LEARNING = (
    (
        "payment",
        r"(?:any|got|have|get|give|offer|do|is there|are there|for an?|an?|the|with|plus|student|senior|group"
        r"|military|member)"
        r" (?:\w+ ){0,2}(?:discounts?|coupons?|promo codes?|vouchers?|refunds?|rebates?|scholarships?|bursar(?:y"
        r"|ies))\b"
        r"|(?:group|student|senior|family|member) (?:rate|price|fare)s?\b|(?:insurance|medicaid|medicare|unemployment"
        r"|the va"
        r"|gi bill|workers'? comp|job ?cent(?:er|re)) (?:\w+ ){0,2}(?:pay|cover|reimburse)"
        r"|(?:tuition|my) (?:assistance|reimbursement)\b",
    ),
    (
        "inside",
        r"(?:have|is there|any|offer|got|about) (?:\w+ )?(?:parking|child ?care|day ?care|dorms?|housing|cafeteria)\b"
        r"|(?:is there|have|got) (?:an? )?(?:waiting|wait) ?list",
    ),
    (
        "venture",
        r"(?:will|would|could|can|does|do|is|are) (?:my|our|his|her|their|such an?|an?|the) (?:\w+ ){0,3}?(?:make (?:me "
        r"|us )?(?:any |enough |good |some )?(?:money|profits?|a living|rich)|turn a profit|be (?:profitable|viable"
        r"|a success|successful)|go (?:bust|broke|bankrupt|under)|earn (?:me |us )?(?:any |enough |good )?(?:money|a"
        r" living)|break even|bring in (?:any |enough |good )?money)\b"
        r"|(?:will|would|can|could) (?:i|we) (?:ever |really )?(?:get|be|become|grow) rich\b|(?:will|would|can|could)"
        r" (?:i|we) (?:make a living|earn a living|live|get by) (?:from|off|on|with|by) (?:it|this|that|my|our)\b",
    ),
    (
        "weather",
        r"weather|forecast for (?:today|tomorrow)|is it (?:raining|snowing|going to rain)|temperature (?:in|today"
        r"|outside)",
    ),
    (
        "news",
        r"who(?:'s| is| was) (?:the |your )?(?:\w+ )?(?:president|prime minister|king|queen|chancellor|pope|mayor"
        r"|ceo)|(?:latest|today's) news|who won|elections?\b.*\?|score of the",
    ),
    (
        "general",
        r"(?:capital|population|history|president|area|currency) of [a-z]+|what(?:'s| is) \d+ ?[-+*/x] ?\d+"
        r"|meaning of life|what (?:time|day|date) is it|how (?:old|tall) (?:is|are|was)|who (?:invented|wrote"
        r"|discovered|painted|was|are you|made you)|when (?:was|did) .+|distance (?:to|from|between)|what(?:'s"
        r"| is) your (?:name|favou?rite)|are you (?:a |an )?(?:human|robot|real|ai|bot|person|chat ?gpt|gpt|llm"
        r"|claude|language model)\b",
    ),
    (
        "fun",
        r"(?:tell|make|know)(?: me)? (?:an? )?(?:good |funny )?jokes?|sing (?:me )?a song|tell me a story"
        r"|horoscope|lottery|play (?:a game|chess|(?:me )?(?:some )?(?:music|songs?))|love you|marry me",
    ),
    (
        "shopping",
        r"(?:book|reserve|get|grab) (?:me )?(?:an? |the |my )?(?:seat|spot)\b|(?:sign|enrol|enroll|register"
        r"|book) me (?:up|in|on|for)"
        r"|book (?:me )?an? (?:table|flight|hotel|room|taxi|ticket)|order (?:me )?(?:a )?pizza|recipes? for\b"
        r"|(?:should|shall|do) i cook|cook (?:me|us)\b"
        r"|stock price|price of (?:bitcoin|gold|oil|gas|stocks?)|(?:should i|where can i) (?:buy|invest|rent)"
        r"|(?<!they )(?<!school )(?<!college )(?<!provider )lend me\b|restaurants?\b|directions to|how do i get to",
    ),
)
_PATTERNS = [(code, re.compile(rf"\b(?:{pattern})"), False) for code, pattern in _ALWAYS]
_PATTERNS += [(code, re.compile(rf"\b(?:{pattern})"), True) for code, pattern in _UNLESS_LEARNING]
_QUESTION = re.compile(
    r"^\W*(?:who|whose|why|when|where|how (?:old|tall|far|many|big|do|does|did)|what (?:is|are|was|were|did|time)"
    r"|what's|is|are|was|were|did|does|should|would|will)\b"
)


def outside(draft: Draft) -> str:
    """The code of what the message asks for and the catalog does not hold; empty where it may be about courses."""
    learning = draft.sees(_LEARNING) is not None
    for code, pattern, unless_learning in _PATTERNS:
        if draft.sees(pattern) and not (unless_learning and learning):
            return code
    return ""


def asks_generally(draft: Draft) -> bool:
    """Whether a message is a question that does not speak of learning: if nothing fits it, it is outside the catalog."""
    return draft.sees(_QUESTION) is not None and draft.sees(_LEARNING) is None
