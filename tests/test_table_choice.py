"""Questions over several tables are asked of the one that they are about."""

from __future__ import annotations

import pytest

from qa.question import parse
from tests.computing import computer

RACE = """# Resultat {}

| Plats | Namn | Ålder |
|---|---|---|
| 1 | {} | 31 |
| 2 | {} | 27 |
| 3 | {} | 40 |
"""
PAGES = {
    "ekloppet": RACE.format("Ekloppet", "Ada Ek", "Bo Alm", "Cia Lind"),
    "almloppet": RACE.format("Almloppet", "Eva Rönn", "Fia Asp", "Gun Hägg"),
    "fyrar": """# Fyrar i Norrskär

| Fyr | Byggår | Höjd (m) | Besökare 2024 |
|---|---|---|---|
| Stenskär | 1871 | 24 | 4 210 |
| Gubben | 1838 | 31,5 | 11 850 |
| Vitgrund | 1903 | 18 | 960 |
""",
    "museer": """# Museerna i Ekby

| Museum | Invigt | Besökare 2024 | Anställda |
|---|---|---|---|
| Båtmuseet | 1954 | 18 200 | 12 |
| Stadsgalleriet | 1999 | 7 350 | 5 |
| Lokstallet | 1967 | 21 900 | 9 |
""",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    for name, text in PAGES.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return computer(tmp_path_factory.mktemp("library") / "library", folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vilken fyr hade flest besökare 2024?", "Gubben"),  # what the rows are called
        ("Vilket museum hade flest besökare 2024?", "Lokstallet"),
        ("Which museum is the oldest?", "Båtmuseet"),
        ("Vilken fyr är nyast?", "Vitgrund"),
        ("Hur många besökare hade Vitgrund 2024?", "960"),  # a name
        ("Hur många museer invigdes före 1980?", "2"),
        ("Vilka fyrar byggdes efter 1850?", "Stenskär och Vitgrund"),
        ("När byggdes Gubben?", "1838"),
        ("Vem kom tvåa i Ekloppet?", "Bo Alm"),  # a name in the title
    ],
)
def test_the_table_that_is_meant(both, question, said):
    assert both.answer(parse(question)).claims[0].text == said


@pytest.mark.parametrize(
    "question",
    [
        "Vilken fyr har flest anställda?",  # the other table has that
        "Vilken var den nyaste fyren före 1900?",  # two bounds at once
        "Hur gammal är Gubben?",  # an age is no year
        "När brann Gubben?",
        "Vem kom tvåa?",  # in which of two races is not said
        "När stängdes Båtmuseet?",
    ],
)
def test_what_the_table_does_not_say(both, question):
    assert both.answer(parse(question)) is None
