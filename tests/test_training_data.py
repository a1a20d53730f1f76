"""What the reader is trained on is what it says it is."""

from __future__ import annotations

import random

from qa.mixture import Ingredient, draw
from qa.train_reader import Recipe, batches, make_samples
from qa.training_data import Example, across, changed_questions, question_key


def example(question: str, context: str, answer: str | None, key: str = "q1-qen-csv") -> Example:
    start = context.index(answer) if answer else 0
    return Example(
        key, question, context, "Titel", (start, start + len(answer)) if answer else None
    )


def test_translations_share_a_key() -> None:
    assert question_key("56dd-qen-csv") == question_key("56dd") == "56dd"
    assert question_key("omosqa-de-65") == question_key("omosqa-en-65")
    assert question_key("swequadmc-dev-1") == "swequadmc-dev-1"


def test_across_asks_one_languages_question_of_the_others_context() -> None:
    english = [example("Who won?", "Trollhättan won.", "Trollhättan", "a-en")]
    swedish = [example("Vem vann?", "Trollhättan vann.", "Trollhättan", "a-sv")]
    (pair,) = across(english, swedish)
    assert (pair.question, pair.context) == ("Who won?", "Trollhättan vann.")
    assert pair.context[slice(*pair.answer)] == "Trollhättan"


def test_a_changed_question_asks_what_the_context_lacks() -> None:
    context = "År 2021 kom Lidköping på plats 40 i barometern, efter Solna."
    examples = [example("Vilken plats fick Lidköping år 2021?", context, "40")] * 8
    changed = changed_questions(examples, random.Random(1))
    assert len(changed) == 8
    for one in changed:
        assert one.answer is None
        assert one.question != examples[0].question
        different = set(one.question.split()) - set(examples[0].question.split())
        assert all(word.strip("?") not in context for word in different)


def test_draw_repeats_what_is_scarce() -> None:
    rng = random.Random(0)
    one = example("?", "a b", "a")
    drawn = draw([Ingredient("few", [one], 5), Ingredient("none", [], 5)], rng)
    assert drawn == [one] * 5


def test_labels_are_the_answers_tokens() -> None:
    context = "Inledning. " * 60 + "Det blev Camilla Johansson som tog emot. " + "Slut. " * 80
    examples = [example("Vem tog emot?", context, "Camilla Johansson")] * 40
    samples = make_samples(examples, Recipe(), random.Random(3))
    labelled = [s for s in samples if s.label != (0, 0)]
    assert len(labelled) > 25
    assert len({len(s.window.ids) for s in samples}) > 1
    for sample in labelled:
        first, last = (at - sample.window.first for at in sample.label)
        start, end = sample.window.offsets[first][0], sample.window.offsets[last][1]
        assert context[start:end] == "Camilla Johansson"
    for sample in samples:
        shown = [context[a:b] for a, b in sample.window.offsets]
        if sample.label == (0, 0):
            assert "Johansson" not in shown


def test_batches_hold_every_sample_once() -> None:
    examples = [example("Vem?", "ord " * n + "Ek", "Ek") for n in range(1, 80)]
    samples = make_samples(examples, Recipe(), random.Random(3))
    made = batches(samples, Recipe(batch=8), random.Random(0))
    assert sorted(map(id, samples)) == sorted(id(s) for batch in made for s in batch)
