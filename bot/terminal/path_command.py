"""`advisor path`: a stackable path without a conversation."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rich.console import Console

from bot.advisor.messages import PathBlock
from bot.advisor.path_request import Asked, RequestBuilder, objective_of
from bot.advisor.paths import Told, tell_path
from bot.advisor.wording import Wording
from bot.terminal.render_path import print_path
from catalog.credential import Delivery, Level
from catalog.errors import NotUsable, UsageError
from pathways.planner import Planner
from retrieval.ports import CatalogSearch
from retrieval.query import Asker

PICTURES: dict[str, Literal["png", "svg"]] = {".png": "png", ".svg": "svg"}


@dataclass(frozen=True, slots=True)
class Files:
    """Where a plan is written to, beside being shown."""

    picture: Path | None = None
    calendar: Path | None = None
    markdown: Path | None = None


def run_path(
    search: CatalogSearch, asker: Asker, now: dt.datetime, options: dict[str, Any], files: Files, *, as_json: bool
) -> None:
    """Plans and prints. Raises UsageError, NotFound, NotUsable where a file cannot be written."""
    check_files(files)
    today = now.date()
    resolved = RequestBuilder(search, asker, today).build(_asked(options))
    plan = Planner(search.shelf(asker)).plan(resolved.request)
    told = tell_path(plan, resolved.role, search, asker, Wording(), today)
    _write_files(told, files, now)
    if as_json:
        sys.stdout.write(json.dumps(told.document.model_dump(mode="json"), ensure_ascii=False) + "\n")
    else:
        print_path(told.sentences, PathBlock(path=told.document), Console(), today)


def _asked(options: dict[str, Any]) -> Asked:
    rest = {
        "currency": (options["currency"] or "USD").upper(),
        "hours": options["hours"],
        "hours_per_week": options["hours_per_week"],
        "by": _day("by", options["by"]),
        "objective": objective_of(options["objective"]),
        "provider": options["provider"],
        "without": tuple(options["without"] or ()),
        "level": _choice("level", options["level"], Level),
        "delivery": _choice("delivery", options["delivery"], Delivery),
        "online": options["online"],
        "allow_unknown": options["allow_unknown"],
    }
    return Asked(
        to=options["to"],
        credential=options["credential"],
        skills=tuple(options["skill"] or ()),
        from_=options["from_"],
        have=tuple(options["have"] or ()),
        done=tuple(options["done"] or ()),
        pin=tuple(options["pin"] or ()),
        budget=options["budget"],
        language=options["language"],
        start=_day("start", options["start"]),
        rest=rest,
    )


def _day(name: str, text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}” is not a date for --{name}; write it like 2027-06-30.") from None


def _choice(name: str, value: str | None, choices: type[Level] | type[Delivery]) -> str | None:
    known = [choice.value for choice in choices]
    if value is not None and value not in known:
        raise UsageError(f"“{value}” is not a value of --{name}; use one of {', '.join(known)}.", choices=known)
    return value


def check_files(files: Files) -> None:
    """Raises UsageError for a picture that is neither PNG nor SVG."""
    if files.picture is not None and files.picture.suffix.lower() not in PICTURES:
        raise UsageError(f"“{files.picture}” names no kind of picture; end it in .png or .svg.")


def _write_files(told: Told, files: Files, now: dt.datetime) -> None:
    if files.picture is not None:
        _write(files.picture, told.files.picture(PICTURES[files.picture.suffix.lower()]))
    if files.calendar is not None:
        _write(files.calendar, told.files.calendar(now))
    if files.markdown is not None:
        _write(files.markdown, told.files.markdown().encode())


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotUsable(f"{path} cannot be written ({error.strerror}); choose another place.") from None
