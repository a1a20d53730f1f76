"""The words by which questions of rank, count and change are known, in Swedish and English.

In: nothing. Out: patterns and tables for `qa.plan`.
"""

from __future__ import annotations

import re

YES_NO = (
    r"^(?:och |and )?(?:var|är|låg|ligger|kom|hade|har|hamnade|fick|blev|slutade|klättrade"
    r"|föll|steg|sjönk|tappade|rasade|gick|placerade"
    r"|förbättrade"
    r"|was|were|is|are|did|does|do|has|had)\b"
)
# Words without which a question is not about a rank.
COUNTED = (
    r"\b(?:plats\w*|\w+plats(?:en)?|\w*placering\w*|tied|delade?|finns med|ingår"
    r"|list|listan|skillnad\w*|difference|apart"
    r"|rank\w*|etta\w*|tvåa\w*|trea\w*|femma\w*|sexa|sjua|nia|tia"
    r"|topp\w*|botten|bottom|top|topped|tops|bäst\w*|sämst\w*|sist\w*|första|andra|tredje|fjärde"
    r"|femte|sjätte|sjunde|åttonde|nionde|tionde|först|best|worst|last|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th|:[ea])|places?|placed|position\w*"
    r"|ledde|led|placera\w*|hur låg|jump\w*|främst\w*|placements?|how did .* do"
    r"|vann|vinnare\w*|won|winner|win|klättra\w*|föll|fallit|tappa\w*|rasa\w*|climb\w*|fell|fallen"
    r"|fall|falls|land|landed|placing\w*|fare|fared|steg|stig\w*|sjönk|sjunkit"
    r"|dropped|drop|rose|risen|rise|improve\w*|förbättra\w*|försämra\w*|bättre|sämre|högre|lägre"
    r"|better|worse|higher|lower|högst|lägst|highest|lowest|ahead|före|utveckl\w*|gick det|hur gick"
    r"|end up|hamnade|finish\w*|ended|came|kom)\b"
)
# Questions that facts do not answer: what is not so, why, and "from which place".
NEGATION = re.compile(
    r"\b(?:inte|ej|aldrig|not|never|n't|didn't|wasn't|varför|why|how come|what did|vad gjorde)\b"
    r"|\b(?:från|from|till|to) (?:vilken|what|which)\b"
)
# A fall is meant; a rise otherwise.
DIRECTION = (
    r"\b(?:föll|fallit|tappa\w*|rasa\w*|sjönk|sjunkit|fell|fallen|fall|drop\w*|lost|lose|ras|tapp"
    r"|nedgång|decrease\w*|decline\w*|minska\w*|försämra\w*|worsen\w*|backa\w*|halka\w*|shr[aiu]nk)\b"
)
_CHANGED = (
    r"(?:klättra\w*|klättring\w*|steg|stig\w*|stigit|föll|fallit|tappa\w*|rasa\w*|sjönk|sjunkit|förbättra\w*"
    r"|förbättring\w*|försämra\w*|förändr\w*|ändra\w*|öka\w*|ökning\w*|minska\w*|lyft\w*|hoppa\w*"
    r"|climb\w*|ros[ei]\w*|rise\w*|fell|fall\w*|drop\w*|improv\w*|chang\w*|increas\w*|decreas\w*"
    r"|gain\w*|los[te]\w*|jump\w*|move\w*|grow\w*|grew|shr[aiu]nk\w*|utveckl\w*|develop\w*|backa\w*)"
)
_OF_ALL = (
    r"plats\w*|placering\w*|placings?|placements?|rank\w*|position|någonsin|ever|place|resultat"
    r"|result"
)
# In the order in which they are tried: the first whose plan can be made is taken.
KINDS = (
    ("most_changed", rf"\b{_CHANGED}\b.*\b(?:mest|most|flest)\b|\b(?:mest|most|störst\w*|biggest"
                     rf"|largest|greatest|flest)\b.*\b(?:{_CHANGED}|ras|tapp|raket|nedgång)\b"),
    ("mean", r"\b(?:medel\w*|genomsnitt\w*|snitt\w*|average|mean)\b"),
    ("sum", r"\b(?:sammanlagt|sammanlagda|totala?|tillsammans|total|sum|combined|altogether)\b"),
    ("best", rf"\b(?:bästa|högsta|best|highest)\b.*\b(?:{_OF_ALL})\b"
             r"|\b(?:maximum|störst\w*|highest|largest|högst\w*)\b"),
    ("worst", rf"\b(?:sämsta|lägsta|worst|lowest)\b.*\b(?:{_OF_ALL})\b"
              r"|\b(?:minimum|minst\w*|lowest|smallest|lägst\w*)\b"),
    ("when", r"\b(?:när|(?:vilken|which) (?:upplaga|mätning|edition|survey)|vilket år|vilka år"
             r"|when|what year|which years?)\b"),
    ("difference", r"\b(?:skillnad\w*|skiljer|skilde|difference|apart|gap|separat\w*"
                   r"|how many places|hur många (?:platser|placeringar|steg)|how much|hur mycket"
                   r"|hur långt)\b"),
    ("ties", r"\b(?:delade?|delar|shared?|shares|tied|ties|samma|same)\b"),
    ("count", r"\b(?:hur (?:många|ofta)|how (?:many|often)|antal|number of)\b"),
    ("yes_no", YES_NO),
    ("change", rf"\b(?:{_CHANGED})\b|\b(?:difference|skillnad\w*|gått"
               r"|gick .* (?:till|sedan|sen))\b"),
    ("compare", r"\b(?:eller|or|av|of|mellan|between|bättre|sämre|högre|lägre|better|worse|higher"
                r"|lower|före|ahead|jämför|compare|än|than|deeper|larger|djupare|större)\b"),
    ("many", r"\b(?:topp|top|bottom|bästa|best|sista|last|sämsta|worst|första|first|största|largest"
             r"|bäst|djupaste|deepest|högst|highest|lowest|lägst|minsta|smallest|främsta)\b"),
    ("list", r"\b(?:vilka|which|what|lista|list|name|nämn)\b"),
    ("nth", r"\b(?:vem|vilka|vilken|vilket|who|which|what|vad|name|nämn)\b"),
    ("lookup", r"\b(?:vilken|vilket|vad|var|hur|what|which|where|how|plats|rank|place|placering|in"
               r"|nummer)\b"),
)  # fmt: skip
# Columns' names in the other language.
_PAIRS = """
    area yta; depth djup; population befolkning invånare folkmängd inhabitants; length längd;
    height höjd; price pris; number antal; share andel; cost kostnad; volume volym; width bredd;
    temperature temperatur; weight vikt; age ålder; income inkomst; pupils elever students;
    visitors besökare; mean medel average genomsnitt; max största maximum; min minsta minimum;
    altitude altitud; elevation höjd; distance avstånd; speed hastighet fart; staff personal;
    expenses utgifter; revenue intäkter; tax skatt; salary lön; unemployment arbetslöshet;
    size storlek; shoreline strandlinje; phosphorus fosfor; transparency siktdjup; species arter;
    catch fångst; votes röster; emissions utsläpp; members medlemmar; books böcker; loans lån
"""
MEASURES: dict[str, tuple[str, ...]] = {
    word: tuple(other for other in pair.split() if other != word)
    for pair in _PAIRS.split(";")
    for word in pair.split()
}
# Words of columns' names that say which of several values it is, and not of what.
EXTREME = r"(?:stör|min|hög|läg|max|mean|medel|average|genomsnitt|largest|smallest)\w*"
# What an adjective measures, as a pattern of columns' names, and which end of it is meant.
ADJECTIVES = {
    r"djup|djupt|djupa|deep": (r"djup|depth", 0),
    r"lång|långt|långa|long": (r"längd|length", 0),
    r"stor|stort|stora|large|big": (r"yta|area|storlek|size", 0),
    r"hög|högt|high|tall": (r"höjd|height|altitud|elevation", 0),
    r"djupast\w*|djupare|deepest|deeper": (r"djup|depth", 1),
    r"grundast\w*|grundare|shallowest|shallower": (r"djup|depth", -1),
    r"längst|längsta|längre|longest|longer": (r"längd|length|lång", 1),
    r"kortast\w*|kortare|shortest|shorter": (r"längd|length", -1),
    r"störst\w*|större|largest|larger|biggest|bigger": (r"yta|area|storlek|size|volym|volume", 1),
    r"minst\w*|mindre|smallest|smaller": (r"yta|area|storlek|size|volym|volume", -1),
    r"högst\w*|högre|highest|higher|tallest|most|flest|mest": (r"höjd|height|altitud|elevation", 1),
    r"lägst\w*|lägre|lowest|lower|fewest|least": (r"höjd|height|altitud|elevation", -1),
    r"varmast\w*|warmest": (r"temp", 1),
    r"kallast\w*|coldest": (r"temp", -1),
    r"dyrast\w*|most expensive": (r"pris|price|cost|kostnad", 1),
    r"billigast\w*|cheapest": (r"pris|price|cost|kostnad", -1),
}
# Words that a plan may leave unread: they ask, join, or name what every ranking has.
UNDERSTOOD = re.compile(
    r"""vem|vilk\w+|vad|var|hur|när|många|mycket|är|låg|ligger|kom|kommer|hade|har|hamna\w*|fick|får
    |blev|blir|slutade|tog|i|på|av|för|med|om|och|eller|än|till|från|sedan|sen|den|det|de|en|ett
    |som|mellan|bland|då|man|sin|sitt|sina|respektive|samt|också|någonsin|hela|alla|totalt|finns
    |fanns|ingår|ingick|tillsammans|annan|andra|included?|found|jämfört|vid|kommun\w*|stad\w*
    |städer\w*|region\w*|län\w*|landet|sverige\w*|ranking\w*|rankning\w*|rank\w*|lista\w*
    |mätning\w*|barometer\w*|barometern\w*|undersökning\w*|upplaga\w*|utgåva\w*|index\w*
    |plats\w*|\w+plats\w*|placering\w*|placera\w*|position\w*|nummer|etta\w*|tvåa\w*|trea\w*
    |fyra|femma\w*|sexa|sjua|åtta|nia|tia|topp\w*|botten|bott\w*|bäst\w*|sämst\w*|sist\w*|näst
    |först\w*|\w+de|\w+te|halva\w*|tredje|sig|själv|made|make|been|varit|blivit|placements?
    |främst\w*|edition|often|ofta|far|fared?|placings?|vann|vinnare\w*|segrare\w*|bättre|sämre
    |högre|högst\w*|lägre|lägst\w*|före|efter|under|över|skillnad\w*|skil\w*|medel\w*
    |genomsnitt\w*|snitt\w*|klättra\w*|klättring\w*|steg|stig\w*|föll|fallit|tappa\w*|rasa\w*
    |ras|tapp|sjönk|sjunk\w*|förbättr\w*|försämr\w*|förändr\w*|ändra\w*|öka\w*|ökning\w*
    |minsk\w*|utveckl\w*|mest|flest|störst\w*|minst\w*|gånger|gång|år|året|års|årets|åren
    |antal\w*|poäng\w*|dela\w*|delad|lista|nämn|visa|gick|gått|gå|jämför\w*|enligt|toppade?
    |toppar|ledde|leder|senaste|who|what|which|where|when|how|many|much|is|are|was|were|did|does
    |do|has|have|had|the|a|an|of|in|on|at|by|to|from|for|and|or|than|between|since|with|as|its
    |their|it|they|that|this|there|all|any|ever|overall|whole|compared|among|out|up|down|get|got
    |come|came|place\w*|finish\w*|end|ended|land\w*|municipalit\w*|town\w*|cit\w+|count\w+
    |sweden\w*|swedish|national\w*|list\w*|survey\w*|edition\w*|table|league|top\w*|bottom|best
    |worst|last|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh
    |twelfth|\w+teenth|\w+tieth|half|won|win\w*|better|worse|high\w*|low\w*|ahead|behind|above
    |below|before|after|difference|apart|gap|average|mean|climb\w*|ros[ei]\w*|rise\w*|fell
    |fall\w*|drop\w*|lost?|lose|improv\w*|chang\w*|increas\w*|decreas\w*|gain\w*|jump\w*|move\w*
    |most|biggest|largest|greatest|smallest|times|time|year\w*|number|points?|shared?|tied|tie
    |name|show|give|me|compare\w*|according|lead|led|latest|more|less|fewer|one|two|three|four
    |five|six|seven|eight|nine|ten|två|tre|fem|sex|sju|nio|tio|noll|s|value\w*|värde\w*|lake\w*
    |sjö\w*|total\w*|sum\w*|sammanlag\w*|combined|altogether|maximum|minimum|max|min|exceed\w*
    |mer|mindre|djup\w*|kallas|done|go|went|stand|stood|hold|held|take|took|performed?|scored?
    |score""".replace("\n", ""),
    re.I | re.X,
)
