"""Which document's tables a question is about, where only one can be meant.

In: the facts of a library and its documents, then questions. Out: the id of a document, "" where
several could be meant or none. A document is meant by the names of its rows, by what its rows are
called ("which lighthouse"), or by a name in its title. This file does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qa.fact_rows import row_nouns
from qa.plan_columns import NAMED, nearness
from qa.plan_heads import head_of
from qa.plan_senses import WORD, spoken
from qa.plan_words import is_familiar

if TYPE_CHECKING:
    from index.documents import Document
    from index.facts import Fact

_LONGEST_NAME = 6


class TableChoice:
    """The documents with tables of their own names; safe to use from several threads.

    Those of municipalities and counties are left out: every document may have some, and a question
    about them is about all.
    """

    def __init__(self, columns: Sequence[Fact], documents: Mapping[str, Document]) -> None:
        """Remember what each document's rows are called.

        Args:
            columns: facts that were read out of columns.
            documents: by id.
        """
        placed = {f.document_id for f in columns if f.kind != "other"}
        facts: dict[str, list[Fact]] = {}
        self._names: dict[str, set[str]] = {}
        for fact in columns:
            self._names.setdefault(spoken(fact.who), set()).add(fact.document_id)
            if fact.document_id not in placed:
                facts.setdefault(fact.document_id, []).append(fact)
        self._own = frozenset(facts)
        self._nouns = {id_: row_nouns(own, documents) for id_, own in facts.items()}
        self._titles = {
            id_: frozenset(m.group().casefold() for m in WORD.finditer(documents[id_].title))
            for id_ in facts
        }

    def document_of(self, text: str) -> str:
        """Return the id of the one document whose rows a question is about, "" for none."""
        if not self._own:
            return ""
        words = [m.group() for m in WORD.finditer(text)]
        lower = [word.casefold() for word in words]
        if named := self._of_names(lower):
            return _only(set.intersection(*named) & self._own)
        called = self._called([head_of(text.casefold())]) or self._called(lower)
        if called:
            return _only(called)
        capitals = {word.casefold() for word in words if word[0].isupper()}
        return _only(id_ for id_, title in self._titles.items() if capitals & title)

    def _of_names(self, words: Sequence[str]) -> list[set[str]]:
        """Return the documents of each name among words, the longest names first."""
        found: list[set[str]] = []
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
                name = spoken(" ".join(words[at : at + length]))
                plain = re.sub(r" ?s$", "", name)
                if known := self._names.get(name) or self._names.get(plain):
                    found.append(known)
                    break
            else:
                length = 1
            at += length
        return found

    def _called(self, words: Iterable[str]) -> set[str]:
        """Return the documents whose rows are called by one of several words."""
        telling = [word for word in words if word and not is_familiar(word)]
        return {
            id_ for id_, nouns in self._nouns.items()
            if any(nearness(noun, word) >= NAMED for noun in nouns for word in telling)
        }  # fmt: skip


def _only(ids: Iterable[str]) -> str:
    found = set(ids)
    return found.pop() if len(found) == 1 else ""
