"""views.*: modals and the Home tab."""

from __future__ import annotations

import copy
import secrets
from typing import Any

from tests.slack_simulator.args import Args
from tests.slack_simulator.blocks import check_view
from tests.slack_simulator.blocks.surfaces import view_size
from tests.slack_simulator.forms import initial_state
from tests.slack_simulator.methods.content import refuse_findings
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.posting import with_ids
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import State

DEEPEST = 3
LARGEST = 250_000


def checked_view(state: State, given: Any, kind: str) -> dict[str, Any]:
    """A view as the app sent it, found to be in order and with its ids.

    Raises:
        Refused: it is over a limit or of the other kind.
    """
    refuse_findings(check_view(given), "invalid_arguments")
    if given["type"] != kind:
        raise Refused("invalid_arguments", [f"must be a {kind} [json-pointer:/view/type]"])
    if view_size(given) > LARGEST:
        raise Refused("view_too_large")
    view: dict[str, Any] = copy.deepcopy(given)
    view["blocks"] = with_ids(state, view["blocks"])
    return view


def stored(state: State, team: str, view: dict[str, Any], like: dict[str, Any] | None = None) -> dict[str, Any]:
    """Keep a view under a new id, or under that of the view whose place it takes."""
    name = like["id"] if like else state.clock.name("V")
    external = view.get("external_id")
    if external and any(one["external_id"] == external and one["id"] != name for one in state.views.values()):
        raise Refused("duplicate_external_id")
    installed = state.world.installations[team]
    before = (like or {}).get("state", {}).get("values", {})
    kept = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "close": None,
        "submit": None,
        "clear_on_close": False,
        "notify_on_close": False,
        "title": {"type": "plain_text", "text": "Home"},
        **view,
        "id": name,
        "team_id": team,
        "app_id": state.app.id,
        "bot_id": installed.bot.bot_id,
        "hash": f"{int(state.clock.now())}.{secrets.token_hex(4)}",
        "root_view_id": like["root_view_id"] if like else name,
        "previous_view_id": like["previous_view_id"] if like else None,
        "state": {"values": initial_state(view["blocks"], before)},
    }
    state.views[name] = kept
    state.journal.note()
    return kept


def put_on_top(state: State, team: str, user: str, view: dict[str, Any]) -> dict[str, Any]:
    """Show a view above those that are open.

    Raises:
        Refused: three are open.
    """
    stack = state.stacks.setdefault((team, user), [])
    if len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    kept = stored(state, team, view)
    if stack:
        kept |= {"root_view_id": stack[0], "previous_view_id": stack[-1]}
    stack.append(kept["id"])
    return kept


def _spent(caller: Caller, args: Args) -> tuple[str, str | None]:
    trigger = caller.state.spend_trigger(
        args.text("trigger_id") or args.text("interactivity_pointer"), caller.token.team
    )
    return trigger.user, trigger.view


@handles("views.open")
def open_view(caller: Caller, args: Args) -> Answer:
    """A new modal; the view is looked at before the trigger is used up."""
    view = checked_view(caller.state, args.parsed("view"), "modal")
    user, _ = _spent(caller, args)
    team = caller.token.team
    before = caller.state.stacks.pop((team, user), [])
    for name in before:
        caller.state.views.pop(name, None)
    return {"view": put_on_top(caller.state, team, user, view)}


@handles("views.push")
def push(caller: Caller, args: Args) -> Answer:
    """A modal above the one in which the trigger arose."""
    view = checked_view(caller.state, args.parsed("view"), "modal")
    user, within = _spent(caller, args)
    if within is None:
        raise Refused("not_found")
    return {"view": put_on_top(caller.state, caller.token.team, user, view)}


@handles("views.update")
def update(caller: Caller, args: Args) -> Answer:
    """Another content for an open modal."""
    name, external = args.maybe("view_id"), args.maybe("external_id")
    found = [
        one for one in caller.state.views.values() if name == one["id"] or (external and external == one["external_id"])
    ]
    if not found or found[0]["team_id"] != caller.token.team:
        raise Refused("not_found")
    _same_hash(found[0], args)
    view = checked_view(caller.state, args.parsed("view"), found[0]["type"])
    return {"view": stored(caller.state, caller.token.team, view, found[0])}


@handles("views.publish")
def publish(caller: Caller, args: Args) -> Answer:
    """Somebody's Home tab."""
    if not caller.state.app.home_tab:
        raise Refused("not_enabled")
    user = caller.user(args.text("user_id"))
    place = (caller.token.team, user.id)
    before = caller.state.homes.get(place)
    if before:
        _same_hash(before, args)
    view = checked_view(caller.state, args.parsed("view"), "home")
    caller.state.homes[place] = stored(caller.state, caller.token.team, view, before)
    return {"view": caller.state.homes[place]}


def _same_hash(view: dict[str, Any], args: Args) -> None:
    if "hash" in args and args.text("hash") != view["hash"]:
        raise Refused("hash_conflict")
