"""The record of the example dossier: valid, and every offset in it leads to the words it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import msgspec
import pytest

from rashomon import pipeline
from rashomon.exporting import record
from rashomon.model import Dossier, Span

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return pipeline.read([ROOT / "examples" / "raqqa-2017"], name="raqqa-2017")


@pytest.fixture(scope="module")
def built(dossier: Dossier) -> record.Record:
    return record.build(dossier)


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)


def test_the_kept_schema_is_current() -> None:
    assert (ROOT / "docs" / "record.schema.json").read_bytes() == record.json_schema(), "run `rashomon schema`"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(record.json_schema()))


def test_the_record_is_valid(built: record.Record) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(record.json_schema()))
    problems = [error.json_path for error in validator.iter_errors(json.loads(record.encode(built)))]
    assert problems == []


def test_the_schema_refuses_what_is_not_a_record(built: record.Record) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(record.json_schema()))
    broken = {**json.loads(record.encode(built)), "claims": [{"id": 1}]}
    assert not validator.is_valid(broken)


def test_a_record_read_back_is_the_same(built: record.Record) -> None:
    assert msgspec.json.decode(record.encode(built), type=record.Record) == built


def test_every_span_is_its_slice_of_the_text(built: record.Record) -> None:
    texts = {report.id: report.text for report in built.reports}
    pairs = [(texts[report.id], span) for report in built.reports for span in spans(report)]
    pairs += [(texts[claim.report], span) for claim in built.claims for span in spans(claim)]
    assert len(pairs) > len(built.claims)
    assert [span for text, span in pairs if text[span.start : span.end] != span.text] == []


def test_ids_lead_to_what_they_name(built: record.Record) -> None:
    claims = {claim.id for claim in built.claims}
    questions = {question.id for question in built.questions}
    assert len(claims) == len(built.claims)
    assert {claim.report for claim in built.claims} <= {report.id for report in built.reports}
    assert {id for question in built.questions for at in question.positions for id in at.claims} <= claims
    assert {end for relation in built.relations for end in (relation.a, relation.b)} <= claims
    assert {relation.question for relation in built.relations} - {None} <= questions
    assert {denied for claim in built.claims for denied in claim.denies} <= claims


def test_reports_stand_by_path_whatever_their_order(dossier: Dossier, built: record.Record) -> None:
    turned = msgspec.structs.replace(dossier, reports=dossier.reports[::-1], readings=dossier.readings[::-1])
    assert record.encode(record.build(turned)) == record.encode(built)
    assert [Path(report.path or "").name[:2] for report in built.reports] == [f"r{n}" for n in range(1, 9)]


def test_the_document_is_utf_8_with_a_line_end(built: record.Record) -> None:
    written = record.encode(built)
    assert written.endswith(b"}\n")
    assert "—".encode() in written
