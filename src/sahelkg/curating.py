"""Writing a person's decisions into the curation file, beside what stands there: comments and order stay.

A decision on a claim is written with the words, not with the claim's id, which would change with every edit before them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pyoxigraph import NamedNode, Store

from sahelkg.errors import InputError, SahelkgError
from sahelkg.evaluation import read_facts
from sahelkg.graph import FactRow
from sahelkg.graph.curation import ClaimDecision, Decisions
from sahelkg.graph.records import read_records
from sahelkg.lexicon import load_lexicon
from sahelkg.release import Release
from sahelkg.vocabulary import ID, PREFIXES, iri

Section = Literal["claims", "entities"]
_PREFERRED = NamedNode(PREFIXES["skos"] + "prefLabel")
_WIDTH = 110


class UnknownError(SahelkgError):
    """What is to be decided on is not there."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the curation file, as it will be written into one of its two lists."""

    section: Section
    entry: Mapping[str, Any]

    def __str__(self) -> str:
        about = ("entity", "into") if self.section == "entities" else ("subject", "predicate", "object", "value")
        return " ".join(str(self.entry[key]) for key in ("decision", *about) if key in self.entry)


def slug_of(name: str) -> str:
    """The slug in an IRI, a prefixed name, or itself."""
    return name.removeprefix(ID).removeprefix("id:")


class Desk:
    """Where a person decides on the claims and entities of a release. `lexicon` is its folder, `path` the curation file.

    Raises:
        InputError: the curation file is malformed.
    """

    def __init__(self, release: Release, lexicon: Path, path: Path) -> None:
        self._release = release
        self._lexicon = lexicon
        self._decided = read_records(path, Decisions)

    def decide(self, decision: Literal["accept", "reject"], name: str) -> Decision:
        """Accept or reject the claim or entity `name`.

        Raises:
            UnknownError: the release has nothing of that name.
        """
        slug = slug_of(name)
        if slug.startswith("claim-"):
            return self._claim(decision, slug)
        self._known(slug)
        return Decision("entities", {"decision": decision, "entity": slug})

    def correct(self, name: str, to: Mapping[str, Any]) -> Decision:
        """Let the claim `name` say something else: the keys of a correction with their values.

        Raises:
            UnknownError: the release has no such claim.
        """
        return self._claim("correct", slug_of(name), to=dict(to))

    def rename(self, name: str, labels: Mapping[str, str]) -> Decision:
        """Give the entity `name` other labels, by language.

        Raises:
            UnknownError: the release has no such entity.
        """
        self._known(slug_of(name))
        return Decision("entities", {"decision": "rename", "entity": slug_of(name), "label": dict(labels)})

    def merge(self, name: str, into: str) -> Decision:
        """Let the entity `name` be the entity `into`, of the release or the lexicon.

        Raises:
            UnknownError: there is no such entity.
        """
        slug, target = slug_of(name), slug_of(into)
        self._known(slug)
        if slug == target:
            raise UnknownError(f"{slug} cannot be merged into itself")
        if not self._in_release(target) and target not in load_lexicon(self._lexicon).entities:
            raise UnknownError(f"neither the release nor the lexicon has an entity {target} to merge into")
        return Decision("entities", {"decision": "merge", "entity": slug, "into": target})

    def _known(self, slug: str) -> None:
        if not self._in_release(slug):
            raise UnknownError(f"no claim or entity {slug} in this release; `sahelkg search` and `sahelkg review` name them")

    def _in_release(self, slug: str) -> bool:
        store = Store.read_only(str(self._release.store))
        return next(iter(store.quads_for_pattern(NamedNode(iri(slug)), _PREFERRED, None)), None) is not None

    def _claim(self, decision: str, slug: str, **more: Any) -> Decision:
        rows = read_facts(self._release.dumps / "facts.csv")
        row = next((row for row in rows if slug_of(row.fact) == slug), None)
        if row is None:
            raise UnknownError(f"no claim {slug} in this release; the first column of `sahelkg facts` names them")
        earlier = next((held for held in self._decided.claims if _made(held, row)), None)
        entry = _key(row, rows) if earlier is None else _key_of(earlier)
        return Decision("claims", {"decision": decision, **entry, **more})


