"""The settings of the doors and of the advisor, beside those of the stores and the index."""

from __future__ import annotations

import datetime as dt

from pydantic import Field, SecretStr

from retrieval.settings import IndexSettings

NO_MODEL = "none"
DEFAULT_MODEL = "gpt-4.1-mini"
"""What speaks where there is a key and no model is named: quick, cheap, good at calling tools."""


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
        default=None, validation_alias="SLACK_BOT_TOKEN", description="The bot's token in one workspace (xoxb-...)"
    )
    slack_app_token: SecretStr | None = Field(
        default=None, validation_alias="SLACK_APP_TOKEN", description="The app's token for Socket Mode (xapp-...)"
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, validation_alias="SLACK_SIGNING_SECRET", description="The secret with which Slack signs over HTTP"
    )
    slack_api_url: str | None = Field(
        default=None, validation_alias="SLACK_API_URL", description="Another address of Slack's Web API, for tests"
    )
    admins: str = Field(
        default="",
        validation_alias="ADVISOR_ADMINS",
        description="Who may re-index from Slack and hears of mistakes: pairs TEAM:USER with commas between",
    )
    employers: str = Field(
        default="",
        validation_alias="ADVISOR_EMPLOYERS",
        description="Which workspaces own internal courses: pairs TEAM=owner with commas between",
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

    def admins_of(self, workspace: str) -> tuple[str, ...]:
        """The ids of the admins of a workspace."""
        pairs = (pair.strip().partition(":") for pair in self.admins.split(","))
        return tuple(user for team, _, user in pairs if team == workspace and user)

    @property
    def owners(self) -> dict[str, str]:
        """The owners of internal courses by workspace."""
        return _pairs(self.employers)

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


def _pairs(text: str) -> dict[str, str]:
    """`A=x, B=y` as a mapping; what is no pair is passed over."""
    pairs = (pair.partition("=") for pair in text.split(","))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() and value.strip()}
