"""The interface's words in English and French, and numbers, sums and dates as either language writes them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sahelkg.server.pages.graph import Term

LANGUAGES = ("en", "fr")
_FOLDER = Path(__file__).parent.parent / "locale"
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?")
_MILLION, _BILLION = Decimal(1_000_000), Decimal(1_000_000_000)


class Words:
    """One language's words. ``words("claims", n=3)`` chooses the plural form by `n` where the text has one."""

    def __init__(self, language: str, texts: Mapping[str, Any]) -> None:
        self.language = language
        self._texts = texts
        self._months: list[str] = texts["months"]

    def __call__(self, key: str, /, **values: object) -> str:
        found = self._texts[key]
        if isinstance(found, dict):
            found = found["one" if self._is_singular(values["n"]) else "other"]
        shown = {name: self.number(value) if isinstance(value, int | Decimal) else value for name, value in values.items()}
        return str(found).format_map(shown) if shown else str(found)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self._texts

    def told(self, text: str) -> str:
        """A text as it is, but dates that are written by the calendar's numbers in words."""
        return self.date(text) if _DAY.fullmatch(text) else text

    def known(self, group: str, name: str) -> str:
        """The word for a value of a closed set (``status.pledged``); the value itself where there is none."""
        key = f"{group}.{name}"
        return str(self._texts[key]) if key in self._texts else name

    def _is_singular(self, number: object) -> bool:
        return abs(Decimal(str(number))) < 2 if self.language == "fr" else number == 1

    def number(self, value: Decimal | int | str) -> str:
        """A number with groups of three digits: ``154,500,000`` or ``154 500 000``."""
        number = Decimal(str(value))
        text = f"{number:f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        whole, _, fraction = text.partition(".")
        grouped = f"{int(whole):,}" if len(whole.lstrip("-")) > 4 else whole
        return grouped.replace(",", self._texts["thousands"]) + (self._texts["decimal"] + fraction if fraction else "")

    def size(self, count: int) -> str:
        """A number of bytes: ``12 kB``."""
        amount, units = Decimal(count), list(self._texts["bytes"])
        while amount >= 1000 and len(units) > 1:
            amount /= 1000
            units.pop(0)
        return f"{self.number(round(amount, 1 if amount < 10 and len(units) < 4 else 0))} {units[0]}"

    def money(self, amount: Decimal | str, currency: str) -> str:
        """A sum with its currency's code, or without for an empty one: ``EUR 113.3 million``. No digit is dropped."""
        number = Decimal(str(amount))
        for name, scale in (("billion", _BILLION), ("million", _MILLION)):
            scaled = number / scale
            if abs(number) >= scale and scaled == round(scaled, 3):
                word = self._texts[name]["one" if self._is_singular(scaled) else "other"]
                figure = f"{self.number(scaled.normalize())} {word}"
                break
        else:
            figure = self.number(number)
        return str(self._texts["sum" if currency else "sum_without_currency"]).format(figure=figure, currency=currency)

    def date(self, iso: str) -> str:
        """A date at its own precision: ``2014``, ``July 2017``, ``16 March 2018``."""
        parts = iso.split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3:
            return iso
        year = parts[0]
        if len(parts) == 1:
            return year
        month = self._months[int(parts[1]) - 1]
        if len(parts) == 2:
            return f"{month} {year}"
        day = str(int(parts[2]))
        return f"{self._texts['first'] if day == '1' else day} {month} {year}"

    def period(self, start: str, end: str) -> str:
        """A date, or from one to another; empty where there is neither."""
        if start and end and start != end:
            plain = len(start) == len(end) == 4
            return f"{start}–{end}" if plain else self("period", start=self.date(start), end=self.date(end))
        if end and not start:
            return self("until", end=self.date(end))
        return self.date(start) if start else ""

    def literal(self, term: Term) -> str:
        """A literal as this language writes it: dates and numbers formatted, text as it is."""
        if term.type in ("gYear", "gYearMonth", "date"):
            return self.date(term.text)
        if term.type in ("integer", "decimal", "nonNegativeInteger", "double"):
            return self.number(term.text)
        return term.text

    def percent(self, share: Decimal | float | str) -> str:
        """A share of one as a percentage."""
        return str(self._texts["percent"]).format(self.number(round(Decimal(str(share)) * 100)))


@cache
def words(language: str) -> Words:
    """The words of a language of `LANGUAGES`."""
    texts = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text("utf-8"))
    return Words(language, texts)


def preferred(header: str) -> str:
    """The language of `LANGUAGES` that an Accept-Language header wants most; English when it names neither."""
    best, found = 0.0, LANGUAGES[0]
    for part in header.lower().split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().partition("-")[0]
        try:
            quality = float(parameter.strip().removeprefix("q=")) if parameter.strip() else 1.0
        except ValueError:
            quality = 0.0
        if language in LANGUAGES and quality > best:
            best, found = quality, language
    return found
