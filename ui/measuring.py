"""Measures and numbers in words, for tables and plots.

In: what a fact or a computed value holds. Out: words in Swedish or English. This file does not know
where they stand, and escapes nothing.
"""

from __future__ import annotations

from index.fact_ranks import BOTTOM, HALF, TOP
from ui.texts import TEXTS, text

# Narrow and unbreakable, as Swedish and English typography both allow between thousands.
_BETWEEN_THOUSANDS = "\N{NARROW NO-BREAK SPACE}"
_FEWEST_GROUPED = 10_000


def number_words(number: float, language: str) -> str:
    """Return a number with at most two decimals, and thousands apart from 10 000 on."""
    whole, _, part = f"{abs(number):.2f}".partition(".")
    if abs(number) >= _FEWEST_GROUPED:
        whole = f"{int(whole):,}".replace(",", _BETWEEN_THOUSANDS)
    part = part.rstrip("0")
    mark = "," if language == "sv" else "."
    sign = "\N{MINUS SIGN}" if number < 0 and (part or whole != "0") else ""
    return f"{sign}{whole}{mark if part else ''}{part}"


def measure_words(measure: str, language: str) -> str:
    """Return a measure's name; a column of a table goes by its own, with a capital."""
    key = f"measure-{measure}"
    return text(key, language) if key in TEXTS else measure[:1].upper() + measure[1:]


def value_words(measure: str, value: float, unit: str, language: str) -> str:
    """Return a value with its unit; of a group, which part of the list it is."""
    number = number_words(value, language)
    if measure in (TOP, BOTTOM):
        key = f"value-{measure}" if value else f"value-{measure}-somewhere"
        return text(key, language, number=number) if value else text(key, language)
    if measure == HALF:
        return text("value-upper" if value == 1 else "value-lower", language)
    return f"{number} {unit}".strip()


def scope_words(scope: str, language: str) -> str:
    """Return among whom a value counts."""
    return text("scope-country", language) if scope == "riket" else scope
