"""The settings of the doors and of the advisor, beside those of the stores and the index."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

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

    def clock(self) -> dt.datetime:
        """Now, with a time zone."""
        if self.now is None:
            return dt.datetime.now().astimezone()
        return self.now if self.now.tzinfo else self.now.replace(tzinfo=dt.UTC)
