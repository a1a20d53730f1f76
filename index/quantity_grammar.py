"""The frames of sentences that give somebody a number, in Swedish and English.

A frame is laid on a sentence in which `index.name_signs` has put signs for names. Its groups say
what is counted ("head", "of"; "noun"; "verb", "to"; "group", "rest"), whose it is ("who", "owner",
"where", "front"), and where the numbers begin ("values"). In: nothing. Out: patterns. This file
does not know about texts.
"""

from __future__ import annotations

import re

from index.amounts import CURRENCY, DIGITS
from index.name_signs import FILL, NAME, OWNER

ANY_NAME = f"[{NAME}{OWNER}]{FILL}*"
_N, _G = f"{NAME}{FILL}*", f"{OWNER}{FILL}*"
YEAR = re.compile(r"(?<![\d.,–-])(?:19|20)\d\d(?![\d–-]|[.,]\d)")

_MONEY = (
    r"(?:miljon(?:er)?|miljard(?:er)?|tusen|million|billion|thousand)(?: (?:kronor|kr|euro|dollar"
    r"|pounds|SEK))?|kronor|kr|[tkm]kr|mn?kr|md(?:r|kr)|euro|dollar|SEK"
)
_PERCENT = r"procent|per ?cent|%"
_SIZE = (
    r"kilo(?:gram)?|kg|ton|gram|liter|km|kilometer|mil|kvm|kvadratmeter|hektar|minuter|minutes"
    r"|timmar|hours|dagar|days|[GMk]Wh"
)
_NUMBER = rf"(?P<currency>(?:{CURRENCY}) ?)?(?P<number>{DIGITS})(?![\d–-]|[.,:]\d)"
_UNIT = rf"(?: ?(?P<unit>(?:{_PERCENT}|{_MONEY}|{_SIZE})(?!\w)(?: per (?!cent)[a-zåäö]+)?))?"
_VALUES = rf"(?P<values>(?:{CURRENCY} ?)?\d)"
_LINK = (
    r"(?:(?: till|,? (?:och|and|men|but|(?:att )?jämför(?:t|a) med|compared (?:with|to)|mot|från"
    r"|from|upp från|up from|down from|medan|while)|,| to)(?: (?:var|was))?)?"
)
# A value with the place and the year behind it: ", jämfört med 987 i Borås 2017".
ITEM = re.compile(
    rf"{_LINK} ?{_NUMBER}{_UNIT}(?: (?:st|stycken|personer|people)\b)?"
    rf"(?: (?:i|in) (?P<place>{_N}))?"
    rf"(?:,? \(?(?:år |under(?: år)? |in |for |i [a-zåäö]+ |våren |hösten |in [A-Z][a-z]+ "
    r"|(?:den |on )?\d{1,2} [A-Za-zåäö]{3,9} )?"
    r"(?P<year>(?:19|20)\d\d)(?![\d–-]|[.,]\d)\)?"
    r"|,? (?P<before>året (?:innan|före)|(?:in )?the (?:year before|previous year)"
    r"|a year earlier))?"
)

