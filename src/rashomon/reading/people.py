"""Noun phrases for persons: "SDF fighters", "a security official in Turkey", "the militants", "the general"."""

from __future__ import annotations

from rashomon.reading import coreference
from rashomon.reading.coreference import Referent
from rashomon.reading.entities import Entity
from rashomon.reading.names import known, titles
from rashomon.reading.phrases import Extent, Phrase, core, left
from rashomon.reading.scene import Scene
from rashomon.reading.spotting import Spot

TOPIC = 2
"""Times a group must be named for "militants" without an article to be its members."""
BODY_REACH = 8
"""Tokens after "of" in which the body ends: "the Saada provincial health department"."""
TITLE_REACH = 4
"""Tokens: a noun this near before the head it modifies is part of that phrase, not one of its own."""


def people(scene: Scene, head: int, noun: str) -> None:
    """Adds the phrase of the persons whose head noun stands at token `head`."""
    columns, words = scene.columns, titles()
    if _of_name(scene, head):
        return
    extent = Extent(left(columns, head), head, noun)
    plural = columns.lower[head] != noun or noun in words.groups
    bearer = scene.bearers.get(head)
    if bearer:
        scene.party(extent, bearer, f"{noun} beside the name", human=True)
    elif noun in words.offices and plural and (office := _office(scene, extent)):
        scene.party(extent, office, f"the {noun}s: of their office", human=True)
    elif noun in words.fighters:
        _fighters(scene, extent, plural)
    elif not (scene.definite(extent) and _refers(scene, extent, plural)):
        _described(scene, extent, plural)


def _office(scene: Scene, extent: Extent) -> Entity | None:
    """The office that "prosecutors" speak for: the one the report names, else the lexicon's of their state."""
    for entity in scene.registry.entities:
        if entity.kind == "organisation" and extent.noun in entity.key:
            return entity
    nation = scene.nation(extent) or scene.registry.nation()
    entry = known().named(f"{nation.adjective} {scene.columns.lower[extent.head]}") if nation else None
    return scene.registry.of([entry.name], "organisation", entry) if entry else None


def _of_name(scene: Scene, head: int) -> bool:
    """Whether the noun is a title of the name after it, or a modifier of the next noun."""
    columns, after = scene.columns, scene.at.get(head + 1)
    if after and after.label == "person" and after.start == head + 1 and columns.pos[head] != "PRON":
        return True
    modifies = columns.dep[head] in ("compound", "nmod") and columns.head[head] > head
    return modifies and columns.head[head] - head < TITLE_REACH


def _fighters(scene: Scene, extent: Extent, plural: bool) -> None:
    """Members of an armed group, by its name; "the militants" alone are the group the report is about."""
    columns, words = scene.columns, titles()
    inner = scene.inner(extent)
    group = next((scene.entity[s.start] for s in reversed(inner) if s.label == "organisation"), None)
    kept = [
        columns.word[i]
        for i in range(extent.start, extent.head)
        if (columns.pos[i] == "ADJ" or (i in scene.at and scene.at[i].label == "adjective"))
        and columns.lower[i] not in words.determiners
    ]
    origins = {columns.word[i] for s in inner if s.label == "adjective" for i in range(s.start, s.end)}
    told_apart = all(word in origins or word.lower() in words.origin for word in kept)
    least = 1 if scene.definite(extent) else TOPIC
    story = coreference.armed_group(scene.registry.entities, extent.noun, least) if told_apart and not group else None
    if story and plural and not kept:
        scene.party(extent, story, f"{columns.lower[extent.head]}: of the armed group the report is about", human=True)
    elif story:
        _members(scene, extent, story, kept)
    elif group:
        _members(scene, extent, group, kept)
    else:
        _put(scene, extent, core(columns, extent.start, extent.end), plural=plural)


def _members(scene: Scene, extent: Extent, group: Entity, kept: list[str]) -> None:
    """Some members of a group: "foreign Islamic State fighters"."""
    noun = scene.columns.lower[extent.head]
    first = [word.lower() if word.lower() in titles().origin else word for word in kept]
    plural = noun != extent.noun
    usual = f"fighter{'s' if plural else ''}" if extent.noun in titles().fighters else noun
    _put(scene, extent, " ".join([*first, group.name, usual]), plural=plural, affiliation=group.name)


