"""Calls of tools with every argument given, as the schemas ask for."""

from __future__ import annotations

from typing import Any

from bot.advisor.tools.registry import BY_NAME
from tests.bot.llm.model_server import Calls


def arguments(tool: str, **given: Any) -> dict[str, Any]:
    """All arguments of a tool: those given, the others null, texts empty."""
    fields = BY_NAME[tool].arguments.model_fields
    unknown = set(given) - set(fields)
    assert not unknown, unknown
    return {name: "" if name == "text" else None for name in fields} | given


def calling(tool: str, **given: Any) -> Calls:
    """A reply that calls one tool."""
    return Calls(((tool, arguments(tool, **given)),))
