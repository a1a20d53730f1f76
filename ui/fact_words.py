"""What the page of facts and the plots say, in Swedish and English.

In: nothing. Out: words by key and language.
"""

from __future__ import annotations

from collections.abc import Mapping

FACT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "facts": {"sv": "Fakta i dokumenten", "en": "Facts in the documents"},
    "facts-link": {"sv": "Se {count} fakta ur dem.", "en": "See {count} facts from them."},
    "facts-note": {
        "sv": "Tal som dokumenten anger. Välj en rad för att läsa meningen.",
        "en": "Numbers that the documents state. Choose a row to read its sentence.",
    },
    "facts-count": {"sv": "{count} fakta.", "en": "Facts: {count}."},
    "facts-part": {"sv": "Här är {first} till {last}.", "en": "Shown: {first} to {last}."},
    "facts-none": {
        "sv": "Dokumenten anger inga placeringar eller andra tal som kunde läsas ut.",
        "en": "The documents state no ranks or other numbers that could be read out.",
    },
    "facts-none-fit": {
        "sv": "Inga fakta stämmer med det. Ta bort något av villkoren.",
        "en": "No facts fit that. Take one of the conditions away.",
    },
    "facts-any": {"sv": "Alla", "en": "All"},
    "facts-all": {"sv": "Visa alla", "en": "Show all"},
    "facts-show": {"sv": "Visa", "en": "Show"},
    "facts-pages": {"sv": "Sidor med fakta", "en": "Pages of facts"},
    "facts-page": {"sv": "Sida {page} av {pages}", "en": "Page {page} of {pages}"},
    "facts-back": {"sv": "Föregående", "en": "Previous"},
    "facts-on": {"sv": "Nästa", "en": "Next"},
    "facts-csv": {"sv": "Ladda ner alla {count} (CSV)", "en": "Download all {count} (CSV)"},
    "facts-file": {"sv": "fakta", "en": "facts"},
    "col-who": {"sv": "Vem", "en": "Who"},
    "col-year": {"sv": "År", "en": "Year"},
    "col-measure": {"sv": "Mått", "en": "Measure"},
    "col-value": {"sv": "Värde", "en": "Value"},
    "col-scope": {"sv": "Bland", "en": "Among"},
    "col-document": {"sv": "Dokument", "en": "Document"},
    "measure-rank": {"sv": "Plats", "en": "Rank"},
    "measure-points": {"sv": "Poäng", "en": "Points"},
    "measure-top": {"sv": "I toppen", "en": "At the top"},
    "measure-bottom": {"sv": "I botten", "en": "At the bottom"},
    "measure-half": {"sv": "Halva", "en": "Half"},
    "measure-other year": {"sv": "Kallas också", "en": "Also called"},
    "value-top": {"sv": "topp {number}", "en": "top {number}"},
    "value-top-somewhere": {"sv": "bland de bästa", "en": "among the best"},
    "value-bottom": {"sv": "{number} från slutet", "en": "{number} from the end"},
    "value-bottom-somewhere": {"sv": "bland de sista", "en": "among the last"},
    "value-upper": {"sv": "övre", "en": "upper"},
    "value-lower": {"sv": "undre", "en": "lower"},
    "scope-country": {"sv": "hela landet", "en": "the whole country"},
    "plot": {"sv": "Diagram", "en": "Chart"},
    "plot-rank-top": {"sv": "Plats 1 är överst.", "en": "Rank 1 is at the top."},
    "plot-rank-long": {
        "sv": "Ju längre stapel, desto bättre plats.",
        "en": "The longer the bar, the better the rank.",
    },
    "plot-table": {"sv": "Visa som tabell", "en": "Show as a table"},
    "plot-source": {"sv": "Ur: {titles}", "en": "From: {titles}"},
    "plot-file": {"sv": "diagram", "en": "chart"},
    "download-png": {"sv": "Ladda ner diagrammet (PNG)", "en": "Download the chart (PNG)"},
    "download-csv": {"sv": "Ladda ner värdena (CSV)", "en": "Download the values (CSV)"},
}
