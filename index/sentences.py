"""Text becomes sentences, by their places in it.

In: any text. Out: (start, end) of each sentence. The splitter is nupunkt, whose English table of
abbreviations is replaced by a Swedish and English one: in the original, Swedish words such as
"barn", "det" and "maj" count as abbreviations. This file does not know about documents.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

# Those that commonly end a sentence too (m.m., m.fl., osv., etc., kr.) are left out: a stop before
# a small letter never ends a sentence here, which is all that they need.
_ABBREVIATIONS = """
    a.a adj adv ang anm ank ansv.utg art assoc avd avg aug b.la bet betr bil bl.a bl civ.ing co
    d.d d.v.s dec dir disp distr div doc dr d:r dvs e.d e.dyl ed e.g eg el eng e.kr enl etnol ev
    exkl f.d f.k.a f.kr f.n f.ö f.r.o.m f.v.b feb febr fig fil.dr fil.kand fil.mag fre forts fr
    fr.o.m fön förf föreg förh g:a gen i.e i.o.m i.st.f inc inkl int inv jan jfr jr jul jur jur.kand
    kand kap kl komm kons kungl lic lör ltd m.a.o max med.dr mfl min mkt mom mr mrs ms
    mt mån n.b nov nr no nuv o.d o.dyl odont okt o.s.a ons opubl ord ordf orig osa p.g.a
    p.s pga pl pol.mag prel proc prof prop publ red ref reg resp rev riktn s.k saml sekr sep
    sept sid sign sr sk skr spec st s:t s:ta sthlm stud sv t.ex t.f t.h t.o.m t.v tel temp
    tex tf th tid tidn tim tis torsd tr u.a u.å uppg uppl utg u.p.a v.v v.g vard vol vs vxl
    y.o ö.h övers övr äv å.k ä.k ö s sid pp jul ca c:a cirka uppf
"""

# A new sentence may begin with quotation marks, brackets and dashes before its first letter.
_OPENING = re.compile(r"[\s\"'”’“‘»«(\[–—-]*")
# "P.O. Ek": two initials before a name. Three and more ("U.S.A.") may well end a sentence.
_INITIALS = re.compile(r"(?<![\w.])[^\W\d_]\.[^\W\d_]\.\s*$")
_LINE = re.compile(r"[^\n]+")


@cache
def _splitter() -> PunktSentenceTokenizer:
    """Return nupunkt's splitter with the table above; loading takes a tenth of a second."""
    from nupunkt import load

    splitter = copy.deepcopy(load("default"))  # `load` shares one instance with every caller
    splitter.parameters.abbrev_types.clear()
    splitter.add_abbreviations(_ABBREVIATIONS.split())
    return splitter


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Args:
        text: any text. A line break always ends a sentence.

    Returns:
        (start, end) of each sentence without the blanks around it, in order, not overlapping;
        every character that is not blank lies in one of them.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        starts = [*_sentence_starts(line.group()), len(line.group())]
        for start, end in pairwise(starts):
            sentence = line.group()[start:end]
            if stripped := sentence.strip():
                at = line.start() + start + len(sentence) - len(sentence.lstrip())
                spans.append((at, at + len(stripped)))
    return spans


def _sentence_starts(line: str) -> Iterator[int]:
    """Yield 0 and every offset in the line at which another sentence begins."""
    yield 0
    if not line.isspace() and any(stop in line for stop in ".!?…。"):
        for start, _end in _splitter().span_tokenize(line):
            if start > 0 and not _goes_on(line, start):
                yield start


def _goes_on(line: str, start: int) -> bool:
    """Say whether what begins at `start` is still the sentence before it.

    After a quotation's "?" or "!" that is so too: ”Är det sant?” – sade hon.
    """
    opening = _OPENING.match(line, start)
    first = opening.end() if opening else start
    if first >= len(line) or line[first].islower() or line[first] in ".,;:!?…":
        return True
    return line[first].isupper() and _INITIALS.search(line, max(0, start - 8), start) is not None
