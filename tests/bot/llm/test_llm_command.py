"""The command line with a language model behind it, chosen by settings alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from catalog_ingest.incident import LOG
from tests.bot.child import run_child
from tests.bot.llm.calling import calling
from tests.bot.llm.model_server import Fails, ModelServer, Says

PYTHON = calling("search_courses", text="python")


def advisor(*arguments: str, data: Path, typed: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """`advisor ...` in a process of its own, which tells on standard error whether LangChain's agents were imported."""
    afterwards = "sys.stderr.write('agents' if 'langchain.agents' in sys.modules else 'none')"
    return run_child(*arguments, data=data, afterwards=afterwards, typed=typed, COLUMNS="100", **settings)


def settings(server: ModelServer, **more: str) -> dict[str, str]:
    return {"OPENAI_API_KEY": "sk-plainly-secret-0123456789", "OPENAI_BASE_URL": server.url, **more}


def test_ask_says_which_engine_spoke(data_dir: Path, server: ModelServer) -> None:
    server.play(PYTHON, Says("Here are some. “Python Everyday” is free of charge at https://evil.example."))
    done = advisor("ask", "python courses", "--json", data=data_dir, **settings(server, ADVISOR_MODEL="some-model"))
    assert (done.returncode, done.stderr) == (0, "agents")
    document = json.loads(done.stdout)
    assert (document["engine"], document["fallback"]) == ("llm", None)
    assert document["spoken"]["sentences"] == 1
    assert document["spoken"]["dropped"] == 1
    assert document["text"].startswith("Here are some.")
    assert server.requests[0]["model"] == "some-model"
    assert "Bearer sk-plainly-secret-0123456789" in server.headers[0].values()


def test_ask_says_why_the_model_did_not_answer(data_dir: Path, server: ModelServer) -> None:
    server.play(Fails(429, {"Retry-After": "60"}))
    done = advisor("ask", "python courses", "--json", data=data_dir, **settings(server))
    document = json.loads(done.stdout)
    assert (document["engine"], document["fallback"], document["spoken"]) == ("rules", "rate_limited", None)
    assert document["citations"]
    log = (data_dir / LOG).read_text()
    assert "rate_limited" in log
    assert "secret" not in done.stdout + log
    assert "python" not in log


@pytest.mark.parametrize("more", [{"ADVISOR_MODEL": "none"}, {"OPENAI_API_KEY": ""}])
def test_without_a_model_no_agent_is_imported(data_dir: Path, server: ModelServer, more: dict[str, Any]) -> None:
    done = advisor("ask", "python courses", "--json", data=data_dir, **(settings(server) | more))
    assert done.stderr == "none"
    document = json.loads(done.stdout)
    assert (document["engine"], document["fallback"]) == ("rules", None)
    assert server.requests == []


def test_a_chat_prints_what_the_model_says_and_then_the_cards(data_dir: Path, server: ModelServer) -> None:
    server.play(PYTHON, Says("Here are some. Take your time."))
    done = advisor("chat", data=data_dir, typed="python courses\nexit\n", **settings(server))
    assert done.returncode == 0
    assert "\nHere are some.\nTake your time.\n" in done.stdout
    assert done.stdout.count("Here are some.") == 1
    assert done.stdout.index("Take your time.") < done.stdout.index("prices of")
    assert "Traceback" not in done.stdout + done.stderr
