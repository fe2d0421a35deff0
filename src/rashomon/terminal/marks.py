"""The signs used everywhere in the terminal. What colour says, shape says too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from rich.text import Text

from rashomon.model import Claim, Figure, Source, Span

SAYS = "✓"
DENIES = "✗"
MIXED = "±"
REPLACED = "→"
NUMBER = "•"
"""A figure: nobody says yes or no to it."""
STYLES = {SAYS: "bold green", DENIES: "bold red", MIXED: "bold yellow", REPLACED: "dim", NUMBER: "bold"}
LONGEST_QUOTE = 220
"""Characters: about three lines of 80 columns; the whole of it is in `explain`."""


def plain(text: str) -> str:
    """One line that cannot steer the terminal: white space as single spaces, control characters left out."""
    shown = (
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    return " ".join("".join(shown).split())


def interval(low: float | None, high: float | None, *, approximate: bool = False, percent: bool = False) -> str:
    """A figure as it was given: 46, ~50, 200–300, ≥ 46, ≤ 500."""
    unit = "%" if percent else ""
    about = "~" if approximate else ""
    if low is None and high is None:
        return "?"
    if low is None or high is None:
        return f"{'≤' if low is None else '≥'} {about}{number(high if low is None else low)}{unit}"
    return f"{about}{number(low)}{unit}" if low == high else f"{about}{number(low)}–{number(high)}{unit}"


def number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{int(value):,}" if value == int(value) else f"{value:,g}"


def figure(value: Figure) -> str:
    drawn = interval(value.low, value.high, approximate=value.approximate, percent=value.unit == "percent")
    return f"{drawn} {value.outcome}" if value.outcome != "none" else drawn


def stance(claims: Iterable[Claim]) -> str:
    """What the claims have in common: they say that it is so, that it is not so, or some this and some that."""
    found = {claim.polarity for claim in claims}
    return MIXED if len(found) != 1 else SAYS if found == {"positive"} else DENIES


def sign(mark: str) -> Text:
    return Text(mark, style=STYLES[mark])


def source(claim: Claim, outlet: str | None) -> str:
    """Who really says so; an outlet that speaks for itself is named as such."""
    if claim.sources:
        return plain(claim.sources[-1].name)
    return f"{plain(outlet) if outlet else 'the outlet'} (own voice)"


def chain(sources: tuple[Source, ...]) -> str:
    """Through whom it came: "BBC > a driver"."""
    return " > ".join(plain(one.name) for one in sources)


def quote(claim: Claim) -> Text:
    """The claim's words, as they stand in the report, with their figures standing out."""
    return marked(claim.content, [(f.mention, "bold reverse") for f in claim.figures], longest=LONGEST_QUOTE)


def marked(within: Span, spans: Iterable[tuple[Span, str]], *, longest: int | None = None) -> Text:
    """The words of `within`, those of `spans` in their styles; cut at a word where longer than `longest`."""
    styled = Text()
    inside = [(s, style) for s, style in spans if within.start <= s.start and s.end <= within.end]
    edges = sorted({0, len(within.text), *(e - within.start for s, _ in inside for e in (s.start, s.end))})
    for start, end in pairwise(edges):
        style = next((style for s, style in inside if s.start - within.start <= start < s.end - within.start), "")
        styled.append(inline(within.text[start:end]), style=style)
    if longest is not None and len(styled) > longest:
        styled.truncate(max(styled.plain.rfind(" ", 0, longest), 1))
        styled.append(" …", style="dim")
    return Text.assemble("“", styled, "”")


def inline(text: str) -> str:
    """As `plain`, but white space at either end stays as one space: for a piece of a line."""
    shown = plain(text)
    if not shown:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{shown}{' ' if text[-1].isspace() else ''}"


def day(published: str | None) -> str:
    return published[:10] if published else "undated"


def count(number: int, thing: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
