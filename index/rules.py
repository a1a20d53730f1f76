"""By which rules documents are read, cut and encoded: a checksum of the code that decides it.

In: this folder's files. Out: one checksum, which changes with any of them. A library that was made
by other rules is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

# Files of this folder that do not decide what is read, cut or encoded.
_NOT_RULES = {
    "__init__.py", "assembling.py", "changing.py", "copies.py", "gathering.py", "judging.py",
    "manifest.py", "places.py", "publish.py", "reading_process.py", "records.py", "repairing.py",
    "repeats.py", "reuse.py", "site.py", "snapshots.py", "sources.py", "store.py", "updating.py",
    "web.py", "web_address.py", "writing_lock.py",
}  # fmt: skip


def rules_sha256() -> str:
    """Checksum of the code that decides what is read, cut and encoded, and how."""
    folder = Path(__file__).parent
    files = sorted(p for kind in ("*.py", "*.csv", "model/*.sha256") for p in folder.glob(kind))
    return files_sha256([file for file in files if file.name not in _NOT_RULES])


def files_sha256(files: Sequence[Path]) -> str:
    """Return one checksum of several files' names and contents; folders do not count."""
    whole = hashlib.sha256()
    for path in files:
        if path.is_file():
            content = path.read_bytes()
            whole.update(f"{path.name}\n{len(content)}\n".encode())
            whole.update(content)
    return whole.hexdigest()
