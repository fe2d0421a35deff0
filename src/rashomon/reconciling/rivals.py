"""Questions of who did it and who was hit: one act for which different parties are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from rashomon.model import Party
from rashomon.reconciling import parties, phrasing, wording
from rashomon.reconciling.parties import Name
from rashomon.reconciling.positions import UNKNOWN, Answer
from rashomon.reconciling.statements import Statement

BRIEF = 4
"""Content words of a claim so short that who did it is its whole point ("the coalition did it")."""

REACH, BEFORE = 4, 2
"""Words after "by" or before a weapon in which the party is named that a deed is put on."""

T = TypeVar("T", bound=Hashable)
Named = Callable[[Statement], tuple[Name, ...]]
Told = Callable[[Statement], Sequence[Party]]


@dataclass(slots=True)
class Side:
    """One party named for an act, under the names it is given."""

    names: tuple[Name, ...]
    shown: str
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Answers to one point of an act: who did it, or whether one party did."""

    answers: list[Answer]
    party: str = ""
    """Whether this party did it; empty where the point is who did."""


def blamed(statements: Sequence[Statement]) -> list[Dispute]:
    """Who did it, an act at a time: claims that name an actor of the violence done to one party, where different
    origins name different ones. Where one of them is cleared by anybody, whether that party did it is a point too."""
    told = _suspecting([s for s in statements if _violent(s) and s.claim.sources])
    violent = [s for s in told if s.actors and s.claim.certainty != "unknown"]
    accusing = [s for s in violent if (_denies_part(s) if s.negative else _points(s, s.actors))]
    found = []
    for act in _acts(accusing):
        affirmed = [s for s in act.statements if not s.negative]
        denials = [s for s in act.statements if s.negative]
        sides = _sides(affirmed, lambda s: s.actors, lambda s: s.claim.event.actors)
        sides = [side for side in sides if _known(side)]
        if _rival(sides):
            unknown = [Answer(s, UNKNOWN, value=UNKNOWN) for s in told if _leaves_open(s)]
            found.append(Dispute(sorted((*_answers(sides), *unknown), key=lambda a: a.statement.order)))
        found += [dispute for side in sides if (dispute := _cleared(side, denials))]
    return found


def _suspecting(told: Sequence[Statement]) -> list[Statement]:
    """The claims, those that name no actor with the suspect that their words or their speaker point at: "the missile
    came from ground held by the rebels", where others say that rebels fired it; "we had nothing to do with it"."""
    counts = Counter(s.actors for s in told if s.actors)
    suspects = sorted(counts, key=lambda names: (-counts[names], parties.spelt(names)))
    return [s if s.actors else replace(s, actors=_suspect(s, suspects)) for s in told]


def _suspect(s: Statement, suspects: Sequence[tuple[Name, ...]]) -> tuple[Name, ...]:
    """The suspect that a claim points at, the most often named of those that may be one; none where it is torn between
    several, or harm to themselves is spoken of."""
    pointed = [s.speaker] if s.negative else _agents(wording.plain(s.claim.content.text))
    meant = [names for names in suspects if _one(pointed, names) and not _one(names, s.recipients)]
    return meant[0] if meant and all(_one(meant[0], names) for names in meant) else ()


def _agents(words: Sequence[str]) -> list[Name]:
    """The parties that words put behind a deed: "launched by the army", "a coalition strike", "jets of the army"."""
    weapons = wording.words_of().subjects["bombing"]
    found: list[Name] = []
    for at, word in enumerate(words):
        if word == "by":
            found.append(parties.named(words[at + 1 : at + 1 + REACH]))
        elif word in weapons:
            found.append(parties.named(words[max(0, at - BEFORE) : at]))
            if words[at + 1 : at + 2] == ["of"]:
                found.append(parties.named(words[at + 2 : at + 2 + REACH]))
    return [name for name in found if name.states or name.kind in ("state", "armed") or name.own]


def _known(side: Side) -> bool:
    """Whether the party goes by a name; "gunmen" told of by one origin blames nobody in particular."""
    return any(c.isupper() for c in side.shown) or len({s.origin for s in side.statements}) > 1


def _cleared(side: Side, denials: Sequence[Statement]) -> Dispute | None:
    """Whether the party did it, where another origin than those that blame it denies that."""
    blaming = {s.origin for s in side.statements}
    clearing = [s for s in denials if _one(s.actors, side.names) and s.origin not in blaming]
    if not clearing:
        return None
    answers = [Answer(s, "Yes", value="yes") for s in side.statements]
    answers += [Answer(s, "No", value="no") for s in clearing]
    return Dispute(sorted(answers, key=lambda a: a.statement.order), side.shown)


def _leaves_open(s: Statement) -> bool:
    """Whether it is said that nobody knows who did it: "it was not known whose aircraft bombed the village"."""
    asked = not wording.words_of().asking.isdisjoint(s.said.split())
    return s.claim.certainty == "unknown" and asked


