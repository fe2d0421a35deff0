"""Whether capitalised words name a place: what the words around them say, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Doc, Span

from rashomon import lexicon
from rashomon.model.claim import PlacePrecision
from rashomon.reading.spelling import fold

Tie = Literal["locative", "happening", "loose", "none"]
APPOSITION = 7
"""Tokens within which "X, a dusty little border town" must have come to its noun."""
ACRONYM = 5
"""Capitals, at most, of an acronym: a body, unless the gazetteer knows it."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
UNPLACED = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW", "EVENT"}
)


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """`lexicon/places.toml`."""

    locative: frozenset[str]
    loose: frozenset[str]
    about: frozenset[str]
    naming: frozenset[str]
    holding: frozenset[str]
    beside: frozenset[str]
    whole: frozenset[str]
    everywhere: frozenset[str]
    buildings: frozenset[str]
    compass: dict[str, str]
    happenings: frozenset[str]
    taking: frozenset[str]
    speaking: frozenset[str]
    particles: frozenset[str]
    directions: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    kinds: dict[str, PlacePrecision]
    sites: dict[str, PlacePrecision]


class _Actor(msgspec.Struct, frozen=True):
    name: str
    acronym: str
    aliases: str


@cache
def wording() -> Wording:
    """How text speaks of places, as a non-programmer can edit it."""
    rules: Wording = lexicon.load("places.toml", Wording)
    return rules


class _Official(msgspec.Struct, frozen=True):
    name: str


@cache
def parties() -> frozenset[str]:
    """Folded names of the bodies that the lexicon of actors has: in "a base of Islamic State", no place."""
    actors: list[_Actor] = lexicon.load("actors.csv", list[_Actor])
    return frozenset(fold(name) for a in actors for name in (a.name, a.acronym, *a.aliases.split("|")) if name)


@cache
def officials() -> frozenset[str]:
    """Folded names of the office holders that the lexicon has."""
    return frozenset(fold(row.name) for row in lexicon.load("officials.csv", list[_Official]))


@dataclass(frozen=True, slots=True)
class People:
    """Folded words that a report uses as names of people, or of bodies that speak."""

    surnames: frozenset[str]
    speakers: frozenset[str]


def _is_full_name(entity: Span) -> bool:
    """More than one word, of which an article is none ("El Obeid" may be a town)."""
    return entity.label_ == "PERSON" and len(entity) > 1 and fold(entity.text) != fold(entity[-1].text)


def people(doc: Doc) -> People:
    """Last words of longer names of persons, and words whose referent says something."""
    speaking = wording().speaking
    surnames = {fold(e[-1].text) for e in doc.ents if _is_full_name(e)}
    speakers = {
        fold(token.text)
        for token in doc
        if token.dep_ == "nsubj" and token.text[0].isupper() and token.head.lemma_ in speaking
    }
    return People(frozenset(surnames), frozenset(speakers))


def is_body(doc: Doc, start: int, end: int) -> bool:
    """The words are the name of a council, an army, a newspaper ...; one that is only known by its name may share that
    with a town ("Al Mayadeen"), which is then what something is in."""
    if end - start > 1 and any(doc[at].lower_ in wording().bodies for at in range(start + 1, end)):
        return True
    return fold(doc[start:end].text) in parties() and tie(doc, start) not in ("locative", "happening")


def is_titled(doc: Doc, start: int) -> bool:
    """A person's title stands before: "Commander X", "another commander, X"."""
    at = start - 2 if start > 1 and doc[start - 1].text == "," else start - 1
    return at >= 0 and doc[at].lower_ in wording().titles


def is_part(doc: Doc, start: int, end: int) -> bool:
    """The recogniser's entity here is longer than the name: it is a part of something else's name."""
    before = start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].lower_ != "the"
    after = end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].text not in ("'s", "’s")
    return before or after


def is_named_otherwise(doc: Doc, start: int, end: int) -> bool:
    """No word of it is a proper noun to the tagger, or it is a date, an acronym, a law ..."""
    label = doc[start].ent_type_
    if label in PLACES:
        return False
    text = doc[start:end].text
    acronym = text.isupper() and len(text) <= ACRONYM
    return label in UNPLACED or acronym or all(token.pos_ != "PROPN" for token in doc[start:end])


def tie(doc: Doc, start: int) -> Tie:
    """How the words before speak of the name that begins at token `start`."""
    rules = wording()
    at = start - 1
    while at > 0 and ((doc[at].lower_ in rules.directions and doc[at].pos_ == "ADJ") or doc[at].text == "-"):
        at -= 1
    if at < 0:
        return "none"
    before = doc[at].lower_
    if before in rules.locative:
        return "locative"
    if before in rules.taking and doc[at].pos_ == "VERB":
        return "happening"
    if before in rules.loose and doc[at].dep_ in ("prep", "cc", "agent"):
        above = {doc[at - 1].lower_ if at else "", doc[at].head.lower_}
        event = above & rules.happenings or (before in ("to", "from", "on") and above & rules.taking)
        return "happening" if event and doc[at].dep_ == "prep" else "loose"
    return "none"


def kind(doc: Doc, start: int, end: int) -> PlacePrecision | None:
    """The kind of place that the common words beside a name say it is; None when they say nothing."""
    rules = wording()
    if end < len(doc) and (said := rules.kinds.get(doc[end].text)):
        return said
    before = doc[start - 1].text if start else ""
    if start >= 3 and before in rules.naming:
        said = rules.kinds.get(doc[start - 2].text)
        if (
            said
            and (before != "of" or doc[start - 3].lower_ == "the" or said == "town")
            and _single(doc[start - 2].text)
        ):
            return said
    if said := rules.kinds.get(before):
        return said
    return _apposed(doc, start, end)


def _single(word: str) -> bool:
    """ "The village of X" is X, "the suburbs of X" are not."""
    return not word.endswith("s")


def site(doc: Doc, end: int) -> PlacePrecision | None:
    """ "Azovstal works", "Dahyan market": the common word for a site after the name."""
    return wording().sites.get(doc[end].text) if end < len(doc) else None


def _apposed(doc: Doc, start: int, end: int) -> PlacePrecision | None:
    """ "in X, a town ..."; only after a preposition, since persons have appositions too."""
    rules = wording()
    if start == 0 or doc[start - 1].lower_ not in rules.locative | rules.loose:
        return None
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].pos_ != "DET":
        return None
    for token in doc[end + 2 : end + APPOSITION]:
        if token.text in rules.kinds:
            return rules.kinds[token.text]
        if token.text in (",", ".") or token.is_space:
            return None
    return None
