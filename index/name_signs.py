"""A sentence with signs for its names, so that patterns can be laid on it.

In: a sentence, and who "kommunen" stands for. Out: the sentence with every character where it was,
but each name turned into `NAME`, or `OWNER` in the genitive, filled up to its length with `FILL`;
and who stands where. This file does not know the patterns.
"""

from __future__ import annotations

import re

from index.fact_names import area, is_common_word, municipality

# Characters of private use, which no text holds.
NAME, OWNER, FILL = "\ue000", "\ue002", "\ue001"
_CAPITALS = re.compile(
    r"[A-ZÅÄÖÉ][\w'’-]*(?: (?:[A-ZÅÄÖÉ][\w'’-]*|kommuns?|stads?|läns?|county|municipality|city))*"
)
_COUNTRY = {"sverige": "Sverige", "sweden": "Sverige"}
_SELF = re.compile(r"\b(?:[Kk]ommunens?|[Ss]tadens?)\b(?! i )")
# Capitalised words that name nobody.
_NOT_NAMES = frozenset(
    """
    sek nok dkk eur usd gbp january february march april may june july august september october
    november december
    """.split()
)


class NamedText:
    """A sentence with signs for names in it.

    Attributes:
        text: the sentence with signs.
        who: who each sign stands for, by its place.
        nobodys: whose is what the sentence gives nobody, "" when that is not known.
    """

    def __init__(self, sentence: str, subject: str, nobodys: str) -> None:
        self.nobodys = nobodys
        self.who: dict[int, str] = {}
        text = sentence
        for found in _CAPITALS.finditer(sentence):
            words = found.group()
            at = found.start()
            while words[:1].isupper():
                opens = not sentence[:at].rstrip(" \"”'’–—-")
                who, owns, length = _name(words, opens=opens)
                if who:
                    self.who[at] = who
                    sign = OWNER if owns else NAME
                    text = text[:at] + sign + FILL * (length - 1) + text[at + length :]
                    break
                # "Även Lund": the name begins with the next word.
                first, _, rest = words.partition(" ")
                at, words = at + len(first) + 1, rest
        if subject:
            for found in _SELF.finditer(sentence):
                sign = OWNER if found.group()[-1] == "s" else NAME
                length = len(found.group())
                self.who[found.start()] = subject
                head, tail = text[: found.start()], text[found.end() :]
                text = head + sign + FILL * (length - 1) + tail
        self.text = text


def _name(words: str, *, opens: bool) -> tuple[str, bool, int]:
    """Return whom capitalised words name, whether in the genitive, and how long the name is."""
    parts = words.split(" ")
    if parts[0].casefold() in _NOT_NAMES:
        return "", False, 0
    for count in range(len(parts), 0, -1):
        name = " ".join(parts[:count])
        who = municipality(name) or area(name) or _COUNTRY.get(name.casefold().rstrip("s"), "")
        if who:
            bare = name.casefold().removesuffix(" kommun").removesuffix(" stad")
            town = name.endswith((" kommun", " stad", " län"))
            return who, name[-1] == "s" and not town and bare != who.casefold(), len(name)
    if is_common_word(parts[0]) or (opens and len(parts) == 1):
        return "", False, 0
    return words, False, len(words)
