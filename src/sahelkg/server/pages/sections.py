"""What an entity's page tells, in which order: sections of predicates, each read forwards (›) or backwards (‹)."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "basics": (
        "›establishedOn", "‹established", "›partOf", "›ledBy", "›presidesOver", "‹presidesOver", "›capital", "›locatedIn",
        "›namedAfter", "›groups", "›title", "›publisher", "›publishedOn",
    ),
    "roles": ("›holdsRole", "‹holdsRole"),
    "mandate": ("›mandateStart", "›mandateEnd", "›hasPurpose", "›strength", "›budget", "‹contributesTroopsTo"),
    "belonging": ("›memberOf", "‹memberOf", "‹partOf", "‹groups", "›established"),
    "presence": ("›operatesIn", "‹operatesIn", "›hasOfficeIn", "‹hasOfficeIn", "›contributesTroopsTo", "‹ledBy"),
    "training": ("›trains", "‹trains", "›advises", "‹advises"),
    "money": ("‹funds", "›funds"),
    "agreements": (
        "›concludedOn", "›concludedAt", "›signed", "‹signed", "›partyTo", "‹partyTo", "›guarantorOf", "‹guarantorOf",
        "‹concludedAt",
    ),
    "meetings": (
        "›heldOn", "›heldIn", "›hosted", "‹hosted", "›participatedIn", "‹participatedIn", "‹heldIn", "›metWith", "‹metWith",
        "›visited", "‹visited",
    ),
    "cooperation": ("›supports", "‹supports", "›partnerOf", "‹partnerOf"),
    "figures": ("›assisted", "›casualties", "›count"),
    "words": ("›said", "›commitsTo", "›topic", "›hashtag"),
}  # fmt: skip
"""Sections in their usual order. What no section names comes last, under “other”."""

FIRST: dict[str, tuple[str, ...]] = {
    "State": ("belonging", "presence", "money", "meetings", "agreements", "training"),
    "Mission": ("basics", "mandate", "presence", "training", "money"),
    "Person": ("roles", "words", "meetings"),
    "Agreement": ("agreements", "basics", "mandate"),
    "Meeting": ("meetings", "basics", "agreements"),
    "Fund": ("money", "mandate", "basics"),
    "Programme": ("mandate", "money", "basics"),
    "Place": ("presence", "meetings", "money"),
    "Event": ("figures", "basics"),
}
"""The sections that a kind of thing begins with."""


def order(kind: str) -> tuple[str, ...]:
    """The sections for a kind of thing, in order."""
    first = FIRST.get(kind, ())
    return (*first, *(name for name in SECTIONS if name not in first), "other")


_PLACES = {entry: (section, place) for section, entries in SECTIONS.items() for place, entry in enumerate(entries)}


def section_of(direction: str, predicate: str) -> tuple[str, int]:
    """The section of a predicate in a direction, and its place there."""
    return _PLACES.get(direction + predicate, ("other", 0))
