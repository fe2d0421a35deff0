"""How a clause is meant: so, not so, perhaps so, to come."""

from __future__ import annotations

import pytest

from rashomon.reading import certainty, language

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
    ("If the ceasefire fails, the army will attack.", "positive", "certain", "conditional"),
]


@pytest.mark.parametrize(("text", "polarity", "sureness", "status"), CLAUSES)
def test_a_clause_is_meant_as_its_words_say(text: str, polarity: str, sureness: str, status: str) -> None:
    doc = language.load()(text)
    meant = certainty.assess(doc, doc[:].root.i, 0, len(doc))
    assert (meant.polarity, meant.certainty, meant.status) == (polarity, sureness, status)
    plain = (polarity, sureness, status) == ("positive", "certain", "actual")
    assert bool(meant.reasons) is not plain


def test_denying_a_denial_affirms() -> None:
    doc = language.load()("No civilians were killed.")
    own = certainty.assess(doc, doc[:].root.i, 0, len(doc))
    assert certainty.combine(own, "deny", "certain", "denied").polarity == "positive"
    assert certainty.combine(own, "assert", "certain", "said").polarity == "negative"


@pytest.mark.parametrize(("stance", "field", "value"), [("ask", "certainty", "unknown"), ("plan", "status", "planned")])
def test_the_cue_has_its_say(stance: str, field: str, value: str) -> None:
    meant = certainty.combine(certainty.Assessed(), stance, "certain", "cue")
    assert getattr(meant, field) == value
    assert meant.reasons[-1].words == "cue"


def test_a_claim_is_never_surer_than_its_cue() -> None:
    meant = certainty.combine(certainty.Assessed(certainty="possible"), "assert", "probable", "believes")
    assert meant.certainty == "possible"
    assert certainty.combine(certainty.Assessed(), "assert", "probable", "believes").certainty == "probable"
