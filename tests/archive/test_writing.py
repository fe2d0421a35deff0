from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import func, select

from rashomon.archive import Archive, postgresql, queries, writing
from rashomon.archive import tables as t
from rashomon.errors import ArchiveError
from rashomon.model import Assessment, Conclusions, Incident, Position, Question, Reading, Reason, Relation, Report

Made = Callable[[int], tuple[Report, Reading]]

REASON = Reason(part="question", rule="two origins, two numbers", words="")


def add(archive: Archive, made: Made, *numbers: int, dossier: str = "war") -> None:
    for number in numbers:
        report, reading = made(number)
        writing.add(archive, dossier, report, reading, model="none 1")


def concluded(made: Made) -> Conclusions:
    """A contested question and an incident, from the reports 0 and 2."""
    a, b = sorted(made(number)[1].claims[0].id for number in (0, 2))
    event = made(0)[1].claims[0].event
    question = Question(
        id="q1",
        incident="i1",
        kind="figure",
        text="How many were killed?",
        status="contested",
        positions=(
            Position(answer="3", low=3.0, high=3.0, claims=(a,), origins=("SDF",), superseded_by=1),
            Position(answer="5", low=5.0, claims=(b,), origins=("SDF", "a witness")),
        ),
        evidence=(REASON,),
    )
    grade = Assessment(
        policy="p", version="1", grade=None, low=3.0, best=None, high=5.0, outcome="killed", explanation="two origins"
    )
    incident = Incident(
        id="i1",
        title="Strike",
        place=event.place,
        time=event.time,
        claims=(a, b),
        questions=("q1",),
        assessments=(grade,),
        evidence=(REASON,),
    )
    relation = Relation(kind="CONTRADICTS", a=a, b=b, question="q1", reason=REASON)
    return Conclusions(incidents=(incident,), questions=(question,), relations=(relation,))


def rows(archive: Archive) -> dict[str, int]:
    with archive.reading() as connection:
        counted = {name: connection.scalar(select(func.count()).select_from(table)) for name, table in _TABLES}
    return {name: number or 0 for name, number in counted.items()}


_TABLES = sorted(t.metadata.tables.items())


def test_what_is_added_comes_back_as_it_was(archive: Archive, made: Made) -> None:
    add(archive, made, 1, 0)
    found = queries.snapshot(archive, "war").dossier
    assert found.reports == (made(0)[0], made(1)[0])
    assert found.readings == (made(0)[1], made(1)[1])
    assert found.model == "none 1"


def test_the_same_report_twice_changes_nothing(archive: Archive, made: Made) -> None:
    add(archive, made, 0, 1)
    before, counted = queries.snapshot(archive, "war"), rows(archive)
    assert queries.is_read(archive, made(0)[0].id, model="none 1")
    writing.add(archive, "war", made(0)[0], None, model="none 1")
    assert queries.snapshot(archive, "war") == before
    add(archive, made, 0)
    assert queries.snapshot(archive, "war").dossier == before.dossier
    assert rows(archive) == counted


def test_a_reading_by_another_model_replaces_the_earlier_one(archive: Archive, made: Made) -> None:
    add(archive, made, 0)
    report, reading = made(0)
    assert not queries.is_read(archive, report.id, model="other 2")
    revision = queries.snapshot(archive, "war").revision
    writing.add(archive, "war", report, msgspec.structs.replace(reading, claims=()), model="other 2")
    found = queries.snapshot(archive, "war")
    assert found.dossier.claims() == ()
    assert found.dossier.model == "other 2"
    assert found.revision > revision
    assert rows(archive)["claim_sources"] == rows(archive)["claim_figures"] == 0


@pytest.mark.parametrize("order", [("a.txt", "b.txt", None), ("b.txt", None, "a.txt"), (None, "b.txt", "a.txt")])
def test_of_several_paths_the_first_in_the_alphabet_stays(
    archive: Archive, made: Made, order: tuple[str | None, ...]
) -> None:
    report, reading = made(0)
    writing.add(archive, "war", report=msgspec.structs.replace(report, path=order[0]), reading=reading, model="none 1")
    for path in order[1:]:
        writing.add(archive, "war", msgspec.structs.replace(report, path=path), None, model="none 1")
    assert [r.path for r in queries.snapshot(archive, "war").dossier.reports] == ["a.txt"]


