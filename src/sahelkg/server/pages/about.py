"""How claims are made, what their confidence means, how good they are, and how to report a wrong one."""

import json
from typing import Any

from sahelkg.server.pages.page import Page
from sahelkg.settings import domain_folder

EVALUATION = "evaluation/figures.json"
"""Figures of the last evaluation, beside the domain's data: ``{"note": {LANGUAGE: …}, "groups": {NAME: {"precision": …}}}``.
The note tells what is to be known of them."""

_SAMPLE = 10_000
"""Claims among which those stated and inferred are counted, and their confidence averaged."""


async def show(page: Page) -> bytes:
    """``/about``."""
    bands = await page.graph.select(
        f"SELECT ?basis (COUNT(?c) AS ?n) (AVG(?x) AS ?mean) {{ {{ SELECT ?c {{ ?c a sahel:Claim }} LIMIT {_SAMPLE} }} "
        "?c sahel:confidence ?x ; sahel:basis ?basis } GROUP BY ?basis ORDER BY DESC(?n)"
    )
    rules = await page.graph.select("SELECT ?rule ?label { ?rule a sahel:Rule ; rdfs:label ?label } ORDER BY ?label")
    return page.render(
        "about.html",
        evaluation=_evaluation(),
        bands=[(row["basis"].local, int(row["n"].text), row["mean"].text) for row in bands if "basis" in row],
        rules=[(row["rule"].slug, row["label"].text) for row in rules if row["label"].language in ("", page.language)],
        sample=_SAMPLE,
    )


def _evaluation() -> dict[str, Any] | None:
    file = domain_folder() / EVALUATION
    if not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found
