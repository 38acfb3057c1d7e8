"""What an acknowledgement does: a command's answer, a view's errors or its successor."""

from __future__ import annotations

from typing import Any

from tests.slack_simulator import responses
from tests.slack_simulator.journal import Delivery, Violation
from tests.slack_simulator.methods import views
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import ResponseUrl, State

Json = dict[str, Any]


def take(state: State, delivery: Delivery) -> None:
    """Do what the body of a good acknowledgement says; what cannot be done is a violation."""
    body, payload = delivery.body, delivery.payload
    try:
        if delivery.kind == "command" and body:
            _answer_command(state, payload, body)
        elif payload.get("type") == "view_submission":
            _close_or_change(state, payload, body if isinstance(body, dict) else {})
        elif payload.get("type") == "block_suggestion":
            _check_options(body)
    except Refused as refused:
        told = list(refused.more.get("errors", refused.details))
        state.journal.violations.append(Violation(f"ack of {delivery.kind}", refused.error, told))


def _answer_command(state: State, payload: Json, body: Any) -> None:
    given = body if isinstance(body, dict) else {"text": str(body)}
    place = ResponseUrl(payload["channel_id"], payload["team_id"], payload["user_id"], None, state.clock.now())
    responses.respond(state, place, given)


def _close_or_change(state: State, payload: Json, body: Json) -> None:
    team, user, view = payload["team"]["id"], payload["user"]["id"], payload["view"]
    stack = state.stacks.get((team, user), [])
    if view["id"] not in state.views:
        return
    action = body.get("response_action")
    if action is None:
        _drop(state, stack, view["id"])
    elif action == "clear":
        for name in list(stack):
            _drop(state, stack, name)
    elif action == "errors":
        _show_errors(state, view, body.get("errors"))
    elif action == "update":
        new = views.checked_view(state, body.get("view"), "modal")
        views.stored(state, team, new, state.views[view["id"]])
    elif action == "push":
        views.put_on_top(state, team, user, views.checked_view(state, body.get("view"), "modal"))
    else:
        raise Refused("invalid_response_action", [str(action)])


def _drop(state: State, stack: list[str], name: str) -> None:
    if name in stack:
        stack.remove(name)
    state.views.pop(name, None)


def _show_errors(state: State, view: Json, errors: Any) -> None:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or set(errors) - inputs:
        raise Refused("invalid_errors", [f"errors name input blocks, which are {sorted(inputs)}"])
    state.views[view["id"]]["errors"] = dict(errors)


def _check_options(body: Any) -> None:
    if not isinstance(body, dict) or not isinstance(body.get("options", body.get("option_groups")), list):
        raise Refused("invalid_options", ["a block_suggestion is answered with options or option_groups"])
    if len(body.get("options") or []) > 100:
        raise Refused("invalid_options", ["more than 100 options"])
