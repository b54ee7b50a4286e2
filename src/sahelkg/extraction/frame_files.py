"""Reading the YAML files of ``ontology/frames`` with errors that name file and line."""

import re
from pathlib import Path
from typing import Any

import yaml

from sahelkg.errors import InputError


class _Loader(yaml.SafeLoader):
    """YAML with the truth values of version 1.2: only ``true`` and ``false``, so that ``on`` and ``no`` stay words."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


def load_yaml(path: Path) -> Any:
    """The content of the YAML file at `path`.

    Raises:
        InputError: the file cannot be read or is not valid YAML (with its line).
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise InputError(path, mark.line + 1 if mark else None, f"not valid YAML: {problem}") from error
