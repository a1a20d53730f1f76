"""A library that three pages were added to, and what it must equal however it was changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.build import build_library
from index.store import Library, open_library
from index.updating import add
from tests.fakes import write

PAGE = "# {title}\n\nKommunen har en jour som är öppen hela dygnet för {title}.\n"


def three_pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    for name in ("ett", "två", "tre"):
        write(folder / f"{name}.md", PAGE.format(title=f"sida {name}"))
    return folder


def grown_library(pages: Path, tmp_path: Path) -> Path:
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
