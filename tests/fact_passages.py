"""Passages with the facts that they state, and how well a reading of them agrees.

In: a file of passages, a JSON object a line: style, title, date, text (or html, the body of a page)
and facts, each as who, the measure's words, value, unit and year. Out: how many facts were read,
right and stated, and a line for each that is wrong or missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.documents import Document, document_of
from index.facts import Fact, facts_of
from index.files import File
from index.paragraphs import split_documents
from tests.fakes import a_document

DATA = Path(__file__).parent / "data"
# Words for a place near an end stand beside a rank, and are neither demanded nor wrong there.
_BESIDE = {"top", "bottom", "half"}


@dataclass(frozen=True, slots=True)
class Score:
    """Facts that were read, that are right, that the passages state, and that were found."""

    read: int
    right: int
    stated: int
    found: int
    lines: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Percent of the facts read that are right."""
        return 100 * self.right / self.read if self.read else 100.0

    @property
    def recall(self) -> float:
        """Percent of the facts stated that were found, year and all."""
        return 100 * self.found / self.stated if self.stated else 100.0


def score(name: str, *, of: Callable[[str], bool] = lambda measure: True) -> Score:
    """Read the passages of a file and compare what was read with what they state.

    Args:
        name: the file, beside the other data of the tests.
        of: which measures count, such as the ranks alone.
    """
    read = right = stated = found = 0
    lines: list[str] = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        document = _document(passage)
        facts = [f for f in _facts(document) if of(f.measure)]
        gold = [g for g in passage["facts"] if of(g[1])]
        names = {g[0] for g in gold}
        facts = [f for f in facts if not (f.measure in _BESIDE and not _is_stated(f, gold)
                                          and f.who in names)]  # fmt: skip
        wrong = [f for f in facts if not _is_stated(f, gold)]
        missing = [g for g in gold if not any(_says(f, g) and f.year == g[4] for f in facts)]
        read, right = read + len(facts), right + len(facts) - len(wrong)
        stated, found = stated + len(gold), found + len(gold) - len(missing)
        lines += [f"wrong: {_shown(f)}: {document.text}" for f in wrong]
        lines += [f"missing: {g}: {document.text}" for g in missing]
    return Score(read, right, stated, found, tuple(lines))


def _document(passage: Mapping[str, str]) -> Document:
    """Return the document of a passage; HTML goes through the reader of pages."""
    stated = {"title": passage["title"], "date": passage["date"]}
    if "html" not in passage:
        return a_document(passage["text"], **stated)
    page = document_of(File("sida.html", "sida.html", passage["html"].encode()))
    return replace(page, id="sida", **stated)


def _facts(document: Document) -> Sequence[Fact]:
    paragraphs, _ = split_documents([document])
    facts, _ = facts_of([document], paragraphs)
    return facts


def _is_stated(fact: Fact, gold: Sequence[Sequence[object]]) -> bool:
    """Say whether a passage states a fact; its year may be left unsaid."""
    return any(_says(fact, g) and fact.year in ("", g[4]) for g in gold)


def _says(fact: Fact, gold: Sequence[object]) -> bool:
    who, measure, value, unit, _ = gold
    said = set(fact.measure.casefold().split())
    words = str(measure).split()
    same = fact.measure == measure or all(any(w in s for s in said) for w in words)
    return (fact.who, fact.value, fact.unit) == (who, value, unit) and same


def _shown(fact: Fact) -> str:
    return f"{fact.who}, {fact.measure}, {fact.value:g} {fact.unit}, {fact.year} ({fact.scope})"
