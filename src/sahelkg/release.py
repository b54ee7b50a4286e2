"""The release folder's form: written whole, published atomically, opened, verified, rolled back.

A releases folder holds one folder per release, named by its digest, the symbolic link ``current`` to the published one, and
``history``, the digests in the order they were published. A release holds ``store/``, ``dumps/``, ``shacl-report.ttl`` and
``.html``, ``void.ttl``, ``manifest.json`` with a checksum of each file but the store's, and ``store.sha256`` with those.
All names are the same in every release, nothing in the manifest depends on time or place, and the digest covers it.
"""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sahelkg.errors import SahelkgError

STORE = "store"
DUMPS = "dumps"
MANIFEST = "manifest.json"
VOID = "void.ttl"
CURRENT = "current"

_FORMAT = 1
_STORE_SUMS = "store.sha256"
_HISTORY = "history"
_LOCK = ".lock"
_DRAFT = ".draft-"
_NOT_IN_STORE_SUMS = {"LOCK", "LOG"}
"""Files of RocksDB that opening a store may touch."""


class ReleaseError(SahelkgError):
    """A release that is absent, damaged, or being written by someone else."""


@dataclass(frozen=True, slots=True)
class Release:
    """A whole release on disk. `path` is its own folder, links resolved; `manifest` is the content of its manifest."""

    path: Path
    digest: str
    manifest: Mapping[str, Any]

    @property
    def store(self) -> Path:
        """The folder of the embedded store; open it read-only."""
        return self.path / STORE

    @property
    def dumps(self) -> Path:
        """The folder of the downloads."""
        return self.path / DUMPS


@dataclass(frozen=True, slots=True)
class Listing:
    """A release as a list of releases shows it; `damage` says what is wrong with it, empty if nothing is."""

    digest: str
    current: bool
    damage: str
    counts: Mapping[str, int]


class Draft:
    """A release being written, in a hidden folder of `releases` that no reader looks at. Made by `drafted`."""

    def __init__(self, releases: Path, path: Path) -> None:
        self.releases = releases
        self.path = path
        self.store = path / STORE
        self.dumps = path / DUMPS
        self.dumps.mkdir()

    def manifest(self, about: Mapping[str, Any]) -> dict[str, Any]:
        """The manifest of what has been written so far, with `about` in it; its digest names the release."""
        body = {"format": _FORMAT, **about, "files": _checksums(self.path)}
        return {"digest": _digest(body), **body}

    def complete(self, manifest: dict[str, Any]) -> Release:
        """Make the draft a release: write the manifest, force all to the disk, and move it into place.

        A whole release with the same digest is kept and returned instead.
        """
        described = self.path / VOID
        manifest["files"][VOID] = {"bytes": described.stat().st_size, "sha256": _sha256(described)}
        (self.path / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
        (self.path / _STORE_SUMS).write_text("".join(_store_sums(self.path)), "utf-8")
        target = self.releases / manifest["digest"]
        if target.exists():
            try:
                release = open_release(target)
                verify(release)
                return release
            except ReleaseError:
                target.rename(Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self.releases)) / "damaged")
        for folder, _, names in os.walk(self.path):
            for name in names:
                _force(Path(folder, name))
            _force(Path(folder))
        self.path.rename(target)
        _force(self.releases)
        return open_release(target)


@contextmanager
def drafted(releases: Path) -> Iterator[Draft]:
    """A draft in the folder `releases`, removed at the end unless completed; what killed builds left is removed first.

    Raises:
        ReleaseError: another process is writing there, or the folder cannot be written.
    """
    with _locked(releases):
        for leftover in releases.glob(f"{_DRAFT}*"):
            shutil.rmtree(leftover)
        draft = Draft(releases, Path(tempfile.mkdtemp(prefix=_DRAFT, dir=releases)))
        try:
            draft.path.chmod(0o755)
            yield draft
        finally:
            shutil.rmtree(draft.path, ignore_errors=True)


def publish(release: Release) -> None:
    """Make `release` the current one of its folder; at every instant `current` leads to a whole release."""
    releases = release.path.parent
    history = _history(releases)
    if history[-1:] != [release.digest]:
        _write_history(releases, [*history, release.digest])
    _point(releases, release.digest)


def open_release(path: Path) -> Release:
    """The release at `path`, or the current one where `path` is a folder of releases.

    Reads the manifest and looks at the size of every file, not at the content: see `verify`.

    Raises:
        ReleaseError: there is none, or it is not whole.
    """
    folder = path if (path / MANIFEST).is_file() else path / CURRENT
    if not folder.exists():
        raise ReleaseError(f"{path}: no release here; make one with: sahelkg build --out {path}")
    folder = folder.resolve()
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        digest, files = manifest["digest"], manifest["files"]
        intact = digest == _digest(manifest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"{folder}: damaged release, {MANIFEST} cannot be read: {error}") from error
    if not intact:
        raise ReleaseError(f"{folder}: damaged release, {MANIFEST} was changed")
    for name, facts in files.items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != facts["bytes"]:
            raise ReleaseError(f"{folder}: damaged release, {name} is absent or has another size; build again or roll back")
    if not (folder / STORE / "CURRENT").is_file():
        raise ReleaseError(f"{folder}: damaged release, {STORE}/ is absent; build again or roll back")
    return Release(folder, digest, manifest)


