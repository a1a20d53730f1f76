"""A library survives being killed, and notices being damaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import manifest, publish, records, store
from index.documents import Document
from index.paragraphs import Paragraph, Removed
from index.publish import publish as publish_library
from index.store import (
    DamagedLibraryError,
    Library,
    LibraryError,
    MissingLibraryError,
    StaleLibraryError,
    open_library,
)
from tests.fakes import (
    TEXTS,
    FakeEncoder,
    a_document,
    lexical_index,
    paragraphs_of,
    publish_small,
    vector,
)

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "CURRENT", "manifest.json", "documents.sqlite", "vectors.faiss", "lexical.json",
    "lexical-starts.npy", "lexical-rows.npy", "lexical-counts.npy", "lexical-weights.npy",
    "lexical-idf.npy",
)  # fmt: skip
MENDS = r"(Rebuild it|Build it|[Rr]ebuild the library): kalla build PATH\.\.\. --library "


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    publish_small(path)
    return path


def generation(library: Path) -> Path:
    return library / (library / "CURRENT").read_text().strip()


def file_of(library: Path, name: str) -> Path:
    return library / name if name == "CURRENT" else generation(library) / name


def reseal(library: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest as another version might have written it, with a right checksum."""
    folder = generation(library)
    stated = json.loads((folder / "manifest.json").read_text())
    change(stated)
    content = json.dumps(stated).encode()
    (folder / "manifest.json").write_bytes(content)
    name = f"{folder.name.rpartition('-')[0]}-{manifest._short_sha256(content)}"
    folder.rename(library / name)
    (library / "CURRENT").write_text(f"{name}\n")


# What was published is what is opened.


def test_an_opened_library_holds_what_was_published(library: Path) -> None:
    opened = open_library(library)
    assert list(opened.documents) == ["sida"]
    assert [p.text for p in opened.paragraphs] == list(TEXTS)
    assert [(r.text, r.reason) for r in opened.removed] == [("Skriv ut", "phrase")]
    assert opened.manifest.counts == {"documents": 1, "paragraphs": 4, "removed": 1}
    assert opened.manifest.encoder == {"name": "fake", "normalisation": "unit"}
    np.testing.assert_array_equal(opened.vectors(), [vector(text) for text in TEXTS])


def test_a_published_library_is_its_files_a_pointer_and_a_lock(library: Path) -> None:
    names = {str(p.relative_to(library)) for p in library.rglob("*") if p.is_file()}
    inside = {f"{generation(library).name}/{name}" for name in FILES[1:]}
    assert names == inside | {"CURRENT", ".lock"}


# Lone surrogates, which UTF-8 cannot hold, are too rare among all characters to be met.
ANY_TEXT = st.one_of(st.text(max_size=40), st.text("a\0\ud800\udcff\n", max_size=5))


