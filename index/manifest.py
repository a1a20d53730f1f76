"""What a library says about itself, and the errors of libraries.

In: facts about a build, or the manifest file of a generation. Out: a `Manifest`, or an error that
says what is wrong and which command mends it. It does not know what the files hold.

The exceptions:

    LibraryError
    ├── MissingLibraryError   nothing was ever built there
    ├── DamagedLibraryError   a file is missing, cut or changed
    └── StaleLibraryError     in order, but made by another version, encoder or set of rules
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

FORMAT = 2
# Raised whenever the rules that cut documents into paragraphs, or the words that are embedded,
# change so much that libraries of the old rules should not be used any more.
CLEANING = "1"
MANIFEST_NAME = "manifest.json"
# A generation's name ends with the beginning of its manifest's checksum, so that CURRENT, which
# holds the name, vouches for the manifest, and the manifest for every other file.
GENERATION = re.compile(r"generation-\d{8}T\d{6}Z-[0-9a-f]{16}")
_HASHED_BYTES = 200_000_000  # larger files are hashed by `kalla doctor` only: a second or more


class LibraryError(RuntimeError):
    """A library could not be opened, searched or written."""


class MissingLibraryError(LibraryError):
    """There is no library in that folder."""


class DamagedLibraryError(LibraryError):
    """A file of the library is missing, cut or changed."""


class StaleLibraryError(LibraryError):
    """The library is in order but was made by another version, encoder or set of rules."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size and checksum of one file of a library."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a library was built from, and with what.

    Attributes:
        format: number of the layout on disk.
        created: UTC, ISO 8601 with microseconds.
        kalla: version that built it.
        encoder: the encoder's fingerprint: name, prompts, normalisation, weights' checksum.
        dimension: width d of the vectors.
        index_kind: what the vector file holds.
        cleaning: version of the rules that cut documents into paragraphs.
        rules_sha256: checksum of the code of those rules; "" where nobody asks for it.
        corpus_sha256: checksum of the shipped corpus' files; "" for a person's own documents.
        counts: how many documents, paragraphs and removed stretches there are.
        files: record of each file beside the manifest, by name.
    """

    format: int
    created: str
    kalla: str
    encoder: Mapping[str, str]
    dimension: int
    index_kind: str
    cleaning: str
    rules_sha256: str
    corpus_sha256: str
    counts: Mapping[str, int]
    files: Mapping[str, FileRecord]

    def to_bytes(self) -> bytes:
        """Return the manifest file's content."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode("ascii")

    def generation_name(self) -> str:
        """Return the folder name, which holds the beginning of the manifest's checksum."""
        moment = re.sub(r"[-:]|\.\d+|\+.*", "", self.created)
        return f"generation-{moment}Z-{_short_sha256(self.to_bytes())}"


def read_manifest(generation: Path, *, mend: str) -> Manifest:
    """Read and check the manifest of one generation.

    Args:
        generation: the folder, named as `Manifest.generation_name` says.
        mend: command that rebuilds the library, for the messages.

    Raises:
        DamagedLibraryError: missing, or not as it was written.
        StaleLibraryError: written by a newer or older Källa in another format.
    """
    path = generation / MANIFEST_NAME
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DamagedLibraryError(
            f"The library's {path} cannot be read ({error.strerror}). Rebuild it: {mend}"
        ) from error
    stated = _parsed(content)
    # Before the checksum: a newer Källa may compute it otherwise.
    _refuse_other_format(stated.get("format"), path, mend)
    if not generation.name.endswith(f"-{_short_sha256(content)}"):
        raise DamagedLibraryError(
            f"The library's {path} is not as it was written. Rebuild it: {mend}"
        )
    files = {name: FileRecord(**record) for name, record in stated.pop("files").items()}
    if stated["cleaning"] != CLEANING:
        raise StaleLibraryError(
            f"{path} was made with other cleaning rules (version {stated['cleaning']}; these are "
            f"{CLEANING}). Rebuild the library: {mend}"
        )
    return Manifest(**{f.name: stated[f.name] for f in fields(Manifest) if f.name in stated},
                    files=files)  # fmt: skip


def _parsed(content: bytes) -> dict[str, Any]:
    """Return the JSON object, empty when it is none: its checksum then fails."""
    try:
        stated = json.loads(content)
    except ValueError:
        return {}
    return stated if isinstance(stated, dict) else {}


def _refuse_other_format(found: object, path: Path, mend: str) -> None:
    if not isinstance(found, int) or found == FORMAT:
        return
    if found > FORMAT:
        raise StaleLibraryError(
            f"{path} was made by a newer Källa (format {found}; this one reads {FORMAT}). "
            f"Upgrade Källa, or rebuild the library: {mend}"
        )
    raise StaleLibraryError(
        f"{path} was made by an older Källa (format {found}; this one reads {FORMAT}). "
        f"Rebuild the library: {mend}"
    )


def record_file(path: Path) -> FileRecord:
    """Return a file's size and checksum."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileRecord(path.stat().st_size, digest)


def verify_files(generation: Path, manifest: Manifest, *, mend: str, full: bool = False) -> None:
    """Compare every file with its record.

    Args:
        generation: the folder.
        manifest: its manifest.
        mend: command that rebuilds the library, for the messages.
        full: hash files above 200 MB too; otherwise only their size is compared.

    Raises:
        DamagedLibraryError: the first file that differs.
    """
    for name, record in manifest.files.items():
        problem = _difference(generation / name, record, full=full)
        if problem:
            raise DamagedLibraryError(
                f"The library's {generation / name} {problem}. Rebuild it: {mend}"
            )


def _difference(path: Path, record: FileRecord, *, full: bool) -> str:
    if not path.is_file():
        return "is missing"
    size = path.stat().st_size
    if size != record.size_bytes:
        return f"has {size:,} bytes where {record.size_bytes:,} were written"
    if (full or size <= _HASHED_BYTES) and record_file(path) != record:
        return "has changed since it was written (its checksum differs)"
    return ""


def _short_sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
