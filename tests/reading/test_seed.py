"""The sample dispatch of the shared folder, read and reconciled as an analyst would."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.model import Claim, Dossier, Question

SEED = Path(__file__).parents[3] / "shared" / "dossiers" / "seed" / "seed.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the shared dossiers are not beside the project")


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return pipeline.read([SEED], name="seed")


def _claim(seed: Dossier, words: str) -> Claim:
    return next(c for c in seed.claims() if words in c.content.text)


FIGURES = [
    ("More than 3,000", None, 3000, None, "evacuated"),
    ("a few hundred", None, 200, 400, "remaining"),
    ("3,000", "Talal Sello", 3000, 3000, "evacuated"),
    ("250 to 300", "Talal Sello", 250, 300, "remaining"),
    ("275", "Talal Sello", 275, 275, "evacuated"),
]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: str(figure[0]))
def test_the_five_figures(seed: Dossier, figure: tuple[str, str | None, float, float | None, str]) -> None:
    words, *expected = figure
    found = [
        (c.sources[-1].name if c.sources else None, f.low, f.high, f.outcome)
        for c in seed.claims()
        for f in c.figures
        if f.mention.text == words
    ]
    assert found == [tuple(expected)]


DAYS = [("Sunday", "2017-10-15", "2017-10-15"), ("Saturday night", "2017-10-14", "2017-10-14")]


@pytest.mark.parametrize(("words", "start", "end"), [*DAYS, ("June", "2017-06-01", "2017-06-30")])
def test_the_days(seed: Dossier, words: str, start: str, end: str) -> None:
    times = [t for t in seed.readings[0].mentions.times if t.mention and t.mention.text == words]
    assert times
    assert {(t.start, t.end) for t in times} == {(start, end)}


def test_full_names(seed: Dossier) -> None:
    names = {a.name for a in seed.readings[0].mentions.actors}
    assert {"Syrian Democratic Forces", "Islamic State", "Raqqa Civil Council"} <= names


def _question(seed: Dossier, claim: Claim) -> Question:
    return next(q for q in seed.conclusions.questions if any(claim.id in p.claims for p in q.positions))


def test_the_council_denies_what_its_member_says(seed: Dossier) -> None:
    denial = _claim(seed, "had been allowed to leave")
    statement = _claim(seed, "a portion of the foreigners have left")
    assert [s.name for s in denial.sources] == ["Raqqa Civil Council"]
    assert (denial.polarity, statement.polarity) == ("negative", "positive")
    assert statement.id in denial.denies
    question = _question(seed, statement)
    assert question.status == "contested"
    sides = [set(p.claims) for p in question.positions]
    assert any(denial.id in side for side in sides)
    assert not any({denial.id, statement.id} <= side for side in sides)


def test_a_few_hundred_and_250_to_300_agree(seed: Dossier) -> None:
    question = _question(seed, _claim(seed, "250 to 300"))
    answers = [(p.low, p.high) for p in question.positions]
    assert question.status == "agreed"
    assert (200, 400) in answers
    assert (250, 300) in answers
