"""A batch of reports read so that none can make another fail."""

from __future__ import annotations

from rashomon.errors import RashomonError
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import claims, gazetteer


def read(reports: list[Report]) -> list[Reading]:
    """One reading a report, in order; a report on which reading fails gets an empty one with a warning.

    Raises SetupError when the language model or the gazetteer is missing.
    """
    try:
        return list(claims.read(reports, gazetteer.standard()))
    except RashomonError:
        raise
    except Exception as error:  # whatever it is, it must stay with the one report
        if len(reports) > 1:
            return [reading for report in reports for reading in read([report])]
        return [_empty(reports[0], error)]


def _empty(report: Report, error: Exception) -> Reading:
    said = " ".join(f"{type(error).__name__}: {error}".split())
    why = f"reading it failed ({said}), so it has no claims: please report this"
    return Reading(report=report.id, mentions=Mentions(), claims=(), warnings=(why,))
