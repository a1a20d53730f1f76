"""Questions that facts answer: understood, worked out, said with a citation for each value.

In: a question and an open library. Out: an `Answer` with its computation, or None for every other
question. What the reader says to the same question may be laid beside it. It does not know models.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from qa.answer import Answer, Citation, Claim, Computation, ComputedValue
from qa.compute import run
from qa.compute_words import in_words
from qa.fact_table import FactTable, Known
from qa.facts import stated
from qa.phrases import phrase
from qa.plan import Plan
from qa.plan_meanings import Encoder, Meanings
from qa.planning import plan_of
from qa.question import Question
from qa.result import Result
from qa.table_choice import TableChoice

if TYPE_CHECKING:
    from index.facts import Fact
    from index.store import Library

# Of 143 shipped gold questions that are computed all were right on 2026-11-25; 120 of them were
# written for this, and of those 107 of 116 were right at first sight. A figure between the two.
CONFIDENCE = 0.95
# Their answer is a name or a value, which stands by itself.
_PLAIN = frozenset({"lookup", "nth"})
# Documents that were asked about lately: each has its facts in a table of its own.
_MOST_KEPT = 16


@dataclass(frozen=True, slots=True)
class _Facts:
    """Facts that are asked together, and what words mean for their columns."""

    table: FactTable
    meanings: Meanings | None


class Computer:
    """Works out answers from the facts of one library; safe to use from several threads."""

    def __init__(self, library: Library, encoder: Encoder | None = None) -> None:
        """Read the facts of a library.

        Args:
            library: an open one.
            encoder: finds the column that a word means ("employees" for "personal"); None to go by
                the columns' own words.
        """
        self._library = library
        self._encoder = encoder
        self._whole = self._facts(library.facts)
        self._choice = TableChoice(self._whole.table.columns, library.documents)
        self._of_document: dict[str, _Facts] = {}

    def answer(self, question: Question) -> Answer | None:
        """Answer a question from facts; None when it is not of that kind or they do not fill it."""
        if not self._whole.table.facts:
            return None
        facts = self._about(question.text)
        plan = plan_of(question.text, facts.table.vocabulary, facts.meanings)
        result = run(plan, facts.table) if plan else None
        return self._composed(question, result, facts.table) if result else None

    def _about(self, text: str) -> _Facts:
        """Return the facts of the one document that a question is about, else all."""
        chosen = self._choice.document_of(text)
        if not chosen:
            return self._whole
        own = self._of_document.get(chosen)
        if own is None:
            own = self._facts([f for f in self._whole.table.facts if f.document_id == chosen])
            kept = self._of_document if len(self._of_document) < _MOST_KEPT else {}
            self._of_document = {**kept, chosen: own}
        return own

    def _facts(self, facts: Sequence[Fact]) -> _Facts:
        table = FactTable(facts, self._library.documents)
        about = table.vocabulary
        if self._encoder is None or not about.measures:
            return _Facts(table, None)
        return _Facts(table, Meanings(about.measures, self._encoder, sorted(about.nouns)))

    def _composed(self, question: Question, result: Result, table: FactTable) -> Answer:
        citations: list[Citation] = []
        rows = [self._row(known, citations, bool(result.names)) for known in result.used]
        said = in_words(result, table, question.language)
        cited = tuple(dict.fromkeys(at for row in rows for at in row.citations))
        claims = [Claim(said.short, cited)]
        claims += self._other_claims(result, said.others, citations)
        self._cite_other_year(result, table, citations)
        differ = len(claims) > 1
        # A name or a place is an answer by itself; the sentence stands beside it.
        is_plain = result.plan.kind in _PLAIN and not table.is_of_many(result.plan)
        text = said.short if is_plain else said.sentence
        if differ:
            both = " / ".join(claim.text for claim in claims)
            text = f"{phrase('disagreement', question.language)} {both}"
        computation = Computation(
            kind=result.plan.kind, sentence=said.sentence, rows=tuple(rows),
            plan=_stated(result.plan, table),
            known=result.known, of=result.of,
        )  # fmt: skip
        return Answer(
            question=question.text, language=question.language, text=text,
            claims=tuple(claims), citations=tuple(citations), confidence=CONFIDENCE,
            disagreement=differ, computation=computation, trace=self._trace(computation),
        )  # fmt: skip

    def _row(self, known: Known, citations: list[Citation], is_named: bool) -> ComputedValue:
        facts = [known.fact, *known.others]
        numbers = tuple(self._cited(fact, citations, is_named=is_named) for fact in facts)
        return ComputedValue(
            known.who, known.year, known.fact.measure, known.value, known.fact.unit, numbers[:1]
        )

    def _cited(self, fact: Fact, citations: list[Citation], *, is_named: bool = False) -> int:
        """Cite a fact's sentence once; what is marked in it is its value, or the name asked for."""
        citation = stated(self._library, fact).citation
        if is_named and (name := re.search(rf"\b{re.escape(fact.who)}\b", citation.quote)):
            citation = replace(citation, span=name.span())
        for at, other in enumerate(citations):
            same = (other.document.id, other.start) == (citation.document.id, citation.start)
            if same:
                return at
        citations.append(citation)
        return len(citations) - 1

    def _other_claims(
        self, result: Result, said: Sequence[str], citations: list[Citation]
    ) -> list[Claim]:
        """Return what other documents give for the same name and year, of a single value."""
        if result.plan.kind != "lookup" or len(result.used) != 1:
            return []
        return [
            Claim(words, (self._cited(fact, citations),))
            for words, fact in zip(said, result.used[0].others, strict=True)
        ]

    def _cite_other_year(self, result: Result, table: FactTable, citations: list[Citation]) -> None:
        """Cite the sentence that gives an edition its other year, where the answer names it."""
        for year in {known.year for known in result.used}:
            if other := table.also_called(result.plan.ranking, year):
                self._cited(other, citations)

    def _trace(self, computation: Computation) -> Mapping[str, Any]:
        return {
            "decided": "computed from facts",
            "confidence": CONFIDENCE,
            "plan": dict(computation.plan),
            "values": [asdict(row) for row in computation.rows],
        }


