"""Publishing survives being killed, waits for others, and takes only parts that fit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import publish, records, store
from index.paragraphs import Paragraph, Removed
from index.publish import publish as publish_library
from index.store import DamagedLibraryError, Library, LibraryError, open_library
from tests.fakes import (
    TEXTS,
    FakeEncoder,
    a_document,
    lexical_index,
    paragraphs_of,
    publish_small,
    small_library,
    vector,
)
from tests.published import generation

ROOT = Path(__file__).resolve().parent.parent
library = pytest.fixture(small_library)


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
