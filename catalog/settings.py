"""Where the stores are. Ingest and bot extend these settings; each setting is declared once and read here."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class StoreSettings(BaseSettings):
    """Settings come from the environment or from `.env` in the working directory; secrets only from there."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(
        default=Path(".advisor"),
        validation_alias="ADVISOR_DATA_DIR",
        description="Folder of the catalog, its index and the people store",
    )

    @property
    def catalog_url(self) -> str:
        """The SQLAlchemy URL of the catalog database."""
        return f"sqlite:///{self.data_dir / 'catalog.db'}"

    @property
    def people_url(self) -> str:
        """The SQLAlchemy URL of the people database."""
        return f"sqlite:///{self.data_dir / 'people.db'}"

    @property
    def generations_dir(self) -> Path:
        """One folder a generation: vectors, lexical index, Chroma."""
        return self.data_dir / "generations"
