"""Keeps the catalog by `catalog-ingest` in a process of its own, so that a heavy run neither slows nor ends the bot."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar

from pydantic import ValidationError

from bot.advisor.catalogs import Outcome, Progress, Status, Tell
from catalog.errors import AdminError, AdvisorError, NotFound, NotUsable, Refused, RunUnderWay, SourceUnreadable

_LOG = logging.getLogger(__name__)
COMMAND = (sys.executable, "-m", "catalog_ingest.cli")
LONGEST_RUN, LONGEST_LOOK = 3600.0, 30.0
"""So many seconds a run and a mere look may take."""
GRACE = 10.0
"""So many seconds a process has to end in order before it is killed."""
MOST_REMOVED = 50
"""So many percent of what serves may go from here; who means to lose more says so at the terminal."""
Model = TypeVar("Model", Outcome, Status)
_ERRORS: dict[str, type[AdvisorError]] = {
    error.code: error for error in (NotFound, NotUsable, Refused, RunUnderWay, SourceUnreadable)
}


class IngestProcess:
    """The port over the command. `environment` is that of the process; `command` what is run, `longest` its seconds."""

    def __init__(
        self, environment: Mapping[str, str], command: Sequence[str] = COMMAND, longest: float = LONGEST_RUN
    ) -> None:
        self._environment, self._command, self._longest = dict(environment), tuple(command), longest
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def preview(self, source: str | None, tell: Tell) -> Outcome:
        """What would change."""
        return self._reindexed(source, ("--dry-run",), tell)

    def reindex(self, source: str | None, expected: str, tell: Tell) -> Outcome:
        """Reads again and activates what was expected."""
        return self._reindexed(source, ("--expect", expected), tell)

    def status(self) -> Status:
        """What serves now."""
        return _read(Status, self._asked())

    def rollback(self, serving: str) -> Status:
        """Goes back by one."""
        return _read(Status, self._run(("rollback", "--json", "--serving", serving), self._longest, _nobody))

    def stop(self) -> None:
        """Ends what is under way."""
        with self._lock:
            self._stopped = True
            running = [*self._running]
        for process in running:
            _end(process)

    def _asked(self) -> dict[str, Any]:
        return self._run(("status", "--json"), LONGEST_LOOK, _nobody)

    def _reindexed(self, source: str | None, more: Sequence[str], tell: Tell) -> Outcome:
        named = () if source is None else self._known(source)
        words = ("reindex", "--json", "--progress", "--most-removed", str(MOST_REMOVED), *more, *named)
        document = self._run(words, self._longest, tell)
        refused = (document.get("error") or {}).get("message")
        return _read(Outcome, document | {"refused": refused})

    def _known(self, source: str) -> tuple[str, ...]:
        """The words that name a source that was read before; nothing else is read from here."""
        places = {each["name"]: each["location"] for each in self._asked()["sources"]}
        if source not in places:
            raise NotFound(f"There is no source named “{source}”.", choices=sorted(places))
        return ("--name", source, "--", places[source])

    def _run(self, words: Sequence[str], longest: float, tell: Tell) -> dict[str, Any]:
        """The document that a command prints. Raises the error that it tells, or NotUsable where it tells none."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
            status, late = self._process(words, longest, tell, out)
            out.seek(0)
            document = _document(out.read())
        if document is None:
            _LOG.error("catalog-ingest %s ended with status %s and no document", words[0], status)
            raise NotUsable(_unsaid(late=late, stopped=self._stopped))
        if "error" in document and "generation" not in document:
            raise _error_of(document["error"])
        return document

    def _process(self, words: Sequence[str], longest: float, tell: Tell, out: IO[str]) -> tuple[int, bool]:
        """The exit status of a command, and whether it was ended because it took too long."""
        with self._lock:
            if self._stopped:
                raise NotUsable(_unsaid(late=False, stopped=True))
            process = self._started(words, out)
            self._running.add(process)
        late = threading.Event()
        timer = threading.Timer(longest, _end_late, (process, late))
        timer.daemon = True
        timer.start()
        try:
            for line in process.stderr or ():
                if (progress := _progress(line)) is not None:
                    tell(progress)
            return process.wait(), late.is_set()
        finally:
            timer.cancel()
            _end(process)
            with self._lock:
                self._running.discard(process)

    def _started(self, words: Sequence[str], out: IO[str]) -> subprocess.Popen[str]:
        try:
            return subprocess.Popen(  # noqa: S603 no shell, and of what people say only the name of a known source
                [*self._command, *words],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            raise NotUsable(f"The catalog's command could not be started ({error.strerror}).") from error


def environment_for(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process without what is Slack's, and with these settings in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    return kept | {"PYTHONUTF8": "1"} | dict(settings)


def _nobody(_progress: Progress) -> None:
    """Hears nothing."""


def _end(process: subprocess.Popen[str]) -> None:
    """Interrupts a process, which then changes nothing any more, and kills it where it does not end."""
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _end_late(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    _end(process)


def _document(text: str) -> dict[str, Any] | None:
    try:
        document = json.loads(text)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _progress(line: str) -> Progress | None:
    try:
        return Progress.model_validate_json(line)
    except ValidationError:
        return None


def _read(model: type[Model], document: Mapping[str, Any]) -> Model:
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise NotUsable("The catalog's command gave an answer that cannot be read; see its history.") from error


def _error_of(told: Mapping[str, Any]) -> AdvisorError:
    kind = _ERRORS.get(str(told.get("code")), AdminError)
    return kind(str(told.get("message")), choices=[str(choice) for choice in told.get("choices") or ()])


def _unsaid(*, late: bool, stopped: bool) -> str:
    if stopped:
        return "The run was ended because the advisor is being stopped; start it again afterwards."
    if late:
        return "The run took too long and was ended; look at the status, and run it at the terminal."
    return "The run ended without a result; look at the status, and run it at the terminal to see why."
