"""``NAME.yaml`` beside a document: what is known of it from elsewhere."""

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import yaml

from sahelkg.errors import InputError
from sahelkg.model import Sidecar

_KEYS = tuple(field.name for field in fields(Sidecar))
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar at a path; an empty one where there is no file. Keys it does not know are left to others.

    Raises InputError with the line for a file that is no YAML mapping, a key given twice, a value that is no text, a date
    that is not ISO 8601, or a language that is no BCP 47 tag.
    """
    try:
        root = yaml.compose(path.read_bytes(), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return Sidecar()
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(path, line, f"is no valid YAML: {error.problem}; write one 'key: value' per line") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(path, None, "is no valid YAML; write one 'key: value' per line, in UTF-8") from error
    if root is None:
        return Sidecar()
    if not isinstance(root, yaml.MappingNode):
        raise InputError(path, root.start_mark.line + 1, "is no mapping; write one 'key: value' per line")
    values: dict[str, str | None] = {}
    for key, node in root.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise InputError(path, line, "has a key that is no text; write one 'key: value' per line")
        if key.value in values:
            raise InputError(path, line, f"gives '{key.value}' twice; keep one")
        if key.value in _KEYS:
            values[key.value] = _value(path, key.value, node)
    return Sidecar(**values)


def _value(path: Path, key: str, node: yaml.Node) -> str | None:
    line = node.start_mark.line + 1
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "null":
        return None
    allowed = ("str", "int", "timestamp") if key == "published" else ("str",)
    if not isinstance(node, yaml.ScalarNode) or kind not in allowed:
        raise InputError(path, line, f"'{key}' must be text; put it in quotes or leave it out")
    value = str(node.value).strip()
    if key == "published" and value and not _is_date(value):
        raise InputError(path, line, f"'published' must be a date like 2018, 2018-03 or 2018-03-16, not '{value}'")
    if key == "language" and value and not _LANGUAGE_TAG.fullmatch(value):
        raise InputError(path, line, f"'language' must be a tag like en or fr, not '{value}'")
    return value or None


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True
