"""What a text says its parties are: a person's function and body, and the sort of a body ("X, a local network")."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.reading import coreference
from rashomon.reading.columns import SUBJECTS, Columns
from rashomon.reading.entities import Entity
from rashomon.reading.names import titles
from rashomon.reading.phrases import Phrase, gender
from rashomon.reading.scene import Scene
from rashomon.reading.spotting import Spot

APPOSITION = 14
"""Tokens after a name that an apposition is looked for in."""
BEFORE = 10
"""Tokens before a name that a title is looked for in."""
TITULAR = frozenset({"NOUN", "PROPN", "ADJ", "PART", "ADP", "DET", "PRON"})
"""Parts of speech that a title before a name is made of."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person's function as the text states it: the tokens that state it, and the noun among them."""

    person: Entity
    window: tuple[int, ...]
    role: int


def introductions(columns: Columns, found: list[Spot], entities: dict[int, Entity]) -> list[Introduction]:
    """The functions stated beside the names of persons, in text order; ranks and gender are noted on the way."""
    stated = []
    for spot in found:
        entity = entities.get(spot.start)
        if entity is None or entity.kind != "person":
            continue
        before = list(range(spot.start - 1, max(spot.start - BEFORE, -1), -1))
        _titles(columns, entity, before)
        for window in (_premodifiers(columns, before), _apposition(columns, spot.end)):
            role = _role(columns, window)
            if role is not None:
                entity.gender = entity.gender or gender(columns.lemma[role])
                entity.types.add(columns.lemma[role])
                stated.append(Introduction(entity, tuple(window), role))
    return stated


def describe(columns: Columns, found: list[Spot], entities: dict[int, Entity]) -> None:
    """Notes the head nouns that bodies are described by, before or after their name."""
    heads = titles().heads
    for spot in found:
        entity = entities.get(spot.start)
        if entity is None or spot.label != "organisation":
            continue
        for i in _apposition(columns, spot.end):
            if columns.lower[i] in heads and columns.pos[i] == "NOUN":
                entity.types.add(columns.lower[i])
                break
        for i in (spot.start - 1, spot.start - 2, spot.end):
            near = 0 <= i < len(columns) and columns.sentence[i] == columns.sentence[spot.start]
            beside = near and (columns.dep[i] in ("compound", "nmod", "appos") or i == spot.end)
            part = near and i == spot.end and columns.lower[i] in titles().parts
            if beside and not part and columns.lower[i] in heads:
                entity.types.add(columns.lower[i])


def credentials(scene: Scene, stated: list[Introduction]) -> None:
    """Gives each person the function and the body that were stated first; a rank alone only when no function was."""
    at = {i: phrase for phrase in scene.phrases for i in range(phrase.start, phrase.end) if not phrase.human}
    ranks = titles().ranks
    for introduction in sorted(stated, key=lambda i: (scene.columns.lower[i.role] in ranks, i.role)):
        person = introduction.person
        if person.role is None:
            person.role = _phrase(scene, introduction)
        if person.affiliation is None:
            person.affiliation = _body(scene, introduction, at)
    for phrase in scene.phrases:
        entity = phrase.entity
        if entity and entity.kind == "person" and entity.affiliation is None and not phrase.noun and not phrase.pronoun:
            entity.affiliation = _belongs(scene, phrase.end, at)


def _belongs(scene: Scene, end: int, at: dict[int, Phrase]) -> str | None:
    """The body in "Maria Zakharova of the Russian foreign ministry", "Colonel Sani Usman, for the army"."""
    columns = scene.columns
    start = end + (end < len(columns) and columns.lower[end] == ",")
    if start + 1 >= len(columns) or columns.lower[start] not in ("of", "for"):
        return None
    phrase = next((at[i] for i in range(start + 1, min(start + 3, len(columns))) if i in at), None)
    return phrase.name if phrase and phrase.entity else None


