"""What the encoder is trained on: batches without repeats, texts around their answers."""

from __future__ import annotations

import random

from qa.train_encoder import Pair, Recipe, _around, batches

RECIPE = Recipe(batch=8, together=3, text_tokens=(4, 8))


def pair(article: str, number: int, question: str = "?") -> Pair:
    text = " ".join(f"{article}{number}ord{at}" for at in range(60))
    start = text.index(f"{article}{number}ord30")
    return Pair(question, text, (start, start + len(f"{article}{number}ord30")), article)


def test_no_text_stands_twice_in_a_batch() -> None:
    pairs = [pair(a, n, q) for a in "abcdef" for n in range(4) for q in ("x", "y")]
    made = batches(pairs, RECIPE, random.Random(0))
    assert [len(batch) for batch in made] == [8] * len(made)
    assert len(made) >= 4
    for batch in made:
        assert len({p.text for p in batch}) == len(batch)
        assert len({p.article for p in batch}) < len(batch)


def test_a_text_is_cut_around_its_answer_on_whole_words() -> None:
    one = pair("a", 1)
    rng = random.Random(1)
    for _ in range(50):
        text = _around(one, RECIPE, rng)
        assert "a1ord30" in text.split()
        assert set(text.split()) <= set(one.text.split())
        assert len(text) < len(one.text) / 2
