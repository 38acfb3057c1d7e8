"""assistant.threads.* and agents.sessions.*: what agent apps show beside their messages."""

from __future__ import annotations

from tests.slack_simulator.args import Args
from tests.slack_simulator.journal import Violation
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.world import Channel

MOST_LOADING, LONGEST_LOADING, MOST_PROMPTS = 10, 50, 4


def _thread(caller: Caller, args: Args) -> tuple[Channel, str]:
    channel = caller.channel(args.text("channel_id"), joined=True)
    ts = args.text("thread_ts")
    if channel.find(ts) is None:
        raise Refused("invalid_thread_ts")
    return channel, ts


@handles("assistant.threads.setStatus")
def set_status(caller: Caller, args: Args) -> Answer:
    """What the bot is doing; an empty status clears it."""
    channel, ts = _thread(caller, args)
    loading = args.parsed("loading_messages")
    if loading is not None:
        fits = isinstance(loading, list) and 1 <= len(loading) <= MOST_LOADING
        if not fits or not all(isinstance(one, str) and 1 <= len(one) <= LONGEST_LOADING for one in loading):
            raise Refused(
                "invalid_arguments", ["1 to 10 messages of 1 to 50 characters [json-pointer:/loading_messages]"]
            )
    status = {"thread_ts": ts, "status": args.text("status"), "loading_messages": loading or []}
    channel.statuses.append(status | {"at": caller.state.clock.now(), "gone": not args.text("status")})
    return {}


@handles("assistant.threads.setTitle")
def set_title(caller: Caller, args: Args) -> Answer:
    """The thread's name in the history."""
    channel, ts = _thread(caller, args)
    channel.titles[ts] = args.text("title")
    return {}


@handles("assistant.threads.setSuggestedPrompts")
def set_prompts(caller: Caller, args: Args) -> Answer:
    """Up to four prompts. Under agent_view a call with a thread is answered with ok and does nothing."""
    if caller.state.app.agent is None:
        raise Refused("not_agent_app")
    prompts = args.parsed("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise Refused("invalid_arguments", ["1 to 4 prompts [json-pointer:/prompts]"])
    if not all(isinstance(one, dict) and one.get("title") and one.get("message") for one in prompts):
        raise Refused("invalid_arguments", ["a prompt has a title and a message [json-pointer:/prompts]"])
    channel = caller.channel(args.text("channel_id"), joined=True)
    if "thread_ts" in args and caller.state.app.agent == "agent_view":
        told = "no prompts are shown where an agent app names a thread"
        caller.state.journal.violations.append(Violation("assistant.threads.setSuggestedPrompts", "no_effect", [told]))
        return {}
    if "thread_ts" in args:
        _thread(caller, args)
    shown = {"title": args.maybe("title"), "prompts": prompts, "thread_ts": args.maybe("thread_ts")}
    channel.prompts.append(shown)
    return {}


def _session(caller: Caller, args: Args) -> tuple[Channel, str]:
    if caller.state.app.agent != "agent_view":
        raise Refused("feature_disabled")
    channel = caller.channel(args.text("channel_id"), joined=True)
    if channel.kind == "im" and "thread_ts" in args:
        raise Refused("thread_ts_not_allowed")
    if channel.kind != "im" and "thread_ts" not in args:
        raise Refused("thread_ts_required")
    return channel, args.text("thread_ts", "session")


@handles("agents.sessions.setStatus")
def set_session_status(caller: Caller, args: Args) -> Answer:
    """How a session stands; kept among the channel's statuses."""
    channel, thread = _session(caller, args)
    status = {"thread_ts": thread, "status": args.text("status"), "loading_messages": []}
    channel.statuses.append(status | {"at": caller.state.clock.now(), "gone": False})
    return {}


@handles("agents.sessions.rename")
def rename_session(caller: Caller, args: Args) -> Answer:
    """A session's name."""
    channel, thread = _session(caller, args)
    channel.titles[thread] = args.text("title")
    return {}
