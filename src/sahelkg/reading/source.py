"""What a format hands over: the text, and what the format itself says of its lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sahelkg.model import BlockKind


@dataclass(frozen=True, slots=True)
class Mark:
    """What the format says of the line that starts at an offset.

    `kind` is None for a line that is no content (a ruler, front matter). `content` is the offset behind the format's own
    signs, `level` the rank of a heading, 1 outermost.
    """

    kind: BlockKind | None
    content: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file. `marks` maps the offset of a line's first character to what the format says of that line."""

    text: str
    media_type: str
    marks: Mapping[int, Mark] = field(default_factory=dict)
