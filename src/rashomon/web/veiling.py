"""Names of private persons, withheld from readers: one veil a dossier, made anew when the dossier changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from sqlalchemy import Connection

from rashomon.archive import browsing, decisions
from rashomon.archive.browsing import Head
from rashomon.exporting.privacy import Veil, involved
from rashomon.model import Claim, Party, Place, Source

T = TypeVar("T")

KEPT = 20
"""Dossiers whose veils are remembered: making one reads every name in the dossier."""
_known: OrderedDict[tuple[object, ...], Veil] = OrderedDict()
_guard = threading.Lock()


class Veiled:
    """A dossier's veil, with the texts of its reports masked as they are needed."""

    def __init__(self, connection: Connection, head: Head, place: str) -> None:
        """`place` is the archive's, so that two archives do not share a veil."""
        self._connection = connection
        self._dossier = head.name
        self._texts: dict[str, str] = {}
        self.veil = _made(connection, head, place)

    def claims(self, claims: Mapping[str, Claim]) -> dict[str, Claim]:
        """The claims with their spans cut from masked texts, by id."""
        self._mask({claim.report for claim in claims.values()})
        return {id: self.veil.value(claim, self._texts.get(claim.report)) for id, claim in claims.items()}

    def text(self, report: str) -> str:
        """The masked text of a report of the dossier."""
        self._mask({report})
        return self._texts[report]

    def value(self, value: T) -> T:
        """Anything that was concluded, without private names."""
        return self.veil.value(value)

    def _mask(self, reports: Iterable[str]) -> None:
        wanted = sorted(set(reports) - set(self._texts))
        for id, text, mentions in browsing.texts(self._connection, wanted):
            named = [*mentions.actors, *_named(browsing.claims_of(self._connection, id))]
            self._texts[id] = self.veil.text(text, named)


def _named(claims: Iterable[Claim]) -> list[Source | Party]:
    return [party for claim in claims for party in involved(claim)]


def _made(connection: Connection, head: Head, place: str) -> Veil:
    marks = decisions.marks(connection, head.name).values()
    key = (place, head.name, head.revision, len(marks), max((mark.decision for mark in marks), default=0))
    with _guard:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    parties: list[Source | Party] = []
    places: list[Place] = []
    for mentions in browsing.mentions(connection, head.name):
        parties += mentions.actors
        places += mentions.places
    for claim in browsing.all_claims(connection, head.name):
        parties += involved(claim)
    for mark in marks:
        parties += involved(mark.claim)
    veil = Veil(parties, places)
    with _guard:
        _known[key] = veil
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return veil
