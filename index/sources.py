"""What a library was made from: the places that were named, and each file as it was read.

In: facts about files. Out: a `Sources`, written as JSON beside a generation's other files and once
more beside the snapshots, so that neither is the only one. This file does not read documents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from index.overruling import Ruling

SOURCES = "sources.json"
# Where the page keeps what is brought to it.
UPLOADS = "uploads"
SNAPSHOTS = "snapshots"


@dataclass(frozen=True, slots=True)
class Source:
    """A file or an address as it was read for one document.

    Attributes:
        key: its only path or address, by which it is known again.
        origin: the path or address as given.
        document_id: of its document in the same generation.
        is_named: whether the document states that id itself.
        sha256: of the bytes that were read; the snapshot's name.
        read: when, UTC, ISO 8601.
        etag: what the server named this state of an address, "" for files.
        modified: when an address was last changed, in the server's words, "" for files.
        name: what its kind is told by, "" for files, which have an ending.
        stated: (field, value) as the file itself states what an `Override` says otherwise.
    """

    key: str
    origin: str
    document_id: str
    is_named: bool
    sha256: str
    read: str
    etag: str = ""
    modified: str = ""
    name: str = ""
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """An entry of a `library.toml`: what a person says of some documents.

    Attributes:
        file: the key of the file that it stands in.
        pattern: which documents are meant: a name or path below that file's folder, or an address;
            `*` and `?` stand for any letters.
        fields: (name, value), sorted by name.
    """

    file: str
    pattern: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """An address that was named, and how far it leads.

    Attributes:
        address: as it was given.
        follow: how many pages more to fetch, from its links, on the same site.
        sitemap: whether to fetch what the site's map names.
    """

    address: str
    follow: int = 0
    sitemap: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that an update or a repair has to know.

    Attributes:
        roots: the paths that were named, absolute, in the order of naming.
        files: one for each document, in the library's order.
        left_out: keys that were removed though they lie below a root.
        rules_sha256: checksum of the code that read and cut the documents.
        encoder: the name of the encoder, as `load_encoder` takes it.
        written: when, UTC, ISO 8601.
        web: the addresses that were named, each with how far it leads.
        rulings: what a person says against cleaning.
        overrides: what a person says of documents beside them.
    """

    roots: tuple[str, ...] = ()
    files: tuple[Source, ...] = ()
    left_out: tuple[str, ...] = ()
    rules_sha256: str = ""
    encoder: str = ""
    written: str = ""
    web: tuple[Wish, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    overrides: tuple[Override, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the file's content."""
        # Neither indented nor copied by `asdict`: a library of a thousand documents writes this at
        # every change.
        return (json.dumps(_stated(self), default=_stated) + "\n").encode("ascii")

    @property
    def by_key(self) -> dict[str, Source]:
        """The files by their keys."""
        return {one.key: one for one in self.files}


def _stated(one: Any) -> dict[str, Any]:
    return {each.name: getattr(one, each.name) for each in fields(one)}


def sources_from(content: bytes) -> Sources:
    """Return what `Sources.to_bytes` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        stated = json.loads(content)
        known = {one.name for one in fields(Source)}
        files = [
            Source(**{k: _tuples(v) for k, v in one.items() if k in known})
            for one in stated.pop("files")
        ]
        return Sources(
            roots=tuple(stated["roots"]),
            files=tuple(files),
            left_out=tuple(stated["left_out"]),
            rules_sha256=stated["rules_sha256"],
            encoder=stated["encoder"],
            written=stated["written"],
            web=tuple(Wish(**one) for one in stated["web"]),
            rulings=tuple(Ruling(**one) for one in stated.get("rulings", ())),
            overrides=tuple(
                Override(**{k: _tuples(v) for k, v in one.items()})
                for one in stated.get("overrides", ())
            ),
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"it is no list of sources ({error})") from error


def _tuples(value: Any) -> Any:
    """JSON knows lists only."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def read_sources(generation: Path) -> Sources:
    """Return a generation's sources, empty ones where it holds none."""
    path = generation / SOURCES
    return sources_from(path.read_bytes()) if path.exists() else Sources()


def below(key: str, roots: Iterable[str]) -> bool:
    """Say whether a key is one of the roots, or lies below one."""
    return any(key == root or key.startswith(root.rstrip("/") + "/") for root in roots)


def short_sha256(content: bytes) -> str:
    """Return the beginning of a checksum, which a file's name can hold."""
    return hashlib.sha256(content).hexdigest()[:16]
