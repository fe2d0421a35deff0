"""The laws of reviewing, whatever people decide."""

from __future__ import annotations

from collections.abc import Sequence

from deciding import accepted, corrected, decide, dossier, make, rejected, reviewed
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import (
    Decision,
    Moved,
    OnIncidents,
    Undone,
)
from rashomon.model.decision import Act
from rashomon.reviewing.claims import anchor

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
