"""What sentences, tables and documents say about who came where, and what is kept out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import read_document, read_documents
from index.fact_items import listed
from index.fact_names import area, county_of, municipality, names
from index.fact_sentences import statements_of
from index.fact_tables import cells_of
from index.facts import facts_of
from index.paragraphs import split_documents
from index.records import Records, read_records, write_records
from qa import cli
from qa.evaluate_facts import FactsError, compare_facts, read_rows
from qa.facts import facts_csv, select
from tests.fakes import FakeEncoder, a_document, lexical_index


def said(sentence, subject=""):
    """What a sentence says, as (who, measure, number, year)."""
    return [
        (s.who, s.value.measure, s.value.number, s.year) for s in statements_of(sentence, subject)
    ]


def ranks(sentence, subject=""):
    return {(who, number, year) for who, _, number, year in said(sentence, subject)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Etta i Klimatindex 2022 är Växjö, tvåa Malmö och trea Lund.",
            {("Växjö", 1, "2022"), ("Malmö", 2, "2022"), ("Lund", 3, "2022")},
        ),
        (
            "Trollhättan är etta och Lidköping tvåa i Kvinnofridsbarometern 2023.",
            {("Trollhättan", 1, "2023"), ("Lidköping", 2, "2023")},
        ),
        (
            "Karlstad har rasat från plats 12 år 2020 till plats 88 år 2023.",
            {("Karlstad", 12, "2020"), ("Karlstad", 88, "2023")},
        ),
        (
            "Lidköping går från plats 40 när senaste mätningen gjordes 2021 till plats 2.",
            {("Lidköping", 40, "2021"), ("Lidköping", 2, "")},
        ),
        (
            "Österåker gick upp från plats 154 till 30.",
            {("Österåker", 154, ""), ("Österåker", 30, "")},
        ),
        (
            "Gothenburg ranked 14th in 2021, up from 30th in 2019.",
            {("Göteborg", 14, "2021"), ("Göteborg", 30, "2019")},
        ),
        (
            "Lidköping, which was ranked 40th in 2021, is now in second place.",
            {("Lidköping", 40, "2021"), ("Lidköping", 2, "")},
        ),
        (
            "Second place went to Uppsala and third place to Örebro.",
            {("Uppsala", 2, ""), ("Örebro", 3, "")},
        ),
        (
            "Malmö came second in the 2022 ranking, ahead of Lund in third place.",
            {("Malmö", 2, "2022")},
        ),
        ("Gävle delar plats 77 med Sandviken.", {("Gävle", 77, ""), ("Sandviken", 77, "")}),
        (
            "Malmö, som vann 2018, har halkat ner till sjätte plats.",
            {("Malmö", 1, "2018"), ("Malmö", 6, "")},
        ),
        (
            "Region Kronoberg, som var etta både 2021 och 2022, är nu trea.",
            {
                ("Kronobergs län", 1, "2021"),
                ("Kronobergs län", 1, "2022"),
                ("Kronobergs län", 3, ""),
            },
        ),
        (
            "Lessebo låg 2019 på plats 150, men sjönk 2021 till plats 170.",
            {("Lessebo", 150, "2019"), ("Lessebo", 170, "2021")},
        ),
        ("Tallbacksskolan kom trea i Elevligan.", {("Tallbacksskolan", 3, "")}),
        ("Hans Berg från Lund kom trea i loppet.", {("Hans Berg", 3, "")}),
        ("Sedan 2017 har Trollhättan varit etta på listan.", {("Trollhättan", 1, "2017")}),
        (
            "Lidköping är tvåa, endast Trollhättan är rankad högre.",
            {("Lidköping", 2, ""), ("Trollhättan", 1, "")},
        ),
        ("Växjö (plats 3) och Västerås (plats 5) följer.", {("Växjö", 3, ""), ("Västerås", 5, "")}),
        ("För fjärde gången i rad rankas Mora som Sveriges bästa kommun.", {("Mora", 1, "")}),
        (
            "Både Piteå och Boden ligger högt, på plats 4 respektive 9.",
            {("Piteå", 4, ""), ("Boden", 9, "")},
        ),
        (
            "Lund ligger på plats 23, sex bättre än 2020, då kommunen kom på plats 29.",
            {("Lund", 23, ""), ("Lund", 29, "2020")},
        ),
        (
            "Nora trillar ur topp tio och får nöja sig med plats 14.",
            {("Nora", 14, "")},
        ),
        (
            "Sex kommuner delar på plats 58, bland dem Älmhult och Osby.",
            {("Älmhult", 58, ""), ("Osby", 58, "")},
        ),
        ("Mora hamnar på delad tredje plats med Orsa.", {("Mora", 3, ""), ("Orsa", 3, "")}),
    ],
)
def test_ranks_of_a_sentence(sentence, expected):
    assert ranks(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A clause goes on about whom the sentence spoke of, whatever its verb.
        (
            "Lund knep femteplatsen 2023, och parkerade dessförinnan på plats 9.",
            {("Lund", 5, "2023"), ("Lund", 9, "")},
        ),
        ("Det gav en delad åttondeplats.", {("Ljungby", 8, "")}),
        ("– Vi är inte nöjda med plats 134.", {("Ljungby", 134, "")}),
        (
            "Lund är etta, följt av Malmö och Kalmar.",
            {("Lund", 1, ""), ("Malmö", 2, ""), ("Kalmar", 3, "")},
        ),
        # ... and not about others, nor about what is no place.
        ("Grannarna ligger på plats 9.", set()),
        ("Vi har toppat listan flera gånger.", set()),
        ("De åren hamnade kommunen mellan plats 15 och 23.", set()),
        ("På första plats sätter vi barnen.", set()),
        ("Lund är en av landets bästa kommuner.", set()),
    ],
)
def test_whose_a_place_is_by_its_clause(sentence, expected):
    said = statements_of(sentence, "Ljungby", about="Ljungby")
    assert {(s.who, s.value.number, s.year) for s in said if s.value.measure == "rank"} == expected


def test_a_paragraph_goes_on_about_whom_the_one_before_spoke_of():
    text = "Bäst är Habo, plats 2. Gnosjö kommer på plats 16.\n\nFörra året blev det plats 19."
    document = a_document(text, title="", publisher="", date="2023-05-01")
    facts, _ = facts_of([document], split_documents([document])[0])
    assert {(f.who, f.value, f.year) for f in facts} == {
        ("Gnosjö", 16, "2023"), ("Gnosjö", 19, "2022"), ("Habo", 2, "2023")
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Målet är att Borås ska nå plats 10 år 2025.",
        "Borås hamnade inte på plats 10.",
        "Med ytterligare två poäng hade Borås tagit andraplatsen.",
        "Bara en seger till så är Borås etta.",
        "Borås var nära att ta andraplatsen.",
        "Borås hade kunnat hamna på plats 10.",
        "Borås kommer på plats 10 om kommunen svarar på enkäten.",
        "Borås fell out of the top 50.",
        "Lund har 12 platser på förskolan och en plats i Malmö.",
        "Första gången Lund deltog var 2012.",
        "Nyköping tappade 30 platser.",
        "Telefonnumret till Lund är nummer 046-35 50 00.",
        "I kommunen finns rutiner på plats och Lund tar det i första hand.",
        "Vansbro har ingen etta i år.",
        "Där är Hortlaxskolan etta.",
        "Ystad var nära förstaplatsen.",
        "Kirunapartiet blev tredje störst i valet.",
        "Could Lund come second?",
    ],
)
def test_what_is_no_rank(sentence):
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I botten 2021 finns Lessebo och Arvidsjaur.", ("bottom", 0)),
        ("Näst sist kommer Härnösand.", ("bottom", 2)),
        ("Åtvidaberg finished last in 2023.", ("bottom", 1)),
        ("Alingsås ligger i topp tre.", ("top", 3)),
        ("Sigtuna och Solna är därmed bäst i Stockholms län.", ("top", 0)),
        ("Solna låg på den nedre halvan 2015.", ("half", 2)),
        ("Lund fick 87 poäng av 100 möjliga.", ("points", 87)),
    ],
)
def test_what_is_said_otherwise_than_by_a_rank(sentence, expected):
    assert {(measure, number) for _, measure, number, _ in said(sentence)} == {expected}


def test_scope_is_the_county_that_stands_by_the_rank():
    sentence = "Nora är nummer 14 i Sverige i Barometern 2017 och kommer på första plats i länet."
    assert [(s.value.number, s.scope) for s in statements_of(sentence)] == [
        (14, "riket"),
        (1, "Örebro län"),
    ]
    best = "I Skåne är det Lomma som ligger högst, på plats 40."
    assert [s.scope for s in statements_of(best)] == ["riket"]


def test_names_table_is_whole():
    assert len(names().county_of) == 290
    assert len(set(names().county_of.values())) == 21
    assert municipality("Lidköpings kommun") == municipality("lidköping") == "Lidköping"
    assert municipality("Västerås stad") == "Västerås"
    assert area("Sörmland") == county_of("Flen") == "Södermanlands län"
    assert (area("Kalmar"), area("Kalmar län")) == ("", "Kalmar län")


def facts(text, **fields):
    document = a_document(text, **{"date": "", "title": "", "publisher": "", **fields})
    found, rejected = facts_of([document], split_documents([document])[0])
    return document, found, rejected


@pytest.mark.parametrize(
    ("text", "fields", "year"),
    [
        ("Lund kom trea 2020.", {"title": "Läget 2019"}, ("2020", "sentence")),
        ("Barometern 2020 är här. Lund kom trea.", {"title": "Läget 2019"}, ("2020", "paragraph")),
        ("Lund kom trea.", {"title": "Läget 2019", "date": "2021-02-02"}, ("2019", "title")),
        ("Lund kom trea.", {"date": "2021-02-02"}, ("2021", "date")),
        ("Lund låg på plats 3 förra året.", {"date": "2021-02-02"}, ("2020", "date")),
        ("Tidigare har Lund legat på plats 3.", {"date": "2021-02-02"}, ("", "")),
        ("Skolan byggdes 1950. Lund kom trea.", {"date": "2021-02-02"}, ("2021", "date")),
        ("Lund kom trea.", {}, ("", "")),
    ],
)
def test_where_the_year_comes_from(text, fields, year):
    _, found, _ = facts(text, **fields)
    assert [(f.year, f.year_from) for f in found] == [year]


def test_spans_are_the_words_that_say_it():
    text = "Kommunernas arbete rankas.\n\nLidköping hamnar på en andraplats. Alla är glada."
    document, found, _ = facts(text)
    assert [document.text[f.start : f.end] for f in found] == ["Lidköping hamnar på en andraplats."]
    assert document.text[found[0].span_start : found[0].span_end] == "andraplats"


def test_the_municipality_is_the_one_that_the_page_is_of():
    _, found, _ = facts("Vi rankas nu som tvåa i Sverige.", publisher="Lidköpings kommun")
    assert [(f.who, f.value) for f in found] == [("Lidköping", 2)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lund hamnar på plats 400 av 290 kommuner.", "there is no rank 400 of 290"),
        ("Lund hamnar på plats 3 i Barometern 2204.", "the year 2204 has not been"),
        ("Lund hamnar på plats 40 i Skåne län.", "there is no rank 40 of 33"),
        ("Lund hamnar på plats 4 i Hallands län.", "Lund does not lie in Hallands län"),
    ],
)
def test_what_cannot_be_is_kept_out_with_its_reason(text, reason):
    _, found, rejected = facts(text)
    assert found == []
    assert [one.reason for one in rejected] == [reason]


def test_ranks_that_contradict_each_other_are_both_kept():
    _, found, _ = facts("Lund kom trea 2020.\n\nLund hamnade på plats 5 år 2020.")
    assert sorted(f.value for f in found) == [3, 5]


def test_a_row_says_its_numbers_by_its_header():
    row = "Sjö: Vättern; År: 2019; Yta (km²): 1 893,5; Största djup: 128 m"
    cells = [(c.who, c.measure, c.value, c.unit, c.year) for c in cells_of([row])[0]]
    assert cells == [
        ("Vättern", "yta", 1893.5, "km²", "2019"),
        ("Vättern", "största djup", 128.0, "m", "2019"),
    ]
    (wide,) = cells_of(["Kommun: Skurup; 2021: 88; 2023: 84"], title="Placeringar")
    assert [(c.measure, c.value, c.year) for c in wide] == [
        ("rank", 88.0, "2021"),
        ("rank", 84.0, "2023"),
    ]
    assert cells_of(["Öppet: 8; Stängt: 17"]) == [[]]


def test_rows_of_sheets_say_their_subject_first_and_their_year_last():
    row = "Vättern: yta (km²) 1 893,5, största djup 128 m, län Örebro län (2019)"
    (cells,) = cells_of([row], is_sheet=True)
    assert [(c.who, c.measure, c.value, c.unit, c.year) for c in cells] == [
        ("Vättern", "yta", 1893.5, "km²", "2019"),
        ("Vättern", "största djup", 128.0, "m", "2019"),
    ]
    text = "Ranking\n\nLidköpings kommun: plats 2, poäng 33 (2024)\n\nÖppet: måndag 8"
    _, found, _ = facts(text, kind="csv")
    assert [(f.who, f.measure, f.value, f.year) for f in found][:2] == [
        ("Lidköping", "rank", 2.0, "2024"),
        ("Lidköping", "points", 33.0, "2024"),
    ]
    # In prose only the grammar reads it, and a colon makes no table.
    assert {f.measure for f in facts(text, kind="text")[1]} == {"rank"}


def test_a_numbered_list_ranks_only_under_words_of_ranking():
    said = [(c.measure, c.value) for c in listed("3. Växjö, 27 poäng", "Topp tio")]
    assert said == [("rank", 3), ("points", 27)]
    assert listed("3. Växjö, 27 poäng", "Så gjorde vi") == []


def test_tables_of_html_become_facts(tmp_path):
    page = tmp_path / "sjoar.html"
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("Vänern", 106), ("Siljan", 134))
    )
    page.write_text(
        "<html><body><article><h1>Sjöar</h1><p>Tabellen visar hur djupa några sjöar är, mätt av "
        f"kommunerna.</p><table><tr><th>Sjö</th><th>Djup (m)</th></tr>{rows}</table></article>"
        "</body></html>"
    )
    document = read_document(page)
    found, _ = facts_of([document], split_documents([document])[0])
    assert [(f.who, f.measure, f.value, f.unit) for f in found] == [
        ("Vänern", "djup", 106.0, "m"),
        ("Siljan", "djup", 134.0, "m"),
    ]


def test_every_rank_of_the_real_pages(raw_pages):
    documents, _ = read_documents([raw_pages])
    found, _ = facts_of(documents, split_documents(documents)[0])
    stated = {(f.document_id.split("-")[0], f.who, f.value, f.year) for f in found}
    assert stated == {
        ("lidkoping", "Lidköping", 2.0, "2024"),
        ("lidkoping", "Lidköping", 40.0, "2021"),
        ("lidkoping", "Trollhättan", 1.0, "2024"),
        ("trollhattan", "Trollhättan", 1.0, "2024"),
        ("trollhattan", "Trollhättan", 1.0, "2017"),
    }


@given(st.text(max_size=200))
def test_any_text_has_facts_that_lie_in_it(text):
    for one in statements_of(text, "Lund"):
        assert 0 <= one.start < one.end <= len(text)


def test_facts_are_stored_as_they_are(tmp_path):
    document, found, rejected = facts("Lund kom trea 2020. Lund kom på plats 4 av 3 år 2021.")
    paragraphs = split_documents([document])[0]
    write_records(tmp_path / "r.sqlite", Records([document], paragraphs, [], found, rejected))
    stored = read_records(tmp_path / "r.sqlite")
    assert (list(stored.facts), list(stored.rejected_facts)) == (found, rejected)
    assert found
    assert rejected


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
