"""YAML files of checked records, with the line of whatever is wrong in them."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sahelkg.errors import InputError


class Record(BaseModel):
    """A mapping in a file; unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


AnyRecord = TypeVar("AnyRecord", bound=Record)


def _line(node: yaml.Node | None, place: tuple[int | str, ...]) -> int:
    """The line of the innermost node on the way to `place` that the file has."""
    line = 1
    for step in (*place, None):
        if node is None:
            break
        line = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = [pair for pair in node.value if pair[0].value == step]
            if not found:
                continue
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        else:
            break
    return line


def read_records(path: Path, kind: type[AnyRecord]) -> AnyRecord:
    """The file's one record of `kind`; an absent or empty file gives the record without entries.

    Raises:
        InputError: the file is not YAML or not such a record, with the line.
    """
    if not path.exists():
        return kind()
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=_TextLoader)
        return kind.model_validate(yaml.load(text, Loader=_TextLoader) or {})
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError(path, mark.line + 1 if mark else None, f"not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise InputError(path, None, f"not valid YAML: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError(path, None, "not UTF-8 text; save the file as UTF-8") from error
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise InputError(path, _line(tree, fault["loc"]), f"{place or 'file'}: {fault['msg']}") from error


class _TextLoader(yaml.SafeLoader):
    """Dates stay text, as everywhere in the house."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
