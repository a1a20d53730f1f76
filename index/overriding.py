"""What a person says of documents beside them: `library.toml`.

In: such files below the places that were named, and documents with their paths or addresses. Out:
the entries, what is wrong with them, and documents as the entries say. This file does not know how
documents are read or stored.

    ["rapport.pdf"]                        a name, or a path from the file's folder on
    title = "Rapporten 2024"
    published = 2024-02-07

    ["https://www.solna.se/nyheter/*"]     * and ? stand for any letters
    publisher = "Solna stad"
"""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.decoding import squeeze, tidy
from index.files import OVERRIDES, Refused, read_plain
from index.metadata import iso_date
from index.reading import DocumentError
from index.sources import Override, below

if TYPE_CHECKING:
    from index.documents import Document

FIELDS = ("title", "publisher", "language", "published", "reviewed", "url")
_DATES = frozenset({"published", "reviewed"})
_MOST_BYTES = 5_000_000
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


@dataclass(frozen=True, slots=True)
class Looked:
    """What the files say now.

    Attributes:
        overrides: those of outer folders before those of inner ones, each file's in its order.
        refused: files, and entries of files, that are not followed.
        files: the keys of the files that hold for whole folders and were read now.
    """

    overrides: tuple[Override, ...]
    refused: tuple[Refused, ...]
    files: frozenset[str]


def look_at_overrides(roots: Sequence[str], before: Sequence[Override]) -> Looked:
    """Read the files at some places; what is known of others stays.

    Args:
        roots: absolute paths of files and folders. A file has that of its own folder beside it.
        before: what was read earlier. A file that cannot be read any more stays as it was.
    """
    paths = dict.fromkeys(path for root in roots for path in _beside(Path(root)))
    gone = {one.file for one in before if _is_looked_at(one.file, roots)}
    kept = [one for one in before if one.file not in gone]
    refused: list[Refused] = []
    files: set[str] = set()
    for path in paths:
        key = os.path.realpath(path)
        try:
            if path.is_symlink():
                raise DocumentError("it is a link: put the file itself there")
            read, faults = entries_of(read_plain(path, _MOST_BYTES), key)
            refused += [Refused(str(path), fault) for fault in faults]
            kept += read
            if any(below(key, [os.path.realpath(root)]) for root in roots):
                files.add(key)
        except DocumentError as error:
            held = [one for one in before if one.file == key]
            more = "; what it said before stays" if held else ""
            refused.append(Refused(str(path), f"{error}{more}"))
            kept += held
    # Stable: the entries of one file stay in their order.
    ordered = sorted(dict.fromkeys(kept), key=lambda one: one.file.split("/"))
    return Looked(tuple(ordered), tuple(refused), frozenset(files))


def _beside(root: Path) -> Iterator[Path]:
    """Yield the files that say something of what lies at a place."""
    if root.name == OVERRIDES:
        if os.path.lexists(root):
            yield root
    elif root.is_dir():
        for folder, inside, names in os.walk(root):
            inside[:] = sorted(name for name in inside if not name.startswith("."))
            if OVERRIDES in names:
                yield Path(folder, OVERRIDES)
    elif (root.parent / OVERRIDES).is_file():
        yield root.parent / OVERRIDES


def _is_looked_at(file: str, roots: Iterable[str]) -> bool:
    """Say whether a file would be met at some places that are there."""
    there = [root for root in roots if os.path.lexists(root)]
    return belongs(file, there)


def belongs(file: str, roots: Iterable[str]) -> bool:
    """Say whether a file says something of what lies at one of some places."""
    real = [os.path.realpath(root) for root in roots]
    return below(file, real) or os.path.dirname(file) in {  # noqa: PTH120 (keys are text)
        os.path.dirname(one) for one in real if not Path(one).is_dir()  # noqa: PTH120
    }  # fmt: skip


def entries_of(data: bytes, file: str) -> tuple[list[Override], list[str]]:
    """Return the entries of one file, and a sentence for each fault in it.

    Args:
        data: the file's bytes.
        file: its key.

    Raises:
        DocumentError: it is no TOML.
    """
    try:
        stated = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(f"it is not valid TOML: {error}") from error
    entries: list[Override] = []
    faults: list[str] = []
    for pattern, entry in stated.items():
        if not isinstance(entry, dict):
            faults.append(f'the key "{pattern}" stands outside of an entry: write ["*"] above it')
            continue
        fields: dict[str, str] = {}
        for key, value in entry.items():
            try:
                fields[key] = _field(key, value)
            except DocumentError as error:
                faults.append(f'in the entry "{pattern}", {error}')
        if fields:
            entries.append(Override(file, tidy(pattern), tuple(sorted(fields.items()))))
    return entries, faults


def _field(key: str, value: Any) -> str:
    """Return what a key says, in the form that a document has it."""
    if isinstance(value, dict):
        raise DocumentError(f'"{key}" is an entry of its own: quote names that hold a dot')
    if key not in FIELDS:
        raise DocumentError(f'the key "{key}" is not known; expected one of {", ".join(FIELDS)}')
    if key in _DATES:
        return _date(key, value)
    if not isinstance(value, str):
        raise DocumentError(f'"{key}" is not text: write it in quotation marks')
    text = squeeze(tidy(value))
    if key == "language" and text and not _LANGUAGE.fullmatch(text):
        raise DocumentError(f'"{key}" is "{text}", expected a code such as "sv" or "en"')
    if key == "url" and text and not _ADDRESS.fullmatch(text):
        raise DocumentError(f'"{key}" is "{text}", expected an address that begins with https://')
    return text


def _date(key: str, value: Any) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    text = squeeze(str(value))
    date = iso_date(text)
    if text and not date:
        raise DocumentError(f'"{key}" is "{text}", expected a date such as 2024-02-07')
    return date


def as_stated(document: Document, key: str, origin: str, overrides: Sequence[Override]) -> Document:
    """Return a document as the entries about it say; a later entry counts for more.

    Args:
        document: as its file states it.
        key: its only path or address.
        origin: its path or address as given.
        overrides: all entries.
    """
    said: dict[str, Any] = {
        k: v for one in overrides if is_about(one, key, origin) for k, v in one.fields
    }
    published, reviewed = said.pop("published", None), said.pop("reviewed", None)
    if reviewed is not None:
        said["reviewed"] = reviewed
        # A page that does not say when it was published is dated by its review.
        if document.date in ("", document.reviewed):
            said["date"] = reviewed
    if published is not None:
        said["date"] = published
    return replace(document, **said) if said else document


def is_about(override: Override, key: str, origin: str) -> bool:
    """Say whether an entry is about the document of a path or an address."""
    if "://" in override.pattern:
        return any(_pattern(override.pattern).match(one) for one in (key, origin))
    folder = os.path.dirname(override.file)  # noqa: PTH120 (keys are text)
    if "://" in key or not below(key, [folder]):
        return False
    path = key[len(folder.rstrip("/")) + 1 :]
    # A pattern without a slash is a name, wherever the file lies below the folder.
    name = path if "/" in override.pattern else path.rpartition("/")[2]
    # A name that holds brackets is meant as it stands.
    return override.pattern == tidy(name) or bool(_pattern(override.pattern).match(tidy(name)))


@lru_cache(1024)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))
