"""Documents are added, changed and removed; the library is what a fresh build would give."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import changing, reuse, snapshots
from index.build import BuildError, build_library
from index.manifest import LibraryError
from index.sources import read_sources
from index.store import Library, current_generation, open_library
from index.updating import Options, add, remove, update
from index.writing_lock import writing
from qa import cli
from tests.fakes import FakeEncoder, publish_small, write
from tests.made_documents import a_zip
from tests.serving import ROOT

pytestmark = pytest.mark.usefixtures("encoded")
PAGE = "# {title}\n\nKommunen har en jour som är öppen hela dygnet för {title}.\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    for name in ("ett", "två", "tre"):
        write(folder / f"{name}.md", PAGE.format(title=f"sida {name}"))
    return folder


@pytest.fixture
def library(pages: Path, tmp_path: Path) -> Path:
    add([pages], tmp_path / "library")
    return tmp_path / "library"


def contents(library: Library) -> tuple[Any, ...]:
    """Everything that can be found in a library."""
    return (
        library.documents, library.paragraphs, library.removed, library.lexical.vocabulary,
        library.lexical.rows.tolist(), library.lexical.counts.tolist(),
        library.lexical.weights.tolist(), library.vectors().tolist(),
        library.facts, library.rejected_facts,
    )  # fmt: skip


def assert_as_if_built(library: Path, paths: list[Path], fresh: Path) -> None:
    build_library(paths, fresh)
    assert contents(open_library(library)) == contents(open_library(fresh))


# --- add --------------------------------------------------------------------------------------


def test_a_library_is_made_by_adding_to_it(pages: Path, tmp_path: Path) -> None:
    change = add([pages], tmp_path / "library")
    assert [Path(one).name for one in change.found.added] == ["ett.md", "tre.md", "två.md"]
    assert sorted(open_library(tmp_path / "library").documents) == ["ett", "tre", "två"]


def test_only_what_is_new_is_encoded(library: Path, tmp_path: Path, encoded: list[str]) -> None:
    encoded.clear()
    extra = write(tmp_path / "fyra.md", PAGE.format(title="sida fyra"))
    change = add([extra], library)
    assert len(encoded) == change.encoded == 1
    assert "sida fyra" in encoded[0]
    assert (change.paragraphs, change.found.unchanged) == (4, 3)
    assert_as_if_built(library, [tmp_path / "pages", extra], tmp_path / "fresh")


def test_adding_what_is_there_changes_nothing(library: Path, pages: Path) -> None:
    before = current_generation(library)
    change = add([pages / "ett.md"], library)
    assert not change.is_made
    assert current_generation(library) == before


def test_adding_a_path_that_is_not_there_is_refused_before_any_work(library: Path) -> None:
    before = current_generation(library)
    with pytest.raises(BuildError, match=r"no file or folder borta\.md. Check the spelling"):
        add(["borta.md"], library)
    assert current_generation(library) == before


def test_a_new_document_of_the_same_name_renames_both_as_a_build_would(
    library: Path, pages: Path, tmp_path: Path
) -> None:
    other = write(tmp_path / "andra" / "ett.md", PAGE.format(title="en annan"))
    add([other], library)
    assert {"pages/ett", "andra/ett"} <= set(open_library(library).documents)
    assert_as_if_built(library, [pages, other], tmp_path / "fresh")


def test_the_members_of_an_archive_are_documents(library: Path, tmp_path: Path) -> None:
    archive = tmp_path / "arkiv.zip"
    archive.write_bytes(a_zip({"a.md": b"# A\n\nTexten i a.", "b.md": b"# B\n\nTexten i b."}))
    add([archive], library)
    assert {"a", "b"} <= set(open_library(library).documents)
    archive.write_bytes(a_zip({"a.md": b"# A\n\nTexten i a."}))
    assert [Path(one).name for one in update(library).found.removed] == ["b.md"]


def test_a_dry_run_says_it_and_does_nothing(library: Path, pages: Path, tmp_path: Path) -> None:
    before = sorted(str(path) for path in library.rglob("*"))
    write(pages / "ett.md", PAGE.format(title="annat"))
    (pages / "två.md").unlink()
    extra = write(tmp_path / "fyra.md", PAGE.format(title="sida fyra"))
    assert [Path(o).name for o in add([extra], library, Options(dry_run=True)).found.added] == [
        "fyra.md"
    ]
    found = update(library, Options(dry_run=True)).found
    assert [Path(o).name for o in found.changed] == ["ett.md"]
    assert [Path(o).name for o in found.removed] == ["två.md"]
    assert remove(["tre"], library, Options(dry_run=True)).found.removed
    assert sorted(str(path) for path in library.rglob("*")) == before
    assert not (tmp_path / "ny").exists()
    assert add([extra], tmp_path / "ny", Options(dry_run=True)).found.added
    assert not (tmp_path / "ny").exists()


# --- update -----------------------------------------------------------------------------------


def test_an_update_finds_new_changed_and_gone_files(
    library: Path, pages: Path, tmp_path: Path, encoded: list[str]
) -> None:
    encoded.clear()
    write(pages / "ett.md", PAGE.format(title="sida ett, ändrad"))
    (pages / "två.md").unlink()
    write(pages / "ny" / "fyra.md", PAGE.format(title="sida fyra"))
    found = update(library).found
    names = [[Path(o).name for o in kind] for kind in (found.added, found.changed, found.removed)]
    assert names == [["fyra.md"], ["ett.md"], ["två.md"]]
    assert found.unchanged == 1
    assert len(encoded) == 2
    assert_as_if_built(library, [pages], tmp_path / "fresh")


def test_an_update_without_changes_writes_nothing(library: Path) -> None:
    before = current_generation(library)
    assert not update(library).is_made
    assert current_generation(library) == before


def test_a_folder_that_is_not_there_keeps_its_documents(library: Path, pages: Path) -> None:
    pages.rename(pages.with_name("flyttad"))
    change = update(library)
    assert len(open_library(library).documents) == 3
    assert "no such file or folder; it stays as it was read on" in change.found.refused[0].reason


def test_a_file_that_cannot_be_read_any_more_stays_as_it_was(library: Path, pages: Path) -> None:
    (pages / "ett.md").write_bytes(b"\x00\x01\x02" * 99)
    change = update(library)
    assert "ett" in open_library(library).documents
    assert [Path(one.path).name for one in change.found.refused] == ["ett.md"]
    assert "it stays as it was read on 20" in change.found.refused[0].reason


def test_other_rules_read_everything_anew_from_the_snapshots(
    library: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(pages)
    monkeypatch.setattr(changing, "rules_sha256", lambda: "other")
    read: list[str] = []
    real = changing._read_again
    monkeypatch.setattr(
        changing, "_read_again", lambda where, known: read.append("again") or real(where, known)
    )
    assert update(library).is_made
    assert not update(library).is_made
    assert read == ["again"]
    assert len(open_library(library).documents) == 3


# --- remove -----------------------------------------------------------------------------------


def test_a_removed_document_is_in_no_index_and_stays_away(
    library: Path, pages: Path, tmp_path: Path
) -> None:
    remove(["två"], library)
    opened = open_library(library)
    assert sorted(opened.documents) == ["ett", "tre"]
    assert len(opened.paragraphs) == len(opened.vectors()) == opened.lexical.size == 2
    assert "två" not in opened.lexical.vocabulary
    assert not update(library).is_made
    add([pages / "två.md"], library)
    assert_as_if_built(library, [pages], tmp_path / "fresh")


def test_a_folder_is_removed_by_its_path(library: Path, pages: Path, tmp_path: Path) -> None:
    extra = write(tmp_path / "andra" / "fyra.md", PAGE.format(title="fyra"))
    add([extra], library)
    remove([str(pages)], library)
    assert list(open_library(library).documents) == ["fyra"]
    assert read_sources(current_generation(library)).roots == (str(extra),)


def test_removing_what_is_not_there_or_everything_is_refused(library: Path, pages: Path) -> None:
    with pytest.raises(BuildError, match=r"no document fem in .*kalla list --library"):
        remove(["ett", "fem"], library)
    with pytest.raises(BuildError, match="Nothing would be left"):
        remove([str(pages)], library)
    assert len(open_library(library).documents) == 3


# --- snapshots --------------------------------------------------------------------------------


def test_what_was_read_is_kept_until_no_generation_needs_it(library: Path, pages: Path) -> None:
    old = (pages / "ett.md").read_bytes()
    name = snapshots.keep(library, old)
    for number in range(3):
        assert snapshots.snapshot(library, name) == old if number < 2 else True
        write(pages / "ett.md", PAGE.format(title=f"ändrad {number}"))
        update(library)
    assert snapshots.snapshot(library, name) is None
    for source in read_sources(current_generation(library)).files:
        data = snapshots.snapshot(library, source.sha256)
        assert data == Path(source.key).read_bytes()


def test_a_damaged_snapshot_is_noticed_and_mended_by_an_update(library: Path) -> None:
    sources = read_sources(current_generation(library))
    path = library / "snapshots" / sources.files[0].sha256
    path.write_bytes(b"x" * path.stat().st_size)
    assert list(snapshots.damaged(library, sources)) == [sources.files[0].origin]
    update(library)
    assert list(snapshots.damaged(library, sources)) == []


# --- the same as a fresh build ----------------------------------------------------------------


def test_what_pages_share_is_set_aside_as_it_proves_to_be_furniture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = "Snabbval och genvägar\n\nHitta till oss i stadshuset\n\n"
    for name in ("ett", "två", "tre"):
        write(tmp_path / "p" / f"{name}.md", f"{menu}{PAGE.format(title=f'sida {name}')}")
    library = tmp_path / "library"

    def is_set_aside() -> set[bool]:
        opened = open_library(library)
        return {"Hitta till oss" in part.text for part in opened.removed}

    add([tmp_path / "p" / "ett.md", tmp_path / "p" / "två.md"], library)
    assert is_set_aside() == set()
    add([tmp_path / "p" / "tre.md"], library)
    assert is_set_aside() == {True, False}
    assert_as_if_built(library, [tmp_path / "p"], tmp_path / "fresh-3")
    remove(["ett"], library)
    assert is_set_aside() == set()
    (tmp_path / "p" / "ett.md").unlink()
    assert_as_if_built(library, [tmp_path / "p"], tmp_path / "fresh-2")


def test_only_what_has_changed_is_judged_again(
    library: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    from index import cleaning, paragraphs
    from index.blocks import blocks_of

    real = cleaning._by_words

    def counting(document: Any, blocks: Any) -> Any:
        judged.append(document.id)
        return real(document, blocks)

    split: list[str] = []

    def splitting(document: Any) -> Any:
        split.append(document.id)
        return blocks_of(document)

    monkeypatch.setattr(cleaning, "_by_words", counting)
    monkeypatch.setattr(paragraphs, "blocks_of", splitting)
    write(pages / "ett.md", PAGE.format(title="annat"))
    update(library)
    assert judged == split == ["ett"]


def test_terms_and_facts_are_read_only_out_of_what_has_changed(
    library: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import facts, term_counts

    seen: list[str] = []
    count, read = term_counts._weighed_terms, facts._of_document

    def counting(fields: Any, settings: Any) -> Any:
        seen.append("terms")
        return count(fields, settings)

    def reading(document: Any, paragraphs: Any) -> Any:
        seen.append(document.id)
        return read(document, paragraphs)

    monkeypatch.setattr(term_counts, "_weighed_terms", counting)
    monkeypatch.setattr(facts, "_of_document", reading)
    add(
        [write(tmp_path / "ny.md", "# Ny\n\nUmeå kom på plats 3 i Kvinnofridsbarometern 2023.")],
        library,
    )
    assert seen == ["terms", "ny"]
    assert [(f.who, f.value) for f in open_library(library).facts][-1] == ("Umeå", 3)
    # Which years can be is a matter of when: in another year everything is read again.
    monkeypatch.setattr("index.assembling._this_year", lambda: "2001")
    add([write(tmp_path / "nyare.md", "# Nyare\n\nEn jour.")], library)
    assert seen[2:].count("terms") == len(open_library(library).paragraphs)


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


# --- the command line -------------------------------------------------------------------------


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: object) -> tuple[int, str, str]:
        status = cli.main([str(one) for one in arguments])
        return status, *capsys.readouterr()

    return call


def test_commands_say_what_they_did(run, pages: Path, tmp_path: Path) -> None:
    where = ["--library", tmp_path / "library"]
    status, out, _ = run("add", pages, *where)
    assert status == 0
    assert f"new: {pages / 'ett.md'}\n" in out
    assert "3 documents, 3 paragraphs, 3 of them encoded now" in out
    (pages / "ett.md").unlink()
    status, out, _ = run("update", "--dry-run", *where)
    assert out == (
        f"gone: {pages / 'ett.md'}\n{tmp_path / 'library'}: nothing was changed (--dry-run)\n"
    )
    assert run("update", *where)[0] == 0
    assert "nothing is different" in run("update", *where)[1]
    assert f"gone: {pages / 'tre.md'}" in run("remove", "tre", *where)[1]


def test_refused_files_are_summed_up_and_the_status_says_so(run, pages, tmp_path) -> None:
    (pages / "bild.txt").write_bytes(bytes(range(256)) * 40)
    for command in ("add", "build"):
        status, out, err = run(command, pages, "--library", tmp_path / command)
        assert status == 1
        assert "3 documents" in out
        assert f"Not read: {pages / 'bild.txt'}: it is a binary file" in err
        assert err.endswith("1 file not read; the rest was.\n")


def test_a_library_has_to_be_named(run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    status, _, err = run("add", pages)
    assert status == 2
    assert "kalla add PATH... --library DIR" in err


def test_an_export_holds_everything(run, library: Path, pages: Path, tmp_path: Path) -> None:
    status, out, _ = run("export", tmp_path / "ut", "--library", library)
    assert (status, out) == (
        0, f"Exported 3 documents and 3 files as read to {tmp_path / 'ut'}\n"
    )  # fmt: skip
    lines = (tmp_path / "ut" / "paragraphs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["ett#1", "tre#1", "två#1"]
    for source in read_sources(tmp_path / "ut").files:
        assert (tmp_path / "ut" / "files" / source.sha256).read_bytes() == Path(
            source.key
        ).read_bytes()
    status, _, err = run("export", tmp_path / "ut", "--library", library)
    assert status == 1
    assert "is not an empty folder" in err


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
