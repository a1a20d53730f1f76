"""A collection of documents of every kind, with questions whose answers and places are known.

Each document is about one service of one town and says four things of it, each under its own
heading (in sheets: in its own row). Services, towns, names and figures come from lists, so that
no two documents say the same and all of them are alike enough to be mistaken for each other.
"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from index.whereabouts import Place
from tests.made_documents import Words, a_pdf, a_zip, an_xlsx, lines, words

_TOWNS = (
    "Almsjö", "Bergvalla", "Dalunda", "Ekholma", "Forsby", "Granvik", "Havsta", "Ingelsund",
    "Kvarnö", "Ljungtorp", "Mossfors",
)  # fmt: skip
_SERVICES = {
    "sv": (
        "familjerådgivningen", "medborgarkontoret", "kvinnojouren", "simhallen", "biblioteket",
        "ungdomsmottagningen", "skuldrådgivningen", "hemtjänsten", "musikskolan",
        "återvinningscentralen", "tandkliniken", "konsumentrådgivningen", "brottsofferjouren",
        "fritidsgården",
    ),
    "en": (
        "the family centre", "the citizens' office", "the women's refuge", "the swimming pool",
        "the library", "the youth clinic", "the debt advice service", "the home care team",
        "the music school", "the recycling yard", "the dental clinic", "the consumer desk",
        "the victim support office", "the youth club",
    ),
}  # fmt: skip
_FIRST = ("Anneli", "Bo", "Carin", "Dag", "Elin", "Folke", "Greta")
_LAST = ("Ahl", "Boström", "Dahl", "Ek", "Flod", "Gran", "Hed", "Lind", "Moberg")
_DAYS = {
    "sv": ("måndagar", "tisdagar", "onsdagar", "torsdagar", "fredagar"),
    "en": ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"),
}
# Heading, what is said under it, the question, the answer.
_PARTS = {
    "sv": (
        ("Öppettider", "Besök utan bokning tas emot på {day} mellan {from_hour} och {to_hour}. Den "
         "som behöver en annan tid ringer växeln, som kopplar vidare under kontorstid.",
         "På vilken veckodag kan man besöka {service} i {town} utan bokning?", "{day}"),
        ("Avgift", "Varje besök kostar {cost} kronor och betalas i efterhand mot faktura. För barn "
         "och för den som lever på försörjningsstöd är besöken fria.",
         "Hur mycket kostar ett besök hos {service} i {town}?", "{cost} kronor"),
        ("Väntetid", "Den som hör av sig får en första tid inom {wait} dagar, om ärendet inte är "
         "brådskande. Blir det längre ska en handläggare ringa och förklara varför.",
         "Inom hur många dagar får man en första tid hos {service} i {town}?", "{wait} dagar"),
        ("Ledning", "Sedan förra våren leds arbetet av {name}, som tidigare var lärare. Hela "
         "personalen har tystnadsplikt, också gentemot andra myndigheter.",
         "Vem leder arbetet hos {service} i {town}?", "{name}"),
    ),
    "en": (
        ("Opening hours", "Visitors without an appointment are received on {day} between "
         "{from_hour} and {to_hour}. Whoever needs another time may ring the switchboard.",
         "On which day of the week can one visit {service} in {town} without an appointment?",
         "{day}"),
        ("Fee", "Each visit costs {cost} crowns and is paid afterwards by invoice. Children and "
         "those who live on income support pay nothing.",
         "How much does a visit to {service} in {town} cost?", "{cost} crowns"),
        ("Waiting time", "A first appointment is given within {wait} days unless the matter is "
         "urgent. If it takes longer, somebody will ring and explain why.",
         "Within how many days does {service} in {town} give a first appointment?", "{wait} days"),
        ("Management", "Since last spring the work has been led by {name}, who was a teacher "
         "before. All of the staff are bound by secrecy, towards other offices too.",
         "Who leads the work of {service} in {town}?", "{name}"),
    ),
}  # fmt: skip
_OPENING = {
    "sv": "Här står det viktigaste om {service} i {town}. Uppgifterna gäller tills vidare och "
    "ändras bara efter beslut i nämnden. Lokalerna är ombyggda och kan nås med hiss.",
    "en": "This is what one needs to know about {service} in {town}. It holds until the board "
    "decides otherwise. The rooms have been rebuilt and can be reached by lift.",
}
_IN = {"sv": "i", "en": "in"}


@dataclass(frozen=True)
class Gold:
    """A question, the words that answer it, and where they stand."""

    question: str
    answer: str
    file: str
    place: Place


@dataclass(frozen=True)
class Section:
    """A heading, what is said under it, and a question about that with its answer."""

    heading: str
    text: str
    question: str
    answer: str


@dataclass(frozen=True)
class Told:
    """What one document says."""

    title: str
    language: str
    opening: str
    sections: tuple[Section, ...]


def told(number: int) -> Told:
    """Return what the document of a number says, the same each time."""
    language = "en" if number % 4 == 3 else "sv"
    facts = {
        "service": _SERVICES[language][number % 14],
        "town": _TOWNS[number % 11],
        "day": _DAYS[language][number % 5],
        "from_hour": 8 + number % 3,
        "to_hour": 14 + number % 4,
        "cost": 40 + 7 * number,
        "wait": 3 + number,
        "name": f"{_FIRST[number % 7]} {_LAST[number % 9]}",
    }
    title = f"{facts['service']} {_IN[language]} {facts['town']}"
    sections = (Section(*(one.format(**facts) for one in part)) for part in _PARTS[language])
    return Told(
        title[0].upper() + title[1:],
        language,
        _OPENING[language].format(**facts),
        tuple(sections),
    )


# A file's bytes, and where the answer of each of its sections stands.
Made = tuple[bytes, Sequence[Place]]


def as_html(one: Told) -> Made:
    """A page with a menu, a notice about cookies, links and a form around its article."""
    links = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in _TOWNS)
    body = "".join(f"<h2>{s.heading}</h2><p>{s.text}</p>" for s in one.sections)
    page = (
        f'<!doctype html><html lang="{one.language}"><head><meta charset="utf-8">'
        f"<title>{one.title}</title></head><body><div class=note>Vi använder kakor för att sidan "
        f"ska fungera.</div><div class=top><ul>{links}</ul></div><div class=text><h1>{one.title}"
        f"</h1><p>{one.opening}</p>{body}</div><form><p>Hjälpte sidan dig?</p><button>Ja</button>"
        f"</form><footer><ul>{links}</ul></footer></body></html>"
    )
    return page.encode(), [Place(heading=s.heading) for s in one.sections]


def as_markdown(one: Told) -> Made:
    """Markdown with front matter."""
    body = "\n\n".join(f"## {s.heading}\n\n{s.text}" for s in one.sections)
    page = f"---\ntitle: {one.title!r}\nlanguage: {one.language}\n---\n\n{one.opening}\n\n{body}\n"
    return page.encode(), [Place(heading=s.heading) for s in one.sections]


def as_text(one: Told) -> Made:
    """Plain text, broken at 72 characters; what its headings are, nobody says."""
    parts = [one.title, one.opening, *(t for s in one.sections for t in (s.heading, s.text))]
    text = "\n\n".join(textwrap.fill(part, 72) for part in parts)
    return text.encode(), [Place() for _ in one.sections]


def as_pdf(one: Told) -> Made:
    """One column, a section a page, with running heads and feet."""
    pages = []
    for number, section in enumerate(one.sections, start=1):
        page = [
            words(60, 40, f"Handbok – {one.title}", 9),
            words(60, 805, f"Sida {number} av {len(one.sections)}", 9),
        ]
        if number == 1:
            page.append(words(60, 90, one.title, 20))
            page += lines(60, 120, textwrap.wrap(one.opening, 85))
        page.append(words(60, 200, section.heading, 15))
        page += lines(60, 225, textwrap.wrap(section.text, 85))
        pages.append(page)
    places = [Place(page=n, heading=s.heading) for n, s in enumerate(one.sections, start=1)]
    return a_pdf(pages, title=one.title), places


def as_columns(one: Told) -> Made:
    """Two columns on each of two pages, below the title that goes across them."""
    pages: list[list[Words]] = [[words(60, 70, one.title, 20)], [words(60, 40, one.title, 9)]]
    places = []
    for at, section in enumerate(one.sections):
        left = 60 if at % 2 == 0 else 310
        page = pages[at // 2]
        page.append(words(left, 120, section.heading, 15))
        page += lines(left, 145, textwrap.wrap(f"{section.text} {one.opening}", 42))
        places.append(Place(page=at // 2 + 1, heading=section.heading))
    return a_pdf(pages, title=one.title), places


def as_docx(one: Told) -> Made:
    """A Word document."""
    import docx

    document = docx.Document()
    document.core_properties.title = one.title
    document.add_heading(one.title, 0)
    document.add_paragraph(one.opening)
    for section in one.sections:
        document.add_heading(section.heading, 1)
        document.add_paragraph(section.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), [Place(heading=s.heading) for s in one.sections]


def _grid(one: Told) -> list[list[str]]:
    head = ["Uppgift", "Svar"] if one.language == "sv" else ["Matter", "Answer"]
    return [head, *([section.heading, section.answer] for section in one.sections)]


def as_xlsx(one: Told) -> Made:
    """A workbook whose second sheet has the figures below a title and an empty row."""
    rows = [[one.title], [], *_grid(one)]
    book = an_xlsx({"Om": [["Handbok"]], "Uppgifter": rows})
    return book, [Place(0, "Uppgifter", 4 + at, one.title) for at in range(len(one.sections))]


def as_csv(one: Told) -> Made:
    """Semicolons, as Swedish spreadsheets write them; the title is in the first line."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[one.title], *_grid(one)])
    # The title above the table is the document's, which a place does not repeat.
    return out.getvalue().encode(), [Place(row=3 + at) for at in range(len(one.sections))]


