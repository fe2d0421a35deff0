"""Which reports are copies of others: syndicated, cut, house-styled or lightly reworded; never an update.

Candidates come from bottom-k sketches of 3-word shingles (Broder 1997), so that the work grows with the number of
reports and not with its square. A candidate pair is then compared outright: how much of the shorter text stands in the
longer one, and whether a sentence of both gives another number, which makes one an update of the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from rashomon.ingest.wording import Wording, changed_number, common, leads, of
from rashomon.model import Report

SKETCH = 64
"""Shingles kept of a report. Two reports that share a tenth of all their shingles share about six of them."""
SHARED = 4
"""Sketch shingles that make a candidate."""
MOST_PARTNERS = 40
"""Reports that one shingle may bring together with another: beyond, each is compared with the first ones only, which
is enough since copies of copies are one group."""
COPIED = 0.33
"""Share of the shorter text's shingles that stand in the longer one, without which it is no copy (rewritten copies of
the copies set: all but one have 0.35 and more)."""
LOOSELY_COPIED = 0.2
"""The same for reports of about one day: the routine stories of one house share up to 0.27 weeks apart."""
ONE_DAY = 2
"""Days between reports of about one day: the copy may come out in another time zone the day after."""
LEAD_COPIED = 0.55
"""Share of the opening (copies of that set 0.63 and more; same page or background, other story: 0.45 and less)."""
MOSTLY_COPIED = 0.75
"""Share of the shorter text with which its opening need not agree (other stories: 0.51 and less)."""
SHORTEST = 20
"""Words; of shorter texts agreement says nothing about copying."""


def find(reports: Sequence[Report]) -> list[Report]:
    """The reports in their order, each copy with `copy_of` set to the earliest report with its text (of those of one
    day without clock times the one the others credit, then the fullest, then by id). Independent of their order."""
    ordered = sorted(reports, key=lambda report: report.id)
    wordings = [of(report.text, report.dateline.end if report.dateline else 0) for report in ordered]
    first_with: dict[tuple[str, ...], int] = {}
    for n, wording in enumerate(wordings):
        first_with.setdefault(wording.words, n)
    links = [(-1.0, first_with[w.words], n) for n, w in enumerate(wordings) if _is_twin(w, n, first_with)]
    updates: set[tuple[int, int]] = set()
    for a, b in sorted(_candidates(wordings, sorted(first_with.values()))):
        share = common(wordings[a], wordings[b])
        least = LOOSELY_COPIED if _near(ordered[a], ordered[b]) else COPIED
        if share < least or (share < MOSTLY_COPIED and leads(wordings[a], wordings[b]) < LEAD_COPIED):
            continue
        if changed_number(wordings[a], wordings[b]):
            updates.add((a, b))
        else:
            links.append((-share, a, b))
    original: dict[str, str] = {}
    for members in _groups(sorted(links), updates, len(ordered)):
        first = _first([ordered[m] for m in members])
        original |= {ordered[m].id: first.id for m in members if ordered[m].id != first.id}
    return [replace(report, copy_of=original.get(report.id)) for report in reports]


def _near(one: Report, other: Report) -> bool:
    """Whether both are dated, and of about one day."""
    if not one.published or not other.published:
        return False
    days = (date.fromisoformat(one.published[:10]), date.fromisoformat(other.published[:10]))
    return abs((days[0] - days[1]).days) <= ONE_DAY


def _is_twin(wording: Wording, n: int, first_with: dict[tuple[str, ...], int]) -> bool:
    """Whether another report has the very same words, so that only one of the two need be compared with the rest."""
    return len(wording.words) >= SHORTEST and first_with[wording.words] != n


def _candidates(wordings: Sequence[Wording], chosen: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Pairs of the chosen that share enough of their sketches."""
    having: dict[int, list[int]] = defaultdict(list)
    for n in chosen:
        if len(wordings[n].words) >= SHORTEST:
            for shingle in sorted(wordings[n].shingles)[:SKETCH]:
                having[shingle].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for reports in having.values():
        for i, b in enumerate(reports):
            shared.update((a, b) for a in reports[: min(i, MOST_PARTNERS)])
    return (pair for pair, count in shared.items() if count >= SHARED)


def _groups(links: list[tuple[float, int, int]], updates: set[tuple[int, int]], size: int) -> Iterable[list[int]]:
    """Reports joined by links, the closest first; two groups of which a pair is an update stay apart."""
    group = list(range(size))
    members = {n: [n] for n in range(size)}
    for _, a, b in links:
        one, other = sorted((group[a], group[b]))
        if one == other or any((min(p, q), max(p, q)) in updates for p in members[one] for q in members[other]):
            continue
        for n in members[other]:
            group[n] = one
        members[one] += members.pop(other)
    return (found for found in members.values() if len(found) > 1)


def _first(reports: list[Report]) -> Report:
    """The one that the others are copies of."""
    day = min((r.published or "9999")[:10] for r in reports)
    earliest = [r for r in reports if (r.published or "9999")[:10] == day]
    times = [_instant(r.published) for r in earliest]
    if all(times):
        least = min(t for t in times if t)
        earliest = [r for r, t in zip(earliest, times, strict=True) if t == least]
    return min(earliest, key=lambda r: (-_credits(r, reports), -len(r.text), r.id))


def _instant(published: str | None) -> datetime | None:
    """The time of a date-time with an offset."""
    if not published or "T" not in published:
        return None
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else None


def _credits(report: Report, others: list[Report]) -> int:
    """How many of the others name this one's outlet where they start."""
    if not report.outlet:
        return 0
    name = report.outlet.casefold()
    return sum(
        r.outlet is not None
        and r.outlet.casefold() != name
        and name in r.text[: max(200, r.dateline.end if r.dateline else 0)].casefold()
        for r in others
    )
