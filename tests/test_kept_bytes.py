"""What goes in can be read again: bytes kept, reports read anew, paths and versions that do not depend on the order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from rashomon import pipeline
from rashomon.archive import Archive, open_archive, queries, raw
from rashomon.ingest import Choices, Given
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import batches, identity

CORPUS = Path(__file__).parent / "corpus"
WORDS = "GAZA (Sky Agency) - Nine people were killed on Monday, police said."


@pytest.fixture
def _unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read: for tests of what is kept."""

    def read(reports: list[Report]) -> list[Reading]:
        return [Reading(report=report.id, mentions=Mentions(), claims=()) for report in reports]

    monkeypatch.setattr(batches, "read", read)
    monkeypatch.setattr(identity, "describe", lambda: "none 1")


def _reports(archive: Archive, name: str) -> list[Report]:
    return list(queries.snapshot(archive, name).dossier.reports)


@pytest.mark.usefixtures("_unread")
def test_every_report_of_the_corpus_is_the_same_when_read_again(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        for given in (Given((CORPUS,)), Given((CORPUS / "table/semicolon.csv",), Choices(columns={"text": "what"}))):
            pipeline.add(archive, given, name="all")
        before = _reports(archive, "all")
        assert len(before) > 50
        count, left_out = pipeline.reread(archive, "all", everything=True)
        assert (count, left_out.problems) == (len(before), ())
        assert _reports(archive, "all") == before
        assert pipeline.reread(archive, "all")[0] == 0


@pytest.mark.usefixtures("_unread")
def test_what_is_read_better_now_replaces_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    with open_archive(tmp_path / "a.db", create=True) as archive:
        pipeline.add(archive, [tmp_path / "a.txt"], name="war")
        with archive.writing() as connection:
            connection.execute(text("UPDATE _reports SET outlet = 'Nobody'"))
            connection.execute(text("UPDATE readings SET version = '0.0.1'"))
        assert pipeline.reread(archive, "war")[0] == 1
        (report,) = _reports(archive, "war")
        assert (report.outlet, report.path) == ("Sky Agency", "a.txt")


@pytest.mark.usefixtures("_unread")
def test_reports_whose_bytes_are_gone_are_read_from_their_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    with open_archive(tmp_path / "a.db", create=True) as archive:
        pipeline.add(archive, [tmp_path / "a.txt"], name="war")
        with archive.writing() as connection:
            connection.execute(text("DELETE FROM raw"))
        assert pipeline.reread(archive, "war", everything=True)[0] == 1
        (report,) = _reports(archive, "war")
        assert report.text == WORDS
        pipeline.add(archive, [tmp_path / "a.txt"], name="war")
        assert raw.get(archive, report.sha256) is not None


@pytest.mark.usefixtures("_unread")
@pytest.mark.parametrize("calls", [["one", "two"], ["two", "one"], ["one two"], ["two one"]])
def test_the_same_bytes_in_two_folders_keep_one_path(tmp_path: Path, calls: list[str]) -> None:
    for folder, name in ("one", "z.txt"), ("two", "a.txt"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(WORDS)
    with open_archive(tmp_path / "a.db", create=True) as archive:
        for call in calls:
            pipeline.add(archive, [tmp_path / folder for folder in call.split()], name="war")
        assert [report.path for report in _reports(archive, "war")] == ["a.txt"]
    dossier = pipeline.read([tmp_path / "one", tmp_path / "two"], name="war", claims_only=True)
    assert [report.path for report in dossier.reports] == ["a.txt"]


def test_versions_of_an_item_are_one_outlet_revising_itself(tmp_path: Path) -> None:
    def version(number: int, hour: int, dead: str) -> str:
        words = f"Shells killed {dead} people in the harbour of Kherson on Tuesday, the agency learned."
        item = {"uri": "urn:h", "version": str(number), "versionCreated": f"2023-03-14T{hour}:00:00Z", "language": "en",
                "infoSources": [{"name": "Northwater Agency"}], "bodies": [{"value": words}]}  # fmt: skip
        return json.dumps(item)

    file = tmp_path / "versions.jsonl"
    file.write_text(f"{version(1, 16, 'six')}\n{version(2, 19, 'nine')}\n")
    dossier = pipeline.read([file], name="versions")
    figures = [q for q in dossier.conclusions.questions if q.kind == "figure"]
    assert [q.status for q in figures] == ["revised"]
    assert [(p.low, p.superseded_by) for p in figures[0].positions] in ([(6, 1), (9, None)], [(9, None), (6, 0)])
