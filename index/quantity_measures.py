"""What a number of a sentence measures, in words: "antal anmälningar", "andel av barnen som ...".

In: the groups of a frame that fitted. Out: the measure in small letters, without who and when. This
file does not know the number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index import quantity_grammar as grammar
from index import quantity_words

_MOST_WORDS = 20


def measure_of(groups: Mapping[str, str | None], *, is_swedish: bool) -> str:
    """Return what a number is of, in small letters and without who and when."""
    if group := groups.get("group"):
        share, which = ("andel av", "som") if is_swedish else ("share of", "that")
        return _plain(f"{share} {group} {which} {groups['verb']} {groups['rest']}")
    if head := groups.get("head"):
        return _plain(f"{groups.get('lead') or ''} {head} {groups.get('of') or ''}")
    return _plain(f"{groups['verb']} {groups['to']}")


def measure_of_noun(noun: str, groups: Mapping[str, str | None], *, is_swedish: bool) -> str:
    """Return what a number of something counted is of, "" for what is a unit."""
    if noun.split()[0].casefold() in quantity_words.NOT_COUNTED:
        return ""
    which = f" {groups.get('done') or ''} {groups.get('body') or ''}"
    return _plain(f"{'antal' if is_swedish else 'number of'} {noun}{which}")


def _plain(words: str) -> str:
    """Return words in small letters, without names, years and what led up to them."""
    kept = re.sub(rf"(?:\b(?:i|in|of|för|from|från) )?{grammar.ANY_NAME}", " ", words)
    kept = re.sub(rf"(?:\b(?:år|in|under|during|i) )*{grammar.YEAR.pattern}", " ", kept)
    kept = re.sub(r"\b(?:det|den|the|totala|total)\b", " ", kept, flags=re.I)
    plain = kept.casefold().split()
    return " ".join(plain[:_MOST_WORDS]).strip(" ,")
