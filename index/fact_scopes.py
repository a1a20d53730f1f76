"""Where a place in a ranking is one: "i landet", "bland länets kommuner", "av 176", "i kategorin".

In: the words of a sentence and a place among them. Out: a part that names a scope, with how many
there are where that is said. This file does not know which rank it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fact_ends import PART_OF
from index.fact_grammar import SYMBOLS
from index.fact_names import area
from index.fact_parts import Token

# A part of a ranking, or of those who are ranked, that is called by the words behind.
IN_PART = (
    r"(?:i|in|inom|på) (?:the )?(?:kategorin|klassen|gruppen|category|(?:del)?området|delindexet"
    r"|(?:del)?frågan om)"
)
_VERBS = "|".join(word for word, symbol in SYMBOLS.items() if symbol == "v")
_SCOPES = (
    (r"(?:bland|among|av|of) (?:de |the )?(?:mindre|små|minsta|stora|större|största|mellanstora"
     r"|medelstora|smaller|small|larger|large|medium-sized)(?: kommuner(?:na)?| städer(?:na)?"
     r"| municipalities| cities| towns)?(?= |$)", ""),
    (r"(?:över|för|bland) (?:(?:gles|lands)bygds|storstads|småstads|pendlings)kommuner(?:na)?",
     ""),
    (r"(?:i|in) (?:den |the )?(?:totala|samlade|sammanlagda|total|overall) (?:rank\w+|list\w*)"
     r"(?= |$)", "riket"),
    (r"(?:i|in|inom|across) (?:hela |the |the whole |all of )?(?:landet|sverige|riket|sweden"
     r"|country|nation)\b", "riket"),
    (r"(?:i|in) (?:hela |the )?(?:länet|county|regionen|region)(?= |$)", "länet"),
    (r"(?:bland |av |of )?(?:länets|county's)(?: (?P<total>\d{1,2}))?(?: kommuner| municipalities)?"
     r"(?= |$)", "länet"),
    (r"(?:bland|av|among|of|out of) (?:(?:de|the|all|alla|samtliga|sveriges|landets|sweden's"
     r"|swedish|rikets) )*(?P<total>\d{1,4})(?! (?:poäng|procent|%|points))(?: (?:deltagande"
     r"|svarande|participating|kommuner|kommunerna|municipalities|regioner|regions))*(?= |$)",
     "riket"),
    (r"när (?:enbart|bara|endast) [^\W\d_]+(?: [^\W\d_]+){0,2}?"
     r" (?:rangordnas|rankas|räknas|jämförs)(?= |$)", ""),
    (rf"{IN_PART}(?: (?!(?:och|and|med|with|på|som|i|{_VERBS}) )[^\W\d_][\w-]*){{0,2}}", ""),
    (r"(?:bland|among) (?:sveriges|landets|the|sweden's) (?:kommuner|municipalities)\b", "riket"),
    (r"(?:bland|among) (?:landets |sveriges )?(?:\w+ )?(?:kommuner|städer|regioner"
     r"|municipalities|towns)\b(?! (?:i|in) )", ""),
)  # fmt: skip
_OF_THOSE = re.compile(
    r"(?:bland|av|among|of) (?:de |the )?(?:kommunerna|kommuner|municipalities)(?= (?:i|in) )"
)
_SCOPE_BEGINS = frozenset(
    "över för i inom in på när across länets county's bland av among of out".split()
)


def scope_at(words: Sequence[Token], at: int, lower: Sequence[str]) -> tuple[Token, int] | None:
    """Read "i landet", "i Sörmland", "bland Sveriges 290 kommuner", "av 176"."""
    if lower[0] not in _SCOPE_BEGINS:
        return None
    text = " ".join(lower)
    if (m := _OF_THOSE.match(text)) and at + len(m.group().split()) < len(words):
        # "Av kommunerna i Blekinge"
        count = len(m.group().split())
        inside = _scope_by_name(words, at + count)
        if inside:
            return replace(inside[0], start=words[at].start), count + inside[1]
    for pattern, name in _SCOPES:
        if m := re.match(pattern, text):
            total = int(m["total"] or 0) if "total" in m.re.groupindex else 0
            scope = replace(words[at], symbol="S", name=name or m.group(), total=total)
            return scope, len(m.group().split())
    return _scope_by_name(words, at) if lower[0] in ("i", "in", "inom") else None


def _scope_by_name(words: Sequence[Token], at: int) -> tuple[Token, int] | None:
    part = [w.text for w in words[at + 1 : at + 2] if re.fullmatch(PART_OF, w.text)]
    first = at + 1 + len(part)
    for length in (4, 3, 2, 1):
        named = [w.text for w in words[first : first + length]]
        if named and named[0][0].isupper() and (place := area(" ".join(named))):
            # "i nordöstra Skåne" is no county, and called what it is called.
            name = " ".join([*part, *named]) if part else place
            return replace(words[at], symbol="S", name=name), first + length - at
    return None
