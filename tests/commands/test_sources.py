"""`rashomon sources`: counts by source over all dossiers, and what they do not mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rashomon import pipeline
from rashomon.archive import open_archive
from rashomon.cli import app

FIRST = """Published: 2024-03-05 10:00 UTC

KHARTOUM (Wire) - Shelling killed 12 people in Omdurman on Monday, the army said.
"""
SECOND = """Published: 2024-03-06 10:00 UTC

KHARTOUM (Wire) - Shelling killed 20 people in Omdurman on Monday, residents said.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    with open_archive(folder / "kept.db", create=True) as opened:
        pipeline.add(opened, [folder / "first.txt", folder / "second.txt"], name="market")
        pipeline.add(opened, [folder / "first.txt"], name="alone")
    return folder / "kept.db"


def sources(archive: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["sources", *words, "--archive", str(archive)])


def test_who_is_contradicted_and_who_was_first(archive: Path) -> None:
    found = json.loads(sources(archive, "market", "--json").stdout)
    by = {line["origin"]: line for line in found["sources"]}
    army, residents = by["army"], by["residents"]
    assert (army["contradicted"], army["first"], army["dossiers"]) == (1, 1, 1)
    assert (residents["contradicted"], residents["first"]) == (1, 0)


def test_over_all_dossiers_counts_add_up(archive: Path) -> None:
    found = json.loads(sources(archive, "--json").stdout)
    army = next(line for line in found["sources"] if line["origin"] == "army")
    assert army["dossiers"] == 2
    assert army["contradicted"] == 1


def test_it_says_what_it_is_not(archive: Path) -> None:
    told = sources(archive)
    assert told.exit_code == 0
    assert "Contradicted is not wrong" in told.stdout
    assert "residents" in told.stdout


def test_a_dossier_that_is_not_there(archive: Path) -> None:
    assert sources(archive, "nowhere").exit_code != 0
