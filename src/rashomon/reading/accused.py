"""Whom a claim holds responsible, by how blame is put rather than by the parse of its event.

"Blamed the coalition for the raid", "accused it of", "put the deed on the rebels", "is responsible for", "was behind".
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.reading.attribution import Attribution
from rashomon.reading.clauses import Clause
from rashomon.reading.participants import phrase

NOMINAL = ("NOUN", "PROPN", "PRON")
WITHIN = ("relcl", "acl")
ASKING = ("WP", "WDT", "DT", "EX")
"""Pronouns that name nobody: who, those, there."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of lexicon/blame.toml."""

    onto: frozenset[str]
    shifting: frozenset[str]
    guilty: frozenset[str]
    behind: frozenset[str]
    deeds: frozenset[str]


def find(doc: Doc, clause: Clause, said: Attribution | None) -> tuple[int, int] | None:
    """The tokens of the accused in a clause, or beside the cue that accuses; None where nobody is."""
    words: Words = lexicon.load("blame.toml", Words)
    root = doc[clause.root]
    if said is not None and said.stance == "accuse":
        cue = next((doc[i] for i in range(*said.cue) if doc[i].pos_ == "VERB"), None) if said.cue else None
        head = _by_cue(doc, clause, cue, words)
        if head is not None:
            return phrase(head)
    for token in (root, *(doc[i] for start, end in clause.parts for i in range(start, end))):
        head = _by_copula(token, words)
        if head is not None:
            return phrase(head)
    return None


def doer(doc: Doc, clause: Clause) -> tuple[int, int] | None:
    """Who is said to have done a deed in a clause whose own event names nobody: after "by" ("the mines laid by the
    militia went off"), or as subject of a clause within it ("the horrors that the force inflicts")."""
    words: Words = lexicon.load("blame.toml", Words)
    inside = [doc[i] for start, end in clause.parts for i in range(start, end)]
    deeds = [t for t in inside if t.lemma_.lower() in words.deeds]
    agents = [c for t in deeds for a in t.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
    within = [c for t in deeds for c in t.children if c.dep_ == "nsubj" and t.dep_ in WITHIN and c.tag_ not in ASKING]
    named = [t for t in (*agents, *within) if t.pos_ in NOMINAL]
    return phrase(named[0]) if named else None


def _by_cue(doc: Doc, clause: Clause, cue: Token | None, words: Words) -> Token | None:
    """Who stands after "on" with verbs that put a deed on somebody, else the object of the cue, else the content."""
    root = doc[clause.root]
    shifting = cue is not None and cue.lemma_.lower() in words.shifting
    if cue is not None:
        objects = [c for c in cue.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ in NOMINAL]
        onto = [p for head in (cue, *objects) for p in _onto(head, words)] if shifting else []
        if onto or objects:
            return (onto or objects)[0]
    return root if root.pos_ in NOMINAL else None


def _onto(head: Token, words: Words) -> Iterator[Token]:
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ in words.onto:
            yield from (c for c in prep.children if c.dep_ == "pobj")


def _by_copula(root: Token, words: Words) -> Token | None:
    """The subject that is said to be responsible, guilty, behind it, or the culprit."""
    if root.lemma_ not in ("be", "bear", "stand", "remain"):
        return None
    told = any(
        (c.dep_ in ("acomp", "attr", "dobj") and c.lemma_.lower() in words.guilty)
        or (c.dep_ == "prep" and c.lower_ in words.behind)
        for c in root.children
    )
    subject = next((c for c in root.children if c.dep_ == "nsubj" and c.pos_ in NOMINAL and c.tag_ not in ASKING), None)
    return subject if told else None
