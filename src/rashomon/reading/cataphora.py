"""Persons whom a report names only after it has told what they are: "the top American commander in Iraq said" in the
lead, "Lieutenant General Stephen Townsend" in the next sentence. Newswire introduces its sources so; who fits less
surely stays without a name."""

from __future__ import annotations

from dataclasses import replace

from rashomon.reading.entities import Entity
from rashomon.reading.names import titles
from rashomon.reading.phrases import Phrase, gender
from rashomon.reading.scene import Scene

LEAD = 3
"""Sentences of a report, breaks between paragraphs counted, in which a person is told of before being named."""
AHEAD = 3
"""Sentences after that, breaks counted, within which the name follows."""


def link(scene: Scene) -> None:
    """Gives the single persons without a name that speak in the lead the name that follows; what they were called
    becomes their function."""
    for at, phrase in enumerate(scene.phrases):
        if scene.columns.sentence[phrase.head] > LEAD:
            return
        if phrase.named or not phrase.human or phrase.plural or phrase.pronoun or not phrase.speaker:
            continue
        entity = named_after(scene, phrase, phrase.noun)
        if entity is None:
            continue
        entity.role = entity.role if entity.role and not entity.types <= titles().ranks else phrase.role or entity.role
        entity.affiliation = entity.affiliation or phrase.affiliation
        rule = f"{phrase.noun}: named as {entity.name} soon after"
        scene.phrases[at] = replace(phrase, name=entity.name, kind=entity.kind, entity=entity, named=True, rule=rule)


def named_after(scene: Scene, phrase: Phrase, noun: str) -> Entity | None:
    """The person, new to the report, who speaks next and can be the one just called a `noun`; None when it is
    somebody else who speaks next."""
    columns = scene.columns
    here = columns.sentence[phrase.head]
    if here > LEAD or noun not in titles().introducing:
        return None
    for other in scene.phrases:
        later = columns.sentence[other.head] - here
        if later > AHEAD:
            return None
        entity = other.entity
        if later < 1 or entity is None or entity.kind != "person" or not _speaker(scene, other):
            continue
        earlier = any(one.entity is entity and one.start < phrase.end for one in scene.phrases)
        described = columns.lower[other.end : other.end + 2] == [",", "who"]
        described = described or columns.lemma[other.start - 1] in titles().persons
        return None if earlier or described or not _fits(scene, phrase, noun, entity) else entity
    return None


def _speaker(scene: Scene, phrase: Phrase) -> bool:
    """Whether the name speaks, or stands in apposition to what does."""
    columns = scene.columns
    if phrase.speaker:
        return not phrase.pronoun
    up = columns.head[phrase.head]
    return columns.dep[phrase.head] == "appos" and any(one.head == up and one.speaker for one in scene.phrases)


def _fits(scene: Scene, phrase: Phrase, noun: str, person: Entity) -> bool:
    """Whether the person can be called so: by the same function; after a definite article also when no
    other function is told."""
    words = titles()
    told, wanted = person.gender, gender(noun)
    if told and wanted and told != wanted:
        return False
    if phrase.affiliation and person.affiliation and not _share(phrase.affiliation, person.affiliation):
        return False
    if noun in person.types:
        return True
    if scene.columns.lower[phrase.start] in ("a", "an"):
        return False
    other = person.types - words.ranks
    return not other or (noun in words.leading and not other.isdisjoint(words.leading))


def _share(a: str, b: str) -> bool:
    """Whether two names of bodies have a word in common."""
    return not {*a.lower().split()}.isdisjoint(b.lower().split())
