"""What one row of event data says of an incident, and what it leaves undecided."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from rashomon.exporting.notes import notes
from rashomon.exporting.record import Record
from rashomon.exporting.summaries import Summary, summarise
from rashomon.model import Claim, Party, Position, Question
from rashomon.model.dossier import QuestionStatus


def acting(claim: Claim, *names: str, mode: str | None = "heavy-weapons") -> Claim:
    parties = tuple(Party(name=name, mention=claim.content, kind="group") for name in names)
    return msgspec.structs.replace(claim, event=msgspec.structs.replace(claim.event, actors=parties, mode=mode))


def summary(record: Record, *names: tuple[str, ...], mode: str | None = "heavy-weapons") -> Summary:
    """Of the shelling, with these actors in its claims in their order."""
    claims = tuple(acting(c, *n, mode=mode) for c, n in zip(record.claims, names, strict=False))
    record = msgspec.structs.replace(record, claims=claims + record.claims[len(claims) :])
    (found,) = summarise(record, policy="ucdp")
    return found


def test_one_origin_among_many_claims_makes_nobody_the_actor(shelling: Callable[..., Record]) -> None:
    record = shelling()
    more = tuple(msgspec.structs.replace(record.claims[0], id=f"c1{n}") for n in range(2))
    incident = msgspec.structs.replace(record.incidents[0], claims=(*record.incidents[0].claims, "c10", "c11"))
    record = msgspec.structs.replace(record, claims=record.claims + more, incidents=(incident,))
    assert summary(record, ("Syrian army",)).first is None


def test_two_origins_do(shelling: Callable[..., Record]) -> None:
    found = summary(shelling(), ("Syrian army",), (), ("Syrian army",)).first
    assert found is not None
    assert found.name == "Syrian army"


def test_who_names_whom_stands_in_the_notes(shelling: Callable[..., Record]) -> None:
    found = notes(summary(shelling(), ("Syrian army",), (), ("Islamic State",)))
    assert "Named as acting: Islamic State (by =medics); Syrian army (by Red Tower Network)." in found


def test_who_has_no_aircraft_flew_none(shelling: Callable[..., Record]) -> None:
    rebels = [("Islamic State",), (), ("Islamic State",)]
    assert summary(shelling(), *rebels).first is not None
    assert summary(shelling(), *rebels, mode="aerial").first is None


def blamed(*answers: str) -> Question:
    positions = tuple(Position(answer=answer, claims=("c0",), origins=(answer,)) for answer in answers)
    status: QuestionStatus = "contested" if len(answers) > 1 else "single"
    return Question(
        id="q2", incident="i0000002a", kind="responsibility", text="Who?", status=status, positions=positions
    )


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        (("Syrian army",), "Syrian army"),
        (("Syrian army", "not Syrian army"), "Syrian army"),
        (("Syrian army", "Islamic State"), None),
        (("Syrian army", "Talal Silo"), "Syrian army"),
    ],
)
def test_of_several_who_are_blamed_none_is_chosen(
    answers: tuple[str, ...], first: str | None, shelling: Callable[..., Record]
) -> None:
    record = shelling()
    found = summary(msgspec.structs.replace(record, questions=(*record.questions, blamed(*answers))))
    assert (found.first.name if found.first else None) == first
    assert found.responsibility_contested is (len(answers) > 1)
    assert ("Responsibility is contested" in notes(found)) is (len(answers) > 1)


def test_what_only_would_happen_did_not_take_place(shelling: Callable[..., Record]) -> None:
    record = shelling()
    assert summary(record).took_place
    planned = tuple(msgspec.structs.replace(claim, status="planned") for claim in record.claims)
    assert not summary(msgspec.structs.replace(record, claims=planned)).took_place


def test_notes_quote_the_claim_that_answers_how_many(shelling: Callable[..., Record]) -> None:
    found = notes(summary(shelling()))
    assert found.startswith(
        'Attack in Qadim on 4 March 2024. "Shelling killed 12 villagers in Qadim on Monday" (Harbour,'
    )
    assert found.endswith("3 reports, 1 of them syndicated; 2 independent origins.")
