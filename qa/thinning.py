"""Which of the paragraphs that fit are worth a place: nothing that says the same again.

In: a library and its rows, best first. Out: the first rows that say something of their own, each
with those that only repeat it in other documents. It does not know questions or scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from index.repeats import Text, repeats, words_of

if TYPE_CHECKING:
    from index.store import Library

# Of one document no more passages than this are handed on while others are left to look at. A
# choice, not measured: questions about one document need some of its passages, not all.
MOST_OF_ONE = 5
# So far down the copies of what was found are looked for; they score alike, but for their titles.
LOOKED_THROUGH = 100
# A row is compared with the first so many: it is the first places that copies must not take.
_COMPARED = 20


def thinned(
    library: Library, rows: Iterable[int], *, top_k: int, without: frozenset[str] = frozenset()
) -> dict[int, list[int]]:
    """Leave out what repeats a better row, and put off what a document has beyond MOST_OF_ONE.

    Args:
        library: an open library.
        rows: of its paragraphs, best first.
        top_k: most rows to return.
        without: ids of documents that are left out.

    Returns:
        The rows, best first; of each the rows in other documents that say no more than it.
    """
    taken: dict[int, list[int]] = {}
    first_with: dict[tuple[str, ...], int] = {}
    of_document: Counter[str] = Counter()
    put_off: list[int] = []
    for at, row in enumerate(rows):
        if len(taken) >= top_k and at >= LOOKED_THROUGH:
            break
        paragraph = library.paragraphs[row]
        if paragraph.document_id in without:
            continue
        # Marks alone have no words, but are a text.
        words = words_of(paragraph.text) or (paragraph.text,)
        repeated = first_with.setdefault(words, row)
        if repeated == row:
            repeated = _repeated(library, row, taken)
        if repeated != row:
            if repeated in taken and library.paragraphs[repeated].document_id != (
                paragraph.document_id
            ):
                taken[repeated].append(row)
        elif of_document[paragraph.document_id] >= MOST_OF_ONE:
            put_off.append(row)
        elif len(taken) < top_k:
            of_document[paragraph.document_id] += 1
            taken[row] = []
    taken |= {row: [] for row in islice(put_off, max(0, top_k - len(taken)))}
    return taken


def _repeated(library: Library, row: int, taken: Iterable[int]) -> int:
    """Return the row of another document that says all that a row says, else the row itself."""
    document_id = library.paragraphs[row].document_id
    for other in islice(taken, _COMPARED):
        elsewhere = library.paragraphs[other].document_id != document_id
        if elsewhere and repeats(_text(library, row), _text(library, other)):
            return other
    return row


def _text(library: Library, row: int) -> Text:
    paragraph = library.paragraphs[row]
    document = library.documents[paragraph.document_id]
    return Text(paragraph.text, f"{document.title}\n{paragraph.heading}", document.text)
