"""auth.*, apps.connections.open, oauth.v2.access."""

from __future__ import annotations

from tests.slack_simulator import installing
from tests.slack_simulator.args import Args
from tests.slack_simulator.methods.registry import Answer, Caller, handles
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import State

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
    """A code for a token; the only method that a client id and secret call instead of a token.

    Raises:
        Refused: the client, the code or the redirect address is not the right one.
    """
    if args.text("client_id") != state.app.client_id:
        raise Refused("invalid_client_id")
    if args.text("client_secret") != state.app.client_secret:
        raise Refused("bad_client_secret")
    if args.text("grant_type", "authorization_code") != "authorization_code":
        raise Refused("invalid_grant_type")
    code = state.codes.get(args.text("code"))
    if code is None or code.used or state.clock.now() - code.made > CODE_SECONDS:
        raise Refused("invalid_code")
    if code.redirect_uri != args.maybe("redirect_uri"):
        raise Refused("bad_redirect_uri")
    code.used = True
    installed = installing.install(state, code.team, code.user, code.scopes)
    return {
        "access_token": installed.token.value,
        "token_type": "bot",
        "scope": ",".join(sorted(installed.token.scopes)),
        "bot_user_id": installed.bot.id,
        "app_id": state.app.id,
        "team": {"id": code.team, "name": state.world.workspaces[code.team].name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": code.user},
    }
