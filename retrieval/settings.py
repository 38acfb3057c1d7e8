"""Which embedder makes the index, and where Chroma is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr

from catalog.settings import StoreSettings


class IndexSettings(StoreSettings):
    """The settings of the index, beside those of the stores."""

    embedder: Literal["builtin", "openai"] = Field(
        default="builtin",
        validation_alias="ADVISOR_EMBEDDER",
        description="What turns text into vectors: builtin needs nothing, openai needs a key",
    )
    chroma_url: str | None = Field(
        default=None,
        validation_alias="ADVISOR_CHROMA_URL",
        description="A Chroma server, such as http://localhost:8000; unset: embedded in the data folder",
    )
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="Key of OpenAI or of a compatible server"
    )
    openai_base_url: str | None = Field(
        default=None, validation_alias="OPENAI_BASE_URL", description="Address of an OpenAI-compatible server"
    )
