"""Publish into copies of a library, each time killed some file operations later.

Run as a program with a folder that holds the library "old" and how many operations later each kill
is to come (1: before each of them); writes to standard output, as a JSON
list, the title that each killed publication left to readers.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from index.store import open_library
from tests.fakes import publish_small

# They change nothing: to be killed before them is to be killed before what follows them.
_ONLY_LOOK = {"fspath", "fsencode", "lstat", "stat", "getcwd", "tell", "isatty", "fileno"}


def publish_and_die(library: Path, operations: int) -> None:
    """Publish "new", and be killed before the file operation of that number."""
    left = operations

    def count_down(_frame: FrameType, event: str, function: object) -> None:
        nonlocal left
        if event == "c_call" and touches_files(function):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.setprofile(count_down)
    publish_small(library, title="new")


def touches_files(function: Any) -> bool:
    """Whether it is a function of the operating system or a method of an open file."""
    owner = getattr(function, "__self__", None)
    is_file = type(owner).__module__ == "_io" or function.__module__ in ("posix", "_io", "fcntl")
    return is_file and function.__name__ not in _ONLY_LOOK


def main(folder: Path, every: int) -> None:
    """Kill before one operation in so many, until a publication comes to its end."""
    left_behind = []
    for operations in count(0, every):
        library = folder / f"library-{operations}"
        shutil.copytree(folder / "old", library)
        child = os.fork()
        if child == 0:
            publish_and_die(library, operations)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            break
        left_behind.append(title_of(library))
        publish_small(library, title="after")
        assert title_of(library) == "after"
        assert not list(library.glob(".building-*")), "the unfinished folder stayed"
    json.dump(left_behind, sys.stdout)


def title_of(library: Path) -> str:
    """The title of the library's one document."""
    return open_library(library).documents["sida"].title


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
