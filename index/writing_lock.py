"""One writer at a time: who changes a library holds its lock from the first look to the last step.

In: a library's folder. Out: a context in which nobody else writes to it. The lock is the system's:
it is free as soon as its holder has ended, however that was. This file does not know what is
written.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index.manifest import LibraryError

WRITER = ".writer"


@contextmanager
def writing(library: Path, *, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the writers' lock; wait for whoever holds it.

    Args:
        library: its folder; made when missing.
        waiting: told once, in a sentence, who holds the lock.

    Raises:
        LibraryError: the folder cannot be written to.
    """
    try:
        library.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(library / WRITER, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise LibraryError(
            f"The library {library} cannot be written to ({error.strerror}). "
            "Choose another: --library DIR"
        ) from error
    try:
        _lock(descriptor, library, waiting)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, library: Path, waiting: Callable[[str], None] | None) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if waiting:
            waiting(f"Waiting for {_holder(descriptor)}, which is writing to {library}.")
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _sign(descriptor: int) -> None:
    """Say who holds the lock, for those who wait; a full disk is no reason not to go on."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    since = datetime.now(UTC).isoformat(timespec="seconds")
    said = json.dumps({"pid": os.getpid(), "command": command, "since": since}).encode("ascii")
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, said, 0)
    except OSError:
        return


def _holder(descriptor: int) -> str:
    try:
        said = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {said['pid']} ({said['command']}, since {said['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
