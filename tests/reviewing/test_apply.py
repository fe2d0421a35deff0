"""What a reviewer sees of decisions on claims, also when a newer version reads otherwise."""

from __future__ import annotations

import msgspec
from deciding import accepted, corrected, decide, dossier, make, rejected, reviewed, toll

from rashomon.model import (
    Anchor,
    Mentions,
    Moved,
    OnClaim,
    Reading,
    Undone,
)
from rashomon.model.decision import Act
from rashomon.reconciling import conclude
from rashomon.reviewing import apply
from rashomon.reviewing.claims import anchor
from rashomon.reviewing.relocating import relocate


def test_without_decisions_it_is_what_was_read() -> None:
    base = dossier(make(0), make(1, dead=70))
    found = reviewed(base)
    assert found.readings == base.readings
    assert found.conclusions == conclude(base)
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


def test_layers_do_not_see_each_other() -> None:
    base = dossier(make(0), make(1, dead=70))
    mine = decide(1, rejected(base.claims()[0]), layer="ann")
    theirs = decide(2, rejected(base.claims()[1]), layer="ben")
    found = apply(base, [mine, theirs], reconcile=conclude, layer="ann")
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
