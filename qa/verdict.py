"""What was said to a gold question, and whether it was right: plain values that JSON can hold.

In: an answer as `Answer.to_dict` gives it, from a library or over HTTP alike, and its gold
question. Out: a `Verdict`. It does not know who was asked or how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa.gold import ANY_PAGE, NO_PAGE, Gold
from qa.metrics import exact_match, f1, is_right, normalise

# How deep documents are counted when a ranking is judged.
RANKED = 10


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that something stands in."""

    id: str
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage that was found for a question, best first among its like."""

    text: str
    score: float
    paragraph_id: str
    document: Origin
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation's sentence."""

    quote: str
    document: Origin


@dataclass(frozen=True, slots=True)
class Claimed:
    """One thing that an answer says."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, as far as it is judged; the fields are those of `qa.answer.Answer`.

    Raises:
        ValueError: the confidence is no probability.
    """

    text: str
    abstained: bool
    reason: str
    confidence: float
    claims: tuple[Claimed, ...]
    citations: tuple[Quoted, ...]
    nearest: tuple[Seen, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"expected a confidence from 0 to 1, got {self.confidence}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one question.

    Attributes:
        gold: the question.
        answer: what was said.
        right: the answer is right, or rightly refused.
        exact_match: 1.0 when a claim equals a gold answer; 0.0 of a refusal.
        f1: best token F1 of a claim, 0 to 1; 0 of a refusal.
        supports: for each citation, whether its quote holds a gold answer.
        ms: time until the answer was there.
        candidate: what was said, or would have been without abstaining; "" when nothing was found,
            None when that is not known.
        candidate_right: the candidate is right; never where the documents do not answer.
        ranks: for each gold page its place among the first ten documents, from 1, 0 when it is
            not there; one for "any" page, by the gold words. None when nothing was retrieved or
            there is no page.
        found_first: the first passage is of a gold page.
        found_in_3: the gold words stand in one of the first three passages.
        passages: the first ones; none when nothing was retrieved.
    """

    gold: Gold
    answer: Said
    right: bool
    exact_match: float
    f1: float
    supports: tuple[bool, ...]
    ms: float
    candidate: str | None
    candidate_right: bool
    ranks: tuple[int, ...] | None = None
    found_first: bool = False
    found_in_3: bool = False
    passages: tuple[Seen, ...] = ()

    @property
    def cited(self) -> bool:
        """A quoted sentence holds the gold words."""
        return any(self.supports)

    @property
    def is_extractive(self) -> bool:
        """The answer stands in a document, and need not be worked out."""
        return bool(self.gold.answers) and not self.gold.computed


def weigh(
    gold: Gold,
    answer: Said,
    ms: float,
    *,
    candidate: str | None = None,
    passages: Sequence[Seen] | None = None,
    shown: int = 5,
) -> Verdict:
    """Compare what was said with what is right.

    Args:
        gold: the question.
        answer: what was said to it.
        ms: how long that took.
        candidate: the best candidate of an abstention, "" when there was none, None when unknown.
        passages: best first, deep enough for RANKED documents; None when nothing was retrieved.
        shown: how many passages to keep.
    """
    claims = [] if answer.abstained else [claim.text for claim in answer.claims]
    right = any(is_right(claim, gold.answers) for claim in claims) if gold.answers else not claims
    if claims:
        candidate = claims[0]
    found = passages or ()
    return Verdict(
        gold=gold,
        answer=answer,
        right=right,
        exact_match=max((exact_match(claim, gold.answers) for claim in claims), default=0.0),
        f1=max((f1(claim, gold.answers) for claim in claims), default=0.0),
        supports=tuple(holds(cited.quote, gold.answers) for cited in answer.citations),
        ms=ms,
        candidate=candidate,
        candidate_right=_candidate_right(gold, candidate, claims, right=right),
        ranks=None if passages is None or NO_PAGE in gold.pages else _ranks(gold, found),
        found_first=bool(found) and bool({ANY_PAGE, found[0].document.id} & {*gold.pages}),
        found_in_3=any(holds(passage.text, gold.answers) for passage in found[:3]),
        passages=tuple(found[:shown]),
    )


def _candidate_right(
    gold: Gold, candidate: str | None, claims: Sequence[str], *, right: bool
) -> bool:
    if not gold.answers or not candidate:
        return False
    return right if claims else is_right(candidate, gold.answers)


def holds(text: str, answers: Sequence[str]) -> bool:
    """Say whether one of the answers stands in a text, as whole words, normalised."""
    words = f" {normalise(text)} "
    return any(f" {normalise(answer)} " in words for answer in answers)


def first_documents(passages: Sequence[Seen]) -> list[str]:
    """Return the documents of the passages in their order, at most RANKED."""
    return list(dict.fromkeys(passage.document.id for passage in passages))[:RANKED]


def _ranks(gold: Gold, passages: Sequence[Seen]) -> tuple[int, ...]:
    if ANY_PAGE not in gold.pages:
        documents = first_documents(passages)
        return tuple(documents.index(p) + 1 if p in documents else 0 for p in gold.pages)
    # Whichever document says it will do; the gold words tell how many one has to look at.
    for at, passage in enumerate(passages, 1):
        if holds(passage.text, gold.answers):
            rank = len({seen.document.id for seen in passages[:at]})
            return (rank if rank <= RANKED else 0,)
    return (0,)
