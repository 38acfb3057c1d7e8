"""The engine that speaks through a language model: LangChain's agent over the tools, every sentence verified."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ModelRetryMiddleware
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain_core.exceptions import ModelAuthenticationError, ModelError, ModelRateLimitError, ModelTimeoutError
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.outputs import ChatGenerationChunk
from langchain_core.tools import BaseTool, StructuredTool
from langchain_openai import ChatOpenAI
from openai import DefaultAsyncHttpxClient
from pydantic import SecretStr

from bot.advisor import briefing, memory
from bot.advisor.engine import Asked, EngineFailed, Tell
from bot.advisor.messages import Prose, Spoken
from bot.advisor.rules.care import hear
from bot.advisor.rules.profile import learn
from bot.advisor.rules.turn import Turn
from bot.advisor.rules_engine import main_of
from bot.advisor.speech import NoLookup, Speech
from bot.advisor.tools.registry import BY_NAME, Tool
from bot.advisor.tools.session import BadCalls, Session
from prompts import library

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one turn may take: seconds in all and between two signs of life, model calls, tokens, characters written."""

    seconds: float = 14
    silence: float = 8
    calls: int = 6
    tokens: int = 60_000
    written: int = 12_000
    retries: int = 2
    delay: float = 0.4
    summary_seconds: float = 2


class BrokenReply(Exception):
    """The stream ended before the model was done, or its call of a tool is no JSON."""


class TooMuch(Exception):
    """The turn took more tokens, or more text, than it may."""


class LlmEngine:
    """Speaks through one model of one OpenAI-compatible server; several threads may ask at once."""

    def __init__(self, model: str, key: str, base_url: str | None, limits: Limits | None = None) -> None:
        self._model, self._key, self._base_url = model, key, base_url
        self._limits = limits or Limits()

    def answer(self, turn: Turn, asked: Asked, tell: Tell) -> Spoken:
        """Leaves the answer in the turn. Raises EngineFailed; the turn is worth nothing then."""
        try:
            spoken = asyncio.run(self._within_time(turn, asked, tell))
        except Exception as error:  # whatever a vendor's library raises, the rules engine answers
            reason = reason_of(error)
            log.warning("the language model gave no answer: %s (%s)", reason, type(error).__name__)
            raise EngineFailed(reason) from error
        failed = spoken.replaced + spoken.dropped
        if failed:
            log.warning("%d sentences of the language model stood in no record, %d were said", failed, spoken.sentences)
        return spoken

    async def _within_time(self, turn: Turn, asked: Asked, tell: Tell) -> Spoken:
        begin = time.monotonic()
        async with asyncio.timeout(self._limits.seconds), DefaultAsyncHttpxClient() as client:
            answering = _Answering(self._chat(client), self._limits, turn, asked, tell)
            return await answering.run(begin)

    def _chat(self, client: DefaultAsyncHttpxClient) -> Chat:
        address = urlsplit(self._base_url) if self._base_url else None
        return Chat(
            model=self._model,
            api_key=SecretStr(self._key),
            base_url=address._replace(query="").geturl() if address else None,
            default_query=dict(parse_qsl(address.query)) if address and address.query else None,
            default_headers={"api-key": self._key} if address else None,
            http_async_client=client,
            timeout=self._limits.silence,
            max_retries=0,
            use_responses_api=False,
            streaming=True,
        )


class Chat(ChatOpenAI):
    """OpenAI's chat, strict about replies that are cut off: half a tool call is never repaired and run."""

    async def _astream(self, *args: Any, **kwargs: Any) -> AsyncIterator[ChatGenerationChunk]:
        calls: dict[Any, str] = {}
        finished = None
        async for chunk in super()._astream(*args, **kwargs):
            for piece in getattr(chunk.message, "tool_call_chunks", ()):
                calls[piece["index"]] = calls.get(piece["index"], "") + (piece["args"] or "")
            finished = (chunk.generation_info or {}).get("finish_reason") or finished
            yield chunk
        if finished not in ("stop", "tool_calls", "function_call"):
            raise BrokenReply(str(finished))
        for arguments in calls.values():
            _parsed(arguments)


def _parsed(arguments: str) -> None:
    try:
        json.loads(arguments or "{}")
    except ValueError as error:
        raise BrokenReply("arguments") from error


