"""What stands in the folder of a published library, and how a test damages or reseals it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index import manifest

FILES = (
    "CURRENT", "manifest.json", "documents.sqlite", "vectors.faiss", "lexical.json",
    "lexical-starts.npy", "lexical-rows.npy", "lexical-counts.npy", "lexical-weights.npy",
    "lexical-idf.npy",
)  # fmt: skip
MENDS = r"(Rebuild it|Build it|[Rr]ebuild the library): kalla build PATH\.\.\. --library "


def generation(library: Path) -> Path:
    return library / (library / "CURRENT").read_text().strip()


def file_of(library: Path, name: str) -> Path:
    return library / name if name == "CURRENT" else generation(library) / name


def reseal(library: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest as another version might have written it, with a right checksum."""
    folder = generation(library)
    stated = json.loads((folder / "manifest.json").read_text())
    change(stated)
    content = json.dumps(stated).encode()
    (folder / "manifest.json").write_bytes(content)
    name = f"{folder.name.rpartition('-')[0]}-{manifest._short_sha256(content)}"
    folder.rename(library / name)
    (library / "CURRENT").write_text(f"{name}\n")
