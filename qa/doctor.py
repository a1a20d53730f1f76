"""Whether everything that Källa needs is in order.

In: a library's folder, and what is installed. Out: one `Check` for each part, with what to do when
it is not in order. This file prints nothing and mends nothing.
"""

from __future__ import annotations

import importlib.util
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.store import Library

_OLDEST_PYTHON = (3, 11)
_PORT = 7860
# Vectors are stored in float32, and those of a bfloat16 encoder are normalised in bfloat16.
_UNIT_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Check:
    """One part: its name, whether it is in order, and what was found or what to do."""

    name: str
    is_ok: bool
    detail: str


class NotInOrderError(RuntimeError):
    """What a check found wrong, and what to do."""


def examine(library: Path) -> Iterator[Check]:
    """Check one part after the other; none keeps the next from being checked.

    Args:
        library: the folder of the library to check.
    """
    yield _check("Python", _python)
    yield _check("language model", _language_model)
    yield _check("reader", _reader)
    opened: list[Library] = []
    yield _check("library", lambda: _library(library, opened))
    yield _check("index", lambda: _index(opened))
    yield _check("chat page", _browser_assets)
    yield _check("chat port", _port)


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except Exception as error:
        # Whatever is broken in a part is that part's finding, not the end of the examination.
        return Check(name, False, " ".join(str(error).split()) or type(error).__name__)


def _python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _OLDEST_PYTHON:
        oldest = ".".join(map(str, _OLDEST_PYTHON))
        raise NotInOrderError(f"{version}, needs {oldest} or newer: install it, then make chat")
    return version


def _language_model() -> str:
    from index import bundled, deltas
    from index.encoder import ADAPTER

    bundled.verify_weights()
    deltas.verify(ADAPTER)
    return f"{bundled.NAME}, checksum as expected"


def _reader() -> str:
    from index import deltas
    from qa.reader_weights import WEIGHTS

    deltas.verify(WEIGHTS)
    return "checksum as expected"


def _library(path: Path, opened: list[Library]) -> str:
    from index import bundled
    from index.deltas import sha256
    from index.encoder import ADAPTER, TUNED
    from index.store import open_library

    library = open_library(path, full=True)
    built = library.manifest.encoder
    if built.get("name") in (TUNED, bundled.NAME):
        library.check_encoder({**built, "weights_sha256": bundled.WEIGHTS_SHA256})
    if built.get("name") == TUNED:
        library.check_encoder({**built, "tuned_sha256": sha256(ADAPTER)})
    opened.append(library)
    _refuse_damaged_snapshots(path)
    found = f"{len(library.documents):,} documents, {len(library.paragraphs):,} paragraphs"
    return f"{path}: {found}, checksums as written"


def _refuse_damaged_snapshots(path: Path) -> None:
    from index import snapshots
    from index.sources import read_sources
    from index.store import current_generation

    origins = list(snapshots.damaged(path, read_sources(current_generation(path))))
    if origins:
        more = f" and {len(origins) - 1:,} more" if len(origins) > 1 else ""
        raise NotInOrderError(
            f"what was read of {origins[0]}{more} is missing or changed in {path}. "
            f"Read it again: kalla update --library {path}"
        )


def _index(opened: list[Library]) -> str:
    """Ask the index for paragraphs by their own vectors: each has to come first."""
    import numpy as np

    if not opened:
        raise NotInOrderError("not checked, since the library is not in order: see above")
    library = opened[0]
    vectors = library.vectors()
    lengths = np.linalg.norm(vectors, axis=1)
    if not len(vectors) or np.abs(lengths - 1).max() > _UNIT_TOLERANCE:
        raise NotInOrderError(f"the vectors are not of length 1. Rebuild: {library.mend}")
    best = library.search(vectors[:100], top_k=1).scores[:, 0]
    if (best < lengths[:100] ** 2 - _UNIT_TOLERANCE).any():
        raise NotInOrderError(f"it does not find its own paragraphs. Rebuild: {library.mend}")
    return f"{library.manifest.index_kind}, {len(vectors):,} vectors"


def _browser_assets() -> str:
    spec = importlib.util.find_spec("gradio")
    if spec is None or spec.origin is None:
        raise NotInOrderError("gradio is not installed. Install it: make chat")
    frontend = Path(spec.origin).parent / "templates" / "frontend"
    for needed in (frontend / "index.html", frontend / "assets"):
        if not needed.exists():
            raise NotInOrderError(
                f"{needed} is missing. Reinstall it: pip install --force-reinstall --no-deps gradio"
            )
    return "gradio and its page files are there"


def _port() -> str:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", _PORT))
        except OSError:
            # No fault: most often it is the chat itself.
            return f"{_PORT} is in use, perhaps by the chat; another: kalla chat --port {_PORT + 1}"
    return f"{_PORT} is free"
