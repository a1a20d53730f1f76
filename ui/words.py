"""Every word that the page says, in Swedish and English: the table.

In: nothing. Out: words by key and language. This file does not know where they stand on the page.
"""

from __future__ import annotations

from collections.abc import Mapping

PAGE_TEXTS: Mapping[str, Mapping[str, str]] = {
    "name": {"sv": "Källa", "en": "Källa"},
    "tagline": {
        "sv": "Svar ur dokumenten, med meningen som de står i.",
        "en": "Answers from the documents, with the sentence that says so.",
    },
    "other-language": {"sv": "English", "en": "Svenska"},
    "question": {"sv": "Din fråga", "en": "Your question"},
    "placeholder": {"sv": "Ställ en fråga", "en": "Ask a question"},
    "ask": {"sv": "Fråga", "en": "Ask"},
    "clear": {"sv": "Rensa", "en": "Clear"},
    "examples": {"sv": "Till exempel", "en": "For example"},
    "conversation": {"sv": "Frågor och svar", "en": "Questions and answers"},
    "no-words": {"sv": "(ingen fråga)", "en": "(no question)"},
    "asking": {"sv": "Letar i dokumenten …", "en": "Looking in the documents …"},
    "failed": {
        "sv": "Något gick fel hos oss, så frågan fick inget svar. Försök en gång till.",
        "en": "Something went wrong on our side, so there is no answer. Please try again.",
    },
    "understood": {"sv": "Du menar: {question}", "en": "You mean: {question}"},
    "answer": {"sv": "Svar", "en": "Answer"},
    "citation": {"sv": "Källa", "en": "Source"},
    "citations": {"sv": "Så står det", "en": "What the documents say"},
    "in-document": {"sv": "Läs i dokumentet", "en": "Read it in the document"},
    "original": {"sv": "Öppna originalet", "en": "Open the original"},
    "new-tab": {"sv": "(ny flik)", "en": "(new tab)"},
    "leave": {"sv": "Lämna sidan snabbt", "en": "Leave this page quickly"},
    "leave-key": {
        "sv": "Lämna sidan snabbt: knappen, eller Skift tre gånger i rad.",
        "en": "Leave this page quickly: the button, or Shift three times in a row.",
    },
    "close": {"sv": "Stäng", "en": "Close"},
    "panel": {"sv": "Dokument", "en": "Document"},
    "panel-back": {"sv": "Tillbaka till listan", "en": "Back to the list"},
    "reading": {"sv": "Läser det här …", "en": "Reading these …"},
    "not-kept": {
        "sv": "Det du skrev visas och sparas inte.",
        "en": "What you wrote is neither shown nor kept.",
    },
    "help-title": {"sv": "Är du själv utsatt?", "en": "Is this about you?"},
    "help-note": {
        "sv": "Någon kan se vad du gör på datorn. Ring hellre från en telefon som ingen annan har.",
        "en": "Somebody may see what you do here. Call from a telephone that nobody else uses.",
    },
    "why": {"sv": "Varför det här svaret?", "en": "Why this answer?"},
    "why-not": {"sv": "Varför inget svar?", "en": "Why no answer?"},
    "sure": {"sv": "Källa är säker.", "en": "Källa is sure."},
    "likely": {"sv": "Källa är ganska säker.", "en": "Källa is fairly sure."},
    "unsure": {
        "sv": "Källa är osäker. Läs meningen själv.",
        "en": "Källa is unsure. Read the sentence yourself.",
    },
    "too-unsure": {
        "sv": "Inget av det som hittades svarar tydligt nog.",
        "en": "Nothing that was found answers clearly enough.",
    },
    "tenths": {
        "sv": "Så säkra svar har varit rätt i ungefär {count} fall av 10.",
        "en": "Answers this sure were right in about {count} of 10 cases.",
    },
    "considered": {"sv": "Det här vägdes in", "en": "What was considered"},
    "fits": {
        "sv": "Handlar om frågan: {fit}. Svarar på den: {says}.",
        "en": "Is about the question: {fit}. Answers it: {says}.",
    },
    "strong": {"sv": "tydligt", "en": "strongly"},
    "fair": {"sv": "delvis", "en": "partly"},
    "weak": {"sv": "svagt", "en": "weakly"},
    "best-words": {"sv": "Närmast ett svar:", "en": "Nearest to an answer:"},
    "figures": {"sv": "Siffrorna", "en": "The figures"},
    "figures-note": {
        "sv": "Sannolikhet att svaret är rätt: {confidence}. Svar ges från {threshold}.",
        "en": "Probability that the answer is right: {confidence}. Answers start at {threshold}.",
    },
    "col-passage": {"sv": "Stycke", "en": "Passage"},
    "col-score": {"sv": "Sammanvägt", "en": "Combined"},
    "col-cosine": {"sv": "Betydelse", "en": "Meaning"},
    "col-coverage": {"sv": "Frågans ord", "en": "Question's words"},
    "col-relevance": {"sv": "Svarar (log-odds)", "en": "Answers (log-odds)"},
    "differ": {"sv": "Dokumenten är inte överens:", "en": "The documents disagree:"},
    "copy": {"sv": "Kopiera svaret", "en": "Copy the answer"},
    "copy-markdown": {"sv": "Kopiera som Markdown", "en": "Copy as Markdown"},
    "copied": {"sv": "Kopierat", "en": "Copied"},
    "edit": {"sv": "Ändra frågan", "en": "Edit the question"},
    "downloads": {"sv": "Ladda ner samtalet", "en": "Download the conversation"},
    "download-markdown": {
        "sv": "Ladda ner samtalet (Markdown)",
        "en": "Download the conversation (Markdown)",
    },
    "download-json": {
        "sv": "Ladda ner samtalet (JSON)",
        "en": "Download the conversation (JSON)",
    },
    "file-name": {"sv": "samtal", "en": "conversation"},
    "too-many": {
        "sv": "Det kom många frågor från dig på kort tid. Vänta en minut och fråga igen.",
        "en": "Many questions came from you in a short time. Wait a minute and ask again.",
    },
    "full": {
        "sv": "Många är här just nu. Försök igen om några minuter.",
        "en": "Many people are here just now. Please try again in a few minutes.",
    },
    "ask-next": {"sv": "Fråga vidare", "en": "Ask next"},
    "ask-instead": {"sv": "Det här svarar dokumenten på", "en": "The documents do answer these"},
    "untitled": {"sv": "Utan titel", "en": "Untitled"},
    "undated": {"sv": "Utan datum", "en": "Undated"},
    "nearest": {"sv": "Det här kom närmast", "en": "This came nearest"},
    "nearest-note": {
        "sv": "Det är inget svar, men kanske en väg vidare.",
        "en": "It is not an answer, but it may help you on.",
    },
    "disagreement-note": {
        "sv": "Här är vad vart och ett säger. Jämför datum och utgivare.",
        "en": "Here is what each of them says. Compare their dates and publishers.",
    },
    "all-documents": {"sv": "Alla dokument", "en": "All documents"},
    "footer-privacy": {
        "sv": "Dina frågor sparas inte, varken här eller i webbläsaren.",
        "en": "Your questions are not kept, neither here nor in your browser.",
    },
    "calendar": {"sv": "Kalender", "en": "Calendar"},
    "weekdays": {"sv": "må ti on to fr lö sö", "en": "Mo Tu We Th Fr Sa Su"},
    "holds": {
        "sv": "{documents} dokument, {paragraphs} stycken.",
        "en": "{documents} documents, {paragraphs} passages.",
    },
    "updated": {"sv": "Uppdaterat {date}.", "en": "Last updated {date}."},
    "search-in": {"sv": "Sök i dokumenten", "en": "Search the documents"},
    "search": {"sv": "Sök", "en": "Search"},
    "found": {"sv": "{count} dokument har orden.", "en": "Documents with these words: {count}."},
    "none-found": {
        "sv": "Inget dokument har alla de orden.",
        "en": "No document holds all of these words.",
    },
    "too-many-listed": {
        "sv": "{count} dokument. De första {most} visas; sök för att hitta andra.",
        "en": "{count} documents. The first {most} are shown; search to find others.",
    },
    "paragraphs": {"sv": "{count} stycken", "en": "passages: {count}"},
    "language-sv": {"sv": "svenska", "en": "Swedish"},
    "language-en": {"sv": "engelska", "en": "English"},
    "language-no": {"sv": "norska", "en": "Norwegian"},
    "language-da": {"sv": "danska", "en": "Danish"},
    "set-aside": {"sv": "Bortsorterat: {count}", "en": "Set aside: {count}"},
    "because-feedback form": {"sv": "formulär för synpunkter", "en": "feedback form"},
    "because-consent or privacy notice": {
        "sv": "om kakor och samtycke",
        "en": "cookies and consent",
    },
    "because-newsletter box": {"sv": "nyhetsbrev", "en": "newsletter"},
    "because-navigation": {"sv": "meny", "en": "menu"},
    "because-stands twice in the document": {"sv": "upprepning", "en": "repeated"},
    "because-stands in many documents of the publisher": {
        "sv": "står på många sidor",
        "en": "stands on many pages",
    },
    "because-heading with nothing under it": {
        "sv": "rubrik utan text",
        "en": "heading without text",
    },
    "because-label with nothing behind it": {
        "sv": "etikett utan innehåll",
        "en": "label without content",
    },
    "because-dropped on request": {"sv": "bortvalt", "en": "dropped on request"},
    "back": {"sv": "Till frågorna", "en": "To the questions"},
    "own-words": {
        "sv": "Återgivet i egna ord efter: {original}",
        "en": "Told in our own words, after: {original}",
    },
    "to-quote": {"sv": "Till den markerade meningen", "en": "To the marked sentence"},
    "no-document": {
        "sv": "Det dokumentet finns inte i samlingen. Det kan ha tagits bort sedan svaret gavs.",
        "en": "That document is not in the collection. It may have gone since the answer came.",
    },
    "part": {
        "sv": "Dokumentet är mycket långt. Här är en del av det.",
        "en": "The document is very long. Here is a part of it.",
    },
    "quote-lost": {
        "sv": "Stället som länken pekade på finns inte i dokumentet. Här är hela texten.",
        "en": "The place that the link pointed to is not in the document. Here is the whole text.",
    },
    "refused-no-address": {
        "sv": "Det finns inget på den här adressen.",
        "en": "There is nothing at this address.",
    },
    "refused-method": {
        "sv": "Den här adressen tar inte emot {method}.",
        "en": "This address does not take {method}.",
    },
    "refused-not-allowed": {
        "sv": "Här kommer man in med namn och lösenord. Be den som driver Källa om dem.",
        "en": "A name and a password are needed here. Ask whoever runs Källa for them.",
    },
    "refused-wrong-passwords": {
        "sv": "Det kom många fel lösenord på kort tid. Vänta en minut och försök igen.",
        "en": "Many wrong passwords came in a short time. Wait a minute and try again.",
    },
    "refused-too-long": {
        "sv": "Det som skickades är längre än någon fråga får vara.",
        "en": "What was sent is longer than any question may be.",
    },
    "refused-no-host": {
        "sv": "Anropet säger inte på ett läsbart sätt vilken värd det är till (Host).",
        "en": "The request does not say in a readable way which host it is for (Host).",
    },
    "refused-host": {
        "sv": "Källa svarar inte under namnet {name}. Den som driver den kan tillåta namnet: "
        "kalla chat --allow-host {name}",
        "en": "Källa does not answer under the name {name}. Whoever runs it can allow the name: "
        "kalla chat --allow-host {name}",
    },
    "refused-origin": {
        "sv": "En annan webbplats ({name}) skickade det här, så Källa tar inte emot det. Är det "
        "Källas egen adress kan den som driver den tillåta den: kalla chat --allow-host NAMN",
        "en": "Another site ({name}) sent this, so Källa does not take it. If that is Källa's own "
        "address, whoever runs it can allow it: kalla chat --allow-host NAME",
    },
    "refused-failed": {
        "sv": "Något gick fel hos oss, så sidan kan inte visas. Försök en gång till.",
        "en": "Something went wrong on our side, so this page cannot be shown. Please try again.",
    },
}
