"""Near misses that an encoder finds: near, another text, and without the answer."""

from __future__ import annotations

import random

import numpy as np

from qa.near_texts import near_texts, unanswered
from qa.training_data import Example

TEXTS = {
    "Lidköping kom tvåa 2024.": (1.0, 0.0),
    "Höör kom trea 2024.": (0.9, 0.4),
    "Tvåa var Lidköping också 2022.": (0.95, 0.3),
    "Slottet öppnar i maj.": (0.0, 1.0),
}


class Plane:
    """An encoder of two dimensions: texts lie where they are put, questions by the first axis."""

    name, dimension, fingerprint = "plane", 2, {"name": "plane"}

    def encode_documents(self, texts, *, progress=None):
        return np.array([TEXTS[text] for text in texts], np.float32)

    def encode_queries(self, texts):
        return np.array([(1.0, 0.0) for _ in texts], np.float32)


def test_a_near_text_is_another_and_lacks_the_answer() -> None:
    texts = list(TEXTS)
    answers = [(0, 9), (0, 4), (9, 18), (17, 20)]
    drawn = {near_texts(["Vem?"] * 4, texts, answers, Plane(), random.Random(n))[0]
             for n in range(20)}  # fmt: skip
    # The third text names Lidköping too.
    assert drawn == {texts[1], texts[3]}


def test_what_lies_much_nearer_than_the_answer_is_taken_to_answer_too() -> None:
    texts = list(TEXTS)
    found = near_texts(["Vem?"] * 4, texts, [(0, 9), (0, 4), (9, 18), (17, 20)], Plane(),
                       random.Random(0))  # fmt: skip
    assert found[3] == "", "all others are nearer than the castle's own text"


def test_unanswered_examples_keep_the_question_and_take_the_text_s_title() -> None:
    texts = list(TEXTS)
    examples = [
        Example("a", "Vem kom tvåa?", texts[0], "Barometern", (0, 9)),
        Example("b", "Vem kom trea?", texts[1], "Trean", (0, 4)),
        Example("c", "Vad kostar det?", texts[3], "Slottet", None),
    ]
    made = unanswered(examples, Plane(), random.Random(0))
    assert [(e.question, e.context, e.title, e.answer) for e in made] == [
        ("Vem kom tvåa?", texts[1], "Trean", None),
    ]
