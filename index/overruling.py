"""What a person says against cleaning: phrases to keep, and phrases to set aside.

In: rulings, and the blocks of a document. Out: for each block whether a ruling keeps it or drops
it. This file does not know what cleaning found by itself, nor where rulings are stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from index.blocks import Block
    from index.documents import Document

KEEP, DROP = "keep", "drop"
DROPPED = "dropped on request"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One phrase that a person judges.

    Attributes:
        phrase: as it was given, with single blanks; it stands for every block that holds it as
            whole words, in large or small letters.
        verdict: KEEP or DROP.
        site: the host, with its subdomains, whose documents are meant; "" for all.
    """

    phrase: str
    verdict: str
    site: str = ""


def with_ruling(rulings: Iterable[Ruling], ruling: Ruling) -> tuple[Ruling, ...]:
    """Return rulings with one more, which replaces what was said of the same phrase and site."""
    return tuple(sorted([*without_ruling(rulings, ruling), ruling], key=_by_name))


def without_ruling(rulings: Iterable[Ruling], ruling: Ruling) -> tuple[Ruling, ...]:
    """Return rulings without what was said of a phrase and a site."""
    return tuple(one for one in rulings if _by_name(one) != _by_name(ruling))


def _by_name(ruling: Ruling) -> tuple[str, str]:
    return folded(ruling.phrase), ruling.site


def verdicts_of(
    document: Document, blocks: Sequence[Block], rulings: Sequence[Ruling]
) -> list[str]:
    """Say of each block whether it is kept, dropped, or "" when nobody said anything of it.

    Of two rulings about one block, that of a site counts for more than one of all documents, then
    the longer phrase, then keeping: the order in which they were given does not matter.
    """
    site = site_of(document)
    own = [one for one in rulings if not one.site or is_within(site, one.site)]
    own.sort(key=lambda one: (bool(one.site), len(one.phrase), one.verdict == KEEP), reverse=True)
    if not own:
        return [""] * len(blocks)
    return [_verdict(folded(block.text), own) for block in blocks]


def _verdict(text: str, rulings: Sequence[Ruling]) -> str:
    return next((one.verdict for one in rulings if _pattern(one.phrase).search(text)), "")


@lru_cache(256)
def _pattern(phrase: str) -> re.Pattern[str]:
    # A phrase may begin or end with a mark, beside which any letter may stand.
    plain = folded(phrase)
    before = r"(?<!\w)" if plain[:1].isalnum() else ""
    after = r"(?!\w)" if plain[-1:].isalnum() else ""
    return re.compile(before + re.escape(plain) + after)


def folded(text: str) -> str:
    """Return what texts have in common that say the same word for word."""
    return " ".join(text.casefold().split())


def site_of(document: Document) -> str:
    """Return the host that a document is from: of its address, else its publisher if that is one.

    The publisher of a saved page may be the domain that its responsible address names.
    """
    host = host_of(document.url)
    named = document.publisher.casefold()
    return host or (named if "." in named and " " not in named else "")


def host_of(url: str) -> str:
    """Return the host of an address, "" when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_within(host: str, site: str) -> bool:
    """Say whether a host is a site, or one below it: "www.solna.se" is within "solna.se"."""
    return host == site or host.endswith(f".{site}")
