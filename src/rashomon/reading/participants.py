"""Who did it and to whom it was done, from the parse around the word that names the event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon

SUBJECT = ("nsubj", "csubj")
VERBAL = ("VERB", "AUX")
NOT_OF_THE_PHRASE = ("relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis", "preconj")
"""What hangs on a noun but is not part of the name of the party."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Verbs whose subject or object plays another part than usual, and what prepositions after nouns mean."""

    suffered: frozenset[str]
    moving: frozenset[str]
    moved: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    between: frozenset[str]
    of_is_actor: frozenset[str]
    not_parties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Participants:
    """Token ranges of noun phrases, coordinated ones apart, in text order."""

    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]


def find(doc: Doc, trigger: int, root: int) -> Participants:
    """The parties of the event named at token `trigger`, in the clause with head `root`."""
    words = lexicon.load("participants.toml", Words)
    token = doc[trigger]
    actors, recipients = _verbal(token, words) if token.pos_ in VERBAL else _nominal(token, words)
    if not actors and token.i != root and doc[root].pos_ in VERBAL and token.pos_ not in VERBAL:
        actors = [s for s in _subjects(doc[root]) if s != token and not _within(token, s)]
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in doc[root].children):
            actors = []
        agents = _agents(doc[root])
        actors = agents or actors
    return Participants(tuple(_ranges(actors, words)), tuple(_ranges(recipients, words)))


def phrase(token: Token) -> tuple[int, int]:
    """Tokens `[start, end)` of the noun phrase headed by `token`, without relative clauses and conjuncts."""
    start, end = token.i, token.i + 1
    for child in token.lefts:
        if child.dep_ not in NOT_OF_THE_PHRASE:
            start = min(start, child.left_edge.i)
    for child in token.rights:
        if child.dep_ in NOT_OF_THE_PHRASE:
            break
        if child.dep_ == "prep" and child.lower_ not in ("of", "in", "from"):
            break
        end = max(end, _right(child) + 1)
    return start, end


def _right(token: Token) -> int:
    """The last token of a dependant, before any clause that hangs on it."""
    last = token.i
    for child in token.rights:
        if child.dep_ in NOT_OF_THE_PHRASE:
            break
        last = max(last, _right(child))
    return last


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it, in text order."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def _verbal(verb: Token, words: Words) -> tuple[list[Token], list[Token]]:
    lemma = verb.lemma_.lower()
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    subjects = _subjects(verb)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if lemma in words.suffered and not objects:
        return _agents(verb), subjects
    if lemma in words.moving:
        return subjects, []
    if lemma in words.moved:
        return (subjects if passive or not objects else objects), []
    if passive:
        return _agents(verb), subjects
    if not objects:
        objects = [
            c
            for p in verb.children
            if p.dep_ == "prep" and p.lower_ in words.against
            for c in p.children
            if c.dep_ == "pobj"
        ]
    return subjects, objects


def _subjects(verb: Token) -> list[Token]:
    """The verb's subjects, those of the verb that it shares them with, or what its clause describes."""
    seen = 0
    while seen < 6:
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
        if own:
            relative = own[0].tag_ in ("WP", "WDT") and verb.dep_ == "relcl"
            return [verb.head] if relative else own
        if verb.dep_ in ("acl", "relcl"):
            return [verb.head]
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head == verb:
            return []
        verb = verb.head
        if verb.dep_ == "prep":
            verb = verb.head
        seen += 1
    return []


def _agents(verb: Token) -> list[Token]:
    return [c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]


def _nominal(noun: Token, words: Words) -> tuple[list[Token], list[Token]]:
    actors = [
        c
        for c in noun.children
        if c.dep_ == "poss" or (c.dep_ in ("amod", "compound") and c.ent_type_ in ("NORP", "ORG", "GPE"))
    ]
    recipients: list[Token] = []
    for prep in noun.children:
        if prep.dep_ not in ("prep", "agent"):
            continue
        objects = [c for c in prep.children if c.dep_ == "pobj"]
        if prep.lower_ in words.by or prep.lower_ in words.between:
            actors += objects
        elif prep.lower_ in words.against:
            recipients += objects
        elif prep.lower_ == "of":
            (actors if noun.lemma_.lower() in words.of_is_actor else recipients).extend(objects)
    return actors, recipients


def _within(token: Token, ancestor: Token) -> bool:
    return ancestor.is_ancestor(token)


def _ranges(heads: list[Token], words: Words) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    for head in heads:
        for token in conjuncts(head):
            if (
                token.i not in seen
                and token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
                and token.lemma_.lower() not in words.not_parties
            ):
                seen.add(token.i)
                yield phrase(token)
