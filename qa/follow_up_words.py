"""The small words by which a follow-up question leans on what came before.

In: nothing. Out: word lists and forms of words, Swedish and English. It does not know questions,
turns or answers, and no name or subject of any document stands here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# "How come?", "why is that?", "hur kommer det sig?": why, in more words.
WHY = re.compile(
    r"(?:how come|how so|why (?:is|was) (?:that|it|this)|why so|why not|hur kommer det sig|hur så"
    r"|varför (?:det|är det så|blev det så|var det så)|av vilken anledning|what for)",
    re.IGNORECASE,
)

# Question words by what they ask for; the first of each language stands for the others.
ASKING: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "who": "vem",
        "what": "vad",
        "which": "vilken|vilket|vilka",
        "whose": "vems|vilkas",
        "many": "hur många",
        "much": "hur mycket",
        "large": "hur stor|hur stort|hur hög|hur högt",
        "often": "hur ofta",
        "long": "hur länge|hur lång|hur långt|hur gammal|hur gammalt",
        "how": "hur",
        "when": "när|sedan när|sen när",
        "where": "var|vart|varifrån",
        "why": "varför",
    },
    "en": {
        "who": "who|whom|who's",
        "what": "what|what's",
        "which": "which",
        "whose": "whose",
        "many": "how many",
        "much": "how much",
        "large": "how large|how big|how high",
        "often": "how often",
        "long": "how long|how old|how far",
        "how": "how",
        "when": "when|since when|when's",
        "where": "where|where's",
        "why": "why",
    },
}
HEADS: Mapping[tuple[str, ...], str] = {
    tuple(words.split()): kind
    for table in ASKING.values()
    for kind, forms in table.items()
    for words in forms.split("|")
}
# They ask for how, when or why something is, and leave its parts where they stand.
ADVERBIAL = frozenset("often long how when where why".split())
# They are followed by the noun that they ask about.
WITH_NOUN = frozenset("which what whose many much large".split())

VERBS: Mapping[str, frozenset[str]] = {
    "sv": frozenset(
        """
        är var blev blir varit har hade haft kan kunde ska skulle vill måste bör fick får kom kommer
        gick går gör gjorde görs gjordes vann vinner ligger låg hamnade hamnar slutade slutar finns
        fanns heter hette leder ledde står stod tog tar säger sa sade sitter satt
        """.split()
    ),
    "en": frozenset(
        """
        is are was were am did do does has have had can could will would should may might must came
        come comes got get gets won win wins ranked placed finished said says
        """.split()
    ),
}
# With these in front, the one who acts comes second: "did Solna", "was Solna".
AUXILIARIES = frozenset("is are was were did do does has have had can could will would".split())
_PREPOSITIONS: Mapping[str, str] = {
    "sv": """
        i på av för till från om med vid hos under över mellan efter före sedan sen per bland mot
        enligt utan inom genom åt
    """,
    "en": """
        in on at of for to from by with about under over between after before since per among
        during against until according
    """,
}
PREPOSITIONS = frozenset(" ".join(_PREPOSITIONS.values()).split())
# A year with one of these is another question than the year alone.
TIME_PREPOSITIONS = frozenset("sedan sen efter före innan since after before until".split())
NEUTRAL = frozenset("i in på för for under during om".split())
_SMALL: Mapping[str, str] = {
    "sv": """
        den det de dem dom en ett hon han henne honom hans hennes deras dess denna detta där dit då
        som att och eller inte så mycket många mer flera alla också bara nu sin sitt sina sig
        jag du man vi ni mig min vår året år innan nästa föregående gången gång plats vem vad vilken
        vilket vilka hur när varför
    """,
    "en": """
        the a an he she him her his hers they them their theirs it its that this these those there
        then and or but not so much many more all also only now one ones i you we me my your our us
        year years previous next following time place who what which how when where why
    """,
}
SMALL: Mapping[str, frozenset[str]] = {
    language: frozenset(f"{words} {_PREPOSITIONS[language]}".split()) | VERBS[language]
    for language, words in _SMALL.items()
}
FUNCTION = SMALL["sv"] | SMALL["en"]

# Pronouns by what they may stand for, and whether they own: "hans", "their".
PERSON = frozenset("hon han henne honom hans hennes he she him her his hers".split())
THING = frozenset("den det dess it its that this detta denna".split())
MANY = frozenset("de dem dom deras they them their theirs".split())
PLACE = frozenset("där dit there".split())
OWNING = frozenset("hans hennes deras dess his her their its".split())
# "that municipality", "den organisationen": a pronoun with its noun.
KIND_NOUNS = frozenset(
    """
    municipality organisation organization authority association shelter town city county person
    kommunen organisationen myndigheten föreningen förbundet jouren staden länet personen linjen
    """.split()
)
# Who speaks of themselves speaks of people whom no document named.
FIRST_PERSON: Mapping[str, frozenset[str]] = {
    "sv": frozenset("jag mig min mitt mina".split()),
    "en": frozenset("i i'm me my mine".split()),
}
# Behind these a clause begins that has its subject with it: "att det gick dåligt".
SUBJUNCTIONS = frozenset("att som om fast eftersom så that if because although".split())
# "Those who", "de som": what the pronoun stands for comes behind it.
RELATIVES = frozenset("som who which that".split())
# Talk of places in a ranking, where the year belongs to the question.
RANKING = re.compile(
    r"\b(?:plats(?:en)?|placering(?:en)?|position|rank(?:ed|ing)?|rankad|rankas|rankning\w*)\b"
    r"|(?<!take )(?<!takes )(?<!took )\bplace\b"
    r"|\bg(?:ick|år|ått) det\b|\bhow did\b.+\bdo\b|\b(?:kom|hamnade|slutade|placed|finished)\b"
    r"|\b(?:vann|vinner|won|wins?)\b",
    re.IGNORECASE,
)
PLACE_NOUNS = frozenset("plats platsen placering placeringen place rank position spot".split())
# What an ordinal counts: places, and times ("for the first time"), which are no places.
COUNTED = PLACE_NOUNS | frozenset("time times gång gången gånger".split())
TIME_NOUNS = frozenset(
    """
    år year years datum date dates dag dagar dygn day days tid tider time times månad månader month
    months vecka veckor week weeks timme timmar hour hours
    """.split()
)

# Superlatives are places too, in the same order in both languages.
SUPERLATIVES: Mapping[str, tuple[str, ...]] = {
    "sv": ("bäst", "högst", "först", "toppen", "sämst", "lägst", "sist", "botten"),
    "en": ("best", "highest", "first", "top", "worst", "lowest", "last", "bottom"),
}
SUPERLATIVE_FORMS: Mapping[str, str] = {
    **{word: word for words in SUPERLATIVES.values() for word in words},
    **{"bästa": "bäst", "högsta": "högst", "sämsta": "sämst", "lägsta": "lägst", "sista": "sist"},
    "topp": "toppen",
    **dict.fromkeys(("winner", "vinnare", "vinnaren", "segrare", "segraren"), "1"),
    **dict.fromkeys(("runner-up", "runners-up"), "2"),
}
# The ends of a list, and the ranks that lie there.
ENDS: Mapping[str, tuple[str, str]] = {"sv": ("toppen", "botten"), "en": ("top", "bottom")}
AT_THE_TOP = frozenset("1 bäst högst först toppen best highest first top".split())
AT_THE_BOTTOM = frozenset("-1 sämst lägst sist botten worst lowest last bottom".split())

PLACED = "etta tvåa trea fyra femma sexa sjua åtta nia tia elva tolva".split()
_ORDINALS: Mapping[str, str] = {
    "sv": "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
}
ORDINALS = {language: words.split() for language, words in _ORDINALS.items()}
ORGANISATION = re.compile(
    r"(?:jour\w*|kommun\w*|stad|region\w*|län\w*|förbund\w*|centrum\w*|centre|center|nämnd\w*"
    r"|utskott\w*|styrelse\w*|verket|myndighet\w*|universitet\w*|organisation\w*|union|council"
    r"|agency|board|association|shelter|university|network|county|city|tidning\w*|radio)",
    re.IGNORECASE,
)
# "Vilka delade": a verb behind the question word, and no noun.
PAST_ENDING = re.compile(r".*(?:ade|dde|tte|kte|pte|ste|lde|rde|gde|vde)")
# Endings of verbs, by which an unknown word in small letters is no name.
VERB_ENDING = re.compile(r".*(?:des|ing|ed|ande|ende)")
ADJECTIVE_ENDING = re.compile(r".*(?:ska|iga|sta|aste|ande)|flera?|färre|more|fewer")
