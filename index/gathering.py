"""What a library is to hold next: documents from the places that were named, read or known.

In: the sources of the library as it is, its documents, and the places to look at. Out: the
documents as they are now, their sources, and what differs from before. A file whose bytes have not
changed is not parsed again. This file does not know paragraphs, vectors, or how a library is
written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.documents import Document, DocumentError, Refused, document_of, named
from index.files import File, files_of
from index.overriding import Looked, as_stated, is_about, look_at_overrides
from index.site import Found, Gone
from index.sources import Override, Source, Sources, below

_OVERRIDABLE = ("title", "publisher", "language", "date", "reviewed", "url")


@dataclass(frozen=True, slots=True)
class Known:
    """A document that the library holds, and what it was read from."""

    source: Source
    document: Document


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found.

    Attributes:
        documents: with ids that differ from each other, in the library's order.
        sources: one for each of them.
        refused: files that could not be read, with reasons.
        added: origins of documents that are new.
        changed: origins of documents that are read anew.
        removed: origins of documents that are gone.
        unchanged: how many stay as they are.
        overrides: what a person says of documents beside them.
        notes: what was noticed and refuses nothing, as sentences.
    """

    documents: list[Document]
    sources: list[Source]
    refused: list[Refused]
    added: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: int
    overrides: tuple[Override, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pool:
    """What has been found so far, by key."""

    before: Mapping[str, Known]
    found: dict[str, Known] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


Keep = Callable[[bytes], str]


def gather(
    roots: Sequence[str],
    before: Sequence[Known],
    *,
    overrides: Sequence[Override] = (),
    left_out: Iterable[str] = (),
    keep: Keep | None = None,
    looked_at: Callable[[str], bool] = lambda _key: True,
    pages: Iterable[Found] = (),
) -> Gathered:
    """Look at files, folders and pages, and put what is there with what was there.

    Args:
        roots: absolute paths of the files and folders to look at.
        before: what the library holds.
        overrides: what a person has said of documents so far.
        left_out: keys that are passed over.
        keep: told the bytes of every file that was read; returns their checksum.
        looked_at: which of the documents that the library holds are to be found again, or else are
            gone; the others stay as they are.
        pages: what was found on the web; a page that is not among them stays as it is.
    """
    pool = _Pool({one.source.key: one for one in before})
    pool.found = {k: one for k, one in pool.before.items() if "://" in k or not looked_at(k)}
    out = set(left_out)
    for file in files_of([Path(root) for root in roots]):
        if isinstance(file, Refused):
            _take_refusal(pool, file)
        elif file.key not in out:
            _take(pool, file, keep or _checksum)
    for page in pages:
        _take_page(pool, page, out, keep or _checksum)
    looked = look_at_overrides(roots, overrides)
    refused = [*pool.refused, *looked.refused]
    found = settled(pool.found.values(), before, refused, overrides, looked.overrides)
    return replace(found, notes=tuple(_meaning_nothing(found, looked)))


def _meaning_nothing(found: Gathered, looked: Looked) -> Iterator[str]:
    """Yield a sentence for each entry that is about no document."""
    for one in looked.overrides:
        if one.file in looked.files and not any(
            is_about(one, source.key, source.origin) for source in found.sources
        ):
            yield f'{one.file}: the entry "{one.pattern}" is about no document: check its spelling'


def _take_page(pool: _Pool, page: Found, out: set[str], keep: Keep) -> None:
    if isinstance(page, Gone):
        pool.found.pop(page.key, None)
    elif isinstance(page, Refused):
        held = [k for k, one in pool.before.items() if page.path in (k, one.source.origin)]
        _take_refusal(pool, page, held[0] if held else page.path)
    elif isinstance(page, File) and page.key not in out:
        _take(pool, page, keep)


def _checksum(data: bytes) -> str:
    return sha256(data).hexdigest()


def _take(pool: _Pool, file: File, keep: Keep) -> None:
    """Take in one file: as it was read before when its bytes are the same."""
    old = pool.before.get(file.key)
    if old is not None and old.source.sha256 == _checksum(file.data):
        keep(file.data)
        pool.found[file.key] = old
        return
    try:
        document = document_of(file)
    except DocumentError as error:
        _take_refusal(pool, Refused(file.origin, str(error)), file.key)
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    source = Source(
        file.key, file.origin, "", bool(document.id), keep(file.data), now,
        etag=file.etag, modified=file.modified, name=file.name,
    )  # fmt: skip
    pool.found[file.key] = Known(source, document)


def _take_refusal(pool: _Pool, refused: Refused, key: str = "") -> None:
    """Keep the document of a file that cannot be read any more: nothing is lost by a mishap."""
    key = key or os.path.realpath(refused.path)
    held = {at: one for at, one in pool.before.items() if below(at, [key])}
    pool.found = held | pool.found
    if held:
        read = next(iter(held.values())).source.read[:10]
        refused = Refused(refused.path, f"{refused.reason}; it stays as it was read on {read}")
    pool.refused.append(refused)


def settled(
    found: Iterable[Known],
    before: Sequence[Known],
    refused: Sequence[Refused],
    overrides_before: Sequence[Override],
    overrides: Sequence[Override],
) -> Gathered:
    """Name the documents, put them in order, and say what differs from before.

    Args:
        found: what the library is to hold.
        before: what it holds.
        refused: what could not be read.
        overrides_before: what a person said of documents before.
        overrides: what they say now.
    """
    old = {one.source.key: one for one in before}
    kept, clashes = _without_clashes(sorted(found, key=_order), old)
    documents = named([one.document for one in kept], [one.source.key for one in kept])
    whole = [
        _overridden(one.source, document, overrides)
        for one, document in zip(kept, documents, strict=True)
    ]
    sources = [source for source, _document in whole]
    keys = {one.source.key for one in kept}
    same = {
        one.source.key
        for one in kept
        if old.get(one.source.key) is one
        and _said_of(one, overrides_before) == _said_of(one, overrides)
    }
    return Gathered(
        documents=[document for _source, document in whole],
        sources=sources,
        refused=[*refused, *clashes],
        added=[one.origin for one in sources if one.key not in old],
        changed=[one.origin for one in sources if one.key in old and one.key not in same],
        removed=[one.source.origin for one in before if one.source.key not in keys],
        unchanged=len(same),
        overrides=tuple(overrides),
    )


def _overridden(
    source: Source, document: Document, overrides: Sequence[Override]
) -> tuple[Source, Document]:
    """Return a document as a person says, and its source, which tells what the file itself says."""
    said = as_stated(document, source.key, source.origin, overrides)
    stated = tuple(
        (name, getattr(document, name))
        for name in _OVERRIDABLE
        if getattr(document, name) != getattr(said, name)
    )
    return replace(source, document_id=document.id, stated=stated), said


def _said_of(one: Known, overrides: Sequence[Override]) -> Document:
    return as_stated(one.document, one.source.key, one.source.origin, overrides)


def _order(known: Known) -> tuple[str, ...]:
    # By the names of folders and files, as a folder is read; never by the order of adding.
    return tuple(known.source.key.split("/"))


def _without_clashes(
    found: Sequence[Known], old: Mapping[str, Known]
) -> tuple[list[Known], list[Refused]]:
    """Refuse a document that states the id of another; what was there first stays."""
    holders: dict[str, Known] = {}
    for one in sorted(found, key=lambda one: one.source.key not in old):
        if one.source.is_named:
            holders.setdefault(one.document.id, one)
    kept, refused = [], []
    for one in found:
        holder = holders.get(one.document.id) if one.source.is_named else None
        if holder is None or holder is one:
            kept.append(one)
            continue
        reason = (
            f'it states the id "{one.document.id}", which {holder.source.origin} has: '
            "change one of the two"
        )
        refused.append(Refused(one.source.origin, reason))
    return kept, refused


def known_documents(sources: Sources, documents: Mapping[str, Document]) -> list[Known]:
    """Put a library's sources with its documents, each as its file states it."""
    return list(_known(sources, documents))


def _known(sources: Sources, documents: Mapping[str, Document]) -> Iterator[Known]:
    for source in sources.files:
        document = documents.get(source.document_id)
        if document is not None:
            own: dict[str, Any] = dict(source.stated)
            if not source.is_named:
                own["id"] = ""
            yield Known(source, replace(document, **own))
