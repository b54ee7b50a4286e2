"""Frames: how relations are worded, read from ``ontology/frames/relations/*.yaml``. The form is described in
``ontology/frames/README.md``.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sahelkg.errors import InputError
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.grammar import VerbForms, verb_forms
from sahelkg.extraction.nodes import key
from sahelkg.extraction.phrases import PhraseTable, inflected, words_of

TRIGGER = "trigger"
"""In place of a role's name in a qualifier: the words that trigger the frame."""
LANGUAGES = ("en", "fr")
Place = Literal[
    "subject",
    "object",
    "left",
    "right",
    "near",
    "after",
    "clause",
    "possessor",
    "ruler",
    "before",
    "next",
    "complement",
    "compound",
    "label",
    "trigger",
    "page",
]
PLACES: tuple[str, ...] = Place.__args__  # type: ignore[attr-defined]
_AGENT = ("State", "Organisation", "Person", "Mission", "Group")
_ROLE_KEYS = {"kinds", "carried", "at", "after", "delegates", "represents", "not", "nouns", "every", "about"}
_CLAIM_KEYS = {"subject", "predicate", "object", "value", "since", "until", "qualifiers", "unit", "modality", "if", "unless"}
_FRAME_KEYS = {
    "frame",
    "makes",
    "verbs",
    "nouns",
    "phrases",
    "roles",
    "claims",
    "confidence",
    "examples",
    "forbid",
    "finite",
    "intransitive",
    "sums",
    "verbless",
    "done",
}


@dataclass(frozen=True, slots=True)
class Role:
    """A part in a frame: what kinds of thing may play it and where it stands.

    `kinds` are class names, ``sum``, ``count``, ``date`` or ``text``. `after` are prepositions by language.
    `delegates` lets the office-holders of a thing stand for it, `represents` a single one, by name or office. `carried` lets
    the last player of the role in the paragraph play it again where none is named. `nouns`, for counts, are the nouns
    counted, for several without a name those that head them. `every` lets all that fit play it together.
    the last player of the role in the paragraph play it again where none is named, `about` what the article is about.
    `nouns`, for counts, are the nouns counted.
    """

    name: str
    kinds: frozenset[str]
    at: Place
    after: Mapping[str, frozenset[str]]
    delegates: bool = False
    represents: bool = False
    carried: bool = False
    every: bool = False
    about: bool = False
    excluded: frozenset[str] = frozenset()
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """A claim a frame makes: each part names a role; a qualifier is a role's name or ``=constant``."""

    subject: str
    predicate: str
    object: str | None
    value: str | None
    since: str | None
    until: str | None
    unit: str | None
    modality: str | None
    qualifiers: tuple[tuple[str, str], ...]
    condition: str | None
    exclusion: frozenset[str]

    def needs(self) -> frozenset[str]:
        """The roles without which the claim is not made."""
        return frozenset(part for part in (self.subject, self.object, self.value, self.condition) if part)


@dataclass(frozen=True, slots=True)
class Makes:
    """A thing that the frame itself tells of where the text has no name for it: the role it plays, its class and
    its word; or, with `named_by`, the noun that this role counts.
    """

    role: str
    cls: str
    label: Mapping[str, str]
    needs: frozenset[str]
    named_by: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a frame's author, and the claims it must give: ``subject | predicate | object or value`` by label;
    `page` is the title of the page where it stands.
    """

    language: str
    text: str
    claims: tuple[str, ...]
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of relating things, in both languages.

    `roles` are in the order in which they are filled; without one of the `required` the frame makes no claim.
    """

    name: str
    path: Path
    roles: tuple[Role, ...]
    required: frozenset[str]
    claims: tuple[ClaimForm, ...]
    confidence: float
    verbs: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    forbid: Mapping[str, frozenset[str]]
    examples: tuple[Example, ...]
    makes: Makes | None = None
    finite: bool = False
    """Whether its verbs count in finite clauses only, not as infinitives, gerunds or bare participles."""
    sums: bool = False
    """Whether every sum of money triggers it."""
    done: bool = False
    """Whether what a thing is only meant to do does not count: ``a fund to support``."""
    verbless: bool = False
    """Whether it counts only where no finite verb stands before: in lines and headings."""
    intransitive: bool = False
    """Whether its verbs act on nothing, so that a bare participle tells who acts: ``the ministers, gathered in Oslo``."""


