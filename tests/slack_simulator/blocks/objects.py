"""Composition objects: texts, options, confirmations and what else elements are made of."""

from __future__ import annotations

from typing import Any

from tests.slack_simulator.blocks.checks import (
    Check,
    Path,
    Report,
    by_type,
    choice,
    listed,
    one_of,
    shape,
    string,
    truth,
    url,
)


def plain(longest: int) -> Check:
    """A plain_text object."""
    return by_type({"plain_text": _plain(longest), "mrkdwn": _mrkdwn(longest)}, ["plain_text"])


def text(longest: int = 3000) -> Check:
    """A plain_text or mrkdwn object."""
    return by_type({"plain_text": _plain(longest), "mrkdwn": _mrkdwn(longest)})


def _plain(longest: int) -> Check:
    return shape({"text": string(longest)}, {"emoji": truth})


def _mrkdwn(longest: int) -> Check:
    return shape({"text": string(longest)}, {"verbatim": truth})


confirm = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
_option_fields = {"value": string(150)}
option = shape({"text": plain(75), **_option_fields}, {"description": plain(75)})
option_of_boxes = shape({"text": text(75), **_option_fields}, {"description": text(75)})
option_of_overflow = shape({"text": plain(75), **_option_fields}, {"description": plain(75), "url": url()})
option_group = shape({"label": plain(75), "options": listed(option, most=100)})

slack_file = shape({}, {"id": string(), "url": url()}, one_of("id", "url"))
dispatch_action_config = shape(
    {"trigger_actions_on": listed(choice("on_enter_pressed", "on_character_entered"), most=2)}
)
conversation_filter = shape(
    {},
    {
        "include": listed(choice("im", "mpim", "private", "public")),
        "exclude_external_shared_channels": truth,
        "exclude_bot_users": truth,
    },
    one_of("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
_parameter = shape({"name": string(), "value": string()})
workflow = shape({"trigger": shape({"url": url()}, {"customizable_input_parameters": listed(_parameter)})})


def _items(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def chosen_among_options(value: dict[str, Any], path: Path, report: Report) -> None:
    """What is chosen at first is one of the options, to the letter."""
    offered = _items(value.get("options"))
    offered += [one for group in _items(value.get("option_groups")) for one in _items(group.get("options"))]
    for name in ("initial_option", "initial_options"):
        chosen = value.get(name)
        if chosen is not None and any(one not in offered for one in (chosen if isinstance(chosen, list) else [chosen])):
            report.add((*path, name), "is not among the options")


def option_values_differ(value: dict[str, Any], path: Path, report: Report) -> None:
    """No two options of one element share a value."""
    seen: list[Any] = []
    for index, one in enumerate(_items(value.get("options"))):
        if one.get("value") in seen:
            report.add((*path, "options", index, "value"), "stands twice")
        seen.append(one.get("value"))
