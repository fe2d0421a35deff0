"""Who a cue names as the source: the noun phrase, its head, and the chain of those who pass it on."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.reading import cues
from rashomon.reading.quotations import is_gap

SUBJECTS = ("nsubj", "csubj", "nsubjpass")
SPEAKERS = ("PERSON", "ORG", "NORP", "GPE")
"""Names of those who can speak, as the language pipeline labels them."""
RELATIVES = ("who", "which", "that")
QUOTING = ("quote", "cite", "report")
DEEPEST = 8
"""Heads climbed in search of a subject; coordinated and subordinate verbs nest no deeper in written news."""


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens [start, end) of the noun phrase as it stands; `head` is the token to resolve (the antecedent, when the
    phrase is a relative pronoun)."""

    start: int
    end: int
    head: int
    chain: tuple[tuple[int, int], ...] = ()
    verb: int = -1
    """The verb that it is a dependent of; -1 when not asked."""


def of_verb(verb: Token) -> Source | None:
    """The subject of an active verb, or that of the verb it depends on ("..., adding that")."""
    at = verb
    for _ in range(DEEPEST):
        own = _subject(at)
        if own is not None:
            if at != verb and own.dep_ == "nsubjpass" and at.lemma_ not in ("quote", "cite"):
                return None
            return phrase(own, at)
        if at.dep_ == "acl" and at.head.dep_ == "dobj" and at.head.head.lemma_ in cues.cues().issuing:
            at = at.head.head
            continue
        above = governing(at)
        if above is not None:
            at = above
            continue
        if at.dep_ == "acl" or (at.dep_ == "relcl" and at == verb):
            return phrase(at.head, at)
        if (
            at.dep_ in ("conj", "advcl", "xcomp", "oprd", "acomp", "pcomp", "ccomp", "prep", "dep", "parataxis")
            and at.head != at
        ):
            if at.dep_ == "ccomp" and at.tag_ not in ("VBG", "VBN"):
                return None
            at = at.head
            continue
        return None
    return None


def governing(verb: Token) -> Token | None:
    """The finite verb of "was at pains to say", "took the chance to say"."""
    if verb.dep_ in ("acl", "relcl") and _infinitive(verb):
        return _governor(verb.head)
    return None


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.lefts)


def _governor(noun: Token) -> Token | None:
    """The verb that a noun with an infinitive is a complement of: was at [pains to say], took the [chance to say]."""
    at = noun.head if noun.dep_ in ("dobj", "attr") else noun.head.head if noun.dep_ == "pobj" else None
    return at if at is not None and at.pos_ in ("VERB", "AUX") else None


def quoting(verb: Token) -> Token | None:
    """The verb that quotes, of "quotes a witness as saying" and "was quoted as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    above = verb.head.head
    if above.lemma_ not in QUOTING and above.dep_ == "dobj":
        above = above.head
    return above if above.lemma_ in QUOTING else None


def agent(verb: Token) -> Source | None:
    """Who does it, of a passive: "was denied by X"; also "was dismissed as baseless by X"."""
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if token.lower_ == "by" and token.dep_ in ("agent", "prep") and _governs(verb, token):
            noun = _child(token, ("pobj",))
            return phrase(noun, verb) if noun is not None else None
    return None


def _governs(verb: Token, preposition: Token) -> bool:
    """Whether no other verb and no object stands between the verb and the preposition."""
    at = preposition.head
    while at != verb:
        if at.pos_ in ("VERB", "AUX") or at.dep_ in ("dobj", "pobj") or at.head == at:
            return False
        at = at.head
    return True


def phrase(noun: Token, verb: Token | None = None) -> Source:
    """The noun phrase around `noun`, kept off `verb`; "an official quoted by AFP" is the official, passed on by AFP."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if verb is not None:
        if noun.i < verb.i:
            noun = _last_named(noun, verb)
            start, end = noun.left_edge.i, min(end, verb.i)
        else:
            start = max(start, verb.i + 1)
    head = noun.i
    if noun.lower_ in RELATIVES and verb is not None:
        start, end = noun.i, noun.i + 1
        clause = verb
        while clause.dep_ == "conj" and clause.head != clause:
            clause = clause.head
        head = clause.head.i if clause.dep_ == "relcl" else noun.i
    chain: tuple[tuple[int, int], ...] = ()
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in ("quote", "cite", "interview") and child.tag_ == "VBN":
            outlet = agent(child)
            end = min(end, child.left_edge.i)
            if outlet is not None:
                chain = ((outlet.start, outlet.end),)
    start, end = trimmed(noun, start, end)
    return Source(start, end, head, chain, verb.i if verb is not None else -1)


def _last_named(noun: Token, verb: Token) -> Token:
    """In "fires broke out in Chut Pyin, Human Rights Watch said" the parser takes the name after the comma for an
    apposition to the one before; an apposition would end in a comma, too."""
    for child in noun.rights:
        joined = child.dep_ == "conj" and not any(one.dep_ == "cc" for one in noun.rights)
        if (
            (child.dep_ == "appos" or joined)
            and child.pos_ == "PROPN"
            and child.ent_type_ in SPEAKERS
            and child.i < verb.i
        ):
            edge = child.left_edge.i
            if edge and noun.doc[edge - 1].text == "," and noun.doc[verb.i - 1].text != "," and noun.dep_ == "nsubj":
                return child
    return noun


def trimmed(noun: Token, start: int, end: int) -> tuple[int, int]:
    """The range without punctuation or gaps at its ends, never cutting off the noun."""
    doc = noun.doc
    for at in range(start, noun.i):
        if is_gap(doc[at]):
            start = at + 1
    for at in range(noun.i + 1, end):
        if is_gap(doc[at]):
            end = at
            break
    while end - 1 > noun.i and doc[end - 1].is_punct and doc[end - 1].text not in ")]":
        end -= 1
    while start < noun.i and (doc[start].is_punct or doc[start].dep_ == "cc"):
        start += 1
    return start, end


def _subject(verb: Token) -> Token | None:
    """The verb's own subject: of several before it (the parser's doubt about what comes first) the last."""
    found: Token | None = None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.i > verb.i and found is not None:
                break
            found = child
    return found


def _child(token: Token, deps: tuple[str, ...]) -> Token | None:
    for child in token.children:
        if child.dep_ in deps:
            return child
    return None
