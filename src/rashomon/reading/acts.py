"""Speaking that is itself an event: a demand, a promise, a refusal, a threat, an accusation (PLOVER, 2024).

PLOVER codes what somebody does to somebody by words apart from what the words are about: who demands a withdrawal
does not withdraw. Other speaking ("said", "denied") is no event; the words are in lexicon/acts.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.model import Reason
from rashomon.model.claim import EventType
from rashomon.reading.attribution import Attribution
from rashomon.reading.certainty import Assessed
from rashomon.reading.events import Trigger
from rashomon.reading.participants import conjuncts

How = Literal["always", "deed", "thing", "beside"]
ADDRESSED = ("dobj", "nsubjpass", "dative")
TOWARDS = ("on", "upon", "to", "from", "against", "with", "at", "of")
"""Prepositions after a cue that name whom the words are addressed to: "called on", "demanded from"."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    type: EventType
    how: How
    verbs: tuple[str, ...]
    things: frozenset[str] = frozenset()


class Modals(msgspec.Struct, frozen=True, kw_only=True):
    duty: frozenset[str]
    own: frozenset[str]
    together: frozenset[EventType]
    force: frozenset[EventType]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    act: tuple[Entry, ...]
    modals: Modals


@dataclass(frozen=True, slots=True)
class Act:
    """What is done by saying so: the verb with its type, who speaks, and the heads of whom it may be done to, likeliest
    first."""

    trigger: Trigger
    beside: bool
    """The act is a claim of its own beside what is said."""
    refuses: bool
    """What is said is what is not done."""
    by: tuple[int, int] | None
    towards: tuple[int, ...]


def of_cue(doc: Doc, said: Attribution, content: Token, about: Trigger | None) -> Act | None:
    """The act that an attribution's cue is, if it is one; `content` heads the clause, whose event is `about`."""
    head = _verb(doc, said)
    if head is None:
        return None
    lemmas = [doc[i].lemma_.lower() for i in range(*(said.cue or (0, 0)))]
    found = next((e for phrase, e in _entries(head.lemma_.lower()) if _fits(phrase, lemmas) and _so(e, content)), None)
    if found is None:
        return None
    kind = found.type
    if kind == "AGREE" and about is not None and about.type in _words().modals.force:
        kind = "THREATEN"
    reason = Reason(part="type", rule=f"{kind}: the cue is the act", words=head.text)
    return Act(
        trigger=Trigger(head.i, kind, None, reason),
        beside=found.how == "beside",
        refuses=kind == "REJECT" and found.how == "deed",
        by=said.source,
        towards=tuple(_towards(head, said)),
    )


def of_modal(root: Token, about: Trigger | None, meant: Assessed, *, own: bool) -> Trigger | None:
    """What a clause does by its modal verb: "we will withdraw" promises, "we will not" refuses, "they must" requests.

    `own` tells that its subject is the speaker, `meant` whether it speaks of what is to come.
    """
    modals = _words().modals
    doc, negative = root.doc, meant.polarity == "negative"
    duty = next((c for c in root.children if c.dep_ == "aux" and c.lower_ in modals.duty), None)
    if duty is not None and not own and not negative:
        return _modal(duty, "REQUEST", "what others must do")
    if not own or meant.status == "actual" or about is None:
        return None
    if about.type in modals.together:
        kind: EventType = "REJECT" if negative else "AGREE"
        return _modal(
            doc[about.token], kind, "what the speaker will not do" if negative else "what the speaker will do"
        )
    if about.type in modals.force and not negative:
        return _modal(doc[about.token], "THREATEN", "force that the speaker will use")
    return None


def _modal(token: Token, kind: EventType, rule: str) -> Trigger:
    return Trigger(token.i, kind, None, Reason(part="type", rule=f"{kind}: {rule}", words=token.text))


@cache
def _words() -> Words:
    words: Words = lexicon.load("acts.toml", Words)
    return words


@cache
def _entries(verb: str) -> tuple[tuple[tuple[str, ...], Entry], ...]:
    """The entries of a verb with their words, longer phrases first, then in the order of the lexicon."""
    found = [(tuple(v.split()), e) for e in _words().act for v in e.verbs if verb in (v.split()[0], v.split()[-1])]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def _fits(phrase: tuple[str, ...], lemmas: list[str]) -> bool:
    at = iter(lemmas)
    return all(word in at for word in phrase)


def _verb(doc: Doc, said: Attribution) -> Token | None:
    """The verb or adjective that heads the cue; None for a noun ("the demand that") or an adverb."""
    if said.cue is None:
        return None
    words = [doc[i] for i in range(*said.cue)]
    found = [t for t in words if t.pos_ == "VERB" and t.dep_ not in ("aux", "auxpass")]
    return found[0] if found else next((t for t in words if t.pos_ == "ADJ" and t.dep_ == "acomp"), None)


def _so(entry: Entry, content: Token) -> bool:
    """Whether the content is of the kind for which the cue is an act."""
    thing = content.pos_ in ("NOUN", "PROPN", "PRON")
    if entry.how == "thing":
        told = any(c.dep_ in ("acl", "ccomp") and any(m.dep_ == "mark" for m in c.children) for c in content.children)
        named = not entry.things or any(t.lemma_.lower() in entry.things for t in conjuncts(content))
        return thing and named and not told
    if entry.how == "deed":
        infinitive = content.tag_ in ("VB", "VBG") and not any(c.tag_ == "MD" for c in content.children)
        return infinitive or any(c.dep_ == "aux" and c.lower_ == "to" for c in content.children)
    return True


def _towards(head: Token, said: Attribution) -> Iterator[int]:
    """Whom the words are addressed to: the verb's object, then who stands after "on", "to", "from"."""
    inside = {i for start, end in said.content for i in range(start, end)}
    for child in head.children:
        if child.dep_ in ADDRESSED:
            yield child.i
    for child in head.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in TOWARDS:
            yield from (c.i for c in child.children if c.dep_ in ("pobj", "pcomp"))
    for child in head.children:
        if child.dep_ in ("ccomp", "xcomp") and child.i in inside:
            yield from (c.i for c in child.children if c.dep_ in ("nsubj", "nsubjpass"))
