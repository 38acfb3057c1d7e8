"""Layout blocks: what each is made of and on which surfaces it may stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tests.slack_simulator.blocks import tables
from tests.slack_simulator.blocks.checks import (
    Check,
    Path,
    Report,
    Rule,
    by_type,
    choice,
    listed,
    never_both,
    one_of,
    shape,
    string,
    truth,
    url,
)
from tests.slack_simulator.blocks.elements import (
    ELEMENTS,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    image,
    url_source,
)
from tests.slack_simulator.blocks.objects import plain, slack_file, text
from tests.slack_simulator.blocks.rich_text import RICH_TEXT, rich_text

ANYWHERE = ("message", "modal", "home")


def _block(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *rules: Rule) -> Check:
    return shape(required, {"block_id": string(255), **(optional or {})}, *rules)


def _elements(allowed: Iterable[str], most: int) -> Check:
    return listed(by_type(ELEMENTS, allowed), most=most)


def _only_in_a_modal(value: dict[str, Any], path: Path, report: Report) -> None:
    element = value.get("element")
    if report.surface != "modal" and isinstance(element, dict) and element.get("type") == "file_input":
        report.add((*path, "element", "type"), "file_input may stand in a modal only")


def _collapses(value: dict[str, Any], path: Path, report: Report) -> None:
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        report.add((*path, "default_collapsed"), "needs is_collapsible")
    if value.get("has_header_divider") and value.get("is_collapsible"):
        report.add((*path, "has_header_divider"), "does not go with is_collapsible")


def _tasks_differ(value: dict[str, Any], path: Path, report: Report) -> None:
    tasks = value.get("tasks")
    names = [task.get("task_id") for task in tasks if isinstance(task, dict)] if isinstance(tasks, list) else []
    for index, name in enumerate(names):
        if name in names[:index]:
            report.add((*path, "tasks", index, "task_id"), "stands twice")


_task = {"task_id": string(), "title": string()}
_task_more = {
    "details": rich_text,
    "output": rich_text,
    "sources": listed(by_type({"url": url_source}), least=0),
    "status": choice("pending", "in_progress", "complete", "error"),
}
_icon = shape({"name": string()})
_images = by_type({"image": image})

BLOCKS: dict[str, Check] = {
    "section": _block(
        {},
        {
            "text": text(3000),
            "fields": listed(text(2000), most=10),
            "accessory": by_type(ELEMENTS, IN_SECTION),
            "expand": truth,
        },
        one_of("text", "fields"),
    ),
    "divider": _block({}),
    "image": _block(
        {"alt_text": string(2000)},
        {"image_url": url(), "slack_file": slack_file, "title": plain(2000)},
        one_of("image_url", "slack_file"),
        never_both("image_url", "slack_file"),
    ),
    "actions": _block({"elements": _elements(IN_ACTIONS, 25)}),
    "context": _block({"elements": _elements(IN_CONTEXT, 10)}),
    "context_actions": _block({"elements": _elements(IN_CONTEXT_ACTIONS, 5)}),
    "input": _block(
        {"label": plain(2000), "element": by_type(ELEMENTS, IN_INPUT)},
        {"hint": plain(2000), "optional": truth, "dispatch_action": truth},
        _only_in_a_modal,
    ),
    "file": _block({"external_id": string(), "source": choice("remote")}),
    "header": _block({"text": plain(150)}),
    "markdown": _block({"text": string(12000)}),
    "video": _block(
        {"alt_text": string(2000), "title": plain(200), "thumbnail_url": url(), "video_url": url()},
        {
            "author_name": string(50),
            "description": plain(200),
            "provider_name": string(50),
            "provider_icon_url": url(2000),
            "title_url": url(2000),
        },
    ),
    "rich_text": RICH_TEXT,
    "table": tables.TABLE,
    "data_table": tables.DATA_TABLE,
    "data_visualization": tables.DATA_VISUALIZATION,
    "task_card": _block(_task, _task_more),
    "plan": _block({"title": string()}, {"tasks": listed(_block(_task, _task_more), least=0, most=50)}, _tasks_differ),
    "alert": _block({"text": text(200)}, {"level": choice("default", "info", "warning", "error", "success")}),
    "card": _block(
        {},
        {
            "hero_image": _images,
            "icon": _images,
            "slack_icon": by_type({"icon": _icon}),
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "actions": _elements(["button"], 3),
        },
        one_of("hero_image", "title", "actions", "body"),
        never_both("icon", "slack_icon"),
    ),
}
BLOCKS["carousel"] = _block({"elements": listed(by_type(BLOCKS, ["card"]), most=10)})
IN_CONTAINER = [
    "section",
    "divider",
    "image",
    "actions",
    "context",
    "header",
    "rich_text",
    "table",
    "data_table",
    "data_visualization",
    "markdown",
    "video",
    "card",
]
BLOCKS["container"] = _block(
    {"child_blocks": listed(by_type(BLOCKS, IN_CONTAINER), most=10)},
    {
        "title": plain(150),
        "rich_text_title": rich_text,
        "subtitle": text(150),
        "width": choice("narrow", "standard", "wide", "full"),
        "icon": _images,
        "is_collapsible": truth,
        "default_collapsed": truth,
        "has_header_divider": truth,
    },
    one_of("title", "rich_text_title"),
    _collapses,
)

SURFACES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(BLOCKS, ANYWHERE),
    **dict.fromkeys(
        (
            "context_actions",
            "file",
            "markdown",
            "table",
            "data_table",
            "data_visualization",
            "task_card",
            "plan",
            "container",
        ),
        ("message",),
    ),
    **dict.fromkeys(("card", "carousel"), ("message", "home")),
    "alert": ("modal",),
}
