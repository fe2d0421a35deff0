"""The reader: a report's text with its claims lit, notes on the margin, and where a copy differs from its original."""

from __future__ import annotations

import msgspec

from rashomon.archive.browsing import ReportLine
from rashomon.errors import NotFound
from rashomon.web import copies, texts
from rashomon.web.copies import Change
from rashomon.web.texts import Text
from rashomon.web.views import Asked, NoQuery, View


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is read."""

    text: Text
    uri: str | None
    language: str
    original: ReportLine | None
    """What it is a copy of."""
    changes: tuple[Change, ...] | None
    """Where it differs from the original; None when it is no copy, or too long to be compared."""


def build(asked: Asked[NoQuery]) -> Reader:
    look = asked.dossier
    report, _, warnings = look.report(asked.path["report"])
    claims = look.claims_of(report.id)
    quotes = look.quotes({claim.id: claim for claim in claims})
    original, changes = None, None
    if report.copy_of:
        found = look.report_lines(ids=[report.copy_of])
        original = found[0] if found else None
        try:
            changes = copies.differences(look.report(report.copy_of)[0].text, report.text)
        except NotFound:
            changes = None
    lit = texts.text(report, claims, quotes, original_outlet=original.outlet if original else None)
    return Reader(
        text=msgspec.structs.replace(lit, warnings=(*lit.warnings, *warnings)),
        uri=report.uri,
        language=report.language,
        original=original,
        changes=changes,
    )


VIEW = View(
    name="report",
    path="/dossiers/{dossier}/reports/{report}",
    template="report.html",
    summary="A report: its text with offsets of everything that was found in it, and who says it.",
    shape=Reader,
    query=NoQuery,
    build=build,
    title=lambda page: page.text.title,
)
