"""Days that only other reports of a dossier give."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Claim, Conclusions, Dossier, Event, Figure, Incident, Mentions, Reading, Report, Span, Time
from rashomon.model.claim import EventType, TimePrecision
from rashomon.model.decision import Mark
from rashomon.reconciling import dating

TEXT = "Ten people died on Monday. The raid hit a market."
OWN, BARE = Span(start=0, end=25, text=TEXT[:25]), Span(start=27, end=48, text=TEXT[27:48])
MONDAY = Span(start=19, end=25, text="Monday")
DAY = "2020-03-02"


def told(
    report: str,
    content: Span = OWN,
    day: tuple[str, str] = (DAY, DAY),
    precision: TimePrecision = "day",
    kind: EventType = "ASSAULT",
) -> Claim:
    time = Time(start=day[0], end=day[1], mention=MONDAY, precision=precision)
    event = Event(type=kind, mode=None, trigger=None, actors=(), recipients=(), place=None, time=time)
    return Claim(
        id=f"{report}.{content.start}", report=report, content=content, cue=None, sources=(), mode="narration",
        said=None, polarity="positive", certainty="certain", status="actual", event=event, figures=(), evidence=(),
    )  # fmt: skip


def incident(*claims: Claim) -> Incident:
    ids = tuple(sorted(claim.id for claim in claims))
    return Incident(id=ids[0], title="", place=None, time=None, claims=ids, questions=())


def dossier(*claims: Claim, copies: dict[str, str] | None = None, published: str = "2020-03-10") -> Dossier:
    ids = sorted({claim.report for claim in claims})
    return Dossier(
        name="d",
        model="m",
        conclusions=Conclusions(incidents=(incident(*claims),)),
        reports=tuple(
            Report(
                id=id_, path=id_, text=TEXT, title=None, outlet=None, published=published, dateline=None,
                language="en", uri=None, sha256=id_, copy_of=(copies or {}).get(id_),
            )
            for id_ in ids
        ),
        readings=tuple(
            Reading(report=id_, mentions=Mentions(), claims=tuple(c for c in claims if c.report == id_)) for id_ in ids
        ),
    )  # fmt: skip


def day_of(found: Dossier, claim: str) -> tuple[str | None, str | None]:
    (time,) = (c.event.time for c in found.claims() if c.id == claim)
    assert time is not None
    return time.start, time.end


LATER = ("2020-03-05", "2020-03-05")
UNDATED = told("c", BARE, LATER)


def test_a_day_carried_over_yields_to_an_earlier_one_that_more_reports_give() -> None:
    found = dating.complete(dossier(told("a"), told("b"), UNDATED))
    assert day_of(found, UNDATED.id) == (DAY, DAY)
    reason = found.claims()[-1].evidence[-1]
    assert (reason.part, reason.rule) == (
        "time",
        "no day of its own: that which 2 reports of the dossier give, its story's 0",
    )


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(told("c", OWN, LATER), id="its own words give the day"),
        pytest.param(told("c", BARE, LATER, kind="ACCUSE"), id="words have days of their own"),
        pytest.param(msgspec.structs.replace(UNDATED, status="planned"), id="plans lie ahead"),
        pytest.param(told("c", BARE, ("2020-02-01", "2020-02-01")), id="an earlier day is another event's"),
    ],
)
def test_what_keeps_its_day(claim: Claim) -> None:
    before = dossier(told("a"), told("b"), claim)
    assert day_of(dating.complete(before), claim.id) == day_of(before, claim.id)


def test_a_day_that_one_report_gives_moves_nothing() -> None:
    before = dossier(told("a"), UNDATED)
    assert day_of(dating.complete(before), UNDATED.id) == LATER


def test_a_claim_of_no_incident_has_the_day_that_the_whole_dossier_is_about() -> None:
    before = dossier(told("a"), told("b"), UNDATED)
    apart = msgspec.structs.replace(before, conclusions=Conclusions(incidents=(incident(told("a"), told("b")),)))
    assert day_of(dating.complete(apart), UNDATED.id) == (DAY, DAY)


def test_who_is_left_is_counted_when_it_is_told() -> None:
    left = Figure(
        mention=BARE, low=9, high=9, best=9, approximate=False, unit="count", counted="people", outcome="remaining"
    )
    counting = msgspec.structs.replace(UNDATED, figures=(left,))
    assert day_of(dating.complete(dossier(told("a"), told("b"), counting)), counting.id) == LATER


def test_no_day_is_that_of_a_large_dossier_because_two_reports_give_it() -> None:
    others = [told(f"o{number}", BARE, LATER) for number in range(9)]
    before = dossier(told("a"), told("b"), UNDATED, *others)
    apart = msgspec.structs.replace(before, conclusions=Conclusions(incidents=(incident(told("a"), told("b")),)))
    assert day_of(dating.complete(apart), UNDATED.id) == LATER


def test_what_is_carried_over_from_a_span_has_the_whole_span() -> None:
    span = (DAY, "2020-03-09")
    found = dating.complete(dossier(told("a", OWN, span, precision="vague"), told("a", BARE)))
    assert day_of(found, told("a", BARE).id) == span


def test_a_vague_time_becomes_the_best_attested_day_within_it() -> None:
    vague = told("c", OWN, ("2020-03-01", "2020-03-31"), precision="month")
    assert day_of(dating.complete(dossier(told("a"), vague)), vague.id) == (DAY, DAY)


def test_an_interval_longer_than_its_unit_began_then() -> None:
    since = told("c", OWN, ("2020-03-01", "2020-06-01"), precision="month")
    assert day_of(dating.complete(dossier(told("a"), since)), since.id) == ("2020-03-01", "2020-06-01")


def test_copies_of_a_report_have_one_vote() -> None:
    claims = (told("a"), told("b"), told("x", OWN, LATER), told("y", OWN, LATER), UNDATED)
    found = dating.complete(dossier(*claims, copies={"b": "a"}))
    assert day_of(found, UNDATED.id) == LATER


def test_no_day_after_publication_is_given() -> None:
    found = dating.complete(dossier(told("a"), told("b"), UNDATED, published="2020-03-01"))
    assert day_of(found, UNDATED.id) == LATER


def test_what_a_person_has_reviewed_stays() -> None:
    before = dossier(told("a"), told("b"), UNDATED)
    mark = Mark(claim=UNDATED, state="accepted", decision=1, by="Ann", at="2020-03-11", why="")
    found = dating.complete(msgspec.structs.replace(before, marks=(mark,)))
    assert day_of(found, UNDATED.id) == LATER


@given(
    st.permutations([told("a"), told("b"), UNDATED, told("d", BARE, ("2020-03-04", "2020-03-09"), precision="week")])
)
def test_the_order_of_claims_changes_nothing_and_words_stay(claims: list[Claim]) -> None:
    found = dating.complete(dossier(*claims))
    days = {c.id: day_of(found, c.id) for c in found.claims()}
    assert days == {"a.0": (DAY, DAY), "b.0": (DAY, DAY), "c.27": (DAY, DAY), "d.27": (DAY, DAY)}
    assert {c.id: c.content for c in found.claims()} == {c.id: c.content for c in claims}