def _stated(plan: Plan, table: FactTable) -> dict[str, Any]:
    """Return what a plan states, its ranking as the documents write it."""
    written = table.shown.get(plan.ranking, plan.ranking)
    stated_parts = asdict(replace(plan, ranking=written))
    return {name: value for name, value in stated_parts.items() if value not in ("", (), 0)}


def contradicted_by(answer: Answer) -> tuple[str, ...]:
    """Return the words that a sentence must hold to say otherwise than a computed answer.

    They are the name and the year of its one value. () where no sentence that the reader finds
    can be laid beside it: an answer of several values, or a name found by its value.
    """
    computation = answer.computation
    if computation is None or computation.kind != "lookup" or len(computation.rows) != 1:
        return ()
    row = computation.rows[0]
    return (row.who, row.year) if row.who and row.year else ()


def with_reading(computed: Answer, read: Answer) -> Answer:
    """Lay the reader's answer beside a computed one, and say so where the two differ.

    The reader's differs when its sentence speaks of the same name and year and its words are
    another rank, or another name; anything else that it finds is about something else.
    """
    trace = {**read.trace, **computed.trace, "read": read.text}
    computed = replace(computed, trace=trace)
    if read.abstained or computed.disagreement or not _differs(computed, read):
        return computed
    citations = [*computed.citations]
    numbers = []
    for citation in read.citations[:1]:
        citations.append(citation)
        numbers.append(len(citations) - 1)
    claims = (*computed.claims, Claim(read.claims[0].text, tuple(numbers)))
    both = " / ".join(claim.text for claim in claims)
    return replace(
        computed, claims=claims, citations=tuple(citations), disagreement=True,
        text=f"{phrase('disagreement', computed.language)} {both}",
    )  # fmt: skip


def _differs(computed: Answer, read: Answer) -> bool:
    if computed.computation is None or not contradicted_by(computed):
        return False
    row, quote = computed.computation.rows[0], read.citations[0].quote
    about_it = re.search(rf"\b{re.escape(row.who)}", quote) and row.year in quote
    numbers = re.findall(r"\d+", read.claims[0].text)
    plain = [n for n in numbers if len(n) < 4]
    years = set(re.findall(r"\b(?:19|20)\d\d\b", quote))
    return bool(
        about_it and years == {row.year} and len(plain) == 1 and f"{row.value:.12g}" not in plain
        and f"{row.value:.12g}" not in re.findall(r"\d+", quote)
    )  # fmt: skip
