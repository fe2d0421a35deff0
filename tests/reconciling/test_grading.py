"""What the policies make of a case."""

from __future__ import annotations

import pytest

from rashomon.model import Position, Question
from rashomon.model.dossier import QuestionStatus
from rashomon.reconciling import grading
from rashomon.reconciling.cases import Case


def position(low: float | None, high: float | None, *origins: str, superseded_by: int | None = None) -> Position:
    return Position(answer="", low=low, high=high, claims=("c",), origins=origins, superseded_by=superseded_by)


def case(status: QuestionStatus, *positions: Position, accepted: tuple[str, ...] = (), fighters: bool = False) -> Case:
    dead = Question(id="q", incident=None, kind="figure", text="", status=status, positions=positions)
    return Case(dead=dead, counted="people", injured=None, responsible=(), accepted=accepted, only_fighters=fighters)


ONE = case("single", position(46, 46, "Monitor"))
TWO = case("contested", position(46, 46, "Monitor"), position(24, 99, "Network"), position(60, 60, "Army", "Press"))
OLD = case("revised", position(5, 5, "Monitor", superseded_by=1), position(46, 46, "Monitor"))
UP_TO = case("contested", position(None, 200, "Activists", "Press"), position(56, 56, "Monitor"))
FIGHTERS = case("single", position(87, 87, "Army"), fighters=True)
ACCEPTED = case("single", position(46, 46, "Monitor"), accepted=("Army",))
Read = tuple[str | None, float | None, float | None, float | None]


@pytest.mark.parametrize(
    ("policy", "of", "read"),
    [
        ("acled", TWO, (None, 12, 12, 12)),
        ("acled", OLD, (None, 46, 46, 46)),
        ("ucdp", TWO, (None, 24, 60, 99)),
        ("ucdp", UP_TO, (None, 56, 56, 200)),
        ("ibc", ONE, ("provisional", 46, None, 46)),
        ("ibc", TWO, ("established", 24, None, 99)),
        ("airwars", ONE, ("weak", 46, None, 46)),
        ("airwars", TWO, ("fair", 24, None, 99)),
        ("airwars", FIGHTERS, ("discounted", 87, None, 87)),
        ("airwars", ACCEPTED, ("confirmed", 46, None, 46)),
        ("every-casualty", ONE, ("uncorroborated", 46, None, 46)),
        ("every-casualty", TWO, ("conflicting", 24, None, 99)),
    ],
)
def test_policies(policy: str, of: Case, read: Read) -> None:
    (found,) = grading.grade(of, [policy])
    assert (found.grade, found.low, found.best, found.high) == read
    assert found.explanation


def test_nothing_is_read_into_an_incident_without_dead() -> None:
    empty = Case(dead=None, counted="people", injured=None, responsible=(), accepted=(), only_fighters=False)
    assert grading.grade(empty) == ()


def test_combatants_are_no_casualties_to_iraq_body_count() -> None:
    assert grading.grade(FIGHTERS, ["ibc"]) == ()


def test_every_policy_cites_where_its_rules_come_from() -> None:
    for policy in grading.POLICIES.values():
        assert len((policy.__doc__ or "").splitlines()) > 2
