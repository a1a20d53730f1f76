"""Printed lines become paragraphs again.

In: the columns of every page, as `index.page_layout` has them. Out: blocks of text: paragraphs
joined across lines, columns and pages, words that were broken at a line's end made whole, headings
by their size, tables a line a row. Running heads and feet go, and are named in a note. Every block
knows its pages. This file does not know about files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from index.markdown import table_lines
from index.page_layout import Row, Segment
from index.reading import Block

HYPHENS = "-\u00ad\u2010\ufffe\x02"
_ITEM = re.compile(r"(?:[-–—•*·▪●○■]|\d{1,3}[.)]|[a-zåäö]\))\s")
_ENDS = re.compile(r"[.!?:…][”\"')\]]*$")
_AND = {"och", "eller", "samt", "respektive", "and", "or"}
_HEADING_WORDS = 20
_HEADING_ROWS = 3
# Headings are set larger than the text by more than a printer's rounding.
_LARGER = 1.12
# Between paragraphs there is more room than between lines.
_WIDER = 1.35
_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column, and the number of the page that it stands on."""

    page: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, heading or table as it is put together; `full` when its last line is full."""

    block: Block
    kind: str
    size: float = 0.0
    full: bool = False


def blocks_of_columns(columns: Sequence[Column]) -> list[Block]:
    """Return the blocks of a printed document.

    Args:
        columns: of all pages, in the order in which they are read, without running heads.
    """
    rows = [row for column in columns for row in column.rows]
    if not rows:
        return []
    body = _body_size(rows)
    whole = _whole_words(rows)
    bold_body = sum(row[0].bold for row in rows) > len(rows) / 2
    pieces: list[_Piece] = []
    for column in columns:
        for piece in _pieces(column, body, whole, bold_body=bold_body):
            if pieces and _goes_on(pieces[-1], piece):
                pieces[-1] = _joined(pieces[-1], piece, whole)
            else:
                pieces.append(piece)
    return _levelled(pieces)


def _body_size(rows: Sequence[Row]) -> float:
    """Return the size of letters that most of the text has."""
    letters: Counter[float] = Counter()
    for row in rows:
        for one in row:
            letters[round(one.size * 2) / 2] += len(one.text)
    return letters.most_common(1)[0][0]


def _whole_words(rows: Sequence[Row]) -> set[str]:
    """Return the words with a hyphen inside that stand unbroken: "e-post"."""
    words: set[str] = set()
    for row in rows:
        for one in row:
            words |= {w.casefold() for w in re.findall(r"\w+-\w+", one.text)}
    return words


def _pieces(column: Column, body: float, whole: set[str], *, bold_body: bool) -> Iterator[_Piece]:
    edge = max(row[-1].right for row in column.rows)
    left = min(row[0].left for row in column.rows)
    pitches = [b[0].line - a[0].line for a, b in zip(column.rows, column.rows[1:], strict=False)]
    pitch = median([p for p in pitches if p > 0] or [body * 1.2])
    group: list[Row] = []
    for row in column.rows:
        if group and _parts(group, row, left, edge, min(pitch, body * 1.6)):
            yield _piece(group, column.page, body, edge, whole, bold_body=bold_body)
            group = []
        group.append(row)
    if group:
        yield _piece(group, column.page, body, edge, whole, bold_body=bold_body)


def _parts(group: Sequence[Row], row: Row, left: float, edge: float, pitch: float) -> bool:
    """Say whether a row begins something new."""
    before, first = group[-1], row[0]
    if (len(row) > 1) != (len(before) > 1):
        return True
    if first.line - before[0].line > _WIDER * max(pitch, before[0].size):
        return True
    if abs(first.size - before[0].size) > 0.08 * first.size or first.bold != before[0].bold:
        return True
    if len(row) > 1:
        return False
    if _ITEM.match(first.text):
        return True
    in_item = _ITEM.match(group[0][0].text) is not None
    is_indented = first.left > before[0].left + 0.8 * first.size and not in_item
    # Without room between paragraphs, a short last line is what parts them.
    is_short = before[-1].right < left + 0.8 * (edge - left) and _ENDS.search(before[-1].text)
    return bool(is_indented or is_short)


def _piece(
    group: Sequence[Row], page: int, body: float, edge: float, whole: set[str], *, bold_body: bool
) -> _Piece:
    mark = ((0, "page", "", page),)
    size = group[0][0].size
    if len(group[0]) > 1 and len(group) > 1:
        return _Piece(Block("\n".join(_table(group)), marks=mark), "table")
    lines = [" ".join(one.text for one in row) for row in group]
    text = lines[0]
    for line in lines[1:]:
        text = join_lines(text, line, whole)
    kind = "item" if _ITEM.match(text) else "prose"
    short = len(text.split()) <= _HEADING_WORDS and len(group) <= _HEADING_ROWS
    stands_out = size > body * _LARGER or (group[0][0].bold and not bold_body)
    is_heading = stands_out and any(letter.isalpha() for letter in text)
    if kind == "prose" and short and is_heading and text[-1] not in ".;,":
        kind = "heading"
    full = group[-1][-1].right > edge - 0.2 * (edge - group[-1][0].left)
    return _Piece(Block(text, marks=mark), kind, size, full)


def _table(group: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each row of a table, naming its columns where the first row does."""
    head, *rows = group
    has_head = not any(c.isdigit() for one in head for c in one.text) and any(
        c.isdigit() for row in rows for one in row for c in one.text
    )
    if not has_head:
        return iter("; ".join(one.text for one in row) for row in group)
    cells = [[""] * len(head) for _row in rows]
    for filled, row in zip(cells, rows, strict=True):
        for one in row:
            at = min(range(len(head)), key=lambda i, one=one: _distance(head[i], one))  # type: ignore[misc]
            filled[at] = f"{filled[at]} {one.text}".strip()
    return table_lines([one.text for one in head], cells)


