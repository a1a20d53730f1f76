"""Every document that carries a cited sentence is cited with it.

In: citations, and the passages that were found, with those that repeat them. Out: the citations,
each followed by the same sentence of other documents. It does not know how sentences were chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.repeats import words_of
from index.sentences import sentence_spans
from qa.answer import Citation, Passage


def with_copies(citations: Sequence[Citation], passages: Sequence[Passage]) -> Iterator[Citation]:
    """Yield citations, and behind each the sentence as other documents have it.

    A document is named once, whichever of the sentences it carries.
    """
    named = {citation.document.id for citation in citations}
    for citation in citations:
        yield citation
        for passage in passages:
            for one in (passage, *passage.repeats):
                copy = None if one.document.id in named else copy_of(citation, one)
                if copy is not None:
                    named.add(copy.document.id)
                    yield copy


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
