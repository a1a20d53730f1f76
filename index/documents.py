"""Files and folders become documents.

In: paths of files of any kind that `index.kinds` names, folders and archives. Out: a `Document` for
each file, or a `Refused` that says why not. What a document does not state about itself stays "".
This file does not know about paragraphs, cleaning or libraries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from index.files import File, Refused, files_of, read_bytes
from index.kinds import FOREIGN, KINDS, kind_of
from index.reading import DocumentError, Reading, assemble
from index.whereabouts import Mark

__all__ = ["Document", "DocumentError", "Refused", "read_document", "read_documents"]

_SHOWN_REASONS = 5
_SHEETS = frozenset({"csv", "xlsx"})


@dataclass(frozen=True, slots=True)
class Document:
    """One page or file.

    Attributes:
        id: stable and unique in a library: the front matter's `id`, else the file's name without
            its ending (with its folder in front when two are equal).
        title: "" where the document does not state it; so are publisher, language, date and url.
            A sheet without one is called as its file is.
        date: when it was published, else when it was last reviewed; ISO: YYYY, YYYY-MM or
            YYYY-MM-DD.
        reviewed: when it was last reviewed, ISO.
        text: plain text, blocks separated by blank lines; every offset points into it.
        kind: "markdown", "text", "html", "pdf", "docx", "xlsx" or "csv".
        origin: the path as given; of an archive's member, below the archive's.
        based_on: what the page retells, from front matter.
        notes: what was noticed while reading, in plain English.
        headings: (start, end, level) of each heading that the file marks as one.
        marks: where pages and rows begin in the text; `index.whereabouts` reads them.
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
    marks: tuple[Mark, ...] = ()
    reviewed: str = ""


def read_document(path: Path, *, document_id: str | None = None) -> Document:
    """Read one file.

    Args:
        path: a file of any kind but an archive.
        document_id: the document's id; by default the one that it states, else its name.

    Raises:
        DocumentError: the file cannot be read, is no text, is empty, too large, or broken.
    """
    try:
        document = document_of(File(str(path), str(path), read_bytes(path)))
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
    keys: list[str] = []
    refused: list[Refused] = []
    stated: dict[str, str] = {}
    for file in files_of(paths):
        if isinstance(file, Refused):
            refused.append(file)
            continue
        try:
            document = document_of(file)
            if document.id and stated.setdefault(document.id, file.origin) != file.origin:
                raise DocumentError(
                    f'it states the id "{document.id}", which {stated[document.id]} has: '
                    "change one of the two"
                )
            documents.append(document)
            keys.append(file.key)
        except DocumentError as error:
            refused.append(Refused(file.origin, str(error)))
    if not documents:
        raise DocumentError(nothing_readable(paths, refused))
    return named(documents, keys), refused


def nothing_readable(paths: Iterable[str | Path], refused: Sequence[Refused]) -> str:
    """Say what was expected and what came, when no document could be read."""
    looked = ", ".join(map(str, paths)) or "no path given"
    reasons = [f"\n  {one.path}: {one.reason}" for one in refused[:_SHOWN_REASONS]]
    more = len(refused) - len(reasons)
    return (
        f"No document to read in {looked}. Expected files that end in {', '.join(KINDS)}."
        + "".join(reasons)
        + (f"\n  and {more} more" if more > 0 else "")
    )


def document_of(file: File) -> Document:
    """Make a document of one file; its id is "" where the file does not state it.

    Raises:
        DocumentError: it cannot be read as a document.
    """
    from index.decoding import tidy
    from index.metadata import date_at_head, language_of, stated_review

    kind = kind_of(file.name or file.origin, file.data)
    if kind.name == "zip":
        raise DocumentError("it is a ZIP archive: let its name end in .zip")
    reading = _reading(kind.name, file.data)
    # Entities such as &#0; only become characters in the readers.
    blocks = [replace(block, text=tidy(block.text).strip()) for block in reading.blocks]
    text, headings, marks = assemble([block for block in blocks if block.text])
    if not text:
        raise DocumentError("it is empty: there is no text in it")
    stated = {name: tidy(value) for name, value in reading.fields.items()}
    if kind.name in _SHEETS and not stated.get("title"):
        # Nothing else says what a sheet is about whose columns are years.
        stated["title"] = _words_of(file.name or file.origin)
    if "://" in file.key:
        stated["url"] = _own_address(stated.get("url", ""), file.key)
        stated["publisher"] = stated.get("publisher") or urlsplit(file.key).hostname or ""
    reviewed = stated.get("reviewed") or stated_review(text)
    at_head = "" if kind.name in _SHEETS else date_at_head(text)
    return Document(
        **{name: stated.get(name, "") for name in ("id", "title", "publisher", "url")},
        date=stated.get("date") or at_head or reviewed,
        language=stated.get("language") or language_of(text),
        text=text,
        kind=kind.name,
        origin=file.origin,
        based_on=stated.get("based_on", ""),
        notes=(*reading.notes, *([kind.note] if kind.note else [])),
        headings=headings,
        marks=marks,
        reviewed=reviewed,
    )


def _words_of(file: str) -> str:
    """Return a file's name without its ending, in words: "museum-visitors.csv"."""
    return " ".join(re.split(r"[\W_]+", PurePath(urlsplit(file).path).stem)).strip()


def _own_address(stated: str, fetched: str) -> str:
    """Return the address that a page names as its own, if it is on the same host."""
    try:
        same = urlsplit(stated).hostname == urlsplit(fetched).hostname
    except ValueError:
        same = False
    return stated if same else fetched


def _reading(kind: str, data: bytes) -> Reading:
    if kind in FOREIGN:
        from index.reading_process import read_apart

        return read_apart(kind, data)
    from index.reading_worker import read

    return read(kind, data)


def named(documents: Sequence[Document], keys: Sequence[str]) -> list[Document]:
    """Give each document without a stated id its file's name, as long as no two become equal.

    Args:
        documents: those that state their id have it, the others "".
        keys: the only path of each.
    """
    taken = {document.id for document in documents if document.id}
    waiting = {k: _path(k) for k, one in zip(keys, documents, strict=True) if not one.id}
    names: dict[str, str] = {}
    for form in _NAME_FORMS:
        counts = Counter(form(path) for path in waiting.values())
        for key, path in list(waiting.items()):
            name = form(path)
            if counts[name] == 1 and name not in taken:
                names[key] = name
                taken.add(name)
                del waiting[key]
    names |= {key: key for key in waiting}
    return [replace(one, id=one.id or names[key]) for one, key in zip(documents, keys, strict=True)]


def _path(key: str) -> PurePath:
    """Return a file's path, or what an address would be as one."""
    host, _, path = key.partition("://")[2].partition("/")
    return PurePath(key) if not host else PurePath(host, path or "start")


# From the shortest name to the one that no other file can have.
_NAME_FORMS: tuple[Callable[[PurePath], str], ...] = (
    lambda path: path.stem,
    lambda path: f"{path.parent.name}/{path.stem}",
    lambda path: f"{path.parent.name}/{path.name}",
    lambda path: path.as_posix(),
)
