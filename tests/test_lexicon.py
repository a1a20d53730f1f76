"""The word lists, compressed and read whole."""

from __future__ import annotations

import pytest

from index.lexicon import is_common, is_known, lemma, read_whole

_WORDS = ("kvinnor", "kommunens", "lidköping", "houses", "hus", "qwxz", "", "åäö", "children's")


def _looked_up() -> list[object]:
    # Without what was remembered: it is the lists that are compared.
    one, common = lemma.__wrapped__, is_common.__wrapped__
    return [(one(w, "sv"), one(w, "en"), common(w)) for w in _WORDS]


def test_lists_read_whole_say_what_compressed_ones_say() -> None:
    compressed = _looked_up()
    with read_whole():
        assert _looked_up() == compressed
    assert _looked_up() == compressed
    assert compressed[0] == ("kvinna", None, True)


@pytest.mark.parametrize("word", ["can't", "can’t", "canʼt", "kvinnor", "lidköping", "house"])
def test_words_are_known_whatever_their_apostrophes(word: str) -> None:
    assert is_known(word)


def test_other_words_are_not_known() -> None:
    assert not is_known("qwxz")
    assert not is_known("qw'xz")
