"""Which names mean one party: by what sets a name apart, its state, and the kind of party it is of.

"The Syrian army" and "Damascus" are one side of a war, "Syrian rebels" are another, although they share a word with the
first and "Damascus" shares none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import msgspec

from rashomon import lexicon
from rashomon.reconciling import wording

Verdict = Literal["same", "compatible", "different", "unknown"]
Kind = Literal["state", "armed", "civil", ""]

SHORTEST = 3
"""Letters of a word that can set a name apart."""
LONGEST = (3, 2, 1)
"""Words of a state's name, the longest tried first."""


class _Nation(msgspec.Struct, frozen=True):
    code: str
    name: str
    adjective: str
    capital: str
    aliases: str
    people: str


@dataclass(frozen=True, slots=True)
class Name:
    """A party's name taken apart."""

    own: frozenset[str]
    """Words that set it apart from any other party; stems."""
    states: frozenset[str]
    """ISO codes of the states it names."""
    kind: Kind

    @property
    def generic(self) -> bool:
        """Whether it means whoever is of this kind: "civilians", "the rebels"."""
        return not self.own and not self.states


@lru_cache(wording.MANY)
def spelt(names: tuple[Name, ...]) -> str:
    """The names in letters that are the same in every run: what a set of words is printed as is not."""
    return ";".join(f"{','.join(sorted(n.own))}/{','.join(sorted(n.states))}/{n.kind}" for n in names)


@lru_cache(wording.MANY)
def name(text: str) -> Name:
    """A party's name taken apart. A state's own name means its authorities."""
    return named(wording.plain(text))


def named(words: Sequence[str]) -> Name:
    """The states, kinds and names in plain words, taken together."""
    states: set[str] = set()
    kinds: list[Kind] = []
    own: set[str] = set()
    at = 0
    known = _first_words()
    while at < len(words):
        word = words[at]
        size, code = _state(words, at) if word in known else (1, "")
        if code:
            states.add(code)
        elif _kind(word):
            kinds.append(_kind(word))
        elif word not in wording.words_of().name_fillers and len(word) >= SHORTEST and not wording.is_common(word):
            own.add(wording.stem(word))
        at += size
    bare: Kind = "state" if states and not own else ""
    kind = "armed" if "armed" in kinds else kinds[-1] if kinds else bare
    return Name(frozenset(own), frozenset(states), kind)


def compare(a: Name, b: Name) -> Verdict:
    """Whether two names mean one party."""
    if a == b:
        return "same"
    if a.states and b.states and not a.states & b.states:
        return "different"
    if a.own and b.own:
        if a.own <= b.own or b.own <= a.own:
            return "same"
        return "compatible" if a.own & b.own else "different"
    if a.kind and b.kind and a.kind != b.kind:
        return "different"
    if a.own or b.own:
        return (
            "compatible"
            if a.states & b.states or (a.kind and a.kind == b.kind and (a.generic or b.generic))
            else "different"
        )
    return "same" if a.states & b.states and a.kind == b.kind else "compatible"


def compared(left: Iterable[Name], right: Iterable[Name]) -> Verdict:
    """Whether two lists of parties have one in common: the nearest two decide; unknown where one names nobody."""
    verdicts = {compare(a, b) for a in left for b in right}
    order: tuple[Verdict, ...] = ("same", "compatible", "different")
    return next((v for v in order if v in verdicts), "unknown")


def _state(words: Sequence[str], at: int) -> tuple[int, str]:
    """How many words from `at` name a state, and its code."""
    known = _states()
    tried = ((n, known.get(" ".join(words[at : at + n]), "")) for n in LONGEST)
    return next((found for found in tried if found[1]), (1, ""))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(spelling.split()[0] for spelling in _states())


@cache
def _states() -> dict[str, str]:
    """Names, adjectives, capitals and peoples of states, folded, to their codes."""
    found: dict[str, str] = {}
    for row in lexicon.load("nations.csv", list[_Nation]):
        names = (row.name, row.adjective, row.capital, *row.aliases.split("|"), *row.people.split("|"))
        for spelling in names:
            if key := " ".join(wording.plain(spelling)):
                found.setdefault(key, row.code)
    return found


@lru_cache(wording.MANY)
def _kind(word: str) -> Kind:
    kinds = wording.words_of().party_kinds
    return next((kind for kind in ("state", "armed", "civil") if word in kinds[kind]), "")


def kinds(words: Sequence[str]) -> frozenset[str]:
    """The kinds of party that plain words name; "civilian dress" names nobody."""
    things = wording.words_of().things
    following = [*words[1:], ""]
    named = (w for w, after in zip(words, following, strict=True) if after not in things) if words else ()
    return frozenset(kind for word in named if (kind := _kind(word)))
