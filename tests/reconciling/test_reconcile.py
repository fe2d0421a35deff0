"""What an analyst sees of reconciling, and the laws that hold whatever the claims."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ARMY, DAY, LATER, MONITOR, NETWORK, claim, event, figure, place, report, source

from rashomon.model import Claim, Conclusions, Figure, Question, Report, Source
from rashomon.reconciling import reconcile


def only(conclusions: Conclusions, kind: str) -> Question:
    """The one question of a kind."""
    (found,) = [q for q in conclusions.questions if q.kind == kind]
    return found


def tolls(*given: tuple[str, Source, Figure], reports: Sequence[Report] = ()) -> Conclusions:
    """Conclusions from figures of the dead, each in a report of its own."""
    made = [claim(f"c{i}", in_report=r, by=(by,), figures=(f,)) for i, (r, by, f) in enumerate(given)]
    known = {r.id: r for r in (report("r1"), report("r2", published=LATER), *reports)}
    return reconcile(list(known.values()), made)


def test_totals_that_cannot_both_be_true_are_contested() -> None:
    question = only(tolls(("r1", MONITOR, figure(46, 46)), ("r2", NETWORK, figure(60, 60))), "figure")
    assert question.status == "contested"
    assert {p.origins for p in question.positions} == {("Monitoring Group",), ("Local Network",)}
    assert question.text == "How many people were killed in Tokhar on 19 July 2016?"


def test_a_bound_and_a_number_within_it_agree() -> None:
    question = only(tolls(("r1", MONITOR, figure(46, 46)), ("r2", NETWORK, figure(42, None))), "figure")
    assert question.status == "agreed"


def test_dozens_and_a_number_agree() -> None:
    question = only(tolls(("r1", MONITOR, figure(24, 99)), ("r2", NETWORK, figure(46, 46))), "figure")
    assert question.status == "agreed"


def test_a_later_number_by_one_origin_is_a_revision() -> None:
    question = only(tolls(("r1", MONITOR, figure(25, 25)), ("r2", MONITOR, figure(59, 59))), "figure")
    assert question.status == "revised"
    first, last = question.positions
    assert (first.low, last.low) == (25, 59)
    assert first.superseded_by == 1
    assert last.superseded_by is None


def test_a_spokesman_and_his_army_are_one_origin() -> None:
    army = source("Northern Army")
    question = only(tolls(("r1", ARMY, figure(7, 7)), ("r2", army, figure(7, 7))), "figure")
    assert question.status == "single"
    assert question.positions[0].origins == ("Northern Army",)


def test_ten_outlets_that_cite_one_monitor_are_one_origin() -> None:
    reports = [report(f"r{i}", outlet=f"Outlet {i}") for i in range(10)]
    claims = [claim(f"c{i}", in_report=f"r{i}", by=(MONITOR,), figures=(figure(46, 46),)) for i in range(10)]
    assert only(reconcile(reports, claims), "figure").positions[0].origins == ("Monitoring Group",)


def test_all_people_and_the_children_among_them_are_two_measures() -> None:
    both = (figure(46, 46), figure(10, 10, "children"))
    conclusions = reconcile([report("r1")], [claim("c1", by=(MONITOR,), figures=both)])
    assert sorted(q.text for q in conclusions.questions) == [
        "How many children were killed in Tokhar on 19 July 2016?",
        "How many people were killed in Tokhar on 19 July 2016?",
    ]


def test_killed_and_wounded_are_two_measures() -> None:
    both = (figure(46, 46), figure(60, 60, outcome="wounded"))
    conclusions = reconcile([report("r1")], [claim("c1", by=(MONITOR,), figures=both)])
    assert {q.status for q in conclusions.questions} == {"single"}


def test_strikes_on_one_town_on_two_days_stay_two_incidents() -> None:
    reports = [report(f"r{i}") for i in range(4)]
    days = (DAY, DAY, LATER, LATER)
    claims = [
        claim(f"c{i}", in_report=f"r{i}", by=(MONITOR,), figures=(figure(9, 9),), happened=event(day=day))
        for i, day in enumerate(days)
    ]
    incidents = reconcile(reports, claims).incidents
    assert sorted(i.title for i in incidents) == [
        "Attack in Tokhar on 19 July 2016",
        "Attack in Tokhar on 22 July 2016",
    ]


def test_towns_far_apart_on_one_day_stay_two_incidents() -> None:
    one, other = place("Tokhar", 36.6, 38.0), place("Raqqa", 35.95, 39.0)
    claims = [claim("c1", happened=event(at=one)), claim("c2", happened=event(at=other))]
    assert len(reconcile([report("r1")], claims).incidents) == 2


def test_a_denial_answers_the_question_it_denies() -> None:
    struck = "aircraft struck the school in the village"
    by = ("Northern Army",)
    claims = [
        claim("c1", struck, by=(MONITOR,), happened=event(actors=by)),
        claim("c2", struck, in_report="r2", by=(ARMY,), happened=event(actors=by), polarity="negative"),
    ]
    question = only(reconcile([report("r1"), report("r2")], claims), "occurrence")
    assert question.status == "contested"
    assert {p.answer: p.origins for p in question.positions} == {
        "Yes": ("Monitoring Group",),
        "No": ("Northern Army",),
    }
    assert question.text == "Is it true that aircraft struck the school in the village (Tokhar, 19 July 2016)?"


def test_rival_accusations_make_a_question_of_responsibility() -> None:
    claims = [
        claim("c1", "the Northern Army did it", by=(MONITOR,), happened=event(actors=("Northern Army",))),
        claim("c2", "the Southern League did it", by=(ARMY,), happened=event(actors=("Southern League",))),
    ]
    question = only(reconcile([report("r1")], claims), "responsibility")
    assert question.status == "contested"
    assert {p.answer for p in question.positions} == {"Northern Army", "Southern League"}


def test_relations_say_which_claims_contradict_and_why() -> None:
    conclusions = tolls(("r1", MONITOR, figure(46, 46)), ("r2", NETWORK, figure(60, 60)))
    (relation,) = [r for r in conclusions.relations if r.kind == "CONTRADICTS"]
    assert (relation.a, relation.b) == ("c0", "c1")
    assert relation.reason.rule == "46 / 60"


def test_an_incident_carries_the_readings_of_the_policies() -> None:
    conclusions = tolls(("r1", MONITOR, figure(24, 99)), ("r2", NETWORK, figure(60, 60)))
    graded = {a.policy: (a.grade, a.low, a.high) for a in conclusions.incidents[0].assessments}
    assert graded["acled"] == (None, 12, 12)
    assert graded["airwars"] == ("fair", 24, 99)


def test_nothing_gives_nothing() -> None:
    assert reconcile([], []) == Conclusions()


# ---------------------------------------------------------------- laws

SOURCES = [(), (MONITOR,), (NETWORK,), (ARMY,)]
TEXTS = [
    "aircraft struck the school",
    "the Northern Army did it",
    "no one came to harm",
    "46 people died in the strike",
    "",
]


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[list[Report], list[Claim]]:
    """A few reports, some of them copies, and claims that share words, days, places, parties and figures."""
    count = draw(st.integers(1, 4))
    reports = [
        report(
            f"r{i}",
            outlet=draw(st.sampled_from(["Meridian Wire", "Harbour Agency"])),
            published=draw(st.sampled_from([DAY, LATER])),
            copy_of=draw(st.sampled_from([None, f"r{i - 1}"])) if i else None,
        )
        for i in range(count)
    ]
    numbers = st.sampled_from([None, 3, 46, 60])
    claims = []
    for i in range(draw(st.integers(0, 8))):
        ends = sorted(x for x in (draw(numbers), draw(numbers)) if x is not None)
        low, high = (ends[0], ends[-1]) if ends else (None, None)
        counted = draw(st.sampled_from(["people", "children", "Northern fighters", "dead villagers"]))
        claims.append(
            claim(
                f"c{i}",
                draw(st.sampled_from(TEXTS)),
                in_report=f"r{draw(st.integers(0, count - 1))}",
                by=draw(st.sampled_from(SOURCES)),
                figures=(figure(low, high, counted),) if draw(st.booleans()) else (),
                happened=event(
                    actors=draw(st.sampled_from([(), ("Northern Army",), ("Southern League",)])),
                    day=draw(st.sampled_from([DAY, LATER])),
                ),
                polarity=draw(st.sampled_from(["positive", "negative"])),
                start=draw(st.integers(0, 3)),
            )
        )
    return reports, claims


@settings(max_examples=60, deadline=None)
@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_reports_and_claims_changes_nothing(
    dossier: tuple[list[Report], list[Claim]], random: Random
) -> None:
    reports, claims = dossier
    mixed_reports, mixed_claims = list(reports), list(claims)
    random.shuffle(mixed_reports)
    random.shuffle(mixed_claims)
    assert reconcile(mixed_reports, mixed_claims) == reconcile(reports, claims)


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_every_conclusion_is_about_claims_that_are_there(dossier: tuple[list[Report], list[Claim]]) -> None:
    reports, claims = dossier
    known = {c.id for c in claims}
    conclusions = reconcile(reports, claims)
    assert sorted(c for i in conclusions.incidents for c in i.claims) == sorted(known)
    for question in conclusions.questions:
        assert question.evidence
        for position in question.positions:
            assert position.claims
            assert set(position.claims) <= known
            assert position.superseded_by is None or position.superseded_by < len(question.positions)


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_symmetric_relations_name_the_smaller_claim_first(dossier: tuple[list[Report], list[Claim]]) -> None:
    for relation in reconcile(*dossier).relations:
        if relation.kind in ("AGREES", "COMPATIBLE", "CONTRADICTS"):
            assert relation.a < relation.b


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_a_copy_adds_no_origin(dossier: tuple[list[Report], list[Claim]]) -> None:
    reports, claims = dossier
    copied = msgspec.structs.replace(reports[0], id="z", copy_of=reports[0].id, outlet="Elsewhere Post")
    again = [msgspec.structs.replace(c, id=f"z{c.id}", report="z") for c in claims if c.report == reports[0].id]

    def origins(conclusions: Conclusions) -> set[str]:
        return {o for q in conclusions.questions for p in q.positions for o in p.origins}

    assert origins(reconcile([*reports, copied], [*claims, *again])) == origins(reconcile(reports, claims))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 20), st.integers(0, 20))
def test_widening_a_figure_never_makes_a_contradiction(a: int, b: int, down: int, up: int) -> None:
    narrow = tolls(("r1", MONITOR, figure(a, a)), ("r2", NETWORK, figure(b, b)))
    wide = tolls(("r1", MONITOR, figure(a - down, a + up)), ("r2", NETWORK, figure(b, b)))
    assert not (only(wide, "figure").status == "contested" and only(narrow, "figure").status != "contested")
