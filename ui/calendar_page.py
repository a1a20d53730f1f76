"""The neutral page that whoever leaves quickly comes to: this month's calendar.

In: a language, and the day. Out: a page that says nothing of Källa or its subject, and asks nobody
for anything. This file does not know where it stands.
"""

from __future__ import annotations

import calendar
from datetime import date

from ui.texts import month_name, text


def render_calendar(language: str, today: date | None = None) -> str:
    """Return the page.

    Args:
        language: "sv" or "en".
        today: the day to mark; this one unless named.
    """
    today = today or date.today()
    title = f"{month_name(today.month, language)} {today.year}"
    days = text("weekdays", language).split()
    head = "".join(f'<th scope="col">{day}</th>' for day in days)
    weeks = calendar.Calendar(firstweekday=0).monthdayscalendar(today.year, today.month)
    rows = "".join(f"<tr>{_week(week, today.day)}</tr>" for week in weeks)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{text('calendar', language)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{title}</h1><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></main></body></html>"
    )


def _week(week: list[int], today: int) -> str:
    cells = []
    for day in week:
        mark = ' aria-current="date"' if day == today else ""
        cells.append(f"<td{mark}>{day or ''}</td>")
    return "".join(cells)


# In the page itself, so that nothing of the chat's look is loaded with it.
_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;margin:0;padding:2rem 1rem}"
    "main{max-width:30rem;margin:0 auto}h1{font-size:1.5rem}"
    "table{width:100%;border-collapse:collapse;text-align:center}td,th{padding:.5rem 0}"
    "[aria-current]{outline:2px solid;border-radius:.3rem;font-weight:700}"
)
