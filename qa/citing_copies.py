"""Every document that carries a cited sentence is cited with it.

In: citations, and the passages that were found, with those that repeat them. Out: the citations,
each followed by the same sentence of other documents. It does not know how sentences were chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.documents import Document
from index.repeats import Text, are_about_the_same, words_of
from index.sentences import sentence_spans
from qa.answer import Citation, Passage


def with_copies(citations: Sequence[Citation], passages: Sequence[Passage]) -> Iterator[Citation]:
    """Yield citations, and behind each the sentence as other documents have it.

    A document is named once, whichever of the sentences it carries. One that is about something
    else, by its title, may have the same words ("Kommunen kom på plats 8.") and is not named.
    """
    named = {citation.document.id for citation in citations}
    for citation in citations:
        yield citation
        for passage in passages:
            for one in (passage, *passage.repeats):
                if one.document.id in named:
                    continue
                copy = copy_of(citation, one)
                if copy is not None and _is_about_the_same(citation.document, one.document):
                    named.add(copy.document.id)
                    yield copy


def _is_about_the_same(left: Document, right: Document) -> bool:
    return are_about_the_same(*(Text(one.text, one.title, one.text) for one in (left, right)))


def copy_of(citation: Citation, passage: Passage) -> Citation | None:
    """Return the quoted sentence, or sentences, as they stand in a passage; None if they do not.

    Blanks, small and large letters and marks may differ, words may not.
    """
    wanted = words_of(citation.quote)
    spans = sentence_spans(passage.text)
    for first, (start, _end) in enumerate(spans):
        for _start, end in spans[first:]:
            words = words_of(passage.text[start:end])
            if words == wanted:
                return _cited(citation, passage, start, end)
            if len(words) >= len(wanted):
                break
    return None


def _cited(citation: Citation, passage: Passage, start: int, end: int) -> Citation:
    quote = passage.text[start:end]
    at = -1
    if citation.span is not None:
        said = citation.quote[slice(*citation.span)]
        # Where the words stand several times, the place tells which are meant.
        at = quote.find(said, citation.span[0] if quote == citation.quote else 0)
    return Citation(
        quote=quote,
        start=passage.start + start,
        end=passage.start + end,
        span=(at, at + len(said)) if at >= 0 else None,
        paragraph_id=passage.paragraph_id,
        document=passage.document,
    )
