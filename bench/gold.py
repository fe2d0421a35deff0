"""A dossier's gold notes as model values, so that reconciling can be measured apart from reading.

    python bench/gold.py DOSSIERS SCORER      feeds DOSSIERS/*/gold.json to reconciling and prints SCORER's figures

Gold does not say everything a claim holds: kinds of parties are guessed from their names, mentions point to the quote.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import msgspec

from rashomon.model import Claim, Event, Figure, Party, Place, Report, Source, Span, Time
from rashomon.model.claim import Certainty, EventType, Kind, Mode, Outcome, Polarity, Status, Unit
from rashomon.reconciling import reconcile

PERSON = re.compile(r"[A-Z][\w'’-]+(?: (?:[A-Z]|al-|bin |el-)[\w'’-]+){1,3}")


class GoldReport(msgspec.Struct):
    id: str
    path: str
    publisher: str
    published: str
    copy_of: str | None = None


class GoldSource(msgspec.Struct):
    name: str
    mention: str
    role: str | None = None
    affiliation: str | None = None
    named: bool = True


class GoldFigure(msgspec.Struct):
    text: str
    low: float | None
    high: float | None
    counted: str
    outcome: Outcome
    unit: Unit = "count"
    approx: bool = False


class GoldTime(msgspec.Struct):
    start: str | None
    end: str | None


class GoldEvent(msgspec.Struct):
    type: str
    actors: list[str]
    recipients: list[str]
    place: str | None = None
    time: GoldTime | None = None


class GoldClaim(msgspec.Struct):
    id: str
    report: str
    quote: str
    occurrence: int
    sources: list[GoldSource]
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    status: Status
    event: GoldEvent
    figures: list[GoldFigure]
    cue: str | None = None


class Gold(msgspec.Struct):
    dossier: str
    reports: list[GoldReport]
    claims: list[GoldClaim]


def load(dossier: Path) -> tuple[list[Report], list[Claim]]:
    """The reports and claims of a gold dossier folder. Raises OSError or msgspec.ValidationError for anything else."""
    gold = msgspec.json.decode((dossier / "gold.json").read_bytes(), type=Gold)
    reports = [_report(dossier, r) for r in gold.reports]
    by_id = {r.id: r for r in reports}
    return reports, [_claim(by_id[c.report], c) for c in gold.claims]


def main(arguments: Sequence[str]) -> int:
    """Scores every dossier under the first argument with the scorer given second."""
    root, scorer, *options = arguments
    spent = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(Path(root).glob("*/gold.json")):
            reports, claims = load(path.parent)
            start = time.perf_counter()
            conclusions = reconcile(reports, claims)
            spent += time.perf_counter() - start
            record = {
                "schema": "rashomon-record/1",
                "generator": {"name": "gold", "version": "0", "model": ""},
                "dossier": path.parent.name,
                "reports": reports,
                "claims": claims,
                "questions": conclusions.questions,
                "incidents": conclusions.incidents,
            }
            Path(folder, f"{path.parent.name}.json").write_bytes(msgspec.json.encode(record))
        print(f"reconciling took {spent:.2f} s")
        return subprocess.run([sys.executable, scorer, "--all", root, folder, *options], check=False).returncode


class _Article(HTMLParser):
    """The text of a page's <article>, a paragraph a line."""

    blocks = frozenset({"p", "h1", "h2", "h3", "li", "div", "br", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.depth += tag == "article"
        if tag in self.blocks:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.blocks:
            self.handle_data("\n")
        self.depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.depth > 0:
            self.parts.append(data)


def _text(path: Path) -> str:
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return str(json.loads(raw)["body_text"])
    if path.suffix == ".html":
        page = _Article()
        page.feed(raw)
        return re.sub(r"\s*\n\s*", "\n\n", "".join(page.parts)).strip()
    return raw


def _report(dossier: Path, r: GoldReport) -> Report:
    return Report(
        id=r.id,
        path=r.path,
        text=_text(dossier / r.path),
        title=None,
        outlet=r.publisher,
        published=r.published,
        dateline=None,
        language="en",
        uri=None,
        sha256="",
        copy_of=r.copy_of,
    )


def _claim(report: Report, c: GoldClaim) -> Claim:
    spots = [m.start() for m in re.finditer(f"(?={re.escape(c.quote)})", report.text)] or [0]
    start = spots[min(c.occurrence, len(spots)) - 1]
    content = report.span(start, start + len(c.quote))
    return Claim(
        id=c.id,
        report=report.id,
        content=content,
        cue=None,
        sources=tuple(_source(content, s) for s in c.sources),
        mode=c.mode,
        said=None,
        polarity=c.polarity,
        certainty=c.certainty,
        status=c.status,
        event=_event(content, c.event),
        figures=tuple(_figure(report, content, f) for f in c.figures),
        evidence=(),
    )


def _kind(name: str, role: str | None, *, named: bool) -> Kind:
    if not named:
        return "unnamed"
    return "person" if role and PERSON.fullmatch(name) else "organisation"


def _source(content: Span, s: GoldSource) -> Source:
    return Source(
        name=s.name,
        kind=_kind(s.name, s.role, named=s.named),
        role=s.role,
        affiliation=s.affiliation,
        mention=content,
        named=s.named,
    )


def _event(content: Span, e: GoldEvent) -> Event:
    def parties(names: list[str]) -> tuple[Party, ...]:
        return tuple(Party(name=n, mention=content, kind="group") for n in names)

    place = e.place and Place(
        name=e.place, mention=content, latitude=None, longitude=None, country=None, geonames=None, precision="town"
    )
    when = e.time and Time(start=e.time.start, end=e.time.end, mention=content, precision="day")
    kind = msgspec.convert(e.type.replace("YIELD", "CONCEDE"), EventType)
    return Event(
        type=kind,
        mode=None,
        trigger=None,
        actors=parties(e.actors),
        recipients=parties(e.recipients),
        place=place or None,
        time=when or None,
    )


def _figure(report: Report, content: Span, f: GoldFigure) -> Figure:
    at = content.text.find(f.text)
    start = content.start + at
    return Figure(
        mention=report.span(start, start + len(f.text)) if at >= 0 else content,
        low=f.low,
        high=f.high,
        best=None,
        approximate=f.approx,
        unit=f.unit,
        counted=f.counted,
        outcome=f.outcome,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
