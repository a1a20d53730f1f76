"""Spoil files and read them: `python -m tests.benchmarks.fuzz --minutes 20 --keep FOLDER`.

Files of every kind are changed at random, also within the parts of archives, office documents and
PDF, and read the way `kalla add` reads them: in the process with limits, then cut into paragraphs.
A file that is refused in a sentence is as good as one that is read. What is not: a parser that
takes its process down, one that does not end, one that takes more memory than it may, and an
exception here. Such files are kept, and the exit status is 1. Parsers that stumble over an
exception of their own, which is caught and said, are counted apart, a file of each kept.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from index import reading_process
from index.documents import DocumentError, read_documents
from index.paragraphs import split_documents
from index.reading_worker import MOST_MEMORY_BYTES
from tests.layouts import LAYOUTS
from tests.made_collection import write_collection

Change = Callable[[bytes, Random], bytes]
# What parsers are known to stumble over, for all kinds.
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"&#0;", b"&#x110000;", b"&amp;" * 50,
    b"<![CDATA[", b"]]>", b"<!--", b"<table><tr><td>", b"</table>", b"<div>" * 400,
    b"<ul><li>" * 90, b"<a href='#'>", b"<h1>", b"<svg>", b"<html lang=", b"<?xml",
    b"<!DOCTYPE html [<!ENTITY a 'b'>]>",
    b"\n---\n", b"- - - - -", b"| a | b |\n|---|---|\n", b"```", b"[x]: <", b"> " * 80, b"# " * 60,
    b'"', b";" * 500, b"\r", b"\r\n\r\n", b"\x1b[2J", b"99999999999999999999", b"-1", b"1e400",
    b"<< /Type /Page >>", b"[0 0 1e9 1e9]", b"/Kids [2 0 R]", b"2 0 R", b"endobj", b"(((((", b"BT",
    b'r="A1048577"', b'r="XFE1"', b"<w:tbl>", b"<v>1E999</v>", b'w:val="99999999"',
    "å".encode() * 99,
)  # fmt: skip
_STREAM = re.compile(rb"(?<=stream\n).*?(?=\nendstream)", re.S)
_STUMBLED = re.compile(r"its reader broke down \((\w+): ")


@dataclass
class Seen:
    """What came of the files so far."""

    cases: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    most_bytes: int = 0

    @property
    def bad(self) -> int:
        """How many files did what none may."""
        return sum(self.outcomes[one] for one in ("crash", "hang", "memory", "exception"))


def main() -> None:
    """Spoil and read for as long as was asked for, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=0, help="the same files again (default 0)")
    parser.add_argument("--hang-s", type=float, default=60, help="seconds that one file may take")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-kept"), help="folder for bad files")
    options = parser.parse_args()
    reading_process._shared.most_s = options.hang_s
    seen, random = Seen(), Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        seeds = _seeds(Path(folder))
        until = time.monotonic() + 60 * options.minutes
        while time.monotonic() < until:
            name, data = random.choice(seeds)
            _try(
                Path(folder) / f"case{Path(name).suffix}", spoiled(data, random), seen, options.keep
            )
    _print(seen)
    sys.exit(1 if seen.bad else 0)


def _seeds(folder: Path) -> list[tuple[str, bytes]]:
    write_collection(folder)
    files = [*folder.iterdir(), *LAYOUTS.glob("*.html")]
    return sorted((one.name, one.read_bytes()) for one in files)


def spoiled(data: bytes, random: Random) -> bytes:
    """Return a file with some changes; half of those to packed files are made within a part."""
    change: Change = _flat
    if random.random() < 0.6:
        change = {b"PK": _in_archive, b"%P": _in_stream}.get(data[:2], _flat)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        data = change(data, random)
    return data


def _flat(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    to = min(len(data), at + random.choice((1, 2, 8, 64, 1000)))
    return random.choice(
        (
            lambda: data[:at] + bytes([random.randrange(256)]) + data[at + 1 :],
            lambda: data[:at] + data[to:],
            lambda: data[:at] + data[at:to] * random.choice((2, 3, 200)) + data[to:],
            lambda: data[:at] + random.choice(_TOKENS) + data[at:],
            lambda: data[:at] + random.choice(_TOKENS) + data[to:],
            lambda: data[:at],
            lambda: data[:at] + random.randbytes(to - at) + data[to:],
        )
    )()


def _in_archive(data: bytes, random: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(one, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return _flat(data, random)
    chosen = random.randrange(len(parts)) if parts else -1
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (info, content) in enumerate(parts):
            archive.writestr(info.filename, _flat(content, random) if at == chosen else content)
    return out.getvalue()


def _in_stream(data: bytes, random: Random) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return _flat(data, random)
    found = random.choice(streams)
    try:
        content = zlib.compress(_flat(zlib.decompress(found[0]), random))
    except zlib.error:
        return _flat(data, random)
    return data[: found.start()] + content + data[found.end() :]


def _try(file: Path, data: bytes, seen: Seen, keep: Path) -> None:
    file.write_bytes(data)
    kind = file.suffix
    began = time.monotonic()
    outcome, why = _outcome(file)
    took = time.monotonic() - began
    seen.cases[kind] += 1
    peak = _peak_bytes()
    if peak > MOST_MEMORY_BYTES:
        outcome, why = "memory", f"{peak:,} bytes"
    seen.most_bytes = max(seen.most_bytes, peak)
    first = outcome not in seen.outcomes
    seen.outcomes[outcome] += 1
    if took > seen.slowest[0]:
        seen.slowest = (took, f"{kind}, {len(data):,} bytes, {outcome}")
    if outcome in {"crash", "hang", "memory", "exception"} or (
        first and outcome not in {"read", "refused"}
    ):
        keep.mkdir(parents=True, exist_ok=True)
        kept = keep / f"{outcome.split(' ')[0]}-{hashlib.sha256(data).hexdigest()[:10]}{kind}"
        kept.write_bytes(data)
        print(f"{outcome}: {kept}: {why}", flush=True)


def _outcome(file: Path) -> tuple[str, str]:
    """Read one file; say what came of it, and why."""
    try:
        documents, refused = read_documents([file])
        paragraphs, removed = split_documents(documents)
        texts = {one.id: one.text for one in documents}
        for one in (*paragraphs, *removed):
            assert texts[one.document_id][one.start : one.end] == one.text
        reasons = " ".join(one.reason for one in refused)
        return _named(reasons) if reasons else ("read", "")
    except DocumentError as error:
        return _named(str(error))
    except Exception:
        return "exception", traceback.format_exc()


def _named(reason: str) -> tuple[str, str]:
    stumbled = _STUMBLED.search(reason)
    if stumbled:
        return f"stumbled ({stumbled[1]})", reason
    if "its reader broke down" in reason:
        return "crash", reason
    if "it took longer than" in reason:
        return "hang", reason
    return ("out of memory", reason) if "needs more memory" in reason else ("refused", reason)


def _peak_bytes() -> int:
    """Return the most addresses that the reading process has had, 0 when it has ended."""
    process = reading_process._shared._process
    if process is None:
        return 0
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmPeak:\s*(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def _print(seen: Seen) -> None:
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(seen.cases.items()))
    print(f"{sum(seen.cases.values()):,} files: {kinds}")
    print("; ".join(f"{outcome} {count:,}" for outcome, count in sorted(seen.outcomes.items())))
    print(f"slowest {seen.slowest[0]:.1f} s ({seen.slowest[1]})")
    print(f"most memory {seen.most_bytes / 1e6:,.0f} MB of {MOST_MEMORY_BYTES / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
