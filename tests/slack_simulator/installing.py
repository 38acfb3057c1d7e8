"""The app comes to a workspace and leaves it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import urlencode

from tests.slack_simulator import events
from tests.slack_simulator.refusal import CannotDo, Refused
from tests.slack_simulator.state import Code, State
from tests.slack_simulator.world import Installation, Token


def install(state: State, team: str, by: str, scopes: Iterable[str]) -> Installation:
    """Put the app into a workspace; where it is there already its scopes grow and its token stays."""
    known = state.world.installations.get(team)
    if known and not known.token.revoked:
        known.token.scopes |= set(scopes)
        known.by = by
        return known
    bot = known.bot if known else state.world.add_user(team, "advisor", is_bot=True, app_id=state.app.id)
    bot.bot_id = bot.bot_id or state.clock.name("B")
    state.world.installations[team] = Installation(team, bot, _new_token(state, team, bot.id, scopes), by)
    return state.world.installations[team]


def renew(state: State, refresh: str) -> Installation:
    """A new token for one that ends; the old one lasts until then, its refresh token worked once.

    Raises:
        Refused: no token is exchanged with that one.
    """
    for installed in state.world.installations.values():
        token = installed.token
        if refresh and token.refresh == refresh and not token.revoked:
            installed.token = _new_token(state, installed.team, token.user, token.scopes)
            return installed
    raise Refused("invalid_refresh_token")


def _new_token(state: State, team: str, bot: str, scopes: Iterable[str]) -> Token:
    token = Token(f"xoxb-{team}-{secrets.token_hex(8)}", "bot", team, bot, set(scopes))
    if state.app.token_seconds is not None:
        token.refresh, token.ends = f"xoxe-1-{secrets.token_hex(8)}", state.clock.now() + state.app.token_seconds
    state.world.tokens[token.value] = token
    return token


def revoke(state: State, token: Token) -> None:
    """A token ends; the app hears `tokens_revoked`."""
    token.revoked = True
    gone = {"oauth": [], "bot": [token.user]} if token.kind == "bot" else {"oauth": [token.user], "bot": []}
    events.announce(state, token.team, {"type": "tokens_revoked", "tokens": gone})


def uninstall(state: State, team: str) -> None:
    """The app leaves: its token ends, and it hears `tokens_revoked` and `app_uninstalled`."""
    installed = state.world.installations[team]
    revoke(state, installed.token)
    events.announce(state, team, {"type": "app_uninstalled"})


def authorize(state: State, user: str, query: dict[str, str], without: Iterable[str] = ()) -> str:
    """The address that somebody's browser is sent to after they agree: with a code and the app's state.

    Raises:
        Refused: the client id, the redirect address or the scopes are wrong.
        CannotDo: a scope `without` which they want it is not optional.
    """
    if set(without) - state.app.optional_scopes:
        raise CannotDo("Only optional scopes can be left out.")
    if query.get("client_id") != state.app.client_id:
        raise Refused("invalid_client_id")
    scopes = tuple(one for one in query.get("scope", "").split(",") if one and one not in set(without))
    if not scopes:
        raise Refused("no_scopes")
    allowed = state.app.redirect_urls
    target = query.get("redirect_uri") or (allowed[0] if allowed else "")
    if not any(target.startswith(one) for one in allowed):
        raise Refused("bad_redirect_uri")
    code = secrets.token_hex(16)
    team = state.world.users[user].team
    state.codes[code] = Code(team, user, scopes, query.get("redirect_uri"), state.clock.now())
    return f"{target}?{urlencode({'code': code, 'state': query.get('state', '')})}"