def test_a_report_in_two_dossiers_is_kept_once(archive: Archive, made: Made) -> None:
    add(archive, made, 0, dossier="war")
    writing.add(archive, "peace", made(0)[0], None, model="none 1")
    assert rows(archive)["_reports"] == 1
    assert queries.snapshot(archive, "peace").dossier.readings == queries.snapshot(archive, "war").dossier.readings


def test_conclusions_come_back_as_they_were_drawn(archive: Archive, made: Made) -> None:
    add(archive, made, 0, 2)
    found = queries.snapshot(archive, "war")
    assert found.stale
    reports = (found.dossier.reports[0], msgspec.structs.replace(found.dossier.reports[1], copy_of=made(0)[0].id))
    writing.conclude(archive, "war", reports, concluded(made), revision=found.revision)
    after = queries.snapshot(archive, "war")
    assert after.dossier.conclusions == concluded(made)
    assert after.dossier.reports == reports
    assert not after.stale


def test_conclusions_replace_those_before(archive: Archive, made: Made) -> None:
    add(archive, made, 0, 2)
    add(archive, made, 0, 2, dossier="peace")
    for dossier in ("war", "peace"):
        revision = queries.snapshot(archive, dossier).revision
        writing.conclude(archive, dossier, (), concluded(made), revision=revision)
    writing.conclude(archive, "war", (), Conclusions(), revision=queries.snapshot(archive, "war").revision)
    assert queries.snapshot(archive, "war").dossier.conclusions == Conclusions()
    assert queries.snapshot(archive, "peace").dossier.conclusions == concluded(made)


def test_conclusions_that_cannot_be_kept_leave_those_before(archive: Archive, made: Made) -> None:
    add(archive, made, 0, 2)
    good = concluded(made)
    writing.conclude(archive, "war", (), good, revision=queries.snapshot(archive, "war").revision)
    before = queries.snapshot(archive, "war")
    twice = msgspec.structs.replace(good, questions=good.questions * 2)
    with pytest.raises(ArchiveError):
        writing.conclude(archive, "war", (), twice, revision=before.revision)
    assert queries.snapshot(archive, "war") == before


def test_a_new_report_makes_the_conclusions_stale(archive: Archive, made: Made) -> None:
    add(archive, made, 0, 2)
    writing.conclude(archive, "war", (), concluded(made), revision=queries.snapshot(archive, "war").revision)
    add(archive, made, 4)
    found = queries.snapshot(archive, "war")
    assert found.stale
    assert found.dossier.conclusions == concluded(made)


def test_conclusions_from_an_earlier_revision_stay_stale(archive: Archive, made: Made) -> None:
    add(archive, made, 0)
    earlier = queries.snapshot(archive, "war").revision
    add(archive, made, 2)
    writing.conclude(archive, "war", (), concluded(made), revision=earlier)
    assert queries.snapshot(archive, "war").stale


def test_another_reading_makes_every_dossier_that_holds_it_stale(archive: Archive, made: Made) -> None:
    add(archive, made, 0)
    writing.add(archive, "peace", made(0)[0], None, model="none 1")
    revision = queries.snapshot(archive, "peace").revision
    writing.conclude(archive, "peace", (), Conclusions(), revision=revision)
    writing.add(archive, "war", made(0)[0], made(0)[1], model="other 2")
    assert queries.snapshot(archive, "peace").stale


def test_any_text_is_kept_to_the_letter(archive: Archive, made: Made) -> None:
    nul = "" if archive.backend is postgresql else "\x00"  # no PostgreSQL text can hold one; `ingest` keeps none
    text = f"a{nul}b\r\n\u2028𝄞'; DROP TABLE reports; --"
    report = msgspec.structs.replace(made(0)[0], text=text, dateline=None)
    writing.add(archive, "it's", report, made(0)[1], model="none 1")
    assert queries.snapshot(archive, "it's").dossier.reports == (report,)
