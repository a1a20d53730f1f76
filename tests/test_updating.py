"""Documents are added, changed and removed; the library holds what their files say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import changing
from index.build import BuildError
from index.sources import read_sources
from index.store import current_generation, open_library
from index.updating import Options, add, remove, update
from tests.fakes import write
from tests.grown_library import PAGE, assert_as_if_built, grown_library, three_pages
from tests.made_documents import a_zip

pytestmark = pytest.mark.usefixtures("encoded")
pages = pytest.fixture(three_pages)
library = pytest.fixture(grown_library)


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
