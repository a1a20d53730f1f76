"""What is said of a name: a rank, a place near an end, points or an amount.

In: nothing. Out: the type and the names of the measures. This file does not know how they are said.
"""

from __future__ import annotations

from dataclasses import dataclass

RANK, TOP, BOTTOM, HALF, POINTS = "rank", "top", "bottom", "half", "points"


@dataclass(frozen=True, slots=True)
class Value:
    """A rank or an amount.

    Attributes:
        measure: one of this file's.
        number: the rank; of a top how many belong to it (0: not said); of a bottom the place from
            the end (0: not said); of a half 1 for the upper one; else the amount.
        length: how many words say it.
        total: of how many, 0 where that is not said.
        is_plural: it can be said of several at once ("bäst"), and is then no first place.
        is_bare: an ordinal without "plats", a rank only beside another.
    """

    measure: str
    number: float
    length: int
    total: int = 0
    is_plural: bool = False
    is_bare: bool = False

    @property
    def symbol(self) -> str:
        """Its letter in the grammar."""
        return "M" if self.measure == POINTS else "R"
