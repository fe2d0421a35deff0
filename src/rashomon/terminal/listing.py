"""Lists of dossiers and of claims."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.archive.queries import ClaimLine, DossierLine
from rashomon.terminal import marks, overview


def dossiers(console: Console, lines: Sequence[DossierLine]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("dossier", overflow="fold")
    for heading in ("reports", "copies", "claims", "contested", "revised"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for line in lines:
        counts = (line.reports, line.copies, line.claims, line.contested, line.revised)
        note = "not yet concluded" if line.stale else ""
        table.add_row(Text(marks.plain(line.name), style="bold"), *(f"{n:,}" for n in counts), Text(note, "yellow"))
    console.print(table if lines else Text("no dossiers yet: rashomon add FOLDER", style="dim"))


def claims(console: Console, lines: Sequence[ClaimLine]) -> None:
    """Under a heading for each report."""
    report = None
    for line in lines:
        if line.claim.report != report:
            report = line.claim.report
            where = f"{marks.day(line.published)}  {marks.plain(line.outlet or 'unknown outlet')}"
            console.print(Text(where, style="bold").append(f"  {marks.plain(line.title or '')}", style="dim"))
        console.print(overview.claim_line(line.claim, line.outlet))
    console.print(Text(marks.count(len(lines), "claim"), style="dim"))
