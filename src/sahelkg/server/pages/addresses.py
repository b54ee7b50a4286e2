"""Addresses of pages: under the public base's path, in the reader's chosen language."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

_SAFE = "/-._~:,"


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE)


class Addresses:
    """Makes addresses for one request. `language` is carried on where the reader chose it in the address."""

    def __init__(self, base_url: str, language: str = "") -> None:
        """`base_url` is the public address of the service, or empty."""
        self._base = base_url.rstrip("/")
        self._prefix = urlsplit(self._base).path
        self._language = language

    def __call__(self, path: str, fragment: str = "", /, **parameters: object) -> str:
        """The address of a page. Parameters that are None or empty are left out; a list stands for several."""
        given = self.given(parameters)
        if self._language and "lang" not in parameters:
            given.append(("lang", self._language))
        return self.plain(path, given) + (f"#{quote(fragment, safe=_SAFE + '=')}" if fragment else "")

    @staticmethod
    def given(parameters: Mapping[str, object]) -> list[tuple[str, str]]:
        """The parameters that have a value, as name and value."""
        pairs = []
        for name, value in parameters.items():
            values = value if isinstance(value, list | tuple) else (value,)
            pairs += [(name, str(one)) for one in values if one not in (None, "")]
        return pairs

    def plain(self, path: str, pairs: list[tuple[str, str]] | None = None) -> str:
        """The address of anything else: data, static files."""
        query = urlencode(pairs, safe=_SAFE) if pairs else ""
        return self._prefix + _quoted(path) + (f"?{query}" if query else "")

    def thing(self, slug: str) -> str:
        """The page of a thing; a document's is its text."""
        if slug.startswith("document-") and "-article-" not in slug:
            return self(f"/document/{slug.removeprefix('document-')}")
        return self(f"/entity/{slug}")

    def words(self, document: str, span: str) -> str:
        """The reader, opened at a span of a document: highlighted and scrolled to, with scripts and without."""
        name = document.removeprefix("document-")
        return self(f"/document/{name}", f"char={span}", at=span)

    def public(self, path: str) -> str:
        """A full address where the public base is configured, else one without a host."""
        return (self._base or self._prefix) + _quoted(path)
