"""Profiles of origins: contradicted, denied, revised, first; and what cannot be told is not told."""

from __future__ import annotations

from rashomon.exporting.profiling import credited, profile
from rashomon.model import Claim, Event, Position, Question, Reason, Relation, Report, Source
from rashomon.model.dossier import RelationKind

WHY = Reason(part="status", rule="", words="")
QUIET = Event(type="NONE", mode=None, trigger=None, actors=(), recipients=(), place=None, time=None)


def report(id: str, published: str | None, outlet: str = "Harbour") -> Report:
    return Report(
        id=id,
        path=None,
        text="The army said so.",
        title=None,
        outlet=outlet,
        published=published,
        dateline=None,
        language="en",
        uri=None,
        sha256="0",
    )


def claim(report: Report, speaker: str | None, affiliation: str | None = None) -> Claim:
    mention = report.span(0, 8)
    source = Source(
        name=speaker or "", kind="organisation", role=None, affiliation=affiliation, mention=mention, named=True
    )
    return Claim(
        id=f"{report.id}.0",
        report=report.id,
        content=report.span(9, 16),
        cue=None,
        sources=(source,) if speaker else (),
        mode="indirect",
        said=None,
        polarity="positive",
        certainty="certain",
        status="actual",
        event=QUIET,
        figures=(),
        evidence=(WHY,),
    )


ARMY, POLICE, LATER = report("a", "2017-10-14"), report("b", "2017-10-15T09:00:00Z"), report("c", "2017-10-16")
CLAIMS = {c.id: c for c in (claim(ARMY, "Army"), claim(POLICE, "Police"), claim(LATER, "General", "Army"))}
REPORTS = {r.id: r for r in (ARMY, POLICE, LATER)}
QUESTION = Question(
    id="q",
    incident=None,
    kind="figure",
    text="How many?",
    status="contested",
    positions=(
        Position(answer="5", claims=("a.0",), origins=("Army",), superseded_by=2),
        Position(answer="9", claims=("b.0",), origins=("Police",)),
        Position(answer="6", claims=("c.0",), origins=("Army",)),
    ),
)


def relation(kind: RelationKind, a: str, b: str) -> Relation:
    return Relation(kind=kind, a=a, b=b, question="q", reason=WHY)


def test_contradicted_is_told_with_who_says_otherwise() -> None:
    found = profile("Army", [QUESTION], [relation("CONTRADICTS", "a.0", "b.0")], CLAIMS, REPORTS)
    (stand,) = found.contradicted
    assert [(side.answer, side.replaced) for side in stand.own] == [("5", True), ("6", False)]
    assert [(side.answer, side.origins) for side in stand.against] == [("9", ("Police",))]
    assert found.claims == ("a.0", "c.0")
    assert found.others == ()


def test_only_who_is_denied_is_denied() -> None:
    relations = [relation("DENIES", "b.0", "a.0")]
    assert len(profile("Army", [QUESTION], relations, CLAIMS, REPORTS).denied) == 1
    assert profile("Police", [QUESTION], relations, CLAIMS, REPORTS).denied == ()


def test_the_first_is_first_by_the_day_of_saying_or_publishing() -> None:
    assert [s.question for s in profile("Army", [QUESTION], [], CLAIMS, REPORTS).first] == ["q"]
    assert profile("Police", [QUESTION], [], CLAIMS, REPORTS).first == ()


def test_equal_or_unknown_days_tell_nothing() -> None:
    same = {**REPORTS, "b": report("b", "2017-10-14")}
    unknown = {**REPORTS, "b": report("b", None)}
    for reports in (same, unknown):
        assert profile("Army", [QUESTION], [], CLAIMS, reports).first == ()


def test_nothing_stands_out_where_all_agree() -> None:
    alone = Question(
        id="q2",
        incident=None,
        kind="occurrence",
        text="Did it?",
        status="single",
        positions=(Position(answer="Yes", claims=("a.0",), origins=("Army",)),),
    )
    found = profile("Army", [alone], [], CLAIMS, REPORTS)
    assert [stand.question for stand in found.others] == ["q2"]
    assert found.questions == 1


def test_whose_claim_it_is() -> None:
    general, own = claim(LATER, "General", "Army"), claim(LATER, None)
    assert credited(general, "Harbour", ("Army", "Police")) == "Army"
    assert credited(own, "Harbour", ("Harbour", "Police")) == "Harbour"
    assert credited(general, "Harbour", ("Police", "Council")) is None
    assert credited(general, "Harbour", ("Police",)) == "Police"
