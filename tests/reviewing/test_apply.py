"""What a reviewer sees of decisions, and the laws that hold whatever they decide."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import (
    Anchor,
    Claim,
    Decision,
    Dossier,
    Event,
    Figure,
    Graded,
    Incident,
    Mentions,
    Moved,
    OnClaim,
    OnIncidents,
    Place,
    Question,
    Reading,
    Report,
    Source,
    Time,
    Undone,
)
from rashomon.model.decision import Act
from rashomon.reconciling import reconcile
from rashomon.reviewing import apply
from rashomon.reviewing.claims import anchor
from rashomon.reviewing.relocating import relocate

SPEAKERS = ("the ministry", "the monitors", "the rebels", "the hospital")


def make(number: int, *, dead: float = 40, place: str = "Tokhar", day: str = "2016-07-19") -> tuple[Report, Claim]:
    """A report in which one of the speakers says how many were killed."""
    who = SPEAKERS[number % len(SPEAKERS)]
    text = f"{who} said on Tuesday that {dead:.0f} civilians were killed in {place} in report {number}."
    report = Report(
        id=f"r{number}",
        path=f"{number}.txt",
        text=text,
        title=None,
        outlet=f"Wire {number}",
        published=day,
        dateline=None,
        language="en",
        uri=None,
        sha256=sha256(text.encode()).hexdigest(),
    )
    at = text.index(f"{dead:.0f}")
    figure = Figure(
        mention=report.span(at, at + len(f"{dead:.0f}")),
        low=dead,
        high=dead,
        best=dead,
        approximate=False,
        unit="count",
        counted="civilians",
        outcome="killed",
    )
    source = Source(
        name=who, kind="organisation", role=None, affiliation=None, mention=report.span(0, len(who)), named=True
    )
    where = text.index(place)
    claim = Claim(
        id=f"r{number}.{at}",
        report=report.id,
        content=report.span(at, len(text) - 1),
        cue=report.span(len(who) + 1, len(who) + 5),
        sources=(source,),
        mode="indirect",
        said=None,
        polarity="positive",
        certainty="certain",
        status="actual",
        event=Event(
            type="ASSAULT",
            mode=None,
            trigger=None,
            actors=(),
            recipients=(),
            place=Place(
                name=place,
                mention=report.span(where, where + len(place)),
                latitude=None,
                longitude=None,
                country=None,
                geonames=None,
                precision="town",
            ),
            time=Time(start=day, end=day, mention=report.span(at, at + 1), precision="day"),
        ),
        figures=(figure,),
        evidence=(),
    )
    return report, claim


def dossier(*pairs: tuple[Report, Claim]) -> Dossier:
    return Dossier(
        name="d",
        model="m",
        reports=tuple(report for report, _ in pairs),
        readings=tuple(Reading(report=r.id, mentions=Mentions(), claims=(c,)) for r, c in pairs),
    )


def decide(number: int, act: Act, *, layer: str = "", why: str = "seen on the photographs") -> Decision:
    return Decision(number=number, layer=layer, by="ann", at="2026-11-24T09:00:00Z", why=why, act=act)


def corrected(claim: Claim, low: float) -> OnClaim:
    figure = msgspec.structs.replace(claim.figures[0], low=low, high=low, best=low)
    after = msgspec.structs.replace(claim, figures=(figure,))
    return OnClaim(verdict="correct", claim=anchor(claim), before=claim, after=after)


def rejected(claim: Claim) -> OnClaim:
    return OnClaim(verdict="reject", claim=anchor(claim), before=claim, after=None)


def accepted(claim: Claim) -> OnClaim:
    return OnClaim(verdict="accept", claim=anchor(claim), before=claim, after=claim)


def reviewed(base: Dossier, *decisions: Decision) -> Dossier:
    return apply(base, decisions, reconcile=reconcile)


def toll(found: Dossier) -> Question:
    """The question of how many were killed."""
    (question,) = [q for q in found.conclusions.questions if q.kind == "figure"]
    return question


def of(found: Dossier, claim: str) -> Incident:
    return next(i for i in found.conclusions.incidents if claim in i.claims)


def test_without_decisions_it_is_what_was_read() -> None:
    base = dossier(make(0), make(1, dead=70))
    found = reviewed(base)
    assert found.readings == base.readings
    assert found.conclusions == reconcile(base.reports, base.claims())
    assert not found.marks
    assert not found.disagreements


def test_a_corrected_figure_settles_the_dispute_and_says_why() -> None:
    base = dossier(make(0, dead=40), make(1, dead=70))
    assert toll(reviewed(base)).status == "contested"
    found = reviewed(base, decide(1, corrected(base.claims()[1], 40)))
    assert toll(found).status == "agreed"
    assert found.claims()[1].figures[0].low == 40
    assert found.claims()[1].evidence[-1].rule == "corrected in decision 1: figures"
    assert found.claims()[1].evidence[-1].words == "seen on the photographs"
    assert base.claims()[1].figures[0].low == 70


def test_a_rejected_claim_leaves_every_position_and_stays_in_view() -> None:
    base = dossier(make(0, dead=40), make(1, dead=70))
    found = reviewed(base, decide(1, rejected(base.claims()[1])))
    assert toll(found).status == "single"
    assert [m.state for m in found.marks] == ["rejected"]
    assert found.marks[0].claim == base.claims()[1]
    ids = {c for q in found.conclusions.questions for p in q.positions for c in p.claims}
    assert base.claims()[1].id not in ids


def test_an_added_claim_takes_a_position() -> None:
    base = dossier(make(0, dead=40), make(1, dead=40))
    new = msgspec.structs.replace(corrected(base.claims()[1], 90).after or base.claims()[1], id="r1.new")
    new = msgspec.structs.replace(new, content=base.reports[1].span(0, 12), sources=())
    act = OnClaim(verdict="add", claim=anchor(new), before=None, after=new)
    found = reviewed(base, decide(1, act))
    assert "r1.new" in {c for p in toll(found).positions for c in p.claims}
    assert toll(found).status == "contested"


def test_undo_is_another_decision_and_can_be_undone() -> None:
    base = dossier(make(0), make(1, dead=70))
    first = decide(1, rejected(base.claims()[1]))
    undone = decide(2, Undone(decision=1))
    assert reviewed(base, first, undone).claims() == base.claims()
    again = decide(3, Undone(decision=2))
    assert reviewed(base, first, undone, again).claims() == reviewed(base, first).claims()


def test_a_newer_reading_keeps_the_correction_and_tells_that_it_reads_otherwise() -> None:
    base = dossier(make(0, dead=40))
    correction = decide(1, corrected(base.claims()[0], 46))
    newer = corrected(base.claims()[0], 50).after
    assert newer is not None
    again = dossier((base.reports[0], msgspec.structs.replace(newer, id="another-id")))
    found = reviewed(again, correction)
    assert found.claims()[0].figures[0].low == 46
    assert [(d.decision, "figures" in d.words) for d in found.disagreements] == [(1, True)]


def test_a_newer_reading_that_agrees_is_no_disagreement() -> None:
    base = dossier(make(0, dead=40))
    act = corrected(base.claims()[0], 46)
    assert act.after is not None
    assert not reviewed(dossier((base.reports[0], act.after)), decide(1, act)).disagreements


def test_what_was_accepted_stays_though_nothing_is_read_there_any_more() -> None:
    base = dossier(make(0))
    empty = msgspec.structs.replace(base, readings=(msgspec.structs.replace(base.readings[0], claims=()),))
    found = reviewed(empty, decide(1, accepted(base.claims()[0])))
    assert [c.content for c in found.claims()] == [base.claims()[0].content]
    assert "nothing is read there" in found.disagreements[0].words


def test_a_text_cut_otherwise_keeps_what_was_decided_on_its_words() -> None:
    base = dossier(make(0, dead=40), make(1, dead=70))
    report, claim = base.reports[1], base.claims()[1]
    acts: tuple[Act, ...] = (
        corrected(claim, 46),
        Moved(claim=anchor(claim), to=anchor(base.claims()[0]), question="", before="", after=""),
    )
    ahead = "(Wire 1) - "
    text = ahead + report.text
    later = msgspec.structs.replace(report, text=text)
    shifted = msgspec.structs.replace(relocate(claim, text), id="r1.later")
    again = dossier(make(0, dead=40), (later, shifted))
    found = reviewed(again, *(decide(n, act) for n, act in enumerate(acts, start=1)))
    assert found.claims()[1].figures[0].low == 46
    for span in (found.claims()[1].content, found.claims()[1].figures[0].mention):
        assert text[span.start : span.end] == span.text
    assert {c.id for c in found.claims()} in [set(p.claims) for p in toll(found).positions]
    assert not found.disagreements


def test_words_that_are_gone_are_told_and_nothing_is_made_up() -> None:
    base = dossier(make(0))
    report = msgspec.structs.replace(base.reports[0], text="Nothing of it is left.")
    found = reviewed(
        msgspec.structs.replace(
            base, reports=(report,), readings=(msgspec.structs.replace(base.readings[0], claims=()),)
        ),
        decide(1, accepted(base.claims()[0])),
    )
    assert found.claims() == ()
    assert "do not stand in the report any more" in found.disagreements[0].words


def test_decisions_on_a_report_that_is_gone_are_told() -> None:
    base = dossier(make(0), make(1))
    found = reviewed(dossier(make(1)), decide(1, accepted(base.claims()[0])))
    assert found.disagreements[0].words == "its report is not in the dossier"


def test_merged_incidents_are_compared_as_one() -> None:
    base = dossier(make(0, place="Tokhar"), make(1, dead=70, place="Sirte", day="2017-01-01"))
    assert len(reviewed(base).conclusions.incidents) == 2
    one, two = base.claims()
    act = OnIncidents(verdict="merge", sides=((anchor(one),), (anchor(two),)), before=("a", "b"), after=("a",))
    found = reviewed(base, decide(1, act))
    assert of(found, one.id) == of(found, two.id)
    assert "merged by a person" in [r.rule for r in of(found, one.id).evidence]
    assert toll(found).status == "contested"


def test_split_claims_are_an_incident_of_their_own() -> None:
    base = dossier(make(0), make(1), make(2))
    one, two, three = base.claims()
    act = OnIncidents(verdict="split", sides=((anchor(two), anchor(three)),), before=("a",), after=("a", "b"))
    found = reviewed(base, decide(1, act))
    assert of(found, two.id).claims == (two.id, three.id)
    assert of(found, one.id).claims == (one.id,)


def test_linked_incidents_name_each_other() -> None:
    base = dossier(make(0, place="Tokhar"), make(1, place="Sirte", day="2017-01-01"))
    one, two = base.claims()
    act = OnIncidents(verdict="link", sides=((anchor(one),), (anchor(two),)), before=(), after=())
    found = reviewed(base, decide(1, act))
    assert of(found, one.id).linked == (of(found, two.id).id,)
    assert of(found, two.id).linked == (of(found, one.id).id,)


def test_a_moved_claim_stands_under_the_other_answer() -> None:
    base = dossier(make(0, dead=40), make(1, dead=70), make(2, dead=70))
    one, two, _ = base.claims()
    act = Moved(claim=anchor(two), to=anchor(one), question="How many?", before="70", after="40")
    found = reviewed(base, decide(1, act))
    assert {frozenset(p.claims) for p in toll(found).positions} == {
        frozenset({one.id, two.id}),
        frozenset({base.claims()[2].id}),
    }
    assert not found.disagreements


def test_a_grade_is_confirmed_or_changed_with_its_note() -> None:
    base = dossier(make(0, dead=40), make(1, dead=70))
    proposed = of(reviewed(base), base.claims()[0].id).assessments[0]
    for after, verb in ((proposed.grade, "Confirmed"), ("Fair", "Changed from")):
        act = Graded(
            incident=(anchor(base.claims()[0]),),
            policy=proposed.policy,
            version=proposed.version,
            before=proposed.grade,
            after=after,
        )
        found = of(reviewed(base, decide(1, act)), base.claims()[0].id).assessments[0]
        assert found.grade == after
        assert found.decided == 1
        assert found.explanation.startswith(verb)
        assert "seen on the photographs" in found.explanation


def test_a_policy_that_proposes_otherwise_now_is_told() -> None:
    base = dossier(make(0, dead=40), make(1, dead=70))
    proposed = of(reviewed(base), base.claims()[0].id).assessments[0]
    act = Graded(
        incident=(anchor(base.claims()[0]),), policy=proposed.policy, version="1", before="Other", after="Fair"
    )
    found = reviewed(base, decide(1, act))
    assert "now proposes" in found.disagreements[0].words
    assert of(found, base.claims()[0].id).assessments[0].grade == "Fair"


def test_layers_do_not_see_each_other() -> None:
    base = dossier(make(0), make(1, dead=70))
    mine = decide(1, rejected(base.claims()[0]), layer="ann")
    theirs = decide(2, rejected(base.claims()[1]), layer="ben")
    found = apply(base, [mine, theirs], reconcile=reconcile, layer="ann")
    assert [c.id for c in found.claims()] == [base.claims()[1].id]
    assert found.decisions == (mine,)


def test_two_claims_on_the_same_words_are_told_apart_by_id_or_left_undecided() -> None:
    report, claim = make(0)
    twin = msgspec.structs.replace(claim, id=f"{claim.id}-2", polarity="negative")
    base = msgspec.structs.replace(
        dossier((report, claim)), readings=(Reading(report=report.id, mentions=Mentions(), claims=(claim, twin)),)
    )
    assert [c.id for c in reviewed(base, decide(1, rejected(twin))).claims()] == [claim.id]
    unknown = msgspec.structs.replace(rejected(twin), claim=Anchor(report=report.id, span=twin.content, claim="other"))
    assert len(reviewed(base, decide(1, unknown)).claims()) == 2


# Laws.

BASE = dossier(
    make(0, dead=40),
    make(1, dead=70),
    make(2, dead=46, place="Sirte", day="2017-01-01"),
    make(3, dead=50, place="Sirte", day="2017-01-01"),
    make(4, dead=60),
)


def _acts(index: int, what: str, value: int) -> Act:
    claim = BASE.claims()[index]
    if what == "accept":
        return accepted(claim)
    if what == "reject":
        return rejected(claim)
    if what == "correct":
        return corrected(claim, value)
    other = BASE.claims()[(index + 1 + value % 4) % 5]
    if what == "move":
        return Moved(claim=anchor(claim), to=anchor(other), question="", before="", after="")
    if what == "split":
        return OnIncidents(verdict="split", sides=((anchor(claim), anchor(other)),), before=(), after=())
    return OnIncidents(verdict="merge", sides=((anchor(claim),), (anchor(other),)), before=(), after=())


ACTS = st.builds(
    _acts,
    st.integers(0, 4),
    st.sampled_from(["accept", "reject", "correct", "move", "split", "merge"]),
    st.integers(0, 90),
)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """Any log: acts, with undoing among them."""
    found: list[Decision] = []
    for number in range(1, draw(st.integers(0, 7)) + 1):
        act = Undone(decision=draw(st.integers(1, number))) if draw(st.integers(0, 4)) == 0 else draw(ACTS)
        found.append(decide(number, act))
    return found


@settings(max_examples=60, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_are_given_does_not_matter(log: list[Decision], random: object) -> None:
    shuffled = list(log)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reviewed(BASE, *shuffled) == reviewed(BASE, *log)


@settings(max_examples=60, deadline=None)
@given(logs())
def test_applying_to_what_was_applied_changes_no_claim(log: list[Decision]) -> None:
    once = reviewed(BASE, *log)
    twice = reviewed(once, *log)
    assert twice.claims() == once.claims()
    assert twice.conclusions == once.conclusions


@settings(max_examples=60, deadline=None)
@given(logs())
def test_what_was_rejected_stands_nowhere_and_no_claim_is_lost(log: list[Decision]) -> None:
    found = reviewed(BASE, *log)
    out = {m.claim.id for m in found.marks if m.state == "rejected"}
    named = {c for q in found.conclusions.questions for p in q.positions for c in p.claims}
    held = [c for i in found.conclusions.incidents for c in i.claims]
    assert not out & named
    assert sorted(held) == sorted(c.id for c in found.claims())
    assert {c.id for c in found.claims()} | out == {c.id for c in BASE.claims()}


@settings(max_examples=60, deadline=None)
@given(logs(), ACTS)
def test_a_decision_and_its_undoing_are_as_nothing(log: list[Decision], act: Act) -> None:
    last = len(log) + 1
    more = [*log, decide(last, act), decide(last + 1, Undone(decision=last))]
    before, after = reviewed(BASE, *log), reviewed(BASE, *more)
    assert before.claims() == after.claims()
    assert before.conclusions == after.conclusions


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 90)), unique_by=lambda t: t[0]), st.permutations(range(5)))
def test_decisions_on_different_claims_commute(what: Sequence[tuple[int, int]], order: Sequence[int]) -> None:
    acts = [corrected(BASE.claims()[i], value) if value % 3 else rejected(BASE.claims()[i]) for i, value in what]
    first = [decide(n, act) for n, act in enumerate(acts, start=1)]
    chosen = [acts[i] for i in order if i < len(acts)]
    second = [decide(n, act) for n, act in enumerate(chosen, start=1)]
    assert reviewed(BASE, *first).conclusions == reviewed(BASE, *second).conclusions
