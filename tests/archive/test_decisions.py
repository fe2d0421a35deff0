"""The log of decisions: added to, chained, never changed; and what tampering looks like."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from rashomon import pipeline
from rashomon.archive import Archive, decisions, open_archive, queries, writing
from rashomon.archive.decisions import Signed
from rashomon.errors import ArchiveError, NotFound
from rashomon.exporting.record import build
from rashomon.model import Anchor, Claim, Decision, OnClaim, Reading, Report, Undone

Pair = tuple[Report, Reading]
ANN = Signed(by="ann", why="seen on the photographs")


@pytest.fixture
def kept(archive: Archive, made: Callable[[int], Pair]) -> Archive:
    """With a dossier of four reports."""
    for number in range(4):
        report, reading = made(number)
        writing.add(archive, "syria", report, reading, model="m")
    pipeline.conclude(archive, "syria")
    return archive


def _claim(archive: Archive) -> Claim:
    return queries.snapshot(archive, "syria").dossier.claims()[0]


def _rejected(claim: Claim) -> OnClaim:
    anchor = Anchor(report=claim.report, span=claim.content, claim=claim.id)
    return OnClaim(verdict="reject", claim=anchor, before=claim, after=None)


def _tampered(path: Path, *statements: str) -> None:
    """Past every guard, as somebody with the file can."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER decisions_kept")
    connection.execute("DROP TRIGGER decisions_stay")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_decision_is_kept_as_it_was_taken_and_makes_the_conclusions_stale(kept: Archive) -> None:
    act = _rejected(_claim(kept))
    decision = decisions.decide(kept, "syria", act, ANN)
    assert decisions.log(kept, "syria") == (decision,)
    assert (decision.number, decision.by, decision.why, decision.act) == (1, "ann", ANN.why, act)
    assert queries.snapshot(kept, "syria").stale


def test_the_reviewed_dossier_is_drawn_anew_and_the_reading_stays(kept: Archive) -> None:
    claim = _claim(kept)
    decisions.decide(kept, "syria", _rejected(claim), ANN)
    found = pipeline.conclude(kept, "syria")
    assert claim.id not in {c.id for c in found.claims()}
    assert [m.state for m in found.marks] == ["rejected"]
    assert claim in queries.snapshot(kept, "syria").dossier.claims()
    assert build(pipeline.conclude(kept, "syria")) == build(found)
    decisions.decide(kept, "syria", Undone(decision=1), ANN)
    assert claim in pipeline.conclude(kept, "syria").claims()


def test_accepting_what_was_read_leaves_the_conclusions_as_they_are(kept: Archive) -> None:
    before = pipeline.conclude(kept, "syria")
    claim = _claim(kept)
    anchor = Anchor(report=claim.report, span=claim.content, claim=claim.id)
    accepted = OnClaim(verdict="accept", claim=anchor, before=claim, after=claim)
    decisions.decide(kept, "syria", accepted, ANN)
    assert not queries.snapshot(kept, "syria").stale
    found = pipeline.conclude(kept, "syria")
    assert [m.state for m in found.marks] == ["accepted"]
    assert found.conclusions == before.conclusions
    with kept.reading() as connection:
        assert decisions.marks(connection, "syria")[claim.id].decision == 1
    decisions.decide(kept, "syria", _rejected(claim), ANN)
    assert queries.snapshot(kept, "syria").stale
    pipeline.conclude(kept, "syria")
    decisions.decide(kept, "syria", accepted, ANN)
    assert queries.snapshot(kept, "syria").stale


def test_claims_of_a_dossier_are_found_as_reviewed(kept: Archive) -> None:
    claim = _claim(kept)
    figure = msgspec.structs.replace(claim.figures[0], outcome="displaced")
    after = msgspec.structs.replace(claim, figures=(figure,))
    anchor = Anchor(report=claim.report, span=claim.content, claim=claim.id)
    wanted = queries.Wanted(dossier="syria", outcome="displaced")
    assert not queries.claims(kept, wanted)
    decisions.decide(kept, "syria", OnClaim(verdict="correct", claim=anchor, before=claim, after=after), ANN)
    pipeline.conclude(kept, "syria")
    assert [line.claim.figures[0].outcome for line in queries.claims(kept, wanted)] == ["displaced"]
    assert len(queries.claims(kept, queries.Wanted(dossier="syria"))) == 4
    assert not queries.claims(kept, queries.Wanted(dossier="syria", outcome="displaced", place="Atlantis"))
    decisions.decide(kept, "syria", _rejected(after), ANN)
    pipeline.conclude(kept, "syria")
    assert len(queries.claims(kept, queries.Wanted(dossier="syria"))) == 3
    assert len(queries.claims(kept, queries.Wanted())) == 4


