"""Files and folders become documents.

In: paths of Markdown, HTML and plain text. Out: a `Document` for each, or a `Refused` that says
why not. What a document does not state about itself stays "". This file does not know about
paragraphs, cleaning or libraries.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.reading import DocumentError, Reading, assemble

__all__ = ["Document", "DocumentError", "Refused", "read_document", "read_documents"]

KINDS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
# A page of text is a few thousand characters and a long report a million; above this, a file is
# a data set or a log.
MOST_BYTES = 20_000_000
_SHOWN_REASONS = 5


@dataclass(frozen=True, slots=True)
class Document:
    """One page or file.

    Attributes:
        id: stable and unique in a library: the front matter's `id`, else the file's name without
            its ending (with its folder in front when two are equal).
        title: "" where the document does not state it; so are publisher, language, date and url.
        date: ISO: YYYY, YYYY-MM or YYYY-MM-DD.
        text: plain text, blocks separated by blank lines; every offset points into it.
        kind: "markdown", "text" or "html".
        origin: the path as given.
        based_on: what the page retells, from front matter.
        notes: what was noticed while reading, in plain English.
        headings: (start, end, level) of each heading that the file marks as one.
    """

    id: str
    title: str
    publisher: str
    language: str
    date: str
    url: str
    text: str
    kind: str
    origin: str
    based_on: str = ""
    notes: tuple[str, ...] = ()
    headings: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no document, and why, as a sentence without its subject."""

    path: str
    reason: str


def read_document(path: Path, *, document_id: str | None = None) -> Document:
    """Read one file.

    Args:
        path: a Markdown, HTML or plain text file.
        document_id: the document's id; by default the one that it states, else its name.

    Raises:
        DocumentError: the file cannot be read, is no text, is empty, too large, or broken.
    """
    try:
        document = _read(path)
        return replace(document, id=document_id or document.id or path.stem)
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from error


def read_documents(paths: Sequence[str | Path]) -> tuple[list[Document], list[Refused]]:
    """Read files and, recursively and in the order of their names, the files of folders.

    Args:
        paths: files and folders. Hidden files are passed over; a file given twice is read once.

    Returns:
        The documents with ids that differ from each other, and the files that were refused.

    Raises:
        DocumentError: not a single document could be read.
    """
    documents: list[Document] = []
    refused: list[Refused] = []
    stated: dict[str, str] = {}
    for path in _files(paths):
        try:
            document = _read(path)
            if document.id and stated.setdefault(document.id, str(path)) != str(path):
                raise DocumentError(
                    f'it states the id "{document.id}", which {stated[document.id]} has: '
                    "change one of the two"
                )
            documents.append(document)
        except DocumentError as error:
            refused.append(Refused(str(path), str(error)))
    if not documents:
        raise DocumentError(_nothing_readable(paths, refused))
    return _named(documents), refused


def _nothing_readable(paths: Sequence[str | Path], refused: Sequence[Refused]) -> str:
    """Say what was expected and what came."""
    looked = ", ".join(map(str, paths)) or "no path given"
    reasons = [f"\n  {one.path}: {one.reason}" for one in refused[:_SHOWN_REASONS]]
    more = len(refused) - len(reasons)
    return (
        f"No document to read in {looked}. Expected files that end in {', '.join(KINDS)}."
        + "".join(reasons)
        + (f"\n  and {more} more" if more > 0 else "")
    )


def _files(paths: Sequence[str | Path]) -> list[Path]:
    """Return the files to read, each once, those of a folder sorted by name."""
    found: dict[str, Path] = {}
    for path in map(Path, paths):
        inside = _inside(path) if path.is_dir() else [path]
        for file in inside:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in the order of their names, without hidden ones."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():  # a link may lead back into the folder
            yield from _inside(path)
        elif not path.is_dir():
            yield path


def _read(path: Path) -> Document:
    """Read one file; the id is "" where the file does not state it."""
    from index.decoding import decode, tidy
    from index.metadata import language_of

    data = _bytes(path)
    raw, note = decode(data)
    kind = _kind(path, raw)
    reading = _reader(kind)(tidy(raw))
    # Entities such as &#0; only become characters in the readers.
    blocks = [replace(block, text=tidy(block.text).strip()) for block in reading.blocks]
    text, headings = assemble([block for block in blocks if block.text])
    if not text:
        raise DocumentError("it is empty: there is no text in it")
    stated = {name: tidy(value) for name, value in reading.fields.items()}
    return Document(
        **{name: stated.get(name, "") for name in ("id", "title", "publisher", "date", "url")},
        language=stated.get("language") or language_of(text),
        text=text,
        kind=kind,
        origin=str(path),
        based_on=stated.get("based_on", ""),
        notes=(*reading.notes, *([note] if note else [])),
        headings=headings,
    )


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file that is worth opening."""
    try:
        if not path.exists():
            raise DocumentError("there is no such file or folder")
        if not path.is_file():
            raise DocumentError("it is neither a file nor a folder")
        if path.suffix and path.suffix.lower() not in KINDS:
            raise DocumentError(f"its name does not end in {', '.join(KINDS)}")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise DocumentError(
                f"it has {size / 1e6:.0f} MB, more than the {MOST_BYTES / 1e6:.0f} MB that one "
                "document may have: split it"
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror or error}") from error


def _kind(path: Path, text: str) -> str:
    """Return the kind of a file by its name's ending, or by its first tag when it has none."""
    if path.suffix:
        return KINDS[path.suffix.lower()]
    head = text[:200].lstrip("\ufeff \t\r\n").lower()
    return "html" if head.startswith(("<!doctype html", "<html")) else "text"


def _reader(kind: str) -> Callable[[str], Reading]:
    """Return the function that reads a kind of text."""
    if kind == "html":
        from index.html import read_html

        return read_html
    if kind == "markdown":
        from index.markdown import read_markdown

        return read_markdown
    from index.plain import read_plain

    return read_plain


def _named(documents: Sequence[Document]) -> list[Document]:
    """Give each document without a stated id its file's name, as long as no two become equal."""
    stated = {document.id for document in documents if document.id}
    waiting = {document.origin: Path(document.origin) for document in documents if not document.id}
    names: dict[str, str] = {}
    for form in _NAME_FORMS:
        taken = Counter(form(path) for path in waiting.values())
        for origin, path in list(waiting.items()):
            name = form(path)
            if taken[name] == 1 and name not in stated and name not in names.values():
                names[origin] = name
                del waiting[origin]
    names |= {origin: origin for origin in waiting}
    return [replace(one, id=one.id or names[one.origin]) for one in documents]


# From the shortest name to the one that no other file can have.
_NAME_FORMS: tuple[Callable[[Path], str], ...] = (
    lambda path: path.stem,
    lambda path: f"{path.absolute().parent.name}/{path.stem}",
    lambda path: f"{path.absolute().parent.name}/{path.name}",
    lambda path: path.absolute().as_posix(),
)
