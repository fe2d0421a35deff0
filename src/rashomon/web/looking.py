"""What one request sees of a dossier: one state of the archive, and no more than the person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection

from rashomon.archive import browsing
from rashomon.archive.browsing import Head, Page, ReportLine
from rashomon.model import Claim, Incident, Mentions, Question, Relation, Report
from rashomon.web import quoting
from rashomon.web.desk import Desk, Person
from rashomon.web.links import OnDesk
from rashomon.web.quoting import Point, Quote


class Look:
    """A dossier through the eyes of a person. Pages take everything from here, so that nothing is shown unveiled."""

    def __init__(self, desk: Desk, connection: Connection, head: Head, person: Person) -> None:
        self.desk = desk
        self.connection = connection
        self.head = head
        self.person = person
        self.to = OnDesk(head.name)

    @property
    def name(self) -> str:
        return self.head.name

    def questions(
        self, *, status: str | None = None, ids: Collection[str] | None = None, page: Page | None = None
    ) -> tuple[Question, ...]:
        """Contested first; of one status those on which most origins speak."""
        return browsing.questions(self.connection, self.name, status=status, ids=ids, page=page)

    def incidents(self, *, ids: Collection[str] | None = None, page: Page | None = None) -> tuple[Incident, ...]:
        return browsing.incidents(self.connection, self.name, ids=ids, page=page)

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        return browsing.claims(self.connection, ids)

    def claims_of(self, report: str) -> tuple[Claim, ...]:
        return browsing.claims_of(self.connection, report)

    def report(self, id: str) -> tuple[Report, Mentions, tuple[str, ...]]:
        """Raises NotFound."""
        return browsing.report(self.connection, self.name, id)

    def report_lines(self, *, ids: Collection[str] | None = None, page: Page | None = None) -> tuple[ReportLine, ...]:
        return browsing.report_lines(self.connection, self.name, ids=ids, page=page)

    def relations(self, question: str) -> tuple[Relation, ...]:
        return browsing.relations(self.connection, self.name, question)

    def points(self, questions: Iterable[Question]) -> list[Point]:
        """The questions with their quotes, in their order."""
        questions = tuple(questions)
        cited = {c for question in questions for position in question.positions for c in position.claims}
        claims = self.claims(sorted(cited))
        reports = {line.id: line for line in self.report_lines(ids={claim.report for claim in claims.values()})}
        wanted = {q.incident for q in questions if q.incident}
        titles = browsing.titles(self.connection, self.name, wanted)
        return quoting.points(questions, titles, claims, reports)

    def quotes(self, claims: Mapping[str, Claim]) -> dict[str, Quote]:
        """The claims as they are quoted, with the questions that they answer."""
        answered = browsing.answering(self.connection, self.name, claims)
        reports = {line.id: line for line in self.report_lines(ids={claim.report for claim in claims.values()})}
        return {id: quoting.quote(claim, reports[claim.report], answered.get(id, ())) for id, claim in claims.items()}
