"""Names that the lexicon knows: actors with their aliases, states with their adjectives and seats of government."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from rashomon import lexicon
from rashomon.model.claim import Kind
from rashomon.reading import language

Sort = Literal["actor", "state", "adjective", "people", "seat"]
PHRASE = 2
"""Blanks in a cue that is a phrase of its own."""
LONGEST_ACRONYM = 8
"""Letters; one-word names all in capitals up to this length match only as they are written."""


class _ActorRow(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    acronym: str
    kind: Kind
    type: str
    country: str
    aliases: str
    backer: str | None = None


class _NationRow(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: str
    adjective: str
    capital: str
    aliases: str
    people: str
    divided: str


class Pronouns(msgspec.Struct, frozen=True, kw_only=True):
    """Third person and relative pronouns by what they can refer to."""

    male: frozenset[str]
    female: frozenset[str]
    thing: frozenset[str]
    plural: frozenset[str]
    relative: frozenset[str]


class Titles(msgspec.Struct, frozen=True, kw_only=True):
    """Words that say what sort of party a noun phrase is (titles.toml)."""

    ranks: frozenset[str]
    roles: frozenset[str]
    persons: frozenset[str]
    origin: frozenset[str]
    groups: frozenset[str]
    unnamed: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    documents: frozenset[str]
    evidence: frozenset[str]
    determiners: frozenset[str]
    plural_names: frozenset[str]
    links: frozenset[str]
    platforms: frozenset[str]
    anyone: frozenset[str]
    single: frozenset[str]
    national: frozenset[str]
    parts: frozenset[str]
    loose: frozenset[str]
    backing: frozenset[str]
    offices: frozenset[str]
    some: frozenset[str]
    portions: frozenset[str]
    portfolios: frozenset[str]
    partitive: frozenset[str]
    observing: frozenset[str]
    staff: frozenset[str]
    distinct: frozenset[str]
    no_plural: frozenset[str]
    locative: frozenset[str]
    joining: frozenset[str]
    introducing: frozenset[str]
    joint: tuple[list[str], ...]
    backed_parts: frozenset[str]
    leading: frozenset[str]
    third: frozenset[str]
    pronouns: Pronouns
    fighters: dict[str, tuple[str, ...]]
    heads: dict[str, tuple[str, ...]]
    folds: dict[str, str]


class _Verbs(msgspec.Struct, frozen=True, kw_only=True):
    words: tuple[str, ...]
    kind: str = "speech"
    takes: tuple[str, ...] = ()

    @property
    def speaking(self) -> bool:
        """Whether their subject speaks: not whoever merely "uses" or "carries" so many dead."""
        return self.kind != "intention" or self.takes != ("object!",)


class _Accounts(msgspec.Struct, frozen=True, kw_only=True):
    nouns: frozenset[str]


class _Cues(msgspec.Struct, frozen=True, kw_only=True):
    verbs: tuple[_Verbs, ...]
    accounts: _Accounts


@dataclass(frozen=True, slots=True)
class Speech:
    """Words that make someone a speaker: verbs of speech and thought, nouns for an account ("by its count")."""

    verbs: frozenset[str]
    accounts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nation:
    """A state: its name, adjective, and the name of its government as a party ("Syrian government", "Turkey")."""

    code: str
    name: str
    adjective: str
    divided: bool

    @property
    def seat_party(self) -> str:
        """Whom the name of its seat of government stands for."""
        return f"{self.adjective} government" if self.divided else self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name stands for."""

    name: str
    kind: Kind
    type: str
    country: str
    sort: Sort
    nation: Nation | None = None
    backer: str = ""
    """State that news calls its backer (ISO 3166-1 alpha-2): "US-backed forces" can be this actor."""


@dataclass(frozen=True, slots=True)
class Known:
    """The compiled lexicon. `words` maps a first word to its continuations, longest first."""

    words: dict[str, tuple[tuple[tuple[str, ...], str, Entry], ...]]
    nations: dict[str, Nation]
    lowered: dict[str, Entry]
    adjectives: frozenset[str]
    """Adjectives of states, in small letters."""

    def match(self, lower: list[str], word: list[str], at: int) -> tuple[int, Entry] | None:
        """The longest name that begins at token `at`: the index after it, and what it stands for."""
        for rest, written, entry in self.words.get(lower[at], ()):
            end = at + len(rest)
            if tuple(lower[at:end]) == rest and _cased(word[at:end], written):
                return end, entry
        return None

    def named(self, name: str) -> Entry | None:
        """The entry of a name composed by rule ("Ethiopian army"), whatever its capitals."""
        return self.lowered.get(name.lower())


