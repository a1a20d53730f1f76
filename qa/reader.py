"""Question and passages → the spans that may answer, with scores.

In: a question and texts with their titles. Out: for each text its best `Span`s. It does not know
libraries, citations or what an answer looks like; `qa.answering` chooses.

A span's score is its log-odds against "not here" in its own window. Windows are read apart, but
log-odds against the same alternative can be compared between them, which probabilities within
each cannot (Clark and Gardner 2018, arXiv:1710.10723).

The texts in which an answer is likeliest are read twice: whole, and then only the best span's
sentence with its neighbours. The whole says which text and where; near the answer, spans are
bounded a little better and "not here" is told better. Of 8 development sets, 150 questions each, F1
changed by +3.3 (Swedish SQuAD) to -1.1, by 0.8 in the mean, and the area under the curve of right
answers by relevance, the two readings in the mean, rose in all, by 0.007 to 0.023 (2026-11-25).
The sentence alone did more for Swedish SQuAD (+4.4) and harm elsewhere (NorQuAD -4.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from index import bundled
from index.encoder import batches_of_like_length, fast_dtype
from index.sentences import sentence_spans
from qa.spans import word_edges
from qa.windows import Window, tokenise, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    from qa.reader_model import ReaderModel

# Spans kept of each text. A choice, not measured.
SPANS_PER_TEXT = 8
# Texts of one question that are read a second time. A choice: the answer is nearly always in them.
READ_TWICE = 3
# Sentences on either side of the best span's own that the second reading sees.
NEIGHBOURS = 1
# A text of which the second reading would see more than this is read once: nothing is gained. A
# choice, not measured.
MOST_SEEN_AGAIN = 2 / 3


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a text, and the log-odds that they answer."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text.

    Attributes:
        spans: best first, none overlapping a better one in part.
        relevance: log-odds that any span of the text answers, by which texts are compared.
        closer: the same by the second reading; None for a text that was read once.
    """

    spans: tuple[Span, ...]
    relevance: float
    closer: float | None = None

    @property
    def confirmed(self) -> float:
        """The relevance by both readings in the mean."""
        return self.relevance if self.closer is None else (self.relevance + self.closer) / 2


