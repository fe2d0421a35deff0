"""What one request sees of a dossier: one state of the archive, and no more than the person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from rashomon.archive import browsing, completing, decisions, surveying
from rashomon.archive.browsing import Head, Page, ReportLine
from rashomon.archive.surveying import Happening, Spot, Voice
from rashomon.model import Claim, Incident, Mentions, Question, Relation, Report
from rashomon.web import quoting
from rashomon.web.desk import Desk, Person
from rashomon.web.links import OnDesk
from rashomon.web.quoting import Point, Quote
from rashomon.web.veiling import Veiled

T = TypeVar("T")


class Look:
    """A dossier through the eyes of a person. Pages take everything from here, so that nothing is shown unveiled."""

    def __init__(self, desk: Desk, connection: Connection, head: Head, person: Person) -> None:
        self.desk = desk
        self.connection = connection
        self.head = head
        self.person = person
        self.to = OnDesk(head.name)
        self._veil = Veiled(connection, head, str(desk.archive)) if desk.hides_from(person) else None

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def withheld(self) -> int:
        """How many private persons' names are not shown."""
        return len(self._veil.veil.names) if self._veil else 0

    def questions(
        self, *, status: str | None = None, ids: Collection[str] | None = None, page: Page | None = None
    ) -> tuple[Question, ...]:
        """Contested first; of one status those on which most origins speak."""
        return self._shown(browsing.questions(self.connection, self.name, status=status, ids=ids, page=page))

    def incidents(self, *, ids: Collection[str] | None = None, page: Page | None = None) -> tuple[Incident, ...]:
        return self._shown(browsing.incidents(self.connection, self.name, ids=ids, page=page))

    def ranked(self, page: Page, statuses: Sequence[str] = browsing.STATUSES) -> tuple[Question, ...]:
        """One page of the questions of these statuses, one status after the other."""
        found: list[Question] = []
        offset, wanted = page.offset, page.limit
        for status in statuses:
            total = self.head.questions.get(status, 0)
            if offset < total and wanted > 0:
                found += self.questions(status=status, page=Page(offset=offset, limit=wanted))
            wanted = page.limit - len(found)
            offset = max(0, offset - total)
        return tuple(found)

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """As reviewed: corrected and added ones as they stand, rejected ones left out."""
        read = completing.laid_over(self.connection, self.name, browsing.claims(self.connection, ids))
        found = decisions.overlaid(self.connection, self.name, read, ids)
        return self._veil.claims(found) if self._veil else found

    def claims_of(self, report: str) -> tuple[Claim, ...]:
        """The claims of a report as reviewed, in its order."""
        marks = decisions.marks(self.connection, self.name, report=report)
        read = [claim for claim in browsing.claims_of(self.connection, report) if claim.id not in marks]
        kept = [mark.claim for mark in marks.values() if mark.state != "rejected"]
        found = {claim.id: claim for claim in (*read, *kept)}
        shown = self._veil.claims(found) if self._veil else found
        return tuple(sorted(shown.values(), key=lambda claim: (claim.content.start, claim.content.end, claim.id)))

    def happenings(self, page: Page, *, place: str | None = None) -> tuple[Happening, ...]:
        """Incidents, those with the most contested questions first."""
        return self._shown(surveying.happenings(self.connection, self.name, page, place=place))

    def spots(self) -> tuple[Spot, ...]:
        return self.desk.remembered.get("spots", self.head, lambda: surveying.spots(self.connection, self.name))

    def voices(self, page: Page | None = None) -> tuple[Voice, ...]:
        found = self.desk.remembered.get("voices", self.head, lambda: surveying.voices(self.connection, self.name))
        return self._shown(found if page is None else found[page.offset :][: page.limit])

    def voiced(self, origin: str, page: Page | None = None) -> tuple[str, ...]:
        name = self._veil.veil.hidden(origin) if self._veil else origin
        return surveying.voiced(self.connection, self.name, name, page)

    def report(self, id: str) -> tuple[Report, Mentions, tuple[str, ...]]:
        """Raises NotFound."""
        report, mentions, warnings = browsing.report(self.connection, self.name, id)
        if self._veil:
            text = self._veil.text(id)
            title = self.prose(report.title) if report.title else None
            report = msgspec.structs.replace(report, text=text, title=title)
            mentions = self._veil.veil.value(mentions, text)
        return report, mentions, warnings

    def report_lines(self, *, ids: Collection[str] | None = None, page: Page | None = None) -> tuple[ReportLine, ...]:
        return self._shown(browsing.report_lines(self.connection, self.name, ids=ids, page=page))

    def relations(self, questions: Collection[str]) -> tuple[Relation, ...]:
        return self._shown(browsing.relations(self.connection, self.name, questions))

    def points(self, questions: Iterable[Question]) -> list[Point]:
        """The questions with their quotes, in their order."""
        questions = tuple(questions)
        cited = {c for question in questions for position in question.positions for c in position.claims}
        claims = self.claims(sorted(cited))
        reports = {line.id: line for line in self.report_lines(ids={claim.report for claim in claims.values()})}
        wanted = {q.incident for q in questions if q.incident}
        titles = {incident.id: incident.title for incident in self.incidents(ids=wanted)}
        opposed = self.relations([question.id for question in questions if question.status == "contested"])
        return quoting.points(questions, titles, claims, reports, opposed)

    def quotes(self, claims: Mapping[str, Claim]) -> dict[str, Quote]:
        """The claims as they are quoted, with the questions that they answer."""
        answered = browsing.answering(self.connection, self.name, claims)
        reports = {line.id: line for line in self.report_lines(ids={claim.report for claim in claims.values()})}
        return {id: quoting.quote(claim, reports[claim.report], answered.get(id, ())) for id, claim in claims.items()}

    def hit(self, claim: Claim) -> Claim:
        """A claim that a search found."""
        return self._veil.claims({claim.id: claim})[claim.id] if self._veil else claim

    def hides(self, words: str) -> bool:
        """Whether to look for these words is to look for a person whose name is withheld."""
        return self._veil is not None and self._veil.veil.hides(words)

    def prose(self, text: str) -> str:
        return self._veil.veil.prose(text) if self._veil else text

    def _shown(self, value: T) -> T:
        return self._veil.value(value) if self._veil else value
