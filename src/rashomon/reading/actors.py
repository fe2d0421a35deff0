"""Parties of a report: who is mentioned, under which canonical name, and who stands behind a noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Party, Reason, Source
from rashomon.reading import cataphora, nominals
from rashomon.reading import columns as parse_columns
from rashomon.reading.columns import Columns
from rashomon.reading.credentials import credentials, describe, introductions
from rashomon.reading.entities import Entity, Registry
from rashomon.reading.language import Parsed
from rashomon.reading.phrases import Phrase
from rashomon.reading.resolving import Resolver
from rashomon.reading.scene import Scene
from rashomon.reading.spotting import Spot, spots

LONGEST_ALIAS = 8
"""Letters of an acronym that a name is given in brackets."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A party at tokens `[start, end)`; `role` and `affiliation` tell officials from private persons."""

    party: Party
    start: int
    end: int
    head: int
    role: str | None
    affiliation: str | None
    named: bool
    reason: Reason


def find(parsed: Parsed) -> Actors:
    """All parties of a report, in text order, and the means to say whom any of its noun phrases means."""
    columns = parse_columns.of(parsed.doc)
    found = spots(parsed, columns)
    registry = Registry()
    entities = _entities(columns, found, registry)
    describe(columns, found, entities)
    stated = introductions(columns, found, entities)
    bearers = {introduction.role: introduction.person for introduction in stated}
    at = {i: spot for spot in found for i in range(spot.start, spot.end)}
    scene = Scene(columns, registry, entities, bearers, at)
    nominals.read(scene)
    credentials(scene, stated)
    cataphora.link(scene)
    return Actors(parsed, scene)


def _entities(columns: Columns, found: list[Spot], registry: Registry) -> dict[int, Entity]:
    """Spot by spot, which entity each name means; acronyms in brackets become names of what they follow."""
    entities: dict[int, Entity] = {}
    for spot in found:
        if spot.entry:
            registry.saw(spot.entry)
        if spot.label == "place":
            continue
        words = columns.word[spot.start : spot.end]
        entity = registry.of(words, "person" if spot.label == "person" else "organisation", spot.entry)
        entities[spot.start] = entity
        alias = _bracketed(columns, spot.end)
        if alias and spot.label != "person":
            registry.alias([alias], entity)
    return entities


def _bracketed(columns: Columns, at: int) -> str | None:
    """The acronym in brackets at token `at`: "(SDF)", "[IS]"."""
    if at + 2 >= len(columns) or columns.lower[at] not in ("(", "[") or columns.lower[at + 2] not in (")", "]"):
        return None
    word = columns.word[at + 1]
    return word if word[0].isupper() and len(word) <= LONGEST_ALIAS else None


class Actors:
    """The parties of one report. `source` and `party` resolve any noun phrase, by coreference where needed."""

    def __init__(self, parsed: Parsed, scene: Scene) -> None:
        self._parsed = parsed
        self._resolver = Resolver(scene)
        self.mentions = tuple(
            sorted((self._mention(p) for p in scene.phrases if _is_mention(scene, p)), key=lambda m: (m.start, m.end))
        )

    def source(self, start: int, end: int) -> Source:
        """Who the noun phrase at tokens `[start, end)` is, as the source of a claim."""
        phrase = self._resolver.resolve(start, end)
        role, affiliation = _standing(phrase)
        return Source(
            name=phrase.name,
            kind=phrase.kind,
            role=role,
            affiliation=affiliation,
            mention=self._parsed.words(start, end),
            named=phrase.named,
        )

    def party(self, start: int, end: int) -> Party:
        """Who the noun phrase at tokens `[start, end)` is, as one who acts or is acted upon."""
        phrase = self._resolver.resolve(start, end)
        return Party(name=phrase.name, mention=self._parsed.words(start, end), kind=phrase.kind)

    def speaks(self, start: int, end: int) -> bool:
        """Whether the noun phrase at tokens `[start, end)` means somebody, or a text that speaks for somebody."""
        return self._resolver.somebody(start, end)

    def reason(self, start: int, end: int) -> Reason:
        """Why `source` and `party` answer as they do."""
        phrase = self._resolver.resolve(start, end)
        return Reason(part="source", rule=phrase.rule, words=self._parsed.words(start, end).text)

    def _mention(self, phrase: Phrase) -> Mention:
        words = self._parsed.words(phrase.start, phrase.end)
        role, affiliation = _standing(phrase)
        return Mention(
            party=Party(name=phrase.name, mention=words, kind=phrase.kind),
            start=phrase.start,
            end=phrase.end,
            head=phrase.head,
            role=role,
            affiliation=affiliation,
            named=phrase.named,
            reason=Reason(part="actors", rule=phrase.rule, words=words.text),
        )


def _is_mention(scene: Scene, phrase: Phrase) -> bool:
    """Not pronouns, nor common nouns that only modify another ("military airport")."""
    modifier = scene.columns.dep[phrase.head] in ("compound", "nmod", "amod") and phrase.entity is None
    return not phrase.pronoun and not modifier


def _standing(phrase: Phrase) -> tuple[str | None, str | None]:
    """Role and affiliation: what the whole report says of a named party, what the phrase says of another."""
    entity = phrase.entity
    if entity is None:
        return phrase.role, phrase.affiliation
    return entity.role or phrase.role, entity.affiliation or phrase.affiliation
