"""A catalog with the courses of two employers in it, and what must not be read by others."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.credential import Visibility
from retrieval.query import Asker
from tests.bot.fake_search import sample
from tests.conftest import _indexed
from tests.slack_simulator import SlackSimulator

EMPLOYER, RIVAL = "brightwater", "harborview"
HOUSE = Asker(owners=frozenset({EMPLOYER}))
SECRET_PRICE = "$77,777"
RIVALS = [
    {
        "id": f"{RIVAL}/{number}",
        "title": title,
        "provider": "Harborview Staff School",
        "kind": "course",
        "summary": summary,
        "level": "beginner",
        "language": ["en"],
        "delivery": "self_paced",
        "cost": {"amount": 77777, "currency": "USD", "basis": "one_time"},
        "hours": {"min": 4, "max": 4},
        "skills": skills,
        "audience": {"visibility": "internal", "owner": RIVAL, "groups": []},
        "url": f"https://{RIVAL}.example/{number}",
    }
    for number, title, summary, skills in (
        (1, "Excel for Harbour Pilots", "Excel spreadsheets for pilots.", ["Microsoft Excel"]),
        (2, "Ledgers and SQL at Harborview", "SQL extracts for the ledger.", ["SQL", "Financial accounting"]),
    )
]
INTERNAL = [item for item in sample() if item.audience.visibility is Visibility.INTERNAL]
GROUPS = ("finance", "warehouse", "it", "managers")
OF_GROUP = {name: {item.title for item in INTERNAL if name in item.audience.groups} for name in GROUPS}
"""What nobody reads who is not in the group."""
OF_HOUSE = {item.title for item in INTERNAL if HOUSE.may_see(item.audience)} | {f"{EMPLOYER}/"}
NOBODYS = {*(course["title"] for course in RIVALS), f"{RIVAL}/", SECRET_PRICE}
"""What nobody here reads: courses of another employer."""


def two_employers(sample_dir: Path, folder: Path) -> Path:
    """A data folder with the sample and the courses of another employer."""
    made = folder / "catalog"
    shutil.copytree(sample_dir, made)
    source = folder / "rivals.jsonl"
    source.write_text("\n".join(map(json.dumps, RIVALS)), "utf-8")
    _indexed(made, source)
    return made


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that Slack was told: the ids of the person or the place that reads it, and all of it as text."""

    reader: str
    method: str
    text: str

    def gives_away(self, secrets: set[str]) -> set[str]:
        """The secrets that stand in it."""
        return {secret for secret in secrets if secret in self.text}


def told_since(sim: SlackSimulator, before: list[Told]) -> list[Told]:
    """What was handed to Slack beside what had been `before`."""
    return list((Counter(told(sim)) - Counter(before)).elements())


def told(sim: SlackSimulator) -> list[Told]:
    """Everything that was ever handed to Slack but look-ups, acknowledgements among it."""
    calls = [
        Told(_reader(call.args), call.method, _text(call.args))
        for call in sim.calls()
        if not call.method.endswith("info")
    ]
    hidden = [
        Told(f"{message.only_for} in {channel.id}", "ephemeral", _text(message.as_json()))
        for channel in sim.state.world.channels.values()
        for message in channel.ephemerals
    ]
    acknowledged = [Told("whoever acted", one.kind, _text(one.body)) for one in sim.deliveries if one.body]
    return [*calls, *hidden, *acknowledged]


def _reader(args: dict[str, Any]) -> str:
    return str(args.get("user_id") or args.get("channel") or args.get("trigger_id") or "")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
