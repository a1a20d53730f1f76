"""Kinds of answers: what asks for them, and what they look like."""

from __future__ import annotations

import pytest

from qa.answer_kinds import fits, kind_asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hur många svarade?", "number"),
        ("How much does it cost?", "number"),
        ("Hur stor andel av kvinnorna nekades plats?", "share"),
        ("What proportion of the pupils passed?", "share"),
        ("How many percent voted?", "share"),
        ("Hur ofta görs mätningen?", "often"),
        ("How often is the count held?", "often"),
        ("Can I email the unit in Trollhättan?", "e-mail"),
        ("Vilken e-postadress har kommunen?", "e-mail"),
        ("Who do I call on a Saturday?", "phone"),
        ("Vilket telefonnummer har jouren?", "phone"),
        ("När öppnar kontaktcenter?", "time"),
        ("Vem leder arbetet?", "person"),
        ("Vilken kommun kom tvåa?", ""),
        ("What did the email say?", ""),
        ("Who called the meeting?", "person"),
        ("Who can call Kvinnofridslinjen?", "person"),
        ("Vem ringde polisen?", "person"),
        ("Vem kan man ringa på natten?", "phone"),
        ("Vart ringer jag när jag är rädd?", "phone"),
        ("What number do I call?", "phone"),
        ("What number of municipalities answered?", "number"),
        ("How many emails were sent to the municipality?", "number"),
        ("How many e-mail addresses are there?", "number"),
        ("När kan jag mejla enheten?", "time"),
        ("When can I email the unit?", "time"),
    ],
)
def test_what_a_question_asks_for(question: str, kind: str) -> None:
    assert kind_asked(question) == kind


@pytest.mark.parametrize(
    ("kind", "words", "can_be"),
    [
        ("number", "168", True),
        ("number", "närmare tusen", True),
        ("number", "kommuner", False),
        ("share", "70 procent", True),
        ("share", "nästan hälften", True),
        ("share", "35 000", False),
        ("often", "vartannat år", True),
        ("often", "twice a year", True),
        ("often", "kommunen", False),
        ("e-mail", "info@solna.se", True),
        ("e-mail", "0520-49 54 00", False),
        ("phone", "020-50 50 50", True),
        ("phone", "112", True),
        ("phone", "Kvinnohuset", False),
        ("time", "i april", True),
        ("time", "Solna", False),
        ("person", "Anna Ek", True),
        ("", "vad som helst", True),
    ],
)
def test_what_an_answer_looks_like(kind: str, words: str, can_be: bool) -> None:
    assert fits(kind, words) is can_be
