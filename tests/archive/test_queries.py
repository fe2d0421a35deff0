from collections.abc import Callable

import msgspec
import pytest

from rashomon.archive import Archive, queries, writing
from rashomon.archive.queries import DossierLine, Wanted
from rashomon.errors import NotFound
from rashomon.model import Conclusions, Position, Question, Reading, Report

Made = Callable[[int], tuple[Report, Reading]]


@pytest.fixture
def filled(archive: Archive, made: Made) -> Archive:
    """The reports 0 to 3 in "war", of which 3 is a copy of 1, and 5 in "peace", not concluded."""
    for number in (2, 0, 3, 1, 5):
        report, reading = made(number)
        writing.add(archive, "peace" if number == 5 else "war", report, reading, model="none 1")
    found = queries.snapshot(archive, "war")
    reports = [*found.dossier.reports[:3], msgspec.structs.replace(found.dossier.reports[3], copy_of=made(1)[0].id)]
    writing.conclude(archive, "war", reports, _questions(), revision=found.revision)
    return archive


def _questions() -> Conclusions:
    positions = (Position(answer="3", claims=(), origins=("SDF",)),)
    return Conclusions(
        questions=(
            Question(id="q1", incident=None, kind="figure", text="?", status="contested", positions=positions),
            Question(id="q0", incident=None, kind="figure", text="?", status="revised", positions=positions),
            Question(id="q2", incident=None, kind="place", text="?", status="single", positions=()),
        )
    )


def test_dossiers_are_listed_by_name(filled: Archive) -> None:
    assert queries.dossiers(filled) == (
        DossierLine(name="peace", reports=1, copies=0, claims=1, contested=0, revised=0, stale=True),
        DossierLine(name="war", reports=4, copies=1, claims=4, contested=1, revised=1, stale=False),
    )


def test_an_empty_archive_has_no_dossiers(archive: Archive) -> None:
    assert queries.dossiers(archive) == ()
    with pytest.raises(NotFound, match="rashomon add"):
        queries.snapshot(archive, "war")


@pytest.mark.parametrize("ask", [queries.snapshot, queries.require])
def test_an_unknown_dossier_is_told_with_those_there_are(
    filled: Archive, ask: Callable[[Archive, str], object]
) -> None:
    with pytest.raises(NotFound, match="no dossier 'wra'") as caught:
        ask(filled, "wra")
    assert caught.value.remedy == "there are: peace, war"


def test_a_known_dossier_may_be_required(filled: Archive) -> None:
    queries.require(filled, "war")


def test_a_snapshot_is_sorted_by_path_and_keeps_the_order_of_questions(filled: Archive) -> None:
    found = queries.snapshot(filled, "war").dossier
    assert [r.path for r in found.reports] == ["0000.txt", "0001.txt", "0002.txt", "0003.txt"]
    assert [r.report for r in found.readings] == [r.id for r in found.reports]
    assert found.conclusions == _questions()


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [0, 1, 2, 3, 5]),
        (Wanted(dossier="war"), [0, 1, 2, 3]),
        (Wanted(dossier="wa"), []),
        (Wanted(source="sello"), [0, 2]),
        (Wanted(source="DEMOCRATIC forces"), [0, 2]),
        (Wanted(source="100% sure"), [1, 3, 5]),
        (Wanted(source="1%"), []),
        (Wanted(source="T_lal"), []),
        (Wanted(place="raq"), [0, 2]),
        (Wanted(place="Aleppo"), []),
        (Wanted(since="2017-06-03"), [2, 3, 5]),
        (Wanted(until="2017-06-02"), [0, 1]),
        (Wanted(since="2017-06-02", until="2017-06-03"), [1, 2]),
        (Wanted(outcome="killed"), [0, 2]),
        (Wanted(outcome="wounded", dossier="peace"), [5]),
        (Wanted(outcome="killed", place="Mosul"), []),
    ],
)
def test_claims_that_are_wanted(filled: Archive, made: Made, wanted: Wanted, numbers: list[int]) -> None:
    found = queries.claims(filled, wanted)
    assert [line.claim for line in found] == [made(number)[1].claims[0] for number in numbers]
    assert [line.title for line in found] == [f"Dispatch {number}" for number in numbers]


def test_a_claim_is_found_in_the_dossiers_that_hold_it(filled: Archive, made: Made) -> None:
    report, reading = made(0)
    writing.add(filled, "peace", report, None, model="none 1")
    assert queries.holding(filled, reading.claims[0].id) == ("peace", "war")
    assert queries.holding(filled, report.id) == ("peace", "war")
    assert queries.holding(filled, "q1") == ("war",)
    assert queries.holding(filled, "nothing") == ()


def test_names_with_accents_match_in_capitals_or_not(archive: Archive, made: Made) -> None:
    report, reading = made(0)
    claim = reading.claims[0]
    source = msgspec.structs.replace(claim.sources[0], name="Özgür ÇELİK", affiliation=None)
    claim = msgspec.structs.replace(claim, sources=(source,))
    writing.add(archive, "war", report, msgspec.structs.replace(reading, claims=(claim,)), model="none 1")
    for name in ("özgür", "ÖZGÜR", "çel"):
        assert len(queries.claims(archive, Wanted(source=name))) == 1, name
