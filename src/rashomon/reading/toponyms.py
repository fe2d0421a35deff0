"""Which words of a report name places: named entities checked against the gazetteer, and the names that the entity
recogniser takes for persons or organisations, found by how text speaks of places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Doc, Span, Token

from rashomon import lexicon
from rashomon.model.claim import PlacePrecision
from rashomon.reading.gazetteer import Entry, Gazetteer
from rashomon.reading.gazetteer_rows import demonyms
from rashomon.reading.language import Parsed
from rashomon.reading.spelling import fold

Rule = Literal["demonym", "entity", "context", "known", "repeated", "dateline"]

LARGE = 30_000
"""Inhabitants; a name of a town this large needs no locative context. Of smaller ones, surnames and words are more."""
LONGEST = 6
"""Tokens of a name, "Deir", "ez", "-", "Zor" being four."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
PERSONAL = frozenset({"PERSON", "ORG"})


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """`lexicon/places.toml`."""

    locative: frozenset[str]
    loose: frozenset[str]
    directions: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    kinds: dict[str, PlacePrecision]
    sites: dict[str, PlacePrecision]


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


@cache
def wording() -> Wording:
    """How text speaks of places, as a non-programmer can edit it."""
    rules: Wording = lexicon.load("places.toml", Wording)
    return rules


