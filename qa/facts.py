"""The facts of a library with the sentences that say them, to be filtered, listed and exported.

In: an open library. Out: `StatedFact`s, and text, CSV or JSON of them. It does not know how facts
are read or what is computed from them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from index.fact_names import area, is_inside, municipality
from qa.answer import Citation
from qa.printing import one_line, to_json

if TYPE_CHECKING:
    from index.facts import Fact
    from index.store import Library

COLUMNS = (
    "who", "kind", "county", "measure", "value", "unit", "scope", "total", "ranking", "year",
    "year_from", "document_id", "paragraph_id", "start", "end", "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact and the sentence or row that says it."""

    fact: Fact
    citation: Citation


def stated(library: Library, fact: Fact) -> StatedFact:
    """Return a fact with its sentence; the span is the words that say the value."""
    document = library.documents[fact.document_id]
    span = (fact.span_start - fact.start, fact.span_end - fact.start)
    quote = document.text[fact.start : fact.end]
    return StatedFact(
        fact, Citation(quote, fact.start, fact.end, span, fact.paragraph_id, document)
    )


def select(
    library: Library, *, who: str = "", year: str = "", measure: str = "", county: str = ""
) -> list[StatedFact]:
    """Return the facts that fit everything asked for, each with its sentence; see `matching`."""
    found = matching(library, who=who, year=year, measure=measure, county=county)
    return [stated(library, fact) for fact in found]


def matching(
    library: Library, *, who: str = "", year: str = "", measure: str = "", county: str = ""
) -> list[Fact]:
    """Return the facts that fit everything asked for, in the order of the documents.

    Args:
        library: an open library.
        who: a name in any of its forms: "Lidköpings kommun".
        year: as it is stated.
        measure: "rank", "points" or a column's name.
        county: a county or an area: "Sörmland", "Skaraborg".
    """
    name = municipality(who) or area(who) or who
    place = area(county) or county
    return [
        fact
        for fact in library.facts
        if (not name or fact.who.casefold() == name.casefold())
        and (not year or fact.year == year)
        and (not measure or fact.measure == measure.casefold())
        and (not place or fact.county == place or is_inside(fact.who, place))
    ]


def facts_text(facts: Sequence[StatedFact]) -> Iterator[str]:
    """Yield a line for each fact and one for its sentence."""
    for one in facts:
        fact = one.fact
        year = f" {fact.year} ({fact.year_from})" if fact.year else ""
        scope = f", {fact.scope}" if fact.scope else ""
        unit = f" {fact.unit}" if fact.unit else ""
        yield one_line(f"{fact.who}{year}: {fact.measure} {fact.value:.12g}{unit}{scope}")
        yield f"    {one_line(fact.document_id)}: {one_line(one.citation.quote)}"
    yield f"{len(facts)} facts"


def facts_csv(facts: Sequence[StatedFact]) -> Iterator[str]:
    """Yield lines of CSV, the columns' names first; a spreadsheet reads no cell as a formula."""
    yield csv_line(COLUMNS)
    for one in facts:
        values = {**asdict(one.fact), "sentence": one.citation.quote}
        yield csv_line([values[name] for name in COLUMNS])


def facts_json(facts: Sequence[StatedFact]) -> Iterator[str]:
    """Yield one line of JSON for each fact, with its sentence."""
    for one in facts:
        yield to_json({**asdict(one.fact), "sentence": one.citation.quote})


def rejected_text(library: Library) -> Iterator[str]:
    """Yield what was kept out, each with its reason and its sentence."""
    for one in library.rejected_facts:
        sentence = library.documents[one.document_id].text[one.start : one.end]
        year = f" {one.year}" if one.year else ""
        yield one_line(f"{one.who}{year}: {one.measure} {one.value:.12g}: {one.reason}")
        yield f"    {one_line(one.document_id)}: {one_line(sentence)}"
    if not library.rejected_facts:
        yield "Nothing was kept out."


def rejected_json(library: Library) -> Iterator[str]:
    """Yield one line of JSON for each value that was kept out."""
    for one in library.rejected_facts:
        sentence = library.documents[one.document_id].text[one.start : one.end]
        yield to_json({**asdict(one), "sentence": sentence})


def csv_line(values: Sequence[object]) -> str:
    """Return a line of CSV without its end; words that look like a formula get an apostrophe."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([_cell(value) for value in values])
    return line.getvalue()


def _cell(value: object) -> str:
    text = f"{value:.12g}" if isinstance(value, float) else str(value)
    is_formula = isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if is_formula else text
