"""What a fact is: who, which year, which measure, the value, and where it stands.

In: nothing. Out: the types that are stored, asked for and shown. This file does not know how facts
are read.
"""

from __future__ import annotations

from dataclasses import dataclass

OTHER_YEAR = "other year"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value that one sentence or row states.

    Attributes:
        who: in one form: "Lidköping" for "Lidköpings kommun".
        kind: of who: "municipality", "county" or "other".
        county: the county of a municipality, "" of anything else.
        measure: "rank"; "top" and "bottom" (value: how many belong to it, or the place from the
            end; 0 when that is not said); "half" (1 upper, 2 lower); "points"; "other year", by
            which an edition goes, too; or a column's name.
        value: the number.
        unit: as the table gives it, "" otherwise.
        scope: "riket", a county, or the words that name a group.
        total: of how many, 0 where that is not said.
        ranking: what it is called, in small letters without ending; "" where that is not said.
        year: the edition's or the value's year; "" where nothing says it.
        year_from: what said the year: "sentence", "since", "paragraph", "title", "document" (beside
            the ranking's name elsewhere in it), "date" (of the document), or "".
        document_id: where it stands.
        paragraph_id: the paragraph that holds it.
        start: of the sentence or row, in the document's text.
        end: behind it.
        span_start: of the words that say the value, in the document's text.
        span_end: behind them.
    """

    who: str
    kind: str
    county: str
    measure: str
    value: float
    unit: str
    scope: str
    total: int
    ranking: str
    year: str
    year_from: str
    document_id: str
    paragraph_id: str
    start: int
    end: int
    span_start: int
    span_end: int


@dataclass(frozen=True, slots=True)
class RejectedFact:
    """A value that a sentence states and that cannot be, with the reason."""

    reason: str
    who: str
    measure: str
    value: float
    year: str
    document_id: str
    paragraph_id: str
    start: int
    end: int
