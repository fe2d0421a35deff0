"""Speaking that is itself an event, the clause around it, and parts that other sentences fill."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.model import Claim, Report
from rashomon.reading import claims


def read(text: str) -> tuple[Claim, ...]:
    report = Report(
        id="r1",
        path=None,
        text=text,
        title="",
        outlet="Hill Wire",
        published=date(2021, 5, 4).isoformat(),
        dateline=None,
        language="en",
        uri=None,
        sha256="0" * 64,
    )
    return next(iter(claims.read([report]))).claims


def names(claim: Claim) -> tuple[list[str], list[str]]:
    return [p.name for p in claim.event.actors], [p.name for p in claim.event.recipients]


ACTS = [
    ("France urged Turkey to open the border.", "REQUEST", ["France"], ["Turkey"]),
    ("The government of Mali refused to meet the rebels.", "REJECT", ["Malian government"], ["rebels"]),
    ("Iran threatened to attack Israel.", "THREATEN", ["Iran"], ["Israel"]),
    ("Germany pledged to help Ukraine.", "AGREE", ["Germany"], ["Ukraine"]),
]


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), ACTS)
def test_who_does_something_by_saying_so(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    claim = read(text)[0]
    assert claim.event.type == kind
    assert names(claim) == (actors, recipients)


def test_what_is_refused_is_not_done() -> None:
    claim = read("Russia refused to withdraw its troops.")[0]
    assert (claim.event.type, claim.polarity, claim.certainty) == ("REJECT", "negative", "certain")


def test_accusing_is_a_claim_of_its_own_beside_what_is_said() -> None:
    said, told = sorted(read("Ukraine accused Russia of shelling the town."), key=lambda c: c.cue is None)
    assert (said.event.type, said.sources[0].name) == ("ASSAULT", "Ukraine")
    assert (told.event.type, told.sources, told.mode) == ("ACCUSE", (), "narration")
    assert names(told) == (["Ukraine"], ["Russia"])


def test_the_clause_around_a_speaker_is_the_reports_own() -> None:
    found = read("Rebels stormed the base after a general said that the front was quiet.")
    own = [c for c in found if not c.sources]
    assert [(c.event.type, c.content.text) for c in own] == [("ASSAULT", "Rebels stormed the base")]


def test_a_count_tells_who_was_harmed() -> None:
    claim = read("Forty people were killed in the village.")[0]
    assert names(claim)[1] == ["civilians"]


def test_a_count_is_no_part_of_a_name() -> None:
    assert names(read("The army killed about 300 militants.")[0])[1] == ["militants"]


def test_buses_move_nobody_of_their_own() -> None:
    assert names(read("Buses evacuated 40 villagers on Monday.")[0])[0] == ["civilians"]


WHOSE = [
    ("Gunmen killed a journalist.", ["gunmen"]),
    ("The shots came from rebels.", ["rebels"]),
    ("An American bomb killed 30 villagers.", ["United States"]),
    ("Thirty villagers were killed when Israel bombed the market.", ["Israel"]),
    ("Forty people lost their lives in the flood zone.", []),
]


@pytest.mark.parametrize(("text", "actors"), WHOSE)
def test_who_did_it_as_far_as_the_words_tell(text: str, actors: list[str]) -> None:
    assert names(read(text)[0])[0] == actors


def test_every_filled_part_says_why() -> None:
    found = read("Israel bombed the camp. Israel struck the camp. The blast left 40 people dead, medics said.")
    inherited = found[-1]
    if inherited.event.actors:
        assert any(reason.part == "actors" for reason in inherited.evidence)
