"""prov: who concluded what from what, as PROV-JSON.

W3C PROV-DM and the PROV-JSON member submission (2013). Reports, claims, questions, incidents and assessments are
entities; outlets, sources, Rashomon and the people who decide are agents; reading, reconciling and grading are
activities. See docs/mappings.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import count

import msgspec

from rashomon.exporting.record import DecisionRecord, Record
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Assessment, Claim, Incident

Attributes = dict[str, str]
"""PROV attributes by their qualified names, which no Struct can have and of which each kind has others."""
NAMESPACE = "urn:rashomon:"
READING, RECONCILING, SOFTWARE = "r:reading", "r:reconciling", "r:software"


class Document:
    """A PROV-JSON document as it grows: what there is by kind and id, and relations by kind and number."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Attributes]] = {}
        self._numbers = count(1)

    def there_is(self, kind: str, id_: str, type_: str, **attributes: str | None) -> str:
        """An entity, activity or agent; returns its id."""
        given = {f"{'prov' if name == 'label' else 'r'}:{name}": value for name, value in attributes.items() if value}
        self.kinds.setdefault(kind, {})[id_] = {"prov:type": type_, **given}
        return id_

    def relate(self, relation: str, **ends: str) -> None:
        """A relation between two of them; `ends` are PROV's names of its roles."""
        roles = {f"prov:{role}": id_ for role, id_ in ends.items()}
        self.kinds.setdefault(relation, {})[f"_:n{next(self._numbers)}"] = roles

    def encoded(self) -> bytes:
        """Indented JSON with the prefixes it needs."""
        prefixes = {"prefix": {"r": NAMESPACE, "prov": "http://www.w3.org/ns/prov#"}}
        return msgspec.json.format(msgspec.json.encode({**prefixes, **self.kinds}), indent=1) + b"\n"


def write(record: Record, _: Options) -> Iterator[Part]:
    """One PROV-JSON document."""
    document = Document()
    made_by = record.generator
    document.there_is("agent", SOFTWARE, "prov:SoftwareAgent", label=f"{made_by.name} {made_by.version}")
    for activity, label in ((READING, f"reading with {made_by.model}"), (RECONCILING, "reconciling")):
        document.there_is("activity", activity, "r:Activity", label=label)
        document.relate("wasAssociatedWith", activity=activity, agent=SOFTWARE)
    _reports(document, record)
    for claim in record.claims:
        _claim(document, claim)
    for question in record.questions:
        id_ = document.there_is("entity", f"r:{question.id}", "r:Question", label=question.text, status=question.status)
        _concluded(document, id_, (id for position in question.positions for id in position.claims))
    decisions = {decision.number: decision for decision in record.decisions}
    for decision in record.decisions:
        _decision(document, decision)
    for incident in record.incidents:
        id_ = document.there_is("entity", f"r:{incident.id}", "r:Incident", label=incident.title)
        _concluded(document, id_, incident.claims)
        for assessment in incident.assessments:
            _assessment(document, incident, assessment, decisions.get(assessment.decided or 0))
    yield Part(name="prov.json", data=document.encoded())


def _reports(document: Document, record: Record) -> None:
    for report in record.reports:
        id_ = f"r:{report.id}"
        label = report.title or report.path
        document.there_is("entity", id_, "r:Report", label=label, published=report.published, sha256=report.sha256)
        document.relate("used", activity=READING, entity=id_)
        if report.outlet:
            document.relate("wasAttributedTo", entity=id_, agent=_agent(document, report.outlet, "r:Outlet"))
        if report.copy_of:
            document.relate("wasDerivedFrom", generatedEntity=id_, usedEntity=f"r:{report.copy_of}")


def _claim(document: Document, claim: Claim) -> None:
    """Read from its report, and attributed to everyone in its chain of sources."""
    words = claim.content.text
    at = f"{claim.content.start}-{claim.content.end}"
    id_ = document.there_is("entity", f"r:{claim.id}", "r:Claim", label=words, at=at, polarity=claim.polarity)
    document.relate("wasGeneratedBy", entity=id_, activity=READING)
    document.relate("wasDerivedFrom", generatedEntity=id_, usedEntity=f"r:{claim.report}")
    for source in claim.sources:
        kind = "prov:Person" if source.kind == "person" else "r:Source"
        document.relate("wasAttributedTo", entity=id_, agent=_agent(document, source.name, kind))


def _concluded(document: Document, id_: str, claims: Iterable[str]) -> None:
    document.relate("wasGeneratedBy", entity=id_, activity=RECONCILING)
    for claim in dict.fromkeys(claims):
        document.relate("wasDerivedFrom", generatedEntity=id_, usedEntity=f"r:{claim}")


def _decision(document: Document, decision: DecisionRecord) -> None:
    """An activity of the person who decided, with the claims it is about."""
    id_ = f"r:decision-{decision.number}"
    holds = "yes" if decision.holds else "no"
    document.there_is("activity", id_, "r:Decision", label=decision.what, at=decision.at, why=decision.why, holds=holds)
    document.relate("wasAssociatedWith", activity=id_, agent=_agent(document, decision.by, "prov:Person"))
    for claim in decision.claims:
        if f"r:{claim}" in document.kinds.get("entity", {}):
            document.relate("used", activity=id_, entity=f"r:{claim}")


def _assessment(document: Document, incident: Incident, found: Assessment, decision: DecisionRecord | None) -> None:
    """By its policy; and, where a person has confirmed or changed it, attributed to them."""
    activity = f"r:grading-{found.policy}-{found.version}"
    document.there_is("activity", activity, "r:Grading", label=f"{found.policy} {found.version}")
    document.relate("wasAssociatedWith", activity=activity, agent=SOFTWARE)
    id_ = f"r:{incident.id}-{found.policy}"
    numbers = "/".join("" if value is None else f"{value:g}" for value in (found.low, found.best, found.high))
    document.there_is("entity", id_, "r:Assessment", label=found.explanation, grade=found.grade, low_best_high=numbers)
    document.relate("wasGeneratedBy", entity=id_, activity=activity)
    document.relate("wasDerivedFrom", generatedEntity=id_, usedEntity=f"r:{incident.id}")
    if decision:
        document.relate("wasAttributedTo", entity=id_, agent=_agent(document, decision.by, "prov:Person"))


def _agent(document: Document, name: str, type_: str) -> str:
    """Names have spaces and ids must not: the id is a digest, the name its label. One name keeps its first type."""
    id_ = f"r:agent-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    if id_ not in document.kinds.get("agent", {}):
        document.there_is("agent", id_, type_, label=name)
    return id_


TARGET = Target(
    name="prov",
    version="PROV-JSON 2013 / 1",
    media="application/json",
    what="who concluded what from what (W3C PROV)",
    loses="values of claims and figures, reasons; texts",
    policy=None,
    write=write,
)
