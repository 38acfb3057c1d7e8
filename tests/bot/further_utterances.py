"""More of what people type: courtesy, negations, names of schools, currencies, several limits, other ways with English."""

from __future__ import annotations

from tests.bot.utterances import EUR, USD, Case

POLITE: list[Case] = [
    ("Would you be so kind as to show me accounting courses under $70?", "find", {"max_cost": 70, **USD}, "accounting"),
    ("Could you be kind enough to find something on payroll?", "find", {}, "payroll"),
    ("I would be most grateful if you could recommend a course on welding.", "find", {}, "welding"),
    ("I'd really appreciate it if you could find me a figma course", "find", {}, "figma"),
    ("If you don't mind, please list linux courses in English", "find", {"language": "en"}, "linux"),
    ("Sorry to bother you, but statistics?", "find", {}, "statistics"),
    ("would you mind keeping it under 10 hours", "find", {"max_hours": 10}, ""),
    ("could you please keep it to free ones", "find", {"free": True}, ""),
]

NEGATED: list[Case] = [
    ("not python, sql", "find", {}, "sql"),
    ("sql but not python", "find", {}, "sql"),
    ("databases, I don't want microsoft stuff", "find", {}, "databases"),
    ("design except photoshop", "find", {}, "design"),
    ("I am not interested in marketing, sales please", "find", {}, "sales"),
    ("anything except badges", "find", {}, ""),
    ("excel without exams", "find", {}, "excel"),
    ("cloud computing, no certificates", "find", {}, "cloud computing"),
    ("linux, but not in person", "find", {}, "linux"),
    ("I don't want self-paced, python", "find", {}, "python"),
    ("I don't have a college degree, something in healthcare", "find", {}, "healthcare"),
    ("not Quillstack, excel", "find", {"not_provider": "Quillstack Academy"}, "excel"),
    ("excel except from Quillstack", "find", {"not_provider": "Quillstack Academy"}, "excel"),
    ("Cryptography Without Heavy Maths", "find", {}, "Cryptography Without Heavy Maths"),
    ("Modern C++ Without the Old Habits", "find", {}, "Modern C++ Without the Old Habits"),
    ("I don't want to spend more than $40 on excel", "find", {"max_cost": 40, **USD}, "excel"),
    ("not sure, maybe excel", "find", {}, "excel"),
]

SCHOOLS: list[Case] = [
    ("python from the University of Oxford", "find", {"provider": "University of Oxford"}, "python"),
    ("python by Stanford University", "find", {"provider": "Stanford University"}, "python"),
    ("excel from Harvard Business School", "find", {"provider": "Harvard Business School"}, "excel"),
    (
        "a course given by Goldsmiths College in English",
        "find",
        {"provider": "Goldsmiths College", "language": "en"},
        "",
    ),
    ("sql at brightwind academy", "find", {"provider": "brightwind academy"}, "sql"),
    ("excel, not from Coursera", "find", {"not_provider": "Coursera"}, "excel"),
    ("maths at home", "find", {"online": True}, "maths"),
    ("excel at work", "find", {}, "excel at work"),
    ("first aid at a school", "find", {"provider": "school"}, "first aid"),
    ("networking from the cable up", "find", {}, "networking from the cable up"),
    ("python from the University of Larkmoor", "find", {"provider": "University of Larkmoor"}, "python"),
]

MONEY: list[Case] = [
    ("python under 40 in euros", "find", {"max_cost": 40, **EUR}, "python"),
    ("courses priced in pounds", "find", {"currency": "GBP"}, ""),
    ("excel, free or under $20", "find", {"max_cost": 20, **USD}, "excel"),
    ("excel under $20 or free", "find", {"max_cost": 20, **USD}, "excel"),
    ("free or very cheap course about linux", "find", {"free": True}, "linux"),
    (
        "beginner python in English, under $80, at most 15 hours, self-paced",
        "find",
        {"level": "beginner", "language": "en", "max_cost": 80, **USD, "max_hours": 15, "delivery": "self_paced"},
        "python",
    ),
    (
        "sql certificate from a university, €100 to €300, at least 20 hours, with college credit",
        "find",
        {
            "kind": "certificate",
            "provider": "university",
            "min_cost": 100,
            "max_cost": 300,
            **EUR,
            "min_hours": 20,
            "credit": True,
        },
        "sql",
    ),
]

OTHER_WAYS: list[Case] = [
    (
        "hey whats up, got anything for somebody who knows zero bout computers",
        "find",
        {"level": "beginner"},
        "computers",
    ),
    ("¿Tienen cursos de Python en español?", "find", {"language": "es"}, "Python"),
    ("Je voudrais apprendre Excel", "find", {}, "Excel"),
    ("just got laid off from a warehouse. what could I do to get into IT?", "find", {}, "IT"),
    ("first aid near me this weekend", "find", {}, "first aid"),
    ("welding starting in january", "find", {}, "welding"),
]

