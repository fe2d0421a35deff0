"""Where names stand: the lexicon's, the tagger's, and capitalised words that a title or a head noun explains."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from rashomon.reading.columns import SUBJECTS, Columns
from rashomon.reading.language import Parsed
from rashomon.reading.names import Entry, known, speech, titles

Label = Literal["person", "organisation", "people", "state", "adjective", "seat", "place"]
NAMING: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "people",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
SHORT = 2
"""Words: a longer name is not taken for a place on account of a preposition."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A name at tokens `[start, end)`; `entry` when the lexicon knows it."""

    start: int
    end: int
    label: Label
    entry: Entry | None
    rule: str


def spots(parsed: Parsed, columns: Columns) -> list[Spot]:
    """All names in text order, none overlapping."""
    taken: list[Spot | None] = [None] * len(columns)
    for spot in _of_lexicon(columns):
        _take(taken, spot)
    for spot in _of_tagger(parsed, columns, taken):
        _take(taken, spot)
    for spot in _explained(columns, taken):
        _take(taken, spot)
    found = _personal(columns, list({spot.start: spot for spot in taken if spot}.values()))
    found += _surnames(columns, taken, found)
    return _relabelled(columns, sorted(found, key=lambda spot: spot.start))


def _take(taken: list[Spot | None], spot: Spot) -> None:
    for other in {o.start: o for o in taken[spot.start : spot.end] if o}.values():
        taken[other.start : other.end] = [None] * (other.end - other.start)
    taken[spot.start : spot.end] = [spot] * (spot.end - spot.start)


def _of_lexicon(columns: Columns) -> list[Spot]:
    lexicon, found, at = known(), [], 0
    while at < len(columns):
        hit = lexicon.match(columns.lower, columns.word, at) if columns.pos[at] != "SPACE" else None
        if hit is None:
            at += 1
            continue
        end, entry = hit
        label: Label = "organisation" if entry.sort == "actor" else entry.sort
        if label == "people" and columns.pos[at] == "ADJ":
            label = "adjective"
        found.append(Spot(at, end, label, entry, f"lexicon: {entry.name}"))
        at = end
    return found


def _of_tagger(parsed: Parsed, columns: Columns, taken: list[Spot | None]) -> list[Spot]:
    """Names the tagger saw where the lexicon has none, or only a part of a longer name."""
    found = []
    for entity in parsed.doc.ents:
        label = NAMING.get(entity.label_)
        if label is None:
            continue
        start, end = _trimmed(columns, entity.start, entity.end)
        if start >= end or _nominal(columns, start, end):
            continue
        within = list({o.start: o for o in taken[start:end] if o}.values())
        if within and not _extends(columns, start, end, within):
            continue
        found.append(Spot(start, end, _label(columns, start, end, label), None, f"tagger: {entity.label_}"))
    return found


def _nominal(columns: Columns, start: int, end: int) -> bool:
    """Whether the words are a common noun phrase with capitals ("Foreign Ministry"), or no party at all."""
    words = titles()
    only = end - start == 1 and columns.lower[start] in words.heads
    if columns.word[end - 1].islower() and not any(word[0].isupper() for word in columns.word[start:end]):
        return True
    return only or columns.lower[end - 1] == "ministry" or columns.lower[start] in words.platforms


def _trimmed(columns: Columns, start: int, end: int) -> tuple[int, int]:
    """Without article, rank and role before the name, and possessive after it."""
    while start < end and _leads(columns, start, end):
        start += 1
    while end > start and (columns.lower[end - 1] in ("'s", "'") or not columns.word[end - 1][-1].isalnum()):
        end -= 1
    return start, end


def _leads(columns: Columns, i: int, end: int) -> bool:
    """Whether the word at `i` stands before the name rather than in it."""
    words, lower = titles(), columns.lower[i].rstrip(".")
    if lower in words.determiners or lower in words.ranks or not columns.word[i][0].isalnum():
        return True
    return lower in words.roles and end - i > 1 and columns.word[end - 1][0].isupper()


def _extends(columns: Columns, start: int, end: int, within: list[Spot]) -> bool:
    """Whether the tagger's longer span is a name of its own: "Kaduna State Interfaith Agency", "Syria News Desk"."""
    last = columns.word[end - 1]
    if end - start <= max(spot.end - spot.start for spot in within) or not last[0].isupper():
        return False
    if any(spot.label == "organisation" for spot in within):
        return max(spot.end for spot in within) < end and columns.lower[end - 1] in titles().heads
    return columns.lower[end - 1] not in titles().roles and within[-1].end < end


def _label(columns: Columns, start: int, end: int, label: Label) -> Label:
    """The tagger's label, corrected by a rank before the name or a head noun in it."""
    words = titles()
    before = columns.lower[start - 1].rstrip(".") if start else ""
    if label != "person" and before in words.ranks and columns.word[start - 1][0].isupper() and end - start > 1:
        return "person"
    several = end - start > 1 and columns.word[end - 1][0].isupper()
    if label == "place" and several and (columns.lower[end - 1] in words.heads or columns.lower[start] in words.heads):
        return "organisation"
    if label == "person" and several and columns.lower[end - 1] in words.heads:
        return "organisation"
    return label


