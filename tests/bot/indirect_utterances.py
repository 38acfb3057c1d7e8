"""What people say roundabout: limits that fall, prices that were too high, schools by half their name, other languages."""

from __future__ import annotations

from tests.bot.utterances import USD, Case

FIFTH: list[Case] = [
    ("I've never touched photoshop", "find", {"level": "beginner"}, "photoshop"),
    ("a gentle introduction to statistics", "find", {"level": "beginner"}, "statistics"),
    ("welding for thirty five dollars at most", "find", {"max_cost": 35, **USD}, "welding"),
    ("excel, two grand is all I have", "find", {"max_cost": 2000}, "excel"),
    ("excel, 40 or so", "find", {"max_cost": 48}, "excel"),
    ("just the Quillstack ones", "find", {"provider": "Quillstack Academy"}, ""),
    ("SQL. Larkmoor only.", "find", {"provider": "University of Larkmoor"}, "SQL"),
    ("Management has decided on python", "find", {}, "Management decided on python"),
    ("two of them only speak French", "find", {"language": "fr"}, ""),
    ("spreadsheets, German obviously", "find", {"language": "de"}, "spreadsheets"),
    ("money's tight, welding please", "find", {}, "welding"),
    ("my computer not so good, typing", "find", {}, "typing"),
]
FIFTH_FOLLOWING: list[Case] = [
    ("140 is too steep, under 90", "find", {"max_cost": 90}, ""),
    ("could I see a few more of those, please", "find", {}, ""),
    ("whats in it", "details", {}, ""),
    ("is it tied to fixed dates", "details", {}, ""),
    ("do they assume anything?", "details", {}, ""),
    ("how many hours of college credit is that", "details", {}, ""),
    ("it isn't taught in Spanish, is it?", "details", {}, ""),
    ("what does that come to a month?", "details", {}, ""),
    ("how do those differ?", "compare", {}, "#0"),
]
FALLEN: list[tuple[str, set[str]]] = [
    ("money is no issue", {"max_cost", "min_cost"}),
    ("price no object", {"max_cost", "min_cost"}),
    ("whatever the price then", {"max_cost", "min_cost"}),
    ("my employer pays for it", {"max_cost", "min_cost"}),
    ("leave the money out of it", {"max_cost", "min_cost"}),
    ("hours neither", {"max_hours"}),
    ("forget the lower figure", {"min_cost"}),
    ("the credit is of no use to me", {"credit"}),
    ("does my employer pay for it?", set()),
    ("my employer pays half", set()),
]
"""Messages, and which of the limits in force no longer hold after them."""
