"""Where the shipped corpus and its library lie, and which command builds a library.

In: the environment, and whether a library keeps snapshots. Out: paths, and commands for messages.
This file reads and writes nothing.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

LIBRARY_VARIABLE = "KALLA_LIBRARY"
SHIPPED_CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "pages"


def default_library() -> Path:
    """Return the shipped corpus' library: $KALLA_LIBRARY, else one in the user's cache folder."""
    named = os.environ.get(LIBRARY_VARIABLE)
    return Path(named) if named else _cache_folder() / "kalla" / "library"


def mend_command(library: Path) -> str:
    """Return the command that builds a library anew.

    Args:
        library: its folder. One that a person named may hold their own documents, and only they
            know where those lie.
    """
    if library.absolute() == (_cache_folder() / "kalla" / "library").absolute():
        return "kalla build"
    if (library / "snapshots").is_dir():
        return f"kalla build --repair --library {shlex.quote(str(library))}"
    return f"kalla build PATH... --library {shlex.quote(str(library))}"


def _cache_folder() -> Path:
    # XDG Base Directory Specification 0.8: a path that is not absolute is to be ignored.
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"
