"""Questions put to whole libraries, with and without the document that answers.

In: the development sets. Out: one `Row` a question and library, with what was seen, what was
answered and whether it was right. `qa.library_score` sums them up and `qa.calibrate` fits on them.
It does not know the command line.

The contexts of a language become one library, cut and encoded as the product does it. Each
question is asked twice: of the library as it is, and of the library without its own document,
where everything that retrieval hands over is a real near miss.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.documents import Document
from index.embedding import embed, lexical_fields
from index.encoder import load_encoder
from index.lexical import LexicalIndex
from index.paragraphs import split_documents
from index.publish import publish
from index.store import Library, open_library
from qa.answer import Passage
from qa.answering import find
from qa.confidence import Calibration
from qa.evaluate_reader import Question, read_set, sample
from qa.metrics import f1, is_right
from qa.question import parse
from qa.reader import Reader
from qa.retrieve import MOST_READ, retrieve, worth_reading
from qa.training_data import question_key

# Library: the sets whose contexts it holds, and the sets that are asked of it.
LIBRARIES = {
    "sv": (
        ("swequad-sv", "squad2-sv", "notices-own"),
        ("swequad-sv", "squad2-sv", "squad2-qen-csv", "notices-own", "notices-en"),
    ),
    "no": (("norquad-no",), ("norquad-no",)),
    "en": (("squad2-en", "omosqa-en"), ("squad2-en", "squad2-qsv-cen", "omosqa-en")),
}
# Passages fetched, so that MOST_READ are left when a document's own are taken out.
_FETCHED = 3 * MOST_READ
_UNFITTED = Calibration({"score": 1.0}, 0.0, 0.5)


@dataclass(frozen=True, slots=True)
class Row:
    """One question, asked once.

    Attributes:
        set: the question's set.
        id: the question's.
        group: its document; rows of one group are never split between fitting and judging.
        with_gold: whether the library holds the question's document.
        answerable: whether the library answers it.
        answer: the best candidate's words.
        right: whether they are right; False for every answer where there is none.
        f1: against the gold answers, 0 to 1.
        gold_f1: the same of what the reader marks in the question's own context, handed to it.
        read: whether a passage of that document was read.
        rank: of the first passage of the question's document, once those that were read are
            ordered by it, from 1; 0 when it was not found.
        found_rank: the same, as retrieval ordered them.
        signals: see `qa.confidence`.
    """

    set: str
    id: str
    group: str
    with_gold: bool
    answerable: bool
    answer: str
    right: bool
    f1: float
    gold_f1: float
    read: bool
    rank: int
    found_rank: int
    signals: Mapping[str, float]


def rows(
    folder: Path, reader: Reader, *, size: int | None, progress: Callable[[str], None]
) -> Iterator[Row]:
    """Ask the questions of every set, twice each.

    Args:
        folder: holds the sets.
        reader: to be judged.
        size: questions of each set; None for all.
        progress: told in a line what is being done.
    """
    for language, (contexts, asked) in LIBRARIES.items():
        documents = _documents(folder, contexts, language)
        with tempfile.TemporaryDirectory() as where:
            library = _library(documents, Path(where))
            progress(
                f"{language}: {len(documents)} documents, {len(library.paragraphs)} paragraphs"
            )
            by_text = {document.text: document.id for document in documents}
            for name in asked:
                questions = sample(read_set(folder, name), size)
                progress(f"  {name}: {len(questions)} questions")
                for question in questions:
                    gold = by_text.get(_context(question))
                    if gold is not None:
                        yield from _ask(name, question, gold, library, reader)


def _context(question: Question) -> str:
    return question.context.replace("\r\n", "\n").replace("\r", "\n")


def _documents(folder: Path, names: Sequence[str], language: str) -> list[Document]:
    found: dict[str, Document] = {}
    for name in names:
        for question in read_set(folder, name):
            text = _context(question)
            if text not in found:
                found[text] = Document(
                    id=f"{name}-{len(found)}", title=question.title, publisher="",
                    language=language, date="", url="", text=text, kind="text", origin=name,
                )  # fmt: skip
    return list(found.values())


def _library(documents: Sequence[Document], where: Path) -> Library:
    encoder = load_encoder()
    paragraphs, removed = split_documents(documents)
    by_id = {document.id: document for document in documents}
    vectors = embed(encoder, by_id, paragraphs)
    lexical = LexicalIndex.build([lexical_fields(by_id[p.document_id], p) for p in paragraphs])
    publish(where, documents, paragraphs, removed, vectors, lexical, encoder.fingerprint)
    return open_library(where)


def _ask(
    name: str, question: Question, gold: str, library: Library, reader: Reader
) -> Iterator[Row]:
    parsed = parse(question.question)
    fetched = retrieve(library, load_encoder(), parsed, top_k=_FETCHED)
    found_rank = _rank(fetched, gold)
    others = worth_reading([p for p in fetched if p.document.id != gold])
    with_gold = worth_reading(fetched)
    union = list({p.paragraph_id: p for p in [*with_gold, *others]}.values())
    triples = {p.paragraph_id: (parsed.text, p.context, p.text) for p in union}
    once = dict(zip(triples, reader.read_once(list(triples.values())), strict=True))
    gold_f1 = _f1_given_context(question, reader)

    def row(passages: list[Passage], *, has_gold: bool) -> Row:
        ids = [p.paragraph_id for p in passages]
        readings = reader.read_closer([triples[i] for i in ids], [once[i] for i in ids])
        found = find(parsed, passages, readings, _UNFITTED)
        answer = found.candidates[0].text if found.candidates else ""
        ordered = [*found.passages, *fetched[len(passages) :]]
        right = bool(question.answers) and is_right(answer, question.answers)
        return Row(
            set=name, id=question.id, group=question_key(question.id)[:6] + question.title,
            with_gold=has_gold, answerable=has_gold and bool(question.answers), answer=answer,
            right=right, f1=f1(answer, question.answers) if question.answers else 0.0,
            gold_f1=gold_f1, read=any(p.document.id == gold for p in passages),
            rank=_rank(ordered, gold) if has_gold else 0, found_rank=found_rank,
            signals=found.signals,
        )  # fmt: skip

    if parsed.reply:
        return
    yield row(with_gold, has_gold=True)
    missing = row(others, has_gold=False)
    # Another document may say the same: then the library does answer, and the row says nothing
    # about refusing.
    if not missing.right:
        yield missing


def _f1_given_context(question: Question, reader: Reader) -> float:
    """What finding costs is seen against this: the reader with nothing to find."""
    if not question.answers:
        return 0.0
    [reading] = reader.read_pairs([(question.question, question.title, question.context)])
    best = reading.spans[0] if reading.spans else None
    return f1(question.context[best.start : best.end] if best else "", question.answers)


def _rank(passages: Sequence[Passage], document_id: str) -> int:
    """Return the rank among documents, from 1, of one of them; 0 when it is not there."""
    order = list(dict.fromkeys(p.document.id for p in passages))
    return order.index(document_id) + 1 if document_id in order else 0


def row_dict(row: Row) -> dict[str, Any]:
    """One row as JSON-ready values."""
    return {name: getattr(row, name) for name in Row.__slots__}


def row_from(values: Mapping[str, Any]) -> Row:
    """Undo `row_dict`.

    Raises:
        ValueError: the row was written by another version of Källa.
    """
    if differing := set(Row.__slots__) ^ values.keys():
        raise ValueError(
            f"a row with other fields than this version's ({', '.join(sorted(differing))}). "
            "Write the rows anew: python -m qa.evaluate --library --rows FILE"
        )
    return Row(**values)
