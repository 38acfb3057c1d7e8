"""chat.*: messages that come whole."""

from __future__ import annotations

from tests.slack_simulator import posting
from tests.slack_simulator.args import Args
from tests.slack_simulator.methods.content import TEXT_CUT, TEXT_OF_UPDATE, Content, read_content
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.world import Channel

SCHEDULE_AHEAD = 120 * 86_400


def _warned(answer: Answer, content: Content) -> Answer:
    return answer | ({"warning": ",".join(content.warnings)} if content.warnings else {})


def _thread(channel: Channel, args: Args) -> str | None:
    """The thread to answer in; a reply's timestamp stands for its thread, as in Slack."""
    ts = args.maybe("thread_ts")
    if ts is None:
        return None
    parent = channel.find(ts)
    if parent is None:
        raise Refused("thread_not_found")
    return parent.thread_ts or parent.ts


def _clear_status(channel: Channel, thread_ts: str | None) -> None:
    for status in channel.statuses:
        if status["thread_ts"] == thread_ts:
            status["gone"] = True


@handles("chat.postMessage")
def post_message(caller: Caller, args: Args) -> Answer:
    """A new message."""
    channel = caller.postable(args.text("channel"))
    content = read_content(args)
    thread_ts = _thread(channel, args)
    message = posting.post(
        caller.state,
        channel,
        caller.me,
        content.text,
        blocks=content.blocks,
        thread_ts=thread_ts,
        metadata=content.metadata or None,
        subtype="thread_broadcast" if thread_ts and args.flag("reply_broadcast") else None,
    )
    _clear_status(channel, thread_ts)
    answer = {"channel": channel.id, "ts": message.ts, "message": message.as_json()}
    return _warned(answer, content)


@handles("chat.update")
def update(caller: Caller, args: Args) -> Answer:
    """Other words for a message of one's own."""
    channel = caller.channel(args.text("channel"))
    message = caller.mine(channel, args.text("ts"), "cant_update_message")
    if message.stream == "open":
        raise Refused("streaming_state_conflict")
    content = read_content(args, TEXT_OF_UPDATE)
    metadata = message.metadata if content.metadata is None else content.metadata or None
    posting.change(caller.state, channel, message, text=content.text, blocks=content.blocks, metadata=metadata)
    answer = {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.as_json()}
    return _warned(answer, content)


@handles("chat.delete")
def delete(caller: Caller, args: Args) -> Answer:
    """Take a message of one's own back."""
    channel = caller.channel(args.text("channel"))
    message = caller.mine(channel, args.text("ts"), "cant_delete_message")
    posting.remove(caller.state, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@handles("chat.postEphemeral")
def post_ephemeral(caller: Caller, args: Args) -> Answer:
    """A message that one member sees."""
    channel = caller.postable(args.text("channel"))
    if args.text("user") not in channel.members:
        raise Refused("user_not_in_channel")
    content = read_content(args, TEXT_CUT)
    message = posting.post(
        caller.state,
        channel,
        caller.me,
        content.text,
        blocks=content.blocks,
        thread_ts=_thread(channel, args),
        only_for=args.text("user"),
    )
    return {"message_ts": message.ts}


@handles("chat.getPermalink")
def get_permalink(caller: Caller, args: Args) -> Answer:
    """The address of a message."""
    channel = caller.channel(args.text("channel"))
    message = channel.find(args.text("message_ts"))
    if message is None:
        raise Refused("message_not_found")
    domain = caller.world.workspaces[channel.team].domain
    address = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    reply = message.thread_ts not in (None, message.ts)
    return {"channel": channel.id, "permalink": address + (f"?thread_ts={message.thread_ts}" if reply else "")}


@handles("chat.scheduleMessage")
def schedule(caller: Caller, args: Args) -> Answer:
    """A message for later; `SlackSimulator.post_what_is_due` posts it."""
    channel = caller.postable(args.text("channel"))
    at, now = args.number("post_at", 0), caller.state.clock.now()
    if at <= now:
        raise Refused("time_in_past")
    if at > now + SCHEDULE_AHEAD:
        raise Refused("time_too_far")
    content = read_content(args, TEXT_CUT)
    name = caller.state.clock.name("Q")
    caller.state.scheduled[name] = {
        "channel": channel.id,
        "user": caller.me.id,
        "post_at": at,
        "text": content.text,
        "blocks": content.blocks,
        "thread_ts": _thread(channel, args),
    }
    return {"channel": channel.id, "scheduled_message_id": name, "post_at": at, "message": {"text": content.text}}
