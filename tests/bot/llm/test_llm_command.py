"""The command line with a language model behind it, chosen by settings alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from catalog_ingest.incident import LOG
from tests.bot.child import Line, run_lines
from tests.bot.llm.calling import calling
from tests.bot.llm.model_server import Fails, ModelServer, Says, model_server

PYTHON = calling("search_courses", text="python")
ASK = ("ask", "python courses", "--json")


@dataclass(frozen=True)
class Heard:
    """What one process printed: the documents of its first and last command, and the chat between them."""

    done: subprocess.CompletedProcess[str]
    server: ModelServer
    log: str

    @property
    def documents(self) -> list[dict[str, Any]]:
        lines = self.done.stdout.splitlines()
        return [json.loads(lines[0]), json.loads(lines[-1])]

    @property
    def chat(self) -> str:
        return self.done.stdout.partition("\n")[2].rstrip().rpartition("\n")[0]


def advisor(*lines: Line, data: Path, server: ModelServer, typed: str | None = None) -> Heard:
    """Command lines in a process of their own, which tells on standard error whether LangChain's agents were imported."""
    settings = {"OPENAI_API_KEY": "sk-plainly-secret-0123456789", "OPENAI_BASE_URL": server.url, "COLUMNS": "100"}
    afterwards = "sys.stderr.write('agents' if 'langchain.agents' in sys.modules else 'none')"
    done = run_lines(*lines, data=data, afterwards=afterwards, typed=typed, **settings)
    log = data / LOG
    return Heard(done, server, log.read_text() if log.exists() else "")


@pytest.fixture(scope="module")
def heard(sample_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """A question, a chat, and a question that the model fails to answer."""
    data = Path(shutil.copytree(sample_dir, tmp_path_factory.mktemp("spoken") / "data"))
    with model_server() as server:
        server.play(
            PYTHON,
            Says("Here are some. “Python Everyday” is free of charge at https://evil.example."),
            PYTHON,
            Says("Take your time. Here are more."),
            Fails(429, {"Retry-After": "60"}),
        )
        lines: list[Line] = [(ASK, {"ADVISOR_MODEL": "some-model"}), (["chat"], {}), (ASK, {})]
        yield advisor(*lines, data=data, server=server, typed="python courses\nexit\n")


def test_ask_says_which_engine_spoke(heard: Heard) -> None:
    assert (heard.done.returncode, heard.done.stderr) == (0, "agents")
    document = heard.documents[0]
    assert (document["engine"], document["fallback"]) == ("llm", None)
    assert document["spoken"]["sentences"] == 1
    assert document["spoken"]["dropped"] == 1
    assert document["text"].startswith("Here are some.")
    assert heard.server.requests[0]["model"] == "some-model"
    assert "Bearer sk-plainly-secret-0123456789" in heard.server.headers[0].values()


def test_ask_says_why_the_model_did_not_answer(heard: Heard) -> None:
    document = heard.documents[-1]
    assert (document["engine"], document["fallback"], document["spoken"]) == ("rules", "rate_limited", None)
    assert document["citations"]
    assert "rate_limited" in heard.log
    assert "secret" not in heard.done.stdout + heard.log
    assert "python" not in heard.log


def test_a_chat_prints_what_the_model_says_and_then_the_cards(heard: Heard) -> None:
    assert "\nTake your time.\nHere are more.\n" in heard.chat
    assert heard.chat.count("Take your time.") == 1
    assert heard.chat.index("Here are more.") < heard.chat.index("prices of")
    assert "Traceback" not in heard.done.stdout + heard.done.stderr


def test_without_a_model_no_agent_is_imported(data_dir: Path, server: ModelServer) -> None:
    lines = [(ASK, {"ADVISOR_MODEL": "none"}), (ASK, {"ADVISOR_MODEL": "", "OPENAI_API_KEY": ""})]
    heard = advisor(*lines, data=data_dir, server=server)
    assert heard.done.stderr == "none"
    assert [(each["engine"], each["fallback"]) for each in heard.documents] == [("rules", None)] * 2
    assert server.requests == []
