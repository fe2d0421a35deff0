"""What stands before the first sentence of a dispatch: slug lines, "Published:" lines, bylines, headline, dateline.

A statement in a header (a line, or the words before the dash of a dateline) is taken apart into dates and the fields
between them; it counts as header only when every field is understood, so that no sentence is mistaken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rashomon.ingest import dates, naming
from rashomon.ingest.dates import Moment
from rashomon.ingest.fields import read
from rashomon.ingest.statement import Statement
from rashomon.model import Dateline

LONGEST_LINE = 200
"""Characters of a header line; agency slugs with all their fields stay under 150."""
LONGEST_DATELINE = 160
"""Characters of an inline dateline, with three cities, country, full date and outlet."""
LONGEST_HEADLINE = 140
"""Characters; the longest headlines of news sites' feeds stay under 120."""
MOST_LINES = 12
"""Lines of a header."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a text says about itself before it starts."""

    title: str | None = None
    outlets: tuple[str, ...] = ()
    """Most likely publisher first."""
    credits: tuple[str, ...] = ()
    published: str | None = None
    dateline: Dateline | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What has been read so far."""

    statements: list[Statement] = field(default_factory=list)
    inline: Statement | None = None
    title: str | None = None
    start: int | None = None
    end: int = 0


def find(text: str, *, headline: bool = False) -> Header:
    """The header of `text`; with `headline`, a first line that looks like one is the title and part of the header."""
    draft = _Draft()
    rest = list(_lines(text))
    for n, (start, end) in enumerate(rest[:MOST_LINES]):
        line = text[start:end]
        statement = read(line, whole=True) if len(line) <= LONGEST_LINE else None
        if statement and statement.informative(headline):
            draft.statements.append(statement)
            draft.title = statement.title or draft.title
        elif headline and draft.title is None and _is_headline(text, rest, n):
            draft.title = line
        else:
            _read_inline(draft, text, start, end)
            break
        draft.start = start if draft.start is None else draft.start
        draft.end = end
    return _header(draft)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the lines that are not blank, without the white space around them."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        yield start, start + len(line.strip())


def _is_headline(text: str, lines: list[tuple[int, int]], n: int) -> bool:
    """A short line without a full stop, apart from the longer paragraph or the header line that follows."""
    start, end = lines[n]
    if end - start > LONGEST_HEADLINE or text[end - 1] in ".,;:-–—" or n + 1 == len(lines):
        return False
    following = lines[n + 1]
    apart = text.count("\n", end, following[0]) > 1
    longer = following[1] - following[0] > end - start or n + 2 < len(lines)
    line = text[slice(*following)]
    return (apart and longer) or (len(line) <= LONGEST_LINE and read(line, whole=True) is not None)


def _read_inline(draft: _Draft, text: str, start: int, end: int) -> None:
    """The dateline at the start of the first paragraph: the longest prefix up to a separator that is understood."""
    window = text[start : min(end, start + LONGEST_DATELINE)]
    if bracketed := re.match(r"[(\[]([^()\[\]]*)[)\]][ \t]*(?=[A-Z\d\"“‘])", window):
        inside = read(bracketed[1], whole=False)
        if inside and inside.places and inside.moments:
            _take_inline(draft, inside, start, start + bracketed.end())
            return
    ends = [m.end() for m in re.finditer(r"[ \t]*(?:--+|[—–~|/•]|:{1,2}|\.{3}|…|\s[-_]|\.(?=\s))[ \t]*", window)]
    for stop in reversed(ends):
        following = text[start + stop : start + stop + 2].lstrip("\"'“‘«")
        if not following or not (following[0].isupper() or following[0].isdigit()):
            continue
        statement = read(window[:stop], whole=False)
        if statement and statement.is_dateline(window[:stop].rstrip()):
            _take_inline(draft, statement, start, start + stop)
            return
    if dated := _leading_date(window):
        _take_inline(draft, dated, start, start + dated.moments[-1].end)


def _leading_date(window: str) -> Statement | None:
    """A full date put before the first sentence without more: "Sat 16 October 2016 Rockets fell ..."."""
    moments: list[Moment] = []
    for moment in dates.find(window):
        if window[moments[-1].end if moments else 0 : moment.start].strip(" ,\t|-"):
            break
        moments.append(moment)
    if not any(m.full for m in moments):
        return None
    rest = window[moments[-1].end :]
    return Statement(moments=moments) if re.match(r"\s+[\"“‘]?[A-Z]", rest) else None


def _take_inline(draft: _Draft, statement: Statement, start: int, end: int) -> None:
    draft.inline = statement
    draft.start = start if draft.start is None else draft.start
    draft.end = end


def _header(draft: _Draft) -> Header:
    if draft.start is None:
        return Header()
    everything = [*draft.statements, *([draft.inline] if draft.inline else [])]
    places = [(s.places[0], s.country) for s in reversed(everything) if s.places]
    place, country = places[0] if places else (None, None)
    if place and not country:
        country = next((c for p, c in places if c and naming.fold(p) == naming.fold(place)), None)
        country = country or naming.cities().get(naming.fold(place))
    published, warnings = _published(everything)
    return Header(
        title=draft.title,
        outlets=tuple(o for s in everything for o in s.outlets),
        credits=tuple(c for s in everything for c in s.credits),
        published=published,
        dateline=Dateline(place=place, country=country, start=draft.start, end=draft.end),
        warnings=warnings,
    )


def _published(statements: list[Statement]) -> tuple[str | None, tuple[str, ...]]:
    """The date of publication that the statements give, and what had to be assumed for it."""
    moments = [(s.rank, m) for s in statements for m in dates.joined(s.moments)]
    full = [m for _, m in moments if m.full]
    if not full:
        return None, (_NO_YEAR,) if moments else ()
    chosen = min((r, m.clock is None, n, m) for n, (r, m) in enumerate(moments) if m.full)[-1]
    warnings = []
    if chosen.swapped:
        chosen, warning = _day_or_month_first(chosen, [m for m in full if not m.swapped])
        warnings += warning
    clock = chosen.clock or next((m.clock for m in full if m.clock and m.date() == chosen.date()), None)
    if clock is None:
        lone = [m.clock for s in statements if not any(m.month for m in s.moments) for m in s.moments if m.clock]
        clock = lone[0] if lone else None
    weekday = next((m.weekday for _, m in moments if m.weekday is not None and _same_day(m, chosen)), None)
    if weekday is not None and weekday != chosen.date().weekday():
        warnings.append(f"the weekday given with {chosen.date().isoformat()} is not that day's")
    return chosen.date().isoformat() + (f"T{clock}" if clock else ""), tuple(warnings)


_NO_YEAR = "the dateline's date has no year, and nothing else in the report gives one"


def _day_or_month_first(moment: Moment, others: list[Moment]) -> tuple[Moment, list[str]]:
    """An all-numeric date read as the report's other dates or its weekday have it, else day first."""
    assert moment.swapped is not None
    american = replace(moment, month=moment.swapped[0], day=moment.swapped[1], swapped=None)
    days = {m.date() for m in others}
    backed, other_backed = (d in days or d.weekday() == moment.weekday for d in (moment.date(), american.date()))
    if backed != other_backed:
        return (moment if backed else american), []
    return moment, [f"the date was read with the day first: {moment.date().isoformat()}"]


def _same_day(one: Moment, other: Moment) -> bool:
    return (one.month, one.day) == (other.month, other.day) and one.year in (None, other.year)
