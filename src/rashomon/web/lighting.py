"""A report's text with its claims, sources, cues, figures, places and times lit in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from markupsafe import Markup, escape

from rashomon.model import Claim, Span

Kind = Literal["claim", "cue", "source", "figure", "place", "time"]
ORDER: dict[Kind, int] = {"claim": 0, "source": 1, "cue": 2, "figure": 3, "place": 4, "time": 5}
"""Of two kinds on the same words, the first is the outer one."""


class Light(msgspec.Struct, frozen=True, kw_only=True):
    """Words to light at `[start, end)` of the text."""

    start: int
    end: int
    kind: Kind
    anchor: str = ""
    """Fragment id that links lead to; only claims have one."""
    negative: bool = False
    note: str = ""
    """What a pointer resting on the words is told."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of the text, ready for the page, and the claims that begin in it."""

    html: Markup
    claims: tuple[str, ...]


def lights(claims: Iterable[Claim]) -> list[Light]:
    """What the claims of one report light up."""
    found: dict[tuple[int, int, Kind], Light] = {}

    def add(span: Span | None, kind: Kind, note: str = "", anchor: str = "", negative: bool = False) -> None:
        if span is not None and span.start < span.end:
            light = Light(start=span.start, end=span.end, kind=kind, anchor=anchor, negative=negative, note=note)
            found.setdefault((span.start, span.end, kind), light)

    for claim in claims:
        for number, part in enumerate(claim.parts or (claim.content,)):
            add(part, "claim", anchor="" if number else claim.id, negative=claim.polarity == "negative")
        add(claim.cue, "cue")
        for source in claim.sources:
            add(source.mention, "source", note=source.name)
        for figure in claim.figures:
            add(figure.mention, "figure", note=f"{figure.counted}: {figure.outcome}")
        if claim.event.place:
            add(claim.event.place.mention, "place", note=claim.event.place.name)
        if claim.event.time:
            when = " to ".join(dict.fromkeys(d for d in (claim.event.time.start, claim.event.time.end) if d))
            add(claim.event.time.mention, "time", note=when)
    return sorted(found.values(), key=lambda light: (light.start, -light.end, ORDER[light.kind]))


def paragraphs(text: str, lit: list[Light]) -> Iterator[Paragraph]:
    """The paragraphs of a report's text with what is lit in them."""
    at = 0
    for block in text.split("\n"):
        end = at + len(block)
        if block.strip():
            inside = [light for light in lit if at <= light.start < end]
            begins = tuple(light.anchor for light in inside if light.anchor)
            yield Paragraph(html=_marked(text, at, end, inside), claims=begins)
        at = end + 1


def _marked(text: str, start: int, end: int, lit: list[Light]) -> Markup:
    """Nested spans; a light that runs over the end of the one around it ends there."""
    out: list[Markup] = []
    ends: list[int] = []
    at = start
    for light in lit:
        while ends and ends[-1] <= light.start:
            out.append(Markup("{}</span>").format(text[at : ends[-1]]))
            at = ends.pop()
        out.append(escape(text[at : light.start]))
        at = light.start
        ends.append(min(light.end, ends[-1] if ends else end))
        out.append(_opened(light))
    for close in reversed(ends):
        out.append(Markup("{}</span>").format(text[at:close]))
        at = close
    out.append(escape(text[at:end]))
    return Markup("").join(out)


def _opened(light: Light) -> Markup:
    kind = f"{light.kind} negative" if light.negative else light.kind
    anchor = Markup(' id="{}"').format(light.anchor) if light.anchor else Markup("")
    note = Markup(' title="{}"').format(light.note) if light.note else Markup("")
    return Markup('<span class="{}"{}{}>').format(kind, anchor, note)
