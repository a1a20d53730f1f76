"""Files that take too long, too much memory or their reader with them harm no other."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from index.documents import DocumentError, read_documents
from index.reading_process import ReadingProcess


def test_a_million_nested_tags_do_no_harm(file, tmp_path: Path) -> None:
    file("djup.html", b"<div>" * 1_000_000 + b"Djup text." + b"</div>" * 1_000_000)
    file("bra.html", "<html><body><p>Bra text här.</p></body></html>")
    documents, _refused = read_documents([tmp_path])
    assert "Bra text här." in {one.text for one in documents}


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read() -> None:
    process = ReadingProcess(most_s=0.05)
    try:
        with pytest.raises(DocumentError, match=r"it took longer than the 0 s that one file may"):
            process.read("html", b"<p>" * 3_000_000)
        process.most_s = 60
        assert process.read("text", b"Bra text.").blocks[0].text == "Bra text."
    finally:
        process.close()


def test_a_reader_that_breaks_down_is_replaced() -> None:
    process = ReadingProcess()
    try:
        assert process.read("text", b"Ett.").blocks[0].text == "Ett."
        assert process._process is not None
        process._process.kill()
        process._process.wait()
        with pytest.raises(DocumentError, match=r"its reader broke down \(SIGKILL\)"):
            process.read("text", b"Ett.")
        assert process.read("text", "Två.".encode()).blocks[0].text == "Två."
    finally:
        process.close()


def test_memory_is_bounded_in_the_other_process() -> None:
    seen = (
        "import resource, index.reading_worker as worker\n"
        "worker.serve = lambda *_: print(resource.getrlimit(resource.RLIMIT_AS)[0])\n"
        "import os; os.dup2 = lambda *_: None; worker.main()"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert 0 < int(done.stdout) <= 2_000_000_000
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != int(done.stdout)


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_read() -> None:
    limited = (
        "import resource, index.reading_worker as worker\n"
        "worker.MOST_MEMORY_BYTES = 150_000_000\n"
        "worker.main()"
    )
    asked = b"".join(
        json.dumps({"kind": "text", "bytes": len(data)}).encode() + b"\n" + data
        for data in (b"Ett ord. " * 4_000_000, b"Bra text.")
    )
    done = subprocess.run([sys.executable, "-c", limited], input=asked, capture_output=True)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"broken": "it needs more memory than one document may"}
    assert second["reading"]["blocks"][0]["text"] == "Bra text."
