"""Words of a question in one language find texts in the other."""

from __future__ import annotations

import pytest

from index.glossary import FILE, Glossary, glossary
from index.lexical import Fields, LexicalIndex
from index.wanted import Wanted, wanted


def index_of(*texts: str) -> LexicalIndex:
    return LexicalIndex.build([Fields("", "", text, "") for text in texts])


def english() -> Glossary:
    found = glossary("en", ["sv"])
    assert found is not None
    return found


def swedish() -> Glossary:
    found = glossary("sv", ["en"])
    assert found is not None
    return found


def test_every_line_is_a_word_and_its_equivalents_in_order() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 20_000
    words = [line.split("\t")[0] for line in lines]
    assert words == sorted(set(words))
    for line in lines:
        word, equivalents = line.split("\t")
        each = equivalents.split(";")
        assert word.strip() == word != ""
        assert all(e.strip() == e != "" for e in each), line
        assert len(set(each)) == len(each), line


@pytest.mark.parametrize(
    ("source", "targets", "opens"),
    [
        ("en", ["sv"], True),
        ("sv", ["en", "no"], True),
        ("en", ["en"], False),
        ("sv", ["sv", ""], False),
        ("de", ["sv"], False),
        ("en", [], False),
    ],
)
def test_it_opens_only_where_it_leads_somewhere(
    source: str, targets: list[str], opens: bool
) -> None:
    assert (glossary(source, targets) is not None) == opens


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How many municipalities answered?", "168 kommuner svarade på enkäten."),
        ("Who leads the police investigation?", "Polisutredningen leds av Eva Ek."),
        ("What does domestic violence cost?", "Våld i nära relationer kostar mycket."),
        ("Where are the women's shelters?", "Kvinnojourer finns i hela länet."),
        ("Which authority is responsible?", "Länsstyrelsen är den ansvariga myndigheten."),
        ("When was the law on restraining orders changed?", "Lagen om kontaktförbud ändrades."),
    ],
)
def test_a_question_in_english_finds_swedish_words(asked: str, said: str) -> None:
    other = "Solen gick upp över sjön och det blev en vacker dag för alla."
    index = index_of(other, said)
    scores = index.search(asked, english()).scores
    assert scores[1] > 0
    assert scores[0] == 0
    assert index.search(asked).coverage()[1] < index.search(asked, english()).coverage()[1]


def test_a_question_in_swedish_finds_english_words() -> None:
    index = index_of("A fine day by the lake.", "The municipality employs a hundred teachers.")
    scores = index.search("Hur många lärare har kommunen?", swedish()).scores
    assert scores[1] > 0 == scores[0]


def test_an_expression_is_looked_up_before_its_words() -> None:
    found, length = english().look_up(["social", "services", "answer"], 0)
    assert length == 2
    assert "socialtjänst" in found
    assert "social" not in found


def test_a_form_is_looked_up_as_it_stands_and_as_its_base() -> None:
    found, _ = english().look_up(["left"], 0)
    assert {"vänster", "lämna"} <= {*found}


def test_a_word_that_the_list_lacks_stays_as_it_is() -> None:
    assert english().look_up(["xylorimba"], 0) == ((), 1)
    assert wanted("Xylorimba?", english()) == wanted("Xylorimba?")


def test_a_compound_that_the_list_lacks_is_looked_up_in_parts() -> None:
    ways = [way for thing in wanted("grönsakspolisen", swedish()) for way in thing.ways]
    assert ("polic",) in ways
    assert any(way[0].startswith("veget") for way in ways)


def test_numbers_and_ranks_are_no_words_to_look_up() -> None:
    assert wanted("Who came second in 2024?", english())[-2:] == [
        *wanted("second"),
        *wanted("2024"),
    ]


def test_equivalents_count_as_one_term_that_stands_where_any_of_them_does() -> None:
    things = Glossary("en", {"shelter": ("jour", "härbärge"), "hut": ("jour",)})
    texts = ["jour är öppen", "härbärge är öppet", "jour och härbärge", "inget här"]
    index = index_of(*texts)
    both, one = index.search("shelter", things), index.search("hut", things)
    assert [score > 0 for score in both.scores] == [True, True, True, False]
    # In three paragraphs of four rather than two, so worth less.
    assert both.ideal < one.ideal
    assert both.scores[0] < one.scores[0]
    # Where both stand the thing is said once, not twice.
    assert both.scores[2] / both.ideal == pytest.approx(one.scores[2] / one.ideal)
    assert both.met(1) == ("härbärg",)
    assert both.coverage().max() <= 1


def test_words_of_one_equivalent_must_stand_together() -> None:
    things = Glossary("en", {"shelter": ("skyddat boende",)})
    index = index_of("ett skyddat boende", "ett skyddat läge", "ett eget boende")
    assert [score > 0 for score in index.search("shelter", things).scores] == [True, False, False]


def test_a_thing_is_said_in_any_of_its_ways() -> None:
    thing = Wanted((("jour",), ("skydd", "bo")))
    assert thing.said_in({"jour"})
    assert thing.said_in({"bo", "skydd"})
    assert not thing.said_in({"skydd"})


def test_without_a_glossary_every_term_is_a_thing() -> None:
    assert wanted("Våld, våldet och jour") == [Wanted((("våld",),)), Wanted((("jour",),))]
