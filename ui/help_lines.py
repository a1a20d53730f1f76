"""Whom a person in need can call, and when the page says so.

In: a data file that whoever runs the page may change, and a question. Out: the lines to show. The
question is looked at and not kept. This file does not know how the lines are drawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qa.question import parse

SHIPPED = Path(__file__).with_name("help_lines.json")
LANGUAGES = ("sv", "en")
# What a telephone can dial: digits, with blanks and dashes between.
_NUMBER = re.compile(r"\+?[0-9](?:[ -]?[0-9]){1,19}")


class HelpLineError(ValueError):
    """The file cannot be used; the message names it, the fault, and what is expected."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One number to call.

    Attributes:
        number: as people write it.
        name: whose it is, by language.
        text: when and how it helps, by language.
    """

    number: str
    name: Mapping[str, str]
    text: Mapping[str, str]

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return re.sub(r"[ -]", "", self.number)


def load_help_lines(path: Path = SHIPPED) -> tuple[HelpLine, ...]:
    """Read the lines, in the order to show them.

    Args:
        path: JSON: a list of {"number", "name": {"sv", "en"}, "text": {"sv", "en"}}.

    Raises:
        HelpLineError: it cannot be read, or is not of that form.
    """
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        lines = tuple(_line(item) for item in stated)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise HelpLineError(
            f"{path} is no file of help lines ({error}). "
            f"Write it as {SHIPPED.name} beside ui/help_lines.py is written."
        ) from error
    if not lines:
        raise HelpLineError(f"{path} names no help line; name at least one.")
    return lines


def _line(item: Mapping[str, object]) -> HelpLine:
    number = item["number"]
    if not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise ValueError(f"{number!r} is no telephone number")
    return HelpLine(number, _both(item["name"]), _both(item["text"]))


def _both(words: object) -> Mapping[str, str]:
    if not isinstance(words, dict):
        raise TypeError(f"{words!r} should name the words in sv and en")
    for language in LANGUAGES:
        if not isinstance(words.get(language), str) or not words[language].strip():
            raise ValueError(f"{words!r} lacks words in {language}")
    return {language: words[language] for language in LANGUAGES}


# Beside what `qa.question` knows: a first person, and fear, flight, or a wish to die or be safe.
_NEED = re.compile(
    r"\b(jag (måste|behöver|vill) (fly|rymma|komma bort|lämna honom|lämna henne|gömma mig)"
    r"|i (need|have|want) to (escape|flee|run away|get away|hide|leave (him|her))"
    r"|(vart|var|hur) kan jag (vända mig|få hjälp|söka skydd|fly|ta vägen)"
    r"|(where|how) (can|do) i (get help|turn|go for help|escape|hide|be safe)"
    r"|vem (kan|ska) jag (ringa|prata med|vända mig till)"
    r"|who (can|should|do) i (call|talk to|turn to)"
    r"|jag (orkar|klarar) inte (mer|längre|leva)|ta livet av mig|självmord(stankar)?"
    r"|(don't|do not|dont) want to live|suicidal|end my life|hurt myself|skada mig själv"
    r"|(är|blir|blivit) (våldtagen|misshandlad|slagen|förföljd|hotad) av min"
    r"|(han|hon) (slår|hotar|sparkar|stryper|misshandlar|förföljer|kontrollerar) "
    r"(mig|oss|barnen|mina|min|mitt)"
    r"|(he|she) (is )?(hit(s|ting)?|beat(s|ing)?|hurt(s|ing)?|threaten(s|ing)?|chok(es|ing)"
    r"|rap(es|ed|ing)|stalk(s|ing)?|kick(s|ing)?) (me|us|my)"
    r"|(rädd|skräckslagen) för (honom|henne|min|mitt)"
    r"|(afraid|scared|terrified) of (him|her|my)"
    r"|(han|hon|he|she) (kommer|will|is going to) (att )?(döda|kill) (mig|oss|me|us)"
    r"|blir (jag )?slagen|utsatt för våld (hemma|av min)|jag är utsatt"
    r"|i('m| am) (being )?(abused|beaten|in danger|not safe)|unsafe at home|inte trygg hemma)\b",
    re.IGNORECASE,
)


def sounds_in_need(question: str) -> bool:
    """Return whether a question sounds like a person in need, not like a reader of reports."""
    plain = " ".join(question.replace("’", "'").split())
    return parse(question).reply == "help" or bool(_NEED.search(plain))
