"""ninjs (IPTC): one report an object, versions 1 to 3, and the keys that news data sets use with it."""

from __future__ import annotations

import msgspec

from rashomon.errors import NotADispatch
from rashomon.ingest import dates, decoding
from rashomon.ingest.assembling import Draft, assemble
from rashomon.model import Report


class Titled(msgspec.Struct, frozen=True):
    """Anything of ninjs that has a name or value: provider, place, headline, body."""

    name: str | None = None
    value: str | None = None
    role: str | None = None


Strings = str | None
Named = str | Titled | list[Titled] | None


class Ninjs(msgspec.Struct, frozen=True):
    """The keys that are read; others are left alone."""

    uri: Strings = None
    versioncreated: Strings = None
    firstcreated: Strings = None
    headline: Strings = None
    headlines: list[Titled] = []
    title: Strings = None
    byline: Strings = None
    bylines: list[Titled | str] | None = None
    by: Strings = None
    located: Named = None
    provider: Named = None
    body_text: Strings = None
    body_html: Strings = msgspec.field(default=None)
    body_xhtml: Strings = None
    bodies: list[Titled] = []
    language: Strings = None


REMEDY = "give a ninjs object with at least body_text (see docs/formats.md)"


def read(raw: bytes, path: str, where: str, warnings: tuple[str, ...] = ()) -> Report | NotADispatch:
    """The report of one ninjs object (UTF-8 JSON); `where` names file and line in errors."""
    try:
        item = msgspec.json.decode(raw, type=Ninjs)
    except msgspec.ValidationError as error:
        return NotADispatch(f"this JSON is not a ninjs report: {_brief(error)}", where=where, remedy=REMEDY)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return NotADispatch(f"broken JSON: {_brief(error)}", where=where, remedy="repair it, or leave it out")
    text = _body(item)
    if text is None or not any(c.isalnum() for c in text):
        problem = (
            "this JSON is not a ninjs report: it has no body_text"
            if text is None
            else "the report's body_text has no words"
        )
        return NotADispatch(problem, where=where, remedy=REMEDY)
    stated = item.versioncreated or item.firstcreated
    published = dates.iso(stated)
    if stated and not published:
        warnings = (*warnings, f"versioncreated {stated[:40]!r} is not a date")
    return assemble(
        Draft(
            raw,
            text,
            path,
            title=_tidied(item.headline or _main(item.headlines) or item.title),
            publisher=_name(item.provider),
            byline=_tidied(item.byline or item.by or _byline(item.bylines)),
            published=published,
            located=_name(item.located),
            language=item.language,
            uri=_tidied(item.uri),
            warnings=warnings,
        )
    )


def _body(item: Ninjs) -> str | None:
    """The text; that of `body_text` is unchanged but for control characters, so that offsets into it hold."""
    if item.body_text is not None:
        return decoding.tidy(item.body_text)
    if body := _main(item.bodies):
        return _plain(body) if "</p>" in body or "<br" in body else decoding.tidy(body)
    html = item.body_xhtml or item.body_html
    return _plain(html) if html else None


def _plain(html: str) -> str:
    from rashomon.ingest.page import paragraphs_of  # needs lxml, which most ninjs does not

    return paragraphs_of(html)


def _main(values: list[Titled]) -> str | None:
    """The value with role main, else the first."""
    ranked = sorted((v for v in values if v.value), key=lambda v: v.role not in (None, "main"))
    return ranked[0].value if ranked else None


def _byline(values: list[Titled | str] | None) -> str | None:
    first = values[0] if values else None
    return first if first is None or isinstance(first, str) else first.value or first.name


def _name(value: Named) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _tidied(value.name or value.value if isinstance(value, Titled) else value)


def _tidied(value: str | None) -> str | None:
    return " ".join(decoding.tidy(value).split()) or None if value else None


def _brief(error: Exception) -> str:
    return str(error).replace("`", "'").splitlines()[0][:150]