# Words whose number is a measure of its own, in Swedish by the end of a compound.
_HEAD_SV = (
    r"(?P<head>\w*(?:antal|andel|kostnad|budget|anslag|bidrag|omsättning|arbetslöshet|befolkning"
    r"|folkmängd|inkomst|avgift|livslängd|deltagande|sysselsättning|överskott|underskott|intäkt"
    r"|utgift|väntetid|medelålder|meritvärde|temperatur|lön|hyra|areal|grad|skattesats|kvot"
    r"|mängd|pris|snitt|frånvaro|utsläpp|betyg|skatt))"
    r"(?:et|en|n|t|er|erna|na)?(?!\w)"
)
_HEAD_EN = (
    r"(?P<head>number of|[a-z]+ rate|share of"
    r"|proportion of|percentage of|cost|budget|population|turnout|grant|funding|spending|revenue"
    r"|average \w+|median \w+)"
)
_OF = r"(?P<of>[^\d.;:!?,]{0,70}?)"
_IS_SV = (
    r"(?:är|var|blev|uppgick till|uppgår till|uppgick (?:\w+ ){1,2}till|låg på|ligger på"
    r"|(?:ökade|minskade|steg|sjönk|växte|föll|gick upp|gick ne[rd]|ha(?:r|de) (?:ökat|minskat"
    r"|stigit|sjunkit|vuxit|fallit|gått(?: upp| ne[rd])?))(?: med [^;:!?]{1,30}?,?)? (?:till|från))"
)
_IS_EN = (
    r"(?:is|was|amounted to|stood at|totall?ed|reached"
    r"|(?:rose|fell|increased|decreased|grew|dropped|ha[sd] (?:risen|fallen|increased|decreased"
    r"|grown|dropped))(?: by [^;:!?]{1,30}?,?)? (?:to|from))"
)
# Not behind a name: "Kalmar och Blekinge har 41 platser" are two that have them together.
_ALONE_BEFORE = "".join(
    rf"(?<![{NAME}{OWNER}{FILL}]{link})" for link in (", ", " och ", " and ", " samt ")
)
_OPENS = (
    r"(?:^|(?<=[;:–] )|(?<=, )|(?<=\bmen )|(?<=\bmedan )|(?<=\bwhile )|(?<=\boch )|(?<=\band )"
    rf"|(?<=\bbut )){_ALONE_BEFORE}"
)
_FRONT_SV = (
    rf"(?:(?:(?:År|Under|Under år|I|Vid slutet av|I slutet av) )?{YEAR.pattern}"
    r"|(?:Under )?[Ff]örra året|I fjol)"
)
_BETWEEN_SV = rf"Mellan(?: åren)? {YEAR.pattern} och {YEAR.pattern}"
_FRONT_EN = (
    rf"(?:(?:In|During|For|At the end of) {YEAR.pattern}"
    rf"|Between {YEAR.pattern} and {YEAR.pattern}),?"
)
_PLACED = rf"(?: (?:i|in|för|for|of) (?P<where>{_N}))?"
_WHEN = rf"(?:,? \(?(?:år |under |in |for |den \d{{1,2}} [a-z]+ )?{YEAR.pattern}\)?)?"

