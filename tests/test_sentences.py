from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentence_spans

TRICKY = [
    ["Mötet var kl. 8.00 den 3 juli 2017.", "Det kostade 1,5 miljoner kr.", "Sedan gick de."],
    ["Bl.a. polisen, t.ex. i Solna, m.fl. deltog.", "Dr. Ek sa nej."],
    ["Magnus P Wåhlin, ordf., sade ja.", "Han log."],
    ["Hon blev 3:e på listan.", "Nr 2 var Solna."],
    ["”Är det sant?” – sade hon.", "Nej."],
    ["Vi ses fr.o.m. måndag t.o.m. fredag.", "Jfr s. 12 i boken."],
    ["M. Andersson och P.O. Ek kom.", "De gick."],
    ["– Det är bra! säger Eva.", "– Ja."],
    ["Den 3. april kom.", "Kl. 12 åt de, sov osv.", "Sedan gick de hem."],
    ["St. Olof var kung.", "Ö. Eneby ligger i öster.", "S:t Eriks sjukhus ligger där."],
    ["Se www.unizon.se.", "Skriv till info@unizon.se."],
    ["Det var ett barn.", "Han såg det.", "Det hände i maj.", "Vi gick."],
    ["Enligt prof. Lundgren gäller 2 kap. 3 § lagen.", "Så är det."],
    ["Ring 020-50 50 50.", "Öppet dygnet runt."],
    ["På plats nr. 2 kom Växjö.", "(Det var bra.)", "Nu börjar det."],
    ["Hon sa: ”Jag vet inte.”", "Sedan gick hon."],
    ["Artikeln är från 2017.", "2018 kom en ny."],
    ["Det gäller alla, dvs. kommuner, regioner m.m. i landet.", "Ca 290 svarade."],
    ["Mrs. Smith came at 8 p.m. and left.", "It was late, e.g. for her."],
    ["Vad händer ...", "Ingen vet!"],
]


@pytest.mark.parametrize("sentences", TRICKY, ids=lambda one: one[0])
def test_sentences_end_where_a_reader_ends_them(sentences):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_line_break_ends_a_sentence():
    text = "Plats: 1; Kommun: Trollhättan\n  Plats: 2; Kommun: Lidköping  \n\nöppet"
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Plats: 1; Kommun: Trollhättan",
        "Plats: 2; Kommun: Lidköping",
        "öppet",
    ]


def test_blank_text_has_no_sentences():
    assert sentence_spans(" \n\t\n ") == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .!?\n–”Aa1"))))
def test_sentences_hold_every_character_once(text):
    spans = sentence_spans(text)
    at = 0
    for start, end in spans:
        assert text[at:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        at = end
    assert text[at:].strip() == ""
