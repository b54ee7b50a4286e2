"""All settings, read from ``SAHELKG_*`` environment variables."""

from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of build and service; every field is documented in ``docs/settings.md``, which a test compares with this class."""

    model_config = SettingsConfigDict(env_prefix="SAHELKG_", frozen=True)

    domain: Path | None = None
    """Folder with ``ontology/``, ``shapes/``, ``queries/`` and ``seeds/``; by default those of the installation."""


@cache
def domain_folder() -> Path:
    """The folder that holds ontology, shapes, queries and seeds: the setting, the checkout, or the installed package's own."""
    configured = Settings().domain
    if configured is not None:
        return configured
    package = Path(__file__).parent
    checkout = package.parent.parent
    return checkout if (checkout / "ontology" / "sahel.ttl").is_file() else package / "domain"
