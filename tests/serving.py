"""Starts the chat in a process of its own, as `kalla chat` does, for tests and screenshots.

In: Python that runs before the chat starts. Out: its address, while it runs. It does not know what
is asked there.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parent.parent
STUB = "import qa, tests.stub_assistant as stub; qa.load = lambda library: stub.StubAssistant()"
# Imported once, in the process of which every chat is a copy: that takes longer than all the rest.
_PRELOADED = ["tests.preloaded"]


@contextmanager
def serving(
    before: str = "", *, library: Path | None = None, options: str = "None", fresh: bool = False
) -> Iterator[str]:
    """Serve the chat on a free port until the block ends, and give its address.

    Args:
        before: Python that is run first, as to put a stub in the assistant's place.
        library: what to answer from, None for the shipped corpus.
        options: Python for the server's options.
        fresh: import everything anew, as when importing is what is tested.
    """
    where = f"Path({str(library)!r})" if library else "None"
    code = (
        f"from pathlib import Path\n{before}\nfrom ui.app import serve\n"
        "from ui.options import Limits, Options, read_options\n"
        f"serve({where}, port=0, options={options})\n"
    )
    context: Any = multiprocessing.get_context("spawn" if fresh else "forkserver")
    if not fresh:
        context.set_forkserver_preload(_PRELOADED)
    listening, telling = context.Pipe(duplex=False)
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as said:
        process = context.Process(target=_serve, args=(code, dict(os.environ), telling, said.name))
        process.start()
        telling.close()
        try:
            yield _address(listening, said.name)
        finally:
            if process.pid and process.is_alive():
                os.kill(process.pid, signal.SIGINT)
            process.join(30)
            if process.is_alive():
                process.kill()
                raise AssertionError("The chat did not stop.")


def _serve(code: str, environment: Mapping[str, str], telling: Connection, said: str) -> None:
    """Run the chat in its own process."""
    os.environ.clear()
    os.environ.update(environment)
    with Path(said).open("w") as file:
        sys.stderr = _written_to(file.fileno(), 2)
    sys.stdout = _written_to(telling.fileno(), 1)
    exec(code, {"__name__": "__main__"})


def _written_to(place: int, stream: int) -> TextIO:
    """Lead one of the process's own streams, 1 or 2, to an open file."""
    os.dup2(place, stream)
    return io.TextIOWrapper(io.FileIO(stream, "w"), encoding="utf-8", line_buffering=True)


def _address(listening: Connection, said: str) -> str:
    with open(listening.fileno(), encoding="utf-8", closefd=False) as told:
        for line in told:
            if line.startswith("Källa: "):
                return line.removeprefix("Källa: ").strip()
    raise AssertionError(f"The chat did not start:\n{Path(said).read_text('utf-8')}")
