"""Names of months, weekdays and stretches of time, English and French."""

_MONTHS = (
    "january jan janvier janv",
    "february feb février fevrier févr fév fevr",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug août aout",
    "september sept sep septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec décembre decembre déc",
)
_WEEKDAYS = (
    "monday lundi",
    "tuesday mardi",
    "wednesday mercredi",
    "thursday jeudi",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Lower-case name or abbreviation → number, January 1."""
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
"""Lower-case name → number, Monday 0 as in `datetime`."""
UNITS = {
    **dict.fromkeys(("day", "days", "jour", "jours"), "day"),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines"), "week"),
    **dict.fromkeys(("month", "months", "mois"), "month"),
    **dict.fromkeys(("year", "years", "an", "ans", "année", "années"), "year"),
}
"""Lower-case word → ``day``, ``week``, ``month`` or ``year``."""


def alternatives(words: dict[str, int]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
