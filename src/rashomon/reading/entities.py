"""The parties of one report: names grouped into entities, with the words they were described by."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from rashomon.model.claim import Kind
from rashomon.reading.names import Entry, Nation, folded, known, titles


@dataclass(slots=True, eq=False)
class Entity:
    """A party and what the report has said of it so far."""

    name: str
    kind: Kind
    key: tuple[str, ...] = ()
    """The words of the name, folded for comparison."""
    types: set[str] = field(default_factory=set)
    """Sorts that a head noun can refer to, and head nouns it was described by."""
    country: str = ""
    backer: str = ""
    nation: Nation | None = None
    role: str | None = None
    affiliation: str | None = None
    gender: str = ""
    plural: bool = False
    count: int = 0


class Registry:
    """Entities by every form of their names. The first full form of a name is the canonical one."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._by_key: dict[str, Entity] = {}
        self._nations: dict[str, int] = {}

    def of(self, words: list[str], kind: Kind, entry: Entry | None = None) -> Entity:
        """The entity that these words name, made when it is new."""
        name = entry.name if entry else folded(words)
        key = _key(name)
        entity = self._by_key.get(key) or self._partial(key, kind)
        if entity is None:
            entity = Entity(name, kind, tuple(_key(name).split()))
            self.entities.append(entity)
            self._describe(entity, entry)
        self._by_key[key] = entity
        entity.count += 1
        return entity

    def alias(self, words: list[str], entity: Entity) -> None:
        """From now on these words name `entity`."""
        self._by_key[_key(folded(words))] = entity

    def known(self, words: list[str]) -> Entity | None:
        """The entity that exactly these words name, if the report has named one so."""
        return self._by_key.get(_key(folded(words)))

    def saw(self, entry: Entry) -> None:
        """Counts a mention of a state, its adjective or an actor of it: the state a report is about lends its name to
        "the army". Outlets and those who watch a war do not count: they report from everywhere."""
        if entry.country and entry.kind != "outlet" and entry.type not in titles().observing:
            self._nations[entry.country] = self._nations.get(entry.country, 0) + 1

    def nation(self) -> Nation | None:
        """The state that the report mentions most; None when two tie."""
        ranked = sorted(self._nations.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return known().nations.get(ranked[0][0])

    def _describe(self, entity: Entity, entry: Entry | None) -> None:
        words = entity.name.lower().split()
        heads = titles().heads
        entity.types.update(word for word in (words[-1], words[0]) if word in heads)
        entity.plural = words[-1] in titles().plural_names
        if entry:
            entity.types.add(entry.type)
            entity.country, entity.nation = entry.country, entry.nation
            entity.kind, entity.backer = entry.kind, entry.backer

    def _partial(self, key: str, kind: Kind) -> Entity | None:
        """An entity whose name has all these words: a surname after the full name, a short form, a spelling variant."""
        words = frozenset(key.split()) - titles().links
        if not words:
            return None
        for entity in reversed(self.entities):
            if (entity.kind == "person") != (kind == "person"):
                continue
            full = entity.key
            if kind == "person" and (words <= set(full) or _sounds_alike(key.split(), full)):
                return entity
            if (
                kind != "person"
                and words < set(full)
                and not (key.split()[0] in known().adjectives and full[0] != key.split()[0])
                and (len(words) > 1 or full[0] in words)
                and entity.nation is None
            ):
                return entity
            if (
                kind != "person"
                and key == "".join(word[0] for word in full if word not in titles().links)
                and len(key) > 1
            ):
                return entity
        return None


def _sounds_alike(words: list[str], full: tuple[str, ...]) -> bool:
    """Transliterations differ in vowels and doubled letters: Mostafa Bali and Mustafa Bali, Sello and Silo."""
    a, b = [_skeleton(word) for word in words], [_skeleton(word) for word in full]
    if len(a) == len(b):
        return a == b and len("".join(a)) > 3
    return len(a) == 1 and len(a[0]) > 2 and a[0] == b[-1] and words[0][0] == full[-1][0]


def _skeleton(word: str) -> str:
    kept = [letter for letter in word if letter not in "aeiouy'"]
    return "".join(letter for i, letter in enumerate(kept) if i == 0 or letter != kept[i - 1])


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("-", " ").replace(".", "")
    words = [word.removesuffix("'s") for word in plain.split()]
    return " ".join(word for word in words if word != "the") or plain
