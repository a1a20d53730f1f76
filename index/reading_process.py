"""Foreign formats are parsed in another process, which may fail without harm.

In: the bytes of a file and its kind. Out: a `Reading`, or a `DocumentError`. A file that takes too
long, too much memory, or brings its parser down is refused, and the next file gets a new process.
This file does not know any format.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from index.reading import Block, DocumentError, Reading

# A report of a thousand pages takes some 20 s on a slow machine; loading the parsers 2 s.
MOST_S = 120.0
# What a reading of the largest document is in JSON; more is no document's text.
_MOST_REPLY_BYTES = 400_000_000
_ROOT = Path(__file__).resolve().parent.parent


class ReadingProcess:
    """One process that reads files, started when it is first needed and again when it has died.

    Args:
        most_s: seconds that one file may take.
    """

    def __init__(self, most_s: float = MOST_S) -> None:
        self.most_s = most_s
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def read(self, kind: str, data: bytes) -> Reading:
        """Read one file.

        Args:
            kind: a value of `index.kinds.KINDS`, except "zip".
            data: the whole file.

        Raises:
            DocumentError: it cannot be read, or not within the limits.
        """
        with self._turn:
            answer = self._asked(kind, data)
            if "broken" in answer:
                # Whoever ran out of memory once may be left with too little of it.
                self.close()
        if "reading" not in answer:
            raise DocumentError(answer.get("refusal") or answer["broken"])
        return _reading(answer["reading"])

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process.wait()
            self._process = None

    def _asked(self, kind: str, data: bytes) -> dict[str, Any]:
        process = self._process = self._process or _started()
        until = time.monotonic() + self.most_s
        head = json.dumps({"kind": kind, "bytes": len(data)}).encode("ascii") + b"\n"
        try:
            reply = _exchanged(process, head + data, until)
        except TimeoutError:
            self.close()
            return {"refusal": f"it took longer than the {self.most_s:.0f} s that one file may"}
        except OSError:
            reply = b""
        if not reply:
            status = process.wait()
            self.close()
            return {"refusal": f"its reader broke down ({_end(status)})"}
        answer: dict[str, Any] = json.loads(reply)
        return answer


def _started() -> subprocess.Popen[bytes]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        [sys.executable, "-m", "index.reading_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # What parsers print is for their authors.
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"},
        # Ctrl-C is for the command, which ends this process itself.
        start_new_session=True,
        bufsize=0,
    )
    for pipe in (process.stdin, process.stdout):
        if pipe:
            os.set_blocking(pipe.fileno(), False)
    return process


def _exchanged(process: subprocess.Popen[bytes], request: bytes, until: float) -> bytes:
    """Send a request and return the line that answers it, b"" when the process ended."""
    assert process.stdin
    assert process.stdout
    send, receive = process.stdin.fileno(), process.stdout.fileno()
    left, reply = memoryview(request), bytearray()
    while not reply.endswith(b"\n"):
        wait = until - time.monotonic()
        if wait <= 0 or len(reply) > _MOST_REPLY_BYTES:
            raise TimeoutError
        readable, writable, _ = select.select([receive], [send] if left else [], [], wait)
        if writable:
            left = left[os.write(send, left[:65_536]) :]
        if readable:
            more = os.read(receive, 1_048_576)
            if not more:
                return b""
            reply += more
    return bytes(reply)


def _end(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"


def _reading(stated: dict[str, Any]) -> Reading:
    blocks = tuple(
        Block(block["text"], block["level"], tuple(_mark(mark) for mark in block["marks"]))
        for block in stated["blocks"]
    )
    return Reading(blocks, stated["fields"], tuple(stated["notes"]))


def _mark(mark: list[Any]) -> tuple[int, str, str, int]:
    offset, kind, name, number = mark
    return offset, kind, name, number


_shared = ReadingProcess()
atexit.register(_shared.close)


def read_apart(kind: str, data: bytes) -> Reading:
    """Read one file in the process that all readers of this program share."""
    return _shared.read(kind, data)
