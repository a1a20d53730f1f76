"""Only what has changed is read, judged and encoded anew; what was read is kept while needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index import snapshots
from index.sources import read_sources
from index.store import current_generation, open_library
from index.updating import add, remove, update
from tests.fakes import write
from tests.grown_library import PAGE, assert_as_if_built, grown_library, three_pages

pytestmark = pytest.mark.usefixtures("encoded")
pages = pytest.fixture(three_pages)
library = pytest.fixture(grown_library)


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
