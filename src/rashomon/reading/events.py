"""What is said to have happened: the word that names the event, and its PLOVER type and mode (PLOVER, 2024)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.model import Reason
from rashomon.model.claim import EventType

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "ADJ")
NAMES = ("ORG", "PERSON")
"""A word in such a name ("Commission of Inquiry") names no event."""
NEAR = {
    "dobj": 0,
    "nsubjpass": 0,
    "ccomp": 0,
    "xcomp": 0,
    "attr": 1,
    "acomp": 1,
    "conj": 1,
    "nsubj": 1,
    "pobj": 2,
    "agent": 1,
}
"""Which dependants are looked at first for an event that the verb does not name: what is done before by whom."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    type: EventType
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, kw_only=True):
    light: tuple[str, ...]
    entry: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The token that names the event, with what its lexicon entry says."""

    token: int
    type: EventType
    mode: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Index:
    light: frozenset[str]
    verbs: dict[str, Entry]
    nouns: dict[str, Entry]
    phrases: dict[tuple[str, str], Entry]


def find(doc: Doc, root: int, start: int, end: int) -> Trigger | None:
    """The event of the clause at tokens `[start, end)` whose head is token `root`; None for a state or an unknown word.

    The clause's head speaks first, then what depends on it, nearest first: "carried out a strike" is a strike.
    """
    return next(all_of(doc, root, start, end), None)


def all_of(doc: Doc, root: int, start: int, end: int) -> Iterator[Trigger]:
    """All that the clause's words name, in the order in which they speak for it."""
    for token in _outwards(doc[root], start, end):
        if trigger := named(token):
            yield trigger


def light(verb: Token) -> bool:
    """Whether the verb only carries what its object or subject names: "launched an offensive"."""
    return verb.pos_ in VERBAL and verb.lemma_.lower() in _index().light


@cache
def _index() -> _Index:
    words = lexicon.load("events.toml", Words)
    index = _Index(frozenset(words.light), {}, {}, {})
    for entry in words.entry:
        for verb in entry.verbs:
            index.verbs.setdefault(verb, entry)
        for noun in entry.nouns:
            index.nouns.setdefault(noun, entry)
        for phrase in entry.phrases:
            first, second = phrase.split(" ")
            index.phrases.setdefault((first, second), entry)
    return index


def _outwards(root: Token, start: int, end: int) -> Iterator[Token]:
    """The clause's tokens from its head outwards, breadth first, the nearer kind of dependant first."""
    queue = deque([root])
    while queue:
        token = queue.popleft()
        yield token
        queue.extend(sorted((c for c in token.children if start <= c.i < end), key=_nearness))


def _nearness(token: Token) -> tuple[int, int]:
    return NEAR.get(token.dep_, 3), token.i


def named(token: Token) -> Trigger | None:
    """What the token, with a word that depends on it, names; a light verb names nothing by itself."""
    index = _index()
    verbal = token.pos_ in VERBAL
    if (not verbal and token.pos_ not in NOMINAL) or token.ent_type_ in NAMES:
        return None
    lemma = token.lemma_.lower()
    for other in _dependants(token):
        pair = (lemma, other.lemma_.lower())
        if entry := index.phrases.get(pair) or index.phrases.get(pair[::-1]):
            return _trigger(
                token, entry, f"{token.text} {other.text}" if token.i < other.i else f"{other.text} {token.text}"
            )
    if verbal:
        entry = None if lemma in index.light and token.dep_ != "amod" else index.verbs.get(lemma)
    else:
        entry = index.nouns.get(lemma) or index.nouns.get(token.lower_)
    return _trigger(token, entry, token.text) if entry else None


def _dependants(token: Token) -> Iterator[Token]:
    for child in token.children:
        yield child
        if child.dep_ == "xcomp":
            yield from (c for c in child.children if c.dep_ == "aux")
        if child.dep_ in ("prep", "agent", "dative"):
            yield from (c for c in child.children if c.dep_ == "pobj")


def _trigger(token: Token, entry: Entry, words: str) -> Trigger:
    mode = f", {entry.mode}" if entry.mode else ""
    return Trigger(token.i, entry.type, entry.mode, Reason(part="type", rule=f"{entry.type}{mode}", words=words))
