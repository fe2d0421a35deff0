"""The points of a happening on which its claims can be compared, put as a person would ask."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.model import Question, Reason
from rashomon.model.dossier import QuestionKind
from rashomon.reconciling import phrasing, scopes
from rashomon.reconciling.cases import Asked
from rashomon.reconciling.figures import measured
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.holding import moved
from rashomon.reconciling.measure import Measure
from rashomon.reconciling.positions import Answer, weigh
from rashomon.reconciling.propositions import Proposition, propositions
from rashomon.reconciling.rarity import Rarity
from rashomon.reconciling.rivals import blamed, hit
from rashomon.reconciling.settings import settings
from rashomon.reconciling.statements import Statement
from rashomon.reconciling.victims import harmed


@dataclass(frozen=True, slots=True)
class Asking:
    """A happening whose points are looked for in what its reports say first; copies only repeat it."""

    whole: Happening
    incident: str
    own: Happening
    """Without the claims of copies whose original claim is here too."""
    echoes: Mapping[str, Sequence[Statement]]
    """Those claims, by the id of the original's."""


def ask(happening: Happening, incident: str) -> list[Asked]:
    """All questions of a happening: how many by measure, whether by proposition, who by act."""
    asking = _asking(happening, incident)
    found: list[Asked] = []
    counts = measured(asking.own)
    for measure, answers in counts.items():
        why = Reason(part="question", rule=f"figures of {measure.counted}, {measure.outcome}", words="")
        text = phrasing.how_many(measure, happening, answers)
        found.append(Asked(_question("figure", text, answers, asking, why), measure))
    who = list(_who(asking, counts))
    settled = {c for question in who if question.kind == "occurrence" for p in question.positions for c in p.claims}
    rest = [s for s in asking.own.statements if not (s.negative and s.id in settled)]
    whether = [p for p in propositions(rest, Rarity(asking.own.statements)) if not _answered(p, settled)]
    found += [Asked(_whether(p, asking)) for p in whether]
    found += [Asked(question) for question in who]
    found += [Asked(question) for question in _when_and_where(asking)]
    return list({asked.question.id: asked for asked in found}.values())


def _asking(happening: Happening, incident: str) -> Asking:
    here = {s.id for s in happening.statements}
    echoes: dict[str, list[Statement]] = {}
    own = []
    for s in happening.statements:
        if s.echo_of in here:
            echoes.setdefault(s.echo_of or "", []).append(s)
        else:
            own.append(s)
    return Asking(happening, incident, replace(happening, statements=own), echoes)


def _echoed(answers: Sequence[Answer], asking: Asking) -> list[Answer]:
    """The answers, oldest first, with those of copies right behind the original's."""
    found: list[Answer] = []
    for answer in answers:
        echoes = asking.echoes.get(answer.statement.id, ())
        found += [answer, *(replace(answer, statement=s, first=answer.statement) for s in echoes)]
    return found


def _answered(proposition: Proposition, settled: set[str]) -> bool:
    """Whether other questions hold every claim of it: its figures those of how many, a lone claim one of whether."""
    told = proposition.statements
    if len(told) == 1 and told[0].id in settled:
        return True
    return all(s.claim.figures and not s.negative for s in told)


def _whether(proposition: Proposition, asking: Asking) -> Question:
    answers = [
        Answer(s, "No" if s.negative else "Yes", value="no" if s.negative else "yes") for s in proposition.statements
    ]
    why = Reason(part="question", rule="claims of one proposition", words=proposition.leader.claim.content.text)
    text = phrasing.whether(proposition.statements, asking.whole)
    return _question("occurrence", text, answers, asking, why)


def _who(asking: Asking, counts: Mapping[Measure, Sequence[Answer]]) -> Iterable[Question]:
    happening, statements = asking.whole, asking.own.statements
    here = [s for s in statements if scopes.of_itself(s, happening)]
    for dispute in blamed(here):
        first = dispute.answers[0]
        told = [answer.statement for answer in dispute.answers]
        if dispute.party:
            why = Reason(part="question", rule="one party is blamed and cleared", words=dispute.party)
            text = phrasing.did_it(dispute.party, told, happening)
            yield _question("occurrence", text, dispute.answers, asking, why)
        else:
            why = Reason(part="question", rule="unlike actors are named for one act", words=first.words)
            text = phrasing.who(told, happening)
            yield _question("responsibility", text, dispute.answers, asking, why)
    for harm in harmed(here, counts):
        why = Reason(part="question", rule="harm to people of one kind is told and denied", words=harm.kind)
        text = phrasing.were_harmed(harm.kind, happening)
        yield _question("occurrence", text, harm.answers, asking, why)
    for answers in hit(here):
        why = Reason(part="question", rule="unlike parties are named as hit by one act", words=answers[0].words)
        text = phrasing.whom(answers[0].statement, happening)
        yield _question("target", text, answers, asking, why)


def _when_and_where(asking: Asking) -> Iterable[Question]:
    for setting in settings(asking.own):
        first = setting.answers[0]
        why = Reason(part="question", rule=f"one act is put at unlike points: {setting.point}", words=first.words)
        text = phrasing.when_or_where(setting.point, first.statement, asking.whole)
        kind: QuestionKind = "place" if setting.point == "place" else "time"
        yield _question(kind, text, setting.answers, asking, why)


def _question(kind: QuestionKind, text: str, answers: Sequence[Answer], asking: Asking, why: Reason) -> Question:
    weighed = weigh(moved(_echoed(answers, asking), asking.whole))
    claims = sorted({claim for position in weighed.positions for claim in position.claims})
    key = "\n".join((kind, text, *claims))
    return Question(
        id=f"q{hashlib.sha256(key.encode()).hexdigest()[:12]}",
        incident=asking.incident,
        kind=kind,
        text=text,
        status=weighed.status,
        positions=weighed.positions,
        evidence=(why, weighed.reason),
    )
