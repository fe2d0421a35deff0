"""What the page of a whole dossier shows, as documented values, and the page written from them."""

from __future__ import annotations

import base64
import hashlib

import msgspec

from rashomon.exporting.record import Record, ReportRecord
from rashomon.web import quoting, rendering, texts
from rashomon.web.links import InPage
from rashomon.web.quoting import Quote, Section
from rashomon.web.texts import Text


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page of a dossier."""

    name: str
    generator: str
    reports: int
    copies: int
    claims: int
    outlets: int
    period: str
    sections: tuple[Section, ...]
    texts: tuple[Text, ...]
    withheld: int
    """How many private persons' names were left out."""
    decided: int
    """How many decisions of people hold."""


def build(record: Record, *, withheld: int = 0) -> Page:
    """The page of a record. Everything is in a fixed order: the same record gives the same page."""
    claims = {c.id: c for c in record.claims}
    reports = {r.id: r for r in record.reports}
    titles = {i.id: i.title for i in record.incidents}
    days = sorted(r.published[:10] for r in record.reports if r.published)
    found = quoting.points(record.questions, titles, claims, reports, record.relations)
    return Page(
        name=record.dossier,
        generator=f"{record.generator.name} {record.generator.version}, {record.generator.model}",
        reports=len(record.reports),
        copies=sum(r.copy_of is not None for r in record.reports),
        claims=len(record.claims),
        outlets=len({r.outlet for r in record.reports if r.outlet}),
        period=" to ".join(dict.fromkeys((days[0], days[-1]))) if days else "undated",
        sections=tuple(quoting.sections(found)),
        texts=_texts(record, reports),
        withheld=withheld,
        decided=sum(decision.holds and decision.what != "undo" for decision in record.decisions),
    )


def render(page: Page) -> str:
    """One self-contained HTML document: no script, nothing loaded from anywhere, its one style named by its hash."""
    style = "\n" + rendering.static("style.css").decode() + "\n"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return rendering.render("dossier.html", page=page, style=style, digest=digest, to=InPage())


def _texts(record: Record, reports: dict[str, ReportRecord]) -> tuple[Text, ...]:
    answered = quoting.answers_of(record.questions)
    quotes: dict[str, Quote] = {
        c.id: quoting.quote(c, reports[c.report], answered.get(c.id, ())) for c in record.claims
    }
    found = []
    for report in sorted(record.reports, key=_when):
        original = reports.get(report.copy_of or "")
        claims = [c for c in record.claims if c.report == report.id]
        found.append(texts.text(report, claims, quotes, original_outlet=original.outlet if original else None))
    return tuple(found)


def _when(report: ReportRecord) -> tuple[str, str, str]:
    return (report.published or "9999", report.path or "", report.id)
