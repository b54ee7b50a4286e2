"""The answer to any query as a table, a yes or no, or text; cut short only with a word about it."""

import json
from dataclasses import dataclass

from sahelkg.server.pages.graph import Term, as_term
from sahelkg.server.pages.page import Page

MOST_ROWS = 500
_MOST_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Result:
    """`rows` and `columns` of a SELECT, `truth` of an ASK, or the Turtle `text` of a CONSTRUCT or DESCRIBE.

    `total` is the number of rows, None where those beyond the ones shown were not counted.
    """

    columns: list[str]
    rows: list[list[Term | None]]
    total: int | None = 0
    truth: bool | None = None
    text: str | None = None
    truncated: bool = False

    @property
    def numeric(self) -> list[bool]:
        """Of each column whether it holds numbers."""
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.columns)
        return [any(term is not None and term.is_number for term in column) for column in columns]


async def read(page: Page, sparql: str, most: int = MOST_ROWS) -> Result:
    """The answer to a query, with up to `most` rows. Raises Refusal."""
    body, kind = await page.graph.answer_of_either_kind(sparql)
    if kind == "graph":
        text = body.decode()
        return Result([], [], text=text[:_MOST_TEXT], truncated=len(text) > _MOST_TEXT)
    found = json.loads(body)
    if "boolean" in found:
        return Result([], [], truth=found["boolean"])
    columns = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    rows = [[as_term(row[name]) if name in row else None for name in columns] for row in bindings[:most]]
    await page.name(*(term.slug for row in rows for term in row if term is not None))
    return Result(columns, rows, total=len(bindings), truncated=len(bindings) > most)