REFUSED: list[Case] = [
    ("can I pay in installments?", "out_of_scope", {}, ""),
    ("do you offer refunds?", "out_of_scope", {}, ""),
    ("is financial aid available?", "out_of_scope", {}, ""),
    ("I want to speak to a human", "handover", {}, ""),
    ("can I talk to a real person please", "handover", {}, ""),
    ("delete my data", "privacy", {}, ""),
    ("what do you know about me?", "profile", {}, ""),
    ("are you storing my messages", "privacy", {}, ""),
    ("are you ChatGPT?", "out_of_scope", {}, ""),
    ("a course about human resources", "find", {}, "human resources"),
    ("data privacy", "find", {}, "data privacy"),
    ("speaking to people with confidence", "find", {}, "speaking to people with confidence"),
]

MILD: list[Case] = [
    ("bookkeeping, nothing too expensive pls", "find", {}, "bookkeeping"),
    ("linux but not too long", "find", {}, "linux"),
    ("statistics, not too hard", "find", {"level": "beginner"}, "statistics"),
    ("i hate math but need statistics for work lol", "find", {}, "statistics for work"),
    ("my daughter wants to learn how to code, she's 15", "find", {}, "code"),
    ("help me choose between excel and google sheets", "find", {}, "excel and google sheets"),
    ("I want to do my own books", "find", {}, "own books"),
    ("improve my english", "find", {}, "improve english"),
    ("improve my essay", "out_of_scope", {}, ""),
    ("proofread my essay", "out_of_scope", {}, ""),
    ("what's a microcredential?", "explain", {}, ""),
    ("difference between a badge and a certificate", "explain", {}, ""),
    ("what is python", "find", {}, "python"),
]

FOURTH = [*POLITE, *NEGATED, *SCHOOLS, *MONEY, *OTHER_WAYS, *REFUSED, *MILD]

FOURTH_FOLLOWING: list[Case] = [
    ("and in euros", "find", EUR, ""),
    ("in dollars please", "find", USD, ""),
    ("nah too long", "find", {}, ""),
    ("any prereqs?", "details", {}, ""),
    ("does it stack?", "details", {}, ""),
    ("and after that?", "details", {}, ""),
    ("what's next?", "details", {}, ""),
    ("do any of these earn college credit?", "details", {}, "#0"),
    ("which of them is free?", "details", {}, "#0"),
    ("which one has a certificate?", "details", {}, "#0"),
    ("which of these is in Spanish?", "find", {"language": "es"}, ""),
    ("the longest one", "details", {}, "#None"),
    ("no badges", "find", {}, ""),
    ("ok thanks", "greeting", {}, ""),
    ("how many are there?", "find", {}, ""),
    ("only english", "find", {"language": "en"}, ""),
    ("where do I sign up?", "details", {}, ""),
    ("where does it take place?", "details", {}, ""),
    ("i'll take the second one", "details", {}, "#2"),
    ("let's go for number 3", "details", {}, "#3"),
]

FOURTH += [
    ("massage training under $50", "find", USD | {"max_cost": 50}, "massage"),
    ("cybersecurity at Stanford", "find", {"provider": "Stanford"}, "cybersecurity"),
    ("it support under $200", "find", USD | {"max_cost": 200}, "it support"),
    ("welding in a real workshop, nothing online", "find", {"delivery": "in_person"}, "welding"),
    ("quantum computers that doesn't need a physics degree", "find", {}, "quantum computers"),
    ("marketing, i have 3 thousand", "find", {"max_cost": 3000}, "marketing"),
    ("too expensive, under $60", "find", USD | {"max_cost": 60}, ""),
    ("in german. scratch that, english's fine", "find", {"language": "en"}, ""),
    ("only nimbora", "find", {"provider": "Nimbora Cloud Academy"}, ""),
    ("never mind who gives it", "find", {}, ""),
    ("solve x^2 - 5x + 6 = 0", "out_of_scope", {}, ""),
]
FOURTH_FOLLOWING += [
    ("anyone but larkmoor", "find", {"not_provider": "University of Larkmoor"}, ""),
    ("the other one", "details", {}, "#None"),
    ("tell me more about number one", "details", {}, "#1"),
    ("the requirements for the first", "details", {}, "#1"),
    ("price + hours + prereqs pls", "details", {}, ""),
    ("second one: who offers it and what's the language", "details", {}, "#2"),
    ("back to the list", "find", {}, ""),
    ("english ones", "find", {"language": "en"}, ""),
]
