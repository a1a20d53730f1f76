"""The grammar of sentences that say who came where: words, and the order they may stand in.

A sentence is read as a string of symbols, one for each part, and the shapes below are patterns
over that string:

    L  name, or a list of names   R  rank                     Y  year
    l  name that is only a place  M  points or a share        S  scope ("i landet")
    g  name in the genitive       K  ranking                  q  "placering", "rank", "place"
    v  verb of placing            d  "delar", "shares"        f  "från", "compared with"
    t  "till", "to"               m  "med", "with"            w  "som", "which"
    c  "och", "and"               p  small words              u  "medan", "because"
    b  "bland dem", "including"
    x  any other word
    !  a negation, a wish, a plan: nothing is said to be so   , : ; ( ) -  as they stand

In: nothing. Out: tables and patterns. This file does not know about texts; how numbers are written
is known by `index.numerals`.
"""

from __future__ import annotations

import re

_WORDS = {
    "v": """
        är var blir blev blivit ligger låg legat kommer kom kommit hamnar hamnade hamnat får
        fick fått rankas rankades rankats rankad rankat rankar placerar placerade placerat
        placeras placerades placerad tar tog tagit intar intog når nådde nått har hade haft
        klättrar klättrade klättrat stiger steg stigit faller föll fallit rasar rasade rasat
        sjunker sjönk sjunkit halkar halkade halkat går gick gått kliver klev klivit hoppar
        hoppade tappar tappade tappat rusar rusade avancerar avancerade backar backade dalar
        dalade hittas finns slutar slutade slutat landar landade behåller behöll försvarar
        försvarade knep kniper erövrade erövrar innehar innehade följer följs tillfaller
        tillföll hem lyfter lyfte is was are were ranks ranked rank came come comes finished
        finishes finish placed places took takes take gets got holds held climbed climbs climb
        rose rises fell falls fall dropped drops drop moved moves slipped slips jumped jumps
        went goes go reached reaches retained retains secured has had stands stood sits sat
        landed lands ended ends follows followed scored scores erhöll
        erhåller trillar trillade trillat åker åkte åkt ramlar ramlade dimper seglar seglade
        noteras noterades återfinns återfanns belägger räcker räckte räckt klarar klarade klarat
        flyttar flyttade parkerar parkerade krupit förbättrar förbättrade försämrar försämrade
        övertar övertog gått sank sunk slid slides tumbled tumbles advanced advances improved
        improves plunged leapt shot earned earns claimed claims occupies occupied sits remains
        remained
    """,
    "p": """
        på i en ett den det de sin sitt sina sig då nu där därmed här också även igen återigen bland
        av upp ner ned ända fram hela båda alla bara endast alltså redan under för åter än
        precis strax in on at the a an of its up down all both only now again also therefore as
        by out for this from among overall place exactly just year år året kvar åter still delad
        joint tied tillsammans together
    """,
    "c": "och samt and respektive men but",
    "u": "dit medan eftersom därför when while because although fast trots",
    "f": "från from",
    "t": "till to",
    "m": "med with scoring",
    "w": "som which who that vilken vilket",
    "b": "däribland including",
    "d": "delar delade delat shares shared share sharing tie ties",
    "q": "placering placeringen rank ranking plats platsen placing position resultat resultatet",
    "!": """
        inte aldrig ej ingen inget inga utan ska skall skulle vill ville mål målet målsättning
        målsättningen hoppas kan kunde borde siktar prognos prognosen om ifall nå tänkt planerar
        drömmer nästan missar missade strävar utom förutom snarare varken not never no none
        without shall should will would wants aim aims goal target hopes hope can could may
        might if unless almost nearly missed except neither reach toward towards instead
        tror trodde väntas förväntas beräknas tippas lovar lovade kräver krävs krävdes
        behövs behövdes tänka tro think believe hotar jagar jagade kämpar påstås påstod falskt
        felaktigt believes expected predicted false wrongly kunna kunnat velat
    """,
}
SYMBOLS = {word: symbol for symbol, words in _WORDS.items() for word in words.split()}
# A name behind one of these is where something is, not who it is.
LOCATIVES = frozenset(
    """
    i på från av mot hos vid in of at by om mellan genom through efter after before före än than
    kring utanför nära near enligt inom across around against for för över under till to from per
    overtaken overtook passerat passerade passerar passed
    """.split()
)
# What is measured earlier than the text's own occasion: such a rank takes no other year.
PAST = frozenset(
    """
    från from tidigare previously earlier förra föregående previous last senaste senast jämfört
    compared having dessförinnan innan before då bottennoteringen
    """.split()
)
NOW = frozenset("nu årets idag dagens now current this".split())
SINCE = frozenset("sedan since".split())
# A verb at the head of a sentence, or "if", supposes what is not so.
SUPPOSED = re.compile(
    r"\W*(?:Hade|Om|Ifall|Vore|Skulle|If|Had|Were|Suppose|Anta)\b"
    # "Med ytterligare två poäng hade Lund tagit ..."
    r"|\W*Med [^,;:]{1,60}? hade\b(?! (?:fått|haft)\b)(?:[^.;:]*?[^\W\d_](?:at|it|ått|tt)\b)"
    # "Bara en seger till så är Lund etta", "Vinner Lund i kväll ..."
    r"|\W*[^\W\d_]+[^;]*[^,;] så (?:är|blir|hamnar|kommer)\b"
    r"|\W*(?:Blir|Får|Kommer|Tar|Når|Vinner|Klarar|Lyckas|Slår|Går) [A-ZÅÄÖ]"
)
# A name behind one of these can be what a relative clause goes on about.
COMPARED = frozenset("före efter mot än before after behind of than".split())
HIGHEST = re.compile(r"\b(?:högre rankad|rankad högre|ranked higher|rankas högre)\b", re.I)
# What a ranking is called, by the end of its name.
RANKING = re.compile(
    r"[^\W\d_-]*(?:barometer|velometer|index|rankning|ranking|spegel|mätning|undersökning|lista|enkät"
    r"|jämförelse|tävling|ligan)(?:n|en|s|ens|ns|et|ets|a|as)?"
    r"|rank|rankings?|leagues?|surveys?|lists?|tables?|liga",
    re.I,
)
# A list that names nothing: it takes the name that the paragraph or the title gives.
GENERIC = re.compile(
    r"(?:(?:kommun)?rank(?:ning|ing)?s?(?:lista)?|mätning|undersökning|lista|enkät|jämförelse|league|survey|list|table"
    r"|barometer|index|liga|topplista|tävling)(?:n|en|s|ens|ns|et|ets)?",
    re.I,
)

