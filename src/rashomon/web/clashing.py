"""Which answers to a question are set against each other, and who stands in more than one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Literal, TypeAlias

import msgspec

from rashomon.model import Question

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
How: TypeAlias = Literal["contradicts", "revised", "both"]
Pair: TypeAlias = "frozenset[int]"


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, and the answers that cannot be true together with it or that deny it; all by their letters."""

    letter: str
    against: tuple[str, ...]


class Twice(msgspec.Struct, frozen=True, kw_only=True):
    """An origin that stands in more than one answer."""

    origin: str
    how: How
    """It contradicts itself; it has revised itself; or it gives answers that can both be true."""
    letters: tuple[str, ...]
    """Of its answers; of a revised one the replaced ones first."""


def letter(number: int) -> str:
    """A, B ... Z, A2, B2 ...: no two positions of a question share one."""
    again, place = divmod(number, len(LETTERS))
    return f"{LETTERS[place]}{again + 1}" if again else LETTERS[place]


def clashes(question: Question, opposed: Collection[tuple[str, str]]) -> tuple[Clash, ...]:
    """Each pair of standing answers that are opposed once, gathered greedily under as few answers as possible.

    `opposed` are pairs of claims that contradict or deny each other.
    """
    pairs = _pairs(question, opposed)
    found = []
    while pairs:
        counts = Counter(n for pair in pairs for n in pair)
        chief = min(counts, key=lambda n: (-counts[n], n))
        mine = {pair for pair in pairs if chief in pair}
        against = sorted(n for pair in mine for n in pair if n != chief)
        found.append(Clash(letter=letter(chief), against=tuple(letter(n) for n in against)))
        pairs -= mine
    return tuple(found)


def twice(question: Question, opposed: Collection[tuple[str, str]]) -> tuple[Twice, ...]:
    """The origins that stand in more than one answer: those that contradict themselves first, then by name."""
    pairs = _pairs(question, opposed)
    held: dict[str, list[int]] = {}
    for number, position in enumerate(question.positions):
        for origin in dict.fromkeys(position.origins):
            held.setdefault(origin, []).append(number)
    found = [_twice(question, origin, numbers, pairs) for origin, numbers in held.items() if len(numbers) > 1]
    return tuple(sorted(found, key=lambda one: (one.how != "contradicts", one.origin)))


def _twice(question: Question, origin: str, numbers: list[int], pairs: Collection[Pair]) -> Twice:
    replaced = [n for n in numbers if question.positions[n].superseded_by is not None]
    standing = [n for n in numbers if n not in replaced]
    inner = sorted({n for pair in pairs if pair <= set(standing) for n in pair})
    if inner:
        return Twice(origin=origin, how="contradicts", letters=tuple(map(letter, inner)))
    how: How = "revised" if replaced else "both"
    return Twice(origin=origin, how=how, letters=tuple(map(letter, (*replaced, *standing))))


def _pairs(question: Question, opposed: Collection[tuple[str, str]]) -> set[Pair]:
    """Standing positions whose claims are opposed, by their numbers."""
    holder = {c: n for n, p in enumerate(question.positions) if p.superseded_by is None for c in p.claims}
    return {
        frozenset((holder[a], holder[b])) for a, b in opposed if a in holder and b in holder and holder[a] != holder[b]
    }
