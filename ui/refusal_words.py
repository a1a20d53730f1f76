"""Why a file or an address was not read, in the language of the page.

In: the reason as `index` states it, in English; it has come through another process and a library's
records by then. Out: the same reason in Swedish, or as it stands where it has no Swedish. Whatever
an English sentence holds at a gap stands at the gap of the same name in the Swedish one. This file
does not know when something is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_SAVE_ANEW = "öppna den i det program som den kommer från och spara den på nytt"
_PACK_ANEW = "packa det på nytt"

# What a library for a file format says of its own stays out of the Swedish sentence.
REFUSALS: Mapping[str, str] = {
    # What it is.
    "it is empty: there is no text in it": "filen är tom: det finns ingen text i den",
    "there is no text in it": "det finns ingen text i den",
    "it is a binary file, not text": "det är ingen textfil",
    "it is an old office document: save it as {endings}": (
        "det är ett äldre Office-dokument: spara det som .docx, .pdf eller .txt"
    ),
    "it is an RTF document: save it as {endings}": (
        "det är ett RTF-dokument: spara det som .docx, .pdf eller .txt"
    ),
    "it is encrypted, or an old office document: save it as {ending} without a password": (
        "den är krypterad eller ett äldre Office-dokument: spara den som {ending} utan lösenord"
    ),
    "it is encrypted: save it without a password": "den är krypterad: spara den utan lösenord",
    "it is encrypted: pack it without a password": "den är krypterad: packa den utan lösenord",
    "its name does not end in {endings}": "filens namn slutar inte på {endings}",
    "its name ends in {ending}, but what it holds is no {kind}: give it the ending of what it is": (
        "filens namn slutar på {ending}, men innehållet är inte {kind}: ge den den ändelse som "
        "hör till innehållet"
    ),
    "it is neither UTF-8 (byte {byte} is not) nor Windows-1252 text: save it as UTF-8": (
        "texten är varken UTF-8 (byte {byte} är det inte) eller Windows-1252: spara den som UTF-8"
    ),
    # How much it is.
    "it has {size} MB, more than the {most} MB that one document may have: split it": (
        "filen har {size} MB, och ett dokument får ha högst {most} MB: dela upp den"
    ),
    "it has more than {most} MB: split it": "filen har mer än {most} MB: dela upp den",
    "it has {count} pages, more than the {most} that one document may have: split it": (
        "den har {count} sidor, och ett dokument får ha högst {most}: dela upp den"
    ),
    "it has more than the {most} rows that one sheet may have: split it": (
        "den har fler än de {most} rader som ett blad får ha: dela upp den"
    ),
    "it took longer than the {most} s that one file may": (
        "det tog längre tid än de {most} sekunder som en fil får ta"
    ),
    "it needs more memory than one document may": "den kräver mer minne än ett dokument får ta",
    "its parts are nested too deeply": "dess delar ligger för djupt i varandra",
    # Broken.
    "it is a broken PDF ({error}): save it anew": f"PDF-filen är trasig: {_SAVE_ANEW}",
    "it is a broken Word document ({error}): open it and save it anew": (
        f"Word-dokumentet är trasigt: {_SAVE_ANEW}"
    ),
    "it is a broken workbook ({error}): open it and save it anew": (
        f"arbetsboken är trasig: {_SAVE_ANEW}"
    ),
    "it is broken ({error}): save it anew": f"filen är trasig: {_SAVE_ANEW}",
    "it is no table of separated values ({error})": (
        "den är ingen tabell med värden som skiljs åt av kommatecken, semikolon eller tabbar"
    ),
    "its reader broke down ({error})": "programmet som skulle läsa den klarade det inte",
    "its {count} pages hold pictures but no text, as scans do: let a program for text recognition "
    "(OCR) add the text first": (
        "de {count} sidorna är bilder utan text, som vid skanning: låt först ett program för "
        "textigenkänning (OCR) lägga till texten"
    ),
    # Archives and office documents.
    "it is a ZIP archive: let its name end in .zip": (
        "det är ett ZIP-arkiv: låt namnet sluta på .zip"
    ),
    "it is a broken archive ({error}): pack it anew": f"arkivet är trasigt: {_PACK_ANEW}",
    "it cannot be unpacked ({error}): pack it anew": f"den går inte att packa upp: {_PACK_ANEW}",
    "it holds {count} files, more than {most}": "arkivet har {count} filer, fler än {most}",
    "it unpacks to {size} MB, more than {most} MB": (
        "uppackad har den {size} MB, mer än {most} MB"
    ),
    "it unpacks to {times} times its size: a ZIP bomb": (
        "uppackad blir den {times} gånger så stor: en ZIP-bomb"
    ),
    "it unpacks to more than it says: a ZIP bomb": (
        "uppackad blir den större än den uppger: en ZIP-bomb"
    ),
    "its name leads out of the archive": "dess namn leder ut ur arkivet",
    "it is a link, not a file": "det är en länk och ingen fil",
    "it is an archive within an archive: unpack it first": (
        "det är ett arkiv i ett arkiv: packa upp det först"
    ),
    "its part {part} declares entities, as no office program does: save it anew": (
        f"dess del {{part}} deklarerar entiteter, som inget Office-program gör: {_SAVE_ANEW}"
    ),
    # Files on the disk.
    "there is no such file or folder": "det finns ingen sådan fil eller mapp",
    "it is neither a file nor a folder": "det är varken en fil eller en mapp",
    "it is a link that leads out of the folder": "det är en länk som leder ut ur mappen",
    "it cannot be read: {error}": "den går inte att läsa",
    "it changes while it is read: try again when it is finished": (
        "den ändras medan den läses: försök igen när den är färdig"
    ),
    "its snapshot is not there any more": "det som lästes av den finns inte kvar",
    # Front matter, and ids that it states.
    "its front matter begins in line 1 and has no closing --- line": (
        "fälten överst börjar på rad 1 men avslutas inte av en rad med ---"
    ),
    "its front matter is not a list of `name: value` lines (line 2)": (
        "fälten överst är inga rader av formen `namn: värde` (rad 2)"
    ),
    "its front matter is not valid YAML, {where}: {error}. Quote values that hold a colon": (
        "fälten överst är ingen giltig YAML. Sätt citattecken om värden som har ett kolon"
    ),
    'it states the id "{id}", which {other} has: change one of the two': (
        'den uppger id "{id}", som {other} redan har: ändra det ena'
    ),
    # Addresses.
    "it is no address on the web, as in https://example.org/page": (
        "det är ingen webbadress av formen https://example.org/sida"
    ),
    "its host {host} is {number}, an address within a network, which is never fetched from": (
        "dess värd {host} är {number}, en adress inne i ett nätverk, och därifrån hämtas ingenting"
    ),
    "its host {host} is not known ({error})": "dess värd {host} är okänd",
    "it could not be fetched ({error})": "den gick inte att hämta",
    "it took longer than the {most} s that one page may": (
        "det tog längre tid än de {most} sekunder som en sida får ta"
    ),
    "it has more than the {most} MB that one page may have": (
        "den har mer än de {most} MB som en sida får ha"
    ),
    "the server says that there is no such page (status {status})": (
        "servern svarar att sidan inte finns (status {status})"
    ),
    "the server answers with status {status}": "servern svarar med status {status}",
    "it is packed by {packing}, which was not asked for": (
        "den är packad med {packing}, vilket ingen har bett om"
    ),
    "what was sent broke off": "överföringen bröts",
    "its redirections go in a circle, by {address}": (
        "dess omdirigeringar går i cirkel, över {address}"
    ),
    "it redirects more than {most} times": "den omdirigerar mer än {most} gånger",
    "{site}/robots.txt asks programs not to fetch it": (
        "{site}/robots.txt ber program att inte hämta den"
    ),
    "{site}/robots.txt cannot be read: {error}": "{site}/robots.txt går inte att läsa",
    "it is of the kind {kind}, which is not read": "den är av typen {kind}, som inte läses",
    "{address} names no pages of this site": "{address} nämner inga sidor på den här webbplatsen",
}
# A document that was read before stays, whatever the reason is.
_STAYS = re.compile(r"(.+); it stays as it was read on (\S+)", re.DOTALL)


def refusal_words(reason: str, language: str) -> str | None:
    """Return a reason in "sv" or "en"; None when it is not known in that language."""
    if language == "en":
        return reason
    if stays := _STAYS.fullmatch(reason):
        inner = refusal_words(stays[1], language)
        return inner and f"{inner}; det står kvar som det lästes {stays[2]}"
    for pattern, swedish in _patterns():
        if found := pattern.fullmatch(reason):
            values = {name: _swedish(value) for name, value in found.groupdict().items()}
            return swedish.format(**values)
    return None


def _swedish(value: str) -> str:
    """Return a number as Swedish writes it, and anything else as it stands."""
    return value.replace(",", "\u202f") if re.fullmatch(r"\d{1,3}(,\d{3})+", value) else value


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what matches each English sentence; those with the fewest gaps come first."""
    ordered = sorted(REFUSALS.items(), key=lambda pair: pair[0].count("{"))
    return tuple((_pattern(english), swedish) for english, swedish in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)),
        re.DOTALL,
    )