# What was done says which of them are counted ("byggdes"); "gjordes" says nothing more.
_THERE_SV = (
    r"(?:gjordes|fanns|finns|registrerades|inträffade|skedde|(?P<done>avled|omkom|dog|(?!vänta|förvänta|beräkna|uppskatta|planera|bedöm"
    r"|sakna|behöv|kräv|öka|minska|budgetera|föresl)[a-zåäö]{2,}[dt]es))"
)
_HAS_SV = r"har|hade|fick|tog emot|redovisade|registrerade|noterade|rapporterade"
_DOES_SV = (
    r"(?P<done>lånade ut|sålde|byggde|anställde|behandlade|anmälde|utredde|delade ut|samlade in)"
)
_HAS_EN = r"has|had|received|recorded|reported|registered"
_NOUN_STOP = (
    r"(?:i|på|av|till|från|för|med|under|år|och|samt|som|per|om|vid|efter|mot|medan|men|in|of|to"
    r"|from|for|with|during|and|by|at|that|while|but|who|att|jämfört|compared|än|than|den|the"
    r"|varav|fördelade|sedan|since|kvar|left|mer|more|fler|färre|fewer|less|ut|in|upp|ner"
    r"|förra|föregående|last|this|bland|inom|hos|mellan|genom|varje|totalt|among|each|inte|not)"
)
_NOUN = rf"(?P<noun>(?!{_NOUN_STOP}\b)[a-zåäö-]{{3,}}(?: (?!{_NOUN_STOP}\b)[a-zåäö-]{{3,}}){{0,2}})"
# "1 204 besök per dygn" is a rate.
_NOUN_ENDS = rf"(?! per\b)(?= (?:{_NOUN_STOP}\b|{YEAR.pattern})|[.,;:!)]|$)"
_COUNTED = (
    rf"(?P<counted>(?P<number>{DIGITS})(?: (?P<unit>miljon(?:er)?|miljard(?:er)?|million|billion))?"
    rf" {_NOUN}{_WHEN}){_NOUN_ENDS}"
)
_ALONE = rf"(?P<values>){_COUNTED}"
# "... och 1 650 anställda", "..., medan Gällivare hade 17 420"
ALSO = re.compile(rf"(?: och| samt| and|,) {_COUNTED}")
# "... hade 412 ärenden 2022, jämfört med 468 året innan"
EARLIER = re.compile(
    rf"(?:(?! och | and )[^,.;:\d])*,? (?:(?:att )?jämför(?:t|a) med|mot|upp från|ne[rd] från"
    rf"|compared (?:with|to)|up from|down from) (?P<number>{DIGITS})(?: ?(?P<unit>{_PERCENT}))?,?"
    rf" (?:(?:år |in |under )?(?P<year>{YEAR.pattern})"
    r"|(?P<before>året (?:innan|före)|(?:in )?the (?:year before|previous year)|a year earlier"
    r"|i fjol|förra året|föregående år|last year))"
)
# "... från 84 till 97 mellan 2020 och 2021"
BETWEEN = re.compile(
    rf"(?:[Mm]ellan(?: åren)?|[Bb]etween) ({YEAR.pattern}) (?:och|and) ({YEAR.pattern})"
)
# "... hade 412 ärenden om våld under 2022"
YEAR_BEHIND = re.compile(
    rf"(?:(?! och | and |sedan|since|från|from)[^,.;:\d])*\b(?:under|år|in|during) ({YEAR.pattern})"
)
OTHERWISE = re.compile(
    rf"(?:,? (?:medan|och|while|and|whereas) (?P<who>{_N}) (?:{_HAS_SV}|{_HAS_EN})"
    # "..., i Lund 2 940 och i Helsingborg 1 310"
    rf"|(?: förra året| i fjol| last year)?(?:,| och|, och| and) [Ii]n? (?P<place>{_N}))"
    rf" (?P<counted>(?P<number>{DIGITS}){_WHEN})(?=[.,;]|$)"
)
# "412 anmälningar om våld mot äldre", "148 320 böcker ut på biblioteken"
_ASIDE = r"(?: (?:om|ut|in|av|på|vid|i) [^\d.,;:!?]{1,40}?)?"
_BODY = r"[A-ZÅÄÖa-zåäö][a-zåäö]{4,}(?:et|en|na)"
_PAYS_SV = (
    r"(?P<verb>avsatte|avsätter|satsade|satsar|betalade|budgeterade|budgeterar|lade|lägger"
    r"|(?:betalade|betalar|delade|delar) ut|investerade|investerar|anslog|anslår|spenderade)"
)
_PAYS_EN = r"(?P<verb>spent|allocated|paid|invested|budgeted|granted|set aside)"
_CASH = rf"(?:(?:{CURRENCY} ?)?{DIGITS} ?(?:{_MONEY})|{CURRENCY} ?{DIGITS})(?!\w)"
_SAYS_SV = (
    r"(?P<verb>är|blev|fick|uppgav|ansåg|erbjöd|låg|gick|tog|såg|kom|gav"
    r"|(?!där|hur|när|eller\b|efter\b|över\b|under\b|för\b|per\b|inför\b|gör\b|utgör)"
    r"[a-zåäö]{2,}(?:r|dd?e|te))"
)
_SAYS_EN = (
    r"(?P<verb>have|had|has|say|said|lack|lacked|offer|offered|report|reported|answered|were|are"
    r"|feel|felt|use|[a-z]{3,}ed)"
)
_GROUP = (
    r"(?P<group>(?!dem\b|de\b(?! \w+[ae] \w)|them\b|these\b|those\b|dessa\b)[^\d.,;:!?]{3,50}?)"
)
# What the group says or has, up to who found that out.
_REST = (
    r"(?P<rest>[^.;:!?]{3,160}?)"
    r"(?=[.;:!?]|,? (?:visar|enligt|framgår|according|shows?|says?|(?:att )?jämför(?:t|a) med|mot"
    r"|upp från|ne[rd] från|compared|up from|down from)\b|$)"
)


