"""Single expressions of time: ``16 mars 2018``, ``May 3-5``, ``2014-2020``, ``vendredi dernier``, ``two years ago``,
``annual``.

Only words that can open one are tried, so a text is read once whatever its length.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from sahelkg.extraction.calendar_words import MONTHS, UNITS, WEEKDAYS, alternatives
from sahelkg.extraction.date_parts import DateMention, DateParts, Direction

_Builder = Callable[[str, re.Match[str]], DateMention | None]

_G = r"[\s\u00a0\u202f]"
_MONTH = alternatives(MONTHS)
_WEEKDAY = alternatives(WEEKDAYS)
_OF_MONTH = rf"(?:(?:day{_G})?of{_G}|du{_G}mois{_G}d(?:e{_G}|['’]))?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|ers?)?(?![\w%]|[.,]\d)|premier(?!\w)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)"
_SMALL = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_SMALL |= dict(zip("un deux trois quatre cinq six sept huit neuf dix".split(), range(1, 11), strict=True)) | {
    "a": 1,
    "an": 1,
    "une": 1,
}
_RHYTHMS = {
    **dict.fromkeys("annual annually yearly annuel annuels annuelle annuelles annuellement".split(), "yearly"),
    **dict.fromkeys("monthly mensuel mensuels mensuelle mensuelles mensuellement".split(), "monthly"),
    **dict.fromkeys("weekly hebdomadaire hebdomadaires".split(), "weekly"),
    **dict.fromkeys("daily quotidien quotidiens quotidienne quotidiennes".split(), "daily"),
}
_RHYTHM_OF = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys("last past previous dernier dernière passé passée".split(), "previous"),
    **dict.fromkeys("next coming prochain prochaine".split(), "next"),
}
_TOKEN = re.compile(r"\w+")


def find_atoms(text: str) -> Iterator[DateMention]:
    """The single expressions of time in a text, in order and apart from each other. `first` and `last` hold their parts."""
    floor = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < floor:
            continue
        word = token.group().lower()
        for pattern, build in _FIGURES if word[0].isdigit() else _WORDS.get(word, ()):
            match = pattern.match(text, start)
            mention = build(text, match) if match else None
            if mention:
                floor = mention.end
                yield mention
                break
            if match and build is _day_of_month:
                floor = match.end()
                break


def point(start: int, end: int, first: DateParts, last: DateParts | None = None) -> DateMention | None:
    """A point or range from its parts: relative without a year, None where the calendar has no such date."""
    if last and last.year and first.year is None:
        first = DateParts(last.year, first.month or last.month, first.day, first.weekday)
    if not first.exists or (last and not last.exists):
        return None
    since, until = first.iso(), last.iso() if last else None
    if since is None:
        return DateMention(start=start, end=end, kind="relative", first=first, last=last)
    if last is None or since == until:
        return DateMention(start=start, end=end, kind="point", since=since, first=first)
    if until is None or until < since:
        return None
    return DateMention(start=start, end=end, kind="range", since=since, until=until, first=first, last=last)


def _preceded(text: str, start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.search(text, max(0, start - 24), start)


def _year(match: re.Match[str]) -> int | None:
    return int(match["y"]) if match["y"] else None


def _end(match: re.Match[str]) -> int:
    """Where a match ends, without the full stop that may close the sentence."""
    return match.end() - match.group().endswith(".")


def _day(written: str) -> int:
    return 1 if written.lower() == "premier" else int(re.sub(r"\D", "", written))


_OPEN = re.compile(r"[\w./-]\Z")


def _iso(text: str, match: re.Match[str]) -> DateMention | None:
    parts = DateParts(int(match["y"]), int(match["m"]), int(match["d"]))
    return point(match.start(), match.end(), parts)


def _years(text: str, match: re.Match[str]) -> DateMention | None:
    first, second = int(match["y"]), match["y2"]
    if len(second) == 4:
        last = int(second)
    elif match["dash"] == "-" and 1 <= int(second) <= 12 and int(second) != first % 100 + 1:
        return point(match.start(), match.end(), DateParts(first, int(second)))
    else:
        last = first - first % 100 + int(second)
    if last <= first or _preceded(text, match.start(), _OPEN):
        return None
    return point(match.start(), match.end(), DateParts(first), DateParts(last))


def _numeric(text: str, match: re.Match[str]) -> DateMention | None:
    """Day before month, as both English and French write it in Europe, unless only the other order is a date."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    parts = DateParts(year, two, one)
    return point(match.start(), match.end(), parts if parts.exists else DateParts(year, one, two))


