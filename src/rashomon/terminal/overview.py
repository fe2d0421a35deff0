"""A dossier at a glance: who is contradicted by whom, what was withdrawn, what is agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from rashomon.model import Claim, Dossier, Position, Question, Report
from rashomon.terminal import marks

HEADINGS = {
    "contested": ("CONTESTED", "origins give answers that cannot both be true", "bold red"),
    "revised": ("REVISED", "an origin has replaced its own earlier answer", "bold yellow"),
    "agreed": ("AGREED", "the answers can all be true", "bold green"),
    "single": ("ONE ORIGIN", "nobody else speaks of it", "bold"),
}
SHORT = {"contested": "contested", "revised": "revised", "agreed": "agreed", "single": "from one origin"}
MOST_ORIGINS = 6
"""Names in one line; more are counted. `explain` names them all."""
UNDECIDED = "undecided"
"""How the rule begins of a reason for which a claim may as well be of another incident."""
MOST_UNDECIDED = 5
"""Such claims shown without --all."""


def show(console: Console, dossier: Dossier, *, everything: bool = False) -> None:
    """Prints the dossier: contested questions first. `everything`: points that rest on one origin, and all claims."""
    view = _View(dossier)
    console.print(view.title())
    for status in HEADINGS:
        questions = [q for q in dossier.conclusions.questions if q.status == status]
        if questions and (status != "single" or everything):
            _section(console, status, len(questions))
            for question in questions:
                console.print(Padding(view.question(question), (0, 0, 1, 0)))
    _undecided(console, dossier, everything=everything)
    if everything or not dossier.conclusions.questions:
        claims(console, dossier)
    else:
        _section(console, "reports", len(dossier.reports))
        console.print(view.reports())
    console.print(view.legend(everything=everything))


def _undecided(console: Console, dossier: Dossier, *, everything: bool) -> None:
    """Prints which claims may as well be of another incident than the one they went to."""
    found = [
        (incident, reason)
        for incident in dossier.conclusions.incidents
        for reason in incident.evidence
        if reason.rule.startswith(UNDECIDED)
    ]
    if found:
        _section(console, "undecided", len(found))
    for incident, reason in found if everything else found[:MOST_UNDECIDED]:
        quote = f"«{marks.plain(reason.words)}»" if reason.words else "a claim"
        text = f"{quote}  in: {marks.plain(incident.title)}; {marks.plain(reason.rule)}"
        console.print(Text(text))
    if len(found) > MOST_UNDECIDED and not everything:
        console.print(Text(f"and {len(found) - MOST_UNDECIDED} more: --all", style="dim"))


def claims(console: Console, dossier: Dossier) -> None:
    """Prints every claim, report by report."""
    for report, reading in zip(dossier.reports, dossier.readings, strict=True):
        console.print(Rule(_heading(report), align="left", style="dim"))
        for warning in report.warnings + reading.warnings:
            console.print(Text(f"! {marks.plain(warning)}", style="yellow"))
        for claim in reading.claims:
            console.print(claim_line(claim, report.outlet))
        if not reading.claims:
            console.print(Text("no claims", style="dim"))
        console.print()


def claim_line(claim: Claim, outlet: str | None) -> RenderableType:
    """One claim: who, in which words, and all that limits it."""
    limits: list[str] = [claim.certainty] if claim.certainty != "certain" else []
    limits += [claim.status] if claim.status != "actual" else []
    limits += [marks.figure(figure) for figure in claim.figures]
    body = Text.assemble((marks.source(claim, outlet), "bold"), "  ")
    if len(claim.sources) > 1:
        body.append(f"via {marks.chain(claim.sources[:-1])}  ", style="dim")
    body.append_text(marks.quote(claim))
    if limits:
        body.append(f"  [{', '.join(limits)}]", style="cyan")
    body.append(f"  {claim.id}", style="dim")
    return _marked(marks.stance([claim]), body)


class _View:
    """The dossier with its claims and reports by id."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.by_report = {report.id: report for report in dossier.reports}
        self.by_claim = {claim.id: claim for claim in dossier.claims()}

    def title(self) -> Text:
        copies = sum(report.copy_of is not None for report in self.dossier.reports)
        parts = [marks.count(len(self.dossier.reports), "report")]
        parts += [f"{copies} of them {'a copy' if copies == 1 else 'copies'}"] if copies else []
        parts += [marks.count(len(self.by_claim), "claim")]
        tally = Counter[str](question.status for question in self.dossier.conclusions.questions)
        parts += [f"{tally[status]} {SHORT[status]}" for status in HEADINGS if tally[status]]
        return Text.assemble((marks.plain(self.dossier.name), "bold"), "  ", " · ".join(parts))

    def question(self, question: Question) -> Group:
        heading = Text.assemble((marks.plain(question.text), "bold"), (f"  {question.id}", "dim"))
        lines = [self.position(question, position) for position in question.positions]
        return Group(heading, *lines, *self.denials(question))

    def position(self, question: Question, position: Position) -> RenderableType:
        """An answer, the origins behind it, and the words of the first claim that gives it."""
        behind = sorted((self.by_claim[id] for id in position.claims if id in self.by_claim), key=self._when)
        replaced = position.superseded_by is not None
        mark = marks.REPLACED if replaced else _mark(question, behind)
        body = Text.assemble((self.answer(question, position), "strike dim" if replaced else "bold"))
        if position.superseded_by is not None:
            later = self.answer(question, question.positions[position.superseded_by])
            body.append(f"  withdrawn for {marks.REPLACED} {later}", style="yellow")
        disputed = question.status in ("contested", "revised")
        body.append("\n" if disputed else "  ").append_text(_origins(position))
        if behind and disputed:
            body.append("\n").append_text(self.said(behind[0]))
            if len(behind) > 1:
                body.append(f"  and {marks.count(len(behind) - 1, 'more claim')}", style="dim")
        return Padding(_marked(mark, body), (0, 0, 0, 2))

    def answer(self, question: Question, position: Position) -> str:
        """The interval as it was given, where the answer is a number; else its words."""
        if question.kind != "figure" or (position.low is None and position.high is None):
            return marks.plain(position.answer)
        figures = [f for id in position.claims if id in self.by_claim for f in self.by_claim[id].figures]
        same = [f for f in figures if (f.low, f.high) == (position.low, position.high)]
        percent = bool(same) and all(f.unit == "percent" for f in same)
        return marks.interval(
            position.low, position.high, approximate=any(f.approximate for f in same), percent=percent
        )

    def said(self, claim: Claim) -> Text:
        report = self.by_report[claim.report]
        where = f"{marks.plain(report.outlet or 'unknown outlet')}, {marks.day(report.published)}"
        return Text.assemble(marks.quote(claim), (f"  {where}  {claim.id}", "dim"))

    def denials(self, question: Question) -> Iterator[RenderableType]:
        """Who denies whom in so many words (a denial in a text is more than a difference found by comparing)."""
        seen = set()
        for relation in self.dossier.conclusions.relations:
            if relation.question == question.id and relation.kind == "DENIES":
                seen.add((self._who(relation.a), self._who(relation.b)))
        for denier, denied in sorted(seen):
            line = Text.assemble("denial in so many words: ", (denier, "bold"), " against ", (denied, "bold"))
            yield Padding(_marked(marks.DENIES, line), (0, 0, 0, 2))

    def reports(self) -> Table:
        table = Table.grid(padding=(0, 2), expand=False)
        for report, reading in zip(self.dossier.reports, self.dossier.readings, strict=True):
            note = Text(marks.count(len(reading.claims), "claim"))
            if report.copy_of in self.by_report:
                note.append(f", copy of {_name(self.by_report[report.copy_of])}", style="yellow")
            for warning in report.warnings + reading.warnings:
                note.append(f"\n! {marks.plain(warning)}", style="yellow")
            outlet = marks.plain(report.outlet or "unknown outlet")
            table.add_row(marks.day(report.published), outlet, Text(_name(report), style="dim"), note)
        return table

    def legend(self, *, everything: bool) -> Text:
        alone = sum(question.status == "single" for question in self.dossier.conclusions.questions)
        text = f"{marks.SAYS} says so   {marks.DENIES} says not so   {marks.REPLACED} withdrawn"
        text += "   ~ about   ≥ at least   ≤ up to"
        if alone and not everything:
            text += f"\n{marks.count(alone, 'point')} from one origin, and all claims: --all"
        return Text(text, style="dim")

    def _who(self, id: str) -> str:
        claim = self.by_claim[id]
        return marks.source(claim, self.by_report[claim.report].outlet)

    def _when(self, claim: Claim) -> tuple[str, str, int]:
        """Undated reports last."""
        report = self.by_report[claim.report]
        return (report.published or "9999", report.path or report.id, claim.content.start)


