"""Paragraphs become a BM25 index; a question becomes a score for each of them.

In: the fields of every paragraph; later a question. Out: scores by row, the score that a perfect
paragraph would get, and which terms met. The index is a few plain files that are mapped into
memory. This file does not know about documents, vectors, or where a library lies.

Every term's part in every paragraph's score is worked out when the index is built (as bm25s does:
https://arxiv.org/abs/2407.03618), so a question costs one addition of a short list per term. It is
numpy alone: bm25s adds nothing to these lines, and neither weighs fields nor says which terms met.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.bm25 import idf, saturation
from index.glossary import Glossary
from index.lexical_scores import LexicalScores, Said, add_up
from index.term_counts import DEFAULTS, UNREAD, Fields, KnownTerms, Settings, count_terms
from index.terms import VERSION
from index.wanted import wanted

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FORMAT = 2
_DESCRIPTION = "lexical.json"
_ARRAYS = ("starts", "rows", "counts", "weights", "idf")


__all__ = [
    "DEFAULTS", "UNREAD", "Fields", "KnownTerms", "LexicalIndex", "LexicalIndexError",
    "LexicalScores", "Settings",
]  # fmt: skip


class LexicalIndexError(ValueError):
    """An index that cannot be read, or was made by other rules."""


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 over the terms of n paragraphs; read-only, safe to use from several threads.

    Attributes:
        size: n, how many paragraphs there are.
        vocabulary: each term's number t, from 0, in the order of the letters.
        starts: where the paragraphs of term t begin in `rows`; they end where t + 1 begins.
        rows: for each term the paragraphs that hold it, ascending.
        counts: beside `rows`, how often that paragraph holds the term, each by its field's weight.
        weights: beside `rows`, what the term adds to that paragraph's score.
        idf: how rare each term is.
        settings: the weights and parameters that it was built with.
    """

    size: int
    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.float32]
    weights: NDArray[np.float32]
    idf: NDArray[np.float32]
    settings: Settings

    @classmethod
    def build(
        cls,
        fields: Sequence[Fields],
        *,
        settings: Settings = DEFAULTS,
        known: KnownTerms | None = None,
    ) -> LexicalIndex:
        """Index paragraphs.

        Args:
            fields: one per paragraph, in the order of the rows.
            settings: what the fields weigh, and BM25's parameters.
            known: rows whose terms an older index of the same settings holds: their fields are not
                read again, and the index is the one that reading them would give.

        Raises:
            ValueError: the older index has other settings.
        """
        if known is not None and known.index.settings != settings:
            raise ValueError(f"The older index weighs by {known.index.settings}, not {settings}.")
        counted = count_terms(fields, settings, known)
        holders = np.bincount(counted.terms, minlength=len(counted.vocabulary))
        rarity = idf(holders, len(fields))
        lengths = np.bincount(counted.rows, counted.counts, minlength=len(fields)).astype(
            np.float64
        )
        average = float(lengths.mean()) if len(fields) else 0.0
        counts = counted.counts.astype(np.float64)
        left = saturation(counts, lengths[counted.rows], average, settings.k1, settings.b)
        return cls(
            size=len(fields),
            vocabulary=counted.vocabulary,
            starts=np.concatenate([[0], np.cumsum(holders)]).astype(np.int64),
            rows=counted.rows,
            counts=counted.counts,
            weights=(np.repeat(rarity, holders) * left).astype(np.float32),
            idf=rarity.astype(np.float32),
            settings=settings,
        )

    def search(self, question: str, glossary: Glossary | None = None) -> LexicalScores:
        """Score every paragraph for a question.

        Args:
            question: any text. A term counts once, however often the question repeats it.
            glossary: from the question's language to another of the library's, if there is one.
        """
        one = np.ones(1)
        once = float(saturation(one, one, 1.0, self.settings.k1, self.settings.b)[0])
        return add_up(wanted(question, glossary), self._said, size=self.size, once=once)

    def _said(self, way: Sequence[str]) -> Said | None:
        """Where all terms of a way stand together; None where they never do."""
        known = [self._known(term) for term in way]
        numbers = [self.vocabulary[term] for term in known if term in self.vocabulary]
        if not numbers or len(numbers) < len(way):
            return None
        rows, left = self._held(numbers[0])
        for number in numbers[1:]:
            others, its_left = self._held(number)
            rows, mine, its = np.intersect1d(rows, others, return_indices=True)
            left = np.minimum(left[mine], its_left[its])
        return Said(" ".join(known), rows, left) if len(rows) else None

    def _held(self, number: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the paragraphs that hold a term, and what is left of its counts there."""
        held = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.rows[held], self.weights[held] / self.idf[number]

    def _known(self, term: str) -> str:
        """Return the library's form of a term typed without its dots: "Lidkoping"."""
        return term if term in self.vocabulary else self._by_plain_form.get(_plain(term), term)

    @cached_property
    def _by_plain_form(self) -> dict[str, str]:
        return {_plain(term): term for term in self.vocabulary if not term.isascii()}

    def save(self, folder: Path) -> list[Path]:
        """Write the index into a folder that exists, and return the files."""
        paths = [folder / f"lexical-{name}.npy" for name in _ARRAYS]
        for name, path in zip(_ARRAYS, paths, strict=True):
            np.save(path, getattr(self, name), allow_pickle=False)
        description = {
            "format": _FORMAT,
            "terms_version": VERSION,
            "size": self.size,
            "settings": asdict(self.settings),
            "vocabulary": list(self.vocabulary),
        }
        path = folder / _DESCRIPTION
        path.write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
        return [path, *paths]

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open a saved index; its arrays are mapped, not read.

        Raises:
            LexicalIndexError: a file is missing or damaged, or other rules made it.
        """
        try:
            found = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
            made_by = (found["format"], found["terms_version"])
            vocabulary = {term: number for number, term in enumerate(found["vocabulary"])}
            settings = Settings(**found["settings"])
            arrays = {name: _mapped(folder / f"lexical-{name}.npy") for name in _ARRAYS}
            index = cls(found["size"], vocabulary, settings=settings, **arrays)
        except (OSError, EOFError, KeyError, TypeError, ValueError) as error:
            raise LexicalIndexError(
                f"The lexical index in {folder} cannot be read ({type(error).__name__}: {error}). "
                "Rebuild it: kalla build"
            ) from error
        if made_by != (_FORMAT, VERSION):
            raise LexicalIndexError(
                f"The lexical index in {folder} was made by rules {made_by}, but this version "
                f"reads rules {(_FORMAT, VERSION)}. Rebuild it: kalla build"
            )
        if not index._fits():
            raise LexicalIndexError(
                f"The files of the lexical index in {folder} do not belong together. "
                "Rebuild it: kalla build"
            )
        return index

    def _fits(self) -> bool:
        """Say whether the files belong together; their checksums are the library's matter."""
        postings = int(self.starts[-1])
        return (
            len(self.vocabulary) == len(self.idf) == len(self.starts) - 1
            and len(self.rows) == len(self.counts) == len(self.weights) == postings
        )


def _mapped(path: Path) -> NDArray[Any]:
    found: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return found


def _plain(term: str) -> str:
    """Return a term without dots, rings and accents."""
    decomposed = unicodedata.normalize("NFD", term)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
