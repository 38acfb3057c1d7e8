"""A message as it is handed to Slack, and what the place takes where it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.slack.views.kit import Block
from bot.slack.views.text import cut, escaped

CONTACTS = ("danger", "human")
"""The notices that name a contact, whose address has to stay as it is."""
TEXT, ESCAPED = 3500, 4000
"""So many characters of the text beside the blocks are kept, before escaping and after: `chat.update` takes no more."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What a place takes: `plan` and `task_card` blocks, tables, and thumbs in a `context_actions` block."""

    plans: bool = True
    tables: bool = True
    thumbs: bool = True


PLAIN = Surface(plans=False, tables=False, thumbs=False)
"""A place that takes the oldest blocks alone."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its blocks, and the same in words, escaped, for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]

    def arguments(self) -> dict[str, Any]:
        """What is sent to `chat.postMessage` beside the channel, with everything off that would make text live."""
        quiet = {"mrkdwn": False, "parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
        return {"text": self.text, "blocks": list(self.blocks), **quiet}


def beside(text: str) -> str:
    """The text beside the blocks from words that are clean."""
    most = TEXT
    while len(made := escaped(cut(text.strip(), most))) > ESCAPED:
        most = most * ESCAPED // len(made)
    return made
