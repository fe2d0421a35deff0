"""Leaves the names of private persons out of a record that is to be passed on.

OCHA's data responsibility guidelines count as sensitive whatever is likely to harm anyone, the source included. A
person counts as public when a report gives them a role or an affiliation, or calls them by a public function
("Prime Minister Imran Khan", "its spokesman"), whether they speak in it or not; everyone else's name is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeVar, cast

import msgspec

from rashomon import lexicon
from rashomon.exporting.record import DecisionRecord, Record
from rashomon.model import Claim, Party, Place, Source, Span

MASK = "█"
SHORTEST_WORD = 3
"""Letters. Shorter parts of a name ("al", "de", "Bo") stand in too many other words to be masked on their own."""
PROSE = frozenset(
    {
        "title",
        "text",
        "answer",
        "name",
        "origins",
        "words",
        "rule",
        "counted",
        "role",
        "affiliation",
        "explanation",
        "outlet",
    }
)
"""Fields in which a name can stand. All others are ids, numbers, dates, or one of a few fixed words."""

ADDRESSES = frozenset({"path", "uri"})
"""Fields in which a name can stand in any case, joined to other words: "amina-osman_testimony.txt"."""
TITLE = 40
"""Characters before a name in which the word for a function stands."""

T = TypeVar("T")


class Functions(msgspec.Struct, frozen=True, kw_only=True):
    """The part of `titles.toml` that says who holds a public function."""

    roles: frozenset[str]


def withhold(record: Record) -> tuple[Record, int]:
    """The record without the names of private persons, and how many persons that concerns.

    In names and in what was concluded, a name becomes "name withheld (1)", the same number for the same person; in
    texts and quotes every letter of it becomes █, so that all offsets stay valid.
    """
    parties = list(_parties(record))
    places = (place for report in record.reports for place in report.mentions.places)
    veil = Veil((party for _, party in parties), places, public=_officials(record, parties))
    if not veil.names:
        return msgspec.structs.replace(record, decisions=tuple(_anonymous(record.decisions, veil))), 0
    mentions: dict[str, list[Party | Source]] = {report.id: [] for report in record.reports}
    for report, party in parties:
        mentions[report].append(party)
    texts = {report.id: veil.text(report.text, mentions[report.id]) for report in record.reports}
    return _rewritten(record, texts, veil), len(veil.names)


def _parties(record: Record) -> Iterator[tuple[str, Source | Party]]:
    """Everyone who is named, with the report they are named in."""
    for report in record.reports:
        yield from ((report.id, party) for party in report.mentions.actors)
    for claim in record.claims:
        yield from ((claim.report, party) for party in involved(claim))


def involved(claim: Claim) -> Iterator[Source | Party]:
    """Everyone whom a claim names."""
    yield from claim.sources
    yield from claim.event.actors
    yield from claim.event.recipients


@cache
def _functions() -> frozenset[str]:
    loaded: Functions = lexicon.load("titles.toml", Functions)
    return loaded.roles


def _officials(record: Record, parties: Iterable[tuple[str, Source | Party]]) -> frozenset[str]:
    """Who is called by a function right before the name: "Foreign Minister Sergei Lavrov"."""
    texts = {report.id: report.text for report in record.reports}
    found = set()
    for report, party in parties:
        before = texts[report][max(0, party.mention.start - TITLE) : party.mention.start]
        title = re.search(r"([^\W\d_]+)\.? $", before)
        if party.kind == "person" and title and title[1].lower() in _functions():
            found.add(party.name)
    return frozenset(found)


def _by_function(party: Party | Source) -> bool:
    """ "its spokesman", "the health minister": a mention without the name, by a function."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", party.mention.text)]
    own = {word.lower() for word in _words([party.name])}
    return any(word in _functions() for word in words) and own.isdisjoint(words)


def _words(names: Iterable[str]) -> set[str]:
    """Parts of names that are telling on their own: "Sello" of "Talal Sello"."""
    parts = (part for name in names for part in re.findall(r"[^\W\d_]+", name))
    return {part for part in parts if len(part) >= SHORTEST_WORD and not part.islower()}


