"""A library, copied out for other programs.

In: a library's folder and an empty one. Out: `documents.jsonl`, `paragraphs.jsonl`, `removed.jsonl`
with all fields, and `files/` with what was read, under the checksums that `sources.json` names.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.manifest import LibraryError
from index.sources import SNAPSHOTS, SOURCES, read_sources
from index.store import current_generation, open_library
from qa.printing import to_json

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def export_library(library: Path, folder: Path) -> tuple[int, int]:
    """Copy a library into a folder; return how many documents and files.

    Raises:
        LibraryError: the library is not in order, or the folder holds something.
    """
    opened = open_library(library)
    sources = read_sources(current_generation(library))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LibraryError(f"{folder} is not an empty folder. Choose a new one: kalla export DIR")
    try:
        (folder / "files").mkdir(parents=True)
        _write(folder / "documents.jsonl", list(opened.documents.values()))
        _write(folder / "paragraphs.jsonl", opened.paragraphs)
        _write(folder / "removed.jsonl", opened.removed)
        (folder / SOURCES).write_bytes(sources.to_bytes())
        names = sorted({one.sha256 for one in sources.files})
        for name in names:
            shutil.copyfile(library / SNAPSHOTS / name, folder / "files" / name)
    except OSError as error:
        raise LibraryError(f"{folder} could not be written ({error}). Make room.") from error
    return len(opened.documents), len(names)


def _write(path: Path, records: Sequence[DataclassInstance]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            stated: dict[str, Any] = asdict(record)
            file.write(to_json(stated) + "\n")
