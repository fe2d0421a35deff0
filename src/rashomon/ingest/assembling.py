"""From what a format yields to a Report: dateline, outlet, date, language, id; the same for all formats."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from rashomon.ingest import header, naming, tongue
from rashomon.ingest.header import Header
from rashomon.model import Dateline, Report

READ_LANGUAGES = ("en", "und")
"""Languages whose reports are read; of the others only the text is kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file format says outright, before the text itself is looked at."""

    raw: bytes
    """The bytes that `sha256` is of."""
    text: str
    path: str
    title: str | None = None
    publisher: str | None = None
    """Stated outright (og:site_name, provider): it beats whatever the text says."""
    byline: str | None = None
    published: str | None = None
    located: str | None = None
    language: str | None = None
    uri: str | None = None
    headline: bool = False
    """Whether the text may start with its headline."""
    warnings: tuple[str, ...] = field(default=())


def assemble(draft: Draft) -> Report:
    """The report of a draft, with what could not be told in its warnings."""
    head = header.find(draft.text, headline=draft.headline)
    sha256 = hashlib.sha256(draft.raw).hexdigest()
    language = tongue.tell(draft.text[head.dateline.end if head.dateline else 0 :], draft.language)
    published = draft.published or head.published
    warnings = [*draft.warnings, *(w for w in head.warnings if draft.published is None)]
    if published is None:
        warnings.append("the report has no date: its relative times (today, on Sunday) stay open")
    if language.split("-")[0] not in READ_LANGUAGES:
        warnings.append(
            f"its language ({language}) cannot be read yet: the report is kept, and no claims are drawn from it"
        )
    return Report(
        id=f"r{sha256[:10]}",
        path=draft.path,
        text=draft.text,
        title=draft.title or head.title,
        outlet=_outlet(draft, head),
        published=published,
        dateline=_dateline(draft, head.dateline),
        language=language,
        uri=draft.uri,
        sha256=sha256,
        warnings=tuple(warnings),
    )


def _outlet(draft: Draft, head: Header) -> str | None:
    """Who published it: what the file states; else its byline, unless its own address names somebody else; else the
    text's header, where who is only credited comes last."""
    if draft.publisher:
        return naming.outlet(draft.publisher) or draft.publisher.strip()
    named = naming.outlet(draft.byline) if draft.byline else None
    address, owned = naming.of_address(draft.uri)
    if named and (not address or not owned or naming.agrees(named, address)):
        return named
    candidates = [*head.outlets, *head.credits]
    if address and (owned or draft.byline):
        agreeing = next((o for o in candidates if naming.agrees(o, address)), None)
        return agreeing or naming.titled(address.replace("-", " ").upper(), keep=3)
    return candidates[0] if candidates else None


def _dateline(draft: Draft, found: Dateline | None) -> Dateline | None:
    """`located` names the place; the text's own dateline says where it stands."""
    if not draft.located:
        return found
    name, _, rest = draft.located.partition(",")
    place = naming.titled(name.split("/")[0].strip())
    country = naming.country(rest.split(",")[-1]) if rest else None
    country = country or naming.cities().get(naming.fold(place))
    if found and found.place and naming.fold(found.place) == naming.fold(place):
        country = country or found.country
    start, end = (found.start, found.end) if found else (0, 0)
    return Dateline(place=place or None, country=country, start=start, end=end)
