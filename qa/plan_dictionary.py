"""Words of columns' names in the other language, and other words for them.

In: a word in small letters. Out: the words of other columns that mean the same. It is a small
dictionary of what statistics count, with the glossary behind it; what neither holds is found by
an encoder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from index.glossary import glossary
from index.terms import STOP_WORDS, terms
from qa.plan_senses import senses

_REMEMBERED_WORDS = 4096
# Swedish and English words of one meaning, and words of either for it.
_GROUPS = """
    area yta areal acreage; depth djup; length längd; height höjd; width bredd; size storlek;
    volume volym; weight vikt; age ålder; distance avstånd sträcka; duration tid varaktighet;
    speed hastighet fart pace; altitude altitud elevation höjd; thickness tjocklek; slope
    lutning; diameter tvärsnitt; circumference omkrets; perimeter omkrets; shoreline
    strandlinje; temperature temperatur; pressure tryck; humidity luftfuktighet fuktighet;
    density täthet; number antal; share andel; mean medel average genomsnitt snitt; max största
    maximum; min minsta minimum; rate takt grad; level nivå; capacity kapacitet effekt; value
    värde; quantity mängd; population befolkning invånare folkmängd inhabitants residents bor
    bodde bebor lives lived living; households hushåll; families familjer; women kvinnor; men
    män; children barn kids; youth ungdomar unga; adults vuxna; pensioners pensionärer;
    immigrants invandrare inflyttade; emigrants utvandrare utflyttade; births födda födslar
    born; deaths döda dödsfall avlidna died killed omkom; marriages äktenskap vigslar; divorces
    skilsmässor; price pris; cost kostnad costs kostnader; income inkomst inkomster; revenue
    intäkter omsättning turnover; tax skatt; salary lön wages pay; rent hyra; fee avgift; budget
    anslag; debt skuld skulder; profit vinst; expenses utgifter; grants bidrag anslag stöd;
    donations gåvor; investment investering investeringar; sales försäljning sold såld sålda
    sålde såldes; exports export; imports import; savings besparingar sparande; spending
    utgifter; staff personal employees anställda employed workers workforce medarbetare arbetar
    arbetade jobbar jobbade works worked working employ employs; unemployment arbetslöshet
    unemployed arbetslösa; jobs jobb arbetstillfällen; companies företag firms businesses;
    vacancies vakanser lediga; pupils elever students skolelever; teachers lärare; qualified
    behöriga certified; schools skolor; classes klasser; grades betyg; applicants sökande
    applied sökt sökte; graduates examinerade utexaminerade; courses kurser; preschools
    förskolor; eligibility behörighet; absence frånvaro; doctors läkare physicians; nurses
    sjuksköterskor; patients patienter; beds bäddar sängplatser sängar vårdplatser; operations
    operationer surgeries; visits besök; queue kö; wait väntetid väntan; waiting väntetid
    väntan; prescriptions recept; vaccinations vaccinationer vaccinerade; visitors besökare
    gäster guests besök visits turister tourists; nights nätter gästnätter övernattningar;
    hotels hotell; rooms rum; restaurants restauranger; campsites campingar; attendance publik
    åskådare spectators audience; seats platser säten mandat; tickets biljetter; performances
    föreställningar shows; concerts konserter gigs; exhibitions utställningar; films filmer
    movies; paintings målningar tavlor; objects föremål artefacts; stages scener; books böcker
    titles titlar; loans lån utlån lending borrowed lånades; borrowers låntagare; readers
    läsare; copies exemplar upplaga; pages sidor; subscribers prenumeranter; followers följare;
    members medlemmar; volunteers volontärer ideella; opening öppettid öppettider öppethållande
    open; passengers passagerare resenärer travellers travelers riders traffic trafik; boardings
    påstigande påstigningar passengers passagerare resenärer ridership riders; trips turer resor
    journeys; departures avgångar turer; arrivals ankomster; stops hållplatser; stations
    stationer; platforms perronger spår; delays förseningar; flights flygningar; punctuality
    punktlighet; cars bilar; vehicles fordon traffic trafik; trains tåg; buses bussar; bicycles
    cyklar bikes cyklister cyclists cykelpassager; lorries lastbilar trucks; roads vägar;
    bridges broar; accidents olyckor crashes trafikolyckor; injured skadade injuries skador;
    parking parkeringsplatser parkering; freight gods cargo; chargers laddare laddstationer
    laddpunkter; track bana spår; lanes körfält; fuel bränsle; energy energi; electricity el
    ström electric; heat värme; power effekt; operation operating operate drift driva; installed
    installerad; pass dagskort liftkort; output produktion uteffekt; turbines turbiner
    vindkraftverk; panels paneler; consumption förbrukning konsumtion användning usage use;
    production produktion produced producerade producerades; generation elproduktion; emissions
    utsläpp; waste avfall sopor garbage rubbish; recycling återvinning recycled återvunnet
    återvanns; noise buller; particles partiklar; ozone ozon; dioxide dioxid; water vatten; flow
    flöde vattenföring discharge; level nivå vattenstånd; transparency visibility siktdjup sikt
    clarity secchi; phosphorus fosfor; nitrogen kväve; oxygen syre; chlorophyll klorofyll;
    acidity surhet; bacteria bakterier; salinity salthalt salt; ice is istäcke; tide tidvatten;
    rainfall nederbörd regn precipitation rain rained regnade; snow snö snödjup snötäcke;
    snowfall snöfall; wind vind; gusts vindbyar; sunshine soltimmar sol; frost frostdagar;
    lightning blixtar åska; species arter; catch fångst caught fångades fångad; birds fåglar;
    fish fisk fiskar; salmon lax; trout öring; pike gädda; perch abborre; herring sill
    strömming; cod torsk; eel ål; seals säl; arable åker åkermark; dairy mjölkkor; skier skiers
    skiing skid skidåkare; beef nötkött; grain spannmål; pasture bete betesmark; moose älgar
    älg; wolves vargar; bears björnar; deer rådjur hjortar; eggs ägg; chicks ungar; nests bon;
    couples par; trees träd; forest skog; land mark; farms gårdar jordbruk; cows kor; sheep får;
    pigs grisar; horses hästar; hens höns; harvest skörd yield; wheat vete; milk mjölk; hay hö;
    potatoes potatis; apples äpplen; bees bina; honey honung; hives bikupor kupor; litters
    kullar; apartments lägenheter flats; houses hus; homes bostäder dwellings; buildings
    byggnader; permits tillstånd bygglov; floors våningar storeys stories; tenants hyresgäster;
    plots tomter; units enheter; elevators hissar; crimes brott; thefts stölder; burglaries
    inbrott; police poliser; fires bränder; alarms larm; calls samtal utryckningar anlöp anlöpa
    anlöpte; complaints klagomål; cases ärenden; reports anmälningar reported anmäldes;
    prisoners fångar intagna; inspections inspektioner; votes röster; voters väljare; turnout
    valdeltagande; mandates mandat; candidates kandidater; goals mål; matches matcher games;
    wins vinster segrar victories; losses förluster defeats; draws oavgjorda; medals medaljer;
    players spelare; teams lag; finishers målgångar fullföljde; participants deltagare; runners
    löpare; clubs klubbar föreningar; halls hallar; holes hål; runs nedfarter pister; slopes
    nedfarter pister backar; pistes pister; lifts liftar; trails leder spår; rounds rundor;
    swimmers badgäster simmare; bathers badgäster; hours timmar; minutes minuter; days dagar;
    week vecka; month månad; maintenance underhåll; eruption utbrott; stars stjärnor;
    shops butiker stores affärer; customers kunder; orders beställningar; projects projekt;
    events evenemang; meetings möten; errands ärenden; downloads nedladdningar; users användare;
    views visningar; computers datorer; broadband bredband; fibre fiber; playgrounds lekplatser;
    benches bänkar; parks parker; pools bassänger pooler; lamps lampor; cabins stugor; berths
    båtplatser; boats båtar; ships fartyg; islands öar; calories kalorier energi; sugar socker;
    fat fett; protein protein
"""


@cache
def _by_stem() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in _GROUPS.split(";"):
        words = group.split()
        for word in words:
            stem = _stem(word)
            found[stem] = (*found.get(stem, ()), *(w for w in words if w != word))
    return found


def listed_words(word: str) -> tuple[str, ...]:
    """Return words of the list that mean the same as one in any form, () for none."""
    return _by_stem().get(_stem(word), ())


@lru_cache(_REMEMBERED_WORDS)
def other_words(word: str) -> tuple[str, ...]:
    """Return words of either language that mean the same as one in any form, () for none.

    What statistics count is said in few ways, which are listed here; for all else the glossary
    tells the words of the other language, but for what is most or least: "grundast" is no ground.
    """
    if listed := listed_words(word):
        return listed
    if word in STOP_WORDS or senses(word):
        return ()
    lists = filter(None, (glossary("sv", ("en",)), glossary("en", ("sv",))))
    found = (other for each in lists for other in each.look_up([word], 0)[0])
    return tuple(dict.fromkeys(other for other in found if " " not in other))


def _stem(word: str) -> str:
    return next(iter(terms(word)), word)
