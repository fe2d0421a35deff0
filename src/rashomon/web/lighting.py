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
    """Fragment id that links lead to; only the first piece of a claim has one."""
    claim: str = ""
    """The claim whose words these are."""
    negative: bool = False
    note: str = ""
    """What a pointer resting on the words is told."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of the text, what is lit in it, and the claims that begin in it."""

    start: int
    """Offset of `text` in the report's text, to which the offsets of `lights` refer too."""
    text: str
    lights: tuple[Light, ...]
    claims: tuple[str, ...]


def lights(claims: Iterable[Claim]) -> list[Light]:
    """What the claims of one report light up."""
    found: dict[tuple[int, int, str], Light] = {}

    def add(span: Span | None, kind: Kind, note: str = "") -> None:
        if span is not None and span.start < span.end:
            found.setdefault((span.start, span.end, kind), Light(start=span.start, end=span.end, kind=kind, note=note))

    for claim in claims:
        for light in _claimed(claim):
            found[light.start, light.end, light.claim] = light
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


def _claimed(claim: Claim) -> Iterator[Light]:
    """The words of a claim, in as many pieces as it has."""
    for number, part in enumerate(claim.parts or (claim.content,)):
        if part.start < part.end:
            yield Light(
                start=part.start,
                end=part.end,
                kind="claim",
                anchor="" if number else claim.id,
                claim=claim.id,
                negative=claim.polarity == "negative",
            )


def paragraphs(text: str, lit: list[Light]) -> Iterator[Paragraph]:
    """The paragraphs of a report's text with what is lit in them."""
    at = 0
    for block in text.split("\n"):
        end = at + len(block)
        if block.strip():
            inside = [light for light in lit if at <= light.start < end]
            begins = tuple(light.anchor for light in inside if light.anchor)
            yield Paragraph(start=at, text=block, lights=tuple(inside), claims=begins)
        at = end + 1


def html(paragraph: Paragraph) -> Markup:
    """The paragraph as nested spans; a light that runs over the end of the one around it ends there."""
    out: list[Markup] = []
    ends: list[int] = []
    text = paragraph.text
    at = 0
    for light in paragraph.lights:
        start, end = light.start - paragraph.start, light.end - paragraph.start
        while ends and ends[-1] <= start:
            out.append(Markup("{}</span>").format(text[at : ends[-1]]))
            at = ends.pop()
        out.append(escape(text[at:start]))
        at = start
        ends.append(min(end, ends[-1] if ends else len(text)))
        out.append(_opened(light))
    for close in reversed(ends):
        out.append(Markup("{}</span>").format(text[at:close]))
        at = close
    out.append(escape(text[at:]))
    return Markup("").join(out)


def _opened(light: Light) -> Markup:
    kind = f"{light.kind} negative" if light.negative else light.kind
    anchor = Markup(' id="{}" tabindex="-1"').format(light.anchor) if light.anchor else Markup("")
    if light.claim:
        anchor += Markup(' data-claim="{}"').format(light.claim)
    note = Markup(' title="{}"').format(light.note) if light.note else Markup("")
    return Markup('<span class="{}"{}{}>').format(kind, anchor, note)
