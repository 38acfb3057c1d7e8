"""The settings of the doors and of the advisor, beside those of the stores and the index."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from retrieval.settings import IndexSettings


class AdvisorSettings(IndexSettings):
    """Everything that can be configured, from the environment or from `.env`."""

    model: str | None = Field(
        default=None,
        validation_alias="ADVISOR_MODEL",
        description="The language model to answer with; none forces the rules engine",
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

    def clock(self) -> dt.datetime:
        """Now, with a time zone."""
        if self.now is None:
            return dt.datetime.now().astimezone()
        return self.now if self.now.tzinfo else self.now.replace(tzinfo=dt.UTC)
