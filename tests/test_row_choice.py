"""Rows of tables answer only questions that say one of their cells."""

from __future__ import annotations

import pytest

from index.documents import Document
from qa.answer import Passage
from qa.candidates import Support
from qa.question import parse
from qa.row_choice import is_picked

ROWS = (
    "Plats: 1; Klubb: IK Tälje; Arena: Kanalen; Snitt: 5 987\n"
    "Plats: 2; Klubb: Sandö GIF; Arena: Sandö IP; Snitt: 2 941\n"
    "Plats: 3; Klubb: Ulvsjö FF; Arena: Ulvavallen; Snitt: 802"
)
BEFORE = "Serien sågs av 9 704 i snitt.\n\n"
CALLS = "Linje: Polisen; Nummer: 112\nLinje: Jouren; Nummer: 116"


def picks(question: str, answer: str, rows: str = ROWS) -> bool:
    text = BEFORE + rows
    document = Document(
        id="d", title="Serien", publisher="", language="sv", date="", url="", text=text,
        kind="markdown", origin="d.md",
    )  # fmt: skip
    passage = Passage(text, 0.9, document, "d#1", 0, len(text))
    at = text.index(answer)
    return is_picked(parse(question), passage, Support(0, at, at + len(answer), 1.0))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Vilken arena spelar Sandö GIF på?", "Sandö IP"),
        ("Vem spelar på Ulvavallen?", "Ulvsjö FF"),
        ("Who finished third?", "Ulvsjö FF"),
        ("Hur stort är Täljes snitt?", "5 987"),
        ("På vilken plats kom Ulvsjö FF?", "3"),
        ("Hur många såg serien?", "9 704"),
    ],
)
def test_a_row_whose_cell_is_said_answers(question, answer):
    assert picks(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Vilken klubb hade högst snitt?", "IK Tälje"),  # no cell is said
        ("Hur stort snitt har Myrans BK?", "5 987"),  # no row is about it
        ("Vilket snitt har Sandö GIF?", "802"),  # another row is
        ("Har IK Tälje eller Ulvsjö FF högst snitt?", "802"),  # two rows are
        ("Var spelar Sandö GIF?", "Arena"),  # a column's name
        ("Vad har Sandö GIF?", "IP; Snitt: 2 941"),  # over two cells
        ("Hur lång är Ulvsjö FF:s plan?", "3"),  # a place
    ],
)
def test_any_other_row_does_not(question, answer):
    assert not picks(question, answer)


def test_rows_of_words_answer_by_their_meaning():
    assert picks("Vart ringer man när det brinner?", "112", CALLS)
