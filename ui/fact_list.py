"""Which facts a reader wants to see, in which order, as forms and addresses say it.

In: a form or the query of an address, from anybody, and a library. Out: what is wanted, without
whatever makes no sense, and the facts that fit. This file does not know how the table looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from qa.facts import matching
from ui.safety import harmless

if TYPE_CHECKING:
    from index.facts import Fact
    from index.store import Library

# A longer page is read by nobody, and takes a phone a second to lay out.
PAGE_ROWS = 100
MOST_NAME_CHARS = 80
# å, ä and ö are the last letters of the Swedish alphabet, in this order.
_LAST_LETTERS = str.maketrans({"å": "z\ue000", "ä": "z\ue001", "ö": "z\ue002"})
_Key = Callable[["Library", "Fact"], str | float]
_KEYS: Mapping[str, _Key] = {
    "who": lambda _, fact: alphabetical(fact.who),
    "year": lambda _, fact: fact.year,
    "measure": lambda _, fact: fact.measure,
    "value": lambda _, fact: fact.value,
    "scope": lambda _, fact: alphabetical(fact.scope),
    "document": lambda library, fact: alphabetical(library.documents[fact.document_id].title),
}
COLUMNS = tuple(_KEYS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants to see.

    Attributes:
        who: a name or a part of one, "" for all; so are the next two.
        year: as the facts have it.
        measure: as the facts have it.
        sort: the column that they are sorted by.
        descending: the greatest first.
        page: from 1.
    """

    who: str = ""
    year: str = ""
    measure: str = ""
    sort: str = "who"
    descending: bool = False
    page: int = 1

    @property
    def filters(self) -> bool:
        """Whether it leaves any facts out."""
        return bool(self.who or self.year or self.measure)

    def sorted_by(self, column: str) -> Wanted:
        """Return the same, sorted by a column: the other way round if it is that one already."""
        turned = column == self.sort and not self.descending
        return replace(self, sort=column, descending=turned, page=1)

    def query(self, language: str) -> str:
        """Return it as one line of a form; `read_wanted` reads it back."""
        said = {
            "who": self.who, "year": self.year, "measure": self.measure, "sort": self.sort,
            "order": "desc" if self.descending else "",
            "page": str(self.page) if self.page > 1 else "", "lang": language,
        }  # fmt: skip
        return urlencode({name: value for name, value in said.items() if value})


def read_wanted(query: Mapping[str, str], facts: Sequence[Fact]) -> Wanted:
    """Return what is asked for; what the facts do not have, or nobody can mean, is ignored.

    Args:
        query: names and values of a form or an address, from anybody.
        facts: of the library that is shown.
    """
    page = query.get("page", "")
    sort = query.get("sort", "")
    return Wanted(
        who=" ".join(harmless(query.get("who", "")[:MOST_NAME_CHARS]).split()),
        year=_known(query.get("year", ""), years(facts)),
        measure=_known(query.get("measure", ""), measures(facts)),
        sort=sort if sort in COLUMNS else "who",
        descending=query.get("order") == "desc",
        page=int(page) if re.fullmatch(r"[1-9][0-9]{0,5}", page) else 1,
    )


def fitting(library: Library, wanted: Wanted) -> list[Fact]:
    """Return the facts that fit, all pages of them, in the wanted order.

    A name that the facts have is meant as such; any other words are looked for within the names.
    """
    found = matching(library, who=wanted.who, year=wanted.year, measure=wanted.measure)
    if wanted.who and not found:
        part = wanted.who.casefold()
        others = matching(library, year=wanted.year, measure=wanted.measure)
        found = [fact for fact in others if part in fact.who.casefold()]
    key = _KEYS[wanted.sort]
    found.sort(key=lambda fact: (alphabetical(fact.who), fact.year, fact.measure, fact.value))
    found.sort(key=lambda fact: key(library, fact), reverse=wanted.descending)
    # Nothing is neither great nor small: it comes last both ways.
    return sorted(found, key=lambda fact: key(library, fact) == "")


def years(facts: Sequence[Fact]) -> list[str]:
    """Return the years that the facts have, the latest first."""
    return sorted({fact.year for fact in facts if fact.year}, reverse=True)


def measures(facts: Sequence[Fact]) -> list[str]:
    """Return the measures that the facts have."""
    return sorted({fact.measure for fact in facts})


def alphabetical(words: str) -> str:
    """Return words as they are compared in a Swedish list."""
    return words.casefold().translate(_LAST_LETTERS)


def _known(asked: str, known: Sequence[str]) -> str:
    return asked if asked in known else ""
