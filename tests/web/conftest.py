"""A small dossier made by hand: a contested, revised figure, a copy, a private person, hostile text."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import making
import msgspec
import pytest
from starlette.testclient import TestClient

from rashomon import pipeline
from rashomon.archive import Archive, open_archive, writing
from rashomon.model import (
    Assessment,
    Claim,
    Conclusions,
    Incident,
    Mentions,
    Position,
    Question,
    Reading,
    Reason,
    Relation,
    Report,
    Time,
)
from rashomon.web import app
from rashomon.web.desk import Desk, LeftOut, Person

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)> \" ' & </style> \u202e\u200b"
TEXTS = {
    "ra": ("Northgate", "2017-10-14", f"The militia said that 40 people died in Marra. {HOSTILE}\n\nIt was quiet."),
    "rb": ("Harbour", "2017-10-15", "The ministry said that 12 people died in Marra. Amal Qabbani said it was a bomb."),
    "rc": (
        "Tidewater",
        "2017-10-16",
        "The ministry said that 12 people died in Marra. Amal Qabbani said it was a mine.",
    ),
    "rd": ("Northgate", "2017-10-17", "The militia said that 45 people died in Marra."),
}
EDITOR = Person(name="ed", role="editor")
WHY = Reason(part="status", rule="two origins differ", words="")
UNDECIDED = "undecided: fits as well: Sirte, 2017-10-14"
DOSSIER = "marra & <i>co</i>"


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    return Path(shutil.copy(made, tmp_path / "desk.db"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "desk.db"
    with open_archive(path, create=True) as opened:
        fill(opened)
    return path


def fill(opened: Archive) -> None:
    """Puts the dossier in."""
    reports = {id: _report(id, *parts) for id, parts in TEXTS.items()}
    claims = {
        "ra": [_claim(reports["ra"], "40 people died in Marra", "militia", 40)],
        "rb": [
            _claim(reports["rb"], "12 people died in Marra", "ministry", 12),
            _claim(reports["rb"], "it was a bomb", "Amal Qabbani", None, person=True),
        ],
        "rc": [
            _claim(reports["rc"], "12 people died in Marra", "ministry", 12),
            _claim(reports["rc"], "it was a mine", "Amal Qabbani", None, person=True),
        ],
        "rd": [_claim(reports["rd"], "45 people died in Marra", "militia", 45)],
    }
    for id, report in reports.items():
        reading = Reading(report=id, mentions=Mentions(), claims=tuple(claims[id]))
        writing.add(opened, DOSSIER, report, reading, model="by hand")
    copies = [msgspec.structs.replace(r, copy_of="rb" if r.id == "rc" else None) for r in reports.values()]
    writing.conclude(opened, DOSSIER, copies, _concluded(claims), revision=len(reports))


@pytest.fixture
def make(archive: Path) -> Iterator[Callable[..., TestClient]]:
    """A client of a desk over that archive, for whoever is given."""
    desks: list[Desk] = []

    def client(person: Person | None = EDITOR, **more: object) -> TestClient:
        desk = Desk(
            archive=archive,
            add=lambda *_: LeftOut(),
            conclude=pipeline.conclude,
            identify=lambda _: person,
            **more,  # type: ignore[arg-type]
        )
        desks.append(desk)
        return TestClient(app.build(desk), base_url="http://localhost", raise_server_exceptions=True)

    yield client
    for desk in desks:
        desk.close()


@pytest.fixture
def client(make: Callable[..., TestClient]) -> TestClient:
    return make()


def _report(id: str, outlet: str, day: str, text: str) -> Report:
    title = f"About Marra {HOSTILE}" if id == "ra" else None
    return making.dispatch(id, text, outlet=outlet, published=f"{day}T10:00:00+00:00", title=title)


def _claim(report: Report, words: str, speaker: str, toll: int | None, *, person: bool = False) -> Claim:
    at = report.text.index("Marra")
    where = msgspec.structs.replace(
        making.place("Marra", 36.5, 37.2), mention=report.span(at, at + 5), geonames=1, precision="region"
    )
    happened = msgspec.structs.replace(
        making.event(actors=() if person else ("Marra militia",), recipients=(), at=where),
        time=Time(start="2017-10-13", end="2017-10-15", mention=None, precision="week"),
    )
    claim = making.stated(report, words, speaker, toll=toll, counted="people", happened=happened)
    kind, name = ("person", speaker) if person else ("organisation", f"Marra {speaker}")
    source = msgspec.structs.replace(claim.sources[0], kind=kind, name=name)
    return msgspec.structs.replace(claim, sources=(source,), evidence=(WHY,))


def _concluded(claims: dict[str, list[Claim]]) -> Conclusions:
    (forty,), (twelve, bomb), (copied, mine), (more,) = (claims[id] for id in sorted(claims))
    toll = (
        Position(answer="40", low=40, high=40, claims=(forty.id,), origins=("Marra militia",), superseded_by=2),
        Position(answer="12", low=12, high=12, claims=(twelve.id, copied.id), origins=("Marra ministry",)),
        Position(answer="45", low=45, high=45, claims=(more.id,), origins=("Marra militia",)),
    )
    questions = (
        _question("q1", "How many people were killed in Marra?", "contested", "figure", toll),
        _question(
            "q2",
            "What was it, says Amal Qabbani?",
            "single",
            "occurrence",
            (Position(answer="Yes", claims=(bomb.id, mine.id), origins=("Amal Qabbani",)),),
        ),
    )
    a, b = sorted((twelve.id, more.id))
    return Conclusions(
        incidents=(
            Incident(
                id="i1",
                title="Attack in Marra",
                place=twelve.event.place,
                time=twelve.event.time,
                claims=tuple(c.id for found in claims.values() for c in found),
                questions=("q1", "q2"),
                evidence=(Reason(part="incident", rule=UNDECIDED, words=bomb.content.text),),
                assessments=(
                    Assessment(
                        policy="ibc",
                        version="1",
                        grade="in range",
                        low=12,
                        best=None,
                        high=45,
                        outcome="killed",
                        explanation="From 12 to 45.",
                    ),
                ),
            ),
        ),
        questions=questions,
        relations=(
            Relation(kind="CONTRADICTS", a=a, b=b, question="q1", reason=WHY),
            Relation(kind="SUPERSEDES", a=more.id, b=forty.id, question="q1", reason=WHY),
        ),
    )


def _question(id: str, text: str, status: str, kind: str, positions: tuple[Position, ...]) -> Question:
    return Question(
        id=id,
        incident="i1",
        kind=kind,  # type: ignore[arg-type]
        text=text,
        status=status,  # type: ignore[arg-type]
        positions=positions,
        evidence=(WHY,),
    )
