"""Answers to one question become positions: who agrees, who contradicts whom, who has replaced his own answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rashomon.model import Figure, Position, Reason
from rashomon.model.dossier import QuestionStatus
from rashomon.reconciling import comparing
from rashomon.reconciling.comparing import Compared
from rashomon.reconciling.statements import Statement

COMPARED = 40
"""Positions whose answers are compared pair by pair; beyond it only neighbours in order are, to stay near-linear."""

UNKNOWN = "not known"
"""The answer that nobody knows; it contradicts nothing."""

SAME_SUBJECT = 2
"""Content words that an origin's two answers share when the second takes back the first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one statement answers: a figure, or a value that only equals itself."""

    statement: Statement
    words: str
    value: str = ""
    figure: Figure | None = None
    first: Statement | None = None
    """The statement that this one, of a copy, repeats: an answer is as old as where it was first given."""

    @property
    def order(self) -> tuple[str, str, int, str]:
        """When it was first given, and where."""
        return (self.first or self.statement).order


@dataclass(slots=True)
class Stand:
    """One position in the making: answers that are one answer, and the position that replaced it."""

    answers: list[Answer]
    origins: list[str]
    successor: Stand | None = None
    index: int = field(default=-1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The positions on a question, its status, and why it is that."""

    positions: tuple[Position, ...]
    status: QuestionStatus
    reason: Reason


def weigh(answers: Sequence[Answer]) -> Outcome:
    """The positions that the answers (oldest first) amount to.

    Each origin's own answers are put in order first: a different answer replaces its earlier one. Only what origins
    say last is compared across origins: contested when two cannot both be true, else revised when one was replaced.
    """
    stands: list[Stand] = []
    by_origin: dict[str, list[Answer]] = {}
    for answer in answers:
        by_origin.setdefault(answer.statement.origin, []).append(answer)
    for origin in sorted(by_origin):
        stands += _course(origin, sorted(by_origin[origin], key=_said))
    stands = _joined(stands)
    for index, stand in enumerate(stands):
        stand.index = index
    status, reason = _status(stands)
    return Outcome(tuple(_position(stand) for stand in stands), status, reason)


def compare(a: Answer, b: Answer) -> Compared:
    """Whether two answers can both be true."""
    if a.figure and b.figure:
        return comparing.figures(a.figure, b.figure)
    if a.value == b.value:
        return Compared("same", f"both answer: {a.words}")
    if UNKNOWN in (a.value, b.value):
        return Compared("compatible", "one says that it is not known")
    return Compared("different", f"{a.words} / {b.words}")


def _course(origin: str, answers: Sequence[Answer]) -> list[Stand]:
    """One origin's answers as a chain: each different one replaces the one before."""
    chain: list[Stand] = []
    for answer in answers:
        held = next((s for s in reversed(chain) if _repeats(s.answers[-1], answer)), None)
        if held:
            held.answers.append(answer)
        else:
            chain.append(Stand([answer], [origin]))
    for earlier, later in pairwise(chain):
        if _replaces(later.answers[0], earlier.answers[-1]):
            earlier.successor = later
    return chain


def _said(answer: Answer) -> tuple[str, float]:
    return answer.order[0], (_number(answer.figure) or 0.0) if answer.figure else 0.0


def _replaces(later: Answer, earlier: Answer) -> bool:
    """Whether an origin's different answer withdraws its earlier one: a new figure does, unless the two are the least
    and the most of one range; other answers only when they were given on a later day and in the words of the first.
    "A witness" of another outlet may be somebody else."""
    before, after = earlier.statement, later.statement
    if before.outlet != after.outlet and not (_named(before) and _named(after)):
        return False
    if later.figure and earlier.figure:
        return not _bounds_one_range(earlier.figure, later.figure)
    common = before.stems & after.stems
    return earlier.order[0] < later.order[0] and len(common) >= SAME_SUBJECT


def _named(s: Statement) -> bool:
    """Whether its origin goes by a name, or is the outlet."""
    return not s.claim.sources or s.claim.sources[-1].named


def _bounds_one_range(a: Figure, b: Figure) -> bool:
    """ "At least 74", "as many as 203"."""
    open_ends = {(f.low is None, f.high is None) for f in (a, b)}
    return open_ends == {(True, False), (False, True)} and comparing.figures(a, b).verdict != "different"


def _repeats(a: Answer, b: Answer) -> bool:
    """Whether an origin says the same again: the same number, however hedged ("208", "at least 208")."""
    if a.figure is None or b.figure is None:
        return a.value == b.value
    if (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high):
        return True
    return _number(a.figure) == _number(b.figure) and comparing.figures(a.figure, b.figure).verdict != "different"


def _number(figure: Figure) -> float | None:
    return figure.low if figure.low is not None else figure.high


def _joined(stands: Sequence[Stand]) -> list[Stand]:
    """Equal answers of several origins as one stand, unless one of them was replaced: that is its origin's alone."""
    kept: dict[tuple[str, float | None, float | None], Stand] = {}
    made: list[Stand] = []
    replaced: list[tuple[Stand, Stand]] = []
    for stand in sorted(stands, key=lambda s: (s.answers[0].order, s.origins)):
        figure = stand.answers[-1].figure
        key = (stand.answers[0].value, figure.low if figure else None, figure.high if figure else None)
        if stand.successor is None and key in kept:
            kept[key].answers += stand.answers
            kept[key].origins += stand.origins
            replaced.append((stand, kept[key]))
            continue
        if stand.successor is None:
            kept[key] = stand
        made.append(stand)
    moved = {id(old): new for old, new in replaced}
    for stand in made:
        if stand.successor is not None:
            stand.successor = moved.get(id(stand.successor), stand.successor)
    return made


def _status(stands: Sequence[Stand]) -> tuple[QuestionStatus, Reason]:
    """Contested, revised, agreed or single, in that order of precedence, and the words it follows from."""
    current = [s for s in stands if s.successor is None]
    pairs = [(a, b) for i, a in enumerate(current[:COMPARED]) for b in current[i + 1 : COMPARED]]
    pairs += list(zip(current[COMPARED - 1 :], current[COMPARED:], strict=False))
    for a, b in pairs:
        if len({*a.origins, *b.origins}) > 1 and (compared := _clash(a, b)):
            return "contested", Reason(
                part="status", rule=f"two origins cannot both be right: {compared.why}", words=""
            )
    for stand in stands:
        if stand.successor:
            rule = f"{', '.join(stand.origins)} replaced its own answer"
            return "revised", Reason(part="status", rule=rule, words=stand.answers[0].words)
    origins = {origin for stand in stands for origin in stand.origins}
    if len(origins) > 1:
        return "agreed", Reason(part="status", rule="all answers can be true together", words="")
    return "single", Reason(part="status", rule="one origin speaks", words=next(iter(sorted(origins)), ""))


def _clash(a: Stand, b: Stand) -> Compared | None:
    compared = compare(a.answers[-1], b.answers[-1])
    return compared if compared.verdict == "different" else None


def _position(stand: Stand) -> Position:
    last = stand.answers[-1]
    successor = stand.successor
    while successor is not None and successor.index < 0:
        successor = successor.successor
    return Position(
        answer=last.words,
        low=last.figure.low if last.figure else None,
        high=last.figure.high if last.figure else None,
        claims=tuple(dict.fromkeys(a.statement.id for a in sorted(stand.answers, key=lambda a: a.statement.order))),
        origins=tuple(sorted(set(stand.origins))),
        superseded_by=successor.index if successor else None,
    )


def figure_answer(statement: Statement, figure: Figure) -> Answer:
    """An answer that is a figure, in words that name its bounds."""
    return Answer(statement, comparing.amount(figure), figure=figure)
