"""What a header line or dateline says, once taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rashomon.ingest import naming
from rashomon.ingest.dates import Moment

FULL_STOP = re.compile(r"(?:[^\W_]{4}|\d{4}|[)\]])\.$")
"""After a whole word, a year or a bracket a full stop ends a dateline; after less it may be an abbreviation's."""


@dataclass(slots=True)
class Statement:
    """What a header line or dateline says."""

    moments: list[Moment] = field(default_factory=list)
    rank: int = 1
    """How much its date counts as that of publication (lexicon/datelines.toml, labels); lowest first."""
    outlets: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    known: bool = False
    """Whether the first place is a city of the gazetteer, or stands in capitals or with its country."""
    country: str | None = None
    slug: bool = False
    label: bool = False
    byline: bool = False
    title: str | None = None

    def informative(self, loose: bool) -> bool:
        """Whether a whole line of this is a header line: it has a date, a label, a byline, or place and
        outlet; where a text stands by
        itself (`loose`), an outlet or slug alone will do."""
        dated = any(m.month is not None for m in self.moments)
        strict = dated or self.label or self.byline or (self.known and bool(self.outlets))
        return strict or (loose and bool(self.outlets or self.credits or self.slug or self.known))

    def is_dateline(self, words: str) -> bool:
        """Whether the words before a separator in the first paragraph are a dateline."""
        dated = any(m.month is not None for m in self.moments)
        full = any(m.full for m in self.moments)
        if not self.places:
            return full and bool(self.outlets)
        if words.endswith(".") and not words.endswith("..."):
            return (
                (self.known or full)
                if self.country or dated or self.outlets or words.isupper() or self.known
                else False
            )
        if dated or self.outlets or self.country or words.isupper() or words.split()[0].isupper():
            return self.known or dated or bool(self.outlets)
        dashed = words.endswith(("-", "–", "—", "_"))
        return self.known and (dashed or naming.is_major(self.places[0]))