def _explained(columns: Columns, taken: list[Spot | None]) -> list[Spot]:
    """Runs of capitalised words nobody claimed: a person after a title, a body with a head noun in or after it."""
    words, found, at = titles(), [], 0
    while at < len(columns):
        end = _run(columns, at, taken)
        if end == at:
            at += 1
            continue
        start, stop = _trimmed(columns, at, end)
        at = end
        if stop <= start or columns.lower[stop - 1] in words.roles or _nominal(columns, start, stop):
            continue
        before = columns.lower[start - 1].rstrip(".") if start else ""
        if (before in words.ranks or before in words.roles) and columns.pos[start] == "PROPN":
            found.append(Spot(start, stop, "person", None, "capitalised words after a title"))
        elif stop - start > 1 and _is_body(columns, start, stop):
            found.append(Spot(start, stop, "organisation", None, "capitalised words with a head noun"))
    return found


def _is_body(columns: Columns, start: int, end: int) -> bool:
    """Whether a head noun ends the name, opens it before "of", or follows it as "X, a local network"."""
    words = titles()
    if columns.lower[end - 1] in words.heads or (
        columns.lower[start] in words.heads and columns.lower[start + 1] in words.links
    ):
        return True
    if end + 2 >= len(columns) or columns.lower[end] != "," or columns.lower[end + 1] not in words.determiners:
        return False
    noun = next((i for i in range(end + 2, min(end + 6, len(columns))) if columns.pos[i] == "NOUN"), None)
    return noun is not None and columns.lower[noun] in words.heads


def _run(columns: Columns, at: int, taken: list[Spot | None]) -> int:
    """The end of the run of free capitalised words from `at`, linked by small words."""
    end = at
    while end < len(columns) and taken[end] is None and columns.pos[end] != "SPACE":
        capital = columns.word[end][0].isupper() and columns.pos[end] in ("PROPN", "NOUN", "ADJ")
        if not capital and not (end > at and _links(columns, end)):
            break
        end += 1
    return end


def _links(columns: Columns, i: int) -> bool:
    """Whether a small word stands between two capitalised ones of a name."""
    inside = columns.lower[i] in titles().links and columns.lower[i] not in titles().joining
    return inside and i + 1 < len(columns) and columns.word[i + 1][0].isupper()


def _personal(columns: Columns, found: list[Spot]) -> list[Spot]:
    """Names the tagger took for bodies, but which a function beside them, or a full name elsewhere, makes persons."""
    persons = {columns.lower[s.end - 1] for s in found if s.label == "person"}
    persons |= {columns.lower[s.end - 1] for s in found if s.entry is None and _functions(columns, s)}
    return [
        Spot(s.start, s.end, "person", None, "a person by function or full name")
        if s.entry is None and s.label in ("organisation", "place") and _may_be_person(columns, s, persons)
        else s
        for s in found
    ]


def _may_be_person(columns: Columns, spot: Spot, persons: set[str]) -> bool:
    known_surname = columns.lower[spot.end - 1] in persons and spot.end - spot.start <= SHORT
    return known_surname and columns.lower[spot.end - 1] not in titles().heads


def _functions(columns: Columns, spot: Spot) -> bool:
    """Whether a noun for a person's function stands in apposition to the name: "X, an SDF spokesman"."""
    if spot.end + 1 >= len(columns) or columns.lower[spot.end] != "," or spot.label not in ("organisation", "place"):
        return False
    beside = range(spot.end + 1, min(spot.end + SHORT + 6, len(columns)))
    return any(
        columns.dep[i] == "appos" and spot.start <= columns.head[i] < spot.end and columns.lemma[i] in titles().roles
        for i in beside
    )


def _surnames(columns: Columns, taken: list[Spot | None], found: list[Spot]) -> list[Spot]:
    """Last words of full personal names that stand alone elsewhere, where the tagger saw nothing."""
    full = {columns.lower[s.end - 1] for s in found if s.label == "person" and s.end - s.start > 1}
    return [
        Spot(i, i + 1, "person", None, "surname of a person named in full")
        for i, word in enumerate(columns.word)
        if taken[i] is None and word[0].isupper() and columns.lower[i] in full and columns.pos[i] == "PROPN"
    ]


def _relabelled(columns: Columns, found: list[Spot]) -> list[Spot]:
    """Short names of the tagger that follow "in" or "near" somewhere and never act are places throughout."""
    located: Counter[str] = Counter()
    acting: set[str] = set()
    for spot in found:
        if spot.entry is None and spot.start:
            name = " ".join(columns.lower[spot.start : spot.end])
            before = columns.lower[spot.start - 1]
            located[name] += before in titles().locative or spot.label == "place"
            titled = before in titles().roles or before.rstrip(".") in titles().ranks
            head = columns.root(spot.start, spot.end)
            speaks = columns.dep[head] in SUBJECTS and columns.lemma[columns.head[head]] in speech().verbs
            if titled or speaks:
                acting.add(name)
    places = {name for name, count in located.items() if count and name not in acting}
    return [
        Spot(s.start, s.end, "place", None, f"{s.rule}, but it stands for a place")
        if s.entry is None
        and s.end - s.start <= SHORT
        and s.label in ("person", "organisation")
        and " ".join(columns.lower[s.start : s.end]) in places
        else s
        for s in found
    ]
