"""The process in which files are parsed: one file after the other, within its limits.

In: on standard input, for each file a line of JSON (its kind, its count of bytes) and its bytes.
Out: on standard output, for each a line of JSON: the `Reading`, or why there is none. It does not
know the file's name, and has no reason to open any file.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from index.archive import refuse_bad_office
from index.decoding import decode, tidy
from index.reading import DocumentError, Reading

# pdfium, lxml and trafilatura take some 400 MB of addresses when they are loaded.
MOST_MEMORY_BYTES = 1_600_000_000
_DEEPEST = 3_000


def read(kind: str, data: bytes) -> Reading:
    """Read one file of a known kind.

    Args:
        kind: a value of `index.kinds.KINDS`, except "zip".
        data: the whole file.

    Raises:
        DocumentError: it cannot be read as that.
    """
    if kind == "pdf":
        from index.pdf import read_pdf

        return read_pdf(data)
    if kind in {"docx", "xlsx"}:
        return _read_office(kind, data)
    text, note = decode(data)
    reading = _read_text(kind, tidy(text))
    notes = (*reading.notes, *([note] if note else []))
    return Reading(reading.blocks, reading.fields, notes)


def _read_office(kind: str, data: bytes) -> Reading:
    refuse_bad_office(data)
    if kind == "docx":
        from index.word import read_docx

        return read_docx(data)
    from index.sheets import read_xlsx

    return read_xlsx(data)


def _read_text(kind: str, text: str) -> Reading:
    if kind == "html":
        from index.html import read_html

        return read_html(text)
    if kind == "markdown":
        from index.markdown import read_markdown

        return read_markdown(text)
    if kind == "csv":
        from index.sheets import read_csv

        return read_csv(text)
    from index.plain import read_plain

    return read_plain(text)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Read files until there are no more."""
    while line := requests.readline():
        asked = json.loads(line)
        answer = json.dumps(_answer(asked["kind"], requests.read(asked["bytes"])))
        replies.write(answer.encode("ascii") + b"\n")
        replies.flush()


def _answer(kind: str, data: bytes) -> Mapping[str, Any]:
    try:
        return {"reading": asdict(read(kind, data))}
    except DocumentError as error:
        return {"refusal": str(error)}
    except MemoryError:
        return {"broken": "it needs more memory than one document may"}
    except RecursionError:
        return {"broken": "its parts are nested too deeply"}
    except Exception as error:
        # Whatever a foreign parser stumbles over concerns this one file.
        return {"broken": f"its reader broke down ({type(error).__name__}: {error})"[:300]}


def main() -> None:
    """Set the limits and serve standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Nothing that is read can make it write to the disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.setrecursionlimit(_DEEPEST)
    # What a parser prints must not come between the replies.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
