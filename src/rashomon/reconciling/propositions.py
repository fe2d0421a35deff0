"""Questions of whether, who and when: claims of one proposition, found by what they say and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.reconciling import comparing, denying
from rashomon.reconciling.parties import Name
from rashomon.reconciling.rarity import Rarity
from rashomon.reconciling.statements import Statement, around

ALIKE = 5.0
"""Likeness from which two affirming claims are of one proposition (bench/gold.py)."""
BOTH_DENY = 4.2
"""Likeness from which two denials deny one thing: of denials of one act by one actor upon one party on the same days,
60 of 84 pairs stand in one question of the gold, whatever their words. At 3.1 contradiction was F1 .44 on gold claims,
at 4.2 .46, and agreement .45 against .44."""
# The weights are rounded from a logistic regression over the 12,000 pairs of an affirming and a denying claim and the
# 42,000 pairs of affirming claims in gold, copies left out.
TYPE = 1.8
"""The same event type."""
DAYS, SOME_DAYS = 1.0, 0.5
"""The same days, or enough days in common."""
ACTORS, RECIPIENTS = 0.8, 1.0
"""The same actors, the same recipients; half of it when they share a name."""
WORD, MOST_WORDS = 0.75, 3
"""Each content word in common, and how many count."""
COSINE = 0.4
"""Content words in common, weighted by rarity."""
COUNTS, NARRATES, UNSURE = -1.5, -1.2, -0.8
"""A claim with a figure answers how many rather than whether; an outlet's own sentence seldom takes a side; a plan or
a possibility affirms less."""
LIKEST = 0.25
"""Share of the likest member in likeness to a proposition, the rest being the mean of all compared: by the likest alone
agreement fell from F1 .45 to .43, by the mean alone contradiction from .45 to .44."""
LEADERS = 200
"""Propositions of one happening that a claim is compared with; a bound on time, not on meaning."""
SAMPLE = 6
"""Members of a proposition that a claim is compared with, oldest first; a bound on time."""


@dataclass(slots=True)
class Proposition:
    """Statements that affirm or deny one thing."""

    leader: Statement
    statements: list[Statement] = field(default_factory=list)


def propositions(statements: Sequence[Statement], rarity: Rarity) -> list[Proposition]:
    """A happening's statements by proposition: denials with what they deny, then what is only affirmed.

    Most affirming claims about one act say different things of it; a denial is of the act as a whole. So a denial
    gathers by event, actors and recipients, and affirming claims gather among themselves only by like words.
    """
    fact = [s for s in statements if s.claim.status == "actual" or s.negative]
    plans = [s for s in statements if s.claim.status != "actual" and not s.negative]
    denials = _gathered([s for s in fact if s.negative], rarity, BOTH_DENY)
    affirming = [s for s in fact if not s.negative]
    met: set[str] = set()
    for denial in denials:
        deniers = {s.origin: s.order[0] for s in denial.statements}
        named = {id for s in denial.statements for id in s.claim.denies}
        near = {s.id for s in around(denial.leader, affirming)} | named
        denied = [s for s in affirming if s.id in near]
        denied = [s for s in denied if deniers.get(s.origin, "") < s.order[0] or s.origin not in deniers]
        clear = any(s.id in named for s in denied)
        likely = denying.LIKELIER if clear else denying.LIKELY
        denied = [s for s in denied if s.id in named or denying.denied(s, denial.statements[:SAMPLE], rarity, likely)]
        denial.statements += denied
        met.update(s.id for s in denied)
    rest = [s for s in affirming if s.id not in met]
    found = [*denials, *_gathered(rest, rarity, ALIKE), *_gathered(plans, rarity, ALIKE)]
    for proposition in found:
        proposition.statements.sort(key=lambda s: s.order)
    return found


def _gathered(statements: Sequence[Statement], rarity: Rarity, alike: float) -> list[Proposition]:
    """Each statement with the likest proposition that is alike enough, else as the first of its own."""
    found: list[Proposition] = []
    for statement in statements:
        best, score = None, alike
        for proposition in found[-LEADERS:]:
            likeness = _likeness(statement, proposition, rarity)
            if likeness >= score:
                best, score = proposition, likeness
        if best is None:
            best = Proposition(statement)
            found.append(best)
        best.statements.append(statement)
    return found


def _likeness(statement: Statement, proposition: Proposition, rarity: Rarity) -> float:
    found = [likeness(statement, other, rarity) for other in proposition.statements[:SAMPLE]]
    return LIKEST * max(found) + (1 - LIKEST) * sum(found) / len(found)


def likeness(a: Statement, b: Statement, rarity: Rarity) -> float:
    """How likely two claims are of one proposition; a sum of named weights."""
    score = COSINE * rarity.likeness(a, b)
    score += WORD * min(MOST_WORDS, len(a.stems & b.stems))
    if a.claim.event.type == b.claim.event.type:
        score += TYPE
    score += {"same": DAYS, "compatible": SOME_DAYS}.get(comparing.windows(a.window, b.window).verdict, 0.0)
    score += _shared(a.actors, b.actors) * ACTORS + _shared(a.recipients, b.recipients) * RECIPIENTS
    return score + max(_reserve(a), _reserve(b))


def _reserve(s: Statement) -> float:
    """What speaks against an affirming claim taking a side on whether something happened."""
    score = COUNTS if s.claim.figures else 0.0
    score += 0.0 if s.claim.sources else NARRATES
    return score + (UNSURE if s.unsure else 0.0)


def _shared(a: Sequence[Name], b: Sequence[Name]) -> float:
    return {"same": 1.0, "compatible": 0.5, "different": 0.0, "unknown": 0.0}[comparing.parties(a, b).verdict]
