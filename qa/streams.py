"""Standard input, output and error of the command line, and its progress bar.

In: text and numbers. Out: UTF-8, whatever the machine's language settings say. This file knows
nothing of questions, answers or libraries.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from tqdm import tqdm


def use_utf8() -> None:
    """Read and write UTF-8 also where the locale is C; what is not UTF-8 becomes a mark."""
    for stream, encoding in (
        (sys.stdin, "utf-8-sig"),
        (sys.stdout, "utf-8"),
        (sys.stderr, "utf-8"),
    ):
        # Tests and embedding programs may put other objects there.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="replace")


def write(text: str) -> None:
    """Write to standard output at once: whoever pipes questions in waits for each answer."""
    sys.stdout.write(text)
    sys.stdout.flush()


def tell(line: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def input_lines() -> Iterator[str]:
    """Yield each line of standard input without its end."""
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def argument_text(argument: str) -> str:
    """Return an argument as text; bytes that are not UTF-8 become a mark."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def shows_bold(stream: TextIO) -> bool:
    """Whether a terminal reads what is written, and its owner wants it set off."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not is_plain


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told (how many more are done, of how many), and draws a bar of it.

    Nothing is drawn before its first call, and a line instead of a bar where no terminal is.
    """
    drawn: list[tqdm[Any]] = []

    def advance(more: int, total: int) -> None:
        if not drawn:
            drawn.append(_start_bar(title, total))
        drawn[0].update(more)

    try:
        yield advance
    finally:
        for bar in drawn:
            bar.close()


def _start_bar(title: str, total: int) -> tqdm[Any]:
    from tqdm import tqdm

    if not sys.stderr.isatty():
        tell(f"{title}: {total:,} paragraphs to encode")
    return tqdm(total=total, desc=title, unit=" paragraphs", disable=None, file=sys.stderr)
