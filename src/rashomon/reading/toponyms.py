"""Which words of a report name places: named entities checked against the gazetteer, and the names that the entity
recogniser takes for persons or organisations, found by how text speaks of places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc

from rashomon.model.claim import PlacePrecision
from rashomon.reading.gazetteer import Entry, Gazetteer
from rashomon.reading.gazetteer_rows import demonyms
from rashomon.reading.language import Parsed
from rashomon.reading.placehood import (
    PLACES,
    People,
    is_body,
    is_named_otherwise,
    is_part,
    is_titled,
    kind,
    officials,
    parties,
    people,
    site,
    tie,
    wording,
)
from rashomon.reading.runs import LONGEST, capitalised
from rashomon.reading.spelling import fold

Rule = Literal["demonym", "entity", "context", "known", "fitting", "repeated", "dateline"]

LARGE = 30_000
"""Inhabitants; a name of a town this large needs no locative context. Of smaller ones, surnames and words are more."""
PERSONAL = frozenset({"PERSON", "ORG"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place, not yet which."""

    start: int
    """First token; `end` is the token after the last."""
    end: int
    name: str
    """What to look up, without a word for its kind ("Kunduz" of "Kunduz airport")."""
    kind: PlacePrecision | None
    """As the text says: province, village ...; None when it does not."""
    rule: Rule
    offsets: tuple[int, int] | None = None
    """Characters of the words, where they are less than the tokens: the dateline is one token."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A report's parse, with the recogniser's places by first token: the token after their last."""

    doc: Doc
    gazetteer: Gazetteer
    entities: dict[int, int]


