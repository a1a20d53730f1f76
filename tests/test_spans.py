"""Answers begin and end where words do, without what only surrounds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.spans import tidy


@pytest.mark.parametrize(
    ("text", "rough", "expected"),
    [
        ("Det är över två miljoner kr.", "över två miljoner kr.", "över två miljoner kr"),
        ("sedan 2017 har staden", "sedan 2017", "2017"),
        ("ligger på plats 40 i år", "på plats 40", "plats 40"),
        ("kallar det ”ett kvitto”, säger", "”ett kvitto”,", "ett kvitto"),
        ("leds av Gerd Holmgren.", "av Gerd Holmgren.", "Gerd Holmgren"),
        ("Lidköping vann", "idköpin", "Lidköping"),
        ("i Höör (Skåne län) igår", "Höör (Skåne län", "Höör (Skåne län)"),
        ("(Trollhättan)", "Trollhättan)", "Trollhättan"),
        ("hon heter De Geer", "De Geer", "De Geer"),
        ("måndag–fredag: 8:00–16:30.", "måndag–fredag: 8:00–16:30.", "måndag–fredag: 8:00–16:30"),
        ("med polis, vård och skola.", "polis, vård och skola.", "polis, vård och skola"),
        ("bor i the house nu", "the house", "house"),
        ("varade i flera år", "i flera år", "i flera år"),
        ("av Lidköpings kommun", "av Lidköpings kommun", "Lidköpings kommun"),
        ("minst 34 jourer", "minst 34 jourer", "minst 34 jourer"),
    ],
)  # fmt: skip
def test_tidy(text: str, rough: str, expected: str) -> None:
    start = text.index(rough)
    a, b = tidy(text, start, start + len(rough))
    assert text[a:b] == expected


@given(st.text(max_size=60), st.data())
def test_tidy_stays_inside_and_never_empties(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = tidy(text, start, end)
    assert 0 <= a <= b <= len(text)
    if start < end:
        assert a < b
