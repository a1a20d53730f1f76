"""A library that is damaged, absent or otherwise made is noticed, and what mends it is said."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import manifest, records
from index.paragraphs import Paragraph, Removed
from index.publish import publish as publish_library
from index.store import (
    DamagedLibraryError,
    LibraryError,
    MissingLibraryError,
    StaleLibraryError,
    open_library,
)
from tests.fakes import TEXTS, FakeEncoder, a_document, lexical_index, paragraphs_of, small_library
from tests.published import FILES, MENDS, file_of, generation, reseal

library = pytest.fixture(small_library)


# Damage.


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_flipped_bit_is_noticed(library: Path, name: str, data: st.DataObject) -> None:
    path = file_of(library, name)
    before = path.read_bytes()
    bit = data.draw(st.integers(0, 8 * len(before) - 1), label="bit")
    after = bytearray(before)
    after[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(after)
    try:
        with pytest.raises(LibraryError, match=MENDS):
            open_library(library)
    finally:
        path.write_bytes(before)
    open_library(library)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.99])
def test_a_truncated_file_is_noticed(library: Path, name: str, kept: float) -> None:
    path = file_of(library, name)
    path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
    with pytest.raises(DamagedLibraryError, match=f"{name}.*{MENDS}"):
        open_library(library)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_noticed(library: Path, name: str) -> None:
    file_of(library, name).unlink()
    with pytest.raises(DamagedLibraryError, match=f"{name}.*{MENDS}"):
        open_library(library)


@pytest.mark.parametrize(
    "pointer", ["", "../..\n", "generation-x\n", "generation-20240101T000000Z-" + 16 * "a" + "\n\n"]
)
def test_a_pointer_to_no_generation_is_noticed(library: Path, pointer: str) -> None:
    (library / "CURRENT").write_text(pointer)
    with pytest.raises(DamagedLibraryError, match=f"names no generation. {MENDS}"):
        open_library(library)


def test_more_vectors_than_paragraphs_are_noticed(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    document = a_document()
    publish_library(other, [document], paragraphs_of(document, TEXTS[:1]), [],
                    FakeEncoder().encode_documents(TEXTS[:1]), lexical_index(TEXTS[:1]),
                    {})  # fmt: skip
    vectors = file_of(library, "vectors.faiss")
    shutil.copy(file_of(other, "vectors.faiss"), vectors)
    record = manifest.record_file(vectors)

    def exchange(stated: dict[str, Any]) -> None:
        stated["files"]["vectors.faiss"] = {
            "size_bytes": record.size_bytes, "sha256": record.sha256,
        }  # fmt: skip

    reseal(library, exchange)
    with pytest.raises(
        DamagedLibraryError, match=f"1 vectors of width 4 for 4 paragraphs.*{MENDS}"
    ):
        open_library(library)


def test_large_files_are_hashed_only_when_asked(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "_HASHED_BYTES", 10)
    path = file_of(library, "vectors.faiss")
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    open_library(library)
    with pytest.raises(DamagedLibraryError, match=r"vectors\.faiss has changed"):
        open_library(library, full=True)


# Absent, or otherwise made.


def test_a_missing_library_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(MissingLibraryError, match=rf"no library in .*absent. {MENDS}.*absent"):
        open_library(tmp_path / "absent")


def test_the_shipped_corpus_has_a_shorter_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(MissingLibraryError, match=r"Build it: kalla build$"):
        open_library(tmp_path / "kalla" / "library")


def test_the_command_can_be_pasted(tmp_path: Path) -> None:
    with pytest.raises(MissingLibraryError, match=r"--library '.*my library'$"):
        open_library(tmp_path / "my library")


def test_a_file_is_not_a_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(
        MissingLibraryError,
        match=r"is a file, and a library is a folder\. Build one: kalla build PATH",
    ):
        open_library(tmp_path / "file")


@pytest.mark.parametrize(("found", "words"), [(3, "newer Källa .*Upgrade"), (1, "older Källa")])
def test_another_format_is_refused(library: Path, found: int, words: str) -> None:
    reseal(library, lambda stated: stated.update(format=found))
    with pytest.raises(StaleLibraryError, match=f"{words}.*{MENDS}"):
        open_library(library)


def test_a_newer_format_may_hold_anything_else(library: Path) -> None:
    (generation(library) / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(StaleLibraryError, match=r"newer Källa \(format 99; this one reads 2\)"):
        open_library(library)


def test_other_cleaning_rules_are_refused(library: Path) -> None:
    reseal(library, lambda stated: stated.update(cleaning="0"))
    with pytest.raises(StaleLibraryError, match=f"other cleaning rules .version 0.*{MENDS}"):
        open_library(library)


def test_other_fields_are_refused(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_tables() -> dict[str, type]:
        return {"documents": Removed, "paragraphs": Paragraph, "removed": Removed}

    monkeypatch.setattr(records, "_tables", other_tables)
    with pytest.raises(StaleLibraryError, match=f"another version of Källa.*fields.*{MENDS}"):
        open_library(library)


def test_another_encoder_is_refused_with_the_difference(library: Path) -> None:
    opened = open_library(library)
    opened.check_encoder({"name": "fake", "normalisation": "unit"})
    with pytest.raises(StaleLibraryError, match=f"name was 'fake', is 'other'.*{MENDS}"):
        opened.check_encoder({"name": "other", "normalisation": "unit"})
    with pytest.raises(StaleLibraryError, match="normalisation was 'unit', is 'not stated'"):
        opened.check_encoder({"name": "fake"})
