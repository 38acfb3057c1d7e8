"""`advisor ...` in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NOW = "2026-11-23T12:00:00+00:00"


def run_child(
    *arguments: str, data: Path, afterwards: str = "pass", typed: str | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command line; `afterwards` is a statement of Python for that process, before it ends."""
    program = f"import sys; from bot.cli import run_command; status = run_command(sys.argv[1:]); {afterwards}"
    environment = os.environ | {"ADVISOR_DATA_DIR": str(data), "ADVISOR_NOW": NOW} | settings
    return subprocess.run(
        [sys.executable, "-c", f"{program}; sys.exit(status)", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
