"""What several commands take."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sahelkg.release import Release

RELEASE = click.option(
    "--release",
    type=click.Path(path_type=Path),
    default=Path("releases"),
    show_default=True,
    help="A folder that `build --out` wrote, or one release in it.",
)


def opened(path: Path) -> "Release":
    """The release that the option names."""
    from sahelkg.release import open_release

    return open_release(path)
