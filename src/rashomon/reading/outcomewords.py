"""The words that tell outcomes, from `figures.toml`, and the verdict that they lead to."""

from __future__ import annotations

from functools import cache

import msgspec
from spacy.tokens import Token

from rashomon import lexicon
from rashomon.model.claim import Outcome

NO_PEOPLE = "are no people"


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one outcome (see the head of `figures.toml`)."""

    outcome: Outcome
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    person_object: tuple[str, ...] = ()
    person_subject: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Grammar(msgspec.Struct, frozen=True, kw_only=True):
    """Function words that carry an outcome from one place of the sentence to another."""

    tolls: frozenset[str]
    """Nouns for a number: "the total of", "its count"."""
    undecided: frozenset[str]
    """Nouns that leave open what happened."""
    organised: frozenset[str]
    copulas: frozenset[str]
    within: frozenset[str]
    transparent: frozenset[str]
    """Prepositions whose object shares the fate of what they hang on."""
    leads_to_number: frozenset[str]
    """Words right before the number that a toll is put at."""
    toll_prepositions: frozenset[str]
    reckoning: frozenset[str]
    """Verbs that give a number and leave what it counts to the sentence before."""
    partitive: frozenset[str]
    rest: frozenset[str]
    brings: frozenset[str]
    keeps_wounded: frozenset[Outcome]
    """Outcomes of a whole that its wounded share."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The part of `figures.toml` that tells outcomes."""

    outcomes: tuple[Rules, ...]
    grammar: Grammar


class Verdict(msgspec.Struct, frozen=True):
    """An outcome and the rule and word that gave it."""

    outcome: Outcome
    rule: str
    word: Token | None


@cache
def grammar() -> Grammar:
    """The function words."""
    loaded: Words = lexicon.load("figures.toml", Words)
    return loaded.grammar


@cache
def table(kind: str) -> dict[str, Outcome]:
    """Words of one kind (a field of Rules) to their outcome."""
    words: Words = lexicon.load("figures.toml", Words)
    return {word: rules.outcome for rules in words.outcomes for word in getattr(rules, kind)}


def lemma(token: Token) -> str:
    """Lower-cased lemma."""
    return token.lemma_.lower()
