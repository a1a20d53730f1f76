"""From readings to an answer: support adds up, quotes are slices, numbers may disagree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Document
from qa.answer import Answer, Citation, Claim, Passage
from qa.answering import abstain, cite, compose, find
from qa.candidates import Support, candidates
from qa.confidence import SIGNALS, Calibration
from qa.question import parse
from qa.reader import Reading, Span
from qa.surroundings import numbers_asked, numeric_terms, said, term_set, things

SURE = Calibration({"score": 1.0}, 10.0, 0.5)
UNSURE = Calibration({"score": 0.0}, -10.0, 0.5)


def document(text: str, name: str = "d", date: str = "") -> Document:
    return Document(
        id=name, title=f"Om {name}", publisher="", language="sv", date=date, url="", text=text,
        kind="text", origin=name,
    )  # fmt: skip


def passage(text: str, name: str = "d", score: float = 0.9) -> Passage:
    before = "Ingress.\n\n"
    return Passage(
        text=text, score=score, document=document(before + text, name), paragraph_id=f"{name}#1",
        start=len(before), end=len(before) + len(text),
    )  # fmt: skip


def reading(text: str, *words: tuple[str, float]) -> Reading:
    spans = [Span(text.index(w), text.index(w) + len(w), score) for w, score in words]
    return Reading(tuple(spans), max((s.score for s in spans), default=-9.0))


def ask(
    question: str, texts: Sequence[tuple[str, Sequence[tuple[str, float]]]],
    calibration: Calibration = SURE,
) -> Answer:  # fmt: skip
    passages = [passage(text, f"d{at}") for at, (text, _w) in enumerate(texts)]
    readings = [reading(text, *words) for text, words in texts]
    found = find(parse(question), passages, readings, calibration)
    return compose(found, threshold=calibration.threshold)


def test_equal_spans_of_several_documents_add_up_and_cite_each() -> None:
    answer = ask(
        "Vem kom tvåa?",
        [
            ("Solna nämns först. Där bor folk.", [("Solna", 3.0)]),
            ("I år blev det Lidköping som kom tvåa.", [("Lidköping", 2.5)]),
            ("Lidköpings kommun är tvåa. Bra.", [("Lidköpings kommun", 2.4)]),
        ],
    )
    assert answer.text == "Lidköping"
    assert [c.quote for c in answer.citations] == [
        "I år blev det Lidköping som kom tvåa.",
        "Lidköpings kommun är tvåa.",
    ]
    assert answer.claims == (Claim("Lidköping", (0, 1)),)


def test_quote_is_the_sentence_and_the_span_lies_in_it() -> None:
    answer = ask(
        "Vem leder?", [("Först detta. Anna Ek leder arbetet. Sedan mer.", [("Anna Ek", 4.0)])]
    )
    (citation,) = answer.citations
    assert citation.quote == "Anna Ek leder arbetet."
    assert citation.document.text[citation.start : citation.end] == citation.quote
    assert citation.span is not None
    assert citation.quote[slice(*citation.span)] == "Anna Ek"


def test_below_the_threshold_it_abstains_and_says_what_came_nearest() -> None:
    answer = ask("Vem leder?", [("Anna Ek leder.", [("Anna Ek", 4.0)])], UNSURE)
    assert answer.abstained
    assert answer.reason == "not-in-documents"
    assert answer.text == "Det svarar dokumenten inte på."
    assert answer.citations == ()
    assert answer.nearest[0].text == "Anna Ek leder."
    assert answer.to_dict()["nearest"][0]["document"]["id"] == "d0"


def test_documents_that_count_the_same_thing_differently() -> None:
    answer = ask(
        "Hur många jourer har Unizon?",
        [
            ("Unizon samlar över 140 kvinnojourer i landet.", [("över 140", 5.0)]),
            ("Förbundet har över 130 kvinnojourer.", [("över 130", 4.5)]),
        ],
    )
    assert answer.disagreement
    assert [c.text for c in answer.claims] == ["över 140", "över 130"]
    assert [c.citations for c in answer.claims] == [(0,), (1,)]
    assert "inte överens" in answer.text


def test_other_numbers_do_not_disagree() -> None:
    answer = ask(
        "Hur många jourer har Unizon?",
        [
            ("Unizon samlar över 140 kvinnojourer i landet.", [("över 140", 5.0)]),
            ("Sverige har 290 kommuner.", [("290", 4.5)]),
        ],
    )
    assert not answer.disagreement
    assert answer.text == "över 140"


def test_numbers_of_different_years_do_not_disagree() -> None:
    answer = ask(
        "Hur många samtal besvarades 2023?",
        [
            ("Linjen besvarade 49 354 samtal under 2023.", [("49 354", 5.0)]),
            ("Linjen besvarade 44 678 samtal under 2022.", [("44 678", 5.5)]),
        ],
    )
    assert answer.text == "49 354"
    assert not answer.disagreement


def test_a_span_that_repeats_the_question_gives_way() -> None:
    text = "Lidköping går från plats 40 till plats 2."
    answer = ask("Vilken plats fick Lidköping?", [(text, [("Lidköping", 5.0), ("plats 40", 3.0)])])
    assert answer.text == "plats 40"
    choice = ask("Vann Solna eller Lidköping?", [(text, [("Lidköping", 5.0), ("plats 40", 3.0)])])
    assert choice.text == "Lidköping"


@pytest.mark.parametrize("question", ["Vem leder utredningen?", "Who leads the investigation?"])
def test_a_span_beside_what_is_asked_about_is_preferred(question: str) -> None:
    text = "Anna Ek kom till mötet. Utredningen leds av Bo Ås."
    assert ask(question, [(text, [("Anna Ek", 3.0), ("Bo Ås", 2.5)])]).text == "Bo Ås"
    assert ask(question, [(text, [("Anna Ek", 5.0), ("Bo Ås", 2.5)])]).text == "Anna Ek"


@pytest.mark.parametrize("question", ["Vilken myndighet ansvarar?", "Which authority is it?"])
def test_what_only_says_the_question_again_is_held_back(question: str) -> None:
    text = "Myndigheten har ansvaret. Det är Länsstyrelsen."
    spans = [("Myndigheten", 4.0), ("Länsstyrelsen", 3.0)]
    assert ask(question, [(text, spans)]).text == "Länsstyrelsen"


def test_how_many_wants_a_number() -> None:
    text = "Många kommuner svarade, närmare bestämt 168."
    answer = ask("Hur många svarade?", [(text, [("kommuner", 3.0), ("168", 2.0)])])
    assert answer.text == "168"


def test_nothing_read_is_an_abstention() -> None:
    assert ask("Vem leder?", []).abstained
    assert ask("Vem leder?", [("Text.", [])]).abstained


def test_fixed_replies_are_abstentions_in_the_questions_language() -> None:
    assert abstain(parse("Hello"), "greeting").text.startswith("Hello!")
    assert abstain(parse("Hej"), "greeting").text.startswith("Hej!")


def test_what_words_mean_is_counted_where_a_text_says_it() -> None:
    text = "Våldets omfattning i Lidköping 2021, 1,5 miljoner"
    assert said(things("våldet", "sv", "sv"), text) == 1
    assert said(things("Solna", "sv", "sv"), text) == 0
    assert said(things("Solna Lidköping", "sv", "sv"), text) == 1
    assert said((), text) == 0


def test_a_text_in_swedish_says_what_english_words_mean() -> None:
    text = "Våldets omfattning i Lidköping 2021, 1,5 miljoner"
    assert said(things("violence Lidköping weather", "en", "sv"), text) == 2
    assert said(things("violence Lidköping weather", "en", "en"), text) == 1


def test_nothing_of_a_question_is_remembered_while_texts_are() -> None:
    held = [remembers.cache_info().currsize for remembers in (term_set, numeric_terms)]
    asked = things("Who came 17th in Xylorimba?", "en", "sv")
    assert numbers_asked("Who came 17th in Xylorimba?")
    assert said(asked, "") == 0  # remembers a text, the empty one
    after = [remembers.cache_info().currsize for remembers in (term_set, numeric_terms)]
    assert after[0] - held[0] <= 1
    assert after[1] == held[1]


def test_numbers_meet_across_languages() -> None:
    place = numeric_terms("Lidköping hamnar på en andraplats 2021")
    assert numeric_terms("Who came second in 2021?") <= place
    assert not numeric_terms("Who came tenth in 2024?") & place


def test_a_citation_must_be_a_slice_of_its_document() -> None:
    with pytest.raises(ValueError, match="is not what d says"):
        Citation("annat", 0, 5, None, "d#1", document("Något helt."))
    with pytest.raises(ValueError, match="lies outside"):
        Citation("Något", 0, 5, (2, 9), "d#1", document("Något helt."))


def test_an_answer_must_cite() -> None:
    with pytest.raises(ValueError, match="cites nothing"):
        Answer(question="q", language="sv", text="ja")
    with pytest.raises(ValueError, match="has no citation"):
        Answer(question="q", language="sv", text="ja", claims=(Claim("ja", (0,)),),
               abstained=True, reason="empty")  # fmt: skip
    with pytest.raises(ValueError, match="has a reason"):
        Answer(question="q", language="sv", text="ja", abstained=True)


@given(st.text(min_size=1, max_size=120), st.data())
def test_every_citation_is_exact_whatever_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    spot = passage(text)
    citation = cite(Support(0, start, end, 1.0), spot)
    assert citation.quote == spot.document.text[citation.start : citation.end]
    assert citation.span is not None
    assert citation.quote[slice(*citation.span)] == text[start:end]


@given(st.lists(st.tuples(st.text(min_size=1, max_size=40), st.floats(-20, 20)), max_size=5))
def test_any_reading_gives_an_answer_or_an_abstention(rows: list[tuple[str, float]]) -> None:
    passages = [passage(text, f"d{at}") for at, (text, _s) in enumerate(rows)]
    readings = [Reading((Span(0, len(text), score),), score) for text, score in rows]
    found = find(parse("Vem kom tvåa 2024?"), passages, readings, SURE)
    again = candidates(found.question, found.passages, found.readings)
    assert again == list(found.candidates)
    if found.candidates:
        assert set(found.signals) == set(SIGNALS)
    answer = compose(found, threshold=0.5)
    assert answer.abstained or answer.citations
