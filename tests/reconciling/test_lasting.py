"""Tolls of what lasts for days."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.model import Claim, Conclusions, Dossier, Event, Figure, Incident, Mentions, Reading, Report, Span, Time
from rashomon.model.claim import Outcome
from rashomon.model.decision import Mark
from rashomon.reconciling import lasting

TEXT = "Some 8,000 people have left the city."
CONTENT = Span(start=0, end=36, text=TEXT[:36])
ELSEWHERE = Span(start=100, end=106, text="Friday")
FIRST, SECOND, LATER = "2020-03-02", "2020-03-04", "2020-03-09"


def named(day: str) -> Time:
    return Time(start=day, end=day, mention=ELSEWHERE, precision="day")


def told(report: str, day: str, low: float = 8000, outcome: Outcome = "evacuated", said: str | None = None) -> Claim:
    count = Figure(
        mention=CONTENT, low=low, high=low, best=low, approximate=False, unit="count", counted="people", outcome=outcome
    )
    event = Event(type="RETREAT", mode=None, trigger=None, actors=(), recipients=(), place=None, time=named(day))
    return Claim(
        id=f"{report}.0", report=report, content=CONTENT, cue=None, sources=(), mode="narration",
        said=named(said) if said else None, polarity="positive", certainty="certain", status="actual", event=event,
        figures=(count,), evidence=(),
    )  # fmt: skip


def in_own_words(claim: Claim) -> Claim:
    assert claim.event.time is not None
    time = msgspec.structs.replace(claim.event.time, mention=CONTENT)
    return msgspec.structs.replace(claim, event=msgspec.structs.replace(claim.event, time=time))


def dossier(claim: Claim, named_by: dict[str, tuple[str, ...]], copies: dict[str, str] | None = None) -> Dossier:
    """The claim in its report, and reports that name days; each is published on the last day that it names."""
    return Dossier(
        name="d",
        model="m",
        reports=tuple(
            Report(
                id=id_, path=id_, text=TEXT, title=None, outlet=None, published=max(days), dateline=None,
                language="en", uri=None, sha256=id_, copy_of=(copies or {}).get(id_),
            )
            for id_, days in named_by.items()
        ),
        readings=tuple(
            Reading(
                report=id_,
                mentions=Mentions(times=tuple(named(day) for day in days)),
                claims=(claim,) if claim.report == id_ else (),
            )
            for id_, days in named_by.items()
        ),
    )  # fmt: skip


NAMED = {"a": (FIRST,), "b": (FIRST, SECOND), "c": (LATER,)}


def days_of(found: Dossier) -> tuple[str | None, str | None]:
    ((start, end),) = ((c.event.time.start, c.event.time.end) for c in found.claims() if c.event.time)
    return start, end


def test_a_toll_counts_from_the_day_that_several_reports_name_to_the_last_day_that_its_own_names() -> None:
    found = lasting.complete(dossier(told("c", LATER), NAMED))
    assert days_of(found) == (FIRST, LATER)
    assert "running count" in found.claims()[0].evidence[-1].rule


def test_it_ends_when_it_was_said() -> None:
    assert days_of(lasting.complete(dossier(told("c", LATER, said=SECOND), NAMED))) == (FIRST, SECOND)


def test_a_copy_tells_up_to_the_day_of_its_original() -> None:
    copied = {"a": (FIRST,), "b": (FIRST, SECOND), "c": (SECOND,), "z": (LATER,)}
    assert days_of(lasting.complete(dossier(told("z", LATER), copied, {"z": "c"}))) == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("claim", "reports"),
    [
        pytest.param(in_own_words(told("c", LATER)), NAMED, id="its own words give the day"),
        pytest.param(told("c", LATER, outcome="remaining"), NAMED, id="who is left is no toll"),
        pytest.param(told("c", LATER, low=1), NAMED, id="one person is no running count"),
        pytest.param(told("c", LATER), {"a": (FIRST,), "b": (SECOND,), "c": (LATER,)}, id="one report names a day"),
        pytest.param(
            told("c", "2020-03-02"), {"a": (FIRST,), "b": (FIRST,), "c": ("2021-03-02",)}, id="history, a year later"
        ),
    ],
)
def test_what_keeps_its_days(claim: Claim, reports: dict[str, tuple[str, ...]]) -> None:
    before = dossier(claim, reports)
    assert days_of(lasting.complete(before)) == days_of(before)


def test_a_dossier_about_one_day_has_no_running_counts() -> None:
    once = [in_own_words(told(id_, FIRST)) for id_ in "ab"]
    before = dossier(told("c", LATER), NAMED)
    readings = tuple(
        msgspec.structs.replace(reading, claims=tuple(c for c in once if c.report == reading.report) or reading.claims)
        for reading in before.readings
    )
    about = Incident(id="i", title="", place=None, time=None, claims=("a.0", "b.0"), questions=())
    conclusions = Conclusions(incidents=(about,))
    found = lasting.complete(msgspec.structs.replace(before, readings=readings, conclusions=conclusions))
    assert [c.event.time.start for c in found.claims() if c.event.time] == [FIRST, FIRST, LATER]


def test_what_a_person_has_reviewed_stays() -> None:
    before = dossier(told("c", LATER), NAMED)
    mark = Mark(claim=told("c", LATER), state="accepted", decision=1, by="Ann", at="2020-03-11", why="")
    assert days_of(lasting.complete(msgspec.structs.replace(before, marks=(mark,)))) == (LATER, LATER)
