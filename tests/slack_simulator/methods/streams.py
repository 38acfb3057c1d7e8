"""chat.startStream, appendStream, stopStream: messages that grow."""

from __future__ import annotations

from typing import Any

from tests.slack_simulator import posting
from tests.slack_simulator.args import Args
from tests.slack_simulator.blocks import check_message
from tests.slack_simulator.blocks.checks import Report, by_type, choice, listed, shape, string
from tests.slack_simulator.blocks.elements import url_source
from tests.slack_simulator.methods.content import MARKDOWN, read_blocks, read_metadata, refuse_findings
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import STREAM_SECONDS
from tests.slack_simulator.world import Channel, Message

_task = {"id": string(), "title": string(), "status": choice("pending", "in_progress", "complete", "error")}
_task_more = {
    "details": string(shortest=0),
    "output": string(shortest=0),
    "sources": listed(by_type({"url": url_source}), least=0),
}
_chunks = listed(
    by_type(
        {
            "markdown_text": shape({"text": string()}),
            "task_update": shape(_task, _task_more),
            "plan_update": shape({"title": string()}),
            "blocks": shape({"blocks": listed(lambda *_: None)}),
        }
    ),
    least=0,
)


def _read_chunks(args: Args) -> list[dict[str, Any]]:
    """The chunks of a call, `markdown_text` as one of them."""
    if "markdown_text" in args and "chunks" in args:
        raise Refused("markdown_text_conflict")
    if "markdown_text" in args:
        return [{"type": "markdown_text", "text": args.text("markdown_text")}]
    chunks = args.parsed("chunks", "invalid_chunks") or []
    report = Report("message")
    _chunks(chunks, ("chunks",), report)
    refuse_findings(report.findings, "invalid_chunks")
    for chunk in chunks:
        if chunk["type"] == "blocks":
            refuse_findings(check_message(chunk["blocks"]))
    return list(chunks)


def _grow(state_now: float, message: Message, chunks: list[dict[str, Any]]) -> None:
    words = "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
    if len(message.text) + len(words) > MARKDOWN:
        raise Refused("msg_blocks_too_long", [f"more than {MARKDOWN} characters of markdown in all"])
    message.text += words
    message.chunks += chunks
    message.touched = state_now


def _rendered(message: Message) -> list[dict[str, Any]]:
    """The blocks that the chunks amount to: text, then the latest state of each task."""
    tasks: dict[str, dict[str, Any]] = {}
    blocks: list[dict[str, Any]] = [{"type": "markdown", "text": message.text}] if message.text else []
    for chunk in message.chunks:
        if chunk["type"] == "task_update":
            kept = {name: chunk[name] for name in ("title", "status")}
            tasks[chunk["id"]] = {"type": "task_card", "task_id": chunk["id"], **kept}
        elif chunk["type"] == "blocks":
            blocks += chunk["blocks"]
    return [*tasks.values(), *blocks]


def _open_stream(caller: Caller, args: Args) -> tuple[Channel, Message]:
    channel = caller.channel(args.text("channel"))
    message = caller.mine(channel, args.text("ts"), "message_not_owned_by_app")
    if message.stream == "open" and caller.state.clock.now() - message.touched > STREAM_SECONDS:
        message.stream = "expired"
    if message.stream != "open":
        raise Refused("message_not_in_streaming_state")
    return channel, message


@handles("chat.startStream")
def start(caller: Caller, args: Args) -> Answer:
    """Begin; in channels it has to be said for whom."""
    channel = caller.postable(args.text("channel"))
    if args.text("task_display_mode", "timeline") not in ("timeline", "plan"):
        raise Refused("invalid_arguments", ["must be timeline or plan [json-pointer:/task_display_mode]"])
    if channel.kind != "im":
        if "recipient_user_id" not in args:
            raise Refused("missing_recipient_user_id")
        if "recipient_team_id" not in args:
            raise Refused("missing_recipient_team_id")
        caller.user(args.text("recipient_user_id"))
    thread_ts = args.maybe("thread_ts")
    if thread_ts and channel.find(thread_ts) is None:
        raise Refused("invalid_thread_ts")
    chunks = _read_chunks(args)
    begun = Message("", "", "", "")
    _grow(caller.state.clock.now(), begun, chunks)
    message = posting.post(
        caller.state,
        channel,
        caller.me,
        begun.text,
        blocks=_rendered(begun),
        thread_ts=thread_ts,
        chunks=begun.chunks,
        stream="open",
        touched=begun.touched,
    )
    return {"channel": channel.id, "ts": message.ts}


@handles("chat.appendStream")
def append(caller: Caller, args: Args) -> Answer:
    """Go on."""
    channel, message = _open_stream(caller, args)
    _grow(caller.state.clock.now(), message, _read_chunks(args))
    message.blocks = posting.with_ids(caller.state, _rendered(message))
    return {"channel": channel.id, "ts": message.ts}


@handles("chat.stopStream")
def stop(caller: Caller, args: Args) -> Answer:
    """End, perhaps with blocks below."""
    channel, message = _open_stream(caller, args)
    blocks, metadata = read_blocks(args), read_metadata(args)
    _grow(caller.state.clock.now(), message, _read_chunks(args))
    if len(_rendered(message)) + len(blocks) > 50:
        raise Refused("msg_blocks_too_many")
    message.stream = "done"
    posting.change(
        caller.state, channel, message, blocks=[*_rendered(message), *blocks], metadata=metadata or message.metadata
    )
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}
