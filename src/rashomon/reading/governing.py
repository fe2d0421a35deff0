"""The outcome of a figure from the verb or noun that it depends on, through the parse."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.reading.counting import NOUNS, Counted
from rashomon.reading.outcomewords import Verdict, grammar, lemma, table
from rashomon.reading.predicates import (
    SUBJECTS,
    from_controlled,
    from_lost_lives,
    from_small_clause,
    from_state,
    from_subject,
    from_toll,
    from_verb,
    is_passive,
    is_reckoned,
)

LONGEST_CLIMB = 8
"""Steps from the figure towards the root of its sentence; a predicate further away governs something else."""
ARGUMENTS = SUBJECTS | {"dobj", "dative", "attr", "oprd", "acomp", "pobj"}
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis"})


def governed(counted: Counted, start: int, end: int) -> Verdict | None:
    """The outcome from the predicate or the noun that the figure depends on."""
    token, noun = counted.anchor, counted.noun
    if token.dep_ == "pobj" and token.head.lower_ == "at" and token.head.head.pos_ == "VERB" and is_reckoned(counted):
        return None
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if head == token:
            return _state_of_root(token)
        if token.dep_ == "pobj" and start <= head.i < end:
            if not start <= head.head.i < end:
                return _bounded_by(head, noun)
            token = head.head
            continue
        if token.dep_ in ARGUMENTS:
            found = _step(token, noun)
            if (
                found
                or token.dep_ != "pobj"
                or head.lower_ not in grammar().transparent
                or head.head.pos_ in ("VERB", "AUX")
            ):
                return found
            token = head.head
            continue
        if token.dep_ in CLAUSES:
            return None
        token = head
        if token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _bounded_by(preposition: Token, noun: Token | None) -> Verdict | None:
    """ "Between 10 and 20 civilians were killed": the preposition is a bound, the figure subject or object."""
    verb = preposition.head
    if verb.pos_ not in ("VERB", "AUX"):
        return from_toll(verb) if verb.i < preposition.i else None
    if preposition.i < verb.i:
        return from_verb(verb, is_passive(verb), noun) or from_controlled(verb, noun)
    return from_verb(verb, True, noun)


def _step(token: Token, noun: Token | None) -> Verdict | None:
    """What the head says of the figure in this place."""
    head = token.head if token.head.dep_ not in ("aux", "auxpass") else token.head.head
    if token.dep_ in SUBJECTS:
        passive = token.dep_ == "nsubjpass" or is_passive(head)
        return from_verb(head, passive, noun) or from_controlled(head, noun) or from_state(head)
    if token.dep_ in ("attr", "oprd", "acomp"):
        return from_subject(head)
    if token.dep_ == "pobj":
        return _after_preposition(token, head, noun)
    if lemma(head) in grammar().copulas:
        return from_subject(head)
    return from_small_clause(head) or from_verb(head, True, noun) or from_lost_lives(head, token)


def _after_preposition(token: Token, preposition: Token, noun: Token | None) -> Verdict | None:
    """ "the death of 40", "rose to 60", "killed by five men", "surrendered to the number of 40"."""
    head = preposition.head
    if head.pos_ in NOUNS or head.pos_ == "NUM" or head.tag_ in ("JJ", "CD"):
        return from_toll(head)
    if preposition.lower_ == "by" and is_passive(head) and lemma(head) not in ("rise", "increase"):
        return from_verb(head, False, noun)
    if head.pos_ == "VERB" and preposition.lower_ == "to" and lemma(token) in grammar().tolls:
        return from_verb(head, is_passive(head), noun)
    if head.pos_ in ("VERB", "AUX") and preposition.lower_ in grammar().toll_prepositions:
        for child in head.children:
            if child.dep_ in (*SUBJECTS, "dobj") and child != token:
                found = from_toll(child)
                if found:
                    return found
    return None


def _state_of_root(token: Token) -> Verdict | None:
    for child in token.rights:
        found = table("states").get(child.lower_)
        if found:
            return Verdict(found, f"{found} from '{child.lower_}'", child)
    return None
