"""A person overrules cleaning: what they keep is found, what they drop is not, and it lasts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.build import BuildError, build_library
from index.changing import Options
from index.furniture import FEEDBACK
from index.judging import judge, ruling_of, rulings_of, withdraw
from index.overruling import DROP, DROPPED, KEEP
from index.repairing import repair
from index.sources import read_sources
from index.store import current_generation, open_library
from index.updating import add, update
from qa import cli
from tests.fakes import publish_small, write

pytestmark = pytest.mark.usefixtures("encoded")
FORM = "Hjälpte informationen på den här sidan dig?"
RED = "Röda huset är stängt under ombyggnaden."
PAGE = """---
title: Sida {name}
url: https://www.{site}/{name}
---

# Sida {name}

Kommunen har en jour som är öppen hela dygnet för {name}.

## Ombyggnad

{red}

{form}
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    for name, site in (("ett", "solna.se"), ("två", "kiruna.se")):
        write(folder / f"{name}.md", PAGE.format(name=name, site=site, red=RED, form=FORM))
    return folder


@pytest.fixture
def library(pages: Path, tmp_path: Path) -> Path:
    add([pages], tmp_path / "library")
    return tmp_path / "library"


def found(library: Path) -> set[tuple[str, str]]:
    """Which of the two sentences stand in a paragraph of which document."""
    opened = open_library(library)
    return {
        (p.document_id, words)
        for p in opened.paragraphs
        for words in ("Röda huset", "Hjälpte", "Ombyggnad")
        if words in p.text
    }


def aside(library: Path) -> list[tuple[str, str, str]]:
    return [(one.document_id, one.text, one.reason) for one in open_library(library).removed]


BOTH = {(one, words) for one in ("ett", "två") for words in ("Röda huset", "Ombyggnad")}


def test_what_is_kept_comes_back_at_once_and_goes_when_nobody_keeps_it(
    library: Path, encoded: list[str]
) -> None:
    assert found(library) == BOTH
    encoded.clear()
    done = judge(library, ruling_of("  hjälpte  INFORMATIONEN ", KEEP))
    assert [(one.document_id, one.text) for one in done.brought_back] == [
        ("ett", FORM),
        ("två", FORM),
    ]
    assert (done.held_by, done.set_aside) == (2, ())
    assert found(library) == BOTH | {("ett", "Hjälpte"), ("två", "Hjälpte")}
    # The paragraph that the form belongs to now is another text; the others are known.
    assert all(FORM in text for text in encoded)
    undone = withdraw(library, ruling_of("hjälpte informationen", KEEP))
    assert len(undone.set_aside) == 2
    assert {reason for _, _, reason in aside(library)} == {FEEDBACK}
    assert found(library) == BOTH


def test_what_is_dropped_is_set_aside_with_the_heading_that_it_leaves_bare(library: Path) -> None:
    judge(library, ruling_of("röda huset", DROP))
    assert found(library) == set()
    assert ("ett", RED, DROPPED) in aside(library)
    assert ("ett", "Ombyggnad", "heading with nothing under it") in aside(library)
    withdraw(library, ruling_of("röda huset", DROP))
    assert found(library) == BOTH


def test_what_a_dropped_sentence_states_is_no_fact_any_more(library: Path, pages: Path) -> None:
    stated = "Umeå kom på plats 3 i Kvinnofridsbarometern 2023."
    write(pages / "fyra.md", f"# Fyra\n\nKommunen har en jour.\n\n## Mätningen\n\n{stated}\n")
    update(library)
    assert [one.who for one in open_library(library).facts] == ["Umeå"]
    judge(library, ruling_of("Umeå kom på", DROP))
    assert open_library(library).facts == []
    withdraw(library, ruling_of("Umeå kom på", DROP))
    assert [one.who for one in open_library(library).facts] == ["Umeå"]


