"""The words of a printed page, put in the order in which they are read.

In: the segments of one page, each a run of words on one line, with their places. Out: the page's
columns from left to right, divided where a line goes across them, each with its rows from the top
to the bottom. This file does not know about files or about paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together on one line.

    Attributes:
        left: in points from the page's left edge; so is `right`.
        line: where the line stands, in points from the page's upper edge.
        size: height of the letters, in points.
        bold: whether the letters are bold.
    """

    text: str
    left: float
    right: float
    line: float
    size: float
    bold: bool = False


Row = tuple[Segment, ...]

# A column of text has at least this many lines beside the next one.
_COLUMN_LINES = 4
# Lines of prose fill more than half of their column; the cells of a table do not.
_FILLED = 0.5
_PROSE_WORDS = 3
# Titles and tables may go across the columns, but then there is more beside than across.
_ACROSS = 0.4
_SAME_EDGE = 3.0


def columns_of(segments: Sequence[Segment]) -> Iterator[list[Row]]:
    """Yield the rows of each column, in the order in which they are read."""
    gutter = _gutter(segments)
    if gutter is None:
        yield rows_of(segments)
        return
    band: list[Segment] = []
    across: list[Segment] = []
    for segment in sorted(segments, key=lambda one: (one.line, one.left)):
        goes_across = segment.left < gutter - _SAME_EDGE and segment.right > gutter
        if goes_across and band:
            yield from _side_by_side(band, gutter)
            band = []
        if not goes_across and across:
            yield rows_of(across)
            across = []
        (across if goes_across else band).append(segment)
    yield from _side_by_side(band, gutter)
    if across:
        yield rows_of(across)


def _side_by_side(band: Sequence[Segment], gutter: float) -> Iterator[list[Row]]:
    for side in (
        [one for one in band if one.left < gutter - _SAME_EDGE],
        [one for one in band if one.left >= gutter - _SAME_EDGE],
    ):
        if side:
            yield from columns_of(side)


def rows_of(segments: Sequence[Segment]) -> list[Row]:
    """Return the lines of a column, each with its segments from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.line):
        if rows and abs(segment.line - rows[-1][0].line) <= segment.size * 0.4:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [tuple(sorted(row, key=lambda one: one.left)) for row in rows]


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Return where the second column begins, None where there is one column."""
    found: list[tuple[int, int, float]] = []
    for edge in sorted({round(one.left) for one in segments}):
        left = [one for one in segments if one.right < edge]
        right = [one for one in segments if one.left >= edge - _SAME_EDGE]
        across = len(segments) - len(left) - len(right)
        if across <= _ACROSS * len(segments) and _are_columns(left, right):
            found.append((across, -len(left), float(edge)))
    return min(found)[2] if found else None


def _are_columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    if min(len(left), len(right)) < _COLUMN_LINES:
        return False
    top = max(min(one.line for one in side) for side in (left, right))
    bottom = min(max(one.line for one in side) for side in (left, right))
    if bottom - top < 2 * median(one.size for one in left):
        return False
    return all(_is_prose(side) for side in (left, right))


def _is_prose(side: Sequence[Segment]) -> bool:
    width = max(one.right for one in side) - min(one.left for one in side)
    return (
        median(one.right - one.left for one in side) >= _FILLED * width
        and median(len(one.text.split()) for one in side) >= _PROSE_WORDS
    )