def verify(release: Release) -> None:
    """Compare every file of `release`, its store's too, with its checksum.

    Raises:
        ReleaseError: a file was changed.
    """
    for name, facts in release.manifest["files"].items():
        if _sha256(release.path / name) != facts["sha256"]:
            raise ReleaseError(f"{release.path}: damaged release, {name} was changed; build again or roll back")
    try:
        sums = (release.path / _STORE_SUMS).read_text("utf-8").splitlines()
        changed = [name for sha256, name in (line.split("  ", 1) for line in sums) if _sha256(release.path / name) != sha256]
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{release.path}: damaged release, its store cannot be verified: {error}") from error
    if changed:
        raise ReleaseError(f"{release.path}: damaged release, {changed[0]} was changed; build again or roll back")


def roll_back(releases: Path, digest: str | None = None) -> Release:
    """Make the release published before the current one current again, or the one whose digest begins with `digest`.

    Raises:
        ReleaseError: there is none, or it is damaged.
    """
    with _locked(releases):
        history = _history(releases)
        link = releases / CURRENT
        current = link.readlink().name if link.is_symlink() else ""
        if digest is None:
            last = len(history) - 1 - history[::-1].index(current) if current in history else len(history)
            earlier = [name for name in history[:last] if name != current and (releases / name).is_dir()]
            if not earlier:
                raise ReleaseError(f"{releases}: nothing was published before the current release")
            found = earlier[-1]
        else:
            matches = sorted(path.name for path in _folders(releases) if path.name.startswith(digest))
            if len(matches) != 1:
                raise ReleaseError(f"{releases}: {len(matches)} releases begin with {digest!r}; see: sahelkg releases")
            found = matches[0]
        release = open_release(releases / found)
        verify(release)
        _point(releases, found)
        known = len(history) - history[::-1].index(found) if found in history else 0
        _write_history(releases, history[:known] or [*history, found])
        return release


def list_releases(releases: Path) -> tuple[Listing, ...]:
    """All releases of a folder: those published in the order of their publication, then the others by name."""
    order = {digest: place for place, digest in enumerate(_history(releases))}
    link = releases / CURRENT
    current = link.readlink().name if link.is_symlink() else ""
    listings = []
    for folder in sorted(_folders(releases), key=lambda path: (order.get(path.name, len(order)), path.name)):
        try:
            release = open_release(folder)
            listings.append(Listing(folder.name, folder.name == current, "", release.manifest["counts"]))
        except ReleaseError as error:
            listings.append(Listing(folder.name, folder.name == current, str(error), {}))
    return tuple(listings)


def _folders(releases: Path) -> Iterator[Path]:
    if releases.is_dir():
        yield from (path for path in releases.iterdir() if path.is_dir() and not path.is_symlink() and path.name[0] != ".")


@contextmanager
def _locked(releases: Path) -> Iterator[None]:
    try:
        releases.mkdir(parents=True, exist_ok=True)
        lock = (releases / _LOCK).open("w")
    except OSError as error:
        raise ReleaseError(f"{releases}: cannot be written: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(f"{releases}: another build is writing here; wait for it or choose another --out") from error
        yield


def _checksums(root: Path) -> dict[str, dict[str, Any]]:
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] != STORE)
    return {
        path.relative_to(root).as_posix(): {"bytes": path.stat().st_size, "sha256": _sha256(path)}
        for path in files
        if path.name != VOID
    }


def _digest(manifest: Mapping[str, Any]) -> str:
    """Over the manifest without what follows from the rest: the digest itself, gzip twins, and the description."""
    files = {name: facts for name, facts in manifest["files"].items() if not name.endswith(".gz") and name != VOID}
    body = {**{key: value for key, value in manifest.items() if key != "digest"}, "files": files}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _store_sums(root: Path) -> Iterator[str]:
    for path in sorted((root / STORE).iterdir()):
        if path.name not in _NOT_IN_STORE_SUMS:
            yield f"{_sha256(path)}  {STORE}/{path.name}\n"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _history(releases: Path) -> list[str]:
    path = releases / _HISTORY
    return path.read_text("utf-8").split() if path.is_file() else []


def _write_history(releases: Path, digests: list[str]) -> None:
    draft = releases / f".{_HISTORY}"
    draft.write_text("".join(f"{digest}\n" for digest in digests), "utf-8")
    _force(draft)
    draft.replace(releases / _HISTORY)


def _point(releases: Path, digest: str) -> None:
    link = releases / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(digest)
    link.replace(releases / CURRENT)
    _force(releases)


def _force(path: Path) -> None:
    """Have the disk hold what was written to a file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