_KINDS: dict[str, Callable[[Told], Made]] = {
    "html": as_html,
    "md": as_markdown,
    "txt": as_text,
    "pdf": as_pdf,
    "columns.pdf": as_columns,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "csv": as_csv,
}
_ROUNDS, _ZIPPED = 5, ("md", "pdf", "csv")


def write_collection(folder: Path) -> list[Gold]:
    """Write five documents of each kind, and three more in an archive; return two golds of each."""
    numbers, golds = count(), []
    for ending in _KINDS:
        for _ in range(_ROUNDS):
            number = next(numbers)
            name = f"{number:02d}.{ending}"
            data, found = _made(number, ending, name)
            (folder / name).write_bytes(data)
            golds += found
    packed = {}
    for ending in _ZIPPED:
        number = next(numbers)
        name = f"{number:02d}.{ending}"
        packed[name], found = _made(number, ending, name)
        golds += found
    (folder / "arkiv.zip").write_bytes(a_zip(packed))
    return golds


def _made(number: int, ending: str, name: str) -> tuple[bytes, list[Gold]]:
    one = told(number)
    data, places = _KINDS[ending](one)
    return data, list(_golds(one, places, name, number))


def _golds(one: Told, places: Sequence[Place], name: str, number: int) -> Iterator[Gold]:
    for at in (number % 4, (number + 1 + number // 4 % 3) % 4):
        section = one.sections[at]
        yield Gold(section.question, section.answer, name, places[at])
