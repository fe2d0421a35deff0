"""Why: a claim or a question with everything that bears on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.errors import NotFound
from rashomon.model import Claim, Dossier, EventMention, Question, Reason, Relation, Report, Span


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with the report it stands in."""

    claim: Claim
    report: Report
    passage: Span
    """The sentence or sentences that hold the claim's content, cue and sources."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A claim or a question, the claims and questions it is compared with, and how they stand to one another."""

    voice: Voice | None
    """The claim that is explained; None when it is a question."""
    questions: tuple[Question, ...]
    """The questions that the claim helps to answer; or the one that is explained."""
    relations: tuple[Relation, ...]
    """Of the claim to others; or all those within the question."""
    others: tuple[Voice, ...]
    """The other claims in these relations."""
    undecided: tuple[Reason, ...] = ()
    """Links to the incident that were kept open: the words of a claim, and the place and days of the other incident
    that it fits as well."""
    inside: tuple[EventMention, ...] = ()
    """What stands in the claim's words and is meant otherwise than it: planned, denied, perhaps."""


def explain(dossier: Dossier, id: str) -> Explanation:
    """Everything behind the claim or the question with that id. Raises NotFound."""
    claims = {claim.id: claim for claim in dossier.claims()}
    asked = [question for question in dossier.conclusions.questions if question.id == id]
    if id in claims:
        questions = [q for q in dossier.conclusions.questions if any(id in p.claims for p in q.positions)]
        relations = [r for r in dossier.conclusions.relations if id in (r.a, r.b)]
    elif asked:
        questions = asked
        relations = [r for r in dossier.conclusions.relations if r.question == id]
    else:
        raise NotFound(f"no claim or question {id!r} in this dossier", where=dossier.name)
    named = {end for relation in relations for end in (relation.a, relation.b)} - {id}
    if asked:
        named |= {claim for question in asked for position in question.positions for claim in position.claims}
    reports = {report.id: report for report in dossier.reports}
    bearing = [claims[i] for i in ({id} if id in claims else named) if i in claims]
    return Explanation(
        voice=_voice(claims[id], reports) if id in claims else None,
        questions=tuple(questions),
        relations=tuple(relations),
        others=tuple(_voice(claim, reports) for claim in claims.values() if claim.id in named),
        undecided=_undecided(dossier, bearing),
        inside=tuple(one for r in dossier.readings for one in r.mentions.events if one.inside == id),
    )


def _undecided(dossier: Dossier, claims: Sequence[Claim]) -> tuple[Reason, ...]:
    """The reasons that keep the links of these claims open, each once."""
    ids, said = {claim.id for claim in claims}, {claim.content.text for claim in claims}
    mine = (incident for incident in dossier.conclusions.incidents if ids & set(incident.claims))
    found = (reason for incident in mine for reason in incident.evidence)
    return tuple(dict.fromkeys(r for r in found if r.words in said and r.rule.startswith("undecided")))


def _voice(claim: Claim, reports: dict[str, Report]) -> Voice:
    report = reports[claim.report]
    spans = [claim.content, *claim.parts, *([claim.cue] if claim.cue else [])]
    # A source's mention may be far away, where the name behind "he" stands; then it is not part of the passage.
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Voice(claim=claim, report=report, passage=_sentences(report, start, end))


def _sentences(report: Report, start: int, end: int) -> Span:
    """`[start, end)` widened to sentence ends or line breaks: good enough to be read, no parse needed."""
    text = report.text
    before = [found.end() for found in re.finditer(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n", text[:start])]
    after = re.compile(r"[.!?][\"'”’)]*(?=\s|$)|(?=\n)").search(text, max(end - 1, 0))
    first = before[-1] if before else 0
    last = max(after.end() if after else len(text), end)
    return report.span(first, last)
