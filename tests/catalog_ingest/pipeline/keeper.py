"""What the tests of the pipeline work with: a data folder and its keeper, the real command, small catalogs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from catalog.credential import Credential
from catalog.store import Generation
from catalog_ingest import cli, wiring
from catalog_ingest.pipeline import Options
from catalog_ingest.report import Report
from tests.conftest import ROOT, settings_in

COMMAND = (sys.executable, "-m", "catalog_ingest.cli")


@dataclass(frozen=True)
class Keeper:
    """Runs re-indexes on one data folder, in this process."""

    folder: Path

    @property
    def settings(self):
        return settings_in(self.folder)

    def run(self, *sources: Path, name: str | None = None, mapping: Path | None = None, **more: Any) -> Report:
        roles = more.pop("roles", None)
        request = wiring.Request(tuple(map(str, sources)), name, mapping, roles, Options(**more))
        return wiring.reindex(self.settings, request, Console(stderr=True), quiet=True)

    def remove(self, name: str) -> Report:
        return wiring.remove_source(self.settings, name, Console(stderr=True), quiet=True)

    def rollback(self, wanted: str | None = None) -> Generation:
        return wiring.rollback(self.settings, wanted)

    def active(self) -> Generation:
        with wiring.opened(self.settings) as store:
            return store.active()

    def generations(self) -> list[Generation]:
        with wiring.opened(self.settings) as store:
            return store.generations()

    def catalog(self) -> dict[str, Credential]:
        with wiring.opened(self.settings) as store:
            active = store.active()
            return {credential.id: credential for credential in store.all_credentials(active.id)} if active else {}

    def folders(self) -> set[str]:
        return {path.name for path in self.settings.generations_dir.iterdir() if path.is_dir()}

    def prices(self) -> dict[str, float]:
        return {id_: float(credential.cost.amount) for id_, credential in self.catalog().items() if credential.cost}


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.out)


def command(folder: Path, *words: str | Path) -> Outcome:
    """Runs `catalog-ingest` in a process of its own on a data folder."""
    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        env={"PATH": "/usr/bin:/bin", "ADVISOR_DATA_DIR": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def write_csv(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Rows as a CSV file; the first row names the columns."""
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def write_jsonl(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def courses(count: int, prices: Mapping[int, int] | None = None) -> list[dict[str, object]]:
    """So many plain courses of 10 dollars, but for those with a price of their own."""
    return [
        {
            "id": number,
            "title": f"Course {number} about subject {number}",
            "provider": f"College {number % 3}",
            "price": f"${(prices or {}).get(number, 10)}",
        }
        for number in range(count)
    ]


def native(id_: str, **values: object) -> dict[str, object]:
    return {"id": id_, "title": f"Title of {id_}", **values}


def hashes(folder: Path) -> dict[str, str]:
    """The content of every file below a folder but the lock of the runs."""
    return {
        str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "reindex.lock"
    }


def called(folder: Path, *words: str | Path) -> Outcome:
    """The entry point in this process, without the cost of a start."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["catalog-ingest", *map(str, words)])
        patch.setenv("ADVISOR_DATA_DIR", str(folder))
        with pytest.raises(SystemExit) as ended:
            cli.main()
    return Outcome(int(ended.value.code or 0), out.getvalue(), err.getvalue())
