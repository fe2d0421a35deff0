"""A figure ladder as a picture of its own, to be put into a report: SVG, and PNG or PDF made from it offline."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from rashomon.errors import SetupError
from rashomon.web.ladder import Rung
from rashomon.web.quoting import Point

WIDTH, LABEL, VALUE, ROW, EDGE = 960, 330, 150, 26, 20
"""Pixels: of the whole, of the columns, of a row, of the margin."""
LINE = 84
"""Characters of a line of the title."""
SHORT = 46
"""Characters of who said it that fit before the bars."""
SHARPNESS = 2.0
"""Pixels of a PNG for one of the SVG: 192 to the inch, good in print."""
FONT = "Liberation Sans, DejaVu Sans, Arial, Helvetica, sans-serif"
COLOURS = ("#2b5d9c", "#b4531a", "#6a4a9c", "#2d7a78", "#8c3a62")
INK, SOFT, RULE = "#1d1c1a", "#5d5a54", "#dcd8cf"
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def svg(point: Point) -> str:
    """The question with its figures in the order in which they were said. Raises ValueError when it has no ladder."""
    if point.ladder is None:
        raise ValueError(f"{point.id} has no figures to compare")
    title = textwrap.wrap(_clean(point.text), LINE) or [""]
    top = EDGE + 26 * len(title) + 34
    height = top + ROW * len(point.ladder.rungs) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' font-family="{FONT}" font-size="13" fill="{INK}" role="img">',
        f"<title>{escape(_clean(point.text))}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for number, line in enumerate(title):
        parts.append(_text(EDGE, EDGE + 18 + 26 * number, line, size=20, weight="bold"))
    scale = ", logarithmic scale" if point.ladder.logarithmic else ""
    parts.append(
        _text(EDGE, top - 18, f"{point.status}: figures in the order in which they were said{scale}", fill=SOFT)
    )
    for number, rung in enumerate(point.ladder.rungs):
        parts += _row(rung, top + ROW * number + ROW / 2)
    bottom = top + ROW * len(point.ladder.rungs)
    for tick in point.ladder.ticks:
        parts.append(_line(_x(tick.at), top, _x(tick.at), bottom + 4))
        parts.append(_text(_x(tick.at), bottom + 20, tick.label, fill=SOFT, anchor="middle"))
    return "\n".join([*parts, "</svg>", ""])


def png(picture: str) -> bytes:
    """The SVG as PNG. Raises SetupError when the extra `charts` is not installed."""
    found: bytes = _converter("svg_to_png")(picture, scale=SHARPNESS)
    return found


def pdf(picture: str) -> bytes:
    """The SVG as a page of PDF. Raises SetupError when the extra `charts` is not installed."""
    found: bytes = _converter("svg_to_pdf")(picture)
    return found


def _converter(name: str) -> Callable[..., bytes]:
    try:
        import vl_convert
    except ImportError:
        raise SetupError(
            "PNG and PDF need the extra `charts`", remedy="pip install 'rashomon[charts]', or write .svg"
        ) from None
    found: Callable[..., bytes] = getattr(vl_convert, name)
    return found


def _row(rung: Rung, y: float) -> Iterator[str]:
    said = rung.said
    colour = COLOURS[(ord(said.position[0]) - ord("A")) % len(COLOURS)]
    who = _clean(said.who)
    who = who if len(who) <= SHORT - 11 else f"{who[: SHORT - 12]}…"
    yield _text(EDGE, y + 4, said.when, fill=SOFT)
    yield _text(EDGE + 82, y + 4, who)
    yield _line(_x(0), y, _x(100), y)
    left, right = _x(rung.left), _x(rung.left + rung.width)
    hollow = f'fill="#ffffff" stroke="{colour}" stroke-width="1.5"' + (
        ' stroke-dasharray="3 3"' if said.withdrawn else ""
    )
    fill = hollow if said.withdrawn or said.figure.approximate else f'fill="{colour}"'
    if rung.open_low or rung.open_high:
        yield (
            f'<line x1="{left:.1f}" y1="{y}" x2="{right:.1f}" y2="{y}" stroke="{colour}" stroke-width="4"'
            ' stroke-dasharray="4 3"/>'
        )
        cap, tip, way = (right, left, -7) if rung.open_low else (left, right, 7)
        yield f'<rect x="{cap - 2:.1f}" y="{y - 7}" width="4" height="14" fill="{colour}"/>'
        yield f'<path d="M{tip:.1f} {y - 6}l{way} 6l{-way} 6z" fill="{colour}"/>'
    elif rung.width > 0.9:
        yield f'<rect x="{left:.1f}" y="{y - 6}" width="{right - left:.1f}" height="12" rx="2" {fill}/>'
    else:
        yield f'<path d="M{left:.1f} {y - 7}l7 7l-7 7l-7 -7z" {fill}/>'
    words = f"{said.position}  {rung.text}" + (" withdrawn" if said.withdrawn else "")
    yield _text(WIDTH - EDGE - VALUE + 24, y + 4, words, weight="bold", fill=colour)


def _x(percent: float) -> float:
    return EDGE + LABEL + percent / 100 * (WIDTH - 2 * EDGE - LABEL - VALUE)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{RULE}"/>'


def _text(x: float, y: float, words: str, **style: str | int) -> str:
    names = {"size": "font-size", "weight": "font-weight", "anchor": "text-anchor", "fill": "fill"}
    more = "".join(f' {names[name]}="{value}"' for name, value in style.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{more} xml:space="preserve">{escape(_clean(words))}</text>'


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("�", text)
