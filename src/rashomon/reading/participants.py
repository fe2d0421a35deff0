"""Who did it and to whom it was done, from the parse around the word that names the event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.reading import events

SUBJECT = ("nsubj", "csubj")
VERBAL = ("VERB", "AUX")
NOT_OF_THE_PHRASE = ("relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis", "preconj")
"""What hangs on a noun but is not part of the name of the party."""


MEMBERS = ("NORP", "ORG", "GPE")
MODIFYING = ("amod", "compound", "nmod")
"""A state, body or people before a word for a deed or a weapon does it: "the American bomb", "a coalition raid"."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Verbs whose subject or object plays another part than usual, and what prepositions after nouns mean."""

    suffered: frozenset[str]
    moving: frozenset[str]
    moved: frozenset[str]
    carriers: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    towards: frozenset[str]
    doing: frozenset[str]
    between: frozenset[str]
    of_is_actor: frozenset[str]
    not_parties: frozenset[str]
    victims: frozenset[str]
    suffering: frozenset[str]
    civilians: frozenset[str]
    plain: frozenset[str]
    unnamed: str
    bodies: frozenset[str]
    soldiers: frozenset[str]
    armies: frozenset[str]
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Participants:
    """Token ranges of noun phrases, coordinated ones apart, in text order."""

    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    towards: tuple[tuple[int, int], ...] = ()
    """At whom it is directed by a preposition of its verb ("aid to Nigeria"), where no object says it."""


def find(doc: Doc, trigger: int, root: int, others: Sequence[int] = ()) -> Participants:
    """The parties of the event named at token `trigger`, in the clause with head `root`.

    `others` are further words of the clause for what happened ("20 died when jets bombed the camp"), in the order in
    which they are asked for a part that the trigger leaves open.
    """
    words = lexicon.load("participants.toml", Words)
    token = doc[trigger]
    actors, recipients = _roles(token, words)
    if token.i != root and token.pos_ not in VERBAL and _carries(doc[root], token):
        subjects = _of_light_verb(doc[root], token)
        if _is_harm(token, words) or doc[root].lemma_.lower() in words.suffering:
            recipients = recipients or subjects
        else:
            actors = actors or subjects
    if not actors and token.dep_ == "nsubj" and token.pos_ not in VERBAL:
        actors = [c for p in token.head.children if p.lower_ == "from" for c in p.children if c.dep_ == "pobj"]
    for other in others:
        if actors and recipients:
            break
        by, to = _roles(doc[other], words)
        actors, recipients = actors or _named(by, words), recipients or _named(to, words)
    towards = _towards(token, words)
    if token.i != root:
        towards += _towards(doc[root], words)
    return Participants(
        tuple(_ranges(actors, words)), tuple(_ranges(recipients, words)), tuple(_ranges(towards, words))
    )


def _is_harm(noun: Token, words: Words) -> bool:
    """Whether it befalls the subject beside it: "eleven were among the dead", "the town is under siege"."""
    return noun.lemma_.lower() in words.victims or (noun.dep_ == "pobj" and noun.head.lower_ == "under")


def _named(heads: list[Token], words: Words) -> list[Token]:
    return [head for head in heads if head.lemma_.lower() not in words.not_parties]


def doer(root: Token) -> tuple[tuple[int, int], ...]:
    """Who did it, in a clause that says no more than that: "rebels did it", "soldiers committed the crime"."""
    words = lexicon.load("participants.toml", Words)
    passive = any(c.dep_ == "auxpass" for c in root.children)
    if root.pos_ not in VERBAL or passive or root.lemma_.lower() not in words.doing:
        return ()
    return tuple(_ranges(_subjects(root), words))


def _roles(token: Token, words: Words) -> tuple[list[Token], list[Token]]:
    """Who does it and to whom; where a deed does it ("the raid by the rebels killed"), who did the deed."""
    if token.pos_ not in VERBAL:
        return _nominal(token, words)
    actors, recipients = _verbal(token, words)
    doers: list[Token] = []
    for actor in actors:
        doers += (_nominal(actor, words)[0] if actor.pos_ == "NOUN" and events.named(actor) else []) or [actor]
    return doers, recipients


def _carries(verb: Token, noun: Token) -> bool:
    """Whether the verb's subject does what the noun names: "launched an offensive", "violated the truce"."""
    return events.light(verb) or (verb.pos_ in VERBAL and noun.head == verb and noun.dep_ == "dobj")


def _of_light_verb(verb: Token, noun: Token) -> list[Token]:
    """Who carries out what a noun names: the agent or the subject of its verb ("launched an assault")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return _agents(verb)
    return [s for s in _subjects(verb) if s != noun and not _within(noun, s)]


def _towards(token: Token, words: Words) -> list[Token]:
    preps = (p for p in token.children if p.dep_ in ("prep", "dative") and p.lower_ in words.towards)
    return [c for p in preps for c in (p, *p.children) if c.dep_ == "pobj" or (c.dep_ == "dative" and c.pos_ != "ADP")]


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
        return _moved(verb, subjects, objects, words, passive=passive)
    if lemma in words.suffering and any(o.lemma_.lower() in words.victims for o in objects):
        return _agents(verb), subjects
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


def _moved(
    verb: Token, subjects: list[Token], objects: list[Token], words: Words, *, passive: bool
) -> tuple[list[Token], list[Token]]:
    """Whoever moves acts, unless somebody moves them: "they were taken out", but "were taken out by the Red Cross"."""
    if passive:
        agents = [a for a in _agents(verb) if a.lemma_.lower() not in words.carriers]
        return (agents, subjects) if agents else (subjects, [])
    if not objects or all(s.lemma_.lower() in words.carriers for s in subjects):
        return objects or subjects, []
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
        if c.dep_ == "poss" or (c.dep_ in MODIFYING and (c.ent_type_ in MEMBERS or c.lemma_.lower() in words.bodies))
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
