"""Cue words and the frames they stand in: which complements of a cue are what is said (lexicon/cues.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from rashomon import lexicon
from rashomon.model.claim import Certainty
from rashomon.reading import counting
from rashomon.reading.complements import Complement, complements, has_number, numeral

Stance = Literal[
    "assert", "confirm", "deny", "doubt", "ask", "plan", "order", "accuse", "withhold", "praise", "condemn"
]
Kind = Literal["speech", "thought", "intention", "evaluation"]
PHRASE_GAP = 3
"""Tokens that may stand inside a cue of several words: "let two reporters know"."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One group of cue words that behave alike."""

    words: list[str]
    stance: Stance
    certainty: Certainty
    kind: Kind = "speech"
    takes: list[str] = []
    addressee: bool = False


class Accounts(msgspec.Struct, frozen=True, kw_only=True):
    """What an account may be called, and the prepositions before it."""

    prepositions: list[str]
    nouns: list[str]
    verdicts: list[str]
    """Nouns for what someone says, after "is the": "was the verdict of the judge"."""
    standing: set[str]
    """Verbs between an account and its number: "stands at 45"."""
    documents: list[str]
    """Nouns that are themselves the source: "in a statement", "in a poll"."""


class Prefixes(msgspec.Struct, frozen=True, kw_only=True):
    """Fixed phrases before a source."""

    according: list[str]
    trusting: set[str]
    """What a source is in "if the doctors are right"."""


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """lexicon/cues.toml."""

    verbs: list[Entry]
    nouns: list[Entry]
    adverbs: list[Entry]
    raising: list[Entry]
    accounts: Accounts
    prefixes: Prefixes
    evidencing: set[str]
    """Verbs whose object is what a text or picture shows: "the poll found a lead", "the footage shows bodies"."""
    phases: set[str]
    """Verbs and adjectives before an infinitive that belong to its cue: "continues to say", "is quick to point out"."""
    failing: set[str]
    """Those that say that it is not said: "was unable to confirm"."""
    manners: set[str]
    """Adjectives for how somebody speaks: "X was more cautious: Y"."""
    afterwards: set[str]
    """Adverbs between a number and the one that replaced it."""
    minds: list[Entry]
    """Participles for a state of mind: "is convinced that"."""
    nobody: set[str]
    """Words for a source that there is none of."""
    unspoken: set[str]
    citing: set[str]
    receiving: set[str]
    issuing: set[str]
    contrasts: set[str]
    shares: set[str]
    """Words for how many of those counted something is said of, without a number: "all of them"."""
    tolls: set[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A lexicon entry under one of its words."""

    rest: tuple[str, ...]
    """The words of a phrase after its first."""
    entry: Entry
    frames: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A cue verb in a frame; `taken` are the complements that are content, empty when none stands after the verb."""

    entry: Entry
    end: int
    """After the last token of the cue's phrase."""
    taken: tuple[Complement, ...]
    frame: str


@cache
def cues() -> Cues:
    """The lexicon of cues."""
    found: Cues = lexicon.load("cues.toml", Cues)
    return found


@cache
def verbs() -> dict[str, tuple[Listed, ...]]:
    """Entries by the lemma of their verb, longer phrases first."""
    return _index(cues().verbs)


@cache
def nouns() -> dict[str, tuple[Listed, ...]]:
    """Entries by the lemma of their noun."""
    return _index(cues().nouns)


@cache
def adverbs() -> dict[str, tuple[Listed, ...]]:
    """Entries by the adverb."""
    return _index(cues().adverbs)


@cache
def raising() -> dict[str, tuple[Listed, ...]]:
    """Entries by the lemma of their verb."""
    return _index(cues().raising)


def _index(entries: list[Entry]) -> dict[str, tuple[Listed, ...]]:
    found: dict[str, list[Listed]] = {}
    for entry in entries:
        frames = tuple(sorted((tuple(take.split()) for take in entry.takes), key=len, reverse=True))
        for words in entry.words:
            first, *rest = words.split()
            found.setdefault(first, []).append(Listed(tuple(rest), entry, frames))
    return {word: tuple(sorted(listed, key=lambda one: -len(one.rest))) for word, listed in found.items()}


def matches(verb: Token, behind: list[Complement]) -> Iterator[Match]:
    """The entries under which the verb stands with content after it, best first; then those that fit its words
    without any content there (it may stand before it)."""
    bare: list[Match] = []
    particle = any(one.dep_ == "prt" for one in verb.rights)
    for listed in verbs().get(verb.lemma_.lower(), ()):
        if particle and not listed.rest:
            continue  # "add up" is no "add"
        end = phrase_end(verb, listed.rest)
        if not end:
            continue
        parted = _parted(verb, listed.rest, end)
        if parted:
            end = verb.i + 1
        for frame in listed.frames:
            taken = _taken(end, frame, behind if parted or not listed.rest else complements(verb, end))
            if taken:
                yield Match(listed.entry, end, taken, " ".join(frame))
        bare.append(Match(listed.entry, end, (), ""))
    yield from bare


def _parted(verb: Token, rest: tuple[str, ...], end: int) -> bool:
    """Whether the object stands between the verb and its particle: "wrote [the report] off"."""
    between = verb.doc[verb.i + 1 : end - 1]
    return len(rest) == 1 and verb.doc[end - 1].dep_ == "prt" and any(one.pos_ == "NOUN" for one in between)


def phrase_end(verb: Token, rest: tuple[str, ...]) -> int:
    """After the last token of a phrase that starts at the verb; 0 when the phrase is not there."""
    at = verb.i + 1
    doc = verb.doc
    for word in rest:
        for ahead in range(at, min(len(doc), at + PHRASE_GAP)):
            if doc[ahead].lower_ == word or doc[ahead].lemma_ == word:
                at = ahead + 1
                break
            if doc[ahead].is_punct:
                return 0
        else:
            return 0
    return at


def _taken(end: int, frame: tuple[str, ...], behind: list[Complement]) -> tuple[Complement, ...]:
    """The complements that fill the frame, none if one is missing."""
    taken: list[Complement] = []
    for slot in frame:
        for one in behind:
            if one.end > end and one not in taken and fills(one, slot):
                break
        else:
            if taken and _holds_preposition(taken[-1], slot):
                continue
            return ()
        taken.append(one)
    return tuple(taken)


def _holds_preposition(one: Complement, slot: str) -> bool:
    """Whether the parser hung the frame's preposition on a noun inside the object: accused [the army of theft]."""
    doc = one.head.doc
    for at in range(one.head.i + 1, one.end):
        if doc[at].dep_ == "prep" and doc[at].lower_ == slot.rstrip("#!"):
            return not slot.endswith("#") or any(numeral(token) for token in doc[at : one.end])
    return False


def fills(one: Complement, slot: str) -> bool:
    """Whether the complement is of the slot's kind; with "#" it must hold a number, with "!" of people harmed."""
    if slot[-1] in "#!":
        if one.end - one.start == 1 and one.head.lower_ == "one":
            return False  # "has yet to publish one"
        return one.kind == slot[:-1] and has_number(one) and (slot[-1] == "#" or _has_outcome(one))
    return one.kind == slot


def _has_outcome(one: Complement) -> bool:
    counts = counting.vocabulary().counts
    words = (token.lemma_.lower() for token in one.head.doc[one.start : one.end])
    return any(word in cues().tolls or word in counts for word in words)


def plain_end(verb: Token) -> bool:
    """Whether nothing but circumstances ("on Tuesday", "in a statement") follows the verb up to its sentence's end."""
    return all(one.dep_ in ("prep", "npadvmod", "advmod", "punct") for one in verb.rights)
