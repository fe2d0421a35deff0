"""The complements of a verb: what stands behind it, and of what kind each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from rashomon.reading import numerals

NEARLY = ("over", "under", "around", "about", "above", "below", "near", "between")
"""Prepositions that before a number say how nearly it holds."""


@dataclass(frozen=True, slots=True)
class Complement:
    """A complement of a verb: what it is, and its tokens [start, end)."""

    kind: str
    start: int
    end: int
    head: Token


def complements(verb: Token, after: int) -> list[Complement]:
    """What stands behind the verb (behind token `after`) as its complements, in text order; a phrase's own
    preposition hands on its object."""
    found: list[Complement] = []
    for child in _dependents(verb, after):
        kind = kind_of(child)
        if not kind or child.right_edge.i < after:
            continue
        if child.dep_ == "advcl" and any(one.dep_ == "mark" and one.i == after - 1 for one in child.lefts):
            found.append(Complement("object", after, child.right_edge.i + 1, child))
            continue
        if child.dep_ in ("prep", "agent") and child.i < after:
            found.extend(_objects(child))
            continue
        inner = _hung(child)
        if inner is not None:
            found.append(Complement(inner.lower_, inner.i, inner.right_edge.i + 1, inner))
            continue
        start = child.left_edge.i
        if child.dep_ == "prep":
            start = child.i
        if start <= verb.i:
            continue
        found.append(Complement(kind, max(start, after), child.right_edge.i + 1, child))
    return found


def _hung(child: Token) -> Token | None:
    """In "spoke in his evening address of 156 arrivals" the parser hangs the count on the address."""
    noun = next((one for one in child.rights if one.dep_ == "pobj"), None) if child.dep_ == "prep" else None
    if noun is None or child.lower_ == "of" or not any(one.dep_ == "poss" for one in noun.lefts):
        return None
    inner = next((one for one in noun.rights if one.dep_ == "prep" and one.lower_ == "of"), None)
    return inner if inner is not None and any(numeral(one) for one in inner.subtree) else None


def _dependents(verb: Token, after: int) -> Iterator[Token]:
    """The verb's dependents, and those of a particle or adjective that the phrase has taken in: scaled down [to],
    stopped short [of], is certain [that]."""
    for child in verb.children:
        yield child
        if child.dep_ in ("prt", "advmod", "acomp", "dobj") and verb.i < child.i < after:
            yield from child.rights


def _objects(preposition: Token) -> Iterator[Complement]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.i > preposition.i:
            end = max(child.right_edge.i, *(again(one) for one in preposition.rights)) + 1
            yield Complement("object", child.left_edge.i, end, child)


def again(preposition: Token) -> int:
    """The last token of a phrase with the preposition of the one before it: "of 15 bodies and [of a jet]"; -1 for
    anything else."""
    repeats = preposition.dep_ == "conj" and preposition.lower_ == preposition.head.lower_
    return preposition.right_edge.i if repeats else -1


def kind_of(child: Token) -> str:
    """What a dependent is: clause, infinitive, ing, object, complement, its preposition; "" if no complement."""
    dep = child.dep_
    if dep == "ccomp":
        return _clause_kind(child)
    if dep == "xcomp":
        if any(one.dep_ == "aux" and one.lower_ == "to" for one in child.lefts):
            return "infinitive"
        gerund = child.tag_ == "VBG" or any(one.dep_ == "aux" and one.tag_ == "VBG" for one in child.lefts)
        return "ing" if gerund else "complement"
    if dep in ("dobj", "dative", "pobj"):
        return "object"
    if child.lower_ in ("high", "low", "many") and child.i > 0 and child.nbor(-1).lower_ == "as":
        return "at"
    if dep in ("oprd", "acomp", "attr"):
        return "object" if dep != "attr" and _counts(child) else "complement"
    if dep == "prep":
        return "object" if child.lower_ in NEARLY and _numeric(child) else child.lower_
    return _marked(child) if dep == "advcl" else ""


def _marked(clause: Token) -> str:
    """What an adverbial clause is by its first word: "asked whether it left", "called for it to leave"."""
    mark = next((one.lower_ for one in clause.lefts if one.dep_ == "mark"), "")
    if mark in ("whether", "if", "how"):
        return "clause"
    if mark == "for" and clause.tag_ in ("VB", "VBN") and any(one.lower_ == "to" for one in clause.lefts):
        return "for"
    return "as" if mark == "as" and clause.tag_ == "VBN" else ""


def _counts(child: Token) -> bool:
    """Whether this is what is counted ("at least 100 dead") and no quality of an object beside it."""
    return any(one.dep_ == "nummod" for one in child.lefts) and not any(one.dep_ == "dobj" for one in child.head.rights)


def _numeric(preposition: Token) -> bool:
    """In "estimated over 2,000" the parser takes "over" for a preposition."""
    return any(one.dep_ == "pobj" and (one.like_num or _counts(one)) for one in preposition.rights)


def _clause_kind(clause: Token) -> str:
    marks = {one.dep_ for one in clause.lefts}
    if clause.tag_ == "VBG" and not marks & {"aux", "mark", "nsubj"}:
        return "ing"
    if (
        clause.pos_ not in ("VERB", "AUX")
        and not marks & {"mark", "aux", "auxpass"}
        and not any(one.dep_ in ("cop", "attr") for one in clause.children)
    ):
        counted = any(one.dep_ == "nsubj" and one.like_num for one in clause.lefts)
        return "object" if counted else "complement"
    if clause.tag_ == "VB" and any(one.lower_ == "to" and one.dep_ == "aux" for one in clause.lefts):
        return "infinitive"
    return "clause"


def has_number(one: Complement) -> bool:
    """Whether a number stands among the words."""
    return any(numeral(token) for token in one.head.doc[one.start : one.end])


def numeral(token: Token) -> bool:
    """Whether the word says how many: "40", "forty", "[in the] hundreds"; not "hundreds of them"."""
    if token.like_num:
        return True
    ended = token.i + 1 == len(token.doc) or token.nbor(1).lower_ != "of"
    return ended and token.lower_ in _number_words()


@cache
def _number_words() -> frozenset[str]:
    words = numerals.vocabulary()
    return frozenset({*words.numbers, *words.vague})
