"""Dates, publishers and languages are known only where a page states them."""

from __future__ import annotations

import pytest

from index.metadata import language_of, stated_date, stated_publisher
from tests.made_documents import SWEDISH


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Senast granskad 2024-02-19 av TORNIL", "2024-02-19"),
        ("Publicerad: 3 juli 2017", "2017-07-03"),
        ("Publicerad:\n2017-07-03", "2017-07-03"),
        ("Senast uppdaterad: den 1 mars 2023", "2023-03-01"),
        ("Sidan uppdaterades senast: 12 mars 2024", "2024-03-12"),
        ("Last updated on 5 March 2021", "2021-03-05"),
        ("Published: March 5, 2021", "2021-03-05"),
        ("Uppdaterad 2024-01-02\n\nPublicerad 2023-05-06", "2023-05-06"),
        ("Publicerad:", ""),
        ("Publicerad 2024-13-45", ""),
        ("Kvinnofridsbarometern 2024 kom den 3 juli 2017.", ""),
    ],
)
def test_dates_are_read_only_where_they_are_stated(text, date):
    assert stated_date(text) == date


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Sidansvarig: socialvalfard@lidkoping.se", "lidkoping.se"),
        ("Sidansvarig: Anna Ek, anna.ek@mellerud.se", "mellerud.se"),
        ("Page manager: web@unit.gu.se.", "unit.gu.se"),
        ("Utgivare: Unizon", "Unizon"),
        ("Sidansvarig: anna@gmail.com", ""),
        ("Skriv till anna@lidkoping.se om du vill veta mer.", ""),
        ("Lidköpings kommun har fått ett fint resultat.", ""),
    ],
)
def test_publishers_are_read_only_where_they_are_stated(text, publisher):
    assert stated_publisher(text) == publisher


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SWEDISH * 3, "sv"),
        ("The municipality works against violence and helps people who need support. " * 3, "en"),
        ("Kommunen arbejder mod vold i nære relationer og hjælper dem, der har brug. " * 3, "da"),
        ("Lidköping", ""),
        ("هذا نص طويل باللغة العربية عن العنف " * 8, ""),
        ("Tämä on suomenkielinen teksti väkivallasta ja siitä, mistä saa apua kunnassa. " * 3, ""),
    ],
)
def test_language_is_told_only_when_sure(text, language):
    assert language_of(text) == language
