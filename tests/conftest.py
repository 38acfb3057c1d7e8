"""What all tests share: a clean environment, the shared data, and one indexed sample a run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.advisor.toolbox import Reading
from retrieval.open import open_search
from retrieval.ports import CatalogSearch
from retrieval.settings import IndexSettings

ROOT = Path(__file__).resolve().parents[1]
LIKENESS = "likeness.npz"
LEARNT = (LIKENESS, "deeds.npz", "plain_skills.npz")
"""The files of a data folder in which is kept what the examples teach; learning takes some seconds."""


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """Tests see no key and no setting of whoever runs them; the processes that they start keep what they compile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        for name in os.environ:
            if name.startswith(("ADVISOR_", "OPENAI_", "SLACK_")) and name != "ADVISOR_SHARED":
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and hostile files beside the project."""
    folder = Path(os.environ.get("ADVISOR_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"the shared data is not at {folder}; set ADVISOR_SHARED to run this test")
    return folder


def settings_in(folder: Path, **more: object) -> IndexSettings:
    """The settings of a data folder, whatever stands in a .env file."""
    return IndexSettings(_env_file=None, ADVISOR_DATA_DIR=folder, **more)


def _indexed(folder: Path, *sources: Path) -> None:
    from rich.console import Console

    from catalog_ingest.wiring import Request, reindex

    request = Request(sources=tuple(map(str, sources)))
    assert reindex(settings_in(folder), request, Console(stderr=True), quiet=True).activated


@pytest.fixture(scope="session")
def indexed_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Indexes sources into a data folder that all processes of this run share; nobody may change it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def made(name: str, *sources: Path, then: Callable[[Path], None] | None = None) -> Path:
        folder, done = base / name, base / f"{name}.done"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                _indexed(folder, *sources)
                if then is not None:
                    then(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def sample_dir(indexed_once: Callable[..., Path]) -> Path:
    """A data folder that holds the indexed sample, and what the examples teach; read only, copy it to change it."""
    return indexed_once("sample", then=_taught)


def _taught(folder: Path) -> None:
    """What a first conversation would learn and keep in the folder."""
    with closing(open_search(settings_in(folder))) as search:
        taught(search, folder)


def taught(search: CatalogSearch, folder: Path) -> None:
    """What the examples teach, learnt or read from the folder: a process does so once."""
    reading = Reading(search, folder / LIKENESS)
    reading.likeness.of("hello")
    reading.deeds().of("hello")
    reading.plain_skills.meant("hello")
