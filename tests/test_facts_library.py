"""Facts of a published library: chosen, listed by the command, compared with a file."""

from __future__ import annotations

import json

import pytest

from index.paragraphs import split_documents
from qa import cli
from qa.evaluate_facts import FactsError, compare_facts, read_rows
from qa.facts import facts_csv, select
from tests.fakes import FakeEncoder, a_document, lexical_index

TEXT = (
    "Lund kom trea 2020.\n\nHöör hamnade på plats 9 år 2020.\n\n"
    "=Ek kom tvåa 2020. Eda kom på plats 999."
)


@pytest.fixture
def library(tmp_path):
    """A small library on disk whose facts were read when it was published."""
    from index.publish import publish
    from index.store import open_library

    document = a_document(TEXT, id="sida", title="", date="")
    paragraphs = split_documents([document])[0]
    texts = [p.text for p in paragraphs]
    encoder = FakeEncoder()
    publish(
        tmp_path / "library", [document], paragraphs, [], encoder.encode_documents(texts),
        lexical_index(texts), encoder.fingerprint,
    )  # fmt: skip
    return open_library(tmp_path / "library")


def test_published_library_holds_its_facts(library):
    assert {(f.who, f.value) for f in library.facts} >= {("Lund", 3.0), ("Höör", 9.0)}
    chosen = select(library, who="Lunds kommun", year="2020")
    assert [one.citation.quote for one in chosen] == ["Lund kom trea 2020."]
    assert {one.fact.who for one in select(library, county="Skåne")} == {"Lund", "Höör"}


def test_csv_has_a_line_for_each_fact_and_no_formula(library):
    lines = list(facts_csv(select(library)))
    assert lines[0].startswith("who,kind,county,measure,value")
    assert any(line.startswith("Lund,municipality,Skåne län,rank,3,") for line in lines)
    assert not any(line.startswith("=") or ",=" in line for line in lines)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "Lund 2020 (sentence): rank 3, riket"),
        (["--csv"], "Lund,municipality,Skåne län,rank,3"),
        (["--rejected"], "there is no rank 999 of 290"),
    ],
)
def test_the_command_lists_facts(library, capsys, options, expected):
    assert cli.main(["facts", "--library", str(library.path), *options]) == 0
    assert expected in capsys.readouterr().out


def test_the_command_writes_json(library, capsys):
    assert cli.main(["facts", "--json", "--who", "lund", "--library", str(library.path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["sentence"] == "Lund kom trea 2020."


HEAD = "year,municipality,rank,scope,source_id\n"


def test_facts_are_compared_with_a_file(library, tmp_path, capsys):
    path = tmp_path / "ranks.csv"
    path.write_text(HEAD + "2020,Lund,3,riket,sida\n2020,Höör,8,riket,sida\n")
    score = compare_facts(library, read_rows(path))
    assert (score.found, score.rows, score.right) == (1, 2, 1)
    assert "Höör 2020 rank 8" in score.missing[0]
    assert any("Höör 2020 rank 9" in line for line in score.wrong)
    assert cli.main(["eval", "--facts", str(path), "--library", str(library.path)]) == 0
    assert "recall 50.0 % (1 of 2 rows)" in capsys.readouterr().out


def test_a_file_that_holds_no_ranks_is_refused(tmp_path, capsys):
    path = tmp_path / "ranks.csv"
    path.write_text(HEAD + "2020,Lund,tredje,riket,sida\n")
    with pytest.raises(FactsError, match='line 2: the rank is "tredje"'):
        read_rows(path)
    path.write_text("year,who\n")
    with pytest.raises(FactsError, match="has no column municipality, rank, scope, source_id"):
        read_rows(path)
