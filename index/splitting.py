"""Long stretches become pieces near 120 words, split between sentences.

In: a text and a stretch of it. Out: the pieces' places. This file does not know about blocks,
documents or headings beyond "do not split here".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from index.sentences import sentence_spans

# The encoder reads 512 tokens, about 300 Swedish words; 120 words keep a paragraph to one matter,
# so that its vector is about that.
TARGET_WORDS = 120
# Up to here a stretch stays whole: half a paragraph more reads better than a torn one.
_WHOLE_WORDS = 150
# Swedish words have 7 characters with their blank on average: what has far more for a word
# (addresses, scripts without blanks) is measured by characters.
_WORD_CHARS = 12
_PIECE_CHARS = 1000
_RUN = re.compile(r"\S+(?:\s+|$)")

Span = tuple[int, int]


def words_in(text: str) -> int:
    """Return how long a text is, in words."""
    return max(len(text.split()), len(text) // _WORD_CHARS)


def split_span(
    text: str, start: int, end: int, heads: Collection[int], *, overlap: bool = True
) -> list[Span]:
    """Split a stretch of text.

    Args:
        text: the whole text; places count in it.
        start: where the stretch begins.
        end: where it ends.
        heads: where headings begin in it, which are never the end of a piece.
        overlap: begin each piece with the sentence that ended the one before.

    Returns:
        (start, end) of each piece, in order; together they hold every character that is not
        blank.
    """
    if words_in(text[start:end]) <= _WHOLE_WORDS:
        return [(start, end)]
    units = list(_units(text, start, end, heads))
    return list(_filled(units, [words_in(text[a:b]) for a, b in units], overlap=overlap))


def _filled(units: Sequence[Span], sizes: Sequence[int], *, overlap: bool) -> Iterator[Span]:
    """Fill pieces of even size with units."""
    total = left = sum(sizes)
    target = total / max(2, round(total / TARGET_WORDS))
    first = 0
    while first < len(units):
        last = _last_unit(sizes, first, target)
        left -= sum(sizes[first : last + 1])
        yield units[first][0], units[last][1]
        if last == len(units) - 1:
            return
        # A sentence that is half a piece itself would make pieces that hardly differ.
        repeats = overlap and last > first and sizes[last] <= target / 2
        first = last if repeats else last + 1
        left += sizes[last] if repeats else 0
        if left <= _WHOLE_WORDS and left - target < target / 2:
            yield units[first][0], units[-1][1]
            return


def _last_unit(sizes: Sequence[int], first: int, target: float) -> int:
    """Return the last unit of a piece that begins with `first`: where it is nearest to target.

    A piece that begins with a repeated sentence holds at least one more.
    """
    last, size = first, sizes[first]
    while last + 1 < len(sizes) and (
        last == first or abs(size + sizes[last + 1] - target) <= abs(size - target)
    ):
        if last == first and size + sizes[last + 1] > _WHOLE_WORDS:
            break
        last += 1
        size += sizes[last]
    return last


def _units(text: str, start: int, end: int, heads: Collection[int]) -> Iterator[Span]:
    """Yield the sentences of a stretch, headings with the sentence below, none of them too long."""
    head: int | None = None
    for first, last in sentence_spans(text[start:end]):
        a, b = start + first, start + last
        begin = a if head is None else head
        if a in heads:
            head = begin
            continue
        head = None
        yield from _cut(text, begin, b)
    if head is not None:
        yield head, end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence whole, or what is longer than a piece in pieces between words."""
    if words_in(text[start:end]) <= _WHOLE_WORDS:
        yield start, end
        return
    begin = stop = start
    for run in _RUN.finditer(text, start, end):
        stop = max(stop, begin)
        if stop > begin and words_in(text[begin : run.end()].rstrip()) > TARGET_WORDS:
            yield begin, stop
            begin = run.start()
        stop = run.start() + len(run.group().rstrip())
        while stop - begin > TARGET_WORDS * _WORD_CHARS:
            yield begin, begin + _PIECE_CHARS
            begin += _PIECE_CHARS
    if stop > begin:
        yield begin, stop