def _days_of_month(text: str, match: re.Match[str]) -> DateMention | None:
    month, year = MONTHS[match["m"].lower()], _year(match)
    one, two = _day(match["d"]), _day(match["d2"])
    listed = re.search(r"and|et|or|ou", match["to"]) and not _preceded(text, match.start(), _BETWEEN)
    if two <= one or (listed and two != one + 1):
        return None
    return point(match.start(), _end(match), DateParts(year, month, one), DateParts(year, month, two))


def _day_of_month(text: str, match: re.Match[str]) -> DateMention | None:
    """A whole date stands even where the weekday beside it is another day's; a day that no month has is no date at all."""
    weekday = match["w"]
    parts = DateParts(
        _year(match), MONTHS[match["m"].lower()], _day(match["d"]), WEEKDAYS[weekday.lower()] if weekday else None
    )
    if parts.year and not parts.exists:
        parts = replace(parts, weekday=None)
    mention = point(match.start(), _end(match), parts)
    written = match.groupdict().get("rel")
    return _directed(mention, written) if mention else None


def _directed(mention: DateMention, written: str | None) -> DateMention:
    if written is None or mention.kind != "relative":
        return mention
    return replace(mention, direction=_DIRECTIONS.get(written.lower()))


def _month_and_year(text: str, match: re.Match[str]) -> DateMention | None:
    return point(match.start(), match.end(), DateParts(int(match["y"]), MONTHS[match["m"].lower()]))


def _month(text: str, match: re.Match[str]) -> DateMention | None:
    """A month alone stands behind a preposition; ``may`` and ``march`` only with a capital, French months in either form."""
    word = match["m"]
    led = _preceded(text, match.start(), _BEFORE_MONTH)
    if (
        (led is None and match["rel"] is None)
        or len(word) < 3
        or (word.lower() in ("may", "march", "mar", "sept", "sep", "dec", "jan") and word.islower())
    ):
        return None
    before = led["rel"] if led else None
    direction = match["rel"] or before
    start = led.start("rel") if led and before else match.start()
    mention = DateMention(start=start, end=match.end(), kind="relative", first=DateParts(month=MONTHS[word.lower()]))
    return _directed(mention, direction)


def _weekday(text: str, match: re.Match[str]) -> DateMention | None:
    word = match["w"]
    if word.islower() and not word.endswith("i") and word != "dimanche":
        return None
    day = DateParts(weekday=WEEKDAYS[word.lower()])
    led = _preceded(text, match.start(), _BEFORE_WEEKDAY)
    lead = led["rel"].lower() if led else None
    start = led.start("rel") if led else match.start()
    if match["s"] or lead in ("every", "each", "chaque"):
        return DateMention(start=start, end=match.end(), kind="recurring", first=day, recurrence="weekly")
    return _directed(DateMention(start=start, end=match.end(), kind="relative", first=day), match["rel"] or lead)


def _unit(text: str, match: re.Match[str]) -> DateMention | None:
    relation = (match["rel"] or "").lower()
    unit = UNITS[match["u"].lower()]
    direction = _DIRECTIONS.get(relation)
    same = relation in ("same", "même")
    if unit == "day" and not same:
        return None
    steps = {"previous": -1, "next": 1, None: 0}[direction]
    return DateMention(
        start=match.start(),
        end=match.end(),
        kind="relative",
        unit=unit,
        steps=steps,
        direction=direction,
        bound="same" if same else None,
    )


def _ago(text: str, match: re.Match[str]) -> DateMention | None:
    number = match["n"].lower()
    steps = int(number) if number.isdigit() else _SMALL[number]
    unit = UNITS[match["u"].lower()]
    return DateMention(start=match.start(), end=match.end(), kind="relative", unit=unit, steps=-steps, direction="previous")


def _day_word(text: str, match: re.Match[str]) -> DateMention | None:
    steps = {"yesterday": -1, "hier": -1, "tomorrow": 1, "demain": 1}.get(match.group().lower(), 0)
    return DateMention(start=match.start(), end=match.end(), kind="relative", unit="day", steps=steps)


