"""What a library holds, and what was set aside, as text or JSON.

In: an open library. Out: text, ready for a terminal. This file writes nothing itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.copies import groups_of_copies
from qa.answer import document_dict
from qa.printing import counted, one_line, to_json

if TYPE_CHECKING:
    from index.overruling import Ruling
    from index.store import Library

_SHOWN_CHARS = 100  # of a removed text: enough to recognise it, and it fits a line


def documents_json(library: Library) -> Iterator[str]:
    """Yield one line of JSON for each document, in the order of the library."""
    counts = Counter(paragraph.document_id for paragraph in library.paragraphs)
    for document in library.documents.values():
        stated: dict[str, Any] = document_dict(document)
        stated |= {"reviewed": document.reviewed}
        stated |= {"kind": document.kind, "origin": document.origin, "notes": document.notes}
        yield to_json({**stated, "paragraphs": counts[document.id]})


def documents_text(library: Library) -> Iterator[str]:
    """Yield a few lines for each document, and one for the library."""
    counts = Counter(paragraph.document_id for paragraph in library.paragraphs)
    for document in library.documents.values():
        described = (document.title, document.publisher, document.date)
        yield f"{one_line(document.id)}: {', '.join(one_line(part) for part in described if part)}"
        count = counts[document.id]
        yield f"    {counted(count, 'paragraph')}, from {one_line(document.origin)}"
        yield from (f"    note: {one_line(note)}" for note in document.notes)
    removed = counted(len(library.removed), "stretch", "stretches")
    yield (
        f"{one_line(str(library.path))}: {counted(len(library.documents), 'document')}, "
        f"{counted(len(library.paragraphs), 'paragraph')}, {removed} set aside"
    )


def duplicates_json(library: Library) -> Iterator[str]:
    """Yield one line of JSON for each group of documents that are copies of each other."""
    for group in groups_of_copies(list(library.documents.values())):
        yield to_json({"documents": [document_dict(document) for document in group]})


def duplicates_text(library: Library) -> Iterator[str]:
    """Yield the groups of documents that are copies of each other."""
    groups = groups_of_copies(list(library.documents.values()))
    for group in groups:
        yield f"{one_line(group[0].title or group[0].id)}: {len(group)} copies"
        for document in group:
            where = document.url or document.origin
            described = (document.publisher, document.date, where)
            words = ", ".join(one_line(part) for part in described if part)
            yield f"    {one_line(document.id)}: {words}"
    if not groups:
        yield "No two documents are copies of each other."


def removed_json(library: Library) -> Iterator[str]:
    """Yield one line of JSON for each stretch that cleaning set aside, with its full text."""
    for part in library.removed:
        names = ("document_id", "start", "end", "text", "reason")
        yield to_json({name: getattr(part, name) for name in names})


def removed_text(library: Library) -> Iterator[str]:
    """Yield what cleaning set aside, by document, each with its reason."""
    document_id = ""
    for part in library.removed:
        if part.document_id != document_id:
            document_id = part.document_id
            yield f"{one_line(document_id)}:"
        yield f"    {one_line(part.reason)}: {cut_short(part.text)}"
    if not library.removed:
        yield "Nothing was set aside."


def rulings_text(rulings: Sequence[Ruling]) -> Iterator[str]:
    """Yield what a person asked to keep and to drop, nothing where nobody did."""
    if rulings:
        yield "on request:"
    for one in rulings:
        yield f"    {ruling_line(one)}"


def ruling_line(ruling: Ruling) -> str:
    """Return a ruling in one line."""
    site = f" ({one_line(ruling.site)})" if ruling.site else ""
    return f"{ruling.verdict}: {one_line(ruling.phrase)}{site}"


def cut_short(text: str) -> str:
    """Return the beginning of a text, safe and in one line."""
    line = one_line(text)
    return line if len(line) <= _SHOWN_CHARS else line[: _SHOWN_CHARS - 1] + "…"