def _titles(columns: Columns, entity: Entity, before: list[int]) -> None:
    """Ranks right before the name: "the colonel" can then mean its bearer, "Mrs" tells the gender."""
    for i in before:
        word = columns.lower[i].rstrip(".")
        if word not in titles().ranks:
            break
        entity.types.add(word)
        entity.gender = entity.gender or gender(word)


def _premodifiers(columns: Columns, before: list[int]) -> list[int]:
    """The tokens right before a name that can be its title, in text order; over the comma of "its head, Colonel X". The
    adviser in "adviser to X" is another."""
    kept: list[int] = []
    ranked = True
    if before and columns.pos[before[0]] == "ADP":
        return kept
    for i in before:
        comma = columns.lower[i] == "," and ranked
        if not comma and columns.lower[i] not in ("-", ".") and columns.pos[i] not in TITULAR:
            break
        ranked = ranked and not comma and columns.lower[i].rstrip(".") in (*titles().ranks, "-", "")
        kept.append(i)
    return kept[::-1]


def _apposition(columns: Columns, end: int) -> list[int]:
    """The tokens between the comma after a name and the next comma or verb; none where they are the verb's subject:
    "they shot X, the minister said"."""
    if end >= len(columns) or columns.lower[end] not in (",", "-", "–", "—", "("):
        return []
    kept: list[int] = []
    stop = ""
    for i in range(end + 1, min(end + APPOSITION, len(columns))):
        if columns.lower[i] in (",", ".", ";", "-", "–", "—", ")") or (
            columns.pos[i] in ("VERB", "AUX", "PRON", "SPACE") and columns.dep[i] != "poss"
        ):
            stop = columns.pos[i]
            break
        kept.append(i)
    if stop in ("VERB", "AUX") and any(columns.dep[i] in SUBJECTS and columns.head[i] > kept[-1] for i in kept):
        return []
    return kept


def _role(columns: Columns, window: list[int]) -> int | None:
    words = titles()
    ranked = [i for i in window if columns.lemma[i] in words.roles and columns.lower[i].rstrip(".") == columns.lemma[i]]
    named = [i for i in ranked if columns.lower[i].rstrip(".") not in words.ranks]
    return named[0] if named else ranked[0] if ranked else None


def _phrase(scene: Scene, stated: Introduction) -> str:
    """The function with the words that belong to it: "foreign minister", "special envoy"."""
    columns, start = scene.columns, stated.role
    while (
        start - 1 in stated.window and start - 1 not in scene.at and columns.pos[start - 1] in ("ADJ", "NOUN", "PROPN")
    ):
        if columns.lower[start - 1] in titles().heads:
            break
        start -= 1
    end = stated.role + 1
    if columns.lower[end : end + 2] == ["-", "general"]:
        end += 2
    return " ".join(columns.lower[start:end]).replace(" - ", "-")


def _portfolio(scene: Scene, phrase: Phrase, role: int) -> bool:
    """Whether the phrase is what a minister is minister of ("Defence Secretary") rather than a body."""
    columns, entity = scene.columns, phrase.entity
    known = entity is not None and (entity.types or entity.country)
    return columns.lemma[role] in titles().portfolios and columns.head[phrase.head] == role and not known


def _body(scene: Scene, stated: Introduction, at: dict[int, Phrase]) -> str | None:
    """The body beside the function: before it ("coalition spokesman", "its director"), or after "of", "for", "at"."""
    columns, role = scene.columns, stated.role
    before = [i for i in stated.window if i < role]
    for i in [*before[::-1], *[i for i in stated.window if i > role]]:
        phrase, spot = at.get(i), scene.at.get(i)
        if phrase and not (i < role and _portfolio(scene, phrase, role)):
            return phrase.name
        if spot and spot.entry:
            return spot.entry.nation.name if spot.entry.nation else spot.entry.name
        if columns.dep[i] == "poss" and columns.pos[i] == "PRON":
            owner = coreference.pronoun(columns, scene.phrases, i).phrase
            return owner.name if owner and not owner.human else None
    return None
