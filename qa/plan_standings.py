"""Plans about one edition or year: lookup, nth, top, list, count, ties, mean, sum.

In: the parts of a question. Out: the plan of one kind, or None when the parts do not make it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.fact_ranks import RANK
from qa.plan import Plan
from qa.plan_numbers import ENDS, OUTSIDE, stated_values
from qa.plan_parts import Asked


def lookup(asked: Asked) -> Plan | None:
    """Plan one name's value."""
    # "Who congratulated Lund on first place?" names the rank, and asks for something else.
    asks_rank = len(asked.names) == 1 and not asked.number and not re.search(_WHO, asked.lower)
    if asked.has("MORE", "LESS") and len(asked.years) > 1:
        return None
    return asked.base("lookup") if asks_rank else None


SINCE = r"\b(?:sedan|sen|since|från|from)\b"
_WHO = r"\b(?:vem|vilka|who|whom)\b"


# "Vilka har varit etta?" asks for every edition, "Vem är etta?" for the latest.
_EVER = (
    r"\b(?:har|have|has)\b.*\b(?:varit|vunnit|toppat|kommit|legat|blivit|hamnat|been|won|topped|come"
    r"|finished|ranked|ever)\b|\bnågonsin\b|\bgenom åren\b|\b(?:alla|varje) år\b|\bevery year\b"
)


# Who had it most often is another question.
_MOST_OFTEN = r"\bflest\b|\bmost (?:first|second|third|times|wins|often)\b|\boftast\b"


def holders(asked: Asked) -> Plan | None:
    """Plan who had one place in each of several years, or in every one."""
    of_years = len(asked.years) > 1 or (not asked.years and asked.says(_EVER))
    is_place = asked.measure == RANK and (asked.is_ordinal or asked.number == 1)
    if not of_years or not is_place or asked.number < 1 or asked.places or asked.says(_MOST_OFTEN):
        return None
    return asked.base("holders")


def nth(asked: Asked) -> Plan | None:
    """Plan who has the n-th place or the n-th greatest value."""
    if asked.names or not asked.asks_for_names():
        return None
    if asked.measure == RANK:
        if not asked.number or asked.says(_MOST_OFTEN):
            return None
        return holders(asked) or asked.base("nth")
    if len(asked.years) > 1 or (asked.years and asked.says(SINCE)):
        return None  # it is a change, and not the values, that has an end
    plan = asked.base("nth")
    # "Third by visitors" counts from the most.
    end = asked.direction or (1 if asked.is_ordinal else 0)
    return replace(plan, number=end * (abs(asked.number) or 1)) if end else None


def many(asked: Asked) -> Plan | None:
    """Plan the n best or the n last."""
    if asked.names or asked.is_ordinal or not 1 < asked.number <= 100 or not asked.asks_for_names():
        return None
    if asked.measure != RANK and asked.bounds():
        return None  # "at least 40" bounds values
    if asked.says(OUTSIDE) or (asked.places and _is_of_top(asked)):
        return None  # "Which in Skåne are in the top ten?" lists those that are
    last = asked.says(rf"\b(?:{ENDS}|minst\w*)\b") or asked.direction < 0
    return asked.base("bottom" if last else "top")


def count(asked: Asked) -> Plan | None:
    """Plan how many lie within bounds, or how many times a name had a rank."""
    if asked.names:
        return times(asked)
    return _bounded(asked, "count") if asked.asks_for_names() else None


def times(asked: Asked) -> Plan | None:
    """Plan how many times a name had a rank."""
    times = re.search(r"\b(?:gånger|times|år|years|often|ofta)\b", asked.lower)
    return of_own_values(asked, "times") if times else None


def of_own_values(asked: Asked, kind: str) -> Plan | None:
    """Make a plan of when, or how many times, one name has certain values."""
    bounds = own_bounds(asked) if len(asked.names) == 1 else None
    if bounds is None or asked.number < 0:
        return None
    return replace(asked.base(kind), low=bounds[0], high=bounds[1], number=0)


def own_bounds(asked: Asked) -> tuple[float, float] | None:
    """Return the bounds of what one name is asked to have: "topp tre", "fler än 20", "8 meter"."""
    is_rank = asked.measure == RANK
    if bounds := asked.bounds():
        return bounds
    if not is_rank:
        stated = stated_values(asked.words, asked.years)
        return (stated[0], stated[0]) if len(stated) == 1 else None
    number = asked.number
    if number > 1 and (asked.says(_AMONG) or asked.has("PODIUM")):
        return 1, number
    return (number, number) if number else None


_AMONG = r"\b(?:topp|top|bland de|among the|in the first|av de|of the)\b"


def list_of(asked: Asked) -> Plan | None:
    """Plan who lies within bounds."""
    if not asked.names and (over_years := holders(asked)):
        return over_years
    # "Who came second in Sörmland?" asks for one, "who shared second place?" for several.
    is_one = asked.is_ordinal and asked.places and not asked.says(_SHARED)
    is_one = is_one and not asked.bounds()
    if asked.names or is_one or not asked.asks_for_names():
        return None
    return _bounded(asked, "list")


def beyond_one(asked: Asked) -> Plan | None:
    """Plan who, or how many, have a better or a worse value than one name."""
    asks = asked.says(r"\b(?:vilka|vem|vilken|which|who|lista|list|name|nämn|hur många|how many)\b")
    if len(asked.names) != 1 or asked.number or not asks or not asked.asks_for_names():
        return None
    if asked.head in asked.used:
        return None  # "how many vehicles pass over the bridge" is no more than its own number
    is_count = asked.says(r"\b(?:hur många|how many)\b")
    plan = replace(asked.base("count" if is_count else "list"), names=(), than=asked.names[0])
    plan = replace(plan, wants_more=not asked.has("LESS", "BEHIND"), is_next=asked.says(_NEXT))
    return None if is_count and plan.is_next else plan


