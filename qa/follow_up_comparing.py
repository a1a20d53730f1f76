"""A value compared with the one before: "was that more than in 2021?", "hur mycket ökade det?".

In: a question that names nobody and compares, with the turns before it. Out: the question of how
much the earlier one's value changed. It does not know which values documents state.
"""

from __future__ import annotations

import re

from qa.follow_up_context import Asked, Heard
from qa.follow_up_forms import Edit, edited
from qa.follow_up_slots import Parts
from qa.follow_up_words import PLACE_NOUNS

_COMPARED = {
    "more": r"flera?|mera?|högre|bättre|more|higher|better",
    "fewer": r"färre|mindre|lägre|sämre|fewer|less|lower|worse",
}
_MOVED = {
    "more": r"öka\w*|stig\w*|steg|klättra\w*|ris(?:e|en)|rose|increas\w*|climb\w*|gr[eo]w\w*",
    "fewer": r"minska\w*|sjunk\w*|sjönk|föll|fallit|faller|tappa\w*|f[ae]ll\w*|dropp?\w*",
}
# "Äldst", "older", "flest": what one of two is.
_DEGREE = re.compile(r"\w+(?:st|ast|are|er|est)|more|most|mer|mest", re.IGNORECASE)
_THAN = re.compile(r"\b(?:än|than)\b", re.IGNORECASE)
_WORDS = {"sv": ("fler", "färre", "än "), "en": ("more", "fewer", "than in ")}
# Beside these, a word is a subject of its own.
_EMPTY = re.compile(
    r"än|than|ännu|even|alltså|faktiskt|actually|mycket|much|platser|placeringar|places|antalet"
    r"|siffran|number",
    re.IGNORECASE,
)


def comparison(asked: Asked) -> list[str]:
    """Complete "är det fler än 2021?" and "how many places did they climb?"."""
    parts, last = asked.parts, asked.last.question
    compared = _direction(parts, _COMPARED) if _THAN.search(parts.text) else ""
    direction = compared or _direction(parts, _MOVED)
    years = last.of("year")
    if not direction or parts.names or len(years) != 1 or not _says_only_that(parts, last):
        return []
    year, other = years[0].value, _other_year(asked)
    if not other or other == year:
        return []
    pair = (year, other) if compared else (max(year, other), min(year, other))
    if text := _of_place(last, pair, direction):
        return [text]
    return _of_count(last, pair, direction)


def choice(asked: Asked) -> list[str]:
    """Complete "which is oldest?" with the two of whom the same was asked before."""
    parts = asked.parts
    asking = parts.asking
    if asking is None or asking.noun or asking.kind not in ("which", "who") or parts.slots:
        return []
    own = [word for word in parts.rest if not _EMPTY.fullmatch(word.text)]
    if len(own) != 1 or not _DEGREE.fullmatch(own[0].text):
        return []
    last = asked.last.question
    said = _nameless(last)
    names = [t.question.names[0] for t in asked.heard if said and _nameless(t.question) == said]
    if len({name.value for name in names}) < 2:
        return []
    either = " eller " if parts.language == "sv" else " or "
    return [f"{parts.text}, {either.join(dict.fromkeys(name.text for name in names))}"]


def _nameless(question: Parts) -> str:
    """Return a question without its one name, "" where it has another number of them."""
    names = question.names
    if len(names) != 1:
        return ""
    return edited(question.text, [(names[0].start, names[0].end, "")]).casefold()


def _direction(parts: Parts, words: dict[str, str]) -> str:
    return next((d for d, p in words.items() if re.search(rf"\b(?:{p})\b", parts.text, re.I)), "")


def _says_only_that(parts: Parts, last: Parts) -> bool:
    """Say whether a question has no subject of its own beside what was counted before."""
    noun = last.asking.noun.casefold() if last.asking else ""
    known = "|".join((*_COMPARED.values(), *_MOVED.values(), _EMPTY.pattern, re.escape(noun)))
    said = re.compile(known, re.IGNORECASE)
    return all(said.fullmatch(word.text) for word in parts.rest)


def _other_year(asked: Asked) -> str:
    """Return the year to compare with: the one said, or that of the same question before."""
    if said := asked.parts.of("year"):
        return said[0].value if len(said) == 1 else ""
    earlier = [turn for turn in asked.heard[:-1] if _dateless(turn) == _dateless(asked.last)]
    years = earlier[-1].question.of("year") if earlier else ()
    return years[0].value if len(years) == 1 else ""


def _dateless(turn: Heard) -> str:
    edits: list[Edit] = [(slot.start, slot.end, "") for slot in turn.question.of("year")]
    return edited(turn.question.text, edits).casefold()


def _of_place(last: Parts, pair: tuple[str, str], direction: str) -> str:
    """Ask by how many places somebody rose or fell."""
    names = [name for name in last.of("name", "thing") if name.before not in ("i", "in")]
    asking = last.asking
    if asking is None or asking.noun.casefold() not in PLACE_NOUNS or not names:
        return ""
    early, late = sorted(pair)
    if last.language == "sv":
        moved = "klättrade" if direction == "more" else "tappade"
        return f"Hur många placeringar {moved} {names[0].text} mellan {early} och {late}"
    moved = "climb" if direction == "more" else "drop"
    return f"How many places did {names[0].text} {moved} between {early} and {late}"


def _of_count(last: Parts, pair: tuple[str, str], direction: str) -> list[str]:
    """Ask how many more, or fewer, there were of what was counted."""
    asking = last.asking
    if asking is None or asking.kind != "many" or not asking.noun:
        return []
    more, fewer, than = _WORDS[last.language]
    old = last.of("year")[0]
    noun = asking.end - len(asking.noun)
    said = more if direction == "more" else fewer
    edits: list[Edit] = [
        (noun, noun, f"{said} "),
        (old.start, old.end, f"{pair[0]} {than}{pair[1]}"),
    ]
    return [edited(last.text, edits)]
