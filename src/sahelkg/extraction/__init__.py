"""Document to claims."""

from sahelkg.extraction.extractor import Extractor

__all__ = ["Extractor"]
