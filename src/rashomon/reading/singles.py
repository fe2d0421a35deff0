"""Numbers without a number word: "51 men and a child", "a journalist was killed", "over a kilometre", "most of them".

An article counts only where the sentence counts: in a list beside numbers, of some already counted, of whom something
befell, or after a bound. Elsewhere "a spokesman" is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from rashomon.reading import bounds
from rashomon.reading.counting import NOUNS, is_person
from rashomon.reading.counting import vocabulary as people
from rashomon.reading.numerals import Numeral, vocabulary
from rashomon.reading.predicates import from_verb, is_passive

ARTICLES = frozenset({"a", "an"})
LONGEST = 5
"""Tokens between the article and its noun: "a second badly burned child"."""
SUBSETS = frozenset({"among", "included", "including"})
EVERYONE = 100
"""Percent."""
BEFELL = frozenset({"killed", "wounded"})


def read(doc: Doc, words: Sequence[str], at: int) -> Numeral | None:
    """What the article or "most" at token `at` counts; None where it only introduces somebody."""
    share = vocabulary().majority.get(words[at])
    if share is not None and _most_people(doc, words, at):
        return Numeral(at, at + 1, share, EVERYONE, percent=True, open=True)
    if words[at] not in ARTICLES:
        return None
    if _of_unit(words, at):
        return Numeral(at, at + 1, 1, 1)
    noun = doc[at].head
    if not at < noun.i <= at + LONGEST:
        return None
    if not (noun.tag_ in ("NN", "NNP") and is_person(noun)) and not _is_aged(doc, at):
        return None
    return Numeral(at, at + 1, 1, 1) if _listed(noun) or _one_of_those(doc, noun) or _befallen(noun) else None


def _most_people(doc: Doc, words: Sequence[str], at: int) -> bool:
    """ "most of those inside", "most people": not "the most", "most of the city", "40 dead, most of them women"."""
    if at and words[at - 1] in ("at", "the", ","):
        return False
    whole = words[at + 2 : at + 5] if words[at + 1 : at + 2] == ["of"] else words[at + 1 : at + 2]
    if any(word in people().pronouns for word in whole[:1]):
        return True
    return any(is_person(token) for token in doc[at + 1 : at + 5] if token.text.lower() in whole)


def _of_unit(words: Sequence[str], at: int) -> bool:
    """ "about a kilometre", "more than an hour": a measure after a bound."""
    following = words[at + 1] if at + 1 < len(words) else ""
    units = bounds.vocabulary().units
    return following in units.measure and bounds.opened(words, at)


def _is_aged(doc: Doc, at: int) -> bool:
    """ "a 16-year-old": nobody else than a person."""
    return doc[at + 1 : at + 6].text.lower().endswith("year-old")


def _listed(noun: Token) -> bool:
    """ "51 men and a child", not "a crew of 15": beside a noun that is counted."""
    if any(child.lower_ == "of" for child in noun.rights):
        return False
    beside = [noun.head] if noun.dep_ == "conj" else []
    beside += [child for child in noun.rights if child.dep_ == "conj"]
    return any(
        other.pos_ in NOUNS and is_person(other) and any(child.dep_ == "nummod" for child in other.lefts)
        for other in beside
    )


def _one_of_those(doc: Doc, noun: Token) -> bool:
    """ "a teacher among them"."""
    return noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in SUBSETS and noun.dep_ != "pobj"


def _befallen(noun: Token) -> bool:
    """ "gunmen killed a journalist", "a 16-year-old was killed": whom the clause is about."""
    verb = noun.head
    if verb.pos_ != "VERB" or not (noun.dep_ == "nsubjpass" or (noun.dep_ == "dobj" and not is_passive(verb))):
        return False
    verdict = from_verb(verb, True, noun)
    return verdict is not None and verdict.outcome in BEFELL and verdict.word == verb