def _mark(question: Question, behind: Sequence[Claim]) -> str:
    stance = marks.stance(behind) if behind else marks.MIXED
    return marks.NUMBER if question.kind == "figure" and stance != marks.DENIES else stance


def _origins(position: Position) -> Text:
    names = [marks.plain(name) for name in position.origins[:MOST_ORIGINS]]
    if len(position.origins) > MOST_ORIGINS:
        names.append(f"and {len(position.origins) - MOST_ORIGINS} more")
    return Text.assemble(
        (marks.count(len(position.origins), "origin"), "cyan"), (": " if names else ""), ", ".join(names)
    )


def _section(console: Console, status: str, number: int) -> None:
    title, meaning, style = HEADINGS.get(status, (status.upper(), "", "bold"))
    text = Text.assemble((f"{title} {number}", style), (f"  {meaning}" if meaning else "", "dim"))
    console.print()
    console.print(Rule(text, align="left", style="dim"))


def _heading(report: Report) -> Text:
    parts = (marks.day(report.published), marks.plain(report.outlet or "unknown outlet"), _name(report))
    return Text("  ".join(parts), style="bold")


def _name(report: Report) -> str:
    return marks.plain(report.path or report.uri or report.id)


def _marked(mark: str, body: Text) -> Table:
    """The mark in a column of its own, so that it is found by running down the page."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    table.add_row(marks.sign(mark), body)
    return table
