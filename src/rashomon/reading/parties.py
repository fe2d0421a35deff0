"""From noun phrases to parties: who plays a part in an event, also where it is only said whose weapon or decision."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.model import Party
from rashomon.reading.actors import Actors
from rashomon.reading.language import Parsed
from rashomon.reading.participants import phrase

OWNING = {"poss": 0, "compound": 1, "nmod": 1, "amod": 1, "prep": 2, "pobj": 2, "conj": 3, "appos": 3}
"""How a party hangs on a word that is none, nearest first: "Moscow's decision", "coalition jets", "raid by rebels"."""
PARTIES = ("PERSON", "ORG", "NORP", "GPE")
DEEPEST = 4
"""Steps down from a noun to a party that it is said to belong to or to be directed at."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of one report, by the tokens that head their mentions."""

    parsed: Parsed
    actors: Actors
    heads: frozenset[int]

    def of(self, ranges: Iterable[tuple[int, int]]) -> tuple[Party, ...]:
        """Each party once, by its canonical name; what is no party nor anybody's ("hours") is left out."""
        found: dict[str, Party] = {}
        for start, end in ranges:
            party = self._party(start, end)
            if party is not None:
                found.setdefault(party.name, party)
        return tuple(found.values())

    def towards(self, heads: Iterable[int]) -> tuple[Party, ...]:
        """The parties of the first of the words that is one, or that one hangs on, with those coordinated with it."""
        doc = self.parsed.doc
        for head in heads:
            found = self.of([phrase(doc[head])])
            if found:
                return found
        return ()

    def _party(self, start: int, end: int) -> Party | None:
        doc = self.parsed.doc
        root = doc[start:end].root
        if any(start <= head < end and not _modifies(doc[head], root) for head in self.heads):
            return self.actors.party(start, end)
        owner = self._owner(root)
        if owner is None:
            return None
        whose = self.actors.party(*phrase(owner))
        return Party(name=whose.name, mention=self.parsed.words(*_stretch(start, end, owner)), kind=whose.kind)

    def _owner(self, root: Token) -> Token | None:
        """The nearest party below a word that is no party itself."""
        for token in _below(root):
            if token.i in self.heads or (token.ent_type_ in PARTIES and token.pos_ in ("PROPN", "ADJ", "NOUN")):
                return _whole(token)
        return None


def _whole(token: Token) -> Token:
    """The head of the name that the token belongs to."""
    while token.head.ent_type_ == token.ent_type_ and token.dep_ in ("compound", "nmod") and token.ent_type_:
        token = token.head
    return token


def _modifies(token: Token, root: Token) -> bool:
    """Whether the token only says whose or what sort of thing the root is."""
    while token != root:
        if token.dep_ in OWNING and token.dep_ not in ("conj", "appos"):
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _below(root: Token) -> Iterator[Token]:
    """The words that say whose something is or at whom it is directed, nearest first."""
    queue = deque([(root, 0)])
    while queue:
        token, depth = queue.popleft()
        below = sorted((c for c in token.children if c.dep_ in OWNING), key=lambda c: (OWNING[c.dep_], c.i))
        yield from (c for c in below if c.pos_ != "ADP")
        if depth < DEEPEST:
            queue.extend((c, depth + 1) for c in below)


def _stretch(start: int, end: int, owner: Token) -> tuple[int, int]:
    """The noun phrase, or the owner's own words where these lie outside of it."""
    first, last = phrase(owner)
    return (start, end) if start <= first and last <= end else (first, last)
