"""The reader's recipe: which examples it is trained on, and how many of each.

In: the folder of question-answering sets. Out: a seeded, shuffled list of `Example`s, by named
ingredient. It does not know how an example is made or what is learnt from it.

There are ten kinds: plain questions; the same questions with question and context in different
languages; near misses, paragraphs that words would find for the question but that lack its answer;
others that the encoder finds; questions whose year, number or name was changed so that their own
paragraph no longer answers; made-up notices that state the same kind of fact several times; pages
written for this, with questions that they answer and close ones that they do not; paragraphs of
SQuAD put into Swedish, asked so; close questions written for contexts of the sets; and, from long
contexts, windows beside the answer.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.encoder import load_encoder
from qa.added_questions import added_examples, context_key, read_added
from qa.contrast_data import contrast_examples
from qa.near_texts import unanswered
from qa.notices import TRANSLATED, read_notices
from qa.training_data import (
    Example,
    across,
    changed_questions,
    held_out_keys,
    near_misses,
    question_key,
    read_examples,
)


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A named part of the mixture: `count` drawn, over again if there are fewer."""

    name: str
    examples: list[Example]
    count: int


def draw(ingredients: Iterable[Ingredient], rng: random.Random) -> list[Example]:
    """Draw each ingredient's share and shuffle."""
    drawn: list[Example] = []
    for ingredient in ingredients:
        left = ingredient.count
        while left > 0 and ingredient.examples:
            some = list(ingredient.examples)
            rng.shuffle(some)
            drawn += some[:left]
            left -= len(some)
    rng.shuffle(drawn)
    return drawn


def mixture(folder: Path, rng: random.Random, *, scale: float = 1.0) -> list[Ingredient]:
    """The recipe: which sets, which pairs of languages, how many of each.

    Args:
        folder: holds the gzip'd sets.
        rng: for near misses and changed questions.
        scale: multiplies every count; below 1 for a trial.
    """
    held = held_out_keys(folder)

    def read(name: str) -> list[Example]:
        examples = read_examples(folder / f"{name}-train.jsonl.gz")
        return [e for e in examples if question_key(e.id) not in held]

    def answerable(examples: list[Example]) -> list[Example]:
        return [e for e in examples if e.answer]

    squad, squad2, swedish = read("squad-en"), read("squad2-en"), read("squad2-sv")
    english_swedish, swedish_english = read("squad2-qen-csv"), read("squad2-qsv-cen")
    xquad = {code: read(f"xquad-{code}") for code in ("en", "de", "es", "ro")}
    omos = {code: read(f"omosqa-{code}") for code in ("de", "en", "fr")}
    norquad, swequad = read("norquad-no"), read("swequad-sv")

    xquad_pairs = [e for a in xquad for b in xquad for e in across(xquad[a], xquad[b])]
    xquad_pairs += [e for a in xquad for e in across(answerable(swedish), xquad[a])]
    xquad_pairs += [e for a in xquad for e in across(xquad[a], answerable(swedish))]
    omos_pairs = [e for a in omos for b in omos for e in across(omos[a], omos[b])]
    misses_en = near_misses(rng.sample(squad, 12_000), squad, language="english", rng=rng)
    misses_sv = near_misses(answerable(swedish), swedish, language="swedish", rng=rng)
    misses_no = near_misses(norquad, norquad, language="norwegian", rng=rng)
    misses_swequad = near_misses(swequad, swequad, language="swedish", rng=rng)
    contexts = across(answerable(english_swedish), misses_sv)
    changed = changed_questions(
        [*rng.sample(squad, 20_000), *answerable(swedish), *answerable(english_swedish), *swequad,
         *norquad], rng,
    )  # fmt: skip
    notices = [n for n in read_notices() if not n.kept_back]
    asked_own = [e for n in notices for e in n.examples("sv")]
    asked_english = [e for n in notices for e in n.examples("en")]
    pages_misses = near_misses(
        answerable(asked_own), asked_own, language="swedish", rng=rng
    ) + near_misses(
        answerable(asked_english), asked_own, language="swedish", rng=rng, by_context=True
    )  # fmt: skip
    translated = [n for n in read_notices(TRANSLATED) if not n.kept_back]
    added = read_added()
    close_en = added_examples(added, squad, "en")
    close_sv = added_examples(added, squad, "sv")
    close_swequad = [e for code in ("sv", "en") for e in added_examples(added, swequad, code)]
    encoder = load_encoder()
    translated_own = [e for n in translated for e in n.examples("sv")]
    translated_english = [e for n in translated for e in n.examples("en")]
    found = [
        e
        for examples in (rng.sample(squad, 3_000), swedish, english_swedish, swequad, norquad,
                         asked_own, asked_english, translated_own, translated_english)
        for e in unanswered(
            rng.sample(examples, min(2_400, len(examples))), encoder, rng
        )
    ]  # fmt: skip
    # What SQuAD itself asks of the same contexts, so that they are not known by their silence.
    keys = {a.key for a in added}
    beside = [e for e in squad if context_key(e.context) in keys]
    parts = [
        ("squad-en", squad, 6_000),
        ("squad-en beside added", beside, 2_000),
        ("squad2-en", squad2, 3_500),
        ("squad2-sv", swedish, 4_000),
        ("squad2 en→sv", english_swedish, 3_500),
        ("squad2 sv→en", swedish_english, 3_000),
        ("xquad and sv, all pairs", xquad_pairs, 1_500),
        ("omosqa, all pairs", omos_pairs, 1_200),
        ("norquad-no", norquad, 2_500),
        ("swequad-sv", swequad, 2_200),
        ("added, squad-en", close_en, 3_500),
        ("added, squad-en asked in Swedish", close_sv, 1_800),
        ("added, swequad-sv", close_swequad, 1_200),
        ("translated, asked in Swedish", translated_own, 4_600),
        ("translated, asked in English", translated_english, 2_300),
        ("found, not answering", found, 9_000),
        ("near misses en", misses_en, 1_200),
        ("near misses sv", misses_sv, 800),
        ("near misses en→sv", contexts, 500),
        ("near misses no", misses_no, 300),
        ("near misses swequad", misses_swequad, 500),
        ("changed questions", changed, 1_500),
        ("contrasts", contrast_examples(round(500 * scale), rng), 500),
        ("notices, own language", asked_own, 4_000),
        ("notices, asked in English", asked_english, 3_600),
        ("near misses notices", pages_misses, 1_200),
    ]
    return [Ingredient(name, examples, round(count * scale)) for name, examples, count in parts]