class Veil:
    """Masks names in running text, and replaces them in conclusions.

    Made of everyone who is named in a dossier and of its places, since only all of them tell who is public.
    """

    def __init__(
        self, parties: Iterable[Party | Source], places: Iterable[Place], *, public: Iterable[str] = ()
    ) -> None:
        parties, places = list(parties), list(places)
        public = {*public, *(p.name for p in parties if isinstance(p, Source) and (p.role or p.affiliation))}
        public |= {p.name for p in parties if p.kind == "person" and _by_function(p)}
        public |= _words(public)  # "Zelensky", where another report has him in full
        # A village that was taken for a person is no person.
        public |= {place.name for place in places} | {place.mention.text for place in places}
        self.names = tuple(sorted({p.name for p in parties if p.kind == "person"} - public))
        """Of private persons."""
        self._private = frozenset(self.names)
        kept = _words(p.name for p in parties if p.name not in self._private) | _words(place.name for place in places)
        self._labels = {name.upper(): f"name withheld ({number})" for number, name in enumerate(self.names, start=1)}
        # Longest first, so that "Talal Sello" is not found as "Talal".
        self._named = _any_of(sorted(self.names, key=lambda name: (-len(name), name)))
        private = sorted(_words(self.names) - kept)
        self._worded = _any_of(private)
        either = "|".join(map(re.escape, private))
        self._addressed = re.compile(rf"(?<![^\W\d_])(?:{either})(?![^\W\d_])" if either else r"(?!)", re.IGNORECASE)

    def text(self, text: str, mentions: Iterable[Source | Party]) -> str:
        """A report's text with every letter of a private name as █; `mentions` of anyone in it."""
        text = self._named.sub(lambda found: _masked(found.group()), text)
        for party in mentions:
            if party.name not in self._private:
                continue
            # Even words that others share with the person ("Khan") are theirs where they are mentioned.
            start, end = party.mention.start, party.mention.end
            own = _any_of(sorted(_words([party.name])))
            text = text[:start] + own.sub(lambda found: _masked(found.group()), text[start:end]) + text[end:]
        return self._worded.sub(lambda found: _masked(found.group()), text)

    def prose(self, text: str) -> str:
        """A sentence of ours, with labels for private names."""
        text = self._named.sub(lambda found: self._labels[found.group().upper()], text)
        return self._worded.sub(lambda found: _masked(found.group()), text)

    def address(self, text: str) -> str:
        """A path or address, with every letter of a private name as █."""
        return self._addressed.sub(lambda found: _masked(found.group()), text)

    def value(self, value: T, text: str | None = None) -> T:
        """A value of the model without private names; `text` is that of its report, masked, where it is known."""
        return _veiled(value, text, self)

    def hidden(self, label: str) -> str:
        """The name behind a label of ours; any other name as it is."""
        return next((name for name in self.names if self._labels[name.upper()] == label), label)

    def hides(self, words: str) -> bool:
        """Whether a private name, or a telling part of one, is among the words, in capitals or not."""
        told = {word.casefold() for word in re.findall(r"[^\W\d_]+", words)}
        return any(told & {word.casefold() for word in _words([name])} for name in self.names)


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Any of the words, standing alone, as they are or in capitals (headlines); of no words, nothing."""
    either = [re.escape(form) for word in words for form in dict.fromkeys((word, word.upper()))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})(?!\w)" if words else r"(?!)")


def _masked(words: str) -> str:
    return re.sub(r"\w", MASK, words)


def _rewritten(record: Record, texts: dict[str, str], veil: Veil) -> Record:
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
        decisions=tuple(_anonymous(record.decisions, veil)),
    )


def _anonymous(decisions: Iterable[DecisionRecord], veil: Veil) -> Iterator[DecisionRecord]:
    """Decisions by "reviewer 1", "reviewer 2" ...: who works on such a dossier is nobody else's business."""
    names: dict[str, str] = {}
    for decision in decisions:
        by = names.setdefault(decision.by, f"reviewer {len(names) + 1}")
        yield msgspec.structs.replace(decision, by=by, why=veil.prose(decision.why))


def _veiled(value: T, text: str | None, veil: Veil, field: str = "") -> T:
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
    elif isinstance(value, str) and field in ADDRESSES:
        new = veil.address(value)
    return cast("T", new)
