"""Laws of reconciling, on generated dossiers: what must hold whatever is claimed, by whom, where and in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ARMY, DAY, LATER, MONITOR, NETWORK, claim, event, figure, place, report

from rashomon.model import Claim, Conclusions, Dossier, Grouping, Held, Mentions, Position, Reading, Report
from rashomon.reconciling import conclude

Generated = tuple[list[Report], list[Claim]]

PLACES = [place("Tokhar", 36.5, 38.0), place("Hammam", 34.1, 40.2), None]
TEXTS = [
    "aircraft struck the school",
    "the Northern Army bombed the market",
    "no civilians were killed in the strike",
    "46 people died in the strike",
    "residents had fled",
]
LAWS = settings(max_examples=60, deadline=None)


def reconcile(
    reports: Sequence[Report], claims: Sequence[Claim], held: Held | None = None, before: Conclusions | None = None
) -> Conclusions:
    """As a dossier's are: the reports complete each other first."""
    readings = [
        Reading(report=r.id, mentions=Mentions(), claims=tuple(c for c in claims if c.report == r.id)) for r in reports
    ]
    whole = Dossier(name="d", model="", reports=tuple(reports), readings=tuple(readings))
    return conclude(whole, held, before)


@st.composite
def dossiers(draw: st.DrawFn) -> Generated:
    """Some reports, copies among them, on two days and two places, with claims that count, blame, affirm and deny."""
    count = draw(st.integers(2, 5))
    reports = [
        report(
            f"r{i}",
            outlet=draw(st.sampled_from(["Meridian Wire", "Harbour Agency"])),
            published=draw(st.sampled_from([DAY, LATER])),
            copy_of=draw(st.sampled_from([None, "r0"])) if i else None,
        )
        for i in range(count)
    ]
    claims = [_claim(draw, f"c{i}", f"r{draw(st.integers(0, count - 1))}") for i in range(draw(st.integers(0, 9)))]
    return reports, claims


def _claim(draw: st.DrawFn, id_: str, in_report: str) -> Claim:
    ends = sorted(draw(st.lists(st.sampled_from([3, 46, 60]), min_size=1, max_size=2)))
    high = draw(st.sampled_from([ends[-1], None]))
    counted = draw(st.sampled_from(["people", "children", "dead villagers"]))
    return claim(
        id_,
        draw(st.sampled_from(TEXTS)),
        in_report=in_report,
        by=draw(st.sampled_from([(), (MONITOR,), (NETWORK,), (ARMY,)])),
        figures=(figure(ends[0], high, counted),) if draw(st.booleans()) else (),
        happened=event(
            actors=draw(st.sampled_from([(), ("Northern Army",), ("Southern League",)])),
            day=draw(st.sampled_from([DAY, LATER])),
            at=draw(st.sampled_from(PLACES)),
        ),
        polarity=draw(st.sampled_from(["positive", "negative"])),
        start=draw(st.integers(0, 3)),
    )


@LAWS
@given(dossiers(), st.randoms(use_true_random=False))
def test_order_changes_nothing(dossier: Generated, random: Random) -> None:
    reports, claims = list(dossier[0]), list(dossier[1])
    random.shuffle(reports)
    random.shuffle(claims)
    assert reconcile(reports, claims) == reconcile(*dossier)


@LAWS
@given(dossiers(), st.randoms(use_true_random=False))
def test_a_dossier_that_grows_by_reports_in_any_order_is_concluded_as_the_whole(
    dossier: Generated, random: Random
) -> None:
    reports, claims = dossier
    order = list(reports)
    random.shuffle(order)
    known: list[Report] = []
    before = Conclusions()
    for added in order:
        known.append(added)
        here = [c for c in claims if c.report in {r.id for r in known}]
        before = reconcile(known, here, None, before)
        assert before == reconcile(known, here)


@LAWS
@given(dossiers(), st.data())
def test_what_a_person_decides_or_corrects_is_concluded_as_the_whole(dossier: Generated, data: st.DataObject) -> None:
    reports, claims = dossier
    ids = [c.id for c in claims]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)) if ids else st.nothing()
    splits = data.draw(st.lists(pairs, max_size=2)) if ids else []
    moves = data.draw(st.lists(pairs, max_size=2)) if ids else []
    held = Held(groupings=tuple(Grouping(verdict="split", sides=(s,)) for s in splits), moves=tuple(moves))
    corrected = [msgspec.structs.replace(claims[0], polarity="negative"), *claims[1:]] if claims else []
    before = reconcile(reports, claims)
    assert reconcile(reports, claims, held, before) == reconcile(reports, claims, held)
    assert reconcile(reports, corrected, None, before) == reconcile(reports, corrected)


