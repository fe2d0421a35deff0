"""Words by which a clause says that something is not so."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

AUXILIARY = ("aux", "auxpass")
NEGATING = ("det", "neg", "nummod", "preconj", "cc")
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "expl", "agent", "pobj", "conj", "acomp", "oprd")

CONTRASTS = (",", "but", "and", "–", "—")
NOMINAL = ("DET", "NOUN", "PROPN", "ADP")
"""What follows a "not" that only tells one party or thing from another."""


class Negative(msgspec.Struct, frozen=True, kw_only=True):
    particles: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    predicates: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    heads: frozenset[str]
    prepositions: frozenset[str]
    partial: frozenset[str]
    pending: frozenset[str]
    finding: frozenset[str]
    knowing: frozenset[str]
    ending: frozenset[str]
    raising: frozenset[str]


def of(head: Token, near: list[Token], words: Negative) -> list[Token]:
    """Each word that turns the clause with that head, once; two of them cancel out.

    `near` are the head and what depends on it.
    """
    found: dict[int, Token] = {}
    for token in near:
        for turning in (*_of_itself(head, token, words), *_of_argument(head, token, words)):
            if not _partial(turning, words) and not _contrasting(turning):
                found.setdefault(turning.i, turning)
    if not found:
        return list(_denials(head, near, words))
    return [*found.values(), *([head] if head.lemma_.lower() in words.ending else [])]


def _of_itself(head: Token, token: Token, words: Negative) -> Iterator[Token]:
    """A word of the clause that turns it: "not", "nobody", "neither", "yet to"."""
    lower = token.lower_
    plain = token != head and token.dep_ in ("neg", "preconj") and lower in words.particles
    nobody = lower in words.pronouns and token.dep_ not in ("appos", "npadvmod", "dep", "conj")
    pending = lower in words.pending and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to"
    if plain or nobody or pending:
        yield token
    elif token.dep_ == "agent":
        yield from (c for c in token.children if c.lower_ in words.pronouns)
    elif token.dep_ in AUXILIARY:
        yield from (c for c in token.children if c.dep_ == "neg")


def _of_argument(head: Token, token: Token, words: Negative) -> Iterator[Token]:
    """A word that turns the clause by what it does not apply to: "no troops", "not one", "with neither tanks nor"."""
    arguments = [token] if token.dep_ in ARGUMENTS or (token == head and token.pos_ in ("NOUN", "PROPN")) else []
    if token.dep_ == "prep":
        arguments = [c for c in token.children if any(d.lower_ == "neither" for d in c.children)]
    if token.dep_ == "conj" and token.lemma_.lower() in words.finding:
        arguments = [c for c in token.children if c.dep_ == "dobj"]
    for argument in arguments:
        for child in argument.children:
            numbered = [c for c in child.children if c.dep_ == "neg"] if child.dep_ == "nummod" else []
            if (child.lower_ in words.determiners and child.dep_ in NEGATING) or child.dep_ == "neg":
                numbered = [child]
            if numbered:
                yield numbered[0]
                break


def _contrasting(token: Token) -> bool:
    """ "Rebels, not soldiers" sets one against another; "no dead but 20 prisoners" says that there are some."""
    if token.dep_ == "det":
        after = token.head.nbor(1) if token.head.i + 1 < len(token.doc) else token
        return after.lower_ == "but"
    if token.lower_ != "not" or not 0 < token.i < len(token.doc) - 1:
        return False
    return token.nbor(-1).lower_ in CONTRASTS and token.nbor(1).pos_ in NOMINAL


def before(doc: Doc, start: int, words: Negative) -> Iterator[Token]:
    """ "Nor" before the clause."""
    at = start - 1
    while at > 0 and doc[at].is_punct:
        at -= 1
    if at >= 0 and doc[at].lower_ in words.particles and doc[at].dep_ in ("cc", "preconj") and at == doc[at].sent.start:
        yield doc[at]


def _partial(token: Token, words: Negative) -> bool:
    """ "No fewer than", "not all", "not only": the clause stands all the same."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return after in words.partial


def _denials(head: Token, near: list[Token], words: Negative) -> Iterator[Token]:
    """A clause without a negation that says no all the same: "reports were lies", "the report is false"."""
    counted = any(c.dep_ == "nummod" for c in head.children)
    predicate = [head] if head.pos_ in ("ADJ", "NOUN") and not counted else []
    for child in near:
        bare = child.dep_ == "prep" and child.lower_ in words.prepositions and head.lemma_ == "be"
        if child.dep_ in ("acomp", "attr", "oprd") or bare:
            predicate.append(child)
    if head.lemma_.lower() in words.predicates:
        yield head
    for token in predicate:
        if (
            token.lower_ in words.adjectives
            or token.lemma_.lower() in words.nouns
            or token.lower_ in words.prepositions
        ):
            yield token
            return
