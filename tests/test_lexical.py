"""The lexical index: BM25 by hand, what met, and the files that it lives in."""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import lexical
from index.lexical import UNREAD, Fields, KnownTerms, LexicalIndex, LexicalIndexError, Settings

PLAIN = Settings(title=1, heading=1, body=1, metadata=1, k1=1.0, b=0.75)
# Lengths 3, 1 and 2 terms, on average 2.
BODIES = ["våld våld hat", "våld", "fred sjö"]


def body(text: str) -> Fields:
    return Fields(title="", heading="", body=text, metadata="")


def index_of(*texts: str, settings: Settings = PLAIN) -> LexicalIndex:
    return LexicalIndex.build([body(text) for text in texts], settings=settings)


def idf(holders: int, size: int = 3) -> float:
    return math.log(1 + (size - holders + 0.5) / (holders + 0.5))


def test_scores_are_bm25():
    found = index_of(*BODIES).search("våld och hat?")
    # c / (c + k1 (1 - b + b length / average)): norms 0.25 + 0.75 * 1.5 and 0.25 + 0.75 * 0.5.
    first = idf(2) * 2 / (2 + 1.375) + idf(1) * 1 / (1 + 1.375)
    second = idf(2) * 1 / (1 + 0.625)
    assert found.scores == pytest.approx([first, second, 0.0], rel=1e-6)
    assert found.scores.dtype == np.float32


def test_ideal_is_every_term_once_in_a_paragraph_of_average_length():
    found = index_of(*BODIES).search("våld hat")
    assert found.ideal == pytest.approx((idf(2) + idf(1)) / 2, rel=1e-6)


def test_a_term_that_the_library_lacks_counts_as_a_rare_one():
    found = index_of(*BODIES).search("våld xylofon")
    assert found.ideal == pytest.approx((idf(2) + idf(1)) / 2, rel=1e-6)
    assert found.met(0) == ("våld",)


def test_met_names_the_terms_that_a_paragraph_holds():
    found = index_of(*BODIES).search("Hatet, freden och våldet")
    assert [found.met(row) for row in range(3)] == [("hat", "våld"), ("våld",), ("fred",)]


def test_repeating_a_word_changes_nothing():
    index = index_of(*BODIES)
    once, thrice = index.search("våld"), index.search("våld våldet våld")
    assert (once.scores == thrice.scores).all()
    assert once.ideal == thrice.ideal


def test_title_heading_and_metadata_are_found():
    index = LexicalIndex.build(
        [
            Fields("Kvinnofridsbarometern", "Öppettider", "Måndag till fredag", "2024 Unizon"),
            body("Något annat år"),
        ]
    )
    for question in ("barometer", "öppettid", "måndag", "unizon", "vad hände 2024"):
        scores = index.search(question).scores
        assert scores[0] > 0, question
        assert scores[1] == 0, question


def test_fields_weigh_what_the_settings_say():
    texts = [Fields("sjö", "", "hav", ""), Fields("hav", "", "sjö", "")]
    heavy = LexicalIndex.build(texts, settings=Settings(title=3, b=0)).search("sjö").scores
    none = LexicalIndex.build(texts, settings=Settings(title=0, b=0)).search("sjö").scores
    assert heavy[0] > heavy[1] > 0
    assert none[1] > none[0] == 0


def test_a_paragraph_that_says_the_year_comes_before_one_dated_so():
    index = LexicalIndex.build(
        [Fields("", "", "Lidköping är bäst", "2024"), Fields("", "", "Lidköping 2024 bäst", "")]
    )
    scores = index.search("2024").scores
    assert scores[1] > scores[0] > 0


def test_names_typed_without_dots_are_found():
    found = index_of("Lidköping kom tvåa", "Växjö kom trea").search("Lidkoping")
    assert found.met(0) == ("lidköping",)
    assert found.scores[1] == 0


def test_an_english_question_covers_little_of_a_swedish_paragraph():
    index = index_of("Lidköping hamnar på en andraplats i mätningen", "Solna satsar på jourer")
    english = index.search("which shelters does the survey count as members today?")
    swedish = index.search("Vem hamnar på andra plats i mätningen?")
    assert english.scores.max() / english.ideal < 0.2
    assert 0.5 < swedish.scores.max() / swedish.ideal < 1.3


