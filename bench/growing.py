"""What one more report costs a dossier of 10,000 that is in an archive, against drawing all conclusions anew.

    python bench/growing.py [--reports 10000]

Generated as in bench/growth.py. Prints the seconds of each step, and exit status 1 when the grown dossier is concluded
otherwise than from nothing, or when the report had more than the incidents that it bears on concluded anew.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeVar

import msgspec
from growth import CLAIMS, REPORTS, SYLLABLES, generate
from rich.console import Console
from rich.table import Table

from rashomon import pipeline
from rashomon.archive import Archive, open_archive, queries, writing
from rashomon.ingest import copies
from rashomon.model import Claim, Conclusions, Mentions, Reading, Report
from rashomon.reconciling import conclude, linking, reconcile, statements

T = TypeVar("T")
Times = dict[str, float]
DOSSIER = "large"
TOLD = 1
"""Incidents that the added report bears on."""


def main() -> int:
    arguments = _arguments()
    texts = [_told(report, of) for report, of in _by_report(*generate(arguments.reports // REPORTS * CLAIMS))]
    times: Times = {}
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a.rashomon", create=True) as archive:
        *known, (last, its) = texts
        _keep(archive, known)
        first = _timed(times, "concluding the whole, from reports in the archive", lambda: _conclude(archive))
        _keep(archive, [(last, its)])
        grown = _timed(times, "concluding after one more report", lambda: _conclude(archive))
        _steps(archive, times, first)
        dossier = queries.snapshot(archive, DOSSIER).dossier
        same = grown == conclude(dossier)
    anew = len(set(grown.bases) - set(first.bases))
    made = f"{sum(len(of) for _, of in texts):,} claims, {len(grown.incidents):,} incidents"
    table = Table(title=f"a dossier of {len(known):,} reports, {made}")
    table.add_column("step")
    table.add_column("seconds", justify="right")
    for step, seconds in times.items():
        table.add_row(step, f"{seconds:.2f}")
    console = Console(width=100)
    console.print(table)
    console.print(f"incidents concluded anew: {anew}; the same as from nothing: {'yes' if same else 'NO'}")
    return 0 if same and anew <= TOLD else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times adding one report to a large dossier.")
    parser.add_argument("--reports", type=int, default=10000)
    return parser.parse_args()


def _by_report(reports: list[Report], claims: list[Claim]) -> list[tuple[Report, list[Claim]]]:
    of: dict[str, list[Claim]] = {report.id: [] for report in reports}
    for claim in claims:
        of[claim.report].append(claim)
    return [(report, of[report.id]) for report in reports]


def _told(report: Report, claims: list[Claim]) -> tuple[Report, list[Claim]]:
    """The report with a text in which its claims stand, and words of its own around them."""
    chance = Random(report.id)
    text = ""
    for claim in sorted(claims, key=lambda c: c.content.start):
        while len(text) < claim.content.start:
            text += "".join(chance.choice(SYLLABLES) for _ in range(3)) + " "
        text = f"{text[: claim.content.start]}{claim.content.text}. "
    return msgspec.structs.replace(report, text=text, copy_of=None), claims


def _keep(archive: Archive, read: list[tuple[Report, list[Claim]]]) -> None:
    for report, claims in read:
        reading = Reading(report=report.id, mentions=Mentions(), claims=tuple(claims))
        writing.add(archive, DOSSIER, report, reading, model="generated")


def _conclude(archive: Archive) -> Conclusions:
    return pipeline.conclude(archive, DOSSIER).conclusions


def _steps(archive: Archive, times: Times, before: Conclusions) -> None:
    """The steps of the second, one at a time."""
    dossier = _timed(
        times, "  of it: loading all reports, claims and conclusions", lambda: queries.snapshot(archive, DOSSIER)
    ).dossier
    claims = dossier.claims()
    _timed(times, "  finding copies", lambda: copies.find(dossier.reports))
    stated = _timed(times, "  statements of all claims", lambda: statements.state(dossier.reports, claims))
    _timed(times, "  linking all statements", lambda: linking.link(stated))
    again = "  reconciling, with these two, what bears on no new report kept"
    _timed(times, again, lambda: reconcile(dossier.reports, claims, None, before))
    _timed(times, "  reconciling the whole", lambda: reconcile(dossier.reports, claims))


def _timed(times: Times, step: str, do: Callable[[], T]) -> T:
    start = time.process_time()
    found = do()
    times[step] = time.process_time() - start
    return found


if __name__ == "__main__":
    sys.exit(main())
