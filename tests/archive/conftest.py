"""Made-up reports with their readings: no language model, so that the archive is tested alone and quickly."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from rashomon.archive import Archive, open_archive
from rashomon.model import Claim, Dateline, Event, Figure, Mentions, Place, Reading, Reason, Report, Source, Time

Pair = tuple[Report, Reading]

TOWNS = (("Raqqa", "SY"), ("Mosul", "IQ"))
SPEAKERS = (("Talal Sello", "Syrian Democratic Forces"), ("a 100% sure witness", None))


@pytest.fixture(params=["file", "server"])
def archive(request: pytest.FixtureRequest) -> Archive:
    """A fresh archive: every test that takes it runs on SQLite and on PostgreSQL."""
    opened: Archive = request.getfixturevalue(f"on_{request.param}")
    return opened


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[Archive]:
    """A fresh archive in a file."""
    with open_archive(tmp_path / "a.rashomon", create=True) as opened:
        yield opened


@pytest.fixture
def on_server(server: Callable[[], str]) -> Iterator[Archive]:
    """A fresh archive on a server."""
    with open_archive(server(), create=True) as opened:
        yield opened


@pytest.fixture
def made() -> Callable[[int], Pair]:
    """Report number n (0 to 27) with one claim: even ones have Sello on the dead of Raqqa, odd ones a witness on the
    wounded of Mosul; the event was on day n + 1 of June 2017."""
    return _made


def _made(number: int) -> Pair:
    town, country = TOWNS[number % 2]
    speaker, affiliation = SPEAKERS[number % 2]
    day = f"2017-06-{number % 28 + 1:02d}"
    text = f"{town.upper()}, Syria - {speaker} said {number + 3} people were hit in {town} — “no more” 𝄞."
    digest = sha256(text.encode()).hexdigest()
    report = Report(
        id=digest[:16],
        path=f"{number:04d}.txt",
        text=text,
        title=f"Dispatch {number}",
        outlet="Example Wire",
        published=day,
        dateline=Dateline(place=town, country=country, start=0, end=len(town) + 7),
        language="en",
        uri=None,
        sha256=digest,
        warnings=("no time of day",),
    )
    mention = report.span(text.index(speaker), text.index(speaker) + len(speaker))
    where = Place(
        name=town,
        mention=report.span(0, len(town)),
        latitude=35.5,
        longitude=39.0,
        country=country,
        geonames=None,
        precision="town",
    )
    when = Time(start=day, end=day, mention=None, precision="day")
    figure = Figure(
        mention=mention,
        low=number + 3.0,
        high=None,
        best=None,
        approximate=number % 3 == 0,
        unit="count",
        counted="people",
        outcome="killed" if number % 2 == 0 else "wounded",
    )
    source = Source(name=speaker, kind="person", role=None, affiliation=affiliation, mention=mention, named=True)
    claim = Claim(
        id=f"{report.id}-1",
        report=report.id,
        content=report.span(len(text) // 2, len(text)),
        cue=None,
        sources=(source,),
        mode="indirect",
        said=None,
        polarity="positive",
        certainty="certain",
        status="actual",
        event=Event(type="ASSAULT", mode=None, trigger=None, actors=(), recipients=(), place=where, time=when),
        figures=(figure,),
        evidence=(Reason(part="cue", rule="say", words="said"),),
    )
    mentions = Mentions(places=(where,), times=(when,), figures=(figure,))
    return report, Reading(report=report.id, mentions=mentions, claims=(claim,), warnings=("made up",))
