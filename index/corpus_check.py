"""The check of the starter corpus: `python -m index.corpus_check`.

In: the corpus' folder; with `--facts` and `--raw` also what the pages were written from. Out: a
line for each fault and exit status 1, or nothing and 0. With `--table`, the README's table of
sources. This file does not know what the single checks look for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.corpus_facts import fact_faults
from index.corpus_pages import Page, load_pages, page_faults, table
from index.corpus_questions import load_questions, question_faults
from index.corpus_text import (
    SpellingUnavailableError,
    copy_faults,
    duplicate_faults,
    read_names,
    spelling_faults,
)
from index.places import SHIPPED_CORPUS


def check_corpus(
    corpus: Path,
    *,
    facts: Path | None = None,
    originals: Path | None = None,
    spelling: bool = True,
) -> list[str]:
    """Check a corpus.

    Args:
        corpus: folder of `pages/`, `questions.jsonl`, `names.txt` and `README.md`.
        facts: folder of `sources.csv` and `ranks.csv`; None leaves these checks out.
        originals: folder of the originals' texts (*.txt); None leaves these checks out.
        spelling: False where there is no hunspell.

    Returns:
        A line for each fault, which begins with the page's or question's id.

    Raises:
        SpellingUnavailableError: there is no hunspell, or it has no Swedish dictionary.
    """
    pages, faults = load_pages(corpus / "pages")
    faults += _text_faults(pages, originals)
    faults += _question_faults(corpus / "questions.jsonl", pages)
    if facts:
        faults += fact_faults(pages, facts)
    if spelling:
        faults += spelling_faults(pages, read_names(corpus / "names.txt"))
    if table(pages) not in (corpus / "README.md").read_text(encoding="utf-8"):
        faults.append("README.md: its table is out of date: python -m index.corpus_check --table")
    return faults


def _text_faults(pages: Sequence[Page], originals: Path | None) -> Iterator[str]:
    for page in pages:
        yield from page_faults(page)
    yield from duplicate_faults(pages)
    if originals:
        texts = {path.name: path.read_text(encoding="utf-8") for path in originals.glob("*.txt")}
        if not texts:
            yield f"{originals}: expected the originals' texts (*.txt), found none"
        yield from copy_faults(pages, texts)


def _question_faults(path: Path, pages: Sequence[Page]) -> Iterator[str]:
    questions, faults = load_questions(path)
    yield from faults
    yield from question_faults(questions, {page.name: page.document.text for page in pages})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check from the command line and return its exit status."""
    options = _options(arguments)
    if options.table:
        sys.stdout.write(table(load_pages(options.corpus / "pages")[0]) + "\n")
        return 0
    try:
        faults = check_corpus(
            options.corpus,
            facts=options.facts,
            originals=options.raw,
            spelling=not options.no_spelling,
        )
    except (OSError, SpellingUnavailableError) as error:
        faults = [str(error)]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m index.corpus_check", description="Check the starter corpus."
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=SHIPPED_CORPUS.parent)
    parser.add_argument("--facts", type=Path, help="folder of sources.csv and ranks.csv")
    parser.add_argument("--raw", type=Path, help="folder of the originals' texts")
    parser.add_argument("--no-spelling", action="store_true", help="where there is no hunspell")
    parser.add_argument("--table", action="store_true", help="print the README's table and stop")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
