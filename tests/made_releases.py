"""Press releases, copies of them as other sites print them, and their namesakes.

A copy says the same: another date line, another heading, a paragraph more or less. A namesake is
another release of the same template, or the same one with a single number or name exchanged.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents import Document

_PLACES = (
    "Lidköping Solna Kiruna Umeå Trollhättan Borås Falun Gävle Karlstad Ystad Mora Luleå Visby "
    "Kalmar Sala Motala Nora Arvika Piteå Täby"
).split()
_PEOPLE = (
    "Anna Lindqvist, Karin Öberg, Eva Sundin, Maria Ek, Lena Forsman, Sara Nyberg, Åsa Wallin, "
    "Ingrid Dahl, Ulla Strand, Petra Holm"
).split(", ")
# Each with sentences that every release of its kind has, and some that only the place decides.
TEMPLATES: Sequence[Sequence[str]] = (
    (
        "{place} kommer på plats {rank} i årets mätning av arbetet mot våld i nära relationer.",
        "Mätningen görs av en riksorganisation och bygger på enkätsvar från landets kommuner.",
        "Kommunen får {points} av 40 poäng, vilket är {more} poäng mer än förra året.",
        "Alla kommuner bedöms efter samma frågor om styrning, stöd och förebyggande arbete.",
        "– Vi är stolta över våra medarbetare, säger {person}, enhetschef i {place}.",
        "Under hösten fortsätter arbetet med utbildning av personal i skola och omsorg.",
        "Den som behöver stöd kan vända sig till socialtjänsten på vardagar.",
    ),
    (
        "Den {day} september öppnar {place} ett nytt bibliotek vid torget.",
        "Biblioteket rymmer {points}000 böcker och {more} studieplatser för elever och vuxna.",
        "Bygget har tagit längre tid än väntat på grund av brist på material.",
        "– Det här har många väntat på, säger {person}.",
        "Vid invigningen bjuds det på musik, högläsning och kaffe.",
        "Besökare kan låna även när personalen har gått hem för dagen.",
        "Kostnaden uppgår till {rank} miljoner kronor.",
    ),
    (
        "Fler unga i {place} fick sommarjobb i år än någonsin tidigare.",
        "Totalt arbetade {points}{more} ungdomar inom vård, park och kultur.",
        "Lönerna kostar kommunen {rank} miljoner kronor.",
        "Lönen följer avtalet och betalas ut i slutet av varje månad.",
        "Intresset var störst för arbeten utomhus.",
        "– Ungdomarna gör stor skillnad för våra äldre, säger {person}.",
        "Ansökan inför nästa sommar öppnar den {day} januari.",
        "Den som är mellan femton och sjutton år kan söka.",
    ),
    (
        "Vattnet i {place} ska kokas före användning tills vidare.",
        "Prover från den {day} maj visar för höga halter av bakterier.",
        "Omkring {points}{rank} hushåll är berörda.",
        "Orsaken är ännu inte känd, och felsökning pågår dygnet runt.",
        "Tankbilar med rent vatten står uppställda på {more} platser.",
        "– Vi beklagar läget, säger {person} på tekniska förvaltningen.",
        "Dusch, tvätt och disk i maskin går bra som vanligt.",
    ),
)
_TITLES = (
    "{place} på plats {rank} i mätningen",
    "Nytt bibliotek i {place}",
    "Många sommarjobb i {place}",
    "Koka vattnet i {place}",
)
_OTHER_TITLES = (
    "Pressmeddelande: plats {rank} för {place}",
    "Invigning av bibliotek i {place}",
    "Sommarjobben i {place} allt fler",
    "Uppmaning i {place}: koka vattnet",
)
_MORE = (
    "Kommunstyrelsen behandlar frågan vid sitt nästa sammanträde.",
    "Läs gärna mer i den rapport som hör till, med tabeller över alla år sedan 2015.",
    "Förvaltningen bjuder in föreningar och boende till ett samtal om fortsättningen.",
)


@dataclass(frozen=True)
class Release:
    """What a release of a template says."""

    kind: int
    said: dict[str, object]

    def sentences(self) -> list[str]:
        """Its sentences, in order."""
        return [one.format(**self.said) for one in TEMPLATES[self.kind]]

    def document(self, name: str, sentences: Sequence[str] = (), **fields: str) -> Document:
        """The release as its own sender prints it, or with other sentences and fields."""
        title = fields.pop("title", _TITLES[self.kind].format(**self.said))
        text = "\n\n".join([title, *(sentences or self.sentences())])
        stated = {"publisher": "", "language": "sv", "date": "", "url": "", "origin": name}
        return Document(id=name, title=title, text=text, kind="text", **(stated | fields))


def a_release(draw: random.Random, kind: int) -> Release:
    """Draw what a release says."""
    return Release(
        kind,
        {
            "place": draw.choice(_PLACES), "person": draw.choice(_PEOPLE),
            "rank": draw.randint(2, 99), "points": draw.randint(20, 39),
            "more": draw.randint(2, 9), "day": draw.randint(1, 28),
        },
    )  # fmt: skip


def copies(draw: random.Random, release: Release, name: str) -> list[Document]:
    """Copies of a release as other sites print it."""
    whole = release.sentences()
    other = _OTHER_TITLES[release.kind].format(**release.said)
    date = f"Publicerad 2024-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}"
    at = draw.randint(1, len(whole))
    more = draw.choice(_MORE)
    return [
        release.document(f"{name}-date", [date, *whole]),
        release.document(f"{name}-title", whole, title=other),
        release.document(f"{name}-more", [*whole[:at], more, *whole[at:]]),
        release.document(f"{name}-less", whole[:-1]),
        release.document(f"{name}-all", [date, *whole[:-1], more], title=other),
        release.document(f"{name}-set", [one.replace("– ", "- ") + " " for one in whole]),
    ]  # fmt: skip


def namesakes(draw: random.Random, release: Release, name: str) -> list[Document]:
    """Releases that only look like a release: each says something else of something else."""
    found = [a_release(draw, release.kind).document(f"{name}-other")]
    for key in ("rank", "points", "more", "place", "person"):
        said = dict(release.said)
        while said[key] == release.said[key]:
            said[key] = a_release(draw, release.kind).said[key]
        found.append(Release(release.kind, said).document(f"{name}-{key}"))
    return found
