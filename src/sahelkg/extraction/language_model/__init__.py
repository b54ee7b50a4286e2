"""An optional reader behind the frames: a language model, asked over an OpenAI-compatible endpoint, off by default.

It gets a passage, the relations of the ontology and the mentions found, and answers with quotes. What it says becomes a
claim only where the quote stands in the text, names or takes up the things the claim is about, and our own grammar reads
the same numbers and dates in it. It adds claims, with low confidence; it never displaces one that the frames made.
"""

from sahelkg.extraction.language_model.configuration import configured_reader
from sahelkg.extraction.language_model.notes import notes
from sahelkg.extraction.language_model.reader import Reader, Told

__all__ = ["Reader", "Told", "configured_reader", "notes"]
