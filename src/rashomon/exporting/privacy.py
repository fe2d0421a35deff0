"""Leaves the names of private persons out of a record that is to be passed on.

OCHA's data responsibility guidelines count as sensitive whatever is likely to harm anyone, the source included. A
person counts as public when a report gives them a role or an affiliation; everyone else's name is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

import msgspec

from rashomon.exporting.record import Record
from rashomon.model import Claim, Party, Source, Span

MASK = "█"
SHORTEST_WORD = 3
"""Letters. Shorter parts of a name ("al", "de", "Bo") stand in too many other words to be masked on their own."""
PROSE = frozenset(
    {"title", "text", "answer", "name", "origins", "words", "rule", "counted", "role", "affiliation", "explanation"}
)
"""Fields in which a name can stand. All others are ids, numbers, dates, or one of a few fixed words."""

T = TypeVar("T")


def withhold(record: Record) -> tuple[Record, int]:
    """The record without the names of private persons, and how many persons that concerns.

    In names and in what was concluded, a name becomes "name withheld (1)", the same number for the same person; in
    texts and quotes every letter of it becomes █, so that all offsets stay valid.
    """
    parties = list(_parties(record))
    places = [place for report in record.reports for place in report.mentions.places]
    public = {p.name for _, p in parties if isinstance(p, Source) and (p.role or p.affiliation)}
    # A village that was taken for a person is no person.
    public |= {place.name for place in places} | {place.mention.text for place in places}
    private = sorted({p.name for _, p in parties if p.kind == "person"} - public)
    if not private:
        return record, 0
    kept = _words(p.name for _, p in parties if p.name not in private) | _words(place.name for place in places)
    veil = _Veil(private, _words(private) - kept)
    mentions: dict[str, list[Party | Source]] = {report.id: [] for report in record.reports}
    for report, party in parties:
        if party.name in private:
            mentions[report].append(party)
    texts = {report.id: veil.text(report.text, mentions[report.id]) for report in record.reports}
    return _rewritten(record, texts, veil), len(private)


def _parties(record: Record) -> Iterator[tuple[str, Source | Party]]:
    """Everyone who is named, with the report they are named in."""
    for report in record.reports:
        yield from ((report.id, party) for party in report.mentions.actors)
    for claim in record.claims:
        yield from ((claim.report, party) for party in _involved(claim))


def _involved(claim: Claim) -> Iterator[Source | Party]:
    yield from claim.sources
    yield from claim.event.actors
    yield from claim.event.recipients


def _words(names: Iterable[str]) -> set[str]:
    """Parts of names that are telling on their own: "Sello" of "Talal Sello"."""
    parts = (part for name in names for part in re.findall(r"[^\W\d_]+", name))
    return {part for part in parts if len(part) >= SHORTEST_WORD and not part.islower()}


class _Veil:
    """Masks names in running text, and replaces them in conclusions."""

    def __init__(self, names: list[str], words: set[str]) -> None:
        self.labels = {name.upper(): f"name withheld ({number})" for number, name in enumerate(names, start=1)}
        # Longest first, so that "Talal Sello" is not found as "Talal".
        self.names = _any_of(sorted(names, key=lambda name: (-len(name), name)))
        self.words = _any_of(sorted(words))

    def text(self, text: str, mentions: Iterable[Source | Party]) -> str:
        text = self.names.sub(lambda found: _masked(found.group()), text)
        for party in mentions:
            # Even words that others share with the person ("Khan") are theirs where they are mentioned.
            start, end = party.mention.start, party.mention.end
            own = _any_of(sorted(_words([party.name])))
            text = text[:start] + own.sub(lambda found: _masked(found.group()), text[start:end]) + text[end:]
        return self.words.sub(lambda found: _masked(found.group()), text)

    def prose(self, text: str) -> str:
        text = self.names.sub(lambda found: self.labels[found.group().upper()], text)
        return self.words.sub(lambda found: _masked(found.group()), text)


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Any of the words, standing alone, as they are or in capitals (headlines); of no words, nothing."""
    either = [re.escape(form) for word in words for form in dict.fromkeys((word, word.upper()))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})(?!\w)" if words else r"(?!)")


def _masked(words: str) -> str:
    return re.sub(r"\w", MASK, words)


def _rewritten(record: Record, texts: dict[str, str], veil: _Veil) -> Record:
    return msgspec.structs.replace(
        record,
        reports=tuple(
            msgspec.structs.replace(_veiled(report, texts[report.id], veil), text=texts[report.id])
            for report in record.reports
        ),
        claims=tuple(_veiled(claim, texts[claim.report], veil) for claim in record.claims),
        questions=_veiled(record.questions, None, veil),
        incidents=_veiled(record.incidents, None, veil),
        relations=_veiled(record.relations, None, veil),
    )


def _veiled(value: T, text: str | None, veil: _Veil, field: str = "") -> T:
    """The value with its spans cut anew from the masked text (where it is known), and names replaced in prose."""
    new: object = value
    if isinstance(value, Span):
        words = veil.text(value.text, ()) if text is None else text[value.start : value.end]
        new = Span(start=value.start, end=value.end, text=words)
    elif isinstance(value, msgspec.Struct):
        parts = {name: _veiled(getattr(value, name), text, veil, name) for name in value.__struct_fields__}
        new = msgspec.structs.replace(value, **parts)
    elif isinstance(value, tuple):
        new = tuple(_veiled(part, text, veil, field) for part in value)
    elif isinstance(value, str) and field in PROSE:
        new = veil.prose(value)
    return cast("T", new)