@given(texts=st.lists(ANY_TEXT, max_size=4), field=ANY_TEXT, notes=st.lists(ANY_TEXT, max_size=2))
@settings(max_examples=60, deadline=None)
def test_any_text_survives_the_disk(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], field: str, notes: list[str]
) -> None:
    documents = [
        Document(
            id=f"{number}{field}", title=field, publisher=field, language=field, date=field,
            url=field, text=text, kind=field, origin=field, based_on=field, notes=tuple(notes),
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip
    paragraphs = [Paragraph(f"{d.id}#1", d.id, 0, len(d.text), d.text, field) for d in documents]
    removed = [Removed(d.id, 1, 3, d.text[1:3], field) for d in documents]
    path = tmp_path_factory.mktemp("records") / "documents.sqlite"
    written = records.Records(documents, paragraphs, removed)
    records.write_records(path, written)
    assert records.read_records(path) == written


@given(counts=st.lists(st.integers(1, 5), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_every_opened_paragraph_is_a_slice_of_its_document(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int]
) -> None:
    documents = [
        a_document(" ".join(TEXTS[:count]), id=f"d{number}") for number, count in enumerate(counts)
    ]
    paragraphs = [
        p for d, n in zip(documents, counts, strict=True) for p in paragraphs_of(d, TEXTS[:n])
    ]
    path = tmp_path_factory.mktemp("slices")
    vectors = FakeEncoder().encode_documents([p.text for p in paragraphs])
    lexical = lexical_index([p.text for p in paragraphs])
    publish_library(path, documents, paragraphs, [], vectors, lexical, {"name": "fake"})
    opened = open_library(path)
    for p in opened.paragraphs:
        assert p.text == opened.documents[p.document_id].text[p.start : p.end]
    best = opened.search(vectors, top_k=1).rows[:, 0]
    assert [opened.paragraphs[row].text for row in best] == [p.text for p in paragraphs]


# Search.


def test_search_gives_the_nearest_first(library: Path) -> None:
    found = open_library(library).search(np.stack([vector("jour"), vector("x")]), top_k=2)
    assert found.rows[0][0] == 1  # "En budget och en jour.": 1/√2
    assert found.scores[0].tolist() == pytest.approx([0.5**0.5, 0.0])
    assert found.rows[1][0] == 3
    assert found.rows.shape == found.scores.shape == (2, 2)


def test_search_gives_all_rows_and_none_twice_when_fewer_exist(library: Path) -> None:
    found = open_library(library).search(vector("budget")[None], top_k=50)
    assert sorted(found.rows[0].tolist()) == [0, 1, 2, 3]


@pytest.mark.parametrize("top_k", [0, -1])
def test_search_refuses_to_find_nothing(library: Path, top_k: int) -> None:
    with pytest.raises(ValueError, match=f"top_k is {top_k}; ask for at least 1"):
        open_library(library).search(vector("budget")[None], top_k=top_k)


def test_search_refuses_vectors_of_another_width(library: Path) -> None:
    with pytest.raises(StaleLibraryError, match=rf"has 7 dimensions .* holds 4: .*{MENDS}"):
        open_library(library).search(np.ones((1, 7), np.float32), top_k=1)


def test_search_refuses_a_single_vector(library: Path) -> None:
    with pytest.raises(ValueError, match=r"shape \(q, d\), got shape \(4,\)"):
        open_library(library).search(vector("budget"), top_k=1)


def test_search_refuses_what_is_not_a_number(library: Path) -> None:
    with pytest.raises(ValueError, match="values that are not numbers"):
        open_library(library).search(np.full((1, 4), np.nan, np.float32), top_k=1)


def test_search_takes_any_memory_layout(library: Path) -> None:
    wide = np.asfortranarray(np.stack([vector("jour"), vector("budget")]).astype(np.float64))
    assert open_library(library).search(wide[::-1], top_k=1).rows.tolist() == [[0], [1]]


def test_search_refuses_an_empty_library(tmp_path: Path) -> None:
    vectors = np.empty((0, 4), np.float32)
    publish_library(tmp_path, [a_document()], [], [], vectors, lexical_index([]), {})
    opened = open_library(tmp_path)
    assert opened.vectors().shape == (0, 4)
    with pytest.raises(ValueError, match="holds no paragraphs"):
        opened.search(vector("budget")[None], top_k=1)


def test_search_from_many_threads(library: Path) -> None:
    opened = open_library(library)

    def best(word: str) -> int:
        return int(opened.search(vector(word)[None], top_k=1).rows[0, 0])

    words = ["ranking", "x"] * 200
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(best, words)) == [2, 3] * 200


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


# Publishing.


def test_readers_go_on_when_their_generation_is_removed(library: Path) -> None:
    opened = open_library(library)
    first = generation(library)
    publish_small(library, title="second")
    assert first.is_dir(), "the previous generation stays"
    publish_small(library, title="third")
    assert not first.exists()
    assert opened.documents["sida"].title == "En sida"
    assert opened.search(vector("ranking")[None], top_k=1).rows.tolist() == [[2]]
    assert len(list(library.glob("generation-*"))) == 2


def test_who_opens_while_two_are_published_gets_the_newest(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify_files = store.verify_files
    titles = ["second", "third"]

    def publish_first(*arguments: Any, **options: Any) -> None:
        monkeypatch.setattr(store, "verify_files", verify_files)
        for title in titles:
            publish_small(library, title=title)
        verify_files(*arguments, **options)

    monkeypatch.setattr(store, "verify_files", publish_first)
    assert open_library(library).documents["sida"].title == "third"


def test_killed_at_any_moment_the_old_or_the_new_library_is_left(in_memory: Path) -> None:
    publish_small(in_memory / "old", title="old")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "killed_publisher.py"), str(in_memory), "3"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    titles = json.loads(done.stdout)
    assert len(titles) > 15
    first_new = titles.index("new")
    assert titles == ["old"] * first_new + ["new"] * (len(titles) - first_new)
    assert first_new > 10


def test_publishers_wait_for_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: publish_small(tmp_path, title=str(n)), range(8)))
    assert open_library(tmp_path).documents["sida"].title in set("01234567")
    assert len(list(tmp_path.glob("generation-*"))) == 2


