"""Paragraphs become facts: who, which year, which measure, the value, and where it stands.

In: the documents of a library and their paragraphs. Out: `Fact`s, each the words of one sentence or
row, and `RejectedFact`s that cannot be. Sentences are read by `index.fact_sentences`, rows of
tables by `index.fact_tables`, and years are settled by `index.fact_years`. This file does not know
how facts are stored or asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.fact_context import Context, context_of
from index.fact_editions import OtherYear, other_year
from index.fact_names import county_of, kind_of, names
from index.fact_ranks import BOTTOM, POINTS, RANK
from index.fact_sentences import Statement, higher_ones, statements_of
from index.fact_tables import (
    Cell,
    cells_of,
    is_item,
    is_row,
    is_sheet_row,
    listed,
    sheet_cells_of,
)  # fmt: skip
from index.sentences import sentence_spans

if TYPE_CHECKING:
    from index.documents import Document
    from index.paragraphs import Earlier, Paragraph

# A paragraph without any of these says nothing of a rank; most end here, unsplit.
_CUE = re.compile(
    r"plats|placering|etta|tvåa|trea|femma|sexa|sjua|\bnia|\btia|topp|botten|bäst|främst|sämst|\bsist\b|jumbo"
    r"|rank|\bnummer\b|\bplace\b|\bfirst\b|\bsecond\b|\bthird\b|\bbest\b|\bworst\b|\btop|bottom|\blast\b"
    r"|halvan"
    r"|^\d{1,3}[.)] |\bpoäng\b|\bpoints\b|\d(?:st|nd|rd|th)\b|\bled(?:er|de)\b"
    r"|\bcame\b|publicera|published|kallas|^[^:;\n]{1,40}: [^;\n]+; ",
    re.I | re.M,
)
_MOST_MUNICIPALITIES = 290
OTHER_YEAR = "other year"
# Kinds of documents whose paragraphs are rows that name their subject first.
_SHEETS = frozenset({"csv", "xlsx"})
_FIRST_YEAR = 1000
_NONE: Mapping[str, Earlier] = MappingProxyType({})


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


def facts_of(
    documents: Sequence[Document],
    paragraphs: Sequence[Paragraph],
    earlier: Mapping[str, Earlier] = _NONE,
) -> tuple[list[Fact], list[RejectedFact]]:
    """Read the facts of a library's paragraphs.

    Args:
        documents: all of them; what one says is no matter of another.
        paragraphs: of those documents.
        earlier: by id, documents that have not changed. Where they are cut as they were, what was
            read out of them is taken over.

    Returns:
        The facts in the order of the text, and those that were kept out.
    """
    found: list[Fact] = []
    rejected: list[RejectedFact] = []
    of_document: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        of_document.setdefault(paragraph.document_id, []).append(paragraph)
    for document in documents:
        own = of_document.get(document.id, [])
        before = earlier.get(document.id)
        if before is not None and list(before.paragraphs) == own:
            found += before.facts
            rejected += before.rejected_facts
        else:
            said, kept_out = _of_document(document, own)
            found += said
            rejected += kept_out
    return found, rejected


def _of_document(
    document: Document, paragraphs: Sequence[Paragraph]
) -> tuple[list[Fact], list[RejectedFact]]:
    found: list[Fact] = []
    rejected: list[RejectedFact] = []
    context: Context | None = None
    for paragraph in paragraphs:
        if document.kind in _SHEETS or _CUE.search(paragraph.text):
            context = context or context_of(document)
            for fact in _of_paragraph(document, paragraph, context):
                if reason := _impossible(fact):
                    rejected.append(_rejected(fact, reason))
                else:
                    found.append(fact)
    return _said_once(found), rejected


def _of_paragraph(document: Document, paragraph: Paragraph, context: Context) -> Iterator[Fact]:
    """Yield what the sentences and rows of a paragraph say."""
    inside = context.within(paragraph)
    before = ""
    second: Statement | None = None
    for start, end in _stretches(paragraph.text, is_sheet=document.kind in _SHEETS):
        sentence = paragraph.text[start:end]
        at = (paragraph.start + start, paragraph.start + end)
        if cell := listed(sentence, f"{paragraph.heading}\n{paragraph.text[:start]}"):
            yield _of_cell(cell, document, paragraph, at, inside)
            continue
        cells = _cells_of(sentence, is_sheet=document.kind in _SHEETS)
        if cells is not None:
            yield from (_of_cell(cell, document, paragraph, at, inside) for cell in cells)
            continue
        if edition := other_year(sentence):
            yield _of_edition(edition, document, paragraph, at)
        said = _said(sentence, inside, before)
        if not said and second:
            said = higher_ones(sentence, None, second)
        ranks = [s for s in said if s.value.measure == RANK]
        second = next((s for s in ranks if s.value.number == 2), None)
        for statement in said:
            if _is_more(statement) or not _is_told(statement, ranks):
                yield _of_statement(statement, document, paragraph, at, inside)
        inside.heard(sentence, said)
        before = sentence


def _said(sentence: str, inside: Context, before: str) -> list[Statement]:
    """Return what a sentence says; most have no word of a rank, and are not taken apart."""
    if not _CUE.search(sentence):
        return []
    return statements_of(
        sentence, inside.subject(), there_is_known=bool(inside.ranking_named(before))
    )


def _cells_of(line: str, *, is_sheet: bool) -> list[Cell] | None:
    """Return the numbers of a row of a table or a sheet, None for what is no row."""
    if is_sheet and is_sheet_row(line):
        return sheet_cells_of(line)
    return cells_of(line) if is_row(line) else None


def _stretches(text: str, *, is_sheet: bool) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each row of a table and each sentence of everything else."""
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        whole = is_row(stripped) or is_item(stripped) or (is_sheet and is_sheet_row(stripped))
        if stripped and whole:
            start = at + line.index(stripped)
            yield start, start + len(stripped)
        else:
            yield from ((at + start, at + end) for start, end in sentence_spans(line))
        at += len(line)


