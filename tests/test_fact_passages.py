"""Passages of many kinds are read with few errors."""

from __future__ import annotations

import pytest

from tests.fact_passages import score


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("fact_passages.jsonl", 87.4, 42.8)],
)
def test_passages_are_read_with_few_errors(name, precision, recall):
    measured = score(name)
    assert measured.precision >= precision, "\n".join(measured.lines)
    assert measured.recall >= recall, "\n".join(measured.lines)
