"""The same release on three sites: found once, cited from all; a namesake is another document."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.copies import are_copies, groups_of_copies
from index.documents import Document
from index.repeats import Text, marks_of, repeats, sentences_of
from index.store import Library, open_library
from index.updating import add, update
from qa import cli
from qa.answer import Citation, Passage
from qa.answering import compose, find
from qa.citing_copies import copy_of, with_copies
from qa.confidence import Calibration
from qa.question import parse
from qa.reader import Reading, Span
from qa.retrieve import retrieve
from qa.thinning import thinned
from tests.fakes import FakeEncoder, a_document
from tests.made_releases import TEMPLATES, a_release, copies, namesakes


@pytest.fixture(autouse=True)
def _fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.load_encoder", lambda name="": FakeEncoder(name or "fake"))


# --- texts ------------------------------------------------------------------------------------


def test_marks_are_numbers_names_and_noes() -> None:
    assert marks_of("Rapporten säger att Lidköpings kommun inte kom tvåa 2024.") == {
        "lidköping", "inte", "2024", *marks_of("tvåa"),
    }  # fmt: skip
    assert marks_of("tvåa")
    assert marks_of("Kommunen har en jour.") == frozenset()
    assert marks_of("Solna har en jour.") == {"solna"}


def test_lines_that_only_date_a_page_are_not_compared() -> None:
    text = "Publicerad 2024-02-07\n\nSolna, 8 februari 2024\n\nJouren öppnade 2024."
    assert [" ".join(one.words) for one in sentences_of(text)] == ["jouren öppnade 2024"]


BODY = "Jouren i Solna har öppet hela dygnet. Den drivs av kommunen. Ring 08-123 45 först."


@pytest.mark.parametrize(
    ("other", "is_repeat"),
    [
        (BODY, True),
        (BODY.upper(), True),
        (f"Publicerad 2024-03-01\n\n{BODY}", True),
        (f"Öppet för alla\n\n{BODY}", True),
        ("Den drivs av kommunen. Ring 08-123 45 först.", True),
        (f"{BODY} Välkommen in till oss.", True),
        (f"{BODY} Alla är välkomna. Det kostar ingenting, och vi säger inte vem du är.", False),
        (BODY.replace("08-123 45", "08-123 46"), False),
        (BODY.replace("Solna", "Sala"), False),
        (BODY.replace("Den drivs", "Den drivs inte"), False),
        (BODY.replace("av kommunen", "av regionen"), False),
        (f"{BODY} Sedan 1998.", False),
        ("Något helt annat om en budget.", False),
        ("", False),
    ],
)
def test_a_text_repeats_another_when_it_says_no_more(other: str, is_repeat: bool) -> None:
    one, two = (Text(text, "Jouren", text) for text in (other, BODY))
    assert repeats(one, two) is is_repeat


def test_the_same_words_under_another_name_are_of_something_else() -> None:
    text = "Kommunen kom på plats 8 i mätningen i år."
    solna, kiruna, news = (
        Text(text, title, text) for title in ("Solna", "Kiruna", "Nyheter från i våras")
    )
    assert not repeats(solna, kiruna)
    assert not repeats(solna, news)
    assert repeats(solna, Text(text, "Läget i Solna", text))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_texts_can_be_compared(left: str, right: str) -> None:
    one, two = Text(left, "", left), Text(right, "", right)
    assert isinstance(repeats(one, two), bool)
    assert repeats(one, one) in (True, not left.strip(), False)


# --- documents --------------------------------------------------------------------------------


def test_copies_are_told_from_namesakes() -> None:
    draw = random.Random(3)
    for number in range(2 * len(TEMPLATES)):
        release = a_release(draw, number % len(TEMPLATES))
        own = release.document("own")
        for one in copies(draw, release, "copy"):
            assert are_copies(own, one), one
        for one in namesakes(draw, release, "other"):
            assert not are_copies(own, one), one


def test_groups_are_found_among_many() -> None:
    draw = random.Random(5)
    documents: list[Document] = []
    expected: list[set[str]] = []
    said: set[str] = set()
    for number in range(40):
        release = a_release(draw, number % len(TEMPLATES))
        own = release.document(f"{number}")
        assert own.text not in said
        said.add(own.text)
        documents.append(own)
        if number < 8:
            of_it = copies(draw, release, f"{number}")[:3]
            documents += of_it
            expected.append({own.id, *(one.id for one in of_it)})
        else:
            documents += namesakes(draw, release, f"{number}")
    draw.shuffle(documents)
    found = [{one.id for one in group} for group in groups_of_copies(documents)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


def test_a_copy_that_leaves_a_number_out_does_not_join_those_who_differ_in_it(
    make_document: Callable[..., Document],
) -> None:
    body = "Jouren har öppet hela dygnet.\n\nDen drivs av kommunen.\n\nAlla är välkomna."
    texts = [f"{body}\n\nDen har 40 platser.", body, f"{body}\n\nDen har 60 platser."]
    documents = [make_document(text, id=f"{at}") for at, text in enumerate(texts)]
    assert are_copies(documents[1], documents[2])
    assert [[one.id for one in group] for group in groups_of_copies(documents)] == [["0", "1"]]


# --- three sites ------------------------------------------------------------------------------

RELEASE = """Kommunen öppnar en ny jour i Solna.

