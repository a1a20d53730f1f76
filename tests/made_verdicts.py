"""Verdicts on made-up answers, whose figures can be worked out by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

from qa.gold import Gold
from qa.scorecard import Asked, Scorecard, score
from qa.verdict import Claimed, Origin, Quoted, Said, Seen, Verdict, weigh

ASKED = Asked("gold.jsonl", "0" * 64, "library", False, "2026-11-24T09:00:00+00:00")
HOSTILE = "<script>alert(1)</script>\"'&<img src=x>\x1b[2J\u202e\ud800"


def gold(name: str, *answers: str, pages: tuple[str, ...] = (), **fields: Any) -> Gold:
    page = pages or (("sida",) if answers else ("none",))
    stated = {"language": "sv", "kind": "lookup" if answers else "unanswerable", "computed": False}
    return Gold(name, question=f"Fråga {name}?", answers=answers, pages=page, **(stated | fields))


def answered(text: str, confidence: float, *quotes: str) -> Said:
    cited = tuple(Quoted(quote, Origin("sida", "En sida", "sv")) for quote in quotes)
    return Said(text, False, "", confidence, (Claimed(text),), cited)


def refused(confidence: float) -> Said:
    return Said("Det svarar dokumenten inte på.", True, "not-in-documents", confidence, (), ())


def seen(*documents: str, text: str = "Något annat.") -> list[Seen]:
    return [
        Seen(text, 1 - at / 10, f"{one}#1", Origin(one, language="sv"), {"cosine": 0.5})
        for at, one in enumerate(documents)
    ]


def four() -> list[Verdict]:
    """A right answer, a wrong one, a refusal that held the answer back, and a just refusal."""
    return [
        weigh(gold("a", "Lidköping", "Lidköpings kommun"),
              answered("Lidköping", 0.95, "Lidköping kom tvåa.", "En ranking."), 100,
              passages=seen("sida", "annan", text="Lidköping kom tvåa.")),
        weigh(gold("b", "två år", language="en"), answered("tre dagar", 0.85, "I tre dagar."), 200,
              passages=seen("annan", "tredje", "sida")),
        weigh(gold("c", "Trollhättan", kind="rank"), refused(0.35), 300, candidate="Trollhättan",
              passages=seen("annan")),
        weigh(gold("d"), refused(0.05), 400, candidate="Skurup", passages=seen("annan")),
    ]  # fmt: skip


def card(verdicts: list[Verdict] | None = None, asked: Asked = ASKED) -> Scorecard:
    return score(asked, verdicts, memory_mb=812.4) if verdicts else card_of_four()


@cache
def card_of_four() -> Scorecard:
    return card(four())
