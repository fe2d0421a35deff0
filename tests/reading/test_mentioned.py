"""Events that a report mentions and no claim states, and the reading with each event by itself."""

from __future__ import annotations

from making import text_only

from rashomon.model import Reading
from rashomon.reading import apart, claims

TEXT = (
    "The army tried to take the bridge. Activists said the rebels had left because the army promised to stop the raids."
)


def read(text: str) -> Reading:
    return next(claims.read([text_only(text)]))


def test_what_is_attempted_is_no_fact() -> None:
    found = next(e for e in read(TEXT).mentions.events if e.trigger.text == "take")
    assert (found.certainty, found.status) == ("possible", "planned")
    assert found.clause.text == "to take the bridge"
    assert found.inside is not None


def test_a_mention_tells_why() -> None:
    found = next(e for e in read(TEXT).mentions.events if e.trigger.text == "take")
    assert "tried" in [reason.words for reason in found.evidence]


def test_what_stands_as_its_claim_does_is_not_mentioned() -> None:
    assert read("The army shelled the market and killed two people.").mentions.events == ()


def test_what_a_cue_denies_is_not_mentioned_as_so() -> None:
    found = read("The army denied that it had shelled the market.")
    assert [c.polarity for c in found.claims] == ["negative"]
    assert not [e for e in found.mentions.events if e.trigger.text == "shelled"]


def test_claims_stay_what_the_report_states() -> None:
    assert next(c.content.text for c in read(TEXT).claims) == "The army tried to take the bridge"


def test_apart_each_event_is_a_claim_of_the_same_source() -> None:
    reading = read(TEXT)
    every = apart.take(reading)
    assert {c.id for c in every.claims} == {c.id for c in reading.claims} | {e.id for e in reading.mentions.events}
    stop = next(c for c in every.claims if c.event.trigger and c.event.trigger.text == "stop")
    assert [s.name for s in stop.sources] == ["activists"]
    assert stop.figures == ()
    starts = [c.content.start for c in every.claims]
    assert starts == sorted(starts)


def test_a_text_without_sentences_has_no_mentions() -> None:
    assert read("").mentions.events == ()
