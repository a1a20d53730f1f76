"""What was published is what is opened and searched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import records
from index.documents import Document
from index.paragraphs import Paragraph, Removed
from index.publish import publish as publish_library
from index.store import StaleLibraryError, open_library
from tests.fakes import (
    TEXTS,
    FakeEncoder,
    a_document,
    lexical_index,
    paragraphs_of,
    small_library,
    vector,
)
from tests.published import FILES, MENDS, generation

library = pytest.fixture(small_library)


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
