"""Block elements: buttons, menus, pickers and inputs."""

from __future__ import annotations

from collections.abc import Mapping

from tests.slack_simulator.blocks.checks import (
    Check,
    Rule,
    choice,
    listed,
    never_both,
    one_of,
    ordered,
    shape,
    string,
    truth,
    url,
    whole,
)
from tests.slack_simulator.blocks.objects import (
    chosen_among_options,
    confirm,
    conversation_filter,
    dispatch_action_config,
    option,
    option_group,
    option_of_boxes,
    option_of_overflow,
    option_values_differ,
    plain,
    slack_file,
    workflow,
)

DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
TIME = r"([01]\d|2[0-3]):[0-5]\d"


def _interactive(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule) -> Check:
    return shape(required, {"action_id": string(255), **optional}, *rules)


def _field(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule) -> Check:
    """What a person fills in: it may take the focus and show a placeholder."""
    return _interactive(required, {"focus_on_load": truth, "placeholder": plain(150), **optional}, *rules)


_options = {"options": listed(option, most=100), "option_groups": listed(option_group, most=100)}
_one_kind = (one_of("options", "option_groups"), never_both("options", "option_groups"))
_many = {"max_selected_items": whole(1)}
_conversations = {
    "default_to_current_conversation": truth,
    "filter": conversation_filter,
    "confirm": confirm,
}
_query = {"min_query_length": whole(0), "confirm": confirm}
_boxes = {"options": listed(option_of_boxes, most=10)}
_named_user = string(pattern=r"[UW][A-Z0-9]+")
_named_channel = string(pattern=r"[CDG][A-Z0-9]+")
_feedback = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
_button_look = {"style": choice("primary", "danger"), "accessibility_label": string(75)}

image = shape(
    {"alt_text": string(2000)},
    {"image_url": url(), "slack_file": slack_file},
    one_of("image_url", "slack_file"),
    never_both("image_url", "slack_file"),
)
url_source = shape({"url": url(), "text": string()})

ELEMENTS: dict[str, Check] = {
    "button": _interactive(
        {"text": plain(75)},
        {"url": url(), "value": string(2000), "confirm": confirm, "agent_prompt": string(4000), **_button_look},
    ),
    "workflow_button": _interactive({"text": plain(75), "workflow": workflow}, _button_look),
    "icon_button": _interactive(
        {"icon": choice("trash"), "text": plain(75)},
        {
            "accessibility_label": string(75),
            "value": string(2000),
            "visible_to_user_ids": listed(_named_user, most=10),
            "confirm": confirm,
        },
    ),
    "feedback_buttons": _interactive({"positive_button": _feedback, "negative_button": _feedback}, {}),
    "overflow": _interactive(
        {"options": listed(option_of_overflow, most=5)}, {"confirm": confirm}, option_values_differ
    ),
    "checkboxes": _interactive(
        _boxes,
        {"initial_options": listed(option_of_boxes), "confirm": confirm, "focus_on_load": truth},
        chosen_among_options,
        option_values_differ,
    ),
    "radio_buttons": _interactive(
        _boxes,
        {"initial_option": option_of_boxes, "confirm": confirm, "focus_on_load": truth},
        chosen_among_options,
        option_values_differ,
    ),
    "datepicker": _field({}, {"initial_date": string(pattern=DATE), "confirm": confirm}),
    "timepicker": _field({}, {"initial_time": string(pattern=TIME), "confirm": confirm, "timezone": string()}),
    "datetimepicker": _interactive(
        {}, {"initial_date_time": whole(10**9, 10**10 - 1), "confirm": confirm, "focus_on_load": truth}
    ),
    "static_select": _field(
        {}, {**_options, "initial_option": option, "confirm": confirm}, *_one_kind, chosen_among_options
    ),
    "multi_static_select": _field(
        {},
        {**_options, **_many, "initial_options": listed(option), "confirm": confirm},
        *_one_kind,
        chosen_among_options,
    ),
    "external_select": _field({}, {"initial_option": option, **_query}),
    "multi_external_select": _field({}, {"initial_options": listed(option), **_query, **_many}),
    "users_select": _field({}, {"initial_user": _named_user, "confirm": confirm}),
    "multi_users_select": _field({}, {"initial_users": listed(_named_user), "confirm": confirm, **_many}),
    "conversations_select": _field(
        {}, {"initial_conversation": _named_channel, "response_url_enabled": truth, **_conversations}
    ),
    "multi_conversations_select": _field(
        {}, {"initial_conversations": listed(_named_channel), **_conversations, **_many}
    ),
    "channels_select": _field(
        {}, {"initial_channel": _named_channel, "response_url_enabled": truth, "confirm": confirm}
    ),
    "multi_channels_select": _field({}, {"initial_channels": listed(_named_channel), "confirm": confirm, **_many}),
    "plain_text_input": _field(
        {},
        {
            "initial_value": string(3000, shortest=0),
            "multiline": truth,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
            "dispatch_action_config": dispatch_action_config,
        },
        ordered("min_length", "max_length"),
    ),
    "email_text_input": _field({}, {"initial_value": string(), "dispatch_action_config": dispatch_action_config}),
    "url_text_input": _field({}, {"initial_value": url(), "dispatch_action_config": dispatch_action_config}),
    "number_input": _field(
        {"is_decimal_allowed": truth},
        {
            "initial_value": string(pattern=r"-?\d+(\.\d+)?"),
            "min_value": string(pattern=r"-?\d+(\.\d+)?"),
            "max_value": string(pattern=r"-?\d+(\.\d+)?"),
            "dispatch_action_config": dispatch_action_config,
        },
    ),
    "file_input": _interactive({}, {"filetypes": listed(string()), "max_files": whole(1, 10)}),
    "image": image,
    "plain_text": shape({"text": string(3000)}, {"emoji": truth}),
    "mrkdwn": shape({"text": string(3000)}, {"verbatim": truth}),
}
MENUS = [name for name in ELEMENTS if name.endswith("_select")]
PICKERS = ["datepicker", "timepicker"]
BOXES = ["checkboxes", "radio_buttons"]
TEXTS = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"]
IN_SECTION = ["button", "workflow_button", "overflow", "image", *BOXES, *PICKERS, *MENUS]
IN_ACTIONS = ["button", "workflow_button", "overflow", "rich_text_input", "datetimepicker", *BOXES, *PICKERS, *MENUS]
IN_INPUT = [*TEXTS, "file_input", "datetimepicker", *BOXES, *PICKERS, *MENUS]
IN_CONTEXT = ["image", "plain_text", "mrkdwn"]
IN_CONTEXT_ACTIONS = ["feedback_buttons", "icon_button"]
