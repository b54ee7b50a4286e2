"""The written forms of a verb, English and French, from its infinitive and a table of irregular ones.

A form is tagged ``base`` (infinitive, and in English the plain present), ``present``, ``past``, ``future``, ``conditional``,
``participle`` (past participle) or ``gerund`` (present participle). A written form may bear several tags.
"""

from collections import defaultdict
from collections.abc import Mapping

Forms = dict[str, frozenset[str]]
"""Written form to its tags."""

Irregular = Mapping[str, str]
"""The irregular parts of one verb; see `english_forms` and `french_forms` for the keys each language knows."""

_VOWELS = "aeiou"


def english_forms(verb: str, irregular: Irregular) -> Forms:
    """The forms of an English verb. `irregular` keys: ``past``, ``participle``, ``present``, ``gerund``,
    ``double`` (consonant). A part may have two spellings, space between.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    stem = verb + verb[-1] if "double" in irregular else verb
    if verb.endswith("e"):
        past, gerund = verb + "d", (verb[:-1] if not verb.endswith("ee") else verb) + "ing"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        past, gerund = verb[:-1] + "ied", verb + "ing"
    else:
        past, gerund = stem + "ed", stem + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        present = verb[:-1] + "ies"
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        present = verb + "es"
    else:
        present = verb + "s"
    past = irregular.get("past", past)
    forms[verb].add("base")
    parts = {"present": present, "past": past, "participle": past, "gerund": gerund}
    for tag, regular in parts.items():
        for form in irregular.get(tag, regular).split():
            forms[form].add(tag)
    return {form: frozenset(tags) for form, tags in forms.items()}


def french_forms(verb: str, irregular: Irregular) -> Forms:
    """The forms of a French verb, third person and participles.

    `irregular` keys: ``participle`` (masculine singular), ``present`` (third singular and plural, space between),
    ``imperfect`` (stem), ``future`` (stem), ``past`` (simple past, third singular and plural, space between).
    """
    stem, ending = verb[:-2], verb[-2:]
    if ending == "er":
        soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
        parts = {
            "participle": stem + "é",
            "present": f"{stem}e {stem}ent",
            "imperfect": soft,
            "future": verb,
            "past": f"{soft}a {stem}èrent",
        }
        if stem.endswith("y"):
            parts |= {"present": f"{stem[:-1]}ie {stem[:-1]}ient", "future": stem[:-1] + "ier"}
    elif ending == "ir":
        parts = {
            "participle": stem + "i",
            "present": f"{stem}it {stem}issent",
            "imperfect": stem + "iss",
            "future": verb,
            "past": f"{stem}it {stem}irent",
        }
    else:
        parts = {
            "participle": stem + "u",
            "present": f"{stem} {stem}ent",
            "imperfect": stem,
            "future": stem + "r",
            "past": f"{stem}it {stem}irent",
        }
    parts |= irregular
    forms: dict[str, set[str]] = defaultdict(set)
    forms[verb].add("base")
    for form in parts["present"].split():
        forms[form].add("present")
    for form in parts["past"].split():
        forms[form].add("past")
    for suffix in ("ait", "aient"):
        forms[parts["imperfect"] + suffix].add("past")
        forms[parts["future"] + suffix].add("conditional")
    for suffix in ("a", "ont"):
        forms[parts["future"] + suffix].add("future")
    participle = parts["participle"]
    plural = participle if participle.endswith("s") else participle + "s"
    for form in (participle, plural, participle + "e", participle + "es"):
        forms[form].add("participle")
    forms[parts["imperfect"] + "ant"].add("gerund")
    return {form: frozenset(tags) for form, tags in forms.items()}
