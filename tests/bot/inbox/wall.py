"""A receiver of posts that several processes share: a file that is only ever appended to, and that can be asked for a key."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from people.inbox import Owed


class Posted(NamedTuple):
    """One post as it was received."""

    key: str
    lane: str
    event: int
    number: int


class Wall:
    """What was posted, in the order in which it came."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)

    def post(self, owed: Owed) -> None:
        """Receives a post whole or not at all, whoever is killed."""
        event = json.loads(owed.post.body)["event"]
        line = json.dumps(Posted(owed.key, owed.post.lane, event, owed.post.number)) + "\n"
        assert os.write(self._file, line.encode()) == len(line)

    def read(self) -> list[Posted]:
        """Everything that was received."""
        size = os.fstat(self._file).st_size
        return [Posted(*json.loads(line)) for line in os.pread(self._file, size, 0).splitlines()]

    def has(self, owed: Owed) -> bool:
        """Whether a post was received."""
        return any(posted.key == owed.key for posted in self.read())