def test_another_reading_loses_no_decision(kept: Archive, made: Callable[[int], Pair]) -> None:
    claim = _claim(kept)
    figure = msgspec.structs.replace(claim.figures[0], low=99.0)
    after = msgspec.structs.replace(claim, figures=(figure,))
    anchor = Anchor(report=claim.report, span=claim.content, claim=claim.id)
    decisions.decide(kept, "syria", OnClaim(verdict="correct", claim=anchor, before=claim, after=after), ANN)
    report = next(r for r in queries.snapshot(kept, "syria").dossier.reports if r.id == claim.report)
    other = msgspec.structs.replace(claim, figures=(msgspec.structs.replace(claim.figures[0], low=7.0),), id="x")
    reading = msgspec.structs.replace(made(0)[1], report=report.id, claims=(other,))
    writing.add(kept, "syria", report, reading, model="newer")
    found = pipeline.conclude(kept, "syria")
    assert next(c for c in found.claims() if c.report == report.id).figures[0].low == 99
    assert "figures" in found.disagreements[0].words
    assert pipeline.conclude(kept, "syria").disagreements == found.disagreements


def test_a_form_sent_twice_is_one_decision(kept: Archive) -> None:
    signed = Signed(by="ann", once="form-1")
    first = decisions.decide(kept, "syria", _rejected(_claim(kept)), signed)
    assert decisions.decide(kept, "syria", _rejected(_claim(kept)), signed) == first
    assert len(decisions.log(kept, "syria")) == 1


def test_a_decision_that_was_overtaken_is_not_written(kept: Archive) -> None:
    act = _rejected(_claim(kept))
    decisions.decide(kept, "syria", act, Signed(by="ann", after=0))
    with pytest.raises(decisions.Overtaken):
        decisions.decide(kept, "syria", act, Signed(by="ben", after=0))
    assert [d.by for d in decisions.log(kept, "syria")] == ["ann"]


def test_no_dossier_no_decision(kept: Archive) -> None:
    with pytest.raises(NotFound):
        decisions.decide(kept, "nowhere", Undone(decision=1), ANN)


@pytest.mark.parametrize("statement", ["UPDATE decisions SET body = 'x'", "DELETE FROM decisions"])
def test_the_database_refuses_to_change_or_remove_a_decision(kept: Archive, statement: str) -> None:
    decisions.decide(kept, "syria", _rejected(_claim(kept)), ANN)
    with pytest.raises(ArchiveError, match="undo it by another"), kept.writing() as connection:
        connection.exec_driver_sql(statement)
    assert len(decisions.log(kept, "syria")) == 1


@pytest.mark.parametrize(
    ("statements", "broken", "problem"),
    [
        (["UPDATE decisions SET body = replace(body, 'photographs', 'fotographs') WHERE number = 2"], 2, "changed"),
        (["DELETE FROM decisions WHERE number = 2"], 3, "row 2 is missing"),
        (["UPDATE decisions SET layer = 'ben' WHERE number = 1"], 1, "layer"),
        (["UPDATE decisions SET hash = previous WHERE number = 3"], 3, "changed"),
        (["UPDATE decisions SET previous = hash WHERE number = 2"], 2, "not chained"),
        (["UPDATE decisions SET number = 9 WHERE number = 3"], 9, "row 3 is missing"),
    ],
)
def test_tampering_is_found_at_the_first_broken_row(
    tmp_path: Path, made: Callable[[int], Pair], statements: list[str], broken: int, problem: str
) -> None:
    path = tmp_path / "b.db"
    with open_archive(path, create=True) as archive:
        report, reading = made(0)
        writing.add(archive, "syria", report, reading, model="m")
        for _ in range(3):
            decisions.decide(archive, "syria", _rejected(reading.claims[0]), ANN)
        assert decisions.verify(archive, "syria").broken is None
    _tampered(path, *statements)
    with open_archive(path) as archive:
        found = decisions.verify(archive, "syria")
    assert found.broken == broken
    assert problem in found.problem


def test_a_log_from_elsewhere_goes_behind_the_same_beginning_and_never_over_another(
    kept: Archive, tmp_path: Path, made: Callable[[int], Pair]
) -> None:
    first = decisions.decide(kept, "syria", _rejected(_claim(kept)), ANN)
    with open_archive(tmp_path / "other.db", create=True) as other:
        report, reading = made(0)
        writing.add(other, "syria", report, reading, model="m")
        assert decisions.take(other, "syria", decisions.rows(kept, "syria")) == 1
        assert decisions.log(other, "syria") == (first,)
        assert decisions.verify(other, "syria").broken is None
        assert decisions.take(other, "syria", decisions.rows(kept, "syria")) == 0
        decisions.decide(kept, "syria", Undone(decision=1), ANN)
        decisions.decide(other, "syria", Undone(decision=1), Signed(by="ben"))
        with pytest.raises(ValueError, match="decision 2"):
            decisions.take(other, "syria", decisions.rows(kept, "syria"))


def test_what_a_newer_version_wrote_into_a_row_still_verifies() -> None:
    body = '{"act":{"decision":1,"kind":"undo"},"at":"","by":"a","layer":"","number":1,"why":"","x":1}'
    row = decisions.Row(
        number=1,
        layer="",
        once="o",
        body=body,
        previous=decisions.GENESIS,
        hash=decisions.digest(decisions.GENESIS, body),
    )
    assert decisions.check("d", [row]).broken is None
    assert msgspec.json.decode(row.body, type=Decision).by == "a"
