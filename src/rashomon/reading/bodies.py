"""Noun phrases for bodies: "the Turkish foreign ministry", "its army", "US-backed forces", "the council"."""

from __future__ import annotations

from rashomon.reading import coreference
from rashomon.reading.entities import Entity
from rashomon.reading.names import Entry, Nation, folded, known, titles
from rashomon.reading.phrases import Extent, Phrase, core, left
from rashomon.reading.scene import Scene
from rashomon.reading.spotting import Spot

PLACE_AFTER = 8
"""Tokens after a noun that the place completing its name is looked for in."""
NATIONAL = frozenset({"adjective", "state", "people", "seat"})
"""Labels of spots that say which state a body belongs to."""


def body(scene: Scene, head: int, noun: str) -> None:
    """Adds the phrase of the body whose head noun stands at token `head`."""
    columns = scene.columns
    after = scene.at.get(head + 1)
    if columns.dep[head] in ("compound", "nmod") and columns.head[head] > head and after and after.label == "person":
        return
    extent = Extent(left(columns, head), head, noun)
    beside = scene.at.get(columns.head[head]) if columns.dep[head] == "appos" else None
    if beside and beside.label == "organisation" and beside.start in scene.entity:
        _called(scene, extent, scene.entity[beside.start], "described beside its name")
        return
    inner = scene.inner(extent)
    own = next((spot for spot in reversed(inner) if spot.label == "organisation"), None)
    if own and own.end == head and _fits(scene, own, noun):
        _called(scene, extent, scene.entity[own.start], "name and sort")
    elif after and after.label == "organisation" and _fits(scene, after, noun):
        _called(scene, extent, scene.entity[after.start], "sort and name")
    elif backer := _backer(scene, inner):
        scene.party(extent, backer, f"the one party here that {backer.backer} is known to back")
    elif own and (part := _part(scene, extent, own)):
        scene.party(extent, part, f"the {noun}: the one party of that sort here")
    elif own:
        _owned(scene, extent)
    elif (nation := _nation(scene, extent, inner)) is not None:
        _national(scene, extent, nation)
    else:
        _common(scene, extent)


def _called(scene: Scene, extent: Extent, entity: Entity, rule: str) -> None:
    entity.types.add(extent.noun)
    scene.party(extent, entity, rule)


def _fits(scene: Scene, spot: Spot, noun: str) -> bool:
    """Whether the noun says what the named body is: "Reuters news agency", not "UN mission"."""
    entity = scene.entity.get(spot.start)
    if entity is None or noun in titles().parts:
        return False
    sorts = {*titles().heads.get(noun, ()), noun}
    return bool(sorts & entity.types) or (not entity.types and spot.entry is None and noun in titles().loose)


def _backer(scene: Scene, inner: list[Spot]) -> Entity | None:
    """Whom "US-backed", "Iran-aligned" forces are, where the report names just one such party."""
    columns = scene.columns
    for spot in inner:
        backed = columns.lower[spot.end] == "-" and columns.lower[spot.end + 1] in titles().backing
        if backed and spot.entry and spot.entry.nation:
            return coreference.backed(scene.registry.entities, spot.entry.nation.code)
    return None


def _part(scene: Scene, extent: Extent, own: Spot) -> Entity | None:
    """Whom "the al-Qaeda affiliate", "the UN mission" mean: the one party of that sort that the report names."""
    sorts, owner = titles().heads.get(extent.noun, ()), scene.entity.get(own.start)
    if extent.noun not in titles().backed_parts or not scene.definite(extent):
        return None
    found = [one for one in scene.registry.entities if sorts and sorts[0] in one.types and one is not owner]
    return found[0] if len(found) == 1 else None


def _nation(scene: Scene, extent: Extent, inner: list[Spot]) -> Nation | None:
    """The state a body belongs to; capitals and "in ..." count only for bodies that states have."""
    columns = scene.columns
    plain = any(spot.label in ("adjective", "state") and columns.lower[spot.end] != "-" for spot in inner)
    return scene.nation(extent) if plain or extent.noun in titles().national else None


def _owned(scene: Scene, extent: Extent) -> None:
    """A body of a named body: by its own name when the lexicon has it, else as it stands."""
    name = core(scene.columns, extent.start, extent.end)
    entry = known().named(name)
    if entry:
        _called(scene, extent, scene.registry.of([name], "organisation", entry), "lexicon")
        return
    _plain(scene, extent, name, "as it stands")