@LAWS
@given(dossiers())
def test_relations_are_symmetric_where_they_should_be(dossier: Generated) -> None:
    """Two claims agree, clash or are compatible in a question whichever is asked first: one row says it, the smaller
    id before; and no two of these hold between the same claims of one question."""
    found: Counter[tuple[str, frozenset[str]]] = Counter()
    for relation in reconcile(*dossier).relations:
        if relation.kind in ("AGREES", "COMPATIBLE", "CONTRADICTS"):
            assert relation.a < relation.b
            found[(relation.question, frozenset((relation.a, relation.b)))] += 1
    assert all(count == 1 for count in found.values())


@LAWS
@given(dossiers(), st.integers(0, 4))
def test_a_copy_changes_no_count_of_origins(dossier: Generated, which: int) -> None:
    """Of no number: who stood behind it stands behind it still, and nobody else. Nor does a copy bring anybody new to
    any other question, or leave anybody out."""
    reports, claims = dossier
    original = reports[which % len(reports)]
    first = original.copy_of or original.id
    copied = msgspec.structs.replace(original, id="z", path="z.txt", copy_of=first, outlet="Elsewhere Post")
    again = [msgspec.structs.replace(c, id=f"z{c.id}", report="z") for c in claims if c.report == original.id]

    def of_numbers(conclusions: Conclusions) -> set[tuple[str, tuple[str, ...]]]:
        asked = [q for q in conclusions.questions if q.kind == "figure"]
        return {(p.answer, tuple(sorted(p.origins))) for q in asked for p in q.positions}

    def of_all(conclusions: Conclusions) -> set[tuple[str, str]]:
        return {(q.kind, o) for q in conclusions.questions for p in q.positions for o in p.origins}

    without, together = reconcile(reports, claims), reconcile([*reports, copied], [*claims, *again])
    assert of_numbers(together) == of_numbers(without)
    assert of_all(together) == of_all(without)


@LAWS
@given(dossiers(), st.integers(0, 8), st.integers(0, 50), st.integers(0, 50))
def test_widening_a_figure_makes_no_contradiction(dossier: Generated, which: int, down: int, up: int) -> None:
    """Claims that could both be true of a number can both be true when one of them says less of it."""
    reports, claims = dossier
    counting = [c for c in claims if c.figures]
    if not counting:
        return
    chosen = counting[which % len(counting)]
    (was,) = chosen.figures
    low = None if was.low is None else was.low - down
    high = None if was.high is None else was.high + up
    wide = msgspec.structs.replace(chosen, figures=(msgspec.structs.replace(was, low=low, high=high),))
    widened = [wide if c is chosen else c for c in claims]

    def clashing(conclusions: Conclusions) -> set[tuple[str, str]]:
        figures = {q.id for q in conclusions.questions if q.kind == "figure"}
        return {(r.a, r.b) for r in conclusions.relations if r.kind == "CONTRADICTS" and r.question in figures}

    with_wide = {pair for pair in clashing(reconcile(reports, widened)) if chosen.id in pair}
    assert with_wide <= clashing(reconcile(reports, claims))


@LAWS
@given(dossiers(), st.integers(0, 4))
def test_removing_a_report_makes_no_position(dossier: Generated, which: int) -> None:
    """What is left of a dossier takes no stand that the whole does not take.

    A position is an answer with those who give it. So each claim that gives a number in the rest gives it in the whole,
    and of whether something happened it says in the rest what it says in the whole, if the whole asks it at all: which
    questions there are is told by all reports together (who gives numbers only is asked whether where others deny it).
    """
    reports, claims = dossier
    gone = reports[which % len(reports)].id
    rest = reconcile([r for r in reports if r.id != gone], [c for c in claims if c.report != gone])
    whole = reconcile(reports, claims)

    def stands(conclusions: Conclusions, kind: str) -> set[tuple[str, str]]:
        asked = [q for q in conclusions.questions if q.kind == kind]
        return {(claim, _said(p)) for q in asked for p in q.positions for claim in p.claims}

    assert stands(rest, "figure") <= stands(whole, "figure")
    asked = {claim for claim, _ in stands(whole, "occurrence")}
    assert {s for s in stands(rest, "occurrence") if s[0] in asked} <= stands(whole, "occurrence")


def _said(position: Position) -> str:
    number = position.low if position.low is not None else position.high
    return position.answer if number is None else f"{number:g}"
