"""All settings, read from ``SAHELKG_*`` environment variables."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of build and service; every field stands in ``docs/settings.md``, which a test compares with this class."""

    model_config = SettingsConfigDict(env_prefix="SAHELKG_", frozen=True)

    domain: Path | None = None
    """Folder with ``ontology/``, ``shapes/``, ``queries/`` and ``seeds/``; by default those of the installation."""

    model_url: str = ""
    """Address of an OpenAI-compatible API to read documents with; empty means that no language model is asked."""
    model_name: str = ""
    """Name of the model to ask there."""
    model_key: SecretStr = SecretStr("")
    """Key of the API, where it wants one."""
    model_timeout: Annotated[float, Field(gt=0)] = 60.0
    """Seconds the model may take for one answer."""
    model_cache: Path | None = None
    """Folder in which its answers are kept; by default ``sahelkg/answers`` in the user's cache folder."""

    base_url: str = ""
    """Public address of the service behind a proxy, with any path prefix; empty means that links are relative."""
    store: str = ""
    """Address of a SPARQL 1.1 endpoint to answer from; empty means the embedded store of the release."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses whose ``X-Forwarded-For`` is believed, separated by commas."""
    service_hosts: frozenset[str] = frozenset()
    """Hosts that ``SERVICE`` may reach, as a JSON list."""

    query_timeout: Annotated[float, Field(gt=0)] = 10.0
    """Seconds after which a query is stopped."""
    query_memory: Annotated[int, Field(gt=0)] = 512
    """MiB of memory a query may take."""
    query_memory_total: Annotated[int, Field(gt=0)] = 1536
    """MiB of memory all running queries of a server process may take together."""
    query_result: Annotated[int, Field(gt=0)] = 256
    """MiB that the answer to a query may have."""
    query_processes: Annotated[int, Field(gt=0)] = 4
    """Worker processes that stand ready for queries, per server process."""
    query_processes_most: Annotated[int, Field(gt=0)] = 12
    """Worker processes there may be while long queries run, per server process."""
    query_queue: Annotated[int, Field(ge=0)] = 256
    """Queries that may wait for a worker."""

    client_concurrency: Annotated[int, Field(gt=0)] = 128
    """Queries of one client that may wait or run at once."""
    client_rate: Annotated[float, Field(ge=0)] = 0.0
    """Requests per second one client may make, averaged over ten seconds; 0 means no limit."""
    client_timeout: Annotated[float, Field(gt=0)] = 20.0
    """Seconds a client may let the server wait, for the next piece of a request or with an answer unread; a whole body may
    take three times as long."""
    body_limit: Annotated[int, Field(gt=0)] = 1024
    """KiB that a request body may have."""
    url_limit: Annotated[int, Field(gt=0)] = 32
    """KiB that a request's path and query string may have."""
    header_limit: Annotated[int, Field(gt=0)] = 32
    """KiB that a request's headers may have."""
    page_limit: Annotated[int, Field(gt=0)] = 500
    """Entries that a page of a list may have."""

    cache_size: Annotated[int, Field(ge=0)] = 64
    """MiB of ready answers kept in memory, per server process; 0 turns the cache off."""
    cache_entry: Annotated[int, Field(gt=0)] = 16384
    """KiB above which an answer is not kept."""
    release_watch: Annotated[float, Field(ge=0)] = 2.0
    """Seconds between looks for a newer release; 0 means only on SIGHUP."""
    access_log: bool = True
    """Whether each request is logged, one JSON object per line on standard error."""


@cache
def domain_folder() -> Path:
    """The folder that holds ontology, shapes, queries and seeds: the setting's, the checkout's, or the package's own."""
    configured = Settings().domain
    if configured is not None:
        return configured
    package = Path(__file__).parent
    checkout = package.parent.parent
    return checkout if (checkout / "ontology" / "sahel.ttl").is_file() else package / "domain"
