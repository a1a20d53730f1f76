"""Question, title and passage as token windows that fit the reader.

In: texts. Out: `Window`s, each with the characters that its tokens stand for. Used alike in
training and in answering, so that the reader meets what it was taught on. It does not know what
is asked or answered.

Layout of a window: `<s> question </s> title </s> passage </s>`. The title is what tells the
reader which municipality or year a bare paragraph speaks of; an answer never lies in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

BEGIN, END = 0, 2  # <s> and </s> of the XLM-RoBERTa vocabulary
MAX_QUESTION_TOKENS = 48
MAX_TITLE_TOKENS = 32
# The longest that the reader was trained on.
MAX_WINDOW_TOKENS = 224
# As long as the longest span, so that every span lies whole in some window.
STRIDE_TOKENS = 64

Offsets = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids of one text, and the characters [start, end) that each stands for."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the reader.

    Attributes:
        ids: all token ids; the passage's stand at ids[first : first + len(offsets)].
        first: where the passage begins.
        offsets: characters of the passage, for each of its tokens in this window.
    """

    ids: list[int]
    first: int
    offsets: list[tuple[int, int]]


def tokenise(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Tokens]:
    """Token ids and character offsets of each text, without special tokens or outer blanks."""
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [_tokens(e, text) for e, text in zip(encodings, texts, strict=True)]


def _tokens(encoding: Encoding, text: str) -> Tokens:
    ids, offsets = [], []
    for token, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
        while start < end and text[start].isspace():
            start += 1
        ids.append(token)
        offsets.append((start, max(start, end)))
    return Tokens(ids, offsets)


def frame(question: Tokens, title: Tokens) -> list[int]:
    """The tokens before the passage."""
    asked = question.ids[:MAX_QUESTION_TOKENS]
    return [BEGIN, *asked, END, *title.ids[:MAX_TITLE_TOKENS], END]


def window(question: Tokens, title: Tokens, passage: Tokens, start: int, end: int) -> Window:
    """The window over passage tokens [start, end)."""
    before = frame(question, title)
    ids = [*before, *passage.ids[start:end], END]
    return Window(ids, len(before), passage.offsets[start:end])


def room(question: Tokens, title: Tokens, limit: int = MAX_WINDOW_TOKENS) -> int:
    """How many passage tokens fit beside this question and title."""
    return limit - len(frame(question, title)) - 1


def windows(question: Tokens, title: Tokens, passage: Tokens) -> Iterator[Window]:
    """Overlapping windows that cover the passage; one when it fits."""
    size = room(question, title)
    start = 0
    while True:
        yield window(question, title, passage, start, start + size)
        if start + size >= len(passage.ids):
            return
        start += size - STRIDE_TOKENS
