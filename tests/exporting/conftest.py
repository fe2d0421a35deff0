"""The example dossier, read once, and a small record made by hand, to see what a target does with each thing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.exporting.record import DecisionRecord, Generator, Record, ReportRecord, build
from rashomon.model import (
    Assessment,
    Claim,
    Event,
    Figure,
    Incident,
    Mentions,
    Place,
    Position,
    Question,
    Source,
    Span,
    Time,
)
from rashomon.model.claim import EventType, Kind, PlacePrecision

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def record() -> Record:
    """examples/raqqa-2017, with all names."""
    return build(pipeline.read([ROOT / "examples" / "raqqa-2017"], name="raqqa-2017"))


@pytest.fixture(scope="session")
def shelling() -> Callable[..., Record]:
    """Three reports (one a copy) of one shelling: 12 villagers or at least 20 people, and the army's denial. Takes
    the precision of the place, and whether a person confirmed the grade."""
    return _shelling


TEXTS = (
    "Shelling killed 12 villagers in Qadim on Monday, the Red Tower Network said. The army denied that it had fired.",
    "At least 20 people died in Qadim when government shells fell on the market, =medics said.",
    "Shelling killed 12 villagers in Qadim on Monday, the Red Tower Network said. The army denied that it had fired.",
)


def _span(text: str, words: str) -> Span:
    """Where the words stand in the text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def _report(number: int, **fields: str | None) -> ReportRecord:
    """Report r0, r1 or r2; r2 is a copy of r0."""
    return ReportRecord(
        id=f"r{number}",
        path=f"{number}.txt",
        text=TEXTS[number],
        title=fields.get("title"),
        outlet=fields.get("outlet", "Harbour"),
        published=fields.get("published", f"2024-03-0{number + 5}T10:00:00+00:00"),
        dateline=None,
        language="en",
        uri=fields.get("uri"),
        sha256=f"{number}" * 64,
        mentions=Mentions(),
        copy_of="r0" if number == 2 else None,
        warnings=(),
    )


def _place(precision: PlacePrecision = "town", country: str | None = "SY") -> Place:
    """Qadim, at a point that is given with more decimals than anybody knows."""
    mention = _span(TEXTS[0], "Qadim")
    return Place(
        name="Qadim",
        mention=mention,
        latitude=-35.123456,
        longitude=38.987654,
        country=country,
        geonames=123,
        precision=precision,
    )


def _source(words: str, text: str, *, kind: Kind = "organisation") -> Source:
    mention = _span(text, words)
    return Source(name=words, kind=kind, role=None, affiliation=None, mention=mention, named=kind != "unnamed")


def _claim(number: int, content: str, **more: object) -> Claim:
    """Claim c<n> of report r<n> (c3: of r0)."""
    text = TEXTS[number % 3]
    fields: dict[str, object] = {
        "id": f"c{number}",
        "report": f"r{number % 3}",
        "content": _span(text, content),
        "cue": None,
        "sources": (),
        "mode": "indirect",
        "said": None,
        "polarity": "positive",
        "certainty": "certain",
        "status": "actual",
        "figures": (),
        "evidence": (),
    }
    kind: EventType = "ASSAULT"
    event = Event(
        type=kind,
        mode="heavy-weapons",
        trigger=None,
        actors=(),
        recipients=(),
        place=_place(),
        time=Time(start="2024-03-04", end="2024-03-04", mention=None, precision="day"),
    )
    return Claim(**{"event": event, **fields, **more})  # type: ignore[arg-type]


def _killed(words: str, text: str, low: float | None, high: float | None, counted: str) -> Figure:
    return Figure(
        mention=_span(text, words),
        low=low,
        high=high,
        best=None,
        approximate=False,
        unit="count",
        counted=counted,
        outcome="killed",
    )


def _shelling(precision: PlacePrecision = "town", *, graded: bool = False) -> Record:
    network, medics = _source("Red Tower Network", TEXTS[0]), _source("=medics", TEXTS[1], kind="unnamed")
    claims = (
        _claim(
            0,
            "Shelling killed 12 villagers in Qadim on Monday",
            sources=(network,),
            cue=_span(TEXTS[0], "said"),
            figures=(_killed("12 villagers", TEXTS[0], 12, 12, "villagers"),),
        ),
        _claim(3, "it had fired", sources=(_source("army", TEXTS[0]),), polarity="negative", denies=("c0",)),
        _claim(
            1,
            "At least 20 people died in Qadim when government shells fell on the market",
            sources=(medics,),
            figures=(_killed("At least 20 people", TEXTS[1], 20, None, "people"),),
        ),
        _claim(
            2,
            "Shelling killed 12 villagers in Qadim on Monday",
            sources=(_source("Red Tower Network", TEXTS[2]),),
            figures=(_killed("12 villagers", TEXTS[2], 12, 12, "villagers"),),
        ),
    )
    question = Question(
        id="q1",
        incident="i0000002a",
        kind="figure",
        text="How many people were killed in Qadim on 4 March 2024?",
        status="contested",
        positions=(
            Position(answer="12", low=12, high=12, claims=("c0", "c2"), origins=("Red Tower Network",)),
            Position(answer="at least 20", low=20, claims=("c1",), origins=("=medics",)),
        ),
    )
    incident = Incident(
        id="i0000002a",
        title="Attack in Qadim on 4 March 2024",
        place=_place(precision),
        time=Time(start="2024-03-04", end="2024-03-04", mention=None, precision="day"),
        claims=("c0", "c3", "c1", "c2"),
        questions=("q1",),
        assessments=(
            _assessment("acled", 12),
            _assessment("airwars", None, grade="fair", decided=1 if graded else None),
            _assessment("ucdp", 12),
        ),
    )
    reports = (_report(0, title="Dead in Qadim"), _report(1, outlet="Northgate"), _report(2, outlet="Meridian Wire"))
    return Record(
        generator=Generator(version="0", model="none"),
        dossier="qadim",
        reports=reports,
        claims=claims,
        questions=(question,),
        incidents=(incident,),
        relations=(),
        decisions=(_GRADED,) if graded else (),
    )


_GRADED = DecisionRecord(
    number=1,
    by="Amal Haddad, Qadim Desk",
    at="2024-03-09T12:00:00+00:00",
    why="Two lists of names.",
    what="grade",
    claims=("c0",),
    holds=True,
)


def _assessment(policy: str, best: float | None, *, grade: str | None = None, decided: int | None = None) -> Assessment:
    return Assessment(
        policy=policy,
        version="1",
        grade=grade,
        low=12,
        best=best,
        high=12 if policy == "acled" else 20,
        outcome="killed",
        explanation="made by hand",
        decided=decided,
    )
