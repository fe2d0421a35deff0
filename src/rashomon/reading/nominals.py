"""From names and nouns to phrases: what each noun phrase of a report is called, in text order."""

from __future__ import annotations

from dataclasses import replace

from rashomon.reading import coreference
from rashomon.reading.bodies import body
from rashomon.reading.names import titles
from rashomon.reading.people import people
from rashomon.reading.phrases import Phrase
from rashomon.reading.scene import Scene
from rashomon.reading.spotting import Spot

ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "dative", "conj"})
"""Dependencies in which a state's name stands for the state."""


def read(scene: Scene) -> list[Phrase]:
    """All phrases of the report, in the order of their heads."""
    words, columns = titles(), scene.columns
    for i in range(len(columns)):
        spot = scene.at.get(i)
        if spot:
            if i == spot.end - 1:
                _name(scene, spot)
        elif _part_of_place(scene, i):
            continue
        elif columns.lower[i] in words.third:
            _pronoun(scene, i)
        elif columns.pos[i] in ("NOUN", "PROPN", "ADJ", "PRON"):
            _noun(scene, i)
    return scene.phrases


def _noun(scene: Scene, i: int) -> None:
    """Adds the body, persons or text whose head noun stands at token `i`."""
    words, columns = titles(), scene.columns
    lower, lemma = columns.lower[i], columns.lemma[i]
    many = lemma in words.heads and columns.pos[i] == "NOUN" and lemma not in words.no_plural
    if lower in words.heads or many:
        body(scene, i, lower if lower in words.heads else lemma)
    elif columns.lower[i - 1 : i + 1] in words.joint:
        body(scene, i, lower)
    elif lemma in words.persons or lemma in words.roles or lower in words.groups:
        people(scene, i, lemma)
    elif lemma in words.documents and _speaks_alone(scene, i):
        _document(scene, i)


def _part_of_place(scene: Scene, i: int) -> bool:
    """In "in the centre of Mali" the centre is no body."""
    columns, words = scene.columns, titles()
    if columns.lower[i] not in words.partitive or not 1 < i < len(columns) - 1 or columns.lower[i + 1] != "of":
        return False
    return columns.lower[i - 1] == "the" and columns.lower[i - 2] in words.locative


def _pronoun(scene: Scene, i: int) -> None:
    """Adds a pronoun as another phrase of what it means, so that who is spoken of stays at hand ("he said. He ...")."""
    columns = scene.columns
    found = coreference.pronoun(columns, scene.phrases, i)
    if found.phrase and columns.pos[i] in ("PRON", "DET"):
        phrase = replace(found.phrase, start=i, end=i + 1, head=i, noun="", pronoun=True, rule=found.rule)
        scene.put(replace(phrase, gender=found.phrase.gender))


def _speaks_alone(scene: Scene, i: int) -> bool:
    """Whether it is "the report" that speaks, without a word of whose."""
    columns = scene.columns
    alone = columns.lower[i - 1] == "the" and columns.dep[i] == "nsubj" and columns.head[i] == i + 1
    return alone and coreference.speaks(columns, i)


def _document(scene: Scene, i: int) -> None:
    """Adds "the report" that speaks as another phrase of the last named body that spoke."""
    for phrase in reversed(scene.phrases):
        if phrase.speaker and not phrase.human and phrase.named:
            if scene.columns.sentence[i] - scene.columns.sentence[phrase.head] <= coreference.REACH:
                rule = f"the {scene.columns.lower[i]}: of the last body that spoke"
                scene.put(replace(phrase, start=i, end=i + 1, head=i, noun="", pronoun=True, document=True, rule=rule))
            return


def _name(scene: Scene, spot: Spot) -> None:
    columns, entity = scene.columns, scene.entity.get(spot.start)
    if entity is None:
        return
    head = columns.root(spot.start, spot.end)
    if spot.label not in ("person", "organisation") and not _acts(scene, spot, head):
        return
    seat = entity.nation if spot.label == "seat" else None
    members = spot.label == "people"
    if members and entity.nation:
        _members(scene, spot, head)
        return
    scene.put(
        Phrase(
            start=spot.start,
            end=spot.end,
            head=head,
            name=seat.seat_party if seat else entity.name,
            kind=entity.kind,
            entity=entity,
            named=True,
            human=entity.kind == "person" or members,
            plural=entity.plural or members,
            rule=spot.rule,
        )
    )


def _members(scene: Scene, spot: Spot, head: int) -> None:
    """People by their nationality: "Syrians" are not Syria."""
    name = " ".join(scene.columns.word[spot.start : spot.end])
    phrase = Phrase(start=spot.start, end=spot.end, head=head, name=name, kind="group", rule=spot.rule)
    scene.put(replace(phrase, human=True, plural=True))


def _acts(scene: Scene, spot: Spot, head: int) -> bool:
    """Whether a state's name stands for it as a party rather than for a place or a quality."""
    columns = scene.columns
    dep = columns.dep[head]
    if spot.label in ("adjective", "place"):
        return False
    if spot.label == "people":
        return dep not in ("compound", "amod", "nmod")
    if dep == "poss":
        return spot.label == "state"
    if dep in ACTING:
        return spot.label == "state" or coreference.speaks(columns, head) or dep in ("nsubj", "agent")
    return dep == "pobj" and columns.lower[columns.head[head]] in ("by", "with", "against", "to")
