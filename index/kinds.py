"""The kinds of files that are read, and how large each may be.

In: a file's name and its first bytes. Out: its kind, or a `DocumentError` that says what it is
instead. What a file holds counts for more than what its name says. This file does not read files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from index.reading import DocumentError

KINDS: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".zip": "zip",
}
# A page of text is a few thousand characters and a long report a million; above this, a file is
# a data set or a log. Pictures make PDF and office files larger than their text.
MOST_BYTES: Mapping[str, int] = {
    "markdown": 20_000_000,
    "text": 20_000_000,
    "html": 20_000_000,
    "csv": 20_000_000,
    "pdf": 200_000_000,
    "docx": 100_000_000,
    "xlsx": 100_000_000,
    "zip": 1_000_000_000,
}
# Read by other people's parsers, which may go astray: in a process of their own.
FOREIGN = frozenset({"html", "pdf", "docx", "xlsx"})
_OFFICE = {"docx": b"word/document.xml", "xlsx": b"xl/workbook.xml"}
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, and a note where the name says another, "" otherwise."""

    name: str
    note: str = ""


def kind_of(name: str, data: bytes) -> Kind:
    """Return the kind of a file by what it holds, and else by the ending of its name.

    Args:
        name: of the file; without an ending, the first tag decides between HTML and text.
        data: all of its bytes.

    Raises:
        DocumentError: it is of a kind that is not read.
    """
    ending = PurePath(name).suffix.lower()
    stated = KINDS.get(ending, "")
    if ending and not stated:
        raise DocumentError(f"its name does not end in {', '.join(KINDS)}")
    held = _held(data)
    if stated in _OFFICE and data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(
            f"it is encrypted, or an old office document: save it as {ending} without a password"
        )
    if not held and stated in {"pdf", "docx", "xlsx", "zip"}:
        raise DocumentError(
            f"its name ends in {ending}, but what it holds is no {stated.upper()}: "
            "give it the ending of what it is"
        )
    if held and held != stated:
        return Kind(held, f"read as {held.upper()}, since that is what it holds")
    if stated:
        return Kind(stated)
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return Kind("html" if head.startswith((b"<!doctype html", b"<html")) else "text")


def _held(data: bytes) -> str:
    """Return the kind that only such a file begins with, "" for what may be text."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ""
    # The list of an archive's members stands at its end, and holds their names as they are.
    tail = data[-200_000:]
    return next((kind for kind, member in _OFFICE.items() if member in tail), "zip")


def refuse_size(kind: str, size: int) -> None:
    """Refuse a file that is too large for its kind.

    Raises:
        DocumentError: says both sizes.
    """
    most = MOST_BYTES[kind]
    if size > most:
        raise DocumentError(
            f"it has {size / 1e6:,.0f} MB, more than the {most / 1e6:,.0f} MB that one "
            "document may have: split it"
        )