def _distance(head: Segment, cell: Segment) -> float:
    """Return how far a cell is from a column's name: at its left, its middle or its right edge."""
    middle = abs(head.left + head.right - cell.left - cell.right) / 2
    return min(abs(head.left - cell.left), abs(head.right - cell.right), middle)


def join_lines(text: str, line: str, whole: set[str]) -> str:
    """Join a line to the text before it; a word that was broken between them becomes whole.

    Args:
        text: ends where a line ended.
        line: the next one.
        whole: words with a hyphen of their own, in small letters.
    """
    first = line.split(" ", 1)[0]
    if text[-1:] in HYPHENS and text[-2:-1].isdigit() and first[:1].isdigit():
        return text + line
    if len(text) < 2 or text[-1] not in HYPHENS or not text[-2].isalpha():
        return f"{text} {line}"
    begun = text[:-1].rsplit(" ", 1)[-1]
    word = "-".join(re.sub(r"\W", "", part) for part in (begun, first)).casefold()
    if first.casefold() in _AND:
        return f"{text[:-1]}- {line}"
    if not first[0].islower() or word in whole:
        return f"{text[:-1]}-{line}"
    return text[:-1] + line


def _goes_on(before: _Piece, piece: _Piece) -> bool:
    """Say whether a paragraph was only broken by the end of its column or page."""
    if piece.kind != "prose" or before.kind not in {"prose", "item"}:
        return False
    if before.block.marks[-1][3] == piece.block.marks[0][3] and not before.full:
        return False
    if abs(before.size - piece.size) > 0.08 * piece.size or _ENDS.search(before.block.text):
        return False
    return before.full or piece.block.text[0].islower()


def _joined(before: _Piece, piece: _Piece, whole: set[str]) -> _Piece:
    text = join_lines(before.block.text, piece.block.text, whole)
    at = len(text) - len(piece.block.text)
    moved = tuple((at + mark[0], *mark[1:]) for mark in piece.block.marks)
    block = Block(text, marks=(*before.block.marks, *moved))
    return replace(before, block=block, full=piece.full)


def _levelled(pieces: Sequence[_Piece]) -> list[Block]:
    """Give headings their levels, by size, and put a list's items together."""
    sizes = sorted({round(p.size) for p in pieces if p.kind == "heading"}, reverse=True)
    blocks: list[Block] = []
    kinds: list[str] = []
    for piece in pieces:
        block = piece.block
        if piece.kind == "heading":
            block = replace(block, level=min(sizes.index(round(piece.size)) + 1, _LEVELS))
        if piece.kind == "item" and kinds[-1:] == ["item"]:
            last = blocks.pop()
            at = len(last.text) + 1
            marks = tuple((at + mark[0], *mark[1:]) for mark in block.marks)
            block = Block(f"{last.text}\n{block.text}", marks=(*last.marks, *marks))
            kinds.pop()
        blocks.append(block)
        kinds.append(piece.kind)
    return blocks
