"""Messages, modals and Home tabs as wholes: counts, names that may stand once, and sums of lengths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.slack_simulator.blocks.checks import (
    Finding,
    Path,
    Report,
    by_type,
    choice,
    listed,
    shape,
    string,
    truth,
)
from tests.slack_simulator.blocks.layout import BLOCKS, SURFACES
from tests.slack_simulator.blocks.objects import plain

MARKDOWN_IN_ALL = 12_000
DATA_TABLES_IN_ALL = 20_000
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_OF_A_TYPE = {"table": 1, "data_visualization": 2}
SEEN = ("text", "title", "subtitle", "body", "subtext", "caption", "label", "hint", "description", "alt_text")

_view = {"blocks": listed(by_type(BLOCKS))}
_kept = {
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255),
    "external_id": string(255, shortest=0),
}
_words = {"close": plain(24), "submit": plain(24)}
_modal = shape(
    {**_view, "title": plain(24)},
    {
        **_kept,
        **_words,
        "clear_on_close": truth,
        "notify_on_close": truth,
        "submit_disabled": truth,
    },
)
_home = shape(_view, {**_kept, "type": choice("home")})


def check_message(blocks: Any) -> list[Finding]:
    """What is wrong with the blocks of a message; an empty list where nothing is."""
    report = Report("message")
    listed(by_type(BLOCKS))(blocks, ("blocks",), report)
    _check_together(blocks, ("blocks",), report)
    return report.findings


def check_view(view: Any) -> list[Finding]:
    """What is wrong with a modal or a Home tab; paths begin at the view."""
    if not isinstance(view, dict):
        return [Finding(("view",), "must be an object")]
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [Finding(("view", "type"), "must be one of modal, home")]
    report = Report(kind)
    (_modal if kind == "modal" else _home)(view, ("view",), report)
    blocks = view.get("blocks")
    _check_together(blocks, ("view", "blocks"), report)
    if kind == "modal" and not view.get("submit") and any(_kind(block) == "input" for block in _dicts(blocks)):
        report.add(("view", "submit"), "is needed where a modal has input blocks")
    return report.findings


def visible_length(blocks: Any) -> int:
    """How many characters of text all these blocks show."""
    if isinstance(blocks, list):
        return sum(map(visible_length, blocks))
    if not isinstance(blocks, dict):
        return 0
    own = sum(len(value) for name, value in blocks.items() if name in SEEN and isinstance(value, str))
    return own + sum(visible_length(value) for value in blocks.values() if isinstance(value, dict | list))


def view_size(view: Any) -> int:
    """Bytes of a view as JSON."""
    return len(json.dumps(view, ensure_ascii=False).encode())


def _dicts(values: Any) -> Iterator[dict[str, Any]]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, dict))


def _kind(block: dict[str, Any]) -> str:
    return str(block.get("type"))


def _check_together(blocks: Any, path: Path, report: Report) -> None:
    if not isinstance(blocks, list):
        return
    if len(blocks) > MOST_BLOCKS[report.surface]:
        report.add(path, f"more than {MOST_BLOCKS[report.surface]} items")
    _check_places(blocks, path, report)
    _check_names(blocks, path, report)
    _check_sums(blocks, path, report)
    _check_focus(blocks, path, report)


def _check_places(blocks: list[Any], path: Path, report: Report) -> None:
    for index, block in enumerate(blocks):
        kind = _kind(block) if isinstance(block, dict) else ""
        if kind in SURFACES and report.surface not in SURFACES[kind]:
            report.add((*path, index, "type"), f"{kind} may not stand in a {report.surface}")


def _check_names(blocks: list[Any], path: Path, report: Report) -> None:
    names: set[str] = set()
    for place, block in _nested(blocks, path):
        name = block.get("block_id")
        if isinstance(name, str) and name in names:
            report.add((*place, "block_id"), "stands twice")
        names.add(str(name))
        actions: set[str] = set()
        for where, action in _actions(block, place):
            if action in actions:
                report.add((*where, "action_id"), "stands twice in its block")
            actions.add(action)


def _nested(blocks: list[Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every block with its path: those in containers and carousels too."""
    for index, block in enumerate(blocks):
        if isinstance(block, dict):
            yield (*path, index), block
            for name in ("child_blocks", "elements"):
                if _kind(block) in ("container", "carousel") and isinstance(block.get(name), list):
                    yield from _nested(block[name], (*path, index, name))


def _actions(block: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    places: list[tuple[str | int, ...]] = [("accessory",), ("element",)]
    for name in ("elements", "actions"):
        several = block.get(name)
        places += [(name, index) for index in range(len(several) if isinstance(several, list) else 0)]
    for place in places:
        value: Any = block.get(str(place[0]))
        for step in place[1:]:
            value = value[step]
        if isinstance(value, dict) and isinstance(value.get("action_id"), str):
            yield (*path, *place), value["action_id"]


def _check_sums(blocks: list[Any], path: Path, report: Report) -> None:
    inner = [block for _, block in _nested(blocks, path)]
    for kind, most in MOST_OF_A_TYPE.items():
        if sum(_kind(block) == kind for block in inner) > most:
            report.add(path, f"more than {most} {kind}")
    markdown = sum(len(block["text"]) for block in inner if _kind(block) == "markdown" and _is_text(block))
    if markdown > MARKDOWN_IN_ALL:
        report.add(path, f"more than {MARKDOWN_IN_ALL} characters of markdown in all")
    if visible_length([block for block in inner if _kind(block) == "data_table"]) > DATA_TABLES_IN_ALL:
        report.add(path, f"more than {DATA_TABLES_IN_ALL} characters of data tables in all")


def _is_text(block: dict[str, Any]) -> bool:
    return isinstance(block.get("text"), str)


def _check_focus(blocks: list[Any], path: Path, report: Report) -> None:
    places = [block.get("element") or block.get("accessory") or {} for block in _dicts(blocks)]
    if sum(bool(isinstance(place, dict) and place.get("focus_on_load")) for place in places) > 1:
        report.add(path, "more than one element takes the focus")
