"""Whether the pages state the facts that they were written from.

In: pages, and a folder with `sources.csv` and `ranks.csv`. Out: a line for each source without a
page and each rank that its page does not state. This file does not know about front matter's
form, questions or spelling.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.sentences import sentence_spans

if TYPE_CHECKING:
    from index.corpus_pages import Page

# What a Swedish text says for a place besides "plats 2" and "nummer 2".
_WORDS = {
    1: r"etta\w*|första ?plats\w*|(?<!näst )bäst\w*|toppar",
    2: r"tvåa\w*|andra ?plats\w*|näst bäst\w*|silverplats\w*",
    3: r"trea\w*|tredje",
    4: r"fjärde",
    5: r"femma|femte",
    6: r"sexa|sjätte",
    7: r"sjua|sjunde",
    8: r"åttonde",
    9: r"nia|nionde",
    10: r"tia|tionde",
    11: r"elfte",
    12: r"tolfte",
}
_PLACE = r"plats\w*:? {0}|plats \d+ och plats {0}|nummer {0}"


def fact_faults(pages: Sequence[Page], facts: Path) -> Iterator[str]:
    """Yield each source that has no page or another address, and each rank that is not stated.

    Args:
        pages: the corpus.
        facts: folder of `sources.csv` and `ranks.csv`.
    """
    by_name = {page.name: page for page in pages}
    for source in _rows(facts / "sources.csv"):
        page = by_name.get(source["source_id"])
        if page is None:
            yield f"{source['source_id']}: is in sources.csv and has no page"
        elif page.fields.get("url") != source["url"]:
            yield f'{page.name}: url differs from that in sources.csv: "{source["url"]}"'
    for rank in _rows(facts / "ranks.csv"):
        page = by_name.get(rank["source_id"])
        if page and not _is_stated(page, rank):
            where = f"{rank['municipality']} {rank['year']}".strip()
            yield f"{page.name}: does not state that {where} has place {rank['rank']}"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_stated(page: Page, rank: dict[str, str]) -> bool:
    """Say whether a page states a line of `ranks.csv`; one without a number always passes."""
    if not rank["rank"].isdigit():
        return True
    text = page.document.text
    return rank["year"] in text and states_rank(text, rank["municipality"], int(rank["rank"]))


def states_rank(text: str, municipality: str, rank: int) -> bool:
    """Say whether one sentence (or row of a table) names both a municipality and a place."""
    name = re.compile(rf"\b{re.escape(municipality)}s?\b")
    place = re.compile(rf"\b(?:{_place_pattern(rank)})\b", re.I)
    sentences = (text[start:end] for start, end in sentence_spans(text))
    return any(name.search(sentence) and place.search(sentence) for sentence in sentences)


def _place_pattern(rank: int) -> str:
    words = _WORDS.get(rank)
    ordinal = f"|(?:{words})(?: ?plats\\w*)?" if words else ""
    return _PLACE.format(rank) + ordinal
