"""What a question is made of, without a model.

In: what a person typed. Out: a `Question`: its language, its kind, the names and terms that
an answer's surroundings should hold. It does not know documents or answers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qa.answer_kinds import kind_asked

MAX_QUESTION_CHARS = 1000

# Function words and question words, none of them common in the other language. Short questions
# have little else, which is why a language identifier trained on prose does worse on them.
_SWEDISH = frozenset(
    """
    vem vilka vilken vilket vad hur när var varför vilkas vems är och det den som på av med för
    till från om att ett en kom har hade blev ligger finns många mycket vilke sedan inte också
    eller mellan under över efter mot hos vid kan ska får gör säger heter jag du han hon vi ni
    de mig min mitt mina dig din sin sina deras hej tack skriv berätta plats året år
    """.split()
)
_ENGLISH = frozenset(
    """
    who what which when where why how whose whom is are was were the a an of to from with for on
    at by and did does do has have had many much since not also or between after against can
    should i you he she we they me my your his her their its it that this there hello hi thanks
    please tell write about place year rank ranked came come whether if
    """.split()
)
# Words that carry no topic: the above, and those that only ask for a number, person or place.
_TOPICLESS = _SWEDISH | _ENGLISH | {"in", "man", "ta", "ger", "gav", "gick", "säga", "said", "say"}

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*", re.UNICODE)

# A whole message that only greets or thanks, with at most a name or two behind it.
_GREETING = re.compile(
    r"(hej(san|svejs)?|hallå|tjena|tja|god (morgon|dag|kväll)|goddag|hello|hi|hey|good "
    r"(morning|day|evening|afternoon)|tack( så mycket)?|thanks?( you)?( so much)?|thank you"
    r"|hur mår du|how are you)(\s+\w+){0,2}[\s!.,?]*",
    re.IGNORECASE,
)
# An order to make something, in place of a question: verb first, or politely.
_ORDER = re.compile(
    r"(please |kan du |kunde du |could you |can you |would you |snälla )?"
    r"(write|compose|draft|translate|draw|paint|sing|generate|create|invent|imagine|rewrite|code"
    r"|program|calculate|pretend|act as|play|tell (me|us) an? (joke|story|poem)"
    r"|skriva?|dikta|författa|översätta?|rita|måla|sjunga?|generera|skapa|hitta på|fantisera"
    r"|programmera|räkna ut|låtsas|spela|berätta en (saga|historia|vits))\b",
    re.IGNORECASE,
)
# A person in need, rather than a reader of reports: "I", "my partner", and harm or fear.
_HARM = (
    r"(slår|slog|slagit|slagen|misshandl\w*|hotar|hotat|hotad|våldta\w*|förföljer|stryp\w*|skadar"
    r"|kontrollerar|rädd för|hits?|hitting|beats?|beating|hurts?|abus\w+|threaten\w*|rap(e|ed|es)"
    r"|stalk\w*|chok\w+|afraid of|scared of)"
)
_NEAR = (
    r"(man|make|sambo|partner|pojkvän|flickvän|fru|hustru|kille|ex|pappa|mamma|far|bror|son"
    r"|husband|boyfriend|girlfriend|wife|father|dad|mother|brother)"
)
_HELP = re.compile(
    rf"\b(min|mitt|my)\s+(\w+\s+)?{_NEAR}\b.*\b{_HARM}\b"
    rf"|\b{_HARM}\b.{{0,20}}\b(mig|me|min|my)\b"
    rf"|\b(jag|i)\s+(är|blir|har blivit|am|'m|was|have been|am being|get|got)\s+(\w+\s+)?{_HARM}\b"
    r"|^\W*(please )?(hjälp mig|help me|snälla hjälp)(\W+\w+)?\W*$"
    r"|\b(jag behöver hjälp|i need help|jag är (så )?rädd|i('m| am) (so )?"
    r"(scared|afraid|in danger)|jag vågar inte|jag vill dö|i want to die|kill (me|myself))\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\b(or|eller)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    Attributes:
        text: what was asked, without control characters and surplus blanks.
        language: "sv" or "en".
        reply: key of the fixed reply that it gets instead of an answer, "" for a real question.
        wants: the kind of answer that is asked for (`qa.answer_kinds`), "" for none.
        offers_choice: True for "A or B?", whose answer repeats the question's words.
        names: capitalised words inside the question.
        terms: other words that carry the topic, lower case.
    """

    text: str
    language: str
    reply: str
    wants: str
    offers_choice: bool
    names: tuple[str, ...]
    terms: tuple[str, ...]


def parse(text: str) -> Question:
    """Take a question apart; never raises, whatever the characters."""
    clean = _clean(text)
    words = _WORD.findall(clean)
    language = _language(words, clean)
    names = tuple(w for w in words[1:] if w[0].isupper())
    lower = {w.casefold() for w in names}
    terms = tuple(
        w
        for w in dict.fromkeys(word.casefold() for word in words)
        if w not in _TOPICLESS and w not in lower and not w[0].isdigit() and len(w) > 1
    )
    return Question(
        text=clean,
        language=language,
        reply=_reply(clean),
        wants=kind_asked(clean),
        offers_choice=bool(_CHOICE.search(clean)),
        names=names,
        terms=terms,
    )


def _clean(text: str) -> str:
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "Cf") else c for c in text)
    return " ".join("".join(kept).split())


def _language(words: list[str], text: str) -> str:
    lower = [w.casefold() for w in words]
    # The English "I" is mostly written large, the Swedish preposition never inside a sentence.
    swedish: float = sum(w in _SWEDISH for w in lower) + words[1:].count("i")
    swedish += 2 * bool(re.search("[åäöÅÄÖ]", text)) / 3
    english = sum(w in _ENGLISH for w in lower)
    if swedish != english:
        return "sv" if swedish > english else "en"
    if not words:
        return "sv"
    import py3langid

    py3langid.set_languages(["sv", "en"])
    return str(py3langid.classify(text)[0])


def _reply(text: str) -> str:
    if not _WORD.search(text):
        return "empty"
    if len(text) > MAX_QUESTION_CHARS:
        return "too-long"
    if _HELP.search(text):
        return "help"
    if _GREETING.fullmatch(text):
        return "greeting"
    return "not-a-question" if _ORDER.match(text) else ""
