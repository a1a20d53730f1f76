"""Whether the pages' words are our own, differ from page to page, and are spelt right.

In: pages, and the original pages' texts. Out: a line for each fault. This file does not know
about front matter, facts or questions.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.corpus_pages import Page

# Official names such as "mäns våld mot kvinnor, våld i nära relation samt" are up to eight small
# words long; a sentence that was copied is longer.
LONGEST_SHARED_RUN = 8
# Share of their runs of three words that two pages have in common. The most alike of the shipped
# pages (two reports on the same survey) have 0.10, a page with every sixth word changed 0.35
# (November 2026).
MOST_ALIKE = 0.3
_SHINGLE = 3
DICTIONARY = "sv_SE"
_WORD = re.compile(r"\w+(?:[-:.’'@]\w+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*-?")
# Mail addresses, domains and tags are no words of a language.
_ADDRESS = re.compile(r"#\w+|\S+@\S+|\b\w+(?:\.\w+)+\b")


class SpellingUnavailableError(RuntimeError):
    """There is no hunspell, or it has no Swedish dictionary."""


def copied_runs(text: str, original: str, *, longest: int = LONGEST_SHARED_RUN) -> list[str]:
    """Find the runs of words that a text has in common with an original.

    Names and numbers carry facts and may be the same: words with a capital letter or a digit are
    passed over on both sides, so that a run goes on across them.

    Args:
        text: ours.
        original: the text that it retells.
        longest: a run of so many words is no fault.

    Returns:
        Each longer run, with all its words.
    """
    ours, theirs = _small_words(text), _small_words(original)
    size = longest + 1
    known = {tuple(theirs[at : at + size]) for at in range(len(theirs) - longest)}
    starts = [at for at in range(len(ours) - longest) if tuple(ours[at : at + size]) in known]
    runs: list[tuple[int, int]] = []
    for at in starts:
        begin = runs.pop()[0] if runs and runs[-1][1] == at + longest else at
        runs.append((begin, at + size))
    return [" ".join(ours[begin:end]) for begin, end in runs]


def _small_words(text: str) -> list[str]:
    words = _WORD.findall(text)
    return [word for word in words if word.islower() and not any(map(str.isdigit, word))]


def copy_faults(pages: Sequence[Page], originals: Mapping[str, str]) -> Iterator[str]:
    """Yield each run of words that a page has in common with an original.

    Args:
        pages: ours.
        originals: the originals' texts by name.
    """
    for page in pages:
        for name, original in originals.items():
            for run in copied_runs(page.document.text, original):
                yield f'{page.name}: shares {len(run.split())} words with {name}: "{run}"'


def likeness(first: str, second: str) -> float:
    """Return the share of runs of three words that two texts have in common, 0 to 1 (Jaccard)."""
    return _jaccard(_shingles(first), _shingles(second))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _jaccard(first: set[tuple[str, ...]], second: set[tuple[str, ...]]) -> float:
    return len(first & second) / (len(first | second) or 1)


def duplicate_faults(pages: Sequence[Page]) -> Iterator[str]:
    """Yield each pair of pages that say nearly the same in the same words."""
    shingles = [(page.name, _shingles(page.document.text)) for page in pages]
    for (first, one), (second, other) in combinations(shingles, 2):
        if (alike := _jaccard(one, other)) > MOST_ALIKE:
            yield f"{first}: {alike:.2f} alike with {second}, at most {MOST_ALIKE} is expected"


def read_names(path: Path) -> frozenset[str]:
    """Read the words that the spelling check accepts: one a line, "#" begins a comment."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)


def spelling_faults(pages: Sequence[Page], names: frozenset[str]) -> Iterator[str]:
    """Yield each word of a Swedish page that neither the dictionary nor `names` has.

    Raises:
        SpellingUnavailableError: see there.
    """
    words = {p.name: _words_of(p) - names for p in pages if p.fields.get("language") == "sv"}
    unknown = unknown_words(sorted(set().union(*words.values())))
    for name, used in words.items():
        for word in sorted(used & unknown):
            if not _is_form_of(word, names):
                yield f'{name}: "{word}" is in neither the dictionary nor the list of names'


def _words_of(page: Page) -> set[str]:
    return set(_LETTERS.findall(_ADDRESS.sub(" ", page.document.text)))


def _is_form_of(word: str, names: frozenset[str]) -> bool:
    """Say whether a word is the genitive of a name: Unizons, NCK:s."""
    return word.endswith("s") and word[:-1].removesuffix(":") in names


def unknown_words(words: Sequence[str]) -> set[str]:
    """Ask hunspell which words its Swedish dictionary does not have.

    Raises:
        SpellingUnavailableError: see there.
    """
    command = ["hunspell", "-d", DICTIONARY, "-i", "utf-8", "-l"]
    try:
        asked = subprocess.run(
            command, input="\n".join(words), capture_output=True, encoding="utf-8", check=False
        )
    except FileNotFoundError:
        raise SpellingUnavailableError(_no_hunspell("there is no hunspell")) from None
    if asked.returncode or "Can't open" in asked.stderr:
        raise SpellingUnavailableError(_no_hunspell(asked.stderr.strip() or "hunspell failed"))
    return set(asked.stdout.split())


def _no_hunspell(problem: str) -> str:
    return (
        f"The spelling needs hunspell with {DICTIONARY}, but {problem}. "
        "Install it: sudo apt install hunspell hunspell-sv"
    )