def _denies_part(s: Statement) -> bool:
    """Whether a denial is of having done it: the party says so itself, or is named."""
    return any(parties.compare(s.speaker, party) == "same" or _named(s, party) for party in s.actors)


def hit(statements: Sequence[Statement]) -> list[list[Answer]]:
    """Answers to who was hit: civilians by the one, and by the other those who fight. Only claims whose words name the
    victims as hit point at them; a number of the dead among them is a point of its own, not a side."""
    meant = [
        s
        for s in statements
        if s.recipients and s.claim.event.type == "ASSAULT" and _violent(s) and s.claim.sources and not s.negative
        if not s.claim.figures and _tells_of_harm(s) and any(_named(s, party) for party in s.recipients)
    ]
    sides = _sides(meant, lambda s: s.recipients, lambda s: s.claim.event.recipients)
    sides = [side for side in sides if _civil(side) or _fighting(side)]
    if len({_civil(side) for side in sides}) > 1 and _rival(sides):
        return [_answers(sides)]
    return []


def _tells_of_harm(s: Statement) -> bool:
    return not s.subjects.isdisjoint(wording.words_of().struck)


def _fighting(side: Side) -> bool:
    return any(name.kind in ("armed", "state") or (name.own and name.kind == "") for name in side.names) and any(
        party.kind != "person" for s in side.statements for party in s.claim.event.recipients
    )


def _civil(side: Side) -> bool:
    return any(name.kind == "civil" for name in side.names)


def _violent(s: Statement) -> bool:
    return s.claim.event.type in wording.words_of().violent and s.claim.status == "actual"


def _points(s: Statement, named: Sequence[Name]) -> bool:
    """Whether the claim itself points at the party: its own words name it, or it is too short to say anything else."""
    if not s.claim.figures and len(s.stems) < BRIEF:
        return True
    return any(_named(s, party) for party in named)


def _named(s: Statement, party: Name) -> bool:
    if party.own & s.stems or party.states & s.states:
        return True
    return not party.own and party.kind in s.kinds and not (party.states and s.states)


@dataclass(slots=True)
class Act:
    """Violence by one party or another upon one party, as statements tell of it."""

    type: str
    victims: list[Name] = field(default_factory=list)
    actors: list[Name] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def _acts(statements: Sequence[Statement]) -> list[Act]:
    """Statements by the act they tell of, the largest act first. Whether the dead were civilians or fighters is a
    dispute about one act; harm done to somebody who is named, or by the victims, is another act."""
    counts = _told(statements, _key)
    acts: list[Act] = []
    for s in sorted(statements, key=lambda s: (-counts[_key(s)], s.order)):
        act = next((act for act in acts if _tells_of(s, act)), None)
        if act is None:
            act = Act(s.claim.event.type)
            acts.append(act)
        act.statements.append(s)
        act.victims += s.recipients
        act.actors += s.actors
    return acts


def _told(statements: Sequence[Statement], key: Callable[[Statement], T]) -> Counter[T]:
    """How often each key is told, a copy's claim being its original's."""
    return Counter(told for told, *_ in {(key(s), s.original, s.said) for s in statements})


def _key(s: Statement) -> tuple[str, str]:
    return s.claim.event.type, f"{parties.spelt(s.actors)} > {parties.spelt(s.recipients)}"


def _tells_of(s: Statement, act: Act) -> bool:
    if s.claim.event.type != act.type:
        return False
    turned = parties.compared(s.actors, act.victims) == "same" or parties.compared(s.recipients, act.actors) == "same"
    named = [n for n in act.victims if not n.generic]
    return not turned and parties.compared([n for n in s.recipients if not n.generic], named) != "different"


def _one(a: Sequence[Name], b: Sequence[Name]) -> bool:
    return parties.compared(a, b) in ("same", "compatible")


def _sides(members: Sequence[Statement], named: Named, told: Told) -> list[Side]:
    """The parties named, those that may be one as one, the most often named first."""
    counts = _told(members, named)
    sides: list[Side] = []
    for names in sorted(counts, key=lambda n: (-counts[n], parties.spelt(n))):
        if not any(_one(names, side.names) for side in sides):
            shown = next((n for s in members if named(s) == names and (n := phrasing.listed(told(s)))), "")
            sides.append(Side(names, shown))
    for s in members:
        next(side for side in sides if _one(named(s), side.names)).statements.append(s)
    return sides


def _rival(sides: Sequence[Side]) -> bool:
    """Whether different origins name two sides."""
    return len(sides) > 1 and len({s.origin for side in sides for s in side.statements}) > 1


def _answers(sides: Sequence[Side]) -> list[Answer]:
    found = [Answer(s, side.shown, value=side.shown) for side in sides for s in side.statements]
    return sorted(found, key=lambda a: a.statement.order)
