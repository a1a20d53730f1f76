"""Words of columns' names in the other language, and other words for them.

In: a word in small letters. Out: the words of other columns that mean the same. It is a small
dictionary of what statistics count; what it does not hold is found by an encoder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from index.terms import terms

# Swedish and English words of one meaning, and words of either for it.
_GROUPS = """
    area yta areal; depth djup; population befolkning invånare folkmängd inhabitants residents;
    length längd; height höjd; price pris; number antal; share andel; cost kostnad; volume volym;
    width bredd; temperature temperatur; weight vikt; age ålder; income inkomst;
    pupils elever students; visitors besökare gäster guests;
    mean medel average genomsnitt; max största maximum;
    min minsta minimum; altitude altitud; elevation höjd; distance avstånd sträcka; duration tid;
    speed hastighet fart; staff personal employees anställda; expenses utgifter;
    revenue intäkter omsättning turnover; tax skatt; salary lön wages; size storlek;
    unemployment arbetslöshet; shoreline strandlinje; phosphorus fosfor; nitrogen kväve;
    transparency visibility siktdjup; species arter;
    catch fångst; votes röster; turnout valdeltagande;
    emissions utsläpp; members medlemmar; books böcker; loans lån utlån lending;
    passengers passagerare resenärer;
    travellers resenärer passagerare riders; fuel bränsle;
    boardings påstigande påstigningar passengers passagerare resenärer ridership;
    punctuality punktlighet; runs nedfarter pister; slopes nedfarter pister backar; pistes pister;
    lifts liftar; rooms rum; beds bäddar sängplatser sängar vårdplatser; nights nätter gästnätter;
    departures avgångar turer; trips turer resor; stops hållplatser;
    delays förseningar; flights flygningar; goals mål; matches matcher; wins vinster segrar;
    losses förluster; medals medaljer; teachers lärare; schools skolor; doctors läkare;
    nurses sjuksköterskor; patients patienter; births födda födslar; deaths döda dödsfall avlidna;
    accidents olyckor; crimes brott; injured skadade; cars bilar; vehicles fordon; trains tåg;
    buses bussar; bicycles cyklar; rainfall nederbörd regn precipitation; snow snö; wind vind;
    sunshine soltimmar; hours timmar; energy energi; consumption förbrukning konsumtion;
    electricity el; heat värme; water vatten; waste avfall; recycling återvinning;
    bacteria bakterier; profit vinst; exhibitions utställningar; paintings målningar tavlor;
    objects föremål; tickets biljetter; sales försäljning; subscribers prenumeranter;
    readers läsare; copies exemplar upplaga; pages sidor; followers följare; audience publik;
    attendance publik; seats platser säten mandat; capacity kapacitet; trees träd; farms gårdar;
    cows kor; sheep får; harvest skörd yield; wheat vete; production produktion; exports export;
    imports import; apartments lägenheter; houses hus; rent hyra; permits tillstånd; fee avgift;
    queue kö; wait väntetid väntan; waiting väntetid väntan; grades betyg;
    applicants sökande; graduates examinerade; women kvinnor; men män;
    children barn; marriages äktenskap vigslar; divorces skilsmässor; birds fåglar; fish fisk;
    moose älgar; wolves vargar; bears björnar; land mark; forest skog; roads vägar; bridges broar;
    projects projekt; grants bidrag anslag; debt skuld; budget anslag; complaints klagomål;
    cases ärenden; reports anmälningar; volunteers volontärer; donations gåvor; performances
    föreställningar; shows föreställningar; concerts konserter; films filmer; courses kurser;
    shops butiker; restaurants restauranger; hotels hotell; companies företag; jobs jobb
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


def other_words(word: str) -> tuple[str, ...]:
    """Return words of either language that mean the same as one in any form, () for none."""
    return _by_stem().get(_stem(word), ())


def _stem(word: str) -> str:
    return next(iter(terms(word)), word)
