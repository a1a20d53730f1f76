"""The kinds of fact that made-up notices state, and how each is stated and asked for.

Data only: templates in Swedish and English for `qa.contrast_data`, which fills their slots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: how it is stated, and how each of its slots is asked for.

    A question names every slot that it needs to tell its fact from the others of the notice.
    """

    name: str
    statements: Mapping[str, Sequence[str]]
    questions: Mapping[str, Mapping[str, Sequence[str]]]  # asked slot → language → templates


KINDS = (
    Kind(
        "rank",
        {
            "sv": (
                "{place} hamnade på {on} i {ranking} {year}.", "{place} blev {noun} {year}.",
                "I {ranking} {year} kom {place} på {on}.", "{year} låg {place} på {on}.",
                "På {on} {year} kom {place}.", "Året {year} gick {place} upp till {on}.",
                "{noun} i {ranking} {year} blev {place}.",
            ),
            "en": (
                "{place} took {on} in {ranking} in {year}.", "In {year}, {place} came {noun}.",
                "{place} was ranked {noun} in {ranking} {year}.",
                "{noun} in {year} was {place}.",
            ),
        },
        {
            "place": {
                "sv": (
                    "Vem kom {noun} {year}?", "Vilken kommun hamnade på {on} {year}?",
                    "Vem blev {noun} i {ranking} {year}?", "Vilka låg på {on} {year}?",
                ),
                "en": (
                    "Who came {noun} in {year}?", "Which municipality was ranked {noun} in {year}?",
                    "Who took {on} in {ranking} in {year}?", "who was {noun} {year}",
                ),
            },
            "on": {
                "sv": ("Vilken plats fick {place} {year}?", "Var hamnade {place} {year}?"),
                "en": ("What place did {place} get in {year}?", "Where was {place} ranked {year}?"),
            },
            "year": {
                "sv": ("Vilket år kom {place} på {on}?", "När blev {place} {noun}?"),
                "en": ("In which year did {place} come {noun}?", "When did {place} take {on}?"),
            },
        },
    ),
    Kind(
        "count",
        {
            "sv": (
                "{year} hade {body} i {place} {amount} {thing}.",
                "{body} i {place} räknade {amount} {thing} {year}.",
                "Antalet {thing} hos {body} i {place} var {amount} under {year}.",
            ),
            "en": (
                "In {year} {body} in {place} had {amount} {thing}.",
                "{body} in {place} counted {amount} {thing} in {year}.",
                "The number of {thing} at {body} in {place} was {amount} in {year}.",
            ),
        },
        {
            "amount": {
                "sv": (
                    "Hur många {thing} hade {body} i {place} {year}?",
                    "Hur många {thing} blev det i {place} {year}?",
                ),
                "en": (
                    "How many {thing} did {body} in {place} have in {year}?",
                    "How many {thing} were there in {place} in {year}?",
                ),
            },
            "year": {
                "sv": ("Vilket år hade {body} i {place} {amount} {thing}?",),
                "en": ("In what year did {body} in {place} have {amount} {thing}?",),
            },
        },
    ),
    Kind(
        "post",
        {
            "sv": (
                "{person} är {post} i {place}.", "{person}, {post} i {place}, håller med.",
                "– Vi är glada, säger {person}, {post} i {place}.",
                "Enligt {person}, {post} i {place}, finns mycket kvar att göra.",
                "Till {post} i {place} har {person} utsetts.",
            ),
            "en": (
                "{person} is {post} in {place}.",
                "“We are proud,” says {person}, {post} in {place}.",
                "According to {person}, {post} in {place}, more is needed.",
            ),
        },
        {
            "person": {
                "sv": ("Vem är {post} i {place}?", "Vad heter {post} i {place}?"),
                "en": ("Who is {post} in {place}?", "What is the name of the {post} in {place}?"),
            },
            "post": {
                "sv": (
                    "Vem är {person}?",
                    "Vilken titel har {person}?",
                    "Vad arbetar {person} som?",
                ),
                "en": (
                    "Who is {person}?",
                    "What is {person}'s title?",
                    "What post does {person} hold?",
                ),
            },
        },
    ),
    Kind(
        "money",
        {
            "sv": (
                "{place} satsar {money} på {purpose} under {span}.",
                "Under {span} lägger {place} {money} på {purpose}.",
                "{money} ska {place} använda till {purpose}, fördelat på {span}.",
            ),
            "en": (
                "{place} is spending {money} on {purpose} over {span}.",
                "Over {span}, {place} will put {money} into {purpose}.",
            ),
        },
        {
            "money": {
                "sv": (
                    "Hur mycket satsar {place} på {purpose}?",
                    "Vad kostar {purpose} i {place}?",
                ),
                "en": ("How much does {place} spend on {purpose}?",),
            },
            "span": {
                "sv": ("Under hur lång tid satsar {place} på {purpose}?",),
                "en": ("Over how many years does {place} spend money on {purpose}?",),
            },
            "purpose": {
                "sv": ("Vad går pengarna till i {place}?", "Vad satsar {place} {money} på?"),
                "en": ("What does {place} spend {money} on?",),
            },
        },
    ),
    Kind(
        "reach",
        {
            "sv": (
                "{body} i {place} öppnade {date} och har telefon {phone}.",
                "Du når {body} i {place} på {phone}, {hours}. Den startade {date}.",
                "{body} i {place}: {phone}. Öppet {hours}. Sidan granskades {date}.",
            ),
            "en": (
                "{body} in {place} opened on {date}; its number is {phone}.",
                "Call {body} in {place} on {phone}, {hours}. It started on {date}.",
            ),
        },
        {
            "phone": {
                "sv": (
                    "Vilket telefonnummer har {body} i {place}?",
                    "Hur ringer jag {body} i {place}?",
                ),
                "en": ("What is the phone number of {body} in {place}?",),
            },
            "hours": {
                "sv": (
                    "När har {body} i {place} öppet?",
                    "Vilka tider kan man ringa {body} i {place}?",
                ),
                "en": ("When is {body} in {place} open?",),
            },
            "date": {
                "sv": ("När startade {body} i {place}?", "När öppnade {body} i {place}?"),
                "en": ("When did {body} in {place} start?", "When did {body} in {place} open?"),
            },
        },
    ),
)  # fmt: skip