def _key(row: FactRow, rows: list[FactRow]) -> dict[str, Any]:
    """What a claim is known by when the document changes elsewhere."""
    key = {"document": row.document, "quote": " ".join(row.quote.split()), "subject": slug_of(row.subject)}
    key["predicate"] = row.predicate
    if row.object:
        key["object"] = slug_of(row.object)
    same = (row.document, row.quote, row.subject, row.predicate, row.object)
    others = (each for each in rows if (each.document, each.quote, each.subject, each.predicate, each.object) == same)
    if row.value or any(other.value for other in others):
        key["value"] = " ".join(row.value.split())
    return key


def _made(decision: ClaimDecision, row: FactRow) -> bool:
    """Whether the row says what an earlier correction made of a claim."""
    to = decision.to
    if to is None:
        return False

    def is_now(new: str | int | float | None, old: str | int | float | None, cell: str) -> bool:
        wanted = old if new is None else new
        return wanted is None or str(wanted).split() == cell.split()

    return (
        (decision.document, decision.quote.split()) == (row.document, row.quote.split())
        and is_now(to.subject, decision.subject, slug_of(row.subject))
        and is_now(to.predicate, decision.predicate, row.predicate)
        and is_now(to.object, decision.object or "", slug_of(row.object))
        and is_now(to.value, decision.value, row.value)
    )


def _key_of(decision: ClaimDecision) -> dict[str, Any]:
    """The key of an earlier correction: what was read, not what the correction made of it."""
    return decision.model_dump(exclude={"decision", "to", "reason"}, exclude_none=True)


def record(path: Path, decision: Decision, reason: str | None = None) -> None:
    """Append the decision to its list in the curation file at `path`, which is made where it is absent.

    Raises:
        InputError: the file is malformed, or cannot be written.
    """
    read_records(path, Decisions)
    entry = {**decision.entry, **({"reason": reason} if reason else {})}
    try:
        text = path.read_text("utf-8") if path.exists() else ""
        changed = with_entry(text, decision.section, entry)
        draft = path.with_name(f".{path.name}.draft")
        draft.write_text(changed, "utf-8")
        read_records(draft, Decisions)
        draft.replace(path)
    except OSError as error:
        raise InputError(path, None, f"cannot be written: {error.strerror}") from error


def with_entry(text: str, section: str, entry: Mapping[str, Any]) -> str:
    """The YAML `text` with one more entry at the end of the list `section`; nothing else of it changes."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next(((key, value) for key, value in pairs if key.value == section), None)
    if found is None:
        return _line_end(text) + f"{section}:\n{_written(entry, 2)}"
    key, value = found
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        inside = json.dumps(entry, ensure_ascii=False)
        if value.value:
            at = value.end_mark.index - 1
            return f"{text[:at].rstrip().removesuffix(',')}, {inside}{text[at:]}"
        head, tail = text[: key.end_mark.index], text[value.end_mark.index :]
        rest, _, further = tail.partition("\n")
        return f"{head}:{rest}\n{_written(entry, key.start_mark.column + 2)}{further}"
    if isinstance(value, yaml.SequenceNode):
        at, column = _end(value), value.start_mark.column
    else:
        at, column = key.end_mark.index, key.start_mark.column + 2
    newline = text.find("\n", at - 1 if at and text[at - 1] == "\n" else at)
    cut = len(text) if newline < 0 else newline + 1
    return _line_end(text[:cut]) + _written(entry, column) + text[cut:]


def _end(node: yaml.Node) -> int:
    """Where the last scalar in a node ends; the node itself ends only where the next one begins, behind comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end


def _line_end(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _written(entry: Mapping[str, Any], indent: int) -> str:
    block = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False)
    return "".join(" " * indent + line for line in block.splitlines(keepends=True))
