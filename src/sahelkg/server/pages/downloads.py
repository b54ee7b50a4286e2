"""Everything as files: sizes, checksums, licence, date, how many triples, and what the shapes found."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from fastapi import Response

from sahelkg.release import MANIFEST
from sahelkg.server.pages.page import Page

_ORDER = (".csv", ".parquet", ".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the release. `size` and `packed_size` in bytes, the latter 0 where there is no gzip twin."""

    name: str
    size: int
    sha256: str
    packed_size: int


async def show(page: Page) -> bytes:
    """``/downloads``."""
    release = page.view.release
    files = release.manifest["files"]
    listed = [
        File(
            name.removeprefix("dumps/"),
            facts["bytes"],
            facts["sha256"],
            files.get(name + ".gz", {}).get("bytes", 0),
        )
        for name, facts in files.items()
        if name.startswith("dumps/") and not name.endswith(".gz")
    ]

    def place(file: File) -> tuple[bool, int, str]:
        suffix = PurePath(file.name).suffix
        return (not file.name.startswith(("facts", "sahelkg")), _ORDER.index(suffix) if suffix in _ORDER else 99, file.name)

    made = datetime.fromtimestamp((release.path / MANIFEST).stat().st_mtime, tz=UTC).date().isoformat()
    return page.render(
        "downloads.html",
        files=sorted(listed, key=place),
        manifest=release.manifest,
        made=made,
        licence=page.terms.licence,
    )


async def send_report(page: Page) -> Response:
    """``/report.ttl``: what the shapes found in this release."""
    file = page.view.release.path / "shacl-report.ttl"
    return Response(file.read_bytes() if file.is_file() else b"", media_type="text/turtle; charset=utf-8")