@cache
def titles() -> Titles:
    """The words of titles.toml."""
    words: Titles = lexicon.load("titles.toml", Titles)
    return words


@cache
def speech() -> Speech:
    """The words of cues.toml by which a party speaks."""
    cues: _Cues = lexicon.load("cues.toml", _Cues)
    words = (word.split()[0] for group in cues.verbs if group.speaking for word in group.words if _short(word))
    return Speech(frozenset(words), cues.accounts.nouns | titles().documents)


def _short(words: str) -> bool:
    """Whether a cue is a verb, perhaps with its particle: "use" of "use the word" makes nobody a speaker."""
    return words.count(" ") < PHRASE


@cache
def known() -> Known:
    """The actors and nations of the lexicon, compiled once."""
    found: dict[tuple[str, ...], tuple[str, Entry]] = {}
    lowered: dict[str, Entry] = {}
    nations = [
        Nation(r.code, r.name, r.adjective, bool(r.divided)) for r in lexicon.load("nations.csv", list[_NationRow])
    ]
    for actor in lexicon.load("actors.csv", list[_ActorRow]):
        entry = Entry(actor.name, actor.kind, actor.type, actor.country, "actor", backer=actor.backer or "")
        for written in (actor.name, actor.acronym, *actor.aliases.split("|")):
            _add(found, lowered, written, entry)
    for row, nation in zip(lexicon.load("nations.csv", list[_NationRow]), nations, strict=True):
        for written, sort in _forms(row):
            _add(found, lowered, written, Entry(nation.name, "organisation", "state", nation.code, sort, nation))
    words: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
    for key, (written, entry) in found.items():
        words.setdefault(key[0], []).append((key, written, entry))
    ordered = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in words.items()}
    adjectives = frozenset(nation.adjective.lower() for nation in nations)
    return Known(ordered, {nation.code: nation for nation in nations}, lowered, adjectives)


def _forms(row: _NationRow) -> list[tuple[str, Sort]]:
    forms: list[tuple[str, Sort]] = [(row.name, "state"), *((alias, "state") for alias in row.aliases.split("|"))]
    forms += [(row.adjective, "adjective"), *((people, "people") for people in row.people.split("|"))]
    return [*forms, *((capital, "seat") for capital in row.capital.split("|"))]


def _add(
    found: dict[tuple[str, ...], tuple[str, Entry]], lowered: dict[str, Entry], written: str, entry: Entry
) -> None:
    """The first to claim a name keeps it: rows are in order of how well known they are. An acronym that is written in
    small letters, too ("TASS", "Tass"), matches either way."""
    if written:
        key = tuple(token.text.lower().replace("’", "'") for token in language.load().tokenizer(written))
        former = found.setdefault(key, (written, entry))
        if former[1] is entry and former[0].isupper():
            found[key] = (written, entry)
        lowered.setdefault(written.lower(), entry)


def _cased(words: list[str], written: str) -> bool:
    """Acronyms match as they are written; other names when a word of theirs has a capital, as the lexicon has."""
    if len(words) == 1 and written.isupper() and len(written) <= LONGEST_ACRONYM:
        return words[0] == written
    capitals = sum(word[0].isupper() for word in words)
    wanted = sum(part[0].isupper() for part in written.split())
    return capitals >= min(wanted, 1) if wanted <= 1 else capitals >= 2 or capitals == len(words)


def folded(words: list[str]) -> str:
    """The words as one name, with spellings of places made usual and no space before a possessive."""
    folds = titles().folds
    return (
        " ".join(folds.get(word.lower(), word) for word in words)
        .replace(" 's", "'s")
        .replace(" ' ", "' ")
        .replace(" ’ ", "’ ")
        .replace(" ’s", "'s")
        .replace(" - ", "-")
    )
