"""What people fill in: elements, the values they take, and the state that Slack reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.slack_simulator.refusal import CannotDo

Json = dict[str, Any]
SINGLE = {
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
}
MANY = {name for name, (field, _) in SINGLE.items() if field.endswith("s")}


def elements_of(block: Json) -> list[Json]:
    """The interactive elements that stand right in a block."""
    if block.get("type") in ("rich_text", "carousel", "container", "context"):
        return []
    single = [block[name] for name in ("accessory", "element") if name in block]
    several = [one for name in ("elements", "actions") for one in block.get(name) or []]
    return single + several


def walk(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block, in containers and carousels too."""
    for block in blocks:
        for element in elements_of(block):
            yield block, element
        for name in ("child_blocks", "elements"):
            if block.get("type") in ("container", "carousel"):
                yield from walk(block.get(name) or [])


def initial_state(blocks: list[Json], before: Json | None = None) -> Json:
    """The state of everything that holds a value: as it was before where ids are the same, else its initial value."""
    values: Json = {}
    for block, element in walk(blocks):
        kind = element.get("type")
        if kind in SINGLE:
            field, initial = SINGLE[kind]
            kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
            fresh = {"type": kind, field: element.get(initial, [] if kind in MANY else None)}
            same = kept is not None and kept["type"] == kind
            values.setdefault(block["block_id"], {})[element["action_id"]] = kept if same else fresh
    return values


def find_element(blocks: list[Json], action_id: str) -> tuple[Json, Json]:
    """The element of that action id and its block.

    Raises:
        CannotDo: it is not there.
    """
    for block, element in walk(blocks):
        if element.get("action_id") == action_id:
            return block, element
    there = [element.get("action_id") for _, element in walk(blocks)]
    raise CannotDo(f"There is no element {action_id!r}; there are {there}.")


def _option(element: Json, value: Any) -> Json:
    if isinstance(value, dict):
        return value
    groups = element.get("option_groups") or []
    options = (element.get("options") or []) + [one for group in groups for one in group["options"]]
    for option in options:
        if value in (option["value"], option["text"]["text"]):
            return dict(option)
    raise CannotDo(f"{value!r} is not among {[option['value'] for option in options]}.")


def _fits(element: Json, value: Any) -> Any:
    """A typed value, within the lengths that the element sets."""
    text = str(value)
    if element["type"] == "plain_text_input":
        if len(text) > element.get("max_length", 3000):
            raise CannotDo("The field does not take so many characters.")
        if "\n" in text and not element.get("multiline"):
            raise CannotDo("The field takes a single line.")
    return text


def entered(element: Json, value: Any) -> Json:
    """The element's state once somebody has chosen or typed a value; None empties it.

    Raises:
        CannotDo: the element does not take that value.
    """
    kind = element["type"]
    field, _ = SINGLE[kind]
    if value is None:
        taken: Any = [] if kind in MANY else None
    elif field == "selected_option":
        taken = _option(element, value)
    elif field == "selected_options":
        taken = [_option(element, one) for one in value]
        if len(taken) > element.get("max_selected_items", len(taken)):
            raise CannotDo(f"At most {element['max_selected_items']} may be chosen.")
    else:
        taken = _fits(element, value) if field == "value" else value
    return {"type": kind, field: taken}


def acted(element: Json, value: Any) -> Json:
    """What `actions` reports of a press or a choice.

    Raises:
        CannotDo: the element does not offer that.
    """
    kind = element["type"]
    if kind in SINGLE:
        return entered(element, value)
    if kind == "overflow":
        return {"type": kind, "selected_option": _option(element, value)}
    if kind == "feedback_buttons":
        buttons = [element["positive_button"], element["negative_button"]]
        pressed = next((one for one in buttons if value in (one["value"], one["text"]["text"])), None)
        if pressed is None:
            raise CannotDo(f"{value!r} is neither of the two buttons.")
        return {"type": kind, "text": pressed["text"], "value": pressed["value"]}
    if value is not None and value != element.get("value"):
        raise CannotDo(f"The button's value is {element.get('value')!r}, not {value!r}.")
    told: Json = {name: element[name] for name in ("text", "value") if name in element}
    return {"type": kind} | told


def missing_inputs(view: Json) -> list[str]:
    """Labels of the inputs that have to be filled and are not: Slack does not submit such a view."""
    missing = []
    for block in view["blocks"]:
        if block["type"] != "input" or block.get("optional"):
            continue
        element = block["element"]
        held = view["state"]["values"][block["block_id"]][element["action_id"]]
        value = held[SINGLE[element["type"]][0]]
        short = element["type"] == "plain_text_input" and len(value or "") < element.get("min_length", 0)
        if value in (None, "", []) or short:
            missing.append(block["label"]["text"])
    return missing
