"""Windows cover a passage, and tokens know their characters."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index import bundled
from qa.windows import (
    BEGIN,
    END,
    MAX_QUESTION_TOKENS,
    MAX_TITLE_TOKENS,
    MAX_WINDOW_TOKENS,
    tokenise,
    windows,
)


@cache
def tokenizer() -> Tokenizer:
    return bundled.tokenizer()


def cut(question: str, title: str, passage: str):
    return list(windows(*tokenise(tokenizer(), [question, title, passage])))


def test_a_short_passage_is_one_window() -> None:
    text = "Lidköping hamnar på en andraplats."
    (window,) = cut("Vem kom tvåa?", "Grattis", text)
    assert window.ids[0] == BEGIN
    assert window.ids.count(END) == 3
    tokens = window.ids[window.first : window.first + len(window.offsets)]
    assert "".join(text[a:b] for a, b in window.offsets) == text.replace(" ", "")
    assert window.ids[window.first + len(tokens) :] == [END]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.integers(0, 900), st.text(max_size=40))
def test_windows_cover_the_passage_and_fit(question: str, words: int, title: str) -> None:
    passage = " ".join(f"ord{i}" for i in range(words))
    made = cut(question * 9, title, passage)
    covered = {offset for window in made for offset in window.offsets}
    (whole,) = tokenise(tokenizer(), [passage])
    assert covered == set(whole.offsets)
    for window in made:
        assert len(window.ids) <= MAX_WINDOW_TOKENS
        assert window.first <= MAX_QUESTION_TOKENS + MAX_TITLE_TOKENS + 3
        assert len(window.ids) == window.first + len(window.offsets) + 1


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_offsets_lie_inside_any_text_in_order(text: str) -> None:
    (tokens,) = tokenise(tokenizer(), [text])
    assert len(tokens.ids) == len(tokens.offsets)
    ends = 0
    for start, end in tokens.offsets:
        assert 0 <= start <= end <= len(text)
        assert end >= ends or start == end
        ends = max(ends, end)
