"""Claims to quads: identity, a person's decisions, conflicts, rules, provenance."""

from sahelkg.graph.assembly import assemble
from sahelkg.graph.conflicts import Conflict
from sahelkg.graph.facts import COLUMNS, FactRow, cells
from sahelkg.graph.knowledge import KnowledgeGraph

__all__ = ["COLUMNS", "Conflict", "FactRow", "KnowledgeGraph", "assemble", "cells"]
