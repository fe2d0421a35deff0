"""The whole reading of one report: what a careful analyst would note of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.ingest import read_paths
from rashomon.model import Claim, Reading, Report
from rashomon.reading import claims

TEXT = """BEIRUT, March 17, 2017 (Harbour) - The Nusra Dispatch Office is not a party to the talks.

At least 46 people were killed in an air strike near Aleppo on Thursday, the Syrian Observatory for Human Rights said.

"There were no civilians in the building," Colonel John Miller, a US military spokesman, told reporters on Friday.

The army denied that it had bombed the mosque. Russia will send investigators to the town, its foreign ministry said.
"""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Reading]:
    path = tmp_path_factory.mktemp("reports") / "r.txt"
    path.write_text(TEXT, encoding="utf-8")
    (report,) = [r for r in read_paths([path]) if isinstance(r, Report)]
    return report, next(claims.read([report]))


def _one(reading: Reading, words: str) -> Claim:
    (claim,) = [c for c in reading.claims if words in c.content.text]
    return claim


def test_a_toll_is_the_monitors_and_open_above(reading: tuple[Report, Reading]) -> None:
    claim = _one(reading[1], "At least 46")
    assert [s.name for s in claim.sources] == ["Syrian Observatory for Human Rights"]
    assert [(f.low, f.high, f.outcome) for f in claim.figures] == [(46, None, "killed")]
    assert claim.event.type == "ASSAULT"
    assert claim.event.time is not None
    assert claim.event.time.start == "2017-03-16"
    assert claim.event.place is not None
    assert claim.event.place.name == "Aleppo"


def test_what_is_denied_is_the_content_and_negative(reading: tuple[Report, Reading]) -> None:
    claim = _one(reading[1], "it had bombed the mosque")
    assert claim.polarity == "negative"
    assert claim.cue is not None
    assert claim.cue.text == "denied"


def test_a_quotation_is_direct_and_its_speaker_named(reading: tuple[Report, Reading]) -> None:
    claim = _one(reading[1], "There were no civilians")
    assert claim.mode == "direct"
    assert claim.sources[-1].name == "John Miller"
    assert claim.polarity == "negative"
    assert claim.said is not None
    assert claim.said.start == "2017-03-17"


def test_what_is_to_come_is_planned(reading: tuple[Report, Reading]) -> None:
    assert _one(reading[1], "send investigators").status == "planned"


def test_every_span_is_a_slice_and_every_claim_has_reasons(reading: tuple[Report, Reading]) -> None:
    report, read = reading
    for claim in read.claims:
        spans = [claim.content, *claim.parts, *(s.mention for s in claim.sources), *(f.mention for f in claim.figures)]
        for span in [*spans, *([claim.cue] if claim.cue else [])]:
            assert report.text[span.start : span.end] == span.text
        assert claim.evidence
    assert len({c.id for c in read.claims}) == len(read.claims)


def test_reading_does_not_depend_on_its_neighbours(reading: tuple[Report, Reading]) -> None:
    report, alone = reading
    other = next(r for r in read_paths([Path(__file__).parents[2] / "examples"]) if isinstance(r, Report))
    assert list(claims.read([other, report]))[1] == alone


def test_odd_texts_are_read_without_failing(tmp_path: Path) -> None:
    for number, text in enumerate(["x", "said said said.", "“", '"Yes," "no," he', "Denied.\n\n\n- \u200b -"]):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    reports = [r for r in read_paths([tmp_path]) if isinstance(r, Report)]
    assert len(list(claims.read(reports))) == len(reports)
