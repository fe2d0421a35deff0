"""How a clause is meant: so, not so, perhaps so, to come."""

from __future__ import annotations

import pytest

from rashomon.model.claim import Certainty
from rashomon.reading import certainty, language
from rashomon.reading.cues import Stance

CLAUSES = [
    ("Two soldiers were killed.", "positive", "certain", "actual"),
    ("The army did not bomb the market.", "negative", "certain", "actual"),
    ("No civilians were killed.", "negative", "certain", "actual"),
    ("Nobody was in the village.", "negative", "certain", "actual"),
    ("Reports of a massacre were lies.", "negative", "certain", "actual"),
    ("No fewer than twelve people were killed.", "positive", "certain", "actual"),
    ("Militants may have left the town.", "positive", "possible", "actual"),
    ("The missile was probably fired from the north.", "positive", "probable", "actual"),
    ("It is unclear who fired the missile.", "positive", "unknown", "actual"),
    ("Just nine of the dead could be identified.", "positive", "certain", "actual"),
    ("The convoy will leave on Monday.", "positive", "certain", "planned"),
    ("The rebels are to be brought out by bus.", "positive", "certain", "planned"),
    ("Not one farmer was hurt.", "negative", "certain", "actual"),
    ("The depot was hit by none of the shells.", "negative", "certain", "actual"),
    ("The state had supplied the rebels with neither tanks nor guns.", "negative", "certain", "actual"),
    ("The ministry had neither confirmed nor denied the raid.", "negative", "certain", "actual"),
    ("The inspectors combed the ruins and found no crater.", "negative", "certain", "actual"),
    ("The commission has yet to publish a count.", "negative", "certain", "actual"),
    ("The report was disinformation.", "negative", "certain", "actual"),
    ("It was not known who had fired.", "positive", "unknown", "actual"),
    ("The villagers do not know whether the road is open.", "positive", "unknown", "actual"),
    ("Rebels, not soldiers, shot the farmers.", "positive", "certain", "actual"),
    ("If the ceasefire fails, the army will attack.", "positive", "certain", "conditional"),
]


@pytest.mark.parametrize(("text", "polarity", "sureness", "status"), CLAUSES)
def test_a_clause_is_meant_as_its_words_say(text: str, polarity: str, sureness: str, status: str) -> None:
    doc = language.load()(text)
    meant = certainty.assess(doc, doc[:].root.i, 0, len(doc))
    assert (meant.polarity, meant.certainty, meant.status) == (polarity, sureness, status)
    plain = (polarity, sureness, status) == ("positive", "certain", "actual")
    assert bool(meant.reasons) is not plain


def test_what_has_not_stopped_goes_on() -> None:
    doc = language.load()("The shelling has not stopped.")
    assert certainty.assess(doc, doc[:].root.i, 0, len(doc)).polarity == "positive"


def test_denying_a_denial_affirms() -> None:
    doc = language.load()("No civilians were killed.")
    own = certainty.assess(doc, doc[:].root.i, 0, len(doc))
    assert certainty.combine(own, "deny", "certain", "denied").polarity == "positive"
    assert certainty.combine(own, "assert", "certain", "said").polarity == "negative"


@pytest.mark.parametrize(("stance", "field", "value"), [("ask", "certainty", "unknown"), ("plan", "status", "planned")])
def test_the_cue_has_its_say(stance: Stance, field: str, value: str) -> None:
    meant = certainty.combine(certainty.Assessed(), stance, "certain", "cue")
    assert getattr(meant, field) == value
    assert meant.reasons[-1].words == "cue"


def test_a_claim_is_never_surer_than_its_cue() -> None:
    meant = certainty.combine(certainty.Assessed(certainty="possible"), "assert", "probable", "believes")
    assert meant.certainty == "possible"
    assert certainty.combine(certainty.Assessed(), "assert", "probable", "believes").certainty == "probable"


@pytest.mark.parametrize(
    ("text", "cue", "stance", "meant"),
    [
        ("He denied the raid.", (1, 2), "deny", ("deny", "certain")),
        ("He would neither confirm nor deny the raid.", (5, 6), "deny", ("withhold", "unknown")),
        ("She did not rule out a raid.", (1, 5), "deny", ("withhold", "unknown")),
        ("I do not think that they left.", (1, 4), "doubt", ("doubt", "probable")),
    ],
)
def test_a_negated_cue_does_something_else(
    text: str, cue: tuple[int, int], stance: Stance, meant: tuple[str, str]
) -> None:
    doc = language.load()(text)
    sureness: Certainty = "unknown" if stance == "doubt" else "certain"
    assert certainty.stance(doc, cue, stance, sureness) == meant
