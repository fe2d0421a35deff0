"""What is known of a report's parties while its noun phrases are read, in text order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rashomon.reading import coreference
from rashomon.reading.columns import Columns
from rashomon.reading.entities import Entity, Registry
from rashomon.reading.names import Nation
from rashomon.reading.phrases import Extent, Phrase, gender
from rashomon.reading.spotting import Spot

SUBJECTS_APART = 6
"""Phrases back that another subject of the same verb is looked for in."""


@dataclass(slots=True)
class Scene:
    """Names, entities and the phrases read so far.

    `at` maps each token of a name to its spot, `entity` the first token of a spot to its entity, `bearers` the noun of
    a stated function ("spokesman") to the person who bears it.
    """

    columns: Columns
    registry: Registry
    entity: dict[int, Entity]
    bearers: dict[int, Entity]
    at: dict[int, Spot]
    phrases: list[Phrase] = field(default_factory=list)

    def put(self, phrase: Phrase) -> None:
        """Adds a phrase; gender and whether it speaks follow from its head."""
        speaker = coreference.speaks(self.columns, phrase.head)
        if speaker and self.phrases:
            self._silence(phrase)
        self.phrases.append(replace(phrase, speaker=speaker, gender=phrase.gender or gender(phrase.noun)))

    def _silence(self, phrase: Phrase) -> None:
        """Of two subjects that the parser gives one verb the last is the speaker; the first is in what is said."""
        columns = self.columns
        for at in range(len(self.phrases) - 1, max(len(self.phrases) - SUBJECTS_APART, 0) - 1, -1):
            other = self.phrases[at]
            both = columns.dep[other.head] == columns.dep[phrase.head] == "nsubj" and other.head != phrase.head
            if both and columns.head[other.head] == columns.head[phrase.head]:
                self.phrases[at] = replace(other, speaker=False)

    def party(self, extent: Extent, entity: Entity, rule: str, *, human: bool = False) -> None:
        """Adds a phrase that means `entity`; `human` with a group means its members."""
        self.put(
            Phrase(
                start=extent.start,
                end=extent.end,
                head=extent.head,
                noun=extent.noun,
                name=entity.name,
                kind=entity.kind,
                entity=entity,
                named=True,
                human=human,
                plural=entity.kind != "person" if human else entity.plural,
                rule=rule,
            )
        )

    def inner(self, extent: Extent) -> list[Spot]:
        """The names inside a phrase, before its head."""
        spots = (self.at.get(i) for i in range(extent.start, extent.head))
        return list({spot.start: spot for spot in spots if spot and spot.end <= extent.head}.values())

    def owner(self, extent: Extent) -> Phrase | None:
        """Whom a possessive pronoun in the phrase means."""
        columns = self.columns
        for i in range(extent.start, extent.head):
            if columns.dep[i] == "poss" and columns.pos[i] == "PRON":
                return coreference.pronoun(columns, self.phrases, i).phrase
        return None

    def definite(self, extent: Extent) -> bool:
        """Whether the phrase points back: "the", "this", "the same", or a bare modifier ("coalition spokesman")."""
        modifier = self.columns.dep[extent.head] in ("compound", "nmod") and extent.start == extent.head
        return modifier or self.columns.lower[extent.start] in ("the", "this", "that", "these", "those", "same")

    def nation(self, extent: Extent) -> Nation | None:
        """The state that a phrase names: "Russian ...", "Russia's ...", "... in Moscow", "its ..."."""
        columns = self.columns
        for spot in reversed(self.inner(extent)):
            owned = spot.label != "seat" or columns.dep[spot.end - 1] == "poss"
            if spot.entry and spot.entry.nation and owned and columns.lower[spot.end] != "-":
                return spot.entry.nation
        after = self.placed_after(extent.head)
        if after and after.entry and after.entry.nation:
            return after.entry.nation
        owner = self.owner(extent)
        return owner.entity.nation if owner and owner.entity else None

    def placed_after(self, head: int) -> Spot | None:
        """The name in "... of Syria", "... in the eastern Congo" right after a head."""
        columns = self.columns
        if head + 2 >= len(columns) or columns.lower[head + 1] not in ("of", "in", "from", "for", "at", "with"):
            return None
        spot = next((self.at[i] for i in range(head + 2, min(head + 4, len(columns))) if i in self.at), None)
        return spot if spot and spot.label != "adjective" else None
