"""Raw bytes are kept once, come back as they were, and lead to what an earlier version has read."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from sqlalchemy import func, select

from rashomon.archive import Archive, queries, raw, rawtables, searching, writing
from rashomon.archive.browsing import Page
from rashomon.archive.searching import Sought
from rashomon.model import Reading, Report

Made = Callable[[int], tuple[Report, Reading]]


def _raw(report: Report) -> raw.Raw:
    return raw.Raw(sha256=report.sha256, format="text", hints='{"uri":"u:1"}', data=report.text.encode() * 50)


def test_bytes_come_back_as_they_were_and_are_kept_once(archive: Archive, made: Made) -> None:
    report, _ = made(0)
    kept = _raw(report)
    for _ in range(2):
        raw.keep(archive, kept)
    assert raw.get(archive, report.sha256) == kept
    assert raw.get(archive, "0" * 64) is None
    with archive.reading() as connection:
        size, packed = connection.execute(select(rawtables.raw.c.size, func.length(rawtables.raw.c.packed))).one()
    assert size == len(kept.data) > 5 * packed


def test_only_what_was_read_otherwise_is_outdated(archive: Archive, made: Made) -> None:
    for number, model in enumerate(["one", "two"]):
        report, reading = made(number)
        writing.add(archive, "war", report, reading, model=model)
        raw.keep(archive, _raw(report))
    writing.add(archive, "other", *made(2), model="two")
    assert [found.report.id for found in raw.outdated(archive, "war", model="one")] == [made(1)[0].id]
    everything = list(raw.outdated(archive, "war", model="one", everything=True))
    assert [found.report.id for found in everything] == sorted(made(n)[0].id for n in (0, 1))
    assert all(found.raw and found.report.path for found in everything)
    assert [found.raw for found in raw.outdated(archive, "other", model="one")] == [None]


def test_a_revised_report_is_found_by_its_new_words(archive: Archive, made: Made) -> None:
    report, reading = made(0)
    writing.add(archive, "war", report, reading, model="one")
    raw.revise(archive, replace(report, text="A lighthouse burnt.", title="Lighthouse"))
    assert queries.snapshot(archive, "war").dossier.reports[0].text == "A lighthouse burnt."
    with archive.reading() as connection:
        for words, found in (("lighthouse", [report.id]), ("hit", [])):
            passages = searching.passages(connection, Sought(words=words), Page())
            assert [passage.report for passage in passages] == found
