"""The notes of an event: in whose words, how many dead by whom, who is held responsible, on how many reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.exporting.record import ReportRecord
from rashomon.exporting.summaries import Summary, answers, standing
from rashomon.model import Claim

LONGEST_QUOTE = 300
"""Characters of the quote in a note: a sentence of news has about 140."""
MOST_NAMES = 4
"""Names that a note lists before it only counts them."""
SHORTEST_TELLING = 40
"""Characters of a quote that tells something on its own: "The US-led coalition said" does not."""


def notes(summary: Summary) -> str:
    """A few sentences, the most important first."""
    return " ".join(_sentences(summary))


def source_line(report: ReportRecord) -> str:
    """Outlet, day and headline of a report, as far as they are known."""
    return ",".join(part for part in (report.outlet, (report.published or "")[:10], report.title) if part)


def said_by(claim: Claim, outlet: str | None) -> str:
    """The chain of sources, outermost first: "Northgate, citing BBC, citing a driver"."""
    chain = [outlet or "an unnamed outlet", *(source.name for source in claim.sources)]
    return ", citing ".join(dict.fromkeys(chain))


def _sentences(summary: Summary) -> Iterator[str]:
    lead = _lead(summary)
    yield f"{summary.incident.title}."
    if lead:
        report = next(report for report in summary.reports if report.id == lead.report)
        quote = lead.content.text.strip()
        shown = quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " ..."
        yield f'"{_within_quotes(shown)}" ({said_by(lead, report.outlet)}).'
    if summary.dead:
        differ = "Sources differ on the number killed" if len(standing(summary.dead)) > 1 else "Killed"
        yield f"{differ}: {answers(summary.dead)}."
    else:
        yield "No number of deaths reported."
    if summary.dead and not summary.assessment:
        yield "The grading policy takes no number from that."
    elif summary.assessment:
        yield f"By the policy {summary.assessment.policy} {summary.assessment.version}: {_range(summary)}."
    if summary.injured:
        yield f"Injured: {answers(summary.injured)}."
    if summary.named:
        yield f"Named as acting: {'; '.join(f'{name} (by {_some(by)})' for name, by in summary.named)}."
    if summary.responsibility_contested:
        yield f"Responsibility is contested; named: {', '.join(summary.accused) or 'nobody that is known'}."
    copies = len(summary.reports) - len(summary.originals)
    syndicated = f", {copies} of them syndicated" if copies else ""
    yield f"{_many(len(summary.reports), 'report')}{syndicated}; {_many(len(summary.origins), 'independent origin')}."


def _lead(summary: Summary) -> Claim | None:
    """The claim that tells most of the incident itself: of its type, day and place, affirmed, sure, with a figure."""
    order = {report.id: number for number, report in enumerate(summary.reports)}
    told = [claim for claim in summary.claims if claim.event.type == summary.type and claim.polarity == "positive"]

    dead = {id for position in (summary.dead.positions if summary.dead else ()) for id in position.claims}

    def rank(claim: Claim) -> tuple[bool | int | str, ...]:
        place = claim.event.place
        return (
            len(claim.content.text) < SHORTEST_TELLING,
            claim.certainty != "certain" or claim.status != "actual",
            not _of_the_day(claim, summary),
            claim.id not in dead,
            not any(figure.outcome != "none" for figure in claim.figures),
            place is None or summary.place is None or place.name != summary.place.name,
            place is None or not claim.content.start <= place.mention.start < claim.content.end,
            not claim.event.actors,
            order[claim.report],
            claim.content.start,
            claim.id,
        )

    return min(told, key=rank, default=None)


def _of_the_day(claim: Claim, summary: Summary) -> bool:
    """Whether the claim's time lies within the incident's: "since the end of May" tells of more than that."""
    time = claim.event.time
    if time is None or time.start is None or time.end is None or summary.start is None or summary.end is None:
        return False
    return summary.start.isoformat() <= time.start and time.end <= summary.end.isoformat()


def _range(summary: Summary) -> str:
    found = summary.assessment
    if found is None:
        return ""
    ends = [("low", found.low), ("best", found.best), ("high", found.high)]
    numbers = ", ".join(f"{name} {value:g}" for name, value in ends if value is not None)
    return f"{found.grade}, {numbers}" if found.grade else numbers


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _within_quotes(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("“", "‘").replace("”", "’").split())


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