def _frames(*patterns: str) -> tuple[re.Pattern[str], ...]:
    # Heads begin sentences and stand within them; names and years are signs and digits.
    return tuple(re.compile(pattern) for pattern in patterns)


def _any_case(head: str) -> str:
    return f"(?i:{head})"


_PCT_SV = rf"{_VALUES}[\d ,.]* ?(?:procent|%) av {_GROUP}"
_PCT_EN = rf"{_VALUES}[\d ,.]* ?(?:per ?cent|%) of {_GROUP}"
_LEAD = r"(?P<lead>(?:[a-zåäö]+ )?)"
_BEGIN_SV, _BEGIN_EN = rf"{_OPENS}(?:{_FRONT_SV} )?", rf"{_OPENS}(?:{_FRONT_EN} )?"
_OWNED = rf"(?:(?P<owner>{_G}) )?"
_TOWN_EN = rf"(?:[Tt]he municipality of )?(?P<who>{_N}){_WHEN}"
_ABOUT_SV, _ABOUT_EN = rf"{_any_case(_HEAD_SV)}{_WHEN}{_OF}", rf"{_any_case(_HEAD_EN)}{_WHEN}{_OF}"
_SHOWS_SV = r"(?:har|hade|får|fick|redovisar|redovisade|noterar|noterade|visar|visade|uppvisar)"
_ITS = (
    r"(?:(?:ett?|sitt?|landets|länets|rikets) )?"
    r"(?:(?:lägst|lägsta|högst|högsta|genomsnittlig|genomsnittligt|totalt?) )?"
)
# "146 miljoner kronor i försörjningsstöd"
_IN_FORM = r"i(?= [a-zåäö]*(?:stöd|bidrag|skatt|ersättning|böter|hyra|moms|lön)\b)"
_TO_ENDS = rf"(?!{NAME}|\d)[^.,;:!?\d]{{3,60}}?)(?= (?:in )?{YEAR.pattern}|[.,;:!?]|$)"

_ITS_HEAD_SV = rf"{_ITS}{_any_case(_HEAD_SV)}{_OF}(?:,| på| med| om) {_VALUES}"

