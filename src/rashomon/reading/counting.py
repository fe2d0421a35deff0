"""What a number counts: "foreign Islamic State fighters", "dozens of civilians", "ten of them"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon

MODIFIES = frozenset({"nummod", "quantmod", "compound", "amod", "nmod", "det", "advmod", "npadvmod", "predet", "poss"})
NOUNS = frozenset({"NOUN", "PROPN"})
BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "PART", "ADP"})
LONGEST_PHRASE = 8
"""Tokens of the counted noun phrase that are kept; longer ones are misparses."""
FARTHEST_COUNT = 16
"""Tokens between "at" before a number and the word "number" whose number it is."""
FURTHEST = 6
"""Tokens between a number and its noun: "46 badly burned Sunni Arab fighters"."""


class People(msgspec.Struct, frozen=True, kw_only=True):
    """Nouns of people, singular."""

    nouns: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The part of `figures.toml` that counted nouns are told by."""

    people: People
    things: frozenset[str]
    pronouns: frozenset[str]
    modest: frozenset[str]
    counts: frozenset[str]
    put_at: frozenset[str]
    before_number: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun, and the token through which the number hangs in its sentence."""

    anchor: Token
    noun: Token | None
    """None when the text leaves it out: "at least 46 were killed"."""
    pronoun: bool = False
    """Whether the number counts people or things already spoken of: "ten of them"."""


@cache
def vocabulary() -> Words:
    """Nouns of people and things."""
    loaded: Words = lexicon.load("figures.toml", Words)
    return loaded


def counted(doc: Doc, start: int, end: int, after: int) -> Counted:
    """What the number at tokens `[start, end)` counts; a bound that follows it ends before token `after`."""
    root = doc[start:end].root
    if after + 1 < len(doc) and doc[after].lower_ == "of" and doc[after + 1].lower_ in vocabulary().pronouns:
        those = doc[after + 1]
        if any(child.dep_ in ("relcl", "acl") for child in those.rights):
            return Counted(root, those)
        following = doc[after + 2] if after + 2 < len(doc) and doc[after + 2].pos_ in NOUNS else None
        return Counted(following or root, following, pronoun=True)
    noun = _modified(root, end)
    anchor = noun or root
    whole = _whole(root, end) if noun is None or noun.lower_ in vocabulary().modest else None
    if whole is not None:
        if whole.lower_ in vocabulary().pronouns or whole.pos_ == "PRON":
            return Counted(anchor, None, pronoun=True)
        return Counted(anchor, whole)
    if noun is None:
        noun = _following(doc, after)
        return Counted(root, noun)
    return Counted(anchor, noun)


def _modified(root: Token, end: int) -> Token | None:
    """The noun to the right that the number modifies, through the parse."""
    token = root
    for _ in range(3):
        if token.dep_ not in MODIFIES or token.head.i < end or token.head == token:
            return None
        token = token.head
        if token.i - end > FURTHEST:
            return None
        if token.pos_ in NOUNS or token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return token
    return None


def _whole(root: Token, end: int) -> Token | None:
    """ "civilians" of "dozens of civilians"."""
    for token in (root, root.head):
        for child in token.rights:
            if child.lower_ == "of" and child.i >= end and child.i - end <= 2:
                return next((word for word in child.rights if word.dep_ in ("pobj", "pcomp")), None)
        if root.head.i > root.i:
            break
    return None


def told_before(doc: Doc, start: int) -> Token | None:
    """ "civilians" of "put the number of civilians killed at 30": the noun after "number of", the number after "at"."""
    at = start - 1
    while at > 0 and doc[at].lower_ in vocabulary().before_number:
        at -= 1
    if at <= 0 or doc[at].lower_ not in vocabulary().put_at:
        return None
    for i in range(at - 1, max(doc[at].sent.start, at - FARTHEST_COUNT), -1):
        if doc[i].lemma_.lower() in vocabulary().counts and doc[i + 1].lower_ in ("of", "for"):
            return next((c for c in doc[i + 1].children if c.dep_ == "pobj" and c.pos_ in NOUNS), None)
    return None


def _following(doc: Doc, end: int) -> Token | None:
    """The noun that stands next to the number where the parse joined it to something else."""
    noun: Token | None = None
    stop = min(len(doc), end + FURTHEST)
    for token in doc[end:stop]:
        if token.pos_ in NOUNS and token.tag_ != "NNP":
            noun = token
        elif noun is not None or (token.pos_ not in ("ADJ", "PROPN") and token.lower_ != "-" and not token.is_upper):
            break
    return noun


def phrase(noun: Token, after: int) -> tuple[int, int]:
    """Token range of the noun with its modifiers, from token `after` on: half-open, without determiners."""
    start = max(after, noun.left_edge.i)
    while start < noun.i and (
        noun.doc[start].pos_ in ("DET", "PUNCT", "NUM", "ADP", "ADV", "CCONJ") or not _inside(noun.doc[start], noun)
    ):
        start += 1
    end = noun.i + 1
    for child in noun.rights:
        if child.lower_ == "of" and child.i == noun.i + 1:
            stop = child.right_edge.i + 1
            end = stop if stop - start <= LONGEST_PHRASE else end
        elif (
            child.dep_ == "conj"
            and child.pos_ in NOUNS
            and child.i - noun.i == 2
            and noun.doc[noun.i + 1].lower_ == "and"
            and not any(w.pos_ == "NUM" for w in child.lefts)
        ):
            end = child.i + 1
    return start, end


def _inside(token: Token, noun: Token) -> bool:
    return token.i >= noun.left_edge.i


def is_person(token: Token) -> bool:
    """Whether the noun names people: in the list, or a name of nationals in the plural ("Shias", "Australians")."""
    lemma = token.lemma_.lower()
    return lemma in vocabulary().people.nouns or token.lower_ in vocabulary().people.nouns or token.ent_type_ == "NORP"


def is_thing(token: Token) -> bool:
    """Whether the noun names what cannot be killed or detained."""
    return token.lemma_.lower() in vocabulary().things
