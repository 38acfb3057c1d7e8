"""The path of a conversation as a file: a picture or a calendar, with the sentence that says what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.advisor.rules.planning import told_of
from bot.advisor.rules.turn import Turn


class FileKind(StrEnum):
    """What is made of a path."""

    PICTURE = "picture"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class PathFile:
    """A file, its name, and what it shows in words, for those who do not see it."""

    name: str
    content: bytes
    words: str


def path_file(turn: Turn, kind: FileKind) -> PathFile | None:
    """The path that was told last, from the catalog of now; None where there is none."""
    request = turn.state.plan
    if request is None or not turn.state.plan_steps:
        return None
    plan = turn.tools.plan(request.changed(keep=turn.state.plan_steps), alternatives=0, relax=False)
    told = told_of(turn, plan)
    titles = "; ".join(f"{step.order}. {step.title}" for step in told.document.path.steps)
    words = f"{told.sentences[0]} {titles}"
    if kind is FileKind.PICTURE:
        return PathFile("path.png", told.files.picture("png"), words)
    return PathFile("path.ics", told.files.calendar(turn.now), words)
