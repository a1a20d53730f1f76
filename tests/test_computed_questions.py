"""Questions that people ask of facts: how many are computed right, over three libraries.

The sets numbered 1 were written before the recogniser was mended by them, each later one after the
mending by those before it; the README tells what was right at first sight. Floors are what was
measured on 2026-11-28.
"""

from __future__ import annotations

import shutil

import pytest

from index import bundled
from index.encoder import load_encoder
from index.places import SHIPPED_CORPUS
from tests.computing import FOLDER, computer, over_shipped_pages, page_of, right

shipped = pytest.fixture(over_shipped_pages, scope="module")


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("barometer-1", 60),
        ("barometer-2", 24),
        *((f"barometer-{n}", 25) for n in range(3, 9)),
        ("barometer-9", 30),
        ("barometer-10", 29),
        ("barometer-11", 28),
        ("barometer-12", 32),
        ("barometer-13", 31),
    ],
)
def test_shipped_pages(shipped, name, floor):
    count, wrong = right(shipped, name)
    assert wrong == []
    assert count >= floor


@pytest.mark.parametrize(
    ("table", "name", "floor"),
    [
        ("ferries", "ferries-1", 20),
        ("ferries", "ferries-2", 25),
        ("libraries", "libraries-1", 20),
        ("libraries", "libraries-2", 25),
        ("resorts", "resorts", 15),
        ("beaches", "beaches", 15),
        ("hospitals", "hospitals", 15),
        ("buses", "buses", 15),
        ("lakes", "lakes", 17),
        ("towns", "towns", 11),
        ("sjoar", "sjoar", 17),
        ("museum-visitors", "museum-visitors", 12),
        ("wind", "wind", 22),
        ("house-prices", "house-prices", 17),
        ("schools", "schools", 19),
        ("cities", "cities", 19),
        ("weather", "weather", 19),
        ("clubs", "clubs", 18),
        ("farms", "farms", 18),
        ("rivers", "rivers", 19),
        ("ports", "ports", 19),
        ("elbilar", "elbilar", 14),
        ("lakes-se", "lakes-se", 16),
        ("theatres", "theatres", 16),
        # Rounds of pages of other fields, 14 questions each, two of which are refused.
        ("badvatten", "badvatten", 11),
        ("fyrar", "fyrar", 14),
        ("orchards", "orchards", 14),
        ("plants", "plants", 11),
        ("publik", "publik", 12),
        ("simlopp", "simlopp", 11),
        ("skolmat", "skolmat", 9),
        ("vantetider", "vantetider", 13),
        ("atervinning", "atervinning", 14),
        ("bio", "bio", 12),
        ("broar", "broar", 14),
        ("hotels", "hotels", 13),
        ("hundar", "hundar", 10),
        ("sjukfranvaro", "sjukfranvaro", 10),
        ("tag", "tag", 14),
        ("volcanoes", "volcanoes", 14),
        ("elnat", "elnat", 12),
        ("fiskauktion", "fiskauktion", 13),
        ("gymnasium", "gymnasium", 12),
        ("honung", "honung", 13),
        ("kyrkor", "kyrkor", 12),
        ("rockets", "rockets", 10),
        # Tables about one thing with years below, or beside, each other.
        ("slott", "slott", 13),
        ("granviks-bibliotek", "granviks-bibliotek", 5),
        ("kronans-museum", "kronans-museum", 9),
        ("lighthouse", "lighthouse", 11),
        ("linje-47-torsvik", "linje-47-torsvik", 8),
        ("port-ellan-harbour", "port-ellan-harbour", 11),
        ("skidbacken", "skidbacken", 8),
        ("solviks-strand", "solviks-strand", 10),
        ("wexcombe-courier", "wexcombe-courier", 10),
        # Pages that are mostly asked in the other language.
        ("bagerier", "bagerier", 8),
        ("caves", "caves", 11),
        ("cheeses", "cheeses", 9),
        ("ice-rink", "ice-rink", 6),
        ("utryckningar", "utryckningar", 10),
        ("vandringsleder", "vandringsleder", 8),
        # Times of day and texts in cells are not read yet.
        ("lopp", "lopp", 5),
    ],
)
def test_tables_of_other_fields(tmp_path, table, name, floor):
    encoder = load_encoder(bundled.NAME)
    count, wrong = right(computer(tmp_path / "library", page_of(table), encoder), name)
    assert wrong == []
    assert count >= floor


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A computer over the shipped pages and four tables of other fields."""
    folder = tmp_path_factory.mktemp("mixed")
    shutil.copytree(SHIPPED_CORPUS, folder / "files")
    for table in ("sjoar", "wind", "weather", "clubs"):
        shutil.copy(FOLDER / f"{table}.csv", folder / "files")
    return computer(folder / "library", folder / "files", load_encoder(bundled.NAME))


@pytest.mark.parametrize(
    ("name", "floor"),
    [("sjoar", 16), ("wind", 22), ("weather", 19), ("clubs", 18), ("barometer-12", 32)],
)
def test_tables_beside_a_ranking(mixed, name, floor):
    count, wrong = right(mixed, name)
    assert wrong == []
    assert count >= floor
