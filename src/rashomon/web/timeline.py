"""When incidents are said to have happened: spans on one scale of days, as uncertain as the words were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from rashomon.archive.surveying import Happening

LEAD = 366
"""Days before the first report that the scale reaches back at most: what lies earlier is background (a siege's start,
an election years ago) and would press everything else together."""
PAD = 0.03
"""Share of the scale left free at its ends."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOST_TICKS = 6
APART = 22.0
"""Percent of the scale between two ticks at least: as wide as "Nov 2016" beside a page."""


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """An incident in time. `left` and `width` in percent of the scale."""

    incident: str
    title: str
    when: str
    left: float
    width: float
    exact: bool
    """Said to be of one day; everything else is drawn as a span of possible days."""
    earlier: bool
    """It began before the scale does."""
    contested: int
    revised: int
    questions: int


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    at: float
    label: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents by the day on which they are said to have begun."""

    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]
    reports: tuple[float, ...]
    """Where the first and last report were published, in percent."""
    undated: int
    """Incidents of which no report tells a date."""


def build(happenings: Iterable[Happening], first: str | None, last: str | None) -> Timeline | None:
    """The timeline of incidents; `first` and `last` day of publication bound the scale. None when nothing is dated."""
    happenings = tuple(happenings)
    dated = [(h, *_days(h)) for h in happenings if _days(h)]
    if not dated:
        return None
    published = [_day(d) for d in (first, last) if d]
    starts, ends = [s for _, s, _ in dated], [e for _, _, e in dated]
    low = min(starts + published)
    if published:
        low = max(low, min(published) - LEAD)
    high = max([e for e in ends if e >= low] + [d for d in published if d >= low], default=low) + 1
    pad = max(1.0, (high - low) * PAD)
    bottom, width = low - pad, high - low + 2 * pad

    def at(day: float) -> float:
        share: float = 100 * (day - bottom) / width
        return round(min(100.0, max(0.0, share)), 2)

    spans = [
        _span(h, at(s), at(e + 1), earlier=s < low)
        for h, s, e in sorted(dated, key=lambda one: (one[1], one[2], one[0].id))
    ]
    return Timeline(
        spans=tuple(spans),
        ticks=_apart(Tick(at=at(day), label=label) for day, label in _ticks(bottom, bottom + width)),
        reports=tuple(at(day) for day in published),
        undated=len(happenings) - len(dated),
    )


def _apart(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    """Ticks whose labels do not touch."""
    kept: list[Tick] = []
    for tick in ticks:
        if not kept or tick.at - kept[-1].at >= APART:
            kept.append(tick)
    return tuple(kept)


def when(start: str | None, end: str | None) -> str:
    """An interval of days as a person writes it: 12 Oct 2017; 3–5 Oct 2017; 2017-10-03 to 2017-11-02."""
    if not start or not end:
        return "undated" if not (start or end) else f"{'from' if start else 'until'} {start or end}"
    if start == end:
        return start
    return f"{start} to {end}"


def _days(happening: Happening) -> tuple[int, int] | tuple[()]:
    time = happening.time
    if time is None or not (time.start or time.end):
        return ()
    first, last = _day(time.start or time.end or ""), _day(time.end or time.start or "")
    return (min(first, last), max(first, last)) if first and last else ()


def _day(text: str) -> int:
    """The day as a number; 0 for none."""
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return 0


def _span(happening: Happening, left: float, right: float, *, earlier: bool) -> Span:
    time = happening.time
    return Span(
        incident=happening.id,
        title=happening.title,
        when=when(time.start, time.end) if time else "undated",
        left=left,
        width=round(max(right - left, 0.0), 2),
        exact=time is not None and time.start == time.end and time.precision in ("day", "part-of-day"),
        earlier=earlier,
        contested=happening.contested,
        revised=happening.revised,
        questions=happening.questions,
    )


def _ticks(bottom: float, top: float) -> Sequence[tuple[int, str]]:
    """Round days across the scale: days, months or years, whichever are few enough."""
    latest = date.max.toordinal()
    first = date.fromordinal(min(latest, max(1, int(bottom) + 1)))
    last = date.fromordinal(min(latest, max(first.toordinal(), int(top))))
    days = (last - first).days
    if days <= 3 * MOST_TICKS:
        step = max(1, -(-days // MOST_TICKS))
        found = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1, step)]
        return [(d.toordinal(), f"{d.day} {MONTHS[d.month - 1]}") for d in found]
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= 24:
        step = max(1, -(-months // MOST_TICKS))
        found = [_month(first.year, first.month + n) for n in range(1 if first.day > 1 else 0, months + 1, step)]
        return [(d.toordinal(), f"{MONTHS[d.month - 1]} {d.year}") for d in found]
    step = max(1, -(-(last.year - first.year) // MOST_TICKS))
    return [(date(y, 1, 1).toordinal(), str(y)) for y in range(first.year + 1, last.year + 1, step)]


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
