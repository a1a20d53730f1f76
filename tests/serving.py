"""Starts the chat in a process of its own, as `kalla chat` does, for tests and screenshots.

In: Python that runs before the chat starts. Out: its address, while it runs. It does not know what
is asked there.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
STUB = "import qa, tests.stub_assistant as stub; qa.load = lambda library: stub.StubAssistant()"


@contextmanager
def serving(
    before: str = "", *, library: Path | None = None, options: str = "None"
) -> Iterator[str]:
    """Serve the chat on a free port until the block ends, and give its address.

    Args:
        before: Python that is run first, as to put a stub in the assistant's place.
        library: what to answer from, None for the shipped corpus.
        options: Python for the server's options.
    """
    where = f"Path({str(library)!r})" if library else "None"
    code = (
        f"from pathlib import Path\n{before}\nfrom ui.app import serve\n"
        "from ui.options import Limits, Options, read_options\n"
        f"serve({where}, port=0, options={options})\n"
    )
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=said,
            encoding="utf-8",
        )
        try:
            yield _address(process, said)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                raise


def _address(process: subprocess.Popen[str], said: IO[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if line.startswith("Källa: "):
            return line.removeprefix("Källa: ").strip()
    said.seek(0)
    raise AssertionError(f"The chat did not start:\n{said.read()}")