NAMED_BEFORE = (
    # Each pattern stands right before the rank; its group "who" is the name that the rank is of.
    r"(?P<who>L)[,(]?[pYSK]*$",  # "Habo, på plats 12", "Lidköping tvåa"
    r"(?P<who>L):[pYSK]*$",  # "Sigtuna: plats 8"
    r"(?P<who>g)q?v?p*$",  # "Lidköpings placering är plats 2"
    r"(?P<who>L)d[pYSK]*$",  # "Sigtuna delar åttondeplatsen"
    r"(?P<who>L),?w[pxSYKcl]{0,6}v[pxYSK]{0,4}$",  # "Solna, som låg på plats 58"
    r"(?P<who>L)(?:,w[^L,]*,|\([^L)]*\))?[pYSKlmf]*v[pxvwYSKl]{0,6}$",  # "X hamnar på plats 5"
    r"(?P<who>L)(?:,[wv][^L,]*,)[pxYSKl]{0,3}v[pxvtYSKl]{0,8}$",  # "..., tar sig ända upp till"
    r"(?P<who>L)[pYSKlx]{0,4}v[pxvYSKl]{0,4}f[^L!]*t[pxYSK]*$",  # "går från ... till plats 2"
    r"(?P<who>L)[pYSKlx]{0,4}v[pxvYSKl]{0,4}[ft][pxYSK]{0,3}$",  # "faller till plats 70"
    r"(?P<who>L)v[px]{1,5}cp?v[pxYSK]{0,4}$",  # "klättrar 53 placeringar och är nu på plats 8"
    # "X är den kommun som klättrat mest, från plats 220 till plats 25"
    r"(?P<who>L)v[px]{1,4}w[pxv]{1,5},?f[^L!]*t[pxYSK]*$",
    r"(?P<who>L)v[px]{1,4}w[pxv]{1,5},?[ft][pxYSK]{0,3}$",
    r"v(?P<who>L)w[pYSK]*$",  # "rankas Trollhättan som etta"
    r"(?P<who>L)v[px]{1,4},p{1,2}$",  # "Nybro hamnar strax efter, på plats 47"
    r"v[px]{0,2}(?P<who>L)[px]{0,2},m$",  # "klarade sig Arvika bäst, med plats 23"
)
# "... före Västerås, som blev elva": whom the name before is compared with.
NAMED_BESIDE = r"(?P<who>l),?w[pxSYK]{0,3}v[pxYSK]{0,3}$"
# Points are read in these places alone: other amounts stand beside names that do not have them.
AMOUNT_BEFORE = (r"(?P<who>L)(?:,w)?v(?:px?K)?[pxY]{0,1}$", r"(?P<who>L)(?:v?R)?[pYSK]*[,(]?m?p*$")
# "28 poäng 2021 och 31 poäng 2023"
# "Med 32 poäng tar Nässjö ...", "With a score of 31 points, Nässjö ..."
AMOUNT_FIRST = (r"m[px]{0,3}", r",?v?(?P<who>L)")
# "plats 21 med 25 poäng", "en fjärdeplats i årets mätning, med 63 poäng"
AMOUNT_BEHIND_RANK = r"R[pxYSK]{0,6},?[m(]p*(?:xp)?"
HAS = frozenset(
    "med with får fick fått samlade samlar scored scores nådde når hade har uppnådde erhöll"
    " blev".split()
)
CHANGED = frozenset(
    """
    skillnad skillnaden avståndet difference jämför jämföra jämfört compared ökar ökade ökat
    minskar minskade minskat höjer höjde höjt sänkte tappar tappade tappat skiljer
    skilde förbättrar förbättrade förbättrat slår slog vann up down skiljde lyft lyfter lyfte
    klättrat gained lost improved
    """.split()
)
MORE = frozenset(
    "fler mer mindre färre bättre sämre bakom från upp ned ner more fewer less behind".split()
)
SAME_AMOUNT = r"M[pY]{0,3}c[pY]{0,2}$"
NAMED_BEHIND = (
    # What stands before the rank, and what behind it up to the name.
    (r"(?:^|[c,;:-])[pSYK]*$", r"[:(]?p?(?P<who>L)"),  # "etta X, tvåa Y och trea Z"
    (r"(?:^|[c,;:-])[pSYKx]*$", r"(?P<who>L)p?K"),  # "För tredje året toppar X listan"
    (r"(?:^|[c,;:-])[pSYKx]{0,4}$", r"[pSYKml,()R]*[v][pxYSK]{0,3}(?P<who>L)"),  # "Tvåa blev X"
    (r"(?:^|[c,;:-])[pSYKx]{0,4}$", r"[pSYK]*vt(?P<who>L)"),  # "Andraplatsen går till X"
    (r"^[pSYK]*$", r"[^L!R]{0,8}:(?P<who>L)"),  # "På plats 1 i listan: Danderyd"
    (r"[,c]$", r"t(?P<who>[Ll])"),  # "... och tredjeplatsen till Y"
    (r"(?:^|[;-])[^Llg!]*[dv]p*$", r"[pYSK]*,?b(?P<who>[Ll])"),  # "delar plats 58, bland dem Y"
)
# A rank that belongs to whom the rank before it in the sentence belongs to.
SAME_NAME = (
    r"R[pYSK]*,[pm]*$",  # "nionde plats, plats 9"
    r"R[pxYSKw,l(]{0,12}c[pxYSKv]{0,8}$",  # "plats 58 i barometern 2017 och plats 108"
    r"R[pxYSK,vwlc]{0,14}t[pxYSK]{0,4}$",  # "från plats 40 ... till plats 2"
    r"R[pxYSKvl]{0,6}[,(;-][pxYSKfvml,]{0,8}$",  # "plats 3, ett lyft från plats 58"
    r"R[pxYSKvlm,]{0,6}f[pxYSKl]{0,3}$",
)
# A sentence with a single name may be freer, as long as a verb of placing leads to the rank.
ALONE = r"(?P<who>L)[^L!]*[vft][^L!]*$"
ALONE_BEHIND = r"[pxSYKfmR,]{0,8}v[pxYSK]{0,3}"
# "..., sharing the position with A and B"
SHARED_BEHIND = r"[pYSKx]{0,8},?d[pq]*m(?P<who>L)"
SHARED_WITH = r"[pYSK]*mp*(?P<who>L)"
INVERTED = r"(?:^|[;,:c-])[pxYSKfR,]{0,8}v[px]{0,2}(?P<who>L)[pxYSK,]{0,6}$"  # "2017 låg X på ..."
