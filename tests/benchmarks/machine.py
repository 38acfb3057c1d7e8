"""On what the figures were measured."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

LIBRARIES = (
    "chromadb",
    "langchain-chroma",
    "langchain-classic",
    "langchain-community",
    "langchain-core",
    "numpy",
    "rank-bm25",
    "sqlmodel",
    "tantivy",
    "wordllama",
)


def machine() -> str:
    """Processor, cores and memory."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()}"


def versions() -> str:
    """Python and the libraries that the figures depend on."""
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in LIBRARIES)])


def load() -> str:
    """How busy the machine was in the last minutes: running processes per core."""
    return f"{os.getloadavg()[2] / (os.cpu_count() or 1):.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
