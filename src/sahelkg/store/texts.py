"""The texts of an embedded store that people search in, names and quotes, folded and laid out to be read through quickly.

To find words within a text, the engine looks up and decodes every text there is, which takes it seconds for a million. So
each server has a process of low priority write them to a file of its own when it opens a store, the shortest names first.
SQLite reads through a million of them in a fraction of a second.

Run as ``python -m sahelkg.store.texts STORE FILE SERVER``, the last the number of the process that starts it.
"""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from sahelkg.store.folding import fold
from sahelkg.store.tether import end_with
from sahelkg.vocabulary import PREFIXES

NAMES = (
    "{ ?thing skos:prefLabel ?name } UNION { ?thing skos:altLabel ?name } UNION { ?thing sahel:acronym ?name } "
    "UNION { ?thing sahel:demonym ?name } UNION { ?thing dct:title ?name . ?thing sahel:sha256 ?sum }"
)
"""The graph pattern of all names that people search for."""

QUOTES = "?selector oa:exact ?quote . ?claim oa:hasSelector ?selector"
"""The graph pattern of all quotes that people search in."""

_AT_ONCE = 2
_NICE = 5
_LAYOUT = """
    CREATE TABLE name (thing TEXT, text TEXT, language TEXT, folded TEXT);
    CREATE TABLE quote (claim TEXT, folded TEXT);
    CREATE TEMP TABLE unsorted_name (thing TEXT, text TEXT, language TEXT, folded TEXT);
    CREATE TEMP TABLE unsorted_quote (claim TEXT, folded TEXT);
"""
_SORTED = """
    INSERT INTO name SELECT * FROM unsorted_name ORDER BY length(folded), folded, thing, text, language;
    INSERT INTO quote SELECT DISTINCT * FROM unsorted_quote ORDER BY claim, folded;
    CREATE INDEX name_folded ON name (folded);
"""


class Texts:
    """The texts of one store folder; nothing is found before `ready`."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self.ready = False

    def begin(self) -> None:
        """Has the texts laid out, beside all other work. Raises OSError when there can be no more processes."""
        self._folder = tempfile.TemporaryDirectory(prefix="sahelkg-")
        self._file = Path(self._folder.name) / "texts"
        arguments = [str(self._store), str(self._file), str(os.getpid())]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sahelkg.store.texts", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        self._waiting = asyncio.get_running_loop().create_task(self._wait())

    async def close(self) -> None:
        """Ends the work and removes the file."""
        self.ready = False
        self._process.kill()
        await self._waiting
        self._folder.cleanup()

    async def named(self, words: str, most: int) -> list[tuple[str, str, str]]:
        """Names with the words in them, up to `most` besides those that are the words: IRI, name and language of each."""
        folded = fold(words)
        columns = "SELECT thing, text, language FROM name WHERE"
        return [
            *await self._select(f"{columns} folded = ? LIMIT {most}", folded),
            *await self._select(f"{columns} instr(folded, ?) LIMIT {most}", folded),
        ]

    async def quoting(self, words: str, most: int) -> list[str]:
        """The IRIs of the first claims, up to `most`, with the words in their quote."""
        rows = await self._select(f"SELECT DISTINCT claim FROM quote WHERE instr(folded, ?) LIMIT {most}", fold(words))
        return [claim for (claim,) in rows]

    async def _wait(self) -> None:
        self.ready = await asyncio.to_thread(self._process.wait) == 0

    async def _select(self, query: str, words: str) -> list[Any]:
        async with self._turn:
            return await asyncio.to_thread(self._read, query, words)

    def _read(self, query: str, words: str) -> list[Any]:
        with closing(sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            return file.execute(query, (words,)).fetchall()


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query, each literal with its language behind it."""
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    for row in found:
        thing, text = row[0], row[1]
        if isinstance(thing, NamedNode) and isinstance(text, Literal):
            yield thing.value, text.value, text.language or "", fold(text.value)


def write(store: Store, path: Path) -> None:
    """Lays out the texts of a store in a file."""
    with closing(sqlite3.connect(path)) as file:
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _LAYOUT)
        names = _rows(store, f"SELECT ?thing ?name {{ {NAMES} }}")
        file.executemany("INSERT INTO unsorted_name VALUES (?, ?, ?, ?)", names)
        quotes = _rows(store, f"SELECT ?claim ?quote {{ {QUOTES} }}")
        file.executemany("INSERT INTO unsorted_quote VALUES (?, ?)", ((claim, folded) for claim, _, _, folded in quotes))
        file.executescript(_SORTED)


def main() -> None:
    """Lays out the texts, unless the server ends before."""
    os.nice(_NICE)
    end_with(int(sys.argv[3]), signal.SIGKILL)
    write(Store.read_only(sys.argv[1]), Path(sys.argv[2]))


if __name__ == "__main__":
    main()
