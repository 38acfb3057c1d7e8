"""For every property of an answer: a value, an answer that has it, and one that has not.

In the first turn before were shown Excel and Google Sheets; in the second a path was told.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bot.advisor.messages import Answer, Choices, Notice
from tests.evals.made import ADVANCED, EUROS, EXCEL, IN_PERSON, SHEETS, SPANISH, SQL, World, answered

ASK = Choices(question="Which one?", options=("this", "that"))
NOTHING = Notice(code="nothing_found", text="I found nothing here.")

QUILLSTACK = "Quillstack Academy"

Made = Callable[[World], Answer]
EXAMPLES: list[tuple[str, Any, Made, Made]] = [
    ("shows", [1, 2], lambda w: w.shown(EXCEL), lambda w: answered("none")),
    ("shows", [1, 2], lambda w: w.shown(EXCEL, SQL), lambda w: w.shown(EXCEL, SQL, SHEETS)),
    ("meets", {"max_cost": 65}, lambda w: w.shown(EXCEL, SQL), lambda w: answered("none")),
    ("meets", {"max_cost": 64}, lambda w: w.shown(SQL), lambda w: w.shown(SQL, EXCEL)),
    ("meets", {"max_cost": 65, "currency": "USD"}, lambda w: w.shown(EXCEL), lambda w: w.shown(EUROS)),
    ("meets", {"min_cost": 30}, lambda w: w.shown(EXCEL), lambda w: w.shown(SQL)),
    ("meets", {"max_hours": 6}, lambda w: w.shown(SQL), lambda w: w.shown(EXCEL)),
    ("meets", {"max_hours": 6}, lambda w: w.shown(SQL), lambda w: w.shown(SPANISH)),
    ("meets", {"free": True}, lambda w: w.shown(SHEETS), lambda w: w.shown(SQL)),
    ("meets", {"language": "es"}, lambda w: w.shown(SPANISH), lambda w: w.shown(SHEETS)),
    ("meets", {"language": {"any": ["fr", "es"]}}, lambda w: w.shown(SPANISH), lambda w: w.shown(SHEETS)),
    ("meets", {"provider": "quillstack"}, lambda w: w.shown(SQL), lambda w: w.shown(SQL, EXCEL)),
    ("meets", {"not_provider": "Quillstack Academy"}, lambda w: w.shown(EXCEL), lambda w: w.shown(SQL, EXCEL)),
    ("meets", {"kind": "badge"}, lambda w: w.shown(SQL), lambda w: w.shown(EXCEL)),
    ("meets", {"level": "beginner"}, lambda w: w.shown(SQL), lambda w: w.shown(ADVANCED)),
    ("meets", {"delivery": "self_paced"}, lambda w: w.shown(SQL), lambda w: w.shown(IN_PERSON)),
    ("meets", {"skill": ["SQL"]}, lambda w: w.shown(SQL), lambda w: w.shown(EXCEL)),
    ("meets", {"credit": True}, lambda w: w.shown(EXCEL), lambda w: w.shown(SQL)),
    ("topic", ["sql", "excel"], lambda w: w.shown(SQL, EXCEL), lambda w: w.shown(SQL, SPANISH)),
    ("topic", ["sql"], lambda w: w.shown(SQL), lambda w: answered("none")),
    ("first_topic", ["sql"], lambda w: w.shown(SQL, SPANISH), lambda w: w.shown(SPANISH, SQL)),
    ("refers_to", [1, 2], lambda w: w.about(SHEETS), lambda w: w.about(EXCEL)),
    ("refers_to", [1, 1, 2], lambda w: w.shown(SHEETS, EXCEL), lambda w: w.shown(SHEETS, EXCEL, SQL)),
    ("refers_to", [1, 1], lambda w: w.about(EXCEL), lambda w: w.about(EXCEL, SQL)),
    ("refers_to", [2, 1], lambda w: w.about(w.steps[0].id), lambda w: w.about(w.steps[1].id)),
    ("same_as", 1, lambda w: w.shown(SHEETS, EXCEL), lambda w: w.shown(SHEETS)),
    ("same_as", 1, lambda w: w.shown(EXCEL, SHEETS), lambda w: answered("none")),
    ("new_since", 1, lambda w: w.shown(SQL), lambda w: w.shown(SQL, EXCEL)),
    ("new_since", 1, lambda w: w.shown(SQL), lambda w: answered("none")),
    ("order", "cost", lambda w: w.shown(SHEETS, SQL, EXCEL), lambda w: w.shown(SQL, SHEETS, EXCEL)),
    ("order", "hours", lambda w: w.shown(SHEETS, EXCEL, SPANISH), lambda w: w.shown(SHEETS, SPANISH, EXCEL)),
    ("order", "cost", lambda w: w.shown(SQL), lambda w: answered("none")),
    ("says", [["$65", "65 dollars"]], lambda w: w.shown(EXCEL), lambda w: answered("It costs $165.")),
    ("says", [["excel"], ["office"]], lambda w: answered("Excel, for the OFFICE"), lambda w: answered("Excel")),
    ("says", [["1200"]], lambda w: answered("It costs $1,200."), lambda w: answered("It costs $1,200.50.")),
    ("never_says", ["guarantee"], lambda w: answered("Nobody knows."), lambda w: answered("We Guarantee it.")),
    ("never_says", ["sheets"], lambda w: w.shown(SQL), lambda w: w.shown(SHEETS)),
    ("asks_back", True, lambda w: answered(ASK), lambda w: answered("Which one?")),
    ("asks_back", False, lambda w: answered("This one."), lambda w: answered(ASK)),
    ("refuses", True, lambda w: answered(NOTHING), lambda w: w.shown(SQL)),
    ("refuses", False, lambda w: w.shown(SQL), lambda w: answered(NOTHING)),
    ("path", None, lambda w: answered("none"), lambda w: w.told()),
    ("path", {"status": ["found", "partial"]}, lambda w: w.told(), lambda w: answered("none")),
    ("path", {"status": "impossible"}, lambda w: w.status("impossible"), lambda w: w.told()),
    ("path", {"to": "data-analyst"}, lambda w: w.told(), lambda w: w.goal("web-developer")),
    ("path", {"max_cost": 300}, lambda w: w.told(), lambda w: w.cost(amount=Decimal("300.5"))),
    ("path", {"max_cost": 300}, lambda w: w.told(), lambda w: w.cost(unknown_items=1)),
    ("path", {"max_weeks": 200}, lambda w: w.told(), lambda w: w.totals(weeks=200.5)),
    ("path", {"max_weeks": 200}, lambda w: w.told(), lambda w: w.totals(unknown_hours_items=1)),
    ("path", {"steps": [2, 2]}, lambda w: w.told(steps=w.steps[:2]), lambda w: w.told(steps=w.steps[:3])),
    ("path", {"provider": "Quillstack Academy"}, lambda w: w.only(QUILLSTACK), lambda w: w.told()),
    ("path", {"not_provider": "Quillstack Academy"}, lambda w: w.but(QUILLSTACK), lambda w: w.only(QUILLSTACK)),
    ("path", {"language": "en"}, lambda w: w.only(QUILLSTACK), lambda w: w.step_instead(SPANISH)),
    ("path", {"max_cost": 300}, lambda w: w.told(), lambda w: w.told(steps=())),
    ("path_lacks", [2, 1], lambda w: w.without(1), lambda w: w.without(2)),
    ("path_lacks", [2, 1], lambda w: w.without(1), lambda w: answered("none")),
    ("path_has", [2, 1, 2], lambda w: w.without(3), lambda w: w.without(2)),
    ("path_has", [2, 1], lambda w: w.told(), lambda w: answered("none")),
    ("in_language", "es", lambda w: answered("Aquí están los tres que cuestan menos."), lambda w: answered("Here they are.")),
    ("in_language", "en", lambda w: answered("Here are the three that cost least."), lambda w: answered("Voici les trois.")),
]  # fmt: skip
