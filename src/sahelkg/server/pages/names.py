"""What things are called and what they are, looked up once per release and remembered."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sahelkg.server.pages.graph import Graph, Row
from sahelkg.server.pages.terms import Terms

_REMEMBERED = 50_000
_AT_ONCE = 400
_NAMING = "rdf:type skos:prefLabel dct:title rdfs:label"


@dataclass(frozen=True, slots=True)
class Name:
    """A thing's label in either language and its class; `cls` is empty for what the graph says nothing of."""

    slug: str
    labels: tuple[tuple[str, str], ...] = ()
    cls: str = ""
    kind: str = "Thing"

    def label(self, language: str) -> str:
        """The label in a language, else in any, else the slug."""
        return dict(self.labels).get(language) or (self.labels[0][1] if self.labels else self.slug)

    def language(self, wanted: str) -> str:
        """The language the label is in."""
        found = dict(self.labels)
        return wanted if wanted in found or not found else next(iter(found))


class Names:
    """The names of one release's things."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._known: OrderedDict[str, Name] = OrderedDict()

    def __getitem__(self, slug: str) -> Name:
        """The name of a thing that was fetched before; else its slug."""
        return self._known.get(slug) or Name(slug)

    async def fetch(self, graph: Graph, slugs: Iterable[str]) -> None:
        """Looks up those of the slugs that are not known yet."""
        wanted = sorted({slug for slug in slugs if slug and slug not in self._known})
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            self._remember(part, await graph.describe(part, _NAMING))

    def _remember(self, slugs: Iterable[str], rows: Iterable[Row]) -> None:
        classes: dict[str, list[str]] = defaultdict(list)
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows:
            slug, value = row["x"].slug, row["o"]
            if row["p"].local == "type":
                classes[slug].append(value.local)
            elif not value.is_iri:
                labels[slug][value.language] = value.text
        for slug in slugs:
            cls = self._terms.most_specific(classes[slug])
            named = tuple(sorted(labels[slug].items()))
            self._known[slug] = Name(slug, named, cls, self._terms.kind(cls))
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