def _refers(scene: Scene, extent: Extent, plural: bool) -> bool:
    """Adds a definite phrase as the person or persons it means, when that can be told."""
    columns, noun = scene.columns, extent.noun
    holders = {id(person): person for person in scene.bearers.values() if noun in person.types}
    if not plural and noun in titles().single and len(holders) == 1:
        scene.party(extent, next(iter(holders.values())), f"the one {noun} of the report", human=True)
        return True
    if scene.inner(extent):
        return False
    found = _again(scene, extent) if plural else coreference.person(columns, scene.phrases, noun, extent.start)
    other = found.phrase
    if other is None:
        return False
    if other.entity:
        scene.party(extent, other.entity, found.rule, human=not plural)
    else:
        _put(scene, extent, other.name, plural=plural, affiliation=other.affiliation)
    return True


def _again(scene: Scene, extent: Extent) -> Referent:
    """Persons called the same before: "the activists" after "activists in Aleppo"."""
    for phrase in reversed(scene.phrases):
        if phrase.noun == extent.noun and phrase.plural and phrase.end <= extent.start:
            return Referent(phrase, f"the same {extent.noun}s as before")
    if extent.noun in titles().staff:
        for phrase in reversed(scene.phrases):
            if phrase.entity and phrase.speaker and phrase.end <= extent.start and not phrase.human:
                return Referent(phrase, f"the {extent.noun}s: of the last body that spoke")
    return Referent(None, "")


def _described(scene: Scene, extent: Extent, plural: bool) -> None:
    """Persons without a name: articles off, "in Turkey" turned into an adjective, "of Ahrar al-Sham" put first."""
    columns = scene.columns
    name = core(columns, extent.start, extent.end)
    own = next((s for s in reversed(scene.inner(extent)) if _affiliation(scene, s)), None)
    after = scene.placed_after(extent.head)
    of = _of_what(scene, extent)
    if own:
        _put(scene, extent, name, plural=plural, affiliation=_affiliation(scene, own))
    elif of:
        _put(scene, extent, f"{name} of {of}", plural=plural, affiliation=of)
    elif after and after.entry and after.entry.nation and extent.noun in titles().roles:
        nation = after.entry.nation
        _put(scene, extent, f"{nation.adjective} {name}", plural=plural, affiliation=nation.name)
    elif after and (body := _affiliation(scene, after)):
        _put(scene, extent, f"{body} {name}", plural=plural, affiliation=body)
    elif after:
        where = core(columns, extent.head + 2, after.end)
        _put(scene, extent, f"{name} {columns.lower[extent.head + 1]} {where}", plural=plural)
    else:
        owner = scene.owner(extent)
        body = owner.name if owner and not owner.human else None
        _put(scene, extent, f"{body} {name}" if body else name, plural=plural, affiliation=body)


def _of_what(scene: Scene, extent: Extent) -> str:
    """The body without a name of its own that an office is of: "head of the Saada health department"."""
    columns, of = scene.columns, extent.end
    if extent.noun not in titles().roles or of + 1 >= len(columns) or columns.lower[of] != "of":
        return ""
    noun = next((i for i in range(of + 1, min(of + BODY_REACH, len(columns))) if columns.head[i] == of), -1)
    if noun < 0 or noun in scene.at or columns.lemma[noun] not in titles().heads:
        return ""
    start = max(left(columns, noun), of + 1)
    name = core(columns, start, noun + 1)
    national = any(spot.entry and spot.entry.nation for i in range(start, noun) if (spot := scene.at.get(i)))
    return name if " " in name and not national else ""


def _affiliation(scene: Scene, spot: Spot) -> str | None:
    if spot.entry and spot.entry.nation:
        return spot.entry.nation.name
    entity = scene.entity.get(spot.start)
    return entity.name if entity else None


def _put(scene: Scene, extent: Extent, name: str, *, plural: bool, affiliation: str | None = None) -> None:
    words = titles()
    has_role = extent.noun in words.roles or extent.noun in words.unnamed
    scene.put(
        Phrase(
            start=extent.start,
            end=extent.end,
            head=extent.head,
            noun=extent.noun,
            name=name,
            kind="group" if extent.noun in words.fighters else "unnamed",
            human=True,
            plural=plural,
            rule="as it stands",
            role=scene.columns.lower[extent.head] if has_role else None,
            affiliation=affiliation,
        )
    )
