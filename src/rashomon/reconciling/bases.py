"""What an incident is concluded from, as one fingerprint: the same fingerprint, the same conclusions.

Everything that the questions of a happening depend on goes into it, so that conclusions drawn earlier can be kept as
they are for happenings that no new report bears on, and a dossier is never concluded otherwise for having grown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from rashomon import __version__
from rashomon.model import Claim, Conclusions, Incident, Question, Relation
from rashomon.reconciling.happening import Happening

LEXICONS = ("reconciling.toml", "nations.csv")
"""What reconciling reads beside its input."""
FIELDS = tuple(name for name in Claim.__struct_fields__ if name != "evidence")
"""What it reads of a claim: not why the claim was read so, which is where a decision leaves its number."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """What one happening amounts to."""

    basis: str
    incident: Incident
    questions: tuple[Question, ...]
    relations: tuple[Relation, ...]


def basis(happening: Happening) -> str:
    """Fingerprint (SHA-256, hex) of a happening: its statements with origin and order, why they were linked, what a
    person moved in it, and the rules that it would be concluded by."""
    digest = hashlib.sha256(_rules())
    for part in _parts(happening):
        digest.update(msgspec.json.encode(part))
        digest.update(b"\n")
    return digest.hexdigest()


def _parts(happening: Happening) -> Iterator[object]:
    yield happening.place, happening.window, happening.reasons
    for s in happening.statements:
        yield (
            [getattr(s.claim, name) for name in FIELDS],
            s.origin,
            s.order,
            s.original,
            s.outlet,
            s.echo_of,
            s.window,
            s.precision,
            s.dated,
        )
    if happening.moves:
        ids = {s.id for s in happening.statements}
        yield [move for move in happening.moves.items() if ids.issuperset(move)]


def known(before: Conclusions | None) -> Mapping[str, Concluded]:
    """Earlier conclusions by their fingerprint; without those that a person has changed since."""
    if before is None or not before.bases:
        return {}
    questions: dict[str | None, list[Question]] = {}
    for question in before.questions:
        questions.setdefault(question.incident, []).append(question)
    relations: dict[str, list[Relation]] = {}
    for relation in before.relations:
        relations.setdefault(relation.question, []).append(relation)
    found: dict[str, Concluded] = {}
    for incident, mark in zip(before.incidents, before.bases, strict=True):
        asked = questions.get(incident.id, [])
        about = tuple(relation for question in asked for relation in relations.get(question.id, ()))
        if mark:
            found[mark] = Concluded(mark, incident, tuple(asked), about)
    return found


@cache
def _rules() -> bytes:
    """This Rashomon: its version, its code of reconciling and the lexicons that it reads, which anybody may edit."""
    digest = hashlib.sha256(__version__.encode())
    code = sorted(_files(resources.files("rashomon.reconciling"), ".py"))
    words = (resources.files("rashomon.lexicon").joinpath(name).read_bytes() for name in LEXICONS)
    for text in (*code, *words):
        digest.update(hashlib.sha256(text).digest())
    return digest.digest()


def _files(folder: Traversable, ending: str) -> Iterator[bytes]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, ending)
        elif entry.name.endswith(ending):
            yield entry.read_bytes()
