"""The settings of the doors and of the advisor, beside those of the stores and the index."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

from pydantic import Field, SecretStr, field_validator

from people.store import PersonKey
from retrieval.settings import IndexSettings

NO_MODEL = "none"
DEFAULT_MODEL = "gpt-4.1-mini"
"""What speaks where there is a key and no model is named: quick, cheap, good at calling tools."""


class SlackMode(StrEnum):
    """How Slack reaches the bot: not at all, one workspace over a socket or over HTTP, or many over HTTP."""

    NONE = "none"
    SOCKET = "one workspace, Socket Mode"
    HTTP = "one workspace, HTTP"
    WORKSPACES = "many workspaces, HTTP"


_NEEDED: dict[SlackMode, tuple[str, ...]] = {
    SlackMode.NONE: (),
    SlackMode.SOCKET: ("slack_bot_token", "slack_app_token"),
    SlackMode.HTTP: ("slack_bot_token", "slack_signing_secret"),
    SlackMode.WORKSPACES: ("slack_client_id", "slack_client_secret", "slack_signing_secret", "token_keys"),
}


class AdvisorSettings(IndexSettings):
    """Everything that can be configured, from the environment or from `.env`."""

    model: str | None = Field(
        default=None,
        validation_alias="ADVISOR_MODEL",
        description="The language model to answer with, where there is a key or a server; none leaves it out",
    )
    contact: str = Field(
        default="",
        validation_alias="ADVISOR_CONTACT",
        description="The person or office named to people who ask for one or are in danger",
    )
    slack_bot_token: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_BOT_TOKEN",
        description="The bot token (xoxb-) of a Slack app in one workspace",
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_APP_TOKEN",
        description="The app-level token (xapp-) of a Slack app that uses Socket Mode",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="The signing secret of a Slack app that is reached over HTTP",
    )
    slack_client_id: str | None = Field(
        default=None,
        validation_alias="SLACK_CLIENT_ID",
        description="The client id of a Slack app that many workspaces install",
    )
    slack_client_secret: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_CLIENT_SECRET",
        description="The client secret of the same app",
    )
    slack_api_url: str | None = Field(
        default=None,
        validation_alias="SLACK_API_URL",
        description="The address of Slack's Web API; unset: Slack's own",
    )
    token_keys: SecretStr | None = Field(
        default=None,
        validation_alias="ADVISOR_TOKEN_KEYS",
        description="Fernet keys, separated by commas, that encrypt the tokens of workspaces; the first one encrypts",
    )
    admins: str = Field(
        default="",
        validation_alias="ADVISOR_ADMINS",
        description="Who may administer the bot: TEAM:USER pairs, separated by commas",
    )
    employers: str = Field(
        default="",
        validation_alias="ADVISOR_EMPLOYERS",
        description="Which workspaces own internal courses: pairs TEAM=owner with commas between",
    )
    groups: str = Field(
        default="",
        validation_alias="ADVISOR_GROUPS",
        description="Which Slack user groups stand for groups of the catalog: TEAM:USERGROUP=group with commas between",
    )
    sample_in_slack: bool = Field(
        default=False,
        validation_alias="ADVISOR_SAMPLE_IN_SLACK",
        description="Whether the invented sample is shown to everybody in Slack, for trials; else to admins only",
    )
    coaches: str = Field(
        default="",
        validation_alias="ADVISOR_COACHES",
        description="Where people ask for a person: pairs TEAM=CHANNEL of ids with commas between",
    )
    deputies: str = Field(
        default="",
        validation_alias="ADVISOR_DEPUTIES",
        description="Who gets what no coach takes in time: pairs TEAM=USER with commas between",
    )
    handover_hours: float = Field(
        default=4.0,
        gt=0,
        validation_alias="ADVISOR_HANDOVER_HOURS",
        description="So many hours a coach has to take a question before it goes to the deputy",
    )
    now: dt.datetime | None = Field(
        default=None,
        validation_alias="ADVISOR_NOW",
        description="An ISO date-time that stands for now, for tests; without a zone it is UTC",
    )

    @property
    def chosen_model(self) -> str | None:
        """The language model that speaks; None where the built-in rules do: without a key and a server, and for `none`."""
        if self.model is not None and self.model.strip().casefold() == NO_MODEL:
            return None
        if self.openai_api_key is not None:
            return self.model or DEFAULT_MODEL
        return self.model if self.openai_base_url else None

    @field_validator("admins")
    @classmethod
    def _are_pairs(cls, value: str) -> str:
        for pair in _listed(value):
            if not re.fullmatch(r"[^:\s]+:[^:\s]+", pair):
                raise ValueError("name each admin as TEAM:USER, such as T0123ABCD:U0456EFGH, separated by commas")
        return value

    @field_validator("groups")
    @classmethod
    def _stand_for_groups(cls, value: str) -> str:
        for one in _listed(value):
            if not re.fullmatch(r"[^:=\s]+:S[A-Z0-9]+\s*=\s*[^=\s][^=]*", one):
                raise ValueError(
                    "name each user group by its id, as in T0123ABCD:S0456EFGH=finance, separated by commas"
                )
        return value

    @property
    def admin_keys(self) -> frozenset[PersonKey]:
        """Who may administer the bot."""
        return frozenset(PersonKey(*pair.split(":")) for pair in _listed(self.admins))

    @property
    def encryption_keys(self) -> tuple[str, ...]:
        """The keys that encrypt the tokens of workspaces, the one that encrypts first."""
        return tuple(_listed(self.token_keys.get_secret_value())) if self.token_keys else ()

    @property
    def slack_mode(self) -> SlackMode:
        """How Slack would reach the bot. A client id or secret stands for many workspaces, an app token for Socket Mode."""
        if self.slack_client_id or self.slack_client_secret:
            return SlackMode.WORKSPACES
        if self.slack_app_token:
            return SlackMode.SOCKET
        if self.slack_signing_secret:
            return SlackMode.HTTP
        return SlackMode.SOCKET if self.slack_bot_token else SlackMode.NONE

    @property
    def slack_missing(self) -> tuple[str, ...]:
        """The variables without which that mode cannot run."""
        lacking = [name for name in _NEEDED[self.slack_mode] if not getattr(self, name)]
        return tuple(str(type(self).model_fields[name].validation_alias) for name in lacking)

    def admins_of(self, workspace: str) -> tuple[str, ...]:
        """The ids of the admins of a workspace."""
        return tuple(sorted(admin.user for admin in self.admin_keys if admin.workspace == workspace))

    @property
    def owners(self) -> dict[str, str]:
        """The owners of internal courses by workspace."""
        return _pairs(self.employers)

    @property
    def user_groups(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """By workspace, pairs of the id of a Slack user group and the group of the catalog that it stands for."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for one in _listed(self.groups):
            place, _, group = one.partition("=")
            team, _, id_ = place.partition(":")
            found[team] = (*found.get(team, ()), (id_.strip(), group.strip()))
        return found

    @property
    def desks(self) -> dict[str, str]:
        """The channels of the coaches by workspace."""
        return _pairs(self.coaches)

    @property
    def deputy_of(self) -> dict[str, str]:
        """The coaches' deputies by workspace."""
        return _pairs(self.deputies)

    def clock(self) -> dt.datetime:
        """Now, with a time zone."""
        if self.now is None:
            return dt.datetime.now().astimezone()
        return self.now if self.now.tzinfo else self.now.replace(tzinfo=dt.UTC)


def _listed(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _pairs(text: str) -> dict[str, str]:
    """`A=x, B=y` as a mapping; what is no pair is passed over."""
    pairs = (pair.partition("=") for pair in text.split(","))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() and value.strip()}
