"""The likeliest texts are read a second time, and what the two readings say is joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from qa.reader import READ_TWICE, Reader, Reading, Span

TEXT = "Anna kom först. Lidköping kom tvåa. Bo kom sist. Ingen kom fyra. Alla for hem."


def place(words: str, score: float, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), score)


class Scripted(Reader):
    """A reader whose second reading is written down; it remembers what it was given."""

    def __init__(self, *second: Reading) -> None:
        super().__init__(cast(Any, None), cast(Any, None))
        self._second = second
        self.given: list[str] = []

    def read_once(self, pairs: Sequence[tuple[str, str, str]]) -> list[Reading]:
        self.given += [text for _question, _title, text in pairs]
        return list(self._second[: len(pairs)])


def test_the_second_reading_sees_the_sentence_and_its_neighbours() -> None:
    reader = Scripted(Reading((), 0.0))
    first = Reading((place("Bo", 3.0),), 3.0)
    reader.read_closer([("Vem?", "", TEXT)], [first])
    assert reader.given == ["Lidköping kom tvåa. Bo kom sist. Ingen kom fyra."]


def test_spans_near_the_best_are_replaced_and_others_stay() -> None:
    near = "Anna kom först. Lidköping kom tvåa. Bo kom sist."
    first = Reading((place("kom tvåa", 5.0), place("hem", 2.5), place("Bo", 1.0)), 6.0)
    closer = Reading((place("Lidköping", 2.0, near), place("Anna", 0.5, near)), 1.0)
    [joined] = Scripted(closer).read_closer([("Vem?", "", TEXT)], [first])
    said = [(TEXT[s.start : s.end], s.score) for s in joined.spans]
    # The best of the second scores as the best of the first, by which texts are compared.
    assert said == [("Lidköping", 5.0), ("Anna", 3.5), ("hem", 2.5)]
    assert (joined.relevance, joined.closer, joined.confirmed) == (6.0, 1.0, 3.5)


def test_a_second_reading_without_spans_leaves_those_of_the_first() -> None:
    first = Reading((place("Bo", 3.0),), 3.0)
    [joined] = Scripted(Reading((), -9.0)).read_closer([("Vem?", "", TEXT)], [first])
    assert (joined.spans, joined.relevance, joined.confirmed) == (first.spans, 3.0, -3.0)


def test_only_the_likeliest_texts_of_a_question_are_read_twice() -> None:
    reader = Scripted(*[Reading((), 0.0)] * (READ_TWICE + 1))
    rest = " ".join(["Den här meningen hör inte till saken."] * 5)
    texts = [f"Text nummer {at}. {rest}" for at in range(READ_TWICE + 2)]
    firsts = [Reading((Span(0, 4, 0.0),), float(at)) for at in range(len(texts))]
    pairs = [("Vem?", "", text) for text in texts] + [("Hur?", "", f"En annan. {rest}")]
    reader.read_closer(pairs, [*firsts, Reading((Span(0, 2, 0.0),), -5.0)])
    given = sorted(text.split(".")[0] for text in reader.given)
    assert given == ["En annan", *(f"Text nummer {at}" for at in range(2, READ_TWICE + 2))]


def test_a_text_that_would_be_seen_nearly_whole_again_is_read_once() -> None:
    reader = Scripted()
    first = Reading((Span(0, 4, 3.0),), 3.0)
    assert reader.read_closer([("Vem?", "", "Anna kom först. Bo kom sist.")], [first]) == [first]
    assert reader.given == []
