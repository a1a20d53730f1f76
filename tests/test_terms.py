"""Terms: what must meet, what must not, and that no text is too strange."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compounds import compound_base, compound_parts
from index.terms import terms

_COMPOUNDS = """
kvinnofridsbarometern:kvinnofrid+barometer kvinnojourer:kvinna+jour tjejjourer:tjej+jour
våldsutsatta:våld hemtjänst:hem+tjänst socialtjänsten:social+tjänst riksförbundet:rike
områdeschef:område+chef enhetschef:enhet+chef socialsekreterare:social+sekreterare
arbetsmarknad:arbete+marknad länsstyrelsen:län+styrelse barnkonventionen:barn+konvention
kvinnofrid:kvinna+frid skolkurator:skola+kurator polisanmälan:polis+anmälan topplista:topp+lista
undersökningsresultat:undersökning+resultat gatubelysning:gata+belysning kyrkogård:kyrka+gård
familjerätt:familj+rätt familjehem:familj+hem arbetsgivare:arbete+givare
bostadsbidrag:bostad+bidrag sjukförsäkring:sjuk+försäkring öppettider:öppen+tid
mejladress:mejl+adress webbplats:webb+plats telefonnummer:telefon+nummer
kommunstyrelsens:kommun+styrelse jämställdhetspolitik:jämställdhet+politik
hedersvåld:heder+våld människohandel:människa+handel partnervåld:partner+våld
brottsoffer:brott+offer brottsofferjouren:brottsoffer+jour kvinnohus:kvinna+hus
jourverksamhet:jour+verksamhet stödsamtal:stöd+samtal samverkansavtal:samverkan+avtal
kommunalråd:kommunal+råd landshövdingen:land+hövding statsbidrag:stat+bidrag
årsrapporten:år+rapport tidsfrist:tid+frist sommarjobb:sommar+jobb
vattenkraftverk:vatten+kraftverk järnvägsstation:järnväg+station hälsovård:hälsa+vård
läkarintyg:läkare+intyg
"""

_OTHERS = """
kommun information organisation universitet verksamhet möjlighet personal regering resultat
partier samverkan utveckling förebyggande arbetare sekreterare insatser åtgärder rutiner kompetens
fantastiskt strategiskt undersökning relevanta utsatta placering ranking förening ordförande
minister kontakt förändring anledning intervju trollhättan lidköping kristianstad anställning
antal system material kandidat brutal politiker studenter miljarder kvinnorna medlemmar barnen
dokument program projekt kultur rapporter betala hotell kapitel europa amerikanska president
produktion situation regional kommissionen barometern
"""

MEETING = [
    ("tvåa", "second", "rank:2"),
    ("på andra plats", "en andraplats", "rank:2"),
    ("plats 2", "number two", "rank:2"),
    ("tvåan", "andraplatsen", "rank:2"),
    ("2nd", "2:a", "rank:2"),
    ("näst bäst i landet", "second largest", "rank:2"),
    ("näst sist", "second to last", "rank:-2"),
    ("etta", "förstaplats", "rank:1"),
    ("vem kom först", "who came first", "rank:1"),
    ("plats 40", "40:e", "rank:40"),
    ("kom fyra", "fourth place", "rank:4"),
    ("fjärde gången", "four times", "times:4"),
    ("för fjärde gången", "fyra gånger", "times:4"),
    ("twice", "två gånger", "times:2"),
    ("1 500 kr", "1.500 kr", "1500"),
    ("1,500", "1\u00a0500", "1500"),
    ("1 500 000", "1,500,000", "1500000"),
    ("två", "two", "2"),
    ("85,5 procent", "85.5 %", "85.5"),
    ("3 juli 2017", "2017-07-03", "date:2017-07-03"),
    ("July 3, 2017", "den 3:e juli 2017", "date:2017-07-03"),
    ("3 juli 2017", "i juli 2017", "2017"),
    ("i juli", "on July 3", "month:07"),
    ("Trollhättans", "trollhättan", "trollhättan"),
    ("Unizons", "unizon", "unizon"),
    ("SKR:s avtal", "SKR", "skr"),
    ("Sweden’s", "sweden", "sweden"),
    ("våldet", "våld", "våld"),
    ("women", "woman", "woman"),
    ("e-post", "epost", "epost"),
    ("barometer", "Kvinnofridsbarometern", "baromet"),
    ("jour", "kvinnojourer", "jour"),
    ("kvinnofridsbarometer", "Kvinnofridsbarometerns", "kvinnofridsbaromet"),
    ("kommu\u00adner", "KOMMUNERNAS", "kommun"),
]


@pytest.mark.parametrize("pair", _COMPOUNDS.split())
def test_compounds_are_split(pair):
    word, parts = pair.split(":")
    assert set(parts.split("+")) <= set(compound_parts(word))


@pytest.mark.parametrize("word", _OTHERS.split())
def test_other_words_are_not(word):
    assert compound_parts(word) == ()


def test_unlisted_compound_loses_the_ending_of_its_last_part():
    assert compound_base("kvinnofridsbarometerns") == "kvinnofridsbarometer"
    assert compound_base("unizon") is None


@pytest.mark.parametrize(("one", "other", "term"), MEETING)
def test_two_ways_to_say_it_meet(one, other, term):
    assert term in terms(one)
    assert term in terms(other)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("med andra kommuner", "rank:2"),
        ("it may be", "month:05"),
        ("telefon 0510-77 00 00", "month:77"),
        ("Linda Hansen", "hans"),
        ("åren 2019-2021", "date:2019-20"),
        ("Trollhättan", "hätt"),
        ("fyra kommuner", "rank:4"),
        ("år 2024", "rank:2024"),
        ("plats 2024", "rank:2024"),
    ],
)
def test_what_must_not_be_read_into_it(text, unwanted):
    assert unwanted not in terms(text)


def test_terms_come_in_order_and_as_often_as_they_occur():
    assert terms("Våld och åter våld. Hat!") == ["våld", "åter", "våld", "hat"]


def test_dots_are_kept_and_stop_words_go():
    assert terms("Är det så att sjön ska höra till dem?") == ["sjö", "hör"]
    assert terms("what is the of and") == []


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text):
    found = terms(text)
    assert all(term and term == term.casefold() for term in found)


@given(st.text("0123456789 .,:-/aeönstrdh", max_size=60))
def test_no_number_is_too_strange(text):
    assert all(terms(text))


@given(st.lists(st.sampled_from(["hus", "bil", "kvinno", "jour", "s", "lag", "o"]), max_size=30))
@settings(deadline=None)
def test_long_compounds_end(parts):
    assert isinstance(compound_parts("".join(parts)), tuple)


@given(st.text(max_size=80))
def test_large_and_small_letters_are_one(text):
    # Some letters have no single capital ("ŉ", "ß"): only what survives the way there and back.
    small = text.casefold()
    if small.upper().casefold() == small:
        assert terms(small.upper()) == terms(small)


def test_threads_get_the_same_terms():
    text = "Kvinnojourernas verksamhet i Lidköpings kommun kom på andra plats den 3 juli 2017"
    expected = terms(text)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: terms(f"xyz{n} {text}")[1:], range(200)))
    assert all(each[-len(expected) :] == expected for each in found)


def test_import_loads_no_word_list():
    code = "import sys, index.lexical; print({'simplemma', 'Stemmer'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
