"""Question and passages → the spans that may answer, with scores.

In: a question and texts with their titles. Out: for each text its best `Span`s. It does not know
libraries, citations or what an answer looks like; `qa.answering` chooses.

A span's score is its log-odds against "not here" in its own window. Windows are read apart, but
log-odds against the same alternative can be compared between them, which probabilities within
each cannot (Clark and Gardner 2018, arXiv:1710.10723).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index import bundled
from index.encoder import batches_of_like_length, fast_dtype
from qa.spans import word_edges
from qa.windows import Window, tokenise, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

    from qa.reader_model import ReaderModel

# Spans kept of each text. A choice, not measured.
SPANS_PER_TEXT = 8


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
        relevance: log-odds that any span of the text answers.
    """

    spans: tuple[Span, ...]
    relevance: float


class Reader:
    """An extractive reader; safe to use from several threads."""

    def __init__(self, tokenizer: Tokenizer, model: ReaderModel) -> None:
        self._tokenizer = tokenizer
        self._model = model

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read all texts for one question, in one pass.

        Args:
            question: as asked.
            texts: (title, text) of each.

        Returns:
            one Reading a text, in the same order.
        """
        return self.read_pairs([(question, title, text) for title, text in texts])

    def read_pairs(self, pairs: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (question, title, text) triples; for evaluation, where questions differ."""
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
    ordered = sorted(best.items(), key=lambda item: -item[1])
    kept: list[Span] = []
    for (start, end), score in ordered:
        crosses = any(start < s.end and s.start < end for s in kept)
        if start < end and not crosses:
            kept.append(Span(start, end, score))
    relevance = max((r for _spans, r in results), default=-1e4)
    return Reading(tuple(kept[:SPANS_PER_TEXT]), relevance)


@cache
def load_reader() -> Reader:
    """Load the bundled reader, once a process.

    Raises:
        WeightsError: its weights are missing, damaged, or for another encoder.
    """
    from qa.reader_weights import load_model

    return Reader(bundled.tokenizer(), load_model(dtype=fast_dtype()))
