"""Facts and computed answers for the page's own tests, over documents that stand here.

In: nothing. Out: a document of ranks with its facts, and answers that were worked out from them. It
does not know how facts are read or computed.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.documents import Document
from index.facts import Fact
from qa.answer import Answer, Citation, Claim, Computation, ComputedValue

# The same in every name that a document could give.
HOSTILE_NAME = "=HYPERLINK(1)<script>document.title=1</script>"
TREND = (("Lidköping", "2017", 120), ("Lidköping", "2019", 77), ("Lidköping", "2021", 40),
         ("Lidköping", "2023", 2))  # fmt: skip
COMPARED = (("Munkedal", "2023", 162), ("Trollhättan", "2023", 1), ("Lidköping", "2023", 2),
            (HOSTILE_NAME, "2023", 6))  # fmt: skip
# More than a page of the table holds; Örebro and Åmål are the last and the third last of them.
_OTHERS = tuple((f"Kommun {number}", "2015", number) for number in range(9, 130))
_LAST = (("Örebro", "", 8), ("Älvdalen", "2021", 7), ("Åmål", "2021", 5))
_STATED = tuple(dict.fromkeys((*TREND, *COMPARED, *_OTHERS, *_LAST)))


def _sentence(who: str, year: str, rank: int) -> str:
    return f"{who} kom på plats {rank}{f' år {year}' if year else ''}."


RANKS = Document(
    id="ranks",
    title="Placeringar <b>genom</b> åren",
    publisher="Unizon",
    language="sv",
    date="2024",
    url="https://unizon.example/ranks",
    text="\n\n".join(_sentence(*stated) for stated in _STATED),
    kind="text",
    origin="ranks.txt",
)


def _fact(who: str, year: str, rank: int) -> Fact:
    sentence = _sentence(who, year, rank)
    start = RANKS.text.index(sentence)
    at = start + sentence.index(f"plats {rank}")
    return Fact(
        who=who, kind="municipality", county="", measure="rank", value=float(rank), unit="",
        scope="riket", total=290, ranking="", year=year, year_from="sentence" if year else "",
        document_id=RANKS.id, paragraph_id="ranks#1", start=start, end=start + len(sentence),
        span_start=at, span_end=at + len(f"plats {rank}"),
    )  # fmt: skip


FACTS = tuple(_fact(*stated) for stated in _STATED)


def computed(question: str, language: str, rows: Sequence[tuple[str, str, int]]) -> Answer:
    """Return an answer that was worked out from values, each with its citation."""
    citations = []
    for who, year, rank in rows:
        sentence = _sentence(who, year, rank)
        start = RANKS.text.index(sentence)
        citations.append(Citation(sentence, start, start + len(sentence), None, "ranks#1", RANKS))
    values = tuple(
        ComputedValue(who, year, "rank", float(rank), "", (at,))
        for at, (who, year, rank) in enumerate(rows)
    )
    short = f"{len(rows)} placeringar"
    return Answer(
        question, language, short,
        (Claim(short, tuple(range(len(rows)))),), tuple(citations), confidence=0.95,
        computation=Computation("list", f"{short} i dokumenten.", values, {}),
    )  # fmt: skip
