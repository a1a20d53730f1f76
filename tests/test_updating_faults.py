"""Runs that are interrupted, that meet each other or a chat, or that a library does not allow."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index import reuse
from index.build import BuildError
from index.manifest import LibraryError
from index.store import open_library
from index.updating import Options, add, update
from index.writing_lock import writing
from tests.fakes import FakeEncoder, publish_small, write
from tests.grown_library import PAGE, assert_as_if_built, grown_library, three_pages
from tests.serving import ROOT

pytestmark = pytest.mark.usefixtures("encoded")
pages = pytest.fixture(three_pages)
library = pytest.fixture(grown_library)


# --- interrupted and side by side -------------------------------------------------------------


def test_an_interrupted_run_is_gone_on_with(
    pages: Path, tmp_path: Path, encoded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse, "_SLAB", 1)
    library = tmp_path / "library"
    done: list[int] = []

    def interrupt(more: int, _total: int) -> None:
        done.append(more)
        if sum(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add([pages], library, Options(progress=interrupt))
    assert not (library / "CURRENT").exists()
    assert len(encoded) == 2
    encoded.clear()
    add([pages], library)
    assert len(encoded) == 2  # the one that was being encoded, and the one that was not yet
    assert not (library / ".encoded").exists()
    assert_as_if_built(library, [pages], tmp_path / "fresh")


def test_what_an_unfinished_run_left_broken_is_passed_over(library: Path, tmp_path: Path) -> None:
    write(library / ".encoded" / "000000-x.npz", "PK no archive")
    extra = write(tmp_path / "fyra.md", PAGE.format(title="fyra"))
    assert add([extra], library).encoded == 1


def test_a_second_writer_is_told_who_writes_and_waits(library: Path, pages: Path) -> None:
    write(pages / "fyra.md", PAGE.format(title="fyra"))
    told: list[str] = []
    waits = threading.Event()

    def waiting(line: str) -> None:
        told.append(line)
        waits.set()

    second = threading.Thread(target=update, args=(library, Options(waiting=waiting)))
    with writing(library):
        second.start()
        assert waits.wait(30)
        assert "fyra" not in open_library(library).documents
    second.join(30)
    assert "fyra" in open_library(library).documents
    assert told == [told[0]]
    assert f"Waiting for process {os.getpid()} (" in told[0]


def test_a_dead_writers_lock_is_taken_over(library: Path) -> None:
    dies = (
        "import os, signal, sys; from pathlib import Path; from index.writing_lock import writing\n"
        "with writing(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", dies, str(library)], cwd=ROOT, check=False)
    told: list[str] = []
    update(library, Options(waiting=told.append))
    assert told == []


# --- what a library must be for it ------------------------------------------------------------


def test_a_library_of_before_says_how_to_go_on(tmp_path: Path) -> None:
    publish_small(tmp_path / "old")
    with pytest.raises(BuildError, match=r"does not say what it was made from. Build it anew"):
        update(tmp_path / "old")


def test_the_shipped_corpus_is_not_added_to(tmp_path: Path, pages: Path) -> None:
    publish_small(tmp_path / "old", corpus_sha256="x")
    with pytest.raises(BuildError, match=r"holds the shipped corpus.*kalla add PATH"):
        add([pages], tmp_path / "old")


def test_there_has_to_be_a_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"There is no library in .*kalla add PATH"):
        update(tmp_path / "none")


# --- a chat that is running -------------------------------------------------------------------


def test_a_running_assistant_goes_on_with_what_was_added(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qa import assistant as module

    monkeypatch.setattr(module, "load_encoder", lambda _name="": FakeEncoder("bundled"))
    monkeypatch.setattr(module, "load_reader", lambda: None)
    assistant = module.Assistant(open_library(library))
    assert not assistant.refresh()
    add([write(tmp_path / "fyra.md", PAGE.format(title="sida fyra"))], library)
    assert "fyra" not in assistant.library.documents
    assert assistant.refresh()
    assert "fyra" in assistant.library.documents
    # What cannot be opened leaves the one that is open.
    (library / "CURRENT").write_text("generation-x\n")
    assert not assistant.refresh()
    assert "fyra" in assistant.library.documents
