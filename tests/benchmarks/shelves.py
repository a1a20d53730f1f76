"""Sets of questions as libraries in memory, for what measures finding.

In: the data sets, or the shipped corpus. Out: a `Shelf`, cut, encoded and indexed as the product
does it, and the questions that are asked of it, each with the documents that answer. It does not
know how anything is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import qa
from index.documents import Document
from index.embedding import embed, lexical_fields
from index.encoder import Encoder
from index.lexical import DEFAULTS, LexicalIndex, Settings
from index.paragraphs import Paragraph, split_documents
from qa.evaluate_reader import read_set, sample
from qa.gold import ANY_PAGE, NO_PAGE, read_gold
from qa.training_data import Example, question_key, read_examples

CORPUS = "shipped corpus"
# Name: (language, files whose contexts are the library, the development set that is asked).
SETS = {
    "squad2-sv": ("sv", ("squad2-sv-train",), "squad2-sv"),
    "English → Swedish": ("sv", ("squad2-sv-train",), "squad2-qen-csv"),
    "Swedish → English": ("en", ("squad2-en-train",), "squad2-qsv-cen"),
    "norquad": ("no", ("norquad-no-dev",), "norquad-no"),
    "swequad": ("sv", ("swequad-sv-train", "swequad-sv-dev"), "swequad-sv"),
    "English → German": ("de", ("omosqa-de-train", "omosqa-de-dev"), "omosqa-en"),
    "notices": ("sv", ("notices",), "notices-own"),
    "notices, English → own": ("sv", ("notices",), "notices-en"),
}
_GOLD = Path(__file__).resolve().parents[2] / "corpus" / "questions.jsonl"


@dataclass(frozen=True)
class Asked:
    """A question, and the ids of the documents that answer it."""

    id: str
    question: str
    gold: frozenset[str]


@dataclass(frozen=True)
class Shelf:
    """A library in memory: documents by id, their paragraphs, vectors by encoder."""

    documents: dict[str, Document]
    paragraphs: list[Paragraph]
    vectors: dict[str, np.ndarray]

    def indexed(self, settings: Settings = DEFAULTS) -> LexicalIndex:
        """An index of its terms."""
        fields = [lexical_fields(self.documents[p.document_id], p) for p in self.paragraphs]
        return LexicalIndex.build(fields, settings=settings)

    @property
    def languages(self) -> frozenset[str]:
        """Languages of its documents."""
        return frozenset(document.language for document in self.documents.values())

    @property
    def owners(self) -> np.ndarray:
        """Each paragraph's document, by id."""
        return np.array([p.document_id for p in self.paragraphs])


def take_shelf(name: str, folder: Path, encoders: dict[str, Encoder], cache: Path | None) -> Shelf:
    """Cut and encode the library of a set, or take the shipped one's paragraphs.

    Args:
        name: of SETS, or CORPUS.
        folder: holds the sets.
        encoders: by the names that the vectors are to have.
        cache: where vectors are kept from run to run.
    """
    if name == CORPUS:
        library = qa.load().library
        documents, paragraphs = dict(library.documents), list(library.paragraphs)
    else:
        language, files, _asked = SETS[name]
        documents = _documents(folder, files, language)
        paragraphs = split_documents(list(documents.values()))[0]
    vectors = {}
    for which, encoder in encoders.items():
        held = [documents[p.document_id].title + p.text for p in paragraphs]
        key = repr((held, sorted(encoder.fingerprint.items()))).encode()
        path = cache and cache / f"{hashlib.sha256(key).hexdigest()[:16]}.npy"
        if path and path.exists():
            vectors[which] = np.load(path)
            continue
        vectors[which] = embed(encoder, documents, paragraphs)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, vectors[which])
    return Shelf(documents, paragraphs, vectors)


def _documents(folder: Path, files: Sequence[str], language: str) -> dict[str, Document]:
    """One document for each context of the files."""
    found: dict[str, Example] = {}
    for name in files:
        if name == "notices":
            from qa.notices import read_notices

            examples = [e for n in read_notices() for e in n.examples("sv")[:1]]
        else:
            examples = read_examples(folder / f"{name}.jsonl.gz")
        for example in examples:
            found.setdefault(_plain(example.context), example)
    return {
        f"d{at}": Document(
            id=f"d{at}", title=e.title, publisher="", language=language, date="", url="",
            text=text, kind="text", origin=files[0],
        )
        for at, (text, e) in enumerate(found.items())
    }  # fmt: skip


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def questions_of(name: str, folder: Path, shelf: Shelf, size: int) -> list[Asked]:
    """A sample of the answerable questions that are asked of a shelf."""
    if name == CORPUS:
        golds = [g for g in read_gold(_GOLD) if not {ANY_PAGE, NO_PAGE} & {*g.pages}]
        return sample([Asked(g.id, g.question, frozenset(g.pages)) for g in golds], size)
    asked = SETS[name][2]
    by_text = {document.text: id_ for id_, document in shelf.documents.items()}
    aligned: dict[str, str] = {}
    if asked == "omosqa-en":  # asked of the German translation: ids align
        for file in ("omosqa-de-train", "omosqa-de-dev"):
            for e in read_examples(folder / f"{file}.jsonl.gz"):
                aligned[question_key(e.id)] = by_text[_plain(e.context)]
    found = []
    for q in read_set(folder, asked):
        own = aligned.get(question_key(q.id)) if aligned else by_text.get(_plain(q.context))
        if q.answers and own:
            found.append(Asked(q.id, q.question, frozenset({own})))
    return sample(found, size)
