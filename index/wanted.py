"""A question becomes the things that it asks for, each with the ways in which a text may say them.

In: a question, and a glossary where the documents are in another language. Out: `Wanted`s. This
file does not know which texts there are, nor how rare a term is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from index.compounds import compound_parts
from index.glossary import Glossary
from index.numerals import may_begin, read_number
from index.terms import STOP_WORDS, own_term, terms, tokens


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a question asks for.

    Attributes:
        ways: each the terms that must all stand in a text for it to say so.
    """

    ways: tuple[tuple[str, ...], ...]

    def said_in(self, held: Collection[str]) -> bool:
        """Say whether a text that holds these terms says it."""
        return any(all(term in held for term in way) for way in self.ways)


def wanted(question: str, glossary: Glossary | None = None) -> list[Wanted]:
    """Return what a question asks for, each thing once.

    Args:
        question: any text.
        glossary: from the question's language to the documents'; None where they are the same.
    """
    if glossary is None:
        found: Iterator[Wanted] = (Wanted(((term,),)) for term in terms(question))
    else:
        found = _translated(question, glossary)
    return list(dict.fromkeys(found))


def _translated(question: str, glossary: Glossary) -> Iterator[Wanted]:
    words = tokens(question)
    at = 0
    while at < len(words):
        if may_begin(words[at]) and (reading := read_number(words, at)):
            yield from (Wanted(((term,),)) for term in reading[0])
            at += reading[1]
            continue
        equivalents, length = glossary.look_up(words, at)
        if length > 1 or (equivalents and words[at] not in STOP_WORDS):
            own = tuple(own_term(word) for word in words[at : at + length] if _says_something(word))
            yield Wanted(tuple(dict.fromkeys(chain([own], *map(_ways, equivalents)))))
        else:
            yield from _in_parts(words[at], glossary)
        at += length


def _in_parts(word: str, glossary: Glossary) -> Iterator[Wanted]:
    """A word that the glossary lacks, as it is; what it is made of may be known."""
    if not _says_something(word):
        return
    yield Wanted(((own_term(word),),))
    for part in compound_parts(word):
        equivalents, _ = glossary.look_up([part], 0)
        yield Wanted(tuple(dict.fromkeys(chain([(own_term(part),)], *map(_ways, equivalents)))))


def _ways(equivalent: str) -> Iterator[tuple[str, ...]]:
    """The words of an equivalent; of a compound, what it is made of says it as well."""
    words = [word for word in tokens(equivalent) if _says_something(word)]
    if words:
        yield tuple(own_term(word) for word in words)
    if len(words) == 1 and (parts := compound_parts(words[0])):
        yield tuple(own_term(part) for part in parts)


def _says_something(word: str) -> bool:
    return word not in STOP_WORDS