def find(parsed: Parsed, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of a report in text order, without overlaps."""
    doc = parsed.doc
    seen = _dateline(parsed, gazetteer)
    after = seen[-1].end if seen else 0
    persons = people(doc)
    text = _Text(doc, gazetteer, {e.start: e.end for e in doc.ents if e.label_ in PLACES})
    doubtful: list[Toponym] = []
    for start, end in capitalised(doc):
        if start >= after:
            for toponym, sure in _judged(text, start, end):
                if not sure or not _denied(doc, toponym, persons, gazetteer.named(toponym.name)):
                    (seen if sure else doubtful).append(toponym)
    names = {fold(toponym.name) for toponym in seen}
    about = _countries(seen, parsed, gazetteer)
    for toponym in doubtful:
        if fold(toponym.name) in names:
            seen.append(replace(toponym, rule="repeated"))
        elif not _denied(doc, toponym, persons, gazetteer.named(toponym.name)) and _fits(
            doc, toponym, about, gazetteer
        ):
            seen.append(replace(toponym, rule="fitting"))
    return _apart(seen)


def _apart(toponyms: list[Toponym]) -> list[Toponym]:
    """In text order; of two that overlap the longer one."""
    kept: list[Toponym] = []
    for toponym in sorted(toponyms, key=lambda t: (t.start, t.offsets or (0, 0), -t.end)):
        if not kept or toponym.start >= kept[-1].end or toponym.rule == "dateline":
            kept.append(toponym)
    return kept


# ---------------------------------------------------------------- the dateline


def _dateline(parsed: Parsed, gazetteer: Gazetteer) -> list[Toponym]:
    """The dateline's place, and what it says holds it: "AIN ISSA, Syria, Oct 15 (Agency) -" names two."""
    dateline = parsed.report.dateline
    tokens = parsed.tokens(parsed.report.span(dateline.start, dateline.end)) if dateline else None
    if dateline is None or tokens is None or not dateline.place:
        return []
    found: list[Toponym] = []
    for part in _PART.finditer(parsed.report.text, dateline.start, dateline.end):
        words = part.group().strip().rstrip(":")
        words = words.rstrip(".") if len(words) > LONGEST else words
        if dateline.place.lower() in words.lower():
            words = words[words.lower().rindex(dateline.place.lower()) :]
        own = fold(words) == fold(dateline.place)
        if own or (found and any(e.precision in ("country", "region") for e in gazetteer.named(words))):
            at = part.start() + part.group().rindex(words)
            found.append(Toponym(tokens.start, tokens.end, words, None, "dateline", (at, at + len(words))))
    return found


_PART = re.compile(r"[^,(/\n]+?(?=[,(/\n]|\s[-–—]|$)")


# ---------------------------------------------------------------- what a run is


def _judged(text: _Text, start: int, end: int) -> Iterator[tuple[Toponym, bool]]:
    """The toponyms of a run, each with whether it is sure in itself or only if the rest of the report bears it out."""
    doc = text.doc
    start = _trimmed(text, start, end)
    if start >= end:
        return
    if not _is_entity(text, start, end) and (adjective := _demonym(doc, start, end)) is not None:
        yield adjective, True
        if (start := adjective.end) >= end:
            return
    if not is_body(doc, start, end):
        yield from _named(text, start, end)


def _trimmed(text: _Text, start: int, end: int) -> int:
    """Past words that are capitalised only because a sentence begins there, and past directions that are no part of a
    name ("South Ossetia" is one, "Eastern Aleppo" none)."""
    rules, doc = wording(), text.doc
    while start < end:
        token = doc[start]
        small = token.is_stop and not token.text.isupper() and token.ent_type_ not in PLACES
        direction = token.lower_ in rules.directions and end - start > 1 and not _is_name(text, start, end)
        if not (small or direction or token.text == "-"):
            return start
        start += 1
    return start


def _is_name(text: _Text, start: int, end: int) -> bool:
    """The gazetteer has the words, or what begins with them up to a word for a kind of place."""
    words = text.doc[start:end]
    if text.gazetteer.named(words.text):
        return True
    kinds = wording().kinds
    at = next((token.i for token in words if token.lower_ in kinds), start)
    return at > start + 1 and bool(text.gazetteer.named(text.doc[start:at].text))


def _is_entity(text: _Text, start: int, end: int) -> bool:
    """A named place of the recogniser is just this run, but for an article before it."""
    return text.entities.get(start) == end or (start > 0 and text.entities.get(start - 1) == end)


def _demonym(doc: Doc, start: int, end: int) -> Toponym | None:
    known = demonyms()
    for size in (3, 2, 1):
        last = start + size
        if last <= end and (country := known.get(doc[start:last].text.lower())):
            if last < end and doc[last].text == "-":
                return None
            return Toponym(start, last, country, "country", "demonym")
    return None


def _named(text: _Text, start: int, end: int) -> Iterator[tuple[Toponym, bool]]:
    """The whole run if it is a name with or without the word for its kind, else the places recognised within it."""
    rules = wording()
    doc, gazetteer = text.doc, text.gazetteer
    words = doc[start:end].text
    said = rules.kinds.get(doc[end - 1].lower_) or rules.sites.get(doc[end - 1].lower_)
    if said and end - start > 1:
        name = doc[start : end - 1].text
        county = said == "district" and gazetteer.counties(fold(words))
        if doc[end - 1].ent_type_ in PLACES or _known(gazetteer.named(name)) or county:
            full = bool(gazetteer.named(words))
            yield Toponym(start, end, words if full else name, said, "context"), True
            return
    lone = words.lower() in rules.never
    entries = gazetteer.named(words) if end - start <= LONGEST and not lone else ()
    if not entries and (cut := _suffix(text, start, end)) > start and doc[end - 1].ent_type_ in PLACES:
        yield _toponym(doc, cut, end, "entity"), True
        return
    if not lone and (entries or _is_entity(text, start, end)):
        yield from _whole(doc, start, end, entries)
        return
    inner = [(at, text.entities[at]) for at in range(start, end) if text.entities.get(at, end + 1) <= end]
    for first, last in inner:
        yield _toponym(doc, first, last, "entity"), True
    if not inner and not lone and not is_named_otherwise(doc, start, end) and not is_titled(doc, start):
        yield from _unlisted(doc, start, end)


def _suffix(text: _Text, start: int, end: int) -> int:
    """Where a well-known name ends the run, as in "Metro Vancouver"; `start` when none does."""
    cuts = (at for at in range(start + 1, min(end, start + 3)) if "-" not in (text.doc[at].text, text.doc[at - 1].text))
    return next((at for at in cuts if _known(text.gazetteer.named(text.doc[at:end].text))), start)


def _whole(doc: Doc, start: int, end: int, entries: tuple[Entry, ...]) -> Iterator[tuple[Toponym, bool]]:
    """A run that is one name of the gazetteer, or that the recogniser takes for a place."""
    label = doc[start].ent_type_
    if label in PLACES:
        yield _toponym(doc, start, end, "entity"), True
        return
    bound = tie(doc, start)
    placed = (
        bound in ("locative", "happening") and doc[end - 1].dep_ in ("pobj", "dobj") and not doc[start].text.isupper()
    )
    wide = any(e.usual and e.precision != "town" for e in entries)
    if is_named_otherwise(doc, start, end) and not wide and not placed:
        return
    if kind(doc, start, end) is not None:
        yield _toponym(doc, start, end, "context"), True
        return
    if is_part(doc, start, end) or is_titled(doc, start):
        return
    if bound in ("locative", "happening") or (label != "PERSON" and _followed(doc, end)):
        yield _toponym(doc, start, end, "context"), True
    elif _known(entries) and (label not in PERSONAL or (bound == "loose" and label != "PERSON")):
        yield _toponym(doc, start, end, "known"), True
    else:
        yield _toponym(doc, start, end, "repeated"), False


def _unlisted(doc: Doc, start: int, end: int) -> Iterator[tuple[Toponym, bool]]:
    """A run that neither gazetteer nor recogniser knows: a village, if the text speaks of it as of one."""
    bound = tie(doc, start)
    text = doc[start:end].text
    if (
        fold(text) in parties()
        or any(c.isdigit() for c in text)
        or any(token.lower_ in wording().titles for token in doc[start:end])
    ):
        return
    if doc[start].ent_type_ == "PERSON" and end - start > 1 and doc[start - 1].lower_ not in wording().about:
        yield _toponym(doc, start, end, "repeated"), False
        return
    if kind(doc, start, end) is not None:
        yield _toponym(doc, start, end, "context"), True
    elif bound in ("locative", "happening") and not is_part(doc, start, end) and end - start <= LONGEST:
        where = doc[end - 1].dep_ in ("pobj", "dobj", "conj") or site(doc, end) is not None
        yield _toponym(doc, start, end, "context"), where
    elif not is_part(doc, start, end):
        yield _toponym(doc, start, end, "repeated"), False


def _denied(doc: Doc, toponym: Toponym, persons: People, entries: tuple[Entry, ...]) -> bool:
    """The report uses the name for a person; or, of a name that only context makes a place, for someone who speaks."""
    if toponym.rule == "demonym" or toponym.kind:
        return False
    key = fold(toponym.name)
    speaks = key in persons.speakers and not _known(entries)
    if doc[toponym.start].ent_type_ not in PLACES:
        return speaks or key in persons.surnames
    if entries:
        return speaks and key in persons.surnames
    common = all(token.pos_ != "PROPN" for token in doc[toponym.start : toponym.end])
    titled = is_titled(doc, toponym.start)
    listed = key in parties() or key in officials()
    return speaks or titled or common or listed or key in persons.surnames or any(c.isdigit() for c in key)


def _known(entries: tuple[Entry, ...]) -> bool:
    """The name is that of a country, a region, or a town large enough to be meant without context."""
    return any(e.usual or e.precision in ("country", "region") or (e.population >= LARGE and e.own) for e in entries)


def _countries(seen: list[Toponym], parsed: Parsed, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries (ISO codes) that the report names, or whose people it names, or that it was filed from."""
    dateline = parsed.report.dateline
    codes = {dateline.country} if dateline and dateline.country else set()
    for toponym in seen:
        codes |= {e.country for e in gazetteer.named(toponym.name)[:1] if e.precision in ("country", "region")}
    return frozenset(codes)


def _fits(doc: Doc, toponym: Toponym, about: frozenset[str], gazetteer: Gazetteer) -> bool:
    """A town of a country that the report is about, named where a place may stand."""
    bound = tie(doc, toponym.start)
    here = [e for e in gazetteer.named(toponym.name) if e.country in about]
    if bound in ("locative", "happening"):
        here = here or [e for e in gazetteer.alike(toponym.name) if e.country in about]
    return bool(here) and (bound != "none" or any(e.usual for e in here))


def _followed(doc: Doc, end: int) -> bool:
    """A comma and a place follow: "Sebba, Burkina Faso"."""
    return end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].ent_type_ == "GPE"


def _toponym(doc: Doc, start: int, end: int, rule: Rule) -> Toponym:
    if doc[start].text.lower() == "the" and end - start > 1:
        start += 1
    while end - start > 1 and doc[end - 1].text in ("'s", "’s", "'", "’", "-"):
        end -= 1
    return Toponym(start, end, doc[start:end].text, kind(doc, start, end), rule)