@pytest.mark.parametrize("question", ["", "   ", "?!", "och", "\u0000\u202e🙂", "a" * 5000])
def test_questions_without_terms_find_nothing(question):
    found = index_of(*BODIES).search(question)
    assert not found.scores.any()
    assert math.isfinite(found.ideal)
    assert found.met(0) == ()


def test_an_empty_library_can_be_built_saved_and_asked(tmp_path):
    LexicalIndex.build([]).save(tmp_path)
    found = LexicalIndex.load(tmp_path).search("våld")
    assert found.scores.shape == (0,)
    assert found.ideal > 0


texts = st.lists(st.builds(Fields, *[st.text(max_size=40)] * 4), max_size=5)


@given(texts, st.text(max_size=40))
@settings(deadline=None, max_examples=60)
def test_saving_and_loading_changes_nothing(paragraphs, question):
    built = LexicalIndex.build(paragraphs)
    # Searched with its own words too, which strange text would hardly hit.
    question += " " + " ".join(each.body for each in paragraphs[:1])
    with tempfile.TemporaryDirectory() as folder:
        files = built.save(Path(folder))
        assert sorted(files) == sorted(Path(folder).iterdir())
        loaded = LexicalIndex.load(Path(folder))
        before, after = built.search(question), loaded.search(question)
        assert (before.scores == after.scores).all()
        assert before.ideal == after.ideal
        for row in range(len(paragraphs)):
            assert before.met(row) == after.met(row)
            assert bool(before.met(row)) == (before.scores[row] > 0)
        del loaded, after


def test_a_saved_index_is_mapped_and_remembers_its_settings(tmp_path):
    index_of(*BODIES, settings=Settings(k1=0.5)).save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    assert isinstance(loaded.weights, np.memmap)
    assert loaded.settings == Settings(k1=0.5)


@pytest.mark.parametrize("name", ["lexical.json", "lexical-rows.npy", "lexical-idf.npy"])
def test_a_missing_or_cut_file_is_named_with_the_way_out(tmp_path, name):
    index_of(*BODIES).save(tmp_path)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LexicalIndexError, match=r"cannot be read.*Rebuild it: kalla build"):
        LexicalIndex.load(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(LexicalIndexError, match=name):
        LexicalIndex.load(tmp_path)


@given(
    before=st.lists(st.text("abc åä2", max_size=12), max_size=6, unique=True),
    after=st.lists(st.text("abc åä2", max_size=12), max_size=6, unique=True),
)
def test_what_is_taken_over_is_what_counting_gives(before, after):
    rows = {text: row for row, text in enumerate(before)}
    known = KnownTerms(index_of(*before), [rows.get(text, -1) for text in after])
    taken = LexicalIndex.build(
        [UNREAD if text in rows else body(text) for text in after], settings=PLAIN, known=known
    )
    fresh = index_of(*after)
    assert taken.vocabulary == fresh.vocabulary
    for name in lexical._ARRAYS:
        np.testing.assert_array_equal(getattr(taken, name), getattr(fresh, name))


def test_what_was_counted_by_other_settings_is_not_taken_over():
    known = KnownTerms(index_of("ett ord", settings=Settings(k1=0.5)), [0])
    with pytest.raises(ValueError, match=r"weighs by .*k1=0\.5"):
        LexicalIndex.build([body("ett ord")], settings=PLAIN, known=known)


def test_files_of_two_indexes_are_refused(tmp_path):
    index_of(*BODIES).save(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    index_of("ett annat bibliotek med fler ord").save(other)
    (other / "lexical-rows.npy").replace(tmp_path / "lexical-rows.npy")
    with pytest.raises(LexicalIndexError, match=r"do not belong together.*kalla build"):
        LexicalIndex.load(tmp_path)


def test_an_index_of_other_rules_is_refused(tmp_path):
    index_of(*BODIES).save(tmp_path)
    path = tmp_path / "lexical.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"terms_version": 0}))
    with pytest.raises(LexicalIndexError, match=r"rules \(2, 0\).*kalla build"):
        LexicalIndex.load(tmp_path)


def test_parameters_beside_the_index_are_those_it_was_built_with(tmp_path):
    index_of(*BODIES).save(tmp_path)
    described = json.loads((tmp_path / "lexical.json").read_text("utf-8"))
    assert described["settings"] == lexical.asdict(PLAIN)
    assert described["vocabulary"] == ["fred", "hat", "sjö", "våld"]