def test_a_phrase_is_whole_words(library: Path) -> None:
    with pytest.raises(BuildError, match='No stretch of a document holds "Röda hus"'):
        judge(library, ruling_of("Röda hus", DROP))
    judge(library, ruling_of("är stängt under ombyggnaden.", DROP))
    assert found(library) == set()


def test_a_ruling_may_be_of_one_site(library: Path) -> None:
    judge(library, ruling_of("Röda huset", DROP, "https://solna.se/"))
    assert found(library) == {("två", "Röda huset"), ("två", "Ombyggnad")}
    # What is said of a site counts for more than what is said of all.
    judge(library, ruling_of("Röda huset", DROP))
    judge(library, ruling_of("Röda huset", KEEP, "kiruna.se"))
    assert found(library) == {("två", "Röda huset"), ("två", "Ombyggnad")}


def test_the_later_of_two_opposite_rulings_counts(library: Path) -> None:
    judge(library, ruling_of("Röda huset", DROP))
    judge(library, ruling_of("röda huset", KEEP))
    assert [one.verdict for one in rulings_of(library)] == [KEEP]
    assert found(library) == BOTH


def test_the_longer_phrase_counts_whatever_the_order(library: Path) -> None:
    for first, second in ((KEEP, DROP), (DROP, KEEP)):
        judge(library, ruling_of("Röda huset är", first))
        judge(library, ruling_of("Röda", second))
        assert (("ett", "Röda huset") in found(library)) == (first == KEEP)


def test_a_kept_body_keeps_the_heading_that_many_pages_share(tmp_path: Path) -> None:
    text = "# Sida {n}\n\nJour {n}.\n\n## Kontakt\n\nSnabbval och genvägar\n"
    for n in range(4):
        write(tmp_path / "p" / f"{n}.md", text.format(n=n))
    library = tmp_path / "library"
    add([tmp_path / "p"], library)
    assert len(aside(library)) == 8
    judge(library, ruling_of("Snabbval", KEEP))
    assert aside(library) == []


def test_rows_of_a_table_are_dropped_too(tmp_path: Path) -> None:
    write(tmp_path / "p" / "platser.csv", "Kommun,Plats\nSolna,1\nSumma,7\nKiruna,6\n")
    library = tmp_path / "library"
    add([tmp_path / "p"], library)
    judge(library, ruling_of("Summa", DROP))
    opened = open_library(library)
    assert [one.reason for one in opened.removed] == [DROPPED]
    text = " ".join(p.text for p in opened.paragraphs)
    assert "Solna" in text
    assert "Kiruna" in text
    assert "Summa" not in text


@pytest.mark.parametrize("row", ["Solna", "Kiruna"])
def test_every_character_of_a_table_is_in_a_paragraph_or_set_aside(
    tmp_path: Path, row: str
) -> None:
    write(tmp_path / "p" / "a.csv", "Kommun,Plats\nSolna,1\nKiruna,6\n")
    library = tmp_path / "library"
    add([tmp_path / "p"], library)
    judge(library, ruling_of(row, DROP))
    opened = open_library(library)
    (document,) = opened.documents.values()
    covered = [False] * len(document.text)
    for part in [*opened.paragraphs, *opened.removed]:
        for at in range(part.start, part.end):
            assert not covered[at]
            covered[at] = True
    assert not "".join(
        c for c, seen in zip(document.text, covered, strict=True) if not seen
    ).strip()


# --- it lasts ---------------------------------------------------------------------------------


def test_rulings_last_through_update_build_repair_and_export(
    library: Path, pages: Path, tmp_path: Path
) -> None:
    judge(library, ruling_of("Röda huset", DROP))
    judge(library, ruling_of("Hjälpte informationen", KEEP))
    write(pages / "tre.md", PAGE.format(name="tre", site="solna.se", red=RED, form=FORM))
    # Under the heading that the dropped sentence leaves, the kept one stands now.
    held = ("Hjälpte", "Ombyggnad")
    expected = {(one, words) for one in ("ett", "två", "tre") for words in held}
    update(library)
    assert found(library) == expected
    build_library([pages], library)
    assert found(library) == expected
    shutil.rmtree(current_generation(library))
    repair(library)
    assert found(library) == expected
    # Also by whoever builds over what is damaged.
    (library / "CURRENT").write_text("x")
    build_library([pages], library)
    assert found(library) == expected
    assert cli.main(["export", str(tmp_path / "ut"), "--library", str(library)]) == 0
    assert [one.phrase for one in read_sources(tmp_path / "ut").rulings] == [
        "Hjälpte informationen",
        "Röda huset",
    ]


