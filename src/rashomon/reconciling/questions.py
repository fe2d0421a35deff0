"""The points of a happening on which its claims can be compared, put as a person would ask."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from rashomon.model import Question, Reason
from rashomon.model.dossier import QuestionKind
from rashomon.reconciling import phrasing
from rashomon.reconciling.cases import Asked
from rashomon.reconciling.figures import measured
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.holding import moved
from rashomon.reconciling.positions import Answer, weigh
from rashomon.reconciling.propositions import Proposition, propositions
from rashomon.reconciling.rarity import Rarity
from rashomon.reconciling.rivals import blamed, hit
from rashomon.reconciling.settings import settings
from rashomon.reconciling.victims import harmed


def ask(happening: Happening, incident: str, rarity: Rarity) -> list[Asked]:
    """All questions of a happening: how many by measure, whether by proposition, who by act."""
    found: list[Asked] = []
    for measure, answers in measured(happening).items():
        why = Reason(part="question", rule=f"figures of {measure.counted}, {measure.outcome}", words="")
        text = phrasing.how_many(measure, happening, answers)
        found.append(Asked(_question("figure", text, moved(answers, happening), incident, why), measure))
    who = list(_who(happening, incident))
    settled = {c for question in who if question.kind == "occurrence" for p in question.positions for c in p.claims}
    rest = [s for s in happening.statements if not (s.negative and s.id in settled)]
    whether = [p for p in propositions(rest, rarity) if not _only_counts(p)]
    found += [Asked(_whether(p, happening, incident)) for p in whether]
    found += [Asked(question) for question in who]
    found += [Asked(question) for question in _when_and_where(happening, incident)]
    return list({asked.question.id: asked for asked in found}.values())


def _only_counts(proposition: Proposition) -> bool:
    """Whether every claim of it has its figures in questions of how many, and none denies."""
    return all(s.claim.figures and not s.negative for s in proposition.statements)


def _whether(proposition: Proposition, happening: Happening, incident: str) -> Question:
    answers = [
        Answer(s, "No" if s.negative else "Yes", value="no" if s.negative else "yes") for s in proposition.statements
    ]
    why = Reason(part="question", rule="claims of one proposition", words=proposition.leader.claim.content.text)
    text = phrasing.whether(proposition.statements, happening)
    return _question("occurrence", text, moved(answers, happening), incident, why)


def _who(happening: Happening, incident: str) -> Iterable[Question]:
    for dispute in blamed(happening.statements):
        first = dispute.answers[0]
        told = [answer.statement for answer in dispute.answers]
        if dispute.party:
            why = Reason(part="question", rule="one party is blamed and cleared", words=dispute.party)
            text = phrasing.did_it(dispute.party, told, happening)
            yield _question("occurrence", text, dispute.answers, incident, why)
        else:
            why = Reason(part="question", rule="unlike actors are named for one act", words=first.words)
            text = phrasing.who(told, happening)
            yield _question("responsibility", text, dispute.answers, incident, why)
    for harm in harmed(happening.statements):
        why = Reason(part="question", rule="harm to people of one kind is told and denied", words=harm.kind)
        text = phrasing.were_harmed(harm.kind, happening)
        yield _question("occurrence", text, harm.answers, incident, why)
    for answers in hit(happening.statements):
        why = Reason(part="question", rule="unlike parties are named as hit by one act", words=answers[0].words)
        text = phrasing.whom(answers[0].statement, happening)
        yield _question("target", text, moved(answers, happening), incident, why)


def _when_and_where(happening: Happening, incident: str) -> Iterable[Question]:
    for setting in settings(happening):
        first = setting.answers[0]
        why = Reason(part="question", rule=f"one act is put at unlike points: {setting.point}", words=first.words)
        text = phrasing.when_or_where(setting.point, first.statement, happening)
        kind: QuestionKind = "place" if setting.point == "place" else "time"
        yield _question(kind, text, setting.answers, incident, why)


def _question(kind: QuestionKind, text: str, answers: Sequence[Answer], incident: str, why: Reason) -> Question:
    weighed = weigh(answers)
    claims = sorted({claim for position in weighed.positions for claim in position.claims})
    key = "\n".join((kind, text, *claims))
    return Question(
        id=f"q{hashlib.sha256(key.encode()).hexdigest()[:12]}",
        incident=incident,
        kind=kind,
        text=text,
        status=weighed.status,
        positions=weighed.positions,
        evidence=(why, weighed.reason),
    )
