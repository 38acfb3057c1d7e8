"""auth.*, apps.connections.open, oauth.v2.access."""

from __future__ import annotations

from tests.slack_simulator import installing
from tests.slack_simulator.args import Args
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import State
from tests.slack_simulator.world import Installation

CODE_SECONDS = 600


@handles("auth.test")
def test(caller: Caller, args: Args) -> Answer:
    """Whose token this is."""
    workspace = caller.world.workspaces[caller.token.team]
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": caller.me.name,
        "team_id": workspace.id,
        "user_id": caller.me.id,
        "bot_id": caller.me.bot_id,
        "is_enterprise_install": False,
    }


@handles("auth.revoke")
def revoke(caller: Caller, args: Args) -> Answer:
    """End the token; the app hears of it."""
    if not args.flag("test"):
        installing.revoke(caller.state, caller.token)
    return {"revoked": not args.flag("test")}


@handles("apps.connections.open")
def connect(caller: Caller, args: Args) -> Answer:
    """A WebSocket address that works once."""
    assert caller.state.open_socket is not None
    return {"url": caller.state.open_socket()}


def oauth_access(state: State, args: Args) -> Answer:
    """A token for a code, or for a refresh token; a client id and secret call it instead of a token.

    Raises:
        Refused: the client, the code, the redirect address or the refresh token is not the right one.
    """
    if args.text("client_id") != state.app.client_id:
        raise Refused("invalid_client_id")
    if args.text("client_secret") != state.app.client_secret:
        raise Refused("bad_client_secret")
    match args.text("grant_type", "authorization_code"):
        case "authorization_code":
            return _access(state, _by_code(state, args))
        case "refresh_token":
            return _access(state, installing.renew(state, args.text("refresh_token")))
        case _:
            raise Refused("invalid_grant_type")


def _by_code(state: State, args: Args) -> Installation:
    code = state.codes.get(args.text("code"))
    if code is None or code.used or state.clock.now() - code.made > CODE_SECONDS:
        raise Refused("invalid_code")
    if code.redirect_uri != args.maybe("redirect_uri"):
        raise Refused("bad_redirect_uri")
    code.used = True
    return installing.install(state, code.team, code.user, code.scopes)


def _access(state: State, installed: Installation) -> Answer:
    refresh = installed.token.refresh
    rotated = {} if refresh is None else {"refresh_token": refresh, "expires_in": state.app.token_seconds}
    return {
        "access_token": installed.token.value,
        "token_type": "bot",
        "scope": ",".join(sorted(installed.token.scopes)),
        "bot_user_id": installed.bot.id,
        "app_id": state.app.id,
        "team": {"id": installed.team, "name": state.world.workspaces[installed.team].name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": installed.by},
        **rotated,
    }
