"""Sentences of a block, in English and French.

A block is already a unit of sense, so a sentence ends at ``.``, ``!``, ``?`` or ``…`` before white space and a capital,
a digit or an opening quote, unless the full stop belongs to an abbreviation, an initial or a number that opens the sentence.
"""

import re
from collections.abc import Iterator

from sahelkg.model import Span

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'’”»)\]]{0,3}(?:[\s\u00a0]+[»”])?(?=\s+[\"'‘“«(\[#]{0,3}\s?[^\W_a-zà-öø-ÿ])")
_WORD_BEFORE = re.compile(r"[^\s(\[“«‘\"]{1,24}\Z")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st ste no nos nr vs cf al art arts col gen lt capt sgt maj adm gov sen rep hon jr sr inc ltd co
    corp dept approx fig vol ed eds p pp para paras ch sec est etc e.g i.e viz
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri
    m mm mme mmes mlle mlles me mgr pr dép réf ref tél tel env av bd chap éd janv févr juil déc n°s
    """.split()
)
_CAN_END_A_SENTENCE = frozenset({"etc", "al", "inc", "ltd", "co", "corp", "jr", "sr"})
_OPENERS = re.compile(
    r"\s+[\"“«‘(]*\s?(?:The|This|These|Those|That|It|Its|In|He|She|They|We|But|And|However|On|At|As|For|"
    r"Le|La|Les|L’|L'|Il|Elle|Ils|Elles|Ce|Cette|Ces|En|Un|Une|Mais|Dans|Nous)\b"
)
_LONGEST = 5000
_PAUSE = re.compile(r"[;:,.!?…\s]\s+|\n")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+\Z")


def split_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences in ``text[start:end]``, without the white space between them.

    What runs on for more than 5,000 code points is no sentence but a table or a list; it is cut at pauses.
    """
    return tuple(part for span in _sentences(text, start, end) for part in _cut(text, span))


def _cut(text: str, span: Span) -> Iterator[Span]:
    begin = span.start
    while span.end - begin > _LONGEST:
        pauses = [match.end() for match in _PAUSE.finditer(text, begin + _LONGEST // 2, begin + _LONGEST)]
        stop = pauses[-1] if pauses else begin + _LONGEST
        yield Span(begin, begin + len(text[begin:stop].rstrip()))
        begin = stop
        while begin < span.end and text[begin].isspace():
            begin += 1
    if begin < span.end:
        yield Span(begin, span.end)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop < end and _is_boundary(text, begin, match.start(), stop):
            spans.append(Span(begin, stop))
            begin = stop
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        spans.append(Span(begin, end))
    return spans


def _is_boundary(text: str, begin: int, mark: int, stop: int) -> bool:
    if text[mark:stop] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(begin, mark - 24), mark)
    if before is None:
        return True
    word = before.group()
    opens = before.start() == begin
    if word.isdigit():
        return not (opens and len(word) <= 3)
    if _INITIALS.match(word + "."):
        return "." in word and _OPENERS.match(text, stop) is not None
    folded = word.casefold()
    if folded in _CAN_END_A_SENTENCE:
        return _OPENERS.match(text, stop) is not None
    return folded not in _ABBREVIATIONS
