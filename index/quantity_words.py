"""Words that decide what a number in a sentence says: estimates, the present, whose it is not.

In: nothing. Out: patterns and tables. This file does not know the frames of sentences.
"""

from __future__ import annotations

import re

# Where no name stands in the sentence, these alone are whose the page is about: "avgiften" and
# "budgeten" are those of something that the sentence before spoke of.
OF_PLACES = re.compile(r"(?:befolkning|folkmängd|invånar|population|\w* \w)")
# What leaves unsaid of what.
BARE = frozenset({"antal", "andel", "number of", "share of", "proportion of", "percentage of"})
UNSURE = re.compile(
    r"\b(?:väntas|beräknas|bedöms|uppskattas|förväntas|prognos\w*|expected|estimated|projected"
    r"|forecast|(?:drygt|knappt|nästan|cirka|ca|omkring|ungefär|runt|över|under|minst|högst"
    r"|upp till|mer än|fler än|färre än|mindre än|about|around|nearly|almost|over|more than"
    r"|fewer than|less than|at least|up to|roughly"
    r"|approximately)\.? (?:SEK ?|kr ?)?\d(?!\d\d\d(?!\d| \d)))",
    re.I,
)
COMPARED = re.compile(r"\b(?:jämför\w*|än|mot|från|sedan|compared|than|from|since)\b|\d")
LAST_YEAR = re.compile(r"\b(?:förra året|i fjol|last year|föregående år)\b", re.I)
PRESENT = re.compile(
    r"\b(?:är|har|finns|uppgår|ligger|lägger|satsar|avsätter|budgeterar|investerar|anslår|i år"
    r"|årets|is|has|are|this year)\b"
)
# The sentence is about the whole country, or about others than whom its page is of.
ELSEWHERE = re.compile(
    r"\b(?:landet|landets|riket|rikets|nationellt|kommunerna|kommuner|regionen|länet|världen"
    r"|nationally|country|municipalities|jouren\w*|myndighet\w*)\b",
    re.I,
)
NOT_COUNTED = frozenset(
    """
    procent procents procentenheter poäng plats platsen placeringar placering gånger år månader
    dagar veckor timmar minuter
    meter kilometer mil grader kronor miljoner miljarder tusen kvadratmeter hektar percent points
    place places times years months days weeks hours minutes metres miles degrees million billion
    thousand euro dollar rätt
    """.split()
)