_NEXT = (
    r"\b(?:närmast\w*|strax|precis|direkt|just|right|directly|immediately|next|nearest|closest)\b"
)


def ties(asked: Asked) -> Plan | None:
    """Plan who has the same rank as a name."""
    return asked.base("ties") if len(asked.names) == 1 and asked.measure == RANK else None


def _bounded(asked: Asked, kind: str) -> Plan | None:
    """Make a plan of all within bounds: in a county, in the top n, above place n, on place n."""
    plan, n = asked.base(kind), asked.number
    if bounds := asked.bounds():
        return replace(plan, low=bounds[0], high=bounds[1], number=0)
    if n > 1 and re.search(rf"\b{ENDS}\b", asked.lower):
        return replace(plan, number=-n)
    if n > 1 and re.search(_BEST, asked.lower):
        return replace(plan, low=1, high=n, number=0)
    if n > 0 and asked.measure == RANK and re.search(_ON_PLACE, asked.lower):
        return replace(plan, low=n, high=n, number=0)
    # "Which lake in Dalarna is the largest?" asks for one.
    is_end = asked.measure != RANK and asked.has("MOST", "LEAST", "BEST", "WORST")
    return plan if plan.place and not n and not is_end else None


def _is_of_top(asked: Asked) -> bool:
    """Say whether those of a place are sought in the country's top, not the top of the place."""
    words = [word.casefold() for word in asked.words]
    if _OF_TOP.search(asked.lower):
        return True
    tops = [at for at, word in enumerate(words) if _TOP.fullmatch(word)]
    if not (tops and _IN_TOP.search(asked.lower)):
        return False
    between = words[tops[-1] : max(asked.place_at, tops[-1])]
    return 0 <= asked.place_at < tops[-1] or not _LIE.isdisjoint(between)


_LIE = frozenset("kommer ligger finns är hör låg kom fanns are is come lie lies were was".split())
_TOP = re.compile(r"topp|top|bästa|främsta|best")
_N_BEST = r"(?:de |the )?(?:\w+ )?(?:\w+ )?(?:topp|top|bästa|främsta|best|i topp)\b"
_OF_TOP = re.compile(rf"\b(?:av|of|bland|among|amongst) {_N_BEST}")
_IN_TOP = re.compile(rf"\b(?:i|in|into|made|make|inom|within|på) {_N_BEST}")
_BEST = r"\b(?:topp|top|bästa|bäst|best|främsta|högst|highest|första|first)\b"
_ON_PLACE = (
    r"\b(?:delade?|shared?|tied|place|plats\w*|\w+plats\w*|etta|tvåa|trea|first|second|third)\b"
)
_SHARED = r"\b(?:delade?|delar|shared?|tied)\b"


def mean(asked: Asked) -> Plan | None:
    """Plan a mean."""
    return _middle(asked, "mean")


def median(asked: Asked) -> Plan | None:
    """Plan a median."""
    return _middle(asked, "median")


def _middle(asked: Asked, kind: str) -> Plan | None:
    plan = asked.base(kind)
    if re.search(r"\b(?:topp|top|bästa|best)\b", asked.lower) and asked.number > 1:
        plan = replace(plan, low=1, high=asked.number, number=0)
    whole = asked.names or plan.place or plan.high or asked.measure != RANK
    return plan if whole else None


def share(asked: Asked) -> Plan | None:
    """Plan what part of all a name or a place has."""
    plan = asked.base("share")
    is_part = asked.measure != RANK and not asked.is_of("%") and bool(asked.names or plan.place)
    return plan if is_part else None


def sum_of(asked: Asked) -> Plan | None:
    """Plan a sum; "more than 200 000 in total" bounds values, and sums none."""
    if asked.measure == RANK or (asked.bounds() and asked.has("MORE", "LESS")):
        return None
    if len(asked.names) != 1:
        return asked.base("sum")
    # Of one name over years: what comes anew each year, as visits do, and not what is there.
    says_years = asked.says(_OVER_YEARS) or (asked.vocabulary.only and asked.says(_ADDED_UP))
    is_over_years = len(asked.years) != 1 and says_years and not asked.is_of("%")
    if not is_over_years or re.search(_LEVEL, asked.measure):
        return None
    return replace(asked.base("sum"), since=len(asked.years) == 2 and not asked.says(_BOTH))


_OVER_YEARS = (
    r"\b(?:alla|samtliga) år\b|\bhela tiden\b|\b(?:åren|years|perioden|period|in all)\b"
    # "Har det sålts" is about all that was, "har Lund" about what is.
    r"|\bhar (?:\w+ ){0,3}?\w+[^e\W]ts?\b(?<!\btotalt)(?<!\bsammanlagt)"
    r"|\b(?:have|has) (?:\w+ ){0,3}?(?:been|had|come|\w+ed)\b"
    r"|\b(?:mellan|från|between|from) (?:1[5-9]|20)\d\d\b|\d{4}\s?[–-]\s?\d{4}"
)
_ADDED_UP = r"\b(?:sammanlagt|tillsammans|summerat|altogether|combined|all told|in all)\b"
_BOTH = r"\b\d{4} (?:och|and) \d{4}\b(?<!mellan \d{4} och \d{4})(?<!between \d{4} and \d{4})"
_LEVEL = (
    r"snitt|medel|median|average|\bmean\b|betyg|rating|score|index|temperatur|\bper\b|andel|share"
    r"|\bpris|price|invånar|befolkning|population|inhabitant|anställd|personal|staff|employ|medlem"
    r"|member|prenumer|subscri|area|yta|djup|depth|höjd|height|nivå|level"
)
