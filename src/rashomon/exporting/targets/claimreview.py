"""claimreview: schema.org ClaimReview of what a person has rated, and of nothing else.

Rashomon never rates. A grade counts as a person's rating when it was confirmed or changed in review: then the
assessment's `decided` leads to the decision that says who did so, when and why. See docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from rashomon.exporting.record import DecisionRecord, Record, ReportRecord
from rashomon.exporting.summaries import Summary, answers, summarise
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Assessment, Claim

Words = Literal["https://schema.org"]


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    """A person or an organisation."""

    type: Literal["Person", "Organization"] = msgspec.field(name="@type")
    name: str


class Work(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report in which the claim appears; without an address it is known by its digest."""

    type: str = msgspec.field(name="@type")
    identifier: str
    headline: str | None = None
    url: str | None = None
    date_published: str | None = msgspec.field(name="datePublished", default=None)
    publisher: Agent | None = None


class Reviewed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was claimed, by whom, where it appeared first and where else."""

    type: str = msgspec.field(name="@type")
    name: str
    author: tuple[Agent, ...] = ()
    date_published: str | None = msgspec.field(name="datePublished", default=None)
    first_appearance: Work = msgspec.field(name="firstAppearance")
    appearance: tuple[Work, ...] = ()


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """The grade in the words of its policy; policies have no scale, so there is no number."""

    type: str = msgspec.field(name="@type")
    alternate_name: str = msgspec.field(name="alternateName")
    rating_explanation: str = msgspec.field(name="ratingExplanation")


class ClaimReview(msgspec.Struct, frozen=True, kw_only=True):
    """One rating of one incident."""

    context: Words = msgspec.field(name="@context")
    type: str = msgspec.field(name="@type")
    id: str = msgspec.field(name="@id")
    claim_reviewed: str = msgspec.field(name="claimReviewed")
    item_reviewed: Reviewed = msgspec.field(name="itemReviewed")
    review_rating: Rating = msgspec.field(name="reviewRating")
    author: Agent
    date_published: str = msgspec.field(name="datePublished")


def write(record: Record, options: Options) -> Iterator[Part]:
    """A JSON array with a ClaimReview for each grade that a person has confirmed; without one, no part at all."""
    decisions = {decision.number: decision for decision in record.decisions if decision.holds}
    made = [
        _review(summary, assessment, decisions[assessment.decided])
        for summary in summarise(record, policy=options.policy)
        for assessment in summary.incident.assessments
        if assessment.decided in decisions and assessment.grade and summary.reports
    ]
    if made:
        yield Part(name="claimreview.json", data=msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")


def _review(summary: Summary, assessment: Assessment, decision: DecisionRecord) -> ClaimReview:
    told = f"{summary.incident.title}: {answers(summary.dead)}" if summary.dead else summary.incident.title
    works = tuple(_work(report) for report in summary.reports)
    return ClaimReview(
        context="https://schema.org",
        type="ClaimReview",
        id=f"urn:rashomon:incident:{summary.incident.id}:{assessment.policy}",
        claim_reviewed=told,
        item_reviewed=Reviewed(
            type="Claim",
            name=told,
            author=tuple(_authors(summary.claims)),
            date_published=works[0].date_published,
            first_appearance=works[0],
            appearance=works,
        ),
        review_rating=Rating(
            type="Rating",
            alternate_name=assessment.grade or "",
            rating_explanation=f"{decision.why} Policy {assessment.policy}, version {assessment.version}.".strip(),
        ),
        author=Agent(type="Person", name=decision.by),
        date_published=decision.at[:10],
    )


def _authors(claims: tuple[Claim, ...]) -> Iterator[Agent]:
    """Who really says so, each once, by name; unnamed sources are nobody who could be written to."""
    inner = {claim.sources[-1] for claim in claims if claim.sources and claim.sources[-1].named}
    known = {source.name: source.kind for source in inner}
    for name in sorted(known):
        yield Agent(type="Person" if known[name] == "person" else "Organization", name=name)


def _work(report: ReportRecord) -> Work:
    return Work(
        type="NewsArticle",
        identifier=f"urn:sha256:{report.sha256}",
        headline=report.title,
        url=report.uri if report.uri and report.uri.startswith(("http://", "https://")) else None,
        date_published=report.published,
        publisher=Agent(type="Organization", name=report.outlet) if report.outlet else None,
    )


TARGET = Target(
    name="claimreview",
    version="schema.org / 1",
    media="application/ld+json",
    what="schema.org ClaimReview of grades that a person has confirmed; nothing without",
    loses="everything that no person has rated",
    policy=None,
    write=write,
)
