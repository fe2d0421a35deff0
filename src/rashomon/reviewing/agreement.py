"""How far two people who coded a dossier blindly agree, field by field: Krippendorff's alpha.

Krippendorff, Content Analysis (4th ed. 2018), ch. 12: 1 is perfect, 0 is chance; below .667 no conclusions should rest
on a field, from .8 on they may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from rashomon.model import Claim, Mark
from rashomon.reviewing.claims import ALIKE

Measure = Literal["nominal", "interval"]
Value = str | float


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """One field."""

    field: str
    measure: Measure
    units: int
    """Values that both coders gave."""
    same: int
    """Of them, how many are equal."""
    alpha: float | None
    """None where it is not defined: fewer than two units, or nothing but one value."""


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of which the coders think otherwise."""

    claim: str
    words: str
    fields: tuple[str, ...]
    decisions: tuple[int, int]
    """The last of each coder on it."""


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """Two codings of a dossier, compared."""

    coders: tuple[str, str]
    both: int
    """Claims that both decided on."""
    one: int
    """Claims that only one of them decided on: they count for no field."""
    fields: tuple[Agreed, ...]
    differing: tuple[Differing, ...]


def compare(coders: tuple[str, str], a: Sequence[Mark], b: Sequence[Mark]) -> Coded:
    """The codings by field. A claim counts where both decided on it, accepting included; of claims that both keep, each
    field counts where both give a value."""
    pairs = list(_paired(a, b))
    values: dict[str, list[tuple[Value, Value]]] = {name: [] for name in _FIELDS}
    differing = []
    for one, two in pairs:
        unlike = []
        for name, (_, of) in _FIELDS.items():
            given = (_given(one, name, of), _given(two, name, of))
            both = [(x, y) for x, y in zip(*given, strict=False) if x is not None and y is not None]
            values[name] += both
            if any(x != y for x, y in both) or (both and len(given[0]) != len(given[1])):
                unlike.append(name)
        if unlike:
            differing.append(
                Differing(
                    claim=one.claim.id,
                    words=one.claim.content.text,
                    fields=tuple(unlike),
                    decisions=(one.decision, two.decision),
                )
            )
    return Coded(
        coders=coders,
        both=len(pairs),
        one=len(a) + len(b) - 2 * len(pairs),
        fields=tuple(_agreed(name, _FIELDS[name][0], values[name]) for name in _FIELDS),
        differing=tuple(differing),
    )


def _paired(a: Sequence[Mark], b: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """The same claim in both: by id; of claims that were added, by the words they are on."""
    left = {mark.claim.id: mark for mark in b if mark.state != "added"}
    added = [mark for mark in b if mark.state == "added"]
    for mark in a:
        if mark.state != "added":
            if mark.claim.id in left:
                yield mark, left[mark.claim.id]
            continue
        same = next((other for other in added if _alike(mark.claim, other.claim)), None)
        if same is not None:
            added.remove(same)
            yield mark, same


def _alike(a: Claim, b: Claim) -> bool:
    common = min(a.content.end, b.content.end) - max(a.content.start, b.content.start)
    whole = max(a.content.end, b.content.end) - min(a.content.start, b.content.start)
    return a.report == b.report and common >= ALIKE * max(whole, 1)


def _agreed(name: str, measure: Measure, values: Sequence[tuple[Value, Value]]) -> Agreed:
    return Agreed(
        field=name,
        measure=measure,
        units=len(values),
        same=sum(x == y for x, y in values),
        alpha=alpha(values, measure),
    )


def alpha(values: Sequence[tuple[Value, Value]], measure: Measure) -> float | None:
    """Krippendorff's alpha of two coders' values; None where it is not defined."""
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import binary_distance, interval_distance

    if len(values) < 2 or len({value for pair in values for value in pair}) < 2:
        return None
    rows = [
        (coder, str(unit), value) for unit, pair in enumerate(values) for coder, value in zip("ab", pair, strict=True)
    ]
    distance = binary_distance if measure == "nominal" else interval_distance
    return float(AnnotationTask(data=rows, distance=distance).alpha())


Of = Callable[[Claim], Sequence[Value | None]]


def _given(mark: Mark, name: str, of: Of) -> Sequence[Value | None]:
    if name == "kept":
        return ["no" if mark.state == "rejected" else "yes"]
    return () if mark.state == "rejected" else of(mark.claim)


_FIELDS: Mapping[str, tuple[Measure, Of]] = {
    "kept": ("nominal", lambda _: ()),
    "content": ("nominal", lambda c: [f"{c.content.start}-{c.content.end}"]),
    "source": ("nominal", lambda c: [c.sources[-1].name if c.sources else ""]),
    "polarity": ("nominal", lambda c: [c.polarity]),
    "certainty": ("nominal", lambda c: [c.certainty]),
    "status": ("nominal", lambda c: [c.status]),
    "event type": ("nominal", lambda c: [c.event.type]),
    "place": ("nominal", lambda c: [c.event.place.name if c.event.place else ""]),
    "time": ("nominal", lambda c: [f"{c.event.time.start} {c.event.time.end}" if c.event.time else ""]),
    "low": ("interval", lambda c: [f.low for f in c.figures]),
    "best": ("interval", lambda c: [f.best for f in c.figures]),
    "high": ("interval", lambda c: [f.high for f in c.figures]),
    "outcome": ("nominal", lambda c: [f.outcome for f in c.figures]),
    "counted": ("nominal", lambda c: [f.counted for f in c.figures]),
}