def _national(scene: Scene, extent: Extent, nation: Nation) -> None:
    """A body of a state: adjective, what stands between, and noun; by the lexicon's name when it has one."""
    columns = scene.columns
    kept = [
        columns.word[i]
        for i in range(extent.start, extent.end)
        if not (i in scene.at and scene.at[i].label in NATIONAL)
        and columns.pos[i] not in ("DET", "NUM", "PUNCT", "PRON")
        and not (columns.pos[i] == "PART" and i - 1 in scene.at and scene.at[i - 1].label in NATIONAL)
        and columns.lower[i] not in titles().determiners
    ]
    if extent.noun == "authorities" and nation.divided:
        kept = ["government"]
    if extent.noun == "ministry":
        kept = [folded([word]).capitalize() for word in kept]
    name = f"{nation.adjective} {folded(kept)}"
    entry = known().named(name)
    if entry is None and _plural(scene, extent):
        _plain(scene, extent, name, "adjective and noun")
        return
    _called(scene, extent, _composed(scene, name, entry, nation), f"{nation.adjective} + {extent.noun}")


def _composed(scene: Scene, name: str, entry: Entry | None, nation: Nation) -> Entity:
    entity = scene.registry.of([name], "organisation", entry)
    entity.country = entity.country or nation.code
    sorts = titles().heads.get(name.split()[-1].lower(), ())
    entity.types.update(sorts if len(sorts) == 1 else ())
    return entity


def _common(scene: Scene, extent: Extent) -> None:
    """A body without a name in its phrase: what it refers to, else the phrase as it stands."""
    name = core(scene.columns, extent.start, extent.end)
    placed = _placed(scene, extent, name)
    owner = scene.owner(extent)
    if placed:
        scene.party(extent, placed, "named with the place beside it")
    elif owner and not owner.human:
        _plain(scene, extent, f"{owner.name} {name}", "of its owner")
    elif not scene.definite(extent) or not _refers(scene, extent, name):
        _plain(scene, extent, name, "as it stands")


def _placed(scene: Scene, extent: Extent, name: str) -> Entity | None:
    """The body whose name is this phrase and a place just after it: "the civil council set up to run Raqqa"."""
    columns = scene.columns
    for i in range(extent.end, min(extent.end + PLACE_AFTER, len(columns))):
        if columns.lower[i] in (",", ".") or columns.sentence[i] != columns.sentence[extent.head]:
            return None
        spot = scene.at.get(i)
        if spot and spot.label == "place":
            entry = known().named(f"{folded(columns.word[spot.start : spot.end])} {name}")
            return scene.registry.of([entry.name], "organisation", entry) if entry else None
    return None


def _refers(scene: Scene, extent: Extent, name: str) -> bool:
    """Adds the phrase as the body named before that it means, or the body of the state the report is about."""
    if _plural(scene, extent) and scene.columns.lower[extent.head] not in titles().heads:
        return False
    found = coreference.body(scene.phrases, extent, name)
    if found.phrase and found.phrase.entity and _of_body(extent, found.phrase.entity):
        _plain(scene, extent, f"{found.phrase.name} {extent.noun}", f"a {extent.noun} of {found.phrase.name}")
    elif found.phrase and found.phrase.entity:
        entity = found.phrase.entity
        scene.party(extent, _same_state(scene, extent, name, entity) or entity, found.rule)
    elif national := _of_the_state(scene, extent, name):
        scene.party(extent, national, f"the {extent.noun}: of the state the report is about")
    elif found.phrase:
        _plain(scene, extent, found.phrase.name, found.rule)
    else:
        return False
    return True


def _of_body(extent: Extent, entity: Entity) -> bool:
    """Whether the noun is for a part of the body that it refers to by its sort: "the mission" after "the UN"."""
    words = entity.name.lower().split()
    return extent.noun in titles().parts and extent.noun not in (*words, *entity.types) and not entity.plural


def _same_state(scene: Scene, extent: Extent, name: str, entity: Entity) -> Entity | None:
    """ "The army" after "the Nigerian military": the lexicon's body of just that name and the same state."""
    nation = known().nations.get(entity.country)
    if nation is None or extent.noun not in titles().national or entity.name.lower().endswith(extent.noun):
        return None
    entry = known().lowered.get(f"{nation.adjective} {name}".lower())
    return _composed(scene, entry.name, entry, nation) if entry else None


def _of_the_state(scene: Scene, extent: Extent, name: str) -> Entity | None:
    """The body of that name of the state the report is about, when the lexicon knows it."""
    nation = scene.registry.nation()
    if nation is None or extent.noun not in titles().national:
        return None
    plain = "government" if extent.noun == "authorities" and nation.divided else name
    entry = known().named(f"{nation.adjective} {plain}")
    return _composed(scene, entry.name, entry, nation) if entry else None


def _plural(scene: Scene, extent: Extent) -> bool:
    word = scene.columns.lower[extent.head]
    return word.endswith("s") and not word.endswith("ss") and word != "forces"


def _plain(scene: Scene, extent: Extent, name: str, rule: str) -> None:
    plural = extent.noun in titles().plural_names or _plural(scene, extent)
    scene.put(
        Phrase(
            start=extent.start,
            end=extent.end,
            head=extent.head,
            noun=extent.noun,
            name=name,
            kind="group",
            plural=plural,
            rule=rule,
        )
    )