def _recurring(text: str, match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    rhythm = _RHYTHM_OF[UNITS[groups["u"].lower()]] if groups.get("u") else _RHYTHMS[match.group().lower()]
    return DateMention(start=match.start(), end=match.end(), kind="recurring", recurrence=rhythm)


def _decade(text: str, match: re.Match[str]) -> DateMention | None:
    year = int(match["y"])
    return point(match.start(), match.end(), DateParts(year), DateParts(year + 9))


def _year_alone(text: str, match: re.Match[str]) -> DateMention | None:
    """Four figures are a year where the words around say so, not in ``resolution 1973`` or ``2000 soldiers``."""
    year = int(match["y"])
    start, end = match.span()
    parts = DateParts(year)
    if _preceded(text, start, _OPEN) and not _preceded(text, start, _MIDDLE_OF):
        return None
    counted = year % 100 == 0 and re.compile(rf"{_G}+(?:de{_G})?[^\W\d_]+s\b").match(text, end)
    if _preceded(text, start, _STRONGLY_BEFORE_YEAR):
        return None if counted else point(start, end, parts)
    lead = _preceded(text, start, _WEAKLY_BEFORE_YEAR)
    if lead and not counted and (not _NOUN_BEHIND.match(text, end) or lead.group().strip().lower() == "the"):
        return point(start, end, parts)
    if (start == 0 or text[start - 1] in "(\n;") and _CLOSED.match(text, end):
        return point(start, end, parts)
    if _preceded(text, start, _SECOND_OF_TWO) or (_preceded(text, start, _AFTER_COMMA) and _CLOSING.match(text, end)):
        return point(start, end, parts)
    return None


_BETWEEN = re.compile(rf"\b(?:between|entre|from|d[ue]){_G}(?:the{_G}|le{_G})?\Z", re.IGNORECASE)
_BEFORE_MONTH = re.compile(
    rf"(?<!\w)(?:(?P<rel>last|next|this|past){_G}|(?:in|of|by|since|until|till|from|to|through|before|after|between|and|during|early|late|mid"
    rf"|en|de|depuis|d[eè]s|mois{_G}d[e’']|fin|début|mi|d[’']ici|à|jusqu[’']en|entre|et|courant){_G}|d[’']|mi-|mid-|jusqu[’']à{_G}fin{_G})\Z",
    re.IGNORECASE,
)
_BEFORE_WEEKDAY = re.compile(rf"(?<!\w)(?P<rel>last|next|this|past|every|each|chaque){_G}\Z", re.IGNORECASE)
_STRONGLY_BEFORE_YEAR = re.compile(
    rf"(?<!\w)(?:in|en|since|depuis|until|till|by|during|before|after|avant|après|year|years|année|an|early|late|mid|fin|début|courant"
    rf"|jusqu[’']en|d[’']ici|d[eè]s|fy|through|throughout|summer|winter|spring|autumn|été|hiver|printemps|automne"
    rf"|quarter(?:{_G}of)?|trimestre|semestre|half{_G}of|end{_G}of|mid-|mi-|exercice|fiscal|around|vers|as{_G}of){_G}?\Z",
    re.IGNORECASE,
)
_WEAKLY_BEFORE_YEAR = re.compile(
    rf"(?:(?<!\w)(?:from|between|entre|for|of|de|du|to|and|et|à|au|the|le|pour|or|ou){_G}|(?<!\w)d[’']|[(\[]|\d,{_G}|\d{_G}?[-–/]{_G}?)\Z",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(
    rf"{_G}+(?!(?:and|to|by|with|the|a|on|when|under|in|at|for|of|is|was|were|has|had|as|but|or|until|through|from|onwards?|alone"
    rf"|et|à|au|aux|par|avec|le|la|les|un|une|dans|en|sur|pour|de|du|des|ou|est|a|ont|sont|jusqu|qui|que|dont|lors)\b)[a-zà-öø-ÿ€$£]"
)
_MIDDLE_OF = re.compile(r"(?<!\w)mi(?:d)?-\Z", re.IGNORECASE)
_CLOSED = re.compile(rf"{_G}?[-–—:;,.)\]]")
_SECOND_OF_TWO = re.compile(rf"(?<!\w)(?:between|entre){_G}(?:1[5-9]|20)\d\d{_G}(?:and|et){_G}\Z", re.IGNORECASE)
_AFTER_COMMA = re.compile(rf"[^\W\d_]\)?,{_G}\Z")
_CLOSING = re.compile(rf"{_G}?(?:[;.)\]]|[-–—]?{_G}?\Z)")
_TO = rf"(?:{_G}?[-–—]{_G}?|{_G}(?:to|through|and|et|au|à|or|ou){_G}(?:the{_G}|le{_G})?)"
_WEEKDAY_LEAD = rf"(?:(?P<w>{_WEEKDAY}),?{_G}(?:the{_G}|le{_G})?)?"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DAY_MONTH = (
    _compiled(
        rf"{_WEEKDAY_LEAD}(?P<d>{_DAY}){_G}{_OF_MONTH}(?P<m>{_MONTH})\b\.?"
        rf"(?:,?{_G}(?:of{_G}(?:the{_G}year{_G})?|de{_G}(?:l['’]an(?:née)?{_G})?)?(?P<y>{_YEAR})|{_G}(?P<rel>dernier|prochain|passé)\b)?"
    ),
    _day_of_month,
)
_MONTH_DAY = (
    _compiled(rf"{_WEEKDAY_LEAD}(?P<m>{_MONTH})\b\.?{_G}(?:the{_G})?(?P<d>{_DAY})(?:,?{_G}(?P<y>{_YEAR}))?"),
    _day_of_month,
)
_NUMBER_AGO = _compiled(rf"(?P<n>\d{{1,3}}|{alternatives(_SMALL)}){_G}(?P<u>day|month|year)s?{_G}ago\b")
_FIGURES: tuple[tuple[re.Pattern[str], _Builder], ...] = (
    (_compiled(r"(?P<y>(?:1[5-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\w-])"), _iso),
    (
        _compiled(
            rf"(?P<y>(?:1[5-9]|20)\d\d)(?P<dash>{_G}?[-–—/]{_G}?|{_G}(?:to|through|à){_G}(?=\d{{4}}))(?P<y2>(?:1[5-9]|20)\d\d|\d\d)(?![\w/]|-\d|[.,]\d)"
        ),
        _years,
    ),
    (_compiled(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[5-9]|20)\d\d)(?![\w/-])"), _numeric),
    (
        _compiled(
            rf"(?P<d>{_DAY})(?P<to>{_TO})(?P<d2>{_DAY}){_G}(?:of{_G})?(?P<m>{_MONTH})\b\.?(?:,?{_G}(?:of{_G})?(?P<y>{_YEAR}))?"
        ),
        _days_of_month,
    ),
    _DAY_MONTH,
    (_NUMBER_AGO, _ago),
    (_compiled(r"(?P<y>(?:19|20)\d0)s\b"), _decade),
    (_compiled(rf"(?P<y>{_YEAR})"), _year_alone),
)
_MONTH_FIRST: tuple[tuple[re.Pattern[str], _Builder], ...] = (
    (
        _compiled(rf"(?P<m>{_MONTH})\b\.?{_G}(?P<d>{_DAY})(?P<to>{_TO})(?P<d2>{_DAY})(?:,?{_G}(?P<y>{_YEAR}))?"),
        _days_of_month,
    ),
    _MONTH_DAY,
    (_compiled(rf"(?P<m>{_MONTH})\b\.?,?{_G}(?:of{_G}|de{_G})?(?P<y>{_YEAR})"), _month_and_year),
    (_compiled(rf"(?P<m>{_MONTH})\b(?:{_G}(?P<rel>dernier|prochain|passé)\b)?"), _month),
)
_WEEKDAY_FIRST: tuple[tuple[re.Pattern[str], _Builder], ...] = (
    _DAY_MONTH,
    _MONTH_DAY,
    (_compiled(rf"(?P<w>{_WEEKDAY})(?P<s>s)?\b(?:{_G}(?P<rel>dernier|prochain|passé)\b)?"), _weekday),
)
_UNIT = (
    _compiled(rf"(?P<rel>last|previous|past|next|coming|this|current|same|cette|cet|ce|même){_G}(?P<u>{'|'.join(UNITS)})\b"),
    _unit,
)
_UNIT_FIRST = (
    _compiled(rf"(?P<u>semaine|mois|année|an){_G}(?P<rel>dernier|dernière|passé|passée|prochain|prochaine)\b"),
    _unit,
)
_EVERY = (_compiled(rf"(?:every|each|chaque|per|par|tous{_G}les|toutes{_G}les){_G}(?P<u>{'|'.join(UNITS)})\b"), _recurring)
_IL_Y_A = (_compiled(rf"il{_G}y{_G}a{_G}(?P<n>\d{{1,3}}|{alternatives(_SMALL)}){_G}(?P<u>jour|mois|an)s?\b"), _ago)
_DECADE = (_compiled(rf"années{_G}(?P<y>(?:19|20)\d0)\b"), _decade)
_WORDS: dict[str, tuple[tuple[re.Pattern[str], _Builder], ...]] = {
    **dict.fromkeys(MONTHS, _MONTH_FIRST),
    **dict.fromkeys(WEEKDAYS, _WEEKDAY_FIRST),
    **{f"{name}s": _WEEKDAY_FIRST for name in WEEKDAYS},
    **dict.fromkeys("last previous past next coming this current same cette cet ce même".split(), (_UNIT,)),
    **dict.fromkeys("semaine mois année an".split(), (_UNIT_FIRST,)),
    **dict.fromkeys("every each chaque per par tous toutes".split(), (_EVERY,)),
    **dict.fromkeys(_SMALL, ((_NUMBER_AGO, _ago),)),
    "an": (_UNIT_FIRST, (_NUMBER_AGO, _ago)),
    **dict.fromkeys(_RHYTHMS, ((_compiled(r"\w+"), _recurring),)),
    **dict.fromkeys("today yesterday tomorrow hier demain".split(), ((_compiled(r"\w+"), _day_word),)),
    "aujourd": ((_compiled(r"aujourd[’']hui\b"), _day_word),),
    "il": (_IL_Y_A,),
    "années": (_DECADE,),
    "premier": (_DAY_MONTH,),
}
