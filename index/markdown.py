"""Markdown becomes blocks of plain text.

In: the text of a Markdown file, with or without front matter. Out: a `Reading`. Markup is gone:
emphasis and links leave their words, a list has one line an item, a table one line a row that
names its columns. This file does not know about files on disk or about cleaning.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.metadata import iso_date
from index.reading import Block, DocumentError, Reading

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

FIELDS = ("id", "title", "publisher", "language", "date", "url", "based_on", "reviewed")
_DATES = ("date", "reviewed")
_OPENED = re.compile(r"\A---[ \t]*\n")
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.M)
_FIELD = re.compile(r"\s*[A-Za-z_]+[ \t]*:")
_SCRIPT = re.compile(r"<(script|style|template)\b.*?(</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"<!--.*?(-->|\Z)|</?[A-Za-z][^>]*>", re.S)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)


def read_markdown(text: str) -> Reading:
    """Read one Markdown page.

    Raises:
        DocumentError: the front matter is no YAML mapping, or is never closed; says the line.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    fields, body = split_front_matter(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tree = SyntaxTreeNode(parser.parse(_SCRIPT.sub("", body)))
    blocks = tuple(block for block in _blocks(tree) if block.text)
    title = next((block.text for block in blocks if block.level == 1), "")
    dates = {name: iso_date(fields.get(name, "")) for name in _DATES}
    notes = tuple(
        f'its front matter has the {name} "{fields[name]}", which is no date such as 2024-02-07'
        for name in _DATES
        if fields.get(name) and not dates[name]
    )
    return Reading(blocks, {"title": title} | fields | dates, notes)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Separate the fields at the head of a page from its body.

    Returns:
        The fields that are stated, as strings, and the rest of the text.

    Raises:
        DocumentError: see `read_markdown`.
    """
    import yaml

    opened = _OPENED.match(text)
    if not opened or not _FIELD.match(text, opened.end()):  # a page may begin with a mere rule
        return {}, text
    closed = _CLOSED.search(text, opened.end())
    if not closed:
        raise DocumentError("its front matter begins in line 1 and has no closing --- line")
    try:
        values = yaml.safe_load(text[opened.end() : closed.start()])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentError(_yaml_message(error)) from error
    if not isinstance(values, dict):
        raise DocumentError("its front matter is not a list of `name: value` lines (line 2)")
    if "date" not in values and "published" in values:
        values["date"] = values["published"]
    fields = {key: _as_text(values[key]) for key in FIELDS if values.get(key) is not None}
    return fields, text[closed.end() :]


def _yaml_message(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = f"line {mark.line + 2}" if mark else "line 2 and on"
    problem = getattr(error, "problem", None) or str(error)
    return f"its front matter is not valid YAML, {line}: {problem}. Quote values that hold a colon"


def _as_text(value: object) -> str:
    """Return a YAML value as one line of text; nothing stated is ""."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return squeeze(value.isoformat() if isinstance(value, datetime.date) else str(value))


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    """Yield the blocks below a node, in order."""
    for child in node.children:
        if child.type == "heading":
            yield Block(_inline(child).replace("\n", " "), int(child.tag[1]))
        elif child.type == "paragraph":
            yield Block(_inline(child))
        elif child.type in {"bullet_list", "ordered_list"}:
            yield Block("\n".join(_items(child)))
        elif child.type == "table":
            yield Block("\n".join(_rows(child)))
        elif child.type in {"fence", "code_block", "html_block"}:
            yield from _literal(child)
        else:
            yield from _blocks(child)


def _literal(node: SyntaxTreeNode) -> Iterator[Block]:
    """Yield code as it stands, and the words of raw HTML."""
    import html

    content = node.content
    if node.type == "html_block":
        content = html.unescape(_TAG.sub(" ", _BREAK_TAG.sub("\n", content)))
    lines = [squeeze(line) for line in content.split("\n")]
    yield Block("\n".join(line for line in lines if line))


def _inline(node: SyntaxTreeNode) -> str:
    """Return the words of a node's inline content; only hard breaks break the line."""
    words = "".join(_words(node))
    return "\n".join(line for line in map(squeeze, words.split("\n")) if line)


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        if child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and _BREAK_TAG.fullmatch(child.content)
        ):
            yield "\n"
        elif child.type in {"text", "code_inline"}:
            yield child.content
        elif child.type != "html_inline":
            yield from _words(child)


def _items(node: SyntaxTreeNode) -> Iterator[str]:
    """Yield one line for each item of a list, those of lists within it after their own."""
    for mark, item in zip(_marks(node), node.children, strict=True):
        own: list[str] = []
        inner: list[str] = []
        for block in item.children:
            if block.type in {"bullet_list", "ordered_list"}:
                inner.extend(_items(block))
            else:
                own.append(_inline(block) or " ".join(b.text for b in _blocks(block)))
        if line := squeeze(" ".join(own)):
            yield mark + line
        yield from inner


def _marks(node: SyntaxTreeNode) -> list[str]:
    """Return what stands before each item: "3. " as it is written, for three that share a place.

    Markdown counts from the first number on, and so does this where every item says "1.".
    """
    if node.type != "ordered_list":
        return [""] * len(node.children)
    written = [item.info for item in node.children]
    if set(written) == {"1"}:
        written = [str(number) for number in range(1, len(written) + 1)]
    return [f"{number}. " for number in written]


def _rows(node: SyntaxTreeNode) -> Iterator[str]:
    """Yield one line for each row of a table below its head."""
    grid = [
        [_inline(cell).replace("\n", " ") for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    yield from table_lines(grid[0], grid[1:])


def table_lines(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    """Yield rows as lines that can be found and cited alone: "Plats: 2; Kommun: Lidköping".

    Args:
        head: the columns' names; "" where a column has none.
        rows: the cells of each row. Without rows, the names alone make one line.
    """
    if not rows:
        yield "; ".join(name for name in head if name)
    for row in rows:
        names = [*head, *[""] * len(row)]
        cells = [(name, cell) for name, cell in zip(names, row, strict=False) if cell]
        yield "; ".join(f"{name}: {cell}" if name else cell for name, cell in cells)
