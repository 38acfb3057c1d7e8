"""The table of methods: what each takes and needs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

EVERYWHERE = frozenset({"token", "team_id"})  # Bolt names the workspace in every call


@dataclass(frozen=True)
class MethodRules:
    """Arguments, the scopes of which one is needed, and the tier of the rate ("t1" to "t5")."""

    required: frozenset[str]
    optional: frozenset[str]
    either: tuple[tuple[str, ...], ...]
    scopes: tuple[str, ...]
    tier: str

    @property
    def known(self) -> frozenset[str]:
        """Every argument that the method takes."""
        return self.required | self.optional | EVERYWHERE


def _rules(row: dict[str, list[str]]) -> MethodRules:
    either = tuple(map(tuple, row.get("either", [])))
    return MethodRules(
        frozenset(row["required"]), frozenset(row["optional"]), either, tuple(row["scopes"]), str(row["tier"])
    )


_FILE = Path(__file__).with_name("methods.toml")
METHODS = {name: _rules(row) for name, row in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
A_MINUTE = {"t1": 1, "t2": 20, "t3": 50, "t4": 100}
