"""Private persons' names stay out of what is passed on; everything else stays as it was, and where it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rashomon import pipeline
from rashomon.exporting import privacy
from rashomon.exporting.record import Record, build, encode
from rashomon.model import Span

TEXT = """Published: 2024-03-05 10:00 UTC

KHARTOUM (Wire) - Twelve people were killed in the shelling of the market in Omdurman on Monday, Amina Osman told \
Reuters. "We carried the wounded out on doors," Osman said. She said that three of her neighbours were missing.

Brahim Tayeb, a spokesman for the army, said that soldiers had not fired on the market.
"""
PRIVATE = ("Amina", "Osman")


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Record:
    path = tmp_path_factory.mktemp("private") / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return build(pipeline.read([path], name="market"))


@pytest.fixture(scope="module")
def withheld(named: Record) -> Record:
    return privacy.withhold(named)[0]


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)


def test_the_name_is_nowhere_in_the_export(named: Record, withheld: Record) -> None:
    assert all(name in encode(named).decode() for name in PRIVATE)
    assert not any(name in encode(withheld).decode() for name in PRIVATE)


def test_one_person_is_counted_once(named: Record) -> None:
    assert privacy.withhold(named)[1] == 1


def test_the_same_person_has_the_same_label(withheld: Record) -> None:
    names = [source.name for claim in withheld.claims for source in claim.sources if source.kind == "person"]
    assert names.count("name withheld (1)") == 3


@pytest.mark.parametrize("kept", ["Brahim Tayeb", "Reuters", "Omdurman"])
def test_who_speaks_for_others_and_places_are_kept(withheld: Record, kept: str) -> None:
    assert kept in withheld.reports[0].text


def test_every_letter_is_masked_in_its_place(named: Record, withheld: Record) -> None:
    before, after = named.reports[0].text, withheld.reports[0].text
    assert len(before) == len(after)
    assert [b for b, a in zip(before, after, strict=True) if a not in (b, privacy.MASK)] == []
    assert after.replace(privacy.MASK, "") == before.replace("Amina", "").replace("Osman", "")


def test_every_span_is_still_its_slice(named: Record, withheld: Record) -> None:
    text = withheld.reports[0].text
    found = list(spans(withheld.reports)) + list(spans(withheld.claims))
    assert [span for span in found if text[span.start : span.end] != span.text] == []
    before = list(spans(named.reports)) + list(spans(named.claims))
    assert [(span.start, span.end) for span in found] == [(span.start, span.end) for span in before]


def test_withholding_again_changes_no_text(withheld: Record) -> None:
    assert privacy.withhold(withheld)[0].reports[0].text == withheld.reports[0].text


def test_without_private_persons_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Brahim Tayeb, a spokesman for the army, said that nobody had been killed.\n", encoding="utf-8")
    record = build(pipeline.read([path], name="army"))
    assert privacy.withhold(record) == (record, 0)


def test_a_name_in_capitals_is_withheld_too(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    headline = "AMINA OSMAN TELLS OF SHELLING\n\n"
    path.write_text(headline + "KHARTOUM (Wire) - Twelve people were killed in Omdurman, Amina Osman told Reuters.\n")
    record, _ = privacy.withhold(build(pipeline.read([path], name="market")))
    assert "osman" not in record.reports[0].text.lower()


def test_a_name_in_path_address_and_outlet_is_withheld_too(tmp_path: Path) -> None:
    path = tmp_path / "amina_osman-testimony.txt"
    path.write_text("Outlet: Osman Diary\n" + TEXT, encoding="utf-8")
    found = build(pipeline.read([path], name="market"))
    report = msgspec.structs.replace(found.reports[0], uri="https://example.org/AMINA-OSMAN/1", outlet="Osman Diary")
    record, _ = privacy.withhold(msgspec.structs.replace(found, reports=(report,)))
    assert "osman" not in encode(record).decode().lower()
    assert record.reports[0].path == "█████_█████-testimony.txt"


@pytest.mark.parametrize("name", ["Imran Khan", "Tarek Haddad"])
def test_who_is_named_with_a_public_function_is_kept_though_silent(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "KHARTOUM (Wire) - Soldiers killed nine people, Amina Osman told Reuters. The army met Prime Minister "
        "Imran Khan and its spokesman Tarek Haddad on Monday.\n",
        encoding="utf-8",
    )
    record, _ = privacy.withhold(build(pipeline.read([path], name="market")))
    assert name in record.reports[0].text
    assert "Amina" not in record.reports[0].text
