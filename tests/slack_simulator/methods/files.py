"""files.*: a place for the bytes, the bytes, and then the message that shows them."""

from __future__ import annotations

import secrets
from typing import Any

from tests.slack_simulator import posting
from tests.slack_simulator.args import Args
from tests.slack_simulator.methods.content import read_blocks
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import State, Upload
from tests.slack_simulator.world import Channel, File

LONGEST_ALT = 1000


@handles("files.getUploadURLExternal")
def get_upload_url(caller: Caller, args: Args) -> Answer:
    """Where the bytes may be sent to."""
    length = args.number("length", 0)
    if length < 1:
        raise Refused("missing_argument")
    alt = args.maybe("alt_txt")
    if alt and len(alt) > LONGEST_ALT:
        raise Refused("alt_txt_too_large")
    name = caller.state.clock.name("F")
    caller.world.files[name] = File(name, caller.token.team, args.text("filename"), length, caller.me.id, alt_text=alt)
    key = secrets.token_hex(12)
    caller.state.uploads[key] = Upload(name)
    return {"upload_url": f"{caller.state.base_url}/upload/v1/{key}", "file_id": name}


def receive(state: State, key: str, content: bytes) -> tuple[int, str]:
    """Take the bytes of a file: a status and a body as Slack's file server gives them."""
    upload = state.uploads.get(key)
    if upload is None or upload.received:
        return 404, "not found"
    file = state.world.files[upload.file]
    if len(content) != file.length:
        return 400, "the length is not the one that was announced"
    file.content, upload.received = content, True
    return 200, f"OK - {len(content)}"


@handles("files.completeUploadExternal")
def complete(caller: Caller, args: Args) -> Answer:
    """The files are there: show them in channels, or keep them private."""
    given = args.parsed("files")
    if not isinstance(given, list) or not given:
        raise Refused("invalid_arguments", ["must be a list of files [json-pointer:/files]"])
    files = [_finished(caller, one) for one in given]
    places = [name for name in args.text("channels").split(",") if name] or [args.text("channel_id")]
    channels = [caller.channel(name, joined=True) for name in places if name]
    blocks = [] if "initial_comment" in args else read_blocks(args)
    for file, one in zip(files, given, strict=True):
        file.complete, file.title = True, str(one.get("title") or file.name)
    for channel in channels:
        _share(caller, channel, files, args, blocks)
    return {"files": [file.as_json(caller.state.base_url) for file in files]}


def _finished(caller: Caller, given: Any) -> File:
    file = caller.world.files.get(given.get("id", "")) if isinstance(given, dict) else None
    if file is None or file.content is None or file.complete:
        raise Refused("file_not_found")
    if file.by != caller.me.id:
        raise Refused("access_denied")
    return file


def _share(caller: Caller, channel: Channel, files: list[File], args: Args, blocks: list[dict[str, Any]]) -> None:
    for file in files:
        file.channels.append(channel.id)
    posting.post(
        caller.state,
        channel,
        caller.me,
        args.text("initial_comment"),
        blocks=blocks,
        files=[file.id for file in files],
        subtype="file_share",
        thread_ts=args.maybe("thread_ts"),
    )
