"""Words and names made comparable: stems, name keys, and the lexicon that reconciling reads."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import msgspec

from rashomon import lexicon
from rashomon.model.claim import EventType, Outcome

SUFFIXES = ("ations", "ation", "ings", "ing", "edly", "ed", "es", "s", "ly")
"""Stripped longest first: enough for one event told in two sentences ("bombing", "bombed"), no more."""
MANY = 1 << 16
"""Names and words whose forms are remembered; an archive has more texts than memory, but not more words."""
SHORTEST_STEM = 3
"""Letters; below that stripping joins unrelated words."""


class Counted(msgspec.Struct, frozen=True):
    """One class of what is counted, and the words that put a phrase into it."""

    name: str
    words: frozenset[str]


class Lexicon(msgspec.Struct, frozen=True):
    """The shape of lexicon/reconciling.toml."""

    stopwords: str
    own_account: tuple[str, ...]
    name_fillers: frozenset[str]
    many_voices: frozenset[str]
    part: frozenset[str]
    part_after: tuple[str, ...]
    part_before: tuple[str, ...]
    copulas: frozenset[str]
    change: frozenset[str]
    violent: frozenset[EventType]
    prepositions: frozenset[str]
    counted: tuple[Counted, ...]
    asked: dict[Outcome, str]
    happening: dict[EventType, str]
    doing: dict[EventType, str]
    did: dict[EventType, str]
    to_do: dict[EventType, str]
    harmed: dict[str, str]
    harm: frozenset[str]
    widely: tuple[str, ...]
    apart: tuple[str, ...]
    numerals: tuple[str, ...]
    deeds: tuple[str, ...]
    accusing: frozenset[str]
    portfolios: frozenset[str]
    tolls: frozenset[str]
    running: frozenset[str]
    stretches: frozenset[str]
    beginning: frozenset[str]
    hours: dict[str, tuple[int, int]]
    setting: dict[str, str]
    hurt: frozenset[str]
    asking: frozenset[str]
    things: frozenset[str]
    struck: frozenset[str]
    anybody: frozenset[str]
    only: tuple[str, ...]
    only_when: tuple[str, ...]
    meant: frozenset[str]
    party_kinds: dict[str, frozenset[str]]
    subjects: dict[str, frozenset[str]]


@cache
def words_of() -> Lexicon:
    """The lexicon, read once."""
    found: Lexicon = lexicon.load("reconciling.toml", Lexicon)
    return found


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(words_of().stopwords.split())


def is_common(word: str) -> bool:
    """Whether the word is one of those that say nothing of what a claim is about, and never a name."""
    return word.casefold() in _stopwords()


def stems(words: Iterable[str]) -> frozenset[str]:
    """The content words among plain words, cut to rough stems."""
    return frozenset(stem(w) for w in words if w not in _stopwords() and not w.isdigit() and len(w) > 1)


def subjects(words: Iterable[str]) -> frozenset[str]:
    """What plain words are about, by the lexicon's classes of words: killing, bombing, leaving ..."""
    classes = _classes()
    return frozenset(subject for word in words for subject in classes.get(word, ()))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """Each word of the lexicon's subjects, with the subjects it tells of."""
    found: dict[str, tuple[str, ...]] = {}
    for subject, words in sorted(words_of().subjects.items()):
        for word in words:
            found[word] = (*found.get(word, ()), subject)
    return found


@lru_cache(MANY)
def stem(word: str) -> str:
    """The word without its longest known suffix."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return sys.intern(word[: -len(suffix)])
    return sys.intern(word)


def plain(text: str) -> list[str]:
    """Casefolded words without accents, possessives and the dots of acronyms."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    folded = re.sub(r"['’]s\b|['’ʼʿʾ`]|(?<=\b\w)\.(?=\w\b|\s|$)", "", folded)
    return re.findall(r"[^\W_]+", folded)


@lru_cache(MANY)
def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; all its words when none does."""
    found = plain(name)
    return frozenset(w for w in found if w not in words_of().name_fillers) or frozenset(found)


@lru_cache(MANY)
def acronyms(name: str) -> frozenset[str]:
    """The acronyms a name of several words may go by, with and without its small words."""
    found = plain(name)
    fillers = words_of().name_fillers
    made = {"".join(w[0] for w in found), "".join(w[0] for w in found if w not in fillers)}
    return frozenset(a for a in made if len(a) > 1)


@lru_cache(MANY)
def same_name(a: str, b: str) -> bool:
    """Whether two names may be one party: equal, one within the other, or one the acronym of the other."""
    x, y = name_words(a), name_words(b)
    if not x or not y:
        return False
    return x <= y or y <= x or "".join(plain(a)) in acronyms(b) or "".join(plain(b)) in acronyms(a)