def find(parsed: Parsed, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of a report in text order, without overlaps."""
    doc = parsed.doc
    seen = _dateline(parsed, gazetteer)
    after = seen[-1].end if seen else 0
    doubtful: list[Toponym] = []
    for start, end in _runs(doc):
        if start < after:
            continue
        for toponym, sure in _judged(doc, start, end, gazetteer):
            (seen if sure else doubtful).append(toponym)
    names = {fold(t.name) for t in seen}
    seen += (replace(t, rule="repeated") for t in doubtful if fold(t.name) in names)
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
        words = part.group().strip()
        own = fold(words) == fold(dateline.place)
        if own or (found and any(e.precision in ("country", "region") for e in gazetteer.named(words))):
            at = part.start() + len(part.group()) - len(part.group().lstrip())
            found.append(Toponym(tokens.start, tokens.end, words, None, "dateline", (at, at + len(words))))
    return found


_PART = re.compile(r"[^,(/\n]+?(?=[,(/\n]|\s[-–—]|$)")


# ---------------------------------------------------------------- capitalised runs


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalised words, joined over hyphens and the small words within names ("Deir ez-Zor")."""
    at, size = 0, len(doc)
    while at < size:
        if not _opens(doc, at):
            at += 1
            continue
        end = at + 1
        while end < size and end - at < 3 * LONGEST and (step := _joins(doc, end)):
            end += step
        yield at, end
        at = end


def _opens(doc: Doc, at: int) -> bool:
    token = doc[at]
    if _capital(token):
        return True
    return token.text in _SMALL and at + 2 < len(doc) and doc[at + 1].text == "-" and _capital(doc[at + 2])


_SMALL = frozenset({"al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "ez", "de", "del", "la", "du", "e", "i"})


def _joins(doc: Doc, at: int) -> int:
    """How many tokens from `at` carry the run on; 0 when it ends."""
    if _capital(doc[at]) and not doc[at].is_sent_start:
        return 1
    step = 0
    while at + step < len(doc) and step < 3 and (doc[at + step].text == "-" or doc[at + step].text in _SMALL):
        step += 1
    return step + 1 if step and at + step < len(doc) and _capital(doc[at + step]) else 0


def _capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and not token.is_space and len(text) < 60 and "\n" not in text


# ---------------------------------------------------------------- what a run is


def _judged(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[Toponym, bool]]:
    """The toponyms of a run, each with whether it is sure in itself or only if the report names it elsewhere."""
    start = _trimmed(doc, start, end)
    if start >= end:
        return
    entity = _entity(doc, start, end)
    if entity is None and (adjective := _demonym(doc, start, end)) is not None:
        yield adjective, True
        if (start := adjective.end) >= end:
            return
    if _is_body(doc, start, end):
        return
    yield from _named(doc, start, end, gazetteer)


def _trimmed(doc: Doc, start: int, end: int) -> int:
    """Past words that are capitalised only because a sentence begins there, and past directions."""
    rules = wording()
    while start < end:
        word = doc[start].lower_
        small = doc[start].is_stop and not doc[start].text.isupper() and doc[start].ent_type_ not in PLACES
        if not (small or (word in rules.directions and end - start > 1) or doc[start].text == "-"):
            return start
        start += 1
    return start


def _entity(doc: Doc, start: int, end: int) -> Span | None:
    """A named place of the recogniser that is just this run."""
    for entity in doc[start:end].ents:
        if entity.label_ in PLACES and entity.start >= start and entity.end <= end:
            return entity if fold(entity.text) == fold(doc[start:end].text) else None
    return None


def _demonym(doc: Doc, start: int, end: int) -> Toponym | None:
    known = demonyms()
    for size in (3, 2, 1):
        last = start + size
        if last <= end and (country := known.get(doc[start:last].text.lower())):
            if last < end and doc[last].text == "-":
                return None
            return Toponym(start, last, country, "country", "demonym")
    return None


def _is_body(doc: Doc, start: int, end: int) -> bool:
    """The run is the name of a council, an army, a newspaper ..."""
    return end - start > 1 and any(doc[at].lower_ in wording().bodies for at in range(start + 1, end))


def _named(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[Toponym, bool]]:
    """The whole run if it is a name with or without the word for its kind, else the places recognised within it."""
    rules = wording()
    last = doc[end - 1].lower_
    kind = rules.kinds.get(last) or rules.sites.get(last)
    if kind and end - start > 1:
        name = doc[start : end - 1].text
        label = doc[end - 1].ent_type_
        if label in PLACES or _known(gazetteer.named(name)) or gazetteer.counties(fold(doc[start:end].text)):
            full = gazetteer.named(doc[start:end].text)
            whole = bool(full) and full[0].precision != "site"
            yield Toponym(start, end, doc[start:end].text if whole else name, kind, "context"), True
            return
    text = doc[start:end].text
    entries = gazetteer.named(text) if end - start <= LONGEST and text.lower() not in rules.never else ()
    entity = _entity(doc, start, end)
    if entries or entity is not None:
        yield from _whole(doc, Span(doc, start, end), entries)
        return
    for entity in doc[start:end].ents:
        if entity.label_ in PLACES and entity.start >= start and entity.end <= end:
            yield _toponym(doc, entity.start, entity.end, "entity"), True
    if not entries and (start == 0 or not _person(doc, start)) and _spoken(doc, start, end):
        yield _toponym(doc, start, end, "context"), True


def _whole(doc: Doc, span: Span, entries: tuple[Entry, ...]) -> Iterator[tuple[Toponym, bool]]:
    """A run that is one name, judged by label and context."""
    start, end = span.start, span.end
    label = doc[start].ent_type_
    if doc[start].lower_ in wording().never and end - start == 1:
        return
    inside = doc[start].ent_iob_ != "O" and _extends(doc, start, end)
    if label in PLACES:
        yield _toponym(doc, start, end, "entity"), True
    elif _spoken(doc, start, end) or (entries and not inside and _followed(doc, end) and label != "PERSON"):
        yield _toponym(doc, start, end, "context"), True
    elif entries and not inside and not _person(doc, start):
        before = doc[start - 1].lower_ if start else ""
        strong = before in wording().locative
        loose = before in wording().loose and label != "PERSON" and _known(entries)
        if strong or (label not in PERSONAL and (_known(entries) or loose)):
            yield _toponym(doc, start, end, "context" if strong else "known"), True
        else:
            yield _toponym(doc, start, end, "repeated"), False


def _extends(doc: Doc, start: int, end: int) -> bool:
    """The recogniser's entity here is longer than the name: a part of something else's name."""
    before = start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].lower_ not in ("the",)
    after = end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].text not in ("'s", "’s")
    return before or after


def _known(entries: tuple[Entry, ...]) -> bool:
    """The name is that of a country, a region, or a town large enough to be meant without context."""
    return any(e.usual or e.precision in ("country", "region") or (e.population >= LARGE and e.own) for e in entries)


def _person(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in wording().titles


def _followed(doc: Doc, end: int) -> bool:
    """A comma and a place follow: "Sebba, Burkina Faso"."""
    return end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].ent_type_ == "GPE"


def _spoken(doc: Doc, start: int, end: int) -> bool:
    """The words around say what it is: "the village of X", "X district", "in X, a town"."""
    return _kind(doc, start, end) is not None and doc[start].text[0].isupper() | (doc[start].text in _SMALL)


def _kind(doc: Doc, start: int, end: int) -> PlacePrecision | None:
    """The kind of place that the common words beside a name say it is; None when they say nothing."""
    rules = wording()
    if end < len(doc) and (kind := rules.kinds.get(doc[end].text)):
        return kind
    if end < len(doc) and doc[end].text == "'s":
        return None
    if (
        start >= 2
        and doc[start - 1].lower_ in ("of", "called", "named")
        and (kind := rules.kinds.get(doc[start - 2].text))
    ):
        return kind
    if start >= 1 and (kind := rules.kinds.get(doc[start - 1].text)):
        return kind
    return _apposed(doc, start, end)


def _apposed(doc: Doc, start: int, end: int) -> PlacePrecision | None:
    """ "X, a town in ..."; only after a preposition, since persons have appositions too."""
    rules = wording()
    if start == 0 or doc[start - 1].lower_ not in rules.locative | rules.loose:
        return None
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("a", "the", "an"):
        return None
    for at in range(end + 2, min(end + 7, len(doc))):
        if doc[at].text in rules.kinds:
            return rules.kinds[doc[at].text]
        if doc[at].pos_ not in ("ADJ", "PROPN", "NOUN", "ADV", "PUNCT", "VERB", "ADP", "NUM", "PART", "DET"):
            return None
        if doc[at].text in (",", "."):
            return None
    return None


def _toponym(doc: Doc, start: int, end: int, rule: Rule) -> Toponym:
    if doc[start].text.lower() == "the" and end - start > 1:
        start += 1
    while end - start > 1 and doc[end - 1].text in ("'s", "’s", "'", "’", "-"):
        end -= 1
    return Toponym(start, end, doc[start:end].text, _kind(doc, start, end), rule)