class Reader:
    """An extractive reader; safe to use from several threads."""

    def __init__(self, tokenizer: Tokenizer, model: ReaderModel) -> None:
        self._tokenizer = tokenizer
        self._model = model

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read all texts for one question.

        Args:
            question: as asked.
            texts: (title, text) of each.

        Returns:
            one Reading a text, in the same order.
        """
        return self.read_pairs([(question, title, text) for title, text in texts])

    def read_pairs(self, pairs: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (question, title, text) triples; for evaluation, where questions differ."""
        return self.read_closer(pairs, self.read_once(pairs))

    def read_closer(
        self, pairs: Sequence[tuple[str, str, str]], first: Sequence[Reading]
    ) -> list[Reading]:
        """Read the likeliest texts of each question a second time, around their best span.

        Args:
            pairs: (question, title, text) of each.
            first: what `read_once` found in them.
        """
        again = {
            row: place
            for row in _likeliest(pairs, first)
            if (place := _around(pairs[row][2], first[row].spans))
        }
        cut = []
        for row, (start, end) in again.items():
            question, title, text = pairs[row]
            cut.append((question, title, text[start:end]))
        readings = list(first)
        for (row, place), closer in zip(again.items(), self.read_once(cut), strict=True):
            readings[row] = _joined(first[row], closer, *place)
        return readings

    def read_once(self, pairs: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (question, title, text) triples whole, and none a second time."""
        asked, titles, texts = zip(*pairs, strict=True) if pairs else ((), (), ())
        unique = list(dict.fromkeys([*asked, *titles, *texts]))
        tokens = dict(zip(unique, tokenise(self._tokenizer, unique), strict=True))
        cuts: list[Window] = []
        owners: list[int] = []
        for row, (question, title, text) in enumerate(pairs):
            for cut in windows(tokens[question], tokens[title], tokens[text]):
                cuts.append(cut)
                owners.append(row)
        found: list[list[tuple[list[Span], float]]] = [[] for _ in pairs]
        for batch in batches_of_like_length([len(cut.ids) for cut in cuts]):
            for at, result in zip(batch, self._score([cuts[i] for i in batch]), strict=True):
                found[owners[at]].append(result)
        return [_merge(results, text) for results, text in zip(found, texts, strict=True)]

    def _score(self, cuts: list[Window]) -> list[tuple[list[Span], float]]:
        import torch

        from index.bert import pad

        ids, mask = pad([cut.ids for cut in cuts])
        first = torch.tensor([cut.first for cut in cuts])
        last = first + torch.tensor([len(cut.offsets) for cut in cuts])
        with torch.inference_mode():
            scores = self._model(ids, mask, first, last)
            scores = scores - scores[:, :1, :1]  # against "not here"
            scores[:, 0, 0] = -1e4
            flat = scores.flatten(1)
            relevance = flat.logsumexp(1).tolist()
            best = flat.topk(min(4 * SPANS_PER_TEXT, flat.shape[1]), dim=1)
        width = ids.shape[1]
        return [
            (_spans(cut, best.values[row], best.indices[row], width), relevance[row])
            for row, cut in enumerate(cuts)
        ]


def _spans(cut: Window, values: Tensor, indices: Tensor, width: int) -> list[Span]:
    spans = []
    for score, index in zip(values.tolist(), indices.tolist(), strict=True):
        first, last = index // width - cut.first, index % width - cut.first
        if 0 <= first <= last < len(cut.offsets):
            spans.append(Span(cut.offsets[first][0], cut.offsets[last][1], score))
    return spans


def _merge(results: Sequence[tuple[list[Span], float]], text: str) -> Reading:
    """Join the windows of one text: each span once, of whole words, with its best score."""
    best: dict[tuple[int, int], float] = {}
    for spans, _relevance in results:
        for span in spans:
            key = word_edges(text, span.start, span.end)
            best[key] = max(span.score, best.get(key, span.score))
    relevance = max((r for _spans, r in results), default=-1e4)
    return Reading(_kept(best), relevance)


def _kept(scores: Mapping[tuple[int, int], float]) -> tuple[Span, ...]:
    """Return the best spans, best first, none overlapping a better one."""
    kept: list[Span] = []
    for (start, end), score in sorted(scores.items(), key=lambda item: -item[1]):
        crosses = any(start < s.end and s.start < end for s in kept)
        if start < end and not crosses:
            kept.append(Span(start, end, score))
    return tuple(kept[:SPANS_PER_TEXT])


def _likeliest(pairs: Sequence[tuple[str, str, str]], readings: Sequence[Reading]) -> list[int]:
    """Return the rows of each question's most relevant texts."""
    by_question: dict[str, list[int]] = {}
    for row, (question, _title, _text) in enumerate(pairs):
        by_question.setdefault(question, []).append(row)
    return [
        row
        for rows in by_question.values()
        for row in sorted(rows, key=lambda r: -readings[r].relevance)[:READ_TWICE]
    ]


def _around(text: str, spans: Sequence[Span]) -> tuple[int, int] | None:
    """Return the place of the best span's sentences and their neighbours.

    None where there is no span, or where that is nearly the whole text.
    """
    if not spans:
        return None
    best, sentences = spans[0], sentence_spans(text)
    touched = [i for i, (a, b) in enumerate(sentences) if a < best.end and best.start < b]
    if not touched:
        return None
    start = sentences[max(0, touched[0] - NEIGHBOURS)][0]
    end = sentences[min(len(sentences) - 1, touched[-1] + NEIGHBOURS)][1]
    return (start, end) if end - start <= MOST_SEEN_AGAIN * len(text) else None


def _joined(first: Reading, closer: Reading, start: int, end: int) -> Reading:
    """Put the spans of characters [start, end), read alone, in place of those of the whole.

    Its best span scores as the whole's did: all texts are compared by their first reading, since
    not all have a second.
    """
    if not closer.spans:
        return replace(first, closer=closer.relevance)
    shift = first.spans[0].score - closer.spans[0].score
    scores = {(s.start, s.end): s.score for s in first.spans if s.end <= start or s.start >= end}
    scores |= {(s.start + start, s.end + start): s.score + shift for s in closer.spans}
    return Reading(_kept(scores), first.relevance, closer.relevance)


@cache
def load_reader() -> Reader:
    """Load the bundled reader, once a process.

    Raises:
        WeightsError: its weights are missing, damaged, or for another encoder.
    """
    from qa.reader_weights import load_model

    return Reader(bundled.tokenizer(), load_model(dtype=fast_dtype()))
