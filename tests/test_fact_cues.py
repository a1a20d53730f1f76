"""Which texts the grammar of facts is laid on at all."""

from __future__ import annotations

import pytest

from index.fact_cues import may_count, may_rank


@pytest.mark.parametrize(
    "text",
    ["Solna kom SIST", "en tiondeplats", "toppnotering", "3. Växjö", "the 14th", "PLACERİNG",
     "kom på fırst place", "bäſt i länet", "Den kallas så", "Lund\n12) Eslöv"],
)  # fmt: skip
def test_words_and_numbers_of_ranking_are_seen_in_any_case(text: str) -> None:
    assert may_rank(text)


@pytest.mark.parametrize(
    "text", ["", "Jouren har öppet", "en sistone", "serien", "stop", "3.5 m", "klockan 3. sedan"]
)
def test_other_texts_do_not_rank(text: str) -> None:
    assert not may_rank(text)


def test_only_a_number_counts() -> None:
    assert may_count("antal: 4")
    assert not may_count("antalet ökade")
    assert not may_count("4")
