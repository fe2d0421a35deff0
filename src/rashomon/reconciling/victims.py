"""Whether civilians, or those who fight, were harmed at all: asked where one origin says so and another denies it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.reconciling import wording
from rashomon.reconciling.measure import Measure
from rashomon.reconciling.positions import Answer
from rashomon.reconciling.statements import Statement

KINDS = ("civil", "armed")
COUNTED = {"fighters": "armed"}
HARM = ("killed", "wounded")
OTHER = {"civil": "armed", "armed": "civil"}


@dataclass(frozen=True, slots=True)
class Harm:
    """Answers to whether people of one kind were harmed."""

    kind: str
    answers: list[Answer]


def harmed(statements: Sequence[Statement], counts: Mapping[Measure, Sequence[Answer]]) -> list[Harm]:
    """Where origins disagree whether civilians were harmed, and whether fighters were.

    Who says that only fighters died denies that civilians did. Speaking of the dead without saying who they were
    answers neither.
    """
    told = [s for s in statements if s.claim.sources and s.claim.status == "actual" and _of_harm(s)]
    found = []
    for kind in KINDS:
        counted = _counted(counts, kind)
        yes = [
            s
            for s in statements
            if s.claim.sources and s.claim.status == "actual" and not s.negative and not _only(s, OTHER[kind])
            if s.id in counted or (_of_harm(s) and _speaks_of(s, kind))
        ]
        no = [s for s in told if (_denies(s, kind) if s.negative else _only(s, OTHER[kind]))]
        answers = [Answer(s, "Yes", value="yes") for s in yes]
        answers += [Answer(s, "No", value="no") for s in no]
        plain = any(_speaks_of(s, kind) or not s.negative for s in no)
        if plain and {s.origin for s in yes} - {s.origin for s in no}:
            found.append(Harm(kind, sorted(answers, key=lambda a: a.statement.order)))
    return found


def _counted(counts: Mapping[Measure, Sequence[Answer]], kind: str) -> set[str]:
    """The claims that give a number of the kind's dead or wounded, in whatever words."""
    return {
        answer.statement.id
        for measure, answers in counts.items()
        if COUNTED.get(measure.counted) == kind and measure.outcome in HARM and not measure.scope
        for answer in answers
    }


def _of_harm(s: Statement) -> bool:
    return s.claim.event.type == "ASSAULT" and not s.subjects.isdisjoint(wording.words_of().harm)


def _denies(s: Statement, kind: str) -> bool:
    """Whether a denial is of harm to people of the kind, or of any deaths; not of having meant it."""
    if not wording.words_of().meant.isdisjoint(s.said.split()):
        return False
    if _speaks_of(s, kind):
        return True
    dead = not s.subjects.isdisjoint(wording.words_of().hurt)
    return dead and s.kinds.isdisjoint(KINDS) and all(n.kind in ("", kind) for n in s.recipients)


def _speaks_of(s: Statement, kind: str) -> bool:
    """Whether its words name people of the kind as such; "people" may be of any. Fighters beside civilians are more
    often those who did it."""
    beside = kind == "armed" and "civil" in s.certain
    return kind in s.certain and (not beside or any(name.kind == kind for name in s.recipients))


def _only(s: Statement, kind: str) -> bool:
    """Whether the claim says that people of this kind were harmed, and nobody else."""
    if kind not in s.kinds:
        return False
    known, said = wording.words_of(), s.said
    for words in known.only_when:
        said = said.replace(f" {words} ", " ")
    return any(f" {words} " in said for words in known.only)
