"""The words by which questions of rank, count and change are known, in Swedish and English.

In: nothing. Out: patterns and tables for `qa.plan`.
"""

from __future__ import annotations

import re

from index.numerals import CARDINALS
from qa.plan_senses import forms, rank_senses

YES_NO = (
    r"^(?:och |and |så |so )?(?:var|är|låg|ligger|kom|hade|har|hamnade|fick|blev|slutade|gick"
    r"|placerade|stämmer|fanns|finns|ingick|tillhörde|tillhör|lyckades|tog|nådde|platsade|can|could"
    r"|was|were|is|are|did|does|do|has|had|[\w]+ (?:RISE|FALL|AHEAD))\b"
)
# What lies between two values.
APART = (
    r"\w*skillnad\w*|skiljer|skilde|difference|apart|gap|avstånd\w*|försprång\w*|margin\w*|separat\w*"
    r"|glapp\w*|klyfta\w*|lucka\w*|mellanrum\w*"
)
_NUMBERS = "|".join(map(re.escape, CARDINALS))
# Words without which a question is not about a rank.
COUNTED = (
    r"\b(?:plats\w*|\w+plats(?:en)?|\w*placering\w*|tied|delade?|finns med|fanns med|ingår|ingick"
    rf"|{APART}|(?:number|nummer|nr|no) (?:\d+|{_NUMBERS})|list|listan|jämför\w*|compare\w*"
    r"|rank\w*|etta\w*|tvåa\w*|trea\w*|femma\w*|sexa|sjua|nia|tia"
    r"|topp\w*|botten|bottom|top|topped|tops|sist\w*|första|andra|tredje|fjärde"
    r"|femte|sjätte|sjunde|åttonde|nionde|tionde|först|last|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th|:[ea])|places?|placed|position\w*"
    r"|leder|leads|ledde|led|placera\w*|placements?|how did .* do|vann|vunnit|segern|segrade"
    r"|vinnare\w*|won|winner|win"
    r"|land|landed|placing\w*|fare|fared|gick det|hur gick|har det gått|glapp\w*"
    r"|(?:är|var|vara) med|(?:what|which) number|vilket nummer|resultat\w*|results?"
    r"|hur (?:låg|ligger|står|klarade|klarar)|(?:how|where) .* (?:stand|stood|perform\w*)"
    r"|how ha[sd] .* done|end up|hamnade|finish\w*|ended|came|kom"
    r"|RISE|FALL|CHANGE|TREND|BEST|WORST|MORE|LESS|MOST|LEAST|AHEAD|BEHIND|PODIUM|GOLD|SILVER|BRONZE)\b"
)
# Questions that facts do not answer: what is not so, why, and "from which place".
NEGATION = re.compile(
    r"\b(?:inte|ej|aldrig|not|never|n't|didn't|wasn't|varför|why|how come"
    r"|what did(?!.* (?:cost|weigh)\b)|vad gjorde)\b"
    r"|\b(?:från|from|till|to) (?:vilken|what|which)\b"
)
_OF_ALL = (
    r"plats\w*|\w*placering\w*|placings?|placements?|rank\w*|positions?|någonsin|ever|place"
    r"|resultat|result|year|år"
)
_MOVED = "RISE|FALL|CHANGE|TREND"
_CHANGED = f"{_MOVED}|MORE|LESS"
_YEARS = (
    r"(?:när|vilket år|vilka år|when|(?:what|which) years?|(?:vilken|which) (?:edition|upplaga))"
)
# A question without its verb: "bästa kommunen i Skaraborg?", "silver 2019?".
ELLIPTIC = (
    r"^(?:och |and )?(?:den |det |the )?(?:allra )?"
    r"(?:\w+ (?:BEST|WORST|MOST|LEAST|GOLD|SILVER|BRONZE)|etta\w*|tvåa\w*|trea\w*|(?:först|sist)\b"
    r"|(?:första|andra|tredje|fjärde|femte|sista|first|second|third|fourth|fifth|last)"
    r" ?(?:plats|place)\w*)"
)
_PERCENT = r"\b(?:procent\w*|percent\w*)\b"
_APART = "MORE|LESS|AHEAD|BEHIND"
# In the order in which they are tried on a question with its senses: the first whose plan can be
# made is taken.
KINDS = (
    ("most_changed", rf"\b(?:{_CHANGED})\b.*\bMOST\b|\bMOST\b.*\b(?:{_CHANGED})\b"),
    ("movers", r"\b(?:vilka|which)\b.*\b(?:RISE|FALL|MORE|LESS)\b"),
    ("median", r"\bMEDIAN\b"),
    ("mean", r"\bMEAN\b"),
    ("sum", r"\bSUM\b|\bin all\b(?: (?:from|between|over|during|in)\b|\W*$)|\ball told\b"
            r"|\b(?:over|during|under|över) (?:the |hela )?(?:\w+ )?(?:period|perioden)\b"),
    ("best", rf"\b(?:BEST|MOST)\b.*\b(?:{_OF_ALL})\b|\bMOST\b"
             rf"|\b{_YEARS}\b.*\bBEST\b|\b(?:som|at) \w+ BEST\b"),
    ("worst", rf"\b(?:WORST|LEAST)\b.*\b(?:{_OF_ALL})\b|\bLEAST\b"
              rf"|\b{_YEARS}\b.*\bWORST\b|\b(?:som|at) \w+ WORST\b"),
    ("when", r"\b(?:när|(?:vilken|which) (?:upplaga|mätning|edition|survey)|vilket år|vilka år"
             r"|when|what year|which years?)\b"),
    ("trend", r"\bTREND\b|\b(?:genom åren|över tid|över åren|over the years|over time|år för år"
              r"|through the years|year by year|historik|history)\b"),
    ("share", r"\bSHARE\b|\b(?:procent|percent) (?:av|of)\b|\bhur stor del"
              r"|\b(?:what|how (?:big|large) a) part\b"),
    ("growth", rf"{_PERCENT}.*\b(?:{_MOVED}|MORE|LESS)\b|\b(?:{_MOVED}|MORE|LESS)\b.*{_PERCENT}"),
    ("difference", rf"\b(?:{APART}"
                   r"|how many places|hur många (?:platser|placeringar|steg)|how much|hur mycket"
                   r"|hur långt|how far|by how (?:many|much))\b"
                   rf"|\b(?:how many|hur många)\b.*\b(?:{_APART})\b"),
    ("ties", r"\b(?:delade?|delar|shared?|shares|tied|ties|samma|same)\b"),
    ("count", r"\b(?:hur (?:många|ofta)|how (?:many|often)|antal|number of)\b"),
    ("yes_no", rf"{YES_NO}|\b(?:{_APART})\b"),
    ("change", rf"\b(?:{_MOVED})\b|\bMORE (?:eller|or)\b.*\bLESS\b|\b(?:difference|skillnad\w*|gått"
               r"|gick .* (?:till|sedan|sen))\b"
               r"|\b(?:MORE|LESS)\b.*\b(?:än|than|jämfört|compared)\b"
               r"|\b(?:hur mycket|how much)\b.*\b(?:MORE|LESS)\b"),
    ("beyond", rf"\b(?:{_APART}|next to)\b"),
    ("compare", rf"\b(?:eller|or|av|of|mellan|between|än|than|jämför\w*|compare\w*"
                rf"|mot|gentemot|kontra|against|versus|vs|{_APART})\b"),
    ("many", r"\b(?:topp|top|bottom|sista|last|första|first|BEST|WORST|MOST|LEAST"
             r"|\w+(?:ast|aste|asta|est)|PODIUM)\b"),
    ("list", r"\b(?:vilka|which|what|någon|något|några|any|anyone|anybody|lista|list|name|nämn)\b"),
    ("nth", rf"\b(?:vem|vilka|vilken|vilket|who|which|what|vad|name|nämn)\b|{ELLIPTIC}"
            r"|^(?:var|where)\b.* (?:MOST|LEAST|BEST|WORST|\w{3,}(?:aste?|asta|est))\b"),
    ("lookup", r"\b(?:vilken|vilket|vad|vart?|hur|what|which|where|how|plats|rank|place|placering"
               r"|in|nummer|show|visa)\b"),
)  # fmt: skip
# Words of columns' names that say which of several values it is, and not of what.
EXTREME = (
    r"(?:störst|min|minst|högst|lägst|max|maximum|minimum|mean|medel|snitt|average|genomsnitt"
    r"|greatest|highest|lowest|largest|smallest)(?:[ae]|s|lig|liga|ligt)?|antal\w*|number|total\w*"
)
# What names are of, by the kind of fact: "vilken kommun", "which cities".
TYPES = {
    "municipality": re.compile(
        r"kommun(?:en|er|erna|s|ens|ernas)?|municipalit(?:y|ies)|stad(?:en)?|städer(?:na)?|towns?"
        r"|cit(?:y|ies)|orte?(?:n|r)?"
    ),
    "county": re.compile(r"län(?:en|et)?|region(?:en|er|erna)?|count(?:y|ies)|regions?"),
}
# What a rank is called, and what a rank or a time is called, and no name is.
PLACES = re.compile(
    r"(?:(?:topp|botten|jumbo|pris|prispall|pall|medalj|guld|silver|brons|list|\w+te|\w+nde|\w+dje"
    r"|första|andra)s?)?plats(?:en|er)?|\w*placering(?:en|ar)?|rank(?:ing)?s?|rankning\w*"
    r"|positions?|places?|placings?|placements?|spots?|slots?|standings?|nummer|numbers?"
)
NOT_NAMES = re.compile(
    rf"{PLACES.pattern}|år(?:en|et)?|years?|editions?|upplag\w+|mätning\w*|gång\w*|times?"
    r"|poäng|points?|steg|värde\w*|values?"
)
# Words that a plan may leave unread: they ask, join, or name what every ranking has. Lemmas.
_FAMILIAR = frozenset(
    """
    vem vilken vilket vilka vad var hur när många mycket vara ligga komma ha hamna få bli sluta ta
    i på av för med om och eller än till från sedan sen den det de en ett som mellan bland då man
    sin sitt sina respektive samt också någonsin hel hela all alla totalt finnas ingå annan andra
    jämföra jämföras jämfört vid stad land landet topp botten först sist näst sig själv plats bra
    placera placering rank ranka rankad rankning nummer etta tvåa trea fyra femma sexa sjua åtta nia
    tia enligt toppa leda vinna vinnare segrare senast senaste skillnad skilja gång år antal poäng
    dela delad lista nämna visa gå göra ofta långt lång läng länge stor återfinna återfinnas belägga
    inta nå uppnå erövra knipa landa prestera klara tas dålig låg hög position resultat värde halva
    där här så just egentligen jämförelse tid genom mått mäta uppmäta per tabell sätt hålla hållas
    upp ner ned ut in åren sist sista främre bottenplats topplats jumboplats procent procentenhet
    who what which where when how many much be do have the a an of in on at by to from for and or
    than between since with as its their it they that this there all any ever overall whole compare
    among out up down get come place finish end land municipality town city country county sweden
    swedish national list survey edition table league top bottom first last half win winner good bad
    high low ahead before after difference apart gap most time year number point share tie tied name
    show give me according lead latest one ten done go stand hold take perform score s value total
    include find number percent percentage rank ranking rating position placement placing spot
    standing result against across through each every varje respective respectively about far
    often high hectare kilometre litre tonne kilogram degree celsius square kvadratkilometer
    tell us please do make made been list separate occupy reach secure claim earn achieve measure
    also very then did fare does nationally nationellt won led legat lågt
    vann vunnit segrade seger segern hem
    högt avstånd försprång marginal margin distance se see look trace follow describe plot
    följa beskriva meter metre vart åt att sann sant stämma riktig true correct really actually
    verklig verkligen faktisk faktiskt dead absolut absolute allra rock exakt exactly exact precis
    tillhöra platsa kvala lyckas manage crack break belong feature appear figurera synas medverka
    säga say så so hem home bring utanför outside utom beyond miss missa stå mot gentemot kontra
    versus vs närmast närmaste strax direkt directly immediately right next just precis nearest
    anyone anybody någon något closest upplaga slut ihop skrapa kamma glapp klyfta lucka mellanrum
    idag nu now today current currently nuvarande aktuell räkna counted sett
    kilometer kilo ton liter krona hektar timme minut hour minute dagar miljon people personer
    människa folk
    """.split()
)
# Verbs that say of a count no more than that somebody has it: "carried", "gjordes".
_HAVING = frozenset(
    """
    bära frakta transportera forsla åka resa köra använda bruka förbruka dra sälja besöka ta emot
    mottaga hantera låna ut utföra uppmäta notera registrera räkna redovisa rapportera rymma locka
    dra samla producera leverera landa fånga välkomna arrangera erbjuda betjäna uppgå utgöra omfatta
    bestå gälla kosta väga mäta bo arbeta jobba anställa drabba inträffa ske förekomma hålla ge visa
    spela sätta lägga tjäna omsätta betala bygga plocka skörda odla servera avverka släppa generera
    carry transport ride travel use drive serve sell visit receive handle lend borrow record
    register count report hold attract draw consume burn produce deliver catch welcome host offer
    amount cost weigh live work employ occur happen see post log run operate own pay earn grow
    harvest build give charge house contain generate pull bring pass emit release
    cover span täcka uppta omsluta samla collect
    """.split()
)
UNDERSTOOD = re.compile(
    r"""kommun\w*|städer\w*|region\w*|län\w*|sverige\w*|ranking\w*|rankning\w*|lista\w*|mätning\w*
    |barometer\w*|barometern\w*|undersökning\w*|upplaga\w*|utgåva\w*|index\w*|plats\w*
    |\w+plats\w*|\w*placering\w*|topp\w*|bott\w*|municipalit\w*|count(?:y|ies)|swed\w+
    |\w+teenth|\w+tieth|s""".replace("\n", "").replace(" ", ""),
    re.I,
)


def is_familiar(word: str) -> bool:
    """Say whether a word in small letters is one that asks, joins or belongs to every ranking."""
    known = UNDERSTOOD.fullmatch(word) or rank_senses(word) or word in CARDINALS
    return bool(known) or not forms(word).isdisjoint(_FAMILIAR)


def is_having(word: str) -> bool:
    """Say whether a word in small letters is a verb that says no more than that there is some."""
    return not forms(word).isdisjoint(_HAVING)