# --- bad input --------------------------------------------------------------------------------


def test_a_ruling_that_means_nothing_is_refused_and_names_what_to_do(library: Path) -> None:
    before = current_generation(library)
    for phrase in ("", "  ", "…"):
        with pytest.raises(BuildError, match=r'holds no word.*kalla drop "PHRASE"'):
            judge(library, ruling_of(phrase, DROP))
    with pytest.raises(BuildError, match=r'holds "blå huset".*kalla list --removed --library'):
        judge(library, ruling_of("blå huset", KEEP))
    with pytest.raises(BuildError, match=r"is from umea.se; there are some from www.kiruna.se, w"):
        judge(library, ruling_of("Röda huset", DROP, "umea.se"))
    with pytest.raises(BuildError, match=r'Nobody asked to drop "Röda huset".*drop --list'):
        withdraw(library, ruling_of("Röda huset", DROP))
    assert current_generation(library) == before


def test_the_last_text_is_not_dropped(library: Path) -> None:
    judge(library, ruling_of("Sida", DROP))
    judge(library, ruling_of("Röda huset", DROP))
    with pytest.raises(BuildError, match="no text to search"):
        judge(library, ruling_of("jour", DROP))
    assert len(rulings_of(library)) == 2


def test_the_shipped_corpus_is_not_judged(tmp_path: Path) -> None:
    publish_small(tmp_path / "old", corpus_sha256="x")
    with pytest.raises(BuildError, match="holds the shipped corpus"):
        judge(tmp_path / "old", ruling_of("budget", DROP))


# --- the command line -------------------------------------------------------------------------


def test_the_commands_say_what_they_did(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--library", str(library)]
    before = current_generation(library)
    assert cli.main(["drop", "Röda huset", "--dry-run", *where]) == 0
    out = capsys.readouterr().out
    assert f"set aside: ett: {RED} (dropped on request)\n" in out
    assert "2 stretches hold the phrase; 0 brought back, 4 set aside; nothing was changed" in out
    assert current_generation(library) == before
    assert cli.main(["keep", FORM, "--site", "solna.se", *where]) == 0
    assert f"brought back: ett: {FORM} (feedback form)\n" in capsys.readouterr().out
    assert cli.main(["drop", "--list", *where]) == 0
    assert capsys.readouterr().out == f"keep: {FORM} (solna.se)\n"
    assert cli.main(["list", "--removed", *where]) == 0
    assert capsys.readouterr().out == (
        f"två:\n    feedback form: {FORM}\non request:\n    keep: {FORM} (solna.se)\n"
    )
    assert cli.main(["keep", FORM, "--site", "solna.se", "--undo", *where]) == 0
    assert cli.main(["keep", "--list", *where]) == 0
    assert capsys.readouterr().out.endswith("Nobody asked to keep or to drop anything.\n")
    assert cli.main(["keep", *where]) == 1
    assert "holds no word" in capsys.readouterr().err
    assert cli.main(["keep", "x", "--list", *where]) == 2


def test_a_dry_run_tells_what_the_run_does(library: Path) -> None:
    for ruling in (ruling_of("Röda huset", DROP), ruling_of("Hjälpte", KEEP)):
        would, did = judge(library, ruling, Options(dry_run=True)), judge(library, ruling)
        assert (would.brought_back, would.set_aside) == (did.brought_back, did.set_aside)
        assert did.brought_back or did.set_aside
