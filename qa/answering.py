"""Candidates → an Answer with citations, or an abstention.

In: a question, its passages and their readings. Out: an `Answer`. Every quote is a sentence of a
document, found by its place and never by its words. It does not know models or libraries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from qa.answer import Answer, Citation, Claim, Passage, document_dict
from qa.candidates import Candidate, Support, candidates
from qa.citing_copies import with_copies
from qa.confidence import Calibration, signals
from qa.metrics import normalise
from qa.phrases import phrase
from qa.question import Question
from qa.reader import Reading
from qa.retrieve import reorder
from qa.surroundings import numeric_terms, sentences_around

MAX_CITATIONS = 3
NEAREST_SHOWN = 3
# A further span is cited when its odds are within e^3 of the best one's.
CITED_WITHIN = 3.0
# Two numbers disagree when the second's support is this close to the first's, in log-odds.
DISAGREES_WITHIN = 2.5
_TRACED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What was seen while looking for an answer."""

    question: Question
    passages: Sequence[Passage]
    readings: Sequence[Reading]
    candidates: Sequence[Candidate]
    signals: Mapping[str, float]
    confidence: float


def find(
    question: Question,
    passages: Sequence[Passage],
    readings: Sequence[Reading],
    calibration: Calibration,
) -> Found:
    """Weigh what the passages say, and order them by it."""
    passages, readings = reorder(passages, readings)
    said = candidates(question, passages, readings)
    if not said:
        return Found(question, passages, readings, (), {}, 0.0)
    seen = signals(question, passages, readings, said)
    return Found(question, passages, readings, said, seen, calibration.probability(seen))


def compose(found: Found, *, threshold: float) -> Answer:
    """Answer with the best candidate, or abstain below the threshold."""
    question = found.question
    if not found.candidates or found.confidence < threshold:
        return abstain(question, "not-in-documents", found, threshold=threshold)
    shown = [found.candidates[0], *_disagreeing(found)]
    citations: list[Citation] = []
    claims = []
    for candidate in shown:
        numbers = []
        for citation in with_copies(_citations(candidate, found.passages), found.passages):
            if citation not in citations:
                citations.append(citation)
            numbers.append(citations.index(citation))
        claims.append(Claim(candidate.text, tuple(dict.fromkeys(numbers))))
    disagreement = len(claims) > 1
    text = claims[0].text
    if disagreement:
        said = " / ".join(claim.text for claim in claims)
        text = f"{phrase('disagreement', question.language)} {said}"
    return Answer(
        question=question.text,
        language=question.language,
        text=text,
        claims=tuple(claims),
        citations=tuple(citations),
        confidence=found.confidence,
        disagreement=disagreement,
        trace=trace(found, threshold, "disagreement" if disagreement else "best candidate"),
    )


def abstain(
    question: Question, reason: str, found: Found | None = None, *, threshold: float = 0.0
) -> Answer:
    """Say why there is no answer, and what came nearest."""
    return Answer(
        question=question.text,
        language=question.language,
        text=phrase(reason, question.language),
        abstained=True,
        reason=reason,
        confidence=found.confidence if found else 0.0,
        nearest=tuple(found.passages[:NEAREST_SHOWN]) if found else (),
        trace=trace(found, threshold, reason) if found else {"decided": reason},
    )


def trace(found: Found, threshold: float, decided: str) -> dict[str, Any]:
    """What was considered and what decided, JSON-ready."""
    return {
        "decided": decided,
        "confidence": found.confidence,
        "threshold": threshold,
        "signals": dict(found.signals),
        "question": asdict(found.question),
        "passages": [
            {
                "paragraph_id": p.paragraph_id,
                "document": document_dict(p.document),
                "start": p.start,
                "end": p.end,
                "score": p.score,
                "scores": dict(p.scores),
                "terms": list(p.terms),
                "relevance": r.relevance,
                "spans": [
                    {"text": p.text[s.start : s.end], "score": s.score} for s in r.spans[:_TRACED]
                ],
            }
            for p, r in zip(found.passages, found.readings, strict=True)
        ],
        "candidates": [
            {"text": c.text, "score": c.score, "spans": len(c.support)}
            for c in found.candidates[:_TRACED]
        ],
    }


def _citations(candidate: Candidate, passages: Sequence[Passage]) -> list[Citation]:
    best = candidate.support[0].score
    cited: list[Citation] = []
    for support in candidate.support:
        near = support.score >= best - CITED_WITHIN
        citation = cite(support, passages[support.passage]) if near else None
        if citation is None or any(_overlap(citation, other) for other in cited):
            continue
        cited.append(citation)
        if len(cited) == MAX_CITATIONS:
            break
    return cited


def _overlap(left: Citation, right: Citation) -> bool:
    same = left.document.id == right.document.id
    return same and left.start < right.end and right.start < left.end


def cite(support: Support, passage: Passage) -> Citation:
    """The sentence, or the sentences, around a span, with the span's place in it."""
    first, last = sentences_around(passage.text, support.start, support.end)
    return Citation(
        quote=passage.text[first:last],
        start=passage.start + first,
        end=passage.start + last,
        span=(support.start - first, support.end - first),
        paragraph_id=passage.paragraph_id,
        document=passage.document,
    )


def _disagreeing(found: Found) -> list[Candidate]:
    """Other numbers that other documents give for the same thing, of the same year."""
    best = found.candidates[0]
    kind = _number_kind(best, found.passages)
    if kind is None:
        return []
    document = found.passages[best.support[0].passage].document.id
    others = []
    for other in found.candidates[1:]:
        if other.score < best.score - DISAGREES_WITHIN:
            break
        elsewhere = found.passages[other.support[0].passage].document.id != document
        same = _number_kind(other, found.passages) == kind
        if elsewhere and same and _may_be_of_one_year(best, other, found.passages):
            others.append(other)
    return others[:2]


def _may_be_of_one_year(left: Candidate, right: Candidate, passages: Sequence[Passage]) -> bool:
    """Whether the sentences name a year in common, or one of them names none."""
    years = [
        {t for t in numeric_terms(_quote(candidate, passages)) if re.fullmatch(r"(19|20)\d\d", t)}
        for candidate in (left, right)
    ]
    return not all(years) or bool(years[0] & years[1])


def _quote(candidate: Candidate, passages: Sequence[Passage]) -> str:
    support = candidate.support[0]
    return cite(support, passages[support.passage]).quote


def _number_kind(candidate: Candidate, passages: Sequence[Passage]) -> str | None:
    """The noun that a number counts, by its first letters; None when it counts nothing.

    Two documents disagree when they count the same thing differently. Bare numbers, as in "40",
    may be ranks, years or pages, and are left alone.
    """
    words = normalise(candidate.text).split()
    if not any(re.fullmatch(r"\d+", word) for word in words):
        return None
    support = candidate.support[0]
    text = passages[support.passage].text
    after = normalise(text[support.end : support.end + 120]).split()
    at = max(i for i, word in enumerate(words) if word.isdigit())
    following = [w for w in [*words[at + 1 :], *after] if len(w) > 4]
    return " ".join(sorted(word[:5] for word in following[:1])) or None
