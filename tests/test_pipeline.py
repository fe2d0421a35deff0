"""Files to dossier: the order of the files does not matter, and what cannot be used is told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.archive import open_archive, queries
from rashomon.exporting.record import build, encode
from rashomon.model import Dossier

EXAMPLE = Path(__file__).parents[1] / "examples" / "raqqa-2017"
FILES = sorted(EXAMPLE.iterdir())


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return pipeline.read(FILES, name="raqqa-2017")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_files_does_not_matter(dossier: Dossier, seed: int) -> None:
    files = random.Random(seed).sample(FILES, len(FILES))
    assert files != FILES
    assert encode(build(pipeline.read(files, name="raqqa-2017"))) == encode(build(dossier))


def test_each_report_has_its_reading(dossier: Dossier) -> None:
    assert len(dossier.reports) == len(FILES)
    assert [reading.report for reading in dossier.readings] == [report.id for report in dossier.reports]
    assert dossier.problems == ()
    assert dossier.conclusions.questions


def test_claims_only_concludes_nothing(dossier: Dossier) -> None:
    found = pipeline.read(FILES, name="raqqa-2017", claims_only=True)
    assert [(c.id, c.content, c.sources) for c in found.claims()] == [
        (c.id, c.content, c.sources) for c in dossier.claims()
    ]
    conclusions = found.conclusions
    assert (conclusions.questions, conclusions.incidents, conclusions.relations) == ((), (), ())


def test_events_are_claims_of_their_own_when_asked_for_and_change_no_conclusion(dossier: Dossier) -> None:
    found = pipeline.with_events(dossier)
    mentioned = {one.id for reading in dossier.readings for one in reading.mentions.events}
    assert mentioned
    assert {c.id for c in found.claims()} == mentioned | {c.id for c in dossier.claims()}
    assert found.conclusions == dossier.conclusions


def test_progress_is_told_to_the_last_report() -> None:
    told: list[tuple[int, int | None]] = []
    pipeline.read(FILES[:2], name="two", claims_only=True, tick=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_what_is_missing_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    found = pipeline.read([tmp_path / "gone.txt", FILES[0]], name="one", claims_only=True)
    assert [report.id for report in found.reports]
    assert len(found.problems) == 1
    assert "gone.txt" in found.problems[0]


def test_a_file_named_twice_is_read_once() -> None:
    found = pipeline.read([FILES[0], FILES[0]], name="one", claims_only=True)
    assert len(found.reports) == 1
    assert found.problems == ()


def test_nothing_to_read_is_an_empty_dossier(tmp_path: Path) -> None:
    found = pipeline.read([tmp_path / "gone.txt"], name="none")
    assert (found.reports, found.claims(), found.conclusions.questions) == ((), (), ())


def test_the_archive_gives_back_what_was_read(dossier: Dossier, tmp_path: Path) -> None:
    with open_archive(tmp_path / "kept.db", create=True) as archive:
        pipeline.add(archive, FILES[::-1], name="raqqa-2017")
        assert [line.stale for line in queries.dossiers(archive)] == [True]
        kept = pipeline.conclude(archive, "raqqa-2017")
        assert [line.stale for line in queries.dossiers(archive)] == [False]
        again = pipeline.conclude(archive, "raqqa-2017")
    assert encode(build(kept)) == encode(build(dossier))
    assert encode(build(again)) == encode(build(dossier))
