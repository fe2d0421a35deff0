"""Which answers are set against each other, and who stands in more than one."""

from __future__ import annotations

from rashomon.model import Position, Question, Reason
from rashomon.web import clashing

WHY = Reason(part="status", rule="two origins differ", words="")


def _asked(*positions: tuple[str, str, int | None]) -> Question:
    """A question of answers, each one claim: what it is, whose it is, and by which other it was replaced."""
    return Question(
        id="q",
        incident="i",
        kind="figure",
        text="How many?",
        status="contested",
        positions=tuple(
            Position(answer=answer, claims=(f"c{n}",), origins=(origin,), superseded_by=by)
            for n, (answer, origin, by) in enumerate(positions)
        ),
        evidence=(WHY,),
    )


def test_each_pair_is_told_once_under_the_answer_that_most_oppose() -> None:
    asked = _asked(("12", "ministry", None), ("40", "militia", None), ("45", "monitor", None))
    told = clashing.clashes(asked, {("c0", "c1"), ("c0", "c2")})
    assert [(clash.letter, clash.against) for clash in told] == [("A", ("B", "C"))]


def test_an_origin_in_two_answers_that_cannot_both_be_true_contradicts_itself() -> None:
    asked = _asked(("12", "ministry", None), ("40", "ministry", None), ("40 or more", "militia", None))
    (one,) = clashing.twice(asked, {("c0", "c1"), ("c0", "c2")})
    assert (one.origin, one.how, one.letters) == ("ministry", "contradicts", ("A", "B"))


def test_an_origin_that_replaced_its_answer_has_revised_itself() -> None:
    asked = _asked(("45", "militia", None), ("40", "militia", 0), ("12", "ministry", None))
    (one,) = clashing.twice(asked, {("c0", "c2")})
    assert (one.how, one.letters) == ("revised", ("B", "A")), "the replaced answer first"


def test_two_answers_that_can_both_be_true_are_no_contradiction() -> None:
    asked = _asked(("at least 20", "office", None), ("about 30", "office", None))
    (one,) = clashing.twice(asked, ())
    assert one.how == "both"


def test_who_gives_one_answer_is_not_told() -> None:
    assert clashing.twice(_asked(("12", "ministry", None), ("40", "militia", None)), {("c0", "c1")}) == ()


def test_letters_go_on_beyond_z() -> None:
    assert [clashing.letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "A2", "Z2", "A3"]
