"""A report as it is read: its text with what was found lit in it, and notes on the margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from rashomon.model import Claim, Dateline
from rashomon.web import lighting
from rashomon.web.lighting import Paragraph
from rashomon.web.quoting import NO_OUTLET, Quote


class Titled(Protocol):
    """What the reader needs of a report, wherever it comes from."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def dateline(self) -> Dateline | None: ...
    @property
    def copy_of(self) -> str | None: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, and notes on the claims that begin in it."""

    paragraph: Paragraph
    notes: tuple[Quote, ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its claims lit."""

    id: str
    title: str
    outlet: str
    published: str
    place: str
    copy_of: str | None
    copy_outlet: str
    warnings: tuple[str, ...]
    paragraphs: tuple[Noted, ...]


def text(
    report: Titled, claims: Iterable[Claim], quotes: Mapping[str, Quote], *, original_outlet: str | None = None
) -> Text:
    """The report with these claims lit; `quotes` by claim id."""
    found = lighting.paragraphs(report.text, lighting.lights(claims))
    return Text(
        id=report.id,
        title=report.title or report.path or report.id,
        outlet=report.outlet or NO_OUTLET,
        published=report.published or "undated",
        place=(report.dateline.place or "") if report.dateline else "",
        copy_of=report.copy_of,
        copy_outlet=original_outlet or "",
        warnings=report.warnings,
        paragraphs=tuple(Noted(paragraph=p, notes=tuple(quotes[c] for c in p.claims)) for p in found),
    )
