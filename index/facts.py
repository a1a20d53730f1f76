"""Paragraphs become facts: who, which year, which measure, the value, and where it stands.

In: the documents of a library and their paragraphs. Out: `Fact`s, each the words of one sentence or
row, and `RejectedFact`s that cannot be. Sentences are read by `index.fact_sentences`, rows of
tables by `index.fact_tables`, and years are settled by `index.fact_years`. This file does not know
how facts are stored or asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.fact_context import Context, context_of
from index.fact_cues import may_count, may_rank
from index.fact_editions import other_year
from index.fact_gathering import RowCells, lines_of, rows_of
from index.fact_items import is_item, lead_behind, listed, run_in
from index.fact_limits import impossible
from index.fact_limits import rejected as rejected_fact
from index.fact_making import Where, of_cell, of_edition, of_quantity, of_statement, said_once
from index.fact_quantities import Quantity, quantities_of
from index.fact_ranks import BOTTOM, POINTS, RANK
from index.fact_sentences import Statement, implied_by, statements_of
from index.fact_subjects import only_one, without_speaker
from index.fact_types import OTHER_YEAR, Fact, RejectedFact
from index.quantity_follow import following
from index.sentences import sentence_spans

if TYPE_CHECKING:
    from index.documents import Document
    from index.paragraphs import Earlier, Paragraph

__all__ = ["OTHER_YEAR", "Fact", "RejectedFact", "facts_of"]

_NONE: Mapping[str, Earlier] = MappingProxyType({})


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
            continue
        said = []
        for fact in _of_document(document, own) if own else ():
            if reason := impossible(fact):
                rejected.append(rejected_fact(fact, reason))
            else:
                said.append(fact)
        found += said_once(said)
    return found, rejected


def _of_document(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Fact]:
    context = context_of(document)
    rows = rows_of(document, paragraphs, context.subjects.of_document)
    starts = sorted(rows)
    lead, carried, heading = "", context.subjects.of_document, ""
    for paragraph in paragraphs:
        first = bisect_left(starts, paragraph.start)
        has_rows = first < len(starts) and starts[first] < paragraph.end
        above = "".join(f"{line}\n" for line in (lead, paragraph.heading) if line)
        lead = lead_behind(paragraph.text, lead)
        about = carried if paragraph.heading == heading else context.subjects.of_document
        carried, heading = context.subjects.of_document, paragraph.heading
        # Most paragraphs end here, unsplit.
        if has_rows or may_rank(above + paragraph.text) or may_count(paragraph.text):
            inside = context.within(paragraph, about)
            yield from _of_paragraph(paragraph, inside, rows, above)
            # A paragraph of a newspaper is often a single sentence, which the next goes on from.
            last = inside.subjects.about()
            carried = last if context.subjects.of_document in ("", last) else ""


def _of_paragraph(
    paragraph: Paragraph, inside: Context, rows: Mapping[int, RowCells], above: str
) -> Iterator[Fact]:
    """Yield what the sentences and rows of a paragraph say, under the words above it."""
    before = ""
    leading: list[Statement] = []
    counted: list[Quantity] = []
    for start, end in _stretches(paragraph, rows):
        sentence = paragraph.text[start:end]
        first, last = paragraph.start + start, paragraph.start + end
        where = Where(paragraph.document_id, paragraph.id, first, last)
        row = rows.get(first)
        if cells := listed(sentence, above + paragraph.text[:start]):
            row = RowCells(paragraph.heading, cells)
        if row is not None:
            yield from (of_cell(cell, row.title, where, inside) for cell in row.cells)
            continue
        if edition := other_year(sentence):
            yield of_edition(edition, where)
        said = _said(sentence, inside, before)
        said = said or implied_by(sentence, leading)
        inside.hears(said)
        ranks = [s for s in said if s.value.measure == RANK]
        leading = ranks or leading
        for statement in said:
            if _is_more(statement) or not _is_told(statement, ranks):
                yield of_statement(statement, where, inside)
        counted = _counted(sentence, inside, counted)
        for quantity in counted:
            yield of_quantity(quantity, where, inside)
        inside.heard(sentence, said)
        before = sentence


def _said(sentence: str, inside: Context, before: str) -> list[Statement]:
    """Return what a sentence says; most have no word of a rank, and are not taken apart."""
    if not may_rank(sentence):
        return []
    subjects = inside.subjects
    told, of_speaker = without_speaker(sentence)
    subject = of_speaker or subjects.speaker(sentence) or subjects.subject() or only_one(told)
    return statements_of(
        told,
        subject,
        about=of_speaker or subjects.about(),
        there_is_known=bool(inside.ranking_named(before)),
    )


def _stretches(paragraph: Paragraph, rows: Mapping[int, RowCells]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each row of a table and each sentence of everything else."""
    for start, line in lines_of(paragraph.text):
        if paragraph.start + start in rows or is_item(line):
            yield start, start + len(line)
        else:
            yield from ((start + a, start + b) for a, b in _sentences(line))


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence, and of "1. Lund, 2. Malmö, 3. Umeå" as one."""
    run = run_in(line)
    if run is None:
        yield from sentence_spans(line)
        return
    yield from sentence_spans(line[: run[0]])
    yield run
    yield from ((run[1] + a, run[1] + b) for a, b in sentence_spans(line[run[1] :]))


def _is_more(said: Statement) -> bool:
    """Say whether a statement is more than a word for a rank beside it: "sist" is, "i topp" not."""
    ends = said.value.measure == BOTTOM and said.value.number > 0
    return ends or said.value.measure in (RANK, POINTS)


def _is_told(statement: Statement, ranks: Sequence[Statement]) -> bool:
    """Say whether the sentence gives the same name's rank as a number, too."""
    return any(
        (s.who, s.scope, s.year) == (statement.who, statement.scope, statement.year) for s in ranks
    )


def _counted(sentence: str, inside: Context, before: Sequence[Quantity]) -> list[Quantity]:
    """Return what a sentence counts, or says of another by what the one before counted."""
    subject = inside.subjects.subject()
    found: list[Quantity] = []
    if may_count(sentence):
        found = quantities_of(sentence, subject, inside.subjects.of_document)
    return found or (list(following(sentence, before[-1], subject)) if before else [])
