"""The forms: profile, why an answer did not help, what is wrong with a record, and the hand-over to a person.

A view's field is an input block whose `block_id` and whose element's `action_id` are the name of the form's field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.advisor import facts
from bot.advisor.wording import ENGLISH, speaking
from bot.slack.views.actions import LONGEST_ID, Form
from bot.slack.views.cards import title_of
from bot.slack.views.forms import LEAST_PACE, MOST_BUDGET, MOST_LINES, MOST_PACE, MOST_WORDS, Origin, Reason, Wrong
from bot.slack.views.kit import Block, Element, option, plain, rich, words
from bot.slack.views.text import clean, cut, one_line
from bot.slack.views.words import say

TITLE, LABEL, SHORT = 24, 2000, 200
CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "MXN", "BRL", "INR")
LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "pl", "ar", "hi", "zh", "ja")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known already, with roles by their titles."""

    role: str | None = None
    goal: str | None = None
    budget: Decimal | None = None
    currency: str | None = None
    hours_per_week: float | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """What a person would be told: the goal, the limits and the plan in words, and the open question."""

    goal: str = ""
    limits: str = ""
    plan: str = ""
    question: str = ""


def profile(known: Profile, origin: Origin, tongue: str = ENGLISH) -> dict[str, Any]:
    """The profile, filled in with what is known."""
    with speaking(tongue):
        return _modal(Form.PROFILE, say("profile_title"), say("save"), origin, list(_profile_fields(known)))


def _profile_fields(known: Profile) -> Iterator[Block]:
    yield _field("role", say("profile_role"), _text("role", known.role, SHORT))
    yield _field("goal", say("profile_goal"), _text("goal", known.goal, SHORT))
    yield _field("budget", say("profile_budget"), _number("budget", known.budget, 0, MOST_BUDGET))
    currencies = dict.fromkeys([*CURRENCIES, *([known.currency] if known.currency else [])])
    chosen = [option(code, code) for code in currencies]
    yield _field("currency", say("profile_currency"), _one("currency", chosen, known.currency))
    pace = _number("hours_per_week", known.hours_per_week, LEAST_PACE, MOST_PACE)
    yield _field("hours_per_week", say("profile_pace"), pace)
    tags = dict.fromkeys([*known.languages[:20], *LANGUAGES])
    yield _field("languages", say("profile_languages"), _several("languages", list(tags), known.languages))


def feedback(origin: Origin, tongue: str = ENGLISH) -> dict[str, Any]:
    """Why an answer did not help."""
    with speaking(tongue):
        reasons = [option(say(f"reason_{reason}"), reason.value) for reason in Reason]
        fields = [
            _field("reason", say("feedback_reason"), _radio("reason", reasons), optional=False),
            _field("more", say("feedback_words"), _text("more", None, MOST_WORDS, several_lines=True)),
        ]
        return _modal(Form.FEEDBACK, say("feedback_title"), say("send"), origin, fields)


def report(title: str, origin: Origin, tongue: str = ENGLISH) -> dict[str, Any]:
    """What is wrong with a record; `origin` names it."""
    with speaking(tongue):
        what = [option(say(f"wrong_{wrong}"), wrong.value) for wrong in Wrong]
        fields = [
            rich(words(say("report_about", title=title_of(title)))),
            _field("what", say("report_what"), _radio("what", what), optional=False),
            _field("more", say("report_words"), _text("more", None, MOST_WORDS, several_lines=True)),
        ]
        return _modal(Form.REPORT, say("report_title"), say("send"), origin, fields)


def handover(told: Handover, origin: Origin, tongue: str = ENGLISH) -> dict[str, Any]:
    """What would be sent to a person, to be approved; nothing is sent before."""
    with speaking(tongue):
        given = [("goal", told.goal), ("limits", told.limits), ("plan", told.plan)]
        known = [
            _field(name, say(f"handover_{name}_field"), _text(name, one_line(value), MOST_LINES, several_lines=True))
            for name, value in given
            if one_line(value)
        ]
        question = _text("question", told.question, MOST_WORDS, several_lines=True)
        fields = [
            rich(words(say("handover_explain"))),
            *known,
            _field("question", say("handover_question"), question, optional=False),
        ]
        return _modal(Form.HANDOVER, say("handover_title"), say("send"), origin, fields)


def reply(learner: str, origin: Origin) -> dict[str, Any]:
    """What a coach answers a learner of this name; `origin` names the hand-over."""
    with speaking(ENGLISH):
        said = _text("reply", None, MOST_WORDS, several_lines=True)
        fields = [_field("reply", say("desk_reply_field", name=cut(one_line(learner), SHORT)), said, optional=False)]
        return _modal(Form.REPLY, say("desk_reply_title"), say("send"), origin, fields)


def _modal(form: Form, title: str, submit: str, origin: Origin, blocks: Sequence[Block]) -> dict[str, Any]:
    if origin.credential and len(origin.credential) > LONGEST_ID:
        origin = origin.model_copy(update={"credential": None})
    return {
        "type": "modal",
        "callback_id": form.value,
        "title": plain(title, TITLE),
        "submit": plain(submit, TITLE),
        "close": plain(say("cancel"), TITLE),
        "private_metadata": origin.model_dump_json(exclude_none=True),
        "blocks": list(blocks),
    }


def _field(name: str, label: str, element: Element, *, optional: bool = True) -> Block:
    return {"type": "input", "block_id": name, "label": plain(label, LABEL), "element": element, "optional": optional}


def _text(name: str, value: str | None, most: int, *, several_lines: bool = False) -> Element:
    made: Element = {"type": "plain_text_input", "action_id": name, "multiline": several_lines, "max_length": most}
    known = cut(clean(value or "", addresses=True).strip(), most)
    return made | ({"initial_value": known} if known else {})


def _number(name: str, value: Decimal | float | None, least: float, most: float) -> Element:
    made: Element = {
        "type": "number_input",
        "action_id": name,
        "is_decimal_allowed": True,
        "min_value": f"{least:g}",
        "max_value": f"{most:.0f}",
    }
    return made | (
        {"initial_value": format(Decimal(str(value)).normalize(), "f")}
        if value is not None and least <= value <= most
        else {}
    )


def _one(name: str, options: Sequence[Element], chosen: str | None) -> Element:
    made: Element = {"type": "static_select", "action_id": name, "options": list(options)}
    first = [entry for entry in options if entry["value"] == chosen]
    return made | ({"initial_option": first[0]} if first else {})


def _radio(name: str, options: Sequence[Element]) -> Element:
    return {"type": "radio_buttons", "action_id": name, "options": list(options)}


def _several(name: str, tags: Sequence[str], chosen: Sequence[str]) -> Element:
    options = [option(facts.language(tag), tag) for tag in tags]
    made: Element = {"type": "multi_static_select", "action_id": name, "options": options}
    first = [entry for entry in options if entry["value"] in chosen]
    return made | ({"initial_options": first} if first else {})
