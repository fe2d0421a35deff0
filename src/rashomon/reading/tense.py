"""Which way in time a verb looks, for dates that leave the year or the week open ("on Sunday", "in June")."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.reading.timegrammar import Phrase
from rashomon.reading.timewords import TimeWords

CLIMB = 8
"""Heads to climb from a time to the verb that governs it; deeper ones were in other clauses."""
PRESENT = ("VBZ", "VBP")
"""Tags of finite verbs in the present tense."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way an incomplete date is completed (-1 back, 1 ahead, 0 undecided), and the verb that told."""

    sign: int
    verb: str
    certain: bool = False
    """Whether the word before says so, and not only a tense."""

    def __str__(self) -> str:
        way = {1: "on or after", -1: "on or before", 0: "nearest to"}[self.sign]
        return f"{way} publication ({f'verb {self.verb!r}' if self.verb else 'no verb tells'})"


def direction(phrase: Phrase, doc: Doc) -> Direction:
    """Ahead when the verb that governs the phrase looks ahead, back when it is past; undecided otherwise."""
    start, end = phrase.items[0].start, phrase.items[-1].end
    lex = lexicon.load("times.toml", TimeWords)
    before = [token.lower_ for token in doc[max(start - 2, 0) : start]]
    if before and before[-1] in lex.glue["since"]:
        return Direction(-1, "since", certain=True)
    if len(before) > 1 and before[0] in lex.tense.bounds and before[1] == "as":
        return Direction(1, " ".join(before), certain=True)
    token = doc[end - 1]
    while start <= token.head.i < end and token.head != token:
        token = token.head
    for _ in range(CLIMB):
        if token.head == token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return Direction(_sign(token), token.text)
    return Direction(0, "")


def _sign(verb: Token) -> int:
    tense = lexicon.load("times.toml", TimeWords).tense
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.lower_ for helper in helpers}
    if words & tense.future:
        return 1
    if any(child.lower_ in tense.ahead for child in verb.children if child.dep_ in ("acomp", "xcomp", "oprd")):
        return 1
    if any(helper.tag_ == "TO" for helper in helpers) and not any(helper.lemma_ == "have" for helper in helpers):
        head = verb.head
        return (
            1
            if head == verb or head.lemma_ in tense.planning or head.lower_ in tense.ahead or head.lemma_ == "be"
            else _sign(head)
        )
    if verb.lemma_ in tense.fixing or (verb.lemma_ in tense.planning and verb.tag_ in PRESENT):
        return 1
    if verb.tag_ == "VBN" and verb.lemma_ in tense.planning and not any(h.lemma_ == "have" for h in helpers):
        return 1
    past = verb.tag_ in ("VBD", "VBN") or any(helper.tag_ == "VBD" or helper.lemma_ == "have" for helper in helpers)
    return -1 if past else 0


def looks_ahead(root: Token) -> bool:
    """Whether the verb speaks of what is to come."""
    future = lexicon.load("times.toml", TimeWords).tense.future
    if any(child.lower_ in future for child in root.children if child.dep_ in ("aux", "auxpass")):
        return True
    # "Is to investigate"
    return root.lemma_ == "be" and any(
        child.dep_ == "xcomp" and any(part.tag_ == "TO" for part in child.children) for child in root.children
    )


def lasts(root: Token) -> bool:
    """Whether the verb speaks of a state at the time of speaking: present or present perfect."""
    helpers = [child.tag_ for child in root.children if child.dep_ in ("aux", "auxpass")]
    if any(_is_perfect_infinitive(verb) for child in root.children for verb in (child, *child.children)):
        return False
    return root.tag_ in PRESENT or any(tag in PRESENT for tag in helpers)


def _is_perfect_infinitive(verb: Token) -> bool:
    """ "To have survived"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"} if verb.dep_ == "xcomp" else set()
    return helpers.issuperset(("to", "have"))
