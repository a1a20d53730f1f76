"""What the page to add and remove documents says, in Swedish and English.

In: nothing. Out: words by key and language.
"""

from __future__ import annotations

from collections.abc import Mapping

EDIT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "edit-page": {"sv": "Lägg till eller ta bort dokument", "en": "Add or remove documents"},
    "edit-note": {
        "sv": "Det du lägger till sparas på den dator som kör Källa. Alla som kan ställa frågor "
        "här kan läsa det.",
        "en": "What you add is kept on the computer that runs Källa. Everybody who can ask here "
        "can read it.",
    },
    "edit-bring": {"sv": "Lägg till filer", "en": "Add files"},
    "edit-files": {
        "sv": "PDF, Word, Excel, CSV, webbsidor, text eller ZIP, högst {most} åt gången",
        "en": "PDF, Word, Excel, CSV, web pages, text or ZIP, {most} at a time at the most",
    },
    "edit-add": {"sv": "Lägg till", "en": "Add"},
    "edit-web": {"sv": "Hämta en webbsida", "en": "Fetch a web page"},
    "edit-address": {"sv": "Sidans adress", "en": "Address of the page"},
    "edit-fetch": {"sv": "Hämta", "en": "Fetch"},
    "edit-held": {"sv": "Dokument som finns ({count})", "en": "Documents that there are ({count})"},
    "edit-take-out": {"sv": "Ta bort", "en": "Remove"},
    "edit-take-out-what": {"sv": "Ta bort {title}", "en": "Remove {title}"},
    "edit-added": {"sv": "Tillagt ({count})", "en": "Added ({count})"},
    "edit-changed": {"sv": "Läst på nytt ({count})", "en": "Read anew ({count})"},
    "edit-removed": {"sv": "Borttaget ({count})", "en": "Removed ({count})"},
    "edit-refused": {"sv": "Gick inte att läsa ({count})", "en": "Could not be read ({count})"},
    "edit-unchanged": {
        "sv": "Det fanns redan, och ingenting är ändrat.",
        "en": "It was here already, and nothing has changed.",
    },
    "edit-nothing": {
        "sv": "Välj minst en fil eller skriv en adress.",
        "en": "Choose at least one file, or write an address.",
    },
    "edit-no-address": {
        "sv": "Det är ingen webbadress. Den ska börja med https://",
        "en": "That is no address on the web. It has to begin with https://",
    },
    "edit-gone": {
        "sv": "Dokumentet finns inte längre.",
        "en": "The document is not here any more.",
    },
    "edit-last": {
        "sv": "Det sista dokumentet går inte att ta bort. Lägg först till ett annat.",
        "en": "The last document cannot be removed. Add another one first.",
    },
    "edit-busy": {
        "sv": "Någon ändrar just nu. Vänta en stund och försök igen.",
        "en": "Somebody is making a change just now. Wait a moment and try again.",
    },
    "edit-failed": {
        "sv": "Det gick inte, och allt är som det var. Den som kör Källa kan se varför med "
        "kalla doctor.",
        "en": "That did not work, and everything is as it was. Whoever runs Källa can see why "
        "with kalla doctor.",
    },
    "edit-too-many": {
        "sv": "Det var för många filer på en gång, eller inget formulär. Ta färre.",
        "en": "Those were too many files at once, or no form. Take fewer.",
    },
    "edit-stale": {
        "sv": "Sidan var för gammal. Den är ny nu: försök igen.",
        "en": "The page was too old. It is new now: try again.",
    },
}
