"""The one way into the Web API: token, arguments, scopes, rates, and then the method."""

from __future__ import annotations

import base64
from typing import Any

from tests.slack_simulator.args import Args
from tests.slack_simulator.journal import Violation
from tests.slack_simulator.methods import HANDLERS, Caller, access
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import State
from tests.slack_simulator.tables import METHODS, MethodRules
from tests.slack_simulator.world import Token

BREACHES = {
    "invalid_arguments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_chunks",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "markdown_text_conflict",
    "metadata_too_large",
    "missing_recipient_team_id",
    "missing_recipient_user_id",
    "missing_scope",
    "msg_blocks_too_long",
    "msg_blocks_too_many",
    "msg_too_long",
    "no_text",
    "not_agent_app",
    "unknown_method",
    "view_too_large",
}
LOOKS = {"username", "icon_emoji", "icon_url"}


def answer(state: State, method: str, given: dict[str, Any], authorization: str) -> tuple[int, dict[str, Any]]:
    """Status and body for one call; what breaks Slack's rules is kept among the violations."""
    try:
        if method not in METHODS:
            raise Refused("unknown_method", req_method=method)
        args = Args(given)
        if method == "oauth.v2.access":
            return 200, {"ok": True, **access.oauth_access(state, Args(_basic(authorization) | args.values))}
        token = _token(state, method, args, authorization)
        _check_arguments(METHODS[method], args)
        caller = Caller(state, token)
        _check_scopes(caller, method, args)
        state.limits.admit(method, token.team, args.text("channel"))
        return 200, {"ok": True, **HANDLERS[method](caller, args)}
    except Refused as refused:
        if refused.error in BREACHES and not _is_an_optional_scope(state, refused):
            state.journal.violations.append(Violation(method, refused.error, _told(refused)))
        return refused.status, refused.answer()


def scopes_of(state: State, authorization: str) -> str:
    """What the header `x-oauth-scopes` says."""
    token = state.world.tokens.get(authorization.removeprefix("Bearer ").strip())
    return ",".join(sorted(token.scopes)) if token else ""


def _is_an_optional_scope(state: State, refused: Refused) -> bool:
    """Whether a scope is missing that people may refuse: apps learn that from the error."""
    needed = set(str(refused.more.get("needed", "")).split(","))
    return refused.error == "missing_scope" and needed <= state.app.optional_scopes


def _told(refused: Refused) -> list[str]:
    needed = [f"needs {refused.more['needed']}"] if "needed" in refused.more else []
    return list(refused.more.get("errors", refused.details)) + needed


def _basic(authorization: str) -> dict[str, str]:
    if not authorization.startswith("Basic "):
        return {}
    name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
    return {"client_id": name, "client_secret": secret}


def _token(state: State, method: str, args: Args, authorization: str) -> Token:
    value = authorization.removeprefix("Bearer ").strip() or args.text("token")
    if not value:
        raise Refused("not_authed")
    token = state.world.tokens.get(value)
    if token is None:
        raise Refused("invalid_auth")
    if token.revoked:
        raise Refused("token_revoked")
    if token.ends is not None and state.clock.now() >= token.ends:
        raise Refused("token_expired")
    if (token.kind == "app") != (method == "apps.connections.open"):
        raise Refused("not_allowed_token_type")
    return token


def _check_arguments(rules: MethodRules, args: Args) -> None:
    unknown = sorted(args.values.keys() - rules.known)
    missing = sorted(rules.required - args.values.keys())
    missing += [" or ".join(group) for group in rules.either if not args.values.keys() & set(group)]
    details = [f"unknown argument [json-pointer:/{name}]" for name in unknown]
    details += [f"missing required field: {name}" for name in missing]
    if details:
        raise Refused("invalid_arguments", details)


def _check_scopes(caller: Caller, method: str, args: Args) -> None:
    caller.need(*METHODS[method].scopes)
    if args.values.keys() & LOOKS:
        caller.need("chat:write.customize")
