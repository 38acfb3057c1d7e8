"""`advisor ...` in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

NOW = "2026-11-23T12:00:00+00:00"
PROGRAM = """
import json, os, sys
from bot.cli import run_command
for arguments, settings in json.loads(sys.argv[1]):
    os.environ.update(settings)
    status = run_command(arguments)
"""
Line = tuple[Sequence[str], Mapping[str, str]]
"""A command line, and the settings that hold from it on."""


def run_child(
    *arguments: str, data: Path, afterwards: str = "pass", typed: str | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command line; `afterwards` is a statement of Python for that process, before it ends."""
    return run_lines((arguments, {}), data=data, afterwards=afterwards, typed=typed, **settings)


def run_lines(
    *lines: Line, data: Path, afterwards: str = "pass", typed: str | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Runs command lines one after the other in one process, as starting takes longer than most of them do; the exit
    status is that of the last one."""
    environment = os.environ | {"ADVISOR_DATA_DIR": str(data), "ADVISOR_NOW": NOW} | settings
    return subprocess.run(
        [sys.executable, "-c", f"{PROGRAM}\n{afterwards}\nsys.exit(status)", json.dumps(lines)],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
