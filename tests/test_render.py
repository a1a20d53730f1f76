"""Answers as HTML: what is marked, what is linked, and that nothing of a stranger is markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.phrases import PHRASES
from tests.reading_html import read
from tests.stub_assistant import (
    HOSTILE,
    LIDKOPING,
    LIDKOPING_SENTENCE,
    UNIZON,
    StubAssistant,
    abstention,
    cite,
    document,
    one,
)
from ui.links import document_href, original_href, safe_address
from ui.render import Turn, announcement, render_answer, render_conversation
from ui.safety import STAND_IN, harmless, shown
from ui.texts import TEXTS


def conversation(question: str) -> str:
    return render_conversation([Turn(question, "sv", StubAssistant().ask(question))], "sv")


def test_answer_marks_its_words_in_the_quoted_sentence() -> None:
    html = conversation("Vem kom tvåa 2024?")
    assert read(html).marked == "Lidköping"
    assert '<blockquote dir="auto" lang="sv"><mark>Lidköping</mark> kommer på andra' in html
    assert '<time datetime="2024-02-19">19 februari 2024</time>' in html
    assert "Lidköpings kommun" in html


def test_marker_opens_the_document_at_the_cited_sentence() -> None:
    answer = StubAssistant().ask("oense")
    reader = read(conversation("oense"))
    markers = [attrs for _, attrs in reader.tags if "marker" in str(attrs.get("class"))]
    assert [marker["href"] for marker in markers] == [
        document_href(c.document.id, c.start, c.end, "sv") for c in answer.citations
    ]
    assert len({marker["id"] for marker in markers}) == 2


def test_citation_links_to_the_document_and_the_original() -> None:
    links = read(conversation("Vem kom tvåa 2024?")).links()
    start = LIDKOPING.text.index(LIDKOPING_SENTENCE)
    end = start + len(LIDKOPING_SENTENCE)
    assert f"document/lidkoping-2024?from={start}&to={end}&lang=sv#quote" in links
    assert any(link.startswith("https://lidkoping.se/kvinnofrid#:~:text=Lidk") for link in links)


def test_frame_follows_the_question_not_the_page() -> None:
    answer = StubAssistant().ask("Who ranked second in 2024?")
    html = render_conversation([Turn(answer.question, "sv", answer)], "sv")
    assert TEXTS["in-document"]["en"] in html
    assert '<article class="turn" id="turn-1" lang="en"' in html
    assert "19 February 2024" in html


def test_refusal_shows_what_came_nearest() -> None:
    words = " ".join(read(conversation("okänd")).words)
    assert PHRASES["not-in-documents"]["sv"] in words
    assert TEXTS["nearest"]["sv"] in words
    assert "Enkäten besvarades av 234" in words


def test_other_refusals_do_not_pretend_to_have_looked() -> None:
    answer = abstention("hej", "sv", "greeting")
    assert TEXTS["nearest"]["sv"] not in render_answer(answer, "t")


def test_disagreement_has_each_claim_with_its_origin() -> None:
    html = conversation("oense")
    assert PHRASES["disagreement"]["sv"] in html
    claims = re.findall(r'<li><span class="claim".*?</li>', html)
    assert len(claims) == 2
    assert "234" in claims[0]
    assert '<time datetime="2023">2023</time>' in claims[0]
    assert "19 februari 2024" in claims[1]


def test_disagreement_names_what_is_undated() -> None:
    undated = replace(UNIZON, date="")
    answer = StubAssistant().ask("oense")
    citations = (cite(undated, "Svarsfrekvensen var 81 procent.", "81"), answer.citations[1])
    assert TEXTS["undated"]["sv"] in render_answer(replace(answer, citations=citations), "t")


def test_waiting_and_failed_turns_say_so() -> None:
    waiting = render_conversation([Turn("Vem?", "en")], "en")
    assert TEXTS["asking"]["en"] in waiting
    assert "data-announce" not in waiting
    failed = render_conversation([Turn("Vem?", "en", problem="failed")], "en")
    assert read(failed).words.count(TEXTS["failed"]["en"]) == 2


def test_empty_question_still_has_a_heading() -> None:
    for question in ("", " \t\n"):
        html = render_conversation([Turn(question, "en")], "en")
        assert TEXTS["no-words"]["en"] in html


def test_announcement_says_the_answer_in_plain_words() -> None:
    assistant = StubAssistant()
    assert announcement(Turn("", "sv", assistant.ask("Vem?"))) == "Svar: Lidköping"
    assert announcement(Turn("", "sv", assistant.ask("oense"))) == (
        "Svar: Dokumenten är inte överens. 234; 290"
    )


def test_understood_question_stands_above_the_answer_and_is_spoken() -> None:
    answer = replace(StubAssistant().ask("Vem?"), understood_as=f"Vem kom {HOSTILE} {{0}} 2024?")
    turn = Turn("och 2024?", "sv", answer)
    reader = read(render_conversation([turn], "sv"))
    assert reader.names().isdisjoint({"script", "img"})
    line = f"Du menar: Vem kom {HOSTILE} {{0}} 2024?"
    assert line in reader.words
    assert reader.words.index(line) < reader.words.index("Lidköping")
    assert announcement(turn) == f"{line} Svar: Lidköping"
    refused = replace(abstention("och 2024?", "en", "not-in-documents"), understood_as="Who?")
    assert "You mean: Who?" in read(render_answer(refused, "t")).words
    assert announcement(Turn("", "en", refused)).startswith("You mean: Who? The documents")


def test_turns_go_on_counting_when_old_ones_are_dropped() -> None:
    html = render_conversation([Turn("a", "sv"), Turn("b", "sv")], "sv", first=7)
    assert 'id="turn-7"' in html
    assert 'id="turn-8"' in html
    assert render_conversation([], "sv") == ""


@pytest.mark.parametrize("question", ["konstig", HOSTILE + " konstig", "\u202ekonstig"])
def test_markup_of_strangers_is_text(question: str) -> None:
    reader = read(conversation(question))
    assert reader.names().isdisjoint({"script", "img", "iframe", "style", "link", "svg"})
    assert not [name for _, attrs in reader.tags for name in attrs if name.startswith("on")]
    assert not [link for link in reader.links() if "javascript" in link]
    assert HOSTILE in "".join(reader.words)
    assert "\u202e" not in "".join(reader.words)


@given(st.text(), st.text(min_size=1), st.text())
def test_any_text_is_read_back_as_it_was(before: str, words: str, after: str) -> None:
    found = document("any", before + words + after, title=words, url=after)
    citation = replace(
        cite(LIDKOPING, LIDKOPING_SENTENCE),
        quote=before + words + after,
        start=0,
        end=len(before + words + after),
        span=(len(before), len(before + words)),
        document=found,
    )
    answer = one(words, "sv", citation)
    reader = read(render_conversation([Turn(words, "sv", answer)], "sv"))
    assert reader.marked == harmless(words)
    allowed = (
        "section article h2 h3 bdi p a span ol ul li blockquote mark br cite time div button "
        "details summary strong q table thead tbody tr th td"
    )
    assert reader.names() <= set(allowed.split())


@given(st.text())
def test_harmless_keeps_every_offset(words: str) -> None:
    assert len(harmless(words)) == len(words)
    assert "<" not in shown(words)
    assert '"' not in shown(words)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x00", "\x1b", "\x7f", "\x85", "\ud800"])
def test_signs_that_disguise_are_replaced(sign: str) -> None:
    assert harmless(f"a{sign}b") == f"a{STAND_IN}b"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//elsewhere.example",
        "/path",
        "https://",
        "https://unizon.se@elsewhere.example/",
        "https://a.se/ x",
        "https://a.se/\nx",
        "https://a.se\\@b.se",
        "https://a.se/\u202ex",
        "https://[::1",
    ],
)
def test_only_plain_web_addresses_become_links(address: str) -> None:
    assert safe_address(address) == ""
    assert original_href(document("d", "x", url=address), "x") == ""
