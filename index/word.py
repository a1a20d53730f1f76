"""DOCX becomes blocks of plain text.

In: the bytes of a Word document. Out: a `Reading` with its headings, lists and tables. This is the
only file that imports python-docx. It does not know about files on disk.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from index.decoding import squeeze, tidy
from index.markdown import table_lines
from index.metadata import stated_date, stated_publisher
from index.reading import Block, DocumentError, Reading
from index.table_columns import is_head

_LEVEL = re.compile(r"(?:heading|rubrik|überschrift|overskrift) ?([1-9])", re.I)
_TITLES = {"title", "rubrik", "titel"}


def read_docx(data: bytes) -> Reading:
    """Read one Word document.

    Raises:
        DocumentError: it is broken, or no Word document.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = _listed(list(_blocks(document)))
        title = squeeze(tidy(document.core_properties.title or ""))
    except Exception as error:
        # python-docx lets whatever a damaged file makes it stumble over through.
        raise DocumentError(
            f"it is a broken Word document ({type(error).__name__}): open it and save it anew"
        ) from error
    words = "\n\n".join(block.text for block in blocks)
    first = next((block.text for block in blocks if block.level == 1), "")
    fields = {
        "title": first or title,
        "date": stated_date(words),
        "publisher": stated_publisher(words),
    }
    return Reading(tuple(blocks), {name: value for name, value in fields.items() if value})


def _blocks(document: Any) -> Iterator[tuple[Block, bool]]:
    """Yield each block of the body, and whether it is a list's item."""
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            if text := "\n".join(_rows(part)):
                yield Block(text), False
        elif text := _words(part.text):
            level = _level(part)
            yield Block(text.replace("\n", " ") if level else text, level), _is_item(part)


def _words(text: str) -> str:
    lines = (squeeze(line) for line in tidy(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _level(paragraph: Any) -> int:
    name = paragraph.style.name if paragraph.style is not None else ""
    if (name or "").casefold() in _TITLES:
        return 1
    found = _LEVEL.match(name or "")
    return min(int(found[1]), 6) if found else 0


def _is_item(paragraph: Any) -> bool:
    name = (paragraph.style.name if paragraph.style is not None else "") or ""
    properties = paragraph._p.pPr
    is_numbered = properties is not None and properties.numPr is not None
    return is_numbered or name.casefold().startswith(("list", "punktlista", "numrerad"))


def _listed(blocks: list[tuple[Block, bool]]) -> list[Block]:
    """Put the items of a list together, a line each."""
    result: list[Block] = []
    was_item = False
    for block, is_item in blocks:
        if is_item and not block.level:
            line = block.text.replace("\n", " ")
            before = f"{result.pop().text}\n" if was_item else ""
            block = Block(before + line)
        result.append(block)
        was_item = is_item and not block.level
    return result


def _rows(table: Any) -> Iterator[str]:
    """Yield a line for each row; cells that were merged are said once."""
    grid = []
    for row in table.rows:
        cells, last = [], None
        for cell in row.cells:
            cells.append("" if cell._tc is last else squeeze(tidy(cell.text)))
            last = cell._tc
        grid.append(cells)
    if is_head(grid):
        return table_lines(grid[0], grid[1:])
    return iter("; ".join(cell for cell in row if cell) for row in grid)
