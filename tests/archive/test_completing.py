"""Days and places that only other reports give: in searches as in exports, and never instead of what was read."""

from __future__ import annotations

from collections.abc import Callable

import making
import msgspec
import pytest

from rashomon import pipeline
from rashomon.archive import Archive, completing, queries, searching, writing
from rashomon.archive.browsing import Page
from rashomon.archive.queries import Wanted
from rashomon.archive.searching import Sought
from rashomon.model import Claim, Mentions, Reading, Report, Span, Time

Made = Callable[[int], tuple[Report, Reading]]
TEXT = "Ten people died in Tokhar on Monday. The raid hit a market."
RAID = Span(start=37, end=59, text=TEXT[37:59])


def _told(id: str, day: str, *, own: bool) -> tuple[Report, Claim]:
    """A report on the dead of Tokhar, whose own words give their day or do not."""
    report = msgspec.structs.replace(making.report(id, published="2016-07-25"), text=TEXT, sha256=id * 8)
    time = Time(start=day, end=day, mention=Span(start=29, end=35, text="Monday"), precision="day")
    happened = msgspec.structs.replace(making.event(), time=time)
    content = Span(start=0, end=35, text=TEXT[:35]) if own else RAID
    claim = making.claim(f"{id}.{content.start}", content.text, in_report=id, happened=happened, start=content.start)
    return report, claim


@pytest.fixture
def kept(archive: Archive) -> Archive:
    """Three reports give the 19th in their own words, a fourth carries over the 22nd."""
    for id, day, own in (
        ("ra", "2016-07-19", True),
        ("rb", "2016-07-19", True),
        ("rc", "2016-07-19", True),
        ("rd", "2016-07-22", False),
    ):
        report, claim = _told(id, day, own=own)
        writing.add(archive, "tokhar", report, Reading(report=id, mentions=Mentions(), claims=(claim,)), model="m")
    return archive


def test_search_and_claims_tell_the_days_that_exports_tell(kept: Archive) -> None:
    exported = {c.id: c.event for c in pipeline.conclude(kept, "tokhar").claims()}
    read = {c.id: c.event for c in queries.snapshot(kept, "tokhar").dossier.claims()}
    assert exported["rd.37"].time != read["rd.37"].time, "the day is given by others"
    with kept.reading() as connection:
        for sought in (Sought(words="raid"), Sought(dossier="tokhar", until="2016-07-20"), Sought(since="2016-07-01")):
            hits = searching.claims(connection, sought, Page())
            found = {line.claim.id: line.claim.event for line in hits.claims}
            assert "rd.37" in found
            assert found == {id: exported[id] for id in found}
        assert not searching.claims(connection, Sought(since="2016-07-22"), Page()).claims
    listed = queries.claims(kept, Wanted(dossier="tokhar", until="2016-07-20"))
    assert {line.claim.id: line.claim.event for line in listed} == exported


def test_what_was_read_stays_and_the_reason_is_told(kept: Archive) -> None:
    pipeline.conclude(kept, "tokhar")
    read = {c.id: c for c in queries.snapshot(kept, "tokhar").dossier.claims()}
    with kept.reading() as connection:
        whole = completing.laid_over(connection, "tokhar", read)
        assert completing.laid_over(connection, "elsewhere", read) == read
    time, other = read["rd.37"].event.time, whole["rd.37"].event.time
    assert time is not None
    assert other is not None
    assert (time.start, other.start) == ("2016-07-22", "2016-07-19")
    assert "of the dossier give" in whole["rd.37"].evidence[-1].rule