_SV = _frames(
    # "Antalet anmälningar i Borås var 412 år 2023", "Kalmars budget för jouren var 3 mnkr 2021"
    rf"{_BEGIN_SV}{_OWNED}{_LEAD}{_ABOUT_SV}{_PLACED}{_WHEN} {_IS_SV} {_VALUES}",
    # "År 2021 var antalet anmälningar i Borås 412"
    rf"^{_FRONT_SV} (?:var|uppgick|låg|blev) {_OWNED}{_ABOUT_SV}{_PLACED}(?: till| på)? {_VALUES}",
    # "Mellan 2015 och 2020 växte befolkningen i Håbo från 20 279 till 21 934"
    rf"^(?:{_FRONT_SV}|{_BETWEEN_SV}) (?:ökade|minskade|steg|sjönk|växte|föll) {_OWNED}{_ABOUT_SV}"
    rf"{_PLACED}(?: med [^;:!?]{{1,30}}?,?)? (?:till|från) {_VALUES}",
    # "I Borås var antalet anmälningar 412 år 2023"
    rf"^I (?P<front>{_N}) (?:var|är|uppgick|låg|ligger) {_ABOUT_SV}(?: till| på)? {_VALUES}",
    # "Lund ökade bidraget till jouren till 850 000 kronor 2021"
    rf"{_OPENS}(?P<who>{_N}) (?:ökade|höjde|minskade|sänkte) {_ABOUT_SV} (?:till|från) {_VALUES}",
    # "Lund har en arbetslöshet på 6,4 procent", "Kinda har lägst skatt, 31,05 kronor"
    rf"{_BEGIN_SV}(?P<who>{_N}){_WHEN} {_SHOWS_SV} {_ITS_HEAD_SV}",
    rf"(?:har|hade|fick|redovisade) (?P<who>{_N}) {_ITS_HEAD_SV}",
    # "Kiruna hade 22 423 invånare 2022"
    rf"{_BEGIN_SV}(?P<who>{_N}){_WHEN} (?:{_HAS_SV}) {_ALONE}",
    rf"{_BEGIN_SV}(?P<who>{_N}){_WHEN} {_DOES_SV} {_ALONE}",
    rf"{_OPENS}{_FRONT_SV} (?:{_HAS_SV}) (?P<where>{_N}) {_ALONE}",
    # "Biblioteket i Hjo hade 61 400 besök 2021"
    rf"{_BEGIN_SV}(?P<body>{_BODY}) i (?P<who>{_N}){_WHEN} (?:(?:{_HAS_SV})|{_DOES_SV}) {_ALONE}",
    # "I Borås gjordes 412 anmälningar 2023"
    rf"^I (?P<front>{_N}){_WHEN} {_THERE_SV}(?: det)? {_ALONE}",
    rf"^{_FRONT_SV} {_THERE_SV}(?: det)? i (?P<where>{_N}) {_ALONE}",
    rf"^(?:{_FRONT_SV}|Totalt|Sammanlagt) {_THERE_SV}(?: det)? {_ALONE}{_ASIDE} i (?P<where>{_N})",
    # "412 anmälningar gjordes i Borås 2023"
    rf"{_BEGIN_SV}{_ALONE} {_THERE_SV} i (?P<where>{_N})",
    # "Kalmar avsatte 3,4 miljoner kronor till kvinnofridsarbetet 2022"
    rf"{_BEGIN_SV}(?P<who>{_N}){_WHEN} {_PAYS_SV} (?={_CASH}){_VALUES}"
    rf"[^.;:!?]*?(?P<to>(?<= )(?:till|på|för|{_IN_FORM}) {_TO_ENDS}",
    rf"^{_FRONT_SV} {_PAYS_SV} (?P<who>{_N}) (?={_CASH}){_VALUES}"
    rf"[^.;:!?]*?(?P<to>(?<= )(?:till|på|för|{_IN_FORM}) {_TO_ENDS}",
    # "År 2021 hade 45 procent av kommunerna i Skåne en handlingsplan"
    rf"^{_FRONT_SV} {_SAYS_SV} {_PCT_SV} i (?P<where>{_N}) {_REST}",
    # "Av eleverna i Sollentuna tog 79,8 procent examen 2021"
    rf"^Av {_GROUP} i (?P<where>{_N}){_WHEN} {_SAYS_SV} {_VALUES}[\d ,.]* ?(?:procent|%) {_REST}",
    # "I Halmstad uppgav 18 procent av eleverna 2019 att de ..."
    rf"^I (?P<front>{_N})(?: {YEAR.pattern})? {_SAYS_SV} {_PCT_SV}{_WHEN} {_REST}",
    # "45 procent av kommunerna i Skåne har en handlingsplan"
    rf"{_BEGIN_SV}{_PCT_SV} i (?P<where>{_N}){_WHEN} {_SAYS_SV} {_REST}",
)
_EN = _frames(
    rf"{_BEGIN_EN}(?:[Tt]he )?{_OWNED}{_LEAD}{_ABOUT_EN}{_PLACED}{_WHEN} {_IS_EN} {_VALUES}",
    rf"{_BEGIN_EN}{_TOWN_EN} (?:{_HAS_EN}) {_ALONE}",
    rf"{_BEGIN_EN}{_TOWN_EN} {_PAYS_EN} (?={_CASH}){_VALUES}"
    rf"[^;:!?]*?(?P<to>(?<= )(?:on|to|for) {_TO_ENDS}",
    rf"{_BEGIN_EN}{_PCT_EN} in (?P<where>{_N}){_WHEN} {_SAYS_EN} {_REST}",
    rf"^In (?P<front>{_N}),? {_PCT_EN} {_SAYS_EN} {_REST}",
)
FRAMES = {True: _SV, False: _EN}
