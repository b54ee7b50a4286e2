"""Coordination in stretches of text taken apart: ``to foster A and tackle B`` are two purposes."""

import re
from collections.abc import Iterable, Iterator

from sahelkg.extraction.grammar import VerbForms
from sahelkg.extraction.nodes import key
from sahelkg.model import Span

_JOINT = re.compile(
    r"(?:,|\s)(?:\s?(?:and|et|ainsi que))?"
    r"(?P<aside>,?\s(?:in this (?:context|regard|respect)|to this end|dans ce cadre|à cette fin|à cet égard|en outre),)?"
    r"(?:\s(?:(?:to|de|à|pour)\b|d[’']))?\s?(?=(?P<verb>[\w-]{3,}+)\b\s*[^\s.;])",
    re.IGNORECASE,
)
_RULED = re.compile(r"\b(?:(?:to|pour|de|à)\s|d[’'])\s?(?P<verb>[\w-]{3,})", re.IGNORECASE)
_NESTED = re.compile(
    r",?\s(?:pour|afin\sde|afin\sd[’']|en\svue\sde|en\svue\sd[’']|in\sorder\sto|so\sas\sto)\s?(?P<verb>[\w-]{3,})",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"\b(?:(?:de|à)\s|d[’'])\s?\Z", re.IGNORECASE)
_RULER = re.compile(r"\b(?:to|pour|à|de|d[e’'])\s?\Z", re.IGNORECASE)
_GERUND_JOINT = re.compile(r"(?:,\s(?:and\s|as well as\s)?|\sand\s|\sas well as\s)(?=[a-z]{2,}ing\s)")
_RULED_GERUND = re.compile(r"\b(?:by|through|of|for|in|while|when|including)\s[a-z]+ing\b")
_FRENCH_INFINITIVE = re.compile(
    r"\w{2,}er|\w{2,}[^o]ir|\w*[vl]oir|asseoir"
    r"|\w*(?:[nr]|ou)dre|\w+aitre|\w*ettre|\w*battre|\w*rompre|\w*vivre|\w*suivre|\w+clure|\w+crire|\w*[uo]ire"
    r"|(?:re|e|ree)?lire|(?:re|contre|inter|pre)?dire|\w*faire|plaire|taire|(?:ex|sous|dis|abs)traire|\w*vaincre|etre"
)
_NOT_INFINITIVE = frozenset(
    "leur premier dernier hier fevrier janvier foncier immobilier mobilier particulier singulier regulier irregulier entier"
    " officier policier financier ouvrier courrier dossier metier foyer quartier papier chantier atelier cahier calendrier"
    " palier pilier loyer etranger passager danger leader conseiller hiver cancer sentier huissier routier cotier"
    " frontalier hospitalier charbonnier minier forestier penitentiaire douanier avenir desir plaisir loisir souvenir"
    " couloir cher gendre cendre moindre ordre desordre cadre maitre lettre affaire".split()
)
_NOUN_IN_OIRE = re.compile(r"(?!boire|croire|accroire)\w+oire\Z")


def is_infinitive(word: str, language: str, forms: VerbForms) -> bool:
    """Whether `word` may be an infinitive: a known base form, or in French any word with an infinitive's ending."""
    folded = key(word)
    if any("base" in tags for _, tags in forms.get(folded, ())):
        return True
    if language == "en" or folded in _NOT_INFINITIVE or _NOUN_IN_OIRE.match(folded):
        return False
    return bool(_FRENCH_INFINITIVE.fullmatch(folded))


def split_infinitives(text: str, start: int, end: int, language: str, forms: VerbForms) -> Iterator[tuple[int, int]]:
    """The spans of the infinitive clauses coordinated in ``text[start:end]``; the whole where its first word is
    no infinitive.

    An infinitive ruled by one of those clauses does not end it, nor what goes on from that one; but French repeats *de* and
    *à*, so a bare infinitive behind ``de faire …, et`` goes on from further up.
    """
    first = re.match(r"\W*([\w-]+)", text[start:end])
    cuts = [(start, start)]
    ruled_first = bool(_RULER.search(text[max(0, start - 5) : start]))
    if first and language == "en" and first.group(1).endswith("ing"):
        cuts += _gerunds(text, start, end)
    elif first and is_infinitive(first.group(1), language, forms):
        for joint in _JOINT.finditer(text, start + first.end(), end):
            if not is_infinitive(joint.group("verb"), language, forms):
                continue
            words = joint.group().lower().replace(",", " , ").split()
            if not words:
                continue
            if not ruled_first and _RULER.search(joint.group()):
                continue
            apart = bool(joint.group("aside")) or (language == "fr" and words[:2] == [",", "et"])
            if apart and _REPEATED.search(text[max(0, start - 5) : start]) and not _RULER.search(joint.group()):
                end = joint.start()
                break
            deep = any(
                is_infinitive(ruled.group("verb"), language, forms)
                and not (apart and _REPEATED.search(text[: ruled.start("verb")], ruled.start()))
                for ruled in _RULED.finditer(text, cuts[-1][1], joint.start())
            )
            if words[0] in ("and", "et", "ainsi", ",") and not deep and len(text[cuts[-1][1] : joint.start()].split()) > 1:
                cuts.append((joint.start(), joint.end()))
    for (_, begin), (stop, _) in zip(cuts, [*cuts[1:], (end, end)], strict=True):
        yield begin, begin + len(text[begin:stop].rstrip(" ,;.\u00a0"))


def split_purposes(
    text: str, spans: Iterable[tuple[int, int]], language: str, forms: VerbForms
) -> Iterator[tuple[int, int]]:
    """`spans` of infinitive clauses with what each is done for apart: ``renforcer la police pour lutter contre les trafics``
    aims at both.
    """
    for start, end in spans:
        nested = next(
            (one for one in _NESTED.finditer(text, start, end) if is_infinitive(one.group("verb"), language, forms)), None
        )
        if nested is None or not is_infinitive(text[start:end].split(maxsplit=1)[0], language, forms):
            yield start, end
            continue
        yield start, start + len(text[start : nested.start()].rstrip(" ,"))
        further = split_infinitives(text, nested.start("verb"), end, language, forms)
        yield from split_purposes(text, list(further), language, forms)


def _gerunds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The joints between the English gerunds coordinated in ``text[start:end]``: ``improving ports and training crews``.
    A gerund ruled by one of them does not end it, nor what is joined to that one, nor one behind a mere comma at the end.
    """
    joints = list(_GERUND_JOINT.finditer(text, start, end))
    while joints and joints[-1].group().strip() == ",":
        joints.pop()
    last = start
    for joint in joints:
        if not _RULED_GERUND.search(text, last, joint.start()) and len(text[last : joint.start()].split()) > 1:
            yield joint.span()
            last = joint.end()


_ITEMS = re.compile(r",\s(?:and\s|et\s)?|\s(?:and|et|as well as|ainsi que)\s")


def split_list(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the items of a list of three or more in ``text[start:end]``, told by its commas; else the whole."""
    found = list(_ITEMS.finditer(text, start, end))
    commas = [at for at, joint in enumerate(found) if joint.group().startswith(",")]
    joints = [found[at] for at in {*commas, commas[-1] + 1} if at < len(found)] if commas else []
    joints = sorted(joints, key=re.Match.start) if len(joints) > 1 else []
    begins = [start, *(joint.end() for joint in joints)]
    for begin, stop in zip(begins, [*(joint.start() for joint in joints), end], strict=True):
        yield Span(begin, stop)
