"""The Web API, a module for each family of methods."""

from tests.slack_simulator.methods import (
    access,
    assistant,
    chat,
    conversations,
    files,
    people,
    streams,
    usergroups,
    views,
)
from tests.slack_simulator.methods.registry import HANDLERS, Caller

__all__ = [
    "HANDLERS",
    "Caller",
    "access",
    "assistant",
    "chat",
    "conversations",
    "files",
    "people",
    "streams",
    "usergroups",
    "views",
]
