"""Blocks that Slack takes, and blocks that it does not, each with why."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str = "a") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "a") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), "action_id": "go", **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str = "v", **more: Any) -> Json:
    return {"text": plain(), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(f"v{index}") for index in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(2), **more}


def input_(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": {"action_id": "say", **element}, **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements) or [rich_section()]}


def rich_section(*pieces: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(pieces) or [{"type": "text", "text": "a"}]}


def cell(text: str = "a") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: int = 2, columns: int = 2, **more: Any) -> Json:
    return {"type": "table", "rows": [[cell() for _ in range(columns)] for _ in range(rows)], **more}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a", **more}


def card(**more: Any) -> Json:
    return {"type": "card", "title": mrkdwn(), **more}


def feedback(**more: Any) -> Json:
    side = {"text": plain(), "value": "good"}
    return {"type": "feedback_buttons", "action_id": "rate", "positive_button": side, "negative_button": side, **more}


def bars(labels: list[str], categories: list[str]) -> Json:
    series = {"name": "hours", "data": [{"label": label, "value": 1} for label in labels]}
    chart = {"type": "bar", "series": [series], "axis_config": {"categories": categories}}
    return {"type": "data_visualization", "title": "Hours", "chart": chart}


CONFIRM = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()}
URL = "https://example.org/"
TASK = {"type": "task_card", "task_id": "t1", "title": "Look", "status": "in_progress"}

VALID_MESSAGES: dict[str, list[Json]] = {
    "a section with text": [section(text=mrkdwn("x" * 3000))],
    "a section with ten fields": [{"type": "section", "fields": [plain("x" * 2000)] * 10}],
    "a section with a button": [section(accessory=button(value="v" * 2000, style="primary", confirm=CONFIRM))],
    "a section with an overflow menu": [section(accessory={"type": "overflow", "options": [option(url=URL)]})],
    "a divider": [{"type": "divider"}],
    "an image with a title": [image(title=plain("x" * 2000))],
    "an image from a file": [{"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a"}],
    "25 buttons": [actions(*(button(action_id=f"go{index}") for index in range(25)))],
    "one action id in two blocks": [actions(button()), actions(button())],
    "a menu of 100 options": [actions(select(options=options(100)))],
    "a menu with groups": [actions(select(options=None, option_groups=[{"label": plain(), "options": options(2)}]))],
    "a menu with its first choice": [actions(select(initial_option=option("v1")))],
    "pickers": [actions({"type": "datepicker", "initial_date": "2026-02-28"}, {"type": "timepicker"})],
    "context": [{"type": "context", "elements": [mrkdwn(), plain(), image()]}],
    "feedback buttons": [
        {"type": "context_actions", "elements": [feedback(), {**button(), "type": "icon_button", "icon": "trash"}]}
    ],
    "a header": [{"type": "header", "text": plain("x" * 150)}],
    "markdown": [{"type": "markdown", "text": "x" * 12_000}],
    "an input in a message": [input_({"type": "plain_text_input"}, dispatch_action=True)],
    "rich text": [
        rich(
            rich_section({"type": "link", "url": URL, "style": {"bold": True}}, {"type": "user", "user_id": "U1"}),
            {"type": "rich_text_list", "style": "bullet", "elements": [rich_section()], "indent": 8},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a"}], "border": 1},
            {"type": "rich_text_quote", "elements": [{"type": "emoji", "name": "wave"}]},
        )
    ],
    "a table of 100 rows and 20 columns": [
        table(100, 20, column_settings=[None, {"align": "right", "is_wrapped": True}])
    ],
    "numbers and rich text in a table": [
        {"type": "table", "rows": [[{"type": "raw_number", "value": 1, "text": "1"}, rich()]]}
    ],
    "a data table": [{"type": "data_table", "caption": "c", "rows": [[cell()], [rich()]], "page_size": 100}],
    "bars": [bars(["a", "b"], ["a", "b"])],
    "a task": [{**TASK, "sources": [{"type": "url", "url": URL, "text": "a"}], "details": rich()}],
    "a plan": [{"type": "plan", "title": "Plan", "tasks": [TASK, {**TASK, "task_id": "t2"}]}],
    "a carousel": [{"type": "carousel", "elements": [card(actions=[button()], hero_image=image()), card()]}],
    "a container": [
        {"type": "container", "title": plain(), "child_blocks": [section(), table()], "is_collapsible": True}
    ],
    "a video": [{"type": "video", "alt_text": "a", "title": plain(), "thumbnail_url": URL, "video_url": URL}],
    "50 blocks": [{"type": "divider"}] * 50,
}

INVALID_MESSAGES: dict[str, tuple[list[Any], str]] = {
    "no blocks": ([], "blocks: fewer than 1 items"),
    "51 blocks": ([{"type": "divider"}] * 51, "blocks: more than 50 items"),
    "no object": (["a"], "blocks[0]: must be an object"),
    "no type": ([{"text": mrkdwn()}], "blocks[0].type: is missing"),
    "an unknown type": ([{"type": "banner"}], "blocks[0].type: is not a known type"),
    "an unknown field": ([section(colour="red")], "blocks[0].colour: is not a field of this object"),
    "a section without content": ([{"type": "section"}], "blocks[0]: needs text or fields"),
    "empty text": ([section(text=mrkdwn(""))], "blocks[0].text.text: shorter than 1"),
    "text of 3001": ([section(text=mrkdwn("x" * 3001))], "blocks[0].text.text: longer than 3000"),
    "a field of 2001": ([section(fields=[plain("x" * 2001)])], "blocks[0].fields[0].text: longer than 2000"),
    "11 fields": ([section(fields=[plain()] * 11)], "blocks[0].fields: more than 10 items"),
    "text as a string": ([section(text="hello")], "blocks[0].text: must be an object"),
    "a block id of 256": ([section(block_id="x" * 256)], "blocks[0].block_id: longer than 255"),
    "a block id twice": ([section(block_id="x"), section(block_id="x")], "blocks[1].block_id: stands twice"),
    "mrkdwn on a button": (
        [actions(button(text=mrkdwn()))],
        "blocks[0].elements[0].text.type: mrkdwn may not stand here",
    ),
    "a button of 76": ([actions(button(text=plain("x" * 76)))], "blocks[0].elements[0].text.text: longer than 75"),
    "a value of 2001": ([actions(button(value="x" * 2001))], "blocks[0].elements[0].value: longer than 2000"),
    "a url of 3001": ([actions(button(url=URL + "x" * 3000))], "blocks[0].elements[0].url: longer than 3000"),
    "no web address": (
        [actions(button(url="javascript:x"))],
        r"blocks[0].elements[0].url: does not look like https?://\S+",
    ),
    "a style that is none": (
        [actions(button(style="green"))],
        "blocks[0].elements[0].style: must be one of primary, danger",
    ),
    "an action id of 256": ([actions(button(action_id="x" * 256))], "blocks[0].elements[0].action_id: longer than 255"),
    "an action id twice": ([actions(button(), button())], "blocks[0].elements[1].action_id: stands twice in its block"),
    "26 buttons": ([actions(*[button(action_id=str(n)) for n in range(26)])], "blocks[0].elements: more than 25 items"),
    "no element": ([actions()], "blocks[0].elements: fewer than 1 items"),
    "a text input in actions": (
        [actions({"type": "plain_text_input", "action_id": "a"})],
        "blocks[0].elements[0].type: plain_text_input may not stand here",
    ),
    "a button in context": (
        [{"type": "context", "elements": [button()]}],
        "blocks[0].elements[0].type: button may not stand here",
    ),
    "11 in context": ([{"type": "context", "elements": [mrkdwn()] * 11}], "blocks[0].elements: more than 10 items"),
    "101 options": ([actions(select(options=options(101)))], "blocks[0].elements[0].options: more than 100 items"),
    "options and groups": (
        [actions(select(option_groups=[{"label": plain(), "options": options(1)}]))],
        "blocks[0].elements[0]: takes options or option_groups, not both",
    ),
    "a menu of nothing": ([actions(select(options=None))], "blocks[0].elements[0]: needs options or option_groups"),
    "a first choice from elsewhere": (
        [actions(select(initial_option=option("other")))],
        "blocks[0].elements[0].initial_option: is not among the options",
    ),
    "an option of 76": (
        [actions(select(options=[option(text=plain("x" * 76))]))],
        "blocks[0].elements[0].options[0].text.text: longer than 75",
    ),
    "an option's value of 151": (
        [actions(select(options=[option("x" * 151)]))],
        "blocks[0].elements[0].options[0].value: longer than 150",
    ),
    "a url in a select": (
        [actions(select(options=[option(url=URL)]))],
        "blocks[0].elements[0].options[0].url: is not a field of this object",
    ),
    "six in an overflow menu": (
        [section(accessory={"type": "overflow", "options": options(6)})],
        "blocks[0].accessory.options: more than 5 items",
    ),
    "eleven boxes": (
        [actions({"type": "checkboxes", "options": options(11)})],
        "blocks[0].elements[0].options: more than 10 items",
    ),
    "a placeholder of 151": (
        [actions(select(placeholder=plain("x" * 151)))],
        "blocks[0].elements[0].placeholder.text: longer than 150",
    ),
    "a confirmation without deny": (
        [actions(button(confirm={**CONFIRM, "deny": None}))],
        "blocks[0].elements[0].confirm.deny: is missing",
    ),
    "a day that is none": (
        [actions({"type": "datepicker", "initial_date": "2026-13-01"})],
        r"blocks[0].elements[0].initial_date: does not look like \d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    ),
    "a header in mrkdwn": ([{"type": "header", "text": mrkdwn()}], "blocks[0].text.type: mrkdwn may not stand here"),
    "a header of 151": ([{"type": "header", "text": plain("x" * 151)}], "blocks[0].text.text: longer than 150"),
    "an image without words": ([{"type": "image", "image_url": URL}], "blocks[0].alt_text: is missing"),
    "an image of two sources": (
        [image(slack_file={"id": "F1"})],
        "blocks[0]: takes image_url or slack_file, not both",
    ),
    "12,001 of markdown": ([{"type": "markdown", "text": "x" * 12_001}], "blocks[0].text: longer than 12000"),
    "12,001 of markdown in two": (
        [{"type": "markdown", "text": "x" * 6_001}, {"type": "markdown", "text": "x" * 6_000}],
        "blocks: more than 12000 characters of markdown in all",
    ),
    "two tables": ([table(), table()], "blocks: more than 1 table"),
    "a second table in a container": (
        [table(), {"type": "container", "title": plain(), "child_blocks": [table()]}],
        "blocks: more than 1 table",
    ),
    "101 rows": ([table(101)], "blocks[0].rows: more than 100 items"),
    "21 columns": ([table(1, 21)], "blocks[0].rows[0]: more than 20 items"),
    "an empty cell": ([{"type": "table", "rows": [[cell("")]]}], "blocks[0].rows[0][0].text: shorter than 1"),
    "mrkdwn in a cell": ([{"type": "table", "rows": [[mrkdwn()]]}], "blocks[0].rows[0][0].type: is not a known type"),
    "a data table with a ragged row": (
        [{"type": "data_table", "caption": "c", "rows": [[cell(), cell()], [cell()]]}],
        "blocks[0].rows[1]: has 1 cells where the first row has 2",
    ),
    "labels that are no categories": (
        [bars(["a"], ["b"])],
        "blocks[0].chart.series[0].data: its labels are not the categories of the axis",
    ),
    "an alert in a message": ([{"type": "alert", "text": plain()}], "blocks[0].type: alert may not stand in a message"),
    "a file input in a message": (
        [input_({"type": "file_input"})],
        "blocks[0].element.type: file_input may stand in a modal only",
    ),
    "a button as input": ([input_(button())], "blocks[0].element.type: button may not stand here"),
    "a task without a state that is known": (
        [{**TASK, "status": "done"}],
        "blocks[0].status: must be one of pending, in_progress, complete, error",
    ),
    "one task twice": (
        [{"type": "plan", "title": "P", "tasks": [TASK, TASK]}],
        "blocks[0].tasks[1].task_id: stands twice",
    ),
    "an empty card": (
        [{"type": "card", "subtitle": plain()}],
        "blocks[0]: needs hero_image or title or actions or body",
    ),
    "a card with four buttons": (
        [card(actions=[button(action_id=str(n)) for n in range(4)])],
        "blocks[0].actions: more than 3 items",
    ),
    "a card of 201": ([card(body=plain("x" * 201))], "blocks[0].body.text: longer than 200"),
    "eleven cards": ([{"type": "carousel", "elements": [card()] * 11}], "blocks[0].elements: more than 10 items"),
    "a section in a carousel": (
        [{"type": "carousel", "elements": [section()]}],
        "blocks[0].elements[0].type: section may not stand here",
    ),
    "a container without a title": (
        [{"type": "container", "child_blocks": [section()]}],
        "blocks[0]: needs title or rich_text_title",
    ),
    "a container in a container": (
        [{"type": "container", "title": plain(), "child_blocks": [{"type": "container"}]}],
        "blocks[0].child_blocks[0].type: container may not stand here",
    ),
    "a collapsed container that cannot": (
        [{"type": "container", "title": plain(), "child_blocks": [section()], "default_collapsed": True}],
        "blocks[0].default_collapsed: needs is_collapsible",
    ),
    "a list of bare text": (
        [rich({"type": "rich_text_list", "style": "bullet", "elements": [{"type": "text", "text": "a"}]})],
        "blocks[0].elements[0].elements[0].type: is not a known type",
    ),
    "an indent of nine": (
        [rich({"type": "rich_text_list", "style": "bullet", "elements": [rich_section()], "indent": 9})],
        "blocks[0].elements[0].indent: more than 8",
    ),
    "true as a number": (
        [rich({"type": "rich_text_quote", "elements": [], "border": True})],
        "blocks[0].elements[0].border: must be a whole number",
    ),
    "an icon that is unknown": (
        [{"type": "context_actions", "elements": [{**button(), "type": "icon_button", "icon": "star"}]}],
        "blocks[0].elements[0].icon: must be one of trash",
    ),
    "feedback in actions": ([actions(feedback())], "blocks[0].elements[0].type: feedback_buttons may not stand here"),
}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": list(blocks) or [section()], **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section()], **more}


TEXT_INPUT = {"type": "plain_text_input"}
VALID_VIEWS: dict[str, Json] = {
    "a modal": modal(title=plain("x" * 24), private_metadata="x" * 3000),
    "a form": modal(input_(TEXT_INPUT, hint=plain(), optional=True), submit=plain()),
    "an alert": modal({"type": "alert", "text": mrkdwn(), "level": "warning"}),
    "a file": modal(input_({"type": "file_input", "max_files": 10, "filetypes": ["csv"]}), submit=plain()),
    "a number": modal(input_({"type": "number_input", "is_decimal_allowed": False, "min_value": "0"}), submit=plain()),
    "100 blocks": modal(*[{"type": "divider"}] * 100),
    "a Home tab": home(actions(button()), {"type": "carousel", "elements": [card()]}, callback_id="home"),
}
INVALID_VIEWS: dict[str, tuple[Any, str]] = {
    "no view": ("modal", "view: must be an object"),
    "a view of another type": ({"type": "dialog"}, "view.type: must be one of modal, home"),
    "a title of 25": (modal(title=plain("x" * 25)), "view.title.text: longer than 24"),
    "a title in mrkdwn": (modal(title=mrkdwn()), "view.title.type: mrkdwn may not stand here"),
    "no title": (modal(title=None), "view.title: is missing"),
    "a form without submit": (modal(input_(TEXT_INPUT)), "view.submit: is needed where a modal has input blocks"),
    "metadata of 3001": (modal(private_metadata="x" * 3001), "view.private_metadata: longer than 3000"),
    "a callback id of 256": (modal(callback_id="x" * 256), "view.callback_id: longer than 255"),
    "101 blocks": (modal(*[{"type": "divider"}] * 101), "view.blocks: more than 100 items"),
    "markdown": (modal({"type": "markdown", "text": "a"}), "view.blocks[0].type: markdown may not stand in a modal"),
    "a table in a Home tab": (home(table()), "view.blocks[0].type: table may not stand in a home"),
    "an alert in a Home tab": (
        home({"type": "alert", "text": plain()}),
        "view.blocks[0].type: alert may not stand in a home",
    ),
    "a Home tab with a title": (home(title=plain()), "view.title: is not a field of this object"),
    "a shortest above the longest": (
        modal(input_({**TEXT_INPUT, "min_length": 9, "max_length": 3}), submit=plain()),
        "view.blocks[0].element.min_length: more than max_length",
    ),
    "two that take the focus": (
        modal(*[input_({**TEXT_INPUT, "focus_on_load": True}) for _ in range(2)], submit=plain()),
        "view.blocks: more than one element takes the focus",
    ),
}