Jouren tar emot 40 personer och har öppet hela dygnet.

– Många har väntat på den, säger Anna Ek, som är chef för jouren.
"""
SITES = ("solna.se", "regionen.se", "nyheter.se")


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    folder = tmp_path / "sites"
    folder.mkdir()
    for number, site in enumerate(SITES, 1):
        text = RELEASE if number < 3 else f"{RELEASE}\nFler nyheter kommer i veckan.\n"
        (folder / f"{site}.md").write_text(
            f"---\nurl: https://{site}/jour\npublisher: {site}\ndate: 2024-03-0{number}\n---\n\n"
            "# Ny jour i Solna\n\n"
            f"Publicerad 2024-03-0{number}\n\n{text}",
            encoding="utf-8",
        )
    (folder / "annat.md").write_text("# Budget\n\nEn budget och en jour i Mora.\n", "utf-8")
    return folder


@pytest.fixture
def library(sites: Path, tmp_path: Path) -> Path:
    add([sites], tmp_path / "library")
    return tmp_path / "library"


def found(library: Library) -> list[Passage]:
    return retrieve(library, FakeEncoder(), parse("jour"), top_k=3)


def answered(passages: Sequence[Passage], words: str) -> list[Citation]:
    """The citations of an answer that a reader found in every passage that holds it."""
    readings = []
    for one in passages:
        at = one.text.find(words)
        spans = (Span(at, at + len(words), 5.0),) if at >= 0 else ()
        readings.append(Reading(spans, 5.0 if spans else -5.0))
    calibration = Calibration({}, 5.0, 0.5)
    seen = find(parse("Hur många tar jouren emot?"), passages, readings, calibration)
    return list(compose(seen, threshold=0.5).citations)


def test_copies_do_not_take_the_places_of_others(library: Path) -> None:
    passages = found(open_library(library))
    documents = [one.document.id for one in passages]
    assert "annat" in documents
    assert sum(document != "annat" for document in documents) == len(documents) - 1
    everywhere = {d.document.id for p in passages for d in (p, *p.repeats)}
    assert everywhere == {"annat", *SITES}


def test_an_answer_names_every_document_that_carries_the_sentence(library: Path) -> None:
    cited = answered(found(open_library(library)), "40 personer")
    assert sorted(one.document.id for one in cited) == sorted(SITES)
    assert {one.quote for one in cited} == {
        "Jouren tar emot 40 personer och har öppet hela dygnet."
    }
    assert {one.quote[slice(*one.span)] for one in cited if one.span} == {"40 personer"}


def test_a_copy_that_is_changed_stands_on_its_own(library: Path, sites: Path) -> None:
    changed = sites / "nyheter.se.md"
    changed.write_text(changed.read_text("utf-8").replace("40 personer", "60 personer"), "utf-8")
    update(library)
    passages = found(open_library(library))
    assert sorted(one.document.id for one in answered(passages, "40 personer")) == sorted(SITES[:2])
    assert [one.document.id for one in answered(passages, "60 personer")] == [SITES[2]]
    groups = groups_of_copies(list(open_library(library).documents.values()))
    assert [sorted(one.id for one in group) for group in groups] == [sorted(SITES[:2])]


def test_the_list_shows_groups(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list", "--duplicates", "--library", str(library)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Ny jour i Solna: 3 copies\n    nyheter.se: nyheter.se, 2024-03-03, http")
    assert out.count("\n") == 4
    assert cli.main(["list", "--duplicates", "--json", "--library", str(library)]) == 0
    assert capsys.readouterr().out.count('"id"') == 3
    assert cli.main(["list", "--duplicates", "--removed", "--library", str(library)]) == 2


def test_a_document_that_is_left_out_repeats_nothing(library: Path) -> None:
    opened = open_library(library)
    rows = range(len(opened.paragraphs))
    left = thinned(opened, rows, top_k=9, without=frozenset({"solna.se"}))
    named = {
        opened.paragraphs[row].document_id for one in left.items() for row in (one[0], *one[1])
    }
    assert named == {"annat", *SITES[1:]}


# --- citing -----------------------------------------------------------------------------------


def a_passage(
    text: str, name: str, repeats: tuple[Passage, ...] = (), title: str = "En sida"
) -> Passage:
    document = a_document(text, id=name, title=title)
    return Passage(text, 0.9, document, f"{name}#1", 0, len(text), repeats=repeats)


def a_citation(passage: Passage, quote: str, words: str) -> Citation:
    start = passage.text.index(quote)
    at = quote.index(words)
    return Citation(
        quote, start, start + len(quote), (at, at + len(words)), passage.paragraph_id,
        passage.document,
    )  # fmt: skip


def test_a_sentence_is_known_whatever_its_blanks_and_letters() -> None:
    one = a_passage("Det är så. Jouren tar emot 40. Den är ny.", "a")
    citation = a_citation(one, "Jouren tar emot 40.", "40")
    other = copy_of(citation, a_passage("Obs! JOUREN  tar emot 40! Bra.", "b"))
    assert other is not None
    assert other.quote == "JOUREN  tar emot 40!"
    assert other.span is not None
    assert other.quote[slice(*other.span)] == "40"
    for text in ("Jouren tar emot 41.", "Jouren tar emot 40 personer.", "Tar emot 40.", ""):
        assert copy_of(citation, a_passage(text or "Nej.", "b")) is None


def test_a_document_is_named_once() -> None:
    text = "Jouren tar emot 40. Den har 40 platser."
    one, other = a_passage(text, "a"), a_passage(text, "b")
    one = a_passage(text, "a", repeats=(other, a_passage(text, "c")))
    cited = [
        a_citation(one, "Jouren tar emot 40.", "40"),
        a_citation(one, "Den har 40 platser.", "40"),
    ]
    found = [(c.document.id, c.quote) for c in with_copies(cited, [one, other])]
    assert found == [
        ("a", "Jouren tar emot 40."), ("b", "Jouren tar emot 40."), ("c", "Jouren tar emot 40."),
        ("a", "Den har 40 platser."),
    ]  # fmt: skip


def test_the_same_words_about_something_else_are_not_cited() -> None:
    text = "Kommunen kom på plats 8 i mätningen."
    titles = {"b": "Mätningen i Kiruna", "c": "Läget i Solna", "d": "Solna i mätningen"}
    others = tuple(a_passage(text, name, title=title) for name, title in titles.items())
    one = a_passage(text, "a", others, title="Mätningen i Solna")
    cited = with_copies([a_citation(one, text, "8")], [one])
    assert [c.document.id for c in cited] == ["a", "c", "d"]
