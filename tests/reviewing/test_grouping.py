"""What a reviewer sees of decisions on incidents, positions and grades."""

from __future__ import annotations

from deciding import decide, dossier, make, of, reviewed, toll

from rashomon.model import (
    Graded,
    Moved,
    OnIncidents,
)
from rashomon.reviewing.claims import anchor


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
