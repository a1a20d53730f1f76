"""Made-up notices in which the same kind of fact stands several times, to train the reader on.

In: a seeded generator. Out: `Example`s. Encyclopedia questions seldom make a reader choose
between two years, two ranks or two holders of a post; questions to reports do it all the time.
So notices are put together from sentences like "Storlunda blev tvåa i cykelmätningen 2019", and
a question asks for a single one of them, or for one that is not there. Names of places and people
are invented or common, and nothing in a notice is true. It does not know any real document.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from qa.contrast_kinds import KINDS, Kind
from qa.training_data import Example

Values = Mapping[str, Mapping[str, str]]  # slot → language → text

_STARTS = "Stor Lill Norr Söder Öster Väster Ek Björk Gran Älg Hav Sten Berg Ask Lind Tall".split()
_ENDS = "lunda hult ås vik sjö köping torp fors holm by landa stad näs hammar mark".split()
_FIRST = "Anna Karim Eva Lars Fatima Johan Ingrid Per Amina Nils Sara Olof Maja Leif Hanna".split()
_LAST = "Ek Lindqvist Hosseini Berg Sandström Åkesson Wallin Nyberg Demir Holm Ström Öberg".split()
_RANKINGS = [
    ("cykelmätningen", "the cycling survey"), ("skolrankningen", "the school ranking"),
    ("miljöindexet", "the environment index"), ("trygghetsmätningen", "the safety survey"),
    ("bibliotekslistan", "the library list"), ("näringslivsrankningen", "the business ranking"),
    ("jämställdhetsbarometern", "the equality barometer"), ("mätningen", "the survey"),
]  # fmt: skip
_THINGS = [
    ("samtal", "calls"), ("ärenden", "cases"), ("besökare", "visitors"),
    ("anmälningar", "reports"), ("medlemmar", "members"), ("anställda", "employees"),
    ("platser på boendet", "places in the shelter"), ("volontärer", "volunteers"),
    ("ansökningar", "applications"), ("barn", "children"),
]  # fmt: skip
_BODIES = [
    ("jourlinjen", "the helpline"), ("förvaltningen", "the administration"),
    ("föreningen", "the association"), ("mottagningen", "the clinic"), ("kommunen", "the council"),
    ("stiftelsen", "the foundation"), ("museet", "the museum"), ("biblioteket", "the library"),
]  # fmt: skip
_POSTS = [
    ("ordförande", "chair"), ("enhetschef", "head of unit"), ("kanslichef", "office manager"),
    ("projektledare", "project manager"), ("kommunalråd", "municipal commissioner"),
    ("samordnare", "coordinator"), ("utredare", "investigator"), ("rektor", "principal"),
    ("områdeschef", "area manager"), ("jurist", "lawyer"), ("pressansvarig", "press officer"),
]  # fmt: skip
_PURPOSES = [
    ("nya lekplatser", "new playgrounds"), ("trygghetsarbete", "safety work"),
    ("förebyggande arbete", "prevention"), ("en ny simhall", "a new swimming pool"),
    ("stöd till unga", "support for young people"), ("tillgängliga bussar", "accessible buses"),
    ("kvinnojourer", "women's shelters"), ("ett nytt boende", "a new shelter"),
]  # fmt: skip
# A place in a list: after "på", as a noun of its own, and as people ask for it.
_PLACES = {
    1: (("första plats", "plats 1", "en förstaplats"), ("etta",), ("first",), ("first place",)),
    2: (("andra plats", "plats 2", "en andraplats"), ("tvåa",), ("second",), ("second place",)),
    3: (("tredje plats", "plats 3", "en tredjeplats"), ("trea",), ("third",), ("third place",)),
    4: (("fjärde plats", "plats 4"), ("fyra",), ("fourth",), ("fourth place",)),
    5: (("femte plats", "plats 5"), ("femma",), ("fifth",), ("fifth place",)),
    6: (("sjätte plats", "plats 6"), ("sexa",), ("sixth",), ("sixth place",)),
    10: (("tionde plats", "plats 10"), ("tia",), ("tenth",), ("tenth place",)),
}  # fmt: skip
_WORDS = {
    "sv": {2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 8: "åtta", 12: "tolv"},
    "en": {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 12: "twelve"},
}
_MONTHS = {
    "sv": "januari februari mars april maj juni augusti september oktober november".split(),
    "en": "January February March April May June August September October November".split(),
}
_SLOT = re.compile(r"\{(\w+)\}")


def contrast_examples(count: int, rng: random.Random) -> list[Example]:
    """Notices with a question each, in Swedish or English, about a quarter without an answer."""
    made: list[Example] = []
    while len(made) < count:
        example = _example(len(made), rng)
        if example is not None:
            made.append(example)
    return made


def _example(number: int, rng: random.Random) -> Example | None:
    kind = rng.choice(KINDS)
    written = rng.choices(("sv", "en"), (3, 1))[0]
    asked = rng.choice(("sv", "en"))
    place, year = _place(rng), str(rng.randint(2005, 2026))
    facts = [_values(rng, place, year) for _ in range(rng.randint(2, 5))]
    fact, others = facts[0], facts[1:]
    slot = rng.choice(
        [s for s in kind.questions if any(f"{{{s}}}" in t for t in _of(kind, written))]
    )
    statement = rng.choice([t for t in _of(kind, written) if f"{{{slot}}}" in t])
    question = rng.choice(kind.questions[slot][asked])
    if kind.name == "rank" and rng.random() < 0.3:
        # The year stands in the title alone, or in the question as a matter of course.
        others = [{**other, "year": fact["year"]} for other in others]
    if _ambiguous(question, slot, fact, others):
        return None
    lines: list[tuple[str, tuple[int, int] | None]] = [_fill(statement, fact, written, slot)]
    for other in others:
        about = kind if rng.random() < 0.75 else rng.choice(KINDS)
        lines.append(_fill(rng.choice(_of(about, written)), other, written, slot))
    absent = rng.random() < 0.25
    if absent:
        wrong = _values(rng, place, year)
        keys = [s for s in _SLOT.findall(question) if s != slot]
        changed = rng.choice(keys)
        pair = ("on", "noun") if changed in ("on", "noun") else (changed,)
        fact = {**fact, **{key: wrong[key] for key in pair}}
        if any(_same(fact, f, changed) for f in facts):
            return None
    first = lines[0]
    rng.shuffle(lines)
    context, answer = "", None
    for text, span in lines:
        if (text, span) == first and not absent and span is not None:
            answer = (len(context) + span[0], len(context) + span[1])
        context += text + rng.choice((" ", " ", "\n"))
    asked_text, _ = _fill(question, fact, asked, None)
    title = rng.choice(("", fact["place"][written], fact["ranking"][written].capitalize()))
    return Example(f"contrast-{number}", asked_text, context.rstrip(), title, answer)


def _of(kind: Kind, language: str) -> Sequence[str]:
    return kind.statements[language]


def _ambiguous(question: str, slot: str, fact: Values, others: Sequence[Values]) -> bool:
    """Whether another fact fits the question as well: it shares every slot that is named."""
    named = [s for s in _SLOT.findall(question) if s != slot]
    return not named or any(all(_same(o, fact, s) for s in named) for o in others)


def _same(one: Values, other: Values, slot: str) -> bool:
    """Whether two facts agree in a slot: "plats 2" and "en andraplats" are the same place."""
    slot = "noun" if slot == "on" else slot
    return one[slot] == other[slot]


def _fill(
    template: str, values: Values, language: str, slot: str | None
) -> tuple[str, tuple[int, int] | None]:
    """The sentence, and where the value of `slot` stands in it."""
    text, at, span = "", 0, None
    for match in _SLOT.finditer(template):
        text += template[at : match.start()]
        value = values[match.group(1)][language]
        if not text:
            value = value[0].upper() + value[1:]
        if match.group(1) == slot:
            span = (len(text), len(text) + len(value))
        text += value
        at = match.end()
    return text + template[at:], span


def _place(rng: random.Random) -> str:
    return rng.choice(_STARTS) + rng.choice(_ENDS)


def _values(rng: random.Random, place: str, year: str) -> dict[str, dict[str, str]]:
    """A value for every slot; half of the facts share the notice's place, half its year."""

    def both(sv: str, en: str | None = None) -> dict[str, str]:
        return {"sv": sv, "en": sv if en is None else en}

    on, noun, english, english_on = _PLACES[rng.choice(list(_PLACES))]
    if rng.random() < 0.3:
        far = rng.randint(7, 290)
        on, noun = (f"plats {far}",), (f"nummer {far}",)
        english, english_on = (f"number {far}",), (f"rank {far}",)
    number = rng.choice([rng.randint(2, 99), rng.randint(100, 9999), rng.randint(10_000, 99_999)])
    amount = f"{number:,}"
    size, vague = rng.choice([2, 3, 4, 5, 6, 8, 12]), rng.choice([0, 1, 2])
    month, day = rng.randrange(10), rng.randint(1, 28)
    years = rng.choice([2, 3, 4, 5, 6, 8])
    opened = rng.randint(1975, 2025)
    hour = rng.randint(7, 11)
    phone = (
        f"0{rng.randint(20, 900)}-{rng.randint(10, 99)} {rng.randint(10, 99)} {rng.randint(10, 99)}"
    )
    money = both(
        ("", "över ", "drygt ")[vague] + f"{_WORDS['sv'][size]} miljoner kronor",
        ("", "over ", "just over ")[vague] + f"{_WORDS['en'][size]} million kronor",
    )
    return {
        "place": both(place if rng.random() < 0.4 else _place(rng)),
        "year": both(year if rng.random() < 0.4 else str(rng.randint(2005, 2026))),
        "ranking": both(*rng.choice(_RANKINGS)),
        "on": both(rng.choice(on), rng.choice(english_on)),
        "noun": both(rng.choice(noun), rng.choice(english)),
        "body": both(*rng.choice(_BODIES)),
        "thing": both(*rng.choice(_THINGS)),
        "amount": both(amount.replace(",", " "), amount),
        "person": both(f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"),
        "post": both(*rng.choice(_POSTS)),
        "money": money,
        "purpose": both(*rng.choice(_PURPOSES)),
        "span": both(f"{_WORDS['sv'][years]} år", f"{_WORDS['en'][years]} years"),
        "date": both(
            f"den {day} {_MONTHS['sv'][month]} {opened}", f"{day} {_MONTHS['en'][month]} {opened}"
        ),
        "phone": both(phone),
        "hours": both(f"vardagar {hour}–{hour + 8}", f"weekdays {hour}–{hour + 8}"),
    }
