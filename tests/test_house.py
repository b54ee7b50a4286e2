"""The plan of the house: which room may know which, and that the engine knows nothing of its domain."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from sahelkg.vocabulary import ONTOLOGY, PREFIXES

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "sahelkg"

ORDER = [
    {"model", "vocabulary", "errors", "settings"},
    {"ontology", "questions", "serialisation", "report"},
    {"lexicon", "reading", "release"},
    {"extraction"},
    {"graph"},
    {"gold", "validation", "dumps", "description"},
    {"build", "evaluation"},
    {"scoring", "measuring", "curating"},
    {"store"},
    {"server", "lookup"},
    {"explanation", "reviewing"},
    {"cli"},
    {"__main__"},
]
"""The rooms from the bottom up; a room may know those below it. A room of one line may not know the others of the line."""
BUILDING = {
    "lexicon",
    "reading",
    "extraction",
    "graph",
    "validation",
    "dumps",
    "description",
    "build",
    "evaluation",
    "gold",
    "scoring",
    "measuring",
    "curating",
}
SERVING = {"store", "server", "lookup", "explanation", "reviewing"}
RANK = {room: level for level, rooms in enumerate(ORDER) for room in rooms}


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def known_rooms(path: Path) -> set[str]:
    """The rooms that a module imports from, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "sahelkg":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sahelkg."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("sahelkg.")}
    return found - {"__version__"}


MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "__init__.py"]


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room_of(path) for path in MODULES} == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_knows_only_rooms_below_it(path: Path) -> None:
    own = room_of(path)

    above = {room for room in known_rooms(path) - {own} if RANK[room] >= RANK[own]}

    assert not above


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_neither_wing_knows_the_other(path: Path) -> None:
    other = SERVING if room_of(path) in BUILDING else BUILDING if room_of(path) in SERVING else set()

    assert not known_rooms(path) & other


@pytest.mark.parametrize(
    ("loaded", "absent"),
    [
        (
            "sahelkg.server",
            ["sahelkg.build", "sahelkg.graph", "sahelkg.extraction", "sahelkg.reading", "spacy", "pyshacl", "pyarrow"],
        ),
        ("sahelkg.build", ["sahelkg.server", "sahelkg.store", "fastapi", "uvicorn"]),
    ],
)
def test_running_one_wing_does_not_load_the_other(loaded: str, absent: list[str]) -> None:
    program = f"import sys, {loaded}; print([name for name in {absent!r} if name in sys.modules])"

    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


CURRENCIES = {"MRU", "SDG"}
"""ISO 4217 codes that are acronyms of something else as well."""


def names_of_the_domain() -> set[str]:
    """English names and acronyms, of three letters or more, of all things in the lexicon."""
    wanted = {NamedNode(PREFIXES["skos"] + "prefLabel"), NamedNode(ONTOLOGY + "acronym")}
    found = set()
    for path in sorted((ROOT / "ontology" / "lexicon").glob("*.ttl")):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if quad.predicate in wanted and getattr(quad.object, "language", None) == "en" and len(quad.object.value) > 2:  # type: ignore[union-attr]
                found.add(quad.object.value)  # type: ignore[union-attr]
    return found - CURRENCIES


def words_of(path: Path) -> str:
    """What a module says to the machine or a template to the reader: no comments, no docstrings."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in explained)
    return "\n".join(node.value for node in literals if isinstance(node.value, str))


def engine_files() -> list[Path]:
    files = (path for path in sorted(SOURCE.rglob("*")) if path.suffix in (".py", ".html", ".css", ".js"))
    return [path for path in files if "vendor" not in path.parts]


def test_the_engine_works_with_no_name_of_its_domain() -> None:
    names = names_of_the_domain()
    assert len(names) > 400
    pattern = re.compile(r"(?<!\w)(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?!\w)")

    found = {
        f"{path.relative_to(SOURCE)}: {match[0]}" for path in engine_files() for match in pattern.finditer(words_of(path))
    }

    assert not found


def test_the_names_of_the_seed_stand_nowhere_in_the_engine() -> None:
    pattern = re.compile(r"\b(Mali|Niger|Chad|Tchad|Mauritani\w+|Burkina|G5|EUTM|EUCAP|MINUSMA|AFISMA)\b")

    found = {
        f"{path.relative_to(SOURCE)}: {match[0]}"
        for path in engine_files()
        for match in pattern.finditer(path.read_text("utf-8"))
    }

    assert not found