def _is_more(said: Statement) -> bool:
    """Say whether a statement is more than a word for a rank beside it: "sist" is, "i topp" not."""
    ends = said.value.measure == BOTTOM and said.value.number > 0
    return ends or said.value.measure in (RANK, POINTS)


def _is_told(statement: Statement, ranks: Sequence[Statement]) -> bool:
    """Say whether the sentence gives the same name's rank as a number, too."""
    return any(
        (s.who, s.scope, s.year) == (statement.who, statement.scope, statement.year) for s in ranks
    )


def _of_statement(
    said: Statement, document: Document, paragraph: Paragraph, at: tuple[int, int], inside: Context
) -> Fact:
    year, year_from = inside.year_of(said)
    return Fact(
        who=said.who, kind=kind_of(said.who), county=county_of(said.who),
        measure=said.value.measure, value=float(said.value.number), unit="",
        scope=said.scope, total=said.total, ranking=said.ranking or inside.ranking(),
        year=year, year_from=year_from,
        document_id=document.id, paragraph_id=paragraph.id, start=at[0], end=at[1],
        span_start=at[0] + said.start, span_end=at[0] + said.end,
    )  # fmt: skip


def _of_cell(
    cell: Cell, document: Document, paragraph: Paragraph, at: tuple[int, int], inside: Context
) -> Fact:
    year, year_from = (cell.year, "sentence") if cell.year else inside.year_around(paragraph)
    return Fact(
        who=cell.who, kind=kind_of(cell.who), county=county_of(cell.who),
        measure=cell.measure, value=cell.value, unit=cell.unit, scope="riket", total=0,
        ranking=inside.ranking_around(paragraph), year=year, year_from=year_from,
        document_id=document.id, paragraph_id=paragraph.id, start=at[0], end=at[1],
        span_start=at[0] + cell.start, span_end=at[0] + cell.end,
    )  # fmt: skip


def _of_edition(
    edition: OtherYear, document: Document, paragraph: Paragraph, at: tuple[int, int]
) -> Fact:
    return Fact(
        who=edition.ranking, kind="ranking", county="", measure=OTHER_YEAR,
        value=float(edition.other), unit="", scope="", total=0, ranking=edition.ranking,
        year=edition.year, year_from="sentence",
        document_id=document.id, paragraph_id=paragraph.id, start=at[0], end=at[1],
        span_start=at[0] + edition.start, span_end=at[0] + edition.end,
    )  # fmt: skip


def _said_once(facts: Sequence[Fact]) -> list[Fact]:
    """Keep one of what a sentence says twice ("nionde plats, plats 9")."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.document_id, fact.start, fact.who, fact.measure, fact.value, fact.scope,
               fact.year)  # fmt: skip
        kept.setdefault(key, fact)
    return list(kept.values())


def _impossible(fact: Fact) -> str:
    """Say why a fact cannot be, "" when it can."""
    if fact.year and not _FIRST_YEAR <= int(fact.year) <= datetime.now(UTC).year + 1:
        return f"the year {fact.year} has not been"
    if fact.measure == POINTS and fact.total and fact.value > fact.total:
        return f"{fact.value:g} points are more than {fact.total}"
    if fact.measure != RANK:
        return ""
    most = fact.total or (_MOST_MUNICIPALITIES if fact.kind == "municipality" else 0)
    if fact.scope in names().members:
        most = len(names().members[fact.scope])
        if (
            fact.county
            and fact.county != fact.scope
            and fact.who not in names().members[fact.scope]
        ):
            return f"{fact.who} does not lie in {fact.scope}"
    if fact.value < 1 or (most and fact.value > most):
        return f"there is no rank {fact.value:g} of {most}"
    return ""


def _rejected(fact: Fact, reason: str) -> RejectedFact:
    return RejectedFact(
        reason, fact.who, fact.measure, fact.value, fact.year, fact.document_id,
        fact.paragraph_id, fact.start, fact.end,
    )  # fmt: skip
