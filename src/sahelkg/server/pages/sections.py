"""What an entity's page tells, in which order: sections of predicates, each read from one side.

A side is ``›`` where the thing is a claim's subject, ``‹`` where it is the object, and ``through`` or ``at`` where money
flows through it or something happens at it.
"""

SECTIONS: dict[str, tuple[str, ...]] = {
    "basics": (
        "›establishedOn", "‹established", "›partOf", "›ledBy", "›presidesOver", "‹presidesOver", "›capital", "›locatedIn",
        "‹locatedIn", "›namedAfter", "›groups", "›title", "›publisher", "›publishedOn",
    ),
    "roles": ("›holdsRole", "‹holdsRole"),
    "mandate": ("›mandateStart", "›mandateEnd", "›strength", "‹contributesTroopsTo"),
    "purposes": ("›hasPurpose",),
    "belonging": ("›memberOf", "‹memberOf", "‹partOf", "‹groups", "›established"),
    "presence": ("›operatesIn", "‹operatesIn", "›hasOfficeIn", "‹hasOfficeIn", "›contributesTroopsTo", "‹ledBy"),
    "training": ("›trains", "‹trains", "›advises", "‹advises"),
    "money": ("›budget", "‹funds", "throughfunds", "›funds"),
    "agreements": (
        "›concludedOn", "›concludedAt", "›signed", "‹signed", "‹partyTo", "›partyTo", "‹guarantorOf", "›guarantorOf",
        "‹concludedAt",
    ),
    "meetings": (
        "›heldOn", "›heldIn", "‹hosted", "›hosted", "›participatedIn", "‹participatedIn", "‹heldIn", "›metWith", "‹metWith",
        "›visited", "‹visited",
    ),
    "cooperation": ("›supports", "‹supports", "›partnerOf", "‹partnerOf"),
    "figures": ("›casualties", "›assisted", "›count"),
    "words": ("›said", "›commitsTo", "›topic", "›hashtag"),
}  # fmt: skip
"""Sections in their usual order. What no section names comes last, under “other”."""

FIRST: dict[str, tuple[str, ...]] = {
    "State": ("belonging", "presence", "money", "meetings", "agreements", "training"),
    "Organisation": ("basics", "belonging", "purposes", "money", "presence", "training"),
    "Mission": ("basics", "mandate", "purposes", "presence", "training", "money"),
    "Person": ("roles", "words", "meetings", "agreements"),
    "Agreement": ("agreements", "basics", "purposes"),
    "Meeting": ("meetings", "agreements", "purposes", "basics"),
    "Fund": ("money", "purposes", "basics"),
    "Programme": ("purposes", "money", "mandate", "presence", "basics"),
    "Place": ("presence", "meetings", "agreements", "money", "basics"),
    "Event": ("figures", "basics"),
    "Document": ("basics", "agreements", "words"),
    "Group": ("belonging", "money", "cooperation", "figures"),
}
"""The sections that a kind of thing begins with."""


def order(kind: str) -> tuple[str, ...]:
    """The sections for a kind of thing, in order."""
    first = FIRST.get(kind, ())
    return (*first, *(name for name in SECTIONS if name not in first), "other")


_PLACES = {entry: (section, place) for section, entries in SECTIONS.items() for place, entry in enumerate(entries)}


def section_of(side: str, predicate: str) -> tuple[str, int]:
    """The section of a predicate read from a side, and its place there."""
    return _PLACES.get(side + predicate, ("figures" if side == "at" else "other", 99))