@dataclass(slots=True)
class _Answering:
    """One turn of the agent."""

    chat: Chat
    limits: Limits
    turn: Turn
    asked: Asked
    tell: Tell
    tokens: int = 0
    written: int = 0
    calls: int = 0
    heard: bool = False
    session: Session = field(init=False)
    speech: Speech = field(init=False)

    def __post_init__(self) -> None:
        hear(self.turn, self.asked.english)
        self.session = Session(self.turn, self.asked)
        earlier = tuple(question for question, _ in self.turn.state.exchanges)
        self.speech = Speech(self.session, self.tell, briefing.secrets(), earlier)
        for block in self.turn.blocks:
            if isinstance(block, Prose):
                self.tell(block.text)

    async def run(self, begin: float) -> Spoken:
        """The whole turn. Raises whatever stands in its way."""
        state = self.turn.state
        older = memory.to_sum_up(state)
        summing = asyncio.create_task(self._sum_up(memory.transcript(state, older))) if older else None
        try:
            await self._converse()
            self.speech.finish()
            self._settle()
            if summing is not None:
                memory.summed_up(self.turn.state, older, await _in_time(summing, self.limits.summary_seconds))
        finally:
            if summing is not None:
                summing.cancel()
        return self._spoken(time.monotonic() - begin)

    async def _converse(self) -> None:
        agent = self._agent()
        state: Any = {"messages": self._messages()}
        self.turn.state.offer = None
        async for mode, event in agent.astream(state, stream_mode=["messages", "updates"]):
            if mode == "messages":
                self._hear(event[0])
            else:
                self._count(event)

    def _agent(self) -> CompiledStateGraph[Any, Any, Any, Any]:
        limits = self.limits
        retry = ModelRetryMiddleware(
            max_retries=limits.retries, retry_on=self._worth_another, on_failure="error", initial_delay=limits.delay
        )
        most_calls: Any = ModelCallLimitMiddleware(run_limit=limits.calls, exit_behavior="error")
        return create_agent(
            self.chat,
            [self._tool(tool) for tool in BY_NAME.values()],
            system_prompt=briefing.instructions(self.turn),
            middleware=[most_calls, retry],
        )

    def _tool(self, tool: Tool) -> BaseTool:
        async def call(**arguments: Any) -> str:
            """Runs on the loop itself: calls made at once are done one after another, in their order."""
            return self.session.call(tool.name, arguments)

        description = tool.prompt.render("tool")
        return StructuredTool.from_function(
            coroutine=call, name=tool.name, description=description, args_schema=tool.schema(), infer_schema=False
        )

    def _messages(self) -> list[BaseMessage]:
        said: list[BaseMessage] = []
        for question, answer in self.turn.state.exchanges:
            said += [HumanMessage(question), AIMessage(answer)]
        return [*said, HumanMessage(briefing.question_of(self.turn, self.asked.text))]

    def _worth_another(self, error: Exception) -> bool:
        """Whether a failed call is tried again: not once something of it was heard, nor where the wait is too long."""
        wait = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "0")
        soon = wait.replace(".", "").isdigit() and float(wait) <= self.limits.delay * 4
        return isinstance(error, ModelError) and error.is_retryable and soon and not self.heard

    def _hear(self, piece: Any) -> None:
        if not isinstance(piece, AIMessage):
            return
        text = piece.text
        calls = getattr(piece, "tool_call_chunks", ())
        self.written += len(text) + sum(len(call["args"] or "") for call in calls)
        if self.written > self.limits.written:
            raise TooMuch
        self.heard = self.heard or bool(text) or bool(calls)
        if text:
            self.speech.hear(text)

    def _count(self, event: Any) -> None:
        """A message of the model is complete."""
        for message in (event.get("model") or {}).get("messages", ()):
            self.calls += 1
            self.heard = False
            used = message.usage_metadata
            self.tokens += used["total_tokens"] if used else len(message.text) // 4
            if self.tokens > self.limits.tokens:
                raise TooMuch
            if message.tool_calls:
                self.speech.pause()

    async def _sum_up(self, transcript: str) -> str:
        messages = [SystemMessage(briefing.summary_instructions()), HumanMessage(transcript)]
        return (await self.chat.ainvoke(messages)).text

    def _settle(self) -> None:
        self.speech.settle()
        self.turn.intent = main_of([call.intent for call in self.session.calls])
        if not self.turn.person.forgotten:
            learn(self.turn)

    def _spoken(self, seconds: float) -> Spoken:
        system = library()[briefing.SYSTEM]
        self.turn.wording.used.update({system.name: system.version, **self.session.versions})
        return Spoken(
            sentences=len(self.speech.sentences),
            replaced=self.speech.replaced,
            dropped=self.speech.dropped,
            calls=self.calls,
            tokens=self.tokens,
            seconds=round(seconds, 3),
        )


async def _in_time(task: asyncio.Task[str], seconds: float) -> str:
    """What a task gives, empty where it fails or takes too long: a missing summary is no reason to wait."""
    done, _ = await asyncio.wait([task], timeout=seconds)
    return task.result() if done and not task.cancelled() and task.exception() is None else ""


_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "timeout"),
    (ModelTimeoutError, "timeout"),
    (ModelRateLimitError, "rate_limited"),
    (ModelAuthenticationError, "refused"),
    (ModelError, "server_error"),
    (BrokenReply, "broken_reply"),
    (ValueError, "broken_reply"),
    (ModelCallLimitExceededError, "looping"),
    (BadCalls, "bad_calls"),
    (NoLookup, "no_lookup"),
    (TooMuch, "too_much"),
)


def reason_of(error: BaseException) -> str:
    """Why there is no answer, in one word."""
    return next((reason for kind, reason in _REASONS if isinstance(error, kind)), "failed")