@dataclass(frozen=True, slots=True)
class VerbTrigger:
    """A verb of a frame: the words that must follow it (particle, preposition), and whether it is used with ``se``."""

    frame: Frame
    rest: tuple[str, ...]
    reflexive: bool


@dataclass(frozen=True)
class FrameSet:
    """All frames, with their triggers indexed for one language."""

    verbs: Mapping[str, tuple[VerbTrigger, ...]]
    forms: VerbForms
    nouns: PhraseTable[list[Frame]]
    phrases: PhraseTable[list[Frame]]
    sums: tuple[Frame, ...]
    """The frames that every sum of money triggers."""


def load_frames(folder: Path) -> tuple[Frame, ...]:
    """The frames in the YAML files of `folder`, in the order of file names.

    Raises:
        InputError: a file is not YAML, or a frame is malformed (naming it).
    """
    frames: list[Frame] = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in load_yaml(path) or ():
            try:
                frames.append(_frame(path, entry))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                name = entry.get("frame", "?") if isinstance(entry, dict) else entry
                raise InputError(path, _line_of(path, str(name)), f"frame {name!r}: {error}") from error
    return tuple(frames)


def _line_of(path: Path, name: str) -> int | None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if name in line:
            return number
    return None


def _only(keys: Iterable[str], known: set[str], what: str) -> None:
    unknown = sorted(set(keys) - known)
    if unknown:
        raise ValueError(f"{what} knows no {', '.join(unknown)}; it knows {', '.join(sorted(known))}")


def _frame(path: Path, entry: Mapping[str, Any]) -> Frame:
    _only(entry, _FRAME_KEYS, "a frame")
    roles = tuple(_role(name, part) for name, part in entry["roles"].items())
    names = {role.name for role in roles}
    claims = tuple(_claim(form, names) for form in entry["claims"])
    examples = tuple(
        Example(language, example["text"], tuple(example.get("claims", ())), example.get("page"))
        for language, kinds in entry.get("examples", {}).items()
        for example in (
            *kinds.get("positive", ()),
            *({"text": one} if isinstance(one, str) else one for one in kinds.get("negative", ())),
        )
    )

    def words(field_name: str) -> dict[str, tuple[str, ...]]:
        return {language: tuple(found) for language, found in entry.get(field_name, {}).items()}

    return Frame(
        name=entry["frame"],
        path=path,
        roles=tuple(sorted(roles, key=lambda role: (role.at in ("near", "after", "clause"), "word" in role.kinds))),
        required=_required(roles, claims, entry.get("makes", {}).get("role")),
        claims=claims,
        confidence=float(entry.get("confidence", 0.85)),
        verbs=words("verbs"),
        nouns=words("nouns"),
        phrases=words("phrases"),
        forbid={language: frozenset(map(key, found)) for language, found in entry.get("forbid", {}).items()},
        examples=examples,
        makes=_makes(entry["makes"], names) if "makes" in entry else None,
        finite=bool(entry.get("finite")),
        intransitive=bool(entry.get("intransitive")),
        sums=bool(entry.get("sums")),
        verbless=bool(entry.get("verbless")),
        done=bool(entry.get("done")),
    )


def _required(roles: Sequence[Role], claims: Sequence[ClaimForm], made: str | None) -> frozenset[str]:
    """The roles that every claim needs and only the sentence itself can fill."""
    if any(role.carried or role.about for role in roles):
        return frozenset()
    return frozenset.intersection(*(claim.needs() for claim in claims)) - {made}


def _makes(made: Mapping[str, Any], roles: set[str]) -> Makes:
    _only(made, {"role", "class", "label", "needs", "named_by"}, "makes")
    needs = frozenset(made.get("needs", ()))
    named_by = made.get("named_by")
    for role in {made["role"], *needs, *filter(None, (named_by,))}:
        if role not in roles:
            raise ValueError(f"makes names the role {role!r}, which the frame does not have")
    return Makes(made["role"], made["class"], made.get("label", {}), needs, named_by)


def _spelt(phrase: str) -> str:
    """A phrase as the nodes of a sentence spell its words."""
    return " ".join(map(key, phrase.split()))


