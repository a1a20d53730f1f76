"""A plot drawn as SVG by pygal, in the page's own colours.

In: a `Plot`. Out: SVG without script, style sheet or address, whose parts carry the classes that
`figures.css` knows in light, dark and forced colours. The only file that imports pygal, and only
when something is drawn. It does not know where the picture stands.
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any

from ui.measuring import number_words
from ui.safety import harmless

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ui.plotting import Plot, Series

_WIDTH = 480
_LINES_HEIGHT = 260
_BAR_HEIGHT = 28
_AXIS_HEIGHT = 44
_LEGEND_HEIGHT = 26
_NAME_CHARS = 18
# About as many lines as a reader's eye follows.
_MOST_TICKS = 6
_STEPS = (1, 2, 5, 10)
# What pygal adds for a pointer that moves: boxes, their texts, and numbers for a script.
_FOR_SCRIPTS = ("defs", "desc", "title")
_SVG = "{http://www.w3.org/2000/svg}"


def draw(plot: Plot) -> str:
    """Return the plot as SVG, to stand in a page as it is."""
    from xml.etree.ElementTree import tostring

    chart = _lines(plot) if plot.over_years else _bars(plot)
    tree = chart.render_tree()
    _strip(tree)
    box = tree.attrib["viewBox"]
    tree.attrib.clear()
    for name, value in {
        "xmlns": _SVG[1:-1],
        "viewBox": box,
        "role": "img",
        "aria-label": harmless(plot.told),
    }.items():
        tree.set(name, value)
    return tostring(tree, encoding="unicode")


def rank_ticks(worst: float) -> list[int]:
    """Return the ranks that an axis names: 1, and round ones as far as the worst or behind it."""
    step = next(
        step * 10**power
        for power in range(12)
        for step in _STEPS
        if worst / (step * 10**power) <= _MOST_TICKS - 1
    )
    ticks = [1, *range(step, math.ceil(worst / step) * step + 1, step)]
    # An axis has two ends, also where everybody is first.
    return sorted({*ticks, 2} if set(ticks) == {1} else set(ticks))


def _lines(plot: Plot) -> Any:
    pygal = _pygal()
    legend = len(plot.series) > 1
    ticks = rank_ticks(max(_values(plot))) if plot.is_rank else None
    chart = pygal.Line(
        **_settings(plot, _LINES_HEIGHT + (_LEGEND_HEIGHT if legend else 0)),
        inverse_y_axis=plot.is_rank,
        y_labels=ticks,
        range=(ticks[0], ticks[-1]) if ticks else None,
        show_legend=legend,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        x_labels=[harmless(label) for label in plot.labels],
        dots_size=4.5,
        margin_top=26,
        margin_left=22,
        margin_right=30,
    )
    for series in plot.series:
        chart.add(_short(series.name), _labelled(series, plot))
    return chart


def _bars(plot: Plot) -> Any:
    pygal = _pygal()
    # pygal draws a bar from nothing to its value and the first one lowest; the best rank has the
    # longest bar, which is how far it lies before the axis' last tick.
    ticks = rank_ticks(max(_values(plot)) + 1) if plot.is_rank else []
    chart = pygal.HorizontalBar(
        **_settings(plot, _AXIS_HEIGHT + _BAR_HEIGHT * len(plot.labels)),
        y_labels=[{"label": str(tick), "value": ticks[-1] - tick} for tick in ticks] or None,
        show_legend=False,
        x_labels=[_short(label) for label in reversed(plot.labels)],
        print_values_position="top",
        margin_top=6,
        margin_right=58,
    )
    series = plot.series[0]
    values = _labelled(series, plot)[::-1]
    if ticks:
        values = [{**one, "value": ticks[-1] - one["value"]} for one in values if one]
    chart.add(_short(series.name), values)
    return chart


def _pygal() -> Any:
    import pygal

    # It looks for plug-ins at every later import that finds nothing, by a way of which Python 3.11
    # warns and that later ones do not know.
    sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != pygal.__name__]
    return pygal


def _settings(plot: Plot, height: int) -> dict[str, Any]:
    from pygal.style import Style

    return {
        "width": _WIDTH,
        "height": height,
        "css": [],
        "js": [],
        "print_values": True,
        "allow_interruptions": False,
        "min_scale": 3,
        "max_scale": _MOST_TICKS,
        "truncate_label": -1,
        "truncate_legend": -1,
        "margin": 8,
        "value_formatter": lambda value: number_words(value, plot.language),
        # Sizes only, by which pygal makes room for the words; value labels are moved by the style.
        "style": Style(label_font_size=15, legend_font_size=15, value_font_size=0),
    }


def _labelled(series: Series, plot: Plot) -> list[dict[str, Any] | None]:
    return [
        None
        if value is None
        else {"value": value, "formatter": _saying(number_words(value, plot.language))}
        for value in series.values
    ]


def _saying(words: str) -> Any:
    return lambda _value: words


def _values(plot: Plot) -> list[float]:
    return [value for series in plot.series for value in series.values if value is not None]


def _short(name: str) -> str:
    name = harmless(name)
    return name if len(name) <= _NAME_CHARS else f"{name[: _NAME_CHARS - 1].rstrip()}…"


def _strip(tree: Element) -> None:
    for parent in list(tree.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(_SVG) if isinstance(child.tag, str) else "!"
            if tag in (*_FOR_SCRIPTS, "!") or "tooltip-overlay" in child.get("class", ""):
                parent.remove(child)
            # Its ids would stand twice on a page with two plots.
            for name in ("style", "text-anchor", "id"):
                child.attrib.pop(name, None)
