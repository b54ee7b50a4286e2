"""How the questions are shown: under which headings, in which order, and what their parameters and columns are called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sahelkg.questions import Question

FILE = "presentation.yaml"


@dataclass(frozen=True, slots=True)
class Presentation:
    """What a domain's `FILE` says. `names` hold the words for a parameter or column by language."""

    groups: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def name(self, column: str, language: str) -> str:
        """What a parameter or column is called."""
        return self.names.get(column, {}).get(language) or column.replace("_", " ")

    def grouped(self, questions: Mapping[str, Question], language: str) -> Iterator[tuple[str, list[Question]]]:
        """The questions under their headings; those that no group names come last, without one."""
        left = dict(questions)
        for group in self.groups:
            if listed := [left.pop(name) for name in group["questions"] if name in left]:
                yield group[language], listed
        if left:
            yield "", list(left.values())


def load_presentation(folder: Path) -> Presentation:
    """The presentation of a folder of questions; a plain one where the folder has none."""
    file = folder / FILE
    return Presentation(**yaml.safe_load(file.read_text("utf-8"))) if file.is_file() else Presentation()
