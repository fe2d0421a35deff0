"""Reports and claims for tests, made by the few values a test is about."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from rashomon.model import Claim, Dateline, Event, Figure, Party, Place, Report, Source, Span, Time
from rashomon.model.claim import EventType, Outcome, Polarity

DAY, LATER = "2016-07-19", "2016-07-22"


def report(id_: str, *, outlet: str = "Meridian Wire", published: str = DAY, copy_of: str | None = None) -> Report:
    return Report(
        id=id_,
        path=f"{id_}.txt",
        text="",
        title=None,
        outlet=outlet,
        published=published,
        dateline=None,
        language="en",
        uri=None,
        sha256=id_,
        copy_of=copy_of,
    )


def text_only(
    text: str, *, published: str | None = None, title: str | None = None, dateline: Dateline | None = None
) -> Report:
    """A report of which nothing is known but its text, and what a test adds."""
    return Report(
        id="r",
        path=None,
        text=text,
        title=title,
        outlet=None,
        published=published,
        dateline=dateline,
        language="en",
        uri=None,
        sha256="",
    )


def figure(low: float | None, high: float | None, counted: str = "people", outcome: Outcome = "killed") -> Figure:
    return Figure(
        mention=span(""),
        low=low,
        high=high,
        best=None,
        approximate=False,
        unit="count",
        counted=counted,
        outcome=outcome,
    )


def span(text: str, start: int = 0) -> Span:
    return Span(start=start, end=start + len(text), text=text)


def source(name: str, *, role: str | None = None, affiliation: str | None = None) -> Source:
    return Source(
        name=name,
        kind="person" if role else "organisation",
        role=role,
        affiliation=affiliation,
        mention=span(""),
        named=True,
    )


def place(name: str, latitude: float | None = None, longitude: float | None = None) -> Place:
    return Place(
        name=name,
        mention=Span(start=0, end=1, text=""),
        latitude=latitude,
        longitude=longitude,
        country="SY" if latitude is not None else None,
        geonames=None,
        precision="town",
    )


def event(
    kind: EventType = "ASSAULT",
    *,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = ("civilians",),
    at: Place | None = None,
    day: str = DAY,
) -> Event:
    def parties(names: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(name=name, mention=span(""), kind="group") for name in names)

    return Event(
        type=kind,
        mode=None,
        trigger=None,
        actors=parties(actors),
        recipients=parties(recipients),
        place=at or place("Tokhar"),
        time=Time(start=day, end=day, mention=Span(start=0, end=1, text=""), precision="day"),
    )


def claim(  # noqa: PLR0913
    id_: str,
    text: str = "an air strike on the village",
    *,
    in_report: str = "r1",
    by: tuple[Source, ...] = (),
    figures: tuple[Figure, ...] = (),
    happened: Event | None = None,
    polarity: Polarity = "positive",
    start: int = 0,
) -> Claim:
    return Claim(
        id=id_,
        report=in_report,
        content=span(text, start),
        cue=None,
        sources=by,
        mode="indirect",
        said=None,
        polarity=polarity,
        certainty="certain",
        status="actual",
        event=happened or event(),
        figures=figures,
        evidence=(),
    )


MONITOR, NETWORK = source("Monitoring Group"), source("Local Network")
ARMY = source("Pat Hale", role="spokesman", affiliation="Northern Army")


def dispatch(
    id_: str, text: str, *, outlet: str = "Meridian Wire", published: str = DAY, title: str | None = None
) -> Report:
    """A report with a text, under the digest of it."""
    digest = sha256(text.encode()).hexdigest()
    return msgspec.structs.replace(
        report(id_, outlet=outlet, published=published), text=text, title=title, sha256=digest
    )


def stated(  # noqa: PLR0913
    of: Report,
    words: str,
    by: str,
    *,
    toll: float | None = None,
    counted: str = "civilians",
    happened: Event | None = None,
) -> Claim:
    """That somebody says the words in a dispatch, with every span cut from its text: who, the cue "said" before the
    words, and the digits of the toll where there is one."""
    at, who = of.text.index(words), of.text.index(by)
    cue = of.text.rindex("said", 0, at)
    figures: tuple[Figure, ...] = ()
    if toll is not None:
        digits = of.text.index(f"{toll:.0f}", at)
        mention = of.span(digits, digits + len(f"{toll:.0f}"))
        figures = (msgspec.structs.replace(figure(toll, toll, counted), best=toll, mention=mention),)
    mentioned = msgspec.structs.replace(source(by), mention=of.span(who, who + len(by)))
    made = claim(f"{of.id}.{at}", words, in_report=of.id, by=(mentioned,), figures=figures, happened=happened, start=at)
    return msgspec.structs.replace(made, cue=of.span(cue, cue + 4))


def attack(of: Report, town: str, day: str) -> Event:
    """An attack on a town that the dispatch names, whose place no gazetteer has; its day stands beside the town."""
    where = of.text.index(town)
    mention = of.span(where, where + len(town))
    return msgspec.structs.replace(
        event(recipients=()),
        place=msgspec.structs.replace(place(town), mention=mention),
        time=Time(start=day, end=day, mention=mention, precision="day"),
    )