def test_a_full_disk_leaves_the_old_library(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish, "_sync", full)
    with pytest.raises(LibraryError, match=r"No space left on device.*what was there before stays"):
        publish_small(library, title="new")
    monkeypatch.undo()
    assert open_library(library).documents["sida"].title == "En sida"
    assert not list(library.glob(".building-*"))


def test_what_does_not_open_is_not_published(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_records = publish.write_records

    def lose_the_last(path: Path, written: records.Records) -> None:
        write_records(path, records.Records(written.documents, written.paragraphs[:-1], []))

    monkeypatch.setattr(publish, "write_records", lose_the_last)
    with pytest.raises(DamagedLibraryError, match="4 vectors of width 4 for 3 paragraphs"):
        publish_small(library, title="new")
    assert open_library(library).documents["sida"].title == "En sida"


def misfits() -> list[tuple[str, dict[str, Any]]]:
    document = a_document()
    good = paragraphs_of(document)
    elsewhere = Paragraph("sida#9", "sida", 1, 3, "xx", "")
    three = np.ones((3, 4), np.float32)
    return [
        ("Two documents .* same id", {"documents": [document, document]}),
        ("Two paragraphs .* same id", {"paragraphs": [*good[:3], good[0]]}),
        ("is not that slice of the document 'sida'", {"paragraphs": [*good[:3], elsewhere]}),
        ("is not that slice", {"removed": [Removed("absent", 0, 1, "x", "phrase")]}),
        (r"shape \(3, 4\) do not fit 4 paragraphs", {"vectors": three}),
        ("lexical index of 1 does not fit 4", {"lexical": lexical_index(["ett"])}),
        ("hold values that are not numbers", {"vectors": np.full((4, 4), np.inf, np.float32)}),
    ]


@pytest.mark.parametrize(("words", "wrong"), misfits())
def test_parts_that_do_not_fit_are_refused(
    tmp_path: Path, words: str, wrong: dict[str, Any]
) -> None:
    document = a_document()
    parts: dict[str, Any] = {
        "documents": [document],
        "paragraphs": paragraphs_of(document),
        "removed": [],
        "vectors": FakeEncoder().encode_documents(TEXTS),
        "lexical": lexical_index(TEXTS),
        "encoder_fingerprint": {},
    } | wrong
    with pytest.raises(ValueError, match=words):
        publish_library(tmp_path / "library", **parts)
    assert not (tmp_path / "library").exists()


def test_a_library_is_read_only_to_its_readers(library: Path) -> None:
    opened = open_library(library)
    vectors = opened.vectors()
    vectors[:] = 0
    assert isinstance(opened, Library)
    assert opened.search(vector("ranking")[None], top_k=1).scores[0, 0] == pytest.approx(1.0)
