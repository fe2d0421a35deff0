"""What was concluded from a dossier, as rows: what is concluded from the same as before stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from rashomon.archive import tables as t
from rashomon.archive.rows import Row, fields, insert_all, numbered
from rashomon.model import Conclusions, Question, Relation

AT_ONCE = 500
"""Ids in one statement; SQLite of old took no more than 999."""
OF_QUESTIONS = (t.relations, t.voices, t.answers, t.positions)


def replace(connection: Connection, dossier: str, conclusions: Conclusions) -> None:
    """Makes the dossier's conclusions these, writing only what differs from those that are there."""
    kept = _unchanged(connection, dossier, conclusions)
    _forget(connection, dossier, kept)
    bases = conclusions.bases or ("",) * len(conclusions.incidents)
    incidents = numbered(conclusions.incidents, dossier=dossier)
    marked = [{**row, "basis": basis} for row, basis in zip(incidents, bases, strict=True)]
    asked = [(n, question) for n, question in enumerate(conclusions.questions) if question.incident not in kept]
    questions = [question for _, question in asked]
    insert_all(connection, t.incidents, [row for row in marked if row["id"] not in kept])
    insert_all(connection, t.questions, [_question(dossier, n, question) for n, question in asked])
    insert_all(connection, t.positions, _positions(dossier, questions))
    insert_all(connection, t.answers, _answers(dossier, questions))
    insert_all(connection, t.voices, _voices(dossier, questions))
    insert_all(connection, t.relations, _relations(dossier, questions, conclusions.relations))
    _order(connection, t.incidents, dossier, [incident.id for incident in conclusions.incidents])
    _order(connection, t.questions, dossier, [question.id for question in conclusions.questions])


def _unchanged(connection: Connection, dossier: str, conclusions: Conclusions) -> set[str | None]:
    """Ids of incidents that are there, concluded from exactly the same."""
    query = select(t.incidents.c.id, t.incidents.c.basis).where(t.incidents.c.dossier == dossier)
    held = {row.id: row.basis for row in connection.execute(query)}
    now = zip(conclusions.incidents, conclusions.bases, strict=bool(conclusions.bases))
    return {incident.id for incident, basis in now if basis and held.get(incident.id) == basis}


def _forget(connection: Connection, dossier: str, kept: Collection[str | None]) -> None:
    """Deletes all conclusions but those of the incidents that are kept."""
    if not kept:
        for table in (*OF_QUESTIONS, t.questions, t.incidents):
            connection.execute(delete(table).where(table.c.dossier == dossier))
        return
    query = select(t.questions.c.id, t.questions.c.incident).where(t.questions.c.dossier == dossier)
    questions = [row.id for row in connection.execute(query) if row.incident not in kept]
    incidents = connection.scalars(select(t.incidents.c.id).where(t.incidents.c.dossier == dossier)).all()
    gone = [id for id in incidents if id not in kept]
    for table in OF_QUESTIONS:
        _delete(connection, table, "question", dossier, questions)
    _delete(connection, t.questions, "id", dossier, questions)
    _delete(connection, t.incidents, "id", dossier, gone)


def _delete(connection: Connection, table: Table, column: str, dossier: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        chosen = table.c[column].in_(ids[start : start + AT_ONCE])
        connection.execute(delete(table).where(table.c.dossier == dossier, chosen))


def _order(connection: Connection, table: Table, dossier: str, ids: Sequence[str]) -> None:
    """Numbers the rows anew where others have come or gone between them."""
    query = select(table.c.id, table.c.ordinal).where(table.c.dossier == dossier)
    held = {row.id: row.ordinal for row in connection.execute(query)}
    moved = [{"row": id, "now": place} for place, id in enumerate(ids) if held[id] != place]
    if moved:
        mine = (table.c.dossier == dossier) & (table.c.id == bindparam("row"))
        connection.execute(update(table).where(mine).values(ordinal=bindparam("now")), moved)


def _question(dossier: str, ordinal: int, question: Question) -> Row:
    voices = len({o for position in question.positions for o in position.origins})
    return {**fields(question), "ordinal": ordinal, "dossier": dossier, "voices": voices}


def _positions(dossier: str, questions: Iterable[Question]) -> list[Row]:
    return [
        {**row, "dossier": dossier, "question": question.id}
        for question in questions
        for row in numbered(question.positions)
    ]


def _answers(dossier: str, questions: Iterable[Question]) -> list[Row]:
    return [
        {"dossier": dossier, "question": question.id, "position": number, "claim": claim}
        for question in questions
        for number, position in enumerate(question.positions)
        for claim in dict.fromkeys(position.claims)
    ]


def _voices(dossier: str, questions: Iterable[Question]) -> list[Row]:
    return [
        {"dossier": dossier, "question": question.id, "position": number, "origin": origin}
        for question in questions
        for number, position in enumerate(question.positions)
        for origin in dict.fromkeys(position.origins)
    ]


def _relations(dossier: str, questions: Iterable[Question], relations: Iterable[Relation]) -> list[Row]:
    """The relations of the questions, numbered within each."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        found[relation.question].append(relation)
    return [row for question in questions for row in numbered(found.get(question.id, ()), dossier=dossier)]
