"""Furniture of pages is known by its words, by its forms and by standing on many pages."""

from __future__ import annotations

import pytest

from index.cleaning import REPEATED, SHARED
from index.furniture import CONSENT, FEEDBACK, NAVIGATION, NEWSLETTER, phrase_reason
from index.paragraphs import split_documents

FURNITURE = {
    FEEDBACK: [
        "Hjälpte sidan dig?",
        "Hade du nytta av informationen på sidan?",
        "Hittade du det du sökte?",
        "Var informationen till hjälp?",
        "Vad tycker du om sidan?",
        "Tack för din synpunkt!",
        "Lämna din synpunkt",
        "Rapportera fel på sidan",
        "Skriv inga känsliga personuppgifter. Skriv inte personnummer i formuläret.",
        "Was this page helpful?",
        "Did you find what you were looking for?",
        "Thank you for your feedback!",
        "Please do not include personal information.",
    ],
    CONSENT: [
        "Vi använder kakor",
        "Vi använder cookies för att förbättra din upplevelse av webbplatsen.",
        "På den här webbplatsen används kakor.",
        "Godkänn alla kakor",
        "Endast nödvändiga",
        "Vi behandlar dina personuppgifter enligt GDPR.",
        "Genom att fortsätta använda sidan godkänner du vår användning av kakor.",
        "This site uses cookies to give you the best experience.",
        "Accept all cookies",
    ],
    NEWSLETTER: ["Prenumerera på vårt nyhetsbrev", "Subscribe to our newsletter", "Nyhetsbrev"],
    NAVIGATION: [
        "Hoppa till innehåll",
        "Till toppen",
        "Dela sidan",
        "Dela på Facebook",
        "Skriv ut",
        "Lyssna",
        "Läs mer om Kvinnofridsbarometern på Unizons hemsida.",
        "Relaterad information",
        "Läs också",
        "Skip to main content",
        "Back to top",
        "Share this page",
        "Related articles",
    ],
}


@pytest.mark.parametrize(
    ("reason", "text"), [(reason, text) for reason, texts in FURNITURE.items() for text in texts]
)
def test_furniture_is_known_by_its_words(reason, text):
    assert phrase_reason(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen använder kameror för att öka tryggheten på torget.",
        "Utredningen visar att socialtjänsten behandlar personuppgifter på ett bristfälligt sätt.",
        "Vi vill gärna att fler vågar söka hjälp.",
        "Har du blivit slagen av din partner?",
        "Om du är utsatt för våld kan du ringa Kvinnofridslinjen på 020-50 50 50.",
        "Mer information finns på Unizons hemsida.",
        "Läs mer ingick i projektet som gav barn på skyddade boenden böcker, och det lästes i alla "
        "kommuner under hela året.",
        "Det går att dela upp ranken i två grupper.",
        "Tack för att ni finns, sade en av kvinnorna till personalen på jouren.",
        "Lämna synpunkter på de åtgärder som man genomfört.",
        "Vi stödjer våldsutsatta med samtal. Läs mer om samtalen på sidan om stöd.",
        "E-post: kontaktcenter@trollhattan.se",
        "Was this decision helpful to the shelters? Unizon doubts it.",
    ],
)
def test_what_an_article_may_say_is_not_furniture(text):
    assert phrase_reason(text) == ""


def test_a_page_about_cookies_keeps_its_text(make_document):
    text = "Om kakor\n\nVi använder kakor för att webbplatsen ska fungera."
    paragraphs, removed = split_documents([make_document(text, title="Om kakor på webbplatsen")])
    assert not removed
    assert paragraphs[0].text == text


def test_the_fields_of_a_form_go_with_it(make_document):
    text = "Kommunen ger stöd åt den som behöver.\n\nHjälpte sidan dig?\n\nJa\n\nNej\n\nSkicka"
    _, removed = split_documents([make_document(text)])
    assert [one.text for one in removed] == ["Hjälpte sidan dig?", "Ja", "Nej", "Skicka"]


def test_a_contact_amid_a_form_stays(make_document):
    text = "Hjälpte sidan dig?\n\nRing oss på 0510-77 00 00.\n\nTack för ditt svar!"
    paragraphs, _ = split_documents([make_document(text)])
    assert [one.text for one in paragraphs] == ["Ring oss på 0510-77 00 00."]


def test_what_stands_twice_goes_the_second_time(make_document):
    sentence = "Kommunen har under året arbetat med att samla stödet på ett ställe."
    other = "Resultatet redovisades för nämnden i december och togs emot väl."
    paragraphs, removed = split_documents([make_document(f"{sentence}\n\n{other}\n\n{sentence}")])
    assert [one.reason for one in removed] == [REPEATED]
    assert removed[0].start > paragraphs[0].start
    assert sentence in paragraphs[0].text


def test_a_forms_words_that_stand_twice_go_both_times(make_document):
    form = "Beskriv med egna ord vad du tycker att vi bör ändra i formuläret."
    advice = "Du som lever med någon som skadar dig har rätt till stöd av kommunen."
    other = "Stödet är gratis och ges av socialtjänsten i den kommun där någon bor."
    text = "\n\n".join([form, advice, other, form, advice])
    paragraphs, removed = split_documents([make_document(text)])
    assert [one.text for one in removed] == [form, form, advice]
    assert advice in paragraphs[0].text


def test_equal_hours_of_two_offices_stay(make_document):
    text = (
        "Kontoret i Lidköping\n\nÖppettider\n\nMåndag–fredag 8–16\n\n"
        "Kontoret i Trollhättan\n\nÖppettider\n\nMåndag–fredag 8–16"
    )
    paragraphs, removed = split_documents([make_document(text)])
    assert not removed
    assert [one.text.split("\n")[0] for one in paragraphs] == [
        "Kontoret i Lidköping",
        "Kontoret i Trollhättan",
    ]


FRAME = (
    "Kommunen ansvarar för att webbplatsen går att använda för alla som bor i kommunen.\n\n"
    "Växeln\n\nTelefon: 0510-77 00 00"
)


def _pages(make_document, count, publisher="Lidköpings kommun"):
    return [
        make_document(
            f"Nyhet nummer {n}\n\nDet här är nyheten med nummer {n} om kommunen.\n\n{FRAME}",
            id=f"page-{n}",
            title=f"Nyhet nummer {n}",
            publisher=publisher,
        )
        for n in range(count)
    ]


def test_what_many_pages_share_stands_once(make_document):
    paragraphs, removed = split_documents(_pages(make_document, 4))
    assert {one.reason for one in removed} == {SHARED}
    assert {one.document_id for one in removed} == {"page-1", "page-2", "page-3"}
    kept = [one for one in paragraphs if "Växeln\n\nTelefon: 0510-77 00 00" in one.text]
    assert [one.document_id for one in kept] == ["page-0"]
    for n in range(4):
        assert any(f"nummer {n} om" in one.text for one in paragraphs)


def test_two_pages_are_no_evidence(make_document):
    assert split_documents(_pages(make_document, 2))[1] == []


def test_pages_of_different_publishers_are_no_evidence(make_document):
    pages = [
        _pages(make_document, n + 1, publisher=name)[n] for n, name in enumerate(("A", "B", "C"))
    ]
    assert split_documents(pages)[1] == []