def _role(name: str, part: Mapping[str, Any]) -> Role:
    _only(part, _ROLE_KEYS, f"role {name!r}")
    kinds: list[str] = []
    for kind in part["kinds"]:
        kinds += _AGENT if kind == "agent" else [kind]
    place = part.get("at", "after" if "after" in part else "near")
    if place not in PLACES:
        raise ValueError(f"role {name!r} stands at {place!r}; known are {', '.join(PLACES)}")
    return Role(
        name=name,
        kinds=frozenset(kinds),
        at=place,
        after={language: frozenset(map(_spelt, words)) for language, words in part.get("after", {}).items()},
        delegates=bool(part.get("delegates")),
        represents=bool(part.get("represents")),
        carried=bool(part.get("carried")),
        every=bool(part.get("every")),
        about=bool(part.get("about")),
        excluded=frozenset(part.get("not", ())),
        nouns={language: frozenset(map(key, words)) for language, words in part.get("nouns", {}).items()},
    )


def _claim(form: Mapping[str, Any], roles: set[str]) -> ClaimForm:
    _only(form, _CLAIM_KEYS, "a claim")
    qualifiers = tuple(sorted(form.get("qualifiers", {}).items()))
    unless = form.get("unless", ())
    excluded = frozenset((unless,) if isinstance(unless, str) else unless)
    named = [form["subject"], *(form.get(part) for part in ("object", "value", "since", "until", "if")), *excluded]
    named += [role for _, role in qualifiers if not role.startswith("=") and role != TRIGGER]
    for role in filter(None, named):
        if role not in roles:
            raise ValueError(f"claim {form['predicate']!r} names the role {role!r}, which the frame does not have")
    return ClaimForm(
        subject=form["subject"],
        predicate=form["predicate"],
        object=form.get("object"),
        value=form.get("value"),
        since=form.get("since"),
        until=form.get("until"),
        unit=form.get("unit"),
        modality=form.get("modality"),
        qualifiers=qualifiers,
        condition=form.get("if"),
        exclusion=excluded,
    )


_CONTRACTIONS = {"de": ("de", "du", "des", "d'"), "à": ("à", "au", "aux")}


def _contractions(words: tuple[str, ...], language: str) -> Iterable[tuple[str, ...]]:
    """The phrase with its last word in every form that an article gives it: ``membre de``, ``membre du`` …"""
    if language == "fr" and words[-1] in _CONTRACTIONS:
        return [(*words[:-1], form) for form in _CONTRACTIONS[words[-1]]]
    return [words]


def index_frames(
    frames: Sequence[Frame], language: str, irregular: Mapping[str, Any], other_verbs: Iterable[str]
) -> FrameSet:
    """The triggers of `frames` in `language`. `other_verbs` are infinitives that bound clauses without being triggers."""
    verbs: dict[str, list[VerbTrigger]] = defaultdict(list)
    nouns: PhraseTable[list[Frame]] = PhraseTable()
    phrases: PhraseTable[list[Frame]] = PhraseTable()
    by_noun: dict[tuple[str, ...], list[Frame]] = defaultdict(list)
    by_phrase: dict[tuple[str, ...], list[Frame]] = defaultdict(list)
    for frame in frames:
        for verb in frame.verbs.get(language, ()):
            first, *rest = verb.replace("s'", "se ").split()
            reflexive = language == "fr" and first == "se"
            if reflexive:
                first, *rest = rest
            verbs[first].append(VerbTrigger(frame, words_of(" ".join(rest)), reflexive))
        for noun in frame.nouns.get(language, ()):
            for words, _ in inflected(noun, language):
                if frame not in by_noun[words]:
                    by_noun[words].append(frame)
        for phrase in frame.phrases.get(language, ()):
            for words in _contractions(words_of(phrase), language):
                by_phrase[words].append(frame)
    for words, found in by_noun.items():
        nouns.add(words, found)
    for words, found in by_phrase.items():
        phrases.add(words, found)
    forms = verb_forms(language, (*verbs, *other_verbs), irregular)
    by_verb = {verb: tuple(found) for verb, found in verbs.items()}
    return FrameSet(by_verb, forms, nouns, phrases, tuple(frame for frame in frames if frame.sums))
